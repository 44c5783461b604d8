//! The queries of a player: phase, remaining time and plan at a moment.

use std::sync::Arc;
use std::time::Duration;

use super::place::{Lead, Mode};
use super::{PlannedSegment, Player};
use crate::core::moment::Moment;
use crate::core::span;
use crate::core::text::with_load;
use crate::core::timeline::{Keys, Kind, Planned, Segment, Timeline};

/// The phase of a player.
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
    pub const fn planned(&self) -> &Arc<[PlannedSegment]> {
        &self.plan
    }

    /// When each segment begins, from the beginning of the session on. One that a key ends takes no time here.
    pub fn starts(&self) -> impl Iterator<Item = Duration> {
        let planned = self.plan.iter();
        planned.scan(self.lead_in_apart(), |next, segment| {
            let start = *next;
            *next += segment.length.unwrap_or_default();
            Some(start)
        })
    }

    /// The lead-in before the first segment, where it is no segment itself.
    pub fn lead_in_apart(&self) -> Duration {
        let planned: Duration = self.plan.iter().filter_map(|it| it.length).sum();
        self.total().saturating_sub(planned)
    }

    /// The present phase.
    pub fn phase(&self) -> Phase {
        match self.place.mode {
            Mode::LeadIn {
                what: Lead::Start, ..
            } => Phase::Starting,
            Mode::LeadIn { .. } => Phase::LeadingIn,
            Mode::Running { .. } => Phase::Running,
            Mode::Paused { .. } => Phase::Paused,
            Mode::Hurt { .. } => Phase::Hurt,
            Mode::Ringing { .. } => Phase::Ringing,
            Mode::Over => Phase::Over,
        }
    }

    /// Whether the first segment has not started yet, be its lead-in running or paused.
    pub const fn is_before_start(&self) -> bool {
        self.place.mode.is_start()
    }

    /// Whether its opening is seen and heard: the first lead-in, or the wait that it begins with.
    pub fn is_opening(&self) -> bool {
        let is_wait = |segment: &Segment| segment.kind == Kind::Wait && self.hurts().is_none();
        self.is_before_start()
            || self.index() == Some(self.from) && self.segment().is_some_and(is_wait)
    }

    /// Whether it is in a segment before which nothing was to be done.
    pub fn is_before_work(&self) -> bool {
        let here = self.index().unwrap_or_default();
        let mut before = self.from..here;
        before.all(|index| !self.timeline.is_work(index))
    }

    /// Whether it is in the pass of a step that it began with.
    pub fn is_in_first_step(&self) -> bool {
        let first = self.timeline.get(self.from);
        let here = self.segment();
        first.map(|first| first.pass) == here.map(|here| here.pass)
    }

    /// Whether nothing goes on before a key: an open end, an alarm, what hurt. A pause waits for a key as well, but does
    /// not end with it.
    pub fn awaits_key(&self) -> bool {
        match self.place.mode {
            Mode::Running { .. } => self.length(self.place.index).is_none(),
            Mode::Ringing { .. } => self.timeline.unrolled.keys == Keys::Come,
            Mode::Hurt { .. } => true,
            Mode::LeadIn { .. } | Mode::Paused { .. } | Mode::Over => false,
        }
    }

    pub(super) const fn is_over(&self) -> bool {
        matches!(self.place.mode, Mode::Over)
    }

    /// The index of the present segment; `None` once the session is over.
    pub fn index(&self) -> Option<usize> {
        (!self.is_over()).then_some(self.place.index)
    }

    /// The present segment; `None` once the session is over.
    pub fn segment(&self) -> Option<&Segment> {
        self.index().and_then(|index| self.timeline.get(index))
    }

    /// The present length of the segment at `index`; `None` when a key ends it.
    pub fn length(&self, index: usize) -> Option<Duration> {
        self.plan.get(index)?.length
    }

    /// How many movements the segment at `index` has now, where a key ends them; 0 for all else.
    pub fn count(&self, index: usize) -> u32 {
        self.plan.get(index).map_or(0, |segment| segment.count)
    }

    /// The step that was stopped because it hurt, by [`crate::core::timeline::Planned::id`], until something goes on.
    pub fn hurts(&self) -> Option<usize> {
        match self.place.mode {
            Mode::Hurt { step } => Some(step),
            _ => None,
        }
    }

    /// The name of the segment at `index` on the screen: as [`Timeline::name`], but never that of a skipped step.
    pub fn name(&self, index: usize) -> &str {
        self.named(index)
            .and_then(|step| step.name.as_deref())
            .unwrap_or(&self.timeline.title)
    }

    /// The same with the load: `Heel drop, 5 kg`.
    pub fn name_and_load(&self, index: usize) -> String {
        let load = self.named(index).and_then(|step| step.load.as_deref());
        with_load(self.name(index), load)
    }

    /// The step that gives the segment at `index` its name.
    fn named(&self, index: usize) -> Option<&Planned> {
        let mut steps = (index..self.timeline.len()).filter_map(|at| {
            let is_shown = at == index || !self.is_skipped(at);
            self.timeline.get(at).filter(|_| is_shown)
        });
        steps.find_map(|segment| segment.step.name.as_ref().map(|_| &*segment.step))
    }

    /// How much of the present segment has run at `now`.
    pub fn reading(&self, now: Moment) -> Duration {
        if self.counts_down_ready() {
            let length = self.length(self.place.index).unwrap_or_default();
            length.saturating_sub(self.lead_in_remaining(now).unwrap_or_default())
        } else if self.is_before_start() || self.is_over() {
            Duration::ZERO
        } else {
            self.place.watch.reading(now)
        }
    }

    /// When the clock of the present segment will show `reading`; `None` while it is stopped.
    pub fn when(&self, reading: Duration) -> Option<Moment> {
        let runs = matches!(self.place.mode, Mode::Running { .. });
        self.place.watch.when(reading).filter(|_| runs)
    }

    /// The remaining time of the present segment at `now`, exactly; `None` when a key ends it or it is over.
    pub fn segment_remaining(&self, now: Moment) -> Option<Duration> {
        if let Mode::Ringing { .. } | Mode::Hurt { .. } = self.place.mode {
            return None;
        }
        Some(
            self.length(self.index()?)?
                .saturating_sub(self.reading(now)),
        )
    }

    /// The remaining time of the lead-in at `now`, exactly; `None` when there is none.
    pub fn lead_in_remaining(&self, now: Moment) -> Option<Duration> {
        match self.place.mode {
            Mode::LeadIn { ends, .. } => Some(ends.since(now)),
            Mode::Paused { lead, .. } => lead,
            _ => None,
        }
    }

    /// The length of the first lead-in as it stands, as long as that lasts.
    pub fn first_lead_in(&self) -> Option<Duration> {
        let ready = self.length(self.place.index);
        let length = ready.filter(|_| self.counts_down_ready());
        self.is_before_start()
            .then(|| length.unwrap_or(self.lead_in))
    }

    /// The segment that comes after the first lead-in.
    pub fn behind_lead_in(&self) -> usize {
        self.place.index + usize::from(self.counts_down_ready())
    }

    /// For how long an alarm has been ringing at `now`.
    pub fn ringing(&self, now: Moment) -> Option<Duration> {
        match self.place.mode {
            Mode::Ringing { since, .. } => Some(now.since(since)),
            _ => None,
        }
    }

    /// The latest timed sentence of this segment, by its place in the step, and the reading at which it was due.
    pub fn latest_cue(&self) -> Option<(Duration, usize)> {
        self.place.marks.latest_cue().filter(|_| !self.is_over())
    }

    /// The length of the whole plan as it stands, the first lead-in included, segments that a key ends counted as
    /// nothing.
    pub fn total(&self) -> Duration {
        let Some(index) = self.index() else {
            let planned: Duration = self.plan.iter().filter_map(|it| it.length).sum();
            return self.lead_in + planned;
        };
        let (before, later) = self.place.around;
        self.lead_in + before + self.length(index).unwrap_or_default() + later
    }

    /// The remaining time of the plan at `now`, that of the present segment rounded up to whole seconds.
    pub fn remaining(&self, now: Moment) -> Duration {
        let here = self
            .segment_remaining(now)
            .map_or(Duration::ZERO, span::rounded_up);
        let before_it = self.is_before_start() && !self.counts_down_ready();
        let lead_in = self.lead_in_remaining(now).filter(|_| before_it);
        lead_in.map_or(Duration::ZERO, span::rounded_up)
            + here
            + self.index().map_or(Duration::ZERO, |_| self.place.around.1)
    }

    /// The time until the end at `now`, exactly, if no key is pressed and what a key ends takes no time.
    pub fn time_to_end(&self, now: Moment) -> Duration {
        let lead_in = self.lead_in_remaining(now);
        let lead_in = lead_in.filter(|_| !self.counts_down_ready());
        let here = self.segment_remaining(now);
        let later = self.index().map(|_| self.place.around.1);
        [lead_in, here, later].into_iter().flatten().sum()
    }

    /// The elapsed time of the plan at `now`: the total minus the remaining time, so that all times on a screen change
    /// together.
    pub fn clock(&self, now: Moment) -> Duration {
        self.total().saturating_sub(self.remaining(now))
    }
}
