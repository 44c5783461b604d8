//! A correction in the log as text: a JSON object on one line, whose first key is `corrects`.
//!
//! By its first key a correction is known without reading the line, so a log of many sessions is looked through for
//! corrections in little time.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use super::log::{self, RawStretch, Unreadable, VERSION, few};
use super::stamp;
use crate::core::correction::{Correction, LogChange};
use crate::core::log::WORST;
use crate::core::text::escaped_json;

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
        deserialize_with = "few_given",
        skip_serializing_if = "Option::is_none"
    )]
    stretches: Option<Vec<RawStretch<'a>>>,
}

/// A value that is there, also where it is `null`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A list that is there.
fn few_given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<Vec<T>>, D::Error> {
    few(from).map(Some)
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
        stretches: correction
            .lines
            .as_ref()
            .map(|lines| lines.iter().map(RawStretch::of).collect()),
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
    Ok(Correction {
        corrects: raw.corrects.into_owned(),
        at,
        deleted: raw.deleted,
        feeling: raw.feeling,
        note: raw.note,
        lines: raw.stretches.map(log::lines),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::record::StretchRecord;
    use crate::core::timeline::Kind;

    #[test]
    fn a_correction_is_one_line_that_reads_back_equal() {
        let line = StretchRecord {
            planned: Duration::from_secs(30),
            done: Duration::from_secs(20),
            ..StretchRecord::new("Pull".to_owned(), Kind::Hold, None)
        };
        let correction = Correction {
            corrects: "1-2".to_owned(),
            at: stamp::read("2026-03-01T18:20:05+01:00").unwrap(),
            deleted: Some(false),
            feeling: Some(None),
            note: Some(Some("tight\u{202e}".to_owned())),
            lines: Some(vec![line]),
        };
        let written = write(&correction);
        assert_eq!(
            written,
            concat!(
                r#"{"corrects":"1-2","v":1,"at":"2026-03-01T18:20:05+01:00","deleted":false,"feeling":null,"#,
                r#""note":"tight\u202e","stretches":[{"name":"Pull","kind":"hold","planned_ms":30000,"held_ms":20000}]}"#
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
