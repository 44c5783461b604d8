//! The gallery: the names at the left, the selected figure at the right, as large as it can be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::session::draw_figure;
use super::{hints, list};
use crate::app::gallery::{GalleryView, StretchRow};
use crate::tui::area::{Area, Cells, Rest};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// From this width on the list stands beside the figure; below it the figure stands alone.
const BESIDE: u16 = 64;
const LIST: u16 = 24;

pub(super) fn draw(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let line = u16::from(area.height >= 6);
    let gap = u16::from(area.height > 16);
    let [head, _, body, _, foot] =
        area.split_rows([Cells(line), Cells(gap), Rest, Cells(gap), Cells(line)]);
    let margin = u16::from(area.width > 4);
    draw_head(view, margin, theme, head, buf);
    let body = body.padded(margin);
    let figure = if body.width >= BESIDE {
        let [list, _, figure] = body.split_columns([Cells(LIST), Cells(2), Rest]);
        draw_list(view, theme, list, buf);
        figure
    } else {
        body
    };
    if let Some(row) = view.row() {
        draw_pane(view, row, theme, figure, buf);
    }
    hints::draw(&view.hints, theme, foot.padded(margin), buf);
}

fn draw_head(view: &GalleryView, margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (band, rest) = list::draw_band(margin, theme, area, buf);
    let place = match view.rows.len() {
        0 => "no stretches".to_owned(),
        all => format!("stretch {}/{all}", view.cursor + 1),
    };
    text::write_right(&place, band, rest, buf);
}

fn draw_list(view: &GalleryView, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let rows = (&*view.rows, view.cursor);
    list::draw_rows(
        rows,
        theme,
        area,
        buf,
        |row, selected, style, place, buf| {
            text::write(if selected { "▸" } else { "" }, style, place, buf);
            let name = place.after_columns(2).before_columns(1);
            text::write(row.id(), style, name, buf);
        },
    );
}

/// Draws the name and the side, the description, the figure, and the routines that use it.
fn draw_pane(view: &GalleryView, row: &StretchRow, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let is_roomy = area.height > 12;
    let lines = if is_roomy { 3 } else { 1 };
    let about = text::wrapped(&row.entry.stretch.about, area.width, lines);
    let mut used = text::wrapped(&row.used(), area.width, lines);
    if row.entry.is_own {
        used.push("yours".to_owned());
    }
    let gap = u16::from(is_roomy);
    let [name, says, _, figure, _, below] = area.split_rows([
        Cells(1),
        Cells(about.len() as u16),
        Cells(gap),
        Rest,
        Cells(gap),
        Cells(used.len() as u16),
    ]);
    let written = text::write(row.id(), theme.strong(), name, buf);
    let side = view.side.map_or_else(
        || "same on both sides".to_owned(),
        |side| format!("{side} side"),
    );
    text::write(&side, theme.faint(), name.after_columns(written + 2), buf);
    text::write_lines(&about, theme.text(), says, buf);
    if let Some(shown) = &view.figure {
        draw_figure(shown, theme, figure, buf);
    }
    text::write_lines(&used, theme.faint(), below, buf);
}
