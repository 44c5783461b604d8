//! Parts of a picture that are worth a file of their own.

pub mod figure;
