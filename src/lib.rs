//! supple, a guided stretch timer for the terminal.
pub mod core;
pub mod tui;
