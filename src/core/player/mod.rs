//! The state machine that plays a timeline. It is told the time and never asks for it.
//!
//! # Protocol
//!
//! Three doors, in any order, with a `now` that never goes back:
//!
//! - [`Player::handle`] carries out a command at `now`;
//! - [`Player::advance`] lets happen what is due by `now`;
//! - [`Player::next_deadline`] says when it wants to be advanced next; `None` means that only a command can change
//!   anything.
//!
//! `advance` is defined by `next_deadline`: while the next deadline is not later than `now`, the one thing due then
//! happens. However late and in however many portions it is called, the same events come out, each with the moment it
//! was due. After each call the next deadline lies after `now`.

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
use super::routine::{End, Work};
use super::stopwatch::Stopwatch;
use super::timeline::{Segment, Timeline};
use place::{Lead, Mode, Place};

pub use event::{Command, Event, Finish, What};
pub use position::Position;
pub use reading::Phase;

/// The shortest lead-in, and the one after a short pause.
pub const LEAD_IN: Duration = Duration::from_secs(3);
/// After a pause longer than this one gets the step's own `ready` to lie down again.
pub const LONG_PAUSE: Duration = Duration::from_secs(10);
/// Going back within so much of a hold's beginning means the hold before.
pub const JUST_BEGUN: Duration = Duration::from_secs(3);
/// By how much a hold is made longer or shorter at once.
pub const STEP: Duration = Duration::from_secs(5);
/// What a segment that is made shorter keeps at least.
pub const LEAST_LEFT: Duration = Duration::from_secs(3);
/// How often one is reminded that a key is waited for.
pub const REMINDER: Duration = Duration::from_secs(30);
/// How often an alarm rings in its first minute.
pub const RING: Duration = Duration::from_secs(2);
/// How long an alarm rings often, and how often it rings afterwards.
pub const RING_SELDOM: Duration = Duration::from_secs(60);

/// Plays a [`Timeline`]; see the [module](self) for its protocol.
#[derive(Clone, Debug)]
pub struct Player {
    timeline: Arc<Timeline>,
    /// The present lengths, which start as authored.
    lengths: Vec<Option<Duration>>,
    /// Steps that hurt, by [`super::timeline::Planned::id`], and the first segment that is not played for it.
    left_out: BTreeMap<usize, usize>,
    /// Where it is; `None` once the session is over.
    place: Option<Place>,
}

/// Where a session begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// How long one has before the first segment; zero for none.
    pub lead_in: Duration,
    /// The first segment that is played.
    pub from: usize,
}

impl Player {
    /// Begins to play `timeline` at `now`, and says what happens first.
    pub fn start(timeline: Arc<Timeline>, start: Start, now: Moment) -> (Self, Vec<Event>) {
        let lengths = timeline.iter().map(|segment| segment.length).collect();
        let mut player = Self {
            timeline,
            lengths,
            left_out: BTreeMap::new(),
            place: None,
        };
        let events = player.begin(start, now);
        (player, events)
    }

    /// Goes to where the session begins, and says what happens first.
    fn begin(&mut self, start: Start, now: Moment) -> Vec<Event> {
        let from = start.from.min(self.timeline.len() - 1);
        let mut events = Vec::new();
        self.enter(from, now, &mut events);
        if !start.lead_in.is_zero()
            && let Some(place) = self.place.as_mut()
        {
            let ends = now + start.lead_in;
            place.watch = Stopwatch::started(ends);
            place.mode = Mode::lead_in(Lead::Start, now, ends);
            events.clear();
            self.tell(
                now,
                What::LeadIn {
                    length: start.lead_in,
                },
                &mut events,
            );
        }
        events.extend(self.advance(now));
        events
    }

    /// When something happens next by itself; `None` when only a command can change anything.
    pub fn next_deadline(&self) -> Option<Moment> {
        self.place.as_ref().and_then(Place::next_deadline)
    }

    /// Lets happen everything that is due by `now`.
    pub fn advance(&mut self, now: Moment) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(at) = self.next_deadline().filter(|at| *at <= now) {
            self.happen(at, &mut events);
        }
        events
    }

    /// The one thing that is due at `at`, which is the next deadline.
    fn happen(&mut self, at: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let index = place.index;
        if place.next_told() != Some(at) {
            return self.limit_reached(at, events);
        }
        match &mut place.mode {
            Mode::LeadIn { next: 0, .. } => self.lead_in_ends(at, events),
            Mode::LeadIn { next, .. } => {
                let left = *next;
                *next -= 1;
                self.tell(at, What::LeadInLeft(left), events);
            }
            Mode::Running { reminded } => {
                let Some(mark) = place.marks.take() else {
                    *reminded += 1;
                    return self.tell(at, What::Reminded { index }, events);
                };
                let left = self.left(at).unwrap_or_default();
                self.tell(at, What::Reached { index, mark, left }, events);
                if mark == Mark::End {
                    self.end_reached(Finish::Whole, at, events);
                }
            }
            Mode::Ringing { rang, .. } => {
                *rang += 1;
                self.tell(at, What::Rang { index }, events);
            }
            Mode::Paused { .. } | Mode::Hurt { .. } => {}
        }
    }

    fn lead_in_ends(&mut self, at: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let index = place.index;
        if place.mode.is_start() {
            return self.enter(index, at, events);
        }
        place.watch.stop(at);
        place.watch.start(at);
        place.mode = Mode::running(place.watch.reading(at));
        self.tell(at, What::Began { index }, events);
    }

    /// The wall clock ends a hold whose own clock stood too long: what lies on the skin comes off.
    fn limit_reached(&mut self, at: Moment, events: &mut Vec<Event>) {
        let paused = match self.place.as_ref().map(|place| place.mode) {
            Some(Mode::Paused { since, .. }) => Some(since),
            _ => None,
        };
        self.tell(at, What::AtLimit, events);
        self.end_reached(Finish::Limit, at, events);
        // What follows stays paused, unless it rings.
        if let (Some(since), Some(place)) = (paused, self.place.as_mut())
            && matches!(place.mode, Mode::Running { .. })
        {
            place.watch.stop(at);
            place.mode = Mode::Paused { since, lead: None };
        }
    }

    /// The time of the segment is up: it rings, or the next one starts.
    fn end_reached(&mut self, how: Finish, at: Moment, events: &mut Vec<Event>) {
        self.ended(how, at, events);
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let index = place.index;
        if end_of(self.timeline.get(index)) == End::Alarm {
            place.watch.stop(at);
            place.mode = Mode::Ringing { since: at, rang: 1 };
            self.tell(at, What::Rang { index }, events);
        } else {
            self.go_on(index + 1, at, events);
        }
    }

    /// Tells that the present segment is over.
    fn ended(&self, how: Finish, at: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        self.tell(
            at,
            What::Ended {
                index: place.index,
                ran: place.watch.reading(at),
                how,
            },
            events,
        );
    }

    /// Starts the first segment from `index` on that is not left out, or ends the session.
    fn go_on(&mut self, index: usize, at: Moment, events: &mut Vec<Event>) {
        let end = self.timeline.len();
        if let Some(index) = (index..end).find(|index| !self.is_skipped(*index)) {
            self.enter(index, at, events);
        } else {
            self.place = None;
            self.tell(at, What::Finished, events);
        }
    }

    /// Starts the segment at `index`, running.
    fn enter(&mut self, index: usize, at: Moment, events: &mut Vec<Event>) {
        let Some(segment) = self.timeline.get(index) else {
            return;
        };
        let around = self.one_further(index);
        let mut place = Place::new(index, segment, self.length(index), at);
        if let Some(around) = around {
            place.around = around;
            self.place = Some(place);
        } else {
            self.place = Some(place);
            self.survey();
        }
        self.tell(at, What::Started { index }, events);
    }

    /// Whether the segment is passed over: it hurt, or it introduces a round of which nothing is left.
    fn is_skipped(&self, index: usize) -> bool {
        self.misses(index, &|_, _| true)
    }

    /// Whether the segment, which lies behind, was passed over: of what hurts, all before it hurt was played.
    fn was_skipped(&self, index: usize) -> bool {
        self.misses(index, &|index, from| index >= from)
    }

    /// Whether a segment, or all of the round it introduces, belongs to what hurts and is `missed`.
    fn misses(&self, index: usize, missed: &impl Fn(usize, usize) -> bool) -> bool {
        if self.left_out.is_empty() {
            return false;
        }
        let Some(segment) = self.timeline.get(index) else {
            return false;
        };
        let from = self.left_out.get(&segment.step.id);
        let mut round = index + 1..segment.introduces.unwrap_or(0);
        from.is_some_and(|from| missed(index, *from))
            || (!round.is_empty() && round.all(|inside| self.misses(inside, missed)))
    }

    /// Adds up what lies around the present segment; to be called whenever a length or what is left out changes.
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
        if let Some(place) = self.place.as_mut() {
            place.around = (before, later);
        }
    }

    /// What lies around the segment at `index`, from what lies around the one just before it: a session of ten thousand
    /// segments is not added up anew at each. `None` where it has to be.
    fn one_further(&self, index: usize) -> Option<(Duration, Duration)> {
        let place = self.place.as_ref()?;
        if place.index + 1 != index || !self.left_out.is_empty() {
            return None;
        }
        let (before, later) = place.around;
        let length = |index: usize| self.length(index).unwrap_or_default();
        Some((
            before + length(place.index),
            later.saturating_sub(length(index)),
        ))
    }

    fn tell(&self, at: Moment, what: What, events: &mut Vec<Event>) {
        events.push(Event {
            at,
            clock: self.clock(at),
            what,
        });
    }
}

/// How the segment ends.
fn end_of(segment: Option<&Segment>) -> End {
    let segment = segment.filter(|segment| segment.kind.is_work());
    let timed = segment
        .and_then(|segment| segment.step.work.as_ref())
        .and_then(Work::timed);
    timed.map_or(End::Chime, |timed| timed.end)
}
