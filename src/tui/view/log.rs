//! The log: how regular the sessions were, the days, the soreness, the last sessions and the stretches.

pub(super) mod form;
pub(super) mod page;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::hints;
use super::list::List;
use crate::app::log::view::{
    ChartUnit, Heat, LogDays, LogView, NOTHING, NOTHING_LISTED, Report, SessionLine, TotalLine,
};
use crate::core::log::WORST;
use crate::core::span;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::columns;
use crate::tui::widget::heatmap;
use crate::tui::widget::text::{self, TextLine};

/// Rows from which on there is a calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The headings of the list.
const SESSIONS: &str = "Recent sessions";
const STRETCHES: &str = "Stretches";
const WEEKS: &str = "Stretches by week, this week at the right";
/// Rows below the list at most, for the row under the cursor or a message.
const MOST_BELOW: u16 = 4;
/// The widest a name may be in a column.
const NAME: u16 = 30;
/// Columns that a name keeps.
const LEAST_NAME: u16 = 8;

/// Draws the log into `area`. Where a row is cut, the one under the cursor stands whole below.
pub(super) fn draw(view: &LogView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let report = &*view.report;
    let columns = if area.width > 50 {
        2
    } else {
        u16::from(area.width > 4)
    };
    let inside = area.inner(Margin::new(columns, u16::from(area.height > 20)));
    let calendar = u16::from(inside.height >= CALENDAR && !report.is_empty);
    let felt = u16::from(!report.feelings.is_empty() && inside.height >= CALENDAR);
    let gap = u16::from(inside.height > 10);
    let foot = u16::from(inside.height > 2);
    let rows = rows(report);
    let is_under = |row: &LogRow| row.place(report) == Some(view.cursor);
    let cursor = rows.iter().position(is_under).unwrap_or(rows.len());
    let tables = Tables::of(report, Some(inside.width));
    let whole = rows.get(cursor).and_then(|row| row.whole(&tables, theme));
    let below = view.message.clone().or(whole).unwrap_or_default();
    let most = (inside.height / 3).min(MOST_BELOW);
    let below = text::wrapped(&below, inside.width, most);
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
        list.draw(theme, buf, |row, selected, style, area, buf| {
            for (column, words, own) in &row.line(&tables, theme) {
                let style = if selected { style } else { *own };
                text::write(words, style, area.after_columns(*column), buf);
            }
        });
    }
    text::write_lines(&below, theme.strong(), said, buf);
    hints::draw(&view.hints, theme, foot, buf);
}

/// A row of the list. Its line is made when it is drawn: most rows of a long log are not seen.
enum LogRow {
    Heading(&'static str),
    Session(usize),
    /// Words in place of sessions, or behind them.
    Remark(String),
    Gap,
    Stretch(usize),
}

impl LogRow {
    /// Its place for the cursor: the sessions by their index, then the stretches.
    fn place(&self, report: &Report) -> Option<usize> {
        match self {
            Self::Session(nth) => Some(*nth),
            Self::Stretch(nth) => Some(report.last.len() + nth),
            Self::Heading(_) | Self::Remark(_) | Self::Gap => None,
        }
    }

    fn line(&self, tables: &Tables, theme: &Theme) -> TextLine {
        match self {
            Self::Heading(words) => vec![(0, (*words).to_owned(), theme.strong())],
            Self::Remark(words) => vec![(0, words.clone(), theme.faint())],
            Self::Gap => Vec::new(),
            Self::Session(nth) => tables.sessions.line(*nth, theme),
            Self::Stretch(nth) => tables.stretches.line(*nth, theme),
        }
    }

    /// All of it in words, where its line has no room for that.
    fn whole(&self, tables: &Tables, theme: &Theme) -> Option<String> {
        match self {
            Self::Session(nth) => tables.sessions.whole(*nth, theme),
            Self::Stretch(nth) => tables.stretches.whole(*nth, theme),
            Self::Heading(_) | Self::Remark(_) | Self::Gap => None,
        }
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
    let used = text::write(&columns::soreness(shown, theme), theme.strong(), rest, buf);
    let last = format!("  last: {last}/{WORST}");
    text::write(&last, theme.faint(), rest.after_columns(used), buf);
}

/// The rows of the list: the last sessions, then the stretches.
fn rows(report: &Report) -> Vec<LogRow> {
    let mut rows = vec![LogRow::Heading(SESSIONS)];
    if report.last.is_empty() {
        rows.push(LogRow::Remark(NOTHING_LISTED.to_owned()));
    }
    rows.extend((0..report.last.len()).map(LogRow::Session));
    rows.extend(report.earlier.iter().cloned().map(LogRow::Remark));
    if !report.totals.is_empty() {
        rows.extend([LogRow::Gap, LogRow::Heading(STRETCHES)]);
        rows.extend((0..report.totals.len()).map(LogRow::Stretch));
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

/// The sessions and the stretches as tables.
struct Tables<'a> {
    sessions: ColumnTable<'a, SessionLine, 4>,
    stretches: ColumnTable<'a, TotalLine, 3>,
}

impl<'a> Tables<'a> {
    /// Where `room` is short the column of names gives way, so that numbers stay whole; without a `room` nothing is cut.
    fn of(report: &'a Report, room: Option<u16>) -> Self {
        let sessions = ColumnTable {
            rows: &report.last,
            cells: |session| {
                [
                    &session.when,
                    &session.title,
                    &session.done,
                    &session.remark,
                ]
            },
            styles: |theme| [theme.faint(), theme.text(), theme.text(), theme.faint()],
            widths: [0; 4],
            room,
        };
        let stretches = ColumnTable {
            rows: &report.totals,
            cells: |total| [&total.name, &total.done, &total.remark],
            styles: |theme| [theme.text(), theme.text(), theme.strong()],
            widths: [0; 3],
            room,
        };
        Self {
            sessions: sessions.measured(1),
            stretches: stretches.measured(0),
        }
    }
}

/// Rows of cells under each other.
struct ColumnTable<'a, R, const COLUMNS: usize> {
    rows: &'a [R],
    cells: for<'r> fn(&'r R) -> [&'r String; COLUMNS],
    styles: fn(&Theme) -> [Style; COLUMNS],
    widths: [u16; COLUMNS],
    room: Option<u16>,
}

impl<R, const COLUMNS: usize> ColumnTable<'_, R, COLUMNS> {
    /// The same with the widths of its columns, of which `name` may be cut.
    fn measured(mut self, name: usize) -> Self {
        for row in self.rows {
            for (cell, width) in (self.cells)(row).into_iter().zip(&mut self.widths) {
                *width = text::width(cell).min(NAME).max(*width);
            }
        }
        // The last column may be cut.
        let before = self.widths.iter().take(COLUMNS - 1);
        let needed: u16 = before.map(|width| width + 2).sum();
        if let (Some(name), Some(room)) = (self.widths.get_mut(name), self.room) {
            let short = needed.saturating_sub(2).saturating_sub(room);
            *name = name.saturating_sub(short).max((*name).min(LEAST_NAME));
        }
        self
    }

    /// The row of this index.
    fn line(&self, nth: usize, theme: &Theme) -> TextLine {
        let Some(row) = self.rows.get(nth) else {
            return TextLine::new();
        };
        let mut at = 0_u16;
        let mut line = TextLine::new();
        let cells = (self.cells)(row).into_iter().zip((self.styles)(theme));
        for (nth, ((cell, style), width)) in cells.zip(self.widths).enumerate() {
            let cell = match self.room {
                Some(_) if nth + 1 < COLUMNS => text::cut(cell, width),
                _ => cell.clone(),
            };
            let end = width.max(text::width(&cell)).saturating_add(2);
            line.push((at, cell, style));
            at = at.saturating_add(end);
        }
        line
    }

    /// All of a row in words, where its line has no room for that.
    fn whole(&self, nth: usize, theme: &Theme) -> Option<String> {
        let cells = (self.cells)(self.rows.get(nth)?);
        let line = self.line(nth, theme);
        let end = line
            .last()
            .map_or(0, |(at, words, _)| at.saturating_add(text::width(words)));
        let is_shorter = |((_, shown, _), cell): (&(u16, String, Style), &String)| shown != cell;
        let is_cut =
            self.room.is_some_and(|room| end > room) || line.iter().zip(cells).any(is_shorter);
        let words = cells.into_iter().filter(|cell| !cell.is_empty());
        let words: Vec<&str> = words.map(String::as_str).collect();
        is_cut.then(|| words.join(" · "))
    }

    /// All rows as text.
    fn printed(&self, theme: &Theme) -> Vec<String> {
        let lines = (0..self.rows.len()).map(|nth| self.line(nth, theme));
        lines
            .map(|line| format!("  {}", text::joined(&line)))
            .collect()
    }
}
