//! A bar that fills from the left, in whole cells.
//!
//! A full cell is a space with a coloured ground: it is full in every font, and takes one byte to send.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::app::element::Look;
use crate::tui::theme::Theme;

/// A full cell.
pub const FULL: &str = "█";

/// Draws the part of a time that is done; a time of nothing is full.
pub(crate) fn draw(
    (done, of): (Duration, Duration),
    look: Look,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let (full_cell, open_cell) = theme.pattern(look);
    let (bar, track) = (theme.bar(look), theme.past());
    let full = full(done, of, area.width);
    for position in area.intersection(buf.area).positions() {
        let (symbol, style) = if position.x - area.x < full {
            (full_cell, bar)
        } else {
            (open_cell, track)
        };
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(symbol).set_style(style);
            if symbol == FULL && cell.fg != Color::Reset {
                cell.bg = cell.fg;
            }
        }
    }
}

/// Cells that are full of so many.
fn full(done: Duration, of: Duration, width: u16) -> u16 {
    let done = done.min(of).as_millis() * u128::from(width);
    let full = done.checked_div(of.as_millis());
    full.and_then(|full| u16::try_from(full).ok())
        .unwrap_or(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_whole_cells_and_is_full_only_at_the_end() {
        let full = |done, of| full(Duration::from_secs(done), Duration::from_secs(of), 10);
        let cases = [
            (0, 15, 0),
            (1, 15, 0),
            (2, 15, 1),
            (14, 15, 9),
            (15, 15, 10),
        ];
        for (done, of, cells) in cases {
            assert_eq!(full(done, of), cells, "{done} of {of}");
        }
        assert_eq!(full(0, 0), 10, "nothing to wait for");
        assert_eq!(full(20, 15), 10, "over");
    }
}
