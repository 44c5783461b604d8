//! What can go wrong between the program and the machine.

use std::fmt;
use std::io;

/// Why a session could not be played, or not to its end.
#[derive(Debug)]
pub enum Error {
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

impl Error {
    /// The exit code of the process.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Panicked(_) => 101,
            _ => 1,
        }
    }

    /// The way out, a sentence a line.
    pub fn help(&self) -> Vec<String> {
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

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Terminal(error) => write!(out, "cannot take the terminal: {}", Reason(error)),
            Self::Draw(error) => write!(out, "cannot draw on the terminal: {}", Reason(error)),
            Self::Write(error) => write!(out, "cannot write to standard output: {}", Reason(error)),
            Self::Listen(error) => {
                write!(out, "cannot listen for keys and signals: {}", Reason(error))
            }
            Self::Suspend(error) => write!(out, "cannot suspend: {}", Reason(error)),
            Self::Panicked(message) => out.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

/// So that it can travel through the loop, which knows only the errors of the standard library.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

/// What the system says, in the middle of a sentence: lower case, without its number.
struct Reason<'a>(&'a io::Error);

impl fmt::Display for Reason<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        let text = text.split(" (os error").next().unwrap_or_default();
        let mut characters = text.chars();
        let first = characters.next().map(|first| first.to_ascii_lowercase());
        write!(
            out,
            "{}{}",
            first.map_or(String::new(), String::from),
            characters.as_str()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_thing_and_the_reason() {
        let error = Error::Draw(io::Error::from_raw_os_error(28));
        assert_eq!(
            error.to_string(),
            "cannot draw on the terminal: no space left on device"
        );
    }
}
