//! The one place that prints: results to standard output, messages to standard error.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use super::environment;
use crate::core::text::{escaped, harmless};
use crate::diagnostic::{self, Diagnostic, Source};
use crate::error::Error;
use crate::shell::{ERRORS, OUTPUT};

/// Prints messages to standard error. Whether anybody reads them is not our concern: a closed standard error is no
/// error.
#[derive(Clone, Copy, Debug)]
pub(super) struct Messages {
    colour: bool,
    /// Whether only errors are printed.
    is_quiet: bool,
}

impl Messages {
    pub(super) fn new() -> Self {
        Self {
            colour: may_colour(&io::stderr()),
            is_quiet: false,
        }
    }

    /// The same without notes and warnings, if that `is_quiet`.
    pub(super) fn quiet(self, is_quiet: bool) -> Self {
        Self { is_quiet, ..self }
    }

    /// Why a command failed, after every problem of the files that it is about.
    pub(super) fn failure(self, error: &Error) {
        if let Error::Invalid(files) = error {
            for file in files {
                self.problems(&file.source, &file.problems);
            }
        }
        put(&self.sentence("error", 91, error));
    }

    /// A remark on a command that did not fail.
    pub(super) fn note(self, said: &str) {
        if self.is_quiet {
            return;
        }
        put(&format!("{}: {}\n", self.word("note", 96), escaped(said)));
    }

    /// Every problem of a file.
    pub(super) fn problems(self, source: &Source, problems: &[Diagnostic]) {
        put(&format!(
            "{}\n",
            diagnostic::render(source, problems, self.colour)
        ));
    }

    /// An error after which the command continues.
    pub(super) fn warning(self, error: &Error) {
        if self.is_quiet {
            return;
        }
        put(&self.sentence("warning", 93, error));
    }

    fn sentence(self, word: &str, colour: u8, error: &Error) -> String {
        let mut said = format!("{}: {error}\n", self.word(word, colour));
        for help in error.help() {
            let _ = writeln!(said, "  help: {help}");
        }
        said
    }

    /// The first word of a message, bold and in this colour where colours are allowed.
    fn word(self, word: &str, colour: u8) -> String {
        if self.colour {
            format!("\x1b[1;{colour}m{word}\x1b[0m")
        } else {
            word.to_owned()
        }
    }
}

/// Prints every problem of files, as another program reads them, to standard error.
pub(super) fn report(text: &str) {
    put(text);
}

/// Prints a record that could not be logged, as its line should be in the log, to standard error.
pub(super) fn record(line: &str) {
    put(&format!("{line}\n"));
}

fn put(text: &str) {
    let text = printable(text);
    if !ERRORS.is_hurried_through(text.as_bytes()) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

/// `text` with nothing in it that could drive a terminal but our own colours. What comes from files is made harmless
/// where it is put into a sentence, and made visible there; this is the last door, which holds if that was forgotten.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains('\x1b') {
        return harmless(text);
    }
    let mut out = String::with_capacity(text.len());
    for (nth, part) in text.split('\x1b').enumerate() {
        let is_colour = |part: &str| {
            let codes = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
            codes.is_some_and(|(codes, _)| {
                codes
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b';')
            })
        };
        if nth > 0 {
            out.push(if is_colour(part) {
                '\x1b'
            } else {
                char::REPLACEMENT_CHARACTER
            });
        }
        out.push_str(&harmless(part));
    }
    Cow::Owned(out)
}

/// Prints the progress of a command, over the progress printed before.
pub(super) fn progress(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints a result. That nobody reads it to its end is not an error.
pub(super) fn result(text: &str) -> Result<(), Error> {
    let text = printable(text);
    if OUTPUT.is_hurried_through(text.as_bytes()) {
        return Ok(());
    }
    written_by(|out| out.write_all(text.as_bytes()))
}

/// Lets `content` write a result that is no text. That another program reads less than all of it is not an error.
pub(super) fn written_by(
    content: impl FnOnce(&mut io::StdoutLock<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match content(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// Prints what the parser of arguments has to say: help and version as results, everything else as a message.
pub(super) fn usage(said: &clap::Error) -> Result<u8, Error> {
    let text = said.render().to_string();
    if said.use_stderr() {
        put(&text);
        return Ok(2);
    }
    result(&text)?;
    Ok(0)
}

/// `text` filled up with spaces to `wide` cells.
pub(super) fn padded(text: &str, wide: usize) -> String {
    format!("{text}{}", " ".repeat(wide.saturating_sub(text.width())))
}

/// Rows of cells under each other, with two spaces before each column. Those of the column `right` end at its right. A
/// column in which nothing stands takes no room.
pub(super) fn table<const COLUMNS: usize>(
    rows: &[[String; COLUMNS]],
    right: Option<usize>,
) -> String {
    let widths: [usize; COLUMNS] = std::array::from_fn(|nth| {
        let cells = rows.iter().filter_map(|row| row.get(nth));
        cells.map(|cell| cell.width()).max().unwrap_or_default()
    });
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (nth, (cell, width)) in row.iter().zip(widths).enumerate() {
            let cell = if right == Some(nth) {
                format!("{}{cell}", " ".repeat(width - cell.width()))
            } else {
                padded(cell, width)
            };
            if width > 0 {
                line.push_str("  ");
                line.push_str(&cell);
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Whether results may be coloured.
pub(super) fn results_have_colour() -> bool {
    may_colour(&io::stdout())
}

fn may_colour(to: &impl IsTerminal) -> bool {
    let has_some = environment::forces_colours() || to.is_terminal() && !environment::is_dumb();
    has_some && !environment::forbids_colours()
}
