//! The gallery: the names at the left, the figure under the cursor at the right, as large as it can be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::hints;
use super::session::draw_figure;
use crate::app::element::Look;
use crate::app::gallery::view::{FigureRow, GalleryView};
use crate::tui::split::{
    self,
    Part::{Cells, Rest},
};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// From this width on the list stands beside the figure; below it the figure stands alone.
const BESIDE: u16 = 64;
/// Columns of the list.
const LIST: u16 = 24;

/// Draws the gallery into `area`.
pub(super) fn draw(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let line = u16::from(area.height >= 6);
    let [head, _, body, _, foot] = split::rows(
        area,
        [
            Cells(line),
            Cells(u16::from(area.height > 16)),
            Rest,
            Cells(u16::from(area.height > 16)),
            Cells(line),
        ],
    );
    draw_head(view, theme, head, buf);
    let margin = u16::from(area.width > 4);
    let body = super::session::inner(body, margin, 0);
    let figure = if body.width >= BESIDE {
        let [list, _, figure] = split::columns(body, [Cells(LIST), Cells(2), Rest]);
        draw_list(view, theme, list, buf);
        figure
    } else {
        body
    };
    if let Some(row) = view.row() {
        draw_pane(view, row, theme, figure, buf);
    }
    hints::draw(
        &view.hints,
        theme,
        super::session::inner(foot, margin, 0),
        buf,
    );
}

fn draw_head(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let band = theme.band(Look::Ready);
    buf.set_style(area.intersection(buf.area), band);
    let row = super::session::inner(area, u16::from(area.width > 4), 0);
    let used = text::write("supple", band.add_modifier(Modifier::BOLD), row, buf) + 3;
    let (all, at) = (view.rows.len(), view.cursor + 1);
    let place = match all {
        0 => "no figures".to_owned(),
        _ => format!("figure {at} of {all}"),
    };
    let left = row.width.saturating_sub(text::width(&place)).max(used);
    let place_area = Rect {
        x: row.x + left.min(row.width),
        width: row.width.saturating_sub(left),
        ..row
    };
    text::write(&place, band, place_area, buf);
}

fn draw_list(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    // The cursor stays in the middle where the list is longer than the window.
    let most = view.rows.len().saturating_sub(height);
    let first = view.cursor.saturating_sub(height / 2).min(most);
    for ((index, row), place) in view.rows.iter().enumerate().skip(first).zip(area.rows()) {
        let selected = index == view.cursor;
        let style = if selected {
            let style = theme.band(Look::Hold).add_modifier(Modifier::BOLD);
            buf.set_style(place.intersection(buf.area), style);
            style
        } else {
            theme.text()
        };
        let mark = if selected { "▸" } else { "" };
        text::write(mark, style, place, buf);
        let name = Rect {
            x: place.x + 2.min(place.width),
            width: place.width.saturating_sub(3),
            ..place
        };
        text::write(&text::cut(&row.figure.name, name.width), style, name, buf);
    }
}

/// The name and the side, what it is, the figure, and where it is used.
fn draw_pane(view: &GalleryView, row: &FigureRow, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let about = text::wrapped(
        &row.figure.about,
        area.width,
        if area.height > 12 { 3 } else { 1 },
    );
    let mut used = text::wrapped(
        &row.used(),
        area.width,
        if area.height > 12 { 3 } else { 1 },
    );
    if row.own {
        used.push("yours".to_owned());
    }
    let gap = u16::from(area.height > 12);
    let [name, says, _, figure, _, below] = split::rows(
        area,
        [
            Cells(1),
            Cells(about.len() as u16),
            Cells(gap),
            Rest,
            Cells(gap),
            Cells(used.len() as u16),
        ],
    );
    let written = text::write(&row.figure.name, theme.strong(), name, buf);
    let side = view.side.map_or_else(
        || "both sides alike".to_owned(),
        |side| format!("{side} side"),
    );
    let after = (written + 2).min(name.width);
    let side_area = Rect {
        x: name.x + after,
        width: name.width - after,
        ..name
    };
    text::write(&side, theme.faint(), side_area, buf);
    for (line, row) in about.iter().zip(says.rows()) {
        text::write(line, theme.text(), row, buf);
    }
    if let Some(shown) = &view.figure {
        draw_figure(shown, theme, figure, buf);
    }
    for (line, row) in used.iter().zip(below.rows()) {
        text::write(line, theme.faint(), row, buf);
    }
}
