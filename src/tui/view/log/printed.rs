//! The log in plain text, for pipes, screen readers and terminals without UTF-8.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::tables::Tables;
use super::{SESSIONS, STRETCHES, legend};
use crate::app::log::view::{ChartUnit, LogDays, NOTHING, Report};
use crate::core::day::{Day, past_time};
use crate::core::span;
use crate::tui::theme::Theme;
use crate::tui::widget::columns;
use crate::tui::widget::heatmap;
use crate::tui::widget::text;

/// The heading of the charts.
const WEEKS: &str = "Stretches by week, this week at the right";

/// The lines of the log, of which no end is left away.
pub(crate) fn printed(report: &Report, days: LogDays, theme: &Theme) -> Vec<String> {
    if report.is_empty {
        return vec![NOTHING.to_owned()];
    }
    let mut lines = vec![report.sum.clone(), report.adherence.clone(), String::new()];
    if days == LogDays::Calendar {
        let calendar = Rect::new(0, 0, heatmap::width(report.weeks.len()), heatmap::HEIGHT);
        let mut buf = Buffer::empty(calendar);
        heatmap::draw(&report.weeks, theme, calendar, &mut buf);
        lines.extend(text::printed(&buf));
        lines.push(legend(theme));
    } else if report.weeks_in_words.is_empty() {
        lines.pop();
    } else {
        lines.extend(report.weeks_in_words.iter().cloned());
    }
    if !report.feelings.is_empty() {
        lines.push(String::new());
        lines.push("Soreness afterwards, 0 (not at all) to 10 (worst)".to_owned());
        let chart = match days {
            LogDays::Calendar => columns::soreness(&report.feelings, theme),
            LogDays::Lines => columns::in_numbers(&report.feelings),
        };
        lines.push(format!("  {chart}"));
    }
    let Tables {
        sessions,
        stretches,
    } = Tables::of(report, None);
    let parts = [
        (SESSIONS, sessions.printed(theme), &report.earlier),
        (STRETCHES, stretches.printed(theme), &None),
    ];
    for (heading, table, more) in parts.into_iter().filter(|(_, table, _)| !table.is_empty()) {
        lines.extend([String::new(), heading.to_owned()]);
        lines.extend(table);
        lines.extend(more.iter().map(|more| format!("  {more}")));
    }
    lines.extend(charts(report, days, theme));
    lines
}

/// The sessions of a log of deleted ones on the day `today`, and how one is restored.
pub(crate) fn printed_deleted(report: &Report, today: Day, theme: &Theme) -> Vec<String> {
    if report.last.is_empty() {
        return vec!["No deleted sessions.".to_owned()];
    }
    let mut lines = vec!["Deleted sessions".to_owned()];
    lines.extend(Tables::of(report, None).sessions.printed(theme));
    lines.extend(report.earlier.iter().map(|more| format!("  {more}")));
    lines.extend([String::new(), restoring(report, today)]);
    lines
}

/// How a deleted session is restored, with the time of one that is the only one of its minute.
fn restoring(report: &Report, today: Day) -> String {
    let times = || report.last.iter().map(|session| &session.when);
    let is_alone = |when: &&String| times().filter(|other| other == when).count() == 1;
    let mut named = times().filter(|when| past_time(when, today).is_some());
    match named.find(is_alone) {
        Some(when) => format!(
            "`supple log delete --undo \"{when}\"` restores the one of that time, `--undo last` the one that was deleted last."
        ),
        None => "`supple log delete --undo last` restores the one that was deleted last, `--undo ID` the one that has that \"id\" in `supple log --deleted --json`.".to_owned(),
    }
}

/// How much was done of each stretch, week by week, the last week at the right: for those that were done in an earlier
/// week than this one.
fn charts(report: &Report, days: LogDays, theme: &Theme) -> Vec<String> {
    let mut lines = Vec::new();
    for total in &report.totals {
        let rows = &total.chart;
        if rows.iter().all(|row| row.values.len() < 2) {
            continue;
        }
        if lines.is_empty() {
            lines.extend([String::new(), WEEKS.to_owned()]);
        }
        lines.push(format!("  {}", total.name));
        let labels = rows.iter().map(|row| text::width(&row.label));
        let label = labels.max().unwrap_or(0) + 2;
        lines.extend(rows.iter().map(|row| {
            let values = row.values.iter().copied();
            let values = if days == LogDays::Calendar && theme.utf8() {
                columns::chart(values, row.most)
            } else {
                let in_words = |value| week_in_numbers(value, row.unit);
                values.map(in_words).collect::<Vec<_>>().join(" ")
            };
            let gap = " ".repeat((label - text::width(&row.label)).into());
            let sum = match row.unit {
                ChartUnit::Soreness => "",
                ChartUnit::Seconds | ChartUnit::Movements => "in all ",
            };
            format!("    {}{gap}{values}  {sum}{}", row.label, row.last)
        }));
    }
    lines
}

/// The value of one week: `1:30`, `12`, or `-` where there is none.
fn week_in_numbers(value: Option<u64>, unit: ChartUnit) -> String {
    match (value, unit) {
        (None, _) => "-".to_owned(),
        (Some(seconds), ChartUnit::Seconds) => span::clock(Duration::from_secs(seconds)),
        (Some(number), ChartUnit::Movements | ChartUnit::Soreness) => number.to_string(),
    }
}
