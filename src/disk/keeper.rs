//! The files of sessions: the snapshot while a session is played, the log when it is over, and the recovery of a
//! snapshot that an earlier program left behind.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::log;
use super::snapshot::{self, Seat};
use crate::core::day::Stamp;
use crate::core::log::LogEntry;
use crate::core::session::Snapshot;
use crate::format;

/// Where sessions are remembered.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    /// The folder of the state; the seat in it is taken when it is first needed.
    state: PathBuf,
    seat: Option<Seat>,
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
        }
    }

    /// The folder in which a session is saved on the way.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Recovers the snapshot of an earlier program: logs its session, and returns it if it can still be resumed
    /// (younger than `limit` at `now`). While another program plays there is nothing to recover.
    ///
    /// # Errors
    /// When the session could not be logged. The snapshot stays where it is and can still be resumed.
    pub fn recover(&mut self, now: Stamp, limit: Duration) -> Result<Option<Snapshot>, Box<Lost>> {
        if !snapshot::is_left(&self.state) {
            return Ok(None);
        }
        let Ok(Some(seat)) = self.seat() else {
            return Ok(None);
        };
        let Some(mut snapshot) = seat.read() else {
            let _ = seat.clear();
            return Ok(None);
        };
        if !snapshot.logged {
            if !snapshot.entry.is_empty() {
                self.append(&snapshot.entry)?;
            }
            snapshot.logged = true;
        }
        let young = !snapshot.remains(now, limit).is_zero();
        let seat = self.seat.as_mut();
        if young && snapshot.position.is_some() {
            let _ = seat.map(|seat| seat.save(&snapshot));
            Ok(Some(snapshot))
        } else {
            let _ = seat.map(Seat::clear);
            Ok(None)
        }
    }

    /// Notes a session as it stands, without waiting for the disk: it survives the end of this program.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        self.seat()?.map_or(Ok(()), |seat| seat.note(snapshot))
    }

    /// Waits until what was noted is on the disk: it survives a loss of power.
    ///
    /// # Errors
    /// When it cannot be done.
    pub fn settle(&mut self) -> io::Result<()> {
        self.seat()?.map_or(Ok(()), Seat::settle)
    }

    /// Logs a session that is over. One that can be resumed stays saved.
    ///
    /// # Errors
    /// When it cannot be written whole. It is then saved as it stands, where that can be done, so that the next start
    /// tries again. A line that was added by hand meanwhile counts once, because its id is the same.
    pub fn keep(&mut self, session: &Snapshot) -> Result<(), Box<Lost>> {
        let logged = self.append(&session.entry);
        if let Ok(Some(seat)) = self.seat() {
            // That it cannot be marked costs nothing: readers count a session with the same id once.
            let _ = if logged.is_ok() && session.position.is_none() {
                seat.clear()
            } else {
                seat.save(&Snapshot {
                    logged: logged.is_ok(),
                    ..session.clone()
                })
            };
        }
        logged
    }

    /// Forgets the unfinished session.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn forget(&mut self) -> io::Result<()> {
        self.seat()?.map_or(Ok(()), Seat::clear)
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

    fn seat(&mut self) -> io::Result<Option<&mut Seat>> {
        if self.seat.is_none() {
            self.seat = Seat::take(&self.state)?;
        }
        Ok(self.seat.as_mut())
    }
}
