//! How often a routine is to be done.

use std::fmt;

/// So many times in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Often {
    /// How many times, at least 1.
    pub times: u32,
    /// In how many days: 1, or 7 for a week, or those from one time to the next.
    pub days: u32,
}

impl Often {
    /// The most times, and the most days.
    pub const MOST: u32 = 99;
    /// How many days a week has.
    pub const WEEK: u32 = 7;
}

impl fmt::Display for Often {
    /// As it is written in a file: `daily`, `2 a day`, `3 a week`, `every 2 days`.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match (self.times, self.days) {
            (1, 1) => out.write_str("daily"),
            (times, 1) => write!(out, "{times} a day"),
            (1, Self::WEEK) => out.write_str("weekly"),
            (times, Self::WEEK) => write!(out, "{times} a week"),
            (1, days) => write!(out, "every {days} days"),
            (times, days) => write!(out, "{times} times every {days} days"),
        }
    }
}
