//! What kind of step a step is: the key one writes.

use std::ops::Range;

use super::super::fields::{Field, Fields};
use super::super::keys::Table;
use super::super::keys::routine::{BLOCK, COUNT_STEP, HOLD_STEP, REST_STEP, TIME_STEP, WAIT_STEP};
use super::super::problems::Problems;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// A kind of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Hold,
    Time,
    Count,
    Rest,
    Wait,
    Block,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Hold,
        Self::Time,
        Self::Count,
        Self::Rest,
        Self::Wait,
        Self::Block,
    ];

    /// The key that makes a step one of this kind.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Time => "time",
            Self::Count => "count",
            Self::Rest => "rest",
            Self::Wait => "wait",
            Self::Block => "repeat",
        }
    }

    /// The keys it takes.
    pub(super) const fn table(self) -> &'static Table {
        match self {
            Self::Hold => &HOLD_STEP,
            Self::Time => &TIME_STEP,
            Self::Count => &COUNT_STEP,
            Self::Rest => &REST_STEP,
            Self::Wait => &WAIT_STEP,
            Self::Block => &BLOCK,
        }
    }

    const fn is_exercise(self) -> bool {
        matches!(self, Self::Hold | Self::Time | Self::Count)
    }

    /// The kind that `fields` writes. Reports a second one.
    pub(super) fn written(fields: &Fields, problems: &mut Problems) -> Option<Self> {
        let found = Self::all_in(fields);
        let exercise = found.iter().find(|(kind, _)| kind.is_exercise());
        let (first, first_field) = *exercise
            .filter(|_| found.iter().any(|(kind, _)| *kind == Self::Rest))
            .or(found.first())?;
        for (second, field) in found.iter().filter(|(kind, _)| *kind != first) {
            problems.push(if first.is_exercise() && *second == Self::Rest {
                rest_beside(first, first_field, field, fields)
            } else {
                two_kinds(first, first_field.key.clone(), *second, field.key.clone())
            });
        }
        Some(first)
    }

    /// The kind that `fields` writes, without a word about a second one.
    pub(super) fn of(fields: &Fields) -> Option<Self> {
        Self::all_in(fields).first().map(|(kind, _)| *kind)
    }

    fn all_in(fields: &Fields) -> Vec<(Self, &Field)> {
        let mut found: Vec<_> = Self::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, fields.get(kind.key())?)))
            .collect();
        found.sort_by_key(|(_, field)| field.key.start);
        found
    }
}

fn rest_beside(kind: Kind, first: &Field, rest: &Field, fields: &Fields) -> Diagnostic {
    let problem = Code::E03.at(&rest.key, format!("`rest` beside `{}`", kind.key()))
        .label("a `rest` is a step of its own")
        .also(&first.key, format!("this step is a `{}`", kind.key()))
        .help("a pause between repetitions is `between`; a pause after the step is a `[[step]]` of its own with `rest`");
    let free = fields.get("between").is_none();
    problem.fix(free.then(|| Fix::likely(&rest.key, "between")))
}

fn two_kinds(
    first: Kind,
    first_place: Range<usize>,
    second: Kind,
    place: Range<usize>,
) -> Diagnostic {
    let help = match (first, second) {
        (Kind::Hold, Kind::Count) | (Kind::Count, Kind::Hold) => {
            "to hold several times, write `hold` and `reps`; `count` is movement that is not held"
        }
        (Kind::Block, _) | (_, Kind::Block) => {
            "to do one stretch several times, write `reps`; a block with `repeat` has its steps below it, as `[[step.step]]`"
        }
        _ => "keep one of the two, or make two steps of them",
    };
    Code::E04
        .at(
            &place,
            format!(
                "a step is either `{}` or `{}`, not both",
                first.key(),
                second.key()
            ),
        )
        .label("and a second kind here")
        .also(&first_place, "one kind of step here")
        .help(help)
}
