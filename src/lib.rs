//! supple, a guided stretch timer for the terminal: everything but the few lines of `main`.
//!
//! Each layer imports only those below it: [`cli`] → [`shell`] → [`tui`], [`sound`], [`disk`], [`lsp`] → `process`, [`app`],
//! [`mod@format`] → [`core`]. Beside them stand [`diagnostic`], [`catalogue`] and [`error`], which are plain data, and
//! `environment`, which alone reads environment variables. ARCHITECTURE.md has the map.

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
pub mod lsp;
mod process;
pub mod shell;
pub mod sound;
mod suggest;
pub mod tui;
