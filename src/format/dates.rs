//! Days in a file: `2026-11-20`.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;

use jiff::civil::{Date, date};
use toml::de::DeValue;

use super::fields::Value;
use super::keys::TableKey;
use super::reader::Node;
use super::wording::quoted;
use crate::core::day::Day;
use crate::diagnostic::Code::{E02, E07};
use crate::diagnostic::{Diagnostic, Fix};

/// The day that is written as `2026-11-20`; `None` for anything else.
pub fn parse(text: &str) -> Option<Day> {
    let date: Date = Some(text.trim())
        .filter(|text| text.len() == "2026-11-20".len())?
        .parse()
        .ok()?;
    let days = self::date(1970, 1, 1).until(date).ok()?.get_days();
    Some(Day(days))
}

/// The day, as it is to be written, of one that is written as in `20.11.2026` or `11/20/2026`; `None` where it may be one of
/// two days.
fn meant(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['.', '/', '-']).collect();
    let [one, two, three] = *parts.as_slice() else {
        return None;
    };
    let is_year = |part: &&str| part.len() == 4;
    let year = [one, three].into_iter().find(is_year)?.parse().ok()?;
    let last = if is_year(&one) { three } else { one };
    let date =
        |month: &str, day: &str| Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    let (day_first, month_first) = (date(two, last), date(last, two));
    // Only with slashes and hyphens the month may come first.
    let meant = match (day_first, month_first) {
        (Some(day), Some(other)) if day != other => {
            Some(day).filter(|_| is_year(&one) || text.contains('.'))
        }
        (day, other) => day.or(other),
    };
    Some(meant?.to_string())
}

/// The day that `node` is; `None` where it is of another type.
pub(super) fn read(key: &TableKey, node: &Node) -> Option<Result<Value, Diagnostic>> {
    let place = &node.span();
    let text = match node.get_ref() {
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return None,
    };
    if let Some(day) = parse(&text) {
        return Some(Ok(Value::of(day)));
    }
    let name = key.name;
    // A day with a time behind it.
    let day = text.get(..10).filter(|day| parse(day).is_some());
    Some(Err(match day {
        Some(day) => E02
            .at(place, format!("`{name}` has a time, but must be a day"))
            .label("a day belongs here")
            .help(format!("write `{name} = {day}`"))
            .fix(Fix::certain(place, day)),
        None => suggested(
            E07.at(place, format!("{} is not a day", quoted(&text)))
                .label("not understood"),
            (name, place),
            &text,
        ),
    }))
}

/// `problem` of the key called `name`, with the day that `text` at `place` means, or how one is written.
pub(super) fn suggested(
    problem: Diagnostic,
    (name, place): (&str, &Range<usize>),
    text: &str,
) -> Diagnostic {
    match meant(text) {
        Some(day) => problem
            .help(format!("write `{name} = {day}`"))
            .fix(Fix::likely(place, day)),
        None => problem.help(format!(
            "write year, month and day: `{name} = 2026-11-20` is 20 November 2026"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_another_order_is_understood_where_it_is_one() {
        for (text, day) in [
            ("20.11.2026", Some("2026-11-20")),
            ("3.4.2026", Some("2026-04-03")),
            ("2026/11/20", Some("2026-11-20")),
            ("2026.4.3", Some("2026-04-03")),
            ("20/11/2026", Some("2026-11-20")),
            ("11/20/2026", Some("2026-11-20")),
            ("5/5/2026", Some("2026-05-05")),
            ("3/4/2026", None),
            ("31.4.2026", None),
            ("20.11.26", None),
            ("20 November", None),
        ] {
            assert_eq!(meant(text).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written_in_the_log() {
        for day in [Day(0), Day(20_777), Day(-1), Day(11_016)] {
            assert_eq!(parse(&day.to_string()), Some(day));
        }
        for wrong in [
            "",
            "2026-02-30",
            "2026-11",
            "20.11.2026",
            "2026-11-20T10:00",
            "20261120",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
