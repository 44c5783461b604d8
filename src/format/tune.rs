//! Changes of a routine in its text, as a person makes them one key at a time: only the bytes that have to change do.
//!
//! A change is made of the replacements with which `--fix` repairs a file. It goes by the words of the file
//! (the outline); whether the text still means a routine is for the reader to say, and the caller asks it.

mod advised;
mod amounts;
pub mod merge;
mod origin;
mod steps;
mod values;

use std::ops::Range;

use super::addition;
use super::edits::{Edits, line_end_of};
use super::fix;
use super::outline::TextOutline;
use super::routine::References;
use super::wording::as_toml;
use crate::core::routine::{Routine, Step};
use crate::core::tune::{RoutineEdit, StepEdit, StepPath, TuneReach, ValueOrigin};
use crate::diagnostic::Change;
pub use advised::advised;
use amounts::NewLengths;
use origin::SharedTables;
use steps::StepText;

/// The outcome of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tuned {
    /// The text afterwards, and the step that it was about, where that is now.
    Text(String, Option<StepPath>),
    /// The value comes from somewhere else: is it changed there, or in the step alone?
    Asks(ValueOrigin),
    /// Nothing was changed: why, in one sentence.
    Refused(String),
}

/// The text of a routine, and what it means.
#[derive(Debug)]
pub(super) struct TunedFile<'a> {
    text: &'a str,
    outline: TextOutline,
    steps: Vec<StepText>,
    shared: SharedTables,
    routine: Option<&'a Routine>,
    references: &'a References,
}

/// The changes of an edit, and the step that it is about, where that is afterwards.
type ChangesAt = (Vec<Change>, Option<StepPath>);

/// The same, or why there are none.
type Changes = Result<ChangesAt, Tuned>;

/// Changes `text`, which means `routine`; one without steps means nothing yet. `reach` answers what a first attempt
/// asked.
pub fn edited(
    text: &str,
    routine: Option<&Routine>,
    references: &References,
    edit: &RoutineEdit,
    reach: Option<TuneReach>,
) -> Tuned {
    let file = TunedFile::of(text, routine, references);
    let (changes, at) = match file.changes(edit, reach) {
        Ok(Some(done)) => done,
        Ok(None) => return file.whole(edit),
        Err(otherwise) => return otherwise,
    };
    match Edits::of(&changes).applied(text) {
        Some(text) => Tuned::Text(text, at),
        None => refused("the file cannot be changed here"),
    }
}

/// Whether a step stands in `text`.
pub fn has_steps(text: &str) -> bool {
    TextOutline::of(text)
        .tables
        .iter()
        .any(super::outline::WrittenTable::is_step)
}

fn refused(why: impl Into<String>) -> Tuned {
    Tuned::Refused(why.into())
}

/// A step whose lines are together, so that they can be taken elsewhere.
fn together(step: &StepText) -> Result<&StepText, Tuned> {
    if step.is_together {
        Ok(step)
    } else {
        Err(refused(
            "the lines of this step are not together in the file: e opens it",
        ))
    }
}

/// A replacement.
fn change(place: Range<usize>, text: impl Into<String>) -> Change {
    let text = text.into();
    Change { place, text }
}

impl<'a> TunedFile<'a> {
    fn of(text: &'a str, routine: Option<&'a Routine>, references: &'a References) -> Self {
        let outline = TextOutline::of(text);
        Self {
            text,
            steps: steps::of(text, &outline),
            shared: SharedTables::of(&outline),
            outline,
            routine,
            references,
        }
    }

    /// The replacements of an edit; `None` for one of the file as a whole.
    fn changes(
        &self,
        edit: &RoutineEdit,
        reach: Option<TuneReach>,
    ) -> Result<Option<ChangesAt>, Tuned> {
        let done = match edit {
            RoutineEdit::Title(_) | RoutineEdit::Add { behind: None, .. } => return Ok(None),
            RoutineEdit::Add {
                stretch,
                behind: Some(path),
            } => self.add(self.step(path)?, stretch),
            RoutineEdit::Step(path, edit) => {
                let step = self.step(path)?;
                match edit {
                    StepEdit::Up => self.swap(step, path.index().checked_sub(1)),
                    StepEdit::Down => self.swap(step, path.index().checked_add(1)),
                    StepEdit::Delete => self.delete(step),
                    StepEdit::Copy => self.copy(step),
                    StepEdit::Longer => self.resize(step, &NewLengths::Longer, reach),
                    StepEdit::Shorter => self.resize(step, &NewLengths::Shorter, reach),
                    StepEdit::Last(values) => self.resize(step, &NewLengths::Of(values), reach),
                    StepEdit::Set(value, typed) => self.set(step, *value, typed, reach),
                    StepEdit::LeaveOut(day) => self.leave_out(step, *day),
                }
            }
        };
        done.map(Some)
    }

    /// An edit of the file as a whole.
    fn whole(&self, edit: &RoutineEdit) -> Tuned {
        match edit {
            RoutineEdit::Title(title) => Tuned::Text(fix::with_title(self.text, title), None),
            RoutineEdit::Add { stretch, .. } => {
                let count = self
                    .steps
                    .iter()
                    .filter(|step| step.path.0.len() == 1)
                    .count();
                let text = addition::with_step(self.text, stretch);
                Tuned::Text(text, Some(StepPath(vec![count])))
            }
            RoutineEdit::Step(..) => refused("the file cannot be changed here"),
        }
    }

    /// The step at `path`, as it stands in the file.
    fn step(&self, path: &StepPath) -> Result<&StepText, Tuned> {
        if let Some(step) = self.steps.iter().find(|step| step.path == *path) {
            return Ok(step);
        }
        let mut around = path.around();
        let is_included = around.any(|path| {
            let step = self.steps.iter().find(|step| step.path == path);
            step.is_some_and(|step| self.has(step, "include"))
        });
        Err(refused(if is_included {
            "this step is of another routine, which is included: change it there"
        } else {
            "this step cannot be found in the file: e opens it"
        }))
    }

    fn has(&self, step: &StepText, key: &str) -> bool {
        let table = self.outline.tables.get(step.table);
        table.is_some_and(|table| table.has(key))
    }

    /// The same step with everything that it inherits.
    fn meaning(&self, path: &StepPath) -> Option<&'a Step> {
        let (first, inner) = path.0.split_first()?;
        let mut step = self.routine?.steps.get(*first)?;
        for index in inner {
            step = step.block()?.steps.get(*index)?;
        }
        Some(step)
    }

    fn text_of(&self, place: &Range<usize>) -> &'a str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// The step and the one with this index beside it in each other's places.
    fn swap(&self, step: &StepText, index: Option<usize>) -> Changes {
        let path = index.map(|index| step.path.beside(index));
        let other = path.and_then(|path| self.steps.iter().find(|other| other.path == path));
        let Some(other) = other.filter(|other| other.is_open == step.is_open) else {
            return Err(refused("there is no step to change places with"));
        };
        let (step, other) = (together(step)?, together(other)?);
        let changes = vec![
            change(step.place.clone(), self.text_of(&other.place)),
            change(other.place.clone(), self.text_of(&step.place)),
        ];
        Ok((changes, Some(other.path.clone())))
    }

    /// Without the step. What stands between it and its neighbours stays, but for the empty lines on one side.
    fn delete(&self, step: &StepText) -> Changes {
        let step = together(step)?;
        let place = step.place.clone();
        let before = self.text_of(&(0..place.start));
        let behind = self.text_of(&(place.end..self.text.len()));
        let before_len = before.trim_end().len();
        let gap = behind.len() - behind.trim_start().len();
        let gone = if step.is_open {
            // The indent of the next line is its own.
            let lines = behind.get(..gap).unwrap_or_default();
            let next = lines.rfind('\n').map_or(gap, |at| at + 1);
            if gap == behind.len() {
                before_len..place.end
            } else {
                place.start..place.end + next
            }
        } else if let Some(rest) = behind.trim_start().strip_prefix(',')
            && rest.trim_start().starts_with('{')
        {
            place.start..self.text.len() - rest.trim_start().len()
        } else {
            let comma = before.get(..before_len).unwrap_or_default();
            let start = comma.strip_suffix(',').map_or(place.start, str::len);
            start..place.end
        };
        let last = step.path.index().saturating_sub(1);
        let count = self.steps.iter().filter(|other| {
            other.path.0.len() == step.path.0.len() && other.path.beside(0) == step.path.beside(0)
        });
        let is_last = step.path.index() + 1 == count.count();
        let at = if is_last {
            step.path.beside(last)
        } else {
            step.path.clone()
        };
        Ok((vec![change(gone, "")], Some(at)))
    }

    /// The step once more.
    fn copy(&self, step: &StepText) -> Changes {
        let step = together(step)?;
        // A comment above it is about the first.
        let copied = self.text_of(&(step.header..step.place.end));
        Ok(self.inserted(step, copied))
    }

    /// One more step, of a stretch of the catalogue.
    fn add(&self, step: &StepText, stretch: &str) -> Changes {
        let step = together(step)?;
        let id = as_toml(stretch);
        let new = if step.is_open {
            let end = line_end_of(self.text);
            let line = self.text_of(&(step.header..step.place.end));
            let indent = line.len() - line.trim_start().len();
            let indent = line.get(..indent).unwrap_or_default();
            let header = vec!["step"; step.path.0.len()].join(".");
            format!("{indent}[[{header}]]{end}{indent}use = {id}")
        } else {
            format!("{{ use = {id} }}")
        };
        Ok(self.inserted(step, &new))
    }

    /// A step behind another one, as far from it as that is from its neighbours.
    fn inserted(&self, step: &StepText, new: &str) -> ChangesAt {
        let place = step.place.end..step.place.end;
        let text = if step.is_open {
            let end = line_end_of(self.text);
            let above = self.text_of(&(0..step.place.start));
            let above = above.strip_suffix('\n').unwrap_or(above);
            let above = above.strip_suffix('\r').unwrap_or(above);
            let is_close = !above.is_empty() && !above.ends_with('\n');
            let gap = if is_close { "" } else { end };
            format!("{end}{gap}{new}")
        } else {
            format!(", {new}")
        };
        let at = step.path.beside(step.path.index() + 1);
        (vec![change(place, text)], Some(at))
    }
}
