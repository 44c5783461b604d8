//! The machine as both hosts hold it while a session is played: threads, signals, sound and the terminal.

use std::io::{self, IsTerminal};

use super::clock::Clock;
use super::hangup;
use super::inbox::Inbox;
use super::keys::Keyboard;
use super::memory::Writer;
use super::panics::Panics;
use super::play::Play;
use super::signals::Signals;
use super::sound;
use super::terminal::{Guard, TerminalPart};
use crate::app::effect::SaveEffect;
use crate::app::input::Input;
use crate::core::history::History;
use crate::core::moment::Moment;
use crate::error::Error;
use crate::process::{is_orphaned, stop_job};
use crate::sound::Sound;

/// Threads, signals and the terminal. The fields are dropped in this order: the keyboard is no longer read, then the
/// terminal is given back, and only then are panics and signals no longer caught.
pub(super) struct Machine {
    /// None while another program has the terminal, and where no key can come.
    pub(super) keys: Option<Keyboard>,
    /// None where no part of the terminal is taken.
    guard: Option<Guard>,
    pub(super) sound: Sound,
    _panics: Panics,
    _signals: Signals,
    pub(super) inbox: Inbox,
    pub(super) clock: Clock,
    /// None where nothing is remembered.
    pub(super) writer: Option<Writer>,
}

impl Machine {
    /// Takes `part` of the terminal, and starts every thread that sends to the inbox.
    ///
    /// # Errors
    /// When the terminal cannot be taken, or a thread cannot be started.
    pub(super) fn take(
        part: Option<TerminalPart>,
        clock: Clock,
        play: Play<'_>,
    ) -> Result<Self, Error> {
        let inbox = Inbox::new();
        // Before the terminal is taken, so that a signal always finds a listener.
        let signals = Signals::listen(inbox.sender())?;
        let panics = Panics::catch(inbox.sender());
        let guard = part.map(Guard::take).transpose();
        let guard = guard.map_err(Error::Terminal)?;
        if part == Some(TerminalPart::Screen) {
            hangup::watch(rustix::stdio::stdout(), inbox.sender())?;
        }
        // Keys may come from another terminal, which would be read at full speed after it is gone.
        if io::stdin().is_terminal() {
            hangup::watch(rustix::stdio::stdin(), inbox.sender())?;
        }
        let writer = play.keeper.map(|keeper| {
            let writer = Writer::start(keeper, play.hook, inbox.sender());
            if let (Some(log), Some(memory)) = (play.log, play.memory) {
                let history = History::new(memory.history.scope.clone());
                writer.read(log, history, inbox.sender());
            }
            writer
        });
        let keys = part.map(|_| Keyboard::read(inbox.sender())).transpose()?;
        Ok(Self {
            keys,
            guard,
            sound: sound::open(play.sound, inbox.sender()),
            _panics: panics,
            _signals: signals,
            writer,
            inbox,
            clock,
        })
    }

    /// Sleeps until there is an input or `deadline` is reached.
    ///
    /// # Errors
    /// When a thread has panicked.
    pub(super) fn wait(&mut self, deadline: Option<Moment>) -> Result<Option<Input>, Error> {
        self.inbox.wait(&mut self.clock, deadline)
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
    pub(super) fn take_again(&self) -> Result<(), Error> {
        let guard = self.guard.as_ref();
        guard
            .map_or(Ok(()), Guard::take_again)
            .map_err(Error::Terminal)
    }
}
