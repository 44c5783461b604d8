//! How the sides and repetitions of a step or a block follow each other, and what stands between them.

use std::time::Duration;

use super::segment::Kind;
use crate::core::routine::{Block, Exercise, Order, Side, Sides};

/// One piece of a step or block: a side and which time it is on that side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) side: Option<Side>,
    pub(super) nth: u32,
    pub(super) of: u32,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) kind: Kind,
    pub(super) length: Duration,
}

/// How the pieces of a step or a block follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weave<'a> {
    sides: &'a [Option<Side>],
    order: Order,
    times: u32,
    switch: Duration,
    /// What is written, and what holds where the same side comes again and nothing is.
    between: (Option<Duration>, Duration),
}

impl Weave<'_> {
    /// All pieces, in order.
    pub(super) fn pieces(&self) -> Vec<Turn> {
        let mut sides: Vec<&Option<Side>> = Vec::new();
        match self.order {
            Order::Alternate => (0..self.times).for_each(|_| sides.extend(self.sides)),
            Order::OneSide => {
                for side in self.sides {
                    sides.extend((0..self.times).map(|_| side));
                }
            }
        }
        // Counted on each side: of "right, left, left" the third is the second of two on the left.
        let in_all =
            |side: &Option<Side>| sides.iter().filter(|other| **other == side).count() as u32;
        let mut seen: Vec<(&Option<Side>, u32, u32)> = Vec::new();
        let mut pieces = Vec::with_capacity(sides.len());
        for side in &sides {
            let at = seen
                .iter()
                .position(|(other, ..)| other == side)
                .unwrap_or_else(|| {
                    seen.push((side, 0, in_all(side)));
                    seen.len() - 1
                });
            if let Some((_, nth, of)) = seen.get_mut(at) {
                *nth += 1;
                pieces.push(Turn {
                    side: (*side).clone(),
                    nth: *nth,
                    of: *of,
                });
            }
        }
        pieces
    }

    /// What stands before the piece at `index`, given the one before it.
    pub(super) fn gap(&self, before: &Turn, piece: &Turn, index: usize) -> Gap {
        let (written, otherwise) = self.between;
        if before.side == piece.side {
            return Gap {
                kind: Kind::Between,
                length: written.unwrap_or(otherwise),
            };
        }
        // The change that also begins the next repetition lasts the longer of the two.
        let begins_next =
            self.order == Order::Alternate && index.is_multiple_of(self.sides.len().max(1));
        let length = if begins_next {
            self.switch.max(written.unwrap_or_default())
        } else {
            self.switch
        };
        Gap {
            kind: Kind::Switch,
            length,
        }
    }
}

/// `sides` as a list, a side of `None` standing for no side.
pub(super) fn listed(sides: Option<&Sides>, around: Option<&Side>) -> Vec<Option<Side>> {
    sides.map_or_else(|| vec![around.cloned()], Sides::listed)
}

impl Exercise {
    pub(super) fn weave<'a>(&self, sides: &'a [Option<Side>]) -> Weave<'a> {
        let between = (self.between, Self::DEFAULT_BETWEEN);
        Weave {
            sides,
            order: self.order,
            times: self.reps,
            switch: self.switch,
            between,
        }
    }
}

impl Block {
    pub(super) fn weave<'a>(&self, sides: &'a [Option<Side>]) -> Weave<'a> {
        let between = (self.between, Duration::ZERO);
        Weave {
            sides,
            order: self.order,
            times: self.rounds,
            switch: self.switch,
            between,
        }
    }
}
