//! A correction in the log as text: a JSON object on one line, whose first key is `corrects`.
//!
//! By its first key a correction is known without reading the line, so a log of many sessions is looked through for
//! corrections in little time.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use super::log::{self, Unreadable, VERSION, few, is_zero, length, ms, number};
use super::stamp;
use crate::core::correction::{Correction, Held, HeldCorrection, LogChange};
use crate::core::log::WORST;
use crate::core::record::StretchKey;
use crate::core::text::escaped_json;
use crate::core::timeline::Kind;

/// A correction as it stands in the log. A field that is not there stays as it is; `null` takes the value away.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a correction")]
#[allow(
    clippy::option_option,
    reason = "a field is missing, `null` or a value"
)]
struct RawCorrection<'a> {
    #[serde(borrow)]
    corrects: Cow<'a, str>,
    #[serde(default)]
    v: u32,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deleted: Option<bool>,
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    feeling: Option<Option<u8>>,
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    note: Option<Option<String>>,
    #[serde(
        borrow,
        default,
        deserialize_with = "few",
        skip_serializing_if = "Vec::is_empty"
    )]
    stretches: Vec<RawHeld<'a>>,
}

/// What was held of a stretch as it stands in a correction, with the words of a session.
#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a stretch")]
struct RawHeld<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    side: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    load: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pace: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_zero")]
    routine: u64,
    /// Without it nothing of what was held is corrected.
    #[serde(default)]
    held_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "is_zero")]
    count: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    reached_ms: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    skipped: u64,
}

/// A value that is there, also where it is `null`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Whether a line is a correction, and no session.
pub fn is_one(line: &str) -> bool {
    let object = line.trim_start().strip_prefix('{');
    object.is_some_and(|object| object.trim_start().starts_with("\"corrects\""))
}

/// A change of the log as one line, without the line break.
pub fn line(change: &LogChange) -> String {
    match change {
        LogChange::Add(session) => log::write(session),
        LogChange::Correct(correction) => write(correction),
    }
}

/// A correction as one line, without the line break.
pub fn write(correction: &Correction) -> String {
    let raw = RawCorrection {
        corrects: Cow::Borrowed(&correction.corrects),
        v: VERSION,
        at: Cow::Owned(stamp::write(correction.at)),
        deleted: correction.deleted,
        feeling: correction.feeling,
        note: correction.note.clone(),
        stretches: correction.held.iter().map(RawHeld::of).collect(),
    };
    // Nothing in it can fail to be written: no map has a key that is no text.
    escaped_json(&serde_json::to_string(&raw).unwrap_or_default()).into_owned()
}

/// The correction on a line.
///
/// # Errors
/// When it is torn, is no JSON object, lacks the session or the time, or has a value that no session can have.
pub fn read(line: &str) -> Result<Correction, Unreadable> {
    let raw: RawCorrection =
        serde_json::from_str(line).map_err(|error| log::refused(&error, "correction"))?;
    let unreadable = |why: String| Unreadable { why };
    let at = stamp::read(&raw.at)
        .ok_or_else(|| unreadable("its `at` is not a date with a time and an offset".to_owned()))?;
    if raw.feeling.flatten().is_some_and(|feeling| feeling > WORST) {
        return Err(unreadable(format!("its `feeling` is more than {WORST}")));
    }
    let held = raw.stretches.into_iter().filter_map(RawHeld::correction);
    Ok(Correction {
        corrects: raw.corrects.into_owned(),
        at,
        deleted: raw.deleted,
        feeling: raw.feeling,
        note: raw.note,
        held: held.collect(),
    })
}

impl<'a> RawHeld<'a> {
    fn of(correction: &'a HeldCorrection) -> Self {
        let HeldCorrection { stretch, held } = correction;
        Self {
            name: Cow::Borrowed(&stretch.name),
            kind: Cow::Borrowed(stretch.kind.word()),
            side: stretch.side.as_deref().map(Cow::Borrowed),
            load: stretch.load.as_deref().map(Cow::Borrowed),
            pace: stretch.pace.as_deref().map(Cow::Borrowed),
            routine: stretch.routine.into(),
            held_ms: Some(ms(held.done)),
            count: held.count.into(),
            reached_ms: ms(held.reached),
            skipped: held.skipped.into(),
        }
    }

    /// `None` for a kind that only a newer program knows, and where nothing of what was held is corrected.
    fn correction(self) -> Option<HeldCorrection> {
        let kind = Kind::spelt(&self.kind).filter(|kind| kind.is_work())?;
        let done = length(self.held_ms?);
        let owned = |words: Option<Cow<'a, str>>| words.map(Cow::into_owned);
        Some(HeldCorrection {
            stretch: StretchKey {
                name: self.name.into_owned(),
                kind,
                side: owned(self.side),
                load: owned(self.load),
                pace: owned(self.pace),
                routine: number(self.routine),
            },
            held: Held {
                done,
                count: number(self.count),
                reached: length(self.reached_ms),
                skipped: number(self.skipped),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::record::StretchRecord;
    use crate::core::routine::Side;

    #[test]
    fn a_correction_is_one_line_that_reads_back_equal() {
        let line = StretchRecord {
            planned: Duration::from_secs(30),
            done: Duration::from_secs(20),
            skipped: 1,
            load: Some("band".to_owned()),
            ..StretchRecord::new("Pull".to_owned(), Kind::Hold, Some(Side::Left))
        };
        let correction = Correction {
            corrects: "1-2".to_owned(),
            at: stamp::read("2026-03-01T18:20:05+01:00").unwrap(),
            deleted: Some(false),
            feeling: Some(None),
            note: Some(Some("tight\u{202e}".to_owned())),
            held: vec![HeldCorrection::of(&line)],
        };
        let written = write(&correction);
        assert_eq!(
            written,
            concat!(
                r#"{"corrects":"1-2","v":1,"at":"2026-03-01T18:20:05+01:00","deleted":false,"feeling":null,"#,
                r#""note":"tight\u202e","stretches":[{"name":"Pull","kind":"hold","side":"left","load":"band","#,
                r#""held_ms":20000,"skipped":1}]}"#
            )
        );
        assert!(is_one(&written) && !is_one(r#"{"id":"1","corrects":"2"}"#));
        assert_eq!(read(&written).unwrap(), correction);
    }

    #[test]
    fn what_is_not_there_stays_as_it_is() {
        let correction = read(r#"{ "corrects": "1", "at": "2026-03-01T18:20:05Z" }"#).unwrap();
        let untouched = Correction {
            corrects: "1".to_owned(),
            at: correction.at,
            ..Correction::default()
        };
        assert_eq!(correction, untouched);
    }

    #[test]
    fn what_is_no_correction_says_why() {
        for (line, why) in [
            (r#"{"corrects":"1""#, "it ends in the middle"),
            (
                r#"{"corrects":"1"}"#,
                "it is not a correction: missing field `at`",
            ),
            (
                r#"{"corrects":"1","at":"today"}"#,
                "its `at` is not a date with a time and an offset",
            ),
            (
                r#"{"corrects":"1","at":"2026-03-01T18:20:05Z","feeling":11}"#,
                "its `feeling` is more than 10",
            ),
        ] {
            assert_eq!(read(line).unwrap_err().why, why, "{line}");
        }
    }
}
