//! A snapshot as it is saved: one JSON object. Only this program reads it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::LARGEST_FILE;
use super::log::{LONGEST_LINE, RawEntry, RawStretch, few, length, lines, ms};
use super::routine::{IncludedFile, References, StretchFile, parse_without_advice};
use super::routine_text::RawRoutine;
use crate::core::condition::Condition;
use crate::core::day::Day;
use crate::core::log::{LogEntry, RoutineText};
use crate::core::nonempty::NonEmpty;
use crate::core::player::Position;
use crate::core::ranges;
use crate::core::routine::{First, Routine};
use crate::core::session::Snapshot;
use crate::core::text::escaped_json;
use crate::core::timeline::{Keys, MOST_RECORDED, Size, Unrolled};
use crate::diagnostic::Source;

/// The longest snapshot, in bytes: the entry for the log, the record before it, the texts of the routines and
/// those of their stretches, of which each byte can take six, and the lengths that were changed.
pub const LONGEST: u64 = LONGEST_LINE + MOST_RECORDED + 12 * LARGEST_FILE as u64 + 1024 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    record: RawEntry<'a>,
    logged: bool,
    position: Option<RawPosition>,
    took_ms: u64,
    #[serde(borrow, deserialize_with = "few")]
    so_far: Vec<RawStretch<'a>>,
    /// With their texts, and those of the stretches that they use.
    #[serde(borrow, deserialize_with = "few")]
    routines: Vec<RawRoutine<'a>>,
    /// How long a `wait` took where no key could come.
    wait_ms: Option<u64>,
    #[serde(default)]
    left_first: bool,
    /// The conditions of the person, for which steps were left out.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    has: Vec<String>,
    /// The day for which they were unrolled, counted from 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<i32>,
    place: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct RawPosition {
    segment: usize,
    #[serde(deserialize_with = "few")]
    lengths_ms: Vec<(usize, u64)>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    counts: Vec<(usize, u32)>,
    #[serde(deserialize_with = "few")]
    left_out: Vec<usize>,
}

/// The snapshot as JSON, with a line break at the end.
pub fn write(snapshot: &Snapshot) -> String {
    let mut room = LARGEST_FILE;
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
            counts: position.counts.clone(),
            left_out: position.skipped.iter().copied().collect(),
        }),
        took_ms: ms(snapshot.took),
        so_far: snapshot.so_far.iter().map(RawStretch::of).collect(),
        routines: snapshot
            .entry
            .routines
            .iter()
            .map(|routine| RawRoutine::with_stretches(routine, &mut room))
            .collect(),
        wait_ms: (snapshot.unrolled.keys == Keys::Never).then(|| ms(Keys::ANSWER)),
        left_first: snapshot.unrolled.first == First::Left,
        has: snapshot
            .unrolled
            .has
            .iter()
            .map(|condition| condition.word().to_owned())
            .collect(),
        day: snapshot.unrolled.day.map(|Day(day)| day),
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
    let routines = raw.routines.into_iter();
    Some(Snapshot {
        entry: LogEntry {
            routines: routines.map(RawRoutine::routine).collect(),
            ..raw.record.entry().ok()?
        },
        logged: raw.logged,
        position: raw.position.map(|position| Position {
            index: position.segment,
            lengths: position
                .lengths_ms
                .into_iter()
                .map(|(index, changed)| (index, length(changed)))
                .collect(),
            counts: position.counts,
            skipped: position.left_out.into_iter().collect(),
        }),
        so_far: lines(raw.so_far),
        took: length(raw.took_ms),
        unrolled: Unrolled {
            keys: raw.wait_ms.map_or(Keys::Come, |_| Keys::Never),
            first: if raw.left_first {
                First::Left
            } else {
                First::Right
            },
            has: raw
                .has
                .iter()
                .filter_map(|word| Condition::spelt(word))
                .collect(),
            day: raw.day.map(Day),
        },
        place: raw.place,
        resumes: None,
    })
}

/// The routines of a snapshot, read again with the stretches that they used, or with those of `references` where it has
/// none; `None` when this program cannot read them, or when together they are larger
/// than what can be played on `day`. That is measured by arithmetic, and nothing is read once it is known.
pub fn routines(
    texts: &[RoutineText],
    references: &References,
    day: Option<Day>,
) -> Option<NonEmpty<Arc<Routine>>> {
    if !are_short(texts) {
        return None;
    }
    let mut size = Size::default();
    let routines = texts.iter().map(|text| {
        let source = Source {
            name: text.id.clone(),
            text: text.text.as_ref().to_owned(),
        };
        let saved = text.stretches.iter().map(StretchFile::of_text);
        let included = text.included.iter().map(IncludedFile::of_text);
        let references = references.clone().with(saved).including(included);
        let routine = parse_without_advice(&source, &references).0.value?;
        let routine = ranges::beginning(&Arc::new(routine), &text.reached);
        size = size.and(Size::of(routine.on(day).steps.iter()));
        size.is_playable().then_some(routine)
    });
    NonEmpty::from_vec(routines.collect::<Option<Vec<_>>>()?)
}

/// Whether the names and texts of several routines are together no longer than the text of one may be, so that a session
/// of them can be saved.
pub fn are_short(texts: &[RoutineText]) -> bool {
    let bytes = texts
        .iter()
        .map(|routine| routine.id.len() + routine.text.len());
    texts.len() < 2 || bytes.sum::<usize>() <= LARGEST_FILE
}
