//! A routine whose changes are not written yet.

use super::Entry;
use crate::core::tune::{RoutineEdit, StepPath, TuneReach, ValueOrigin};

/// A routine that is being changed, beside its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// As it would be written.
    pub entry: Entry,
    /// The text of its file when the changes began; `None` for a new one, which has no file yet.
    pub before: Option<String>,
}

/// A request about a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftRequest {
    /// A new routine, without a step.
    Begin(super::name::NewName),
    /// One change. `reach` answers what a first attempt asked.
    Change {
        /// The routine.
        entry: Box<Entry>,
        /// The change.
        edit: RoutineEdit,
        /// What it reaches.
        reach: Option<TuneReach>,
    },
    /// Write it into its file.
    Write {
        /// The draft.
        draft: Box<Draft>,
        /// Whether what another program changed in the same step is overwritten.
        over: bool,
    },
}

/// The answer to such a request.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftAnswer {
    /// The new routine.
    Begun(Box<Entry>),
    /// The routine after a change, and the step that it was about, where that is now.
    Changed(Box<Entry>, Option<StepPath>),
    /// The value comes from somewhere else: is it changed there, or in the step alone?
    Asks(ValueOrigin),
    /// Nothing was changed or written: why, in one sentence.
    Refused(String),
    /// It is written.
    Written {
        /// The routine.
        id: String,
        /// A message about it.
        said: String,
    },
    /// Another program has changed the same step in the file.
    Clash,
}
