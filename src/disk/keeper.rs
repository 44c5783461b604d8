//! The files of sessions: the snapshot while a session is played, the log when it is over, and the recovery of a
//! snapshot that an earlier program left behind.
//!
//! The snapshot is written at each segment by the program that plays, in two steps, because a disk may be slow and the
//! next segment does not wait. *Noting* writes the snapshot to a file beside the saved one and does not flush it: it
//! survives the end of the program. *Settling* flushes that file and gives it the name of the saved one: it survives a
//! loss of power. A reader takes the note if it is whole, and otherwise the snapshot that was settled before.
//!
//! The program that plays holds a lock on a file beside it. The system releases the lock when the process ends, so a
//! session that is being played in another window never passes for an unfinished one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{atomic, log};
use crate::core::day::Stamp;
use crate::core::log::LogEntry;
use crate::core::session::Snapshot;
use crate::format;

/// The largest snapshot that is read: the texts of several routines, and what was done.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The session as it was settled.
const SETTLED: &str = "unfinished.json";
/// The same a moment later, as it was noted.
const NOTED: &str = "unfinished.json.new";

/// Where sessions are remembered.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    /// The folder of the state.
    state: PathBuf,
    /// The lock on the state, which is taken when it is first needed.
    seat: Option<File>,
    /// The file that was noted and not yet settled.
    unsettled: Option<File>,
}

/// A record that could not be written, so that the user can save it by hand.
#[derive(Debug)]
pub struct Lost {
    /// The line that should be in the log.
    pub line: String,
    /// The file it should be in.
    pub file: PathBuf,
    /// Why it is not.
    pub error: io::Error,
}

impl Keeper {
    /// Remembers sessions in the file of `host` in the folder `log`, and the unfinished one under `state`. Nothing is
    /// written yet.
    pub fn new(log: &Path, host: &str, state: &Path) -> Self {
        Self {
            file: log::file_of(log, host),
            state: state.to_owned(),
            seat: None,
            unsettled: None,
        }
    }

    /// The folder in which a session is saved on the way.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Whether an earlier program may have left a snapshot.
    pub fn has_snapshot(&self) -> bool {
        [SETTLED, NOTED]
            .iter()
            .any(|name| self.state.join(name).exists())
    }

    /// The snapshot, with those that cannot be read passed over.
    pub fn read(&self) -> Option<Snapshot> {
        [NOTED, SETTLED].iter().find_map(|name| {
            let mut text = String::new();
            let file = super::read::open(&self.state.join(name)).ok()?;
            file.take(LARGEST).read_to_string(&mut text).ok()?;
            format::snapshot::read(&text)
        })
    }

    /// Recovers the snapshot of an earlier program: logs its session, and returns it if it can still be resumed
    /// (younger than `limit` at `now`). While another program plays there is nothing to recover.
    ///
    /// # Errors
    /// When the session could not be logged. The snapshot stays where it is and can still be resumed.
    pub fn recover(&mut self, now: Stamp, limit: Duration) -> Result<Option<Snapshot>, Box<Lost>> {
        if !self.has_snapshot() || !self.take_seat().unwrap_or_default() {
            return Ok(None);
        }
        let Some(mut snapshot) = self.read() else {
            let _ = self.forget();
            return Ok(None);
        };
        if !snapshot.logged {
            if !snapshot.entry.is_empty() {
                self.append(&snapshot.entry)?;
            }
            snapshot.logged = true;
        }
        if snapshot.remains(now, limit).is_zero() || snapshot.position.is_none() {
            let _ = self.forget();
            return Ok(None);
        }
        let _ = self.save(&snapshot);
        Ok(Some(snapshot))
    }

    /// Notes a session as it stands, without waiting for the disk: it survives the end of this program.
    ///
    /// # Errors
    /// When it cannot be written; what was settled before is then still there.
    pub fn note(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        if self.take_seat()? {
            self.unsettled = None;
            let text = format::snapshot::write(snapshot);
            self.unsettled = Some(atomic::scribble(&self.state.join(NOTED), text.as_bytes())?);
        }
        Ok(())
    }

    /// Waits until what was noted, if anything, is on the disk: it survives a loss of power.
    ///
    /// # Errors
    /// When it cannot be done; what was settled before is then still there.
    pub fn settle(&mut self) -> io::Result<()> {
        if let Some(file) = self.unsettled.take() {
            let settled = self.state.join(SETTLED);
            file.sync_all()?;
            fs::rename(self.state.join(NOTED), &settled)?;
            atomic::flush_folder_of(&settled);
        }
        Ok(())
    }

    fn save(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        self.note(snapshot)?;
        self.settle()
    }

    /// Logs a session that is over. One that can be resumed stays saved.
    ///
    /// # Errors
    /// When it cannot be written whole. It is then saved as it stands, where that can be done, so that the next start
    /// tries again. A line that was added by hand meanwhile counts once, because its id is the same.
    pub fn keep(&mut self, session: &Snapshot) -> Result<(), Box<Lost>> {
        let logged = self.append(&session.entry);
        // That it cannot be marked costs nothing: readers count a session with the same id once.
        let _ = if logged.is_ok() && session.position.is_none() {
            self.forget()
        } else {
            self.save(&Snapshot {
                logged: logged.is_ok(),
                ..session.clone()
            })
        };
        logged
    }

    /// Forgets the unfinished session, if any; the newest last, so that nothing older is left alone for an instant.
    ///
    /// # Errors
    /// When some of it cannot be removed.
    pub fn forget(&mut self) -> io::Result<()> {
        if !self.take_seat()? {
            return Ok(());
        }
        self.unsettled = None;
        let settled = remove(&self.state.join(SETTLED));
        let noted = remove(&self.state.join(NOTED));
        settled.and(noted)
    }

    fn append(&self, entry: &LogEntry) -> Result<(), Box<Lost>> {
        let line = format::log::write(entry);
        log::append(&self.file, &line).map_err(|error| {
            Box::new(Lost {
                line,
                file: self.file.clone(),
                error,
            })
        })
    }

    /// Takes the seat, unless it has it; false while another program has it. Where a file system knows no locks nobody
    /// has it.
    fn take_seat(&mut self) -> io::Result<bool> {
        use rustix::fs::{FlockOperation, flock};
        use rustix::io::Errno;
        if self.seat.is_none() {
            atomic::make_folder(&self.state)?;
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            let seat = atomic::private(&mut options).open(self.state.join("session.lock"))?;
            match flock(&seat, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) | Err(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK) => self.seat = Some(seat),
                Err(Errno::WOULDBLOCK) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.seat.is_some())
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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

    fn keeper() -> (tempfile::TempDir, Keeper) {
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::new(&folder.path().join("log"), "host", folder.path());
        (folder, keeper)
    }

    #[test]
    fn what_is_noted_is_read_before_it_is_settled_and_after() {
        let (_folder, mut keeper) = keeper();
        keeper.save(&until(1)).unwrap();
        keeper.note(&until(2)).unwrap();
        assert_eq!(keeper.read(), Some(until(2)));
        keeper.settle().unwrap();
        keeper.settle().unwrap();
        assert_eq!(keeper.read(), Some(until(2)));
        keeper.note(&until(3)).unwrap();
        keeper.forget().unwrap();
        assert_eq!(keeper.read(), None);
        keeper.settle().unwrap();
        assert_eq!(keeper.read(), None, "what was forgotten does not come back");
    }

    /// Of a file that was not flushed any part may be on the disk, or only its length.
    #[test]
    fn a_loss_of_power_loses_nothing_that_was_settled() {
        let (folder, mut keeper) = keeper();
        let noted = format::snapshot::write(&until(2)).into_bytes();
        keeper.save(&until(1)).unwrap();
        let torn = (0..noted.len()).map(|length| noted[..length].to_vec());
        let hollow = (0..noted.len()).map(|length| {
            let mut bytes = noted.clone();
            bytes[length..].fill(0);
            bytes
        });
        for bytes in torn.chain(hollow) {
            fs::write(folder.path().join(NOTED), &bytes).unwrap();
            let found = keeper.read();
            // Only the line break at the end may be missing.
            let is_whole = bytes.starts_with(noted.trim_ascii_end()) && !bytes.ends_with(b"\0");
            let expected = if is_whole { until(2) } else { until(1) };
            assert_eq!(found, Some(expected), "{}", String::from_utf8_lossy(&bytes));
            assert!(keeper.has_snapshot());
        }
    }

    #[test]
    fn the_first_note_alone_is_a_session_that_was_left() {
        let (_folder, mut keeper) = keeper();
        assert!(!keeper.has_snapshot());
        keeper.note(&until(1)).unwrap();
        assert!(keeper.has_snapshot());
        assert_eq!(keeper.read(), Some(until(1)));
    }
}
