//! Changes of a routine in its file, one key at a time. What a change means for the text says [`crate::format::tune`].

use super::day::Day;
use super::routine::{Routine, Step};
use super::vocabulary::vocabulary;

/// The place of a step: its index among the steps of the routine, then among those of its block, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepPath(pub Vec<usize>);

impl StepPath {
    /// Its index among the steps around it, from 0.
    pub fn index(&self) -> usize {
        self.0.last().copied().unwrap_or_default()
    }

    /// The step with this index among the same steps.
    #[must_use]
    pub fn beside(&self, index: usize) -> Self {
        let mut path = self.0.clone();
        if let Some(last) = path.last_mut() {
            *last = index;
        }
        Self(path)
    }

    /// The step with this index inside the step.
    #[must_use]
    pub fn inside(&self, index: usize) -> Self {
        let mut path = self.0.clone();
        path.push(index);
        Self(path)
    }

    /// Every step of a routine with its path, each before those inside it.
    pub fn listed(routine: &Routine) -> Vec<(Self, &Step)> {
        let mut steps = Vec::new();
        for (index, step) in routine.steps.iter().enumerate() {
            list(step, Self(vec![index]), &mut steps);
        }
        steps
    }

    /// The blocks around it, the innermost first.
    pub fn around(&self) -> impl Iterator<Item = Self> {
        (1..self.0.len()).rev().map(|depth| {
            let path = self.0.get(..depth).unwrap_or_default();
            Self(path.to_vec())
        })
    }
}

/// Lists a step with its path, and those inside it.
fn list<'s>(step: &'s Step, path: StepPath, steps: &mut Vec<(StepPath, &'s Step)>) {
    let inside = step.block().into_iter();
    let inside = inside.flat_map(|block| block.steps.iter()).enumerate();
    let inside: Vec<_> = inside
        .map(|(index, step)| (path.inside(index), step))
        .collect();
    steps.push((path, step));
    for (path, step) in inside {
        list(step, path, steps);
    }
}

/// A change of a routine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoutineEdit {
    /// Another title.
    Title(String),
    /// One more step, which uses a stretch.
    Add {
        /// The id of the stretch.
        stretch: String,
        /// The step before the new one; `None` to add it behind everything else.
        behind: Option<StepPath>,
    },
    /// A change of one step.
    Step(StepPath, StepEdit),
}

/// A change of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepEdit {
    /// Five seconds more, or one movement or breath, in every set and at both ends of a range.
    Longer,
    /// As much less.
    Shorter,
    /// So long in each set: seconds, or movements or breaths where it is measured in these.
    Last(Vec<u64>),
    /// Another value, as a person types it: `3`, `each`, `10s`, `auto`.
    Set(StepValue, String),
    /// Before the step above it.
    Up,
    /// Behind the step below it.
    Down,
    /// Takes it out.
    Delete,
    /// The same step once more, behind it.
    Copy,
    /// Optional from this day on.
    LeaveOut(Day),
}

vocabulary! {
    /// A value of a step that can be typed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum StepValue {
        /// How often on each side; the rounds of a block.
        Reps = "reps",
        /// How many sets.
        Sets = "sets",
        /// The sides.
        Sides = "sides",
        /// How sides and repetitions alternate.
        Order = "order",
        /// Time to get into position.
        Ready = "ready",
    }
}

/// Where a value comes from that a step does not write itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueOrigin {
    /// The `[defaults]` of the file.
    Defaults,
    /// A `[stretch]` of the file, by its id.
    Stretch(String),
    /// A stretch of the catalogue, by its id.
    Catalogue(String),
}

/// What is changed where a value stands somewhere else than in the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TuneReach {
    /// The step alone, which gets a value of its own.
    Step,
    /// All steps that have the value from there.
    All,
}
