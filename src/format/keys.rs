//! The keys of every table of a file, as data.
//!
//! The strict reader ([`super::reader`]) follows this description. The messages about misspelt keys, the JSON Schema,
//! the key reference and every default come from it too, so a new key is added in one place. A table whose keys depend
//! on one of them (a step is a `hold`, a `rest` …) is several [`Table`]s, its *variants*.

use std::fmt::Debug;

use toml::de::DeValue;

use super::mended::Mended;
use super::reader::Reader;
use config::CONFIG;
pub(in crate::format) use routine::{COUNT, ORDER, REPS, SETS, posture};
pub(crate) use shape::{
    Choice, Fitting, Meaning, Presence, Shape, SideWord, Synonym, TextLines, Zero,
};

// One row a key: a table is read down its columns.
#[rustfmt::skip]
pub(crate) mod config;
#[rustfmt::skip]
pub(crate) mod language;
#[rustfmt::skip]
pub(crate) mod pose;
#[rustfmt::skip]
pub(crate) mod routine;
mod shape;
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
    use std::any::Any;

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
