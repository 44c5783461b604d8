//! Texts of a file: what may not reach a terminal, words in braces, and where a part of a text stands in the file.

use std::ops::Range;

use super::keys::Lines;
use super::problems::Problems;
use super::wording::{all_of, quoted};
use crate::core::suggest;
use crate::core::template::{Fault, Template, Word};
use crate::core::text;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// How many words in braces a text may have.
pub(super) const MOST_WORDS: usize = 8;

/// A string of the file and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotation<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// How it is written, with its quotes.
    raw: &'a str,
    start: usize,
}

impl<'a> Quotation<'a> {
    /// The string `text` that stands at `place` of `source`.
    pub(super) fn new(source: &'a str, text: &'a str, place: Range<usize>) -> Self {
        let start = place.start;
        let raw = source.get(place).unwrap_or_default();
        Self { text, raw, start }
    }

    /// All of it, with its quotes.
    pub(super) const fn place(&self) -> Range<usize> {
        self.start..self.start + self.raw.len()
    }

    /// Where a part of its text stands, or all of it where the text is not written byte for byte.
    pub(super) fn part(&self, part: &Range<usize>) -> Range<usize> {
        let quotes = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quotes| self.raw.starts_with(quotes))
            .map_or(0, str::len);
        let Some(inner) = self.raw.get(quotes..self.raw.len().saturating_sub(quotes)) else {
            return self.place();
        };
        // TOML leaves out a line break right behind three quotes.
        let break_after = match quotes {
            3 if inner.starts_with("\r\n") => 2,
            3 if inner.starts_with('\n') => 1,
            _ => 0,
        };
        if self.text.is_empty() || inner.get(break_after..) != Some(self.text) {
            return self.place();
        }
        let first = self.start + quotes + break_after;
        first + part.start..first + part.end
    }

    /// The text, if all of it may be shown; otherwise that is reported.
    pub(super) fn checked(
        &self,
        key: &str,
        lines: Lines,
        problems: &mut Problems,
    ) -> Option<String> {
        let text = self.text.replace("\r\n", "\n");
        let breaks = |character: char| lines == Lines::One && matches!(character, '\n' | '\t');
        let first =
            text::judged(&text).find(|(_, character, hazard)| *hazard || breaks(*character));
        let Some((_, character, _)) = first else {
            return Some(text);
        };
        let place = self.find(character);
        problems.push(if breaks(character) {
            let what = if character == '\n' {
                "a line break"
            } else {
                "a tab"
            };
            Diagnostic::new(Code::E14, place, format!("{what} in `{key}`"))
                .label("one line, please")
                .help(format!("`{key}` is a text of one line, without tabs"))
        } else {
            hazard(Some(key), character, place)
        });
        None
    }

    fn find(&self, character: char) -> Range<usize> {
        self.raw.find(character).map_or_else(
            || self.place(),
            |at| self.start + at..self.start + at + character.len_utf8(),
        )
    }

    /// Reports a text that is longer than `lines` may be.
    pub(super) fn is_short_enough(&self, key: &str, lines: Lines, problems: &mut Problems) -> bool {
        let most = lines.most_characters();
        let long = self.text.chars().count();
        if long > most {
            problems.push(
                Diagnostic::new(
                    Code::E09,
                    self.place(),
                    format!("`{key}` has {long} characters"),
                )
                .label(format!("{most} at most"))
                .help("shorten it: all of it is to be read or heard in between"),
            );
        }
        long <= most
    }

    /// Reports a word in braces, which this text is shown with as it stands.
    pub(super) fn without_words(&self, key: &str, problems: &mut Problems) -> bool {
        let Some(place) = word_in_braces(self.text) else {
            return true;
        };
        let written = self.text.get(place.clone()).unwrap_or_default();
        problems.push(
            Diagnostic::new(
                Code::E11,
                self.part(&place),
                format!("a word in braces in `{key}`"),
            )
            .label("this would be shown as it stands")
            .help(format!(
                "{} is filled in only in `cue`, `how` and `say`; leave it out of `{key}`",
                quoted(written)
            )),
        );
        false
    }

    /// The text with its words, if all of them are known; otherwise that is reported.
    pub(super) fn template(&self, problems: &mut Problems) -> Option<Template> {
        let faults = match Template::parse(&self.text.replace("\r\n", "\n")) {
            Ok(template) if template.words() > MOST_WORDS => {
                problems.push(
                    Diagnostic::new(
                        Code::E09,
                        self.place(),
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
        let words = || Word::ALL.iter().map(|(spelling, _)| *spelling);
        match fault {
            Fault::UnknownWord { place } => {
                let word = self.text.get(place.clone()).unwrap_or_default();
                let in_braces: Vec<String> = words().map(|word| format!("{{{word}}}")).collect();
                let known = all_of(in_braces.iter().map(String::as_str));
                let part = self.part(place);
                let problem = Diagnostic::new(
                    Code::E11,
                    part.clone(),
                    format!("unknown word {}", quoted(&format!("{{{word}}}"))),
                );
                match suggest::closest(word, words()) {
                    Some(meant) if part != self.place() => problem
                        .label(format!("did you mean `{meant}`?"))
                        .help(format!("the words are {known}; a brace itself is `{{{{`"))
                        .fix(Fix::likely(part, meant)),
                    _ => problem
                        .label("nothing is known to stand here")
                        .help(format!("the words are {known}; a brace itself is `{{{{`")),
                }
            }
            Fault::Unclosed { place } => {
                let brace = place.start..place.start + 1;
                Diagnostic::new(Code::E11, self.part(&brace), "a brace that is never closed")
                    .label("this begins a word such as `{side}`")
                    .help("close it with `}`; a brace itself is `{{`")
            }
        }
    }
}

/// What is said about a character that could drive a terminal, behind `key` if it stands in a value.
pub(super) fn hazard(key: Option<&str>, character: char, place: Range<usize>) -> Diagnostic {
    let what = match character {
        control if control.is_control() => "a control character",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "a character for private use",
        invisible if text::is_hazardous(invisible) => "an invisible character",
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' => "an invisible character",
        _ => "too many marks on one letter",
    };
    let message = key.map_or_else(|| what.to_owned(), |key| format!("{what} in `{key}`"));
    Diagnostic::new(Code::E14, place, message)
        .label(format!("U+{:04X}", u32::from(character)))
        .help("take it out: shared files must not drive the terminal, nor look like something else")
}

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
