//! The size of a plan before it is one.

use std::time::Duration;

use super::weave::{Piece, Weave, listed};
use crate::core::routine::Step;

/// How large a plan would be, by arithmetic alone: asked before anything is unrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of segments; stops at the largest number.
    pub segments: u64,
    /// The length, segments that a key ends counted as nothing; stops at the largest number of seconds.
    pub length: Duration,
}

impl Size {
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
                let one = Self {
                    segments: 1,
                    length: exercise.work.length().unwrap_or_default(),
                };
                Self::woven(&exercise.weave(&sides), exercise.ready, one)
            }
            Step::Rest(rest) => Self {
                segments: 1,
                length: rest.length,
            },
            Step::Wait(_) => Self {
                segments: 1,
                length: Duration::ZERO,
            },
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
        let mut before: Option<Piece> = None;
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
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            length: self.length.saturating_add(other.length),
        }
    }
}
