//! W07, W08: too little or too much time between steps.

use std::collections::BTreeMap;
use std::time::Duration;

use super::limits::SWITCH;
use super::outline::{Known, Outline};
use crate::core::routine::Posture;
use crate::core::span::{short, written};
use crate::core::timeline::Kind;
use crate::diagnostic::Code::{W07, W08};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Fix;
use crate::format::wording::as_toml;

/// How much `ready` steps are advised to have, by their place among all steps, and where in the advice that stands.
pub(super) type Advised = BTreeMap<usize, (Duration, usize)>;

/// Also returns how much `ready` steps were advised to have.
pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) -> Advised {
    let ready = positions(outline, found);
    for known in &outline.steps {
        found.extend(switch(known));
    }
    rests(outline, found);
    ready
}

/// W07: too little time to go down, to come up, or to lie down another way.
fn positions(outline: &Outline, found: &mut Vec<Diagnostic>) -> Advised {
    let mut before: Option<(usize, Posture)> = None;
    let mut told = BTreeMap::new();
    // The time since the last piece of work; `None` where a key was waited for, and everybody takes their own.
    let mut between = Some(Duration::ZERO);
    for segment in outline.timeline.iter() {
        if !segment.kind.is_work() {
            between = between
                .zip(segment.length)
                .map(|(sum, length)| sum + length);
            continue;
        }
        let id = segment.step.id;
        let there = between.replace(Duration::ZERO);
        let Some(position) = segment.step.position else {
            before = None;
            continue;
        };
        let from = before.replace((id, position));
        let (Some((one, from)), Some(there)) = (from, there) else {
            continue;
        };
        let needed = from.time_to(position);
        if one == id || there >= needed || told.contains_key(&id) {
            continue;
        }
        let Some(known) = outline.steps.get(id) else {
            continue;
        };
        let Some(exercise) = known.step.exercise() else {
            continue;
        };
        let ready = exercise.repetition.ready + needed.saturating_sub(there);
        told.insert(id, (ready, found.len()));
        found.extend(too_soon(
            outline,
            known,
            one,
            (from, position),
            (there, needed),
            ready,
        ));
    }
    told
}

fn too_soon(
    outline: &Outline,
    known: &Known,
    one: usize,
    (from, to): (Posture, Posture),
    (there, needed): (Duration, Duration),
    enough: Duration,
) -> Option<Diagnostic> {
    let change = match (from.is_down(), to.is_down()) {
        (Some(false), Some(true)) => "to go down to the floor",
        (Some(true), Some(false)) => "to come up from the floor",
        _ => "to change position",
    };
    let ready = known.field("ready");
    let place = ready
        .or_else(|| known.field("position"))
        .or_else(|| outline.inherited(known, "position"))
        .map_or_else(|| known.fields.place.clone(), |field| field.place.clone());
    let problem = W07
        .at(
            &place,
            format!(
                "{} {change}: {} takes at least {}",
                short(there),
                word(to),
                short(needed)
            ),
        )
        .label(format!("from {} to {}", word(from), word(to)));
    let repair = ready.map(|ready| Fix::likely(&ready.place, as_toml(&written(enough))));
    let problem = problem.help(enough_ready(enough)).fix(repair);
    let before = outline.steps.get(one)?;
    let place = before
        .field("position")
        .or_else(|| outline.inherited(before, "position"))?;
    Some(problem.also(&place.place, format!("{} here", word(from))))
}

/// The way out of too little time to get ready.
fn enough_ready(enough: Duration) -> String {
    format!("write `ready = \"{}\"`", written(enough))
}

/// Makes the advice on the time to get ready ask for `enough`.
pub(super) fn ask_for(problem: &mut Diagnostic, enough: Duration) {
    let fix = problem.fix.take();
    problem.fix = fix.map(|fix| Fix::likely(&fix.first().place, as_toml(&written(enough))));
    problem.help = Some(enough_ready(enough));
}

const fn word(position: Posture) -> &'static str {
    match position {
        Posture::Standing => "standing",
        Posture::Sitting => "sitting",
        Posture::Kneeling => "kneeling",
        Posture::Side => "lying on one side",
        Posture::Back => "lying on the back",
        Posture::Front => "lying on the front",
    }
}

/// W07: too little time to change sides.
fn switch(known: &Known) -> Option<Diagnostic> {
    let field = known.field("switch")?;
    let length: Duration = *field.get()?;
    (length < SWITCH && known.different_sides() > 1).then(|| {
        let few = if length.is_zero() {
            "no time to change sides".to_owned()
        } else {
            format!("{} to change sides", short(length))
        };
        W07.at(&field.place, few)
            .label(format!("under {}", short(SWITCH)))
            .help(format!("write `switch = \"{}\"` or more", written(SWITCH)))
    })
}

/// W08: rests that nothing comes after, or only another one.
fn rests(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let mut before: Option<usize> = None;
    for segment in outline.timeline.iter() {
        let id = segment.step.id;
        let Some(known) = outline.steps.get(id) else {
            continue;
        };
        let one = before.filter(|_| segment.kind == Kind::Rest);
        if let Some(one) = one.and_then(|one| outline.steps.get(one)) {
            let problem = W08
                .at(known.place("rest"), "two rests in a row")
                .label("and another one here")
                .help("make one rest of them, as long as both");
            let place = one.place("rest");
            found.push(if place == known.place("rest") {
                problem.label("this one comes again at once")
            } else {
                problem.also(place, "a rest here")
            });
        }
        before = (segment.kind == Kind::Rest).then_some(id);
    }
    let Some(known) = before.and_then(|last| outline.steps.get(last)) else {
        return;
    };
    let problem = W08
        .at(known.place("rest"), "a rest at the end")
        .label("nothing comes after it");
    found.push(if known.rounds.is_empty() {
        problem.help("take the step out")
    } else {
        problem.help("between rounds write `between` in the block: it does not come after the last")
    });
}
