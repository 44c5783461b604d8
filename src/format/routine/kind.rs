//! The kind of a step, given by the key that it writes.

use super::super::fields::{Fields, WrittenKey};
use super::super::keys::Table;
use super::super::keys::routine::{
    BLOCK, COUNT_STEP, HOLD_STEP, INCLUDE, REST_STEP, TIME_STEP, WAIT_STEP,
};
use super::super::problems::Problems;
use crate::diagnostic::Code::{E03, E04};
use crate::diagnostic::{Diagnostic, Fix};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    Hold,
    Time,
    Count,
    Rest,
    Wait,
    Block,
    Include,
}

impl StepKind {
    pub(super) const ALL: [Self; 7] = [
        Self::Hold,
        Self::Time,
        Self::Count,
        Self::Rest,
        Self::Wait,
        Self::Block,
        Self::Include,
    ];

    /// The key that makes a step one of this kind: the first of its table.
    pub(super) fn key(self) -> &'static str {
        self.table().keys.first().map_or("", |key| key.name)
    }

    /// The keys that it takes.
    pub(super) const fn table(self) -> &'static Table {
        match self {
            Self::Hold => &HOLD_STEP,
            Self::Time => &TIME_STEP,
            Self::Count => &COUNT_STEP,
            Self::Rest => &REST_STEP,
            Self::Wait => &WAIT_STEP,
            Self::Block => &BLOCK,
            Self::Include => &INCLUDE,
        }
    }

    pub(super) const fn is_exercise(self) -> bool {
        matches!(self, Self::Hold | Self::Time | Self::Count)
    }

    /// The kind that `fields` writes. Reports a second one. Where the step has sets, `rest` is the time between two.
    pub(super) fn reported(
        fields: &Fields,
        has_sets: bool,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut found = Self::all_in(fields);
        // With steps inside it can only be a block.
        let is_block = fields.get("step").is_some() && fields.get("repeat").is_none();
        found.retain(|(kind, _)| !((has_sets || is_block) && *kind == Self::Rest));
        if let [(Self::Rest, rest)] = found.as_slice()
            && let Some(kind) = Self::misspelt_exercise(fields)
        {
            problems.push(rest_beside(kind, None, rest, fields));
            return None;
        }
        let exercise = found.iter().find(|(kind, _)| kind.is_exercise());
        let block = found.iter().find(|(kind, _)| *kind == Self::Block);
        if let (Some((kind, field)), Some((_, repeat))) = (exercise, block)
            && !fields.was_meant("step")
        {
            problems.push(repeated(*kind, field, repeat, fields));
            return Some(*kind);
        }
        let (first, first_field) = *exercise
            .filter(|_| found.iter().any(|(kind, _)| *kind == Self::Rest))
            .or(found.first())?;
        for (second, field) in found.iter().filter(|(kind, _)| *kind != first) {
            let problem = if first.is_exercise() && *second == Self::Rest {
                rest_beside(first, Some(first_field), field, fields)
            } else if let (Some((_, repeat)), Some(rest)) = (block, fields.get("rest"))
                && found.len() == 2
                && fields.was_meant("step")
            {
                rest_in_block(repeat, rest, fields)
            } else {
                either_of_two((first, first_field), (*second, field), problems)
            };
            problems.push(problem);
        }
        Some(first)
    }

    /// The kind that `fields` writes, without a word about a second one. Where a step has sets, `rest` is none.
    pub(super) fn of(fields: &Fields, has_sets: bool) -> Option<Self> {
        let found = Self::all_in(fields);
        let is_exercise = found.iter().any(|(kind, _)| kind.is_exercise())
            || Self::misspelt_exercise(fields).is_some();
        let mut kinds = found.iter().map(|(kind, _)| *kind);
        kinds.find(|kind| *kind != Self::Rest || !(is_exercise || has_sets))
    }

    /// The kinds of work that `fields` writes, as `[defaults]` may do.
    pub(super) fn exercises(fields: &Fields) -> Vec<(Self, &WrittenKey)> {
        let mut found = Self::all_in(fields);
        found.retain(|(kind, _)| kind.is_exercise());
        found
    }

    /// The kind of work whose key is written otherwise. A rest seldom has a name.
    fn misspelt_exercise(fields: &Fields) -> Option<Self> {
        let mut exercises = Self::ALL.into_iter().filter(|kind| kind.is_exercise());
        exercises.find(|kind| fields.get("name").is_some() && fields.was_meant(kind.key()))
    }

    fn all_in(fields: &Fields) -> Vec<(Self, &WrittenKey)> {
        let mut found: Vec<_> = Self::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, fields.get(kind.key())?)))
            .collect();
        found.sort_by_key(|(_, field)| field.key.start);
        found
    }
}

fn rest_beside(
    kind: StepKind,
    first: Option<&WrittenKey>,
    rest: &WrittenKey,
    fields: &Fields,
) -> Diagnostic {
    let key = kind.key();
    let free = fields.get("between").is_none();
    E03.at(&rest.key, format!("`rest` beside `{key}`"))
        .label("a `rest` is a step of its own")
        .also(first.map(|first| &first.key), format!("this step is a `{key}`"))
        .help("a pause between repetitions is `between`, one between sets is `rest` beside `sets`; a pause after the step is a `[[step]]` of its own with `rest`")
        .fix(free.then(|| Fix::likely(&rest.key, "between")))
}

/// A rest beside the number of rounds.
fn rest_in_block(repeat: &WrittenKey, rest: &WrittenKey, fields: &Fields) -> Diagnostic {
    let free = fields.get("between").is_none();
    E03.at(&rest.key, "`rest` beside `repeat`")
        .label("a `rest` is a step of its own")
        .also(&repeat.key, "this step is a block")
        .help("a pause between two rounds is `between`; one inside each round is a `[[step.step]]` of its own with `rest`")
        .fix(free.then(|| Fix::likely(&rest.key, "between")))
}

/// `repeat` where there is work instead of steps: repetitions are meant.
fn repeated(kind: StepKind, work: &WrittenKey, repeat: &WrittenKey, fields: &Fields) -> Diagnostic {
    let key = kind.key();
    // What is done again after a rest are sets.
    let times = if fields.get("rest").is_some() {
        "sets"
    } else {
        "reps"
    };
    let free = fields.get(times).is_none();
    E04.at(&repeat.key, format!("a step is either `{key}` or `repeat`, not both"))
        .label("how often its steps are played, and it has none")
        .also(&work.key, format!("this step is a `{key}`"))
        .help(format!("to do one stretch several times, write `{times}`; a block with `repeat` has its steps below it, as `[[step.step]]`"))
        .fix(free.then(|| Fix::likely(&repeat.key, times)))
}

/// The problem of two kinds. One of which the length is zero says that it is not meant.
fn either_of_two(
    first: (StepKind, &WrittenKey),
    second: (StepKind, &WrittenKey),
    problems: &mut Problems,
) -> Diagnostic {
    let problem = two_kinds(first, second);
    for (kind, field) in [first, second] {
        if problems.take_zero(&field.place) {
            let help = format!("take `{}` out: what is not done is not written", kind.key());
            return problem.help(help);
        }
    }
    problem
}

fn two_kinds(first: (StepKind, &WrittenKey), second: (StepKind, &WrittenKey)) -> Diagnostic {
    let help = match (first.0, second.0) {
        (StepKind::Hold, StepKind::Count) | (StepKind::Count, StepKind::Hold) => {
            "to hold several times, write `hold` and `reps`; `count` is movement that is not held"
        }
        (StepKind::Block, _) | (_, StepKind::Block) => {
            "to do one stretch several times, write `reps`; a block with `repeat` has its steps below it, as `[[step.step]]`"
        }
        _ => "keep one of the two, or make two steps of them",
    };
    let (one, other) = (first.0.key(), second.0.key());
    let message = format!("a step is either `{one}` or `{other}`, not both");
    E04.at(&second.1.key, message)
        .label("and a second kind here")
        .also(&first.1.key, "one kind of step here")
        .help(help)
}
