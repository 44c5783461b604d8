//! W12: what is written and changes nothing.

use std::collections::BTreeSet;
use std::time::Duration;

use super::super::super::fields::{Field, Fields};
use super::super::super::wording::quoted;
use super::outline::{Known, Outline};
use crate::core::routine::{Order, Step, Work};
use crate::core::span::short;
use crate::diagnostic::{Code, Diagnostic};

/// The keys that may change nothing where they stand.
const KEYS: [&str; 4] = ["pace", "order", "switch", "between"];

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let effective = effective(outline);
    let idle = |field: &Field| !effective.contains(&field.key.start);
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
                Code::W12
                    .at(
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
    for (known, block) in outline.blocks() {
        if let Some(field) = known.fields.get("repeat")
            && block.rounds == 1
            && block.sides.is_none()
        {
            found.push(
                Code::W12.at(&field.place, "a block that is played once")
                .label("`repeat = 1` changes nothing without `sides`")
                .help(
                    "repeat it more often, give it `sides`, or let its steps stand for themselves",
                ),
            );
        }
    }
}

/// Where the keys stand that change what is played, in whatever table.
fn effective(outline: &Outline) -> BTreeSet<usize> {
    let mut effective = BTreeSet::new();
    for known in &outline.steps {
        let mut mark = |key: &str| {
            let field = outline.inherited(known, key);
            effective.extend(field.map(|field| field.key.start));
        };
        let weave = Weave::of(known);
        if weave.order_matters() {
            mark("order");
        }
        if weave.different > 1 {
            mark("switch");
        }
        match known.step {
            Step::Exercise(exercise) => {
                for key in ["reps", "ready", "position", "sides"] {
                    mark(key);
                }
                match &exercise.work {
                    Work::Hold(_) => ["hold", "end"].into_iter().for_each(&mut mark),
                    Work::Time(_) => mark("end"),
                    Work::Count(_) => mark("pace"),
                }
                if weave.between_matters() {
                    mark("between");
                }
            }
            // `[defaults]` does not reach what stands between rounds.
            Step::Block(_) if weave.between_matters() => {
                effective.extend(known.fields.get("between").map(|field| field.key.start));
            }
            Step::Block(_) | Step::Rest(_) | Step::Wait(_) => {}
        }
    }
    effective
}

/// What decides which keys matter to a step or a block.
struct Weave {
    sides: usize,
    different: usize,
    /// Whether a side comes right after itself where the sides are played through once or over and over.
    same_again: bool,
    times: u32,
    order: Order,
    between: Option<Duration>,
    switch: Duration,
}

impl Weave {
    fn of(known: &Known) -> Self {
        let (times, order, between, switch) = match known.step {
            Step::Exercise(exercise) => (
                exercise.reps,
                exercise.order,
                exercise.between,
                exercise.switch,
            ),
            Step::Block(block) => (block.rounds, block.order, block.between, block.switch),
            Step::Rest(_) | Step::Wait(_) => (1, Order::Alternate, None, Duration::ZERO),
        };
        // A side that comes from the block around is one side at a time.
        let own = match known.step {
            Step::Exercise(exercise) => exercise.sides.is_some(),
            Step::Block(block) => block.sides.is_some(),
            Step::Rest(_) | Step::Wait(_) => false,
        };
        let (sides, different) = if own {
            (known.sides.len(), known.different_sides())
        } else {
            (1, 1)
        };
        let pairs = known.sides.iter().zip(known.sides.iter().skip(1));
        let around = times > 1 && known.sides.first() == known.sides.last();
        let within = match order {
            Order::Alternate => around,
            Order::OneSide => times > 1,
        };
        let same_again = if own {
            within || pairs.into_iter().any(|(one, other)| one == other)
        } else {
            times > 1
        };
        Self {
            sides,
            different,
            same_again,
            times,
            order,
            between,
            switch,
        }
    }

    const fn order_matters(&self) -> bool {
        self.sides > 1 && self.times > 1
    }

    /// It stands between two times on one side, or makes the change longer that begins the next time.
    fn between_matters(&self) -> bool {
        let makes_longer = self.order == Order::Alternate
            && self.order_matters()
            && self.between > Some(self.switch);
        self.same_again || makes_longer
    }
}

fn without_effect(known: &Known, key: &str, field: &Field) -> Diagnostic {
    let problem = Code::W12.at(&field.key, format!("`{key}` changes nothing here"));
    let times = match known.step {
        Step::Exercise(exercise) => exercise.reps,
        Step::Block(block) => block.rounds,
        Step::Rest(_) | Step::Wait(_) => 1,
    };
    let (label, help) = match key {
        "pace" => (
            "it is for `count` alone",
            "take it out, or write `count` instead of the kind there is",
        ),
        "order" if Weave::of(known).sides < 2 => (
            "there are no sides to put in order",
            "give the step `sides`, or take it out",
        ),
        "order" => (
            "every side is done once, in any order",
            "it matters with `reps`, or with rounds: take it out",
        ),
        "switch" => (
            "there are no sides to change",
            "give the step `sides = \"each\"`, or take it out",
        ),
        _ if times > 1 => {
            let Weave { switch, .. } = Weave::of(known);
            let help = format!(
                "the change of sides stands in its place: it lasts the longer of the two, and `switch` is {}",
                short(switch)
            );
            return problem.label("no side comes right after itself").help(help);
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

fn idle_for_all(key: &str, field: &Field, who: &str) -> Diagnostic {
    Code::W12
        .at(&field.key, format!("`{key}` changes nothing here"))
        .label(format!("{who} takes it from here to any effect"))
        .help("take it out, or write it where it is meant")
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
