//! The position of a session at rest, and how a player resumes from it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::place::Mode;
use super::{Event, LEAD_IN, PlannedSegment, Player, Start};
use crate::core::moment::Moment;
use crate::core::timeline::{Kind, LONGEST_PLAN, Timeline};

/// The place at which a session is resumed, on the same timeline at another time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The segment it resumes with.
    pub index: usize,
    /// The lengths that were changed by hand, by segment.
    pub lengths: Vec<(usize, Duration)>,
    /// The movements that were changed by hand where a key ends them, by segment.
    pub counts: Vec<(usize, u32)>,
    /// The steps that are skipped because they hurt, by [`crate::core::timeline::Planned::id`].
    pub skipped: BTreeSet<usize>,
}

impl Player {
    /// The position at which it would be resumed; `None` when nothing remains to be done.
    pub fn position(&self) -> Option<Position> {
        let over = matches!(self.place.mode, Mode::Ringing { .. } | Mode::Hurt { .. });
        let first = self.index()? + usize::from(over);
        let index = (first..self.timeline.len()).find(|index| !self.is_skipped(*index))?;
        let planned = self.timeline.iter().zip(self.plan.iter()).enumerate();
        let recounted = planned.clone().filter_map(|(index, (authored, now))| {
            let is_changed = now.count != PlannedSegment::from(authored).count;
            is_changed.then_some((index, now.count))
        });
        let changed = planned
            .filter(|(_, (authored, now))| authored.length != now.length)
            .filter_map(|(index, (_, now))| now.length.map(|length| (index, length)));
        Some(Position {
            index,
            lengths: changed.collect(),
            counts: recounted.collect(),
            skipped: self.skipped.keys().copied().collect(),
        })
    }

    /// Resumes at `position` at `now`.
    ///
    /// The lead-in is as long as the step's own `ready`, at least 3 s and `lead_in`, and the hold that was interrupted is held from
    /// its beginning. What of `position` does not fit the timeline is ignored.
    pub(in crate::core) fn resume(
        timeline: Arc<Timeline>,
        position: &Position,
        lead_in: Duration,
        now: Moment,
    ) -> (Self, Vec<Event>) {
        let mut player = Self::new(timeline);
        let plan = Arc::make_mut(&mut player.plan);
        for (index, length) in &position.lengths {
            // No hand makes anything longer than a whole plan may be, and all lengths are whole seconds: anything else
            // is a damaged file.
            if let Some(present) = plan.get_mut(*index).and_then(|it| it.length.as_mut())
                && *length <= LONGEST_PLAN
                && length.subsec_nanos() == 0
            {
                *present = *length;
            }
        }
        for (index, count) in &position.counts {
            let present = plan.get_mut(*index).map(|planned| &mut planned.count);
            if let Some(present) = present.filter(|present| **present > 0 && *count > 0) {
                *present = *count;
            }
        }
        let skipped = position.skipped.iter();
        player.skipped = skipped.map(|step| (*step, position.index)).collect();
        player.plan_skips();
        let mut start = player.way_back(position.index);
        start.lead_in = start.lead_in.max(lead_in);
        let events = player.begin(start, now);
        (player, events)
    }

    /// The segment to resume with, and the lead-in before it. A change of sides is no way into a hold from nowhere: the step's
    /// `ready` takes its place.
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
            kind if kind.is_work() => Start {
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
