//! Unrolls a routine: the segments of every step, side, repetition and round, in order.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::choice::DailyChoice;
use super::segment::{Heading, Kind, Planned, Segment};
use super::weave::Gap;
use super::{Keys, Unrolled};
use crate::core::caution;
use crate::core::routine::{Block, Exercise, Routine, Set, Side, Step, Work};

/// The side and the round that the blocks around a step hand down.
#[derive(Clone, Debug)]
struct Inherited {
    side: Option<Side>,
    round: (u32, u32),
}

/// Where a segment stands: on which side, and in which repetition, set and round.
#[derive(Clone, Debug)]
struct Turned {
    side: Option<Side>,
    rep: (u32, u32),
    set: (u32, u32),
    round: (u32, u32),
}

impl Default for Turned {
    fn default() -> Self {
        Self {
            side: None,
            rep: (1, 1),
            set: (1, 1),
            round: (1, 1),
        }
    }
}

/// Unrolls routines, one after the other.
pub(super) struct Unroller {
    pub(super) segments: Vec<Segment>,
    ids: usize,
    /// The steps that have come, by their ids.
    begun: BTreeSet<usize>,
    /// How many numbered steps there were.
    pub(super) numbers: u32,
    passes: u32,
    unrolled: Unrolled,
    /// The names of the blocks around the next step.
    blocks: Vec<String>,
    /// The choices of the day in the present routine; `None` where everything is played as it is written.
    chooser: Option<DailyChoice>,
}

impl Unroller {
    /// An unroller without segments.
    pub(super) const fn new(unrolled: Unrolled) -> Self {
        Self {
            segments: Vec::new(),
            ids: 0,
            begun: BTreeSet::new(),
            numbers: 0,
            passes: 0,
            unrolled,
            blocks: Vec::new(),
            chooser: None,
        }
    }

    /// Adds all of a routine, which has this [`Heading::number`].
    pub(super) fn routine(&mut self, number: u32, routine: &Routine) {
        let heading = Arc::new(Heading {
            number,
            title: routine.title.clone(),
            warn: routine.warn.clone(),
            voice: routine.voice.clone(),
        });
        self.chooser = self
            .unrolled
            .day
            .map(|day| DailyChoice::of(&routine.id, day));
        let remains = !caution::leaves_nothing([routine], self.unrolled.has);
        let steps: Vec<Outlined> = self
            .placed(routine.steps.iter().filter(|_| remains), 0)
            .into_iter()
            .map(|step| self.outline(step, &heading))
            .collect();
        let around = Inherited {
            side: None,
            round: (1, 1),
        };
        for step in &steps {
            self.step(step, &around);
        }
    }

    /// Those of the `steps` that are not left out, each with its place; the first of all has the place `first`.
    fn placed<'r>(
        &self,
        steps: impl Iterator<Item = &'r Step>,
        first: usize,
    ) -> Vec<(usize, &'r Step)> {
        let has = self.unrolled.has;
        let placed = steps.scan(first, |next, step| {
            let place = *next;
            *next += step.each().count();
            Some((place, step))
        });
        placed.filter(|(_, step)| !step.is_left_out(has)).collect()
    }

    /// Gives every step its id and number once, whatever the number of rounds it is played in.
    fn outline<'r>(
        &mut self,
        (place, step): (usize, &'r Step),
        routine: &Arc<Heading>,
    ) -> Outlined<'r> {
        let id = self.ids;
        self.ids += 1;
        let mut planned = Planned {
            id,
            place,
            name: step.name().map(str::to_owned),
            cue: step.cue().cloned(),
            routine: Arc::clone(routine),
            blocks: self.blocks.clone(),
            ..Planned::default()
        };
        let mut inside = Vec::new();
        let mut later = Vec::new();
        match step {
            Step::Exercise(exercise) => {
                self.numbers += 1;
                planned.number = Some(self.numbers);
                planned.work = Some(self.played(&exercise.work));
                describe(&mut planned, exercise);
                let sets = exercise.sets.later.iter();
                let most = |set: &Set| set.range.map(|range| range.most);
                later = sets
                    .map(|set| (self.played(&set.work), most(set)))
                    .collect();
            }
            Step::Block(block) => {
                planned.ready = block.repetition.ready;
                let mut steps = self.placed(block.steps.iter(), place + 1);
                if let Some(chooser) = &mut self.chooser {
                    steps = chooser.chosen(block, steps);
                }
                let depth = self.blocks.len();
                self.blocks.extend(block.name.clone());
                let steps = steps.into_iter();
                inside = steps.map(|step| self.outline(step, routine)).collect();
                self.blocks.truncate(depth);
            }
            Step::Rest(_) => {}
        }
        let planned = Arc::new(planned);
        let sets = later.into_iter();
        let later = sets.map(|(work, most_reps)| in_set(&planned, work, most_reps));
        Outlined {
            step,
            later: later.collect(),
            planned,
            inside,
        }
    }

    /// The work as it is played.
    fn played(&self, work: &Work) -> Work {
        match self.unrolled.keys {
            Keys::Come => work.clone(),
            Keys::Never => work.clone().without_keys(Keys::COUNT_PACE, Keys::MAX_HOLD),
        }
    }

    fn step(&mut self, outlined: &Outlined, around: &Inherited) {
        self.passes += 1;
        let Outlined { step, planned, .. } = outlined;
        match step {
            Step::Exercise(exercise) => self.exercise(exercise, outlined, around),
            Step::Block(block) => self.block(block, outlined, around),
            Step::Rest(_) => {
                let answer = (self.unrolled.keys == Keys::Never).then_some(Keys::ANSWER);
                let length = step.length().or(answer);
                let kind = step.kind().unwrap_or(Kind::Rest);
                let place = Turned {
                    side: around.side.clone(),
                    round: around.round,
                    ..Turned::default()
                };
                self.push(kind, length, planned, place);
            }
        }
    }

    fn exercise(&mut self, exercise: &Exercise, outlined: &Outlined, around: &Inherited) {
        let (inherited, first) = (around.side.as_ref(), self.unrolled.first);
        let sets = exercise.set_count();
        let planned = std::iter::once(&outlined.planned).chain(&outlined.later);
        let again = !self.begun.insert(outlined.planned.id);
        let turns = exercise.turns(inherited, first, again);
        for ((nth, planned), (_, turns)) in (1..).zip(planned).zip(turns) {
            let Some(work) = &planned.work else { continue };
            for turn in turns {
                let place = Turned {
                    side: turn.side,
                    rep: (turn.nth, turn.of),
                    set: (nth, sets),
                    round: around.round,
                };
                if !turn.before.length.is_zero() {
                    let Gap { kind, length } = turn.before;
                    self.push(kind, Some(length), planned, place.clone());
                }
                self.push(work.kind(), work.length(), planned, place);
            }
        }
    }

    fn block(&mut self, block: &Block, outlined: &Outlined, around: &Inherited) {
        let (inherited, first) = (around.side.as_ref(), self.unrolled.first);
        let again = !self.begun.insert(outlined.planned.id);
        for turn in block.repetition.turns(inherited, first, again) {
            let Gap { kind, length } = turn.before;
            let inside = Inherited {
                side: turn.side,
                round: if turn.of > 1 {
                    (turn.nth, turn.of)
                } else {
                    around.round
                },
            };
            let introduction = (!length.is_zero()).then(|| {
                self.passes += 1;
                let place = Turned {
                    side: inside.side.clone(),
                    round: inside.round,
                    ..Turned::default()
                };
                self.push(kind, Some(length), &outlined.planned, place);
                self.segments.len() - 1
            });
            for step in &outlined.inside {
                self.step(step, &inside);
            }
            let end = self.segments.len();
            if let Some(segment) = introduction.and_then(|at| self.segments.get_mut(at)) {
                segment.introduces = Some(end);
            }
        }
    }

    fn push(&mut self, kind: Kind, length: Option<Duration>, step: &Arc<Planned>, place: Turned) {
        let Turned {
            side,
            rep,
            set,
            round,
        } = place;
        self.segments.push(Segment {
            kind,
            length,
            step: Arc::clone(step),
            pass: self.passes,
            side,
            rep,
            set,
            round,
            introduces: None,
        });
    }
}

/// A step with its place and number, and the steps in it.
struct Outlined<'r> {
    step: &'r Step,
    planned: Arc<Planned>,
    /// The same in each set after the first, where its work may be another.
    later: Vec<Arc<Planned>>,
    inside: Vec<Self>,
}

/// What a step says of an exercise, on the screen and to the ear.
fn describe(planned: &mut Planned, exercise: &Exercise) {
    planned.how.clone_from(&exercise.how);
    planned.optional = exercise.optional;
    planned.easier.clone_from(&exercise.easier);
    planned.harder.clone_from(&exercise.harder);
    planned.alternative.clone_from(&exercise.alternative);
    planned.load.clone_from(&exercise.load);
    planned.figure.clone_from(&exercise.figure);
    planned.stretch.clone_from(&exercise.stretch);
    planned.aim = Some(exercise.aim);
    planned.position = exercise.position;
    planned.ready = exercise.repetition.ready;
    planned.most_reps = exercise.repetition.range.map(|range| range.most);
}

/// A step as it is in another set; the same one where nothing differs.
fn in_set(planned: &Arc<Planned>, work: Work, most_reps: Option<u32>) -> Arc<Planned> {
    let work = Some(work);
    if work == planned.work && most_reps == planned.most_reps {
        return Arc::clone(planned);
    }
    Arc::new(Planned {
        work,
        most_reps,
        ..Planned::clone(planned)
    })
}
