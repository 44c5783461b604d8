//! The log as text: one session is one JSON object on one line.
//!
//! Lines are only added. Fields that a newer program writes are ignored when they are read, and they stay in the file,
//! because no line is rewritten. A line needs `id`, `start` and `end`; every other field has a default.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::reached::RawSet;
use super::routine_text::RawRoutine;
use super::stamp;
use crate::core::day::Day;
use crate::core::log::{LogEntry, WORST};
use crate::core::record::{Ending, StretchRecord};
use crate::core::routine::{OwnSide, Side};
use crate::core::span::LONGEST;
use crate::core::text::{escaped, escaped_json};
use crate::core::timeline::{Kind, MOST_SEGMENTS};

/// Why a line is no session that is no object at all.
const NO_OBJECT: &str = "it is not a JSON object";

/// The longest line, in bytes. What can be played has a shorter one, see [`crate::core::timeline::MOST_RECORDED`].
pub const LONGEST_LINE: u64 = 5 * 1024 * 1024;

/// The version of this format.
pub const VERSION: u32 = 1;

/// A line that is no session: torn by a crash, or not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Why, in a few words.
    pub why: String,
}

/// A session as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a session")]
pub(super) struct RawEntry<'a> {
    #[serde(default)]
    v: u32,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    start: Cow<'a, str>,
    #[serde(borrow)]
    end: Cow<'a, str>,
    #[serde(borrow, default)]
    title: Cow<'a, str>,
    #[serde(borrow, default, deserialize_with = "few")]
    routines: Vec<RawRoutine<'a>>,
    #[serde(borrow, default)]
    ended: Cow<'a, str>,
    #[serde(default = "unhurried")]
    speed: f64,
    #[serde(default)]
    paused_ms: u64,
    /// Nothing where they were cut off.
    #[serde(borrow, default, deserialize_with = "few")]
    stretches: Vec<RawStretch<'a>>,
    /// Whatever it is: one that is no number from 0 to [`WORST`] is none.
    #[serde(default)]
    feeling: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    continues: Option<String>,
}

/// A stretch on one side as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a stretch")]
pub(super) struct RawStretch<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    load: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pace: Option<Cow<'a, str>>,
    /// The place of its routine in `routines`, from 1, where there are several.
    #[serde(default, skip_serializing_if = "is_zero")]
    routine: u64,
    #[serde(default)]
    planned_ms: u64,
    #[serde(default)]
    held_ms: u64,
    /// The movements of what is counted.
    #[serde(default, skip_serializing_if = "is_zero")]
    planned_count: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    count: u64,
    /// The longest piece of what lasts as long as one can.
    #[serde(default, skip_serializing_if = "is_zero")]
    reached_ms: u64,
    /// What was reached in each set of what has a range.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "few"
    )]
    sets: Vec<RawSet>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pieces: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    skipped: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    lengthened_ms: u64,
    /// A field of its own: a reader that knows only the other takes no negative number.
    #[serde(default, skip_serializing_if = "is_zero")]
    shortened_ms: u64,
    #[serde(default, skip_serializing_if = "is_false")]
    hurt: bool,
}

/// A list with as many elements as a plan can have segments at most: a hostile one fills no memory. `null` is an empty
/// list.
pub(super) fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    struct Few<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
        type Value = Vec<T>;

        fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
            out.write_str("a list")
        }

        fn visit_unit<E>(self) -> Result<Vec<T>, E> {
            Ok(Vec::new())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(element) = from.next_element()? {
                if list.len() as u64 == MOST_SEGMENTS {
                    let why = format!("a list is longer than {MOST_SEGMENTS}");
                    return Err(A::Error::custom(why));
                }
                list.push(element);
            }
            Ok(list)
        }
    }

    from.deserialize_any(Few(PhantomData))
}

const fn unhurried() -> f64 {
    1.0
}

const fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_one(number: &u32) -> bool {
    *number == 1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
pub(super) const fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A session as one line, without the line break.
pub fn write(entry: &LogEntry) -> String {
    // Nothing in it can fail to be written: no map has a key that is no text.
    escaped_json(&serde_json::to_string(&RawEntry::of(entry)).unwrap_or_default()).into_owned()
}

/// The session on a line; of one before the day `first` no stretches. Thirty years of them are passed over in a
/// fraction of the time.
///
/// # Errors
/// As [`read`], but a mistake in stretches that are not read may not be seen.
pub fn read_since(line: &str, first: Day) -> Result<LogEntry, Unreadable> {
    let is_older = |entry: &LogEntry| entry.start.day() < first;
    if let Some(older) = without_stretches(line)
        .and_then(|line| read(&line).ok())
        .filter(is_older)
    {
        return Ok(older);
    }
    let mut entry = read(line)?;
    if is_older(&entry) {
        entry.lines.clear();
    }
    Ok(entry)
}

/// A line without its stretches, which are most of it and are not parsed. `None` where the keys are in another order
/// than in [`write()`], so that more would be cut off. In a text every quotation mark has a backslash before it, so
/// what looks like a key is one. A cut in the wrong place is noticed when the remaining text is parsed, because a torn
/// line has no closing bracket.
fn without_stretches(line: &str) -> Option<String> {
    let key = "\"stretches\":";
    let from = line.find(key)? + key.len();
    let to = line.rfind(']')? + 1;
    let (head, tail) = (line.get(..from)?, line.get(to..)?);
    let stand_before = ["\"routines\":", "\"speed\":"];
    (from < to && stand_before.iter().all(|key| head.contains(key)))
        .then(|| [head, "null", tail].concat())
}

/// The session on a line.
///
/// # Errors
/// When it is torn, is no JSON object, or lacks what a session must have.
pub fn read(line: &str) -> Result<LogEntry, Unreadable> {
    let unreadable = |why: &str| Unreadable {
        why: why.to_owned(),
    };
    if line.trim().is_empty() {
        return Err(unreadable("it is empty"));
    }
    // Serde would take a list for a session as well.
    if !line.trim_start().starts_with('{') {
        return Err(unreadable(NO_OBJECT));
    }
    let raw: RawEntry = serde_json::from_str(line).map_err(|error| refused(&error, "session"))?;
    raw.entry()
}

/// Why a line is no `meant`, in a few words.
pub(super) fn refused(error: &serde_json::Error, meant: &str) -> Unreadable {
    let why = if error.is_eof() {
        "it ends in the middle".to_owned()
    } else if error.is_data() {
        format!("it is not a {meant}: {}", escaped(&in_plain_words(error)))
    } else {
        NO_OBJECT.to_owned()
    };
    Unreadable { why }
}

/// The stretches whose kind this program knows.
pub(super) fn lines(stretches: Vec<RawStretch>) -> Vec<StretchRecord> {
    stretches.into_iter().filter_map(RawStretch::line).collect()
}

/// The message of serde without the place, which is the line, and without names of types.
fn in_plain_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let mut words = text
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    for (named, meant) in [
        ("expected u64", "expected a whole number"),
        ("expected u32", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("a map", "an object"),
        (": map,", ": an object,"),
        (": sequence,", ": a list,"),
    ] {
        words = words.replace(named, meant);
    }
    words
}

impl<'a> RawEntry<'a> {
    pub(super) fn of(entry: &'a LogEntry) -> Self {
        Self {
            v: VERSION,
            id: Cow::Borrowed(&entry.id),
            start: Cow::Owned(stamp::write(entry.start)),
            end: Cow::Owned(stamp::write(entry.end)),
            title: Cow::Borrowed(&entry.title),
            routines: entry.routines.iter().map(RawRoutine::of).collect(),
            ended: Cow::Borrowed(entry.ending.word()),
            speed: entry.speed,
            paused_ms: ms(entry.paused),
            stretches: entry.lines.iter().map(RawStretch::of).collect(),
            feeling: entry.feeling.map(Value::from),
            note: entry.note.clone(),
            continues: entry.continues.clone(),
        }
    }

    pub(super) fn entry(self) -> Result<LogEntry, Unreadable> {
        let dated = |text: &str, what: &str| {
            stamp::read(text).ok_or_else(|| Unreadable {
                why: format!("its `{what}` is not a date with a time and an offset"),
            })
        };
        let start = dated(&self.start, "start")?;
        let end = dated(&self.end, "end")?;
        Ok(LogEntry {
            id: self.id.into_owned(),
            start,
            end,
            speed: self.speed,
            title: self.title.into_owned(),
            routines: self.routines.into_iter().map(RawRoutine::routine).collect(),
            lines: lines(self.stretches),
            paused: length(self.paused_ms),
            ending: ending(&self.ended),
            feeling: self
                .feeling
                .and_then(|feeling| u8::try_from(feeling.as_u64()?).ok())
                .filter(|feeling| *feeling <= WORST),
            note: self.note,
            continues: self.continues,
            corrected: None,
        })
    }
}

impl<'a> RawStretch<'a> {
    pub(super) fn of(line: &'a StretchRecord) -> Self {
        Self {
            name: Cow::Borrowed(&line.name),
            kind: Cow::Borrowed(line.kind.word()),
            side: line.side.as_ref().map(|side| Cow::Borrowed(side.word())),
            load: line.load.as_deref().map(Cow::Borrowed),
            pace: line.pace.as_deref().map(Cow::Borrowed),
            routine: line.routine.into(),
            planned_ms: ms(line.planned),
            held_ms: ms(line.done),
            planned_count: line.planned_count.into(),
            count: line.count.into(),
            reached_ms: ms(line.reached),
            sets: line.sets.iter().map(RawSet::of).collect(),
            pieces: line.pieces,
            skipped: line.skipped.into(),
            lengthened_ms: u64::try_from(line.changed_ms).unwrap_or_default(),
            shortened_ms: u64::try_from(line.changed_ms.saturating_neg()).unwrap_or_default(),
            hurt: line.hurt,
        }
    }

    /// `None` for a kind that only a newer program knows.
    fn line(self) -> Option<StretchRecord> {
        let kind = Kind::spelt(&self.kind).filter(|kind| kind.is_work())?;
        let side = self.side.map(|word| match word.as_ref() {
            "right" => Side::Right,
            "left" => Side::Left,
            own => Side::Own(OwnSide {
                word: own.into(),
                mirrored: false,
            }),
        });
        Some(StretchRecord {
            name: self.name.into_owned(),
            kind,
            side_shown: None,
            side,
            planned: length(self.planned_ms),
            load: self.load.map(Cow::into_owned),
            pace: self.pace.map(Cow::into_owned),
            routine: number(self.routine),
            done: length(self.held_ms),
            planned_count: number(self.planned_count),
            count: number(self.count),
            reached: length(self.reached_ms),
            sets: self.sets.into_iter().map(RawSet::reached).collect(),
            pieces: self.pieces,
            skipped: number(self.skipped),
            changed_ms: signed(self.lengthened_ms) - signed(self.shortened_ms),
            hurt: self.hurt,
        })
    }
}

fn ending(word: &str) -> Ending {
    Ending::spelt(word).unwrap_or(Ending::Stopped)
}

/// Whole milliseconds.
pub(super) fn ms(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// So many milliseconds, or the longest time there is: a damaged number adds up with others all the same.
pub(super) fn length(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds).min(LONGEST)
}

/// The same number, or the largest one there is.
pub(super) fn number(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The same as a number that can be taken from another.
fn signed(milliseconds: u64) -> i64 {
    i64::try_from(length(milliseconds).as_millis()).unwrap_or_default()
}
