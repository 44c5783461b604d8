//! What one line of notes says.

/// The longest length that a line may say, in seconds.
const MOST_SECONDS: u32 = 6 * 3600;

/// How long, as it is written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum NotedLength {
    Seconds(u32),
    Breaths(u32),
}

/// A number or a range.
pub(in crate::format) type NotedRange<T> = (T, Option<T>);

/// The side of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum NotedSide {
    Left,
    Right,
    /// Right, then left.
    Each,
    LeftFirst,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::format) struct NotedLine {
    /// What is done.
    pub(in crate::format) name: String,
    /// The words behind the numbers.
    pub(in crate::format) how: String,
    pub(in crate::format) length: Option<NotedRange<NotedLength>>,
    /// As long as one can.
    pub(in crate::format) is_max: bool,
    pub(in crate::format) count: Option<NotedRange<u32>>,
    pub(in crate::format) reps: Option<NotedRange<u32>>,
    pub(in crate::format) sets: Option<u32>,
    /// The rest between sets, in seconds.
    pub(in crate::format) rest: Option<u32>,
    pub(in crate::format) side: Option<NotedSide>,
    /// The time to change sides, in seconds.
    pub(in crate::format) switch: Option<u32>,
    pub(in crate::format) load: Option<String>,
    /// Whether it is work for a time rather than a hold, whatever its name.
    pub(in crate::format) is_moved: bool,
}

impl NotedLine {
    /// Whether it says how long or how often.
    pub(in crate::format) const fn has_amount(&self) -> bool {
        self.length.is_some() || self.count.is_some() || self.reps.is_some() || self.is_max
    }

    /// Whether it is done several times, with something to rest between.
    pub(in crate::format) fn is_several(&self) -> bool {
        self.sets.is_some_and(|sets| sets > 1)
            || self.reps.is_some_and(|reps| reps != (1, None))
            || self.count.is_some() && (self.length.is_some() || self.is_max)
    }

    /// Whether all of its numbers can stand in a file, where nothing is done more often than `most_times`.
    pub(in crate::format) fn is_possible(&self, most_times: u32) -> bool {
        let is_number = |range: NotedRange<u32>| {
            let ends = [Some(range.0), range.1].into_iter().flatten();
            ends.into_iter()
                .all(|number| (1..=most_times).contains(&number))
        };
        let is_length = |length: NotedLength| match length {
            NotedLength::Seconds(seconds) => (1..=MOST_SECONDS).contains(&seconds),
            NotedLength::Breaths(breaths) => (1..=most_times).contains(&breaths),
        };
        let sets = self.sets.map(|sets| (sets, None));
        let mut numbers = [self.count, self.reps, sets].into_iter().flatten();
        let alone = |seconds| (NotedLength::Seconds(seconds), None);
        let (rest, switch) = (self.rest.map(alone), self.switch.map(alone));
        let lengths = [self.length, rest, switch].into_iter().flatten();
        let mut lengths = lengths
            .flat_map(|(least, most)| [Some(least), most])
            .flatten();
        numbers.all(is_number) && lengths.all(is_length)
    }
}
