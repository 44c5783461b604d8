//! The size of a pixel of the font.
//!
//! Pixels are not all alike. The rows with bars may be higher than the others: that gives letters of heights between
//! the multiples of seven, and bars nearly as thick as stems. The gap between letters is wider than a pixel where
//! letters are condensed, because neighbours blur into one at three metres.

use super::accent::{self, Accent};
use super::glyph::{Glyph, ROWS};

/// Rows of all glyphs that are bars.
const BARS: u32 = 3;

/// The size of letters, in dots: quarters of a cell, or whole cells in ASCII. A dot is twice as high as wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Dots that a pixel is wide; from half as wide as high, counted in what the eye sees, to as wide as high.
    pub(super) column: u32,
    /// Dots that a row with a bar is high.
    pub(super) bar: u32,
    /// Dots that any other row is high.
    pub(super) row: u32,
    /// Dots between two letters.
    pub(super) gap: u32,
    pub(super) form: LetterForm,
    pub(super) accents: AccentForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LetterForm {
    /// All that are drawn.
    Seven,
    /// Without the two that each glyph can do without.
    Five,
}

impl LetterForm {
    /// Rows of pixels from cap height to baseline.
    pub(super) const fn rows(self) -> u32 {
        match self {
            Self::Seven => ROWS as u32,
            Self::Five => ROWS as u32 - 2,
        }
    }
}

/// The height of accents: as much as there is room for, since it is the letters that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccentForm {
    /// As drawn, above letters of full height.
    Tall,
    /// In two rows, and the letter below gives up a row for the gap.
    Snug,
    /// In one row, and the letter below gives up a row for the gap.
    Low,
}

impl AccentForm {
    /// From the one to be preferred.
    pub(super) const ALL: [Self; 3] = [Self::Tall, Self::Snug, Self::Low];
}

impl Scale {
    /// Dots from cap height to baseline.
    pub(super) fn height(&self) -> u32 {
        BARS * self.bar + (self.form.rows() - BARS) * self.row
    }

    /// Dots that a row of a glyph is high.
    pub(super) fn row_height(&self, glyph: &Glyph, row: usize) -> u32 {
        if glyph.bars.contains(&row) {
            self.bar
        } else if self.form == LetterForm::Five && glyph.folds.contains(&row) {
            0
        } else {
            self.row
        }
    }

    /// Rows of pixels in which the ink of an accent is set.
    pub(super) fn inked_rows(&self, accent: &Accent) -> u32 {
        let most = match self.accents {
            AccentForm::Tall => accent::ROWS as u32,
            AccentForm::Snug => 2,
            AccentForm::Low => 1,
        };
        accent.inked().min(most)
    }

    /// Rows of pixels that an accent takes above cap height.
    pub(super) fn rows_above(&self, accent: &Accent) -> u32 {
        match (self.accents, self.form) {
            (AccentForm::Tall, _) => accent::ROWS as u32,
            // Its letter gives up a row for the gap between the two.
            (_, LetterForm::Seven) => self.inked_rows(accent),
            (_, LetterForm::Five) => self.inked_rows(accent) + 1,
        }
    }

    /// Rows of pixels that an accent takes below the baseline.
    pub(super) fn rows_below(&self, accent: &Accent) -> u32 {
        match self.accents {
            AccentForm::Tall => accent.depth(),
            AccentForm::Snug | AccentForm::Low => self.inked_rows(accent),
        }
    }
}

/// The width of a pixel at which letters of this height look as drawn, neither condensed nor stretched; in dots.
pub(super) fn full_width(height: u32) -> u32 {
    (4 * height + ROWS as u32) / (2 * ROWS as u32)
}
