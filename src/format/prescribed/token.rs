//! The words and numbers of a line that a person wrote.

use std::ops::Range;

/// A word, a number or a sign, and its place in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) struct NoteToken {
    /// In lower case.
    pub(in crate::format) text: String,
    pub(in crate::format) place: Range<usize>,
}

impl NoteToken {
    /// The whole number that it is.
    pub(in crate::format) fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }

    /// The number with a fraction that it is.
    pub(in crate::format) fn fraction(&self) -> Option<f64> {
        let is_fraction = self.text.contains(['.', ',']);
        let number = self.text.replace(',', ".").parse().ok()?;
        Some(number).filter(|_| is_fraction)
    }

    /// Whether it is one of these.
    pub(in crate::format) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_str())
    }
}

/// What a character is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterKind {
    Digit,
    Letter,
    Sign,
}

/// The tokens of a line: `2x30s` is four of them. An apostrophe or a hyphen between letters belongs to the word, and a point
/// or a comma between digits to the number.
pub(in crate::format) fn tokens(line: &str) -> Vec<NoteToken> {
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let letter_at = |at: usize| characters.get(at).is_some_and(|(_, it)| it.is_alphabetic());
    let digit_at = |at: usize| {
        characters
            .get(at)
            .is_some_and(|(_, it)| it.is_ascii_digit())
    };
    let mut tokens: Vec<NoteToken> = Vec::new();
    let mut last: Option<CharacterKind> = None;
    for (nth, (start, character)) in characters.iter().enumerate() {
        let joins = matches!(character, '\'' | '’' | '-')
            && last == Some(CharacterKind::Letter)
            && letter_at(nth + 1)
            && nth > 0
            && letter_at(nth - 1);
        let part = match character {
            space if space.is_whitespace() => {
                last = None;
                continue;
            }
            digit if digit.is_ascii_digit() => CharacterKind::Digit,
            '.' | ',' if last == Some(CharacterKind::Digit) && digit_at(nth + 1) => {
                CharacterKind::Digit
            }
            _ if joins => CharacterKind::Letter,
            letter if letter.is_alphabetic() => CharacterKind::Letter,
            _ => CharacterKind::Sign,
        };
        let end = start + character.len_utf8();
        match tokens
            .last_mut()
            .filter(|_| last == Some(part) && part != CharacterKind::Sign)
        {
            Some(token) => {
                token.text.extend(character.to_lowercase());
                token.place.end = end;
            }
            None => tokens.push(NoteToken {
                text: character.to_lowercase().collect(),
                place: *start..end,
            }),
        }
        last = Some(part);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_come_apart_and_words_stay_whole() {
        let texts = |line: &str| -> Vec<String> {
            tokens(line).into_iter().map(|token| token.text).collect()
        };
        assert_eq!(
            texts("Child's pose 2x30s"),
            ["child's", "pose", "2", "x", "30", "s"]
        );
        assert_eq!(
            texts("Half-kneeling: 1:30 (L)"),
            ["half-kneeling", ":", "1", ":", "30", "(", "l", ")"]
        );
        assert_eq!(texts("Sit - 10–12"), ["sit", "-", "10", "–", "12"]);
        assert_eq!(texts("Run 1.5 min."), ["run", "1.5", "min", "."]);
    }
}
