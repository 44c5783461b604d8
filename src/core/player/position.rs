//! Where a session stands, as plain data, so that it can be left and taken up again at another time.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::place::Mode;
use super::{Event, LEAD_IN, Player, Start};
use crate::core::moment::Moment;
use crate::core::timeline::{Kind, LONGEST_PLAN, Timeline};

/// Where a session stands: enough to go on with the same timeline at another time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The segment with which it goes on.
    pub index: usize,
    /// The lengths that were changed by hand, by segment.
    pub lengths: Vec<(usize, Duration)>,
    /// What is left out because it hurt, by [`crate::core::timeline::Planned::id`].
    pub left_out: BTreeSet<usize>,
}

impl Player {
    /// Where it stands; `None` when nothing is left to be done.
    pub fn position(&self) -> Option<Position> {
        let place = self.place.as_ref()?;
        let over = matches!(place.mode, Mode::Ringing { .. } | Mode::Hurt { .. });
        let first = place.index + usize::from(over);
        let index = (first..self.timeline.len()).find(|index| !self.is_skipped(*index))?;
        let changed = self
            .timeline
            .iter()
            .zip(&self.lengths)
            .enumerate()
            .filter(|(_, (segment, length))| segment.length != **length)
            .filter_map(|(index, (_, length))| length.map(|length| (index, length)));
        Some(Position {
            index,
            lengths: changed.collect(),
            left_out: self.left_out.keys().copied().collect(),
        })
    }

    /// Takes a session up again at `now`, where it was left, and says what happens first.
    ///
    /// One has as long as the step's own `ready` to lie down, at least 3 s, and the hold that was left is held from
    /// its beginning. What of `position` does not fit the timeline is passed over.
    pub fn take_up(
        timeline: Arc<Timeline>,
        position: &Position,
        now: Moment,
    ) -> (Self, Vec<Event>) {
        let mut lengths: Vec<_> = timeline.iter().map(|segment| segment.length).collect();
        for (index, length) in &position.lengths {
            // No hand makes anything longer than a whole plan may be, and all lengths are whole seconds: anything else
            // is a damaged file.
            if let Some(Some(present)) = lengths.get_mut(*index)
                && *length <= LONGEST_PLAN
                && length.subsec_nanos() == 0
            {
                *present = *length;
            }
        }
        let mut player = Self {
            timeline,
            lengths,
            left_out: position
                .left_out
                .iter()
                .map(|step| (*step, position.index))
                .collect(),
            place: None,
        };
        let start = player.way_back(position.index);
        let events = player.begin(start, now);
        (player, events)
    }

    /// Where to go on, and how long one has to lie down. A change of sides is no way into a hold from nowhere: the
    /// step's `ready` stands in for it.
    fn way_back(&self, index: usize) -> Start {
        let end = self.timeline.len();
        let from = (index..end).find(|index| !self.is_skipped(*index));
        let from = from.unwrap_or(end.saturating_sub(1));
        let Some(segment) = self.timeline.get(from) else {
            return Start {
                lead_in: LEAD_IN,
                from,
            };
        };
        let ready = segment.step.ready.max(LEAD_IN);
        let leads_to_work = self
            .timeline
            .get(from + 1)
            .is_some_and(|next| next.kind.is_work() && next.step.id == segment.step.id);
        match segment.kind {
            Kind::Hold | Kind::Time | Kind::Count => Start {
                lead_in: ready,
                from,
            },
            Kind::Switch | Kind::Between if leads_to_work && !self.is_skipped(from + 1) => Start {
                lead_in: ready,
                from: from + 1,
            },
            _ => Start {
                lead_in: LEAD_IN,
                from,
            },
        }
    }
}
