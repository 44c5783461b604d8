//! Amounts as they stand on the sheet of a therapist, such as `15s per side` or `8 to 12`: what to write instead, and on
//! which lines.

pub(in crate::format) mod amount_keys;
pub(in crate::format) mod line;
pub(in crate::format) mod line_reader;
pub(in crate::format) mod token;

use std::ops::Range;

use super::amounts::{number_of_breaths, unit_of};
use super::edits::line_end_of;
use super::keys::{COUNT, MOST_TIMES, REPS, SETS, Shape, TableKey};
use super::reader::Node;
use super::wording::{as_toml, quoted};
use crate::core::span;
use crate::core::text::listed;
use crate::diagnostic::Code::{E02, E05};
use crate::diagnostic::{Code, Diagnostic, Fix};
use amount_keys::amounts;
use line::NotedLength;

/// An amount, and what else was written with it.
#[derive(Debug)]
pub(super) struct Prescription {
    /// The value of the key itself.
    own: String,
    /// Other keys with their values.
    others: Vec<(&'static str, String)>,
    is_certain: bool,
}

/// What `text` prescribes as the value of `key`; `None` where a part of it is not understood.
pub(super) fn read(key: &TableKey, text: &str) -> Option<Prescription> {
    let (is_length, is_number) = match key.shape {
        Shape::Lengths | Shape::Length(_) => (true, false),
        Shape::Numbers(..) => (false, true),
        Shape::Number(..) if key.name == SETS.name => (false, true),
        _ => return None,
    };
    let is_one = matches!(key.shape, Shape::Length(_) | Shape::Number(..));
    if let Some(own) = each_set(text).filter(|_| is_number && !is_one) {
        return Some(Prescription {
            own,
            others: Vec::new(),
            is_certain: false,
        });
    }
    if let Some((own, is_certain)) = range(text, is_number).filter(|_| !is_one) {
        let others = Vec::new();
        return Some(Prescription {
            own,
            others,
            is_certain,
        });
    }
    let mut others = prescription(text, is_length)?;
    let names: &[&str] = match key.name {
        "reps" => &["reps", "count"],
        "sets" => &["sets"],
        _ if is_number => &["count"],
        _ => &["hold"],
    };
    let at = others.iter().position(|(name, _)| names.contains(name))?;
    let (_, own) = others.remove(at);
    let is_known = !matches!(key.shape, Shape::Length(_)) || others.is_empty();
    is_known.then_some(Prescription {
        own,
        others,
        is_certain: false,
    })
}

/// The keys that a text such as `2x20s per side` stands for; `None` where it says anything else. Numbers alone, as in
/// `2x20`, are seconds if `is_length`.
fn prescription(text: &str, is_length: bool) -> Option<Vec<(&'static str, String)>> {
    let mut line = line_reader::read_amounts(text).or_else(|| {
        // `10 each side`
        let is_number = |it: char| it.is_ascii_digit() || matches!(it, '-' | '–');
        let behind = text.trim_start().trim_start_matches(is_number);
        let number = text.trim_start().strip_suffix(behind)?;
        let unit = if is_length { "s" } else { "reps" };
        line_reader::read_amounts(&format!("{number} {unit} {behind}"))
    })?;
    if let (true, None, Some((least, most)), Some(sets)) =
        (is_length, line.length, line.count, line.sets)
    {
        let seconds = NotedLength::Seconds;
        line.length = Some((seconds(least), most.map(seconds)));
        (line.count, line.sets, line.reps) = (None, None, Some((sets, None)));
    }
    let is_possible = line.is_possible(MOST_TIMES);
    is_possible.then(|| amounts(&line, None, false))
}

/// The problem of a number in words.
pub(super) fn of_number(source: &str, key: &TableKey, node: &Node) -> Option<Diagnostic> {
    if !matches!(key.shape, Shape::Numbers(..) | Shape::Number(..)) {
        return None;
    }
    let place = &node.span();
    let found = read(key, node.get_ref().as_str()?)?;
    let (name, expected) = (key.name, key.shape.expected());
    let message = format!("`{name}` is a text, but must be {expected}");
    let Some(written) = counted(key, source, place).filter(|_| !found.others.is_empty()) else {
        return Some(found.told(E02, message, (name, source), place));
    };
    let count = COUNT.name;
    let problem = found.told(E02, message, (count, source), place);
    let fix = problem.fix.clone().map(|fix| fix.and(&written, count));
    Some(problem.fix(fix))
}

/// Where the key of repetitions stands whose value is at `place` of `source`, if they are movements: nothing beside them
/// says what is repeated.
fn counted(key: &TableKey, source: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let mut kinds = ["hold", "time", "breaths", "count", "use"].into_iter();
    let is_said =
        kinds.any(|kind| stands_beside(source, place, kind)) || source.contains("[defaults]");
    let before = source.get(..place.start)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = source.get(start..place.start)?;
    let start = start + line.len() - line.trim_start().len();
    let is_key = line.trim_start().starts_with(key.name);
    (key.name == REPS.name && is_key && !is_said).then(|| start..start + key.name.len())
}

/// The problem of a length that says more than how long, or something else.
pub(super) fn of_length(source: &str, key: &TableKey, node: &Node) -> Option<Diagnostic> {
    let (name, place) = (key.name, &node.span());
    let text = node.get_ref().as_str()?;
    let message = format!("`{name}` is not a length of time");
    if let Some(found) = read(key, text) {
        return Some(found.told(E05, message, (name, source), place));
    }
    let others = prescription(text, false)?;
    let (counted, number) = others.first()?;
    (*counted == "count" && matches!(key.shape, Shape::Lengths)).then(|| {
        E05.at(place, message)
            .label("this is a number of times")
            .help(format!(
                "movements are counted with `count = {number}` in place of `{name}`; `{name}` is how long each of them lasts, and `reps` how often"
            ))
    })
}

impl Prescription {
    /// The problem with this message of the key called `name`, whose value stands at `place` of `source`.
    pub(super) fn told(
        &self,
        code: Code,
        message: impl Into<String>,
        (name, source): (&str, &str),
        place: &Range<usize>,
    ) -> Diagnostic {
        let others = self.others.iter();
        let others = others.filter(|(key, _)| !stands_beside(source, place, key));
        let others: Vec<String> = others
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        let own = quoted(&format!("{name} = {}", self.own));
        let (label, help) = match others.as_slice() {
            [] => ("this is written in another way", format!("write {own}")),
            lines => {
                let each: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
                let line = if lines.len() == 1 {
                    "a line of its own"
                } else {
                    "lines of their own"
                };
                let help = format!("write {own}, and {} on {line}", listed(&each, "and"));
                ("each part of this has a key of its own", help)
            }
        };
        let before = source.get(..place.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let indent = line
            .get(..line.len() - line.trim_start().len())
            .unwrap_or_default();
        let text = others.iter().fold(self.own.clone(), |text, line| {
            text + line_end_of(source) + indent + line
        });
        let is_certain = self.is_certain && self.others.is_empty();
        code.at(place, message)
            .label(label)
            .help(help)
            .fix(Fix::likely(place, text).certain_if(is_certain))
    }
}

/// Whether `key` stands in the same table as the value at `place`.
fn stands_beside(source: &str, place: &Range<usize>, key: &str) -> bool {
    let before = source.get(..place.start).unwrap_or_default();
    let behind = source.get(place.end..).unwrap_or_default();
    let start = before.rfind("\n[").unwrap_or_default();
    let end = place.end + behind.find("\n[").unwrap_or(behind.len());
    let table = source.get(start..end).unwrap_or_default();
    table.lines().any(|line| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    })
}

/// Three numbers or more as a list with one for each set: `6-4-2`.
fn each_set(text: &str) -> Option<String> {
    let numbers = text.split(['-', '–', '/', ',']).map(str::trim);
    let numbers: Option<Vec<u32>> = numbers.map(|number| number.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.len() > 2)?;
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    Some(format!("[{}]", numbers.join(", ")))
}

/// A range whose ends other signs or words than a dash divide, as it is written here, and whether that is beyond doubt.
fn range(text: &str, is_number: bool) -> Option<(String, bool)> {
    const BETWEEN: [&str; 9] = [" to ", " till ", " or ", " bis ", "..", "…", "~", "-", "–"];
    let lower = text.trim().to_lowercase();
    let plain = ["from ", "between "]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let ends = if let Some(ends) = lower.strip_prefix("between ") {
        ends.split_once(" and ")
    } else {
        let text = plain.unwrap_or(&lower);
        BETWEEN.iter().find_map(|between| text.split_once(between))
    };
    let (low, high) = ends?;
    let (low, high) = (low.trim(), high.trim_matches(['.', ' ']));
    if is_number {
        let high = ["reps", "repetitions", "times", "x"]
            .iter()
            .find_map(|word| high.strip_suffix(word))
            .unwrap_or(high);
        let ends: (u32, u32) = (low.parse().ok()?, high.trim().parse().ok()?);
        let text = format!("{}-{}", ends.0, ends.1);
        return (ends.0 < ends.1).then(|| (as_toml(&text), true));
    }
    if let (Some(most), Ok(least)) = (number_of_breaths(high), low.parse::<u32>()) {
        let most: u32 = most.parse().ok()?;
        let text = format!("{least}-{most} breaths");
        return (least < most && most <= MOST_TIMES).then(|| (as_toml(&text), true));
    }
    let length = |text: &str| {
        let parsed = span::parse(text);
        parsed
            .or_else(|wrong| span::parse(&wrong.instead.unwrap_or_default()))
            .ok()
    };
    let low = format!("{low}{}", unit_of(low, high));
    let (least, most) = (length(&low)?, length(high)?);
    // As it is written, where that is right.
    let written = |text: &str, length| match span::parse(text) {
        Ok(_) => text.to_owned(),
        Err(_) => span::written(length),
    };
    let text = format!("{}-{}", written(&low, least), written(high, most));
    let has_unit = high.contains(char::is_alphabetic) && !lower.contains(" or ");
    (least < most && !least.is_zero()).then(|| (as_toml(&text), has_unit))
}

#[cfg(test)]
mod tests {
    use super::super::keys::routine::{COUNT, HOLD, READY, REPS, SETS};
    use super::*;

    fn written(key: &TableKey, text: &str) -> Option<String> {
        let found = read(key, text)?;
        let others = found
            .others
            .iter()
            .map(|(key, value)| format!(" {key}={value}"));
        Some(found.own.clone() + &others.collect::<String>())
    }

    #[test]
    fn an_amount_of_a_sheet_is_taken_apart() {
        for (key, text, expected) in [
            (&HOLD, "15s per side", "\"15s\" sides=\"each\""),
            (&HOLD, "30s each side", "\"30s\" sides=\"each\""),
            (&HOLD, "30s to 60s", "\"30s-60s\""),
            (&HOLD, "30 to 60", "\"30s-1m\""),
            (&HOLD, "between 20 and 30s", "\"20s-30s\""),
            (&HOLD, "2×30", "\"30s\" reps=2"),
            (&HOLD, "30 secs x 3", "\"30s\" reps=3"),
            (&HOLD, "2x20s per side", "\"20s\" reps=2 sides=\"each\""),
            (&HOLD, "hold 30s", "\"30s\""),
            (&HOLD, "5 to 8 breaths", "\"5-8 breaths\""),
            (&COUNT, "8 to 12", "\"8-12\""),
            (&COUNT, "10 per side", "10 sides=\"each\""),
            (&COUNT, "3 x 10", "10 sets=3"),
            (&COUNT, "10-12 reps", "\"10-12\""),
            (&COUNT, "10 each side", "10 sides=\"each\""),
            (&HOLD, "30 each side", "\"30s\" sides=\"each\""),
            (&COUNT, "10/side", "10 sides=\"each\""),
            (&REPS, "3x10", "10 sets=3"),
            (&REPS, "6-4-2", "[6, 4, 2]"),
            (&REPS, "8-12 per side", "\"8-12\" sides=\"each\""),
            (&SETS, "4x8", "4 count=8"),
            (&SETS, "3 sets of 8-12", "3 count=\"8-12\""),
            (&READY, "5 seconds", "\"5s\""),
        ] {
            assert_eq!(written(key, text).as_deref(), Some(expected), "{text}");
        }
    }

    /// No part of a text is lost.
    #[test]
    fn what_is_not_understood_prescribes_nothing() {
        for (key, text) in [
            (&HOLD, "until it burns"),
            (&HOLD, "15s, 20s"),
            (&HOLD, "15s + 15s"),
            (&HOLD, "20s and 30s"),
            (&HOLD, "10 reps"),
            (&HOLD, "max 30s"),
            (&HOLD, "60s to 30s"),
            (&READY, "5s per side"),
            (&COUNT, "slowly"),
        ] {
            assert_eq!(written(key, text), None, "{text}");
        }
    }
}
