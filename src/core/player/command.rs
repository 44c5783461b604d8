//! What each command does. A hold is never entered without its `ready`, its `switch` or a lead-in.

use std::time::Duration;

use super::event::{Command, Event, Finish, What};
use super::place::{Lead, Mode};
use super::{JUST_BEGUN, LEAD_IN, LEAST_LEFT, LONG_PAUSE, Player, STEP};
use crate::core::moment::Moment;
use crate::core::routine::Work;
use crate::core::stopwatch::Stopwatch;
use crate::core::timeline::{Kind, Segment};

impl Player {
    /// Carries out a command at `now`, after what was due by then.
    pub fn handle(&mut self, command: Command, now: Moment) -> Vec<Event> {
        let mut events = self.advance(now);
        match command {
            Command::Pause => self.pause(now, &mut events),
            Command::Resume => self.resume(now, &mut events),
            Command::Next => self.next(now, &mut events),
            Command::Back => self.back(now, &mut events),
            Command::Again => self.again(now, &mut events),
            Command::Longer => self.change_length(Change::Longer, now, &mut events),
            Command::Shorter => self.change_length(Change::Shorter, now, &mut events),
            Command::Hurt => self.hurt(now, &mut events),
            Command::Stop => self.stop(now, &mut events),
        }
        events.extend(self.advance(now));
        events
    }

    fn pause(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let lead = match place.mode {
            Mode::LeadIn {
                what: Lead::Start,
                ends,
                ..
            } => Some(ends.since(now)),
            Mode::LeadIn { .. } | Mode::Running { .. } => None,
            Mode::Paused { .. } | Mode::Hurt { .. } | Mode::Ringing { .. } => return,
        };
        place.watch.stop(now);
        place.mode = Mode::Paused { since: now, lead };
        self.tell(now, What::Paused, events);
    }

    fn resume(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let (since, lead) = match place.mode {
            Mode::Paused { since, lead } => (since, lead),
            Mode::Hurt { .. } | Mode::Ringing { .. } => return self.next(now, events),
            Mode::LeadIn { .. } | Mode::Running { .. } => return,
        };
        self.tell(now, What::Resumed, events);
        if let Some(left) = lead {
            return self.lead_in(left.max(LEAD_IN), Lead::Start, now, events);
        }
        let Some(segment) = self.segment() else {
            return;
        };
        if segment.kind.is_work() && segment.length.is_some() {
            let long = now.since(since) > LONG_PAUSE;
            let length = if long {
                segment.step.ready.max(LEAD_IN)
            } else {
                LEAD_IN
            };
            return self.lead_in(length, Lead::Segment, now, events);
        }
        if let Some(place) = self.place.as_mut() {
            place.watch.start(now);
            place.mode = Mode::running(place.watch.reading(now));
        }
    }

    /// Lets the clock stand for `length` and then start by itself.
    fn lead_in(&mut self, length: Duration, what: Lead, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let ends = now + length;
        place.watch.stop(now);
        place.watch.start(ends);
        place.mode = Mode::lead_in(what, now, ends);
        self.tell(now, What::LeadIn { length }, events);
        self.cut_to_limit(ends, now, events);
    }

    /// When a segment goes on at `begins`, its limit may leave less of it than was planned.
    fn cut_to_limit(&mut self, begins: Moment, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        let Some((limit, length)) = place.limit().zip(self.length(place.index)) else {
            return;
        };
        let most = whole(place.watch.reading(begins) + limit.since(begins));
        if most < length && limit > begins {
            self.set_length(most, Scope::Segment, now);
            self.tell(now, What::AtLimit, events);
        }
    }

    fn next(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        let index = place.index;
        match place.mode {
            Mode::LeadIn { .. } => self.lead_in_ends(now, events),
            Mode::Running { .. } => {
                let whole = self.length(index).is_none();
                self.ended(
                    if whole {
                        Finish::Whole
                    } else {
                        Finish::Skipped
                    },
                    now,
                    events,
                );
                self.go_on(index + 1, now, events);
            }
            Mode::Paused {
                since,
                lead: Some(_),
            } => {
                self.go_on(index, now, events);
                self.hold_still(since, now);
            }
            Mode::Paused { since, lead: None } => {
                self.ended(Finish::Skipped, now, events);
                self.go_on(index + 1, now, events);
                self.hold_still(since, now);
            }
            Mode::Hurt { .. } | Mode::Ringing { .. } => self.go_on(index + 1, now, events),
        }
    }

    fn back(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        let (index, mode) = (place.index, place.mode);
        if mode.is_start() {
            return;
        }
        if let Mode::Hurt { .. } = mode {
            return self.again(now, events);
        }
        let begun = place.watch.reading(now) >= JUST_BEGUN || matches!(mode, Mode::Ringing { .. });
        let works = |index: usize| {
            self.timeline
                .get(index)
                .is_some_and(|segment| segment.kind.is_work())
        };
        if works(index) && begun {
            return self.enter_again(index, now, events);
        }
        let hold = (0..index)
            .rev()
            .find(|index| works(*index) && !self.is_skipped(*index));
        let first = || (0..index).find(|index| !self.is_skipped(*index));
        let to = hold.map(|hold| self.way_into(hold)).or_else(first);
        self.enter_again(to.unwrap_or(index), now, events);
    }

    /// The segment through which the hold at `index` is entered: the waiting time of its own before it.
    fn way_into(&self, index: usize) -> usize {
        let before = index.checked_sub(1).filter(|before| {
            let segment = self.timeline.get(*before);
            segment.is_some_and(|segment| {
                matches!(segment.kind, Kind::Ready | Kind::Switch | Kind::Between)
            })
        });
        before.unwrap_or(index)
    }

    fn again(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some((place, segment)) = self.place.as_ref().zip(self.segment()) else {
            return;
        };
        let (index, mode) = (place.index, place.mode);
        if mode.is_start() {
            return;
        }
        let earlier = |wanted: &dyn Fn(usize, &Segment) -> bool| {
            let mut earlier = (0..=index)
                .rev()
                .filter_map(|index| Some((index, self.timeline.get(index)?)));
            earlier
                .find(|(index, segment)| wanted(*index, segment))
                .map(|(_, segment)| segment.pass)
        };
        let pass = match mode {
            Mode::Hurt { step } => earlier(&|_, segment| segment.step.id == step),
            _ if segment.kind == Kind::Ready || segment.step.number.is_none() => {
                earlier(&|index, done| {
                    done.kind.is_work() && done.pass != segment.pass && !self.is_skipped(index)
                })
            }
            _ => None,
        };
        let pass = pass.unwrap_or(segment.pass);
        let first = self
            .timeline
            .iter()
            .position(|segment| segment.pass == pass)
            .unwrap_or(index);
        if let Mode::Hurt { step } = mode {
            self.left_out.remove(&step);
        }
        self.enter_again(first, now, events);
    }

    /// Leaves the present segment for one to be done again. A pause stays one.
    fn enter_again(&mut self, index: usize, now: Moment, events: &mut Vec<Event>) {
        let mode = self.place.as_ref().map(|place| place.mode);
        if !matches!(mode, Some(Mode::Ringing { .. } | Mode::Hurt { .. })) {
            self.ended(Finish::Repeated, now, events);
        }
        // What is passed over from here on is not played, though it was before.
        for from in self.left_out.values_mut() {
            *from = index.min(*from);
        }
        self.enter(index, now, events);
        if let Some(Mode::Paused { since, .. }) = mode {
            return self.hold_still(since, now);
        }
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let Some(segment) = self.timeline.get(index) else {
            return;
        };
        if segment.kind.is_work() && segment.length.is_some() {
            place.watch = Stopwatch::stopped();
            self.lead_in(LEAD_IN, Lead::Segment, now, events);
        }
    }

    fn change_length(&mut self, change: Change, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        match place.mode {
            Mode::LeadIn { what, ends, .. } => {
                let Some(by) = change.of(None, ends.since(now)) else {
                    return;
                };
                let ends = if change == Change::Longer {
                    ends + by
                } else {
                    ends - by
                };
                place.watch.stop(now);
                place.watch.start(ends);
                place.mode = Mode::lead_in(what, now, ends);
                self.tell(now, change.told(by), events);
                self.cut_to_limit(ends, now, events);
            }
            Mode::Running { .. } | Mode::Paused { lead: None, .. } => {
                self.change_segment(change, now, events);
            }
            Mode::Paused { .. } | Mode::Hurt { .. } | Mode::Ringing { .. } => {}
        }
    }

    fn change_segment(&mut self, change: Change, now: Moment, events: &mut Vec<Event>) {
        let Some((place, segment)) = self.place.as_ref().zip(self.segment()) else {
            return;
        };
        let Some(length) = self.length(place.index) else {
            return;
        };
        let reading = place.watch.reading(now);
        let work = segment
            .step
            .work
            .as_ref()
            .filter(|_| segment.kind.is_work());
        let rhythm = work
            .and_then(Work::counted)
            .and_then(|counted| counted.pace);
        let Some(by) = change.of(rhythm, length.saturating_sub(reading)) else {
            return;
        };
        if change == Change::Shorter {
            self.set_length(length.saturating_sub(by), Scope::Step, now);
            return self.tell(now, change.told(by), events);
        }
        let most = place
            .limit()
            .map_or(Duration::MAX, |limit| whole(reading + limit.since(now)));
        let longer = (length + by).min(most);
        if longer > length {
            self.set_length(longer, Scope::Step, now);
            self.tell(now, change.told(longer.saturating_sub(length)), events);
        } else {
            self.tell(now, What::AtLimit, events);
        }
    }

    /// Gives the present segment another length.
    fn set_length(&mut self, length: Duration, scope: Scope, now: Moment) {
        let Some(place) = self.place.as_mut() else {
            return;
        };
        let Some(segment) = self.timeline.get(place.index) else {
            return;
        };
        place.marks.moved(segment, length, place.watch.reading(now));
        for (index, other) in self.lengths.iter_mut().enumerate().skip(place.index) {
            let same = self.timeline.get(index).is_some_and(|later| {
                segment.kind.is_work()
                    && later.kind == segment.kind
                    && later.step.id == segment.step.id
            });
            if index == place.index || (same && scope == Scope::Step) {
                *other = Some(length);
            }
        }
        self.survey();
    }

    fn hurt(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        let (index, mode) = (place.index, place.mode);
        if mode.is_start() || matches!(mode, Mode::Hurt { .. }) {
            return;
        }
        // In a rest or a wait it is the step just done.
        let mut before = (0..=index)
            .rev()
            .filter_map(|index| self.timeline.get(index));
        let Some(step) = before
            .find(|segment| segment.step.number.is_some())
            .map(|segment| segment.step.id)
        else {
            return self.pause(now, events);
        };
        if !matches!(mode, Mode::Ringing { .. }) {
            self.ended(Finish::Hurt, now, events);
        }
        self.left_out.insert(step, index + 1);
        if let Some(place) = self.place.as_mut() {
            place.watch.stop(now);
            place.mode = Mode::Hurt { step };
        }
        self.survey();
        self.tell(now, What::Hurt { index, step }, events);
    }

    fn stop(&mut self, now: Moment, events: &mut Vec<Event>) {
        let Some(place) = self.place.as_ref() else {
            return;
        };
        if !place.mode.is_start() && !matches!(place.mode, Mode::Ringing { .. } | Mode::Hurt { .. })
        {
            self.ended(Finish::Stopped, now, events);
        }
        self.tell(now, What::Stopped, events);
        self.place = None;
    }

    /// Turns the segment that was just entered into one that is paused since `since`.
    fn hold_still(&mut self, since: Moment, now: Moment) {
        if let Some(place) = self.place.as_mut() {
            place.watch.stop(now);
            place.mode = Mode::Paused { since, lead: None };
        }
    }
}

/// `length` without its fraction: every length is whole seconds, so that all times on the screen change together.
const fn whole(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs())
}

/// How far another length reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// This segment alone.
    Segment,
    /// Also those of its kind still to come in its step, so that both sides stay equal.
    Step,
}

/// Longer or shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Longer,
    Shorter,
}

impl Change {
    /// By how much, with `left` still to go: five seconds, or one movement of a counted step. `None` when nothing
    /// changes.
    fn of(self, pace: Option<Duration>, left: Duration) -> Option<Duration> {
        let by = pace.unwrap_or(STEP);
        if self == Self::Longer {
            return Some(by);
        }
        let spare = Duration::from_secs(left.as_secs()).saturating_sub(LEAST_LEFT);
        match pace {
            Some(_) => (by <= spare).then_some(by),
            None => Some(by.min(spare)).filter(|by| !by.is_zero()),
        }
    }

    const fn told(self, by: Duration) -> What {
        match self {
            Self::Longer => What::Lengthened(by),
            Self::Shorter => What::Shortened(by),
        }
    }
}
