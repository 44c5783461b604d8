//! Keys in the wrong place: misspelt ones, those of another table, and those of other programs.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeString;

use super::fields::Fields;
use super::keys::{self, Foreign, Shape, Table};
use super::reader::{Node, values_in};
use super::wording::{all_of, as_toml, one_of, quoted};
use crate::core::span;
use crate::diagnostic::Code::E03;
use crate::diagnostic::{Diagnostic, Fix};
use crate::suggest;

/// A key that does not belong where it stands, and the file around it.
pub(super) struct StrayKey<'a, 'd> {
    pub(super) key: &'a Spanned<DeString<'d>>,
    pub(super) value: &'a Node<'d>,
    /// The name of its table for messages.
    pub(super) what: &'static str,
    /// The variants of its table, of which none has the key.
    pub(super) tables: &'a [&'static Table],
    pub(super) source: &'a str,
    /// The top level of this kind of file.
    pub(super) top: &'static Table,
    /// The keys that stand at the top level.
    pub(super) at_top: &'a [String],
    /// The keys of its table that belong there.
    pub(super) fields: &'a Fields,
    /// Whether its table has sets, perhaps by another word.
    pub(super) has_sets: bool,
}

/// A problem, and the key that was probably meant.
type Told = (Diagnostic, Option<&'static str>);

impl StrayKey<'_, '_> {
    /// The problem of a key that [`Self::of_top`] does not explain: the first explanation that fits.
    pub(super) fn of_its_table(&self) -> Told {
        self.time_of_a_cue()
            .or_else(|| self.shuffled())
            .or_else(|| self.foreign())
            .or_else(|| self.of_another_table())
            .unwrap_or_else(|| self.misspelt())
    }

    fn name(&self) -> &str {
        self.key.get_ref().as_ref()
    }

    /// Whether it is the time of a timed cue, with what is said as its value.
    pub(super) fn is_time_of_a_cue(&self) -> bool {
        let time = self.name().trim_start_matches('-');
        let is_time = span::parse(time).is_ok() || self.name() == "half";
        let is_cue = |table: &&Table| table.key("at").is_some() && table.key("say").is_some();
        let is_cue = self.tables.iter().any(is_cue);
        is_cue && is_time && self.value.get_ref().is_str()
    }

    fn time_of_a_cue(&self) -> Option<Told> {
        let said = self.source.get(self.value.span())?;
        let between = if self.header().is_some() { "\n" } else { ", " };
        let meant = format!("at = {}{between}say = {said}", as_toml(self.name()));
        let place = self.place().start..self.value.span().end;
        let is_free = self.can_stand("at") && self.can_stand("say");
        self.is_time_of_a_cue().then(|| {
            let problem = self
                .unknown("this is when it is said")
                .help("when it is said is `at`, and what is said is `say`")
                .fix(is_free.then(|| Fix::likely(&place, meant)));
            (problem, Some("say"))
        })
    }

    /// Whether it is `shuffle = true` beside steps inside: another order of them each day.
    pub(super) fn is_shuffled(&self) -> bool {
        let is_meant = matches!(self.name(), "shuffle" | "shuffled" | "random" | "randomize");
        let is_said = self.value.get_ref().as_bool() == Some(true);
        let has_steps = self.place_of("step").is_some() && self.place_of("order").is_none();
        is_meant && is_said && has_steps
    }

    fn shuffled(&self) -> Option<Told> {
        if !self.is_shuffled() {
            return None;
        }
        let has_repeat = self.place_of("repeat").is_some();
        let repeat = if has_repeat { "" } else { "repeat = 1\n" };
        let place = self.place().start..self.value.span().end;
        let problem = self
            .unknown("this is the `order` of a block")
            .help(
                "another order each day is `order = \"shuffled\"` in a block, which has a `repeat`",
            )
            .fix(Fix::likely(&place, format!("{repeat}order = \"shuffled\"")));
        Some((problem, Some(if has_repeat { "order" } else { "repeat" })))
    }

    fn place(&self) -> Range<usize> {
        self.key.span()
    }

    /// Whether it stands at the top level.
    fn is_top(&self) -> bool {
        self.tables
            .iter()
            .any(|table| std::ptr::eq(*table, self.top))
    }

    /// The header of its table, if that has one of its own: then a key of the top level may have slipped in.
    fn header(&self) -> Option<&Range<usize>> {
        let place = &self.fields.place;
        let header = self.source.get(place.clone())?;
        header.starts_with('[').then_some(place)
    }

    /// The place of the key `name` of the same table.
    fn place_of(&self, name: &str) -> Option<&Range<usize>> {
        self.fields.get(name).map(|field| &field.key)
    }

    /// Whether the key `name` can be added to those that are written.
    fn can_stand(&self, name: &str) -> bool {
        let has_sets = self.has_sets;
        let has_name = self.place_of("name").is_some();
        let takes = |table: &Table, name: &str| {
            let key = table.key(name);
            key.is_some_and(|key| has_sets || !key.is_between_sets)
        };
        let takes_all = |table: &Table| {
            let mut written = self.fields.iter();
            // A rest beside work, which has a name, is told by itself.
            written.all(|(name, _)| (name == "rest" && has_name) || takes(table, name))
        };
        let some_take_all = self.tables.iter().any(|table| takes_all(table));
        // What has steps inside is a block, whatever else it says.
        let is_block = self.place_of("step").is_some();
        let mut fitting = self.tables.iter().filter(|table| {
            if some_take_all {
                takes_all(table)
            } else {
                !is_block || takes(table, "step")
            }
        });
        self.place_of(name).is_none() && fitting.any(|table| takes(table, name))
    }

    fn unknown(&self, label: impl Into<String>) -> Diagnostic {
        let message = format!("unknown key {} in {}", quoted(self.name()), self.what);
        E03.at(&self.place(), message).label(label)
    }

    /// A key of the file as a whole, below a header.
    pub(super) fn of_top(&self) -> Option<Told> {
        let name = self.top.key(self.name()).filter(|_| !self.is_top())?.name;
        let is_at_top = self.at_top.iter().any(|known| known == name);
        let is_foreign = |foreign: &&Foreign| self.fits(foreign);
        // A table of the top is never meant by a value: `stretch = "calf"` is `use`.
        let is_table = self.top.key(name)?.shape.has_header();
        let is_other = is_at_top || (is_table && self.value.get_ref().is_str());
        if is_other && self.known_elsewhere().any(|foreign| is_foreign(&foreign)) {
            return None;
        }
        let mut problem = below_a_header(&self.place(), &[name], self.what);
        if self.header().is_none() {
            problem = problem.label("not here");
        }
        if is_at_top {
            let help = format!("`{name}` stands at the top already: take this one out");
            problem = problem.help(help);
        }
        Some((problem, Some(name)))
    }

    /// The entries of the tables for a word that people bring along, the best first.
    fn known_elsewhere(&self) -> impl Iterator<Item = &'static Foreign> {
        let name = self.name().to_lowercase();
        let foreign = self.tables.iter().flat_map(|table| table.foreign);
        foreign.filter(move |foreign| foreign.word == name)
    }

    /// Whether it is a word that people bring along.
    pub(super) fn is_foreign(&self) -> bool {
        self.known_elsewhere().next().is_some()
    }

    fn fits(&self, foreign: &Foreign) -> bool {
        // What is done again after a rest are sets.
        let is_after_rest = self.place_of("rest").is_some();
        let can_stand = |instead| match instead {
            "sets" => is_after_rest && self.can_stand(instead),
            _ => self.can_stand(instead),
        };
        foreign.instead.is_none_or(can_stand)
    }

    fn foreign(&self) -> Option<Told> {
        let fitting = self.known_elsewhere().find(|foreign| self.fits(foreign));
        let foreign = fitting.or_else(|| self.known_elsewhere().next())?;
        let taken = foreign.instead.and_then(|instead| self.place_of(instead));
        let label = match foreign.instead {
            Some(instead) if fitting.is_some() || taken.is_some() => {
                format!("here it is `{instead}`")
            }
            _ => "not known here".to_owned(),
        };
        let mut problem = self.unknown(label).help(foreign.advice);
        if let Some(instead) = foreign.instead.filter(|_| fitting.is_some()) {
            problem = problem.fix(Fix::likely(&self.place(), instead));
        } else if let Some(taken) = taken {
            problem = problem.also(taken, "which stands here already");
        }
        Some((problem, foreign.instead))
    }

    /// A key that tables elsewhere in the file have.
    fn of_another_table(&self) -> Option<Told> {
        let mut home = None;
        let mut homes = Vec::new();
        for key in self.top.keys {
            let (known, table) = match key.shape {
                Shape::Table(table) => (table.key(self.name()), format!("`[{}]`", key.name)),
                Shape::Tables(variants) => (
                    variants.key(self.name()),
                    format!("{} (`[[{}]]`)", variants.what, key.name),
                ),
                _ => continue,
            };
            if let Some(known) = known {
                home = home.or(Some(known.name));
                homes.push(table);
            }
        }
        let home = home?;
        let here = if self.is_top() {
            "at the top level".to_owned()
        } else {
            format!("in {}", self.what)
        };
        let message = format!("{} cannot stand {here}", quoted(self.name()));
        let problem = E03
            .at(&self.place(), message)
            .label("not here")
            .help(format!("it belongs to {}", homes.join(" or ")));
        Some((problem, Some(home)))
    }

    fn misspelt(&self) -> Told {
        let names = keys::names(self.tables);
        let mut near = suggest::near(self.name(), names.iter().copied());
        let in_words = near.is_empty().then(|| self.in_words(&names)).flatten();
        near.extend(in_words);
        let Some(meant) = near.first().copied() else {
            let help = format!("{} may have {}", self.what, one_of(names));
            return (self.unknown("not known here").help(help), None);
        };
        let problem = self.unknown(format!("did you mean `{meant}`?"));
        if let Some(taken) = self.place_of(meant) {
            let problem = problem.also(taken, "which stands here already");
            return (problem.help("keep one of the two"), Some(meant));
        }
        // With two neighbours it may be either of them.
        let is_certain = near.len() == 1 && in_words.is_none() && self.can_stand(meant);
        let fix = Fix::likely(&self.place(), meant).certain_if(is_certain);
        let again = if self.is_top() {
            self.again()
        } else {
            Vec::new()
        };
        // Missing keys are reported when all keys of the table are known.
        let mut unread = vec![extent(self.value)];
        unread.extend(self.header().cloned());
        let problem = problem.help(format!("write `{meant}`"));
        (problem.fix(fix.again(&again).unread(unread)), Some(meant))
    }

    /// A key that is one of the words of this one, as in `getReady`: one that can stand here, if there is one.
    fn in_words(&self, names: &[&'static str]) -> Option<&'static str> {
        let words = words_of_key(self.name());
        let known = words.iter().filter_map(|word| {
            let known = names.iter().copied().find(|name| name == word);
            let mut foreign = self.tables.iter().flat_map(|table| table.foreign);
            known.or_else(|| foreign.find(|foreign| foreign.word == word)?.instead)
        });
        let known: Vec<&str> = known.collect();
        let fits = known.iter().copied().find(|name| self.can_stand(name));
        fits.or(known.first().copied())
    }

    /// The places of the same name in the headers of tables below, apart from the key itself.
    fn again(&self) -> Vec<Range<usize>> {
        let (place, name) = (self.place(), self.name());
        let tables = values_in(self.value).into_iter();
        let tables = tables.filter(|value| value.get_ref().is_table());
        let names = tables.filter_map(|table| {
            // `[[steps.step]]`: the name stands behind the brackets, whatever follows it.
            let header = table.span();
            let raw = self.source.get(header.clone())?;
            let start = header.start + raw.starts_with('[').then(|| raw.find(name))??;
            Some(start..start + name.len())
        });
        let mut again: Vec<_> = names
            .filter(|other| other.end <= place.start || place.end <= other.start)
            .collect();
        again.sort_by_key(|name| name.start);
        again.dedup();
        again
    }
}

/// The problem of keys of the file as a whole that stand below the header of `what`.
pub(super) fn below_a_header(place: &Range<usize>, names: &[&str], what: &str) -> Diagnostic {
    let (belong, them) = match names {
        [_] => ("belongs", "it"),
        _ => ("belong", "them"),
    };
    let names = all_of(names);
    let message = format!("{names} {belong} to the file as a whole, not to {what}");
    E03.at(place, message)
        .label(format!("TOML gives it to {what}: the last header above it"))
        .help(format!(
            "move {them} to the top of the file, above the first line in brackets"
        ))
}

/// The `problem` of a key that is called otherwise here, together with the one `of_value`.
pub(super) fn with_its_value(problem: Diagnostic, of_value: Diagnostic) -> Diagnostic {
    let help = match (problem.help, of_value.help) {
        // The other one has the right name in it.
        (Some(of_key), Some(help)) if of_key.starts_with("write ") => Some(help),
        (Some(of_key), Some(help)) => Some(format!("{of_key}; {help}")),
        (of_key, help) => of_key.or(help),
    };
    let fixes = problem.fix.zip(of_value.fix);
    Diagnostic {
        help,
        fix: fixes.map(|(of_key, fix)| of_key.joined(fix)),
        ..problem
    }
}

/// The `problem` of a value with wrong syntax, together with the one `of_value` as it is meant.
pub(super) fn with_what_it_says(problem: Diagnostic, of_value: Diagnostic) -> Diagnostic {
    let place = problem.place.clone();
    let help = of_value.help.map(|help| {
        if help.starts_with("write ") {
            help
        } else {
            format!("put it in quotes; {help}")
        }
    });
    Diagnostic {
        help: help.or(problem.help),
        fix: of_value.fix.filter(|fix| fix.first().place == place),
        ..problem
    }
}

/// The problem of two names of one key in a table, at two places of `source`.
pub(super) fn said_twice(source: &str, one: &Range<usize>, other: &Range<usize>) -> Diagnostic {
    let (earlier, later) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    let [name, known] = [later, earlier].map(|place| {
        let written = source.get(place.clone()).unwrap_or_default();
        quoted(written.trim_matches(['"', '\'']))
    });
    let message = format!("{name} says the same as {known}");
    E03.at(later, message)
        .label("which of the two?")
        .also(earlier, "it is said here already")
        .help("keep one of the two")
}

/// The words of a key such as `getReady`, `hold-time` or `hold time`, in lower case.
pub(super) fn words_of_key(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in key.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// From where `value` begins to where the last part of it ends, tables below headers included.
fn extent(value: &Node) -> Range<usize> {
    let ends = values_in(value).into_iter().map(|value| value.span().end);
    value.span().start..ends.max().unwrap_or_default()
}
