//! Days in a file: `2026-11-20`.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

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
        None => E07
            .at(place, format!("{} is not a day", quoted(&text)))
            .label("not understood")
            .help(format!(
                "write year, month and day: `{name} = 2026-11-20` is 20 November 2026"
            )),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

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
