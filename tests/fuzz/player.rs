//! Whatever is done to a session and however time is chopped, the same happens at the same moments, and no time is
//! lost: a model that only follows the events knows where every moment went.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use supple::core::moment::Moment;
use supple::core::player::{Command, Event, Phase, Player, Start, What};
use supple::core::record::Record;
use supple::core::routine::Work;
use supple::core::timeline::Timeline;

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
    let timeline = Arc::new(Timeline::of(&routine));
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
    let events = played(&timeline, start, &commands, None);
    assert_eq!(
        played(&timeline, start, &commands, Some(chops)),
        events,
        "chopped another way"
    );
    no_time_is_lost(&timeline, &events);
}

/// Plays it all, and then on to the end. With `chops` it is looked at in between, by turns so many milliseconds later
/// and at the deadline.
fn played(
    timeline: &Arc<Timeline>,
    start: Start,
    commands: &[(u64, Command)],
    chops: Option<[u64; 3]>,
) -> Vec<Event> {
    let (mut player, mut events) = Player::start(Arc::clone(timeline), start, Moment::ZERO);
    let given = |wanted: Command| commands.iter().any(|(_, command)| *command == wanted);
    let is = Done {
        back: given(Command::Back) || given(Command::Again),
        hurt: given(Command::Hurt),
    };
    let mut chops = chops.map(|chops| chops.into_iter().cycle());
    let mut now = 0;
    holds_at(&player, at(now), is);
    for (gap, command) in commands {
        let target = now + gap;
        while let Some(chops) = chops.as_mut().filter(|_| now < target) {
            now = (now + 1 + chops.next().unwrap()).min(target);
            let next = player.next_deadline().filter(|next| *next <= at(now));
            events.extend(next.into_iter().flat_map(|next| player.advance(next)));
            events.extend(player.advance(at(now)));
            holds_at(&player, at(now), is);
        }
        now = target;
        events.extend(player.handle(*command, at(now)));
        holds_at(&player, at(now), is);
    }
    to_the_end(&mut player, now, &mut events);
    events
}

/// What is done to a session that changes what can be said of it.
#[derive(Clone, Copy, Debug)]
struct Done {
    /// One goes back in it.
    back: bool,
    /// Something hurts.
    hurt: bool,
}

/// What holds whenever nothing is due.
fn holds_at(player: &Player, now: Moment, is: Done) {
    let next = player.next_deadline();
    assert!(next.is_none_or(|next| next > now), "a deadline in the past");
    let (clock, remaining) = (player.clock(now), player.remaining(now));
    assert_eq!(player.total(), clock + remaining, "the parts and the whole");
    let lengths = (0..player.timeline().len()).filter_map(|index| player.length(index));
    if !is.hurt {
        assert_eq!(player.total(), lengths.sum(), "all that there is");
    }
    let Some(here) = player.index() else {
        assert_eq!(player.phase(), Phase::Over);
        return;
    };
    if let (Some(left), Some(length)) = (player.left(now), player.length(here)) {
        assert!(left <= length);
    }
    // A stretch is equally long each time, so both sides are; except what one went back to, and what a limit cut.
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
            let other = lengths.entry(segment.step.id).or_insert(length);
            assert_eq!(*other, length, "both sides are equal");
        }
    }
    if let Some(position) = player.position() {
        let timeline = Arc::clone(player.timeline());
        let (again, _) = Player::take_up(timeline, &position, now);
        assert!(again.next_deadline().is_none_or(|next| next > now));
        assert_ne!(again.phase(), Phase::Over, "something is left to be done");
    }
}

fn to_the_end(player: &mut Player, mut now: u64, events: &mut Vec<Event>) {
    for _ in 0..2000 {
        let command = match player.phase() {
            Phase::Over => return,
            Phase::Paused => Command::Resume,
            Phase::Hurt | Phase::Ringing => Command::Next,
            _ if player.left(at(now)).is_none() => Command::Next,
            _ => {
                now += 60_000;
                events.extend(player.advance(at(now)));
                continue;
            }
        };
        events.extend(player.handle(command, at(now)));
    }
    panic!("a session that does not end, in {:?}", player.phase());
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
fn no_time_is_lost(timeline: &Arc<Timeline>, events: &[Event]) {
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
            What::Started { index } => {
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
            What::LeadInLeft(_)
            | What::Reached { .. }
            | What::Reminded { .. }
            | What::Lengthened(_)
            | What::Shortened(_)
            | What::AtLimit => {}
        }
    }
    assert_eq!(doing, Doing::Over, "it comes to an end");
    let record = Record::of(Arc::clone(timeline), events);
    let done: Duration = record.lines.iter().map(|line| line.done).sum();
    assert_eq!(done, held, "the log has all that was held");
    assert_eq!(record.paused, paused, "the log has all pauses");
}
