//! Lengths of time in a file: what is wrong with one, in words, and how that very value is written.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeInteger, DeValue};

use super::keys::{Key, Zero};
use super::wording::{as_toml, quoted};
use super::words::Quotation;
use crate::core::routine::CueTime;
use crate::core::span::{self, Misspelt, Reason};
use crate::core::timeline::LONGEST_PLAN;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// The length in `text`, or what is wrong with it. With `part` bytes of the string before it.
pub(super) fn of_text(key: &Key, zero: Zero, string: &Quotation) -> Result<Duration, Diagnostic> {
    let length = span::parse(string.text).map_err(|wrong| misspelt(key.name, &wrong, string, 0))?;
    not_nothing(key.name, zero, length, string.place())
}

/// The length of so many seconds, or what is wrong with it.
pub(super) fn of_integer(
    key: &Key,
    zero: Zero,
    integer: &DeInteger,
    place: Range<usize>,
) -> Result<Duration, Diagnostic> {
    let seconds = seconds(integer);
    if seconds < 0 {
        return Err(negative(key.name, place));
    }
    let length = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
    if length > LONGEST_PLAN {
        return Err(too_long(key.name, place));
    }
    not_nothing(key.name, zero, length, place)
}

/// What is wrong with a number with a fraction.
pub(super) fn of_float(key: &Key, float: &str, place: Range<usize>) -> Diagnostic {
    let problem = Code::E05.at(&place, format!("`{}` has a fraction", key.name));
    let number = float.parse::<f64>().unwrap_or(f64::NAN);
    if number < 0.0 {
        return negative(key.name, place);
    }
    let seconds = number.round();
    if !(1.0..=LONGEST_PLAN.as_secs_f64()).contains(&seconds) {
        return problem.help("lengths are whole seconds");
    }
    let in_seconds = span::written(Duration::from_secs(seconds as u64));
    let in_minutes = span::written(Duration::from_secs((number * 60.0).round() as u64));
    problem.label("lengths are whole seconds").help(format!(
        "a bare number counts seconds: write `{in_seconds:?}`, or `{in_minutes:?}` for {} minutes",
        quoted(float).trim_matches('`')
    ))
}

/// What is wrong with a time of day where a length belongs.
pub(super) fn of_datetime(
    key: &Key,
    value: &DeValue,
    raw: &str,
    place: Range<usize>,
) -> Diagnostic {
    let time = value
        .as_datetime()
        .and_then(|datetime| match datetime.date {
            None => datetime.time,
            Some(_) => None,
        });
    let Some(time) = time else {
        return Code::E02
            .at(
                &place,
                format!("`{}` is a date, but must be a length of time", key.name),
            )
            .label("this is a date")
            .help(format!(
                "write a length in quotes, such as `{} = \"15s\"`",
                key.name
            ));
    };
    let problem = Code::E02
        .at(
            &place,
            format!(
                "`{}` is a time of day, but must be a length of time",
                key.name
            ),
        )
        .label("without quotes, TOML reads this as a time of day");
    let (hours, minutes) = (u64::from(time.hour), u64::from(time.minute));
    let Some(seconds) = time
        .second
        .filter(|_| raw.matches(':').count() == 2)
        .map(u64::from)
    else {
        let text = as_toml(&span::clock(Duration::from_secs(hours * 60 + minutes)));
        return problem
            .help(format!(
                "put it in quotes: `{} = {text}` is {}",
                key.name,
                span::spoken(Duration::from_secs(hours * 60 + minutes))
            ))
            .fix(Fix::likely(&place, text));
    };
    let long = Duration::from_secs(hours * 3600 + minutes * 60 + seconds);
    let written = as_toml(&span::written(long));
    if seconds == 0 && hours * 60 + minutes > 0 {
        // `00:15:00` is a quarter of an hour to most, and 15 seconds to those who count frames.
        let short = span::clock(Duration::from_secs(hours * 60 + minutes));
        return problem.help(format!(
            "write `{} = {written}` for {}, or `{} = \"{short}\"` for {}",
            key.name,
            span::spoken(long),
            key.name,
            span::spoken(Duration::from_secs(hours * 60 + minutes)),
        ));
    }
    problem
        .help(format!("write it as a length: `{} = {written}`", key.name))
        .fix(Fix::likely(&place, written))
}

/// The point inside a hold that is written as a text, or what is wrong with it.
pub(super) fn cue_time(key: &Key, string: &Quotation) -> Result<CueTime, Diagnostic> {
    let trimmed = string.text.trim();
    if trimmed == "half" {
        return Ok(CueTime::Half);
    }
    if let Some(after) = string.text.strip_prefix('-') {
        return span::parse(after)
            .map(CueTime::FromEnd)
            .map_err(|wrong| misspelt(key.name, &wrong, string, 1));
    }
    span::parse(string.text).map(CueTime::FromStart).map_err(|wrong| {
        if wrong.reason == Reason::NotANumber && wrong.instead.is_none() {
            return Code::E05.at(&string.part(&wrong.place), format!("`{}` is not a time inside the hold", key.name))
                .label("this is not a number")
                .help("write a time from the start such as `\"5s\"`, one from the end such as `\"-5s\"`, or `\"half\"`");
        }
        misspelt(key.name, &wrong, string, 0)
    })
}

/// The point inside a hold that is written as a number of seconds.
pub(super) fn cue_time_of_integer(
    key: &Key,
    integer: &DeInteger,
    place: Range<usize>,
) -> Result<CueTime, Diagnostic> {
    let seconds = seconds(integer);
    let length = Duration::from_secs(seconds.unsigned_abs());
    if length > LONGEST_PLAN {
        return Err(too_long(key.name, place));
    }
    Ok(if seconds < 0 {
        CueTime::FromEnd(length)
    } else {
        CueTime::FromStart(length)
    })
}

/// What is said about a text that is not a length. `before` bytes of the string stand before what was read.
pub(super) fn misspelt(
    key: &str,
    wrong: &Misspelt,
    string: &Quotation,
    before: usize,
) -> Diagnostic {
    let code = if wrong.reason == Reason::TooLong {
        Code::E09
    } else {
        Code::E05
    };
    let sign = if before > 0 { "-" } else { "" };
    let part = string.part(&(wrong.place.start + before..wrong.place.end + before));
    let (message, label) = sentence(wrong.reason);
    let problem = code.at(&part, format!("`{key}` {message}")).label(label);
    let Some(instead) = &wrong.instead else {
        return match wrong.reason {
            Reason::Negative => problem.help(way_out_of_negative(key)),
            Reason::TooLong => problem.help("a routine lasts at most 24 hours"),
            _ => problem.help(format!(
                "write a length such as `{key} = \"15s\"`, `\"1m30s\"` or `\"1:30\"`"
            )),
        };
    };
    let text = as_toml(&format!("{sign}{instead}"));
    // Only the spelling of the unit is wrong: what is meant is beyond doubt.
    let fix = if wrong.reason == Reason::UnknownUnit {
        Fix::certain(&string.place(), text.clone())
    } else {
        Fix::likely(&string.place(), text.clone())
    };
    problem.help(format!("write `{key} = {text}`")).fix(fix)
}

/// What is wrong, for the message and for the underlined part.
const fn sentence(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Empty => ("is empty", "a length of time belongs here"),
        Reason::NoUnit => ("has a number without a unit", "seconds, minutes or hours?"),
        Reason::NotANumber => ("is not a length of time", "this is not a number"),
        Reason::Negative => ("is negative", "less than nothing"),
        Reason::Fraction => ("has a fraction", "lengths are whole seconds"),
        Reason::UnknownUnit => ("has an unknown unit", "the units are `s`, `m` and `h`"),
        Reason::Order => (
            "has its units in the wrong order",
            "hours come first, then minutes, then seconds",
        ),
        Reason::SecondsOver59 => ("has more than 59 seconds after the colon", "59 at most"),
        Reason::Hours => (
            "is written like a time of day",
            "minutes and seconds have one colon",
        ),
        Reason::TooLong => ("is too long", "longer than any plan may be"),
    }
}

fn not_nothing(
    key: &str,
    zero: Zero,
    length: Duration,
    place: Range<usize>,
) -> Result<Duration, Diagnostic> {
    if zero == Zero::Allowed || !length.is_zero() {
        return Ok(length);
    }
    let problem = Code::E05
        .at(&place, format!("`{key}` is zero"))
        .label("this must last at least a second");
    Err(problem.help(match key {
        "hold" | "time" | "rest" => "write how long it lasts, or take the step out",
        "pace" => "without `pace` a key ends the count",
        _ => "write at least one second",
    }))
}

fn negative(key: &str, place: Range<usize>) -> Diagnostic {
    let (message, label) = sentence(Reason::Negative);
    Code::E05
        .at(&place, format!("`{key}` {message}"))
        .label(label)
        .help(way_out_of_negative(key))
}

fn way_out_of_negative(key: &str) -> String {
    format!(
        "write a length such as `{key} = \"15s\"`; only `at` of a timed cue counts back from the end"
    )
}

fn too_long(key: &str, place: Range<usize>) -> Diagnostic {
    let (message, label) = sentence(Reason::TooLong);
    Code::E09
        .at(&place, format!("`{key}` {message}"))
        .label(label)
        .help("a bare number counts seconds; a routine lasts at most 24 hours")
}

/// An integer of the file; one that is too large becomes the largest or smallest.
pub(super) fn seconds(integer: &DeInteger) -> i64 {
    let text = integer.as_str();
    i64::from_str_radix(text, integer.radix()).unwrap_or(if text.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    })
}
