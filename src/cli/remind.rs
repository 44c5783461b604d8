//! `supple remind`: a desktop notification at a time of day, from a timer of the user's own system.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::arguments::{RemindCommand, RemindOptions};
use super::due::{self, DueRoutine};
use super::finder::Finder;
use super::{output, remember};
use crate::core::history::Scope;
use crate::core::text::escaped;
use crate::disk::places::{self, Places, tilde};
use crate::disk::reminder::{self, Reminder, Timekeeper};
use crate::environment;
use crate::error::Error;
use crate::process::{Cancel, CommandLine, Completion, run as run_program};
use crate::shell;

/// What keeps the time here.
const TIMEKEEPER: Timekeeper = Timekeeper::HERE;
/// How long a command may take.
const LIMIT: Duration = Duration::from_secs(8);
/// The ways out: of a program that no timer can run, of a timer that does not start or end, and of a notification.
const ELSEWHERE: &str = "put the program into another folder, such as `~/.local/bin`";
const NOT_STARTED: &str = "the files of the timer are written: start it by hand, or remove them with `supple remind remove`";
const NOT_ENDED: &str = "the files of the timer are removed; it ends when you log out";
const NOT_SHOWN: &str = "`supple due` prints what is due";
/// The title of the notification.
const TITLE: &str = "supple";

pub(super) fn run(finder: &Finder, options: &RemindOptions) -> Result<u8, Error> {
    let folder = Places::find()?.timers();
    let said = match &options.action {
        None => printed(&folder, options.time.at)?,
        Some(RemindCommand::Install { time, print: true }) => printed(&folder, time.at)?,
        Some(RemindCommand::Install { time, print: false }) => install(&folder, time.at)?,
        Some(RemindCommand::Remove) => remove(&folder)?,
        Some(RemindCommand::Now) => return notify(finder),
    };
    output::result(&said)?;
    Ok(0)
}

/// A reminder that runs this very program.
fn reminder((hour, minute): (u8, u8)) -> Result<Reminder, Error> {
    let program = environment::program().map_err(|error| Error::Reminder {
        command: TITLE.to_owned(),
        reason: crate::error::in_words(&error),
        help: ELSEWHERE,
    })?;
    Ok(Reminder {
        program,
        hour,
        minute,
        variables: variables(),
    })
}

/// The variables that say where the files are: a timer has those of the system, and no option of ours.
fn variables() -> Vec<(&'static str, String)> {
    let names = [
        places::CONFIG,
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ];
    let value = |name| {
        let path = std::path::absolute(environment::variable(name)?).ok()?;
        Some((name, path.into_os_string().into_string().ok()?))
    };
    names.into_iter().filter_map(value).collect()
}

/// The files of a reminder at this time.
fn timer_files(at: (u8, u8)) -> Result<Vec<(String, String)>, Error> {
    let reminder = reminder(at)?;
    TIMEKEEPER
        .files(&reminder)
        .map_err(|reason| Error::Reminder {
            command: reminder.program.to_string_lossy().into_owned(),
            reason: reason.to_owned(),
            help: ELSEWHERE,
        })
}

/// The files as they would be written, each below its path.
fn printed(folder: &Path, at: (u8, u8)) -> Result<String, Error> {
    let mut out = String::new();
    for (name, content) in timer_files(at)? {
        let path = folder.join(name);
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = write!(
            out,
            "{gap}# {}\n{content}",
            escaped(&path.to_string_lossy())
        );
    }
    Ok(out)
}

fn install(folder: &Path, at: (u8, u8)) -> Result<String, Error> {
    reminder::write(folder, &timer_files(at)?).map_err(unwritable)?;
    let user = rustix::process::getuid().as_raw();
    // One that runs already would keep its time.
    if TIMEKEEPER == Timekeeper::Launchd {
        for command in TIMEKEEPER.ends(user) {
            let _ = carry_out(command, NOT_STARTED);
        }
    }
    for command in TIMEKEEPER.starts(folder, user) {
        carry_out(command, NOT_STARTED)?;
    }
    let (hour, minute) = at;
    let folder = tilde(folder);
    let folder = escaped(&folder.to_string_lossy());
    Ok(format!(
        "supple will remind you every day at {hour:02}:{minute:02} if something is due. The timer is in {folder}. `supple \
         remind remove` removes it.\n"
    ))
}

fn remove(folder: &Path) -> Result<String, Error> {
    let user = rustix::process::getuid().as_raw();
    let end = |command| carry_out(command, NOT_ENDED);
    let ended = TIMEKEEPER.ends(user).into_iter().try_for_each(end);
    let is_found = reminder::remove(TIMEKEEPER, folder).map_err(unwritable)?;
    if !is_found {
        return Ok("There is no reminder.\n".to_owned());
    }
    ended?;
    Ok("The reminder is removed.\n".to_owned())
}

/// Shows a notification of what is due, if anything is: without a routine that says how often, that there was no session
/// today.
fn notify(finder: &Finder) -> Result<u8, Error> {
    let today = shell::now().day();
    let history = remember::history(finder.messages(), Scope::of(today))?;
    let due = due::due(finder, &history, today);
    let titles: Vec<String> = due.iter().map(DueRoutine::title).collect();
    let entries = finder.all().entries();
    let says_how_often = entries
        .iter()
        .any(|entry| entry.due(&history, today).is_some());
    let is_done = history.recent.is_some_and(|recent| recent.day() >= today);
    let text = match titles.as_slice() {
        [] if says_how_often || is_done => return Ok(0),
        [] => "No session yet today.".to_owned(),
        titles => format!("Due today: {}", titles.join(", ")),
    };
    carry_out(TIMEKEEPER.notifies(TITLE, &text), NOT_SHOWN)?;
    Ok(0)
}

fn unwritable((path, error): (PathBuf, std::io::Error)) -> Error {
    Error::Unwritable { path, error }
}

/// Runs a command to its end; `help` is the way out where it fails.
fn carry_out(words: Vec<String>, help: &'static str) -> Result<(), Error> {
    let command = words.join(" ");
    let failed = |reason: String| Error::Reminder {
        command: command.clone(),
        reason,
        help,
    };
    let Some(line) = CommandLine::of(words) else {
        return Ok(());
    };
    if !line.is_installed() {
        return Err(failed(format!("`{}` is not installed", line.name())));
    }
    match run_program(line.into(), LIMIT, &Cancel::default()) {
        Ok(completion) if completion.is_success() => Ok(()),
        Ok(Completion::Exited(status)) => Err(failed(format!("it failed: {status}"))),
        Ok(_) => Err(failed("it took too long".to_owned())),
        Err(error) => Err(failed(crate::error::in_words(&error))),
    }
}
