//! Headers that are missing: above a stretch that was copied, and above the first step.

use toml_parser::lexer::TokenKind;

use super::header::{amount_alone, is_in_other_signs};
use super::{KnownKeys, MOST};
use crate::diagnostic::Code::{E01, E03, E06};
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::Shape;
use crate::format::keys::routine::{DEFAULTS, STEP};
use crate::format::statement::{Statement, is_text};
use crate::format::wording::{as_toml, quoted};

/// Each place at which a step begins without its header.
pub(super) fn headers(statements: &[Statement], keys: KnownKeys) -> Vec<Diagnostic> {
    if !keys.has_steps() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut header = None;
    let mut keys_so_far: Vec<(&str, usize)> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        if statement.is_header() || is_in_other_signs(statement) {
            header = Some(statement);
            keys_so_far.clear();
            continue;
        }
        let Some(key) = statement.key() else { continue };
        let above = header.map(header_text);
        let is_lost = match &above {
            // A routine has no such key at its top.
            None => {
                is_kind(key) && keys.top.key(key).is_none() && has_steps_of_its_own(statements, at)
            }
            Some(None) => false,
            Some(Some(_)) => {
                let has = |key: &str| keys_so_far.iter().any(|(known, _)| *known == key);
                let has_kind = || keys_so_far.iter().any(|(known, _)| is_kind(known));
                // `rest` below an empty line is a pause of its own.
                let is_of_sets = key == "rest" && has("sets");
                let is_apart =
                    statement.part.is_some() && is_kind(key) && has_kind() && !is_of_sets;
                // Directly below its like a name stands twice.
                let is_whole = has_kind() || has("use") || statement.part.is_some();
                is_apart || (has(key) && is_whole && is_copied(statements, at, key, &keys_so_far))
            }
        };
        if !is_lost {
            keys_so_far.push((key, at));
            continue;
        }
        let first = first_of(statements, at, keys, above.is_none());
        let is_of_step = |begin: &&Statement| {
            let key = begin.key().unwrap_or_default();
            STEP.key(key).is_some()
        };
        let Some(begin) = statements.get(first).filter(is_of_step) else {
            continue;
        };
        let text = above.flatten().unwrap_or_else(|| "[[step]]".to_owned());
        found.push(missing(begin, &text));
        header = Some(begin);
        keys_so_far = statements
            .get(first..=at)
            .unwrap_or_default()
            .iter()
            .filter_map(|statement| Some((statement.key()?, at)))
            .collect();
    }
    found
}

/// Steps inside of others that there are not: `[[step.step]]` without a `[[step]]` above it. One message for all of them.
pub(super) fn outer_steps(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let headers = statements.iter().filter(|statement| statement.is_header());
    let steps = headers.filter_map(|header| {
        let depth = header_text(header)?.split('.').count();
        Some((header, depth))
    });
    let steps: Vec<(&Statement, usize)> = steps.collect();
    let is_lost = |at: usize, depth: usize| {
        let above = at.checked_sub(1).and_then(|above| steps.get(above));
        depth > 1 + above.map_or(0, |(_, depth)| *depth)
    };
    let first = steps.iter().enumerate();
    let (first, (header, depth)) = { first }.find(|(at, (_, depth))| is_lost(*at, *depth))?;
    let above = first.checked_sub(1).and_then(|above| steps.get(above));
    let surplus = depth - 1 - above.map_or(0, |(_, depth)| *depth);
    let same = steps
        .get(first..)?
        .iter()
        .take_while(|(_, other)| other >= depth);
    let mut headers = same.map(|(header, depth)| {
        let meant = format!("[[{}]]", vec!["step"; depth - surplus].join("."));
        (&header.place, meant)
    });
    let (place, meant) = headers.next()?;
    let written = header.text();
    let help = format!(
        "write `{meant}`; steps stand inside of a block, which begins with `[[step]]` and `repeat = 2`"
    );
    let fix = headers.fold(Fix::likely(place, meant), |fix, (place, meant)| {
        fix.and(place, meant)
    });
    let message = format!("{} stands in no step", quoted(written));
    keys.has_steps().then(|| {
        E06.at(place, message)
            .label("the step around it is missing")
            .help(help)
            .fix(fix)
    })
}

/// The header of `[defaults]` above keys that are meant for all steps: those above the first header, up to it.
pub(super) fn defaults(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let above = statements
        .iter()
        .take_while(|statement| !statement.is_header());
    let above: Vec<&Statement> = above.collect();
    let is_default = |statement: &&Statement| {
        let key = statement.key();
        key.is_some_and(|key| keys.top.key(key).is_none() && DEFAULTS.key(key).is_some())
    };
    let first = above.iter().position(is_default)?;
    let (_, defaults) = above.split_at(first);
    let has_table = statements.iter().any(|statement| {
        let text: String = statement.text().split_whitespace().collect();
        text == "[defaults]"
    });
    let is_all = defaults.iter().all(is_default) && above.len() < statements.len();
    let begin = defaults.first()?;
    if !keys.has_steps()
        || has_table
        || !is_all
        || part_of(statements, first)
            .iter()
            .any(|statement| statement.key() == Some("name"))
    {
        return None;
    }
    let name = &begin.tokens.first()?.place;
    let key = begin.key()?;
    let at = begin.place.start..begin.place.start;
    Some(
        E03.at(name, format!("`{key}` cannot stand at the top level"))
            .label("this is for all steps")
            .help("write `[defaults]` on a line of its own above it")
            .fix(Fix::certain(&at, "[defaults]\n")),
    )
}

/// The header of a step, as it is written again; `None` for that of another table.
pub(super) fn header_text(header: &Statement) -> Option<String> {
    if !header.is_header() {
        // A header that is missing itself.
        return Some("[[step]]".to_owned());
    }
    let text: String = header.text().split_whitespace().collect();
    let mut names = text.trim_matches(['[', ']']).split('.');
    let is_step = names.all(|name| matches!(name.to_lowercase().as_str(), "step" | "steps"));
    let depth = text.split('.').count();
    is_step.then(|| format!("[[{}]]", vec!["step"; depth].join(".")))
}

pub(super) fn is_kind(key: &str) -> bool {
    let mut kinds = STEP.tables.iter().filter_map(|table| table.keys.first());
    kinds.any(|kind| kind.name == key)
}

/// Whether the lines from `at` on, up to the next header, are a step of their own that was copied: not just a key that
/// stands twice.
fn is_copied(statements: &[Statement], at: usize, key: &str, known: &[(&str, usize)]) -> bool {
    let rest = statements.get(at..).unwrap_or_default().iter();
    let rest = rest.take_while(|statement| !statement.is_header());
    let twice = rest
        .clone()
        .filter_map(Statement::key)
        .filter(|key| known.iter().any(|(known, _)| known == key));
    let is_apart = statements.get(at).is_some_and(|first| first.part.is_some());
    let is_step = is_apart
        || rest
            .clone()
            .filter_map(Statement::key)
            .any(|key| is_kind(key) || key == "use");
    key == "use" || (key == "name" && is_step) || twice.count() > 1
}

/// Whether a key at the top of a file is one of a step: its name stands beside it, or it is a step without one.
fn has_steps_of_its_own(statements: &[Statement], at: usize) -> bool {
    if !statements.iter().any(Statement::is_header) {
        return true;
    }
    let part = part_of(statements, at);
    let mut keys = part.iter().filter_map(Statement::key);
    keys.any(|key| key == "name")
}

/// The statements from the one at `at` on, and those before it in the same part, up to a header.
fn part_of<'a, 's>(statements: &'a [Statement<'s>], at: usize) -> &'a [Statement<'s>] {
    let before = statements.get(..=at).unwrap_or_default();
    let start = before
        .iter()
        .rposition(|statement| statement.part.is_some());
    let behind = statements.get(at + 1..).unwrap_or_default();
    let end = behind
        .iter()
        .position(|statement| statement.part.is_some() || statement.is_header());
    let end = at + 1 + end.unwrap_or(behind.len());
    statements.get(start.unwrap_or(0)..end).unwrap_or_default()
}

/// The first statement of the step to which the one at `at` belongs.
fn first_of(statements: &[Statement], at: usize, keys: KnownKeys, is_top: bool) -> usize {
    let before = statements.get(..=at).unwrap_or_default();
    let starts = |statement: &Statement| statement.part.is_some() || statement.is_header();
    let start = before.iter().rposition(starts).unwrap_or(0);
    let start = start + usize::from(statements.get(start).is_some_and(Statement::is_header));
    if !is_top {
        // Without an empty line it begins where the first key comes again.
        let is_part = statements
            .get(start)
            .is_some_and(|first| first.part.is_some());
        return if is_part && start > 0 { start } else { at };
    }
    let of_step = |statement: &Statement| {
        statement
            .key()
            .is_some_and(|key| keys.top.key(key).is_none())
    };
    let part = statements.get(start..=at).unwrap_or_default();
    start + part.iter().position(of_step).unwrap_or(at - start)
}

/// The index of the key of a step in a statement such as `step.hold = "15s"` or `[step].hold = "15s"`.
fn dotted_key(statement: &Statement) -> Option<usize> {
    let mut tokens = statement.tokens.iter().enumerate();
    let (dot, _) = tokens.find(|(_, token)| token.kind == TokenKind::Dot)?;
    let before = statement.tokens.get(..dot)?;
    let mut names = before.iter().filter(|token| {
        let (open, close) = (TokenKind::LeftSquareBracket, TokenKind::RightSquareBracket);
        token.kind != open && token.kind != close
    });
    let is_step = |token| matches!(statement.raw(token), "step" | "steps");
    let is_one = names.next().is_some_and(is_step) && names.next().is_none();
    let is_key = matches!(statement.token(dot + 2), Some((TokenKind::Equals, _)));
    (is_one && is_key).then_some(dot + 1)
}

/// Steps that are written as `step.hold = "15s"`, without a header. A key that comes again begins another step.
pub(super) fn dotted(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let first = statements
        .iter()
        .position(|statement| dotted_key(statement).is_some())?;
    let (above, steps) = statements.split_at(first);
    // Behind a header nothing belongs to the routine any more.
    let is_at_top = !above.iter().any(Statement::is_header);
    if !keys.has_steps() || !is_at_top || !steps.iter().all(|step| dotted_key(step).is_some()) {
        return None;
    }
    let (begin, end) = (steps.first()?, steps.last()?);
    let mut text = String::from("[[step]]\n");
    let mut at = begin.place.start;
    let mut known: Vec<&str> = Vec::new();
    for step in steps {
        let key_at = dotted_key(step)?;
        let (_, key) = step.token(key_at)?;
        text.push_str(begin.source.get(at..step.place.start)?);
        if known.contains(&key) {
            text.push_str("[[step]]\n");
            known.clear();
        }
        known.push(key);
        at = step.start_of(key_at);
    }
    text.push_str(begin.source.get(at..end.place.end)?);
    let place = begin.place.start..end.place.end;
    Some(
        E06.at(&begin.tokens.first()?.place, "a step without a header")
            .label("no step begins above this")
            .help("begin the step with a line of its own, `[[step]]`, and write its keys below it")
            .fix(Fix::certain(&place, text)),
    )
}

fn missing(begin: &Statement, header: &str) -> Diagnostic {
    let line = begin.source.get(..begin.place.start).unwrap_or_default();
    let start = line.rfind('\n').map_or(0, |at| at + 1);
    let indent = begin
        .source
        .get(start..begin.place.start)
        .unwrap_or_default();
    let number = line.matches('\n').count() + 1;
    let at = begin.place.start..begin.place.start;
    let message = format!("a `{header}` is missing above line {number}");
    let key = begin.tokens.first().map_or(&at, |key| &key.place);
    E01.at(key, message)
        .label("another step begins here")
        .help(format!("write `{header}` on a line of its own above it"))
        .fix(Fix::certain(&at, format!("{header}\n{indent}")))
}

/// Values of a step that stand on a line without their key: its name, and its length.
pub(super) fn keys(statements: &[Statement], keys: KnownKeys) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut is_step = false;
    let mut known: Vec<&str> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        if statement.is_header() || is_in_other_signs(statement) {
            is_step = keys.has_steps() && header_text(statement).is_some();
            let below = statements.get(at + 1..).unwrap_or_default();
            let below = below.iter().take_while(|line| !line.is_header());
            known = below.filter_map(Statement::key).collect();
            continue;
        }
        let has_kind = known.iter().any(|key| is_kind(key) || *key == "use");
        let is_alone = is_step && statement.key().is_none() && !statement.is_toml();
        let value = is_alone.then(|| value_alone(statement, keys));
        let Some(value) = value.flatten() else {
            continue;
        };
        let (key, value) = match value {
            Alone::Length(value) if !has_kind => ("hold", value),
            Alone::Flag(key) if !known.contains(&key) => (key, "true".to_owned()),
            Alone::Name(value) if !known.contains(&"name") => ("name", value),
            _ => continue,
        };
        known.push(key);
        let line = format!("{key} = {value}");
        found.push(
            E01.at(&statement.place, "a value without its key")
                .label("what is this?")
                .help(format!("write {}", quoted(&line)))
                .fix(Fix::likely(&statement.place, line)),
        );
    }
    found
}

/// What stands on a line by itself.
enum Alone<'s> {
    Name(String),
    Length(String),
    /// A key that is always `true`.
    Flag(&'s str),
}

fn value_alone<'s>(statement: &Statement<'s>, keys: KnownKeys) -> Option<Alone<'s>> {
    if let Some(length) = amount_alone(statement) {
        return Some(Alone::Length(length));
    }
    let text = statement.text();
    let [token] = statement.tokens.as_slice() else {
        return None;
    };
    if is_text(token.kind) {
        let is_whole = text.len() > 2 && text.ends_with(['"', '\'']) && !text.contains('\n');
        return is_whole.then(|| Alone::Name(text.to_owned()));
    }
    if let Some(key) = STEP.key(text) {
        let is_flag = matches!(key.shape, Shape::True | Shape::Flag);
        return is_flag.then_some(Alone::Flag(text));
    }
    let is_word = text.chars().all(|it| it.is_alphabetic() || it == '-');
    (is_word && !keys.is_like_a_key(text)).then(|| Alone::Name(as_toml(text)))
}
