//! W01, W02, W11: how long stretches are held and movements take.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use super::limits::{
    HELD_A_SIDE, HELD_A_SIDE_SOURCE, HOLD, HOLD_OF_OLDER_ADULTS, HOLD_SOURCE, MOVEMENT,
};
use super::outline::Outline;
use crate::core::routine::Work;
use crate::core::span;
use crate::core::stretch::Aim;
use crate::core::timeline::Kind;
use crate::diagnostic::Code::{W01, W02, W11};
use crate::diagnostic::{Diagnostic, Fix};

/// The way out for what is held for another reason.
const NO_STRETCH: &str = "what is no stretch has an `aim`, such as `aim = \"strength\"`";

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    for (known, exercise) in outline.exercises() {
        let Some(field) = outline.inherited(known, "hold") else {
            continue;
        };
        // Of several sets the first one that is held too short or too long.
        let holds = exercise.each_set().filter_map(|(work, _)| match work {
            Work::Hold(timed) => timed.length,
            _ => None,
        });
        let Some(hold) = holds.into_iter().find(|hold| !HOLD.contains(hold)) else {
            continue;
        };
        let place = field.place.clone();
        if let Some(seconds) =
            seconds_in_minutes(outline.raw(&place)).filter(|_| hold > HELD_A_SIDE)
        {
            found.push(in_minutes(hold, seconds, &place, exercise.aim));
        } else if exercise.aim == Aim::Stretch {
            found.push(held_otherwise(hold, exercise.repetition.times, &place));
        }
    }
    sums(outline, found);
    found.extend(paces(outline));
}

/// W11: a hold of minutes, where as many seconds may be meant.
fn in_minutes(hold: Duration, seconds: u64, place: &Range<usize>, aim: Aim) -> Diagnostic {
    // A repair that brings advice of its own is none.
    let is_right = HOLD.contains(&Duration::from_secs(seconds)) || aim != Aim::Stretch;
    let otherwise = "for a plain timer, such as a walk, write `time` instead of `hold`";
    let problem = W11
        .at(place, format!("a hold of {}", span::short(hold)))
        .label("`m` is minutes");
    if !is_right {
        return problem.help(otherwise);
    }
    let length = format!("\"{seconds}s\"");
    let help = format!("for {seconds} seconds write `hold = {length}`; {otherwise}");
    problem.help(help).fix(Fix::likely(place, length))
}

/// W01: a hold that is too short or too long for a stretch, so many `times` on each side.
fn held_otherwise(hold: Duration, times: u32, place: &Range<usize>) -> Diagnostic {
    let (shortest, longest) = (HOLD.start().as_secs(), HOLD.end().as_secs());
    let of_older = HOLD_OF_OLDER_ADULTS;
    let (from, until) = (of_older.start().as_secs(), of_older.end().as_secs());
    let older = format!("older adults {from} to {until} s");
    let in_all = hold.as_secs() * u64::from(times);
    let reps = in_all.div_ceil(longest);
    let (label, help) = if hold < *HOLD.start() {
        let help = "what is done without holding still is a `count`".to_owned();
        (format!("under {shortest} s"), help)
    } else if hold > HELD_A_SIDE {
        let reps = 60_u64.div_ceil(longest);
        let help = format!(
            "about a minute in all is enough: `hold = \"{longest}s\"` with `reps = {reps}`; a plain timer, such as a walk, is `time`"
        );
        (format!("over {longest} s"), help)
    } else {
        let each = in_all.div_ceil(reps);
        let help =
            format!("the same in all does the same: `hold = \"{each}s\"` with `reps = {reps}`");
        (format!("over {longest} s"), help)
    };
    W01.at(place, format!("a hold of {}", span::short(hold)))
        .label(label)
        .help(format!(
            "hold each stretch {shortest} to {longest} s, {older}; {help}; {NO_STRETCH}"
        ))
        .source(HOLD_SOURCE)
}

/// W11: movements that take minutes.
fn paces<'a>(outline: &'a Outline) -> impl Iterator<Item = Diagnostic> + 'a {
    outline.exercises().filter_map(move |(known, exercise)| {
        let pace = exercise.work.counted()?.pace?;
        let field = outline.inherited(known, "pace").filter(|_| pace > MOVEMENT)?;
        let message = format!("a movement of {}", span::short(pace));
        Some(
            W11.at(&field.place, message)
                .label(format!("over {}", span::short(MOVEMENT)))
                .help("`pace` is how long one movement takes, or its phases, such as `pace = \"3-1-3\"`; movement for minutes is `time`"),
        )
    })
}

/// W02: what the holds of one stretch add up to, wherever in the routine they stand.
fn sums(outline: &Outline, found: &mut Vec<Diagnostic>) {
    // By name and side: the first step of that name, and the sum.
    let mut sums: BTreeMap<(String, String), (usize, Duration)> = BTreeMap::new();
    for segment in outline.timeline.iter() {
        let (Kind::Hold, Some(length), Some(name)) =
            (segment.kind, segment.length, &segment.step.name)
        else {
            continue;
        };
        let side = segment.side.as_ref().map(|side| side.word().to_owned());
        let key = (name.to_lowercase(), side.unwrap_or_default());
        let (_, sum) = sums.entry(key).or_insert((segment.step.id, Duration::ZERO));
        *sum += length;
    }
    for ((_, side), (id, sum)) in sums {
        let Some(known) = outline.steps.get(id).filter(|_| sum > HELD_A_SIDE) else {
            continue;
        };
        let Some(exercise) = known.step.exercise() else {
            continue;
        };
        // A single hold that is too long has been reported.
        if exercise.aim != Aim::Stretch || exercise.work.length() > Some(HELD_A_SIDE) {
            continue;
        }
        let sets = outline.inherited(known, "sets");
        let place = sets
            .filter(|_| exercise.set_count() > 1)
            .or_else(|| outline.inherited(known, "reps"))
            .or_else(|| outline.inherited(known, "hold"))
            .map_or_else(|| known.fields.place.clone(), |field| field.place.clone());
        let on = if side.is_empty() { "" } else { " on each side" };
        found.push(
            W02.at(
                &place,
                format!("one stretch is held {} in all{on}", span::spoken(sum)),
            )
            .label(format!("over {}", span::short(HELD_A_SIDE)))
            .help(format!("about a minute in all is enough: fewer repetitions or rounds do the same; {NO_STRETCH}"))
            .source(HELD_A_SIDE_SOURCE),
        );
    }
}

/// The number in a length that is written in whole minutes alone: `10` in `"10m"`.
fn seconds_in_minutes(raw: &str) -> Option<u64> {
    let inner = raw.trim_matches(['"', '\'']).trim().to_lowercase();
    let number = inner.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = inner.get(number.len()..)?;
    matches!(unit, "m" | "min" | "mins" | "minutes")
        .then(|| number.trim().parse().ok())
        .flatten()
}
