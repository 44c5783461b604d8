//! Lines of letters, one below the other: their widths and their tops.

use super::scale::Scale;
use super::spell::{Chunk, Letter};

/// Pixels between two letters in which text is measured; how far apart they are drawn is up to the scale, never less.
pub(super) const GAP: u32 = 1;
/// Rows of pixels between two lines; accents that stand there may use all but one of them.
const LEADING: u32 = 2;

/// A line of letters, from left to right; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LetterLine {
    pub(super) letters: Vec<Letter>,
}

impl LetterLine {
    pub(super) fn of(chunks: &[Chunk]) -> Self {
        let mut letters = Vec::new();
        for chunk in chunks {
            if !chunk.follows_hyphen && !letters.is_empty() {
                letters.push(Letter::SPACE);
            }
            letters.extend(&chunk.letters);
        }
        Self { letters }
    }

    /// Pixels of all letters together, without the gaps between them.
    pub(super) fn letters_width(&self) -> u32 {
        self.letters.iter().map(Letter::width).sum()
    }

    pub(super) fn gaps(&self) -> u32 {
        (self.letters.len() as u32).saturating_sub(1)
    }

    /// Pixels from the left edge to the right edge, with the narrowest gaps.
    pub(super) fn width(&self) -> u32 {
        self.letters_width() + self.gaps() * GAP
    }

    /// Rows of pixels that its accents take above cap height.
    pub(super) fn rows_above(&self, scale: &Scale) -> u32 {
        let accents = self.letters.iter().filter_map(|letter| letter.above);
        let rows = accents.map(|accent| scale.rows_above(accent));
        rows.max().unwrap_or(0)
    }

    /// Rows of pixels that its accents take below the baseline.
    fn rows_below(&self, scale: &Scale) -> u32 {
        let accents = self.letters.iter().filter_map(|letter| letter.below);
        let rows = accents.map(|accent| scale.rows_below(accent));
        rows.max().unwrap_or(0)
    }
}

/// The top of each line with its accents, in dots below the top of the block; and the height of the block.
pub(super) fn tops(lines: &[LetterLine], scale: &Scale) -> (Vec<u32>, u32) {
    let mut tops = Vec::with_capacity(lines.len());
    let mut bottom = 0;
    let mut below = None;
    for line in lines {
        let above = line.rows_above(scale);
        let gap = below.map_or(0, |below| LEADING.saturating_sub(below + above).max(1));
        let rows_below = line.rows_below(scale);
        let top = bottom + gap * scale.row;
        tops.push(top);
        bottom = top + (above + rows_below) * scale.row + scale.height();
        below = Some(rows_below);
    }
    (tops, bottom)
}
