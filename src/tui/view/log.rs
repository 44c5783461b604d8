//! The log: how regular the sessions were, the days, the soreness, the last sessions and the stretches.

pub(super) mod form;
pub(super) mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::hints;
use super::list::List;
use crate::app::log::view::{Heat, LogDays, LogView, NOTHING, Report};
use crate::core::log::WORST;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::heatmap;
use crate::tui::widget::text::{self, TextLine};

/// Rows from which on there is a calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The headings of the list.
const SESSIONS: &str = "Recent sessions";
const STRETCHES: &str = "Stretches";
/// Rows below the list at most, for the row under the cursor or a message.
const MOST_BELOW: u16 = 4;
/// The widest a name may be in a column.
const NAME: u16 = 30;
/// Columns that a name keeps.
const LEAST_NAME: u16 = 8;
/// The column of each feeling from 0 to 10.
const BLOCKS: &str = "▁▂▂▃▄▅▆▆▇▇█";

/// Draws the log into `area`. Where a row is cut, the one under the cursor stands whole below.
pub(super) fn draw(view: &LogView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let report = &*view.report;
    let columns = if area.width > 50 { 2 } else { 0 };
    let inside = area.inner(Margin::new(columns, u16::from(area.height > 20)));
    let calendar = u16::from(inside.height >= CALENDAR && !report.is_empty);
    let felt = u16::from(!report.feelings.is_empty() && inside.height >= CALENDAR);
    let gap = u16::from(inside.height > 10);
    let foot = u16::from(inside.height > 2);
    let rows = rows(report, theme, inside.width);
    let cursor = line_of(view.cursor, report);
    let whole = rows.get(cursor).and_then(|row| row.whole.as_deref());
    let below = view.message.as_deref().or(whole).unwrap_or_default();
    let most = (inside.height / 3).min(MOST_BELOW);
    let below = text::wrapped(below, inside.width, most);
    let [head, _, days, legend, _, feeling, body, said, _, foot] = inside.split_rows([
        Cells(1),
        Cells(gap),
        Cells(calendar * heatmap::HEIGHT),
        Cells(calendar),
        Cells(calendar),
        Cells(felt * 2),
        Rest,
        Cells(below.len() as u16),
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
        let list = List {
            rows: &rows,
            cursor,
            area: body,
            usual: body.height + said.height,
            is_active: true,
        };
        list.draw(theme, buf, draw_row);
    }
    text::write_lines(&below, theme.strong(), said, buf);
    hints::draw(&view.hints, theme, foot, buf);
}

/// A row of the list.
struct LogRow {
    line: TextLine,
    /// All of it in words, where the line has no room for that.
    whole: Option<String>,
}

/// The line of the row under the cursor: a heading stands before the sessions, and before the stretches.
fn line_of(cursor: usize, report: &Report) -> usize {
    let sessions = report.last.len();
    let earlier = usize::from(report.earlier.is_some());
    cursor + if cursor < sessions { 1 } else { 3 + earlier }
}

fn draw_row(row: &LogRow, selected: bool, style: Style, area: Rect, buf: &mut Buffer) {
    for (column, words, own) in &row.line {
        let style = if selected { style } else { *own };
        text::write(words, style, area.after_columns(*column), buf);
    }
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

/// The rows of the list: the last sessions, then the stretches.
fn rows(report: &Report, theme: &Theme, width: u16) -> Vec<LogRow> {
    let row = |line: TextLine| LogRow { line, whole: None };
    let heading = |words: &str| row(vec![(0, words.to_owned(), theme.strong())]);
    let cut = |lines: Vec<TextLine>, whole: Vec<TextLine>| {
        lines.into_iter().zip(whole).map(move |(line, whole)| {
            let end = whole
                .last()
                .map_or(0, |(at, words, _)| at + text::width(words));
            let parts: Vec<&str> = whole.iter().map(|(_, words, _)| words.as_str()).collect();
            let parts: Vec<&str> = parts
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect();
            let is_cut = end > width
                || line
                    .iter()
                    .zip(&parts)
                    .any(|((_, cut, _), _)| cut.ends_with('…'));
            LogRow {
                line,
                whole: is_cut.then(|| parts.join(" · ")),
            }
        })
    };
    let mut rows = vec![heading(SESSIONS)];
    rows.extend(cut(
        sessions(report, theme, Some(width)),
        sessions(report, theme, None),
    ));
    let earlier = report.earlier.iter();
    rows.extend(earlier.map(|words| row(vec![(0, words.clone(), theme.faint())])));
    if !report.totals.is_empty() {
        rows.push(row(Vec::new()));
        rows.push(heading(STRETCHES));
        rows.extend(cut(
            stretches(report, theme, Some(width)),
            stretches(report, theme, None),
        ));
    }
    rows
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
    if !report.feelings.is_empty() {
        lines.push(String::new());
        lines.push("Soreness afterwards, 0 (not at all) to 10 (worst)".to_owned());
        let chart = match days {
            LogDays::Calendar => chart(&report.feelings, theme),
            LogDays::Lines => in_numbers(&report.feelings),
        };
        lines.push(format!("  {chart}"));
    }
    let tables = [
        (SESSIONS, sessions(report, theme, None), &report.earlier),
        (STRETCHES, stretches(report, theme, None), &None),
    ];
    for (heading, table, more) in tables.into_iter().filter(|(_, table, _)| !table.is_empty()) {
        lines.extend([String::new(), heading.to_owned()]);
        lines.extend(table.iter().map(|line| format!("  {}", text::joined(line))));
        lines.extend(more.iter().map(|more| format!("  {more}")));
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
