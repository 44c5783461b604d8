//! The log in words and numbers.

use super::stretch;
use super::view::{Heat, Report, SessionLine, TotalLine, Week};
use crate::core::day::Day;
use crate::core::history::{DayTotal, HALF_A_YEAR, History, StretchWeek, Total, mondays};
use crate::core::log::{LogEntry, WORST};
use crate::core::record::Ending;
use crate::core::span;
use crate::core::text::{escaped, on_one_line, quantity};

impl Report {
    /// The report of `history`, seen on the day `today`.
    pub fn of(history: &History, today: Day) -> Self {
        if history.is_empty() {
            return Self {
                is_empty: true,
                ..Self::default()
            };
        }
        let weeks_of_all = history.weeks_of_all(today);
        let total = |total: &Total| {
            let weeks = weeks_of_all.get(&(total.name.clone(), total.kind));
            TotalLine::of(total, weeks.map(Vec::as_slice).unwrap_or_default())
        };
        let count = quantity(history.sessions as usize, "session");
        let days = match history.scope.days {
            1 => "today".to_owned(),
            HALF_A_YEAR => "in the last 6 months".to_owned(),
            days => format!("in the last {days} days"),
        };
        let misdated = match history.misdated {
            0 => String::new(),
            count => format!(", {count} dated in the future not counted"),
        };
        Self {
            is_empty: false,
            adherence: history.adherence(today),
            sum: format!("{count}, {} {days}{misdated}", history.in_all().in_words()),
            weeks: weeks(history, today),
            weeks_in_words: weeks_in_words(history, today),
            totals: history.totals().into_iter().map(total).collect(),
            last: history
                .last
                .iter()
                .map(|session| SessionLine::of(session, today))
                .collect(),
            earlier: (history.unlisted > 0)
                .then(|| format!("and {} before", quantity(history.unlisted, "session"))),
            feelings: history.feelings().iter().map(|felt| felt.feeling).collect(),
        }
    }
}

fn weeks_in_words(history: &History, today: Day) -> Vec<String> {
    let (first, until) = (history.scope.first(), history.until(today));
    let line = |monday: Day| {
        let days = (0..7).map(|day| monday + day);
        let days = days.filter(|day| (first..=until).contains(day));
        let totals: Vec<DayTotal> = days.map(|day| history.on(day)).collect();
        let active = totals.iter().filter(|total| total.is_active()).count();
        let in_all = totals.into_iter().fold(DayTotal::default(), DayTotal::and);
        let days = quantity(active, "day");
        (active > 0).then(|| format!("{}: {days}, {}", week_of(monday), in_all.in_words()))
    };
    mondays(history.shown_weeks(today))
        .filter_map(line)
        .collect()
}

/// `Week of 23 Nov`.
pub(super) fn week_of(monday: Day) -> String {
    format!("Week of {} {}", monday.civil().2, monday.month_name())
}

/// The weeks up to the last day there is to show, the earliest first.
fn weeks(history: &History, today: Day) -> Vec<Week> {
    let (first, until) = (history.scope.first(), history.until(today));
    let resumed = history.resumed_plans();
    let mut weeks = Vec::new();
    for monday in mondays(history.shown_weeks(today)) {
        let mut week = Week::default();
        for (day, heat) in (0..).zip(&mut week.days) {
            let day = monday + day;
            if day.civil().2 == 1 {
                week.month = Some(day.month_name());
            }
            if (first..=until).contains(&day) {
                let mut total = history.on(day);
                let resumed = resumed.get(&day).copied().unwrap_or_default();
                total.planned = total.planned.max(resumed);
                *heat = Some(Heat::of(total));
            }
        }
        if weeks.is_empty() && monday.civil().2 <= 15 {
            week.month = week.month.or(Some(monday.month_name()));
        }
        weeks.push(week);
    }
    // So few weeks that no month begins in them.
    if weeks.iter().all(|week| week.month.is_none())
        && let Some(week) = weeks.first_mut()
    {
        week.month = Some(first.month_name());
    }
    weeks
}

/// The last `count` weeks, the earliest first.
pub(in crate::app) fn recent_weeks(history: &History, today: Day, count: usize) -> Vec<Week> {
    let mut weeks = weeks(history, today);
    weeks.split_off(weeks.len().saturating_sub(count))
}

impl TotalLine {
    fn of(total: &Total, weeks: &[StretchWeek]) -> Self {
        let mut remarks = Vec::new();
        if let Some((side, by)) = total.imbalance() {
            remarks.push(format!("{side}: {} less", span::clock(by)));
        }
        match total.hurt {
            0 => {}
            1 => remarks.push("hurt once".to_owned()),
            times => remarks.push(format!("hurt {times} times")),
        }
        Self {
            name: harmless_line(&total.name),
            done: stretch::side_amounts(&total.sides).join(" · "),
            remark: remarks.join(", "),
            chart: stretch::chart(total, weeks),
            weeks_in_words: stretch::weeks_in_words(total, weeks),
        }
    }
}

impl SessionLine {
    fn of(session: &LogEntry, today: Day) -> Self {
        let mut remarks = Vec::new();
        if session.is_rehearsal() {
            remarks.push("rehearsal".to_owned());
        }
        if session.ending != Ending::Done {
            remarks.push(session.ending.word().to_owned());
        }
        if let Some(feeling) = session.feeling {
            remarks.push(format!("soreness {feeling}/{WORST}"));
        }
        let hurt = session.lines.iter().filter(|line| line.hurt);
        remarks.extend(hurt.map(|line| format!("hurt: {}", harmless_line(&line.with_side()))));
        if let Some(note) = &session.note {
            remarks.push(format!("“{}”", harmless_line(note)));
        }
        Self {
            when: session.start.relative_to(today),
            title: harmless_line(&session.title),
            done: DayTotal::of(session).in_words(),
            remark: remarks.join(" · "),
        }
    }
}

/// Text from a file, on one line and without characters that could drive a terminal.
pub(super) fn harmless_line(text: &str) -> String {
    escaped(&on_one_line(text))
}
