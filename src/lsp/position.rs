//! Places of a text as the protocol counts them: lines, and code units of UTF-16 in a line.

use std::ops::Range;

use lsp_types::{Position, Range as LspRange};

/// The place of a byte.
pub(super) fn position(text: &str, byte: usize) -> Position {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default();
    Position {
        line: line.try_into().unwrap_or(u32::MAX),
        character: units(column),
    }
}

/// The byte at a place; behind the end of a line its end, and behind the last line that of the text.
pub(super) fn byte(text: &str, at: Position) -> usize {
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    for _ in 0..at.line {
        let Some(line) = lines.next() else {
            return text.len();
        };
        start += line.len();
    }
    let line = lines.next().unwrap_or_default();
    let line = line.trim_end_matches(['\n', '\r']);
    let mut column = 0;
    for (offset, character) in line.char_indices() {
        if column >= at.character {
            return start + offset;
        }
        column += u32::try_from(character.len_utf16()).unwrap_or_default();
    }
    start + line.len()
}

/// The place of a part of a text.
pub(super) fn range(text: &str, place: &Range<usize>) -> LspRange {
    LspRange::new(position(text, place.start), position(text, place.end))
}

fn units(text: &str) -> u32 {
    text.encode_utf16().count().try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_units_of_utf_16_and_back() {
        let text = "a𝄞é\r\n\nö";
        for (at, _) in text.char_indices().filter(|(_, each)| *each != '\n') {
            assert_eq!(byte(text, position(text, at)), at, "{at}");
        }
        assert_eq!(position(text, 5), Position::new(0, 3));
        assert_eq!(byte(text, Position::new(0, 99)), 7);
        assert_eq!(byte(text, Position::new(9, 0)), text.len());
    }
}
