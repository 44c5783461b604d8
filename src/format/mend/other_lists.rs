//! Steps in lists of another name than `[[step]]`.

use std::ops::Range;

use super::KnownKeys;
use super::header::{
    Header, every_step, header, is_named, is_other_step, is_step, with_length_below,
};
use super::lost::is_kind;
use crate::diagnostic::Code::E06;
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::Shape;
use crate::format::keys::routine::STEP;
use crate::format::statement::{PlacedToken, Statement};
use crate::format::wording::{as_toml, quoted};

/// Steps in lists of another name, such as `[[steps]]`: TOML keeps such lists apart. One message a name.
pub(super) fn misnamed(statements: &[Statement], keys: KnownKeys) -> Vec<Diagnostic> {
    if !keys.has_steps() {
        return Vec::new();
    }
    let headers: Vec<(&Statement, Header)> = statements
        .iter()
        .filter_map(|statement| Some((statement, header(statement)?)))
        .collect();
    let mut names = lists_at_the_top(&headers, keys);
    for (statement, header) in &headers {
        let raw = |token: &&&PlacedToken| statement.raw(token);
        let Some(first) = header.names.first() else {
            continue;
        };
        let list = names.iter_mut().find(|(name, _)| *name == raw(&first));
        let inner = header.names.iter().skip(1);
        // The last name in single brackets is that of a table.
        let table = match header.brackets {
            (2, 2) => None,
            _ => header.names.last().map(|name| name.place.start),
        };
        let wrong = inner.filter(|name| {
            let is_list = table != Some(name.place.start);
            is_list && raw(name) != "step" && STEP.key(raw(name)).is_none()
        });
        match list {
            Some((_, places)) => {
                places.push(first.place.clone());
                places.extend(wrong.map(|name| name.place.clone()));
            }
            // `[[step.steps]]`
            None if is_step(raw(&first)) && header.brackets == (2, 2) => {
                let inner = header.names.iter();
                let wrong = inner.filter(|name| is_step(raw(name)) && raw(name) != "step");
                for name in wrong {
                    let (word, place) = (statement.raw(name), name.place.clone());
                    match names.iter_mut().find(|(known, _)| *known == word) {
                        Some((_, places)) => places.push(place),
                        None => names.push((word, vec![place])),
                    }
                }
            }
            None => {}
        }
    }
    let told = names.into_iter().filter_map(|(name, places)| {
        let (place, again) = places.split_first()?;
        // `[[cues]]` below a step is a list of that step.
        let own = STEP
            .key(name)
            .filter(|key| matches!(key.shape, Shape::Tables(_)));
        let own = own.filter(|key| key.name != "step");
        let meant = own.map_or_else(|| "step".to_owned(), |key| format!("step.{}", key.name));
        let mut fix = Fix::likely(place, meant)
            .certain_if(is_step(name))
            .again(again);
        if let Some((at, line)) =
            name_below(statements, name, place, keys).filter(|_| again.is_empty())
        {
            fix = fix.and(&at, line);
        }
        let begin = is_kind(name).then(|| {
            let mut lines = statements.iter();
            lines.position(|line| line.place.contains(&place.start))
        });
        let behind = begin
            .flatten()
            .and_then(|begin| statements.get(begin + 1..));
        fix = with_length_below(fix, name, behind.unwrap_or_default());
        let problem = lost_order(name, place).fix(fix);
        let is_block = lists_inside(&headers, name);
        Some(if is_block && !is_step(name) {
            problem.help(BLOCKS)
        } else {
            problem
        })
    });
    told.collect()
}

/// Where a step without a name that is begun by it, as in `[[Calf]]`, gets a line with that name, and the line.
fn name_below(
    statements: &[Statement],
    name: &str,
    place: &Range<usize>,
    keys: KnownKeys,
) -> Option<(Range<usize>, String)> {
    let mut headers = statements.iter().enumerate();
    let (at, header) = headers.find(|(_, header)| header.place.contains(&place.start))?;
    let behind = statements.get(at + 1..)?;
    let mut below = behind.iter().take_while(|statement| !statement.is_header());
    let is_kind = below.any(|statement| statement.key().is_some_and(is_kind));
    let is_foreign = is_step(name) || is_other_step(name, keys) || keys.find(name).is_some();
    let end = header.place.end..header.place.end;
    let line = format!("\nname = {}", as_toml(name.trim_matches(['"', '\''])));
    (is_kind && !is_foreign && !is_named(behind)).then_some((end, line))
}

/// The names of lists at the top, with room for the places of each.
fn lists_at_the_top<'s>(
    headers: &[(&Statement<'s>, Header)],
    keys: KnownKeys,
) -> Vec<(&'s str, Vec<Range<usize>>)> {
    let mut names: Vec<(&str, Vec<Range<usize>>)> = Vec::new();
    for (statement, header) in headers {
        let [name] = header.names.as_slice() else {
            continue;
        };
        let name = statement.raw(name);
        let is_list = match keys.top.key(name).map(|key| key.shape) {
            None => true,
            Some(shape) => matches!(shape, Shape::Named(_)),
        };
        let is_new = !names.iter().any(|(known, _)| *known == name);
        if is_list && is_new && header.brackets == (2, 2) {
            names.push((name, Vec::new()));
        }
    }
    names
}

const BLOCKS: &str = "steps that are repeated together are a block: `[[step]]` with `repeat = 3`, and below it `[[step.step]]` for each of them";

/// Whether a list of the name `outer` has lists inside.
fn lists_inside(headers: &[(&Statement, Header)], outer: &str) -> bool {
    headers.iter().any(|(statement, header)| {
        let first = header.names.first();
        header.names.len() > 1 && first.is_some_and(|name| statement.raw(name) == outer)
    })
}

/// Lists of weeks or days, each with steps of its own: no part of them can be read as one routine.
pub(super) fn by_time(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    if !keys.has_steps() {
        return None;
    }
    statements.iter().find_map(|statement| {
        let header = header(statement)?;
        let first = header.names.first()?;
        let name = statement.raw(first);
        let help = match name {
            "week" | "weeks" | "phase" | "phases" | "stage" | "stages" => {
                "write each step once, with the values of its weeks: `began = 2026-11-20` at the top, then `count = { weeks = [10, 12, 15] }` in the step; other steps are a routine of their own"
            }
            "day" | "days" => "the steps of another day are a routine of their own, in a file of its own",
            _ => return None,
        };
        let message = format!("a list {}, but a routine has one list of steps", quoted(name));
        let problem = E06.at(&first.place, message);
        (header.brackets == (2, 2)).then(|| problem.label("not known here").help(help))
    })
}

/// Steps in lists of lists that are both called otherwise, as other timers write them: they are other tables all over.
pub(super) fn nested(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    if !keys.has_steps() {
        return None;
    }
    let headers = statements.iter();
    let headers: Vec<(&Statement, Header)> = headers
        .filter_map(|statement| Some((statement, header(statement)?)))
        .collect();
    let is_ours = |statement: &Statement, name: &PlacedToken| {
        let raw = statement.raw(name).trim_end_matches(':');
        is_step(raw) || STEP.key(raw).is_some() || keys.top.key(raw).is_some()
    };
    let mut lists = headers
        .iter()
        .filter(|(_, header)| header.brackets == (2, 2));
    let (statement, names) = lists.find_map(|(statement, header)| {
        let names = header.names.get(..2)?;
        Some((statement, names)).filter(|_| !names.iter().any(|name| is_ours(statement, name)))
    })?;
    let has_steps = headers.iter().any(|(statement, header)| {
        let mut names = header.names.iter();
        names.any(|name| is_step(statement.raw(name)))
    });
    let (outer, inner) = (names.first()?, names.get(1)?);
    let all = format!("{}.{}", statement.raw(outer), statement.raw(inner));
    let message = format!("lists {} are steps of another program", quoted(&all));
    let problem = E06.at(&(outer.place.start..inner.place.end), message);
    (!has_steps).then(|| problem.label("not known here").help(
        "write a block: `[[step]]` with `repeat = 3` for how often, and below it `[[step.step]]` with `name` and `hold` or `time` for each step in it",
    ))
}

/// The problem of a list that is not `[[step]]`.
fn lost_order(name: &str, place: &Range<usize>) -> Diagnostic {
    E06.at(
        place,
        format!(
            "a list {} would lose its place among the steps",
            quoted(name)
        ),
    )
    .label("TOML keeps every list apart")
    .help(every_step(name))
}
