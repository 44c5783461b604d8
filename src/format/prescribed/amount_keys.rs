//! What a line says, as the keys of a step.

use std::time::Duration;

use super::line::{NotedLength, NotedLine, NotedRange, NotedSide};
use crate::core::routine::{Exercise, Sides};
use crate::core::span::written;
use crate::format::wording::as_toml;

/// The keys that say how long, how often and on which side.
pub(in crate::format) fn amounts(
    line: &NotedLine,
    used: Option<&Exercise>,
    is_timer: bool,
) -> Vec<(&'static str, String)> {
    let mut keys = Vec::new();
    if let Some(length) = length(line) {
        keys.push((if is_timer { "time" } else { "hold" }, length));
    } else if let Some(count) = line.count {
        keys.push(("count", range(count)));
    }
    // Movements that are held: ten of five seconds.
    let reps = line
        .reps
        .or(line.count.filter(|_| line.length.is_some() || line.is_max));
    let lent = used.map_or(1, |exercise| exercise.repetition.times);
    let has_sets = used.is_some_and(|exercise| exercise.set_count() > 1);
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
    keys.extend(sides(line, used).map(|sides| ("sides", sides)));
    keys.extend(line.switch.map(|switch| ("switch", in_seconds(switch))));
    if let Some(load) = &line.load {
        keys.push(("load", as_toml(load)));
    }
    keys
}

/// The sides of a step, unless they are those of the stretch that it uses.
fn sides(line: &NotedLine, used: Option<&Exercise>) -> Option<String> {
    let sides = match line.side? {
        NotedSide::Left => "left",
        NotedSide::Right => "right",
        NotedSide::Each => "each",
        NotedSide::LeftFirst => return Some("[\"left\", \"right\"]".to_owned()),
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

/// A length of so many seconds, as it is written.
pub(in crate::format) fn in_seconds(seconds: u32) -> String {
    as_toml(&written(Duration::from_secs(seconds.into())))
}
