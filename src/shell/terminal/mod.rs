//! The terminal while the program has it: taken, written to and given back.

mod display;
mod guard;
mod wire;

pub use display::Display;
pub(super) use guard::{Guard, LineModes, TerminalPart, give_back, is_in_front};
pub(super) use wire::{BELL, hurry, input, read, send};
pub(crate) use wire::{ERRORS, OUTPUT};
