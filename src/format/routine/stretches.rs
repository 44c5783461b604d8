//! `use`: which `[stretch.<id>]`s a step takes from, nearest first.

use super::super::fields::{Field, Fields, Placed};
use super::super::problems::Problems;
use super::super::wording::{all_of, as_toml, quoted};
use super::kind::Kind;
use crate::core::suggest;
use crate::core::text;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// How many stretches may use one another.
const DEEPEST: usize = 4;

/// All `[stretch.<id>]`s of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretches<'a> {
    all: &'a [(Placed<String>, Fields)],
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
        let complete = routine
            .get("stretch")
            .is_none_or(|field| field.value.is_some());
        Self { all, complete }
    }

    /// All of them, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = &'a (Placed<String>, Fields)> {
        self.all.iter()
    }

    fn find(self, id: &str) -> Option<&'a (Placed<String>, Fields)> {
        self.all.iter().find(|(known, _)| known.value == id)
    }

    /// What `fields` says and takes from others.
    pub(super) fn layers(self, fields: &'a Fields) -> Layers<'a> {
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
    pub(super) fn check_use(self, fields: &Fields, problems: &mut Problems) {
        let Some(field) = fields.get("use") else {
            return;
        };
        let Some(id) = fields.text("use") else { return };
        if !self.complete || self.find(id).is_some() {
            return;
        }
        let ids = || self.all.iter().map(|(id, _)| id.value.as_str());
        let shown: Vec<String> = ids().map(text::escaped).collect();
        let problem = Diagnostic::new(
            Code::E08,
            field.place.clone(),
            format!("there is no stretch {}", quoted(id)),
        );
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
                    .fix(Fix::likely(field.place.clone(), as_toml(meant))),
                None => problem.label("not known").help(known),
            }
        });
    }

    /// Reports stretches that use themselves, or too many others.
    pub(super) fn check_cycles(self, problems: &mut Problems) {
        for (place, (id, fields)) in self.all.iter().enumerate() {
            let Some(field) = fields.get("use") else {
                continue;
            };
            let mut way = vec![place];
            let mut last = fields;
            let round = loop {
                let next = last
                    .text("use")
                    .and_then(|next| self.all.iter().position(|(id, _)| id.value == next));
                let Some(next) = next else { break None };
                if let Some(start) = way.iter().position(|known| *known == next) {
                    break Some(start);
                }
                way.push(next);
                let Some((_, fields)) = self.all.get(next) else {
                    break None;
                };
                last = fields;
            };
            let id = quoted(&id.value);
            match round {
                // A round is reported once, by its first stretch; who leads into it is not at fault.
                Some(0) if way.iter().min() == Some(&place) => {
                    let by: Vec<String> = way
                        .iter()
                        .skip(1)
                        .filter_map(|place| self.all.get(*place))
                        .map(|(id, _)| text::escaped(&id.value))
                        .collect();
                    let by_way = if by.is_empty() {
                        String::new()
                    } else {
                        format!(" by way of {}", all_of(by.iter().map(String::as_str)))
                    };
                    problems.push(
                        Diagnostic::new(
                            Code::E08,
                            field.place.clone(),
                            format!("the stretch {id} uses itself{by_way}"),
                        )
                        .label("this leads back to where it began")
                        .help("take out one `use` of them"),
                    );
                }
                None if way.len() == DEEPEST + 1 => problems.push(
                    Diagnostic::new(
                        Code::E08,
                        field.place.clone(),
                        format!("the stretch {id} begins a chain of {} stretches", way.len()),
                    )
                    .label(format!("{DEEPEST} at most"))
                    .help("write in this stretch what it needs"),
                ),
                _ => {}
            }
        }
    }
}

/// An id as it would stand in a header.
fn bare(id: &str) -> String {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    if plain { id.to_owned() } else { as_toml(id) }
}
