//! The view of the log.

use std::sync::Arc;
use std::time::Duration;

use crate::app::element::Hint;

/// The text of an empty log.
pub const NOTHING: &str = "No sessions yet. Come back after your first one.";

/// The log at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// The contents.
    pub report: Arc<Report>,
    /// How many lines are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// The log in words and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether there is nothing at all.
    pub is_empty: bool,
    /// The adherence: `active 4 of the last 7 days`.
    pub adherence: String,
    /// How much it was in all: `37 sessions, 3:25:10 in the last 6 months`.
    pub sum: String,
    /// The days, a week a column.
    pub weeks: Vec<Week>,
    /// The same in words, a line for each week in which something was done: `Week of 23 Nov: 4 days, 41:20`.
    pub weeks_in_words: Vec<String>,
    /// The totals of each stretch.
    pub totals: Vec<TotalLine>,
    /// The last sessions, the latest first.
    pub last: Vec<SessionLine>,
    /// How it felt after each session, 0 to 10, the earliest first.
    pub feelings: Vec<u8>,
}

/// How the days of the log are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogDays {
    /// As a calendar, for eyes.
    Calendar,
    /// As a line for each week, for screen readers and pipes. Soreness is in numbers too.
    Lines,
}

/// A week of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// The short name of the month that begins in it.
    pub month: Option<&'static str>,
    /// How much was done on each day, Monday first; `None` for days that are not looked at.
    pub days: [Option<Heat>; 7],
}

/// How much was done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heat {
    /// Nothing.
    #[default]
    None,
    /// Less than 5 minutes.
    Little,
    /// Less than 10 minutes.
    Some,
    /// Less than 20 minutes.
    Much,
    /// 20 minutes and more.
    Most,
}

/// The total of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalLine {
    /// The name of the stretch, as in the log.
    pub name: String,
    /// How long, side by side: `Right 3:20 · Left 2:50`.
    pub done: String,
    /// A remark: one side had less, it hurt.
    pub remark: String,
}

/// One of the last sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// The day and the time it was begun: `yesterday 18:20`.
    pub when: String,
    /// The title of the session.
    pub title: String,
    /// How long was done.
    pub done: String,
    /// A remark: it was stopped, how it felt, what hurt, the note.
    pub remark: String,
}

impl Heat {
    /// Every one, from the least.
    pub const ALL: [Self; 5] = [Self::None, Self::Little, Self::Some, Self::Much, Self::Most];

    /// How much `done` on one day is.
    pub const fn of(done: Duration) -> Self {
        match done.as_secs() {
            _ if done.is_zero() => Self::None,
            0..300 => Self::Little,
            300..600 => Self::Some,
            600..1200 => Self::Much,
            _ => Self::Most,
        }
    }

    /// Its meaning, for a legend.
    pub const fn about(self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::Little => "under 5 min",
            Self::Some => "under 10",
            Self::Much => "under 20",
            Self::Most => "more",
        }
    }
}
