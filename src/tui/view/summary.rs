//! The summary after a session.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{hints, overlay};
use crate::app::summary::{SummaryLine, SummaryView};
use crate::tui::theme::Theme;
use crate::tui::widget::letters::{Lettering, Letters};
use crate::tui::widget::text;
use ratatui::layout::Size;
use ratatui::widgets::Widget;

/// Draws the summary into `area`.
pub(in crate::tui) fn draw(view: &SummaryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let inside = super::session::inner(
        area,
        if area.width > 50 { 2 } else { 0 },
        u16::from(area.height > 14),
    );
    let room = Size::new(inside.width, inside.height / 4);
    let large = Lettering::fit(view.heading, room, 1, theme.ink());
    let heading = large.as_ref().map_or(1, |large| large.size().height);
    let gap = u16::from(inside.height > 10);
    let [head, _, title, _, body, total, _, foot] = Layout::vertical([
        Constraint::Length(heading),
        Constraint::Length(gap),
        Constraint::Length(1),
        Constraint::Length(gap),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(gap),
        Constraint::Length(1),
    ])
    .areas(inside);
    match &large {
        Some(large) => Letters::new(large).style(theme.strong()).render(head, buf),
        None => {
            text::write(view.heading, theme.strong(), head, buf);
        }
    }
    text::write(&view.title, theme.strong(), title, buf);
    draw_lines(&view.lines, view.scroll, theme, body, buf);
    text::write(&view.total, theme.strong(), total, buf);
    hints::draw(&view.hints, theme, foot, buf);
    if let Some(over) = &view.overlay {
        overlay::draw(over, theme, area, buf);
    }
}

fn draw_lines(lines: &[SummaryLine], scroll: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let name = lines
        .iter()
        .map(|line| text::width(&line.name))
        .max()
        .unwrap_or(0)
        .min(area.width / 2);
    let sides: Vec<String> = lines.iter().map(sides).collect();
    let done = sides
        .iter()
        .map(|sides| text::width(sides))
        .max()
        .unwrap_or(0);
    let first = scroll.min(lines.len().saturating_sub(usize::from(area.height)));
    for ((line, sides), row) in lines.iter().zip(&sides).skip(first).zip(area.rows()) {
        let at = |column: u16| {
            let column = column.min(row.width);
            Rect {
                x: row.x + column,
                width: row.width - column,
                ..row
            }
        };
        text::write(&text::cut(&line.name, name), theme.text(), row, buf);
        text::write(sides, theme.text(), at(name + 2), buf);
        text::write(&line.remark, theme.faint(), at(name + done + 4), buf);
    }
}

/// `Right 30 s   Left 30 s`.
fn sides(line: &SummaryLine) -> String {
    let side = |(side, done): &(String, String)| {
        if side.is_empty() {
            done.clone()
        } else {
            format!("{side} {done}")
        }
    };
    line.sides.iter().map(side).collect::<Vec<_>>().join("   ")
}
