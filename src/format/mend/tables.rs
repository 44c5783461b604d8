//! Tables that a routine does not have: one around all of it, one for a key that has a value, steps in braces, lists of
//! stretches.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::header::{header, is_named, is_step};
use super::lost::is_kind;
use super::{KnownKeys, MOST, Mend};
use crate::core::span;
use crate::diagnostic::Code::{E01, E02, E03, E06};
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::{Shape, names};
use crate::format::statement::{Statement, is_text};
use crate::format::wording::{as_toml, bare, quoted};
use crate::suggest;

/// What people call a table around the keys of a routine.
const AROUND: [&str; 8] = [
    "routine", "workout", "session", "program", "meta", "metadata", "general", "info",
];

/// A table around the keys of a routine, or around all of it.
pub(super) fn around(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let (first, behind) = statements.split_first()?;
    let begin = header(first).filter(|begin| begin.brackets == (1, 1))?;
    let [name] = begin.names.as_slice() else {
        return None;
    };
    let word = first.raw(name);
    let plain = word.to_lowercase();
    let is_usual = AROUND.contains(&plain.as_str());
    // `[voise]` is a table that a routine has.
    let is_near = suggest::closest(&plain, names(&[keys.top])).is_some();
    let mut below = behind.iter().take_while(|line| !line.is_header());
    let has_title = below.clone().any(|line| line.key() == Some("title"));
    let is_around = is_usual || has_title && !is_near;
    let is_step = below.any(|line| line.key().is_some_and(is_kind));
    if !keys.has_steps() || keys.top.key(word).is_some() || !is_around || is_step {
        return None;
    }
    let line = whole_line(first);
    let mut fix = Fix::certain(&line, "").certain_if(has_title);
    for statement in behind {
        let inner = header(statement);
        let names = inner.as_ref().map(|inner| inner.names.as_slice());
        if let Some([outer, next, ..]) = names
            && statement.raw(outer) == word
        {
            fix = fix.and(&(outer.place.start..next.place.start), "");
        }
    }
    Some(
        E03.at(&name.place, "a routine stands in no table")
            .label("this header is not needed")
            .help("take it out: `title` and the like stand at the top of the file, and each step begins with `[[step]]`")
            .fix(fix),
    )
}

/// The line of a statement with its end, where nothing stands behind it.
fn whole_line(statement: &Statement) -> Range<usize> {
    let behind = statement
        .source
        .get(statement.place.end..)
        .unwrap_or_default();
    let line = behind.split_inclusive('\n').next().unwrap_or_default();
    let gone = line.len() * usize::from(line.trim().is_empty());
    statement.place.start..statement.place.end + gone
}

/// The header of a key that has texts as its value, such as `[title]`, with these below it.
pub(super) fn of_a_text(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let begin = header(statement)?;
    let [name] = begin.names.as_slice() else {
        return None;
    };
    let (name, place) = (statement.raw(name), &statement.place);
    let shape = keys.top.key(name)?.shape;
    let below = behind.iter().take_while(|line| !line.is_header());
    let below: Vec<&Statement> = below.collect();
    let texts: Option<Vec<String>> = below.iter().map(|line| text_alone(line)).collect();
    let texts = texts.filter(|texts| !texts.is_empty())?;
    let value = match (shape, texts.as_slice()) {
        (Shape::Text(_), [text]) => text.clone(),
        (Shape::Texts(_), texts) => format!("[{}]", texts.join(", ")),
        _ => return None,
    };
    let all = place.start..below.last()?.place.end;
    let line = format!("{name} = {value}");
    Some(
        E02.at(
            place,
            format!("`{name}` is a table, but must be {}", shape.expected()),
        )
        .label("this is a table")
        .help(format!("write {}", quoted(&line)))
        .fix(Fix::likely(&all, line)),
    )
}

/// A text that stands on a line alone, or behind any key, as TOML has it.
fn text_alone(statement: &Statement) -> Option<String> {
    let is_pair = matches!(statement.token(1), Some((TokenKind::Equals, _)));
    let at = if is_pair { 2 } else { 0 };
    let text = statement.from(at).trim();
    let (kind, _) = statement.token(at)?;
    if is_text(kind) {
        return (statement.tokens.len() == at + 1).then(|| text.to_owned());
    }
    let is_plain = !is_pair && !text.contains(['\n', '"', '=', '[', '{']);
    is_plain.then(|| as_toml(text))
}

/// A step in braces, such as `step "Calf" { … }`.
pub(super) fn in_braces(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let tokens = &statement.tokens;
    let (_, word) = statement.token(0)?;
    let brace = tokens
        .iter()
        .position(|token| token.kind == TokenKind::LeftCurlyBracket)?;
    let last = tokens.last()?;
    let is_closed = last.kind == TokenKind::RightCurlyBracket && statement.opens() == 0;
    if !keys.has_steps() || !is_step(word) || !is_closed || !(1..=2).contains(&brace) {
        return None;
    }
    let open = statement.place.start..tokens.get(brace)?.place.end;
    let name = (brace == 2).then(|| statement.token(1)).flatten();
    let name = name.filter(|(kind, _)| is_text(*kind) || *kind == TokenKind::Atom);
    let begin = match name {
        Some((_, name)) => format!(
            "[[step]]\nname = {}",
            as_toml(name.trim_matches(['"', '\'']))
        ),
        None if brace == 1 => "[[step]]".to_owned(),
        None => return None,
    };
    let is_on_lines = statement.from(brace).starts_with("{\n");
    let mut fix = Fix::likely(&open, begin).and(&last.place, "");
    let depths = statement.depths();
    for (token, depth) in tokens.iter().zip(depths) {
        let is_end = matches!(statement.raw(token), "," | ";");
        if depth == 1 && is_end {
            fix = fix.and(&token.place, "");
        }
    }
    Some(
        E01.at(&open, "a step in braces")
            .label("a step begins with `[[step]]`")
            .help("write `[[step]]`, and each `key = value` on a line below it, without braces")
            .fix(is_on_lines.then_some(fix)?),
    )
}

/// The header of a step with its name in it, such as `[[step "Calf"]]`.
pub(super) fn with_a_name(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let inner = text.trim_matches(['[', ']', ' ']);
    let end = inner.find([' ', ':', '=', '"', '\''])?;
    let (word, name) = inner.split_at_checked(end)?;
    let name = name.trim_matches([' ', ':', '=', '"', '\'', '-']);
    let is_header = statement.is_header() && text.ends_with(']') && is_step(word);
    if !keys.has_steps() || !is_header || name.is_empty() || text.contains('\n') {
        return None;
    }
    let name = as_toml(name);
    let meant = if is_named(behind) {
        format!("[[step]] # {}", name.trim_matches('"'))
    } else {
        format!("[[step]]\nname = {name}")
    };
    Some(
        E01.at(&statement.place, "the header of a step with its name in it")
            .label("`[[step]]` stands by itself")
            .help(format!(
                "write `[[step]]`, and `name = {name}` on a line below it"
            ))
            .fix(Fix::likely(&statement.place, meant)),
    )
}

/// The end of a step in another format, such as `end` or `[/step]`: in TOML a step ends where the next one begins.
pub(super) fn closing(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let inner = text.trim_matches(['[', ']', '<', '>', '{', '}', ' ']);
    let is_empty = behind.first().is_none_or(Statement::is_header);
    let word = inner.to_lowercase();
    let is_end = match word.strip_prefix('/') {
        Some(name) => is_step(name),
        None => matches!(
            word.as_str(),
            "end" | "endstep" | "end step" | "end_step" | "done" | "eof"
        ),
    };
    if !keys.has_steps() || !is_end || !is_empty {
        return None;
    }
    Some(
        E01.at(&statement.place, format!("{} ends nothing", quoted(text)))
            .label("a step ends where the next one begins")
            .help("take it out")
            .fix(Fix::likely(&whole_line(statement), "")),
    )
}

/// The header of a stretch with a space in its id.
pub(super) fn with_a_space(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let (table, id) = inner.split_once('.')?;
    let is_named = keys
        .top
        .key(table)
        .is_some_and(|key| matches!(key.shape, Shape::Named(_)));
    let is_words = id
        .split(' ')
        .all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric));
    if !is_named || !id.contains(' ') || !is_words {
        return None;
    }
    let start = statement.place.start + 1 + table.len() + 1;
    let place = start..start + id.len();
    let meant = as_toml(id);
    Some(
        E01.at(&place, "a name with a space in a header")
            .label("it stands in quotes")
            .help(format!("write `[{table}.{meant}]`"))
            .fix(Fix::certain(&place, meant)),
    )
}

/// Stretches in a list, each with its id as a key: one problem for all of them.
pub(super) fn stretches(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let headers = statements
        .iter()
        .enumerate()
        .filter(|(_, line)| is_list_of_stretches(line));
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut first = None;
    for (at, list) in headers {
        let behind = statements.get(at + 1..).unwrap_or_default();
        let mut below = behind.iter().take_while(|line| !line.is_header());
        let id = below.find(|line| line.key() == Some("id"))?;
        let (_, written) = id.token(2).filter(|(kind, _)| is_text(*kind))?;
        first = first.or_else(|| Some(list.place.clone()));
        edits.push((list.place.clone(), format!("[stretch.{}]", id_of(written))));
        edits.push((whole_line(id), String::new()));
    }
    let mut edits = edits.iter();
    let (place, text) = edits.next().filter(|_| keys.has_steps())?;
    let fix = edits.fold(Fix::likely(place, text), |fix, (place, text)| {
        fix.and(place, text)
    });
    Some(
        E06.at(&first?, "stretches are no list")
            .label("each has its id in its header")
            .help(format!("write {}, without `id`", quoted(text)))
            .fix(fix),
    )
}

/// An id as it stands in a header.
fn id_of(written: &str) -> String {
    bare(written.trim_matches(['"', '\'']))
}

/// Whether a statement is `[[stretch]]`.
fn is_list_of_stretches(statement: &Statement) -> bool {
    let list = header(statement).filter(|list| list.brackets == (2, 2));
    let name = list.as_ref().and_then(|list| match list.names.as_slice() {
        [name] => Some(statement.raw(name)),
        _ => None,
    });
    name == Some("stretch")
}

/// Steps whose names stand where a key belongs, each with its length: `Calf = "20s"`. One problem for those below a header.
pub(super) fn names_as_keys(statements: &[Statement], keys: KnownKeys) -> Vec<Diagnostic> {
    if !keys.has_steps() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let begins = statements.iter().enumerate();
    let begins = begins.filter(|(_, line)| {
        let begin = header(line);
        begin.is_some_and(
            |begin| matches!(begin.names.as_slice(), [name] if is_step(line.raw(name))),
        )
    });
    for (at, _) in begins {
        if found.len() >= MOST {
            break;
        }
        let behind = statements.get(at + 1..).unwrap_or_default();
        let below: Vec<&Statement> = behind.iter().take_while(|line| !line.is_header()).collect();
        let pairs: Option<Vec<(&str, &str)>> =
            below.iter().map(|line| name_as_key(line, keys)).collect();
        let pairs = pairs.unwrap_or_default();
        let (Some(first), Some(last), Some((name, length))) =
            (below.first(), below.last(), pairs.first())
        else {
            continue;
        };
        let steps = pairs
            .iter()
            .map(|(name, length)| format!("name = {}\nhold = {length}", as_toml(name)));
        let steps: Vec<String> = steps.collect();
        let place = first.place.start..last.place.end;
        let key = first.tokens.first().map_or(&first.place, |key| &key.place);
        let message = format!("a name where a key belongs: {}", quoted(name));
        let name = as_toml(name);
        found.push(
            E03.at(key, message)
                .label("the name of a step has a key too")
                .help(format!("begin each step with `[[step]]`, and write `name = {name}` and `hold = {length}` below it"))
                .fix(Fix::likely(&place, steps.join("\n\n[[step]]\n"))),
        );
    }
    found
}

/// The name and the length of a line such as `Calf = "20s"`.
fn name_as_key<'s>(statement: &Statement<'s>, keys: KnownKeys) -> Option<(&'s str, &'s str)> {
    let (_, key) = statement.token(0)?;
    let (kind, value) = statement.token(2)?;
    let is_pair =
        matches!(statement.token(1), Some((TokenKind::Equals, _))) && statement.tokens.len() == 3;
    let name = key.trim_matches(['"', '\'']);
    let is_length = if is_text(kind) {
        span::parse(value.trim_matches(['"', '\''])).is_ok()
    } else {
        value.bytes().all(|byte| byte.is_ascii_digit())
    };
    // A letter or two is no name.
    let is_name = name.chars().count() > 2;
    (is_pair && is_length && is_name && !keys.is_like_a_key(name)).then_some((name, value))
}
