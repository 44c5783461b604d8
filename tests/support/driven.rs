//! A session whose contract is checked at every door.

use std::ops::Deref;
use std::sync::Arc;

use supple::core::cue::{Cue, Estimated, Lengths};
use supple::core::day::{Stamp, WallClock};
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::player::{Command, Event, Phase, Player, Start, What};
use supple::core::record::Record;
use supple::core::session::{Plan, Reaction, Session, Snapshot};
use supple::core::timeline::Timeline;

/// A session, with everything that was heard of it. It reads like its player.
#[derive(Clone, Debug)]
pub(crate) struct Driven {
    session: Session,
    /// Everything that was heard.
    pub(crate) cues: Vec<Cue>,
    /// The segment it was in when it was last to be saved.
    saved_in: Option<usize>,
}

impl Driven {
    pub(crate) fn start(timeline: Arc<Timeline>, start: Start, now: Moment) -> (Self, Vec<Event>) {
        Self::start_with(timeline, start, Arc::new(Estimated::default()), now)
    }

    /// The same, where the sentences take these times.
    pub(crate) fn start_with(
        timeline: Arc<Timeline>,
        start: Start,
        lengths: Arc<dyn Lengths>,
        now: Moment,
    ) -> (Self, Vec<Event>) {
        let plan = planned(timeline, start);
        Self::begin(Session::start(plan, lengths, now), now)
    }

    pub(crate) fn resume(
        timeline: Arc<Timeline>,
        snapshot: &Snapshot,
        now: Moment,
    ) -> (Self, Vec<Event>) {
        let lengths = Arc::new(Estimated::default());
        let plan = planned(timeline, Start::default());
        Self::begin(Session::resume(plan, snapshot, lengths, now), now)
    }

    fn begin((session, reaction): (Session, Reaction), now: Moment) -> (Self, Vec<Event>) {
        let mut driven = Self {
            session,
            cues: Vec::new(),
            saved_in: None,
        };
        let events = driven.checked(reaction, now);
        (driven, events)
    }

    pub(crate) fn handle(&mut self, command: Command, now: Moment) -> Vec<Event> {
        let reaction = self.session.handle(command, now);
        self.checked(reaction, now)
    }

    pub(crate) fn advance(&mut self, now: Moment) -> Vec<Event> {
        let reaction = self.session.advance(now);
        self.checked(reaction, now)
    }

    pub(crate) fn next_deadline(&self) -> Option<Moment> {
        self.session.next_deadline()
    }

    /// The session at rest.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.session.snapshot(&WALL, 1).unwrap()
    }

    pub(crate) fn record(&self) -> &Record {
        self.session.record()
    }

    /// Plays on to the end by itself, from deadline to deadline; stops where only a command could help.
    pub(crate) fn play_on(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(deadline) = self.next_deadline() {
            events.extend(self.advance(deadline));
            assert!(events.len() < 100_000, "a session that does not end");
        }
        events
    }

    /// What holds whenever a door has answered.
    fn checked(&mut self, reaction: Reaction, now: Moment) -> Vec<Event> {
        let next = self.session.next_deadline();
        assert!(next.is_none_or(|next| next > now), "a deadline in the past");
        assert!(reaction.events.is_sorted_by_key(|event| event.at));
        assert!(reaction.events.iter().all(|event| event.at <= now));
        assert!(reaction.cues.is_sorted_by_key(|cue| cue.due));
        assert!(reaction.cues.iter().all(|cue| cue.due <= now));
        let over = self.session.player().phase() == Phase::Over;
        assert_eq!(self.session.record().ending.is_some(), over);
        assert_eq!(
            reaction.ending.is_some(),
            over && !reaction.events.is_empty(),
            "the end is told once"
        );
        assert!(!over || next.is_none(), "nothing is due after the end");
        let is_mark =
            |event: &Event| matches!(event.what, What::Reached { .. } | What::LeadInRemaining(_));
        let only_marks = reaction.events.iter().all(is_mark);
        assert!(!reaction.save || !only_marks, "a mark is no new place");
        let here = self.session.player().index();
        let has_moved = here != self.saved_in || over && !reaction.events.is_empty();
        if has_moved && self.session.record().started.is_some() {
            assert!(reaction.save, "it is in another segment and not saved");
        }
        if reaction.save {
            self.saved_in = here;
        }
        self.cues.extend(reaction.cues);
        reaction.events
    }
}

/// A plan of a session that can be resumed, as far as it is the test that reads the routine again.
fn planned(timeline: Arc<Timeline>, start: Start) -> Plan {
    let text = RoutineText::new("test", &timeline.title, "");
    Plan::new(timeline, start).with_texts([text])
}

/// The clock on the wall of every session here, which begins when 1970 does.
const WALL: WallClock = WallClock {
    at: Moment::ZERO,
    stamp: Stamp {
        unix_ms: 0,
        offset: 0,
    },
    speed: 1.0,
};

impl Deref for Driven {
    type Target = Player;

    fn deref(&self) -> &Player {
        self.session.player()
    }
}
