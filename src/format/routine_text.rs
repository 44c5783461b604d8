//! The routines of a session: as they stand in the log, and with their texts in a snapshot, so that a resume plays what
//! was begun.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::log::{few, is_false};
use super::reached::RawRange;
use crate::core::log::{IncludedText, RoutineText, StretchText};

/// A routine as it stands in the log, or with its text in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a routine with its `id`")]
pub(super) struct RawRoutine<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    title: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    hash: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    text: Cow<'a, str>,
    #[serde(
        borrow,
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    stretches: Vec<RawStretchText<'a>>,
    #[serde(
        borrow,
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    included: Vec<RawIncludedText<'a>>,
    #[serde(
        borrow,
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    reached: Vec<RawRange<'a>>,
}

/// A routine that another one includes, in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
struct RawIncludedText<'a> {
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    word: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// A stretch that a routine uses, in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
struct RawStretchText<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_false")]
    figure: bool,
}

impl<'a> RawRoutine<'a> {
    pub(super) fn of(routine: &'a RoutineText) -> Self {
        Self {
            text: Cow::Borrowed(""),
            ..Self::with_text(routine)
        }
    }

    fn with_text(routine: &'a RoutineText) -> Self {
        Self {
            id: Cow::Borrowed(&routine.id),
            title: Cow::Borrowed(&routine.title),
            hash: Cow::Owned(format!("{:016x}", routine.hash)),
            text: Cow::Borrowed(&routine.text),
            stretches: Vec::new(),
            included: Vec::new(),
            reached: Vec::new(),
        }
    }

    /// The same with its text and the stretches that it uses, unless they are longer than the `room` for them.
    pub(super) fn with_stretches(routine: &'a RoutineText, room: &mut usize) -> Self {
        let stretches = routine.stretches.iter();
        let bytes = stretches
            .clone()
            .map(|stretch| stretch.id.len() + stretch.text.len());
        let mut raw = Self {
            reached: routine.reached.iter().map(RawRange::of).collect(),
            ..Self::with_text(routine)
        };
        let included = routine.included.iter();
        let lengths = included
            .clone()
            .map(|other| other.by.len() + other.word.len() + other.name.len() + other.text.len());
        if let Some(rest) = room.checked_sub(lengths.sum()) {
            *room = rest;
            raw.included.extend(included.map(|other| RawIncludedText {
                by: Cow::Borrowed(&other.by),
                word: Cow::Borrowed(&other.word),
                name: Cow::Borrowed(&other.name),
                text: Cow::Borrowed(&other.text),
            }));
        }
        if let Some(rest) = room.checked_sub(bytes.sum()) {
            *room = rest;
            raw.stretches
                .extend(stretches.map(|stretch| RawStretchText {
                    id: Cow::Borrowed(&stretch.id),
                    text: Cow::Borrowed(&stretch.text),
                    figure: stretch.is_figure,
                }));
        }
        raw
    }

    pub(super) fn routine(self) -> RoutineText {
        let routine = RoutineText::new(&self.id, &self.title, &self.text);
        let hash = u64::from_str_radix(&self.hash, 16);
        RoutineText {
            hash: hash.unwrap_or(if self.text.is_empty() {
                0
            } else {
                routine.hash
            }),
            stretches: self
                .stretches
                .into_iter()
                .map(|stretch| StretchText {
                    id: stretch.id.into_owned(),
                    text: stretch.text.into(),
                    is_figure: stretch.figure,
                })
                .collect(),
            included: self
                .included
                .into_iter()
                .map(|other| IncludedText {
                    by: other.by.into_owned(),
                    word: other.word.into_owned(),
                    name: other.name.into_owned(),
                    text: other.text.into(),
                })
                .collect(),
            reached: self
                .reached
                .into_iter()
                .filter_map(RawRange::reached)
                .collect(),
            ..routine
        }
    }
}
