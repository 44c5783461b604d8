//! The order of the sides and repetitions of a step or a block, and the time between them.

use std::time::Duration;

use super::segment::Kind;
use crate::core::routine::{Between, Exercise, First, Order, Repetition, Side, Work};

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

impl Exercise {
    /// The work of each set and its turns, in order, in a block on the side `around`; `again` where it has come before.
    ///
    /// Every set has all sides, so each of them rests while another works. The rest stands before the first turn of a
    /// set; where that is on another side than the last turn, it is no shorter than a change of sides.
    pub(crate) fn turns(
        &self,
        around: Option<&Side>,
        first: First,
        again: bool,
    ) -> Vec<(&Work, Vec<SideTurn>)> {
        let mut sets: Vec<(&Work, Vec<SideTurn>)> = Vec::new();
        for (work, repetition) in self.each_set() {
            let mut turns = repetition.turns(around, first, again);
            let before = sets.last().and_then(|(_, turns)| turns.last());
            if let Some((before, turn)) = before.zip(turns.first_mut()) {
                let change = if before.side == turn.side {
                    Duration::ZERO
                } else {
                    repetition.switch
                };
                turn.before = Gap {
                    kind: Kind::Between,
                    length: self.sets.rest.max(change),
                };
            }
            sets.push((work, turns));
        }
        sets
    }
}

impl Repetition {
    /// All turns, in order, in a block on the side `around`; `first` is the first of [`crate::core::routine::Sides::Each`],
    /// and `again` says that it has come before.
    pub(crate) fn turns(&self, around: Option<&Side>, first: First, again: bool) -> Vec<SideTurn> {
        let ready = self.ready_again.filter(|_| again).unwrap_or(self.ready);
        let listed = self.sides_within(around, first);
        let mut sides: Vec<&Option<Side>> = Vec::new();
        match self.order {
            Order::Alternate | Order::Shuffled => {
                (0..self.times).for_each(|_| sides.extend(&listed));
            }
            Order::OneSide => {
                for side in &listed {
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
                let begins_next = index.is_multiple_of(listed.len().max(1));
                let before = turns.last().map_or(
                    Gap {
                        kind: Kind::Ready,
                        length: ready,
                    },
                    |before| self.gap(before, side.as_ref(), begins_next),
                );
                turns.push(SideTurn {
                    before,
                    side: (*side).clone(),
                    nth: *nth,
                    of: *of,
                });
            }
        }
        turns
    }

    /// The sides in a block on the side `around`: one entry a side, `None` for no side.
    pub(crate) fn sides_within(&self, around: Option<&Side>, first: First) -> Vec<Option<Side>> {
        let sides = self.sides.as_ref();
        sides.map_or_else(|| vec![around.cloned()], |sides| sides.listed(first))
    }

    /// The time between a turn and one on this side; `begins_next` where all sides have had theirs.
    fn gap(&self, before: &SideTurn, side: Option<&Side>, begins_next: bool) -> Gap {
        let Between { length, is_written } = self.between;
        if before.side.as_ref() == side {
            return Gap {
                kind: Kind::Between,
                length,
            };
        }
        // The change that also begins the next repetition lasts the longer of the two.
        let is_longer = is_written && begins_next && self.order != Order::OneSide;
        let least = if is_longer { length } else { Duration::ZERO };
        Gap {
            kind: Kind::Switch,
            length: self.switch.max(least),
        }
    }
}
