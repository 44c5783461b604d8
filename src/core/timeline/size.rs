//! The size of a plan, measured by arithmetic before it is unrolled.

use std::collections::BTreeSet;
use std::time::Duration;

use super::weave::SideTurn;
use super::{LONGEST_PLAN, MOST_RECORDED, MOST_SAYINGS, MOST_SEGMENTS};
use crate::core::routine::{First, Side, Sides, Step, Work};
use crate::core::text::is_hazardous;

/// How large a plan would be, by arithmetic alone: asked before anything is unrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of segments; stops at the largest number.
    pub segments: u64,
    /// The length, segments that a key ends counted as nothing; stops at the largest number of seconds.
    pub length: Duration,
    /// How often a timed cue is said, one for a single side counted on both; stops at the largest number.
    pub sayings: u64,
    /// The bytes that the stretches take in the record of a session, at most.
    pub recorded: u64,
}

impl Size {
    /// Whether it is one that can be played.
    pub fn is_playable(&self) -> bool {
        self.segments <= MOST_SEGMENTS
            && self.length <= LONGEST_PLAN
            && self.sayings <= MOST_SAYINGS
            && self.recorded <= MOST_RECORDED
    }

    /// The size of all `steps` in a row.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Self {
        steps.into_iter().fold(Self::default(), |sum, step| {
            let recorded = recorded(step, NO_SIDE);
            sum.and(Self {
                recorded,
                ..Self::of_step(step, false)
            })
        })
    }

    /// The size of a step; `again` where it has come before.
    fn of_step(step: &Step, again: bool) -> Self {
        match step {
            Step::Block(block) => {
                let inside = |again| {
                    let steps = block.steps.iter().map(|step| Self::of_step(step, again));
                    steps.fold(Self::default(), Self::and)
                };
                let turns = block.repetition.turns(None, First::Right, again);
                let (first, later) = turns.split_at(turns.len().min(1));
                Self::of_turns(first, inside(again)).and(Self::of_turns(later, inside(true)))
            }
            Step::Exercise(exercise) => {
                let sets = exercise.turns(None, First::Right, again).into_iter();
                let sets = sets.map(|(work, turns)| Self::of_turns(&turns, Self::of_work(work)));
                sets.fold(Self::default(), Self::and)
            }
            Step::Rest(rest) => Self {
                segments: 1,
                length: rest.length.unwrap_or_default(),
                ..Self::default()
            },
        }
    }

    fn of_work(work: &Work) -> Self {
        let length = work.length().unwrap_or_default();
        Self {
            segments: 1,
            length,
            sayings: sayings(work, length),
            recorded: 0,
        }
    }

    /// All `turns` of something that takes `one` each.
    fn of_turns(turns: &[SideTurn], one: Self) -> Self {
        turns.iter().fold(Self::default(), |sum, turn| {
            sum.and(Self::of_gap(turn.before.length)).and(one)
        })
    }

    fn of_gap(length: Duration) -> Self {
        Self {
            segments: u64::from(!length.is_zero()),
            length,
            sayings: 0,
            recorded: 0,
        }
    }

    /// Both in a row.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            length: self.length.saturating_add(other.length),
            sayings: self.sayings.saturating_add(other.sayings),
            recorded: self.recorded.saturating_add(other.recorded),
        }
    }
}

/// How often the timed cues of `work` are said in a piece of this `length`; stops at the largest number.
fn sayings(work: &Work, length: Duration) -> u64 {
    let times = work.cues().iter().map(|cue| cue.times_within(length));
    times.fold(0, u64::saturating_add)
}

/// How many bytes a stretch takes in a record beside its name and its side, at most.
const STRETCH: u64 = 215;
/// How many more they are for numbers of movements, and for a load beside its words.
const MOVEMENTS: u64 = 52;
/// How many more they are for what was reached of what lasts as long as one can.
const REACHED: u64 = 24;
/// The same for the sets of what has a range, and for each of them.
const SETS: u64 = 11;
const SET: u64 = 48;
const LOAD: u64 = 10;
/// How many more they are for a pace beside its words.
const PACE: u64 = 10;

/// The number of sides, and the bytes that their words take.
type SideWords = (u64, u64);

/// The one side of what has none.
const NO_SIDE: SideWords = (1, 0);

/// How many bytes the stretches of `step` take in a record, which has one for each of its sides, or of those of the
/// block around it. Repetitions and rounds are added to the same stretch.
fn recorded(step: &Step, around: SideWords) -> u64 {
    let words = |sides: &Sides| match sides {
        Sides::None => NO_SIDE,
        Sides::Each => (2, 10),
        Sides::Listed(sides) => {
            let words: BTreeSet<&str> = sides.iter().map(Side::word).collect();
            (words.len() as u64, words.into_iter().map(json_length).sum())
        }
    };
    let (sides, bytes) = step.sides().map_or(around, words);
    match step {
        Step::Exercise(exercise) => {
            let load = exercise.load.as_deref();
            let load = load.map_or(0, |load| LOAD + json_length(load));
            let movements = exercise.work.counted().map_or(0, |counted| {
                let pace = counted.written_pace();
                MOVEMENTS + pace.map_or(0, |pace| PACE + json_length(&pace))
            });
            let is_max = exercise.each_set().any(|(work, _)| work.is_max());
            let reached = if is_max { REACHED } else { 0 };
            let sets = if exercise.has_range() {
                SETS + SET * u64::from(exercise.set_count())
            } else {
                0
            };
            let more = STRETCH + movements + reached + load + sets;
            let each = json_length(&exercise.name).saturating_add(more);
            sides.saturating_mul(each).saturating_add(bytes)
        }
        Step::Block(block) => {
            let steps = block
                .steps
                .iter()
                .map(|step| recorded(step, (sides, bytes)));
            steps.fold(0, u64::saturating_add)
        }
        Step::Rest(_) => 0,
    }
}

/// How many bytes `text` takes in JSON, at most.
fn json_length(text: &str) -> u64 {
    let bytes = text.chars().map(|character| match character {
        '"' | '\\' | '\n' | '\t' => 2,
        hazard if hazard.is_control() || is_hazardous(hazard) => 6 * hazard.len_utf16(),
        other => other.len_utf8(),
    });
    bytes.sum::<usize>() as u64
}
