//! A routine in the list of the library.

use std::sync::Arc;
use std::time::Duration;

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
    /// Everything that find looks in, in lower case.
    pub(super) haystack: String,
}

impl Item {
    /// An entry, with the time that a session `takes`, unless nothing of it can be played.
    pub(super) fn new(entry: Entry, takes: impl Fn(&Arc<Routine>) -> Option<Duration>) -> Self {
        let takes = entry.routine.as_ref().map(takes);
        let remains = takes.is_none_or(|takes| takes.is_some());
        let (title, length, problems) = match (&entry.routine, &entry.glimpse) {
            (Some(routine), _) => {
                let length = takes.flatten().map_or_else(|| "–".to_owned(), span::clock);
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

/// Everything that find looks in, in lower case.
fn haystack(entry: &Entry) -> String {
    let mut words = vec![entry.id.clone()];
    words.extend(entry.glimpse.clone());
    if let Some(routine) = &entry.routine {
        words.push(routine.title.clone());
        words.extend(routine.tags.iter().chain(&routine.needs).cloned());
        words.extend(
            routine
                .each_step()
                .filter_map(Step::name)
                .map(str::to_owned),
        );
    }
    words.join("\n").to_lowercase()
}
