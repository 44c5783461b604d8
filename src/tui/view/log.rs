//! The log: how regular the sessions were, the days, the soreness, the stretches and the last sessions.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::hints;
use crate::app::log::view::{Heat, LogDays, LogView, NOTHING, Report};
use crate::core::log::WORST;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::heatmap;
use crate::tui::widget::text::{self, TextLine};

/// Rows from which on there is a calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The widest a name may be in a column.
const NAME: u16 = 30;
/// Columns that a name keeps.
const LEAST_NAME: u16 = 8;
/// The column of each feeling from 0 to 10.
const BLOCKS: &str = "▁▂▂▃▄▅▆▆▇▇█";

pub(super) fn draw(view: &LogView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let report = &*view.report;
    let columns = if area.width > 50 { 2 } else { 0 };
    let inside = area.inner(Margin::new(columns, u16::from(area.height > 20)));
    let calendar = u16::from(inside.height >= CALENDAR && !report.is_empty);
    let felt = u16::from(!report.feelings.is_empty() && inside.height >= CALENDAR);
    let gap = u16::from(inside.height > 10);
    let foot = u16::from(inside.height > 2);
    let [head, _, days, legend, _, feeling, body, _, foot] = inside.split_rows([
        Cells(1),
        Cells(gap),
        Cells(calendar * heatmap::HEIGHT),
        Cells(calendar),
        Cells(calendar),
        Cells(felt * 2),
        Rest,
        Cells(gap),
        Cells(foot),
    ]);
    if report.is_empty {
        text::write(NOTHING, theme.strong(), head, buf);
    } else {
        draw_head(report, theme, head, buf);
        heatmap::draw(&report.weeks, theme, days, buf);
        draw_legend(theme, legend, buf);
        draw_feelings(&report.feelings, theme, feeling, buf);
        let lines = lines(report, theme, body.width);
        let first = lines.len().saturating_sub(usize::from(body.height));
        text::write_columns(lines.iter().skip(view.scroll.min(first)), body, buf);
    }
    hints::draw(&view.hints, theme, foot, buf);
}

/// Draws the adherence at the left, the sum at the right where both have room.
fn draw_head(report: &Report, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let used = text::write(&report.adherence, theme.strong(), area, buf);
    let rest = area.after_columns(used + 2);
    if text::width(&report.sum) <= rest.width {
        text::write_right(&report.sum, theme.text(), rest, buf);
    }
}

fn draw_legend(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let legend = legend(theme);
    // It stands below the days, where there is room for that.
    let is_narrow = text::width(&legend) > area.width;
    let legend = if is_narrow {
        legend.trim_start()
    } else {
        &legend
    };
    text::write(legend, theme.faint(), area, buf);
}

fn legend(theme: &Theme) -> String {
    let characters =
        Heat::ALL.map(|heat| format!("{} {}", heatmap::character(heat, theme), heat.about()));
    format!("    {}", characters.join("  "))
}

/// Draws how it felt, the latest at the right, and the latest in a number.
fn draw_feelings(feelings: &[u8], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(last) = feelings.last() else { return };
    let used = text::write("Soreness  ", theme.faint(), area, buf);
    let rest = area.after_columns(used);
    let room = usize::from(rest.width.saturating_sub(12));
    let shown = feelings.len().saturating_sub(room);
    let shown = feelings.get(shown..).unwrap_or_default();
    let used = text::write(&chart(shown, theme), theme.strong(), rest, buf);
    let last = format!("  last: {last}/{WORST}");
    text::write(&last, theme.faint(), rest.after_columns(used), buf);
}

/// The feelings as a small chart: a column each, the higher the worse; as numbers where there are no blocks.
pub(super) fn chart(feelings: &[u8], theme: &Theme) -> String {
    if theme.utf8() {
        let column = |feeling: &u8| BLOCKS.chars().nth((*feeling).into()).unwrap_or('█');
        return feelings.iter().map(column).collect();
    }
    in_numbers(feelings)
}

fn in_numbers(feelings: &[u8]) -> String {
    let numbers: Vec<String> = feelings.iter().map(u8::to_string).collect();
    numbers.join(" ")
}

/// The lines that scroll: the last sessions, then the stretches.
fn lines(report: &Report, theme: &Theme, width: u16) -> Vec<TextLine> {
    let mut lines = vec![vec![(0, "Recent sessions".to_owned(), theme.strong())]];
    lines.extend(sessions(report, theme, Some(width)));
    if !report.totals.is_empty() {
        lines.push(Vec::new());
        lines.push(vec![(0, "Stretches".to_owned(), theme.strong())]);
        lines.extend(stretches(report, theme, Some(width)));
    }
    lines
}

/// The log in plain text, without the end of any line left away: for pipes, screen readers and terminals without UTF-8.
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
    let tables = [
        ("Stretches", stretches(report, theme, None)),
        ("Recent sessions", sessions(report, theme, None)),
    ];
    for (heading, table) in tables.into_iter().filter(|(_, table)| !table.is_empty()) {
        lines.extend([String::new(), heading.to_owned()]);
        lines.extend(table.iter().map(|line| format!("  {}", text::joined(line))));
    }
    if !report.feelings.is_empty() {
        lines.push(String::new());
        lines.push("Soreness afterwards, 0 (not at all) to 10 (worst)".to_owned());
        let chart = match days {
            LogDays::Calendar => chart(&report.feelings, theme),
            LogDays::Lines => in_numbers(&report.feelings),
        };
        lines.push(format!("  {chart}"));
    }
    lines
}

fn sessions(report: &Report, theme: &Theme, room: Option<u16>) -> Vec<TextLine> {
    let rows = report.last.iter().map(|session| {
        [
            (&session.when, theme.faint()),
            (&session.title, theme.text()),
            (&session.done, theme.text()),
            (&session.remark, theme.faint()),
        ]
    });
    table(&rows.collect::<Vec<_>>(), 1, room)
}

fn stretches(report: &Report, theme: &Theme, room: Option<u16>) -> Vec<TextLine> {
    let rows = report.totals.iter().map(|total| {
        [
            (&total.name, theme.text()),
            (&total.done, theme.text()),
            (&total.remark, theme.strong()),
        ]
    });
    table(&rows.collect::<Vec<_>>(), 0, room)
}

/// Rows of cells under each other. Where `room` is short the column `name` gives way, so that numbers stay whole; without
/// a `room` nothing is cut.
fn table<const COLUMNS: usize>(
    rows: &[[(&String, Style); COLUMNS]],
    name: usize,
    room: Option<u16>,
) -> Vec<TextLine> {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for ((cell, _), width) in row.iter().zip(&mut widths) {
            *width = text::width(cell).min(NAME).max(*width);
        }
    }
    // The last column may be cut.
    let needed: u16 = widths.iter().take(COLUMNS - 1).map(|width| width + 2).sum();
    if let (Some(name), Some(room)) = (widths.get_mut(name), room) {
        let short = needed.saturating_sub(2).saturating_sub(room);
        *name = name.saturating_sub(short).max((*name).min(LEAST_NAME));
    }
    let line = |row: &[(&String, Style); COLUMNS]| {
        let mut at = 0_u16;
        let mut line = Vec::new();
        for (nth, ((cell, style), width)) in row.iter().zip(widths).enumerate() {
            let cell = match room {
                Some(_) if nth + 1 < COLUMNS => text::cut(cell, width),
                _ => (*cell).clone(),
            };
            let end = width.max(text::width(&cell)).saturating_add(2);
            line.push((at, cell, *style));
            at = at.saturating_add(end);
        }
        line
    };
    rows.iter().map(line).collect()
}
