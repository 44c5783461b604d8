//! `often`: how often a routine is to be done, in the words of a prescription.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;

use super::amounts::ends;
use super::fields::Value;
use super::keys::TableKey;
use super::pattern::{either_word, in_any_case};
use super::wording::{did_you_mean, quoted};
use crate::core::often::Often;
use crate::diagnostic::Code::{E07, E09};
use crate::diagnostic::Diagnostic;

/// The numbers that people write as words.
const NUMBERS: [(&str, u32); 12] = [
    ("once", 1),
    ("one", 1),
    ("twice", 2),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
];

/// How often `word` says.
pub(super) fn read(key: &TableKey, word: &str, place: &Range<usize>) -> Result<Value, Diagnostic> {
    let help = "write `daily`, `2 a day`, `every 2 days` or `3 a week`";
    let Some(often) = parse(word) else {
        let problem = E07.at(place, format!("{} is not how often", quoted(word)));
        if word.to_lowercase().contains("hour") {
            let help = "it is counted by the day: write how many times, such as `8 a day`";
            return Err(problem.label("not in hours").help(help));
        }
        let meant = meant(word);
        return Err(did_you_mean(problem, meant.as_deref(), "not understood").help(help));
    };
    let known = 1..=Often::MOST;
    if !known.contains(&often.times) || !known.contains(&often.days) {
        let message = format!("`{}` goes from 1 to {}", key.name, Often::MOST);
        return Err(E09.at(place, message).label("not this often").help(help));
    }
    Ok(Value::of(often))
}

/// The meaning of words such as `2 a day`, `3x per week`, `twice daily`, `every other day`, `once every 3 days`.
fn parse(text: &str) -> Option<Often> {
    let text = text.to_lowercase().replace(['/', '×'], " a ");
    let is_word = |word: &&str| !BETWEEN.contains(word);
    let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
    let of = |times, days| Some(Often { times, days });
    match words.as_slice() {
        ["daily" | "day"] | ["every", "day"] => of(1, 1),
        ["weekly" | "week"] | ["every", "week"] => of(1, Often::WEEK),
        [times, "every", "day"] | [times, "daily" | "day"] => of(number(times)?, 1),
        [times, "weekly" | "week"]
        | [times, "every", "week"]
        | [times, "days" | "day", "week" | "weekly"]
        | [times, "days" | "day", "every", "week"] => of(number(times)?, Often::WEEK),
        ["every", "other" | "second", "day"] => of(1, 2),
        ["every", "third", "day"] => of(1, 3),
        ["every", days, "days"] => of(1, number(days)?),
        [times, "every", days, "days"] => of(number(times)?, number(days)?),
        _ => None,
    }
}

/// What people write for how often, or close to it.
const OTHER_WORDS: [(&[&str], &str); 6] = [
    (
        &[
            "every night",
            "nightly",
            "at night",
            "before bed",
            "at bedtime",
            "before sleep",
        ],
        "daily",
    ),
    (
        &[
            "every morning",
            "in the morning",
            "mornings",
            "every evening",
            "in the evening",
            "evenings",
        ],
        "daily",
    ),
    (
        &[
            "morning and evening",
            "mornings and evenings",
            "morning and night",
            "am and pm",
        ],
        "2 a day",
    ),
    (
        &[
            "weekdays",
            "on weekdays",
            "every weekday",
            "workdays",
            "on workdays",
            "every workday",
        ],
        "5 a week",
    ),
    (
        &[
            "weekends",
            "on weekends",
            "at weekends",
            "at the weekend",
            "every weekend",
        ],
        "2 a week",
    ),
    (
        &["alternate days", "on alternate days", "every alternate day"],
        "every 2 days",
    ),
];

/// The days of a week.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What was probably meant by words that do not say how often.
fn meant(word: &str) -> Option<String> {
    let lower = word.trim().trim_end_matches('.').to_lowercase();
    let known = OTHER_WORDS
        .iter()
        .find(|(words, _)| words.contains(&lower.as_str()));
    if let Some((_, meant)) = known {
        return Some((*meant).to_owned());
    }
    // How often on a day, and on how many days: `once a day, 5 days a week`.
    if let Some((one, other)) = lower
        .split_once([',', ';'])
        .or_else(|| lower.split_once(" on "))
        && let (Some(one), Some(other)) = (parse(one), parse(other))
        && let [one, other] = {
            let mut both = [one, other];
            both.sort_by_key(|often| often.days);
            both
        }
        && (one.days, other.days) == (1, Often::WEEK)
    {
        let times = one.times.checked_mul(other.times)?;
        return Some(Often { times, ..other }.to_string());
    }
    // At the low end of a range.
    if let Some((low, high)) = ends(&lower.replace(" or ", " to ")) {
        let words = lower.replace(" or ", " to ");
        let (low, high) = (words.get(low)?.trim(), words.get(high)?.trim_start());
        let behind = high.trim_start_matches(|it: char| it.is_ascii_digit());
        return parse(&format!("{low}{behind}")).map(|often| often.to_string());
    }
    let is_between = |letter: char| !letter.is_alphanumeric();
    let days = lower
        .split(is_between)
        .filter(|word| !matches!(*word, "" | "and" | "on"));
    let is_day = |word: &str| {
        let word = word.trim_end_matches('s');
        word.len() > 1 && WEEKDAYS.iter().any(|day| day.starts_with(word))
    };
    let (known, others): (Vec<&str>, Vec<&str>) = days.partition(|word| is_day(word));
    let often = Often {
        times: u32::try_from(known.len()).ok()?,
        days: Often::WEEK,
    };
    if others.is_empty() && !known.is_empty() {
        return Some(often.to_string());
    }
    // Months and several weeks are counted in days.
    let in_days = match others.as_slice() {
        ["fortnightly"] | ["every", "fortnight"] => "every 14 days".to_owned(),
        ["monthly"] | ["every", "month"] | ["once", "a" | "per", "month"] => {
            "every 30 days".to_owned()
        }
        ["every", weeks, "weeks"] => format!("every {} days", number(weeks)?.checked_mul(7)?),
        _ => return None,
    };
    parse(&in_days).map(|often| often.to_string())
}

/// The words between the others, which say nothing.
const BETWEEN: [&str; 7] = ["a", "an", "per", "each", "times", "time", "x"];

/// The form of what [`parse`] reads.
pub(super) fn pattern() -> String {
    let word = in_any_case;
    let between = either_word(BETWEEN);
    let space = format!(r"[\s/×]+(({between})[\s/×]+)*");
    let names = either_word(NUMBERS.iter().map(|(name, _)| *name));
    let number = format!(r"(0*[1-9]\d?[xX]*|{names})");
    let (every, day, week) = (word("every"), word("day"), word("week"));
    let (daily, weekly) = (word("daily"), word("weekly"));
    let days = format!("{number}{space}{}", word("days"));
    let nth = either_word(["other", "second", "third"]);
    let long = format!("{every}{space}({day}|{week}|({nth}){space}{day}|{days})");
    let short = format!("{daily}|{day}|{weekly}|{week}");
    let in_days = format!("{every}{space}({day}|{week}|{days})");
    let weekly_days = format!(
        "({}|{day}){space}(({every}{space})?{week}|{weekly})",
        word("days")
    );
    let before = format!(r"[\s/×]*(({between})[\s/×]+)*");
    let behind = format!(r"([\s/×]+({between}))*[\s/×]*");
    format!("^{before}({short}|{long}|{number}{space}({weekly_days}|{short}|{in_days})){behind}$")
}

/// A number in digits, perhaps with an `x` behind it, or as a word.
pub(super) fn number(word: &str) -> Option<u32> {
    let known = NUMBERS.iter().find(|(name, _)| *name == word);
    let digits = || word.trim_end_matches('x').parse().ok();
    known.map(|(_, number)| *number).or_else(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_often_is_written_in_many_ways() {
        for (text, often) in [
            ("daily", (1, 1)),
            ("Every day", (1, 1)),
            ("2 a day", (2, 1)),
            ("twice daily", (2, 1)),
            ("3x/day", (3, 1)),
            ("every 2 days", (1, 2)),
            ("every other day", (1, 2)),
            ("3 a week", (3, 7)),
            ("3 times per week", (3, 7)),
            ("5 × a week", (5, 7)),
            ("5 days a week", (5, 7)),
            ("3 days per week", (3, 7)),
            ("one day a week", (1, 7)),
            ("once a week", (1, 7)),
            ("twice every 10 days", (2, 10)),
        ] {
            let (times, days) = often;
            let often = Often { times, days };
            assert_eq!(parse(text), Some(often), "{text}");
            let written = often.to_string();
            assert_eq!(parse(&written), Some(often), "{written}");
        }
        for (text, expected) in [
            ("3-4 times a week", Some("3 a week")),
            ("3 to 4 x per week", Some("3 a week")),
            ("2 or 3 times a day", Some("2 a day")),
            ("every 2-3 days", Some("every 2 days")),
            ("Weekdays", Some("5 a week")),
            ("mon, wed and fri", Some("3 a week")),
            ("Tuesdays & Thursdays", Some("2 a week")),
            ("before bed", Some("daily")),
            ("fortnightly", Some("every 14 days")),
            ("every 2 weeks", Some("every 14 days")),
            ("once a month", Some("every 30 days")),
            ("once a day, 5 days a week", Some("5 a week")),
            ("5 days a week, twice a day", Some("10 a week")),
            ("twice daily on 3 days per week", Some("6 a week")),
            ("often", None),
            ("after a run", None),
            ("3-4", None),
            ("", None),
        ] {
            assert_eq!(meant(text).as_deref(), expected, "{text}");
        }
        for text in [
            "",
            "often",
            "every",
            "2",
            "a day a week",
            "every x days",
            "-1 a day",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
