//! Keys of the file as a whole that stand below its steps.

use super::KnownKeys;
use super::lost::header_text;
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::routine::STEP;
use crate::format::statement::Statement;
use crate::format::strays::below_a_header;

/// The keys that belong above the first header and stand below one.
pub(super) fn to_the_top(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let first = statements.iter().position(Statement::is_header)?;
    let (above, below) = statements.split_at(first);
    let is_known = |name: &str| above.iter().any(|line| line.key() == Some(name));
    let mut is_step = false;
    let mut moved: Vec<(&str, &Statement)> = Vec::new();
    for statement in below {
        if statement.is_header() {
            is_step = header_text(statement).is_some();
            continue;
        }
        let Some(name) = statement.key() else {
            continue;
        };
        let is_value = keys
            .top
            .key(name)
            .is_some_and(|key| !key.shape.has_header());
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
        let line = behind.split_inclusive('\n').next().unwrap_or_default();
        // A comment behind it stays.
        let gone = if line.trim().is_empty() {
            line.len()
        } else {
            0
        };
        let place = statement.place.start..statement.place.end + gone;
        fix = fix.and(&place, "");
    }
    let names: Vec<&str> = moved.iter().map(|(name, _)| *name).collect();
    let place = &key.tokens.first()?.place;
    Some(below_a_header(place, &names, "a step").fix(fix))
}
