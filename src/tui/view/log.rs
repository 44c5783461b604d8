//! The log: how regular the sessions were, the days, the soreness, the last sessions and the stretches.

pub(super) mod form;
pub(super) mod page;
mod printed;
mod tables;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};

use super::hints;
use super::list::List;
use crate::app::element::PointedPart;
use crate::app::log::view::{Heat, LogView, NOTHING, NOTHING_LISTED, Report};
use crate::core::log::WORST;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::columns;
use crate::tui::widget::heatmap;
use crate::tui::widget::text::{self, TextLine};

pub(crate) use printed::{printed, printed_deleted};
use tables::Tables;

/// Rows from which on there is a calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The headings of the list.
const SESSIONS: &str = "Recent sessions";
const STRETCHES: &str = "Stretches";
/// Rows below the list at most, for the row under the cursor or a message.
const MOST_BELOW: u16 = 4;

/// Draws the log into `area`. Where a row is cut, the one under the cursor stands whole below.
pub(super) fn draw(view: &LogView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let report = &*view.report;
    let tables = Tables::of(report, Some(inside(area).width));
    let places = LogLayout::of(view, &tables, theme, area);
    if report.is_empty {
        text::write(NOTHING, theme.strong(), places.head, buf);
    } else {
        draw_head(report, theme, places.head, buf);
        heatmap::draw(&report.weeks, theme, places.days, buf);
        draw_legend(theme, places.legend, buf);
        draw_feelings(&report.feelings, theme, places.feeling, buf);
        let list = places.list();
        list.draw(theme, buf, |row, selected, style, area, buf| {
            for (column, words, own) in &row.line(&tables, theme) {
                let style = if selected { style } else { *own };
                text::write(words, style, area.after_columns(*column), buf);
            }
        });
    }
    text::write_lines(&places.below, theme.strong(), places.said, buf);
    hints::draw(&view.hints, theme, places.foot, buf);
}

/// What is drawn on a cell: a session or a stretch.
pub(super) fn part_at(
    view: &LogView,
    theme: &Theme,
    area: Rect,
    cell: Position,
) -> Option<PointedPart> {
    let report = &*view.report;
    let tables = Tables::of(report, Some(inside(area).width));
    let places = LogLayout::of(view, &tables, theme, area);
    let place = match places.list().part_at(cell)? {
        PointedPart::Row(row) => places.rows.get(row)?.place(report),
        _ => None,
    };
    Some(place.map_or(PointedPart::List, PointedPart::Row))
}

/// The window without its margins.
fn inside(area: Rect) -> Rect {
    let columns = if area.width > 50 {
        2
    } else {
        u16::from(area.width > 4)
    };
    area.inner(Margin::new(columns, u16::from(area.height > 20)))
}

/// The parts of the log, and where they are.
struct LogLayout {
    rows: Vec<LogRow>,
    /// The row under the cursor.
    cursor: usize,
    /// The message, or the row under the cursor where that is cut.
    below: Vec<String>,
    head: Rect,
    days: Rect,
    legend: Rect,
    feeling: Rect,
    body: Rect,
    said: Rect,
    foot: Rect,
}

impl LogLayout {
    fn of(view: &LogView, tables: &Tables, theme: &Theme, area: Rect) -> Self {
        let report = &*view.report;
        let inside = inside(area);
        let calendar = u16::from(inside.height >= CALENDAR && !report.is_empty);
        let felt = u16::from(!report.feelings.is_empty() && inside.height >= CALENDAR);
        let gap = u16::from(inside.height > 10);
        let foot = u16::from(inside.height > 2);
        let rows = rows(report);
        let is_under = |row: &LogRow| row.place(report) == Some(view.cursor);
        let cursor = rows.iter().position(is_under).unwrap_or(rows.len());
        let whole = rows.get(cursor).and_then(|row| row.whole(tables, theme));
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
        Self {
            rows,
            cursor,
            below,
            head,
            days,
            legend,
            feeling,
            body,
            said,
            foot,
        }
    }

    fn list(&self) -> List<'_, LogRow> {
        List {
            rows: &self.rows,
            cursor: self.cursor,
            area: self.body,
            usual: self.body.height + self.said.height,
            is_active: true,
        }
    }
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
