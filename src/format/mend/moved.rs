//! Keys of the file as a whole that stand below its steps.

use super::KnownKeys;
use crate::diagnostic::Code::E03;
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::Shape;
use crate::format::keys::routine::STEP;
use crate::format::statement::Statement;
use crate::format::wording::all_of;

/// The keys that belong above the first header and stand below one.
pub(super) fn to_the_top(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let first = statements.iter().position(Statement::is_header)?;
    let (above, below) = statements.split_at(first);
    let is_known = |name: &str| above.iter().any(|line| line.key() == Some(name));
    let mut is_step = false;
    let mut moved: Vec<(&str, &Statement)> = Vec::new();
    for statement in below {
        if statement.is_header() {
            is_step = statement.text().replace(' ', "") == "[[step]]";
            continue;
        }
        let Some(name) = statement.key() else {
            continue;
        };
        let is_value = keys.top.key(name).is_some_and(|key| {
            !matches!(
                key.shape,
                Shape::Table(_) | Shape::Named(_) | Shape::Tables(_)
            )
        });
        let belongs = is_value && STEP.key(name).is_none();
        let is_new = !moved.iter().any(|(known, _)| *known == name);
        if is_step && belongs && is_new && !is_known(name) && statement.is_toml() {
            moved.push((name, statement));
        }
    }
    let ((_, key), _) = moved.split_first()?;
    let (header, source) = (below.first()?, key.source);
    let top = header.place.start..header.place.start;
    let lines: Vec<&str> = moved
        .iter()
        .map(|(_, statement)| statement.text())
        .collect();
    let mut fix = Fix::likely(&top, format!("{}\n\n", lines.join("\n")));
    for (_, statement) in &moved {
        let behind = source.get(statement.place.end..).unwrap_or_default();
        // A comment behind it stays.
        let line = behind.lines().next().unwrap_or_default();
        let ends = statement.place.end
            + if line.trim().is_empty() {
                line.len() + 1
            } else {
                0
            };
        fix = fix.and(&(statement.place.start..ends.min(source.len())), "");
    }
    let names = all_of(moved.iter().map(|(name, _)| *name));
    let (belong, them) = match moved.as_slice() {
        [_] => ("belongs", "it"),
        _ => ("belong", "them"),
    };
    let place = &key.tokens.first()?.place;
    let message = format!("{names} {belong} to the file as a whole, not to a step");
    Some(
        E03.at(place, message)
            .label("TOML gives it to a step: the last header above it")
            .help(format!(
                "move {them} to the top of the file, above the first line in brackets"
            ))
            .fix(fix),
    )
}
