//! Words in the raw text of a file, with their places. The search is in the text as written, so that the right part is
//! underlined in spite of escapes and line breaks.

use std::ops::Range;

/// A word or a number of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// In lower case.
    pub(super) text: String,
    /// Its place in the file.
    pub(super) place: Range<usize>,
}

/// The words of `raw`, which stands at `start` of the file. Numbers are words of their own: `30s` is two.
pub(super) fn tokens(raw: &str, start: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut braces = false;
    let mut escape = false;
    for (at, letter) in raw.char_indices() {
        match letter {
            '{' => braces = true,
            '}' => braces = false,
            _ => {}
        }
        let escaped = escape;
        escape = letter == '\\' && !escaped;
        // Words in braces are filled in later, and the letter behind a backslash is no letter.
        let kind = if braces || escaped {
            None
        } else {
            CharacterClass::of(letter)
        };
        let Some(kind) = kind else { continue };
        let place = start + at..start + at + letter.len_utf8();
        let last = tokens.last_mut().filter(|last| {
            last.place.end == place.start
                && last.text.chars().next_back().and_then(CharacterClass::of) == Some(kind)
        });
        if let Some(last) = last {
            last.text.extend(letter.to_lowercase());
            last.place.end = place.end;
        } else {
            let text = letter.to_lowercase().collect();
            tokens.push(Token { text, place });
        }
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterClass {
    Letter,
    Digit,
    Times,
}

impl CharacterClass {
    fn of(letter: char) -> Option<Self> {
        match letter {
            '0'..='9' => Some(Self::Digit),
            '×' => Some(Self::Times),
            other if other.is_alphabetic() => Some(Self::Letter),
            _ => None,
        }
    }
}

/// The first of `phrases`, each a few words, among `tokens`, and its place.
pub(super) fn find<'p>(
    tokens: &[Token],
    phrases: impl IntoIterator<Item = &'p str>,
) -> Option<(&'p str, Range<usize>)> {
    phrases
        .into_iter()
        .filter_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let window = tokens.windows(words.len()).find(|window| {
                window
                    .iter()
                    .map(|token| token.text.as_str())
                    .eq(words.iter().copied())
            })?;
            let (first, last) = (window.first()?, window.last()?);
            Some((phrase, first.place.start..last.place.end))
        })
        .min_by_key(|(_, place)| place.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_signs_have_their_places() {
        let tokens = tokens(r#""Hold 30s, 3× a \nside {hold} É""#, 100);
        let said: Vec<(&str, usize)> = tokens
            .iter()
            .map(|token| (token.text.as_str(), token.place.start))
            .collect();
        assert_eq!(
            said,
            [
                ("hold", 101),
                ("30", 106),
                ("s", 108),
                ("3", 111),
                ("×", 112),
                ("a", 115),
                ("side", 119),
                ("é", 131)
            ]
        );
        let found = find(&tokens, ["side é", "a side", "30 s"]);
        assert_eq!(found, Some(("30 s", 106..109)));
    }
}
