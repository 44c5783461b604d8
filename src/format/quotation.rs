//! Quoted texts of a file: dangerous characters in them, words in braces, and the place of a part in the file.

use std::ops::Range;

use super::keys::TextLines;
use super::problems::Problems;
use super::reader::Node;
use super::wording::{all_of, quoted};
use crate::core::language::Word;
use crate::core::template::{Fault, Placeholder, Template};
use crate::core::text;
use crate::diagnostic::Code::{E09, E11, E14};
use crate::diagnostic::{Diagnostic, Fix};
use crate::suggest;

/// How many words in braces a text may have.
pub(super) const MOST_WORDS: usize = 8;

/// A string of the file and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotation<'a> {
    /// Its content.
    pub(super) text: &'a str,
    /// The source, with its quotes.
    raw: &'a str,
    start: usize,
}

/// A character of a text and its source; the text is empty where the source means nothing.
struct WrittenCharacter {
    /// Its place in the file.
    raw: Range<usize>,
    /// Its place in the text.
    text: Range<usize>,
}

/// How long the escape is that `raw` begins with, and whether it means anything: a line that goes on below does not.
fn escape(raw: &str) -> Option<(usize, bool)> {
    let behind = raw.get(1..)?;
    let blank = [' ', '\t', '\r', '\n'];
    Some(match behind.chars().next()? {
        'x' => (4, true),
        'u' => (6, true),
        'U' => (10, true),
        letter if blank.contains(&letter) => {
            (raw.len() - behind.trim_start_matches(blank).len(), false)
        }
        _ => (2, true),
    })
}

impl<'a> Quotation<'a> {
    /// The string at `node` of `source`; `None` where that is another value.
    pub(super) fn new(source: &'a str, node: &'a Node) -> Option<Self> {
        let text = node.get_ref().as_str()?;
        let start = node.span().start;
        let raw = source.get(node.span()).unwrap_or_default();
        Some(Self { text, raw, start })
    }

    /// All of it, with its quotes.
    pub(super) const fn place(&self) -> Range<usize> {
        self.start..self.start + self.raw.len()
    }

    /// The place of a part of its text, or of all of it if that is not known.
    pub(super) fn part(&self, part: &Range<usize>) -> Range<usize> {
        let Some(pieces) = self.pieces() else {
            return self.place();
        };
        // The pieces that a byte of the part is in; for an empty part, the one it stands before.
        let end = part.end.max(part.start + 1);
        let mut inside = pieces
            .iter()
            .filter(|piece| piece.text.start < end && part.start < piece.text.end);
        let Some(first) = inside.next() else {
            return self.place();
        };
        let last = inside.next_back().unwrap_or(first);
        if part.is_empty() {
            return first.raw.start..first.raw.start;
        }
        first.raw.start..last.raw.end
    }

    /// How each character of the text is written; `None` where that is not as TOML has it.
    fn pieces(&self) -> Option<Vec<WrittenCharacter>> {
        let quotes = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quotes| self.raw.starts_with(quotes))?;
        let end = self.raw.len().checked_sub(quotes.len())?;
        let mut rest = self.raw.get(quotes.len()..end)?;
        if quotes.len() == 3 {
            // TOML drops a line break right behind three quotes.
            rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix('\n'))
                .unwrap_or(rest);
        }
        let escapes = quotes.starts_with('"');
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(character) = rest.chars().next() {
            let (written, means) = if escapes && character == '\\' {
                escape(rest)?
            } else {
                (character.len_utf8(), true)
            };
            let start = self.start + end - rest.len();
            rest = rest.get(written..)?;
            // The text says what an escape means.
            let long = if means {
                self.text.get(at..)?.chars().next()?.len_utf8()
            } else {
                0
            };
            pieces.push(WrittenCharacter {
                raw: start..start + written,
                text: at..at + long,
            });
            at += long;
        }
        (at == self.text.len()).then_some(pieces)
    }

    /// The text, if all of it may be shown; otherwise that is reported.
    pub(super) fn checked(
        &self,
        key: &str,
        lines: TextLines,
        problems: &mut Problems,
    ) -> Option<String> {
        let is_break = |(_, character): &(usize, char)| {
            lines == TextLines::One && matches!(character, '\r' | '\n' | '\t')
        };
        let hazards = text::first_hazard(self.text).into_iter().zip([true]);
        let line_breaks = self.text.char_indices().find(is_break).into_iter();
        let first = hazards
            .chain(line_breaks.zip([false]))
            .min_by_key(|((at, _), _)| *at);
        let Some(((at, character), is_hazard)) = first else {
            return Some(self.text.replace("\r\n", "\n"));
        };
        let place = self.part(&(at..at + character.len_utf8()));
        problems.push(if is_hazard {
            hazard(Some(key), character, &place)
        } else {
            let what = match character {
                '\t' => "a tab",
                _ => "a line break",
            };
            E14.at(&place, format!("{what} in `{key}`"))
                .label("one line, please")
                .help(format!("`{key}` is a text of one line, without tabs"))
        });
        None
    }

    /// Reports a text that is longer than `lines` may be.
    pub(super) fn is_short_enough(
        &self,
        key: &str,
        lines: TextLines,
        problems: &mut Problems,
    ) -> bool {
        let most = lines.most_characters();
        let long = self.text.chars().count();
        if long > most {
            problems.push(
                E09.at(&self.place(), format!("`{key}` has {long} characters"))
                    .label(format!("{most} at most"))
                    .help("shorten it: all of it is to be read or heard in between"),
            );
        }
        long <= most
    }

    /// Reports a word in braces, which this text is shown with as it stands.
    pub(super) fn without_placeholders(&self, key: &str, problems: &mut Problems) -> bool {
        let Some(place) = word_in_braces(self.text) else {
            return true;
        };
        let written = self.text.get(place.clone()).unwrap_or_default();
        problems.push(
            E11.at(&self.part(&place), format!("a word in braces in `{key}`"))
                .label("this would be shown as it stands")
                .help(format!(
                    "{} is filled in only in `cue`, `how` and `say`; leave it out of `{key}`",
                    quoted(written)
                )),
        );
        false
    }

    /// Reports values in braces that a word of a session does not take, and those that it lacks.
    pub(super) fn has_values(&self, word: Word, problems: &mut Problems) -> bool {
        let name = word.name();
        let values = word.values();
        let known = || all_of(values.iter().map(|value| format!("{{{value}}}")));
        let stray = self
            .text
            .match_indices(['{', '}'])
            .find_map(|(start, brace)| {
                let inside = self.text.get(start + 1..).unwrap_or_default();
                let end = inside.find('}').filter(|_| brace == "{");
                let value = end.and_then(|end| inside.get(..end));
                let before = self.text.get(..start).unwrap_or_default();
                let closes = brace == "}" && before.rfind('{') > before.rfind('}');
                let is_known = value.is_some_and(|value| values.contains(&value));
                (!is_known && !closes).then(|| start..start + 1 + end.map_or(0, |end| end + 1))
            });
        if let Some(place) = stray {
            let written = quoted(self.text.get(place.clone()).unwrap_or_default());
            let problem = E11.at(&self.part(&place), format!("{written} in `{name}`"));
            let help = match values {
                [] => format!("`{name}` takes no values in braces"),
                _ => format!("`{name}` takes {}", known()),
            };
            problems.push(problem.label("nothing is known to stand here").help(help));
            return false;
        }
        let lacks = |value: &&&str| !self.text.contains(&format!("{{{value}}}"));
        if let Some(value) = values.iter().find(lacks) {
            let message = format!("`{name}` without `{{{value}}}`");
            let help = format!("`{name}` must have {} in it", known());
            problems.push(E11.at(&self.place(), message).help(help));
            return false;
        }
        true
    }

    /// The text with its words, if all of them are known; otherwise that is reported.
    pub(super) fn template(&self, problems: &mut Problems) -> Option<Template> {
        let faults = match Template::parse(&self.text.replace("\r\n", "\n")) {
            Ok(template) if template.words() > MOST_WORDS => {
                problems.push(
                    E09.at(
                        &self.place(),
                        format!("{} words in braces in one text", template.words()),
                    )
                    .label(format!("{MOST_WORDS} at most"))
                    .help("each is filled in anew wherever it is said: write some of them out"),
                );
                return None;
            }
            Ok(template) => return Some(template),
            // The faults of the text as it is written stand where the file has them.
            Err(faults) => Template::parse(self.text).err().unwrap_or(faults),
        };
        for fault in faults {
            problems.push(self.fault(&fault));
        }
        None
    }

    fn fault(&self, fault: &Fault) -> Diagnostic {
        let words = || Placeholder::ALL.into_iter().map(Placeholder::word);
        match fault {
            Fault::UnknownWord { place } => {
                let word = self.text.get(place.clone()).unwrap_or_default();
                let known = all_of(words().map(|word| format!("{{{word}}}")));
                let part = self.part(place);
                let message = format!("unknown word {}", quoted(&format!("{{{word}}}")));
                let problem = E11
                    .at(&part, message)
                    .help(format!("the words are {known}; a brace itself is `{{{{`"));
                let part_of = word.rsplit(['.', ':']).next().unwrap_or(word).trim();
                let mut others = OTHER_WORDS.into_iter();
                let other = others.find(|(other, _)| part_of.eq_ignore_ascii_case(other));
                let other = other.map(|(_, meant)| meant);
                let near =
                    || suggest::closest(word, words()).or(suggest::closest(part_of, words()));
                match other.or_else(near) {
                    Some(meant) if part != self.place() => problem
                        .label(format!("did you mean `{meant}`?"))
                        .fix(Fix::likely(&part, meant))
                        .certain_if(word.trim().eq_ignore_ascii_case(meant)),
                    _ => problem.label("nothing is known to stand here"),
                }
            }
            Fault::Unclosed { place } => {
                let brace = place.start..place.start + 1;
                E11.at(&self.part(&brace), "a brace that is never closed")
                    .label("this begins a word such as `{side}`")
                    .help("close it with `}`; a brace itself is `{{`")
            }
        }
    }
}

/// The problem of a character that could drive a terminal, in the value of `key` if it is in one.
pub(super) fn hazard(key: Option<&str>, character: char, place: &Range<usize>) -> Diagnostic {
    let what = match character {
        control if control.is_control() => "a control character",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "a character for private use",
        invisible if text::is_hazardous(invisible) => "an invisible character",
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' => "an invisible character",
        _ => "too many marks on one letter",
    };
    let message = key.map_or_else(|| what.to_owned(), |key| format!("{what} in `{key}`"));
    E14.at(place, message)
        .label(format!("U+{:04X}", u32::from(character)))
        .help("take it out: shared files must not drive the terminal, nor look like something else")
}

/// What other programs call the words in braces.
const OTHER_WORDS: [(&str, &str); 12] = [
    ("time", "hold"),
    ("length", "hold"),
    ("duration", "hold"),
    ("seconds", "hold"),
    ("left", "remaining"),
    ("countdown", "remaining"),
    ("exercise", "name"),
    ("stretch", "name"),
    ("step", "name"),
    ("routine", "title"),
    ("number", "rep"),
    ("count", "rep"),
];

/// The first `{word}` in `text`.
fn word_in_braces(text: &str) -> Option<Range<usize>> {
    text.match_indices('{').find_map(|(start, _)| {
        let after = text.get(start + 1..)?;
        let length = after.find('}')?;
        let word = after.get(..length)?;
        let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
        is_word.then_some(start..start + length + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The underlined part of `raw` for the part of its text that is `wanted`.
    fn underlined<'r>(raw: &'r str, wanted: &str) -> &'r str {
        let value = toml::de::DeValue::parse(raw).unwrap();
        let quotation = Quotation::new(raw, &value).unwrap();
        let start = quotation.text.find(wanted).unwrap();
        &raw[quotation.part(&(start..start + wanted.len()))]
    }

    #[test]
    fn a_part_of_a_text_is_found_whatever_is_written_before_it() {
        for (raw, wanted, found) in [
            (r#""a \"b\" {sid}""#, "sid", "sid"),
            (r#""\u0031m30""#, "30", "30"),
            (r#""\u0031m30""#, "1m", r"\u0031m"),
            (r#""\U0001F9CD \t{x}""#, "x", "x"),
            (r"'a \b {x}'", "x", "x"),
            ("\"\"\"\r\nlong\\\n   er {x}\"\"\"", "x", "x"),
            ("\"\"\"\nlong\\\r\n   er\"\"\"", "er", "er"),
            ("'''\n膝 {x}'''", "x", "x"),
        ] {
            assert_eq!(underlined(raw, wanted), found, "{raw}");
        }
    }
}
