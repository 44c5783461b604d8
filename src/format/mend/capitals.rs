//! Keys that are written with capital letters, all over a file.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::KnownKeys;
use crate::diagnostic::Code::E03;
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::statement::{Statement, is_text};
use crate::format::wording::{all_of, as_toml, quoted};

/// How many keys are named.
const FEW: usize = 4;

/// Keys, names of headers and words with capitals, if there are several: that is one mistake.
pub(super) fn keys(statements: &[Statement], keys: KnownKeys) -> Option<Diagnostic> {
    let mut names: Vec<&str> = Vec::new();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut below = keys;
    for (at, statement) in statements.iter().enumerate() {
        let header = statement.is_header();
        if header {
            below = keys.below(statement);
        }
        let keys = if header { keys } else { below };
        let name = statement.tokens.iter().find(|token| match token.kind {
            TokenKind::Atom => true,
            _ => !header,
        });
        let Some(token) = name.filter(|token| token.kind == TokenKind::Atom) else {
            continue;
        };
        let raw = statement.raw(token);
        let small = raw.to_lowercase();
        let is_wrong = small != raw && keys.find(raw).is_none();
        let Some(key) = keys.find(&small).filter(|_| is_wrong) else {
            continue;
        };
        if !header && (statement.key().is_none() || stands_twice(statements, at, &small)) {
            continue;
        }
        if !names.contains(&raw) {
            names.push(raw);
        }
        edits.push((token.place.clone(), small));
        let (Some(value), None) = (statement.tokens.get(2), statement.tokens.get(3)) else {
            continue;
        };
        let word = statement.raw(value).trim_matches(['"', '\'']);
        let small = word.to_lowercase();
        let is_choice = key.shape.choice(word).is_none() && key.shape.choice(&small).is_some();
        if !header && is_text(value.kind) && is_choice {
            edits.push((value.place.clone(), as_toml(&small)));
        }
    }
    told(&names, &edits)
}

/// The one problem of several keys, each with what is written instead.
fn told(names: &[&str], edits: &[(Range<usize>, String)]) -> Option<Diagnostic> {
    let ((first, small), rest) = edits.split_first()?;
    // One name alone is told as any other that is misspelt.
    if names.len() < 2 {
        return None;
    }
    let shown = names.iter().take(FEW);
    let listed = all_of(shown.map(|name| quoted(name).trim_matches('`').to_owned()));
    let more = match names.len().saturating_sub(FEW) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let fix = rest
        .iter()
        .fold(Fix::certain(first, small), |fix, (place, small)| {
            fix.and(place, small)
        });
    Some(
        E03.at(first, format!("keys with capital letters: {listed}{more}"))
            .label(format!("this is `{small}`"))
            .help("keys and their words are written in small letters")
            .fix(fix),
    )
}

/// Whether the table of the statement at `at` has several keys that are `small` in small letters.
fn stands_twice(statements: &[Statement], at: usize, small: &str) -> bool {
    let (above, below) = statements.split_at_checked(at).unwrap_or_default();
    let above = above.iter().rev();
    let above = above.take_while(|statement| !statement.is_header());
    let below = below.iter().take_while(|statement| !statement.is_header());
    let same = above.chain(below).filter_map(Statement::key);
    same.filter(|key| key.to_lowercase() == small).count() > 1
}
