//! Letters and digits that can be read from the mat, three metres away.
//!
//! A text is first given a size, [`Lettering::fit`], which a layout can ask for, and then drawn with [`Letters`]. The letters
//! are pixels of a font of our own, painted as quarters of cells; larger than a quarter each, they have slopes for stairs.
//!
//! - `font`: the pictures of the characters, and `mark`: those of the marks on them
//! - `spell`: which pictures a text is made of
//! - `wrap`: which lines it can stand on
//! - `scale` and `fit`: how large it can be, and `stack`: what its lines take together
//! - `grid`: the dots of a letter at its size
//! - `ink`: the characters that show dots

mod fit;
mod font;
mod glyph;
mod grid;
mod ink;
mod lettering;
mod mark;
mod scale;
mod spell;
mod stack;
mod wrap;

#[cfg(test)]
mod tests;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, VerticalAlignment};
use ratatui::style::Style;
use ratatui::widgets::Widget;

pub use self::ink::LetterInk;
pub use self::lettering::Lettering;

use self::grid::Grid;
use self::ink::Canvas;
use self::stack::tops;

/// Draws a [`Lettering`].
///
/// It writes only the cells that have a part of a letter, and leaves alone what the style does not name: letters on a coloured
/// band keep its background. What does not fit into the area is cut off at the right and at the bottom.
#[derive(Clone, Copy, Debug)]
pub struct Letters<'a> {
    lettering: &'a Lettering,
    style: Style,
    horizontal: HorizontalAlignment,
    vertical: VerticalAlignment,
}

impl<'a> Letters<'a> {
    /// Letters at the left edge, half way down the area.
    pub fn new(lettering: &'a Lettering) -> Self {
        Self {
            lettering,
            style: Style::new(),
            horizontal: HorizontalAlignment::Left,
            vertical: VerticalAlignment::Center,
        }
    }

    /// Sets the style that cells are patched with; its foreground is the colour of the letters.
    #[must_use]
    pub fn style(self, style: impl Into<Style>) -> Self {
        Self {
            style: style.into(),
            ..self
        }
    }

    /// Sets where each line stands in the width of the area.
    #[must_use]
    pub fn alignment(self, horizontal: HorizontalAlignment) -> Self {
        Self { horizontal, ..self }
    }

    /// Sets where all lines together stand in the height of the area.
    #[must_use]
    pub fn vertical_alignment(self, vertical: VerticalAlignment) -> Self {
        Self { vertical, ..self }
    }
}

impl Widget for Letters<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self {
            lettering,
            style,
            horizontal,
            vertical,
        } = self;
        let (scale, ink) = (lettering.scale(), lettering.ink());
        let dots = |cells: u16| u32::from(cells) * ink.dots();

        // All positions are dots from the upper left corner of the area, whether or not that is in the buffer.
        let visible = area.intersection(buffer.area);
        let (window_left, window_top) = (dots(visible.x - area.x), dots(visible.y - area.y));
        let columns = window_left..window_left + dots(visible.width);
        let rows = window_top..window_top + dots(visible.height);
        let mut canvas = Canvas::new(visible, ink);

        let (tops, height) = tops(lettering.lines(), scale);
        let spare_down = dots(area.height).saturating_sub(height);
        let block_top = match vertical {
            VerticalAlignment::Top => 0,
            VerticalAlignment::Center => spare_down / 2,
            VerticalAlignment::Bottom => spare_down,
        };
        for (line, line_top) in lettering.lines().iter().zip(tops) {
            let top = block_top + line_top;
            let spare_across = dots(area.width).saturating_sub(lettering.width(line));
            let mut left = match horizontal {
                HorizontalAlignment::Left => 0,
                // By whole cells: letters whose stems are columns are sharpest that way.
                HorizontalAlignment::Center => spare_across / ink.dots() / 2 * ink.dots(),
                HorizontalAlignment::Right => spare_across,
            };
            for letter in &line.letters {
                let grid = Grid::new(letter, line, scale);
                let (columns, rows) = (seen_from(left, &columns), seen_from(top, &rows));
                grid.dots(scale.column, &columns, &rows, |x, y| {
                    canvas.set(left + x - window_left, top + y - window_top);
                });
                left += grid.width * scale.column + scale.gap;
            }
        }
        canvas.write(style, buffer);
    }
}

/// The part of a range of dots from `origin` on, counted from there.
fn seen_from(origin: u32, dots: &Range<u32>) -> Range<u32> {
    dots.start.saturating_sub(origin)..dots.end.saturating_sub(origin)
}
