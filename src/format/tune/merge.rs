//! Two changes of one text put together, where they are about different steps.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::super::edits::Edits;
use super::super::outline::TextOutline;
use super::change;
use super::steps;
use crate::diagnostic::Change;

/// `before` with the changes of `one` and of `other`; `None` where both are about the same step, or the same lines
/// outside of all steps.
pub fn merged(before: &str, one: &str, other: &str) -> Option<String> {
    let lines = Lines::of(before);
    let (ours, theirs) = (lines.hunks(one), lines.hunks(other));
    // What both have done is done once.
    let theirs: Vec<Hunk> = theirs
        .into_iter()
        .filter(|hunk| !ours.contains(hunk))
        .collect();
    let clash = ours
        .iter()
        .any(|one| theirs.iter().any(|other| lines.clash(one, other)));
    let changes: Vec<Change> = ours
        .iter()
        .chain(&theirs)
        .map(|hunk| lines.change(hunk))
        .collect();
    if clash {
        return None;
    }
    Edits::of(&changes).applied(before)
}

/// The lines of a text, with their ends.
struct Lines<'t> {
    all: Vec<&'t str>,
    /// Where each begins, and where the last one ends.
    starts: Vec<usize>,
    /// The innermost step of each, by its index.
    steps: Vec<Option<usize>>,
}

/// Lines that are replaced.
#[derive(PartialEq, Eq)]
struct Hunk {
    lines: Range<usize>,
    text: String,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let all: Vec<&str> = text.split_inclusive('\n').collect();
        let steps = steps::of(text, &TextOutline::of(text));
        let mut starts = vec![0];
        let mut end = 0;
        for line in &all {
            end += line.len();
            starts.push(end);
        }
        let of_line = |start: &usize| steps::innermost(&steps, *start);
        let steps = starts.iter().take(all.len()).map(of_line).collect();
        Self { all, starts, steps }
    }

    /// What is different in `other`.
    fn hunks(&self, other: &str) -> Vec<Hunk> {
        let lines: Vec<&str> = other.split_inclusive('\n').collect();
        let diff = capture_diff_slices(Algorithm::Myers, &self.all, &lines);
        let changed = diff.into_iter().filter(|part| part.tag() != DiffTag::Equal);
        let hunks = changed.map(|part| Hunk {
            lines: part.old_range(),
            text: lines.get(part.new_range()).unwrap_or_default().concat(),
        });
        hunks.collect()
    }

    fn step(&self, line: usize) -> Option<usize> {
        self.steps.get(line).copied().flatten()
    }

    /// The steps that a hunk is about: new lines right behind a step belong to it, unless they begin another one.
    fn steps_of(&self, hunk: &Hunk) -> BTreeSet<usize> {
        let mut steps: BTreeSet<usize> = hunk
            .lines
            .clone()
            .filter_map(|line| self.step(line))
            .collect();
        let first = hunk.text.lines().next().unwrap_or_default().trim_start();
        let above = hunk
            .lines
            .start
            .checked_sub(1)
            .and_then(|line| self.step(line));
        let is_inside = above.is_some() && above == self.step(hunk.lines.end);
        if hunk.lines.is_empty() && (is_inside || !first.is_empty() && !first.starts_with('[')) {
            steps.extend(above);
        }
        steps
    }

    fn clash(&self, one: &Hunk, other: &Hunk) -> bool {
        let touch = one.lines.start <= other.lines.end && other.lines.start <= one.lines.end;
        let (steps, others) = (self.steps_of(one), self.steps_of(other));
        let is_apart = !steps.is_empty() && !others.is_empty() && one.lines != other.lines;
        (touch && !is_apart) || steps.intersection(&others).next().is_some()
    }

    fn change(&self, hunk: &Hunk) -> Change {
        let start = |line: usize| self.starts.get(line).copied().unwrap_or_default();
        change(
            start(hunk.lines.start)..start(hunk.lines.end),
            hunk.text.as_str(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "title = \"A\"\n\n[[step]]\nuse = \"a\"\nhold = 20\n\n[[step]]\nuse = \"b\"\n\n[[step]]\nuse = \"c\"\n";

    #[test]
    fn changes_of_different_steps_are_put_together() {
        let longer = BEFORE.replace("20", "25");
        let reps = BEFORE.replace("\"c\"\n", "\"c\"\nreps = 2\n");
        let both = longer.replace("\"c\"\n", "\"c\"\nreps = 2\n");
        assert_eq!(merged(BEFORE, &longer, &reps), Some(both.clone()));
        assert_eq!(merged(BEFORE, &reps, &longer), Some(both.clone()));
        let retitled = BEFORE.replace("\"A\"", "\"B\"");
        assert_eq!(
            merged(BEFORE, &reps, &retitled),
            Some(reps.replace("\"A\"", "\"B\""))
        );
        assert_eq!(
            merged(BEFORE, &both, &longer),
            Some(both),
            "both did the same"
        );
        let without = BEFORE.replace("[[step]]\nuse = \"b\"\n\n", "");
        assert_eq!(
            merged(BEFORE, &longer, &without),
            Some(without.replace("20", "25"))
        );
    }

    #[test]
    fn changes_of_the_same_step_are_not() {
        let longer = BEFORE.replace("20", "25");
        for other in [
            BEFORE.replace("20", "30"),
            BEFORE.replace("20\n", "20\nreps = 2\n"),
            BEFORE.replace("\"a\"", "\"x\""),
            BEFORE.replace("[[step]]\nuse = \"a\"\nhold = 20\n\n", ""),
        ] {
            assert_eq!(merged(BEFORE, &longer, &other), None, "{other}");
            assert_eq!(merged(BEFORE, &other, &longer), None, "{other}");
        }
        let (one, other) = (format!("{BEFORE}reps = 2\n"), format!("{BEFORE}sets = 2\n"));
        assert_eq!(merged(BEFORE, &one, &other), None);
    }
}
