//! The time to get ready where a routine does not write it: long enough for what is said, and for a change of position.

use std::collections::BTreeSet;
use std::time::Duration;

use super::part::Lengths;
use super::script::cut_introduction;
use crate::core::routine::{Block, Order, Posture, Routine, Step};
use crate::core::timeline::{Segment, Timeline};

/// The least time to get ready the first time that a stretch comes.
pub const FIRST_READY: Duration = Duration::from_secs(10);
/// The least time to get ready when it comes again.
const NEXT_READY: Duration = Duration::from_secs(5);
/// The least time before a block: its first step is announced at the end of it, where nothing else names that.
const BLOCK_READY: Duration = Duration::from_secs(6);

/// Gives each step of `routine` whose `ready` fits the time that it needs, when sentences take as long as `lengths`
/// says.
pub fn fit(routine: &mut Routine, lengths: &dyn Lengths) {
    let fits = |step: &Step| step.repetition().is_some_and(|it| it.ready_fits);
    if !routine.each_step().any(fits) {
        return;
    }
    let mut names = BTreeSet::new();
    let first = routine.each_step().map(|step| match step {
        Step::Exercise(exercise) if names.insert(exercise.name.to_lowercase()) => FIRST_READY,
        Step::Block(_) => BLOCK_READY,
        _ => NEXT_READY,
    });
    let mut ready: Vec<Duration> = first.collect();
    set(routine, &ready);
    let timeline = Timeline::of(routine);
    for (id, needed) in spoken(&timeline, lengths)
        .into_iter()
        .chain(moved(&timeline))
    {
        longer(&mut ready, id, needed);
    }
    let mut orders = AnyOrder {
        id: 0,
        before: BTreeSet::new(),
        last: None,
        ready: &mut ready,
    };
    for step in routine.steps.iter() {
        orders.add(step);
    }
    set(routine, &ready);
}

fn longer(ready: &mut [Duration], id: usize, needed: Duration) {
    if let Some(ready) = ready.get_mut(id) {
        *ready = needed.max(*ready);
    }
}

/// Writes these times into the steps that take them, by their places among all steps.
fn set(routine: &mut Routine, ready: &[Duration]) {
    let mut later: Vec<&mut Step> = routine.steps.iter_mut().collect();
    later.reverse();
    let mut times = ready.iter();
    while let Some(step) = later.pop() {
        let time = times.next().copied().unwrap_or_default();
        if let Some(repetition) = step.repetition_mut().filter(|it| it.ready_fits) {
            repetition.ready = time;
        }
        if let Step::Block(block) = step {
            let from = later.len();
            later.extend(block.steps.iter_mut());
            if let Some(inside) = later.get_mut(from..) {
                inside.reverse();
            }
        }
    }
}

/// The time that each step needs for its name, its side and its cue.
fn spoken(timeline: &Timeline, lengths: &dyn Lengths) -> Vec<(usize, Duration)> {
    let mut introduced = BTreeSet::new();
    let first = timeline.iter().enumerate();
    let first = first.filter(|(_, segment)| introduced.insert(segment.step.id));
    let cut = first.filter_map(|(index, segment)| {
        let cut = cut_introduction(timeline, index, lengths)?;
        Some((segment.step.id, cut.needed))
    });
    cut.collect()
}

/// The time that each step needs to get into its position from the one before, beside what lies between the two.
fn moved(timeline: &Timeline) -> Vec<(usize, Duration)> {
    let mut needed = Vec::new();
    let mut before: Option<(usize, Posture)> = None;
    // `None` where a key was waited for, and everybody takes their own time.
    let mut between = Some(Duration::ZERO);
    for segment in timeline.iter() {
        let Segment { step, length, .. } = segment;
        if !segment.kind.is_work() {
            between = between.zip(*length).map(|(sum, length)| sum + length);
            continue;
        }
        let there = between.replace(Duration::ZERO);
        let here = step.position.map(|position| (step.id, position));
        let from = std::mem::replace(&mut before, here);
        if let (Some((one, from)), Some((id, to)), Some(there)) = (from, here, there)
            && one != id
        {
            let missing = from.time_to(to).saturating_sub(there);
            needed.push((id, step.ready + missing));
        }
    }
    needed
}

/// Makes times to get ready long enough for every order in which the steps of a block may come.
struct AnyOrder<'a> {
    /// The place of the next step among all.
    id: usize,
    /// The positions from which the next step may begin because of such an order.
    before: BTreeSet<Posture>,
    /// The position of the step before, where that is known.
    last: Option<Posture>,
    ready: &'a mut [Duration],
}

impl AnyOrder<'_> {
    fn add(&mut self, step: &Step) {
        let own = self.id;
        self.id += 1;
        match step {
            Step::Rest(_) => {
                self.before.clear();
                self.last = None;
            }
            Step::Exercise(exercise) => {
                let to = exercise.position;
                let before = self.before.iter();
                let needed = before.filter_map(|from| Some(from.time_to(to?))).max();
                longer(self.ready, own, needed.unwrap_or_default());
                self.before.clear();
                self.last = to;
            }
            Step::Block(block) => self.add_block(block),
        }
    }

    fn add_block(&mut self, block: &Block) {
        let positions = positions(block);
        let is_chosen = block.repetition.order == Order::Shuffled || block.pick.is_some();
        // Any step of it may come first, unless the block has time of its own for that.
        let first = self.last.filter(|_| block.repetition.ready.is_zero());
        for step in block.steps.iter() {
            if is_chosen {
                self.before.extend(positions.iter().copied().chain(first));
            }
            self.add(step);
        }
        if is_chosen {
            self.before.extend(&positions);
            self.last = None;
        }
    }
}

/// The positions in a block.
fn positions(block: &Block) -> BTreeSet<Posture> {
    let inside = block.steps.iter().flat_map(Step::each);
    inside
        .filter_map(|step| step.exercise()?.position)
        .collect()
}
