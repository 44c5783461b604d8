//! `use`: the stretches that a step inherits from, nearest first: `[stretch.<id>]` tables of the same file, which may use
//! one another, and then one of the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::ops::Range;

use super::super::amounts::has_sets;
use super::super::fields::{Fields, Placed, WrittenKey};
use super::super::problems::Problems;
use super::super::wording::{all_of, as_toml, bare, did_you_mean, quoted};
use super::kind::StepKind;
use crate::core::text;
use crate::core::timeline::MOST_SEGMENTS;
use crate::diagnostic::Code::E08;
use crate::diagnostic::Diagnostic;
use crate::suggest;

/// How many stretches may use one another.
const DEEPEST: usize = 4;
/// The most ids that the message about an unknown one names, and among which a similar one is searched for.
const MOST_NAMED: usize = 50;

/// The catalogue, as far as a file asks it for stretches.
pub(super) trait Lender: Debug {
    /// The keys of the words of the nearest stretch called `id`.
    fn words_of(&self, id: &str) -> Result<&Fields, NoWords>;

    /// The names of all stretches.
    fn known(&self) -> Vec<&str>;

    /// The stretch whose steps are called `name`.
    fn called(&self, name: &str) -> Option<&str>;
}

/// How many names are offered for one that there is not.
pub(super) const MOST_NEAR: usize = 5;

/// Where to find a stretch, in the help for a `word` that is none of those that are `known`: the names that have it in
/// them, and all.
pub(super) fn where_to_find(word: &str, known: Vec<&str>) -> String {
    let having = suggest::having(word, known).take(MOST_NEAR);
    let having: Vec<&str> = having.collect();
    let named = match having.as_slice() {
        [] => String::new(),
        [only] => format!("there is {}; ", quoted(only)),
        _ => format!(
            "there are {}; ",
            all_of(having.into_iter().map(text::escaped))
        ),
    };
    format!("{named}`supple stretches` shows all there are")
}

/// Why a name leads to no words.
#[derive(Clone, Debug)]
pub(super) enum NoWords {
    /// There is no stretch of this name.
    Unknown,
    /// Its file has a pose alone.
    PoseAlone,
    /// Its file, of this path, has errors.
    Broken(String),
}

/// The most steps of a file for which a stretch of the catalogue is looked up: a plan with more is too large.
const MOST_LENT: usize = MOST_SEGMENTS as usize + 1;

/// The stretches of the catalogue that a file uses.
#[derive(Debug, Default)]
pub(super) struct Lent(BTreeMap<usize, Fields>);

impl Lent {
    /// Those that the steps and stretches of a routine use, each by where its `use` stands: all of its keys stand there.
    pub(super) fn to(routine: &Fields, lender: &dyn Lender) -> Self {
        let own: BTreeSet<&str> = routine
            .named("stretch")
            .iter()
            .map(|(id, _)| id.value.as_str())
            .collect();
        let mut lent = BTreeMap::new();
        for fields in tables(routine) {
            let Some(field) = fields.get("use").filter(|_| lent.len() < MOST_LENT) else {
                continue;
            };
            let id = field
                .get::<String>()
                .filter(|id| !own.contains(id.as_str()));
            let written = id.and_then(|id| lender.words_of(id).ok());
            lent.extend(
                written.map(|written| (field.place.start, written.standing_at(&field.place))),
            );
        }
        Self(lent)
    }

    /// Whether what stands at `place` is lent: what is written there is the name of the stretch.
    pub(super) fn has(&self, place: &Range<usize>) -> bool {
        self.0.contains_key(&place.start)
    }
}

/// The tables of a routine that may refer to stretches: its own stretches, its steps and those of its blocks.
pub(super) fn tables(routine: &Fields) -> impl Iterator<Item = &Fields> {
    let mut later: Vec<&Fields> = routine
        .named("stretch")
        .iter()
        .map(|(_, fields)| fields)
        .collect();
    later.push(routine);
    std::iter::from_fn(move || {
        let fields = later.pop()?;
        later.extend(fields.tables("step"));
        Some(fields)
    })
}

/// All stretches of a file: its own `[stretch.<id>]`s and those it is lent.
#[derive(Clone, Debug)]
pub(super) struct Stretches<'a> {
    all: &'a [(Placed<String>, Fields)],
    /// The index of each.
    places: BTreeMap<&'a str, usize>,
    /// Whether all of them could be read, so that an unknown id can be reported.
    complete: bool,
    lent: &'a Lent,
    lender: &'a dyn Lender,
}

/// The tables of a step and of the stretches it uses, nearest first.
#[derive(Clone, Debug)]
pub(super) struct Layers<'a> {
    /// Those of this file.
    own: Vec<&'a Fields>,
    /// The stretch of the catalogue behind them.
    lent: Option<&'a Fields>,
    /// The id of the last one.
    pub(super) stretch: Option<&'a str>,
    /// Whether every `use` led somewhere, so that missing keys can be reported.
    pub(super) complete: bool,
}

/// The keys that belong to the movement itself: `[defaults]` do not change them in a stretch of the catalogue.
const OF_THE_MOVEMENT: [&str; 2] = ["sides", "position"];

/// Whether `[defaults]` do not change `key` in a stretch of the catalogue.
pub(in crate::format) fn of_the_movement(key: &str) -> bool {
    OF_THE_MOVEMENT.contains(&key)
}

impl<'a> Layers<'a> {
    /// A table that uses nothing.
    pub(super) fn of(fields: &'a Fields) -> Self {
        Self {
            own: vec![fields],
            lent: None,
            stretch: None,
            complete: true,
        }
    }

    /// All of them.
    fn iter(&self) -> impl Iterator<Item = &'a Fields> {
        self.own.iter().copied().chain(self.lent)
    }

    /// The nearest key called `key`.
    pub(super) fn get(&self, key: &str) -> Option<&'a WrittenKey> {
        self.iter().find_map(|fields| fields.get(key))
    }

    /// The same where `[defaults]` may have it: they come behind the tables of this file, and before the stretch of the
    /// catalogue.
    pub(super) fn or_else(
        &self,
        defaults: Option<&'a Fields>,
        key: &str,
    ) -> Option<&'a WrittenKey> {
        let own = self.own.iter().find_map(|fields| fields.get(key));
        let default = || defaults?.get(key);
        let lent = || self.lent?.get(key);
        if of_the_movement(key) {
            own.or_else(lent).or_else(default)
        } else {
            own.or_else(default).or_else(lent)
        }
    }

    /// The id of the stretch of the catalogue.
    pub(super) fn lent(&self) -> Option<&'a str> {
        self.stretch.filter(|_| self.lent.is_some())
    }

    /// Whether the nearest key called `key` is that of the stretch of the catalogue.
    pub(super) fn is_lent(&self, key: &str) -> bool {
        self.own.iter().all(|fields| fields.get(key).is_none())
    }

    /// The id of the stretch of this file whose own pose is nearer than any `figure`.
    pub(super) fn posed(&self) -> Option<&'a str> {
        let called = self.own.iter().map(|fields| fields.text("use"));
        let mut known = std::iter::once(None).chain(called).zip(&self.own);
        let writes = |fields: &Fields| {
            ["figure", "pose"]
                .iter()
                .any(|key| fields.get(key).is_some())
        };
        let (id, fields) = known.find(|(_, fields)| writes(fields))?;
        id.filter(|_| fields.get("figure").is_none())
    }

    /// The nearest table that writes `key`.
    pub(super) fn writing(&self, key: &str) -> Option<&'a Fields> {
        self.iter().find(|fields| fields.get(key).is_some())
    }

    /// The nearest kind.
    pub(super) fn kind(&self) -> Option<StepKind> {
        let has_sets = self.any(has_sets);
        self.iter()
            .find_map(|fields| StepKind::of(fields, has_sets))
    }

    /// Whether `key` is written, or was probably meant, by any of them.
    pub(super) fn was_meant(&self, key: &str) -> bool {
        self.any(|fields| fields.was_meant(key))
    }

    /// Whether `is` holds for any of them.
    pub(super) fn any(&self, is: impl Fn(&Fields) -> bool) -> bool {
        self.iter().any(is)
    }
}

impl<'a> Stretches<'a> {
    /// Those of a routine.
    pub(super) fn of(routine: &'a Fields, lent: &'a Lent, lender: &'a dyn Lender) -> Self {
        let all = routine.named("stretch");
        let complete = !routine.is_unread("stretch");
        let ids = all.iter().map(|(id, _)| id.value.as_str());
        let places = ids.zip(0..).collect();
        Self {
            all,
            places,
            complete,
            lent,
            lender,
        }
    }

    /// Whether what stands at `place` is lent.
    pub(super) fn lends(&self, place: &Range<usize>) -> bool {
        self.lent.has(place)
    }

    /// All of its own, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a (Placed<String>, Fields)> + use<'a> {
        self.all.iter()
    }

    /// The one called `id`.
    pub(super) fn find(&self, id: &str) -> Option<&'a (Placed<String>, Fields)> {
        self.all.get(*self.places.get(id)?)
    }

    /// The tables of `fields` and of the stretches it uses.
    pub(super) fn layers(&self, fields: &'a Fields) -> Layers<'a> {
        let mut layers = Layers::of(fields);
        let mut last = fields;
        while let Some(next) = last.get("use") {
            layers.stretch = last.text("use").or(layers.stretch);
            layers.lent = self.lent.0.get(&next.place.start);
            if layers.lent.is_some() {
                break;
            }
            let stretch = next.get::<String>().and_then(|id| self.find(id));
            let known = &layers.own;
            let fresh = stretch.filter(|(_, fields)| {
                known.len() <= DEEPEST && !known.iter().any(|known| std::ptr::eq(*known, fields))
            });
            let Some((_, fields)) = fresh else {
                layers.complete = false;
                break;
            };
            layers.own.push(fields);
            last = fields;
        }
        layers
    }

    /// Reports a `use` in `fields` that leads nowhere.
    pub(super) fn check_use(&self, fields: &Fields, problems: &mut Problems) {
        let Some(field) = fields.get("use") else {
            return;
        };
        let Some(id) = fields.text("use") else { return };
        if !self.complete || self.find(id).is_some() {
            return;
        }
        let problem = match self.lender.words_of(id) {
            Ok(_) => return,
            Err(NoWords::Unknown) => {
                let message = format!("there is no stretch {}", quoted(id));
                self.unknown(id, fields, E08.at(&field.place, message))
            }
            Err(NoWords::PoseAlone) => {
                let message = format!("the stretch {} has a pose alone", quoted(id));
                E08.at(&field.place, message)
                    .label("it does not say what is done")
                    .help(format!(
                        "write `figure = {}` for its pose, and the step itself",
                        as_toml(id)
                    ))
            }
            Err(NoWords::Broken(path)) => {
                let path = quoted(&path);
                let message = format!("the stretch {} has errors", quoted(id));
                E08.at(&field.place, message)
                    .label("so it cannot be used")
                    .help(format!(
                        "mend its file {path}: `supple check` tells what is wrong"
                    ))
            }
        };
        problems.push_missing(problem);
    }

    /// The problem of a name that neither the file nor the catalogue has.
    fn unknown(&self, id: &str, fields: &Fields, problem: Diagnostic) -> Diagnostic {
        let own = self.all.iter().map(|(id, _)| id.value.as_str());
        let own = own.take(MOST_NAMED);
        let known = own.clone().chain(self.lender.known());
        // A stretch never uses itself.
        let itself = self
            .all
            .iter()
            .find(|(_, other)| other.place == fields.place);
        let itself = itself.map(|(id, _)| id.value.as_str());
        let known = known.filter(|known| Some(*known) != itself);
        // Its steps may be called so.
        let same = |name: &str| name.to_lowercase() == id.to_lowercase();
        let mut named = self.all.iter();
        let named = named.find(|(_, fields)| fields.text("name").is_some_and(same));
        let named = named.map(|(own, _)| own.value.as_str());
        let named = named.filter(|own| Some(*own) != itself);
        let named = named.or_else(|| self.lender.called(id));
        let meant = named.or_else(|| suggest::meant(id, known.clone()));
        let is_certain = named.is_some() || meant.is_some_and(|meant| suggest::is_same(id, meant));
        match meant {
            None if self.all.is_empty() => {
                let header = bare(id);
                let found = where_to_find(id, known.collect());
                let help = format!(
                    "{found}; one of your own is a table `[stretch.{header}]` above the first `[[step]]`"
                );
                problem.label("not known").help(help)
            }
            _ => {
                let known = all_of(own.map(text::escaped));
                let help = if self.all.is_empty() {
                    where_to_find("", Vec::new())
                } else {
                    format!("the file has {known}; `supple stretches` shows the others")
                };
                let problem = did_you_mean(problem, meant, "not known").help(help);
                problem.certain_if(is_certain)
            }
        }
    }

    /// Reports stretches that use themselves, or too many others.
    pub(super) fn check_cycles(&self, problems: &mut Problems) {
        // The stretch from which each was reached first: a chain that reaches its own way again is a cycle.
        let mut come_from: Vec<Option<usize>> = vec![None; self.all.len()];
        for start in 0..self.all.len() {
            let mut place = start;
            loop {
                match come_from.get_mut(place) {
                    Some(first @ None) => *first = Some(start),
                    Some(Some(first)) if *first == start => {
                        self.report_round(place, problems);
                        break;
                    }
                    _ => break,
                }
                let Some(next) = self.next(place) else { break };
                place = next;
            }
            self.check_length(start, problems);
        }
    }

    /// The stretch that the one at `place` uses.
    fn next(&self, place: usize) -> Option<usize> {
        let (_, fields) = self.all.get(place)?;
        self.places.get(fields.text("use")?).copied()
    }

    /// The stretch at `place`, the one it uses, and so on: without an end where they use each other.
    fn way(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |place| self.next(*place))
    }

    /// Reports the round that the stretch at `inside` is a part of, at its first stretch: who leads into it is not at
    /// fault.
    fn report_round(&self, inside: usize, problems: &mut Problems) {
        let others = |of: usize| self.way(of).skip(1).take_while(move |place| *place != of);
        let first = others(inside).fold(inside, usize::min);
        let Some((id, fields)) = self.all.get(first) else {
            return;
        };
        let by = others(first).filter_map(|place| self.all.get(place));
        let by: Vec<String> = by.map(|(id, _)| text::escaped(&id.value)).collect();
        let by_way = match by.as_slice() {
            [] => String::new(),
            by => format!(" by way of {}", all_of(by)),
        };
        let id = quoted(&id.value);
        let message = format!("the stretch {id} uses itself{by_way}");
        problems.push(
            E08.at(fields.place_of("use"), message)
                .label("this leads back to where it began")
                .help("take out one `use` of them"),
        );
    }

    /// Reports the stretch at `start` if it begins a chain that is too long by one; longer ones have one in them.
    fn check_length(&self, start: usize, problems: &mut Problems) {
        let long = DEEPEST + 1;
        let Some((id, fields)) = self.all.get(start) else {
            return;
        };
        if self.way(start).take(long + 1).count() != long {
            return;
        }
        let id = quoted(&id.value);
        let message = format!("the stretch {id} begins a chain of {long} stretches");
        problems.push(
            E08.at(fields.place_of("use"), message)
                .label(format!("{DEEPEST} at most"))
                .help("write in this stretch what it needs"),
        );
    }
}
