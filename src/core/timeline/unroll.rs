//! Every step, side, repetition and round of a routine, one after the other.

use std::sync::Arc;
use std::time::Duration;

use super::Keys;
use super::segment::{Heading, Kind, Planned, Segment};
use super::weave::{Gap, Turn, listed};
use crate::core::routine::{Block, End, Exercise, Rest, Routine, Side, Step, Wait, Work};
use crate::core::template::Template;

/// Where a step stands: what the blocks around it hand down.
#[derive(Clone, Debug)]
struct Around {
    side: Option<Side>,
    round: (u32, u32),
}

/// Unrolls routines, one after the other.
pub(super) struct Unroller {
    pub(super) segments: Vec<Segment>,
    ids: usize,
    /// How many numbered steps there were.
    pub(super) numbers: u32,
    passes: u32,
    keys: Keys,
}

impl Unroller {
    /// Nothing yet, for somebody who can press `keys` or not.
    pub(super) const fn new(keys: Keys) -> Self {
        Self {
            segments: Vec::new(),
            ids: 0,
            numbers: 0,
            passes: 0,
            keys,
        }
    }

    /// Adds all of a routine.
    pub(super) fn routine(&mut self, routine: &Routine) {
        let heading = Arc::new(Heading {
            title: routine.title.clone(),
            warn: routine.warn.clone(),
            voice: routine.voice.clone(),
        });
        let steps: Vec<Outlined> = routine
            .steps
            .iter()
            .map(|step| self.outline(step, &heading))
            .collect();
        let around = Around {
            side: None,
            round: (1, 1),
        };
        for step in &steps {
            self.step(step, &around);
        }
    }

    /// Gives every step its place and number once, whatever the number of rounds it is played in.
    fn outline<'r>(&mut self, step: &'r Step, routine: &Arc<Heading>) -> Outlined<'r> {
        let id = self.ids;
        self.ids += 1;
        let plain = |name: &Option<String>, cue: &Option<Template>, ready| Planned {
            id,
            number: None,
            name: name.clone(),
            cue: cue.clone(),
            how: None,
            figure: None,
            position: None,
            ready,
            work: None,
            routine: Arc::clone(routine),
        };
        match step {
            Step::Exercise(exercise) => {
                self.numbers += 1;
                let planned = Planned {
                    number: Some(self.numbers),
                    how: exercise.how.clone(),
                    figure: exercise.figure.clone(),
                    position: exercise.position,
                    work: Some(self.attended(&exercise.work)),
                    ..plain(&Some(exercise.name.clone()), &exercise.cue, exercise.ready)
                };
                Outlined::Exercise(exercise, Arc::new(planned))
            }
            Step::Rest(rest) => {
                Outlined::Rest(rest, Arc::new(plain(&rest.name, &rest.cue, Duration::ZERO)))
            }
            Step::Wait(wait) => {
                let Wait { name, cue } = wait;
                Outlined::Wait(Arc::new(plain(name, cue, Duration::ZERO)))
            }
            Step::Block(block) => {
                let planned = Arc::new(plain(&block.name, &block.cue, block.ready));
                let steps = block
                    .steps
                    .iter()
                    .map(|step| self.outline(step, routine))
                    .collect();
                Outlined::Block(block, planned, steps)
            }
        }
    }

    /// The work as it is where no key can come.
    fn attended(&self, work: &Work) -> Work {
        let mut work = work.clone();
        if let Keys::Never { .. } = self.keys {
            match &mut work {
                Work::Hold(timed) | Work::Time(timed) if timed.end == End::Alarm => {
                    timed.end = End::Chime;
                }
                Work::Count(counted) => counted.pace = counted.pace.or(Some(Keys::COUNT_PACE)),
                Work::Hold(_) | Work::Time(_) => {}
            }
        }
        work
    }

    fn step(&mut self, step: &Outlined, around: &Around) {
        self.passes += 1;
        match step {
            Outlined::Exercise(exercise, planned) => self.exercise(exercise, planned, around),
            Outlined::Rest(rest, planned) => {
                self.push(
                    Kind::Rest,
                    Some(rest.length),
                    planned,
                    around,
                    &Turn::single(around),
                );
            }
            Outlined::Wait(planned) => {
                let length = match self.keys {
                    Keys::Come => None,
                    Keys::Never { wait } => Some(wait),
                };
                self.push(Kind::Wait, length, planned, around, &Turn::single(around));
            }
            Outlined::Block(block, planned, steps) => self.block(block, planned, steps, around),
        }
    }

    fn exercise(&mut self, exercise: &Exercise, planned: &Arc<Planned>, around: &Around) {
        let Some(work) = &planned.work else { return };
        let sides = listed(exercise.sides.as_ref(), around.side.as_ref());
        let weave = exercise.weave(&sides);
        let mut before: Option<Turn> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            let gap = before.as_ref().map_or(
                Gap {
                    kind: Kind::Ready,
                    length: exercise.ready,
                },
                |before| weave.gap(before, &piece, index),
            );
            if !gap.length.is_zero() {
                self.push(gap.kind, Some(gap.length), planned, around, &piece);
            }
            self.push(work.kind(), work.length(), planned, around, &piece);
            before = Some(piece);
        }
    }

    fn block(
        &mut self,
        block: &Block,
        planned: &Arc<Planned>,
        steps: &[Outlined],
        around: &Around,
    ) {
        let sides = listed(block.sides.as_ref(), around.side.as_ref());
        let weave = block.weave(&sides);
        let mut before: Option<Turn> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            let gap = before.as_ref().map_or(
                Gap {
                    kind: Kind::Ready,
                    length: block.ready,
                },
                |before| weave.gap(before, &piece, index),
            );
            let round = if piece.of > 1 {
                (piece.nth, piece.of)
            } else {
                around.round
            };
            let inside = Around {
                side: piece.side.clone(),
                round,
            };
            let introduction = (!gap.length.is_zero()).then(|| {
                self.passes += 1;
                let single = Turn {
                    side: piece.side.clone(),
                    nth: 1,
                    of: 1,
                };
                self.push(gap.kind, Some(gap.length), planned, &inside, &single);
                self.segments.len() - 1
            });
            for step in steps {
                self.step(step, &inside);
            }
            let end = self.segments.len();
            if let Some(segment) = introduction.and_then(|at| self.segments.get_mut(at)) {
                segment.introduces = Some(end);
            }
            before = Some(piece);
        }
    }

    fn push(
        &mut self,
        kind: Kind,
        length: Option<Duration>,
        step: &Arc<Planned>,
        around: &Around,
        piece: &Turn,
    ) {
        self.segments.push(Segment {
            kind,
            length,
            step: Arc::clone(step),
            pass: self.passes,
            side: piece.side.clone(),
            rep: (piece.nth, piece.of),
            round: around.round,
            introduces: None,
        });
    }
}

impl Turn {
    /// The one piece of a step that has neither sides nor repetitions of its own.
    fn single(around: &Around) -> Self {
        Self {
            side: around.side.clone(),
            nth: 1,
            of: 1,
        }
    }
}

/// A step with its place and number.
enum Outlined<'r> {
    Exercise(&'r Exercise, Arc<Planned>),
    Rest(&'r Rest, Arc<Planned>),
    Wait(Arc<Planned>),
    Block(&'r Block, Arc<Planned>, Vec<Self>),
}
