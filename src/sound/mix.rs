//! Mixes the lines of a cue into samples: a tone at its moment, a sentence after it.

use std::time::Duration;

use super::tones::{self, samples_in};
use crate::core::cue::{Line, Sentence};

/// Samples that grow as more is put into them.
#[derive(Debug, Default)]
pub(super) struct Mix {
    samples: Vec<i16>,
    /// Where the latest sentence lies.
    said: std::ops::Range<usize>,
}

/// How long a sentence that is cut off takes to fade.
const FADE: Duration = Duration::from_millis(15);

impl Mix {
    /// Puts `line` in, `offset` after the beginning. A sentence cuts off one that is still being said; a tone sounds
    /// beside it.
    pub(super) fn line<'s>(
        &mut self,
        offset: Duration,
        line: &Line,
        volume: u8,
        spoken: impl FnOnce(&Sentence) -> Option<&'s [i16]>,
    ) {
        if let Some(samples) = line.say.as_ref().and_then(spoken) {
            let at = samples_in(offset + line.speech_at());
            // The tone in front of a sentence is already the end of the one before.
            self.cut(samples_in(offset + line.at));
            self.add(at, samples);
            self.said = at..at + samples.len();
        }
        if let Some(tone) = line.tone {
            self.add(samples_in(offset + line.at), &tones::samples(tone, volume));
        }
    }

    /// Ends the latest sentence at `at`.
    pub(super) fn cut(&mut self, at: usize) {
        if !self.said.contains(&at) {
            return;
        }
        let fade = samples_in(FADE).max(1);
        let behind = self.samples.iter_mut().take(self.said.end).skip(at);
        for (nth, sample) in behind.enumerate() {
            let left = fade.saturating_sub(nth) as f32 / fade as f32;
            *sample = (f32::from(*sample) * left) as i16;
        }
        self.said.end = at;
    }

    fn add(&mut self, at: usize, more: &[i16]) {
        let end = at + more.len();
        if self.samples.len() < end {
            self.samples.resize(end, 0);
        }
        for (sample, more) in self.samples.iter_mut().skip(at).zip(more) {
            *sample = sample.saturating_add(*more);
        }
    }

    pub(super) fn into_samples(self) -> Vec<i16> {
        self.samples
    }
}
