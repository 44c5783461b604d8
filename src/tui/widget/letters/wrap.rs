//! Breaks chunks into lines: the narrowest ones for each number of lines.

use std::slice;

use super::line::{GAP, LetterLine};
use super::spell::{Chunk, Letter};

/// The chunks on at most `lines_max` lines, so that the widest line is as narrow as it can be.
pub(super) fn wrapped(chunks: &[Chunk], lines_max: usize) -> Vec<LetterLine> {
    // Pixels before a chunk that is not the first of its line, and of the chunk itself.
    let widths = chunks.iter().map(|chunk| {
        let space = GAP + Letter::SPACE.width() + GAP;
        let before = if chunk.follows_hyphen { GAP } else { space };
        (before, LetterLine::of(slice::from_ref(chunk)).width())
    });
    let widths: Vec<(u32, u32)> = widths.collect();
    let all: u32 = widths.iter().map(|(before, own)| before + own).sum();
    let (mut low, mut high) = (0, all);
    while low < high {
        let middle = low.midpoint(high);
        if filled(&widths, middle).is_some_and(|counts| counts.len() <= lines_max) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let mut rest = chunks;
    let counts = filled(&widths, high).unwrap_or_default().into_iter();
    let lines = counts.map(|count| {
        let (line, after) = rest.split_at(count);
        rest = after;
        LetterLine::of(line)
    });
    lines.collect()
}

/// The number of chunks on each line when lines are filled up to this width in pixels; `None` when a chunk is wider.
fn filled(widths: &[(u32, u32)], width: u32) -> Option<Vec<usize>> {
    let mut counts: Vec<usize> = Vec::new();
    let mut used = 0;
    for (before, own) in widths {
        if *own > width {
            return None;
        }
        match counts.last_mut() {
            Some(count) if used + before + own <= width => {
                *count += 1;
                used += before + own;
            }
            _ => {
                counts.push(1);
                used = *own;
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
        let line = LetterLine::of(&spell("I-I I").unwrap());
        assert_eq!(line.letters_width(), 2 + 4 + 2 + 2 + 2);
        assert_eq!(line.width(), line.letters_width() + 4);
    }
}
