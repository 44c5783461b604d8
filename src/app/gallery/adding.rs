//! The routines that a stretch can be added to, while one is chosen.

use super::super::effect::Edit;
use super::super::field::Field;
use super::super::input::Key;
use super::super::list::Move;
use crate::app::element::FieldView;
use crate::catalogue::name::NewName;
use crate::catalogue::{Entry, Origin};
use crate::core::text::quantity;

/// The most characters that a new routine is called.
const LONGEST: usize = 100;

/// A routine that a stretch can be added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoutineTarget {
    row: TargetRow,
    to: Edit,
    /// How many problems keep it from being changed.
    problems: usize,
}

/// The choice of a routine.
#[derive(Debug)]
pub(super) struct Adding {
    /// The stretch, by its id and its name.
    stretch: (String, String),
    /// The row under the cursor; the first is for a new routine.
    cursor: usize,
    /// The name of a new routine, while it is typed.
    naming: Option<Field>,
}

/// The outcome of a key in the choice.
#[derive(Clone, Debug)]
pub(super) enum AddingStep {
    /// It goes on, with a message if there is one.
    Open(Option<String>),
    /// Nothing is added.
    GivenUp,
    /// The stretch of this id is added.
    Made(String, Edit),
}

/// The routines among `entries`: the user's own first, as they come.
pub(super) fn targets<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<RoutineTarget> {
    let target = |entry: &Entry| {
        let problems = if entry.glimpse.is_some() {
            0
        } else {
            entry.errors()
        };
        let (to, remark) = match &entry.origin {
            Origin::User(path) if problems > 0 => {
                (Edit::File(path.clone()), quantity(problems, "problem"))
            }
            Origin::User(path) => (Edit::File(path.clone()), "yours".to_owned()),
            Origin::Bundled => (
                Edit::Bundled(entry.id.clone()),
                "bundled: makes your copy".to_owned(),
            ),
            Origin::Stdin => return None,
        };
        let title = entry.title().map(str::to_owned);
        Some(RoutineTarget {
            row: TargetRow {
                title: title.unwrap_or_else(|| format!("{}.toml", entry.id)),
                remark,
            },
            to,
            problems,
        })
    };
    entries.filter_map(target).collect()
}

impl Adding {
    /// The choice for the stretch of this id and name.
    pub(super) fn of(stretch: (String, String)) -> Self {
        Self {
            stretch,
            cursor: 0,
            naming: None,
        }
    }

    /// Handles a key that moves the cursor.
    pub(super) fn go(&mut self, to: Move, targets: &[RoutineTarget]) {
        to.apply(&mut self.cursor, 1, targets.len());
    }

    /// Puts the cursor on a row, unless a name is typed.
    pub(super) const fn go_to(&mut self, row: usize) {
        if !self.is_naming() {
            self.cursor = row;
        }
    }

    /// Whether a name is typed: then every key goes into it.
    pub(super) const fn is_naming(&self) -> bool {
        self.naming.is_some()
    }

    /// Inserts a text that was pasted, where a name is typed.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(name) = &mut self.naming {
            name.paste(text, LONGEST);
        }
    }

    /// Handles a key while the name of a new routine is typed.
    pub(super) fn name_key(&mut self, key: Key) -> AddingStep {
        let Some(name) = &mut self.naming else {
            return AddingStep::Open(None);
        };
        match key {
            Key::Escape => self.naming = None,
            Key::Enter => match NewName::of(name.text()) {
                Ok(name) => {
                    return AddingStep::Made(self.stretch.0.clone(), Edit::New(name));
                }
                Err(why) => return AddingStep::Open(Some(format!("{why}: {}", why.help()))),
            },
            _ => {
                name.key(key, LONGEST);
            }
        }
        AddingStep::Open(None)
    }

    /// Takes the routine under the cursor.
    pub(super) fn take(&mut self, targets: &[RoutineTarget]) -> AddingStep {
        let Some(index) = self.cursor.checked_sub(1) else {
            self.naming = Some(Field::default());
            return AddingStep::Open(None);
        };
        match targets.get(index) {
            None => AddingStep::GivenUp,
            Some(target) if target.problems > 0 => {
                let problems = quantity(target.problems, "problem");
                let title = &target.row.title;
                AddingStep::Open(Some(format!(
                    "{title} has {problems}: mend it first, then add to it"
                )))
            }
            Some(target) => AddingStep::Made(self.stretch.0.clone(), target.to.clone()),
        }
    }

    /// The view of it.
    pub(super) fn view(&self, targets: &[RoutineTarget]) -> AddingView {
        let new = TargetRow {
            title: "A new routine".to_owned(),
            remark: String::new(),
        };
        let rows = targets.iter().map(|target| target.row.clone());
        AddingView {
            name: self.stretch.1.clone(),
            rows: std::iter::once(new).chain(rows).collect(),
            cursor: self.cursor.min(targets.len()),
            naming: self.naming.as_ref().map(Field::view),
        }
    }
}

/// The choice of a routine at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddingView {
    /// The name of the stretch.
    pub name: String,
    /// The routines.
    pub rows: Vec<TargetRow>,
    /// The row under the cursor, by its index.
    pub cursor: usize,
    /// The name of a new routine, while it is typed.
    pub naming: Option<FieldView>,
}

/// A routine in the choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// Its title.
    pub title: String,
    /// Whose it is, or what is wrong with it.
    pub remark: String,
}
