//! The terminal's side of the program: what is on the screen, drawn from state it is given and never changes.
pub mod widget;
