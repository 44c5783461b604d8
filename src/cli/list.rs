//! `supple list`: every routine that can be played.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use serde::Serialize;

use super::arguments::Format;
use super::finder::Finder;
use super::json;
use super::output;
use super::remember;
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::caution;
use crate::core::session::{SessionLength, length_of};
use crate::core::settings::Settings;
use crate::core::span::{clock, milliseconds};
use crate::core::text::{escaped, quantity};
use crate::core::timeline::Keys;
use crate::disk::bundled;
use crate::disk::ids::folder_of;
use crate::disk::places::{Places, tilde};
use crate::error::Error;
use crate::shell;

pub(super) fn run(finder: &Finder, format: Format) -> Result<u8, Error> {
    let all = finder.listed();
    let settings = remember::settings(finder.messages())?;
    let text = match format {
        Format::Json => {
            let listed = all.entries().iter();
            let listed = listed.map(|entry| Listed::of(entry, &settings));
            json::pretty(&ListedRoutines {
                version: 1,
                routines: listed.collect(),
            })?
        }
        Format::Human if io::stdout().is_terminal() => table(all, &settings),
        Format::Human => lines(all, &settings),
    };
    output::result(&text)?;
    Ok(0)
}

/// All routines as JSON shows them.
#[derive(Serialize)]
struct ListedRoutines<'a> {
    /// It grows when something that stands here changes its meaning or goes.
    version: u32,
    routines: Vec<Listed<'a>>,
}

/// A routine as JSON shows it.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    /// Null when the file has errors.
    title: Option<&'a str>,
    /// How often it is to be done, as it is written in a file; null where the file does not say.
    often: Option<String>,
    tags: &'a [String],
    /// Null when the file has errors, or when conditions of the person leave nothing of it.
    total_ms: Option<i64>,
    /// The steps that a condition of the person rules out, and why.
    left_out: Vec<String>,
    source: &'static str,
    /// Null when bundled.
    path: Option<String>,
    problems: usize,
    /// Whether it is there instead of a bundled one.
    shadows: bool,
}

impl<'a> Listed<'a> {
    fn of(entry: &'a Entry, settings: &Settings) -> Self {
        let routine = entry.routine.as_deref();
        Self {
            id: &entry.id,
            title: entry.title(),
            often: routine.and_then(|routine| Some(routine.often?.to_string())),
            tags: routine.map_or(&[], |routine| routine.tags.as_slice()),
            total_ms: total(entry, settings).map(|total| milliseconds(total.time)),
            left_out: skipped(entry, settings),
            source: source(entry),
            path: match &entry.origin {
                Origin::User(path) => Some(path.to_string_lossy().into_owned()),
                Origin::Bundled | Origin::Stdin => None,
            },
            problems: entry.errors(),
            shadows: entry.shadows(),
        }
    }
}

const fn source(entry: &Entry) -> &'static str {
    match entry.origin {
        Origin::Bundled => "bundled",
        Origin::User(_) | Origin::Stdin => "user",
    }
}

/// How long a session of it takes; `None` where nothing of it can be played.
pub(super) fn total(entry: &Entry, settings: &Settings) -> Option<SessionLength> {
    let lead_in = settings.session.start;
    length_of(
        entry.routine.as_ref()?,
        lead_in,
        settings.unrolled(Keys::Come, shell::now().day()),
        settings.sound.rate,
    )
}

/// What is skipped of it because of conditions of the person.
fn skipped(entry: &Entry, settings: &Settings) -> Vec<String> {
    caution::left_out(entry.routine.as_deref(), settings.person.has)
}

/// One a line for other programs: id, title, length, `user` or `bundled`, the number of problems. A broken one has
/// neither title nor length, and one of which nothing remains for the person has no length.
fn lines(all: &Catalogue, settings: &Settings) -> String {
    let mut out = String::new();
    for entry in all.entries() {
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}",
            escaped(&entry.id),
            escaped(entry.title().unwrap_or_default()),
            total(entry, settings).map_or_else(String::new, |total| clock(total.time)),
            source(entry),
            entry.errors()
        );
    }
    out
}

/// A table for people: the user's own, then the bundled ones.
pub(super) fn table(all: &Catalogue, settings: &Settings) -> String {
    let rows = all.entries().iter().map(|entry| row(entry, settings));
    let rows: Vec<[String; 3]> = rows.collect();
    let table = output::table(&rows, Some(1));
    let mut lines = table.split_inclusive('\n');
    let is_own = |entry: &&Entry| entry.origin != Origin::Bundled;
    let own = all.entries().iter().filter(is_own).count();
    let folder = folder().map_or_else(String::new, |folder| format!(", in {folder}"));
    let headings = [
        (format!("Your routines{folder}"), own),
        ("Bundled routines".to_owned(), rows.len() - own),
    ];
    let mut groups = Vec::new();
    for (heading, count) in headings.into_iter().filter(|(_, count)| *count > 0) {
        let rows: String = lines.by_ref().take(count).collect();
        groups.push(format!("{heading}\n\n{rows}"));
    }
    groups.join("\n")
}

fn row(entry: &Entry, settings: &Settings) -> [String; 3] {
    let id = escaped(&entry.id);
    let length = total(entry, settings);
    let nothing_remains = entry.routine.is_some() && length.is_none();
    let length = length.map_or_else(String::new, |length| length.to_string());
    let mut words = match entry.title() {
        Some(title) => escaped(title),
        None => format!(
            "{}: supple check {id}",
            quantity(entry.problems.len(), "problem")
        ),
    };
    if nothing_remains {
        let why = escaped(&skipped(entry, settings).join(" "));
        words = format!("{words}  (nothing remains. {why})");
    }
    let folder = match &entry.origin {
        Origin::User(path) => folder_of(path),
        Origin::Bundled | Origin::Stdin => None,
    };
    // An id that is shared has its folder in it.
    if let Some(folder) = folder.filter(|_| !entry.id.contains('/')) {
        let _ = write!(words, "  (in {folder})");
    }
    if entry.origin != Origin::Bundled && bundled::text(&entry.id).is_some() {
        words.push_str("  (your copy; delete the file to restore the bundled one)");
    }
    [id, format!("{length:>7}"), words]
}

pub(super) fn folder() -> Option<String> {
    let folder = Places::find().ok()?.routines();
    Some(escaped(&tilde(&folder).to_string_lossy()))
}
