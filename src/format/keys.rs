//! The keys of every table of a file, as data.
//!
//! The strict reader ([`super::reader`]) follows this description. The messages about misspelt keys, the JSON Schema,
//! the key reference and every default come from it too, so a new key is added in one place. A table whose keys depend
//! on one of them (a step is a `hold`, a `rest` …) is several [`Table`]s, its *variants*.

use std::any::Any;
use std::fmt::Debug;

use toml::de::DeValue;

use super::mended::Mended;
use super::reader::Reader;
use crate::core::language::Word;
use config::CONFIG;

// One row a key: a table is read down its columns.
#[rustfmt::skip]
pub(crate) mod config;
#[rustfmt::skip]
pub(crate) mod language;
#[rustfmt::skip]
pub(crate) mod pose;
#[rustfmt::skip]
pub(crate) mod routine;
#[rustfmt::skip]
pub(crate) mod stretch;

/// For how many weeks a key may have values: a year.
pub(crate) const MOST_WEEKS: usize = 52;
/// How often something may be repeated or counted.
pub(crate) const MOST_TIMES: u32 = 99;

/// The keys that a table of a file takes.
#[derive(Debug)]
pub(crate) struct Table {
    /// The name for messages, with its article: `a hold`.
    pub(crate) what: &'static str,
    /// In the order in which they are explained.
    pub(crate) keys: &'static [TableKey],
    /// Words that people know from other programs.
    pub(crate) foreign: &'static [Foreign],
}

impl Table {
    pub(crate) fn key(&self, name: &str) -> Option<&'static TableKey> {
        self.keys.iter().find(|key| key.is_called(name))
    }

    /// The keys that must be there.
    pub(crate) fn required(&self) -> impl Iterator<Item = &'static TableKey> + use<> {
        let required = |key: &&TableKey| key.presence == Presence::Required;
        self.keys.iter().filter(required)
    }
}

/// A table that is one of several; its own keys decide which.
#[derive(Debug)]
pub(crate) struct Variants {
    /// The name for messages, whichever variant it is: `a step`.
    pub(crate) what: &'static str,
    pub(crate) tables: &'static [&'static Table],
}

impl Variants {
    /// The key called `name` of the first variant that has it. Its shape is the same in all.
    pub(crate) fn key(&self, name: &str) -> Option<&'static TableKey> {
        self.tables.iter().find_map(|table| table.key(name))
    }
}

/// The names of all keys of `tables`, each once, in the order in which they are explained.
pub(crate) fn names(tables: &[&'static Table]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for key in tables.iter().flat_map(|table| table.keys) {
        if !names.contains(&key.name) {
            names.push(key.name);
        }
    }
    names
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct TableKey {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) presence: Presence,
    /// Whether it may have one value a week.
    pub(crate) is_weekly: bool,
    /// Whether it stands only where there are several sets.
    pub(crate) is_between_sets: bool,
    /// Other names that are read like its own, and not proposed.
    pub(crate) others: &'static [OtherName],
    /// A word among the choices of its shape that it does not take, though the same key takes it in another table.
    pub(crate) except: Option<&'static str>,
    /// Its meaning, in one sentence.
    pub(crate) about: &'static str,
}

/// Another name of a key, whose meaning is beyond doubt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OtherName {
    pub(crate) word: &'static str,
    /// The values under this name, where they are others.
    pub(crate) shape: Option<Shape>,
}

impl OtherName {
    /// A name with the same values.
    pub(crate) const fn of(word: &'static str) -> Self {
        Self { word, shape: None }
    }
}

impl TableKey {
    /// A key without a default that need not be there.
    pub(crate) const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Self {
        let presence = Presence::Optional;
        Self {
            name,
            shape,
            presence,
            is_weekly: false,
            is_between_sets: false,
            others: &[],
            except: None,
            about,
        }
    }

    /// The same key with other names.
    #[must_use]
    pub(crate) const fn also(self, others: &'static [OtherName]) -> Self {
        Self { others, ..self }
    }

    /// The same key without one of the words of its shape.
    #[must_use]
    pub(crate) const fn except(self, word: &'static str) -> Self {
        Self {
            except: Some(word),
            ..self
        }
    }

    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.others.iter().any(|other| other.word == name)
    }

    /// The key under the `name` by which it is written.
    pub(crate) fn under(&self, name: &str) -> Self {
        let other = self.others.iter().find(|other| other.word == name);
        other.map_or(*self, |other| Self {
            name: other.word,
            shape: other.shape.unwrap_or(self.shape),
            ..*self
        })
    }

    /// The words that it takes; none where it takes others than a few.
    pub(crate) fn choices(&self) -> impl Iterator<Item = &'static Choice> + use<> {
        let except = self.except;
        let choices = self.shape.choices().iter();
        choices.filter(move |choice| Some(choice.word) != except)
    }

    /// Its meaning and its other names, in Markdown.
    pub(crate) fn explained(&self) -> String {
        let others = self.others.iter().map(|other| format!("`{}`", other.word));
        let others: Vec<String> = others.collect();
        if others.is_empty() {
            return self.about.to_owned();
        }
        format!("{} Also read as {}.", self.about, others.join(", "))
    }

    /// The same key where it stands only beside several sets.
    #[must_use]
    pub(crate) const fn between_sets(self) -> Self {
        Self {
            is_between_sets: true,
            ..self
        }
    }

    /// The same key where it must be there.
    #[must_use]
    pub(crate) const fn required(self) -> Self {
        let presence = Presence::Required;
        Self { presence, ..self }
    }

    /// The same key with a default, as it is written in a file.
    #[must_use]
    pub(crate) const fn or(self, default: &'static str) -> Self {
        let presence = Presence::Default(default);
        Self { presence, ..self }
    }

    /// The same key, which may have one value a week.
    #[must_use]
    pub(crate) const fn weekly(self) -> Self {
        Self {
            is_weekly: true,
            ..self
        }
    }

    /// The default, in the type of the shape.
    pub(crate) fn default<T: Clone + 'static>(&self) -> Option<T> {
        let Presence::Default(default) = self.presence else {
            return None;
        };
        // Most defaults are words, and each figure asks for some.
        let word = default
            .strip_prefix('"')
            .and_then(|word| word.strip_suffix('"'));
        let choice = word.and_then(|word| self.shape.choice(word));
        if let Some(meaning) = choice.and_then(Choice::meaning) {
            return Some(T::clone(meaning));
        }
        let value = DeValue::parse(default).ok()?;
        let nothing = Mended::nothing("");
        let mut reader = Reader::new(&nothing, &CONFIG);
        reader.value(self, &(0..0), &value)?.get().cloned()
    }
}

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

    /// A value of this shape as one would write it, for a message.
    pub(crate) const fn example(self) -> Option<&'static str> {
        self.described().1
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
            Self::Addresses => ("a list of addresses", Some("[\"https://…\"]")),
            Self::Length(_) | Self::Lengths => ("a length of time", Some("\"15s\"")),
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

/// A word as synonyms are compared: in lower case, with a space between its parts, without what stands before them.
fn plain(word: &str) -> String {
    let word = word.to_lowercase().replace(['-', '_'], " ");
    let parts = word.split_whitespace();
    let parts = parts.skip_while(|part| {
        matches!(
            *part,
            "lying" | "lie" | "on" | "the" | "your" | "my" | "all"
        )
    });
    let parts: Vec<&str> = parts.collect();
    parts.join(" ")
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

/// The meaning of something in a file, in a type that its reader knows.
pub(crate) trait Meaning: Any + Debug + Send + Sync {}

impl<T: Any + Debug + Send + Sync> Meaning for T {}

/// A word that people know from other programs, and what to write here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Foreign {
    pub(crate) word: &'static str,
    /// The key that does the same here, if it is that simple.
    pub(crate) instead: Option<&'static str>,
    /// The way out, in one sentence.
    pub(crate) advice: &'static str,
}

#[cfg(test)]
mod tests {
    use super::config::CONFIG;
    use super::language::LANGUAGE;
    use super::pose::{FIGURE, STRETCH_POSE};
    use super::routine::{ORDER, ROUTINE, STEP, STRETCH, SWITCH};
    use super::stretch::STRETCH_FILE;
    use super::*;
    use crate::core::routine::Order;
    use crate::diagnostic::{Code, Severity};
    use std::time::Duration;

    /// Every table that can be reached from a top level, each once.
    fn tables() -> Vec<&'static Table> {
        let mut found: Vec<&'static Table> = vec![
            &ROUTINE,
            &STRETCH_FILE,
            &STRETCH_POSE,
            &FIGURE,
            &CONFIG,
            &*LANGUAGE,
        ];
        let mut next = 0;
        while next < found.len() {
            for key in found[next].keys {
                let inside = match key.shape {
                    Shape::Table(table) => vec![table],
                    Shape::Named(variants) | Shape::Tables(variants) => variants.tables.to_vec(),
                    _ => vec![],
                };
                for table in inside {
                    if !found.iter().any(|known| std::ptr::eq(*known, table)) {
                        found.push(table);
                    }
                }
            }
            next += 1;
        }
        found
    }

    #[test]
    fn every_key_is_explained_in_a_sentence_and_stands_once() {
        for table in tables() {
            for (index, key) in table.keys.iter().enumerate() {
                let at = format!("`{}` in {}", key.name, table.what);
                assert!(key.about.ends_with('.'), "{at}");
                assert!(
                    !table.keys[..index]
                        .iter()
                        .any(|other| other.name == key.name),
                    "{at} stands twice"
                );
            }
        }
    }

    /// Every default is read as in a file, without a problem.
    #[test]
    fn a_default_is_a_value_of_its_own_shape() {
        for table in tables() {
            for key in table.keys {
                let Presence::Default(default) = key.presence else {
                    continue;
                };
                let at = format!("`{} = {default}` in {}", key.name, table.what);
                let nothing = Mended::nothing("");
                let mut reader = Reader::new(&nothing, table);
                let value = DeValue::parse(default).expect(&at);
                assert!(reader.value(key, &(0..0), &value).is_some(), "{at}");
                assert!(reader.finish().is_empty(), "{at}");
            }
        }
    }

    #[test]
    fn a_default_has_the_type_of_its_shape() {
        assert_eq!(SWITCH.default(), Some(Duration::from_secs(5)));
        assert_eq!(SWITCH.default::<u32>(), None);
        assert_eq!(ORDER.default(), Some(Order::Alternate));
    }

    /// Two words of a key mean two things, and both have the type that the reader asks for.
    #[test]
    fn every_word_has_a_meaning_of_its_own() {
        for key in tables().iter().flat_map(|table| table.keys) {
            let choices = key.shape.choices();
            for (index, choice) in choices.iter().enumerate() {
                for other in &choices[..index] {
                    let at = format!("`{}` and `{}` of `{}`", choice.word, other.word, key.name);
                    let types = [choice, other].map(|choice| (choice.value as &dyn Any).type_id());
                    assert_eq!(types[0], types[1], "{at}");
                    let meanings = [choice, other].map(|choice| format!("{:?}", choice.value));
                    assert_ne!(meanings[0], meanings[1], "{at}");
                }
            }
        }
    }

    #[test]
    fn a_key_has_the_same_shape_in_every_variant() {
        for variants in [&STEP, &STRETCH] {
            for name in names(variants.tables) {
                let shapes: Vec<_> = variants
                    .tables
                    .iter()
                    .filter_map(|table| table.key(name))
                    .map(|key| key.shape.expected())
                    .collect();
                assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{name}");
            }
        }
    }

    #[test]
    fn what_people_bring_along_is_no_key_and_leads_to_one() {
        for table in tables() {
            for foreign in table.foreign {
                assert!(
                    table.key(foreign.word).is_none(),
                    "`{}` is a key of {}",
                    foreign.word,
                    table.what
                );
            }
        }
        for foreign in STEP.tables[0].foreign {
            if let Some(instead) = foreign.instead {
                assert!(STEP.key(instead).is_some(), "{instead}");
            }
        }
    }

    #[test]
    fn what_advice_may_be_allowed_is_all_the_advice_there_is() {
        let choices = ROUTINE.key("allow").unwrap().shape.choices();
        let allowed: Vec<(&str, Option<&Code>)> = choices
            .iter()
            .map(|choice| (choice.word, choice.meaning()))
            .collect();
        let advice: Vec<Code> = Code::ALL
            .into_iter()
            .filter(|code| code.severity() == Severity::Advice)
            .collect();
        let words: Vec<String> = advice.iter().map(Code::to_string).collect();
        let expected = words.iter().zip(&advice);
        let expected: Vec<_> = expected
            .map(|(word, code)| (word.as_str(), Some(code)))
            .collect();
        assert_eq!(allowed, expected);
    }
}
