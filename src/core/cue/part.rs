//! Cues and their parts: a part is a tone with a sentence after it, a cue is the parts that belong together.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use super::tone::Tone;
use crate::core::moment::Moment;
use crate::core::routine::MovementPhase;
use crate::core::speech;

/// The silence between a tone and the sentence behind it.
pub const BREATH: Duration = Duration::from_millis(100);

/// How long a loudspeaker takes to wake up (Bluetooth, HDMI). What is played meanwhile is not heard.
pub const WAKE_UP: Duration = Duration::from_millis(700);

/// How late something may begin that is to be heard.
pub const STALE: Duration = Duration::from_secs(1);

/// A sentence, and the language it is to be said in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// A BCP 47 tag.
    pub lang: String,
}

/// How long sentences take to say.
pub trait Lengths: Debug + Send + Sync {
    /// How long this one takes.
    fn of(&self, sentence: &Sentence) -> Duration;
}

/// Lengths that are passed on; equal when they are the very same.
#[derive(Clone, Debug)]
pub struct SharedLengths(pub Arc<dyn Lengths>);

impl PartialEq for SharedLengths {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedLengths {}

/// The lengths of sentences by the formula of [`speech`], for as long as nobody has measured them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimated {
    /// How fast they are said, in percent of the usual pace; at least 1.
    pub rate: u16,
}

impl Default for Estimated {
    /// At the usual pace.
    fn default() -> Self {
        Self { rate: 100 }
    }
}

impl Lengths for Estimated {
    fn of(&self, sentence: &Sentence) -> Duration {
        speech::time(&sentence.text) * 100 / u32::from(self.rate.max(1))
    }
}

/// A tone, a sentence, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuePart {
    /// When it begins: after the start of its segment in a script, after [`Cue::due`] in a cue.
    pub at: Duration,
    /// The tone it begins with.
    pub tone: Option<Tone>,
    /// The sentence behind the tone.
    pub say: Option<Sentence>,
    /// Its reason.
    pub why: Why,
}

/// The reason of a [`CuePart`]: two parts with the same reason are the same part, wherever its moment has moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The segment starts. `cue`: the step's cue is said.
    Start {
        /// Whether (part of) the step's cue is in the sentence.
        cue: bool,
    },
    /// So many seconds are left.
    Tick(u8),
    /// A counted movement begins.
    Repetition(u32),
    /// Another phase of a counted movement begins.
    Phase {
        /// Which movement, from 1.
        nth: u32,
        /// The phase.
        phase: MovementPhase,
    },
    /// The middle of a hold.
    Halfway,
    /// A timed cue of the routine, by its place in the step and how often it came before.
    Own {
        /// Which of the step's timed cues.
        cue: usize,
        /// Which time it is said in this segment, from 0.
        nth: u32,
    },
    /// So many minutes are to go.
    ToGo(u64),
    /// The work that comes, by the index of its segment.
    Next(usize),
    /// The segment ends.
    End,
    /// It answers a key, or reminds of one that is awaited.
    Answer,
}

impl CuePart {
    pub(super) const fn new(
        at: Duration,
        tone: Option<Tone>,
        say: Option<Sentence>,
        why: Why,
    ) -> Self {
        Self { at, tone, say, why }
    }

    /// A part at once that answers what somebody did or left undone.
    pub(super) const fn answer(tone: Option<Tone>, say: Option<Sentence>) -> Self {
        Self::new(Duration::ZERO, tone, say, Why::Answer)
    }

    /// Whether nothing is heard of it.
    pub(super) const fn is_silent(&self) -> bool {
        self.tone.is_none() && self.say.is_none()
    }

    /// Its tone where nothing is said: timed cues and the middle of a hold have one of their own.
    pub(super) fn tone_without_speech(&self) -> Option<Tone> {
        let is_timed = matches!(self.why, Why::Own { .. } | Why::Halfway);
        self.tone.or(is_timed.then_some(Tone::Cue))
    }

    /// When its sentence begins, on the scale of [`CuePart::at`].
    pub fn speech_at(&self) -> Duration {
        self.at
            + self
                .tone
                .map_or(Duration::ZERO, |tone| tone.length() + BREATH)
    }

    /// When it is over, on the scale of [`CuePart::at`].
    pub fn ends(&self, lengths: &dyn Lengths) -> Duration {
        match &self.say {
            Some(sentence) => self.speech_at() + lengths.of(sentence),
            None => self.at + self.tone.map_or(Duration::ZERO, Tone::length),
        }
    }
}

/// Parts that belong together: an end and the beginning that follows it, the last three seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it is due; see [`Cue::heard`].
    pub due: Moment,
    /// Whether everything that sounds is cut off first. Otherwise a sentence cuts an older sentence, and a tone sounds
    /// beside whatever there is.
    pub urgent: bool,
    /// In order; none in a cue that only asks for silence.
    pub parts: Vec<CuePart>,
}

impl Cue {
    /// Nothing but the end of everything that sounds.
    pub const fn silence(due: Moment) -> Self {
        Self {
            due,
            urgent: true,
            parts: Vec::new(),
        }
    }

    /// The part of it still to be heard, `late` after it was due; `None` after a second.
    pub fn heard(mut self, late: Duration) -> Option<Self> {
        self.catch_up(late);
        (late <= STALE).then_some(self)
    }

    /// Whether something is said in it.
    pub fn speaks(&self) -> bool {
        self.parts.iter().any(|part| part.say.is_some())
    }

    /// Leaves out what was due `late` ago or earlier, if it is a row of ticks: those that are left keep their moments.
    fn catch_up(&mut self, late: Duration) {
        let is_tick = |part: &CuePart| part.tone == Some(Tone::Tick) && part.say.is_none();
        let rows = self.parts.len() > 1 && self.parts.iter().all(is_tick);
        if !rows || late < Tone::Tick.length() {
            return;
        }
        self.parts
            .retain(|part| part.at + Tone::Tick.length() > late);
        for part in &mut self.parts {
            part.at = part.at.saturating_sub(late);
        }
    }

    /// Removes its sentences. What a routine wants to be heard at a certain time keeps a tone.
    pub fn without_speech(&mut self) {
        for part in &mut self.parts {
            part.tone = part.tone_without_speech();
            part.say = None;
        }
        self.parts.retain(|part| part.tone.is_some());
    }

    /// Whether a terminal bell is to ring for it.
    pub fn rings(&self) -> bool {
        self.parts
            .iter()
            .filter_map(CuePart::tone_without_speech)
            .any(Tone::is_phase_change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(tones: &[(u64, Tone)]) -> Cue {
        let part = |(at, tone): &(u64, Tone)| {
            CuePart::new(Duration::from_millis(*at), Some(*tone), None, Why::Answer)
        };
        Cue {
            due: Moment::ZERO,
            urgent: false,
            parts: tones.iter().map(part).collect(),
        }
    }

    /// When the parts sound of a cue that comes so much too late.
    fn caught_up(tones: &[(u64, Tone)], late: u64) -> Vec<u128> {
        let mut cue = cue(tones);
        cue.catch_up(Duration::from_millis(late));
        cue.parts.iter().map(|part| part.at.as_millis()).collect()
    }

    #[test]
    fn late_ticks_keep_their_moments() {
        let ticks = [(0, Tone::Tick), (1000, Tone::Tick), (2000, Tone::Tick)];
        let length = u64::try_from(Tone::Tick.length().as_millis()).unwrap();
        assert_eq!(caught_up(&ticks, length - 1), [0, 1000, 2000]);
        assert_eq!(caught_up(&ticks, 600), [400, 1400]);
        assert_eq!(caught_up(&ticks, 1000), [0, 1000]);
        assert_eq!(
            caught_up(&ticks, 1000 + length),
            [1000 - u128::from(length)]
        );
    }

    #[test]
    fn what_is_late_is_heard_and_what_is_later_than_a_second_is_not() {
        let heard = |late| {
            let tone = cue(&[(0, Tone::Start)]);
            Some(tone.heard(Duration::from_millis(late))?.parts.len())
        };
        assert_eq!([0, 900, 1000].map(heard), [Some(1); 3]);
        assert_eq!(heard(1001), None);
    }

    #[test]
    fn what_is_no_row_of_ticks_is_heard_whole() {
        assert_eq!(caught_up(&[(0, Tone::Tick)], 600), [0]);
        let mixed = [(0, Tone::End), (250, Tone::Tick)];
        assert_eq!(caught_up(&mixed, 600), [0, 250]);
    }
}
