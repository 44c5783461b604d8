//! The preview of a routine: what it consists of, before it is played.

use std::sync::Arc;

use super::super::amount;
use super::item::Item;
use super::steps::Posed;
use super::view::{Preview, StepLine};
use crate::app::element::RibbonView;
use crate::catalogue::Entry;
use crate::core::caution;
use crate::core::player::PlannedSegment;
use crate::core::pose::Turn;
use crate::core::routine::{Block, Order, Routine, Sides, Step};
use crate::core::span;
use crate::core::text::{capitalised, quantity};
use crate::core::timeline::{Kind, Timeline, Unrolled};
use crate::core::tune::StepPath;
use crate::core::voice::Voice;
use crate::diagnostic;

/// The preview of a routine as it is unrolled: its steps, with the pose of each, or its problems.
pub(super) fn of(item: &Item, unrolled: Unrolled) -> (Preview, Vec<Option<Posed>>) {
    let entry = &item.entry;
    if let Some(title) = &entry.glimpse {
        let preview = Preview {
            title: title.clone(),
            shadows: entry.shadows(),
            ..Preview::default()
        };
        return (preview, Vec::new());
    }
    let Some(routine) = item.begun.as_ref().or(item.last_good.as_ref()) else {
        let preview = Preview {
            title: format!("{}.toml", entry.id),
            problems: problems_of(entry),
            shadows: entry.shadows(),
            ..Preview::default()
        };
        return (preview, Vec::new());
    };
    let skipped = caution::left_out([&**routine], unrolled.has).into_iter();
    let nothing = || "Nothing remains to be done with your conditions.".to_owned();
    let is_nothing = caution::leaves_nothing([&**routine], unrolled.has);
    let hurts = item.hurts.iter().map(|name| {
        format!(
            "“{name}” hurt twice in the last 7 days. Leave it out for now: → to the step, x, w."
        )
    });
    let skipped = hurts.chain(is_nothing.then(nothing)).chain(skipped);
    let today = routine.on(unrolled.day);
    let mut walk = StepWalk {
        voice: &routine.voice,
        unrolled,
        hurts: &item.hurts,
        number: 0,
        lines: Vec::new(),
        poses: Vec::new(),
    };
    for step in today.steps.iter() {
        walk.add(step, 0, None);
    }
    let StepWalk {
        mut lines, poses, ..
    } = walk;
    for (line, (path, _)) in lines.iter_mut().zip(StepPath::listed(today)) {
        line.advice = entry.advised.get(&path).cloned();
    }
    let preview = Preview {
        title: routine.title.clone(),
        length: item.row.length.clone(),
        ribbon: (!is_nothing).then(|| ribbon(routine, unrolled)),
        about: routine.about.clone(),
        steps: lines,
        warn: skipped.chain(routine.warn.iter().cloned()).collect(),
        needs: routine.needs.clone(),
        often: routine.often.map(|often| often.to_string()),
        week: today.week.map(|(nth, of)| format!("{nth} of {of}")),
        tags: routine.tags.clone(),
        sources: routine.sources.clone(),
        author: routine.author.clone(),
        problems: problems_of(entry),
        is_outdated: entry.routine.is_none(),
        shadows: entry.shadows(),
    };
    (preview, with_next(poses))
}

/// What each step shows: a stretch its own figure, if it has one, and a rest or a block that of the step behind it.
fn with_next(poses: Vec<StepPose>) -> Vec<Option<Posed>> {
    let mut next = None;
    let mut shown: Vec<Option<Posed>> = Vec::new();
    for pose in poses.into_iter().rev() {
        if let StepPose::Own(own) = pose {
            next = own;
        }
        shown.push(next.clone());
    }
    shown.reverse();
    shown
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

/// The way through all steps of a routine, each block before the steps in it, so that the index of a line is the place
/// of its step.
struct StepWalk<'r> {
    voice: &'r Voice,
    unrolled: Unrolled,
    /// The steps that hurt twice in a week.
    hurts: &'r [String],
    /// How many steps have a number so far.
    number: u32,
    lines: Vec<StepLine>,
    poses: Vec<StepPose>,
}

/// What is known of the figure of a step.
enum StepPose {
    /// That of a stretch, which may have none.
    Own(Option<Posed>),
    /// A rest or a block has none of its own.
    Next,
}

impl StepWalk<'_> {
    /// Adds the line of a step, and those of the steps in it, which are done on the sides of the block `around` them where
    /// they write none.
    fn add(&mut self, step: &Step, depth: usize, around: Option<&Sides>) {
        let sides = step.sides().map(|sides| amount::sides(sides, self.voice));
        let mut line = StepLine {
            number: None,
            depth,
            name: step.name().unwrap_or_default().to_owned(),
            sides: sides.unwrap_or_default(),
            amount: String::new(),
            is_left_out: step.is_left_out(self.unrolled.has),
            advice: None,
        };
        match step {
            Step::Exercise(_) if line.is_left_out => line.amount.push_str("skipped"),
            Step::Exercise(exercise) => {
                self.number += 1;
                line.number = Some(self.number);
                line.amount = amount::of(exercise);
                if exercise.optional {
                    line.name.push_str(" (optional)");
                } else if self.hurts.contains(&exercise.name) {
                    line.name.push_str(" (hurt twice)");
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
        self.lines.push(line);
        let around = step.sides().or(around);
        self.poses.push(self.posed(step, around));
        let inside = step.block().into_iter();
        for inside in inside.flat_map(|block| block.steps.iter()) {
            self.add(inside, depth + 1, around);
        }
    }

    /// The figure of a step for the first of its `sides`.
    fn posed(&self, step: &Step, sides: Option<&Sides>) -> StepPose {
        let Some(exercise) = step.exercise() else {
            return StepPose::Next;
        };
        let sides = sides.map(|sides| sides.listed(self.unrolled.first));
        let first = sides.and_then(|sides| sides.into_iter().next()).flatten();
        let figure = exercise.figure.as_ref();
        StepPose::Own(figure.map(|it| (Arc::clone(it), Turn::for_side(first.as_ref()))))
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
