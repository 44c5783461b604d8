//! The command line: arguments as typed → what they mean → an exit code. One file for each command.
//!
//! Results go to standard output, everything else to standard error; both through `output`, the one place that prints.

mod arguments;
mod ask;
mod bundle;
mod check;
pub mod codes;
mod completions;
mod correct;
mod doctor;
mod due;
mod edit;
mod environment;
mod finder;
mod frames;
mod held;
mod home;
mod json;
mod list;
mod log;
mod log_arguments;
mod lsp;
mod man;
mod new;
mod output;
mod play;
mod remember;
mod remind;
mod render;
mod report;
mod schema;
mod show;
mod status;
mod stretches;
mod summary;
mod version;
mod welcome;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::core::nonempty::NonEmpty;
use crate::error::Error;
use crate::process;
use arguments::{Arguments, PlayOptions, Subcommand};
use finder::Finder;
use output::Messages;
use play::Surface;

/// Runs the command in `arguments`, of which the first is the name of the program, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    process::outlive_file_limit();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(code) = completions::answer(&arguments) {
        return ExitCode::from(code);
    }
    let arguments = match Arguments::try_parse_from(arguments::command_first(arguments)) {
        Ok(arguments) => arguments,
        Err(said) => return ended(output::usage(&said), Messages::new()),
    };
    crate::environment::give(arguments.everywhere.variables());
    let messages = Messages::new().quiet(arguments.everywhere.quiet);
    ended(carry_out(arguments, messages), messages)
}

/// The exit code of a command, which says why it failed.
fn ended(code: Result<u8, Error>, messages: Messages) -> ExitCode {
    ExitCode::from(code.unwrap_or_else(|error| {
        messages.failure(&error);
        error.code()
    }))
}

/// What a package has beside the program, each with its file below `man` or `completions`: the manual pages, and the
/// scripts for completions. They are the same on every system, so a package for another one is made with them too.
///
/// # Errors
///
/// None but those of writing into memory.
pub fn packaged() -> Result<Vec<(String, Vec<u8>)>, Error> {
    let below = |folder: &'static str| move |(name, text)| (format!("{folder}/{name}"), text);
    let pages = man::pages()?.into_iter().map(below("man"));
    let scripts = completions::scripts()?.into_iter();
    Ok(pages.chain(scripts.map(below("completions"))).collect())
}

fn carry_out(arguments: Arguments, messages: Messages) -> Result<u8, Error> {
    let finder = Finder::new(messages);
    match arguments.command {
        None => play(
            &finder.with_commands(),
            arguments.routines,
            &arguments.options,
        ),
        Some(Subcommand::Play {
            routines,
            resume,
            options,
        }) if !resume => play(&finder, routines, &options),
        Some(Subcommand::Play { options, .. }) => play::resume(&finder, &options),
        Some(Subcommand::List(print)) => list::run(&finder, print.format()),
        Some(Subcommand::Status(print)) => status::run(messages, print.format()),
        Some(Subcommand::Show {
            routine,
            on,
            low,
            print,
        }) => show::run(&finder, &routine, (on, low), print.format()),
        Some(Subcommand::Render(options)) => render::run(&finder, &options),
        Some(Subcommand::Bundle(options)) => bundle::run(&finder, &options),
        Some(Subcommand::Doctor { print_config: true }) => doctor::configuration(),
        Some(Subcommand::Doctor { .. }) => doctor::run(messages),
        Some(Subcommand::Log(options)) => log::run(&finder, options),
        Some(Subcommand::Due(print)) => due::run(&finder, print.format()),
        Some(Subcommand::Remind(options)) => remind::run(&finder, &options),
        Some(Subcommand::Stretches {
            name, svg: true, ..
        }) => stretches::print_svg(&finder, &name.unwrap_or_default()),
        Some(Subcommand::Stretches {
            name, plain, print, ..
        }) => stretches::run(&finder, name.as_deref(), plain, print.format()),
        Some(Subcommand::Completions { shell }) => completions::run(shell),
        Some(Subcommand::Man { output }) => man::run(output.as_deref()),
        Some(Subcommand::Check(options)) => check::run(&finder, &options),
        Some(Subcommand::New(options)) => new::run(&finder, messages, &options),
        Some(Subcommand::Edit { routine }) => edit::run(&finder, messages, &routine),
        Some(Subcommand::Schema) => schema::run(&finder),
        Some(Subcommand::Lsp) => lsp::run(messages),
    }
}

/// Plays what `words` name. Without a word, one chooses: on the screen, in answer to a question where that is not
/// wanted, or from a list where nobody can answer.
fn play(finder: &Finder, words: Vec<OsString>, options: &PlayOptions) -> Result<u8, Error> {
    let settings = remember::settings(finder.messages())?;
    let is_plain = Surface::of(options.plain, &settings.screen) == Surface::Plain;
    if let Some(words) = NonEmpty::from_vec(words) {
        return play::run(finder, &words, options, settings);
    }
    if is_plain && ask::can_be_answered() {
        return ask::run(finder, options, settings);
    }
    if let Some(option) = options.of_a_routine() {
        return Err(Error::NeedsRoutine(option));
    }
    if is_plain {
        welcome::run(finder, &settings)
    } else {
        home::run(finder, options, settings)
    }
}
