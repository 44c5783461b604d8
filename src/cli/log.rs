//! `supple log`: the sessions so far.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::arguments::{LogFormat, LogOptions};
use super::environment;
use super::finder::Finder;
use super::play::Surface;
use super::{correct, output, remember};
use crate::app::log::view::{LogDays, Report};
use crate::core::history::{HALF_A_YEAR, Scope};
use crate::core::log::LogEntry;
use crate::core::settings::Settings;
use crate::core::text::{escaped, escaped_json};
use crate::error::Error;
use crate::format::table;
use crate::shell::{self, Speed};
use crate::suggest;
use crate::tui;

pub(super) fn run(finder: &Finder, options: LogOptions) -> Result<u8, Error> {
    let messages = finder.messages();
    // A session that was killed is in the log from the next start of any command on that shows it.
    let settings = remember::settings(messages)?;
    if let Some(mut keeper) = remember::keeper() {
        remember::recover(&mut keeper, &settings, Speed::REAL, messages);
    }
    if let Some(change) = options.change {
        return correct::run(finder, &settings, change);
    }
    if options.raw {
        return raw(finder);
    }
    let choice = LogChoice {
        is_deleted: options.deleted,
        is_limited: options.days.is_some(),
        scope: Scope {
            today: shell::now().day(),
            days: match options.days {
                Some(days) => days.get(),
                None if options.deleted => EVER,
                None => HALF_A_YEAR,
            },
            routine: options.routine.clone(),
        },
    };
    match options.printed.format() {
        // The records as they stand in the log, with what newer programs wrote; corrected ones as they would stand there.
        LogFormat::Json => each(finder, &choice, "", |_, line| {
            format!("{}\n", escaped_json(line))
        }),
        LogFormat::Csv => each(finder, &choice, &table::head(), |entry, _| {
            table::rows(entry)
        }),
        LogFormat::Human => human(finder, &settings, choice),
    }
}

/// More days than any log has.
const EVER: u32 = 1_000_000;

/// The sessions that are printed.
struct LogChoice {
    /// The deleted sessions, or the others.
    is_deleted: bool,
    /// Only those on the days of the scope.
    is_limited: bool,
    scope: Scope,
}

/// Prints the sessions for people: as the log screen shows them, or a list of the deleted ones.
fn human(finder: &Finder, settings: &Settings, choice: LogChoice) -> Result<u8, Error> {
    let is_deleted = choice.is_deleted;
    let history = remember::history_of(finder.messages(), is_deleted, choice.scope)?;
    let mut out = String::new();
    if let Some(word) = &history.scope.routine
        && history.is_empty()
        && !history.others.is_empty()
    {
        let title = not_done(finder, word, &history.others)?;
        let what = if is_deleted {
            "deleted session"
        } else {
            "session"
        };
        let _ = writeln!(out, "No {what} of {} yet.", escaped(&title));
    } else {
        let report = Report::of(&history, history.scope.today);
        let theme = environment::plain_theme();
        let lines = match Surface::of(false, &settings.screen) {
            _ if is_deleted => tui::printed_deleted(&report, history.scope.today, &theme),
            Surface::Screen => tui::printed_log(&report, LogDays::Calendar, &theme),
            Surface::Plain => tui::printed_log(&report, LogDays::Lines, &theme),
        };
        for line in lines {
            let _ = writeln!(out, "{line}");
        }
    }
    output::result(&out)?;
    Ok(0)
}

/// Prints all lines as they stand in the files.
fn raw(finder: &Finder) -> Result<u8, Error> {
    let mut printer = Printer::default();
    remember::lines(finder.messages(), |line| {
        printer.print(&format!("{}\n", escaped_json(line)));
    })?;
    printer.end()
}

/// Prints results piece by piece: thirty years of records are not gathered before the first is printed.
#[derive(Debug)]
struct Printer {
    pending: String,
    result: Result<(), Error>,
}

impl Default for Printer {
    fn default() -> Self {
        Self {
            pending: String::new(),
            result: Ok(()),
        }
    }
}

impl Printer {
    fn print(&mut self, text: &str) {
        if self.result.is_err() {
            return;
        }
        self.pending.push_str(text);
        if self.pending.len() > 1 << 16 {
            self.result = output::result(&self.pending);
            self.pending.clear();
        }
    }

    fn end(self) -> Result<u8, Error> {
        self.result?;
        output::result(&self.pending)?;
        Ok(0)
    }
}

/// Prints each session of this `choice` as `written` makes it, behind `head`.
fn each(
    finder: &Finder,
    choice: &LogChoice,
    head: &str,
    written: impl Fn(&LogEntry, &str) -> String,
) -> Result<u8, Error> {
    let LogChoice {
        is_deleted,
        is_limited,
        scope,
    } = choice;
    let mut printer = Printer::default();
    printer.print(head);
    let mut is_found = false;
    let mut others = BTreeSet::new();
    remember::each(finder.messages(), *is_deleted, |entry, line| {
        if !scope.wants(entry) {
            others.extend(entry.names().map(str::to_owned));
            return;
        }
        is_found = true;
        if !*is_limited || scope.has(entry.start.day()) {
            printer.print(&written(entry, line));
        }
    })?;
    if let Some(word) = &scope.routine
        && !is_found
        && !others.is_empty()
    {
        not_done(finder, word, &others)?;
    }
    printer.end()
}

/// The title of the routine that `word` means, of which there is no session. One that was deleted is in the log all
/// the same, under one of the `others`.
///
/// # Errors
/// When it means no routine, with those that may be meant.
fn not_done(finder: &Finder, word: &str, others: &BTreeSet<String>) -> Result<String, Error> {
    let known = finder.listed().entries().iter();
    let known: Vec<(&str, &str)> = known
        .map(|entry| (entry.id.as_str(), entry.title().unwrap_or_default()))
        .collect();
    let is_meant = |name: &str| name.to_lowercase() == word.to_lowercase();
    let meant = known
        .iter()
        .find(|(id, title)| is_meant(id) || is_meant(title));
    if let Some((id, title)) = meant {
        return Ok(if title.is_empty() { *id } else { *title }.to_owned());
    }
    let lower = word.to_lowercase();
    let in_folder = format!("/{lower}");
    let begins = |name: &&str| {
        let name = name.to_lowercase();
        name.starts_with(&lower) || name.ends_with(&in_folder)
    };
    let begins = others.iter().map(String::as_str).filter(begins);
    let ids = known.iter().map(|(id, _)| *id);
    let names = others.iter().map(String::as_str).chain(ids);
    let mut near: Vec<&str> = begins.chain(suggest::near(word, names)).collect();
    near.sort_unstable();
    near.dedup();
    Err(Error::NotInLog {
        word: word.to_owned(),
        near: near.into_iter().map(str::to_owned).collect(),
    })
}
