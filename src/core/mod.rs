//! Routines and how they are played: pure, given the time, unable to fail.
//!
//! Nothing in this module knows a clock, a file or a terminal, and it uses the standard library alone. Data flows one
//! way through it: [`routine`] → [`timeline`] → [`session`], which plays it with a [`player`] and answers with
//! [`player::Event`]s, their [`cue`]s and a [`record`] of them.

pub mod caution;
pub mod condition;
pub mod correction;
pub mod cue;
pub mod day;
pub mod due;
pub mod history;
pub mod language;
pub mod learned;
pub mod log;
pub mod mark;
pub mod moment;
pub mod nonempty;
pub mod often;
pub mod player;
pub mod pose;
pub mod ranges;
pub mod reached;
pub mod record;
pub mod routine;
pub mod rules;
pub mod session;
mod set_reps;
pub mod settings;
pub mod span;
pub mod speech;
pub mod status;
pub(crate) mod stopwatch;
pub mod stretch;
pub mod template;
pub mod text;
pub mod timeline;
pub mod tune;
pub(crate) mod vocabulary;
pub mod voice;
