//! supple, a guided stretch timer for the terminal: everything but the few lines of `main`.
//!
//! Layers, each importing only those below it: [`cli`] → [`shell`] → [`tui`], [`disk`] → [`app`], [`mod@format`] →
//! [`core`]; beside them plain data for all above core: [`diagnostic`], [`catalogue`] and [`error`]. ARCHITECTURE.md
//! draws the map.

pub mod app;
pub mod catalogue;
pub mod cli;
pub mod core;
pub mod diagnostic;
pub mod disk;
mod environment;
pub mod error;
pub mod format;
mod process;
pub mod shell;
pub mod sound;
mod suggest;
pub mod tui;
