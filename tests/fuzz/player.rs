//! Whatever is done to a session and however time is chopped, the same happens at the same moments, and no time is
//! lost: a model that only follows the events knows where every moment went.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{Cue, Estimated};
use supple::core::day::{Day, Stamp, WallClock};
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::player::{Command, Event, Phase, Player, Start, What};
use supple::core::record::Record;
use supple::core::routine::Work;
use supple::core::session::{Plan, Reaction, Session};
use supple::core::timeline::{Timeline, Unrolled};

use super::bytes::Bytes;
use super::plan::plan;

const COMMANDS: &[Command] = &[
    Command::Pause,
    Command::Resume,
    Command::Next,
    Command::Longer,
    Command::Shorter,
    Command::Hurt,
    Command::Back,
    Command::Again,
    Command::Stop,
];
/// The most commands of one session.
const MOST: usize = 60;

fn at(milliseconds: u64) -> Moment {
    Moment::after(Duration::from_millis(milliseconds))
}

pub(super) fn holds(data: &[u8]) {
    let mut bytes = Bytes(data);
    let Some((routine, _)) = plan(&mut bytes) else {
        return;
    };
    let unrolled = Unrolled {
        day: Some(Day(20_400)),
        ..Unrolled::default()
    };
    let timeline = Arc::new(Timeline::of_all([&*routine], unrolled));
    let start = Start {
        lead_in: Duration::from_secs(u64::from(bytes.byte() % 20)),
        from: usize::from(bytes.byte()) % timeline.len(),
    };
    let chops = [bytes.number(), bytes.number() % 1000, bytes.number() % 50];
    let mut commands = Vec::new();
    while !bytes.is_empty() && commands.len() < MOST {
        // Often whole seconds, so that commands and deadlines fall together.
        let gap = match bytes.byte() {
            seconds @ 0..128 => u64::from(seconds % 16) * 1000,
            _ => bytes.number() % 40_000,
        };
        commands.push((gap, bytes.one_of(COMMANDS)));
    }
    let whole = Playing::of(&timeline, start, &commands, None);
    let chopped = Playing::of(&timeline, start, &commands, Some(chops));
    assert_eq!(chopped.events, whole.events, "chopped another way");
    assert_eq!(chopped.cues, whole.cues, "heard another way");
    no_time_is_lost(&timeline, &whole.events, whole.session.record());
}

/// A session, and all that happened and was heard in it.
#[derive(Debug)]
struct Playing {
    session: Session,
    events: Vec<Event>,
    cues: Vec<Cue>,
    is: Done,
    /// The first lead-in as it stood last, where it is no segment of the plan.
    led_in: Duration,
}

impl Playing {
    /// Plays it all, and then on to the end. With `chops` it is looked at in between, by turns so many milliseconds
    /// later and at the deadline.
    fn of(
        timeline: &Arc<Timeline>,
        start: Start,
        commands: &[(u64, Command)],
        chops: Option<[u64; 3]>,
    ) -> Self {
        let lengths = Arc::new(Estimated::default());
        let (session, first) = Session::start(planned(timeline, start), lengths, Moment::ZERO);
        let given = |wanted: Command| commands.iter().any(|(_, command)| *command == wanted);
        let mut playing = Self {
            session,
            events: Vec::new(),
            cues: Vec::new(),
            is: Done {
                back: given(Command::Back) || given(Command::Again),
                hurt: given(Command::Hurt),
            },
            led_in: Duration::ZERO,
        };
        playing.adds(first, Moment::ZERO);
        let mut chops = chops.map(|chops| chops.into_iter().cycle());
        let mut now = 0;
        for (gap, command) in commands {
            let target = now + gap;
            while let Some(chops) = chops.as_mut().filter(|_| now < target) {
                now = (now + 1 + chops.next().unwrap()).min(target);
                let next = playing.session.next_deadline();
                if let Some(next) = next.filter(|next| *next <= at(now)) {
                    playing.advance(next);
                }
                playing.advance(at(now));
            }
            now = target;
            playing.handle(*command, at(now));
        }
        playing.play_out(now);
        playing
    }

    fn advance(&mut self, now: Moment) {
        let reaction = self.session.advance(now);
        self.adds(reaction, now);
    }

    fn handle(&mut self, command: Command, now: Moment) {
        let reaction = self.session.handle(command, now);
        self.adds(reaction, now);
    }

    fn adds(&mut self, reaction: Reaction, now: Moment) {
        self.events.extend(reaction.events);
        self.cues.extend(reaction.cues);
        assert!(self.cues.last().is_none_or(|cue| cue.due <= now));
        let player = self.session.player();
        let is_segment = player.index() != Some(player.behind_lead_in());
        if let Some(length) = player.first_lead_in().filter(|_| !is_segment) {
            self.led_in = length;
        }
        holds_at(&self.session, now, self.is, self.led_in);
    }

    fn play_out(&mut self, mut now: u64) {
        for _ in 0..2000 {
            let player = self.session.player();
            let command = match player.phase() {
                Phase::Over => return,
                Phase::Paused => Command::Resume,
                Phase::Hurt | Phase::Ringing => Command::Next,
                _ if player.segment_remaining(at(now)).is_none() => Command::Next,
                _ => {
                    now += 60_000;
                    self.advance(at(now));
                    continue;
                }
            };
            self.handle(command, at(now));
        }
        let phase = self.session.player().phase();
        panic!("a session that does not end, in {phase:?}");
    }
}

/// A plan of a session that can be resumed.
fn planned(timeline: &Arc<Timeline>, start: Start) -> Plan {
    let text = RoutineText::new("", "", "");
    Plan::new(Arc::clone(timeline), start).with_texts([text])
}

const WALL: WallClock = WallClock {
    at: Moment::ZERO,
    stamp: Stamp {
        unix_ms: 0,
        offset: 0,
    },
    speed: 1.0,
};

/// What is done to a session that changes what can be said of it.
#[derive(Clone, Copy, Debug)]
struct Done {
    /// One goes back in it.
    back: bool,
    /// Something hurts.
    hurt: bool,
}

/// What holds whenever nothing is due. `led_in` is the time before the first segment.
fn holds_at(session: &Session, now: Moment, is: Done, led_in: Duration) {
    let player: &Player = session.player();
    let next = session.next_deadline();
    assert!(next.is_none_or(|next| next > now), "a deadline in the past");
    let (clock, remaining) = (player.clock(now), player.remaining(now));
    assert_eq!(player.total(), clock + remaining, "the parts and the whole");
    let lengths = (0..player.timeline().len()).filter_map(|index| player.length(index));
    if !is.hurt {
        let planned: Duration = lengths.sum();
        assert_eq!(player.total(), led_in + planned, "all that there is");
    }
    let Some(here) = player.index() else {
        assert_eq!(player.phase(), Phase::Over);
        return;
    };
    if let (Some(remaining), Some(length)) = (player.segment_remaining(now), player.length(here)) {
        assert!(remaining <= length);
    }
    // A stretch is equally long each time, so both sides are; except what one went back to, what a limit cut, and sets
    // that are written to differ.
    let mut lengths = BTreeMap::new();
    for index in (here..player.timeline().len()).filter(|_| !is.back) {
        let segment = player.timeline().get(index).unwrap();
        let work = segment.step.work.as_ref();
        let work = work.filter(|_| segment.kind.is_work());
        let is_cut = work
            .and_then(Work::timed)
            .is_some_and(|timed| timed.limit.is_some());
        if work.is_some() && !(is_cut && index == here) {
            let length = player.length(index);
            let other = lengths
                .entry((segment.step.id, segment.length, work.and_then(Work::range)))
                .or_insert(length);
            assert_eq!(*other, length, "both sides are equal");
        }
    }
    let snapshot = session.snapshot(&WALL, 1).unwrap();
    if snapshot.position.is_some() {
        let plan = planned(player.timeline(), Start::default());
        let lengths = Arc::new(Estimated::default());
        let (again, _) = Session::resume(plan, &snapshot, lengths, now);
        assert!(again.next_deadline().is_none_or(|next| next > now));
        let phase = again.player().phase();
        assert_ne!(phase, Phase::Over, "something remains to be done");
    }
}

/// What a session does between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    LeadingIn,
    Running,
    Paused,
    Ringing,
    Hurt,
    Over,
}

/// Follows the events from one to the next, and adds up what runs in between.
fn no_time_is_lost(timeline: &Timeline, events: &[Event], record: &Record) {
    let (mut doing, mut before) = (Doing::LeadingIn, Moment::ZERO);
    let (mut ran, mut paused, mut held) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut open: Option<(usize, Moment)> = None;
    for event in events {
        assert!(event.at >= before, "time never goes back");
        assert_ne!(doing, Doing::Over, "nothing happens after the end");
        let time = event.at.since(before);
        before = event.at;
        match doing {
            Doing::Running => ran += time,
            Doing::Paused | Doing::Hurt => paused += time,
            Doing::LeadingIn | Doing::Ringing | Doing::Over => {}
        }
        match &event.what {
            What::Started { index, .. } => {
                assert_eq!(open, None, "two segments at once");
                open = Some((*index, event.at));
                ran = Duration::ZERO;
                if doing != Doing::Paused {
                    doing = Doing::Running;
                }
            }
            What::Ended {
                index, ran: told, ..
            } => {
                let (opened, since) = open.take().unwrap();
                assert_eq!(opened, *index, "what ends is what started");
                assert_eq!(*told, ran, "all that ran is told: {event:?}");
                let segment = timeline.get(*index).unwrap();
                if let Some(work) = segment
                    .step
                    .work
                    .as_ref()
                    .filter(|_| segment.kind.is_work())
                {
                    held += ran;
                    let limit = work.timed().and_then(|timed| timed.limit);
                    let took = event.at.since(since);
                    assert!(limit.is_none_or(|limit| took <= limit), "beyond the limit");
                }
            }
            What::LeadIn { .. } => doing = Doing::LeadingIn,
            What::Began { .. } | What::Resumed => doing = Doing::Running,
            What::Paused => doing = Doing::Paused,
            What::Rang { .. } => doing = Doing::Ringing,
            What::Hurt { .. } => doing = Doing::Hurt,
            What::Finished | What::Stopped => doing = Doing::Over,
            What::LeadInRemaining(_)
            | What::Reached { .. }
            | What::Reminded { .. }
            | What::Resized { .. } => {}
        }
    }
    assert_eq!(doing, Doing::Over, "it comes to an end");
    let done: Duration = record.lines.iter().map(|line| line.done).sum();
    assert_eq!(done, held, "the log has all that was held");
    assert_eq!(record.paused, paused, "the log has all pauses");
}
