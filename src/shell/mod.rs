//! Where the program meets the machine: the only place with a clock, threads and a channel.
//!
//! Two hosts run the program: [`on_terminal`] draws it, [`plainly`] tells a session line by line. Both take a [`Play`], return
//! only after the terminal was given back, and then say how it ended and what was done.
//!
//! What happens outside lands in one inbox: keys, signals and the end of the terminal are each waited for by a thread
//! of its own, asleep in the kernel. The loop sleeps until something lands there or its next deadline is reached, and
//! at no time for any other reason.

mod clock;
mod editor;
mod error;
mod fault;
mod files;
mod fullscreen;
mod hangup;
mod hook;
mod inbox;
mod keys;
mod memory;
mod panics;
mod plain;
mod play;
mod signals;
mod sound;
mod terminal;

pub(crate) use clock::Speed;
pub(crate) use editor::Editor;
pub(crate) use error::SessionError;
pub(crate) use fullscreen::on_terminal;
pub(crate) use memory::{Remembers, Written};
pub(crate) use plain::{keys_can_come, plainly, plainly_resuming};
pub(crate) use play::{Begin, Play, PlayResult};
pub use terminal::Display;
pub(crate) use terminal::has_room;

/// The local date and time.
pub fn now() -> crate::core::day::Stamp {
    clock::stamp()
}
