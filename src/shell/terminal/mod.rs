//! The terminal while the program has it: taken, written to and given back.

mod display;
mod guard;
mod pictures;
mod wire;

pub use display::Display;
pub(super) use guard::{Guard, LineModes, TerminalPart, give_back, is_in_front};
pub(super) use pictures::Painter;
pub use pictures::Protocol;
pub(super) use wire::{BELL, hurry, input, read, send};
pub(crate) use wire::{ERRORS, OUTPUT};
