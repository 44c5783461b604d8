//! The problems of one file, collected in any order and returned by place.

use std::ops::Range;

use super::fields::Fields;
use super::keys::{Shape, Table};
use super::mended::Mended;
use super::syntax::Torn;
use crate::diagnostic::Code::{E01, E03, E05, E09, E13};
use crate::diagnostic::{Diagnostic, floor};

/// The most problems of one sort that are kept. A file that is no routine at all would fill the memory with them.
pub(super) const MOST: usize = 500;

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    syntax: Vec<Diagnostic>,
    found: Vec<Diagnostic>,
    missing: Vec<Diagnostic>,
    /// Whether there were more.
    more: bool,
}

impl Problems {
    /// Adds one.
    pub(crate) fn push(&mut self, problem: Diagnostic) {
        self.more |= !push_one_of_few(&mut self.found, problem);
    }

    /// Adds one that a file may have over and over from the same cause: it is reported at its first place, and its repair
    /// is for all of them.
    pub(super) fn push_once(&mut self, mut problem: Diagnostic) {
        let is_same = |other: &&mut Diagnostic| {
            let text =
                |problem: &Diagnostic| problem.fix.as_ref().map(|fix| fix.first().text.clone());
            other.code == problem.code
                && other.message == problem.message
                && other.label == problem.label
                && other.help == problem.help
                && text(other) == text(&problem)
        };
        let Some(known) = self.found.iter_mut().find(is_same) else {
            return self.push(problem);
        };
        if problem.place.start < known.place.start {
            std::mem::swap(known, &mut problem);
        }
        if let Some(again) = problem.fix {
            known.fix = known.fix.take().map(|fix| fix.joined(again));
        } else if known.also.is_none() {
            known.also = Some((problem.place, "and here".to_owned()));
        }
    }

    /// How many there are of each sort, so that [`Self::only_since`] tells what has come since.
    pub(super) const fn count(&self) -> (usize, usize) {
        (self.syntax.len(), self.found.len())
    }

    /// Takes back the one problem that has been added since there were `before`; `None` where that is none, or several.
    pub(super) fn only_since(&mut self, (syntax, found): (usize, usize)) -> Option<Diagnostic> {
        match (self.syntax.len() - syntax, self.found.len() - found) {
            (1, 0) => self.syntax.pop(),
            (0, 1) => self.found.pop(),
            _ => None,
        }
    }

    /// Takes back that a value at `place` is zero; false where nothing says so.
    pub(super) fn take_zero(&mut self, place: &Range<usize>) -> bool {
        let before = self.found.len();
        let is_zero = |problem: &Diagnostic| {
            problem.code == E05 && problem.place == *place && problem.message.ends_with("is zero")
        };
        self.found.retain(|problem| !is_zero(problem));
        self.found.len() < before
    }

    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.syntax.is_empty() && self.found.is_empty() && self.missing.is_empty()
    }

    /// Those that are no wrong syntax and nothing missing.
    pub(super) fn found(self) -> Vec<Diagnostic> {
        self.found
    }

    /// Adds a problem that keeps a part of the file from being read at all.
    pub(super) fn push_syntax(&mut self, problem: Diagnostic) {
        self.more |= !push_one_of_few(&mut self.syntax, problem);
    }

    /// Adds a problem of something missing, which counts only if all of the file could be read.
    pub(crate) fn push_missing(&mut self, problem: Diagnostic) {
        self.more |= !push_one_of_few(&mut self.missing, problem);
    }

    /// Reports each key that must stand in a table and does not, unless a misspelt one was probably meant.
    pub(crate) fn require(&mut self, table: &Table, fields: &Fields) {
        let missing = table.required().filter(|key| !fields.was_meant(key.name));
        let missing = missing.map(|key| {
            let name = key.name;
            if let Shape::Tables(variants) = key.shape {
                let one = variants.what;
                let help = format!("add {one}: it begins with a line of its own, `[[{name}]]`");
                (format!("without {one}"), help)
            } else {
                let at_top = if fields.place.is_empty() {
                    " as the first line"
                } else {
                    ""
                };
                let example = key.shape.example().unwrap_or("…");
                let help = format!("add `{name} = {example}`{at_top}");
                (format!("without `{name}`"), help)
            }
        });
        let mut missing: Vec<(String, String)> = missing.collect();
        // Of an empty file one thing is to be said.
        let is_empty = fields.place.is_empty() && fields.iter().next().is_none();
        if is_empty && missing.len() > 1 {
            let (without, help): (Vec<_>, Vec<_>) = missing.drain(..).unzip();
            let begin = "; `supple new` makes a file to begin with";
            missing.push((without.join(" and "), help.join(", and ") + begin));
        }
        for (without, help) in missing {
            let message = format!("{} {without}", table.what);
            self.push_missing(E13.at(&fields.place, message).help(help));
        }
    }

    /// All that can soundly be said, by place: one message a mistake.
    ///
    /// Of a torn file only the syntax is reported, and nothing as missing.
    pub(super) fn sorted(self, mended: &Mended, torn: &Torn) -> Vec<Diagnostic> {
        if let Some(foreign) = &mended.foreign {
            return vec![Diagnostic::clone(foreign)];
        }
        let text = mended.source;
        let (mut syntax, mut found) = (self.syntax, self.found);
        match torn.from {
            Some(from) => keep_before(from, torn, &mut syntax, &mut found),
            None => found.extend(self.missing),
        }
        for problem in syntax.iter_mut().chain(&mut found) {
            mended.in_file(problem);
        }
        // Wrong syntax leaves nothing else to say about the same words.
        found.retain(|problem| {
            let place = &problem.place;
            !syntax
                .iter()
                .any(|broken| broken.place.start < place.end && place.start < broken.place.end)
        });
        // Of what was mended only those words themselves say nothing.
        let was_mended = |place: &Range<usize>| {
            let mut mended = mended.problems.iter();
            mended.any(|mended| mended.place.start <= place.start && place.end <= mended.place.end)
        };
        syntax.retain(|problem| !was_mended(&problem.place));
        found.retain(|problem| !was_mended(&problem.place));
        let told = mended
            .problems
            .iter()
            .filter(|problem| !is_moot(problem, &found, text));
        let told: Vec<Diagnostic> = told.cloned().collect();
        found.extend(told);
        found.extend(syntax);
        for problem in &mut found {
            problem.place = inside(text, &problem.place);
            if let Some((place, _)) = &mut problem.also {
                *place = inside(text, place);
            }
        }
        found.sort_by_key(Diagnostic::order);
        found.dedup_by(|later, earlier| {
            later.place == earlier.place
                && later.code == earlier.code
                && later.message == earlier.message
        });
        if self.more {
            found.push(and_more(text));
        }
        found
    }
}

/// Keeps the problems that stand before a file is torn, and of its lists one each.
fn keep_before(
    from: usize,
    torn: &Torn,
    syntax: &mut Vec<Diagnostic>,
    found: &mut Vec<Diagnostic>,
) {
    found.retain(|problem| problem.place.start < from);
    syntax.retain(|problem| {
        let start = problem.place.start;
        let mut lists = torn.lists.iter();
        !lists.any(|list| list.start < start && start <= list.end)
    });
}

/// Whether a `problem` of what stands behind a key goes with the key, which cannot stand where it is.
fn is_moot(problem: &Diagnostic, found: &[Diagnostic], text: &str) -> bool {
    found.iter().any(|key| {
        let between = text.get(key.place.end..problem.place.start);
        let is_next = between.is_some_and(|text| text.trim_matches([' ', '\t', '=']).is_empty());
        key.code == E03 && key.fix.is_none() && problem.code == E01 && is_next
    })
}

/// Adds a problem unless there are too many; false when there are.
fn push_one_of_few(problems: &mut Vec<Diagnostic>, problem: Diagnostic) -> bool {
    let room = problems.len() < MOST;
    if room {
        problems.push(problem);
    }
    room
}

/// The last problem, where there are more than are reported.
fn and_more(text: &str) -> Diagnostic {
    E09.at(
        &(inside(text, &(text.len()..text.len()))),
        format!("more than {MOST} problems in one file"),
    )
    .label("the others are not told")
    .help("mend these first; is it the right file?")
}

/// The problem of a text that must not be empty.
pub(super) fn is_empty(key: &str, place: &Range<usize>) -> Diagnostic {
    E13.at(place, format!("`{key}` is empty"))
        .label("something should stand here")
        .help(format!("write it out: `{key} = \"…\"`"))
}

/// `place` kept inside `text`, behind a byte order mark and between two characters.
fn inside(text: &str, place: &Range<usize>) -> Range<usize> {
    let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bound = |byte: usize| floor(text, byte).max(first);
    let start = bound(place.start);
    start..bound(place.end).max(start)
}
