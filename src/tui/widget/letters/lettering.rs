//! A text that has been given a size.

use ratatui::layout::Size;

use super::fit::fit;
use super::ink::LetterInk;
use super::scale::{Form, Scale};
use super::spell::spell;
use super::stack::tops;
use super::wrap::{Line, unwrapped};

/// A text in large letters: its lines and the size they are drawn at.
///
/// Draw it with [`Letters`](super::Letters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lettering {
    lines: Vec<Line>,
    scale: Scale,
    ink: LetterInk,
}

impl Lettering {
    /// The text in the largest letters that fit into `room` on at most `lines_max` lines.
    ///
    /// Case is ignored: all is set in capitals. Lines end only at spaces and after hyphens between letters. The height of
    /// letters counts before their width, and more room never makes them smaller. The letters are at least 3½ rows high, in
    /// [`LetterInk::Ascii`] five.
    ///
    /// `None` when the text is empty or longer than 200 letters, when the font lacks a character of it, or when the smallest
    /// letters do not fit: then the caller has a row of text to write.
    pub fn fit(text: &str, room: Size, lines_max: u16, ink: LetterInk) -> Option<Self> {
        let forms: &[Form] = match ink {
            LetterInk::Blocks => &[Form::Seven],
            LetterInk::Ascii => &[Form::Seven, Form::Five],
        };
        let chunks = spell(text)?;
        let (width, height) = (
            u32::from(room.width) * ink.dots(),
            u32::from(room.height) * ink.dots(),
        );
        let (lines, scale) = fit(&chunks, width, height, usize::from(lines_max), forms)?;
        Some(Self { lines, scale, ink })
    }

    /// Another text on one line in letters of the same size.
    ///
    /// For a countdown: fit what is widest, and write each second in its size. Digits are equally wide, so that only their
    /// number counts; aligned right, the units stay where they are.
    ///
    /// ```
    /// use ratatui::layout::Size;
    /// use supple::tui::widget::letters::{LetterInk, Lettering};
    ///
    /// let widest = Lettering::fit("88", Size::new(40, 12), 1, LetterInk::Blocks).unwrap();
    /// let nine = widest.rewritten("9").unwrap();
    /// assert_eq!(nine.size().height, widest.size().height);
    /// assert!(nine.size().width < widest.size().width);
    /// ```
    ///
    /// `None` when the text is empty or longer than 200 letters, or when the font lacks a character of it.
    pub fn rewritten(&self, text: &str) -> Option<Self> {
        let line = Some(unwrapped(&spell(text)?)).filter(|line| !line.letters.is_empty())?;
        Some(Self {
            lines: vec![line],
            ..self.clone()
        })
    }

    /// The cells it takes: never more than the room it was fitted into.
    pub fn size(&self) -> Size {
        let width = self
            .lines
            .iter()
            .map(|line| self.width(line))
            .max()
            .unwrap_or(0);
        let (_, height) = tops(&self.lines, &self.scale);
        let cells = |dots: u32| u16::try_from(dots.div_ceil(self.ink.dots())).unwrap_or(u16::MAX);
        Size::new(cells(width), cells(height))
    }

    /// On how many lines it stands, at least one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// How high a capital is, in rows; `0.5` of a row is a half.
    pub fn letter_height(&self) -> f32 {
        self.scale.height() as f32 / self.ink.dots() as f32
    }

    pub(super) fn ink(&self) -> LetterInk {
        self.ink
    }

    pub(super) fn scale(&self) -> &Scale {
        &self.scale
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Dots that a line is wide.
    pub(super) fn width(&self, line: &Line) -> u32 {
        line.letters_width() * self.scale.column + line.gaps() * self.scale.gap
    }
}
