//! The files in which programs that play a session say what it does, for `supple status`.
//!
//! Each program has a file of its own, which it keeps open and locked. The system releases the lock when the process
//! ends, however it ends, so a file that nobody has locked is what a killed program left. Where a file system knows no
//! locks, the number of the process in the name of the file tells whether it is still there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::{atomic, log, read};
use crate::core::status::SessionStatus;
use crate::format::status::{self, LONGEST};

/// How the names of the files begin and end; the number of the process is in between.
const NAME: (&str, &str) = ("playing-", ".json");

/// The file of this program, which is removed when this is dropped.
#[derive(Debug)]
pub(super) struct StatusFile {
    path: PathBuf,
    file: File,
    /// How many bytes it has.
    length: usize,
}

impl StatusFile {
    /// Makes the file of the process with this number in the folder of the state, and removes those of programs that
    /// were killed.
    ///
    /// # Errors
    /// When it cannot be made, or another program has locked it.
    pub(super) fn create(state: &Path, process: u32) -> io::Result<Self> {
        atomic::make_folder(state)?;
        for (path, _) in files(state).filter(|(_, process)| !is_there(*process)) {
            let _ = fs::remove_file(path);
        }
        let path = state.join(format!("{}{process}{}", NAME.0, NAME.1));
        let mut options = OpenOptions::new();
        // It may be another's, of a machine or a container with the same home: nothing of it is touched before it is ours.
        options.write(true).create(true).truncate(false);
        let file = atomic::private(&mut options).open(&path)?;
        log::lock_until_closed(&file)?;
        file.set_len(0)?;
        Ok(Self {
            path,
            file,
            length: 0,
        })
    }

    /// Replaces what stands in it, in one write: what is shorter is padded, so that a reader finds it whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&mut self, status: &SessionStatus) -> io::Result<()> {
        let mut text = status::write(status);
        let missing = self.length.saturating_sub(text.len());
        text.extend(std::iter::repeat_n(' ', missing));
        self.length = text.len();
        self.file.write_all_at(text.as_bytes(), 0)
    }
}

impl Drop for StatusFile {
    fn drop(&mut self) {
        // One that stays is ignored.
        let _ = fs::remove_file(&self.path);
    }
}

/// The status of every session that is being played, by the number of its process.
pub fn all(state: &Path) -> Vec<SessionStatus> {
    let mut files: Vec<_> = files(state).collect();
    files.sort_by_key(|(_, process)| *process);
    let read = |(path, process): (PathBuf, u32)| {
        let file = read::open(&path).ok()?;
        let is_live = match flock(&file, FlockOperation::NonBlockingLockShared) {
            Err(Errno::WOULDBLOCK) => true,
            Ok(()) => false,
            Err(_) => is_there(process),
        };
        let mut text = String::new();
        file.take(LONGEST).read_to_string(&mut text).ok()?;
        status::read(&text).filter(|_| is_live)
    };
    files.into_iter().filter_map(read).collect()
}

/// The files in the folder, and the number of the process of each.
fn files(state: &Path) -> impl Iterator<Item = (PathBuf, u32)> {
    let entries = fs::read_dir(state).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let name = entry.file_name();
        let number = name.to_str()?.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
        Some((entry.path(), number.parse().ok()?))
    })
}

/// Whether there is a process of this number. One of another user may not be signalled, and is there.
pub(super) fn is_there(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) != Err(Errno::SRCH))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::day::Stamp;

    fn playing(state: &str) -> SessionStatus {
        SessionStatus {
            title: "Morning".to_owned(),
            state: state.to_owned(),
            is_running: true,
            remaining: Duration::from_secs(90),
            at: Stamp::default(),
            speed: 1.0,
        }
    }

    #[test]
    fn each_program_says_what_it_does_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path();
        assert_eq!(all(&state.join("nowhere")), []);
        let own = std::process::id();
        let mut one = StatusFile::create(state, own).unwrap();
        let mut other = StatusFile::create(state, 1).unwrap();
        assert_eq!(all(state), [], "nothing is said yet");
        one.write(&playing("HOLD RIGHT · Single-knee pull"))
            .unwrap();
        other.write(&playing("HOLD")).unwrap();
        let states = || {
            all(state)
                .into_iter()
                .map(|it| it.state)
                .collect::<Vec<_>>()
        };
        assert_eq!(states(), ["HOLD", "HOLD RIGHT · Single-knee pull"]);
        one.write(&playing("REST")).unwrap();
        assert_eq!(states(), ["HOLD", "REST"], "what is shorter is whole");
        drop(one);
        assert_eq!(states(), ["HOLD"]);
        drop(other);
        assert_eq!(fs::read_dir(state).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_another_program_has_locked_is_not_written_without_a_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("playing-1.json");
        fs::write(&path, "another's").unwrap();
        let other = File::open(&path).unwrap();
        flock(&other, FlockOperation::NonBlockingLockShared).unwrap();
        let refused = StatusFile::create(folder.path(), 1).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::WouldBlock);
        assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
        drop(other);
        let mut own = StatusFile::create(folder.path(), 1).unwrap();
        own.write(&playing("HOLD")).unwrap();
        assert_eq!(all(folder.path()).len(), 1);
    }

    #[test]
    fn what_a_killed_program_left_is_ignored_and_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path();
        // No process has the highest number.
        let left = state.join(format!("playing-{}.json", i32::MAX));
        fs::write(&left, status::write(&playing("HOLD"))).unwrap();
        fs::write(state.join("playing-x.json"), "no number").unwrap();
        fs::write(state.join("playing-1.json"), "{}").unwrap();
        assert_eq!(all(state), []);
        assert!(left.exists());
        drop(StatusFile::create(state, std::process::id()).unwrap());
        assert!(!left.exists());
    }
}
