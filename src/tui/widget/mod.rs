//! Pieces that screens are put together from.

pub mod bar;
pub mod letters;
pub mod ribbon;
pub mod text;
