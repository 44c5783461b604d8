//! The log: how regular the sessions were, the days, the soreness, the stretches and the last sessions.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::hints;
use crate::app::log::view::{Heat, LogView, NOTHING, Report};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::heatmap::{self, charset};
use crate::tui::widget::text::{self, TextLine};

/// Rows from which on there is a calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The widest a name may be in a column.
const NAME: u16 = 30;
/// Columns that a name keeps.
const LEAST_NAME: u16 = 8;

/// Draws the log into `area`.
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
    let charset = charset(theme);
    let legend = Heat::ALL.map(|heat| format!("{} {}", charset.heat(heat), heat.about()));
    let legend = format!("    {}", legend.join("  "));
    text::write(&legend, theme.faint(), area, buf);
}

/// Draws how it felt, the latest at the right, and the latest in a number.
fn draw_feelings(feelings: &[u8], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(last) = feelings.last() else { return };
    let used = text::write("Tight or sore  ", theme.faint(), area, buf);
    let rest = area.after_columns(used);
    let room = usize::from(rest.width.saturating_sub(12));
    let shown = feelings.len().saturating_sub(room);
    let shown = feelings.get(shown..).unwrap_or_default();
    let used = text::write(&charset(theme).chart(shown), theme.strong(), rest, buf);
    let last = format!("  last: {last}");
    text::write(&last, theme.faint(), rest.after_columns(used), buf);
}

/// The lines that scroll: the last sessions, then the stretches.
fn lines(report: &Report, theme: &Theme, width: u16) -> Vec<TextLine> {
    let mut lines = vec![vec![(0, "Last sessions".to_owned(), theme.strong())]];
    let sessions = report.last.iter().map(|session| {
        [
            (&session.when, theme.faint()),
            (&session.title, theme.text()),
            (&session.done, theme.text()),
            (&session.remark, theme.faint()),
        ]
    });
    lines.extend(table(&sessions.collect::<Vec<_>>(), 1, width));
    if !report.totals.is_empty() {
        lines.push(Vec::new());
        lines.push(vec![(0, "Stretches".to_owned(), theme.strong())]);
        let totals = report.totals.iter().map(|total| {
            [
                (&total.name, theme.text()),
                (&total.done, theme.text()),
                (&total.remark, theme.strong()),
            ]
        });
        lines.extend(table(&totals.collect::<Vec<_>>(), 0, width));
    }
    lines
}

/// Rows of cells under each other. Where `room` is short the column `name` gives way, so that numbers stay whole.
fn table<const COLUMNS: usize>(
    rows: &[[(&String, Style); COLUMNS]],
    name: usize,
    room: u16,
) -> Vec<TextLine> {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for ((cell, _), width) in row.iter().zip(&mut widths) {
            *width = text::width(cell).min(NAME).max(*width);
        }
    }
    // The last column may be cut.
    let needed: u16 = widths.iter().take(COLUMNS - 1).map(|width| width + 2).sum();
    if let Some(name) = widths.get_mut(name) {
        let short = needed.saturating_sub(2).saturating_sub(room);
        *name = name.saturating_sub(short).max((*name).min(LEAST_NAME));
    }
    let line = |row: &[(&String, Style); COLUMNS]| {
        let mut at = 0;
        let mut line = Vec::new();
        for (nth, ((cell, style), width)) in row.iter().zip(widths).enumerate() {
            let cell = if nth + 1 < COLUMNS {
                text::cut(cell, width)
            } else {
                (*cell).clone()
            };
            line.push((at, cell, *style));
            at += width + 2;
        }
        line
    };
    rows.iter().map(line).collect()
}
