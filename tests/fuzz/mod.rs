//! What must hold whatever comes in: one function a target, which takes any bytes and panics where it finds that
//! something does not hold. `tests/fuzzing.rs` runs them by chance; `fuzz/` runs them led by what they reach.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a target fails by panicking"
)]

mod bytes;
mod config;
mod duration;
mod editor;
mod figure;
mod home;
mod input;
mod log;
mod plan;
mod player;
mod problems;
mod record;
mod routine;
mod session;
mod unfinished;

/// Something that takes what others wrote.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// What it is called: the name of its seeds and of its program in `fuzz/`.
    pub(crate) name: &'static str,
    /// Fails where something does not hold for these bytes.
    pub(crate) holds: fn(&[u8]),
    /// Words that mean something to it.
    pub(crate) words: &'static [&'static str],
    /// How many inputs every `cargo test` tries: what takes a second or two without optimisation.
    pub(crate) few: u64,
    /// Where else its seeds are, beside `tests/fuzz/seeds` and from the folder of the package on.
    pub(crate) seeds: &'static [&'static str],
}

/// The reader of routines, their repairs, what they unroll to and what is heard of them.
pub(crate) const ROUTINE: Target = Target {
    name: "routine",
    holds: routine::holds,
    words: routine::WORDS,
    few: 250,
    seeds: &["routines", "tests/diagnostics"],
};
/// The language server: any text, and what an editor asks about it.
pub(crate) const EDITOR: Target = Target {
    name: "editor",
    holds: editor::holds,
    words: routine::WORDS,
    few: 60,
    seeds: &["routines", "tests/diagnostics"],
};
/// Lengths of time.
pub(crate) const DURATION: Target = Target {
    name: "duration",
    holds: duration::holds,
    words: duration::WORDS,
    few: 5000,
    seeds: &[],
};
/// The configuration.
pub(crate) const CONFIG: Target = Target {
    name: "config",
    holds: config::holds,
    words: config::WORDS,
    few: 500,
    seeds: &[],
};
/// Lines of the log.
pub(crate) const LOG: Target = Target {
    name: "log",
    holds: log::holds,
    words: log::WORDS,
    few: 500,
    seeds: &[],
};
/// Stretches, and the pictures of them.
pub(crate) const FIGURE: Target = Target {
    name: "figure",
    holds: figure::holds,
    words: figure::WORDS,
    few: 250,
    seeds: &["stretches"],
};
/// The file of a session that was left, and going on with it.
pub(crate) const UNFINISHED: Target = Target {
    name: "unfinished",
    holds: unfinished::holds,
    words: unfinished::WORDS,
    few: 1000,
    seeds: &[],
};
/// The way from a routine to the log and back.
pub(crate) const RECORD: Target = Target {
    name: "record",
    holds: record::holds,
    words: routine::WORDS,
    few: 250,
    seeds: &["routines", "tests/diagnostics"],
};
/// Several programs that save their sessions in one home.
pub(crate) const HOME: Target = Target {
    name: "home",
    holds: home::holds,
    words: &[],
    few: 100,
    seeds: &[],
};
/// The player: any plan, commands and times.
pub(crate) const PLAYER: Target = Target {
    name: "player",
    holds: player::holds,
    words: &[],
    few: 1000,
    seeds: &[],
};
/// The whole program: any plan, keys, times and windows, through the loop.
pub(crate) const SESSION: Target = Target {
    name: "session",
    holds: session::holds,
    words: &[],
    few: 40,
    seeds: &[],
};
/// Input bytes over every screen.
pub(crate) const INPUT: Target = Target {
    name: "input",
    holds: input::holds,
    words: input::WORDS,
    few: 400,
    seeds: &[],
};
