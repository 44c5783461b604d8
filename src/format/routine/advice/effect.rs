//! W12: keys, stretches and blocks without effect.

use std::collections::BTreeSet;
use std::time::Duration;

use super::super::super::fields::{Fields, WrittenKey};
use super::super::super::wording::quoted;
use super::outline::{Known, Outline};
use crate::core::routine::{Exercise, First, Order, Repetition};
use crate::core::span::short;
use crate::core::timeline::{Kind, SideTurn};
use crate::diagnostic::Code::W12;
use crate::diagnostic::Diagnostic;

/// The keys that may change nothing where they stand.
const KEYS: [&str; 5] = ["pace", "order", "switch", "between", "rest"];

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let effective = effective(outline);
    let idle = |field: &WrittenKey| !effective.contains(&field.key.start);
    for known in &outline.steps {
        for key in KEYS {
            if let Some(field) = known.fields.get(key).filter(|field| idle(field)) {
                found.push(without_effect(known, key, field));
            }
        }
    }
    let used = used(outline);
    for (id, fields) in outline.stretches.iter() {
        if !used.contains(id.value.as_str()) {
            found.push(
                W12.at(
                    &id.place,
                    format!("no step uses the stretch {}", quoted(&id.value)),
                )
                .label("so it is never played")
                .help("take it with `use` in a step, or take it out"),
            );
            continue;
        }
        for key in KEYS {
            if let Some(field) = fields.get(key).filter(|field| idle(field)) {
                found.push(idle_for_all(key, field, "no step that uses this stretch"));
            }
        }
    }
    if let Some(defaults) = outline.defaults {
        for (key, field) in defaults.iter().filter(|(_, field)| idle(field)) {
            found.push(idle_for_all(key, field, "no step"));
        }
    }
    if let Some(field) = outline.fields.get("breath").filter(|field| idle(field)) {
        found.push(idle_for_all("breath", field, "no step"));
    }
    for (known, block) in outline.blocks() {
        found.extend(unheard(known, &block.repetition));
        let has_words = block.name.is_some() || block.cue.is_some();
        if has_words {
            continue;
        }
        if let Some(field) = known.fields.get("repeat")
            && block.repetition.times == 1
            && block.repetition.sides.is_none()
            && !block.is_chosen()
        {
            found.push(
                W12.at(&field.place, "a block that is played once")
                .label("`repeat = 1` changes nothing without `sides`")
                .help(
                    "repeat it more often, give it `sides`, or let its steps stand for themselves",
                ),
            );
        }
    }
}

/// A name or a cue of a block that has no time in which it could be shown and said.
fn unheard(known: &Known, repetition: &Repetition) -> Option<Diagnostic> {
    let written = ["cue", "name"].into_iter();
    let mut written = written.filter_map(|key| Some((key, known.fields.get(key)?)));
    let (key, field) = written.next()?;
    let ready = known.fields.get("ready")?;
    let problem = W12
        .at(&field.key, format!("`{key}` changes nothing here"))
        .label("it is neither shown nor said")
        .also(&ready.place, "no time before this block")
        .help("take this `ready` out: it is then as long as it takes to say name and cue");
    repetition.ready.is_zero().then_some(problem)
}

/// The places of the keys that change the session, in whatever table.
fn effective(outline: &Outline) -> BTreeSet<usize> {
    let mut effective = BTreeSet::new();
    for known in &outline.steps {
        let mut mark = |key: &str| {
            let field = outline.inherited(known, key);
            effective.extend(field.map(|field| field.key.start));
        };
        let Some(repetition) = known.step.repetition() else {
            mark("rest");
            continue;
        };
        let exercise = known.step.exercise();
        let mut repetitions = vec![repetition.clone()];
        let sets = exercise.into_iter().flat_map(Exercise::each_set);
        repetitions.extend(sets.map(|(_, repetition)| repetition));
        let is_repeated = repetitions.iter().any(|repetition| repetition.times > 1);
        let is_shuffled = repetition.order == Order::Shuffled;
        let can_be_shuffled = known.step.block().is_some_and(|it| it.steps.len() > 1);
        if is_shuffled && can_be_shuffled || sides_of(repetition) > 1 && is_repeated {
            mark("order");
        }
        let turns = repetitions.iter();
        let turns: Vec<_> = turns
            .flat_map(|it| it.turns(None, First::Right, false))
            .collect();
        if turns.iter().any(|turn| turn.before.kind == Kind::Switch) {
            mark("switch");
        }
        let between_matters = between_matters(&turns, repetition.switch);
        match known.step.exercise() {
            Some(exercise) => {
                if exercise.set_count() > 1 {
                    mark("rest");
                }
                for key in ["reps", "sets", "ready", "position", "sides", "aim", "load"] {
                    mark(key);
                }
                let work = &exercise.work;
                mark(work.kind().word());
                mark(if work.counted().is_some() {
                    "pace"
                } else {
                    "end"
                });
                if between_matters {
                    mark("between");
                }
                effective.extend(breath(outline, exercise).map(|field| field.key.start));
            }
            // `[defaults]` does not reach the time between rounds.
            None if between_matters => {
                effective.extend(known.fields.get("between").map(|field| field.key.start));
            }
            None => {}
        }
    }
    effective
}

/// Where it is written how long a breath takes, for an exercise that is measured in breaths.
fn breath<'a>(outline: &Outline<'a>, exercise: &Exercise) -> Option<&'a WrittenKey> {
    let by_default = outline.defaults.and_then(|defaults| defaults.get("breath"));
    let written = by_default.or_else(|| outline.fields.get("breath"));
    written.filter(|_| exercise.is_in_breaths())
}

/// The number of sides that `repetition` changes between.
fn sides_of(repetition: &Repetition) -> usize {
    repetition.sides_within(None, First::Right).len()
}

/// Whether `between` is the time before a turn, or makes a change of side longer.
fn between_matters(turns: &[SideTurn], switch: Duration) -> bool {
    turns.iter().any(|turn| match turn.before.kind {
        Kind::Between => true,
        Kind::Switch => turn.before.length > switch,
        _ => false,
    })
}

fn without_effect(known: &Known, key: &str, field: &WrittenKey) -> Diagnostic {
    let repetition = known.step.repetition();
    let times = repetition.map_or(1, |repetition| repetition.times);
    let problem = W12.at(&field.key, format!("`{key}` changes nothing here"));
    let (label, help) = match key {
        "pace" => (
            "it is for `count` alone",
            "take it out, or write `count` instead of the kind there is",
        ),
        "order" if repetition.map_or(0, sides_of) < 2 => (
            "there are no sides to put in order",
            "give the step `sides`, or take it out",
        ),
        "order" if known.step.exercise().is_some_and(|it| it.set_count() > 1) => (
            "every side is done once in each set",
            "for all sets of one side first, put the step into a block with `repeat = 1` and the `sides`",
        ),
        "order" => (
            "every side is done once, in any order",
            "it matters with `reps`, or with rounds: take it out",
        ),
        "rest" => (
            "there is one set",
            "it stands between sets: write `sets`, or take it out",
        ),
        "switch" => (
            "there are no sides to change",
            "give the step `sides = \"each\"`, or take it out",
        ),
        _ if times > 1 => {
            let switch = short(repetition.map(|it| it.switch).unwrap_or_default());
            return problem.label("no side comes right after itself").help(format!(
                "the change of sides stands in its place: it lasts the longer of the two, and `switch` is {switch}"
            ));
        }
        _ if !known.rounds.is_empty() => (
            "below `[[step.step]]` it belongs to this step, which is done once",
            "for the time between rounds write it in the block, above its first `[[step.step]]`",
        ),
        _ => (
            "nothing is repeated",
            "it stands between repetitions; a pause after the step is a step with `rest`",
        ),
    };
    problem.label(label).help(help)
}

fn idle_for_all(key: &str, field: &WrittenKey, who: &str) -> Diagnostic {
    W12.at(&field.key, format!("`{key}` changes nothing here"))
        .label(format!("{who} takes it from here to any effect"))
        .help(match key {
            "between" => {
                "it stands between repetitions; a pause between two steps is a step with `rest`"
            }
            "rest" => {
                "it stands between sets; a pause before each step is `ready`, one between repetitions `between`, and one after a step is a step of its own with `rest`"
            }
            _ => "take it out, or write it where it is meant",
        })
}

/// The ids of all stretches that a step uses, directly or by way of others.
fn used<'a>(outline: &Outline<'a>) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    let mut follow = |fields: &'a Fields| {
        let mut next = fields.text("use");
        while let Some(id) = next.filter(|id| used.insert(*id)) {
            let stretch = outline.stretches.find(id);
            next = stretch.and_then(|(_, fields)| fields.text("use"));
        }
    };
    for known in &outline.steps {
        follow(known.fields);
    }
    used
}
