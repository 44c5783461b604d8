//! `use`: which `[stretch.<id>]`s a step takes from, nearest first.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::fields::{Field, Fields, Placed};
use super::super::problems::Problems;
use super::super::wording::{all_of, as_toml, bare, quoted};
use super::kind::Kind;
use crate::core::suggest;
use crate::core::text;
use crate::diagnostic::{Code, Fix};

/// How many stretches may use one another.
const DEEPEST: usize = 4;
/// How many ids are named where one is not known, and among how many it is looked for what was meant.
const MOST_NAMED: usize = 50;

/// All `[stretch.<id>]`s of a file.
#[derive(Clone, Debug)]
pub(super) struct Stretches<'a> {
    all: &'a [(Placed<String>, Fields)],
    /// Where each stands among them.
    places: BTreeMap<&'a str, usize>,
    /// Whether all of them could be read, so that an unknown id can be told.
    complete: bool,
}

/// What a step says and what it takes from stretches, nearest first.
#[derive(Clone, Debug)]
pub(super) struct Layers<'a> {
    layers: Vec<&'a Fields>,
    /// Whether every `use` led somewhere, so that what is missing can be told.
    pub(super) complete: bool,
}

impl<'a> Layers<'a> {
    /// What stands nearest behind `key`.
    pub(super) fn get(&self, key: &str) -> Option<&'a Field> {
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
    pub(super) fn kind(&self) -> Option<Kind> {
        self.layers.iter().find_map(|fields| Kind::of(fields))
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

    /// What `fields` says and takes from others.
    pub(super) fn layers(&self, fields: &'a Fields) -> Layers<'a> {
        let mut layers = vec![fields];
        let mut last = fields;
        while let Some(next) = last.get("use") {
            let stretch = next.value.as_ref().and_then(|id| self.find(id.as_text()?));
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
        let ids = || {
            self.all
                .iter()
                .map(|(id, _)| id.value.as_str())
                .take(MOST_NAMED)
        };
        let shown: Vec<String> = ids().map(text::escaped).collect();
        let problem = Code::E08.at(&field.place, format!("there is no stretch {}", quoted(id)));
        problems.push_missing(if shown.is_empty() {
            problem
                .label("no `[stretch.…]` stands in this file")
                .help(format!(
                    "write a table `[stretch.{}]` above the first `[[step]]`, or take `use` out",
                    bare(id)
                ))
        } else {
            let known = format!("the file has {}", all_of(shown.iter().map(String::as_str)));
            match suggest::closest(id, ids()) {
                Some(meant) => problem
                    .label(format!("did you mean {}?", quoted(meant)))
                    .help(known)
                    .fix(Fix::likely(&field.place, as_toml(meant))),
                None => problem.label("not known").help(known),
            }
        });
    }

    /// Reports stretches that use themselves, or too many others.
    pub(super) fn check_cycles(&self, problems: &mut Problems) {
        // From which stretch each was come to first: who comes to one of his own way again goes round.
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
        let by_way = if by.is_empty() {
            String::new()
        } else {
            format!(" by way of {}", all_of(by.iter().map(String::as_str)))
        };
        problems.push(
            Code::E08
                .at(
                    &place_of_use(fields),
                    format!("the stretch {} uses itself{by_way}", quoted(&id.value)),
                )
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
        problems.push(
            Code::E08
                .at(
                    &place_of_use(fields),
                    format!(
                        "the stretch {} begins a chain of {long} stretches",
                        quoted(&id.value)
                    ),
                )
                .label(format!("{DEEPEST} at most"))
                .help("write in this stretch what it needs"),
        );
    }
}

fn place_of_use(fields: &Fields) -> Range<usize> {
    let field = fields.get("use");
    field.map_or_else(|| fields.place.clone(), |field| field.place.clone())
}
