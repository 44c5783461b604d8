//! What one line of notes says.

use crate::format::keys::MOST_TIMES;

/// The longest length that a line may say, in seconds.
const MOST_SECONDS: u32 = 6 * 3600;

/// How long, as it is written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotedLength {
    Seconds(u32),
    Breaths(u32),
}

/// A number or a range.
pub(super) type NotedRange<T> = (T, Option<T>);

/// The side of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotedSide {
    Left,
    Right,
    Each,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NotedLine {
    /// What is done.
    pub(super) name: String,
    /// The words behind the numbers.
    pub(super) how: String,
    pub(super) length: Option<NotedRange<NotedLength>>,
    /// As long as one can.
    pub(super) is_max: bool,
    pub(super) count: Option<NotedRange<u32>>,
    pub(super) reps: Option<NotedRange<u32>>,
    pub(super) sets: Option<u32>,
    /// The rest between sets, in seconds.
    pub(super) rest: Option<u32>,
    pub(super) side: Option<NotedSide>,
    pub(super) load: Option<String>,
}

impl NotedLine {
    /// Whether it says how long or how often.
    pub(super) const fn has_amount(&self) -> bool {
        self.length.is_some() || self.count.is_some() || self.reps.is_some() || self.is_max
    }

    /// Whether all of its numbers can stand in a file.
    pub(super) fn is_possible(&self) -> bool {
        let is_number = |range: NotedRange<u32>| {
            let ends = [Some(range.0), range.1].into_iter().flatten();
            ends.into_iter()
                .all(|number| (1..=MOST_TIMES).contains(&number))
        };
        let is_length = |length: NotedLength| match length {
            NotedLength::Seconds(seconds) => (1..=MOST_SECONDS).contains(&seconds),
            NotedLength::Breaths(breaths) => (1..=MOST_TIMES).contains(&breaths),
        };
        let sets = self.sets.map(|sets| (sets, None));
        let mut numbers = [self.count, self.reps, sets].into_iter().flatten();
        let rest = self.rest.map(|rest| (NotedLength::Seconds(rest), None));
        let lengths = [self.length, rest].into_iter().flatten();
        let mut lengths = lengths
            .flat_map(|(least, most)| [Some(least), most])
            .flatten();
        numbers.all(is_number) && lengths.all(is_length)
    }
}
