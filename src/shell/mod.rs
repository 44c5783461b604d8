//! The hosts of the program, the clock and the terminal.
//!
//! `on_terminal` draws the program, `plainly` prints a session line by line. Both take a `Play`, restore the
//! terminal, and return how the program ended and its last record.
//!
//! Keys, signals, the end of the terminal and messages of threads all land in one inbox. The loop sleeps until something
//! lands there or its next deadline is reached, and wakes up for no other reason.

mod changes;
mod clock;
mod editor;
mod fault;
mod files;
mod fullscreen;
mod hook;
mod inbox;
mod keys;
mod machine;
mod panics;
mod parser;
mod plain;
mod play;
mod signals;
mod sound;
mod terminal;
mod writer;

pub(crate) use clock::Speed;
pub(crate) use editor::Editor;
pub(crate) use fullscreen::on_terminal;
pub use parser::{InputParser, UNFINISHED};
pub(crate) use plain::{keys_can_come, plainly};
pub(crate) use play::{Asked, Begin, PictureWay, Play, PlayResult, Saving};
pub use terminal::{Display, Protocol};
pub(crate) use terminal::{ERRORS, OUTPUT};

/// The local date and time.
pub fn now() -> crate::core::day::Stamp {
    clock::stamp()
}

/// The local date and time at `time` on `day`.
pub(crate) fn local(
    day: crate::core::day::Day,
    time: std::time::Duration,
) -> crate::core::day::Stamp {
    clock::local(day, time)
}
