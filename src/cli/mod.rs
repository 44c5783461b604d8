//! The command line: arguments as typed → as meant → an exit code. One file a command.
//!
//! Results go to standard output, everything else to standard error; both through [`output`], the one place that
//! prints.

mod arguments;
mod check;
mod choose;
mod held;
mod json;
mod list;
mod output;
mod play;
mod show;
mod summary;
mod welcome;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::core::nonempty::NonEmpty;
use crate::error::Error;
use arguments::{Arguments, Command, How};
use choose::Library;
use output::Messages;

/// Carries out what `arguments` (the name of the program first) ask for, prints what is to be said about it, and
/// returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let messages = Messages::new();
    let code = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => carry_out(arguments, messages),
        Err(said) => output::usage(&said),
    };
    ExitCode::from(code.unwrap_or_else(|error| {
        messages.error(&error);
        error.code()
    }))
}

fn carry_out(arguments: Arguments, messages: Messages) -> Result<u8, Error> {
    let library = Library::new(messages);
    match arguments.command {
        None => play(&library.with_commands(), arguments.routines, &arguments.how),
        Some(Command::Play { routines, how }) => play(&library, routines, &how),
        Some(Command::List { json }) => list::run(&library, json.into()),
        Some(Command::Show { routine, json }) => show::run(&library, &routine, json.into()),
        Some(Command::Check { paths, json }) => check::run(&library, &paths, json.into()),
    }
}

/// Plays what `words` name; without a word there is only the list of what could be played.
fn play(library: &Library, words: Vec<OsString>, how: &How) -> Result<u8, Error> {
    match NonEmpty::from_vec(words) {
        Some(words) => play::run(library, &words, how),
        None => welcome::run(library),
    }
}
