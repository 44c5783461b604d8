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

use crate::error::Error;
use arguments::{Arguments, Command};
use choose::{FirstWord, Library};
use output::Messages;

/// Carries out what `arguments` (the name of the program first) ask for, prints what is to be said about it, and
/// returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let messages = Messages::new();
    let code = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => carry_out(arguments, &messages),
        Err(said) => output::usage(&said),
    };
    ExitCode::from(code.unwrap_or_else(|error| {
        messages.error(&error);
        error.code()
    }))
}

fn carry_out(arguments: Arguments, messages: &Messages) -> Result<u8, Error> {
    let library = |first| Library::new(messages, first);
    match arguments.command {
        None if arguments.routines.is_empty() => welcome::run(&library(FirstWord::IsARoutine)),
        None => play::run(
            &library(FirstWord::MayBeACommand),
            &arguments.routines,
            &arguments.how,
            messages,
        ),
        Some(Command::Play { routines, how }) => {
            play::run(&library(FirstWord::IsARoutine), &routines, &how, messages)
        }
        Some(Command::List { json }) => list::run(&library(FirstWord::IsARoutine), json.into()),
        Some(Command::Show { routine, json }) => {
            show::run(&library(FirstWord::IsARoutine), &routine, json.into())
        }
        Some(Command::Check {
            paths,
            strict,
            fix,
            json,
        }) => {
            let how = check::How {
                strict,
                fix,
                form: json.into(),
            };
            check::run(&library(FirstWord::IsARoutine), &paths, how)
        }
    }
}
