//! The sentences that were spoken for a file of sound. A long session says more than fits into the memory.

use std::collections::BTreeMap;
use std::io;

use super::voice::Measured;
use super::wav;
use crate::core::cue::{Estimated, Sentence};
use crate::process::Spool;

/// Sentences that were spoken.
#[derive(Debug)]
pub(super) struct Recordings {
    spool: Spool,
    /// The offset of each in the spool, in bytes, and the number of its samples.
    places: BTreeMap<Sentence, (u64, usize)>,
}

impl Recordings {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            spool: Spool::new(),
            places: BTreeMap::new(),
        }
    }

    /// Adds a sentence.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn add(&mut self, sentence: Sentence, samples: &[i16]) -> io::Result<()> {
        let bytes: Vec<u8> = wav::bytes(samples).collect();
        let at = self.spool.append(&bytes)?;
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
        let bytes = self.spool.read(*at, count * 2)?;
        Ok(Some(wav::samples(&bytes)))
    }

    /// The lengths of the sentences.
    pub(super) fn lengths(&self, estimated: Estimated) -> Measured {
        let places = self.places.iter();
        Measured::of(
            places.map(|(sentence, (_, count))| (sentence, *count)),
            estimated,
        )
    }
}
