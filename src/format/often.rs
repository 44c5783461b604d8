//! `often`: how often a routine is to be done, in the words of a prescription.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;

use super::fields::Value;
use super::keys::TableKey;
use super::pattern::{either_word, in_any_case};
use super::wording::quoted;
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
        let message = format!("{} is not how often", quoted(word));
        return Err(E07.at(place, message).label("not understood").help(help));
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
        [times, "weekly" | "week"] | [times, "every", "week"] => of(number(times)?, Often::WEEK),
        ["every", "other" | "second", "day"] => of(1, 2),
        ["every", "third", "day"] => of(1, 3),
        ["every", days, "days"] => of(1, number(days)?),
        [times, "every", days, "days"] => of(number(times)?, number(days)?),
        _ => None,
    }
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
    let before = format!(r"[\s/×]*(({between})[\s/×]+)*");
    let behind = format!(r"([\s/×]+({between}))*[\s/×]*");
    format!("^{before}({short}|{long}|{number}{space}({short}|{in_days})){behind}$")
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
            ("once a week", (1, 7)),
            ("twice every 10 days", (2, 10)),
        ] {
            let (times, days) = often;
            let often = Often { times, days };
            assert_eq!(parse(text), Some(often), "{text}");
            let written = often.to_string();
            assert_eq!(parse(&written), Some(often), "{written}");
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
