//! The widgets that the screens are made of.

pub mod bar;
pub(crate) mod columns;
pub mod field;
pub mod figure;
pub mod heatmap;
pub mod letters;
pub mod paint;
pub mod ribbon;
pub mod text;
