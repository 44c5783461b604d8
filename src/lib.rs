//! supple, a guided stretch timer for the terminal: everything but the few lines of `main`.
//!
//! Layers, each importing only those below it: [`cli`] → [`shell`] → [`tui`], [`sound`], [`disk`] → [`app`],
//! [`mod@format`] → [`core`]; beside them plain data for all above core: [`diagnostic`], [`catalogue`] and [`error`],
//! and for what touches the machine: `process` and `environment`. ARCHITECTURE.md draws the map.

#![warn(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro)]

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
