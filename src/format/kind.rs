//! What a file is meant as: by its name, its folder, or else its contents.

use std::ffi::OsStr;
use std::path::Path;

use super::keys::Table;
use super::keys::config::CONFIG;
use super::keys::language::LANGUAGE;
use super::keys::pose::{FIGURE, STRETCH_POSE};
use super::keys::routine::ROUTINE;
use super::keys::stretch::STRETCH_FILE;
use super::mend;
use super::routine::is_stretch;

/// What a file is meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A routine.
    Routine,
    /// A stretch of the catalogue.
    Stretch,
    /// A pose without words.
    Figure,
    /// The words of a session in a language.
    Language,
    /// `config.toml`.
    Configuration,
}

impl FileKind {
    /// The kind of the file at `path` with this text.
    pub fn of(path: &Path, text: &str) -> Self {
        let folder = path.parent().and_then(Path::file_name);
        match folder.and_then(OsStr::to_str) {
            _ if is_configuration(path) => Self::Configuration,
            Some("stretches") => Self::Stretch,
            Some("figures") => Self::Figure,
            Some("languages") => Self::Language,
            _ if is_stretch(text) => Self::Stretch,
            _ => Self::Routine,
        }
    }

    /// Whether the file at `path` with this text is plainly one of another program, such as `Cargo.toml`.
    pub fn is_foreign(self, path: &Path, text: &str) -> bool {
        let folder = path.parent().and_then(Path::file_name);
        let is_routine = self == Self::Routine && folder != Some(OsStr::new("routines"));
        is_routine && mend::is_of_another_program(text)
    }

    /// The keys of its top level: those of these tables together.
    pub(super) fn top(self) -> Vec<&'static Table> {
        match self {
            Self::Routine => vec![&ROUTINE],
            Self::Stretch => vec![&STRETCH_FILE, &STRETCH_POSE],
            Self::Figure => vec![&FIGURE],
            Self::Language => vec![&*LANGUAGE],
            Self::Configuration => vec![&CONFIG],
        }
    }
}

/// Whether the file at `path` is the configuration, wherever it lies.
pub fn is_configuration(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new("config.toml"))
}
