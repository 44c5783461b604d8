//! Which characters of a text from outside may reach a terminal, a speech program or a log.
//!
//! A text is judged whole, because some characters are good in one place and a disguise in another: a joiner makes one
//! picture of two emoji and has no use between two Latin letters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The most marks on one letter. Living scripts need no more; a flood of them covers the lines around.
const MOST_MARKS: u32 = 5;

/// Whether `character` could drive a terminal or disguise what is shown, wherever it stands: a control character other
/// than a line break or a tab, a bidirectional override, an invisible character, one for private use, which looks
/// different on every machine.
///
/// Source for the list: Unicode Technical Report 36, section 2.10, Unicode Standard Annex 9, and the property
/// `Default_Ignorable_Code_Point`.
pub const fn is_hazardous(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fe00}'..='\u{fe0d}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'
        | '\u{f0000}'..='\u{10ffff}' => true,
        other => other.is_ascii_control() || matches!(other, '\u{80}'..='\u{9f}'),
    }
}

/// The characters of a text with their places, in bytes, and whether each is a hazard where it stands: one that
/// [`is_hazardous`], a mark too many on one letter, a joiner or a selector that has nothing to join or select.
pub fn judged(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let mut before = None;
    let mut marks = 0_u32;
    text.char_indices().map(move |(at, character)| {
        marks = if is_mark(character) {
            marks.saturating_add(1)
        } else {
            0
        };
        let next = || {
            let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
            rest.chars().next()
        };
        let hazard = match character {
            // Together they end a line.
            '\r' => next() != Some('\n'),
            '\u{200c}' | '\u{200d}' => {
                !(before.is_some_and(joins) && next().is_some_and(is_joined))
            }
            '\u{fe0e}' | '\u{fe0f}' => !before.is_some_and(is_pictured),
            other => is_hazardous(other) || marks > MOST_MARKS,
        };
        // A character that is replaced joins nothing.
        before = Some(character).filter(|_| !hazard);
        (at, character, hazard)
    })
}

/// The first hazard in a text, as [`judged`], and where it stands.
pub fn first_hazard(text: &str) -> Option<(usize, char)> {
    // Most texts are plain, and this is asked of all that is drawn and printed.
    if text
        .bytes()
        .all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~'))
    {
        return None;
    }
    judged(text)
        .find(|(_, _, hazard)| *hazard)
        .map(|(at, character, _)| (at, character))
}

/// Whether a joiner beside `character` can mean something: scripts whose letters join, and pictures.
const fn joins(character: char) -> bool {
    matches!(
        character,
        '\u{600}'..='\u{1cff}'
            | '\u{203c}'..='\u{2bff}'
            | '\u{a800}'..='\u{aaff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe0f}'
            | '\u{11000}'..='\u{11fff}'
            | '\u{1e900}'..='\u{1e95f}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

/// Whether a joiner before `character` can mean something: it begins a letter or a picture.
const fn is_joined(character: char) -> bool {
    joins(character)
        && !is_mark(character)
        && !is_hazardous(character)
        && !matches!(character, '\u{fe0f}')
}

/// Whether `character` may be a picture or a plain sign, as a selector behind it says.
const fn is_pictured(character: char) -> bool {
    matches!(
        character,
        '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
            | '\u{3299}' | '\u{1f000}'..='\u{1faff}'
    )
}

/// Whether `character` is a mark that stands on or below the letter before it: those of the scripts in daily use.
const fn is_mark(character: char) -> bool {
    match character {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}'
        | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{711}'
        | '\u{730}'..='\u{74a}'
        | '\u{7a6}'..='\u{7b0}'
        | '\u{8d3}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}'
        | '\u{e31}'
        | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}'
        | '\u{eb4}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}'
        | '\u{f18}'..='\u{f19}'
        | '\u{f35}'
        | '\u{f37}'
        | '\u{f39}'
        | '\u{f71}'..='\u{f84}'
        | '\u{f86}'..='\u{f87}'
        | '\u{f8d}'..='\u{fbc}'
        | '\u{102b}'..='\u{103e}'
        | '\u{1056}'..='\u{1059}'
        | '\u{17b6}'..='\u{17d3}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{302a}'..='\u{302f}'
        | '\u{3099}'..='\u{309a}'
        | '\u{a66f}'..='\u{a67d}'
        | '\u{fb1e}'
        | '\u{fe20}'..='\u{fe2f}' => true,
        // The scripts of India keep their marks at the same places of blocks of 128.
        '\u{900}'..='\u{dff}' => matches!(
            character as u32 & 0x7f,
            0x00..=0x03 | 0x3c | 0x3e..=0x4d | 0x51..=0x57 | 0x62..=0x63
        ),
        _ => false,
    }
}

/// `text` with every hazard made visible as `\u{…}` and on one line: for names of files and values that are quoted in
/// a message.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, character, hazard) in judged(text) {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if hazard => out.extend(other.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}

/// `text` with a replacement character for every hazard. Whatever is drawn or printed goes through this last, so that
/// nothing slips through that was not escaped where it was put into a sentence.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if first_hazard(text).is_none() {
        return Cow::Borrowed(text);
    }
    let shown = judged(text).map(|(_, character, hazard)| {
        if hazard {
            char::REPLACEMENT_CHARACTER
        } else {
            character
        }
    });
    Cow::Owned(shown.collect())
}

/// JSON with every hazard written as `\uXXXX`. Such characters can only stand in its strings, so it stays the same
/// JSON; but for a carriage return, which can only stand between them and becomes a space.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if first_hazard(json).is_none() {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for (_, character, hazard) in judged(json) {
        if character == '\r' {
            out.push(' ');
        } else if hazard {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// `text` on one line: runs of white space, line breaks among them, become one space, and the ends are trimmed.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `word` with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `words` with commas between them, and the word `last` before the last: `a, b or c`.
pub(crate) fn listed(words: &[String], last: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, before)) => format!("{} {last} {end}", before.join(", ")),
    }
}

/// Whether `text` is the address of a page.
pub(crate) fn is_address(text: &str) -> bool {
    let page = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    page.is_some_and(|page| {
        page.starts_with(char::is_alphanumeric) && !page.contains(char::is_whitespace)
    })
}

/// `name` with the load that it is done with: `Heel drop, 5 kg`.
pub fn with_load(name: &str, load: Option<&str>) -> String {
    load.map_or_else(|| name.to_owned(), |load| format!("{name}, {load}"))
}

/// `1 error`, `2 errors`.
pub fn quantity(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The FNV-1a hash of a text, 64 bits: it stays the same in every version of this program. It tells an edited file
/// from an unedited one and guards against nothing else.
///
/// Source of the constants: RFC 9923, section 5.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    while let [first, others @ ..] = rest {
        hash ^= *first as u64;
        hash = hash.wrapping_mul(0x0100_0000_01b3);
        rest = others;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_drive_a_terminal_is_made_visible() {
        assert_eq!(
            escaped("a\u{1b}[2Jb\u{202e}c\nd"),
            "a\\u{1b}[2Jb\\u{202e}c\\nd"
        );
        assert_eq!(escaped("Kniebeuge – 膝"), "Kniebeuge – 膝");
    }

    #[test]
    fn what_people_write_is_left_alone() {
        for text in [
            "cafe\u{301}",
            "Việt Nam",
            "Vie\u{323}\u{302}t",
            "👩\u{200d}⚕\u{fe0f} 1\u{fe0f}\u{20e3} ❤\u{fe0f}",
            "🏃🏽\u{200d}♀\u{fe0f}",
            "क्\u{200d}ष हिन्दी",
            "می\u{200c}خواهم",
            "ที่นี่",
            "שָׁלוֹם",
            "膝 → ⠿ █\n\tx",
            "a,b\r\n",
        ] {
            assert_eq!(first_hazard(text), None, "{text}");
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn what_disguises_is_a_hazard_where_it_stands() {
        for (text, at) in [
            ("kn\u{200d}ee", 2),
            ("kn\u{200c}ee", 2),
            ("\u{200d}", 0),
            ("a\u{fe0f}", 1),
            ("a\u{fe00}", 1),
            ("a\u{e0100}", 1),
            ("a\u{e0041}", 1),
            ("a\u{34f}", 1),
            ("a\u{3164}", 1),
            ("a\u{e000}", 1),
            ("a\u{10ffff}", 1),
            ("a\u{fff9}", 1),
            ("a\u{2028}", 1),
            ("a\u{85}", 1),
            ("a\r", 1),
            ("\n\r\r\n", 1),
        ] {
            assert_eq!(first_hazard(text).map(|(at, _)| at), Some(at), "{text:?}");
            assert!(first_hazard(&harmless(text)).is_none(), "{text:?}");
            assert!(first_hazard(&escaped(text)).is_none(), "{text:?}");
        }
        let flood = format!("a{}", "\u{301}".repeat(6));
        assert_eq!(first_hazard(&flood), Some((11, '\u{301}')));
        assert_eq!(first_hazard(&flood[..11]), None);
        let thai = format!("ก{}", "\u{e47}".repeat(40));
        assert_eq!(harmless(&thai).matches('\u{e47}').count(), 5);
    }

    #[test]
    fn marks_on_a_letter_are_counted_in_every_script() {
        // A vowel sign each of Hebrew, Arabic, Devanagari, Bengali, Malayalam, Tibetan and Khmer.
        for mark in "\u{5b0}\u{64e}\u{93f}\u{9bf}\u{d3f}\u{f72}\u{17b7}".chars() {
            let flood = |marks: usize| format!("a{}", String::from(mark).repeat(marks));
            assert_eq!(first_hazard(&flood(5)), None, "{mark:?}");
            let sixth = 1 + 5 * mark.len_utf8();
            assert_eq!(first_hazard(&flood(6)), Some((sixth, mark)), "{mark:?}");
        }
        for letter in "aא\u{915}\u{995}\u{d15}\u{f40}".chars() {
            let word = String::from(letter).repeat(9);
            assert_eq!(first_hazard(&word), None, "{letter:?} is a letter");
        }
    }

    #[test]
    fn what_is_not_one_has_a_plural() {
        let counted = [0, 1, 2].map(|number| quantity(number, "error"));
        assert_eq!(counted, ["0 errors", "1 error", "2 errors"]);
        assert_eq!(capitalised("über"), "Über");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn json_stays_the_same_json() {
        assert_eq!(
            escaped_json("{\"a\":\r\"\u{9b}kn\u{200d}ee\u{e0041}\"}"),
            "{\"a\": \"\\u009bkn\\u200dee\\udb40\\udc41\"}"
        );
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
