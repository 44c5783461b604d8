//! A text that is being typed, with its cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use crate::app::element::FieldView;
use crate::tui::area::Area;

/// The mark of the cursor.
const CURSOR: &str = "▏";

/// Draws a field in the first row of `area`, with a cursor where the next key goes into it. A text that is too long is
/// cut at its beginning, so that the cursor is always seen.
pub(crate) fn draw(field: &FieldView, is_typed: bool, style: Style, area: Rect, buf: &mut Buffer) {
    let cursor = if is_typed { CURSOR } else { "" };
    let room = area.width.saturating_sub(text::width(cursor));
    let mut before = field.before.chars();
    while text::width(before.as_str()) > room {
        before.next();
    }
    let seen = format!("{}{cursor}", before.as_str());
    let used = text::write(&seen, style, area, buf);
    text::write(&field.behind, style, area.after_columns(used), buf);
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;

    fn drawn(before: &str, behind: &str, is_typed: bool) -> String {
        let area = Rect::new(0, 0, 6, 1);
        let mut buf = Buffer::empty(area);
        let field = FieldView {
            before: before.to_owned(),
            behind: behind.to_owned(),
        };
        draw(&field, is_typed, Style::new(), area, &mut buf);
        buf.content().iter().map(Cell::symbol).collect()
    }

    #[test]
    fn the_cursor_is_always_seen() {
        assert_eq!(drawn("ab", "cd", true), "ab▏cd ");
        assert_eq!(drawn("abcdefgh", "", true), "defgh▏");
        assert_eq!(drawn("abc", "defgh", true), "abc▏d…");
        assert_eq!(drawn("abc", "", false), "abc   ");
    }
}
