//! How much was done on a day or in a session.

use std::time::Duration;

use crate::core::log::LogEntry;
use crate::core::span;

/// The total of a day, of a session, or of one with those that continue it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// How long was done.
    pub done: Duration,
    /// How many movements were counted.
    pub count: u64,
    /// The plan of a session; where nothing of it has a planned length, what it came to. Of a day: the longest, where there
    /// were several. A session that was resumed has its plan on the day on which it was begun.
    pub planned: Duration,
    /// How long was done beside that plan: what has no planned length stands for none of it.
    pub open_ended: Duration,
    /// Whether there was a session of a day of which nobody knows how long it lasted.
    pub is_untimed: bool,
}

impl DayTotal {
    /// The total of a session alone.
    pub fn of(entry: &LogEntry) -> Self {
        let (planned, open_ended) = (entry.planned(), entry.open_ended());
        let is_all = planned.is_zero() && entry.continues.is_none();
        let (planned, open_ended) = if is_all {
            (open_ended, Duration::ZERO)
        } else {
            (planned, open_ended)
        };
        Self {
            done: entry.total(),
            count: entry.lines.iter().map(|line| u64::from(line.count)).sum(),
            planned,
            open_ended,
            is_untimed: entry.is_all_untimed(),
        }
    }

    /// Whether anything was done.
    pub const fn is_active(self) -> bool {
        !self.done.is_zero() || self.is_untimed
    }

    /// How much was done, in words: how long, or the movements where nobody knows how long they took.
    pub fn in_words(self) -> String {
        match self.count {
            _ if !self.done.is_zero() || !self.is_untimed => span::clock(self.done),
            0 => "not timed".to_owned(),
            count => format!("{count} ×"),
        }
    }

    /// The same with what was done in `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            count: self.count.saturating_add(other.count),
            planned: self.planned.max(other.planned),
            open_ended: self.open_ended.saturating_add(other.open_ended),
            is_untimed: self.is_untimed || other.is_untimed,
        }
    }

    /// How long was done of the plan.
    pub const fn of_plan(self) -> Duration {
        self.done.saturating_sub(self.open_ended)
    }

    /// Whether at least half of what was planned was done.
    pub const fn is_mostly_done(self) -> bool {
        self.of_plan().saturating_mul(2).as_nanos() >= self.planned.as_nanos()
    }
}
