//! The problems of a file by the steps that they are about.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::outline::OutlinedKey;
use super::super::routine::References;
use super::TunedFile;
use super::origin::FoundValue;
use super::steps;
use crate::core::tune::StepPath;
use crate::diagnostic::Diagnostic;

/// The first of the `problems` of `text`, by their rules, that is about each step, in one line: it is in the step, or at a
/// value that the step has from elsewhere in the file. Steps without a problem are not in it.
pub fn advised(
    text: &str,
    problems: &[Diagnostic],
    references: &References,
) -> BTreeMap<StepPath, String> {
    let mut advised = BTreeMap::new();
    if problems.is_empty() {
        return advised;
    }
    let file = TunedFile::of(text, None, references);
    let mut by_rule: Vec<&Diagnostic> = problems.iter().collect();
    by_rule.sort_by_key(|problem| problem.code);
    for problem in by_rule {
        for path in file.concerned(problem) {
            let line = || problem.in_one_line();
            advised.entry(path.clone()).or_insert_with(line);
        }
    }
    advised
}

impl TunedFile<'_> {
    /// The steps that a problem is about.
    fn concerned(&self, problem: &Diagnostic) -> Vec<&StepPath> {
        let also = problem.also.iter().map(|(place, _)| place);
        let repairs = problem.fix.iter().flat_map(|fix| fix.edits.iter());
        let repairs = repairs.map(|edit| &edit.place);
        let places = std::iter::once(&problem.place).chain(also).chain(repairs);
        places.flat_map(|place| self.steps_at(place)).collect()
    }

    /// The innermost step that a place is in, or else all that have the value there.
    fn steps_at(&self, place: &Range<usize>) -> Vec<&StepPath> {
        let inner = steps::innermost(&self.steps, place.start);
        if let Some(step) = inner.and_then(|inner| self.steps.get(inner)) {
            return vec![&step.path];
        }
        let Some(key) = self.outline.around(place.start).key_at(place.start) else {
            return Vec::new();
        };
        let is_it = |found: &OutlinedKey| found.place == key.place;
        let have_it = self.steps.iter().filter(|step| {
            matches!(self.found(step, &[&key.name]), FoundValue::Shared(found, _) if is_it(found))
        });
        have_it.map(|step| &step.path).collect()
    }
}
