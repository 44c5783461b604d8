//! The preview of a routine: what it consists of, before it is played.

use super::super::amount;
use super::item::Item;
use super::view::{Preview, StepLine};
use crate::app::element::RibbonView;
use crate::catalogue::Entry;
use crate::core::caution;
use crate::core::condition::Conditions;
use crate::core::player::PlannedSegment;
use crate::core::routine::{Block, Order, Routine, Step};
use crate::core::span;
use crate::core::text::{capitalised, quantity};
use crate::core::timeline::{Kind, Timeline, Unrolled};
use crate::core::voice::Voice;
use crate::diagnostic;

/// The preview of a routine as it is unrolled: its steps, or its problems.
pub(super) fn of(item: &Item, unrolled: Unrolled) -> Preview {
    let entry = &item.entry;
    if let Some(title) = &entry.glimpse {
        return Preview {
            title: title.clone(),
            shadows: entry.shadows,
            ..Preview::default()
        };
    }
    let Some(routine) = &entry.routine else {
        return Preview {
            title: format!("{}.toml", entry.id),
            problems: problems_of(entry),
            shadows: entry.shadows,
            ..Preview::default()
        };
    };
    let skipped = caution::left_out([&**routine], unrolled.has).into_iter();
    let nothing = || "Nothing remains to be done with your conditions.".to_owned();
    let is_nothing = caution::leaves_nothing([&**routine], unrolled.has);
    let skipped = is_nothing.then(nothing).into_iter().chain(skipped);
    let mut steps = Vec::new();
    let mut number = 0;
    let today = routine.on(unrolled.day);
    for step in today.steps.iter() {
        add_lines(
            step,
            0,
            &mut number,
            (&routine.voice, unrolled.has),
            &mut steps,
        );
    }
    Preview {
        title: routine.title.clone(),
        length: item.row.length.clone(),
        ribbon: (!is_nothing).then(|| ribbon(routine, unrolled)),
        about: routine.about.clone(),
        steps,
        warn: skipped.chain(routine.warn.iter().cloned()).collect(),
        needs: routine.needs.clone(),
        often: routine.often.map(|often| often.to_string()),
        week: today.week.map(|(nth, of)| format!("{nth} of {of}")),
        tags: routine.tags.clone(),
        sources: routine.sources.clone(),
        author: routine.author.clone(),
        problems: problems_of(entry),
        shadows: entry.shadows,
    }
}

/// The routine to scale, not begun.
fn ribbon(routine: &Routine, unrolled: Unrolled) -> RibbonView {
    let timeline = Timeline::of_all([routine], unrolled);
    RibbonView {
        segments: timeline.iter().map(PlannedSegment::from).collect(),
        here: None,
    }
}

/// The problems of a file as its author reads them.
fn problems_of(entry: &Entry) -> String {
    if entry.problems.is_empty() {
        String::new()
    } else {
        diagnostic::render(&entry.source, &entry.problems, false)
    }
}

fn add_lines(
    step: &Step,
    depth: usize,
    number: &mut u32,
    (voice, has): (&Voice, Conditions),
    lines: &mut Vec<StepLine>,
) {
    let sides = step.sides().map(|sides| amount::sides(sides, voice));
    let mut line = StepLine {
        number: None,
        depth,
        name: step.name().unwrap_or_default().to_owned(),
        sides: sides.unwrap_or_default(),
        amount: String::new(),
        is_left_out: step.is_left_out(has),
    };
    match step {
        Step::Exercise(_) if line.is_left_out => line.amount.push_str("skipped"),
        Step::Exercise(exercise) => {
            *number += 1;
            line.number = Some(*number);
            line.amount = amount::of(exercise);
            if exercise.optional {
                line.name.push_str(" (optional)");
            }
        }
        Step::Block(block) => line.name = block_title(block),
        Step::Rest(_) => {
            let kind = step.kind().map(Kind::word).unwrap_or_default();
            line.name = step.name().map_or_else(|| capitalised(kind), str::to_owned);
            let until_a_key = || "press a key".to_owned();
            line.amount = step.length().map_or_else(until_a_key, span::short);
        }
    }
    lines.push(line);
    for inside in step
        .block()
        .into_iter()
        .flat_map(|block| block.steps.iter())
    {
        add_lines(inside, depth + 1, number, (voice, has), lines);
    }
}

/// `2 rounds of 4`, after the name of the block if it has one.
fn block_title(block: &Block) -> String {
    let rounds = quantity(block.repetition.times as usize, "round");
    let steps = block.steps.len();
    let rounds = match block.pick {
        Some(pick) => format!("{rounds} of {pick} out of {steps}"),
        None => format!("{rounds} of {steps}"),
    };
    let is_sided = block.repetition.sides.is_some();
    let order = match (block.repetition.order, block.pick) {
        (Order::OneSide, _) if is_sided => ", one side after the other",
        (Order::Shuffled, None) => ", in another order each day",
        (_, Some(_)) => ", others each day",
        _ => "",
    };
    match &block.name {
        Some(name) => format!("{name}: {rounds}{order}"),
        None => capitalised(&format!("{rounds}{order}")),
    }
}
