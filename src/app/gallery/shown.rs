//! The stretches in the list: which of them are found, in groups with headings.

use super::super::find::{Find, Haystack};
use super::page::{StretchRow, heading, of_position};
use crate::core::condition::Conditions;

/// How the list is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By the part of the body that a stretch is for first, from head to foot.
    #[default]
    Area,
    /// By the position, from standing to lying.
    Position,
}

impl Grouping {
    /// The other way.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Area => Self::Position,
            Self::Position => Self::Area,
        }
    }

    /// In a word or two.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Area => "by area",
            Self::Position => "by position",
        }
    }

    /// The place of the group of a stretch among all, and its heading.
    fn group(self, row: &StretchRow) -> (usize, String) {
        let stretch = &row.entry.stretch;
        match self {
            Self::Area => {
                let area = stretch.areas.first();
                let place = area.map_or(usize::MAX, |area| *area as usize);
                (place, heading(area.map(|area| area.word())))
            }
            Self::Position => {
                let step = stretch.step.as_ref();
                let position = step.and_then(|step| step.position);
                let place = position.map_or(usize::MAX, |position| position as usize);
                (place, heading(position.map(of_position)))
            }
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfLine {
    /// The heading of the stretches below it.
    Heading(String),
    /// A stretch.
    Stretch(StretchLine),
}

/// A stretch in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchLine {
    /// Its name.
    pub name: String,
    /// Whether it is the user's.
    pub is_own: bool,
    /// Whether it is left out for the person.
    pub is_left_out: bool,
    /// Its index among all stretches.
    pub(super) index: usize,
}

impl ShelfLine {
    /// The stretch, where it is one.
    pub const fn stretch(&self) -> Option<&StretchLine> {
        match self {
            Self::Heading(_) => None,
            Self::Stretch(line) => Some(line),
        }
    }
}

/// The lines of those stretches that are found, in their groups, for a person who `has` these conditions.
pub(super) fn lines(
    rows: &[StretchRow],
    find: &Find,
    grouping: Grouping,
    has: Conditions,
) -> Vec<ShelfLine> {
    let is_found = find.test();
    let found = (0..)
        .zip(rows)
        .filter(|(_, row)| is_found(&haystack(row)))
        .map(|(index, row)| (grouping.group(row), row.name().to_lowercase(), index, row));
    let mut found: Vec<_> = found.collect();
    found.sort_by(|one, other| (&one.0, &one.1, one.2).cmp(&(&other.0, &other.1, other.2)));
    let mut lines = Vec::new();
    let mut last = None;
    for ((place, heading), _, index, row) in found {
        if last.replace(place) != Some(place) {
            lines.push(ShelfLine::Heading(heading));
        }
        lines.push(ShelfLine::Stretch(StretchLine {
            name: row.name().to_owned(),
            is_own: row.entry.is_own,
            is_left_out: !row.ruled_out(has).is_empty(),
            index,
        }));
    }
    lines
}

/// Everything that find looks in.
fn haystack(row: &StretchRow) -> Haystack {
    let stretch = &row.entry.stretch;
    let step = stretch.step.as_ref();
    let position = step.and_then(|step| step.position);
    let words = [
        row.id(),
        row.name(),
        stretch.aim.word(),
        stretch.feels.as_deref().unwrap_or_default(),
        position.map_or("", of_position),
    ];
    let areas = stretch.areas.iter().map(|area| area.word());
    let needs = stretch.needs.iter().map(String::as_str);
    Haystack::of(words.into_iter().chain(areas).chain(needs))
}
