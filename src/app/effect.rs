//! What the program asks of the outside.

use std::path::PathBuf;
use std::sync::Arc;

use super::input::Signal;
use crate::core::cue::Cue;
use crate::core::moment::Moment;
use crate::core::player::{Event, Start};
use crate::core::timeline::Timeline;
use crate::core::unfinished::Snapshot;

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Something happened in the session: for those who write it down.
    Happened(Event),
    /// Let a cue be heard. What is later than a second is to be dropped.
    Sound(Cue),
    /// When something is heard next, as far as that is known: what sleeps can be woken for it.
    Foretold(Option<Moment>),
    /// A session opens: its sentences can be made.
    Opened {
        /// What is played.
        timeline: Arc<Timeline>,
        /// Where it begins, and after which lead-in.
        start: Start,
    },
    /// Whether the screen is to stay awake from now on.
    Awake(bool),
    /// A routine was chosen in the library, by its id.
    Chosen(String),
    /// Lend the terminal to the user's editor. [`super::input::Input::Catalogue`] and
    /// [`super::input::Input::Edited`] follow.
    Edit(Edit),
    /// Save the session as it stands, so that it can be taken up again. It comes before what it saves is told; the
    /// host waits until a killed program would lose nothing, and not for the disk.
    Remember(Box<Snapshot>),
    /// Put a session that is over into the log. Where it has a position it can be gone on with at another time.
    Keep(Box<Snapshot>),
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
