//! The range of sessions that a history covers.

use super::AHEAD;
use crate::core::day::Day;
use crate::core::log::LogEntry;

/// How many days a history covers by default: half a year of whole weeks.
pub const HALF_A_YEAR: u32 = 26 * 7;

/// A range of days, and the routine that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The local day on which one looks.
    pub today: Day,
    /// How many days, today included; at least 1.
    pub days: u32,
    /// Only sessions with this routine in them, by id or title, whatever the case.
    pub routine: Option<String>,
}

impl Scope {
    /// The last half year, all routines.
    pub const fn of(today: Day) -> Self {
        Self {
            today,
            days: HALF_A_YEAR,
            routine: None,
        }
    }

    /// The first day that is looked at.
    pub fn first(&self) -> Day {
        let back = i32::try_from(self.days.max(1) - 1).unwrap_or(i32::MAX);
        self.today - back
    }

    /// Whether `day` is in the scope. A session is dated by the clock of its place, so after a journey its day can lie
    /// ahead of today.
    pub fn has(&self, day: Day) -> bool {
        self.first() <= day && !self.is_beyond(day)
    }

    /// Whether `day` is so far ahead that no traveller can have seen it.
    pub fn is_beyond(&self, day: Day) -> bool {
        day > self.today + AHEAD
    }

    /// Whether a session has the routine that is looked for, if one is.
    pub fn wants(&self, entry: &LogEntry) -> bool {
        let Some(wanted) = &self.routine else {
            return true;
        };
        let wanted = wanted.to_lowercase();
        entry.names().any(|name| name.to_lowercase() == wanted)
    }
}
