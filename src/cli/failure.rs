//! The reasons why a command fails: it was not understood, it was not possible, or its session could not be shown.

use std::fmt;

use crate::error::Error;
use crate::shell::SessionError;

/// What went wrong.
#[derive(Debug)]
pub(super) enum Failure {
    /// Before anything was played.
    Command(Error),
    /// While it was played.
    Session(SessionError),
}

impl Failure {
    /// The exit code of the process.
    pub(super) const fn code(&self) -> u8 {
        match self {
            Self::Command(error) => error.code(),
            Self::Session(error) => error.code(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Command(error)
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Command(error) => error.fmt(out),
            Self::Session(error) => error.fmt(out),
        }
    }
}
