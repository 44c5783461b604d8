//! The commands of a player. None of them enters a hold without its `ready`, its `switch` or a lead-in.

use std::sync::Arc;
use std::time::Duration;

use super::event::{Command, Event, Finish, LengthChange, Resized, What};
use super::place::{Lead, Mode};
use super::{JUST_BEGUN, LEAD_IN, LONG_PAUSE, Player, SHORTEST_REST, STEP};
use crate::core::moment::Moment;
use crate::core::routine::{Ends, Work};
use crate::core::stopwatch::Stopwatch;
use crate::core::timeline::{Kind, Segment};

impl Player {
    /// Carries out a command at `now`. What was due by then has happened before.
    pub(in crate::core) fn command(&mut self, command: Command, now: Moment) -> Vec<Event> {
        match command {
            _ if self.place.mode == Mode::Over => {}
            Command::Pause => self.pause(now),
            Command::Resume => self.resume_paused(now),
            Command::Next => self.next(now),
            Command::Back => self.back(now),
            Command::Again => self.again(now),
            Command::Longer | Command::Shorter => self.resize(command, now),
            Command::Hurt => self.hurt(now),
            Command::Stop => self.stop(now),
        }
        std::mem::take(&mut self.events)
    }

    fn pause(&mut self, now: Moment) {
        let place = &mut self.place;
        let lead = match place.mode {
            Mode::LeadIn {
                what: Lead::Start,
                ends,
                ..
            } => Some(ends.since(now)),
            Mode::LeadIn { .. } | Mode::Running { .. } => None,
            _ => return,
        };
        place.watch.stop(now);
        place.mode = Mode::Paused { since: now, lead };
        self.emit(now, What::Paused);
    }

    fn resume_paused(&mut self, now: Moment) {
        let place = &mut self.place;
        let (since, lead) = match place.mode {
            Mode::Paused { since, lead } => (since, lead),
            Mode::Hurt { .. } | Mode::Ringing { .. } => return self.next(now),
            _ => return,
        };
        self.emit(now, What::Resumed);
        if let Some(remaining) = lead {
            let longer = remaining.max(LEAD_IN);
            self.plan_countdown(remaining, longer);
            return self.lead_in(longer, Lead::Start, now);
        }
        let Some(segment) = self.segment() else {
            return;
        };
        if segment.needs_lead_in() {
            let long = now.since(since) > LONG_PAUSE;
            let length = if long {
                segment.step.ready.max(LEAD_IN)
            } else {
                LEAD_IN
            };
            return self.lead_in(length, Lead::Segment, now);
        }
        self.place.watch.start(now);
        self.place.mode = Mode::running(self.place.watch.reading(now));
    }

    /// Lets the clock stand for `length` and then start by itself.
    fn lead_in(&mut self, length: Duration, what: Lead, now: Moment) {
        let ends = now + length;
        self.place.lead_in(what, now, ends);
        let index = self.place.index;
        self.emit(now, What::LeadIn { index, length });
        self.cut_to_limit(ends, now);
    }

    /// When the clock of a segment starts at `begins`, its limit may leave less time than planned. Where it leaves
    /// less than a whole second, the limit itself is the end.
    fn cut_to_limit(&mut self, begins: Moment, now: Moment) {
        let place = &self.place;
        let Some((limit, length)) = place.limit().zip(self.length(place.index)) else {
            return;
        };
        let reading = place.watch.reading(begins);
        let most = whole_seconds(reading + limit.since(begins));
        if (reading..length).contains(&most) && limit > begins {
            let resized = self.set_length(most, Reach::Segment, now);
            self.emit_resized(LengthChange::AtLimit, resized, now);
        }
    }

    fn next(&mut self, now: Moment) {
        let place = &self.place;
        let index = place.index;
        match place.mode {
            Mode::LeadIn { .. } => self.lead_in_ends(now),
            Mode::Running { .. } => {
                let how = match self.length(index) {
                    None => Finish::Whole,
                    Some(_) => Finish::Skipped,
                };
                self.ended(how, now);
                self.proceed(index + 1, None, now);
            }
            Mode::Paused {
                since,
                lead: Some(_),
            } => self.proceed(self.behind_lead_in(), Some(since), now),
            Mode::Paused { since, lead: None } => {
                // What lasts as long as one can is never ended early.
                let is_max = self.timeline.get(index).is_some_and(Segment::is_max);
                let how = if is_max {
                    Finish::Whole
                } else {
                    Finish::Skipped
                };
                self.ended(how, now);
                self.proceed(index + 1, Some(since), now);
            }
            Mode::Hurt { .. } | Mode::Ringing { .. } | Mode::Over => {
                self.proceed(index + 1, None, now);
            }
        }
    }

    fn back(&mut self, now: Moment) {
        let place = &self.place;
        let (index, mode) = (place.index, place.mode);
        if mode.is_start() {
            return;
        }
        if let Mode::Hurt { .. } = mode {
            return self.again(now);
        }
        let begun = place.watch.reading(now) >= JUST_BEGUN || matches!(mode, Mode::Ringing { .. });
        if self.timeline.is_work(index) && begun {
            return self.enter_again(index, now);
        }
        let hold = (0..index)
            .rev()
            .find(|index| self.timeline.is_work(*index) && !self.is_skipped(*index));
        let first = || (0..index).find(|index| !self.is_skipped(*index));
        let to = hold.map(|hold| self.way_into(hold)).or_else(first);
        self.enter_again(to.unwrap_or(index), now);
    }

    /// The segment through which the hold at `index` is entered: the waiting time of its own before it.
    fn way_into(&self, index: usize) -> usize {
        let before = index.checked_sub(1).filter(|before| {
            let segment = self.timeline.get(*before);
            segment.is_some_and(|segment| segment.kind.is_transition())
        });
        before.unwrap_or(index)
    }

    fn again(&mut self, now: Moment) {
        let Some(segment) = self.segment() else {
            return;
        };
        let (index, mode) = (self.place.index, self.place.mode);
        if mode.is_start() {
            return;
        }
        let earlier = |wanted: &dyn Fn(usize, &Segment) -> bool| {
            let mut earlier = (0..=index)
                .rev()
                .filter_map(|index| Some((index, self.timeline.get(index)?)));
            earlier
                .find(|(index, segment)| wanted(*index, segment))
                .map(|(_, segment)| set_of(segment))
        };
        let is_before_work = segment.kind == Kind::Ready || segment.is_rest_between_sets();
        let set = match mode {
            Mode::Hurt { step } => earlier(&|_, segment| segment.step.id == step),
            _ if is_before_work || segment.step.number.is_none() => earlier(&|index, done| {
                done.kind.is_work() && set_of(done) != set_of(segment) && !self.is_skipped(index)
            }),
            _ => None,
        };
        let set = set.unwrap_or_else(|| set_of(segment));
        let begins = |it: &Segment| set_of(it) == set && !it.is_rest_between_sets();
        let first = self.timeline.iter().position(begins);
        let first = first.unwrap_or(index);
        if let Mode::Hurt { step } = mode {
            self.skipped.remove(&step);
            self.plan_skips();
        }
        self.enter_again(first, now);
    }

    /// Leaves the present segment for one to be done again. A session that is paused stays paused.
    fn enter_again(&mut self, index: usize, now: Moment) {
        let mode = self.place.mode;
        if !matches!(mode, Mode::Ringing { .. } | Mode::Hurt { .. }) {
            self.ended(Finish::Repeated, now);
        }
        // The step that hurt is skipped from here on, though it was played before.
        for from in self.skipped.values_mut() {
            *from = index.min(*from);
        }
        let paused = match mode {
            Mode::Paused { since, .. } => Some(since),
            _ => None,
        };
        self.plan_as_authored(index);
        self.enter(index, paused, now);
        let again = self.timeline.get(index);
        if paused.is_none() && again.is_some_and(Segment::needs_lead_in) {
            self.place.watch = Stopwatch::stopped();
            self.lead_in(LEAD_IN, Lead::Segment, now);
        }
    }

    /// Gives a waiting time its own length again: a change of that, and the lead-in in its place, were for that time.
    fn plan_as_authored(&mut self, index: usize) {
        let authored = self.timeline.get(index).filter(|it| !it.kind.is_work());
        let Some(authored) = authored
            .map(|it| it.length)
            .filter(|it| *it != self.length(index))
        else {
            return;
        };
        if let Some(segment) = Arc::make_mut(&mut self.plan).get_mut(index) {
            segment.length = authored;
        }
        self.survey();
    }

    fn resize(&mut self, command: Command, now: Moment) {
        let place = &mut self.place;
        match place.mode {
            Mode::LeadIn { what, ends, .. } => {
                let Some(change) = change(command, None, ends.since(now)) else {
                    return;
                };
                let before = ends.since(now);
                let ends = match change {
                    LengthChange::Longer(by) => ends + by,
                    LengthChange::Shorter(by) => ends - by,
                    LengthChange::AtLimit | LengthChange::More | LengthChange::Fewer => ends,
                };
                place.lead_in(what, now, ends);
                if what == Lead::Start {
                    self.plan_countdown(before, ends.since(now));
                }
                self.emit_resized(change, Vec::new(), now);
                self.cut_to_limit(ends, now);
            }
            Mode::Running { .. } | Mode::Paused { lead: None, .. } => {
                self.resize_segment(command, now);
            }
            _ => {}
        }
    }

    fn resize_segment(&mut self, command: Command, now: Moment) {
        let place = &self.place;
        let present = self.plan.get(place.index).and_then(|it| it.length);
        let Some((segment, length)) = self.timeline.get(place.index).zip(present) else {
            return self.recount(command, now);
        };
        let reading = place.watch.reading(now);
        let work = segment.work();
        let unit = work.and_then(Work::unit);
        let Some(mut change) = change(command, unit, length.saturating_sub(reading)) else {
            return;
        };
        let (least, most) = work
            .and_then(Work::range)
            .unwrap_or((Duration::ZERO, Duration::MAX));
        let mut resized = Vec::new();
        match change {
            LengthChange::Shorter(by) => {
                let shorter = length.saturating_sub(by).max(least);
                change = LengthChange::AtLimit;
                if shorter < length {
                    resized = self.set_length(shorter, Reach::Step, now);
                    change = LengthChange::Shorter(length.saturating_sub(shorter));
                }
            }
            LengthChange::Longer(by) => {
                let limit = place.limit.map_or(Duration::MAX, |limit| {
                    whole_seconds(reading + limit.since(now))
                });
                let longer = (length + by).min(limit).min(most);
                change = LengthChange::AtLimit;
                if longer > length {
                    resized = self.set_length(longer, Reach::Step, now);
                    change = LengthChange::Longer(longer.saturating_sub(length));
                }
            }
            LengthChange::AtLimit | LengthChange::More | LengthChange::Fewer => {}
        }
        self.emit_resized(change, resized, now);
    }

    /// Changes how many movements there are where a key ends them, in the present segment and in those still to come in its
    /// step that had as many and have the same range.
    fn recount(&mut self, command: Command, now: Moment) {
        let (here, timeline) = (self.place.index, Arc::clone(&self.timeline));
        let Some(segment) = timeline.get(here) else {
            return;
        };
        let Some(counted) = segment.unpaced() else {
            return;
        };
        let before = self.count(here);
        let (least, most) = counted.range.map_or((1, u32::MAX), Ends::both);
        let (count, change) = match command {
            Command::Longer => (before.saturating_add(1).min(most), LengthChange::More),
            _ => (before.saturating_sub(1).max(least), LengthChange::Fewer),
        };
        if count == before {
            return self.emit_resized(LengthChange::AtLimit, Vec::new(), now);
        }
        let is_same = |later: &Segment| {
            let its = later.unpaced().map(|its| (its.times, its.range));
            later.step.id == segment.step.id && its == Some((counted.times, counted.range))
        };
        let plan = Arc::make_mut(&mut self.plan).iter_mut();
        for (planned, later) in plan.zip(timeline.iter()).skip(here) {
            if is_same(later) {
                planned.count = count;
            }
        }
        self.emit_resized(change, Vec::new(), now);
    }

    pub(super) fn emit_resized(&mut self, change: LengthChange, resized: Vec<Resized>, at: Moment) {
        self.emit(at, What::Resized { change, resized });
    }

    /// Gives the present segment another length, and says which segments changed.
    fn set_length(&mut self, length: Duration, reach: Reach, now: Moment) -> Vec<Resized> {
        let here = self.place.index;
        let Some(segment) = self.timeline.get(here) else {
            return Vec::new();
        };
        let mut resized = Vec::new();
        let plan = Arc::make_mut(&mut self.plan).iter_mut();
        for (index, other) in plan.enumerate().skip(here) {
            let same = self.timeline.get(index).is_some_and(|later| {
                segment.kind.is_work()
                    && later.kind == segment.kind
                    && later.step.id == segment.step.id
                    // A set may be longer than another one on purpose, or have another range.
                    && later.length == segment.length
                    && later.work().and_then(Work::range) == segment.work().and_then(Work::range)
            });
            if index != here && (!same || reach == Reach::Segment) {
                continue;
            }
            if let Some(before) = other.length.replace(length).filter(|it| *it != length) {
                resized.push(Resized {
                    index,
                    before,
                    after: length,
                });
            }
        }
        let place = &mut self.place;
        place.marks.moved(segment, length, place.watch.reading(now));
        self.survey();
        resized
    }

    fn hurt(&mut self, now: Moment) {
        let place = &self.place;
        let (index, mode) = (place.index, place.mode);
        if mode.is_start() {
            // The first stretch begins and ends here, so that it is skipped like any other.
            self.next(now);
            return self.hurt(now);
        }
        if matches!(mode, Mode::Hurt { .. } | Mode::Over) {
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
            return self.pause(now);
        };
        if !matches!(mode, Mode::Ringing { .. }) {
            self.ended(Finish::Hurt, now);
        }
        self.skipped.insert(step, index + 1);
        self.place.watch.stop(now);
        self.place.mode = Mode::Hurt { step };
        self.plan_skips();
        let work = self.work_of(step, index);
        self.emit(now, What::Hurt { index, step, work });
    }

    /// The segment of work of `step` that was played last up to `index`, or else comes next.
    fn work_of(&self, step: usize, index: usize) -> Option<usize> {
        let works = |index: &usize| {
            self.timeline
                .get(*index)
                .is_some_and(|segment| segment.kind.is_work() && segment.step.id == step)
        };
        let last = (0..=index).rev().find(works);
        last.or_else(|| (index..self.timeline.len()).find(works))
    }

    fn stop(&mut self, now: Moment) {
        let place = &self.place;
        if !place.mode.is_start() && !matches!(place.mode, Mode::Ringing { .. } | Mode::Hurt { .. })
        {
            self.ended(Finish::Stopped, now);
        }
        self.emit(now, What::Stopped);
        self.place.mode = Mode::Over;
    }
}

/// `length` without its fraction: every length is whole seconds, so that all times on the screen change together.
const fn whole_seconds(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs())
}

/// The set that a segment belongs to: the playing of a step, and the set in it.
const fn set_of(segment: &Segment) -> (u32, u32) {
    (segment.pass, segment.set.0)
}

/// The segments that get another length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// This segment alone.
    Segment,
    /// Also those still to come in its step that were as long and have the same range, so that both sides stay equal.
    Step,
}

/// The change that `Longer` or `Shorter` makes with this much remaining: five seconds, or a `unit`, which is a movement or
/// a breath. `None` when nothing changes.
fn change(command: Command, unit: Option<Duration>, remaining: Duration) -> Option<LengthChange> {
    let by = unit.unwrap_or(STEP);
    if command == Command::Longer {
        return Some(LengthChange::Longer(by));
    }
    let spare = whole_seconds(remaining).saturating_sub(SHORTEST_REST);
    let by = match unit {
        Some(_) => (by <= spare).then_some(by),
        None => Some(by.min(spare)).filter(|by| !by.is_zero()),
    };
    by.map(LengthChange::Shorter)
}
