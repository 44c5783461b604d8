//! Steps with work in them: holds, timers and counted movements, with what they inherit from their stretch and from
//! `[defaults]`, and the sides of the block around them.

use std::ops::Range;
use std::time::Duration;

use super::super::fields::{Fields, WrittenKey};
use super::super::keys::routine::{BETWEEN, END, READY, REPS, SIDES, SWITCH};
use super::cues::{self as timed_cues, CuedWork};
use super::figures;
use super::kind::StepKind;
use super::steps::{Enclosing, Steps, between, ready};
use super::stretches::Layers;
use super::{Reported, some_text, value_of};
use crate::core::condition::Conditions;
use crate::core::cue;
use crate::core::routine::{Counted, Exercise, Repetition, Sides, Timed, TimedCue, Work};
use crate::core::span;
use crate::core::stretch::Aim;
use crate::core::timeline::MOST_SAYINGS;
use crate::diagnostic::Code::{E09, E13};

impl<'a> Steps<'a, '_> {
    /// The cues of `field`, unless the file has more than are ever said in a plan.
    fn cues(
        &mut self,
        field: Option<&WrittenKey>,
        work: &CuedWork,
    ) -> Result<Vec<TimedCue>, Reported> {
        let most = usize::try_from(MOST_SAYINGS).unwrap_or(usize::MAX);
        let cues = field.and_then(WrittenKey::get::<Vec<Fields>>);
        self.cues = self.cues.saturating_add(cues.map_or(0, Vec::len));
        match field {
            Some(field) if self.cues > most => {
                self.problems.push(
                    E09.at(&field.place, format!("more than {most} timed cues"))
                        .label("they are too many with these")
                        .help("those of a stretch count in every step that uses it: say fewer"),
                );
                Err(Reported)
            }
            _ => timed_cues::read(field, work, self.problems),
        }
    }

    /// A hold, a timer or counted movement.
    pub(super) fn exercise(
        &mut self,
        fields: &Fields,
        kind: StepKind,
        layers: &Layers<'a>,
        around: &Enclosing,
    ) -> Result<Exercise, Reported> {
        let sides = self.sides(layers, around);
        let played_on = match (&sides, &around.sides) {
            (Ok(None), Some((sides, _))) => sides.clone(),
            (sides, _) => sides.clone().map(|sides| sides.unwrap_or(Sides::None)),
        };
        let name = self.name(fields, kind, layers);
        let work = self.work(kind, layers, played_on);
        let (ready, ready_fits) =
            ready(self.inherited(layers, READY.name), cue::FIRST_READY, true)?;
        Ok(Exercise {
            name: name?,
            cue: value_of(layers.get("cue"))?,
            how: value_of(layers.get("how"))?,
            figure: figures::shown(layers, self.references)?,
            stretch: layers.stretch.map(str::to_owned),
            aim: self.aim(layers)?,
            optional: value_of(layers.get("optional"))?.unwrap_or_default(),
            easier: value_of(layers.get("easier"))?,
            harder: value_of(layers.get("harder"))?,
            load: load(self.inherited(layers, "load"))?,
            avoid: self.known_of(layers),
            work: work?,
            repetition: Repetition {
                sides: sides?,
                order: self.order(layers, false)?,
                times: self.or_default(layers, &REPS)?,
                ready,
                ready_fits,
                switch: self.or_default(layers, &SWITCH)?,
                between: between(self.inherited(layers, "between"), &BETWEEN)?,
            },
            position: value_of(self.inherited(layers, "position"))?,
        })
    }

    /// The purpose of a step: its own, that of its stretch of the catalogue, or that in `[defaults]`.
    fn aim(&self, layers: &Layers<'a>) -> Result<Aim, Reported> {
        let written = match layers.get("aim") {
            // A stretch of the catalogue that does not say so is one to get longer.
            None if layers.lent().is_some() => None,
            own => own.or_else(|| self.defaults?.get("aim")),
        };
        Ok(value_of(written)?.unwrap_or(Aim::Stretch))
    }

    /// The conditions under which a step is left out. Remembers what its stretch needs and where it comes from.
    fn known_of(&mut self, layers: &Layers) -> Conditions {
        let texts = |key| {
            let fields = layers.writing(key);
            fields.map(|fields| fields.texts(key)).unwrap_or_default()
        };
        add_new(&mut self.needs, texts("needs"));
        add_new(&mut self.sources, texts("sources"));
        let avoid = layers.writing("avoid");
        let avoid = avoid.map(|fields| fields.words("avoid"));
        avoid.unwrap_or_default().into_iter().collect()
    }

    /// The sides of a step; `None` where it takes them from the block around it, which come before `[defaults]`.
    fn sides(&self, layers: &Layers<'a>, around: &Enclosing) -> Result<Option<Sides>, Reported> {
        match (value_of(layers.get("sides"))?, &around.sides) {
            (None, None) => self.or_default(layers, &SIDES).map(Some),
            (own, _) => Ok(own),
        }
    }

    fn name(
        &mut self,
        fields: &Fields,
        kind: StepKind,
        layers: &Layers,
    ) -> Result<String, Reported> {
        if let Some(named) = layers.writing("name") {
            return some_text(named, "name", self.problems);
        }
        if layers.complete && !layers.was_meant("name") {
            let message = format!("{} without a `name`", kind.table().what);
            self.problems.push_missing(
                E13.at(&fields.place, message)
                    .label("what is it called?")
                    .help("add `name = \"…\"` below this line: it is shown large and spoken"),
            );
        }
        Err(Reported)
    }

    fn work(
        &mut self,
        kind: StepKind,
        layers: &Layers<'a>,
        sides: Result<Sides, Reported>,
    ) -> Result<Work, Reported> {
        let main = self.inherited(layers, kind.key());
        let pace: Result<Option<Duration>, Reported> = value_of(self.inherited(layers, "pace"));
        let times = || value_of(main)?.ok_or(Reported);
        let length = match (kind, pace) {
            (StepKind::Count, Ok(None)) => Ok(None),
            (StepKind::Count, Ok(Some(pace))) => {
                times().map(|times: u32| Some(pace.saturating_mul(times)))
            }
            (StepKind::Count, Err(Reported)) => Err(Reported),
            _ => value_of(main).and_then(|length| length.map(Some).ok_or(Reported)),
        };
        // How long one piece of it lasts, and where that is written.
        let length = length.map(|length| length.zip(main.map(|main| main.place.clone())));
        let limit = layers.get("limit").filter(|_| kind != StepKind::Count);
        if let Ok(Some(length)) = &length {
            self.check_limit(kind, limit, length);
        }
        let cues = match (&length, sides) {
            (Ok(length), Ok(sides)) => {
                let field = layers.get("cues");
                let work = CuedWork {
                    lent: field.is_some_and(|field| self.stretches.lends(&field.place)),
                    kind,
                    length: length.as_ref(),
                    sides: &sides,
                };
                self.cues(field, &work)
            }
            _ => Err(Reported),
        };
        let end = self.or_default(layers, &END);
        let for_time = |cues| {
            Ok(Timed {
                length: length?.ok_or(Reported)?.0,
                limit: value_of(limit)?,
                end: end?,
                cues,
            })
        };
        let cues = cues?;
        match kind {
            StepKind::Hold => for_time(cues).map(Work::Hold),
            StepKind::Time => for_time(cues).map(Work::Time),
            StepKind::Count => Ok(Work::Count(Counted {
                times: times()?,
                pace: pace?,
                cues,
            })),
            _ => Err(Reported),
        }
    }

    /// Reports a `limit` that ends the work early.
    fn check_limit(
        &mut self,
        kind: StepKind,
        limit: Option<&WrittenKey>,
        (length, written): &(Duration, Range<usize>),
    ) {
        let Some(field) = limit else { return };
        let Some(limit) = field.get().filter(|limit| *limit < length) else {
            return;
        };
        let (key, length, limit) = (kind.key(), span::short(*length), span::short(*limit));
        let message = format!("the `limit` of {limit} is shorter than the `{key}` of {length}");
        self.problems.push(
            E09.at(&field.place, message)
                .label("this would end it early")
                .also(written, format!("{length} long"))
                .help(
                    "the limit counts pauses as well: make it as long as the longest it may take",
                ),
        );
    }
}

/// The load; an empty one is none.
fn load(field: Option<&WrittenKey>) -> Result<Option<String>, Reported> {
    let load = value_of(field)?;
    Ok(load.filter(|load: &String| !load.trim().is_empty()))
}

/// Adds those of `texts` that are not among `known` yet.
pub(super) fn add_new(known: &mut Vec<String>, texts: Vec<String>) {
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
}
