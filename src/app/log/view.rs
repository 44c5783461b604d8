//! The view of the log.

use std::sync::Arc;

use crate::app::done::SummaryLine;
use crate::app::element::{FieldView, Hint};
use crate::core::history::DayTotal;

/// The text of an empty log.
pub const NOTHING: &str = "No sessions yet. Come back after your first one.";
/// The text of a list without a session, where there were some before.
pub const NOTHING_LISTED: &str = "No session in this time.";

/// The log at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// The contents.
    pub report: Arc<Report>,
    /// The row under the cursor: the sessions by their index, then the stretches.
    pub cursor: usize,
    /// The message of the moment.
    pub message: Option<String>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// A page about one session or one stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPage {
    /// Its title.
    pub title: String,
    /// What stands beside the title: when the session began.
    pub place: String,
    /// Its parts, from top to bottom.
    pub parts: Vec<PagePart>,
    /// How many lines are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// A part of a [`LogPage`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagePart {
    /// A paragraph.
    Text(String),
    /// A paragraph a line.
    Lines(Vec<String>),
    /// What was done of each stretch.
    Done(Vec<SummaryLine>),
    /// Rows of columns, a column a week.
    Chart(Vec<ChartRow>),
}

/// A row of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartRow {
    /// Its name.
    pub label: String,
    /// A value a column, the earliest first; `None` where there is none.
    pub values: Vec<Option<u64>>,
    /// The value of the highest column; `None` where all are empty.
    pub most: Option<u64>,
    /// The unit of its values.
    pub unit: ChartUnit,
    /// A remark behind it: the sum, or the last value.
    pub last: String,
}

/// The unit of the values of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartUnit {
    /// Seconds that were done.
    Seconds,
    /// Movements that were counted.
    Movements,
    /// How sore it felt, 0 to 10.
    Soreness,
}

/// A form for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFormView {
    /// Its title.
    pub title: String,
    /// Its rows.
    pub rows: Vec<FormRow>,
    /// The row that is typed into, by its index.
    pub cursor: usize,
    /// What is wrong.
    pub message: Option<String>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// A row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Its name.
    pub label: String,
    /// What was typed.
    pub value: FieldView,
    /// Whether all of that is selected: what is typed takes its place.
    pub is_selected: bool,
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
    /// How many earlier ones there are that are not listed, in words.
    pub earlier: Option<String>,
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

/// How much was done on a day, as a share of the plan of a session of that day. Without a plan, and where nobody knows how
/// long it lasted, it is all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heat {
    /// Nothing.
    #[default]
    None,
    /// Under half of it.
    Little,
    /// More than half of it.
    Some,
    /// Nine tenths of it or more.
    Much,
    /// One and a half times as much, or more.
    Most,
}

/// The total of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalLine {
    /// The name of the stretch as in the log, with its load.
    pub name: String,
    /// How long, side by side: `Right 3:20 · Left 2:50`.
    pub done: String,
    /// A remark: one side had less, it hurt.
    pub remark: String,
    /// How much it was week by week, from the first in which it was done: a row a side and one for the soreness.
    pub chart: Vec<ChartRow>,
    /// The same in words, a line for each week in which it was done, the latest first.
    pub weeks_in_words: Vec<String>,
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

    /// How much was done on a day with this `total`.
    pub fn of(total: DayTotal) -> Self {
        let (done, planned) = (total.of_plan(), total.planned);
        if !total.is_active() {
            Self::None
        } else if total.done.is_zero() || planned.is_zero() {
            Self::Much
        } else if !total.is_mostly_done() {
            Self::Little
        } else if done * 10 < planned * 9 {
            Self::Some
        } else if done * 2 < planned * 3 {
            Self::Much
        } else {
            Self::Most
        }
    }

    /// Its meaning, for a legend.
    pub const fn about(self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::Little => "under half",
            Self::Some => "over half",
            Self::Much => "all",
            Self::Most => "more",
        }
    }
}
