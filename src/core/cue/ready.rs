//! The time to get ready where a routine does not write it: long enough for what is said, and for a change of position.

use std::collections::BTreeSet;
use std::time::Duration;

use super::part::Lengths;
use super::script::cut_introduction;
use crate::core::routine::{Block, Posture, Routine, Step};
use crate::core::timeline::{Segment, Timeline};

/// The least time to get ready the first time that a stretch comes.
pub const FIRST_READY: Duration = Duration::from_secs(10);
/// The least time to get ready when it comes again.
const NEXT_READY: Duration = Duration::from_secs(5);
/// The least time before a block: its first step is announced at the end of it, where nothing else names that.
const BLOCK_READY: Duration = Duration::from_secs(6);

/// The times that a step needs to get ready: the first time that it comes, and in later rounds.
#[derive(Clone, Copy, Debug, Default)]
struct Needed {
    first: Duration,
    again: Duration,
}

impl Needed {
    const fn of(&mut self, again: bool) -> &mut Duration {
        if again {
            &mut self.again
        } else {
            &mut self.first
        }
    }
}

/// Gives each step of `routine` whose `ready` fits the time that it needs, when sentences take as long as `lengths`
/// says.
pub fn fit(routine: &mut Routine, lengths: &dyn Lengths) {
    let fits = |step: &Step| step.repetition().is_some_and(|it| it.ready_again.is_some());
    if !routine.each_step().any(fits) {
        return;
    }
    let mut least = Least::default();
    for step in routine.steps.iter() {
        least.add(step);
    }
    let mut ready = least.ready;
    set(routine, &ready);
    let timeline = Timeline::of(routine);
    for (id, again, needed) in spoken(&timeline, lengths)
        .into_iter()
        .chain(moved(&timeline, &ready))
    {
        longer(&mut ready, id, again, needed);
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

fn longer(ready: &mut [Needed], id: usize, again: bool, needed: Duration) {
    if let Some(ready) = ready.get_mut(id) {
        let ready = ready.of(again);
        *ready = needed.max(*ready);
    }
}

/// The least times to get ready of all steps, by their places.
#[derive(Default)]
struct Least {
    /// The names of the stretches so far.
    names: BTreeSet<String>,
    /// How long the rests right before the next step last.
    rested: Duration,
    ready: Vec<Needed>,
}

impl Least {
    fn add(&mut self, step: &Step) {
        let (mut first, mut again) = (NEXT_READY, NEXT_READY);
        match step {
            // A key that ends a wait is pressed away from the mat.
            Step::Rest(rest) => {
                let rested = |length| self.rested.saturating_add(length);
                self.rested = rest.length.map_or(Duration::ZERO, rested);
            }
            Step::Exercise(exercise) => {
                let is_new = self.names.insert(exercise.name.to_lowercase());
                let rested = std::mem::take(&mut self.rested);
                if is_new {
                    first = first.max(FIRST_READY.saturating_sub(rested));
                }
            }
            Step::Block(_) => (first, again) = (BLOCK_READY, BLOCK_READY),
        }
        self.ready.push(Needed { first, again });
        if let Step::Block(block) = step {
            for step in block.steps.iter() {
                // No step knows what comes before it in another order.
                if block.is_chosen() {
                    self.rested = Duration::ZERO;
                }
                self.add(step);
            }
            if block.is_chosen() {
                self.rested = Duration::ZERO;
            }
        }
    }
}

/// Writes these times into the steps that take them, by their places among all steps.
fn set(routine: &mut Routine, ready: &[Needed]) {
    let mut later: Vec<&mut Step> = routine.steps.iter_mut().collect();
    later.reverse();
    let mut times = ready.iter();
    while let Some(step) = later.pop() {
        let Needed { first, again } = times.next().copied().unwrap_or_default();
        if let Some(repetition) = step.repetition_mut().filter(|it| it.ready_again.is_some()) {
            repetition.ready = first;
            repetition.ready_again = Some(again);
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

/// The time that each step needs for its name, its side and its cue, which is said the first time.
fn spoken(timeline: &Timeline, lengths: &dyn Lengths) -> Vec<(usize, bool, Duration)> {
    let mut introduced = BTreeSet::new();
    let mut passes = BTreeSet::new();
    let begins = timeline.iter().enumerate();
    let begins = begins.filter(|(_, segment)| passes.insert((segment.step.id, segment.pass)));
    let cut = begins.filter_map(|(index, segment)| {
        let id = segment.step.id;
        let again = !introduced.insert(id);
        let cut = cut_introduction(timeline, (index, segment.length?), again, lengths)?;
        Some((id, again, cut.needed))
    });
    cut.collect()
}

/// The time that each step needs to get into its position from the one before, beside what lies between the two.
fn moved(timeline: &Timeline, ready: &[Needed]) -> Vec<(usize, bool, Duration)> {
    let mut needed = Vec::new();
    let mut come = BTreeSet::new();
    let mut before: Option<(u32, Posture)> = None;
    // `None` where a key was waited for, and everybody takes their own time.
    let mut between = Some(Duration::ZERO);
    for segment in timeline.iter() {
        let Segment { step, length, .. } = segment;
        if !segment.kind.is_work() {
            between = between.zip(*length).map(|(sum, length)| sum + length);
            continue;
        }
        let there = between.replace(Duration::ZERO);
        let here = step.position.map(|position| (segment.pass, position));
        let from = std::mem::replace(&mut before, here);
        let begins = from.is_none_or(|(pass, _)| pass != segment.pass);
        let again = begins && !come.insert(step.id);
        if let (Some((one, from)), Some((pass, to)), Some(there)) = (from, here, there)
            && one != pass
        {
            let missing = from.time_to(to).saturating_sub(there);
            let mut own = ready.get(step.id).copied().unwrap_or_default();
            needed.push((step.id, again, *own.of(again) + missing));
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
    ready: &'a mut [Needed],
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
                for again in [false, true] {
                    longer(self.ready, own, again, needed.unwrap_or_default());
                }
                self.before.clear();
                self.last = to;
            }
            Step::Block(block) => self.add_block(block),
        }
    }

    fn add_block(&mut self, block: &Block) {
        let positions = positions(block);
        let is_chosen = block.is_chosen();
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
