//! What a table of a file may hold, as data: the one description of every key.
//!
//! The strict reader ([`super::reader`]) walks it, and what is said about a misspelt key, the JSON Schema and the key
//! reference are made from it, so a key that is added here is known everywhere. A table whose keys depend on which
//! of them is written (a step is a `hold`, a `rest` …) is several [`Table`]s, its *variants*.

// One row a key: a table is read down its columns.
#[rustfmt::skip]
pub mod config;
#[rustfmt::skip]
pub mod pose;
#[rustfmt::skip]
pub mod routine;

/// A table of a file: which keys it takes.
#[derive(Debug)]
pub struct Table {
    /// What it is called in a message, with its article: `a hold`.
    pub what: &'static str,
    /// Its keys, in the order in which they are explained.
    pub keys: &'static [Key],
    /// Words that people bring along from elsewhere.
    pub foreign: &'static [Foreign],
}

impl Table {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A table that is one of several: which one, its own keys say.
#[derive(Debug)]
pub struct Variants {
    /// What it is called in a message whichever it is, with its article: `a step`.
    pub what: &'static str,
    /// What it may be.
    pub tables: &'static [&'static Table],
}

impl Variants {
    /// The key called `name` in the first of them that has it. Its shape is the same in all.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.tables.iter().find_map(|table| table.key(name))
    }
}

/// The names of all keys of `tables`, each once, in the order in which they are explained.
pub fn names(tables: &[&'static Table]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for key in tables.iter().flat_map(|table| table.keys) {
        if !names.contains(&key.name) {
            names.push(key.name);
        }
    }
    names
}

/// One key of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Whether it must be there, and what holds when it is not.
    pub presence: Presence,
    /// What it means, in one sentence.
    pub about: &'static str,
}

impl Key {
    /// A key that may be left out.
    pub const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Self {
        let presence = Presence::Optional;
        Self {
            name,
            shape,
            presence,
            about,
        }
    }

    /// The same key where it must be there.
    #[must_use]
    pub const fn required(self) -> Self {
        let presence = Presence::Required;
        Self { presence, ..self }
    }

    /// The same key where `text`, written as in the file, holds when it is left out.
    #[must_use]
    pub const fn or(self, text: &'static str) -> Self {
        let presence = Presence::Default(text);
        Self { presence, ..self }
    }
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may be left out, and then there is nothing.
    Optional,
    /// It may be left out, and then this holds, written as in the file.
    Default(&'static str),
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that is shown or spoken as it is.
    Text(Lines),
    /// A text with `{words}`; it may have several lines.
    Template,
    /// A list of texts.
    Texts(Lines),
    /// A list of addresses of pages.
    Addresses,
    /// A command and its arguments as a list of texts, which are taken as they stand.
    Command,
    /// A length of time.
    Length(Zero),
    /// A point inside a hold: a length, a negative one, or `"half"`.
    CueTime,
    /// A whole number from and to.
    Number(u32, u32),
    /// A number from and to, which may have a fraction.
    Decimal(i32, i32),
    /// The direction of a bone in degrees, or a list of the direction and the part of its length that is seen.
    Bone,
    /// A place: how far along and how far up.
    Place,
    /// A list of places.
    Places,
    /// The number of the file's format; which ones are read is checked apart.
    Format,
    /// `true` or `false`.
    Flag,
    /// `true` and nothing else.
    True,
    /// One of a few words.
    Word(&'static [Choice]),
    /// One of a few words, or `true` or `false`.
    WordOrFlag(&'static [Choice]),
    /// A list of some of a few words.
    Words(&'static [Choice]),
    /// One of these words, or a list of sides in the order to do them.
    Sides(&'static [Choice]),
    /// A table.
    Table(&'static Table),
    /// Tables of the same kind, each under an id of its own.
    Named(&'static Variants),
    /// A list of tables, each of one of these variants.
    Tables(&'static Variants),
}

impl Shape {
    /// What is expected, for a message.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Text(_) | Self::Template => "a text in quotes",
            Self::Texts(_) | Self::Words(_) | Self::Command => "a list of texts",
            Self::Addresses => "a list of addresses",
            Self::Length(_) => "a length of time",
            Self::CueTime => "a time inside the hold",
            Self::Number(..) | Self::Format => "a whole number",
            Self::Decimal(..) => "a number",
            Self::Bone => "a direction in degrees, or a list of it and the part that is seen",
            Self::Place => "a list of two numbers: along and up",
            Self::Places => "a list of places: each along and up",
            Self::Flag => "`true` or `false`",
            Self::True => "`true`",
            Self::Word(_) => "one of a few words, in quotes",
            Self::WordOrFlag(_) => "one of a few words, `true` or `false`",
            Self::Sides(_) => "a word in quotes or a list of them",
            Self::Table(_) => "a table",
            Self::Named(_) => "tables with an id each",
            Self::Tables(_) => "a list of tables",
        }
    }

    /// A value of this shape as one would write it, for a message.
    pub const fn example(self) -> Option<&'static str> {
        match self {
            Self::Text(_) | Self::Template => Some("\"…\""),
            Self::Texts(_) | Self::Words(_) => Some("[\"…\"]"),
            Self::Addresses => Some("[\"https://…\"]"),
            Self::Command => Some("[\"program\", \"argument\"]"),
            Self::Length(_) => Some("\"15s\""),
            Self::CueTime => Some("\"5s\""),
            Self::Number(..) => Some("2"),
            Self::Format => Some("1"),
            Self::Decimal(..) => Some("0.5"),
            Self::Bone => Some("90"),
            Self::Place => Some("[2, 0]"),
            Self::Places => Some("[[0, 0], [0, 2]]"),
            Self::Flag | Self::True | Self::WordOrFlag(_) => Some("true"),
            Self::Sides(_) => Some("\"each\""),
            Self::Word(_) | Self::Table(_) | Self::Named(_) | Self::Tables(_) => None,
        }
    }
}

/// How many lines a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One, without tabs.
    One,
    /// Any number.
    Many,
}

impl Lines {
    /// The most characters of a text. What a plan says thousands of times must not fill the memory.
    pub const fn most_characters(self) -> usize {
        match self {
            Self::One => 200,
            Self::Many => 1000,
        }
    }
}

/// Whether a length of time may be nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    /// It may: then there is no such time.
    Allowed,
    /// It may not.
    Refused,
}

/// One of a few words that may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// As it is written.
    pub word: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// A word that people bring along from other programs, and what to write here.
#[derive(Clone, Copy, Debug)]
pub struct Foreign {
    /// The word.
    pub word: &'static str,
    /// The key that does the same here, if it is that simple.
    pub instead: Option<&'static str>,
    /// What to do, in one sentence.
    pub advice: &'static str,
}

#[cfg(test)]
mod tests {
    use super::config::CONFIG;
    use super::pose::FIGURE;
    use super::routine::{ROUTINE, STEP, STRETCH};
    use super::*;

    /// Every table that can be reached from a top level, each once.
    fn tables() -> Vec<&'static Table> {
        let mut found: Vec<&'static Table> = vec![&ROUTINE, &FIGURE, &CONFIG];
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

    #[test]
    fn a_default_is_a_value_of_its_own_shape() {
        for table in tables() {
            for key in table.keys {
                if let Presence::Default(text) = key.presence {
                    let at = format!("`{} = {text}` in {}", key.name, table.what);
                    let value = toml::de::DeValue::parse(text).expect(&at);
                    let fits = match (key.shape, value.get_ref()) {
                        (
                            Shape::Word(choices)
                            | Shape::Sides(choices)
                            | Shape::WordOrFlag(choices),
                            value,
                        ) => choices
                            .iter()
                            .any(|choice| Some(choice.word) == value.as_str()),
                        (Shape::Length(_), value) => {
                            value.is_integer()
                                || value
                                    .as_str()
                                    .is_some_and(|text| crate::core::span::parse(text).is_ok())
                        }
                        (Shape::Number(..) | Shape::Format, value) => value.is_integer(),
                        (Shape::Decimal(..), value) => value.is_integer() || value.is_float(),
                        (Shape::Flag, value) => value.is_bool(),
                        (Shape::Text(_), value) => value.is_str(),
                        (
                            Shape::Place
                            | Shape::Texts(_)
                            | Shape::Addresses
                            | Shape::Words(_)
                            | Shape::Command
                            | Shape::Tables(_),
                            value,
                        ) => value.is_array(),
                        _ => false,
                    };
                    assert!(fits, "{at}");
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
}
