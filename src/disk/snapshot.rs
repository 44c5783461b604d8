//! The snapshot on the disk, written at each segment by the program that plays.
//!
//! It is saved in two steps, because a disk may be slow and the next segment does not wait. *Noting* writes the
//! snapshot to a file beside the saved one and does not flush it: it survives the end of the program. *Settling*
//! flushes that file and gives it the name of the saved one: it survives a loss of power. A reader takes the note if
//! it is whole, and otherwise the snapshot that was settled before.
//!
//! The program that plays holds a lock on a file beside it. The system releases the lock when the process ends, so a
//! session that is being played in another window never passes for an unfinished one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::atomic;
use crate::core::session::Snapshot;
use crate::format;

/// The largest file that is read: the texts of several routines, and what was done.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The session as it was settled.
const SETTLED: &str = "unfinished.json";
/// The same a moment later, as it was noted.
const NOTED: &str = "unfinished.json.new";

/// The right to save the unfinished session; one program has it at a time.
#[derive(Debug)]
pub struct Seat {
    settled: PathBuf,
    noted: PathBuf,
    /// What was noted and not yet settled.
    unsettled: Option<File>,
    _lock: File,
}

/// Whether a session may have been left in `folder`.
pub fn is_left(folder: &Path) -> bool {
    folder.join(SETTLED).exists() || folder.join(NOTED).exists()
}

impl Seat {
    /// Takes the seat in `folder`; `None` while another program has it.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        atomic::make_folder(folder)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let lock = atomic::private(&mut options).open(folder.join("session.lock"))?;
        Ok(is_free(&lock)?.then_some(Self {
            settled: folder.join(SETTLED),
            noted: folder.join(NOTED),
            unsettled: None,
            _lock: lock,
        }))
    }

    /// The session that was left unfinished. What cannot be read is none.
    pub fn read(&self) -> Option<Snapshot> {
        read(&self.noted).or_else(|| read(&self.settled))
    }

    /// Writes the session down as it stands. On return it survives the end of this program, however that comes, and
    /// it waits to be settled.
    ///
    /// # Errors
    /// When it cannot be written; what was settled before is then still there.
    pub fn note(&mut self, session: &Snapshot) -> io::Result<()> {
        self.unsettled = None;
        let text = format::snapshot::write(session);
        self.unsettled = Some(atomic::scribble(&self.noted, text.as_bytes())?);
        Ok(())
    }

    /// Puts what was noted, if anything, where a loss of power does not reach it: on return it is on the disk.
    ///
    /// # Errors
    /// When it cannot be done; what was settled before is then still there.
    pub fn settle(&mut self) -> io::Result<()> {
        let Some(file) = self.unsettled.take() else {
            return Ok(());
        };
        file.sync_all()?;
        fs::rename(&self.noted, &self.settled)?;
        atomic::flush_folder_of(&self.settled);
        Ok(())
    }

    /// Notes the session and settles it.
    ///
    /// # Errors
    /// When one of the two fails; what was settled before is then still there.
    pub fn save(&mut self, session: &Snapshot) -> io::Result<()> {
        self.note(session)?;
        self.settle()
    }

    /// Removes what was saved, if anything; the newest last, so that nothing older is left alone for an instant.
    ///
    /// # Errors
    /// When some of it cannot be removed.
    pub fn clear(&mut self) -> io::Result<()> {
        self.unsettled = None;
        let settled = remove(&self.settled);
        let noted = remove(&self.noted);
        settled.and(noted)
    }
}

fn read(path: &Path) -> Option<Snapshot> {
    let mut text = String::new();
    let file = super::read::open(path).ok()?;
    file.take(LARGEST).read_to_string(&mut text).ok()?;
    format::snapshot::read(&text)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether nobody held the lock, which is then ours. Where a file system knows no locks nobody holds it.
fn is_free(lock: &File) -> io::Result<bool> {
    use rustix::io::Errno;
    match rustix::fs::flock(lock, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
        Ok(()) | Err(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A session that took place until `second`.
    fn until(second: u8) -> Snapshot {
        let text = format!(
            r#"{{"record":{{"v":1,"id":"a","start":"2026-03-01T10:00:00Z","end":"2026-03-01T10:00:{second:02}Z"}},
                "logged":false,"position":null,"took_ms":0,"so_far":[],"routines":[],"wait_ms":null,"place":""}}"#
        );
        format::snapshot::read(&text).unwrap()
    }

    fn seat() -> (tempfile::TempDir, Seat) {
        let folder = tempfile::tempdir().unwrap();
        let seat = Seat::take(folder.path()).unwrap().unwrap();
        (folder, seat)
    }

    #[test]
    fn what_is_noted_is_read_before_it_is_settled_and_after() {
        let (_folder, mut seat) = seat();
        seat.save(&until(1)).unwrap();
        seat.note(&until(2)).unwrap();
        assert_eq!(seat.read(), Some(until(2)));
        seat.settle().unwrap();
        seat.settle().unwrap();
        assert_eq!(seat.read(), Some(until(2)));
        seat.note(&until(3)).unwrap();
        seat.clear().unwrap();
        assert_eq!(seat.read(), None);
        seat.settle().unwrap();
        assert_eq!(seat.read(), None, "what was forgotten does not come back");
    }

    /// Of a file that was not flushed any part may be on the disk, or only its length.
    #[test]
    fn a_loss_of_power_loses_nothing_that_was_settled() {
        let (folder, mut seat) = seat();
        let noted = format::snapshot::write(&until(2)).into_bytes();
        seat.save(&until(1)).unwrap();
        let torn = (0..noted.len()).map(|length| noted[..length].to_vec());
        let hollow = (0..noted.len()).map(|length| {
            let mut bytes = noted.clone();
            bytes[length..].fill(0);
            bytes
        });
        for bytes in torn.chain(hollow) {
            fs::write(folder.path().join(NOTED), &bytes).unwrap();
            let found = seat.read();
            // Only the line break at the end may be missing.
            let is_whole = bytes.starts_with(noted.trim_ascii_end()) && !bytes.ends_with(b"\0");
            let expected = if is_whole { until(2) } else { until(1) };
            assert_eq!(found, Some(expected), "{}", String::from_utf8_lossy(&bytes));
            assert!(is_left(folder.path()));
        }
    }

    #[test]
    fn the_first_note_alone_is_a_session_that_was_left() {
        let (folder, mut seat) = seat();
        assert!(!is_left(folder.path()));
        seat.note(&until(1)).unwrap();
        assert!(is_left(folder.path()));
        assert_eq!(seat.read(), Some(until(1)));
    }
}
