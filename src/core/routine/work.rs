//! What is done in one piece of an exercise, and in each of its sets.

use std::time::Duration;

use super::{Side, Tempo};
use crate::core::span::written;
use crate::core::template::Template;
use crate::core::vocabulary::vocabulary;

/// The work of one piece of an [`Exercise`](super::Exercise).
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// A stretch is held.
    Hold(Timed),
    /// A plain timer runs: a walk, a cold pack.
    Time(Timed),
    /// A movement is counted.
    Count(Counted),
}

impl Work {
    /// How long one piece of it lasts; `None` when a key ends it.
    pub fn length(&self) -> Option<Duration> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed.length,
            Self::Count(counted) => counted.pace.map(|pace| pace.saturating_mul(counted.times)),
        }
    }

    /// How short and how long it can be made by hand, where it has a range.
    pub fn range(&self) -> Option<(Duration, Duration)> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed.range.map(Ends::both),
            Self::Count(counted) => {
                let pace = counted.pace?;
                let (least, most) = counted.range?.both();
                Some((pace.saturating_mul(least), pace.saturating_mul(most)))
            }
        }
    }

    /// How long one piece of it lasts as it is written: at the low end of a range.
    pub fn least(&self) -> Option<Duration> {
        self.range()
            .map_or_else(|| self.length(), |(least, _)| Some(least))
    }

    /// By how much it is made longer or shorter by hand, where that is a movement or a breath.
    pub fn unit(&self) -> Option<Duration> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed.breath,
            Self::Count(counted) => counted.pace,
        }
    }

    /// The timer behind it, unless it is counted.
    pub const fn timed(&self) -> Option<&Timed> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => Some(timed),
            Self::Count(_) => None,
        }
    }

    /// The count behind it, if it is counted.
    pub const fn counted(&self) -> Option<&Counted> {
        match self {
            Self::Count(counted) => Some(counted),
            Self::Hold(_) | Self::Time(_) => None,
        }
    }

    /// Whether it ends with an alarm, which rings until a key.
    pub fn rings(&self) -> bool {
        self.timed().is_some_and(|timed| timed.end == End::Alarm)
    }

    /// Whether it lasts as long as one can: the time counts up until a key.
    pub fn is_max(&self) -> bool {
        self.timed().is_some_and(|timed| timed.length.is_none())
    }

    /// The same where no key can come: each movement takes `pace` where none is written, and what lasts as long as one
    /// can is `held` for so long.
    #[must_use]
    pub(in crate::core) fn without_keys(mut self, pace: Duration, held: Duration) -> Self {
        match &mut self {
            Self::Count(counted) => counted.pace = counted.pace.or(Some(pace)),
            Self::Hold(timed) | Self::Time(timed) => timed.length = timed.length.or(Some(held)),
        }
        self
    }

    /// The cues.
    pub fn cues(&self) -> &[TimedCue] {
        match self {
            Self::Hold(timed) | Self::Time(timed) => &timed.cues,
            Self::Count(counted) => &counted.cues,
        }
    }
}

/// A piece that is timed.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// How long, on each side and in each repetition; `None` for as long as one can, until a key.
    pub length: Option<Duration>,
    /// How short and how long it can be made by hand, where that is a range: `length` is its low end, or what was reached
    /// the last time.
    pub range: Option<Ends<Duration>>,
    /// How long a breath is, where it is measured in breaths.
    pub breath: Option<Duration>,
    /// The longest it may take by the wall clock, pauses and sleep included.
    pub limit: Option<Duration>,
    /// How it ends.
    pub end: End,
    /// The cues.
    pub cues: Vec<TimedCue>,
}

impl Timed {
    /// How many breaths so long a time has; `None` where it is measured in time.
    pub fn breaths(&self, length: Duration) -> Option<u32> {
        let breath = self.breath.filter(|breath| !breath.is_zero())?;
        Some((length.as_nanos() / breath.as_nanos()) as u32)
    }

    /// How long it is as it is written, with the high end of a range; `None` for as long as one can.
    pub fn written(&self) -> Option<(Duration, Option<Duration>)> {
        Some(Ends::written(self.range, self.length?))
    }

    /// How many breaths it takes as it is written, with the high end of a range; `None` where it is measured in time.
    pub fn written_breaths(&self) -> Option<(u32, Option<u32>)> {
        let (least, most) = self.written()?;
        let most = most.and_then(|most| self.breaths(most));
        Some((self.breaths(least)?, most))
    }
}

/// A counted piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// How many movements, at least 1.
    pub times: u32,
    /// How few and how many they can be made by hand, where that is a range: `times` is its low end, or what was reached the
    /// last time.
    pub range: Option<Ends<u32>>,
    /// How long each takes; without it a key ends the piece.
    pub pace: Option<Duration>,
    /// The phases of each, which take `pace` together.
    pub tempo: Option<Tempo>,
    /// The cues, where there is a pace.
    pub cues: Vec<TimedCue>,
}

impl Counted {
    /// Its pace as it is written in a file: `4s`, or the phases of a tempo, `3-1-3`.
    pub fn written_pace(&self) -> Option<String> {
        let pace = self.pace?;
        Some(
            self.tempo
                .map_or_else(|| written(pace), |tempo| tempo.to_string()),
        )
    }

    /// How many movements it has as it is written, with the high end of a range.
    pub fn written(&self) -> (u32, Option<u32>) {
        Ends::written(self.range, self.times)
    }
}

/// The low and the high end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends<T> {
    /// The low end.
    pub least: T,
    /// The high end.
    pub most: T,
}

impl<T: Ord + Copy> Ends<T> {
    /// The low end and the high end.
    pub fn both(self) -> (T, T) {
        (self.least, self.most)
    }

    /// The value in the range that is nearest to `value`.
    #[must_use]
    pub fn nearest(self, value: T) -> T {
        value.min(self.most).max(self.least)
    }

    /// What a file says of the `present` value, which may be in a range: that, or its low end and its high end.
    pub fn written(range: Option<Self>, present: T) -> (T, Option<T>) {
        range.map_or((present, None), |range| (range.least, Some(range.most)))
    }
}

vocabulary! {
    /// How a hold or a timer ends.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum End {
        /// With a tone.
        Chime = "chime",
        /// It rings until a key.
        Alarm = "alarm",
        /// Without a sound.
        Silent = "silent",
    }
}

/// A sentence at a certain time of a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct TimedCue {
    /// When it is said first.
    pub at: CueTime,
    /// How often it comes again.
    pub every: Option<Duration>,
    /// The only side on which it is said.
    pub side: Option<Side>,
    /// The sentence.
    pub say: Template,
}

impl TimedCue {
    /// When it is said first in a piece of this `length`; `None` where that is before its start.
    pub fn first_within(&self, length: Duration) -> Option<Duration> {
        match self.at {
            CueTime::FromStart(at) => Some(at),
            CueTime::Half => Some(Duration::from_secs(length.as_secs() / 2)),
            CueTime::FromEnd(before) => length.checked_sub(before),
        }
    }

    /// How often it is said in a piece of this `length`; stops at the largest number.
    pub fn times_within(&self, length: Duration) -> u64 {
        let first = self.first_within(length);
        let rest = first.and_then(|first| length.checked_sub(first));
        let Some(inside) = rest.and_then(|rest| rest.as_nanos().checked_sub(1)) else {
            return 0;
        };
        let every = self.every.filter(|every| !every.is_zero());
        let again = every.map_or(0, |every| inside / every.as_nanos());
        u64::try_from(again).unwrap_or(u64::MAX).saturating_add(1)
    }
}

/// A time inside a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueTime {
    /// So long after it began.
    FromStart(Duration),
    /// So long before it ends.
    FromEnd(Duration),
    /// In the middle of it.
    Half,
}

/// The sets of an exercise after its first one. Each has all of the sides and repetitions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sets {
    /// Time between two sets.
    pub rest: Duration,
    /// What is done in each of them, in order.
    pub later: Vec<Set>,
}

/// A set after the first one of an exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The work of each piece.
    pub work: Work,
    /// How often on each side, at least 1.
    pub times: u32,
    /// How often it may be done, where that is a range: `times` is its low end, or what was reached the last time.
    pub range: Option<Ends<u32>>,
}
