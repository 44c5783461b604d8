//! The problem of a value without quotes that TOML cannot read.

use std::ops::Range;

use super::amounts;
use super::dates;
use super::duration;
use super::keys::{Shape, TableKey, Zero};
use super::mismatch;
use super::pace;
use super::prescribed;
use super::wording::as_toml;
use crate::core::span::{self, LengthFault};
use crate::diagnostic::Code::E01;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// The longest text, in bytes, that is shown as it should be written.
const LONGEST_SHOWN: usize = 200;

/// A value that stands without quotes and is nothing that TOML knows.
pub(super) fn problem(
    source: &str,
    key: Option<&TableKey>,
    raw: &str,
    place: &Range<usize>,
) -> Diagnostic {
    let name = key.map_or("…", |key| key.name);
    let shape = key.map(|key| key.shape);
    let example = shape.and_then(Shape::example);
    let problem = |message: &str| E01.at(place, message);
    if raw.is_empty() {
        let example = example.unwrap_or("\"…\"");
        return problem("a key without a value")
            .label("something belongs here")
            .help(format!(
                "write a value, such as `{name} = {example}`, or take the key out"
            ));
    }
    if let Some(Shape::Length(Zero::OrAuto)) = shape
        && duration::means_auto(raw)
    {
        return duration::written_auto(problem("a word without quotes"), name, raw);
    }
    if let (Some(key), Some(Shape::Length(zero))) = (key, shape)
        && duration::is_none(key, raw)
    {
        return duration::nothing(key, zero, place);
    }
    if let (Some(Shape::CueTime), Some((point, _))) = (shape, duration::point_called(raw)) {
        let text = as_toml(&point);
        return problem("a time without quotes")
            .label("TOML reads only numbers without quotes")
            .help(format!("write `{name} = {text}`"))
            .fix(Fix::likely(place, text));
    }
    // A number that begins with 0 is told apart.
    let is_number = raw.bytes().all(|byte| byte.is_ascii_digit());
    let prescribed = key.filter(|_| !is_number);
    let prescribed = prescribed.and_then(|key| prescribed::read(key, raw));
    let is_plain = |it: char| it.is_alphabetic() || it == ':';
    let has_no_unit = matches!(shape, Some(Shape::Lengths)) && !raw.contains(is_plain);
    if let Some(prescribed) = prescribed.as_ref().filter(|_| has_no_unit) {
        return prescribed.told(Code::E01, "an amount without quotes", (name, source), place);
    }
    if let Some((message, what, text)) = shape.and_then(|shape| only_quotes(raw, shape)) {
        return problem(message)
            .label("TOML reads only numbers without quotes")
            .help(format!("put {what} in quotes: `{text}`"))
            .fix(Fix::certain(place, text));
    }
    if matches!(
        shape,
        Some(Shape::Length(_) | Shape::Lengths | Shape::Pace | Shape::CueTime) | None
    ) && let Some(time) = unquoted_time(raw, place)
    {
        return time;
    }
    if let Some(prescribed) = prescribed {
        return prescribed.told(Code::E01, "an amount without quotes", (name, source), place);
    }
    unreadable(key, raw, place)
}

/// The message for a value to which nothing but its quotes is missing, what it is, and the value with them.
fn only_quotes(raw: &str, shape: Shape) -> Option<(&'static str, &'static str, String)> {
    match shape {
        Shape::Lengths | Shape::Numbers(..) | Shape::Breaths(..) => {
            let is_whole = amounts::is_unquoted(raw, shape);
            is_whole.then(|| ("a word or a range without quotes", "it", as_toml(raw)))
        }
        Shape::Pace => Some(("phases without quotes", "them", pace::quoted_phases(raw)?)),
        _ => None,
    }
}

/// A value without quotes that is nothing that its key takes.
fn unreadable(key: Option<&TableKey>, raw: &str, place: &Range<usize>) -> Diagnostic {
    let name = key.map_or("…", |key| key.name);
    let problem = |message: &str| E01.at(place, message);
    let shape = key.map(|key| key.shape);
    match shape {
        Some(Shape::Length(_) | Shape::Lengths | Shape::Pace) => {
            let problem = problem("a length of time that cannot be read")
                .label("this is neither a number nor in quotes");
            if let Some(meant) = span::parse(raw).err().and_then(|wrong| wrong.instead) {
                let meant = as_toml(&meant);
                let help = format!("write `{name} = {meant}`");
                return problem.help(help).fix(Fix::likely(place, meant));
            }
            problem.help(format!("put times in quotes, as in `{name} = \"15s\"`"))
        }
        Some(Shape::Flag | Shape::True | Shape::WordOrFlag(_)) => {
            let word = raw.to_lowercase();
            let yes = matches!(word.as_str(), "yes" | "on" | "true" | "y");
            let no = matches!(word.as_str(), "no" | "off" | "false" | "n");
            let flag = if no { "false" } else { "true" };
            problem("a word without quotes")
                .label("yes and no are `true` and `false`")
                .help(format!("write `{name} = {flag}`"))
                .fix((yes || no).then(|| Fix::certain(place, flag)))
        }
        Some(Shape::Number(..) | Shape::Numbers(..) | Shape::Breaths(..) | Shape::Format) => {
            let example = shape.and_then(Shape::example).unwrap_or("2");
            mismatch::unquoted_number((name, example), raw, place)
        }
        Some(Shape::Day) => {
            let problem = problem("a day that cannot be read");
            let problem = problem.label("a day is year, month and day");
            dates::suggested(problem, (name, place), raw)
        }
        _ => {
            let problem = problem("a text without quotes").label("a text stands in quotes");
            if raw.contains(['"', '\'', '#', '=', '{', '[']) {
                return problem.help("put it in quotes, with `\\\"` for a quote inside it");
            }
            // A choice has its own spelling.
            let small = raw.to_lowercase();
            let choice = shape.and_then(|shape| shape.choice(raw).or(shape.choice(&small)));
            let is_small = choice.is_some_and(|choice| choice.word == small);
            let text = as_toml(if is_small { &small } else { raw });
            let shown = match raw.len() {
                ..=LONGEST_SHOWN => format!(": `{text}`"),
                _ => String::new(),
            };
            let is_word = match shape {
                Some(Shape::Addresses) => raw.starts_with("http"),
                _ => raw.contains(char::is_alphanumeric),
            };
            // Behind a key that is not known anything may be meant.
            let fix = Fix::likely(place, text).certain_if(key.is_some());
            problem
                .help(format!("put it in quotes{shown}"))
                .fix(is_word.then_some(fix))
        }
    }
}

/// A time that stands without quotes, if it is one.
fn unquoted_time(raw: &str, place: &Range<usize>) -> Option<Diagnostic> {
    let (time, wrong) = match span::parse(raw.strip_prefix('-').unwrap_or(raw)) {
        Ok(_) => (raw.to_owned(), None),
        Err(wrong) => (wrong.instead?, Some(wrong.reason)),
    };
    if !raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    let text = as_toml(&time);
    let help = match wrong {
        Some(LengthFault::Fraction) => {
            format!("lengths are whole seconds: put one in quotes, such as `{text}`")
        }
        _ => format!("put times in quotes: `{text}`"),
    };
    Some(
        E01.at(place, "a time without quotes")
            .label("TOML reads only numbers without quotes")
            .help(help)
            .fix(Fix::likely(place, text).certain_if(wrong.is_none())),
    )
}
