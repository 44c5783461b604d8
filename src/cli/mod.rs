//! The command line: arguments as typed → as meant → an exit code. One file a command.
//!
//! Results go to standard output, everything else to standard error; both through `output`, the one place that
//! prints.

mod arguments;
mod check;
mod choose;
pub mod codes;
mod completions;
mod doctor;
mod edit;
mod environment;
mod failure;
mod figures;
mod held;
mod home;
mod json;
mod list;
mod log;
mod man;
mod new;
mod output;
mod play;
mod remember;
mod render;
mod schema;
mod show;
mod summary;
mod welcome;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::core::nonempty::NonEmpty;
use arguments::{Arguments, Command, How};
use choose::Library;
use failure::Failure;
use output::Messages;

/// Carries out what `arguments` (the name of the program first) ask for, prints what is to be said about it, and
/// returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let messages = Messages::new();
    let code = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => carry_out(arguments, messages),
        Err(said) => output::usage(&said).map_err(Failure::from),
    };
    ExitCode::from(code.unwrap_or_else(|failure| {
        messages.failure(&failure);
        failure.code()
    }))
}

fn carry_out(arguments: Arguments, messages: Messages) -> Result<u8, Failure> {
    let library = Library::new(messages);
    match arguments.command {
        None => play(&library.with_commands(), arguments.routines, &arguments.how),
        Some(Command::Play {
            resume: true, how, ..
        }) => play::go_on(&library, &how),
        Some(Command::Play { routines, how, .. }) => play(&library, routines, &how),
        Some(Command::List { json }) => Ok(list::run(&library, json.into())?),
        Some(Command::Show { routine, json }) => Ok(show::run(&library, &routine, json.into())?),
        Some(Command::Render {
            routine,
            output,
            start,
            sound,
        }) => Ok(render::run(&library, &routine, &output, start, sound)?),
        Some(Command::Doctor { config: true }) => Ok(doctor::configuration()?),
        Some(Command::Doctor { config: false }) => Ok(doctor::run(messages)?),
        Some(Command::Log {
            days,
            routine,
            json,
            csv,
        }) => Ok(log::run(&library, days, routine, log::Form::of(json, csv))?),
        Some(Command::Figures { name, plain }) => figures::run(&library, name.as_deref(), plain),
        Some(Command::Completions { shell }) => Ok(completions::run(shell)?),
        Some(Command::Man) => Ok(man::run()?),
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
            Ok(check::run(&library, &paths, how)?)
        }
        Some(Command::New { name, from, stdout }) => {
            let new = new::New {
                name: &name,
                from: from.as_deref(),
                stdout,
            };
            Ok(new::run(&library, messages, &new)?)
        }
        Some(Command::Edit { routine }) => Ok(edit::run(&library, messages, &routine)?),
        Some(Command::Schema) => Ok(schema::run()?),
    }
}

/// Plays what `words` name. Without a word, one chooses: on the screen, or where there is none, from a list.
fn play(library: &Library, words: Vec<OsString>, how: &How) -> Result<u8, Failure> {
    match NonEmpty::from_vec(words) {
        Some(words) => play::run(library, &words, how),
        None if play::Surface::of(false) == play::Surface::Screen => home::run(library, how),
        None => Ok(welcome::run(library)?),
    }
}
