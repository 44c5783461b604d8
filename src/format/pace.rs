//! The pace of counted movements: a length of time, or the phases of a movement in seconds, such as `3-1-3`.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::time::Duration;

use toml::de::DeValue;

use super::duration;
use super::fields::Value;
use super::keys::{Shape, TableKey, Zero};
use super::quotation::Quotation;
use super::reader::Node;
use super::wording::as_toml;
use crate::core::routine::Tempo;
use crate::core::span;
use crate::diagnostic::Code::E05;
use crate::diagnostic::{Diagnostic, Fix};

/// The longest phase of a movement, in seconds.
const LONGEST: u64 = 60;

/// How long a counted movement takes, and its phases where they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) length: Duration,
    pub(crate) tempo: Option<Tempo>,
}

/// The pace at `node`; `None` where the shape or the value is of another type.
pub(super) fn read(source: &str, key: &TableKey, node: &Node) -> Option<Result<Value, Diagnostic>> {
    if !matches!(key.shape, Shape::Pace) {
        return None;
    }
    let mut text = None;
    if let DeValue::String(_) = node.get_ref() {
        let quotation = Quotation::new(source, node)?;
        if let Some(phases) = phases(quotation.text) {
            return Some(of_phases(key.name, &phases, &quotation).map(Value::of));
        }
        text = Some(quotation.text);
    } else if let DeValue::Integer(_) = node.get_ref() {
        // No movement takes minutes: `3010` is the tempo of a gym.
        text = source.get(node.span());
    }
    if let Some((meant, is_certain)) = text.and_then(phases_in) {
        let (name, place) = (key.name, node.span());
        let problem = E05
            .at(&place, format!("`{name}` is not written as phases are"))
            .label("dashes stand between the phases of a movement")
            .help(format!(
                "write `{name} = {meant}`: out, hold and back, in seconds"
            ));
        return Some(Err(
            problem.fix(Fix::likely(&place, meant).certain_if(is_certain))
        ));
    }
    let shape = Shape::Length(Zero::Refused);
    let length = duration::read(source, &TableKey { shape, ..*key }, node)?;
    Some(length.map(|value| {
        Value::of(Pace {
            length: value.get().copied().unwrap_or_default(),
            tempo: None,
        })
    }))
}

/// The numbers of a text that is made of several of them, with dashes between; of some size, so that their sum is one.
pub(super) fn phases(text: &str) -> Option<Vec<u64>> {
    let phases = text.split(['-', '–', '—']).map(|phase| {
        let phase = phase.trim();
        let phase = phase.strip_suffix('s').unwrap_or(phase);
        phase.trim_end().parse::<u32>().ok().map(u64::from)
    });
    let phases: Option<Vec<u64>> = phases.collect();
    phases.filter(|phases| phases.len() > 1)
}

/// Phases that stand without quotes, as they are written.
pub(super) fn quoted_phases(raw: &str) -> Option<String> {
    let as_they_are = phases(raw).map(|_| as_toml(raw));
    as_they_are.or_else(|| Some(phases_in(raw)?.0))
}

/// Phases that are written in another way, such as `3:1:3`, `31X1` or `3s up, 1s hold, 3s down`, as they are written here,
/// and whether that is beyond doubt. `X` is as fast as one can.
fn phases_in(text: &str) -> Option<(String, bool)> {
    let lower = text.trim().to_lowercase();
    let joined = |phases: &[&str]| as_toml(&phases.join("-").replace('x', "1"));
    let is_phase = |phase: &str| {
        let number = phase.parse::<u64>().is_ok_and(|phase| phase <= LONGEST);
        number || phase == "x"
    };
    let parts = lower.split([':', '/', ',', ' ', '.', '|', '-']);
    let parts = parts.map(|part| part.strip_suffix('s').unwrap_or(part));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if (3..=4).contains(&parts.len()) && parts.iter().all(|part| is_phase(part)) {
        return Some((joined(&parts), !lower.contains('x')));
    }
    let is_digit = |letter: char| letter.is_ascii_digit() || letter == 'x';
    let is_bare = lower.len() == 4 || lower.len() == 3 && !lower.contains('x');
    if is_bare && !lower.starts_with('0') && lower.chars().all(is_digit) {
        let digits: Vec<&str> = lower.split("").filter(|digit| !digit.is_empty()).collect();
        return Some((joined(&digits), false));
    }
    let numbers = lower.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<&str> = numbers.filter(|number| !number.is_empty()).collect();
    let is_length = span::parse(text).map_or_else(|wrong| wrong.instead.is_some(), |_| true);
    match numbers.as_slice() {
        _ if is_length || !numbers.iter().all(|number| is_phase(number)) => None,
        [out, back] => Some((joined(&[out, "0", back]), false)),
        [_, _, _] | [_, _, _, _] => Some((joined(&numbers), false)),
        _ => None,
    }
}

fn of_phases(name: &str, phases: &[u64], quotation: &Quotation) -> Result<Pace, Diagnostic> {
    let place = &quotation.place();
    let [out, hold, back, ..] = *phases else {
        return Err(E05
            .at(place, format!("`{name}` has two phases"))
            .label("out, hold and back belong here")
            .help(format!(
                "write three or four numbers, such as `{name} = \"3-1-3\"`"
            ))
            .fix(match phases {
                [out, back] => Some(Fix::likely(place, format!("\"{out}-0-{back}\""))),
                _ => None,
            }));
    };
    let rest = phases.get(3).copied().unwrap_or_default();
    if phases.len() > 4 {
        let message = format!("`{name}` has {} phases", phases.len());
        return Err(E05
            .at(place, message)
            .label("four at most: out, hold, back and rest")
            .help(format!(
                "write three or four numbers, such as `{name} = \"3-1-3-0\"`"
            )));
    }
    if out == 0 {
        return Err(E05
            .at(place, format!("the first phase of `{name}` is zero"))
            .label("the way out takes at least a second")
            .help(format!("write for example `{name} = \"1-{hold}-{back}\"`")));
    }
    if phases.iter().any(|phase| *phase > LONGEST) {
        return Err(E05
            .at(
                place,
                format!("a phase of `{name}` is longer than {LONGEST} s"),
            )
            .label("too long for a phase of a movement")
            .help("a movement that is held is a `hold`"));
    }
    let tempo = Tempo([out, hold, back, rest].map(Duration::from_secs));
    Ok(Pace {
        length: tempo.length(),
        tempo: Some(tempo),
    })
}
