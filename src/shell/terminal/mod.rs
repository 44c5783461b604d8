//! The terminal while the program has it: taken, written to and given back.

mod display;
mod guard;
mod wire;

pub use display::Display;
pub(super) use guard::{Guard, TerminalPart, give_back, is_in_front};
pub(crate) use wire::has_room;
pub(super) use wire::{stop_waiting, wait_again};
