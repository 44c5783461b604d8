//! The safety page: headings, and what stands below them, in the middle of the window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::hints;
use crate::app::element::Look;
use crate::app::safety::SafetyView;
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::text::{self, TextLine};

/// The most columns of a line that is read with ease.
const COLUMNS: u16 = 72;

/// Draws the safety page into `area`.
pub(super) fn draw(view: &SafetyView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let [head, body, foot] = area.split_rows([Cells(1), Rest, Cells(1)]);
    let margin = u16::from(area.width > 4);
    let band = theme.band(Look::Hurt);
    buf.set_style(head.intersection(buf.area), band);
    let row = head.padded(margin);
    let used = text::write("BEFORE YOU STRETCH", theme.bold(band), row, buf);
    if let (page, pages @ 2..) = view.page {
        let place = format!("page {page}/{pages}");
        text::write_right(&place, band, row.after_columns(used + 1), buf);
    }
    let body = body.centred(COLUMNS, margin);
    let mut lines = lines(view, theme, body.width);
    if lines.len() > body.height.into() {
        lines.retain(|line| !line.is_empty());
    }
    let spare = body.height.saturating_sub(lines.len() as u16);
    for (line, place) in lines.iter().zip(body.after_rows(spare / 2).rows()) {
        for (column, words, style) in line {
            text::write(words, *style, place.after_columns(*column), buf);
        }
    }
    hints::draw(&view.hints, theme, foot.padded(margin), buf);
}

/// All of it, with an empty line between two headings.
fn lines(view: &SafetyView, theme: &Theme, columns: u16) -> Vec<TextLine> {
    let mut lines = Vec::new();
    for advice in &view.advice {
        if !lines.is_empty() {
            lines.push(TextLine::new());
        }
        lines.extend(text::lines(
            advice.heading,
            theme.strong(),
            columns,
            u16::MAX,
        ));
        for line in advice.lines {
            let indented = text::wrapped(line, columns.saturating_sub(2), u16::MAX);
            lines.extend(indented.into_iter().enumerate().map(|(nth, line)| {
                let mark = if nth == 0 { "•" } else { "" };
                vec![(0, mark.to_owned(), theme.text()), (2, line, theme.text())]
            }));
        }
    }
    lines
}
