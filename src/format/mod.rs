//! The text of a file → what it means.

pub mod poses;
