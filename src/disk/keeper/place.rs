//! The place of one program in the folder of the state: its snapshot in two files, noted and settled.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::super::{atomic, read};
use crate::core::session::Snapshot;
use crate::error::in_words;
use crate::format::{self, snapshot::LONGEST};

/// A place for the snapshot of one session. It is locked for as long as this lives.
#[derive(Debug)]
pub(super) struct ProgramPlace {
    pub(super) number: u32,
    /// The snapshot as it was settled.
    pub(super) settled: PathBuf,
    /// The same a moment later, as it was noted.
    pub(super) noted: PathBuf,
    /// The file that was noted and not yet settled.
    pub(super) unsettled: Option<File>,
    pub(super) _lock: File,
}

impl ProgramPlace {
    /// The snapshot in it, if there is one.
    ///
    /// # Errors
    /// A file, and in words why, when there is something else than a snapshot.
    pub(super) fn read(&self) -> Result<Option<Snapshot>, (&Path, String)> {
        let mut problem = None;
        for path in [&self.noted, &self.settled] {
            match snapshot(path) {
                Ok(Some(snapshot)) => return Ok(Some(snapshot)),
                Ok(None) => {}
                Err(why) => problem = Some((path.as_path(), why)),
            }
        }
        problem.map_or(Ok(None), Err)
    }

    pub(super) fn note(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        self.unsettled = None;
        let text = format::snapshot::write(snapshot);
        // What could not be settled stays whole until the new one is.
        let is_unsettled = fs::metadata(&self.noted).is_ok_and(|noted| noted.len() > 0);
        self.unsettled = Some(if is_unsettled {
            atomic::write(&self.noted, text.as_bytes())?;
            File::open(&self.noted)?
        } else {
            atomic::scribble(&self.noted, text.as_bytes())?
        });
        Ok(())
    }

    pub(super) fn settle(&mut self) -> io::Result<()> {
        if let Some(file) = self.unsettled.take() {
            file.sync_all()?;
            fs::rename(&self.noted, &self.settled)?;
            atomic::flush_folder_of(&self.settled);
        }
        Ok(())
    }

    pub(super) fn save(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        self.note(snapshot)?;
        self.settle()
    }

    /// Removes what lies in it; the newest last, so that nothing older is left alone for an instant.
    pub(super) fn clear(&self) -> io::Result<()> {
        let settled = remove(&self.settled);
        let noted = remove(&self.noted);
        settled.and(noted)
    }
}

/// The snapshot in a file; none where there is no file, or where a loss of power left it without a text.
pub(super) fn snapshot(path: &Path) -> Result<Option<Snapshot>, String> {
    let Some(text) = text(path, LONGEST)? else {
        return Ok(None);
    };
    let snapshot = format::snapshot::read(&text);
    snapshot.map(Some).ok_or_else(|| DAMAGED.to_owned())
}

/// Why a file is none that this program has written.
const DAMAGED: &str = "it is damaged";

/// The text in a file of at most so many bytes; none where there is no file, or one without a text.
pub(super) fn text(path: &Path, longest: u64) -> Result<Option<String>, String> {
    let file = match read::open(path) {
        Ok(file) => file,
        Err(read::Refusal::Failed(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(None);
        }
        Err(refusal) => return Err(refusal.in_words()),
    };
    let mut bytes = Vec::new();
    let read = file.take(longest + 1).read_to_end(&mut bytes);
    read.map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > longest {
        return Err("it is too large".to_owned());
    }
    if bytes
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Ok(None);
    }
    let text = String::from_utf8(bytes);
    text.map(Some).map_err(|_| DAMAGED.to_owned())
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
