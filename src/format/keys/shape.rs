//! The values that a key takes: their shape, and the words of a choice.

use std::any::Any;
use std::fmt::Debug;

use super::{Table, Variants};
use crate::core::language::Word;

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// The value of the key where it is not written, as it would be.
    Default(&'static str),
}

/// The values that a key takes, and the type in which [`Value::get`] returns them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A text that is shown or spoken as it is: `String`.
    Text(TextLines),
    /// The name of a stretch: `String`.
    Stretch,
    /// A text with `{words}`, on several lines perhaps: `Template`.
    Template,
    /// A word of a session, with its values in braces: `String`.
    Phrase(Word),
    /// A list of texts: `Vec<Placed<String>>`.
    Texts(TextLines),
    /// A list of addresses of pages: `Vec<Placed<String>>`.
    Addresses,
    /// A command and its arguments, which are taken as they stand: `Vec<Placed<String>>`.
    Command,
    /// `Duration`.
    Length(Zero),
    /// A length of time or a number of breaths, a range of them, or a list with one for each set:
    /// `Amounts<WrittenLength>`.
    Lengths,
    /// A whole number between two bounds, a range of them, or a list with one for each set: `Amounts<u32>`.
    Numbers(u32, u32),
    /// The same as a number of breaths: `Amounts<WrittenLength>`.
    Breaths(u32, u32),
    /// How long a counted movement takes, or its phases: `Pace`.
    Pace,
    /// A point inside a hold, negative from its end, or `"half"`: `CueTime`.
    CueTime,
    /// How often something is to be done: `Often`.
    Often,
    /// A day of the calendar: `Day`.
    Day,
    /// A whole number between two bounds: `u32`.
    Number(u32, u32),
    /// A number between two bounds: `f64`.
    Decimal(i32, i32),
    /// A direction in degrees, or a list of the direction and the visible part of the length: `Bone`.
    Bone,
    /// A list of how far along and how far up: `Point`.
    Place,
    /// `Vec<Point>`.
    Places,
    /// The number of the file's format, a `u32`; which ones are read is checked apart.
    Format,
    /// `bool`.
    Flag,
    /// `true` and nothing else: `bool`.
    True,
    /// One of a few words: the type of its value.
    Word(&'static [Choice]),
    /// One of a few words, or a `bool`.
    WordOrFlag(&'static [Choice]),
    /// A list of some of a few words: `Vec<Placed<Choice>>`.
    Words(&'static [Choice]),
    /// One of a few words, or another word for one of them: the type of its value.
    Synonyms(&'static [Choice], &'static [Synonym]),
    /// One side: `WrittenSide`.
    Side,
    /// One of these words, or a list of sides in order: `Sides`.
    Sides(&'static [Choice]),
    /// `Fields`.
    Table(&'static Table),
    /// A table of words, each with the way in which it is spoken: `Sayings`.
    Sayings,
    /// A table of the files of some tones: `BTreeMap<Tone, String>`.
    Files,
    /// A table of whole routines, each a text: `BTreeMap<String, String>`.
    Routines,
    /// Tables of the same kind, each under an id of its own: `Vec<(Placed<String>, Fields)>`.
    Named(&'static Variants),
    /// A list of tables, each one of these variants: `Vec<Fields>`.
    Tables(&'static Variants),
}

impl Shape {
    /// The expected type, for a message.
    pub(crate) const fn expected(self) -> &'static str {
        self.described().0
    }

    /// Whether it is a number or a length, or several of them.
    pub(crate) const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Length(_)
                | Self::Lengths
                | Self::Numbers(..)
                | Self::Breaths(..)
                | Self::Number(..)
                | Self::CueTime
                | Self::Decimal(..)
        )
    }

    /// Whether it is a table, or several of them, that a header begins.
    pub(crate) const fn has_header(self) -> bool {
        let is_of_ours = matches!(self, Self::Table(_) | Self::Named(_) | Self::Tables(_));
        is_of_ours || self.has_free_keys()
    }

    /// Whether it is a table whose keys are words of the person who writes it.
    pub(crate) const fn has_free_keys(self) -> bool {
        matches!(self, Self::Sayings | Self::Files | Self::Routines)
    }

    /// A value of this shape as one would write it, for a message.
    pub(crate) const fn example(self) -> Option<&'static str> {
        self.described().1
    }

    /// Other forms of a value, as one would write them.
    pub(crate) const fn forms(self) -> &'static [&'static str] {
        match self {
            Self::Lengths => &["\"20s-30s\"", "\"5 breaths\"", "\"max\""],
            Self::Numbers(..) => &["\"6-8\""],
            Self::Pace => &["\"4s\""],
            _ => &[],
        }
    }

    const fn described(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text(_) | Self::Template | Self::Phrase(_) => ("a text in quotes", Some("\"…\"")),
            Self::Stretch => (
                "the name of a stretch, in quotes",
                Some("\"calf-straight\""),
            ),
            Self::Texts(_) | Self::Words(_) => ("a list of texts", Some("[\"…\"]")),
            Self::Command => ("a list of texts", Some("[\"program\", \"argument\"]")),
            Self::Addresses => ("a list of addresses", Some("[\"https://example.org\"]")),
            Self::Length(_) | Self::Lengths => ("a length of time", Some("\"15s\"")),
            Self::Pace => ("a length of time or phases", Some("\"3-1-3\"")),
            Self::Day => ("a day", Some("2026-11-20")),
            Self::Often => ("how often, in quotes", Some("\"3 a week\"")),
            Self::CueTime => ("a time inside the hold", Some("\"5s\"")),
            Self::Number(..) | Self::Numbers(..) | Self::Breaths(..) => {
                ("a whole number", Some("2"))
            }
            Self::Format => ("a whole number", Some("1")),
            Self::Decimal(..) => ("a number", Some("0.5")),
            Self::Bone => (
                "a direction in degrees, or a list of it and the part that is seen",
                Some("90"),
            ),
            Self::Place => ("a list of two numbers: along and up", Some("[2, 0]")),
            Self::Places => (
                "a list of places: each along and up",
                Some("[[0, 0], [0, 2]]"),
            ),
            Self::Flag => ("`true` or `false`", Some("true")),
            Self::True => ("`true`", Some("true")),
            Self::Word(_) | Self::Synonyms(..) => ("one of a few words, in quotes", None),
            Self::Side => ("a side, in quotes", Some("\"left\"")),
            Self::WordOrFlag(_) => ("one of a few words, `true` or `false`", Some("true")),
            Self::Sides(_) => ("a word in quotes or a list of them", Some("\"each\"")),
            Self::Sayings => (
                "a table of texts",
                Some("{ \"90/90\" = \"ninety ninety\" }"),
            ),
            Self::Files => ("a table of files", Some("{ done = \"gong.wav\" }")),
            Self::Routines => ("a table of routines", Some("{ warm-up = \"…\" }")),
            Self::Table(_) => ("a table", None),
            Self::Named(_) => ("tables with an id each", None),
            Self::Tables(_) => ("a list of tables", None),
        }
    }

    /// The words that it takes; none where it takes others than a few.
    pub(crate) const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Word(choices)
            | Self::Synonyms(choices, _)
            | Self::WordOrFlag(choices)
            | Self::Words(choices)
            | Self::Sides(choices) => choices,
            _ => &[],
        }
    }

    /// The choice written as `word`.
    pub(crate) fn choice(self, word: &str) -> Option<&'static Choice> {
        let listed = |word: &str| self.choices().iter().find(|choice| choice.word == word);
        listed(word).or_else(|| {
            let Self::Synonyms(_, synonyms) = self else {
                return None;
            };
            let plain = plain(word);
            let same = synonyms.iter().find(|synonym| synonym.word == plain);
            listed(same.map_or(plain.as_str(), |synonym| synonym.means))
        })
    }
}

/// A word as synonyms are compared: in lower case, with a space between its parts, without what stands around them.
fn plain(word: &str) -> String {
    let word = word.to_lowercase().replace(['-', '_'], " ");
    let word = word.split(Synonym::STOPS).next().unwrap_or_default();
    let parts = word.split_whitespace();
    let parts: Vec<&str> = parts
        .skip_while(|part| Synonym::BEFORE.contains(part))
        .collect();
    let mut behind = parts.iter().skip(1);
    let end = behind.position(|part| Synonym::BEHIND.contains(part));
    let parts = parts.get(..end.map_or(parts.len(), |end| end + 1));
    parts.unwrap_or_default().join(" ")
}

/// The number of lines that a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextLines {
    /// One, without tabs.
    One,
    /// Any number.
    Many,
}

impl TextLines {
    /// The most characters of a text. What a plan says thousands of times must not fill the memory.
    pub(crate) const fn most_characters(self) -> usize {
        match self {
            Self::One => 200,
            Self::Many => 1000,
        }
    }
}

/// Whether a length of time may be zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    Allowed,
    Refused,
    /// It may be zero, or the word `auto`: [`Fitting`].
    OrAuto,
}

/// The value of a length that is as long as it has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fitting;

/// One of a few words that a key takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    pub(crate) word: &'static str,
    /// Its meaning, in one sentence.
    pub(crate) about: &'static str,
    /// Its meaning for the program.
    pub(crate) value: &'static dyn Meaning,
}

impl Choice {
    /// Its value, if it has this type.
    pub(crate) fn meaning<T: 'static>(&self) -> Option<&'static T> {
        let value: &dyn Any = self.value;
        value.downcast_ref()
    }
}

/// A word for sides, without a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SideWord {
    None,
    Each,
    Right,
    Left,
    Affected,
}

/// Another word for one of a few words, as [`plain`] writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Synonym {
    pub(crate) word: &'static str,
    /// The word of the [`Choice`].
    pub(crate) means: &'static str,
}

impl Synonym {
    /// The words that may stand before one.
    pub(crate) const BEFORE: [&str; 7] = ["lying", "lie", "on", "the", "your", "my", "all"];
    /// The words that begin what may stand behind one: `sitting on a chair`.
    pub(crate) const BEHIND: [&str; 5] = ["on", "with", "in", "at", "against"];
    /// The signs that begin what may stand behind one: `back, knees bent`.
    pub(crate) const STOPS: [char; 3] = [',', ';', '('];
}

/// The meaning of something in a file, in a type that its reader knows.
pub(crate) trait Meaning: Any + Debug + Send + Sync {}

impl<T: Any + Debug + Send + Sync> Meaning for T {}
