//! The parts that both hosts share: how a session begins, and how it ends when the host fails.

use std::io;

use rustix::io::Errno;

use super::clock::{Clock, Speed};
use super::terminal::{self, Protocol};
use crate::app::effect::{Effect, Outcome};
use crate::app::gallery::Gallery;
use crate::app::input::{Input, Signal};
use crate::app::library::Library;
use crate::app::memory::Memory;
use crate::app::session::{After, Preferences};
use crate::app::{App, Host, Interrupted, run};
use crate::catalogue::Entry;
use crate::core::record::Record;
use crate::core::session::{Plan, Snapshot};
use crate::core::settings::SoundSettings;
use crate::disk::keeper::Keeper;
use crate::disk::log::Log;
use crate::error::Error;
use crate::process::CommandLine;

/// The first screen of the program.
#[derive(Debug)]
pub(crate) enum Begin {
    /// One session, with which it ends. Where no key can come (see [`super::keys_can_come`]) its timeline must have
    /// been unrolled for that.
    Session {
        plan: Plan,
        resumes: Option<Box<Snapshot>>,
    },
    /// The library, to which it comes back.
    Library(Box<Library>),
    /// All figures, with which it ends.
    Gallery(Box<Gallery>),
}

/// How figures are sent as pictures, as far as that is known at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureWay {
    /// The protocol; `None` for figures in cells.
    pub(crate) protocol: Option<Protocol>,
    /// What the terminal is asked about pictures.
    pub(crate) asks: Asked,
}

/// What a terminal is asked about pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Nothing,
    /// Whether it shows sixels; inside tmux, which takes the question of kitty for a title.
    Sixel,
    /// Which pictures it shows.
    Everything,
}

/// How sessions are played.
pub(crate) struct Play<'a> {
    pub(crate) preferences: Preferences,
    /// Whether the program has the mouse; otherwise it is left to the terminal.
    pub(crate) mouse: bool,
    /// Whether the window is titled with what the session does.
    pub(crate) title: bool,
    /// How figures are sent as pictures.
    pub(crate) pictures: PictureWay,
    /// Whether the screen is kept awake while a session runs.
    pub(crate) awake: bool,
    /// How fast the clock runs.
    pub(crate) speed: Speed,
    /// The routines of a session that is begun at once: their files are followed while it runs.
    pub(crate) follows: Vec<Entry>,
    pub(crate) sound: SoundSettings,
    /// The command that gets each change of phase.
    pub(crate) on_change: Option<CommandLine>,
    /// Receives what the end waits for, once the terminal was given back.
    pub(crate) waiting: &'a dyn Fn(&str),
    /// The memory and the files of sessions; nothing is remembered without them.
    pub(crate) saving: Option<Saving>,
}

/// The memory of sessions, and where they are saved.
pub(crate) struct Saving {
    pub(crate) memory: Memory,
    pub(crate) keeper: Keeper,
    /// The command that is run for each session that was logged.
    pub(crate) hook: Option<CommandLine>,
    /// The log, where it is still to be read.
    pub(crate) log: Option<Log>,
}

/// How a program ended, and what was played and kept in it last.
#[derive(Debug)]
pub(crate) struct PlayResult {
    /// How it ended; its [`Outcome::code`] is the exit code. An error where the host failed.
    pub(crate) outcome: Result<Outcome, Error>,
    /// The record of the last session.
    pub(crate) record: Option<Record>,
    /// What remains of the session that a signal ended.
    pub(crate) interrupted: Option<Interrupted>,
    /// Everything that could not be saved.
    pub(crate) failures: Vec<Error>,
}

impl PlayResult {
    /// The result of a program that ended like this, after which a `signal` may have ended the waiting for the rest.
    pub(super) fn of(
        outcome: Result<Outcome, Error>,
        app: &App,
        (failures, signal): (Vec<Error>, Option<Signal>),
    ) -> Self {
        let outcome = outcome.map(|outcome| signal.map_or(outcome, Outcome::Signal));
        terminal::hurry(signal.is_some() || matches!(outcome, Ok(Outcome::Signal(_))));
        Self {
            outcome,
            record: app.played().cloned(),
            interrupted: app.interrupted().cloned(),
            failures,
        }
    }
}

impl Play<'_> {
    /// The program that begins like this, with `clock`.
    pub(super) fn app(&self, begin: Begin, after: After, clock: &Clock) -> App {
        let now = clock.now();
        let wall = clock.on_the_wall();
        let preferences = Preferences {
            after,
            wall: Some(wall),
            ..self.preferences.clone()
        };
        let app = match begin {
            Begin::Session {
                plan,
                resumes: None,
            } => App::playing(plan, preferences, now).following(&self.follows),
            Begin::Session {
                plan,
                resumes: Some(snapshot),
            } => App::resuming((*snapshot, plan), preferences, now).following(&self.follows),
            Begin::Library(library) => App::choosing(*library, preferences, now),
            Begin::Gallery(gallery) => App::looking(*gallery, preferences, now),
        };
        match &self.saving {
            Some(saving) => app.remembering(Memory {
                wall,
                ..saving.memory.clone()
            }),
            None => app,
        }
    }
}

/// Runs `app` to its end on `host`. When the host fails, everything done until then still counts.
pub(super) fn to_the_end(host: &mut impl Host, app: &mut App) -> Result<Outcome, Error> {
    let error = match run(host, app) {
        Ok(outcome) => return Ok(outcome),
        Err(error) => error,
    };
    let last = app.update(Some(&Input::Signal(Signal::HangUp)), host.now());
    for effect in last.effects {
        if !matches!(effect, Effect::Sound(_) | Effect::Terminal(_)) {
            // The host failed already, but the session is saved.
            let _ = host.perform(effect);
        }
    }
    ended_by(error)
}

/// A terminal that is gone and a reader who has read enough are ways to end, not failures.
pub(super) fn ended_by(error: io::Error) -> Result<Outcome, Error> {
    let error = match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::Draw(error),
    };
    match &error {
        Error::Draw(reason) | Error::Write(reason) | Error::Terminal(reason) => match reason {
            reason if is_gone(reason) => Ok(Outcome::Signal(Signal::HangUp)),
            reason if reason.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Stopped),
            _ => Err(error),
        },
        _ => Err(error),
    }
}

fn is_gone(error: &io::Error) -> bool {
    let gone = [Errno::IO, Errno::NXIO];
    error
        .raw_os_error()
        .is_some_and(|number| gone.contains(&Errno::from_raw_os_error(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(number: Errno) -> Result<Outcome, Error> {
        ended_by(Error::Write(number.into()).into())
    }

    #[test]
    fn a_lost_terminal_and_a_closed_pipe_are_ways_to_end() {
        let gone = Outcome::Signal(Signal::HangUp);
        assert!(matches!(ended(Errno::IO), Ok(outcome) if outcome == gone));
        assert!(matches!(ended(Errno::PIPE), Ok(Outcome::Stopped)));
        assert!(matches!(ended(Errno::NOSPC), Err(Error::Write(_))));
    }
}
