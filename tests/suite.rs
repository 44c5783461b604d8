//! All tests but those that take long or need a program of their own: one program, so that it is built at once, and what
//! waits goes on beside what computes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/home.rs"]
mod home;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/noon.rs"]
mod noon;
#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/script.rs"]
mod script;
#[path = "support/seen.rs"]
mod seen;
mod support;
#[cfg(target_os = "linux")]
#[path = "support/svg.rs"]
mod svg;
#[path = "support/wait.rs"]
mod wait;

mod any_text;
mod architecture;
mod bundle;
mod bundled;
mod claims;
mod cli;
mod corrections;
mod cues;
mod diagnostics;
mod docs;
mod drawing;
mod drawing_log;
mod editing;
mod ending;
mod engine;
mod figures;
mod finding;
mod gallery;
mod generated;
mod hostile_files;
mod hostile_text;
mod includes;
mod journeys;
mod languages;
mod library;
mod log;
mod log_screen;
mod log_table;
mod lsp;
mod memory;
mod mistakes;
mod mouse;
mod null_sink;
mod packages;
mod pictures;
mod plan;
mod prescriptions;
mod preview;
mod resuming;
mod routines;
mod saving;
mod schema;
mod sound;
mod stretches;
mod surroundings;
mod terminal;
mod terminal_editing;
mod terminal_faults;
mod terminal_input;
mod terminal_kinds;
mod terminal_pictures;
mod terminal_stretches;
mod toml_suite;
mod transcript;
mod tune;
mod tuning;
