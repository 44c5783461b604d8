//! Lines that say how often others are done: `3 rounds:`, `Main (repeat 3 times)`, `Circuit x3`.

use std::ops::Range;

use crate::format::keys::MOST_TIMES;
use crate::format::prescribed::line_reader;
use crate::format::prescribed::token::{NoteToken, tokens};

/// A line that says how often others are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoundsLine {
    /// What they are called; empty where the line has no name for them.
    pub(super) name: String,
    pub(super) times: u32,
    /// The rest between two rounds, in seconds.
    pub(super) between: Option<u32>,
    /// Whether it speaks of what stands above it.
    pub(super) is_above: bool,
}

const REPEATS: [&str; 5] = ["repeat", "do", "perform", "complete", "for"];
const UNITS: [&str; 6] = ["rounds", "round", "circuits", "cycles", "times", "sets"];
const SIGNS: [&str; 2] = ["x", "×"];

/// Words that name a part of a routine.
const PARTS: [&str; 21] = [
    "circuit",
    "round",
    "main",
    "set",
    "block",
    "superset",
    "part",
    "section",
    "workout",
    "routine",
    "warm-up",
    "warmup",
    "cool-down",
    "cooldown",
    "finisher",
    "series",
    "group",
    "sequence",
    "exercises",
    "tabata",
    "work",
];

/// Words that add nothing to such a line.
const SMALL: [&str; 22] = [
    "repeat",
    "do",
    "perform",
    "complete",
    "for",
    "of",
    "the",
    "a",
    "all",
    "this",
    "whole",
    "entire",
    "everything",
    "following",
    "below",
    "above",
    "and",
    "through",
    "total",
    "in",
    "then",
    "these",
];

/// What `line` says of the lines around it.
pub(super) fn read(line: &str) -> Option<RoundsLine> {
    let line = line.trim();
    let text = line.trim_start_matches('#').trim();
    let bare = text.strip_suffix(':').unwrap_or(text).trim();
    let is_heading = bare.len() < line.len();
    let tokens = tokens(bare);
    let (place, times) = times_in(&tokens)?;
    let said = tokens.get(place.clone())?;
    let start = said.first()?.place.start;
    let end = said.last()?.place.end;
    let (before, behind) = (bare.get(..start)?, bare.get(end..)?);
    let others = line_reader::read(&format!("{before} {behind}"));
    if others.has_amount() || others.sets.is_some() || !(2..=MOST_TIMES).contains(&times) {
        return None;
    }
    let words: Vec<&NoteToken> = tokens
        .iter()
        .filter(|token| token.text.chars().all(char::is_alphabetic))
        .collect();
    let has = |word: &str| words.iter().any(|token| token.text == word);
    let name = name(&format!("{} {}", others.name, others.how));
    let repeats = has("repeat");
    let is_round = said
        .iter()
        .any(|it| it.is(&UNITS) && !it.is(&["times", "sets"]));
    let is_sign = said.iter().all(|it| !it.is(&UNITS));
    let in_brackets = before.trim_end().ends_with('(') && (repeats || is_round);
    let is_part = is_part(&name) && (repeats || is_heading || !name.is_empty() || !is_sign);
    let ends_it = behind.chars().all(|it| !it.is_alphanumeric());
    (is_part || in_brackets || is_heading && ends_it).then(|| RoundsLine {
        between: others.rest,
        is_above: has("above")
            || repeats && !is_heading && !in_brackets && !has("following") && !has("below"),
        name,
        times,
    })
}

/// Where the tokens say how often, and how often that is.
fn times_in(tokens: &[NoteToken]) -> Option<(Range<usize>, u32)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.is(words));
    let dashes = ["-", "–", "to"];
    let (range, times) = (0..tokens.len()).find_map(|at| {
        // At the low end of a range.
        if is(at + 1, &dashes) && is(at + 3, &UNITS) && number(tokens.get(at + 2)?).is_some() {
            return Some((at..at + 4, number(tokens.get(at)?)?));
        }
        if is(at, &SIGNS)
            && let Some(times) = number(tokens.get(at + 1)?)
        {
            return Some((at..at + 2, times));
        }
        if is(at, &["twice"]) {
            return Some((at..at + 1, 2));
        }
        let times = number(tokens.get(at)?)?;
        if is(at + 1, &["more"]) && is(at + 2, &UNITS) {
            return Some((at..at + 3, times.checked_add(1)?));
        }
        (is(at + 1, &UNITS) || is(at + 1, &SIGNS)).then_some((at..at + 2, times))
    })?;
    let first = range.start;
    let from = first - usize::from(first > 0 && is(first - 1, &REPEATS));
    Some((from..range.end, times))
}

fn number(token: &NoteToken) -> Option<u32> {
    let words = ["two", "three", "four", "five", "six"];
    let word = words.iter().position(|word| token.text == *word);
    token
        .number()
        .or_else(|| u32::try_from(word?).ok()?.checked_add(2))
}

/// The name in what stands beside the number of rounds.
fn name(text: &str) -> String {
    let text = text.trim_matches(|it: char| !it.is_alphanumeric());
    let mut words = text.split_whitespace();
    let is_small = |word: &str| SMALL.contains(&word.to_lowercase().trim_end_matches(','));
    let is_order = words.clone().next().is_some_and(is_small);
    if is_order && is_part(text) || words.all(is_small) {
        return String::new();
    }
    text.to_owned()
}

/// Whether a name is that of a part of a routine, such as `Set A`, or none.
pub(super) fn is_part(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split_whitespace().all(|word| {
        let word = word.trim_matches(|it: char| !it.is_alphanumeric());
        let is_label = word.len() < 2 || word.chars().all(|it| it.is_ascii_digit());
        is_label || PARTS.contains(&word) || SMALL.contains(&word)
    })
}

/// The rest that a line names for the time between rounds, in seconds.
pub(super) fn rest_between(line: &str) -> Option<u32> {
    let words = line.to_lowercase();
    let is_between = ["between", "after each", "after every"]
        .iter()
        .any(|word| words.contains(word));
    let are_rounds = ["round", "set", "circuit"]
        .iter()
        .any(|word| words.contains(word));
    let found = line_reader::read(line);
    let says_more = found.has_amount() || found.sets.is_some();
    found
        .rest
        .filter(|_| is_between && are_rounds && !says_more)
}
