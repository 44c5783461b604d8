//! The fields of a table once its shape is known: typed values, each with its place in the file.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

use super::keys::{Choice, Meaning, Table};

/// A table that was read along its [`super::keys::Table`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    /// Its header, or all of it where it stands in braces.
    pub(crate) place: Range<usize>,
    /// The keys that stand here and belong here.
    pub(super) known: WrittenKeys,
    /// The keys of this table that were probably meant by others, which the reader has reported.
    pub(super) meant: Vec<&'static str>,
}

/// The keys of a table with their values, by name. A table has few, and they are asked for often: a list is quicker than
/// a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct WrittenKeys(Vec<(&'static str, WrittenKey)>);

impl WrittenKeys {
    fn get(&self, name: &str) -> Option<&WrittenKey> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, field)| field)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut WrittenKey> {
        let found = self.0.iter_mut().find(|(known, _)| *known == name);
        found.map(|(_, field)| field)
    }

    /// Puts a key in its place, instead of an earlier one of its name.
    pub(super) fn insert(&mut self, name: &'static str, field: WrittenKey) {
        // Keys mostly come by name.
        let is_last = self.0.last().is_none_or(|(last, _)| *last < name);
        if is_last {
            self.0.push((name, field));
            return;
        }
        match self.0.binary_search_by_key(&name, |(known, _)| known) {
            Ok(at) => {
                if let Some(known) = self.0.get_mut(at) {
                    known.1 = field;
                }
            }
            Err(at) => self.0.insert(at, (name, field)),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&'static str, &WrittenKey)> {
        self.0.iter().map(|(name, field)| (*name, field))
    }

    /// The same keys with other values.
    fn map(&self, change: impl Fn(&WrittenKey) -> WrittenKey) -> Self {
        Self(
            self.iter()
                .map(|(name, field)| (name, change(field)))
                .collect(),
        )
    }
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct WrittenKey {
    /// The place of the key.
    pub(crate) key: Range<usize>,
    /// The place of the value.
    pub(crate) place: Range<usize>,
    /// `None` where the value could not be read, which has been reported.
    pub(crate) value: Option<Value>,
}

impl WrittenKey {
    /// The value, if it has this type.
    pub(crate) fn get<T: 'static>(&self) -> Option<&T> {
        self.value.as_ref()?.get()
    }

    /// Its values, one a week; `None` where it is the same every week.
    pub(crate) fn weeks(&self) -> Option<&[Self]> {
        self.get::<WeeklyValues>().map(|weeks| weeks.0.as_slice())
    }

    /// The same with the values of one week, counted from 0; the last one stays.
    fn in_week(&self, week: usize) -> Self {
        if let Some(weeks) = self.weeks()
            && let Some(value) = weeks.get(week).or(weeks.last())
        {
            return value.clone();
        }
        let value = self.value.as_ref();
        Self {
            value: value.map(|value| value.in_week(week)),
            ..self.clone()
        }
    }
}

/// The values of a key that change from week to week, each as it would stand alone.
#[derive(Clone, Debug)]
pub(crate) struct WeeklyValues(pub(crate) Vec<WrittenKey>);

/// Something of the file with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) place: Range<usize>,
}

/// A table with its id.
type NamedFields = (Placed<String>, Fields);

/// A value of one of the [`super::keys::Shape`]s, which name the types.
#[derive(Clone, Debug)]
pub(crate) struct Value(Arc<dyn Meaning>);

impl Value {
    pub(crate) fn of(value: impl Meaning) -> Self {
        Self(Arc::new(value))
    }

    /// The value, if it has this type; that of a word is its meaning.
    pub(crate) fn get<T: 'static>(&self) -> Option<&T> {
        let value: &dyn Any = &*self.0;
        match value.downcast_ref::<Choice>() {
            Some(choice) => choice.meaning(),
            None => value.downcast_ref(),
        }
    }

    fn in_week(&self, week: usize) -> Self {
        if let Some(table) = self.get::<Fields>() {
            Self::of(table.in_week(week))
        } else if let Some(tables) = self.get::<Vec<Fields>>() {
            let tables = tables.iter().map(|table| table.in_week(week));
            Self::of(tables.collect::<Vec<_>>())
        } else if let Some(named) = self.get::<Vec<NamedFields>>() {
            let named = named.iter();
            let named = named.map(|(id, table)| (id.clone(), table.in_week(week)));
            Self::of(named.collect::<Vec<_>>())
        } else {
            self.clone()
        }
    }

    /// The tables in it.
    fn tables(&self) -> Vec<&Fields> {
        let lists = self.get::<Vec<Fields>>().into_iter().flatten();
        let named = self.get::<Vec<NamedFields>>().into_iter().flatten();
        let one = self.get::<Fields>().into_iter();
        one.chain(lists)
            .chain(named.map(|(_, table)| table))
            .collect()
    }
}

impl Fields {
    /// The key `name` with its value, readable or not.
    pub(crate) fn get(&self, name: &str) -> Option<&WrittenKey> {
        self.known.get(name)
    }

    /// All keys that stand here and belong here, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &WrittenKey)> {
        self.known.iter()
    }

    /// Whether `name` stands here, or was probably meant by an unknown key.
    pub(crate) fn was_meant(&self, name: &str) -> bool {
        self.get(name).is_some() || self.is_misspelt(name)
    }

    /// Whether the value of `name`, or a part of it, could not be read.
    pub(crate) fn is_unread(&self, name: &str) -> bool {
        self.is_misspelt(name) || self.get(name).is_some_and(|field| field.value.is_none())
    }

    fn is_misspelt(&self, name: &str) -> bool {
        self.meant.contains(&name)
    }

    /// The place of the value of `name`; that of the table where it is not written.
    pub(crate) fn place_of(&self, name: &str) -> &Range<usize> {
        self.get(name).map_or(&self.place, |field| &field.place)
    }

    /// The value of `name`, if it has this type.
    pub(crate) fn read<T: 'static>(&self, name: &str) -> Option<&T> {
        self.get(name)?.get()
    }

    /// A copy of the value of `name`, if it has this type.
    pub(crate) fn copied<T: Copy + 'static>(&self, name: &str) -> Option<T> {
        self.read(name).copied()
    }

    /// The value of `name`, or its default in `table`.
    pub(crate) fn or_default<T: Clone + 'static>(&self, table: &Table, name: &str) -> Option<T> {
        let read = self.read(name).cloned();
        read.or_else(|| table.key(name)?.default())
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.read::<String>(name).map(String::as_str)
    }

    /// The texts of `name`; none where it is not written.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let texts = self.read::<Vec<Placed<String>>>(name).into_iter().flatten();
        texts.map(|text| text.value.clone()).collect()
    }

    /// The meanings of the words of `name`; none where it is not written.
    pub(crate) fn words<T: Clone + 'static>(&self, name: &str) -> Vec<T> {
        let words = self.read::<Vec<Placed<Choice>>>(name).into_iter().flatten();
        words
            .filter_map(|word| word.value.meaning().cloned())
            .collect()
    }

    /// Takes the keys called `names` out, as a table of their own.
    pub(crate) fn split_off(&mut self, names: &[&str]) -> Self {
        let known = std::mem::take(&mut self.known.0).into_iter();
        let (taken, kept) = known.partition(|(name, _)| names.contains(name));
        self.known = WrittenKeys(kept);
        Self {
            place: self.place.clone(),
            known: WrittenKeys(taken),
            meant: self.meant.clone(),
        }
    }

    /// A copy with the values of one week, counted from 0.
    pub(crate) fn in_week(&self, week: usize) -> Self {
        Self {
            place: self.place.clone(),
            known: self.known.map(|field| field.in_week(week)),
            meant: self.meant.clone(),
        }
    }

    /// Every key with values that change from week to week, here and in the tables inside.
    pub(crate) fn weekly(&self) -> Vec<&WrittenKey> {
        let mut found = Vec::new();
        let mut later = vec![self];
        while let Some(table) = later.pop() {
            for (_, field) in table.iter() {
                found.extend(field.weeks().map(|_| field));
                later.extend(field.value.iter().flat_map(Value::tables));
            }
        }
        found
    }

    /// A copy in which everything stands at `place`: the keys of another file, where this one refers to it.
    pub(crate) fn standing_at(&self, place: &Range<usize>) -> Self {
        let standing = |field: &WrittenKey| {
            let tables = field.get::<Vec<Self>>();
            let tables = tables.map(|tables| {
                let tables = tables.iter().map(|table| table.standing_at(place));
                Value::of(tables.collect::<Vec<_>>())
            });
            WrittenKey {
                key: place.clone(),
                place: place.clone(),
                value: tables.or_else(|| field.value.clone()),
            }
        };
        Self {
            place: place.clone(),
            known: self.known.map(standing),
            meant: Vec::new(),
        }
    }

    pub(crate) fn table(&self, name: &str) -> Option<&Self> {
        self.read(name)
    }

    /// The tables of `name`; none where it is not written.
    pub(crate) fn tables(&self, name: &str) -> &[Self] {
        self.read::<Vec<Self>>(name).map_or(&[], Vec::as_slice)
    }

    /// The tables of `name` with their ids; none where it is not written.
    pub(crate) fn named(&self, name: &str) -> &[(Placed<String>, Self)] {
        let named = self.read::<Vec<(Placed<String>, Self)>>(name);
        named.map_or(&[], Vec::as_slice)
    }
}
