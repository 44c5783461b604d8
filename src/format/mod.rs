//! From the text of a file to its meaning, with every problem at its place.
//!
//! A file is read in two passes. The first finds its shape: `reader` goes through the parsed document along the
//! table of `keys` and returns `fields`, typed values with their places. The second finds its meaning: [`routine`]
//! adds to a step what it inherits, `poses` does so for figures. Neither pass stops at a problem, and neither opens
//! a file.

pub mod addition;
mod amounts;
pub mod bundle;
pub mod change;
pub mod completion;
pub mod config;
pub mod correction;
pub mod dates;
mod duration;
mod edits;
pub mod explanation;
mod fields;
pub mod fix;
mod keys;
pub mod kind;
pub mod languages;
pub mod log;
mod measures;
mod mend;
mod mended;
mod mismatch;
pub mod notes;
mod often;
pub(crate) mod outline;
mod pace;
mod pattern;
mod plain;
mod poses;
mod prescribed;
mod problems;
mod quotation;
mod reached;
mod reader;
pub mod reference;
pub mod routine;
mod routine_text;
pub mod schema;
mod sides;
pub mod snapshot;
pub mod stamp;
mod statement;
pub mod status;
mod strays;
mod syntax;
pub mod table;
pub mod tune;
mod unquoted;
mod weekly;
pub(crate) mod wording;

/// The largest file of a routine, a stretch or a language, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;
