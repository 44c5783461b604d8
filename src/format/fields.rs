//! What a table of a file holds once its shape is known: typed values that know where they stand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use crate::core::routine::{CueTime, Sides};
use crate::core::template::Template;

/// A table that was read along its [`super::keys::Table`].
#[derive(Debug, Default)]
pub struct Fields {
    /// Its header, or all of it where it stands in braces.
    pub place: Range<usize>,
    known: BTreeMap<&'static str, Field>,
    /// Keys that do not belong here; the reader has reported them.
    pub strays: Vec<Stray>,
}

/// A key and what stands behind it.
#[derive(Debug)]
pub struct Field {
    /// Where the key stands.
    pub key: Range<usize>,
    /// Where its value stands.
    pub place: Range<usize>,
    /// The value; `None` where it could not be read, which has been reported.
    pub value: Option<Value>,
}

/// A key that does not belong where it stands.
#[derive(Debug)]
pub struct Stray {
    /// The key of the same table that was probably meant.
    pub meant: Option<&'static str>,
    /// Whether it is a key of the top level that stands below a table.
    pub from_top: Option<&'static str>,
}

/// Something of the file and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What it is.
    pub value: T,
    /// Where it stands.
    pub place: Range<usize>,
}

/// A value of one of the [`super::keys::Shape`]s.
#[derive(Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A text with words to be filled in.
    Template(Template),
    /// A list of texts.
    Texts(Vec<Placed<String>>),
    /// A length of time.
    Length(Duration),
    /// A point inside a hold.
    CueTime(CueTime),
    /// A whole number.
    Number(u32),
    /// A number that may have a fraction.
    Decimal(f64),
    /// A place, or the direction of a bone and the part of it that is seen.
    Pair([f64; 2]),
    /// Places.
    Pairs(Vec<[f64; 2]>),
    /// True or false.
    Flag(bool),
    /// One of a few words.
    Word(&'static str),
    /// Sides.
    Sides(Sides),
    /// A table.
    Table(Fields),
    /// Tables by their ids.
    Named(Vec<(Placed<String>, Fields)>),
    /// A list of tables.
    Tables(Vec<Fields>),
}

impl Fields {
    /// A table at `place` in which nothing has been read yet.
    pub const fn at(place: Range<usize>) -> Self {
        Self {
            place,
            known: BTreeMap::new(),
            strays: Vec::new(),
        }
    }

    /// Adds what stands behind `name`.
    pub fn insert(&mut self, name: &'static str, field: Field) {
        self.known.insert(name, field);
    }

    /// What stands behind `name`, readable or not.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.known.get(name)
    }

    /// All keys that are written here and belong here, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Field)> {
        self.known.iter().map(|(name, field)| (*name, field))
    }

    /// Whether `name` is written here, or was probably meant by a key that is not known.
    pub fn was_meant(&self, name: &str) -> bool {
        self.known.contains_key(name) || self.is_misspelt(name)
    }

    /// Whether what belongs behind `name` stands here, or some of it, and could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.is_misspelt(name) || self.get(name).is_some_and(|field| field.value.is_none())
    }

    fn is_misspelt(&self, name: &str) -> bool {
        self.strays.iter().any(|stray| stray.meant == Some(name))
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.get(name)?.value.as_ref()
    }

    /// The text behind `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_text()
    }

    /// The number behind `name`.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.value(name)?.as_number()
    }

    /// The flag behind `name`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_flag()
    }

    /// The texts behind `name`; none where it is not written.
    pub fn texts(&self, name: &str) -> Vec<String> {
        match self.value(name) {
            Some(Value::Texts(texts)) => texts.iter().map(|text| text.value.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// The table behind `name`.
    pub fn table(&self, name: &str) -> Option<&Self> {
        match self.value(name)? {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The tables behind `name`; none where it is not written.
    pub fn tables(&self, name: &str) -> &[Self] {
        match self.value(name) {
            Some(Value::Tables(tables)) => tables,
            _ => &[],
        }
    }

    /// The tables behind `name` with their ids; none where it is not written.
    pub fn named(&self, name: &str) -> &[(Placed<String>, Self)] {
        match self.value(name) {
            Some(Value::Named(tables)) => tables,
            _ => &[],
        }
    }
}

impl Value {
    /// The text, if it is one.
    pub const fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The text with words, if it is one.
    pub const fn as_template(&self) -> Option<&Template> {
        match self {
            Self::Template(template) => Some(template),
            _ => None,
        }
    }

    /// The length of time, if it is one.
    pub const fn as_length(&self) -> Option<Duration> {
        match self {
            Self::Length(length) => Some(*length),
            _ => None,
        }
    }

    /// The point inside a hold, if it is one.
    pub const fn as_cue_time(&self) -> Option<CueTime> {
        match self {
            Self::CueTime(time) => Some(*time),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The flag, if it is one.
    pub const fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The word, if it is one of a few.
    pub const fn as_word(&self) -> Option<&'static str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The sides, if it is that.
    pub const fn as_sides(&self) -> Option<&Sides> {
        match self {
            Self::Sides(sides) => Some(sides),
            _ => None,
        }
    }
}
