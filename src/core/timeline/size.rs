//! The size of a plan before it is one.

use std::time::Duration;

use super::weave::{Turn, Weave, listed};
use super::{LONGEST_PLAN, MOST_SAYINGS, MOST_SEGMENTS};
use crate::core::routine::{Step, Work};

/// How large a plan would be, by arithmetic alone: asked before anything is unrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of segments; stops at the largest number.
    pub segments: u64,
    /// The length, segments that a key ends counted as nothing; stops at the largest number of seconds.
    pub length: Duration,
    /// How often a timed cue is said, one for a single side counted on both; stops at the largest number.
    pub sayings: u64,
}

impl Size {
    const SEGMENT: Self = Self {
        segments: 1,
        length: Duration::ZERO,
        sayings: 0,
    };

    /// Whether it is one that can be played.
    pub fn is_playable(&self) -> bool {
        self.segments <= MOST_SEGMENTS
            && self.length <= LONGEST_PLAN
            && self.sayings <= MOST_SAYINGS
    }

    /// The size of all `steps` in a row.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Self {
        steps
            .into_iter()
            .fold(Self::default(), |sum, step| sum.and(Self::of_step(step)))
    }

    fn of_step(step: &Step) -> Self {
        match step {
            Step::Exercise(exercise) => {
                let sides = listed(exercise.sides.as_ref(), None);
                let length = exercise.work.length().unwrap_or_default();
                let one = Self {
                    segments: 1,
                    length,
                    sayings: sayings(&exercise.work, length),
                };
                Self::woven(&exercise.weave(&sides), exercise.ready, one)
            }
            Step::Rest(rest) => Self {
                length: rest.length,
                ..Self::SEGMENT
            },
            Step::Wait(_) => Self::SEGMENT,
            Step::Block(block) => {
                let sides = listed(block.sides.as_ref(), None);
                Self::woven(
                    &block.weave(&sides),
                    block.ready,
                    Self::of(block.steps.iter()),
                )
            }
        }
    }

    fn woven(weave: &Weave, ready: Duration, one: Self) -> Self {
        let mut sum = Self::of_gap(ready);
        let mut before: Option<Turn> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            if let Some(before) = &before {
                sum = sum.and(Self::of_gap(weave.gap(before, &piece, index).length));
            }
            sum = sum.and(one);
            before = Some(piece);
        }
        sum
    }

    fn of_gap(length: Duration) -> Self {
        Self {
            segments: u64::from(!length.is_zero()),
            length,
            sayings: 0,
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            length: self.length.saturating_add(other.length),
            sayings: self.sayings.saturating_add(other.sayings),
        }
    }
}

/// How often the timed cues of `work` are said in a piece of this `length`; stops at the largest number.
fn sayings(work: &Work, length: Duration) -> u64 {
    let times = work.cues().iter().map(|cue| cue.times_within(length));
    times.fold(0, u64::saturating_add)
}
