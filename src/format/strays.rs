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
    /// Whether the table around it has a header of its own, so that a key of the top level may have slipped into it.
    pub(super) has_header: bool,
    /// Which keys of the table are written.
    pub(super) written: &'a [&'static str],
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
        Diagnostic::new(
            Code::E03,
            place.clone(),
            format!("unknown key {} in {}", quoted(name), what),
        )
        .label(label)
    };
    let foreign = foreign(name, tables).filter(|foreign| {
        foreign
            .instead
            .is_none_or(|instead| !around.written.contains(&instead))
    });
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
        let fix = foreign
            .instead
            .map(|instead| Fix::likely(place.clone(), instead));
        let stray = Stray {
            meant: foreign.instead,
            from_top: None,
        };
        return (unknown(label).help(foreign.advice).fix(fix), stray);
    }
    let nowhere = Stray {
        meant: None,
        from_top: None,
    };
    if let Some(homes) = homes(name, around.top) {
        let problem = Diagnostic::new(
            Code::E03,
            place,
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
        return (problem, nowhere);
    }
    let names = keys::names(tables);
    let free = || {
        names
            .iter()
            .copied()
            .filter(|name| !around.written.contains(name))
    };
    let near = suggest::near(name, free());
    let Some(meant) = near.first().copied() else {
        let help = format!("{what} may have {}", one_of(free()));
        return (unknown("not known here".to_owned()).help(help), nowhere);
    };
    let problem = unknown(format!("did you mean `{meant}`?"))
        .help(format!("write `{meant}`"))
        // With two neighbours it may be either of them.
        .fix(if near.len() == 1 {
            Fix::certain
        } else {
            Fix::likely
        }(key.span(), meant));
    let stray = Stray {
        meant: Some(meant),
        from_top: None,
    };
    (problem, stray)
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
        let problem = lost_order(name, place.clone());
        match value.get_ref() {
            // One bracket too few as well: the whole line is another.
            DeValue::Table(_) => problem.fix(Fix::likely(value.span(), "[[step]]")),
            // Nothing but an `s` too much: the order is that of the file once it is gone everywhere.
            DeValue::Array(_) if name == "steps" => {
                let mut again = Vec::new();
                names_in_headers(source, value, name, &mut again);
                again.retain(|other| *other != place);
                problem.fix(Fix::certain(place, "step").again(again))
            }
            _ => problem,
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
    let help = match name {
        "step" | "steps" => "every step begins with `[[step]]`, in two brackets",
        "stretch" => {
            "every step begins with `[[step]]`; `[stretch.some-id]` only names one for `use`"
        }
        "rest" => {
            "every step begins with `[[step]]`, a pause as well: `[[step]]`, then `rest = \"20s\"`"
        }
        _ => "every step begins with `[[step]]`, whatever its kind",
    };
    Diagnostic::new(
        Code::E06,
        place.clone(),
        format!(
            "a list {} would lose its place among the steps",
            quoted(name)
        ),
    )
    .label("TOML keeps every list apart")
    .help(help)
    .fix((name != "step").then(|| Fix::likely(place, "step")))
}

fn below_a_header(key: &Key, place: Range<usize>, what: &str, around: Surroundings) -> Diagnostic {
    let name = key.name;
    let label = if around.has_header {
        format!("TOML gives it to {what}: the last header above it")
    } else {
        "not here".to_owned()
    };
    let problem = Diagnostic::new(
        Code::E03,
        place,
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

fn foreign(name: &str, tables: &[&'static Table]) -> Option<&'static Foreign> {
    let name = name.to_lowercase();
    tables
        .iter()
        .flat_map(|table| table.foreign)
        .find(|foreign| foreign.word == name)
}

/// The tables in which a key called `name` would be known.
fn homes(name: &str, top: &Table) -> Option<String> {
    let homes: Vec<String> = top
        .keys
        .iter()
        .filter_map(|key| match key.shape {
            Shape::Table(table) => table.key(name).map(|_| format!("`[{}]`", key.name)),
            Shape::Tables(variants) => variants
                .key(name)
                .map(|_| format!("{} (`[[{}]]`)", variants.what, key.name)),
            _ => None,
        })
        .collect();
    (!homes.is_empty()).then(|| homes.join(" or "))
}
