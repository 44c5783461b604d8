//! `supple due`: the routines that are due today, for a prompt, a status bar or a login shell.

use std::fmt::Write as _;

use serde::Serialize;

use super::arguments::Format;
use super::finder::Finder;
use super::{json, output, remember};
use crate::catalogue::Entry;
use crate::core::day::Day;
use crate::core::due::Due;
use crate::core::history::{History, Scope};
use crate::core::often::Often;
use crate::core::text::escaped;
use crate::error::Error;
use crate::shell;

/// The exit code where nothing is due.
const NOTHING: u8 = 1;

pub(super) fn run(finder: &Finder, format: Format) -> Result<u8, Error> {
    let today = shell::now().day();
    let history = remember::history(finder.messages(), Scope::of(today))?;
    let due = due(finder, &history, today);
    let text = match format {
        Format::Json => json::pretty(&DueRoutines {
            version: 1,
            due: due.iter().map(DueItem::of).collect(),
        })?,
        Format::Human => {
            let mut out = String::new();
            for routine in &due {
                let DueRoutine {
                    often, done, times, ..
                } = *routine;
                let due = Due::Today { done, times };
                let _ = writeln!(out, "{}: {}", routine.title(), due.in_words(often, today));
            }
            out
        }
    };
    output::result(&text)?;
    Ok(if due.is_empty() { NOTHING } else { 0 })
}

/// A routine that is due today.
pub(super) struct DueRoutine<'a> {
    entry: &'a Entry,
    often: Often,
    /// How many times it was done today.
    done: u32,
    /// How many times it is to be done today.
    times: u32,
}

impl DueRoutine<'_> {
    pub(super) fn title(&self) -> String {
        escaped(self.entry.title().unwrap_or(&self.entry.id))
    }
}

/// The routines that are due on the day `today`.
pub(super) fn due<'a>(finder: &'a Finder, history: &History, today: Day) -> Vec<DueRoutine<'a>> {
    let entries = finder.all().entries().iter();
    let due = entries.filter_map(|entry| match entry.due(history, today)? {
        (often, Due::Today { done, times }) => Some(DueRoutine {
            entry,
            often,
            done,
            times,
        }),
        (_, Due::On { .. }) => None,
    });
    due.collect()
}

/// All of them as JSON shows them.
#[derive(Serialize)]
struct DueRoutines<'a> {
    /// It grows when something that stands here changes its meaning or goes.
    version: u32,
    due: Vec<DueItem<'a>>,
}

/// A routine that is due as JSON shows it.
#[derive(Serialize)]
struct DueItem<'a> {
    id: &'a str,
    title: &'a str,
    /// How often it is to be done, as it is written in a file.
    often: String,
    /// How many times it was done today.
    done: u32,
    /// How many times it is to be done today.
    times: u32,
}

impl<'a> DueItem<'a> {
    fn of(routine: &DueRoutine<'a>) -> Self {
        Self {
            id: &routine.entry.id,
            title: routine.entry.title().unwrap_or(&routine.entry.id),
            often: routine.often.to_string(),
            done: routine.done,
            times: routine.times,
        }
    }
}
