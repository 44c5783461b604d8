//! `supple list`: every routine that can be played.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::arguments::Format;
use super::choose::Finder;
use super::json;
use super::output::{self, padded};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::span::{clock, milliseconds};
use crate::core::text::{escaped, quantity};
use crate::core::timeline::Timeline;
use crate::disk::bundled;
use crate::disk::places::{Places, tilde};
use crate::error::Error;

pub(super) fn run(finder: &Finder, format: Format) -> Result<u8, Error> {
    let all = finder.all();
    let text = match format {
        Format::Json => json::pretty(&all.entries().iter().map(Listed::of).collect::<Vec<_>>())?,
        Format::Human if io::stdout().is_terminal() => table(all),
        Format::Human => lines(all),
    };
    output::result(&text)?;
    Ok(0)
}

/// A routine as JSON shows it.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    /// Null when the file has errors.
    title: Option<&'a str>,
    tags: &'a [String],
    /// Null when the file has errors.
    total_ms: Option<i64>,
    source: &'static str,
    /// Null when bundled.
    path: Option<String>,
    problems: usize,
    /// Whether it is there instead of a bundled one.
    shadows: bool,
}

impl<'a> Listed<'a> {
    fn of(entry: &'a Entry) -> Self {
        let routine = entry.routine.as_deref();
        Self {
            id: &entry.id,
            title: entry.title(),
            tags: routine.map_or(&[], |routine| routine.tags.as_slice()),
            total_ms: routine.map(|routine| milliseconds(Timeline::of(routine).total())),
            source: source(entry),
            path: match &entry.origin {
                Origin::User(path) => Some(path.to_string_lossy().into_owned()),
                Origin::Bundled | Origin::Stdin => None,
            },
            problems: entry.errors(),
            shadows: entry.shadows,
        }
    }
}

const fn source(entry: &Entry) -> &'static str {
    match entry.origin {
        Origin::Bundled => "bundled",
        Origin::User(_) | Origin::Stdin => "user",
    }
}

fn total(entry: &Entry) -> Option<String> {
    let routine = entry.routine.as_deref()?;
    Some(clock(Timeline::of(routine).total()))
}

/// One a line for other programs: id, title, length, `user` or `bundled`, the number of problems. A broken one has
/// neither title nor length.
fn lines(all: &Catalogue) -> String {
    let mut out = String::new();
    for entry in all.entries() {
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}",
            escaped(&entry.id),
            escaped(entry.title().unwrap_or_default()),
            total(entry).unwrap_or_default(),
            source(entry),
            entry.errors()
        );
    }
    out
}

/// A table for people: the user's own, then the bundled ones.
pub(super) fn table(all: &Catalogue) -> String {
    let ids = all.entries().iter().map(|entry| escaped(&entry.id).width());
    let wide = ids.max().unwrap_or_default();
    let (bundled, own): (Vec<&Entry>, Vec<&Entry>) = all
        .entries()
        .iter()
        .partition(|entry| entry.origin == Origin::Bundled);
    let folder = folder().map_or_else(String::new, |folder| format!(", in {folder}"));
    let headings = [
        format!("Your routines{folder}"),
        "Bundled routines".to_owned(),
    ];
    let mut groups = Vec::new();
    for (heading, entries) in headings.into_iter().zip([own, bundled]) {
        if !entries.is_empty() {
            let rows: String = entries.into_iter().map(|entry| row(entry, wide)).collect();
            groups.push(format!("{heading}\n\n{rows}"));
        }
    }
    groups.join("\n")
}

fn row(entry: &Entry, wide: usize) -> String {
    let id = escaped(&entry.id);
    let length = total(entry).unwrap_or_default();
    let mut words = match entry.title() {
        Some(title) => escaped(title),
        None => format!(
            "{}: supple check {id}",
            quantity(entry.problems.len(), "problem")
        ),
    };
    if entry.origin != Origin::Bundled && bundled::text(&entry.id).is_some() {
        words.push_str("  (instead of the bundled one: delete the file to have that back)");
    }
    format!("  {}  {length:>7}  {words}\n", padded(&id, wide))
}

/// The folder of the user's routines, as people write it.
pub(super) fn folder() -> Option<String> {
    let folder = Places::find().ok()?.routines();
    Some(escaped(&tilde(&folder).to_string_lossy()))
}
