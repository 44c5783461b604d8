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
    /// The plan of a session, in which what has no planned length is as long as it was: so it adds as much to the plan as
    /// to what was done, and stands for none of the rest. Of a day: the longest, where there were several. A session that
    /// was resumed has its plan on the day on which it was begun.
    pub planned: Duration,
    /// Whether there was a session of a day of which nobody knows how long it lasted.
    pub is_untimed: bool,
}

impl DayTotal {
    /// The total of a session alone.
    pub fn of(entry: &LogEntry) -> Self {
        let is_elsewhere = entry.continues.is_some() && entry.planned().is_zero();
        Self {
            done: entry.total(),
            count: entry.lines.iter().map(|line| u64::from(line.count)).sum(),
            planned: if is_elsewhere {
                Duration::ZERO
            } else {
                entry.planned().saturating_add(entry.open_ended())
            },
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
            is_untimed: self.is_untimed || other.is_untimed,
        }
    }

    /// Whether at least half of what was planned was done.
    pub const fn is_mostly_done(self) -> bool {
        self.done.saturating_mul(2).as_nanos() >= self.planned.as_nanos()
    }
}
