//! `use`: the `[stretch.<id>]` tables that a step inherits from, nearest first.

use std::collections::BTreeMap;

use super::super::fields::{Fields, Placed, WrittenKey};
use super::super::problems::Problems;
use super::super::wording::{all_of, bare, did_you_mean, quoted};
use super::kind::StepKind;
use crate::core::text;
use crate::diagnostic::Code::E08;
use crate::suggest;

/// How many stretches may use one another.
const DEEPEST: usize = 4;
/// The most ids that the message about an unknown one names, and among which a similar one is searched for.
const MOST_NAMED: usize = 50;

/// All `[stretch.<id>]`s of a file.
#[derive(Clone, Debug)]
pub(super) struct Stretches<'a> {
    all: &'a [(Placed<String>, Fields)],
    /// The index of each.
    places: BTreeMap<&'a str, usize>,
    /// Whether all of them could be read, so that an unknown id can be reported.
    complete: bool,
}

/// The tables of a step and of the stretches it uses, nearest first.
#[derive(Clone, Debug)]
pub(super) struct Layers<'a> {
    layers: Vec<&'a Fields>,
    /// Whether every `use` led somewhere, so that missing keys can be reported.
    pub(super) complete: bool,
}

impl<'a> Layers<'a> {
    /// A table that uses nothing.
    pub(super) fn of(fields: &'a Fields) -> Self {
        Self {
            layers: vec![fields],
            complete: true,
        }
    }

    /// The nearest key called `key`.
    pub(super) fn get(&self, key: &str) -> Option<&'a WrittenKey> {
        self.layers.iter().find_map(|fields| fields.get(key))
    }

    /// The nearest table that writes `key`.
    pub(super) fn writing(&self, key: &str) -> Option<&'a Fields> {
        self.layers
            .iter()
            .copied()
            .find(|fields| fields.get(key).is_some())
    }

    /// The nearest kind.
    pub(super) fn kind(&self) -> Option<StepKind> {
        self.layers.iter().find_map(|fields| StepKind::of(fields))
    }

    /// Whether `key` is written, or was probably meant, by any of them.
    pub(super) fn was_meant(&self, key: &str) -> bool {
        self.layers.iter().any(|fields| fields.was_meant(key))
    }
}

impl<'a> Stretches<'a> {
    /// Those of a routine.
    pub(super) fn of(routine: &'a Fields) -> Self {
        let all = routine.named("stretch");
        let complete = !routine.is_unread("stretch");
        let ids = all.iter().map(|(id, _)| id.value.as_str());
        let places = ids.zip(0..).collect();
        Self {
            all,
            places,
            complete,
        }
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a (Placed<String>, Fields)> + use<'a> {
        self.all.iter()
    }

    /// The one called `id`.
    pub(super) fn find(&self, id: &str) -> Option<&'a (Placed<String>, Fields)> {
        self.all.get(*self.places.get(id)?)
    }

    /// The tables of `fields` and of the stretches it uses.
    pub(super) fn layers(&self, fields: &'a Fields) -> Layers<'a> {
        let mut layers = vec![fields];
        let mut last = fields;
        while let Some(next) = last.get("use") {
            let stretch = next.get::<String>().and_then(|id| self.find(id));
            let fresh = stretch.filter(|(_, fields)| {
                layers.len() <= DEEPEST && !layers.iter().any(|known| std::ptr::eq(*known, fields))
            });
            let Some((_, fields)) = fresh else {
                let complete = false;
                return Layers { layers, complete };
            };
            layers.push(fields);
            last = fields;
        }
        let complete = true;
        Layers { layers, complete }
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
        let ids = self.all.iter().map(|(id, _)| id.value.as_str());
        let ids = ids.take(MOST_NAMED);
        let message = format!("there is no stretch {}", quoted(id));
        let problem = E08.at(&field.place, message);
        problems.push_missing(if self.all.is_empty() {
            let header = bare(id);
            problem
                .label("no `[stretch.…]` stands in this file")
                .help(format!("write a table `[stretch.{header}]` above the first `[[step]]`, or take `use` out"))
        } else {
            let known = all_of(ids.clone().map(text::escaped));
            let meant = suggest::closest(id, ids);
            did_you_mean(problem, meant, "not known").help(format!("the file has {known}"))
        });
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
