//! All problems of one file, collected in any order and handed out by place.

use std::ops::Range;

use super::fields::Fields;
use super::keys::{Key, Presence, Shape, Table};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<Diagnostic>,
    missing: Vec<Diagnostic>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    /// Adds one that says that something is not there. It counts only if all of the file could be read.
    pub fn push_missing(&mut self, problem: Diagnostic) {
        self.missing.push(problem);
    }

    /// Reports each key that must stand in a table and does not, unless a misspelt one was probably meant.
    pub fn require(&mut self, table: &Table, fields: &Fields) {
        let missing =
            |key: &&Key| key.presence == Presence::Required && !fields.was_meant(key.name);
        for key in table.keys.iter().filter(missing) {
            let help = match (key.shape, key.shape.example()) {
                (Shape::Tables(variants), _) => {
                    format!(
                        "add {}: it begins with a line of its own, `[[{}]]`",
                        variants.what, key.name
                    )
                }
                (_, example) => format!("add `{} = {}`", key.name, example.unwrap_or("…")),
            };
            let message = format!("{} without `{}`", table.what, key.name);
            self.push_missing(Diagnostic::new(Code::E13, fields.place.clone(), message).help(help));
        }
    }

    /// Whether nothing so far keeps the file from being used.
    pub fn are_harmless(&self) -> bool {
        !self
            .found
            .iter()
            .chain(&self.missing)
            .any(|problem| problem.code.severity() == Severity::Error)
    }

    /// All that can soundly be said, by place: one message a mistake.
    ///
    /// From `torn` on (a byte) the file could not be read as it was meant, so that nothing is said about what stands
    /// there but its syntax, and nothing about what is not there at all.
    pub(super) fn sorted(self, text: &str, torn: Option<usize>) -> Vec<Diagnostic> {
        let Self { mut found, missing } = self;
        match torn {
            None => found.extend(missing),
            Some(torn) => {
                found.retain(|problem| problem.code == Code::E01 || problem.place.start < torn);
            }
        }
        // Where the syntax is wrong nothing else is known about the same words.
        let broken: Vec<Range<usize>> = found
            .iter()
            .filter(|problem| problem.code == Code::E01)
            .map(|problem| problem.place.clone())
            .collect();
        let overlaps = |place: &Range<usize>| {
            broken
                .iter()
                .any(|broken| broken.start < place.end && place.start < broken.end)
        };
        found.retain(|problem| problem.code == Code::E01 || !overlaps(&problem.place));
        for problem in &mut found {
            problem.place = inside(text, &problem.place);
            if let Some((place, _)) = &mut problem.also {
                *place = inside(text, place);
            }
        }
        found.sort_by(|one, other| {
            let key = |problem: &Diagnostic| (problem.place.start, problem.place.end, problem.code);
            key(one).cmp(&key(other))
        });
        found.dedup_by(|later, earlier| {
            later.place == earlier.place
                && later.code == earlier.code
                && later.message == earlier.message
        });
        found
    }
}

/// `place` kept inside `text`, behind a byte order mark and between two characters.
fn inside(text: &str, place: &Range<usize>) -> Range<usize> {
    let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bound = |byte: usize| {
        let byte = byte.clamp(first, text.len().max(first));
        (first..=byte)
            .rev()
            .find(|byte| text.is_char_boundary(*byte))
            .unwrap_or(first)
    };
    let start = bound(place.start);
    start..bound(place.end).max(start)
}
