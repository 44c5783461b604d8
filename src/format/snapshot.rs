//! A snapshot as it is saved: one JSON object. Only this program reads it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::log::{RawEntry, RawStretch, length, lines, ms};
use crate::core::player::Position;
use crate::core::session::{RoutineText, Snapshot, Unrolled};
use crate::core::settings::First;
use crate::core::text::escaped_json;
use crate::core::timeline::Keys;

/// The longest snapshot, in bytes.
pub const LONGEST: u64 = 16 * 1024 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    record: RawEntry<'a>,
    logged: bool,
    position: Option<RawPosition>,
    took_ms: u64,
    #[serde(borrow)]
    so_far: Vec<RawStretch<'a>>,
    routines: Vec<RawText>,
    /// How long a `wait` took where no key could come.
    wait_ms: Option<u64>,
    #[serde(default)]
    left_first: bool,
    place: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct RawPosition {
    segment: usize,
    lengths_ms: Vec<(usize, u64)>,
    left_out: BTreeSet<usize>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RawText {
    id: String,
    title: String,
    text: String,
}

/// The snapshot as JSON, with a line break at the end.
pub fn write(snapshot: &Snapshot) -> String {
    let raw = Raw {
        record: RawEntry::of(&snapshot.entry),
        logged: snapshot.logged,
        position: snapshot.position.as_ref().map(|position| RawPosition {
            segment: position.index,
            lengths_ms: position
                .lengths
                .iter()
                .map(|(index, length)| (*index, ms(*length)))
                .collect(),
            left_out: position.skipped.clone(),
        }),
        took_ms: ms(snapshot.took),
        so_far: snapshot.so_far.iter().map(RawStretch::of).collect(),
        routines: snapshot
            .texts
            .iter()
            .map(|text| RawText {
                id: text.id.clone(),
                title: text.title.clone(),
                text: text.text.as_ref().to_owned(),
            })
            .collect(),
        wait_ms: match snapshot.unrolled.keys {
            Keys::Come => None,
            Keys::Never { wait } => Some(ms(wait)),
        },
        left_first: snapshot.unrolled.first == First::Left,
        place: snapshot.place.clone(),
    };
    let json = serde_json::to_string(&raw).unwrap_or_default();
    let mut json = escaped_json(&json).into_owned();
    json.push('\n');
    json
}

/// The reverse of [`write()`]; `None` for anything else, as it may be after a crash of a file system.
pub fn read(json: &str) -> Option<Snapshot> {
    let raw: Raw = serde_json::from_str(json).ok()?;
    Some(Snapshot {
        entry: raw.record.entry().ok()?,
        logged: raw.logged,
        position: raw.position.map(|position| Position {
            index: position.segment,
            lengths: position
                .lengths_ms
                .into_iter()
                .map(|(index, changed)| (index, length(changed)))
                .collect(),
            skipped: position.left_out,
        }),
        so_far: lines(raw.so_far),
        took: length(raw.took_ms),
        texts: raw
            .routines
            .into_iter()
            .map(|text| RoutineText {
                id: text.id,
                title: text.title,
                text: text.text.into(),
            })
            .collect(),
        unrolled: Unrolled {
            keys: raw
                .wait_ms
                .map_or(Keys::Come, |wait| Keys::Never { wait: length(wait) }),
            first: if raw.left_first {
                First::Left
            } else {
                First::Right
            },
        },
        place: raw.place,
    })
}
