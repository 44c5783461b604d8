//! The stretches in the list: which of them are found, in groups with headings.

use super::super::find::{Find, Haystack, Hit, Part};
use super::page::{StretchRow, heading};
use crate::core::condition::Conditions;
use crate::core::routine::Posture;
use crate::core::timeline::Timeline;

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
                (place, heading(position.map(Posture::in_full)))
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
    /// Where the stretch above it was found, if not in its name.
    Why(Hit),
}

/// A stretch in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchLine {
    /// Its name.
    pub name: String,
    /// The letters of the name that were found, by their indices.
    pub marks: Vec<usize>,
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
            Self::Heading(_) | Self::Why(_) => None,
            Self::Stretch(line) => Some(line),
        }
    }
}

/// The lines of those stretches that are found, in their groups, for a person who `has` these conditions; and the one that
/// fits best, by its index among the lines.
pub(super) fn lines(
    rows: &[StretchRow],
    find: &Find,
    grouping: Grouping,
    has: Conditions,
) -> (Vec<ShelfLine>, Option<usize>) {
    let haystacks: Vec<Haystack> = rows.iter().map(haystack).collect();
    let found = find.search(haystacks.iter());
    let best = found.first().map(|(index, _)| *index);
    let found = found
        .into_iter()
        .filter_map(|(index, found)| Some((rows.get(index)?, index, found)));
    let mut found: Vec<_> = found
        .map(|(row, index, found)| {
            let order = (grouping.group(row), row.name().to_lowercase(), index);
            (order, row, found)
        })
        .collect();
    found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut lines = Vec::new();
    let (mut last, mut best_line) = (None, None);
    for (((place, heading), _, index), row, found) in found {
        if last.replace(place) != Some(place) {
            lines.push(ShelfLine::Heading(heading));
        }
        if best == Some(index) {
            best_line = Some(lines.len());
        }
        lines.push(ShelfLine::Stretch(StretchLine {
            name: row.name().to_owned(),
            marks: found.marks(Part::Title),
            is_own: row.entry.is_own,
            is_left_out: !row.ruled_out(has).is_empty(),
            index,
        }));
        lines.extend(found.why().cloned().map(ShelfLine::Why));
    }
    (lines, best_line)
}

/// Everything that find looks in.
fn haystack(row: &StretchRow) -> Haystack {
    let stretch = &row.entry.stretch;
    let step = stretch.step.as_ref();
    let position = step.and_then(|step| step.position).map(Posture::in_full);
    let alone = row.entry.alone.as_ref();
    let length = alone.map(|(routine, _)| Timeline::of(routine).total());
    Haystack::lasting(length)
        .with(Part::Title, [row.name()])
        .with(Part::Id, [row.id()])
        .with(Part::Area, stretch.areas.iter().map(|area| area.word()))
        .with(Part::Position, position)
        .with(Part::Aim, [stretch.aim.word()])
        .with(Part::Need, stretch.needs.iter().map(String::as_str))
        .with(Part::Feeling, stretch.feels.as_deref())
}
