//! Bare `supple` where lines are wanted instead of a screen: lists the routines, and asks which one to play.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use super::arguments::PlayOptions;
use super::finder::Finder;
use super::list;
use super::output;
use super::play;
use crate::catalogue::{DEFAULT_ROUTINE, Entry};
use crate::core::nonempty::NonEmpty;
use crate::core::settings::Settings;
use crate::core::text::escaped;
use crate::disk::read;
use crate::error::Error;

/// Whether somebody reads the question and can answer it.
pub(super) fn can_be_answered() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

pub(super) fn run(finder: &Finder, options: &PlayOptions, settings: Settings) -> Result<u8, Error> {
    let all = finder.listed().entries().iter();
    let all: Vec<&Entry> = all.filter(|entry| entry.routine.is_some()).collect();
    output::result(&listed(&all, &settings))?;
    loop {
        let asks = "Which one? Type its number or name. Enter plays the default, q quits.\n";
        output::result(asks)?;
        let Some(answer) = read::line() else {
            return Ok(0);
        };
        let word = match answer.trim() {
            "q" => return Ok(0),
            "" => DEFAULT_ROUTINE,
            answer => numbered(&all, answer).map_or(answer, |entry| &entry.id),
        };
        let word = OsString::from(word);
        match finder.find(&word) {
            Ok(_) => return play::run(finder, &NonEmpty::of(word), options, settings),
            Err(error) => finder.messages().warning(&error),
        }
    }
}

/// One routine a line: its number, title, length and name.
fn listed(all: &[&Entry], settings: &Settings) -> String {
    let mut out = String::new();
    for (number, entry) in (1..).zip(all) {
        let title = escaped(entry.title().unwrap_or_default());
        let length = list::total(entry, settings);
        let nothing = || "nothing of it remains with your conditions".to_owned();
        let length = length.map_or_else(nothing, |length| length.to_string());
        let id = escaped(&entry.id);
        let _ = writeln!(out, "{number}. {title}, {length} ({id})");
    }
    out
}

/// The routine of this number.
fn numbered<'a>(all: &[&'a Entry], answer: &str) -> Option<&'a Entry> {
    let place = answer.parse::<usize>().ok()?.checked_sub(1)?;
    all.get(place).copied()
}
