//! Lines from chunks: the narrowest ones for each number of lines.

use std::slice;

use super::spell::{Chunk, Joint, Letter};

/// Pixels between two letters in which text is measured; how far apart they are drawn is up to the scale, never less.
const GAP: u32 = 1;

/// A line of text, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// At least one letter.
    pub(super) letters: Vec<Letter>,
}

impl Line {
    /// Pixels of all letters together, without the gaps between them.
    pub(super) fn letters_width(&self) -> u32 {
        self.letters.iter().map(Letter::width).sum()
    }

    /// Gaps between letters.
    pub(super) fn gaps(&self) -> u32 {
        (self.letters.len() as u32).saturating_sub(1)
    }

    /// Pixels from the left edge to the right edge, with the narrowest gaps.
    pub(super) fn width(&self) -> u32 {
        self.letters_width() + self.gaps() * GAP
    }

    fn append(&mut self, chunk: &Chunk) {
        if chunk.joint == Joint::Space && !self.letters.is_empty() {
            self.letters.push(Letter::SPACE);
        }
        self.letters.extend(&chunk.letters);
    }
}

/// All chunks on one line.
pub(super) fn unwrapped(chunks: &[Chunk]) -> Line {
    let mut line = Line {
        letters: Vec::new(),
    };
    for chunk in chunks {
        line.append(chunk);
    }
    line
}

/// The chunks on at most `lines_max` lines, so that the widest line is as narrow as it can be.
pub(super) fn wrapped(chunks: &[Chunk], lines_max: usize) -> Vec<Line> {
    let (mut low, mut high) = (0, unwrapped(chunks).width());
    while low < high {
        let middle = low.midpoint(high);
        if filled(chunks, middle).is_some_and(|counts| counts.len() <= lines_max) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let mut rest = chunks;
    let counts = filled(chunks, high).unwrap_or_default();
    counts
        .into_iter()
        .map(|count| {
            let (line, after) = rest.split_at(count);
            rest = after;
            unwrapped(line)
        })
        .collect()
}

/// How many chunks stand on each line when lines are filled up to this width in pixels; `None` when a chunk is wider.
fn filled(chunks: &[Chunk], width: u32) -> Option<Vec<usize>> {
    let mut counts: Vec<usize> = Vec::new();
    let mut used = 0;
    for chunk in chunks {
        let own = unwrapped(slice::from_ref(chunk)).width();
        if own > width {
            return None;
        }
        let joint = match chunk.joint {
            Joint::Space => GAP + Letter::SPACE.width() + GAP,
            Joint::Hyphen => GAP,
        };
        match counts.last_mut() {
            Some(count) if used + joint + own <= width => {
                *count += 1;
                used += joint + own;
            }
            _ => {
                counts.push(1);
                used = own;
            }
        }
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::letters::spell::spell;

    /// Letters on each line, spaces included.
    fn lengths(text: &str, lines_max: usize) -> Vec<usize> {
        wrapped(&spell(text).unwrap(), lines_max)
            .iter()
            .map(|line| line.letters.len())
            .collect()
    }

    #[test]
    fn lines_are_as_even_as_words_allow() {
        assert_eq!(lengths("WHEN YOU ARE READY", 1), [18]);
        assert_eq!(lengths("WHEN YOU ARE READY", 2), [8, 9]);
        assert_eq!(lengths("WHEN YOU ARE READY", 3), [4, 7, 5]);
        assert_eq!(lengths("WHEN YOU ARE READY", 9), [4, 3, 3, 5]);
    }

    #[test]
    fn a_hyphen_stays_on_its_line() {
        assert_eq!(lengths("SINGLE-KNEE PULL", 2), [7, 9]);
        assert_eq!(lengths("SINGLE-KNEE PULL", 3), [7, 4, 4]);
    }

    #[test]
    fn widths_count_letters_and_gaps() {
        let line = unwrapped(&spell("I-I I").unwrap());
        assert_eq!(line.letters_width(), 2 + 4 + 2 + 2 + 2);
        assert_eq!(line.width(), line.letters_width() + 4);
    }
}
