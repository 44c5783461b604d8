//! Notes as the steps of a file.

use std::fmt::Write as _;

use super::Noted;
use super::known::KnownNames;
use crate::core::routine::Work;
use crate::core::text::{is_hazardous, on_one_line};
use crate::format::prescribed::amount_keys::{amounts, in_seconds};
use crate::format::prescribed::line::NotedLine;
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
        Noted::Rounds(rounds) => {
            let mut keys = vec![("repeat", rounds.times.to_string())];
            if !rounds.name.is_empty() {
                keys.push(("name", as_toml(&rounds.name)));
            }
            keys.extend(rounds.between.map(|rest| ("between", in_seconds(rest))));
            step(&keys);
            for note in &rounds.inside {
                write(note, deep + 1, known, out);
            }
        }
    }
}

/// The keys of a step. One that uses a stretch has those that differ from it.
fn keys(line: &NotedLine, known: &KnownNames) -> Vec<(&'static str, String)> {
    let used = known.meant(line);
    let mut keys = vec![match &used {
        Some((id, _)) => ("use", as_toml(id)),
        None => ("name", as_toml(&capitalized(&line.name))),
    }];
    let kind = used.as_ref().map(|(_, exercise)| &exercise.work);
    let is_timer = matches!(kind, Some(Work::Time(_)))
        || kind.is_none() && (line.is_moved || is_timer(&line.name));
    if kind.is_none() && !is_timer && is_strength(line) {
        keys.push(("aim", as_toml("strength")));
    }
    keys.extend(amounts(line, used.map(|(_, exercise)| exercise), is_timer));
    if !line.how.is_empty() {
        keys.push(("how", as_toml(&line.how)));
    }
    keys
}

/// A name with a capital at its beginning: `10 squats` are called `Squats`.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
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
    MOVED.iter().any(|word| has(name, word))
}

/// Whether it is work rather than a stretch. A lunge is a stretch where it is held; several lunges are not.
fn is_strength(line: &NotedLine) -> bool {
    const LUNGE: &str = "lunge";
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
        LUNGE,
        "dip",
        "deadlift",
        "row",
        "bird dog",
        "bird-dog",
        "dead bug",
        "clam",
        "isometric",
    ];
    let is_one = line.side.is_some() || !has(&line.name, "lunges");
    let is_held = line.length.is_some() && is_one;
    let is_work = |word: &&str| *word != LUNGE || !is_held;
    let mut work = WORK.iter().copied().filter(is_work);
    !has(&line.name, "stretch") && work.any(|word| has(&line.name, word))
}

/// Whether one of the words of a name begins with this.
fn has(name: &str, beginning: &str) -> bool {
    let name = name.to_lowercase();
    let mut found = name.match_indices(beginning);
    found.any(|(at, _)| {
        let before = name.get(..at).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric)
    })
}
