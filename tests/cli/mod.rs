//! Arguments in; complete standard output, standard error and exit code out. One module a command; each test has a home
//! of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod bundle;
mod check;
mod completions;
mod doctor;
mod due;
mod encoding;
mod files;
mod home;
mod list;
mod lookup;
#[cfg(unix)]
mod own;
mod play;
mod remind;
mod render;
mod show;
mod status;
mod stretches;
mod usage;
