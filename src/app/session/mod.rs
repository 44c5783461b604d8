//! A session on the screen: the player, and what lies between it and the person on the mat.

mod look;
mod picture;
mod setup;

use std::sync::Arc;
use std::time::Duration;

use super::effect::{Effect, Outcome};
use super::input::Key;
use super::keymap::{self, SessionCommand};
use super::view::{Piece, SessionView};
use crate::core::cue;
use crate::core::moment::Moment;
use crate::core::player::{Command, Event, Phase, Player, What};
use crate::core::record::Record;

pub use setup::{After, Preferences, Setup};

/// A hand is one key: after a key without a meaning of its own, keys are ignored until so long has passed without one.
pub const PALM: Duration = Duration::from_millis(700);

/// A session that is being played.
#[derive(Debug)]
pub struct Session {
    player: Player,
    record: Record,
    notes: Vec<String>,
    time_of_day: Option<Duration>,
    /// Events that happened before anybody could take them.
    first: Vec<Event>,
    pieces: Arc<[Piece]>,
    overlay: Option<Open>,
    /// When a key was pressed that had no meaning of its own, or one was ignored after it.
    palm: Option<Moment>,
    /// Whether a file of what is played is another one by now.
    is_saved: bool,
}

/// What lies over a session; the session is paused below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Open {
    what: OverlayKind,
    /// Whether the session ran before.
    goes_on: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OverlayKind {
    Stop,
    Help,
}

impl Session {
    /// Begins a session at `now`.
    pub fn new(setup: Setup, time_of_day: Option<Duration>, now: Moment) -> Self {
        let record = Record::new(Arc::clone(&setup.timeline));
        let (player, first) = Player::start(setup.timeline, setup.start, now);
        let pieces = picture::pieces(&player);
        let notes = setup.notes;
        Self {
            player,
            record,
            notes,
            time_of_day,
            first,
            pieces,
            overlay: None,
            palm: None,
            is_saved: false,
        }
    }

    /// What happened when it began.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        let first = std::mem::take(&mut self.first);
        self.told(first)
    }

    /// Takes note of whether a file of what is played is another one by now. The session goes on as it began.
    pub(super) const fn saved(&mut self, is_saved: bool) {
        self.is_saved = is_saved;
    }

    /// What was done so far.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// What is played.
    pub fn title(&self) -> &str {
        &self.player.timeline().title
    }

    /// What is to be seen at `now`.
    pub fn view(&self, now: Moment) -> SessionView {
        picture::view(self, now)
    }

    /// When it wants to be looked at next.
    pub(super) fn next_deadline(&self, now: Moment) -> Option<Moment> {
        [
            self.player.next_deadline(),
            picture::next_change(&self.player, now),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    pub(super) fn advance(&mut self, now: Moment) -> Vec<Effect> {
        let events = self.player.advance(now);
        self.told(events)
    }

    pub(super) fn command(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        let events = self.player.handle(command, now);
        self.told(events)
    }

    pub(super) fn click(&mut self, now: Moment) -> Vec<Effect> {
        if self.overlay.is_some() {
            self.close(now)
        } else {
            self.space(now)
        }
    }

    pub(super) fn key(&mut self, key: Key, now: Moment) -> Vec<Effect> {
        let command = keymap::command(keymap::SESSION, key);
        if command == Some(SessionCommand::Interrupt) {
            return self.leave(Outcome::Signal(super::input::Signal::Interrupt), now);
        }
        if let Some(last) = self.palm.take().filter(|last| now.since(*last) < PALM) {
            self.palm = Some(last.max(now));
            return Vec::new();
        }
        if let Some(open) = self.overlay {
            let agrees = command == Some(SessionCommand::Stop) || key == Key::Enter;
            return match open.what {
                OverlayKind::Stop if agrees => self.command(Command::Stop, now),
                OverlayKind::Stop | OverlayKind::Help => self.close(now),
            };
        }
        match command {
            Some(command) => self.bound(command, now),
            None if key == Key::Enter && self.player.is_before_start() => {
                self.command(Command::Next, now)
            }
            None => {
                self.palm = Some(now);
                self.space(now)
            }
        }
    }

    fn bound(&mut self, command: SessionCommand, now: Moment) -> Vec<Effect> {
        match command {
            SessionCommand::Space => self.space(now),
            SessionCommand::Next => self.command(Command::Next, now),
            SessionCommand::Back => self.command(Command::Back, now),
            SessionCommand::Again => self.command(Command::Again, now),
            SessionCommand::Longer => self.command(Command::Longer, now),
            SessionCommand::Shorter => self.command(Command::Shorter, now),
            SessionCommand::Hurt => self.command(Command::Hurt, now),
            SessionCommand::Stop => self.open(OverlayKind::Stop, now),
            SessionCommand::Help => self.open(OverlayKind::Help, now),
            SessionCommand::Suspend => self.suspend(now),
            SessionCommand::Interrupt => {
                self.leave(Outcome::Signal(super::input::Signal::Interrupt), now)
            }
        }
    }

    /// Pauses what runs, goes on from a pause, ends what waits for a key.
    fn space(&mut self, now: Moment) -> Vec<Effect> {
        let command = match self.player.phase() {
            Phase::Paused => Command::Resume,
            Phase::Hurt | Phase::Ringing => Command::Next,
            Phase::Running if self.player.left(now).is_none() => Command::Next,
            Phase::Starting | Phase::LeadingIn | Phase::Running | Phase::Over => Command::Pause,
        };
        self.command(command, now)
    }

    /// Puts something over the session, which is paused below it.
    fn open(&mut self, what: OverlayKind, now: Moment) -> Vec<Effect> {
        let goes_on = matches!(
            self.player.phase(),
            Phase::Starting | Phase::LeadingIn | Phase::Running
        );
        self.overlay = Some(Open { what, goes_on });
        self.command(Command::Pause, now)
    }

    /// Takes away what lies over the session, which goes on if it ran before.
    fn close(&mut self, now: Moment) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Open { goes_on: true, .. }) => self.command(Command::Resume, now),
            _ => Vec::new(),
        }
    }

    pub(super) fn suspend(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = self.command(Command::Pause, now);
        effects.push(Effect::Suspend);
        effects
    }

    /// Ends the session and the program. What was done counts.
    pub(super) fn leave(&mut self, outcome: Outcome, now: Moment) -> Vec<Effect> {
        let events = self.player.handle(Command::Stop, now);
        let mut effects: Vec<Effect> = self
            .told(events)
            .into_iter()
            .filter(|effect| !matches!(effect, Effect::Leave(_)))
            .collect();
        effects.push(Effect::Leave(outcome));
        effects
    }

    /// Takes note of what happened and says what it asks of the outside.
    fn told(&mut self, events: Vec<Event>) -> Vec<Effect> {
        if !events.is_empty() {
            self.pieces = picture::pieces(&self.player);
        }
        let mut effects = Vec::new();
        for event in events {
            self.record.note(&event);
            if let Some(tone) = cue::tone(self.player.timeline(), &event.what) {
                effects.push(Effect::Sound {
                    tone,
                    due: event.at,
                });
            }
            let over = match event.what {
                What::Finished => Some(Outcome::Finished),
                What::Stopped => Some(Outcome::Stopped),
                _ => None,
            };
            effects.push(Effect::Happened(event));
            effects.extend(over.map(Effect::Leave));
        }
        effects
    }
}
