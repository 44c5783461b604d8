//! What there is to play: the user's own routines and the bundled ones, with their problems. Plain data that travels
//! from the disk to the commands and the library screen.

use std::path::PathBuf;
use std::sync::Arc;

use crate::core::routine::Routine;
use crate::diagnostic::{Diagnostic, Source};

/// One routine there is, playable or not.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its file without `.toml`: what one types to play it.
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// The routine; `None` when its file has errors.
    pub routine: Option<Arc<Routine>>,
    /// Everything that is wrong with its file.
    pub problems: Vec<Diagnostic>,
    /// Whether it is shown instead of a bundled routine.
    pub shadows: bool,
}

/// Where a routine comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    Bundled,
    /// A file of the user's.
    User(PathBuf),
}
