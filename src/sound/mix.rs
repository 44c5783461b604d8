//! Mixes the lines of a cue into samples: a tone at its moment, a sentence after it.

use std::ops::Range;
use std::time::Duration;

use super::tones::{Tones, samples_in};
use crate::core::cue::CuePart;

/// Samples that grow as more is put into them, and that are taken out from their beginning.
#[derive(Debug, Default)]
pub(super) struct Mix {
    samples: Vec<i16>,
    /// How many were taken out.
    taken: usize,
    /// The samples of the latest sentence.
    said: Range<usize>,
}

/// How long a sentence that is cut off takes to fade.
const FADE: Duration = Duration::from_millis(15);

/// The end of a `part` that begins `offset` after the beginning, if its sentence has so many samples.
pub(super) fn end_of(
    offset: Duration,
    part: &CuePart,
    tones: &Tones,
    spoken: Option<usize>,
) -> usize {
    let tone = part.tone.map_or(0, |tone| tones.count(tone));
    let speech = spoken.map_or(0, |spoken| samples_in(offset + part.speech_at()) + spoken);
    speech.max(samples_in(offset + part.at) + tone)
}

impl Mix {
    /// Puts `part` in, `offset` after the beginning, with its sentence if that was `spoken`. A sentence cuts off one that
    /// is still being said; a tone sounds beside it.
    pub(super) fn part(
        &mut self,
        offset: Duration,
        part: &CuePart,
        tones: &Tones,
        spoken: Option<&[i16]>,
    ) {
        if let Some(samples) = spoken {
            let at = samples_in(offset + part.speech_at());
            // The tone in front of a sentence is already the end of the one before.
            self.truncate(samples_in(offset + part.at));
            self.add(at, samples);
            self.said = at..at + samples.len();
        }
        if let Some(tone) = part.tone {
            self.add(samples_in(offset + part.at), &tones.samples(tone));
        }
    }

    /// Ends the latest sentence at `at`.
    pub(super) fn truncate(&mut self, at: usize) {
        if !self.said.contains(&at) {
            return;
        }
        let fade = samples_in(FADE).max(1);
        let end = self.said.end.saturating_sub(self.taken);
        let behind = self.samples.iter_mut().take(end);
        let behind = behind.skip(at.saturating_sub(self.taken));
        for (nth, sample) in behind.enumerate() {
            let left = fade.saturating_sub(nth) as f32 / fade as f32;
            *sample = (f32::from(*sample) * left) as i16;
        }
        self.said.end = at;
    }

    fn add(&mut self, at: usize, more: &[i16]) {
        let at = at.saturating_sub(self.taken);
        let end = at + more.len();
        if self.samples.len() < end {
            self.samples.resize(end, 0);
        }
        for (sample, more) in self.samples.iter_mut().skip(at).zip(more) {
            *sample = sample.saturating_add(*more);
        }
    }

    /// Takes out what lies before `at`, where nothing is put any more: samples, and so much silence behind them.
    pub(super) fn take_until(&mut self, at: usize) -> (Vec<i16>, usize) {
        let wanted = at.saturating_sub(self.taken);
        self.taken += wanted;
        let sounds = wanted.min(self.samples.len());
        (self.samples.drain(..sounds).collect(), wanted - sounds)
    }

    pub(super) fn into_samples(self) -> Vec<i16> {
        self.samples
    }
}
