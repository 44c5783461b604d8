//! What the program asks of the outside.

use super::input::Signal;
use crate::core::cue::Tone;
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
    /// Save the session as it stands, so that it can be taken up again; without waiting for the disk.
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
