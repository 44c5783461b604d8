//! Inputs: everything that reaches the program from outside.

use std::sync::Arc;

use crate::catalogue::draft::DraftAnswer;
use crate::catalogue::{Catalogue, StretchEntry};
use crate::core::cue::SharedLengths;
use crate::core::history::History;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A key was pressed. Releases, repeats and bare modifiers are no input.
    Key(Key),
    /// A text was pasted, where the terminal says so.
    Paste(String),
    /// A click, a tap or a turn of the wheel. Movement is no input.
    Mouse(Mouse),
    /// The window has another size.
    Resized,
    /// The terminal answered a question.
    Answer(TerminalAnswer),
    /// The process was asked to stop until it is continued (SIGTSTP).
    Suspend,
    /// The program was stopped and goes on (SIGCONT).
    Continued,
    /// The sentences were made: from now on their true lengths are known.
    Measured(SharedLengths),
    /// A note about the sound, or about something else that is missing, to be shown once.
    Note(String),
    /// The log was read: what it amounts to; `None` where it could not be read.
    History(Option<Arc<History>>),
    /// A session could not be put into the log: why, in a few words.
    NotKept(String),
    /// The session cannot be saved on the way, so it can be resumed only as long as the program runs: why, as a sentence.
    NoSnapshot(String),
    /// Routine files may have changed: all routines, and one line on what could not be read.
    Catalogue(Arc<Catalogue>, Option<String>),
    /// The editor is done with a routine.
    Edited {
        /// The routine.
        id: String,
        /// A message about it.
        said: Option<String>,
    },
    /// What came of a request about a routine that is being changed.
    Draft(Box<DraftAnswer>),
    /// The stretches of the catalogue were read.
    Stretches(Vec<StretchEntry>),
    /// A stretch was to be added to a routine.
    Added {
        /// The routine, if it was written.
        id: Option<String>,
        /// A message about it.
        said: String,
    },
    /// A signal asks the program to end, or the terminal is gone.
    Signal(Signal),
}

/// A key, with the modifiers that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "most keys are called by their names")]
pub enum Key {
    /// A character, as it is typed.
    Char(char),
    /// A character of a layout without Latin letters. In a text it is what was `typed`; as a command it is the `latin`
    /// letter on the same key.
    NonLatin {
        typed: char,
        latin: char,
    },
    /// A character with the control key.
    Ctrl(char),
    Left,
    Right,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Escape,
    Backspace,
    Tab,
    /// Any other key, or one with other modifiers.
    Other,
}

impl Key {
    /// The key as a command: that of a Latin keyboard.
    #[must_use]
    pub const fn as_command(self) -> Self {
        match self {
            Self::NonLatin { latin, .. } => Self::Char(latin),
            key => key,
        }
    }

    /// The character that it adds to a text, if any.
    pub const fn typed(self) -> Option<char> {
        match self {
            Self::Char(typed) | Self::NonLatin { typed, .. } => Some(typed),
            _ => None,
        }
    }
}

/// What was done with the mouse, and on which cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub action: MouseAction,
    /// The column of the cell, from 0.
    pub column: u16,
    /// Its row, from 0.
    pub row: u16,
}

/// What is done with a mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// A click or a tap.
    Click,
    /// The wheel is turned towards what is above.
    WheelUp,
    /// The wheel is turned towards what is below.
    WheelDown,
}

/// Why the program is asked to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
    /// SIGHUP, or the terminal has vanished.
    HangUp,
    /// SIGQUIT.
    Quit,
    /// Any other signal that ends a process, by its number on this system.
    Other(u8),
}

impl Signal {
    /// Its number on this system.
    pub const fn number(self) -> u8 {
        match self {
            Self::HangUp => 1,
            Self::Interrupt => 2,
            Self::Quit => 3,
            Self::Terminate => 15,
            Self::Other(number) => number,
        }
    }
}

/// An answer of the terminal to a question of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalAnswer {
    /// The red, green and blue of its ground.
    Ground([u8; 3]),
    /// It shows pictures by the protocol of kitty.
    Kitty,
    /// What else it can do.
    Abilities {
        /// Whether it shows sixel pictures.
        sixel: bool,
    },
    /// The width and the height of a cell in pixels.
    Cell(u16, u16),
    /// The width and the height of all cells in pixels.
    Cells(u16, u16),
}
