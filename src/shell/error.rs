//! Errors between the program and the machine.

use std::fmt;
use std::io;

use crate::error::in_words;

/// Why a session could not be played, or not to its end.
#[derive(Debug)]
pub(crate) enum SessionError {
    /// There is no terminal, or it cannot be set up.
    Terminal(io::Error),
    /// The terminal takes no pictures any more.
    Draw(io::Error),
    /// Standard output takes no lines any more.
    Write(io::Error),
    /// Keys, signals or the end of the terminal cannot be listened for.
    Listen(io::Error),
    /// The process cannot be stopped for a while.
    Suspend(io::Error),
    /// A thread panicked: what it said.
    Panicked(String),
}

impl SessionError {
    /// The exit code of the process.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Panicked(_) => 101,
            _ => 1,
        }
    }

    /// The way out, a sentence a line.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Terminal(_) => {
                vec![
                    "`--plain` plays a routine as lines, for which no terminal is needed"
                        .to_owned(),
                ]
            }
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Terminal(error) => write!(out, "cannot take the terminal: {}", in_words(error)),
            Self::Draw(error) => write!(out, "cannot draw on the terminal: {}", in_words(error)),
            Self::Write(error) => {
                write!(out, "cannot write to standard output: {}", in_words(error))
            }
            Self::Listen(error) => {
                write!(
                    out,
                    "cannot listen for keys and signals: {}",
                    in_words(error)
                )
            }
            Self::Suspend(error) => write!(out, "cannot suspend: {}", in_words(error)),
            Self::Panicked(message) => out.write_str(message),
        }
    }
}

impl std::error::Error for SessionError {}

/// So that it can travel through the loop, which knows only the errors of the standard library.
impl From<SessionError> for io::Error {
    fn from(error: SessionError) -> Self {
        Self::other(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_thing_and_the_reason() {
        let error = SessionError::Draw(io::Error::from_raw_os_error(28));
        assert_eq!(
            error.to_string(),
            "cannot draw on the terminal: no space left on device"
        );
    }
}
