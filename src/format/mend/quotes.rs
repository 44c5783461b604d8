//! Texts whose quotes end in the wrong place.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::{KnownKeys, Mend};
use crate::core::span;
use crate::diagnostic::Code::E01;
use crate::diagnostic::Fix;
use crate::format::keys::{Shape, TextLines};
use crate::format::statement::{PlacedToken, Statement};
use crate::format::wording::as_toml;

/// The key of a statement and the index of its equals sign, with all that stands behind it.
fn value<'s>(statement: &Statement<'s>) -> Option<(&'s str, usize)> {
    let equals = statement
        .tokens
        .iter()
        .position(|token| token.kind == TokenKind::Equals)?;
    let start = statement.start_of(equals + 1);
    let text = statement.source.get(start..statement.place.end)?;
    Some((text, start))
}

/// A quote inside a text that is put in quotes of the same kind.
pub(super) fn inside_quotes(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let (text, start) = value(statement)?;
    let quote = text
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let place = start..statement.place.end;
    let is_plain = !inner.contains('\n') && !inner.starts_with(quote) && !inner.contains('\\');
    let at = inner.find(quote).filter(|_| is_plain)?;
    // `"a" = "b"` or `"a", "b"` is something else.
    let is_more = inner.contains('=') || inner.contains(&format!("{quote},")) || {
        inner.contains(&format!("{quote} {quote}"))
    };
    if is_more {
        return None;
    }
    let meant = if quote == '\'' && !inner.contains('"') {
        format!("\"{inner}\"")
    } else {
        as_toml(inner)
    };
    let inside = start + 1 + at;
    Some(
        E01.at(&(inside..inside + 1), "a quote inside a text ends it")
            .label("the text would end here")
            .help(match quote {
                '\'' => "put a text with an apostrophe in `\"`",
                _ => "write a quote inside a text as `\\\"`",
            })
            .fix(Fix::certain(&place, meant).unread(vec![place.clone()])),
    )
}

/// A text that goes on below its line.
pub(super) fn over_lines(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    const MOST_LINES: usize = 20;
    let (text, start) = value(statement)?;
    let rest = text.strip_prefix('"')?;
    if rest.contains('"') || rest.starts_with('"') {
        return None;
    }
    let mut below = behind.iter().take(MOST_LINES);
    let end = below.find_map(|line| {
        if line.is_header() || line.key().is_some() {
            return Some(None);
        }
        let text = line.text();
        (text.ends_with('"') && text.matches('"').count() == 1).then_some(Some(line.place.end))
    })??;
    let place = start..end;
    let inner = statement.source.get(start + 1..end.checked_sub(1)?)?;
    if inner.contains(['"', '\\']) {
        return None;
    }
    let shape = keys.find(statement.key()?).map(|key| key.shape);
    let is_long = matches!(shape, Some(Shape::Template | Shape::Text(TextLines::Many)));
    let meant = if is_long {
        format!("\"\"\"\n{inner}\"\"\"")
    } else {
        let lines = inner.lines().map(str::trim);
        as_toml(&lines.collect::<Vec<_>>().join(" "))
    };
    let help = if is_long {
        "put a text of several lines in three quotes"
    } else {
        "write it on one line"
    };
    let first = start..statement.place.end;
    Some(
        E01.at(&first, "a text over several lines")
            .label("its quotes must close on this line")
            .help(help)
            .fix(Fix::certain(&place, meant).certain_if(is_long)),
    )
}

/// A length such as `1'30"`, whose marks are quotes to TOML.
fn length_with_marks(text: &str, place: &Range<usize>) -> Mend {
    let is_of_numbers = |it: char| it.is_ascii_digit() || matches!(it, '\'' | '"');
    if !text.starts_with(|it: char| it.is_ascii_digit()) || !text.chars().all(is_of_numbers) {
        return None;
    }
    let meant = as_toml(&span::parse(text).err()?.instead?);
    Some(
        E01.at(place, "a mark for minutes or seconds without quotes")
            .label("TOML takes it for a quote")
            .help(format!("write `{meant}`"))
            .fix(Fix::likely(place, meant)),
    )
}

/// A text with a quote at one end alone, with two kinds of them, or with two of them at each end.
pub(super) fn one_is_wrong(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    const QUOTES: [char; 2] = ['"', '\''];
    let shape = keys.find(statement.key()?).map(|key| key.shape);
    let (text, start) = value(statement)?;
    let place = start..statement.place.end;
    if matches!(shape, Some(Shape::Length(_) | Shape::Lengths | Shape::Pace))
        && let Some(problem) = length_with_marks(text, &place)
    {
        return Some(problem);
    }
    let inner = text.trim_matches(QUOTES);
    let (open, close) = text.split_once(inner).filter(|_| !inner.is_empty())?;
    let is_plain = !inner.contains(['"', '\\', '\n', '=', '#', '[', '{']);
    let (message, label) = match (open, close) {
        ("", "\"" | "'") => (
            "a text without its first quote",
            "a quote is missing before this",
        ),
        ("\"", "'") | ("'", "\"") => (
            "a text in two kinds of quotes",
            "it begins with one kind and ends with the other",
        ),
        ("\"\"", "\"\"") | ("''", "''") => ("a text in two pairs of quotes", "one pair is enough"),
        _ => return None,
    };
    let meant = as_toml(inner);
    Some(
        E01.at(&place, message)
            .label(label)
            .help("put a text in one pair of quotes")
            .fix(Fix::certain(&place, meant).certain_if(open.is_empty())),
    )
    .filter(|_| is_plain)
}

/// A text in a list of several lines with a quote at one end alone.
pub(super) fn one_is_lost(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let is_open = |token: &&PlacedToken| {
        let raw = statement.raw(token);
        let is_plain = matches!(
            token.kind,
            TokenKind::BasicString | TokenKind::LiteralString
        );
        is_plain && (raw.len() == 1 || !raw.ends_with(['"', '\'']))
    };
    let token = statement.tokens.iter().find(is_open)?;
    let before = statement.source.get(..token.place.start)?;
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(begin..)?;
    let raw = statement.raw(token);
    let quote = raw.get(..1)?;
    let is_one_line = begin < statement.place.start || !statement.text().contains('\n');
    if is_one_line || line.contains(['"', '\'', '[', '#', '=']) {
        return None;
    }
    // A comment or a comma behind it is no part of it.
    let written = raw.split(" #").next()?.trim_end();
    let written = written.trim_end_matches([',', ']']).trim_end();
    let (at, message, label) = if written.len() > 1 {
        let end = token.place.start + written.len();
        (end, "unterminated string", "the closing quote is missing")
    } else {
        let start = begin + line.len() - line.trim_start().len();
        (
            start,
            "a text without its first quote",
            "a quote is missing before this",
        )
    };
    let place = at.min(token.place.start)..token.place.start + written.len();
    Some(
        E01.at(&place, message)
            .label(label)
            .help("put each text of a list in quotes of its own")
            .fix(Fix::likely(&(at..at), quote).unread(vec![statement.place.clone()])),
    )
}
