//! The state machine over a timeline. It is given the time and never asks for it.
//!
//! Only a [`Session`](super::session::Session) drives a player: it carries out commands, lets happen the one thing
//! that is due at the next deadline, and passes on the [`Event`]s. Other code only reads it; see [`Player`].

mod command;
mod event;
mod place;
mod position;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::mark::Mark;
use super::moment::Moment;
use super::routine::Work;
use super::span::rounded_up;
use super::stopwatch::Stopwatch;
use super::timeline::{Keys, Kind, Segment, Timeline};
use place::{Lead, Mode, Place};

pub use event::{Command, Event, Finish, LengthChange, Resized, What};
pub use position::Position;
pub use reading::Phase;

/// The shortest lead-in, and the one after a short pause.
pub const LEAD_IN: Duration = Duration::from_secs(3);
/// After a pause longer than this the lead-in is the step's own `ready`, to lie down again.
pub const LONG_PAUSE: Duration = Duration::from_secs(10);
/// Going back this early in a hold means the hold before.
pub const JUST_BEGUN: Duration = Duration::from_secs(3);
/// By how much one command makes a hold longer or shorter.
pub const STEP: Duration = Duration::from_secs(5);
/// The shortest remaining time that a segment can be shortened to.
pub const SHORTEST_REST: Duration = Duration::from_secs(3);
/// How often a reminder comes while a key is awaited.
pub const REMINDER: Duration = Duration::from_secs(30);
/// How often an alarm rings in its first minute.
pub const RING: Duration = Duration::from_secs(2);
/// How long an alarm rings often, and how often it rings afterwards. Where no key can come it then ends.
pub const RING_SELDOM: Duration = Duration::from_secs(60);

/// Plays a [`Timeline`]: where a session is, and what it shows at a moment.
#[derive(Clone, Debug)]
pub struct Player {
    timeline: Arc<Timeline>,
    plan: Arc<[PlannedSegment]>,
    /// The steps that hurt, by [`super::timeline::Planned::id`], and the first segment that is skipped for each.
    skipped: BTreeMap<usize, usize>,
    /// The segment it began with.
    from: usize,
    /// The length of the first lead-in where that is no segment of the plan.
    lead_in: Duration,
    place: Place,
    /// The events that have not been reported yet.
    events: Vec<Event>,
}

/// A segment as it now stands in the plan of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedSegment {
    /// Its kind.
    pub kind: Kind,
    /// The pass of a step it belongs to, as [`Segment::pass`].
    pub pass: u32,
    /// Its present length, which starts as authored; `None` where a key ends it.
    pub length: Option<Duration>,
    /// How many movements it has, which starts as authored, where a key ends them; 0 for all else.
    pub count: u32,
    /// Whether it is skipped: it hurt, or it introduces a round of which nothing remains.
    pub skipped: bool,
}

impl From<&Segment> for PlannedSegment {
    /// The segment as authored.
    fn from(segment: &Segment) -> Self {
        Self {
            kind: segment.kind,
            pass: segment.pass,
            length: segment.length,
            count: segment.unpaced().map_or(0, |counted| counted.times),
            skipped: false,
        }
    }
}

/// The beginning of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The lead-in before the first stretch; zero for none.
    pub lead_in: Duration,
    /// The first segment that is played.
    pub from: usize,
}

impl Start {
    /// The length of the countdown before the first stretch, which there is only once: the lead-in takes the place of
    /// a `ready` of length `first`, and lasts as long at least. A wait has none, because it lasts until a key anyway.
    fn countdown(self, first: Kind, length: Option<Duration>) -> Duration {
        match first {
            _ if self.lead_in.is_zero() => Duration::ZERO,
            Kind::Wait => Duration::ZERO,
            Kind::Ready => self.lead_in.max(length.unwrap_or_default()),
            _ => self.lead_in,
        }
    }

    /// By how much the countdown makes a session of `timeline` longer than the timeline is.
    pub(in crate::core) fn adds_to(self, timeline: &Timeline) -> Duration {
        let Some(first) = timeline.get(self.from) else {
            return Duration::ZERO;
        };
        let countdown = self.countdown(first.kind, first.length);
        match first.kind {
            Kind::Ready => countdown.saturating_sub(first.length.unwrap_or_default()),
            _ => countdown,
        }
    }
}

impl Player {
    /// Begins to play `timeline` at `now`.
    pub(in crate::core) fn start(
        timeline: Arc<Timeline>,
        start: Start,
        now: Moment,
    ) -> (Self, Vec<Event>) {
        let mut player = Self::new(timeline);
        let events = player.begin(start, now);
        (player, events)
    }

    /// A player of `timeline` as authored that has not begun.
    fn new(timeline: Arc<Timeline>) -> Self {
        Self {
            plan: timeline.iter().map(PlannedSegment::from).collect(),
            place: Place::over(timeline.first()),
            timeline,
            skipped: BTreeMap::new(),
            from: 0,
            lead_in: Duration::ZERO,
            events: Vec::new(),
        }
    }

    /// Goes to the segment where the session begins.
    fn begin(&mut self, start: Start, now: Moment) -> Vec<Event> {
        self.from = start.from.min(self.timeline.len() - 1);
        self.enter(self.from, None, now);
        let ready = self.length(self.from);
        let first = self.segment().map(|segment| segment.kind);
        let countdown = first.map_or(Duration::ZERO, |first| start.countdown(first, ready));
        if !countdown.is_zero() {
            self.place.lead_in(Lead::Start, now, now + countdown);
            let planned = ready.filter(|_| self.counts_down_ready());
            self.plan_countdown(planned.unwrap_or_default(), countdown);
            self.events.clear();
            let index = self.place.index;
            self.emit(
                now,
                What::LeadIn {
                    index,
                    length: countdown,
                },
            );
        }
        std::mem::take(&mut self.events)
    }

    /// Whether the first lead-in takes the place of the `ready` that it is in.
    fn counts_down_ready(&self) -> bool {
        let segment = self.segment();
        self.is_before_start() && segment.is_some_and(|segment| segment.kind == Kind::Ready)
    }

    /// Plans a first lead-in of which `after` remains instead of `before`, in whole seconds.
    fn plan_countdown(&mut self, before: Duration, after: Duration) {
        let (before, after) = (rounded_up(before), rounded_up(after));
        let change = |planned: Duration| (planned + after).saturating_sub(before);
        let index = self.place.index;
        if !self.counts_down_ready() {
            self.lead_in = change(self.lead_in);
        } else if let Some(segment) = Arc::make_mut(&mut self.plan).get_mut(index) {
            segment.length = segment.length.map(change);
        }
    }

    /// When something happens next by itself; `None` when only a command can change anything.
    pub(in crate::core) fn next_deadline(&self) -> Option<Moment> {
        self.place.next_deadline()
    }

    /// Lets the one thing happen that is due at `at`, if that is the next deadline.
    pub(in crate::core) fn step(&mut self, at: Moment) -> Vec<Event> {
        if self.next_deadline() == Some(at) {
            self.happen(at);
        }
        std::mem::take(&mut self.events)
    }

    fn happen(&mut self, at: Moment) {
        let place = &mut self.place;
        let index = place.index;
        if place.next_mark() != Some(at) {
            return self.limit_reached(at);
        }
        match &mut place.mode {
            Mode::LeadIn { next: 0, .. } => self.lead_in_ends(at),
            Mode::LeadIn { next, .. } => {
                let seconds = *next;
                *next -= 1;
                self.emit(at, What::LeadInRemaining(seconds));
            }
            Mode::Running { reminded } => {
                let Some(mark) = place.marks.pop() else {
                    *reminded += 1;
                    return self.emit(at, What::Reminded { index });
                };
                let remaining = self.segment_remaining(at).unwrap_or_default();
                let reached = What::Reached {
                    index,
                    mark,
                    remaining,
                };
                self.emit(at, reached);
                if mark == Mark::End {
                    self.end_reached(Finish::Whole, None, at);
                }
            }
            Mode::Ringing { since, .. }
                if self.timeline.unrolled.keys != Keys::Come && at.since(*since) >= RING_SELDOM =>
            {
                self.proceed(index + 1, None, at);
            }
            Mode::Ringing { rang, .. } => {
                *rang += 1;
                self.emit(at, What::Rang { index, again: true });
            }
            Mode::Paused { .. } | Mode::Hurt { .. } | Mode::Over => {}
        }
    }

    fn lead_in_ends(&mut self, at: Moment) {
        if self.is_before_start() {
            return self.enter(self.behind_lead_in(), None, at);
        }
        let place = &mut self.place;
        let index = place.index;
        place.watch.start(at);
        place.mode = Mode::running(place.watch.reading(at));
        self.emit(at, What::Began { index });
    }

    /// Ends a hold whose own clock was stopped too long: a cold pack has to come off the skin. The next segment stays
    /// paused, unless it rings.
    fn limit_reached(&mut self, at: Moment) {
        let paused = match self.place.mode {
            Mode::Paused { since, .. } => Some(since),
            _ => None,
        };
        self.emit_resized(LengthChange::AtLimit, Vec::new(), at);
        self.end_reached(Finish::Limit, paused, at);
    }

    /// The time of the segment is up: it rings, or the next one starts.
    fn end_reached(&mut self, how: Finish, paused: Option<Moment>, at: Moment) {
        self.ended(how, at);
        let place = &mut self.place;
        let index = place.index;
        let work = self.timeline.get(index).and_then(Segment::work);
        if work.is_some_and(Work::rings) {
            place.watch.stop(at);
            place.mode = Mode::Ringing { since: at, rang: 1 };
            self.emit(
                at,
                What::Rang {
                    index,
                    again: false,
                },
            );
        } else {
            self.proceed(index + 1, paused, at);
        }
    }

    /// Reports that the present segment is over.
    fn ended(&mut self, how: Finish, at: Moment) {
        let place = &self.place;
        let (index, ran) = (place.index, place.watch.reading(at));
        let count = self.movements(index, ran, how);
        self.emit(
            at,
            What::Ended {
                index,
                ran,
                how,
                count,
            },
        );
    }

    /// How many movements of the segment at `index` were made when it had run for so long. Without a pace nobody knows how
    /// far somebody was who stopped early.
    fn movements(&self, index: usize, ran: Duration, how: Finish) -> u32 {
        let work = self.timeline.get(index).and_then(Segment::work);
        let pace = work.and_then(Work::counted).map(|counted| counted.pace);
        match pace {
            Some(Some(pace)) => {
                u32::try_from(ran.as_nanos() / pace.as_nanos().max(1)).unwrap_or(u32::MAX)
            }
            Some(None) if how == Finish::Whole => self.count(index),
            _ => 0,
        }
    }

    /// Starts the first segment from `index` on that is not skipped, or ends the session.
    fn proceed(&mut self, index: usize, paused: Option<Moment>, at: Moment) {
        let end = self.timeline.len();
        if let Some(index) = (index..end).find(|index| !self.is_skipped(*index)) {
            self.enter(index, paused, at);
        } else {
            self.place.mode = Mode::Over;
            self.emit(at, What::Finished);
        }
    }

    /// Starts the segment at `index`, running unless the session is `paused` since some moment.
    fn enter(&mut self, index: usize, paused: Option<Moment>, at: Moment) {
        let Some(segment) = self.timeline.get(index) else {
            return;
        };
        let length = self.length(index);
        let mut place = Place::new(index, segment, length, at);
        let around = self.one_further(index);
        if let Some(since) = paused {
            place.watch = Stopwatch::stopped();
            place.mode = Mode::Paused { since, lead: None };
        }
        self.place = place;
        match around {
            Some(around) => self.place.around = around,
            None => self.survey(),
        }
        let started = What::Started {
            index,
            length,
            paused: paused.is_some(),
        };
        self.emit(at, started);
    }

    /// Whether the segment at `index` is skipped.
    pub fn is_skipped(&self, index: usize) -> bool {
        self.plan.get(index).is_some_and(|segment| segment.skipped)
    }

    /// Whether the segment at `index`, which lies behind, was skipped: what came before it hurt was played.
    fn was_skipped(&self, index: usize) -> bool {
        self.misses(index, &|index, from| index >= from)
    }

    /// Whether a segment, or all of the round it introduces, belongs to what hurts and is `missed`.
    fn misses(&self, index: usize, missed: &impl Fn(usize, usize) -> bool) -> bool {
        let Some(segment) = self
            .timeline
            .get(index)
            .filter(|_| !self.skipped.is_empty())
        else {
            return false;
        };
        let from = self.skipped.get(&segment.step.id);
        let mut round = index + 1..segment.introduces.unwrap_or(0);
        from.is_some_and(|from| missed(index, *from))
            || (!round.is_empty() && round.all(|inside| self.misses(inside, missed)))
    }

    /// Plans anew what is skipped; to be called whenever [`Player::skipped`] changes.
    fn plan_skips(&mut self) {
        let skips = |index| self.misses(index, &|_, _| true);
        let skips: Vec<bool> = (0..self.timeline.len()).map(skips).collect();
        for (segment, skipped) in Arc::make_mut(&mut self.plan).iter_mut().zip(skips) {
            segment.skipped = skipped;
        }
        self.survey();
    }

    /// Adds up the time before and after the present segment. Call it whenever the plan changes.
    fn survey(&mut self) {
        let Some(index) = self.index() else { return };
        let length = |index: usize| self.length(index).unwrap_or_default();
        let before = (0..index)
            .filter(|index| !self.was_skipped(*index))
            .map(length)
            .sum();
        let later = (index + 1..self.timeline.len())
            .filter(|index| !self.is_skipped(*index))
            .map(length)
            .sum();
        self.place.around = (before, later);
    }

    /// The time before and after the segment at `index`, derived from the sums of the segment before it, so that a
    /// session of ten thousand segments is not added up at each. `None` where it has to be.
    fn one_further(&self, index: usize) -> Option<(Duration, Duration)> {
        let place = &self.place;
        if self.is_over() || place.index + 1 != index || !self.skipped.is_empty() {
            return None;
        }
        let (before, later) = place.around;
        let length = |index: usize| self.length(index).unwrap_or_default();
        Some((
            before + length(place.index),
            later.saturating_sub(length(index)),
        ))
    }

    fn emit(&mut self, at: Moment, what: What) {
        let clock = self.clock(at);
        self.events.push(Event { at, clock, what });
    }
}
