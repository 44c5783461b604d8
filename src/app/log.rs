//! The log: what was done so far, as a calendar, as sums and as a list. The screen and `supple log` show the same.

mod text;

use super::keymap::{self, LogCommand};
use super::view::{Hint, Overlay};
use crate::app::input::Key;
use crate::core::day::Day;
use crate::core::history::{History, Session, Total};
use crate::core::record::Ending;
use crate::core::span;
use crate::core::text::{capitalised, escaped, on_one_line};
use std::sync::Arc;
use std::time::Duration;

pub use text::{Charset, lines};

/// What is said where nothing was done yet.
pub const NOTHING: &str = "Nothing yet. Come back after the first session.";
/// The most weeks a calendar has: a year and the week it began in.
const MOST_WEEKS: i32 = 53;

/// What the log asks the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    Back,
    Suspend,
    Interrupt,
}

/// The screen of the log.
#[derive(Debug)]
pub(super) struct LogScreen {
    report: Arc<Report>,
    scroll: usize,
    help: bool,
}

/// The log as it is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView {
    /// What there is to see.
    pub report: Arc<Report>,
    /// How many lines are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
}

/// What was done so far, in words and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether there is nothing at all.
    pub is_empty: bool,
    /// How well one keeps at it: `4 of the last 7 days`.
    pub adherence: String,
    /// How much it was in all: `37 sessions, 3:25:10 in the last 182 days`.
    pub sum: String,
    /// The days, a week a column.
    pub weeks: Vec<Week>,
    /// What was done of each stretch.
    pub totals: Vec<TotalLine>,
    /// The last sessions, the latest first.
    pub last: Vec<SessionLine>,
    /// How it felt after each session, 0 to 10, the earliest first.
    pub feelings: Vec<u8>,
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

/// What was done of a stretch in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalLine {
    /// Its name.
    pub name: String,
    /// How long, side by side: `Right 3:20 · Left 2:50`.
    pub done: String,
    /// What is to be said about it: that a side had less, that it hurt.
    pub remark: String,
}

/// One of the last sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// The day and the time it was begun: `yesterday 18:20`.
    pub when: String,
    /// What was played.
    pub title: String,
    /// How long was done.
    pub done: String,
    /// What is to be said about it: that it was stopped, how it felt, what hurt, the note.
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

    /// What it means, for a legend.
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

impl Report {
    /// What `history` amounts to, seen on the day `today`.
    pub fn of(history: &History, today: Day) -> Self {
        if history.is_empty() {
            return Self {
                is_empty: true,
                ..Self::default()
            };
        }
        let count = match history.sessions() {
            1 => "1 session".to_owned(),
            count => format!("{count} sessions"),
        };
        let days = match history.scope().days {
            1 => "today".to_owned(),
            days => format!("in the last {days} days"),
        };
        let misdated = match history.misdated() {
            0 => String::new(),
            count => format!(", {count} dated ahead left out"),
        };
        Self {
            is_empty: false,
            adherence: history.adherence(today),
            sum: format!("{count}, {} {days}{misdated}", span::clock(history.total())),
            weeks: weeks(history, today),
            totals: history.totals().into_iter().map(TotalLine::of).collect(),
            last: history
                .last()
                .iter()
                .map(|session| SessionLine::of(session, today))
                .collect(),
            feelings: history.feelings().iter().map(|felt| felt.feeling).collect(),
        }
    }
}

/// The weeks up to the last day there is to show, the earliest first.
fn weeks(history: &History, today: Day) -> Vec<Week> {
    let (first, until) = (history.scope().first(), history.until(today));
    let earliest = until.monday() - (MOST_WEEKS - 1) * 7;
    let mut monday = first.max(earliest).monday();
    let mut weeks = Vec::new();
    while monday <= until {
        let mut week = Week::default();
        for (day, heat) in (0..).zip(&mut week.days) {
            let day = monday + day;
            if day.civil().2 == 1 {
                week.month = Some(day.month_name());
            }
            if (first..=until).contains(&day) {
                *heat = Some(Heat::of(history.on(day)));
            }
        }
        if weeks.is_empty() && monday.civil().2 <= 15 {
            week.month = week.month.or(Some(monday.month_name()));
        }
        weeks.push(week);
        monday = monday + 7;
    }
    // So few weeks that no month begins in them.
    if weeks.iter().all(|week| week.month.is_none())
        && let Some(week) = weeks.first_mut()
    {
        week.month = Some(first.max(earliest).month_name());
    }
    weeks
}

impl TotalLine {
    fn of(total: &Total) -> Self {
        let sides = total.sides.iter().map(|(side, done)| match side {
            Some(side) => format!("{} {}", capitalised(&plain(side)), span::clock(*done)),
            None => span::clock(*done),
        });
        let mut remarks = Vec::new();
        if let Some((side, by)) = total.imbalance() {
            remarks.push(format!("{side} had {} less", span::clock(by)));
        }
        match total.hurt {
            0 => {}
            1 => remarks.push("hurt once".to_owned()),
            times => remarks.push(format!("hurt {times} times")),
        }
        Self {
            name: plain(&total.name),
            done: sides.collect::<Vec<_>>().join(" · "),
            remark: remarks.join(", "),
        }
    }
}

impl SessionLine {
    fn of(session: &Session, today: Day) -> Self {
        let minutes = session.start.time_of_day().as_secs() / 60;
        let mut remarks = Vec::new();
        if session.rehearsal {
            remarks.push("rehearsal".to_owned());
        }
        if session.ending != Ending::Done {
            remarks.push(session.ending.word().to_owned());
        }
        if let Some(feeling) = session.feeling {
            remarks.push(format!("felt {feeling}"));
        }
        remarks.extend(
            session
                .hurt
                .iter()
                .map(|hurt| format!("hurt: {}", plain(hurt))),
        );
        if let Some(note) = &session.note {
            remarks.push(format!("“{}”", plain(note)));
        }
        Self {
            when: format!(
                "{} {:02}:{:02}",
                session.start.day().told(today),
                minutes / 60,
                minutes % 60
            ),
            title: plain(&session.title),
            done: span::clock(session.done),
            remark: remarks.join(" · "),
        }
    }
}

/// Text from a file that anybody may have written, on one line and without what could drive a terminal.
fn plain(text: &str) -> String {
    escaped(&on_one_line(text))
}

impl LogScreen {
    /// The log of `history`, seen on the day `today`.
    pub(super) fn new(history: &History, today: Day) -> Self {
        Self {
            report: Arc::new(Report::of(history, today)),
            scroll: 0,
            help: false,
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Wish {
        if self.help && !keymap::passes(key) {
            self.help = false;
            return Wish::Nothing;
        }
        match keymap::command(keymap::LOG, key) {
            Some(LogCommand::Up) => self.scroll = self.scroll.saturating_sub(1),
            Some(LogCommand::Down) => {
                // Two headings and a line between them.
                let most = self.report.totals.len() + self.report.last.len() + 3;
                self.scroll = (self.scroll + 1).min(most);
            }
            Some(LogCommand::Help) => self.help = true,
            Some(LogCommand::Back) => return Wish::Back,
            Some(LogCommand::Suspend) => return Wish::Suspend,
            Some(LogCommand::Interrupt) => return Wish::Interrupt,
            None => {}
        }
        Wish::Nothing
    }

    pub(super) fn view(&self) -> LogView {
        LogView {
            report: Arc::clone(&self.report),
            scroll: self.scroll,
            hints: keymap::hints(
                keymap::LOG,
                &[LogCommand::Down, LogCommand::Back, LogCommand::Help],
            ),
            overlay: self.help.then(|| Overlay::Help(keymap::lines(keymap::LOG))),
        }
    }
}
