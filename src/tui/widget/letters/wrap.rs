//! Lines from chunks: the narrowest ones for each number of lines.

use std::slice;

use super::line::{GAP, LetterLine};
use super::spell::{Chunk, Letter};

/// The chunks on at most `lines_max` lines, so that the widest line is as narrow as it can be.
pub(super) fn wrapped(chunks: &[Chunk], lines_max: usize) -> Vec<LetterLine> {
    let (mut low, mut high) = (0, LetterLine::of(chunks).width());
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
            LetterLine::of(line)
        })
        .collect()
}

/// The number of chunks on each line when lines are filled up to this width in pixels; `None` when a chunk is wider.
fn filled(chunks: &[Chunk], width: u32) -> Option<Vec<usize>> {
    let mut counts: Vec<usize> = Vec::new();
    let mut used = 0;
    for chunk in chunks {
        let own = LetterLine::of(slice::from_ref(chunk)).width();
        if own > width {
            return None;
        }
        let joint = if chunk.follows_hyphen {
            GAP
        } else {
            GAP + Letter::SPACE.width() + GAP
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
        let line = LetterLine::of(&spell("I-I I").unwrap());
        assert_eq!(line.letters_width(), 2 + 4 + 2 + 2 + 2);
        assert_eq!(line.width(), line.letters_width() + 4);
    }
}
