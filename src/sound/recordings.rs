//! Sentences that were spoken for a file of sound. They lie on the disk, because a long session says more than fits into
//! the memory.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::voice::Measured;
use super::wav;
use crate::core::cue::{Estimated, Sentence};
use crate::process::spool;

/// Sentences that were spoken.
#[derive(Debug)]
pub(super) struct Recordings {
    file: SpooledTempFile,
    /// Where each begins in the file, in bytes, and how many samples it has.
    places: BTreeMap<Sentence, (u64, usize)>,
}

impl Recordings {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            file: spool(),
            places: BTreeMap::new(),
        }
    }

    /// Adds a sentence.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn add(&mut self, sentence: Sentence, samples: &[i16]) -> io::Result<()> {
        let bytes: Vec<u8> = wav::bytes(samples).collect();
        let at = self.file.seek(SeekFrom::End(0))?;
        self.file.write_all(&bytes).map_err(no_room)?;
        self.places.insert(sentence, (at, samples.len()));
        Ok(())
    }

    /// How many samples a sentence has; `None` where it was not spoken.
    pub(super) fn count(&self, sentence: &Sentence) -> Option<usize> {
        self.places.get(sentence).map(|(_, count)| *count)
    }

    /// The samples of a sentence; `None` where it was not spoken.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn samples(&mut self, sentence: &Sentence) -> io::Result<Option<Vec<i16>>> {
        let Some((at, count)) = self.places.get(sentence) else {
            return Ok(None);
        };
        let mut bytes = vec![0; count * 2];
        self.file.seek(SeekFrom::Start(*at))?;
        self.file.read_exact(&mut bytes)?;
        Ok(Some(wav::samples(&bytes)))
    }

    /// The lengths of the sentences.
    pub(super) fn lengths(&self, estimated: Estimated) -> Measured {
        let counts = self.places.iter();
        Measured::of(
            counts.map(|(sentence, (_, count))| (sentence, *count)),
            estimated,
        )
    }
}

/// The disk that is full is not the one that the sound goes to.
fn no_room(error: io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("no room for its speech in the folder for temporary files: {error}"),
    )
}
