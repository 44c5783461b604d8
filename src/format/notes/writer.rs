//! Notes as the steps of a file.

use std::fmt::Write as _;
use std::time::Duration;

use super::Noted;
use super::known::KnownNames;
use super::line::{NotedLength, NotedLine, NotedRange, NotedSide};
use crate::core::routine::{Exercise, Sides, Work};
use crate::core::span::written;
use crate::core::text::{is_hazardous, on_one_line};
use crate::format::wording::as_toml;

/// Writes a note, `deep` inside rounds.
pub(super) fn write(note: &Noted, deep: usize, known: &KnownNames, out: &mut String) {
    let indent = "  ".repeat(deep);
    let mut step = |keys: &[(&'static str, String)]| {
        let _ = writeln!(out, "\n{indent}[[step{}]]", ".step".repeat(deep));
        let wide = keys
            .iter()
            .map(|(key, _)| key.len())
            .max()
            .unwrap_or_default();
        for (key, value) in keys {
            let _ = writeln!(out, "{indent}{key:wide$} = {value}");
        }
    };
    match note {
        Noted::Step(line) => step(&keys(line, known)),
        Noted::Rest(seconds) => step(&[("rest", in_seconds(*seconds))]),
        Noted::Comment(text) => {
            let text = on_one_line(text);
            let text: String = text.chars().filter(|it| !is_hazardous(*it)).collect();
            let _ = writeln!(out, "\n{indent}# {text}");
        }
        Noted::Rounds(times, inside) => {
            step(&[("repeat", times.to_string())]);
            for note in inside {
                write(note, deep + 1, known, out);
            }
        }
    }
}

fn in_seconds(seconds: u32) -> String {
    as_toml(&written(Duration::from_secs(seconds.into())))
}

/// The keys of a step. One that uses a stretch has those that differ from it.
fn keys(line: &NotedLine, known: &KnownNames) -> Vec<(&'static str, String)> {
    let used = known
        .id(&line.name)
        .and_then(|id| Some((id, known.exercise(id)?)));
    let mut keys = vec![match &used {
        Some((id, _)) => ("use", as_toml(id)),
        None => ("name", as_toml(&line.name)),
    }];
    let kind = used.as_ref().map(|(_, exercise)| &exercise.work);
    let is_timer = matches!(kind, Some(Work::Time(_))) || kind.is_none() && is_timer(&line.name);
    if kind.is_none() && !is_timer && is_strength(&line.name) {
        keys.push(("aim", as_toml("strength")));
    }
    if let Some(length) = length(line) {
        keys.push((if is_timer { "time" } else { "hold" }, length));
    } else if let Some(count) = line.count {
        keys.push(("count", range(count)));
    }
    // Movements that are held: ten of five seconds.
    let reps = line
        .reps
        .or(line.count.filter(|_| line.length.is_some() || line.is_max));
    let lent = used
        .as_ref()
        .map_or(1, |(_, exercise)| exercise.repetition.times);
    let has_sets = used
        .as_ref()
        .is_some_and(|(_, exercise)| exercise.set_count() > 1);
    match reps.filter(|reps| *reps != (1, None)) {
        Some(reps) => keys.push(("reps", range(reps))),
        None if lent > 1 && line.has_amount() => keys.push(("reps", "1".to_owned())),
        None => {}
    }
    match line.sets.filter(|sets| *sets > 1) {
        Some(sets) => keys.push(("sets", sets.to_string())),
        None if has_sets && line.has_amount() => keys.push(("sets", "1".to_owned())),
        None => {}
    }
    if let Some(rest) = line.rest {
        let key = if line.sets.is_some() {
            "rest"
        } else {
            "between"
        };
        keys.push((key, in_seconds(rest)));
    }
    keys.extend(sides(line, used.map(|(_, exercise)| exercise)).map(|sides| ("sides", sides)));
    if let Some(load) = &line.load {
        keys.push(("load", as_toml(load)));
    }
    if !line.how.is_empty() {
        keys.push(("how", as_toml(&line.how)));
    }
    keys
}

/// The sides of a step, unless they are those of the stretch that it uses.
fn sides(line: &NotedLine, used: Option<&Exercise>) -> Option<String> {
    let sides = match line.side? {
        NotedSide::Left => "left",
        NotedSide::Right => "right",
        NotedSide::Each => "each",
    };
    let lent = used.and_then(|exercise| exercise.repetition.sides.as_ref());
    (sides != "each" || lent != Some(&Sides::Each)).then(|| as_toml(sides))
}

fn length(line: &NotedLine) -> Option<String> {
    if line.is_max {
        return Some(as_toml("max"));
    }
    let (least, most) = line.length?;
    let text = |length: NotedLength| match length {
        NotedLength::Seconds(seconds) => written(Duration::from_secs(seconds.into())),
        NotedLength::Breaths(1) => "1 breath".to_owned(),
        NotedLength::Breaths(breaths) => format!("{breaths} breaths"),
    };
    Some(as_toml(&match most {
        Some(most) => format!("{}-{}", text(least), text(most)),
        None => text(least),
    }))
}

fn range((least, most): NotedRange<u32>) -> String {
    most.map_or_else(
        || least.to_string(),
        |most| as_toml(&format!("{least}-{most}")),
    )
}

/// Whether it is moved for a time rather than held.
fn is_timer(name: &str) -> bool {
    const MOVED: [&str; 21] = [
        "walk",
        "run",
        "jog",
        "jump",
        "skip",
        "cycl",
        "bike",
        "row",
        "march",
        "jack",
        "climber",
        "burpee",
        "swing",
        "circle",
        "roll",
        "ice",
        "heat",
        "warm",
        "cool",
        "breath",
        "high knee",
    ];
    has_one_of(&MOVED, name)
}

/// Whether it is work rather than a stretch.
fn is_strength(name: &str) -> bool {
    const WORK: [&str; 18] = [
        "plank",
        "bridge",
        "squat",
        "wall sit",
        "raise",
        "push",
        "press",
        "curl",
        "crunch",
        "lunge",
        "dip",
        "deadlift",
        "row",
        "bird dog",
        "bird-dog",
        "dead bug",
        "clam",
        "isometric",
    ];
    has_one_of(&WORK, name)
}

fn has_one_of(words: &[&str], name: &str) -> bool {
    let name = name.to_lowercase();
    words.iter().any(|word| name.contains(word))
}
