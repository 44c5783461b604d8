//! A text with the size in which it is drawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect, Size};
use ratatui::style::Style;

use super::fit::fit;
use super::grid::Grid;
use super::ink::{Canvas, LetterInk};
use super::line::{LetterLine, tops};
use super::scale::{LetterForm, Scale};
use super::spell::spell;

/// A text in large letters: its lines and the size they are drawn at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lettering {
    lines: Vec<LetterLine>,
    pub(super) scale: Scale,
    ink: LetterInk,
}

impl Lettering {
    /// The text in the largest letters that fit into `room` on at most `lines_max` lines.
    ///
    /// Case is ignored: all is set in capitals. Lines end only at spaces and after hyphens between letters. The height of
    /// letters counts before their width, and more room never makes them smaller. The letters are at least 3½ rows high, in
    /// [`LetterInk::Cells`] five.
    ///
    /// `None` when the text is empty or longer than 200 letters, when the font lacks a character of it, or when the smallest
    /// letters do not fit: then the caller has a row of text to write.
    pub(crate) fn fit(text: &str, room: Size, lines_max: u16, ink: LetterInk) -> Option<Self> {
        let forms: &[LetterForm] = match ink {
            LetterInk::Blocks | LetterInk::Ground => &[LetterForm::Seven],
            LetterInk::Cells => &[LetterForm::Seven, LetterForm::Five],
        };
        let (width, height) = (ink.dots_in(room.width), ink.dots_in(room.height));
        // A room too low for any is refused before the text is spelt: most searches for a layout ask for such.
        forms.iter().find(|form| form.rows() <= height)?;
        let (lines, scale) = fit(&spell(text)?, width, height, lines_max.into(), forms)?;
        Some(Self { lines, scale, ink })
    }

    /// Whether there are letters for a text, whatever room they take.
    pub(crate) fn can_spell(text: &str) -> bool {
        spell(text).is_some_and(|chunks| !chunks.is_empty())
    }

    /// Another text on one line in letters of the same size.
    ///
    /// For a countdown: fit what is widest, and write each second in its size. Digits are equally wide, so that only their
    /// number counts; aligned right, the units stay where they are.
    ///
    /// `None` when the text is empty or longer than 200 letters, or when the font lacks a character of it.
    pub(crate) fn rewritten(&self, text: &str) -> Option<Self> {
        let line = LetterLine::of(&spell(text)?);
        (!line.letters.is_empty()).then(|| Self {
            lines: vec![line],
            ..*self
        })
    }

    /// The cells it takes: never more than the room it was fitted into.
    pub(crate) fn size(&self) -> Size {
        let widths = self.lines.iter().map(|line| self.width(line));
        let (_, height) = tops(&self.lines, &self.scale);
        let cells = |dots: u32| dots.div_ceil(self.ink.dots()).min(u16::MAX.into()) as u16;
        Size::new(cells(widths.max().unwrap_or(0)), cells(height))
    }

    /// Whether these are the letters of `text`, wherever its lines end.
    #[cfg(test)]
    pub(crate) fn spells(&self, text: &str) -> bool {
        use super::spell::Letter;
        let chunks = spell(text).into_iter().flatten();
        let wanted = chunks.flat_map(|chunk| chunk.letters);
        let own = self.lines.iter().flat_map(|line| &line.letters);
        own.filter(|letter| **letter != Letter::SPACE)
            .copied()
            .eq(wanted)
    }

    /// Height of a capital in rows; a half row is `0.5`.
    pub(crate) fn letter_height(&self) -> f32 {
        self.scale.height() as f32 / self.ink.dots() as f32
    }

    /// Dots that a line is wide.
    fn width(&self, line: &LetterLine) -> u32 {
        line.letters_width() * self.scale.column + line.gaps() * self.scale.gap
    }

    /// Draws the letters at the left edge, half way down the area. See [`Self::draw_aligned`].
    pub(crate) fn draw(&self, style: Style, area: Rect, buf: &mut Buffer) {
        self.draw_aligned(HorizontalAlignment::Left, style, area, buf);
    }

    /// Draws the letters half way down the area.
    ///
    /// Writes only the cells that have a part of a letter, and leaves alone what the style does not name: letters on a
    /// coloured band keep its background. Letters that do not fit are cut off at the right and at the bottom.
    pub(crate) fn draw_aligned(
        &self,
        alignment: HorizontalAlignment,
        style: Style,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let Self { lines, scale, ink } = self;
        // All positions are dots from the upper left corner of the area, whether or not that is in the buffer.
        let visible = area.intersection(buf.area);
        let window_left = ink.dots_in(visible.x - area.x);
        let window_top = ink.dots_in(visible.y - area.y);
        let columns = window_left..window_left + ink.dots_in(visible.width);
        let rows = window_top..window_top + ink.dots_in(visible.height);
        let mut canvas = Canvas::new(visible, *ink);

        let (tops, height) = tops(lines, scale);
        let block_top = ink.dots_in(area.height).saturating_sub(height) / 2;
        for (line, line_top) in lines.iter().zip(tops) {
            let top = block_top + line_top;
            let spare = ink.dots_in(area.width).saturating_sub(self.width(line));
            let mut left = match alignment {
                HorizontalAlignment::Left => 0,
                // By whole cells: letters whose stems are columns are sharpest that way.
                HorizontalAlignment::Center => spare / ink.dots() / 2 * ink.dots(),
                HorizontalAlignment::Right => spare,
            };
            for letter in &line.letters {
                let grid = Grid::new(letter, line, scale);
                let (columns, rows) = (from_origin(left, &columns), from_origin(top, &rows));
                grid.dots(scale.column, &columns, &rows, |x, y| {
                    canvas.set(left + x - window_left, top + y - window_top);
                });
                left += grid.width * scale.column + scale.gap;
            }
        }
        canvas.write(style, buf);
    }
}

/// The part of a range of dots from `origin` on, counted from there.
fn from_origin(origin: u32, dots: &Range<u32>) -> Range<u32> {
    dots.start.saturating_sub(origin)..dots.end.saturating_sub(origin)
}
