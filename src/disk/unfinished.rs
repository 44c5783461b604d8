//! The unfinished session on the disk: one file, written anew at each segment by the one program that plays.
//!
//! Whoever plays holds a lock on a file beside it. The lock goes with the process, however that ends, so a session
//! that is still being played in another window is never taken for an unfinished one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::atomic;
use crate::core::unfinished::Unfinished;
use crate::format::unfinished;

/// The largest file that is read: the texts of several routines, and what was done.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The right to save the unfinished session; one program has it at a time.
#[derive(Debug)]
pub struct Seat {
    path: PathBuf,
    _lock: File,
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
        let path = folder.join("unfinished.json");
        Ok(is_free(&lock)?.then_some(Self { path, _lock: lock }))
    }

    /// The session that was left unfinished. What cannot be read is none.
    pub fn read(&self) -> Option<Unfinished> {
        let mut text = String::new();
        let file = File::open(&self.path).ok()?;
        file.take(LARGEST).read_to_string(&mut text).ok()?;
        unfinished::read(&text)
    }

    /// Saves the session as it stands. On return it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written; what was saved before is then still there.
    pub fn save(&self, session: &Unfinished) -> io::Result<()> {
        atomic::write(&self.path, unfinished::write(session).as_bytes())
    }

    /// Removes what was saved, if anything.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Whether nobody held the lock, which is then ours. Where a file system knows no locks nobody holds it.
#[cfg(unix)]
fn is_free(lock: &File) -> io::Result<bool> {
    use rustix::io::Errno;
    match rustix::fs::flock(lock, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
        Ok(()) | Err(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn is_free(_: &File) -> io::Result<bool> {
    Ok(true)
}
