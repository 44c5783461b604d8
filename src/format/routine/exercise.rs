//! Steps with work in them: holds, timers and counted movements, with what they inherit from their stretch and from
//! `[defaults]`, and the sides of the block around them.

use std::ops::Range;
use std::time::Duration;

use super::super::amounts::{Amount, Amounts, WrittenLength, sets_listed};
use super::super::fields::{Fields, WrittenKey};
use super::super::keys::routine::{BETWEEN, BREATH, END, READY, REPS, SET_REST, SIDES, SWITCH};
use super::super::pace::Pace;
use super::cues::{self as timed_cues, CuedWork};
use super::figures;
use super::kind::StepKind;
use super::steps::{Enclosing, Steps, between, ready};
use super::stretches::Layers;
use super::{Reported, some_text, value_of};
use crate::core::condition::Conditions;
use crate::core::cue;
use crate::core::routine::{
    Counted, End, Ends, Exercise, Repetition, Set, Sets, Sides, Timed, TimedCue, Work,
};
use crate::core::stretch::Aim;
use crate::core::timeline::MOST_SAYINGS;
use crate::core::{span, text};
use crate::diagnostic::Code::{E09, E13, E16};

/// The meanings of the words of a key in the nearest table that writes it.
fn words_of<T: Clone + 'static>(layers: &Layers, key: &str) -> Vec<T> {
    let fields = layers.writing(key);
    fields.map(|fields| fields.words(key)).unwrap_or_default()
}

impl<'a> Steps<'a, '_> {
    /// The cues of `field`, unless the file has more than are ever said in a plan.
    fn cues(
        &mut self,
        field: Option<&WrittenKey>,
        work: &CuedWork,
        sets: usize,
    ) -> Result<Vec<TimedCue>, Reported> {
        let most = usize::try_from(MOST_SAYINGS).unwrap_or(usize::MAX);
        let cues = field.and_then(WrittenKey::get::<Vec<Fields>>);
        let cues = cues.map_or(0, Vec::len).saturating_mul(sets);
        self.cues = self.cues.saturating_add(cues);
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
        let sets = self.sets(kind, layers);
        let works = sets.and_then(|sets| self.works(kind, layers, played_on, sets));
        let (ready, ready_again) =
            ready(self.inherited(layers, READY.name), cue::FIRST_READY, true)?;
        let reps = self.or_default::<Amounts<u32>>(layers, &REPS);
        let rest = self.or_default(layers, &SET_REST);
        let (works, reps) = (works?, reps?);
        let of_set = |(set, work)| {
            let Amount { least, most } = *reps.of_set(set);
            let range = most.map(|most| Ends { least, most });
            let times = least;
            Set { work, times, range }
        };
        let mut sets = (0..).zip(works).map(of_set);
        let Set { work, times, range } = sets.next().ok_or(Reported)?;
        Ok(Exercise {
            name: name?,
            cue: value_of(layers.get("cue"))?,
            how: value_of(layers.get("how"))?,
            figure: figures::shown(layers, self.references, self.file)?,
            stretch: layers.stretch.map(str::to_owned),
            aim: self.aim(layers)?,
            areas: words_of(layers, "areas"),
            optional: value_of(layers.get("optional"))?.unwrap_or_default(),
            easier: value_of(layers.get("easier"))?,
            harder: value_of(layers.get("harder"))?,
            alternative: value_of(layers.get("alternative"))?,
            load: load(self.inherited(layers, "load"))?,
            avoid: self.known_of(layers),
            work,
            repetition: Repetition {
                sides: sides?,
                order: self.order(layers, false)?,
                times,
                range,
                ready,
                ready_again,
                switch: self.or_default(layers, &SWITCH)?,
                between: between(self.inherited(layers, "between"), &BETWEEN)?,
            },
            position: value_of(self.inherited(layers, "position"))?,
            sets: Sets {
                later: sets.collect(),
                rest: rest?,
            },
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

    /// How many sets a step has. Reports lists that have values for another number of them.
    fn sets(&mut self, kind: StepKind, layers: &Layers<'a>) -> Result<usize, Reported> {
        let listed = [kind.key(), "reps"].into_iter().filter_map(|key| {
            let field = self.inherited(layers, key)?;
            Some((key, field, sets_listed(field)?))
        });
        let listed: Vec<_> = listed.collect();
        // A list of the step itself comes before the number of sets in `[defaults]`.
        let is_own = |(key, ..): &(&str, &WrittenKey, usize)| layers.get(key).is_some();
        let by_default = self.defaults.filter(|_| !listed.iter().any(is_own));
        let written = layers.or_else(by_default, "sets");
        let sets = value_of::<u32>(written)?.map(|sets| sets as usize);
        let (what, place, sets) = match (written.zip(sets), listed.first()) {
            (Some((field, sets)), _) => ("sets", &field.place, sets),
            (None, Some((key, field, sets))) => (*key, &field.place, *sets),
            (None, None) => return Ok(1),
        };
        let Some((key, field, others)) = listed.iter().find(|(.., others)| *others != sets) else {
            return Ok(sets);
        };
        let (of, these) = (
            text::quantity(sets, "set"),
            text::quantity(*others, "value"),
        );
        self.problems.push(
            E16.at(&field.place, format!("`{key}` has {these} for {of}"))
                .label("one value for each set belongs here")
                .also(place, format!("`{what}` says {of}"))
                .help("write as many values as there are sets, or one value without a list for all of them"),
        );
        Err(Reported)
    }

    /// The conditions under which a step is left out. Remembers what its stretch needs and where it comes from.
    fn known_of(&mut self, layers: &Layers) -> Conditions {
        let texts = |key| {
            let fields = layers.writing(key);
            fields.map(|fields| fields.texts(key)).unwrap_or_default()
        };
        add_new(&mut self.needs, texts("needs"));
        add_new(&mut self.sources, texts("sources"));
        words_of(layers, "avoid").into_iter().collect()
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

    /// The work of each of the `sets`.
    fn works(
        &mut self,
        kind: StepKind,
        layers: &Layers<'a>,
        sides: Result<Sides, Reported>,
        sets: usize,
    ) -> Result<Vec<Work>, Reported> {
        let main = self.inherited(layers, kind.key());
        let end = self.or_default(layers, &END);
        let limit = layers.get("limit").filter(|_| kind != StepKind::Count);
        let works = if kind == StepKind::Count {
            let pace = value_of(self.inherited(layers, "pace"));
            let times = value_of::<Amounts<u32>>(main);
            times.and_then(|times| Ok(counted(&times.ok_or(Reported)?, pace?, sets)))
        } else {
            let lengths = value_of::<Amounts<WrittenLength>>(main);
            let breath = self.breath();
            lengths.and_then(|lengths| timed(kind, &lengths.ok_or(Reported)?, breath?, sets))
        };
        // How long one piece of it lasts in the longest set, and where that is written.
        let length = works.as_ref().map_err(|reported| *reported).map(|works| {
            let longest = works.iter().filter_map(Work::length).max();
            longest.zip(main.map(|main| main.place.clone()))
        });
        if let Ok(Some(length)) = &length {
            self.check_limit(kind, limit, length);
        }
        let cues = match (&length, sides) {
            (Ok(length), Ok(sides)) => {
                let field = layers.get("cues");
                let lengths = || works.iter().flatten().filter_map(Work::length);
                let work = CuedWork {
                    lent: field.is_some_and(|field| self.stretches.lends(&field.place)),
                    kind,
                    length: length.as_ref(),
                    shortest: lengths().min().unwrap_or_default(),
                    sides: &sides,
                };
                self.cues(field, &work, sets)
            }
            _ => Err(Reported),
        };
        let (limit, end, cues, mut works) = (value_of(limit)?, end?, cues?, works?);
        for work in &mut works {
            match work {
                Work::Hold(timed) | Work::Time(timed) => {
                    (timed.limit, timed.end) = (limit, end);
                    timed.cues.clone_from(&cues);
                }
                Work::Count(counted) => counted.cues.clone_from(&cues),
            }
        }
        Ok(works)
    }

    /// How long a breath takes.
    fn breath(&self) -> Result<Duration, Reported> {
        let by_default = self.defaults.and_then(|defaults| defaults.get("breath"));
        let written = value_of(by_default.or(self.breath))?;
        written.or_else(|| BREATH.default()).ok_or(Reported)
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

/// A hold or a timer in each of the `sets`, without a limit, an end or a cue of its own.
fn timed(
    kind: StepKind,
    lengths: &Amounts<WrittenLength>,
    breath: Duration,
    sets: usize,
) -> Result<Vec<Work>, Reported> {
    let work = |set| {
        let Amount { least, most } = lengths.of_set(set);
        let is_breaths = matches!(least, WrittenLength::Breaths(_));
        let length = least.length(breath);
        let most = most.and_then(|most| most.length(breath));
        let range = length.zip(most);
        let timed = Timed {
            length,
            range: range.map(|(least, most)| Ends { least, most }),
            breath: is_breaths.then_some(breath),
            limit: None,
            end: End::Chime,
            cues: Vec::new(),
        };
        match kind {
            StepKind::Hold => Ok(Work::Hold(timed)),
            StepKind::Time => Ok(Work::Time(timed)),
            _ => Err(Reported),
        }
    };
    (0..sets).map(work).collect()
}

/// The movements in each of the `sets`, without a cue.
fn counted(times: &Amounts<u32>, pace: Option<Pace>, sets: usize) -> Vec<Work> {
    let work = |set| {
        let Amount { least, most } = *times.of_set(set);
        Work::Count(Counted {
            times: least,
            range: most.map(|most| Ends { least, most }),
            pace: pace.map(|pace| pace.length),
            tempo: pace.and_then(|pace| pace.tempo),
            cues: Vec::new(),
        })
    };
    (0..sets).map(work).collect()
}

/// Adds those of `texts` that are not among `known` yet.
pub(super) fn add_new(known: &mut Vec<String>, texts: Vec<String>) {
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
}
