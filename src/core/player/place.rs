//! The place of a player in its timeline, and the marks still ahead in that segment.

use std::time::Duration;

use super::{LEAD_IN, REMINDER, RING, RING_SELDOM};
use crate::core::mark::Mark;
use crate::core::moment::Moment;
use crate::core::routine::Work;
use crate::core::stopwatch::Stopwatch;
use crate::core::timeline::Segment;

/// The place of a player in its timeline.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) index: usize,
    /// When the wall clock ends the segment, whatever its own clock shows; for [`Place::limit`].
    pub(super) limit: Option<Moment>,
    /// The clock of the segment.
    pub(super) watch: Stopwatch,
    pub(super) marks: Marks,
    pub(super) mode: Mode,
    /// The lengths of all segments before this one, and of those still to come.
    pub(super) around: (Duration, Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The watch is started at `ends`, which lies ahead. `next` is the next second to be reported; at 0 it ends.
    LeadIn { what: Lead, ends: Moment, next: u8 },
    /// `reminded`: how many reminders there were in a segment that a key ends.
    Running { reminded: u32 },
    /// `lead`: what remained of the first lead-in when it was paused.
    Paused {
        since: Moment,
        lead: Option<Duration>,
    },
    /// The step that hurt.
    Hurt { step: usize },
    /// `rang`: how many times.
    Ringing { since: Moment, rang: u32 },
    /// The session is over, or has not begun.
    Over,
}

/// The end that a lead-in leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// The first segment, which has not started.
    Start,
    /// A segment that has started.
    Segment,
}

impl Mode {
    /// A lead-in from `now` to `ends`. Only as many seconds are reported as it has.
    pub(super) fn lead_in(what: Lead, now: Moment, ends: Moment) -> Self {
        Self::LeadIn {
            what,
            ends,
            next: ends.since(now).min(LEAD_IN).as_secs() as u8,
        }
    }

    /// Running, with a clock that shows `reading`.
    pub(super) fn running(reading: Duration) -> Self {
        Self::Running {
            reminded: (reading.as_secs() / REMINDER.as_secs()) as u32,
        }
    }

    /// Whether the first segment has not started yet.
    pub(super) const fn is_start(self) -> bool {
        matches!(
            self,
            Self::LeadIn {
                what: Lead::Start,
                ..
            } | Self::Paused { lead: Some(_), .. }
        )
    }
}

impl Place {
    /// The beginning of `segment`, running from `at` on, with a present length of `length`.
    pub(super) fn new(
        index: usize,
        segment: &Segment,
        length: Option<Duration>,
        at: Moment,
    ) -> Self {
        let timed = segment.work().and_then(Work::timed);
        Self {
            index,
            limit: timed.and_then(|timed| timed.limit).map(|limit| at + limit),
            watch: Stopwatch::started(at),
            marks: Marks::of(segment, length),
            mode: Mode::running(Duration::ZERO),
            around: (Duration::ZERO, Duration::ZERO),
        }
    }

    /// The place of a player that has not begun, which is nowhere.
    pub(super) fn over(first: &Segment) -> Self {
        Self {
            mode: Mode::Over,
            ..Self::new(0, first, None, Moment::ZERO)
        }
    }

    /// Lets its clock stand from `now` on and start by itself at `ends`.
    pub(super) fn lead_in(&mut self, what: Lead, now: Moment, ends: Moment) {
        self.watch.stop(now);
        self.watch.start(ends);
        self.mode = Mode::lead_in(what, now, ends);
    }

    /// When something happens next in it by itself.
    pub(super) fn next_deadline(&self) -> Option<Moment> {
        [self.next_mark(), self.limit()].into_iter().flatten().min()
    }

    /// When the next mark, second, reminder or ring is due, the limit aside.
    pub(super) fn next_mark(&self) -> Option<Moment> {
        match self.mode {
            Mode::LeadIn { ends, next, .. } => Some(ends - Duration::from_secs(next.into())),
            Mode::Running { reminded } => match self.marks.next() {
                Some((at, _)) => self.watch.when(at),
                None => self.watch.when(REMINDER.saturating_mul(reminded + 1)),
            },
            Mode::Ringing { since, rang } => Some(since + ringing(rang)),
            Mode::Paused { .. } | Mode::Hurt { .. } | Mode::Over => None,
        }
    }

    /// When the limit ends the segment; `None` also where its work is over or has not begun.
    pub(super) fn limit(&self) -> Option<Moment> {
        let over = matches!(
            self.mode,
            Mode::Ringing { .. } | Mode::Hurt { .. } | Mode::Over
        ) || self.mode.is_start();
        self.limit.filter(|_| !over)
    }
}

/// How long after its first ring an alarm rings for the `nth` time more.
fn ringing(nth: u32) -> Duration {
    let often = (RING_SELDOM.as_secs() / RING.as_secs()) as u32;
    match nth.checked_sub(often) {
        None | Some(0) => RING.saturating_mul(nth),
        Some(seldom) => RING_SELDOM.saturating_mul(seldom + 1),
    }
}

/// The marks of a segment: those still to come, and those that come only once a start of it.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    /// The next one last.
    ahead: Vec<(Duration, Mark)>,
    /// The marks that were reached, except those that hang on the end.
    reached: Vec<Mark>,
    /// The latest timed cue of the routine, and when it was due.
    cue: Option<(Duration, usize)>,
}

impl Marks {
    fn of(segment: &Segment, length: Option<Duration>) -> Self {
        let mut ahead = segment.marks(length);
        ahead.reverse();
        Self {
            ahead,
            reached: Vec::new(),
            cue: None,
        }
    }

    /// Plans the marks anew for another length. What lies behind `reading` is past, and no mark is reached twice except
    /// the last seconds, which belong to the end.
    pub(super) fn moved(&mut self, segment: &Segment, length: Duration, reading: Duration) {
        self.ahead = segment.marks(Some(length));
        self.ahead
            .retain(|(at, mark)| *at >= reading && !self.reached.contains(mark));
        self.ahead.reverse();
    }

    fn next(&self) -> Option<(Duration, Mark)> {
        self.ahead.last().copied()
    }

    /// Removes and returns the next mark.
    pub(super) fn pop(&mut self) -> Option<Mark> {
        let (at, mark) = self.ahead.pop()?;
        if let Mark::Cue { cue, .. } = mark {
            self.cue = Some((at, cue));
        }
        if !matches!(mark, Mark::Remaining(_) | Mark::End) {
            self.reached.push(mark);
        }
        Some(mark)
    }

    pub(super) const fn latest_cue(&self) -> Option<(Duration, usize)> {
        self.cue
    }
}
