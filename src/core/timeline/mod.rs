//! A routine unrolled into segments, in order. Only this module decides what time lies between two of them.

mod choice;
mod segment;
mod size;
mod unroll;
mod weave;

use std::ops::Range;
use std::time::Duration;

use super::condition::Conditions;
use super::day::Day;
use super::language::Words;
use super::nonempty::NonEmpty;
use super::routine::{First, Routine, Work};
use super::template::{LengthStyle, PlaceholderValues};
use unroll::Unroller;

pub use segment::{Heading, Kind, Planned, Segment, Turning};
pub use size::Size;
pub(crate) use weave::SideTurn;

/// The most segments a plan may have.
pub const MOST_SEGMENTS: u64 = 10_000;
/// The most times that sentences are said in a plan because a timed cue is due.
pub const MOST_SAYINGS: u64 = 5000;
/// The most bytes that the stretches of a session may take in its record: a line of the log is read up to a limit.
pub const MOST_RECORDED: u64 = 2 * 1024 * 1024;
/// The longest a plan may last.
pub const LONGEST_PLAN: Duration = Duration::from_secs(24 * 60 * 60);

/// A routine, or several in a row, unrolled into segments. It is never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Its title: that of the routine, or all titles with ` + ` between them.
    pub title: String,
    /// How many numbered steps there are.
    pub steps: u32,
    /// How it was unrolled.
    pub unrolled: Unrolled,
    segments: NonEmpty<Segment>,
}

/// How routines become a timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unrolled {
    /// Whether somebody can press keys.
    pub keys: Keys,
    /// The side that comes first where a routine says only `each`.
    pub first: First,
    /// The conditions of the person, for which steps are left out.
    pub has: Conditions,
    /// The day on which they are played; `None` for what no day changes: everything as it is written.
    pub day: Option<Day>,
}

/// Whether a key can be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Waits and unpaced counts last until a key.
    #[default]
    Come,
    /// No key can come: an unpaced count takes [`Keys::COUNT_PACE`] a repetition, what lasts as long as one can
    /// [`Keys::MAX_HOLD`], a `wait` leaves [`Keys::ANSWER`] after its text, and an alarm ends by itself.
    Never,
}

impl Keys {
    /// The time to answer a `wait` where no key can come.
    pub const ANSWER: Duration = Duration::from_secs(10);
    /// The time of one repetition of an unpaced count where no key can come.
    pub const COUNT_PACE: Duration = Duration::from_secs(4);
    /// The time of what is held as long as one can where no key can come.
    pub const MAX_HOLD: Duration = Duration::from_secs(30);
}

impl Timeline {
    /// Unrolls a routine. Its size is to be checked with [`Size::of`] beforehand.
    pub fn of(routine: &Routine) -> Self {
        Self::of_all([routine], Unrolled::default())
    }

    /// Unrolls several routines in a row into one session.
    pub fn of_all<'a>(routines: impl IntoIterator<Item = &'a Routine>, unrolled: Unrolled) -> Self {
        let mut builder = Unroller::new(unrolled);
        let routines: Vec<&Routine> = routines.into_iter().collect();
        let is_alone = routines.len() == 1;
        let mut titles = Vec::new();
        for (number, routine) in (1..).zip(routines) {
            titles.push(routine.title.as_str());
            let number = if is_alone { 0 } else { number };
            builder.routine(number, routine.on(unrolled.day));
        }
        let steps = builder.numbers;
        // Every step makes at least one segment, and there is at least one step, unless all are left out: then a rest of
        // no length stands there.
        let segments = NonEmpty::from_vec(builder.segments)
            .unwrap_or_else(|| NonEmpty::of(Segment::nothing()));
        Self {
            title: titles.join(" + "),
            steps,
            unrolled,
            segments,
        }
    }

    /// The timeline with other lengths for the segments of a `kind`.
    pub(in crate::core) fn with_lengths(
        mut self,
        kind: Kind,
        length: impl Fn(usize) -> Duration,
    ) -> Self {
        for (index, segment) in self.segments.iter_mut().enumerate() {
            if segment.kind == kind {
                segment.length = Some(length(index));
            }
        }
        self
    }

    /// The segment at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<&Segment> {
        self.segments.get(index)
    }

    /// Whether something is done in the segment at `index`.
    pub fn is_work(&self, index: usize) -> bool {
        self.get(index).is_some_and(|it| it.kind.is_work())
    }

    /// The first segment.
    pub const fn first(&self) -> &Segment {
        &self.segments.first
    }

    /// How many segments there are, at least 1.
    #[allow(
        clippy::len_without_is_empty,
        reason = "it is never empty: that is its point"
    )]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// All segments, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Segment> + Clone {
        self.segments.iter()
    }

    /// How long it lasts, segments that a key ends counted as nothing.
    pub fn total(&self) -> Duration {
        self.iter().filter_map(|segment| segment.length).sum()
    }

    /// How long is held in all.
    pub fn held(&self) -> Duration {
        self.iter()
            .filter(|segment| segment.kind == Kind::Hold)
            .filter_map(|segment| segment.length)
            .sum()
    }

    /// How many segments a key ends.
    pub fn open_segments(&self) -> usize {
        self.iter()
            .filter(|segment| segment.length.is_none())
            .count()
    }

    /// Whether something lasts as long as one can, so that nobody knows how long all of it takes.
    pub fn has_max(&self) -> bool {
        self.iter().any(Segment::is_max)
    }

    /// The index of the first segment of step `number`, as people count.
    pub fn start_of_step(&self, number: u32) -> Option<usize> {
        self.iter()
            .position(|segment| segment.step.number == Some(number))
    }

    /// The index of the first segment of the steps with these [`Planned::place`]s: of one step, or of a block with all in
    /// it. `None` where none of them is played.
    pub fn start_of_places(&self, places: &Range<usize>) -> Option<usize> {
        self.iter()
            .position(|segment| places.contains(&segment.step.place))
    }

    /// The subject of the segment at `index`, for the eye: the name of its step, or of the step that comes next where
    /// it has none of its own.
    pub fn name(&self, index: usize) -> &str {
        self.iter()
            .skip(index)
            .find_map(|segment| segment.step.name.as_deref())
            .unwrap_or(&self.title)
    }

    /// The name of a step, given by its [`Planned::id`].
    pub fn name_of_step(&self, id: usize) -> Option<&str> {
        let its = self.iter().find(|segment| segment.step.id == id)?;
        its.step.name.as_deref()
    }

    /// The indices of the segments that play a step together with the one at `index`, at most 64 from the first on:
    /// further repetitions look and sound the same, but for their numbers.
    pub fn of_step(&self, index: usize) -> impl Iterator<Item = usize> + use<'_> {
        let pass = self.get(index).map(|segment| segment.pass);
        let is_of_step = move |at: &usize| self.get(*at).map(|segment| segment.pass) == pass;
        let first = (0..=index).rev().take_while(is_of_step).last();
        let all = first.unwrap_or(index)..self.len();
        all.take_while(is_of_step).take(64)
    }

    /// The words of a session in the language of the segment at `index`.
    pub fn language(&self, index: usize) -> &Words {
        let segment = self.get(index).unwrap_or(self.first());
        &segment.step.routine.voice.words
    }

    /// The values of the words of a text in the segment at `index`, `left` before its end.
    pub fn words(&self, index: usize, remaining: Option<Duration>) -> PlaceholderValues<'_> {
        let Some(segment) = self.get(index) else {
            return PlaceholderValues::default();
        };
        let voice = &segment.step.routine.voice;
        let next = self
            .iter()
            .skip(index)
            .find(|later| later.kind.is_work() && later.pass != segment.pass);
        PlaceholderValues {
            name: self.name(index),
            side: segment.side.as_ref().map(|side| voice.word(side)),
            rep: segment.rep,
            set: segment.set,
            round: segment.round,
            hold: segment.step.work.as_ref().and_then(Work::length),
            remaining,
            next: next.and_then(|next| next.step.name.as_deref()),
            title: &segment.step.routine.title,
            lengths: if voice.is_english() {
                LengthStyle::InEnglish
            } else {
                LengthStyle::InSeconds
            },
        }
    }
}
