//! Lengths and numbers of a file, made larger or smaller in the spelling that they have.

use std::time::Duration;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::super::amounts::{MAX, ends, number_of_breaths, unit_of};
use super::super::statement::is_text;
use super::super::wording::as_toml;
use crate::core::routine::{Exercise, Work};
use crate::core::span;
use crate::core::text::quantity;

/// How much a length changes, in seconds.
const STEP: u64 = 5;

/// What a number without a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    /// Movements or breaths.
    Ones,
}

/// Other lengths, or numbers of movements or breaths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewLengths<'v> {
    /// Each five seconds longer, or one more.
    Longer,
    /// As much less.
    Shorter,
    /// These, one for each set.
    Of(&'v [u64]),
}

/// The change of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resize {
    Longer,
    Shorter,
    To(u64),
}

/// Every length and number in `value` larger, or smaller: those of a list, of both ends of a range, of every week. Or the
/// given ones in the spelling that is there, unless that is a range or one for each week. `None` where one would be nothing,
/// or is not understood.
pub(super) fn resized(value: &str, unit: Unit, lengths: &NewLengths) -> Option<String> {
    match lengths {
        NewLengths::Longer => each_resized(value, unit, |_| Some(Resize::Longer)),
        NewLengths::Shorter => each_resized(value, unit, |_| Some(Resize::Shorter)),
        NewLengths::Of(_) if is_weekly(value) => None,
        NewLengths::Of(lengths) if value.trim_start().starts_with('[') => {
            each_resized(value, unit, |nth| lengths.get(nth).copied().map(Resize::To))
        }
        NewLengths::Of([first, later @ ..]) if later.iter().all(|other| other == first) => {
            each_resized(value, unit, |_| Some(Resize::To(*first)))
        }
        NewLengths::Of(lengths) => {
            let sets = lengths
                .iter()
                .map(|length| scalar(value.trim(), unit, Resize::To(*length)));
            let sets: Option<Vec<String>> = sets.collect();
            Some(format!("[{}]", sets?.join(", ")))
        }
    }
}

/// Whether a value is one for each week.
pub(super) fn is_weekly(value: &str) -> bool {
    value.trim_start().starts_with('{')
}

/// Every length and number in `value` changed, each by its place among them.
fn each_resized(
    value: &str,
    unit: Unit,
    resize: impl Fn(usize) -> Option<Resize>,
) -> Option<String> {
    let tokens = Source::new(value).lex();
    let tokens = tokens.filter(|token| {
        let kind = token.kind();
        !matches!(
            kind,
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment | TokenKind::Eof
        )
    });
    let tokens: Vec<_> = tokens.collect();
    let mut out = String::new();
    let mut end = 0;
    let mut nth = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is_value = token.kind() == TokenKind::Atom || is_text(token.kind());
        let next = tokens.get(at + 1);
        if !is_value || next.is_some_and(|next| next.kind() == TokenKind::Equals) {
            continue;
        }
        let place = token.span().start()..token.span().end();
        let raw = value.get(place.clone())?;
        out.push_str(value.get(end..place.start)?);
        out.push_str(&scalar(raw, unit, resize(nth)?)?);
        nth += 1;
        end = place.end;
    }
    out.push_str(value.get(end..)?);
    (out != value).then_some(out)
}

/// One number, or one text in quotes.
fn scalar(raw: &str, unit: Unit, resize: Resize) -> Option<String> {
    let Some(quote @ ('"' | '\'')) = raw.chars().next() else {
        return whole(raw, unit, resize);
    };
    let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    if inner.contains(['\\', quote, '\n']) {
        return None;
    }
    let amount = match ends(inner) {
        None => one(inner, unit, resize)?,
        // The log keeps what was reached in a range.
        Some(_) if matches!(resize, Resize::To(_)) => return None,
        Some((low, high)) => {
            let between = inner.get(low.end..high.start)?;
            let (low, high) = (inner.get(low)?, inner.get(high)?);
            let shared = unit_of(low.trim(), high.trim());
            let (low, space) = low.split_at(low.trim_end().len());
            let low = if shared.trim().is_empty() {
                one(low, unit, resize)?
            } else {
                let low = one(&format!("{low}{shared}"), unit, resize)?;
                low.strip_suffix(shared).map_or(low.clone(), str::to_owned)
            };
            let between = format!("{space}{between}");
            format!("{low}{between}{}", one(high, unit, resize)?)
        }
    };
    Some(format!("{quote}{amount}{quote}"))
}

/// A number without a unit.
fn whole(text: &str, unit: Unit, resize: Resize) -> Option<String> {
    let number: u64 = text.parse().ok()?;
    let by = match unit {
        Unit::Seconds => STEP,
        Unit::Ones => 1,
    };
    changed(number, by, resize).map(|number| number.to_string())
}

fn changed(number: u64, by: u64, resize: Resize) -> Option<u64> {
    let changed = match resize {
        Resize::Longer => number.checked_add(by),
        Resize::Shorter => number.checked_sub(by),
        Resize::To(number) => Some(number),
    };
    changed.filter(|number| *number > 0)
}

/// One length or one number, in a text.
fn one(text: &str, unit: Unit, resize: Resize) -> Option<String> {
    if let Some(number) = number_of_breaths(text) {
        let breaths = changed(number.parse().ok()?, 1, resize)?;
        return Some(quantity(usize::try_from(breaths).ok()?, "breath"));
    }
    let start = text.len() - text.trim_start().len();
    let (before, text) = text.split_at(start);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if unit == Unit::Ones || rest.trim().is_empty() {
        return whole(number, unit, resize).map(|number| format!("{before}{number}{rest}"));
    }
    let length = span::parse(text).ok()?;
    let seconds = changed(length.as_secs(), STEP, resize)?;
    // `15s` and `15 sec` keep their unit.
    if number.parse() == Ok(length.as_secs()) {
        return Some(format!("{before}{seconds}{rest}"));
    }
    let length = Duration::from_secs(seconds);
    let written = if text.contains(':') {
        span::clock(length)
    } else {
        span::written(length)
    };
    Some(format!("{before}{written}"))
}

/// The work of an exercise as a value of a file: one for all sets, or a list.
pub(super) fn written(exercise: &Exercise) -> String {
    let works = exercise.each_set().map(|(work, _)| of_work(work));
    let works: Vec<String> = works.collect();
    match works.split_first() {
        Some((first, later)) if later.iter().all(|other| other == first) => first.clone(),
        _ => format!("[{}]", works.join(", ")),
    }
}

fn of_work(work: &Work) -> String {
    match work {
        Work::Count(counted) => match counted.written() {
            (times, None) => times.to_string(),
            (least, Some(most)) => as_toml(&format!("{least}-{most}")),
        },
        Work::Hold(timed) | Work::Time(timed) => match timed.written_breaths() {
            Some((breaths, None)) => as_toml(&quantity(breaths as usize, "breath")),
            Some((breaths, Some(most))) => as_toml(&format!("{breaths}-{most} breaths")),
            None => as_toml(&match timed.written() {
                None => MAX.to_owned(),
                Some((length, None)) => span::written(length),
                Some((least, Some(most))) => {
                    format!("{}-{}", span::written(least), span::written(most))
                }
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_keeps_its_spelling() {
        for (value, longer) in [
            ("15", "20"),
            ("\"15s\"", "\"20s\""),
            ("'55 s'", "'60 s'"),
            ("\"1m58s\"", "\"2m3s\""),
            ("\"1:58\"", "\"2:03\""),
            ("\"20s-30s\"", "\"25s-35s\""),
            ("\"20-30s\"", "\"25-35s\""),
            ("\"20 – 30 s\"", "\"25 – 35 s\""),
            ("\"55s - 1m\"", "\"60s - 1m5s\""),
            ("\"1 breath\"", "\"2 breaths\""),
            ("\"5-6 breaths\"", "\"6-7 breaths\""),
            ("[15, \"20s\"] ", "[20, \"25s\"] "),
            (
                "{ weeks = [ # hold 3\n 15, [20] ] }",
                "{ weeks = [ # hold 3\n 20, [25] ] }",
            ),
        ] {
            assert_eq!(
                resized(value, Unit::Seconds, &NewLengths::Longer).as_deref(),
                Some(longer),
                "{value}"
            );
        }
        assert_eq!(
            resized("[12, \"8-10\"]", Unit::Ones, &NewLengths::Shorter).as_deref(),
            Some("[11, \"7-9\"]")
        );
    }

    #[test]
    fn given_lengths_stand_in_the_spelling_that_is_there() {
        for (value, lengths, after) in [
            ("15", &[35][..], Some("35")),
            ("\"15 s\"", &[35], Some("\"35 s\"")),
            ("'0:45'", &[65], Some("'1:05'")),
            ("\"3 breaths\"", &[4], Some("\"4 breaths\"")),
            ("[15, \"20s\"] ", &[20, 20], Some("[20, \"20s\"] ")),
            ("\"20s\"", &[20, 25], Some("[\"20s\", \"25s\"]")),
            ("\"20s-30s\"", &[25], None),
            ("{ weeks = [15, 20] }", &[25], None),
            ("[15, 20]", &[25], None),
        ] {
            let resized = resized(value, Unit::Seconds, &NewLengths::Of(lengths));
            assert_eq!(resized.as_deref(), after, "{value}");
        }
    }

    #[test]
    fn nothing_is_made_of_nothing_and_of_what_is_not_understood() {
        for value in [
            "5",
            "\"5s\"",
            "\"5s-10s\"",
            "\"1 breath\"",
            "true",
            "\"a\\u0062\"",
            "[20, 4]",
            "",
        ] {
            assert_eq!(
                resized(value, Unit::Seconds, &NewLengths::Shorter),
                None,
                "{value}"
            );
        }
    }
}
