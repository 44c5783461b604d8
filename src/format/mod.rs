//! The text of a file → its meaning, with every problem at its place.
//!
//! A file is read in two passes. First its shape: [`reader`] walks the parsed document along the table of [`keys`]
//! and yields [`fields`], typed values that know where they stand. Then its meaning: [`routine`] joins what a step
//! says with what it inherits, [`poses`] does so for figures. Neither pass stops at a problem, and neither opens a file.

pub mod config;
mod duration;
mod fields;
pub mod fix;
mod keys;
pub mod log;
mod measures;
mod mismatch;
pub mod poses;
mod problems;
mod quotation;
mod reader;
pub mod reference;
pub mod routine;
pub mod schema;
mod sides;
pub mod snapshot;
pub mod stamp;
mod strays;
mod syntax;
pub mod table;
mod wording;
