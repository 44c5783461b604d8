//! The queries of a player: phase, remaining time and plan at a moment.

use std::sync::Arc;
use std::time::Duration;

use super::place::{Lead, Mode};
use super::{PlannedSegment, Player};
use crate::core::moment::Moment;
use crate::core::span;
use crate::core::timeline::{Segment, Timeline};

/// What a player is doing at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before the first segment.
    Starting,
    /// Before a segment's clock goes on.
    LeadingIn,
    /// The segment's clock runs, or a key is waited for.
    Running,
    /// The clock is stopped.
    Paused,
    /// A stretch was stopped because it hurt; the session waits for a command.
    Hurt,
    /// An alarm rings until a key.
    Ringing,
    /// The session is over.
    Over,
}

impl Player {
    /// The timeline as authored.
    pub const fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// Every segment as it now stands in the plan.
    pub const fn plan(&self) -> &Arc<[PlannedSegment]> {
        &self.plan
    }

    /// What it is doing.
    pub fn phase(&self) -> Phase {
        match self.place.as_ref().map(|place| place.mode) {
            None => Phase::Over,
            Some(Mode::LeadIn {
                what: Lead::Start, ..
            }) => Phase::Starting,
            Some(Mode::LeadIn {
                what: Lead::Segment,
                ..
            }) => Phase::LeadingIn,
            Some(Mode::Running { .. }) => Phase::Running,
            Some(Mode::Paused { .. }) => Phase::Paused,
            Some(Mode::Hurt { .. }) => Phase::Hurt,
            Some(Mode::Ringing { .. }) => Phase::Ringing,
        }
    }

    /// Whether the first segment has not started yet, be its lead-in running or paused.
    pub fn is_before_start(&self) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| place.mode.is_start())
    }

    /// The index of the present segment; `None` once the session is over.
    pub fn index(&self) -> Option<usize> {
        self.place.as_ref().map(|place| place.index)
    }

    /// The present segment; `None` once the session is over.
    pub fn segment(&self) -> Option<&Segment> {
        self.index().and_then(|index| self.timeline.get(index))
    }

    /// The present length of the segment at `index`; `None` when a key ends it.
    pub fn length(&self, index: usize) -> Option<Duration> {
        self.plan.get(index)?.length
    }

    /// The step that was stopped because it hurt, by [`crate::core::timeline::Planned::id`], until something goes on.
    pub fn hurts(&self) -> Option<usize> {
        match self.place.as_ref()?.mode {
            Mode::Hurt { step } => Some(step),
            _ => None,
        }
    }

    /// What the segment at `index` is about, for the eye: as [`Timeline::name`], but never the name of a skipped step.
    pub fn name(&self, index: usize) -> &str {
        let shown = |at: &usize| {
            let named = self.timeline.get(*at).map(|segment| &segment.step.name);
            named.is_some_and(Option::is_some) && (*at == index || !self.is_skipped(*at))
        };
        let at = (index..self.timeline.len()).find(shown);
        at.map_or(&self.timeline.title, |at| self.timeline.name(at))
    }

    /// How much of the present segment has run at `now`.
    pub fn reading(&self, now: Moment) -> Duration {
        let place = self.place.as_ref().filter(|place| !place.mode.is_start());
        place.map_or(Duration::ZERO, |place| place.watch.reading(now))
    }

    /// When the clock of the present segment will show `reading`; `None` while it is stopped.
    pub fn when(&self, reading: Duration) -> Option<Moment> {
        let place = self
            .place
            .as_ref()
            .filter(|place| matches!(place.mode, Mode::Running { .. }))?;
        place.watch.when(reading)
    }

    /// The remaining time of the present segment at `now`, exactly; `None` when a key ends it or it is over.
    pub fn segment_remaining(&self, now: Moment) -> Option<Duration> {
        let place = self.place.as_ref()?;
        if let Mode::Ringing { .. } | Mode::Hurt { .. } = place.mode {
            return None;
        }
        Some(self.length(place.index)?.saturating_sub(self.reading(now)))
    }

    /// The remaining time of the lead-in at `now`, exactly; `None` when there is none.
    pub fn lead_in_remaining(&self, now: Moment) -> Option<Duration> {
        match self.place.as_ref()?.mode {
            Mode::LeadIn { ends, .. } => Some(ends.since(now)),
            Mode::Paused { lead, .. } => lead,
            Mode::Running { .. } | Mode::Hurt { .. } | Mode::Ringing { .. } => None,
        }
    }

    /// For how long an alarm has been ringing at `now`.
    pub fn ringing(&self, now: Moment) -> Option<Duration> {
        match self.place.as_ref()?.mode {
            Mode::Ringing { since, .. } => Some(now.since(since)),
            _ => None,
        }
    }

    /// The latest timed sentence of this segment, by its place in the step, and the reading at which it was due.
    pub fn latest_cue(&self) -> Option<(Duration, usize)> {
        self.place
            .as_ref()
            .and_then(|place| place.marks.latest_cue())
    }

    /// The length of the whole plan as it stands, segments that a key ends counted as nothing.
    pub fn total(&self) -> Duration {
        match self.place.as_ref() {
            None => self.plan.iter().filter_map(|it| it.length).sum(),
            Some(place) => {
                place.around.0 + self.length(place.index).unwrap_or_default() + place.around.1
            }
        }
    }

    /// The remaining time of the plan at `now`, that of the present segment rounded up to whole seconds.
    pub fn remaining(&self, now: Moment) -> Duration {
        let here = self
            .segment_remaining(now)
            .map_or(Duration::ZERO, span::rounded_up);
        here + self
            .place
            .as_ref()
            .map_or(Duration::ZERO, |place| place.around.1)
    }

    /// The elapsed time of the plan at `now`: the total minus the remaining time, so that all times on a screen change
    /// together.
    pub fn clock(&self, now: Moment) -> Duration {
        self.total().saturating_sub(self.remaining(now))
    }
}
