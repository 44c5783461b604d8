//! Effects, which are requests of the program to the outside, and the outcome with which it ends.

use std::path::PathBuf;
use std::sync::Arc;

use super::input::Signal;
use crate::catalogue::draft::{Draft, DraftRequest};
use crate::catalogue::name::NewName;
use crate::core::correction::LogChange;
use crate::core::cue::Cue;
use crate::core::moment::Moment;
use crate::core::player::{Event, Start};
use crate::core::session::Snapshot;
use crate::core::timeline::Timeline;

/// The result of an update of the program, or of one of its screens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The effects, in the order in which they are performed.
    pub effects: Vec<Effect>,
    /// How the program, or the screen, ended; `None` while it goes on.
    pub end: Option<Outcome>,
}

impl Update {
    /// The end, without anything left to do.
    pub(super) const fn end(outcome: Outcome) -> Self {
        Self {
            effects: Vec::new(),
            end: Some(outcome),
        }
    }

    /// Appends the effects of a later update. An end that was reached stays.
    pub(super) fn extend(&mut self, later: impl Into<Self>) {
        let later = later.into();
        self.effects.extend(later.effects);
        self.end = self.end.or(later.end);
    }
}

impl<I: IntoIterator<Item = Effect>> From<I> for Update {
    fn from(effects: I) -> Self {
        Self {
            effects: effects.into_iter().collect(),
            end: None,
        }
    }
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Print what happened in the session, where there is no screen.
    Happened(Event),
    /// For the sound.
    Sound(SoundEffect),
    /// For the files in which sessions are saved.
    Save(SaveEffect),
    /// For the files of stretches and of routines.
    Stretches(StretchEffect),
    /// For a routine that is being changed. [`super::input::Input::Draft`] follows before any other input.
    Draft(DraftRequest),
    /// For the terminal. Another program has it meanwhile, so all is drawn anew afterwards.
    Terminal(TerminalEffect),
}

/// A request to the sound.
#[derive(Clone, Debug, PartialEq)]
pub enum SoundEffect {
    /// Prepare the sentences of a session.
    Prepare {
        /// The timeline of the session.
        timeline: Arc<Timeline>,
        /// The place at which it begins, and the lead-in before that.
        start: Start,
    },
    /// Play a cue. A cue that is more than a second late is dropped.
    Play(Cue),
    /// The moment of the next cue, as far as it is known: what sleeps can be woken for it.
    Foretell(Option<Moment>),
    /// Keep the screen awake from now on, or let it sleep.
    KeepAwake(bool),
}

/// A request to the files in which sessions are saved.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveEffect {
    /// Save the session as it stands, so that it can be resumed. This comes before the events it saves; the host waits
    /// until a killed program would lose nothing, and not for the disk.
    Snapshot(Box<Snapshot>),
    /// Append a session that is over to the log. One that has a position can be resumed at another time.
    Log(Box<Snapshot>),
    /// Add a change to the log, and read the log again: [`super::input::Input::History`] follows.
    Change(LogChange),
    /// Save a routine whose changes are not written yet, or discard the one that was saved.
    Draft(Option<Box<Draft>>),
    /// Note that the safety page was read, so that it does not come again.
    SafetyRead,
    /// Discard the snapshot: the session is not to be logged, or not to be resumed.
    Discard,
}

/// A request about stretches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StretchEffect {
    /// Read all of them. [`super::input::Input::Stretches`] follows.
    Read,
    /// Add one to a routine as its last step. [`super::input::Input::Catalogue`] and [`super::input::Input::Added`]
    /// follow.
    Add {
        /// The stretch, by its id.
        stretch: String,
        /// The routine. The user's own copy of a bundled one and a new one are made with the stretch in them.
        to: Edit,
    },
}

/// A request to the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalEffect {
    /// Draw all of the screen anew: another program has written on it.
    Redraw,
    /// Restore the terminal, stop the process until it is continued, and take the terminal again.
    Suspend,
    /// Lend the terminal to the user's editor. [`super::input::Input::Catalogue`] and
    /// [`super::input::Input::Edited`] follow.
    Edit(Edit),
}

/// The file to edit, or to add a stretch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A file of the user's.
    File(PathBuf),
    /// A bundled routine, by its id: the user's own copy of it, which is made first.
    Bundled(String),
    /// A new routine called so, which is made first.
    New(NewName),
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The session was played to its end.
    Finished,
    /// The session was stopped before its end.
    Stopped,
    /// The library was left.
    Left,
    /// A signal ended it.
    Signal(Signal),
}

impl Outcome {
    /// The exit code of the process.
    pub const fn code(self) -> u8 {
        match self {
            Self::Finished | Self::Left => 0,
            Self::Stopped => 3,
            Self::Signal(signal) => 128 + signal.number(),
        }
    }
}
