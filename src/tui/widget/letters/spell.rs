//! Turns text into letters: upper case, one form for every quotation mark and dash, accents on their letters. A sign
//! that the font lacks is left away; a letter that it lacks is not, because without it the text would be another one.

use unicode_normalization::UnicodeNormalization;

use super::accent::{Accent, AccentSide};
use super::font::glyph;
use super::glyph::{Glyph, SPACE};

/// Letters in the longest text that is set large: more of them never fit a screen, and the search for a fit stays short.
const LETTERS_MAX: usize = 200;

/// One letter as it is drawn: a glyph and the accents on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) glyph: &'static Glyph,
    pub(super) above: Option<&'static Accent>,
    pub(super) below: Option<&'static Accent>,
}

impl Letter {
    /// A space of the width that stands between words.
    pub(super) const SPACE: Self = Self::plain(&SPACE);

    const fn plain(glyph: &'static Glyph) -> Self {
        Self {
            glyph,
            above: None,
            below: None,
        }
    }

    /// Pixels from the left edge to the right edge, accents included.
    pub(super) fn width(&self) -> u32 {
        let glyph = self.glyph.width;
        let width = |accent: Option<&Accent>| accent.map_or(0, |accent| accent.picture(glyph).0);
        glyph.max(width(self.above)).max(width(self.below))
    }

    /// Adds an accent, `None` when one is there already.
    fn with(mut self, accent: &'static Accent) -> Option<Self> {
        let place = match accent.side {
            AccentSide::Above => &mut self.above,
            AccentSide::Below => &mut self.below,
        };
        place.replace(accent).is_none().then_some(self)
    }
}

/// Letters that are never parted: a word, or a piece of one up to a hyphen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// True for a piece behind a hyphen of the same word, without a space.
    pub(super) follows_hyphen: bool,
    /// At least one letter.
    pub(super) letters: Vec<Letter>,
}

/// The chunks of a text, from left to right; `None` when it is too long or the font lacks a character of it.
pub(super) fn spell(text: &str) -> Option<Vec<Chunk>> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut count = 0;
    for word in text.split(breaks_line) {
        let mut follows_hyphen = false;
        for piece in pieces(word) {
            let letters = letters(piece)?;
            count += letters.len();
            if count > LETTERS_MAX {
                return None;
            }
            if !letters.is_empty() {
                chunks.push(Chunk {
                    follows_hyphen,
                    letters,
                });
                follows_hyphen = true;
            }
        }
    }
    Some(chunks)
}

/// The same text cut at spaces only.
pub(super) fn words(chunks: &[Chunk]) -> Vec<Chunk> {
    let mut words: Vec<Chunk> = Vec::new();
    for chunk in chunks {
        match words.last_mut() {
            Some(word) if chunk.follows_hyphen => word.letters.extend(&chunk.letters),
            _ => words.push(chunk.clone()),
        }
    }
    words
}

/// True for a space at which a line may end. A no-break space is drawn like any other and holds its neighbours together.
fn breaks_line(character: char) -> bool {
    character.is_whitespace() && !is_fixed_space(character)
}

fn is_fixed_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// A word cut behind every hyphen between two letters. Between digits it is a minus or a range, and stays whole.
fn pieces(word: &str) -> Vec<&str> {
    let characters: Vec<(usize, char)> = word.char_indices().collect();
    let cuts = characters.windows(3).filter_map(|three| match three {
        [(_, before), (_, hyphen), (cut, after)]
            if before.is_alphabetic() && is_hyphen(*hyphen) && after.is_alphabetic() =>
        {
            Some(*cut)
        }
        _ => None,
    });
    let mut start = 0;
    let pieces = cuts.chain([word.len()]);
    pieces
        .filter_map(|end| word.get(std::mem::replace(&mut start, end)..end))
        .collect()
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '–' | '—')
}

/// The letters of a piece of text, `None` when the font lacks one. Signs that it lacks are left away: emoji, a second
/// accent on one letter.
fn letters(piece: &str) -> Option<Vec<Letter>> {
    let mut letters: Vec<Letter> = Vec::new();
    for character in piece.chars().flat_map(upper_case).map(plainest) {
        if let Some(accent) = Accent::named(character) {
            if let Some(letter) = letters.last_mut() {
                *letter = letter.with(accent).unwrap_or(*letter);
            }
        } else if is_fixed_space(character) {
            letters.push(Letter::SPACE);
        } else {
            // A letter, and the accents that are part of it.
            let mut parts = std::iter::once(character).nfd();
            match parts.next().map(plainest).and_then(glyph) {
                Some(glyph) => {
                    letters.push(parts.try_fold(Letter::plain(glyph), |letter, name| {
                        letter.with(Accent::named(name)?)
                    })?);
                }
                None if character.is_alphanumeric() => return None,
                None => {}
            }
        }
    }
    Some(letters)
}

/// Upper case, in which ß is two letters, and so is its rare capital.
fn upper_case(character: char) -> impl Iterator<Item = char> {
    let lower = if character == 'ẞ' { 'ß' } else { character };
    lower.to_uppercase()
}

/// The one of several characters of the same look that the font is drawn for. Greek capitals bear no tonos.
fn plainest(character: char) -> char {
    match character {
        '‘' | 'ʼ' | '′' => '’',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}' | '—' | '−' => '–',
        'Đ' => 'Ð',
        'А' | 'Α' | 'Ά' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' | 'Έ' => 'E',
        'Н' | 'Η' | 'Ή' => 'H',
        'І' | 'Ι' | 'Ί' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' | 'Ό' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Χ' | 'Х' => 'X',
        'Υ' | 'Ύ' => 'Y',
        'Ζ' => 'Z',
        'З' => '3',
        'Γ' => 'Г',
        'Π' => 'П',
        'Φ' => 'Ф',
        'Ώ' => 'Ω',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        spell(text)
            .unwrap()
            .iter()
            .map(|chunk| chunk.letters.len())
            .collect()
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(spell("Vorderer Fuß"), spell("VORDERER FUSS"));
        assert_eq!(spell("FUẞ"), spell("FUSS"));
        assert_eq!(spell("çà ærø"), spell("ÇÀ ÆRØ"));
    }

    #[test]
    fn marks_may_follow_their_letter() {
        assert_eq!(spell("RU\u{308}CKEN"), spell("RÜCKEN"));
        assert_ne!(spell("RUCKEN"), spell("RÜCKEN"));
        assert_eq!(spell("\u{308}"), Some(Vec::new()));
        assert_eq!(spell("A\u{308}\u{301}"), spell("Ä"));
    }

    #[test]
    fn a_letter_with_accents_is_drawn_whole_or_not_at_all() {
        let accented = "ÀÈÌÒÙẀỲǸÁÉÍÓÚÝĆǴĹŃŔŚẂŹЃЌÂÊÎÔÛŴŶĈĜĤĴŜẐÃẼĨÑÕŨĀĒĪŌŪĂĔĞĬŎŬЙЎĖİĊĠŻÄËÏÖÜŸẄЁЇΪΫÅŮŐŰČĎĚĽŇŘŠŤŽÇĢĶĻŅŖŞŢȘȚĄĘĮǪŲ";
        for character in accented.chars() {
            let chunks = spell(&character.to_string()).unwrap();
            let letter = chunks[0].letters[0];
            assert!(
                letter.above.is_some() != letter.below.is_some(),
                "{character}"
            );
        }
        assert_eq!(spell("Ḉ").unwrap()[0].letters.len(), 1, "one on each side");
        assert_eq!(spell("Ấ"), None, "two on one side");
    }

    #[test]
    fn a_letter_is_as_wide_as_its_widest_part() {
        let width = |text: &str| spell(text).unwrap()[0].letters[0].width();
        assert_eq!(width("I"), 2);
        assert_eq!(width("Ï"), 6);
        assert_eq!(width("Ü"), width("U"));
    }

    #[test]
    fn quotation_marks_and_dashes_are_one_of_each() {
        assert_eq!(spell("‘a’ „b“ c—d"), spell("’a’ \"b\" c–d"));
    }

    #[test]
    fn words_are_parted_at_spaces_and_after_hyphens_between_letters() {
        assert_eq!(lengths("  SINGLE-KNEE\n PULL "), [7, 4, 4]);
        assert_eq!(lengths("5-10 -A- 90-90"), [4, 3, 5]);
        assert_eq!(lengths("10\u{a0}×"), [4]);
        assert_eq!(lengths(" \t"), [0; 0]);
    }

    #[test]
    fn words_keep_their_hyphens_together() {
        let words = words(&spell("SINGLE-KNEE PULL A-B-C").unwrap());
        let lengths: Vec<_> = words.iter().map(|word| word.letters.len()).collect();
        assert_eq!(lengths, [11, 4, 5]);
    }

    #[test]
    fn cyrillic_and_greek_are_spelled() {
        let cyrillic = "Съешь же ещё этих мягких французских булок да выпей чаю; ґанок їжак єнот, ђак ћуп љуљање њива џак ў";
        let greek = "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία; ΐΰϊϋ ώς";
        for text in [cyrillic, greek] {
            let letters: usize = spell(text)
                .unwrap()
                .iter()
                .map(|chunk| chunk.letters.len())
                .sum();
            let expected = text
                .chars()
                .filter(|character| !character.is_whitespace())
                .count();
            assert_eq!(letters, expected, "{text}");
        }
        assert_eq!(spell("ТОРС"), spell("TOPC"), "letters that look alike");
        assert_ne!(spell("И"), spell("Й"));
        assert_eq!(spell("Ώμος"), spell("Ωμοσ"), "no tonos in capitals");
    }

    #[test]
    fn a_sign_that_the_font_lacks_is_left_away_and_a_letter_is_not() {
        assert_eq!(spell("伸び"), None);
        assert_eq!(spell("Leg 伸び"), None);
        for text in [
            "OK 👍",
            "OK ❤\u{fe0f}",
            "🧘\u{200d}♀\u{fe0f} OK",
            "🇩🇪 OK ★",
            "O👍K",
        ] {
            assert_eq!(spell(text), spell("OK"), "{text}");
        }
        assert_eq!(spell("👍"), Some(Vec::new()));
    }

    #[test]
    fn text_has_an_end() {
        assert!(spell(&"AB ".repeat(LETTERS_MAX / 2)).is_some());
        assert_eq!(spell(&"A".repeat(LETTERS_MAX + 1)), None);
    }
}
