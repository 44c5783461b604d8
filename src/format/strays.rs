//! Keys that do not belong where they stand: misspelt ones, those of another table, and words from other programs.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::fields::Stray;
use super::keys::{self, Foreign, Key, Shape, Table};
use super::wording::{one_of, quoted};
use crate::core::suggest;
use crate::diagnostic::{Code, Diagnostic, Fix};

/// The file around a key that does not belong where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'a> {
    /// The text of the file.
    pub(super) source: &'a str,
    /// The top level of this kind of file.
    pub(super) top: &'static Table,
    /// The keys that stand at the top level.
    pub(super) at_top: &'a [String],
    /// Whether the key stands at the top level itself.
    pub(super) is_top: bool,
    /// The header of the table around it, if it has one of its own: then a key of the top level may have slipped in.
    pub(super) header: Option<&'a Range<usize>>,
    /// Which keys of the table are written, and where.
    pub(super) written: &'a [(&'static str, Range<usize>)],
}

impl Surroundings<'_> {
    /// Where the key `name` of the table is written.
    fn place_of(&self, name: &str) -> Option<Range<usize>> {
        let found = self.written.iter().find(|(known, _)| *known == name);
        found.map(|(_, place)| place.clone())
    }
}

/// What is wrong with `key`, which none of `tables` has, and what was probably meant.
pub(super) fn stray(
    key: &Spanned<DeString>,
    value: &Spanned<DeValue>,
    what: &str,
    tables: &[&'static Table],
    around: Surroundings,
) -> (Diagnostic, Stray) {
    let name = key.get_ref().as_ref();
    let place = key.span();
    if around.is_top
        && let Some(problem) = list_without_order(name, value, place.clone(), around)
    {
        let stray = Stray {
            meant: Some("step"),
            from_top: None,
        };
        return (problem, stray);
    }
    let unknown = |label: String| {
        Code::E03
            .at(&place, format!("unknown key {} in {}", quoted(name), what))
            .label(label)
    };
    let can_stand = |name: &str| can_stand(name, tables, around);
    let all_foreign = foreign(name, tables);
    let foreign = all_foreign
        .iter()
        .find(|foreign| foreign.instead.is_none_or(can_stand));
    let of_top = around.top.key(name).filter(|_| !around.is_top);
    if let Some(of_top) =
        of_top.filter(|_| foreign.is_none() || !around.at_top.iter().any(|known| known == name))
    {
        let stray = Stray {
            meant: None,
            from_top: Some(of_top.name),
        };
        return (below_a_header(of_top, place, what, around), stray);
    }
    if let Some(foreign) = foreign {
        let label = foreign.instead.map_or_else(
            || "not known here".to_owned(),
            |instead| format!("here it is `{instead}`"),
        );
        let fix = foreign.instead.map(|instead| Fix::likely(&place, instead));
        let stray = Stray {
            meant: foreign.instead,
            from_top: None,
        };
        return (unknown(label).help(foreign.advice).fix(fix), stray);
    }
    if let Some(foreign) = all_foreign.first() {
        let problem = match foreign.instead.and_then(|instead| around.place_of(instead)) {
            Some(taken) => unknown(format!("here it is `{}`", foreign.instead.unwrap_or(name)))
                .also(&taken, "which stands here already"),
            None => unknown("not known here".to_owned()),
        };
        let stray = Stray {
            meant: foreign.instead,
            from_top: None,
        };
        return (problem.help(foreign.advice), stray);
    }
    if let Some((home, homes)) = homes(name, around.top) {
        let elsewhere = Stray {
            meant: Some(home),
            from_top: None,
        };
        let problem = Code::E03
            .at(
                &place,
                format!(
                    "{} cannot stand {}",
                    quoted(name),
                    if around.is_top {
                        "at the top level".to_owned()
                    } else {
                        format!("in {what}")
                    }
                ),
            )
            .label("not here")
            .help(format!("it belongs to {homes}"));
        return (problem, elsewhere);
    }
    let names = keys::names(tables);
    let near = suggest::near(name, names.iter().copied());
    let stray = Stray {
        meant: near.first().copied(),
        from_top: None,
    };
    let problem = match near.as_slice() {
        [] => {
            unknown("not known here".to_owned()).help(format!("{what} may have {}", one_of(names)))
        }
        [meant, others @ ..] => {
            let problem = unknown(format!("did you mean `{meant}`?"));
            // With two neighbours it may be either of them.
            let is_certain = others.is_empty() && can_stand(meant);
            instead(problem, key, value, meant, is_certain, around)
        }
    };
    (problem, stray)
}

/// `problem` with the way out: `key` is written as `meant`, unless that is there already.
fn instead(
    problem: Diagnostic,
    key: &Spanned<DeString>,
    value: &Spanned<DeValue>,
    meant: &str,
    is_certain: bool,
    around: Surroundings,
) -> Diagnostic {
    let place = key.span();
    if let Some(taken) = around.place_of(meant) {
        return problem
            .also(&taken, "which stands here already")
            .help("keep one of the two");
    }
    let fix = Fix::likely(&place, meant).certain_if(is_certain);
    let mut again = Vec::new();
    if around.is_top {
        names_in_headers(around.source, value, key.get_ref(), &mut again);
        again.retain(|other| other.end <= place.start || place.end <= other.start);
        again.dedup();
    }
    // What is missing in the table is told when all of its keys are known.
    let mut unread = vec![extent(value)];
    unread.extend(around.header.cloned());
    problem
        .help(format!("write `{meant}`"))
        .fix(fix.again(again).unread(unread))
}

/// Whether the key `name` can be added to those that are written.
fn can_stand(name: &str, tables: &[&'static Table], around: Surroundings) -> bool {
    around.place_of(name).is_none()
        && fitting(tables, around).any(|table| table.key(name).is_some())
}

/// Those of `tables` that take all keys that are written; all of them where none does.
fn fitting(
    tables: &[&'static Table],
    around: Surroundings,
) -> impl Iterator<Item = &'static Table> {
    let fits = |table: &&'static Table| {
        let mut written = around.written.iter();
        written.all(|(name, _)| table.key(name).is_some())
    };
    let some = tables.iter().copied().any(|table| fits(&table));
    let fitting: Vec<_> = tables
        .iter()
        .copied()
        .filter(|table| !some || fits(table))
        .collect();
    fitting.into_iter()
}

/// From where `value` begins to where the last that is in it ends, tables below headers among it.
fn extent(value: &Spanned<DeValue>) -> Range<usize> {
    let end = |value: &Spanned<DeValue>| extent(value).end;
    let last = match value.get_ref() {
        DeValue::Array(list) => list.iter().map(end).max(),
        DeValue::Table(table) => table.values().map(end).max(),
        _ => None,
    };
    let Range { start, end } = value.span();
    start..end.max(last.unwrap_or_default())
}

/// `[[stretch]]`, `[[rest]]`: lists that TOML keeps apart, so that nobody knows what comes after what.
fn list_without_order(
    name: &str,
    value: &Spanned<DeValue>,
    place: Range<usize>,
    around: Surroundings,
) -> Option<Diagnostic> {
    let Surroundings { top, source, .. } = around;
    let steps = top.keys.iter().find_map(|key| match key.shape {
        Shape::Tables(steps) if key.name == "step" => Some(steps),
        _ => None,
    })?;
    let of_tables = match value.get_ref() {
        DeValue::Array(list) => list.first().is_some_and(|first| first.get_ref().is_table()),
        DeValue::Table(_) => {
            steps.key(name).is_some()
                || matches!(
                    name,
                    "steps" | "stretches" | "exercise" | "exercises" | "block"
                )
        }
        _ => false,
    };
    let below_header = value.span().start < place.start;
    (of_tables && below_header).then(|| {
        match value.get_ref() {
            // One bracket too few as well: the whole line is another.
            DeValue::Table(_) => {
                single_brackets(name, place).fix(Fix::likely(&value.span(), "[[step]]"))
            }
            // Nothing but an `s` too much: the order is that of the file once it is gone everywhere.
            DeValue::Array(_) if name == "steps" => {
                let mut again = Vec::new();
                names_in_headers(source, value, name, &mut again);
                again.retain(|other| *other != place);
                let fix = Fix::certain(&place, "step").again(again);
                lost_order(name, place).fix(fix.unread(vec![extent(value)]))
            }
            _ => lost_order(name, place),
        }
    })
}

/// Where `name` begins the headers of the tables in `value` and of all tables in them.
fn names_in_headers(
    source: &str,
    value: &Spanned<DeValue>,
    name: &str,
    places: &mut Vec<Range<usize>>,
) {
    match value.get_ref() {
        DeValue::Array(list) => list
            .iter()
            .for_each(|value| names_in_headers(source, value, name, places)),
        DeValue::Table(table) => {
            let header = value.span();
            // `[[steps.step]]`: the name stands behind the brackets, whatever follows it.
            let raw = source.get(header.clone()).unwrap_or_default();
            if raw.starts_with('[')
                && let Some(at) = raw.find(name)
            {
                let start = header.start + at;
                places.push(start..start + name.len());
            }
            table
                .values()
                .filter(|value| value.get_ref().is_array() || value.get_ref().is_table())
                .for_each(|value| names_in_headers(source, value, name, places));
        }
        _ => {}
    }
}

/// What is said about a list that is not `[[step]]`.
pub(super) fn lost_order(name: &str, place: Range<usize>) -> Diagnostic {
    Code::E06
        .at(
            &place,
            format!(
                "a list {} would lose its place among the steps",
                quoted(name)
            ),
        )
        .label("TOML keeps every list apart")
        .help(every_step(name))
        .fix(Fix::likely(&place, "step"))
}

/// What is said about a table that is meant as a step.
pub(super) fn single_brackets(name: &str, place: Range<usize>) -> Diagnostic {
    let message = format!("{} in single brackets is no step", quoted(name));
    Code::E06
        .at(&place, message)
        .label("one bracket too few")
        .help(every_step(name))
}

fn every_step(name: &str) -> &'static str {
    match name {
        "step" | "steps" => "every step begins with `[[step]]`, in two brackets",
        "stretch" => {
            "every step begins with `[[step]]`; `[stretch.some-id]` only names one for `use`"
        }
        "rest" => {
            "every step begins with `[[step]]`, a pause as well: `[[step]]`, then `rest = \"20s\"`"
        }
        _ => "every step begins with `[[step]]`, whatever its kind",
    }
}

fn below_a_header(key: &Key, place: Range<usize>, what: &str, around: Surroundings) -> Diagnostic {
    let name = key.name;
    let label = if around.header.is_some() {
        format!("TOML gives it to {what}: the last header above it")
    } else {
        "not here".to_owned()
    };
    let problem = Code::E03
        .at(
            &place,
            format!("`{name}` belongs to the file as a whole, not to {what}"),
        )
        .label(label);
    if around.at_top.iter().any(|known| known == name) {
        return problem.help(format!(
            "`{name}` stands at the top already: take this one out"
        ));
    }
    problem.help("move it to the top of the file, above the first line in brackets")
}

/// What is known of a word that people bring along, the best first.
fn foreign(name: &str, tables: &[&'static Table]) -> Vec<&'static Foreign> {
    let name = name.to_lowercase();
    tables
        .iter()
        .flat_map(|table| table.foreign)
        .filter(|foreign| foreign.word == name)
        .collect()
}

/// The key called `name` of other tables, and those tables.
fn homes(name: &str, top: &Table) -> Option<(&'static str, String)> {
    let homes: Vec<(&'static str, String)> = top
        .keys
        .iter()
        .filter_map(|key| match key.shape {
            Shape::Table(table) => {
                let known = table.key(name)?;
                Some((known.name, format!("`[{}]`", key.name)))
            }
            Shape::Tables(variants) => {
                let known = variants.key(name)?;
                Some((
                    known.name,
                    format!("{} (`[[{}]]`)", variants.what, key.name),
                ))
            }
            _ => None,
        })
        .collect();
    let (home, _) = homes.first()?;
    let tables: Vec<&str> = homes.iter().map(|(_, table)| table.as_str()).collect();
    Some((home, tables.join(" or ")))
}
