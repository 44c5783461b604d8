//! The size of a plan, measured by arithmetic before it is unrolled.

use std::time::Duration;

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
        let one = match step {
            Step::Block(block) => Self::of(block.steps.iter()),
            other => {
                let length = other.length().unwrap_or_default();
                let work = other.exercise().map(|exercise| &exercise.work);
                Self {
                    segments: 1,
                    length,
                    sayings: work.map_or(0, |work| sayings(work, length)),
                }
            }
        };
        let Some(weave) = step.weave() else {
            return one;
        };
        let turns = weave.turns();
        turns.iter().fold(Self::default(), |sum, turn| {
            sum.and(Self::of_gap(turn.before.length)).and(one)
        })
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
