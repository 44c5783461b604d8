//! A session: the player, the cues and the record of one timeline, from its start to its end.

mod dry_run;

use std::sync::Arc;

use super::cue::{Cue, Lengths, Prompter};
use super::moment::Moment;
use super::player::{Command, Event, Phase, Player, Position, Start, What};
use super::record::{Earlier, Ending, Record};
use super::timeline::Timeline;

pub use dry_run::{dry_run, sentences};

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
/// Each of the four answers with a [`Reaction`]: the events, what is to be heard, whether to save, and how the session
/// ended. Events and cues come in order, each with the moment it was due, however late that was noticed.
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
    player: Player,
    prompter: Prompter,
    record: Record,
}

/// What a command or the passing of time made happen in a [`Session`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// What happened.
    pub events: Vec<Event>,
    /// What is to be heard.
    pub cues: Vec<Cue>,
    /// Whether the session is to be saved: something was done, and it is at another place or over.
    pub save: bool,
    /// How the session ended, if it did.
    pub ending: Option<Ending>,
}

impl Session {
    /// Starts a session of `timeline` at `now`. Sentences take as long as `lengths` says.
    pub fn start(
        timeline: Arc<Timeline>,
        start: Start,
        lengths: Arc<dyn Lengths>,
        now: Moment,
    ) -> (Self, Reaction) {
        let (player, events) = Player::start(Arc::clone(&timeline), start, now);
        Self::begin(player, Record::new(timeline), lengths, events, now)
    }

    /// Resumes a session of `timeline` at `now`, of which `earlier` was done before.
    pub fn resume(
        timeline: Arc<Timeline>,
        position: &Position,
        earlier: Earlier,
        lengths: Arc<dyn Lengths>,
        now: Moment,
    ) -> (Self, Reaction) {
        let (player, events) = Player::resume(Arc::clone(&timeline), position, now);
        let record = Record::going_on(timeline, earlier);
        Self::begin(player, record, lengths, events, now)
    }

    fn begin(
        player: Player,
        record: Record,
        lengths: Arc<dyn Lengths>,
        events: Vec<Event>,
        now: Moment,
    ) -> (Self, Reaction) {
        let prompter = Prompter::new(Arc::clone(player.timeline()), lengths);
        let mut session = Self {
            player,
            prompter,
            record,
        };
        let mut reaction = Reaction::default();
        session.note(events, &mut reaction);
        session.advance_into(now, &mut reaction);
        (session, reaction)
    }

    /// Carries out a command at `now`, after what is due by then.
    pub fn handle(&mut self, command: Command, now: Moment) -> Reaction {
        let mut reaction = self.advance(now);
        let events = self.player.command(command, now);
        self.note(events, &mut reaction);
        self.advance_into(now, &mut reaction);
        reaction
    }

    /// Lets everything happen that is due by `now`.
    pub fn advance(&mut self, now: Moment) -> Reaction {
        let mut reaction = Reaction::default();
        self.advance_into(now, &mut reaction);
        reaction
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
    pub fn measured(&mut self, lengths: Arc<dyn Lengths>, now: Moment) {
        self.prompter.measured(lengths, &self.player, now);
    }

    /// Where it is and what it shows.
    pub const fn player(&self) -> &Player {
        &self.player
    }

    /// What was done so far.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    fn advance_into(&mut self, now: Moment, reaction: &mut Reaction) {
        while let Some(at) = self.next_deadline().filter(|at| *at <= now) {
            self.prompter.advance(&self.player, at);
            let events = self.player.step(at);
            self.note(events, reaction);
        }
        reaction.cues.append(&mut self.prompter.take());
    }

    /// Takes in what happened to the player at one moment.
    fn note(&mut self, events: Vec<Event>, reaction: &mut Reaction) {
        for event in &events {
            self.record.note(event);
            self.prompter.note(event, &self.player);
            reaction.save |= self.record.started.is_some() && is_saved_after(&event.what);
        }
        reaction.ending = self
            .record
            .ending
            .filter(|_| !events.is_empty())
            .or(reaction.ending);
        reaction.events.extend(events);
    }
}

/// Whether a session is to be saved after this: it is at another place, or over.
const fn is_saved_after(what: &What) -> bool {
    matches!(
        what,
        What::Started { .. } | What::Hurt { .. } | What::Finished | What::Stopped
    )
}
