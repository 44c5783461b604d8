//! The log: how well one keeps at it, the days, how it felt, the stretches and the last sessions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::hints;
use crate::app::log::view::{Heat, LogView, NOTHING, Report};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::heatmap::{Heatmap, charset};
use crate::tui::widget::text;

/// Below so many rows there is no calendar: sums and sessions matter more.
const CALENDAR: u16 = 18;
/// The widest a name may be in a column.
const NAME: u16 = 30;
/// What is left of a name at least.
const LEAST_NAME: u16 = 8;

/// Draws the log into `area`.
pub(super) fn draw(view: &LogView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let report = &*view.report;
    let columns = if area.width > 50 { 2 } else { 0 };
    let inside = super::session::inner(area, columns, u16::from(area.height > 20));
    let calendar = u16::from(inside.height >= CALENDAR && !report.is_empty);
    let felt = u16::from(!report.feelings.is_empty() && inside.height >= CALENDAR);
    let gap = u16::from(inside.height > 10);
    let foot = u16::from(inside.height > 2);
    let [head, _, days, legend, _, feeling, body, _, foot] = split::rows(
        inside,
        [
            Cells(1),
            Cells(gap),
            Cells(calendar * Heatmap::HEIGHT),
            Cells(calendar),
            Cells(calendar),
            Cells(felt * 2),
            Rest,
            Cells(gap),
            Cells(foot),
        ],
    );
    if report.is_empty {
        text::write(NOTHING, theme.strong(), head, buf);
    } else {
        draw_head(report, theme, head, buf);
        Heatmap::new(&report.weeks, theme).render(days, buf);
        draw_legend(theme, legend, buf);
        draw_feelings(&report.feelings, theme, feeling, buf);
        draw_lines(&lines(report, theme, body.width), view.scroll, body, buf);
    }
    hints::draw(&view.hints, theme, foot, buf);
}

/// Adherence at the left, the sum at the right where both have room.
fn draw_head(report: &Report, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let used = text::write(&report.adherence, theme.strong(), area, buf);
    let width = text::width(&report.sum);
    if used + 2 + width <= area.width {
        let right = Rect {
            x: area.right() - width,
            width,
            ..area
        };
        text::write(&report.sum, theme.text(), right, buf);
    }
}

fn draw_legend(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let charset = charset(theme);
    let legend = Heat::ALL.map(|heat| format!("{} {}", charset.heat(heat), heat.about()));
    text::write(
        &format!("    {}", legend.join("  ")),
        theme.faint(),
        area,
        buf,
    );
}

/// The latest at the right, and what it was.
fn draw_feelings(feelings: &[u8], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(last) = feelings.last() else { return };
    let used = text::write("Tight or sore  ", theme.faint(), area, buf);
    let rest = after(area, used);
    let room = usize::from(rest.width.saturating_sub(12));
    let shown = feelings
        .get(feelings.len().saturating_sub(room)..)
        .unwrap_or_default();
    let chart = charset(theme).chart(shown);
    let used = text::write(&chart, theme.strong(), rest, buf);
    let last = format!("  last: {last}");
    text::write(&last, theme.faint(), after(rest, used), buf);
}

fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// Cells with the column at which each begins.
type Line = Vec<(u16, String, Style)>;

/// What is scrolled: the last sessions, then the stretches.
fn lines(report: &Report, theme: &Theme, width: u16) -> Vec<Line> {
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
) -> Vec<Line> {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for ((cell, _), width) in row.iter().zip(&mut widths) {
            *width = text::width(cell).min(NAME).max(*width);
        }
    }
    // What is said last may be cut.
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

fn draw_lines(lines: &[Line], scroll: usize, area: Rect, buf: &mut Buffer) {
    let first = scroll.min(lines.len().saturating_sub(usize::from(area.height)));
    for (line, row) in lines.iter().skip(first).zip(area.rows()) {
        for (column, cell, style) in line {
            text::write(cell, *style, after(row, *column), buf);
        }
    }
}
