//! The order of the sides and repetitions of a step or a block, and the time between them.

use std::time::Duration;

use super::segment::Kind;
use crate::core::routine::{Between, Block, Exercise, Order, Side, Sides, Step};

/// One time that a step or block is done: a side, and which time it is on that side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SideTurn {
    /// The time before it, which may be zero.
    pub(crate) before: Gap,
    pub(crate) side: Option<Side>,
    pub(crate) nth: u32,
    pub(crate) of: u32,
}

/// The time before a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) kind: Kind,
    pub(crate) length: Duration,
}

/// The numbers that decide on the turns of a step or a block.
#[derive(Clone, Debug)]
pub(crate) struct Weave {
    /// One entry a side, `None` for no side.
    pub(crate) sides: Vec<Option<Side>>,
    pub(crate) times: u32,
    pub(crate) switch: Duration,
    order: Order,
    ready: Duration,
    between: Between,
}

impl Weave {
    /// All turns, in order.
    pub(crate) fn turns(&self) -> Vec<SideTurn> {
        let mut sides: Vec<&Option<Side>> = Vec::new();
        match self.order {
            Order::Alternate => (0..self.times).for_each(|_| sides.extend(&self.sides)),
            Order::OneSide => {
                for side in &self.sides {
                    sides.extend((0..self.times).map(|_| side));
                }
            }
        }
        // Counted on each side: of "right, left, left" the third is the second of two on the left.
        let in_all =
            |side: &Option<Side>| sides.iter().filter(|other| **other == side).count() as u32;
        let mut seen: Vec<(&Option<Side>, u32, u32)> = Vec::new();
        let mut turns: Vec<SideTurn> = Vec::with_capacity(sides.len());
        for (index, side) in sides.iter().enumerate() {
            let at = seen
                .iter()
                .position(|(other, ..)| other == side)
                .unwrap_or_else(|| {
                    seen.push((side, 0, in_all(side)));
                    seen.len() - 1
                });
            if let Some((_, nth, of)) = seen.get_mut(at) {
                *nth += 1;
                turns.push(SideTurn {
                    before: self.gap(turns.last(), side.as_ref(), index),
                    side: (*side).clone(),
                    nth: *nth,
                    of: *of,
                });
            }
        }
        turns
    }

    /// The time before the turn at `index`, which is on this side.
    fn gap(&self, before: Option<&SideTurn>, side: Option<&Side>, index: usize) -> Gap {
        let Some(before) = before else {
            return Gap {
                kind: Kind::Ready,
                length: self.ready,
            };
        };
        let Between { length, is_written } = self.between;
        if before.side.as_ref() == side {
            return Gap {
                kind: Kind::Between,
                length,
            };
        }
        // The change that also begins the next repetition lasts the longer of the two.
        let begins_next =
            self.order == Order::Alternate && index.is_multiple_of(self.sides.len().max(1));
        let least = if is_written && begins_next {
            length
        } else {
            Duration::ZERO
        };
        Gap {
            kind: Kind::Switch,
            length: self.switch.max(least),
        }
    }
}

/// The sides of a step that writes `sides`, with `around` as the side of the block around it.
fn listed(sides: Option<&Sides>, around: Option<&Side>) -> Vec<Option<Side>> {
    sides.map_or_else(|| vec![around.cloned()], Sides::listed)
}

impl Step {
    /// The turns of an exercise or a block outside of every block.
    pub(crate) fn weave(&self) -> Option<Weave> {
        match self {
            Self::Exercise(exercise) => Some(exercise.weave(None)),
            Self::Block(block) => Some(block.weave(None)),
            _ => None,
        }
    }
}

impl Exercise {
    pub(super) fn weave(&self, around: Option<&Side>) -> Weave {
        Weave {
            sides: listed(self.sides.as_ref(), around),
            order: self.order,
            times: self.reps,
            ready: self.ready,
            switch: self.switch,
            between: self.between,
        }
    }
}

impl Block {
    pub(super) fn weave(&self, around: Option<&Side>) -> Weave {
        Weave {
            sides: listed(self.sides.as_ref(), around),
            order: self.order,
            times: self.rounds,
            ready: self.ready,
            switch: self.switch,
            between: self.between,
        }
    }
}
