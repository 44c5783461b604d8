//! The machine as both hosts hold it while a session is played: threads, signals, sound and the terminal.

use std::time::Duration;

use super::changes::ChangeTeller;
use super::clock::Clock;
use super::inbox::Inbox;
use super::keys::Keyboard;
use super::panics::Panics;
use super::play::Play;
use super::sound;
use super::terminal::{self, Guard, TerminalPart};
use super::writer::Writer;
use crate::app::View;
use crate::app::effect::{SaveEffect, SoundEffect};
use crate::app::input::{Input, Signal};
use crate::core::history::History;
use crate::core::moment::Moment;
use crate::core::player::Event;
use crate::core::status::SessionStatus;
use crate::error::Error;
use crate::process::{is_orphaned, stop_job};
use crate::sound::Sound;

/// Threads, signals and the terminal. The fields are dropped in this order: the terminal is given back, and only then
/// are panics and signals no longer caught.
pub(super) struct Machine {
    /// None where no part of the terminal is taken.
    guard: Option<Guard>,
    pub(super) sound: Sound,
    /// Whether the screen is kept awake while a session runs.
    keeps_awake: bool,
    _panics: Panics,
    pub(super) inbox: Inbox,
    pub(super) clock: Clock,
    /// None where nothing is remembered.
    writer: Option<Writer>,
    /// What other programs were told of the session.
    told: Option<SessionStatus>,
    /// The user's command for changes, or why it does not run; none where there is none.
    changes: Option<Result<ChangeTeller, String>>,
}

impl Machine {
    /// Takes `part` of the terminal, and starts every thread that posts into the inbox.
    ///
    /// # Errors
    /// When the terminal cannot be taken, or signals cannot be caught.
    pub(super) fn take(
        part: Option<TerminalPart>,
        clock: Clock,
        play: Play<'_>,
    ) -> Result<Self, Error> {
        let mut inbox = Inbox::new()?;
        // Before the terminal is taken, so that a signal is always caught.
        inbox.catch_signals()?;
        let panics = Panics::catch(inbox.post());
        let guard = part.map(|part| Guard::take(part, || inbox.may_wait()));
        let guard = guard.transpose().map_err(Error::Terminal)?;
        inbox.listen_to(part.map(Keyboard::of));
        let writer = play.saving.map(|saving| {
            let writer = Writer::start(saving.keeper, saving.hook, inbox.post());
            if let Some(log) = saving.log {
                let history = History::new(saving.memory.history.scope.clone());
                writer.read(log, history, inbox.post());
            }
            writer
        });
        Ok(Self {
            guard,
            sound: sound::open(play.sound, inbox.post()),
            keeps_awake: play.awake,
            changes: play
                .on_change
                .map(|command| ChangeTeller::start(command, inbox.post())),
            _panics: panics,
            writer,
            told: None,
            inbox,
            clock,
        })
    }

    /// Gives the terminal back, and waits for the disk and the hooks. A signal ends the wait.
    pub(super) fn finish(self, say: &dyn Fn(&str)) -> (Vec<Error>, Option<Signal>) {
        let Self {
            guard,
            sound,
            mut inbox,
            writer,
            changes,
            ..
        } = self;
        inbox.listen_to(None);
        drop((guard, sound));
        // As long as signals are caught, none would end a wait for a terminal that takes nothing.
        terminal::hurry(true);
        // It ends while the disk is waited for.
        if let Some(Ok(changes)) = &changes {
            changes.close();
        }
        let failures = writer.map(|writer| writer.finish(&mut inbox, say));
        let mut failures = failures.unwrap_or_default();
        let trouble = changes.and_then(|changes| match changes {
            Ok(changes) => changes.finish(),
            Err(trouble) => Some(trouble),
        });
        failures.extend(trouble.map(Error::Unsaved));
        (failures, inbox.signal_within(Duration::ZERO))
    }

    /// Sleeps until there is an input or `deadline` is reached.
    ///
    /// # Errors
    /// When a thread has panicked.
    pub(super) fn wait(&mut self, deadline: Option<Moment>) -> Result<Option<Input>, Error> {
        self.inbox.wait(&mut self.clock, deadline)
    }

    /// Tells the user's command of an event, if there is one.
    pub(super) fn happened(&self, event: &Event) {
        if let Some(Ok(changes)) = &self.changes {
            changes.tell(event);
        }
    }

    /// Performs an effect on the sound. Whether the bell of the terminal is to ring for it.
    pub(super) fn perform(&mut self, effect: SoundEffect) -> bool {
        if let (SoundEffect::Prepare { timeline, .. }, Some(Ok(changes))) =
            (&effect, &mut self.changes)
        {
            changes.begin(timeline);
        }
        if matches!(effect, SoundEffect::KeepAwake(_)) && !self.keeps_awake {
            return false;
        }
        sound::perform(&self.sound, effect, self.clock.now())
    }

    /// Tells other programs what the session does, where that is something else than they know.
    pub(super) fn tell(&mut self, view: &View) {
        let Some(writer) = &self.writer else { return };
        let now = SessionStatus::of(view, self.clock.on_the_wall());
        let is_known = match (&self.told, &now) {
            (Some(told), Some(now)) => told.foretells(now),
            (told, now) => told.is_none() && now.is_none(),
        };
        if !is_known {
            writer.tell(now.clone());
            self.told = now;
        }
    }

    /// Saves a session, where sessions are remembered.
    pub(super) fn save(&mut self, effect: SaveEffect) {
        if let Some(writer) = &mut self.writer {
            writer.write(effect);
        }
    }

    /// Gives the terminal back and stops the job. Whether the session continues, and has to take the terminal again.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn suspend(&mut self) -> Result<bool, Error> {
        if is_orphaned() {
            return Ok(false);
        }
        self.give_back();
        stop_job().map_err(Error::Suspend)?;
        Ok(!self.inbox.until_continued())
    }

    /// Gives the terminal back for a while.
    pub(super) fn give_back(&self) {
        if let Some(guard) = &self.guard {
            guard.give_back();
        }
    }

    /// Takes the terminal again after another program may have used it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn take_again(&mut self) -> Result<(), Error> {
        let Self { guard, inbox, .. } = self;
        let guard = guard.as_ref();
        guard
            .map_or(Ok(()), |guard| guard.take_again(|| inbox.may_wait()))
            .map_err(Error::Terminal)
    }

    /// Gives the terminal to another program while `work` is done, and takes it again.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, Error> {
        self.inbox.listen_to(None);
        self.give_back();
        let done = work();
        self.inbox.forget_visit();
        self.take_again()?;
        let part = self.guard.as_ref().map(Guard::part);
        self.inbox.listen_to(part.map(Keyboard::of));
        Ok(done)
    }
}
