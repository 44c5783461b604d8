//! The band, the rows with a cursor and the sign that more follows, which the library and the gallery have in common.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::element::Look;
use crate::tui::area::Area;
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Draws the band with the name of the program, `margin` columns from both ends. Returns its style and the free part.
pub(super) fn draw_band(margin: u16, theme: &Theme, area: Rect, buf: &mut Buffer) -> (Style, Rect) {
    let band = theme.band(Look::Ready);
    buf.set_style(area.intersection(buf.area), band);
    let row = area.padded(margin);
    let used = text::write("supple", theme.bold(band), row, buf);
    (band, row.after_columns(used + 3))
}

/// Lets `draw_row` draw each row in its style and place, and whether it is the one under the cursor, which stands in the
/// middle where it can.
pub(super) fn draw_rows<T>(
    (rows, cursor): (&[T], usize),
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
    draw_row: impl Fn(&T, bool, Style, Rect, &mut Buffer),
) {
    let height = usize::from(area.height);
    let first = cursor.saturating_sub(height / 2);
    let first = first.min(rows.len().saturating_sub(height));
    for ((index, row), place) in rows.iter().enumerate().skip(first).zip(area.rows()) {
        let mut style = theme.text();
        if index == cursor {
            style = theme.bold(theme.band(Look::Hold));
            buf.set_style(place.intersection(buf.area), style);
        }
        draw_row(row, index == cursor, style, place, buf);
    }
}

/// Draws at the end of `row` that more lines follow, and the key for them.
pub(super) fn draw_more(theme: &Theme, row: Rect, buf: &mut Buffer) {
    text::write(" ↓ PageDown  ", theme.strong(), row.last_columns(13), buf);
}
