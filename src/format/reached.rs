//! What was reached in ranges: as it stands in the log, and in a snapshot.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::log::{few, is_zero, length, ms, number};
use crate::core::ranges::{RangeReached, SetReached};
use crate::core::timeline::Kind;

/// What was reached in a set as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "what was reached in a set")]
pub(super) struct RawSet {
    #[serde(default, skip_serializing_if = "is_zero")]
    ms: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    count: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    reps: u64,
}

impl RawSet {
    pub(super) fn of(reached: &SetReached) -> Self {
        Self {
            ms: ms(reached.length),
            count: reached.count.into(),
            reps: reached.reps.into(),
        }
    }

    pub(super) fn reached(self) -> SetReached {
        SetReached {
            length: length(self.ms),
            count: number(self.count),
            reps: number(self.reps),
        }
    }
}

/// What had been reached of a stretch with a range, in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RawRange<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    load: Option<Cow<'a, str>>,
    #[serde(deserialize_with = "few")]
    sets: Vec<RawSet>,
}

impl<'a> RawRange<'a> {
    pub(super) fn of(reached: &'a RangeReached) -> Self {
        Self {
            name: Cow::Borrowed(&reached.name),
            kind: Cow::Borrowed(reached.kind.word()),
            load: reached.load.as_deref().map(Cow::Borrowed),
            sets: reached.sets.iter().map(RawSet::of).collect(),
        }
    }

    pub(super) fn reached(self) -> Option<RangeReached> {
        Some(RangeReached {
            kind: Kind::spelt(&self.kind)?,
            name: self.name.into_owned(),
            load: self.load.map(Cow::into_owned),
            sets: self.sets.into_iter().map(RawSet::reached).collect(),
        })
    }
}
