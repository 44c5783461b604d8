//! What the program asks of the outside.

use std::path::PathBuf;

use super::input::Signal;
use crate::core::cue::Tone;
use crate::core::kept::Done;
use crate::core::moment::Moment;
use crate::core::player::Event;
use crate::core::unfinished::Snapshot;

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
    /// Save the session as it stands, so that it can be taken up again; without waiting for the disk.
    Remember(Box<Snapshot>),
    /// Put a session into the log: what was remembered last, with what is said about it afterwards.
    Keep(Box<Kept>),
    /// Forget the session that was remembered: it is not to be kept, or not to be gone on with.
    Forget,
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

/// A session that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands.
    pub snapshot: Snapshot,
    /// Whether it can be gone on with at another time.
    pub unfinished: bool,
}

impl Kept {
    /// What was done.
    pub const fn done(&self) -> &Done {
        &self.snapshot.done
    }
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
