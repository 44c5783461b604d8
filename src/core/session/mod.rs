//! A session: the player, the cues and the record of one timeline, from start to end.

mod dry_run;
mod plan;
mod snapshot;

use std::sync::Arc;

use super::cue::{Cue, Lengths, Prompter};
use super::history::History;
use super::moment::Moment;
use super::player::{Command, Event, Phase, Player, Position, What};
use super::reached::LastReached;
use super::record::{Ending, Record};

pub use dry_run::{dry_run, sentences};
pub use plan::{Plan, SessionLength, length_of, with_time_to_listen};
pub use snapshot::Snapshot;

/// The state machine that plays a timeline. It is given the time and never asks for it.
///
/// # Contract
///
/// A session begins with [`Session::start`] or [`Session::resume`]. From then on it has two doors, in any order, with a
/// `now` that never goes back:
///
/// - [`Session::handle`] carries out a command at `now`;
/// - [`Session::advance`] lets happen what is due by `now`.
///
/// Each of the four returns a [`Reaction`]: the events, the cues, whether to save, and how the session ended. Events and
/// cues come in order, each with the moment it was due, however late that was noticed.
///
/// [`Session::next_deadline`] says when the session wants to be advanced next; `None` means that only a command can
/// change anything. It lies after `now` once a door has answered. `advance` is *defined* by it: while the next deadline
/// is not later than `now`, what is due then happens, first what is heard, then what happens to the player. So however
/// time is chopped, the same events and cues come out. `handle` advances to `now`, carries out the command, and
/// advances again.
///
/// A session that is over has no deadline and reacts to nothing.
#[derive(Clone, Debug)]
pub struct Session {
    plan: Plan,
    /// When it was started or resumed.
    began: Moment,
    player: Player,
    prompter: Prompter,
    record: Record,
    /// The id of the session at rest that it resumes.
    resumes: Option<String>,
    /// The session in the log that this one resumes, by its id.
    continues: Option<String>,
    /// Its position when it was stopped.
    stopped_at: Option<Position>,
}

/// The reaction of a [`Session`] to a command or to the passing of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// The events, in order.
    pub events: Vec<Event>,
    /// The cues that are due.
    pub cues: Vec<Cue>,
    /// Whether the session is to be saved: something was done, and it is at another place or over.
    pub save: bool,
    /// How the session ended, if it did.
    pub ending: Option<Ending>,
}

impl Session {
    /// Starts a session at `now`. Sentences take as long as `lengths` says.
    pub fn start(plan: Plan, lengths: Arc<dyn Lengths>, now: Moment) -> (Self, Reaction) {
        let (player, events) = Player::start(Arc::clone(&plan.timeline), plan.start, now);
        let mut session = Self {
            prompter: Prompter::new(Arc::clone(&plan.timeline), plan.start.from, lengths),
            record: Record::new(Arc::clone(&plan.timeline)),
            resumes: None,
            continues: None,
            stopped_at: None,
            began: now,
            player,
            plan,
        };
        let reaction = session.react(events, now);
        (session, reaction)
    }

    /// Resumes a session at `now` where `snapshot` says, with the plan of its routines.
    pub fn resume(
        plan: Plan,
        snapshot: &Snapshot,
        lengths: Arc<dyn Lengths>,
        now: Moment,
    ) -> (Self, Reaction) {
        let position = snapshot.position.clone().unwrap_or_default();
        let reads = plan::reading_time(&plan.notes);
        let (player, events) = Player::resume(Arc::clone(&plan.timeline), &position, reads, now);
        let from = player.index().unwrap_or_default();
        let mut session = Self {
            prompter: Prompter::new(Arc::clone(&plan.timeline), from, lengths),
            record: Record::resumed(
                Arc::clone(&plan.timeline),
                snapshot.so_far.clone(),
                snapshot.took,
            ),
            resumes: Some(snapshot.entry.id.clone()),
            continues: snapshot.entry.continued().map(str::to_owned),
            stopped_at: None,
            began: now,
            player,
            plan,
        };
        let reaction = session.react(events, now);
        (session, reaction)
    }

    /// Carries out a command at `now`, after what is due by then.
    pub fn handle(&mut self, command: Command, now: Moment) -> Reaction {
        let mut reaction = self.advance(now);
        if command == Command::Stop {
            self.stopped_at = self.player.position();
        }
        let events = self.player.command(command, now);
        reaction.append(self.react(events, now));
        reaction
    }

    /// Lets everything happen that is due by `now`.
    pub fn advance(&mut self, now: Moment) -> Reaction {
        self.react(Vec::new(), now)
    }

    /// When something happens or is heard next by itself; `None` when only a command can change anything.
    pub fn next_deadline(&self) -> Option<Moment> {
        let heard = self.prompter.next_deadline(&self.player);
        let happens = self.player.next_deadline();
        heard.into_iter().chain(happens).min()
    }

    /// When something is heard next as far as is known; `None` while nothing goes on by itself.
    pub fn next_sound(&self, now: Moment) -> Option<Moment> {
        let phase = self.player.phase();
        // Not everything that happens in a segment is heard; its end is.
        let ends = match phase {
            Phase::Paused | Phase::Hurt | Phase::Over => return None,
            Phase::Running => self.player.segment_remaining(now),
            Phase::Starting | Phase::LeadingIn | Phase::Ringing => None,
        };
        let next = ends.map_or_else(|| self.player.next_deadline(), |ends| Some(now + ends));
        let heard = self.prompter.next_deadline(&self.player);
        let sounds = heard.into_iter().chain(next);
        sounds.filter(|sound| *sound > now).min()
    }

    /// From `now` on sentences take as long as `lengths` says.
    pub fn set_lengths(&mut self, lengths: Arc<dyn Lengths>, now: Moment) {
        self.prompter.set_lengths(lengths, &self.player, now);
    }

    /// The plan that it plays.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether it was resumed, rather than started.
    pub const fn is_resumed(&self) -> bool {
        self.resumes.is_some()
    }

    /// Takes from the log what was reached before this session.
    pub fn recall(&mut self, history: &History) {
        let continues = self.continues.as_deref();
        let log = history.last.iter().map(AsRef::as_ref);
        self.record.last = LastReached::before(log, &self.plan.timeline, continues);
    }

    /// The player: its place and its clock.
    pub const fn player(&self) -> &Player {
        &self.player
    }

    /// The record so far.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// Takes in what happened at `now`, and lets happen what is due by then.
    fn react(&mut self, events: Vec<Event>, now: Moment) -> Reaction {
        let mut reaction = Reaction::default();
        self.fold(events, &mut reaction);
        while let Some(at) = self.next_deadline().filter(|at| *at <= now) {
            self.prompter.advance(&self.player, at);
            let events = self.player.step(at);
            self.fold(events, &mut reaction);
        }
        reaction.cues = self.prompter.take_due();
        reaction
    }

    /// Takes in what happened to the player at one moment.
    fn fold(&mut self, events: Vec<Event>, reaction: &mut Reaction) {
        for event in &events {
            self.record.add(event);
            self.prompter.handle(event, &self.player);
            reaction.save |= self.record.started.is_some() && is_saved_after(&event.what);
            reaction.ending = self.record.ending;
        }
        reaction.events.extend(events);
    }
}

impl Reaction {
    fn append(&mut self, later: Self) {
        self.events.extend(later.events);
        self.cues.extend(later.cues);
        self.save |= later.save;
        self.ending = self.ending.or(later.ending);
    }
}

/// Whether a session is to be saved after this: it is at another place, or over.
const fn is_saved_after(what: &What) -> bool {
    matches!(
        what,
        What::Started { .. } | What::Hurt { .. } | What::Finished | What::Stopped
    )
}
