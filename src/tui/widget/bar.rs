//! A bar that fills from the left, in whole cells.
//!
//! A full cell is a space with a coloured ground: it is full in every font, and takes one byte to send.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::widgets::Widget;

/// A full cell.
pub const FULL: &str = "█";

/// The characters of a bar, each one column wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The part that is done.
    pub done: &'static str,
    /// The part that remains.
    pub open: &'static str,
}

/// The done part of a time.
#[derive(Clone, Copy, Debug)]
pub struct FillBar {
    /// The part that is done.
    pub done: Duration,
    /// All of it; nothing is full.
    pub of: Duration,
    /// Its characters.
    pub pattern: Pattern,
    /// The style of the part that is done.
    pub style: Style,
    /// The style of the part that remains.
    pub track: Style,
}

impl FillBar {
    /// Cells that are full of so many.
    fn full(&self, width: u16) -> u16 {
        let done = self.done.min(self.of).as_millis() * u128::from(width);
        let full = done.checked_div(self.of.as_millis());
        full.and_then(|full| u16::try_from(full).ok())
            .unwrap_or(width)
    }
}

impl Widget for FillBar {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let full = self.full(area.width);
        for position in area.intersection(buf.area).positions() {
            let (symbol, style) = if position.x - area.x < full {
                (self.pattern.done, self.style)
            } else {
                (self.pattern.open, self.track)
            };
            if let Some(cell) = buf.cell_mut(position) {
                cell.set_symbol(symbol).set_style(style);
                if symbol == FULL && cell.fg != Color::Reset {
                    cell.bg = cell.fg;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_whole_cells_and_is_full_only_at_the_end() {
        let full = |done, of| {
            FillBar {
                done: Duration::from_secs(done),
                of: Duration::from_secs(of),
                pattern: Pattern {
                    done: "#",
                    open: ".",
                },
                style: Style::new(),
                track: Style::new(),
            }
            .full(10)
        };
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
