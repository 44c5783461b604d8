//! Lengths of time in a file. The message about a wrong one shows how that very length is written.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeInteger, DeValue};

use super::amounts::{self, unit_of};
use super::fields::Value;
use super::keys::{Fitting, Presence, Shape, TableKey, Zero};
use super::prescribed;
use super::quotation::Quotation;
use super::reader::Node;
use super::wording::{as_toml, quoted};
use crate::core::routine::CueTime;
use crate::core::span::{self, LengthFault, Misspelt};
use crate::core::timeline::LONGEST_PLAN;
use crate::diagnostic::Code::{E02, E05, E09};
use crate::diagnostic::{Code, Diagnostic, Fix};

/// The word for a length that is as long as it has to be.
pub(super) const AUTO: &str = "auto";

/// The value of `key`, whose shape is a time; `None` where the shape or the value is of another type.
pub(super) fn read(source: &str, key: &TableKey, node: &Node) -> Option<Result<Value, Diagnostic>> {
    let (name, place) = (key.name, &node.span());
    Some(match (key.shape, node.get_ref()) {
        (Shape::Length(Zero::OrAuto), DeValue::String(word)) if word.trim() == AUTO => {
            Ok(Value::of(Fitting))
        }
        (Shape::Length(Zero::OrAuto), DeValue::String(word)) if means_auto(word) => {
            Err(written_auto(
                E05.at(place, format!("`{name}` is not a length of time")),
                name,
                word,
            ))
        }
        (Shape::Length(zero), DeValue::String(word)) if is_none(key, word) => {
            Err(nothing(key, zero, place))
        }
        (Shape::Length(zero), DeValue::Boolean(false)) => Err(nothing(key, zero, place)),
        (Shape::Length(zero), DeValue::String(_)) => {
            let string = Quotation::new(source, node)?;
            let length = span::parse(string.text).map_err(|wrong| {
                let problem = misspelt(name, &wrong, &string, 0);
                let more = || prescribed::of_length(source, key, node);
                let found = if problem.fix.is_none() { more() } else { None };
                found.unwrap_or(problem)
            });
            let length = length.and_then(|length| not_zero(name, zero, length, place));
            length.map(Value::of)
        }
        (Shape::Length(zero), DeValue::Integer(integer)) => match seconds(integer) {
            ..0 => Err(negative(name, place)),
            seconds => up_to_longest(name, seconds, place)
                .and_then(|length| not_zero(name, zero, length, place))
                .map(Value::of),
        },
        (Shape::CueTime, DeValue::String(_)) => {
            cue_time(name, &Quotation::new(source, node)?).map(Value::of)
        }
        (Shape::CueTime, DeValue::Integer(integer)) => {
            let seconds = seconds(integer);
            let time = match seconds {
                ..0 => CueTime::FromEnd,
                _ => CueTime::FromStart,
            };
            up_to_longest(name, seconds, place).map(|length| Value::of(time(length)))
        }
        (Shape::Length(_) | Shape::CueTime, DeValue::Float(float)) => {
            Err(of_float(name, float.as_str(), place))
        }
        (Shape::Length(_) | Shape::CueTime, value @ DeValue::Datetime(_)) => {
            let raw = source.get(node.span()).unwrap_or_default();
            Err(of_datetime(name, value, raw, place))
        }
        _ => return None,
    })
}

/// The length of this many seconds, whatever their sign.
fn up_to_longest(name: &str, seconds: i64, place: &Range<usize>) -> Result<Duration, Diagnostic> {
    let length = Duration::from_secs(seconds.unsigned_abs());
    if length <= LONGEST_PLAN {
        return Ok(length);
    }
    let (message, label) = sentence(LengthFault::TooLong);
    Err(E09
        .at(place, format!("`{name}` {message}"))
        .label(label)
        .help("a bare number counts seconds; a routine lasts at most 24 hours"))
}

/// The problem of a number with a fraction.
fn of_float(name: &str, float: &str, place: &Range<usize>) -> Diagnostic {
    let problem = E05.at(place, format!("`{name}` has a fraction"));
    let number = float.parse::<f64>().unwrap_or(f64::NAN);
    if number < 0.0 {
        return negative(name, place);
    }
    let problem = problem.label("lengths are whole seconds");
    match of_fraction(float) {
        Some((help, _)) => problem.help(help),
        None => problem.help("a bare number counts seconds: write how many"),
    }
}

/// The ways out of a number with a fraction, and that of seconds.
pub(super) fn of_fraction(number: &str) -> Option<(String, String)> {
    let seconds = number.parse::<f64>().ok()?.round();
    let minutes = number.parse::<f64>().ok()? * 60.0;
    let is_possible = (1.0..=LONGEST_PLAN.as_secs_f64()).contains(&seconds);
    let written = |seconds: f64| as_toml(&span::written(Duration::from_secs(seconds as u64)));
    let (in_seconds, in_minutes) = (written(seconds), written(minutes.round()));
    is_possible.then(|| {
        let number = quoted(number);
        let number = number.trim_matches('`');
        let help = format!(
            "a bare number counts seconds: write `{in_seconds}`, or `{in_minutes}` for {number} minutes"
        );
        (help, in_seconds)
    })
}

/// The problem of a date or a time of day.
fn of_datetime(name: &str, value: &DeValue, raw: &str, place: &Range<usize>) -> Diagnostic {
    let datetime = value.as_datetime().filter(|it| it.date.is_none());
    let time = datetime.and_then(|datetime| datetime.time);
    let Some(time) = time else {
        let message = format!("`{name}` is a date, but must be a length of time");
        return E02.at(place, message).label("this is a date").help(format!(
            "write a length in quotes, such as `{name} = \"15s\"`"
        ));
    };
    let message = format!("`{name}` is a time of day, but must be a length of time");
    let problem = E02
        .at(place, message)
        .label("without quotes, TOML reads this as a time of day");
    // `1:30` is read as hours and minutes, and meant as minutes and seconds.
    let minutes = u64::from(time.hour) * 60 + u64::from(time.minute);
    let short = Duration::from_secs(minutes);
    let (short_written, short_spoken) = (as_toml(&span::clock(short)), span::spoken(short));
    let seconds = time.second.filter(|_| raw.matches(':').count() == 2);
    let Some(seconds) = seconds else {
        return problem
            .help(format!(
                "put it in quotes: `{name} = {short_written}` is {short_spoken}"
            ))
            .fix(Fix::likely(place, short_written));
    };
    let long = Duration::from_secs(minutes * 60 + u64::from(seconds));
    let written = as_toml(&span::written(long));
    if seconds == 0 && minutes > 0 {
        // `00:15:00` is a quarter of an hour to most, and 15 seconds to those who count frames.
        let spoken = span::spoken(long);
        return problem.help(format!(
            "write `{name} = {written}` for {spoken}, or `{name} = {short_written}` for {short_spoken}"
        ));
    }
    problem
        .help(format!("write it as a length: `{name} = {written}`"))
        .fix(Fix::likely(place, written))
}

/// The problem of a range, such as `30-60s`, where one length is to stand.
fn range_of_one(name: &str, string: &Quotation) -> Option<Diagnostic> {
    let (low, high) = string.text.split_once(['-', '–', '—'])?;
    let (low, high) = (low.trim(), high.trim());
    let has_ranges = matches!(name, "hold" | "time" | "at");
    if has_ranges || low.is_empty() {
        return None;
    }
    let length = |text: &str| {
        let parsed = span::parse(text);
        parsed.or_else(|wrong| span::parse(&wrong.instead.unwrap_or_default()))
    };
    length(high).ok()?;
    let unit = unit_of(low, high);
    let least = length(&format!("{low}{unit}"));
    let least = as_toml(&span::written(least.ok().filter(|it| !it.is_zero())?));
    Some(
        E05.at(&string.place(), format!("`{name}` is a range"))
            .label("one length belongs here")
            .help(format!(
                "write `{name} = {least}`: only `hold`, `time`, `count` and `reps` may be ranges"
            ))
            .fix(Fix::likely(&string.place(), least)),
    )
}

/// Whether a word says that a length is as long as it has to be.
pub(super) fn means_auto(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    matches!(
        word.as_str(),
        AUTO | "automatic" | "automatically" | "yes" | "on" | "true"
    )
}

/// `problem` of such a word, with the right one.
pub(super) fn written_auto(problem: Diagnostic, name: &str, word: &str) -> Diagnostic {
    let text = as_toml(AUTO);
    let is_certain = word.trim().eq_ignore_ascii_case(AUTO);
    let fix = Fix::likely(&problem.place, text.as_str()).certain_if(is_certain);
    problem
        .label("as long as it has to be is `auto`, in quotes")
        .help(format!("write `{name} = {text}`"))
        .fix(fix)
}

/// Whether a word says that there is no time at all, or no end of it where a key without a value means that.
pub(super) fn is_none(key: &TableKey, word: &str) -> bool {
    let is_endless = key.presence == Presence::Optional && amounts::means_max(word);
    let word = word.trim().to_lowercase();
    is_endless && matches!(key.shape, Shape::Length(Zero::Refused))
        || matches!(
            word.as_str(),
            "none" | "off" | "no" | "zero" | "never" | "nothing" | "false" | "-" | "–" | "—"
        )
}

/// The problem of such a word.
pub(super) fn nothing(key: &TableKey, zero: Zero, place: &Range<usize>) -> Diagnostic {
    let name = key.name;
    let problem = E05
        .at(place, format!("`{name}` is not a length of time"))
        .label("this is a word");
    if zero == Zero::Refused {
        let needed = key.presence == Presence::Required;
        return problem.help(if needed {
            format!("write how long it lasts, such as `{name} = \"15s\"`")
        } else {
            "take the line out".to_owned()
        });
    }
    problem
        .help(format!("write `{name} = 0` for none"))
        .fix(Fix::likely(place, "0"))
}

/// Points inside a hold as people call them, and how they are written.
const POINTS: [(&[&str], &str); 3] = [
    (
        &[
            "middle",
            "the middle",
            "mid",
            "midpoint",
            "halfway",
            "half way",
            "50%",
            "50 %",
        ],
        "half",
    ),
    (
        &[
            "start",
            "the start",
            "beginning",
            "the beginning",
            "begin",
            "0%",
        ],
        "0s",
    ),
    (&["end", "the end", "100%"], "-1s"),
];

/// How the point is written that `word` calls in another way, and whether that is another dash alone.
pub(super) fn point_called(word: &str) -> Option<(String, bool)> {
    let word = word.trim().to_lowercase();
    if let Some(after) = word.strip_prefix(['–', '—', '−', '‐']) {
        let (after, seconds) = (after.trim(), after.trim().parse::<u32>());
        let unit = if seconds.is_ok() { "s" } else { "" };
        let written = format!("{after}{unit}");
        return span::parse(&written)
            .is_ok()
            .then(|| (format!("-{written}"), true));
    }
    let from_end = [
        "before the end",
        "before end",
        "from the end",
        "from end",
        "to go",
    ];
    let before = from_end.iter().find_map(|words| word.strip_suffix(words));
    if let Some(length) = before.and_then(|before| span::parse(before.trim()).ok()) {
        return Some((format!("-{}", span::written(length)), false));
    }
    let mut points = POINTS.iter();
    let called = points.find(|(words, _)| words.contains(&word.as_str()) || word == "half")?;
    Some((called.1.to_owned(), false))
}

/// The point inside a hold that is written as a text.
fn cue_time(name: &str, string: &Quotation) -> Result<CueTime, Diagnostic> {
    let word = string.text.trim().to_lowercase();
    if string.text.trim() == "half" {
        return Ok(CueTime::Half);
    }
    if let Some((instead, has_dash)) = point_called(&word) {
        let text = as_toml(&instead);
        let label = if has_dash {
            "a dash that is not the minus of the keyboard"
        } else {
            "not a word for a time"
        };
        return Err(E05
            .at(
                &string.place(),
                format!("`{name}` is not a time inside the hold"),
            )
            .label(label)
            .help(format!("write `{name} = {text}`"))
            .fix(Fix::likely(&string.place(), text).certain_if(has_dash)));
    }
    if let Some(after) = string.text.strip_prefix('-') {
        return span::parse(after)
            .map(CueTime::FromEnd)
            .map_err(|wrong| misspelt(name, &wrong, string, 1));
    }
    span::parse(string.text).map(CueTime::FromStart).map_err(|wrong| {
        if wrong.reason == LengthFault::NotANumber && wrong.instead.is_none() {
            return E05.at(&string.part(&wrong.place), format!("`{name}` is not a time inside the hold"))
                .label("this is not a number")
                .help("write a time from the start such as `\"5s\"`, one from the end such as `\"-5s\"`, or `\"half\"`");
        }
        misspelt(name, &wrong, string, 0)
    })
}

/// The problem of a text that is no length. `before` bytes of the string precede the part that was read.
pub(super) fn misspelt(
    name: &str,
    wrong: &Misspelt,
    string: &Quotation,
    before: usize,
) -> Diagnostic {
    if let Some(problem) = range_of_one(name, string) {
        return problem;
    }
    let code = match wrong.reason {
        LengthFault::TooLong => Code::E09,
        _ => Code::E05,
    };
    let part = string.part(&(wrong.place.start + before..wrong.place.end + before));
    let (message, label) = sentence(wrong.reason);
    let problem = code.at(&part, format!("`{name}` {message}")).label(label);
    let Some(instead) = &wrong.instead else {
        let positive = string.text.trim().trim_start_matches(['-', '−']);
        let positive = span::parse(positive)
            .ok()
            .filter(|_| wrong.reason == LengthFault::Negative);
        let positive = positive.filter(|length| !length.is_zero());
        let positive = positive.map(|length| as_toml(&span::written(length)));
        let fix = positive.map(|text| Fix::likely(&string.place(), text));
        return problem.fix(fix).help(match wrong.reason {
            LengthFault::Negative => way_out_of_negative(name),
            LengthFault::TooLong => "a routine lasts at most 24 hours".to_owned(),
            _ if name == "pace" => {
                format!("write a length such as `{name} = \"4s\"`, or its phases: `\"3-1-3\"`")
            }
            _ => format!("write a length such as `{name} = \"15s\"`, `\"1m30s\"` or `\"1:30\"`"),
        });
    };
    let sign = if before > 0 { "-" } else { "" };
    let text = as_toml(&format!("{sign}{instead}"));
    let help = format!("write `{name} = {text}`");
    // The meaning of a misspelt unit is beyond doubt.
    let is_certain = wrong.reason == LengthFault::UnknownUnit;
    let fix = Fix::likely(&string.place(), text).certain_if(is_certain);
    problem.help(help).fix(fix)
}

/// The fault, for the message and for the underlined part.
const fn sentence(reason: LengthFault) -> (&'static str, &'static str) {
    match reason {
        LengthFault::Empty => ("is empty", "a length of time belongs here"),
        LengthFault::NoUnit => ("has a number without a unit", "seconds, minutes or hours?"),
        LengthFault::NotANumber => ("is not a length of time", "this is not a number"),
        LengthFault::Negative => ("is negative", "less than nothing"),
        LengthFault::Fraction => ("has a fraction", "lengths are whole seconds"),
        LengthFault::UnknownUnit => ("has an unknown unit", "the units are `s`, `m` and `h`"),
        LengthFault::Order => (
            "has its units in the wrong order",
            "hours come first, then minutes, then seconds",
        ),
        LengthFault::SecondsOver59 => ("has more than 59 seconds after the colon", "59 at most"),
        LengthFault::Hours => (
            "is written like a time of day",
            "minutes and seconds have one colon",
        ),
        LengthFault::TooLong => ("is too long", "longer than any plan may be"),
    }
}

pub(super) fn not_zero(
    name: &str,
    zero: Zero,
    length: Duration,
    place: &Range<usize>,
) -> Result<Duration, Diagnostic> {
    if zero != Zero::Refused || !length.is_zero() {
        return Ok(length);
    }
    let problem = E05
        .at(place, format!("`{name}` is zero"))
        .label("this must last at least a second");
    Err(problem.help(match name {
        "hold" | "time" | "rest" => "write how long it lasts, or take the step out",
        "pace" => "without `pace` a key ends the count",
        _ => "write at least one second",
    }))
}

fn negative(name: &str, place: &Range<usize>) -> Diagnostic {
    let (message, label) = sentence(LengthFault::Negative);
    E05.at(place, format!("`{name}` {message}"))
        .label(label)
        .help(way_out_of_negative(name))
}

fn way_out_of_negative(name: &str) -> String {
    format!(
        "write a length such as `{name} = \"15s\"`; only `at` of a timed cue counts back from the end"
    )
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
