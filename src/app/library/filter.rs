//! The filters of the list, each with a key of its own: how long, for which part of the body, in which position, with which
//! tag. A filter is a word among those that are looked for, so it can be typed as well.

use std::collections::BTreeSet;

use super::item::{Item, areas, positions};
use crate::app::find::Part;
use crate::core::routine::Posture;
use crate::core::stretch::BodyArea;

/// The limits of the filter for lengths, in minutes.
const LIMITS: [u32; 4] = [5, 10, 20, 30];

/// A property that the list can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Filter {
    Length,
    Area,
    Position,
    Tag,
}

impl Filter {
    /// The words for it, one a value that occurs among these routines.
    pub(super) fn words(self, items: &[Item]) -> Vec<String> {
        let routines = || {
            items
                .iter()
                .filter_map(|item| item.entry.routine.as_deref())
        };
        match self {
            Self::Length => LIMITS.map(|limit| format!("≤{limit}min")).to_vec(),
            Self::Area => {
                let all: BTreeSet<_> = routines().flat_map(areas).collect();
                filters(Part::Area, all.into_iter().map(BodyArea::word))
            }
            Self::Position => {
                let all: BTreeSet<_> = routines().flat_map(positions).collect();
                filters(Part::Position, all.into_iter().map(Posture::word))
            }
            Self::Tag => {
                let all = routines().flat_map(|routine| routine.tags.iter());
                let all: BTreeSet<&str> = all.map(String::as_str).collect();
                filters(Part::Tag, all.into_iter())
            }
        }
    }
}

fn filters<'a>(part: Part, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(|text| part.filter(text)).collect()
}
