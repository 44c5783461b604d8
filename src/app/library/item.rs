//! A routine in the list of the library.

use std::sync::Arc;
use std::time::Duration;

use super::super::find::Haystack;
use super::view::LibraryRow;
use crate::catalogue::{Entry, Origin};
use crate::core::routine::{Routine, Step};
use crate::core::span;

/// A routine as the list needs it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) entry: Entry,
    pub(super) row: LibraryRow,
    /// Whether the conditions of the person leave something of it.
    pub(super) remains: bool,
    /// Everything that find looks in.
    pub(super) haystack: Haystack,
}

impl Item {
    /// An entry, with the time that a session `takes`, unless nothing of it can be played.
    pub(super) fn new(entry: Entry, takes: impl Fn(&Arc<Routine>) -> Option<Duration>) -> Self {
        let takes = entry.routine.as_ref().map(takes);
        let remains = takes.is_none_or(|takes| takes.is_some());
        let (title, length, problems) = match (&entry.routine, &entry.glimpse) {
            (Some(routine), _) => {
                let has_max = routine.each_step().any(Step::has_max);
                let clock = |takes| span::at_least(takes, has_max);
                let length = takes.flatten().map_or_else(|| "–".to_owned(), clock);
                (routine.title.clone(), length, 0)
            }
            (None, Some(title)) => (title.clone(), String::new(), 0),
            (None, None) => {
                let title = format!("{}.toml", entry.id);
                (title, String::new(), entry.problems.len().max(1))
            }
        };
        let row = LibraryRow {
            title,
            length,
            problems,
            own: entry.origin != Origin::Bundled,
            last: None,
        };
        let haystack = haystack(&entry);
        Self {
            entry,
            row,
            remains,
            haystack,
        }
    }
}

/// Everything that find looks in.
fn haystack(entry: &Entry) -> Haystack {
    let routine = entry.routine.as_deref().into_iter();
    let words = routine.flat_map(|routine| {
        let lists = routine.tags.iter().chain(&routine.needs);
        let names = routine.each_step().filter_map(Step::name);
        let title = std::iter::once(routine.title.as_str());
        title.chain(lists.map(String::as_str)).chain(names)
    });
    let id = std::iter::once(entry.id.as_str());
    Haystack::of(id.chain(entry.glimpse.as_deref()).chain(words))
}
