//! What the program asks of the outside.

use std::path::PathBuf;

use super::input::Signal;
use crate::core::cue::Tone;
use crate::core::moment::Moment;
use crate::core::player::Event;

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Something happened in the session: for those who write it down.
    Happened(Event),
    /// Let a tone be heard that was due at a moment. One that is late may be dropped.
    Sound {
        /// Which.
        tone: Tone,
        /// When it was due.
        due: Moment,
    },
    /// A routine was chosen in the library, by its id.
    Chosen(String),
    /// Lend the terminal to the user's editor. [`super::input::Input::Catalogue`] and
    /// [`super::input::Input::Edited`] follow.
    Edit(Edit),
    /// Draw everything anew, whatever was drawn before.
    Redraw,
    /// Give the terminal back, stop the process until it is continued, and take the terminal again.
    Suspend,
    /// End the program.
    Leave(Outcome),
}

/// What is to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A file of the user's.
    File(PathBuf),
    /// A bundled routine, by its id: the user's own copy of it, which is made first.
    Bundled(String),
    /// A new routine of this id, which is made first.
    New(String),
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
