//! Texts whose quotes end in the wrong place.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::lines::meant_value;
use super::{KnownKeys, Mend};
use crate::core::span;
use crate::diagnostic::Code::E01;
use crate::diagnostic::Fix;
use crate::format::keys::{Shape, TextLines};
use crate::format::statement::{PlacedToken, Statement};
use crate::format::wording::{as_toml, quoted};

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
pub(super) fn inside_quotes(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let (text, start) = value(statement)?;
    let shape = keys.find(statement.key()?).map(|key| key.shape);
    let is_number = shape.is_some_and(Shape::is_number);
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
        inner.contains(&format!("{quote} {quote}")) || inner.contains(&format!("{quote} + {quote}"))
    };
    if is_more {
        return None;
    }
    if let Some(text) = inner
        .strip_suffix(quote)
        .filter(|text| !text.contains(quote))
    {
        let last = statement.place.end - 1..statement.place.end;
        return Some(
            E01.at(&last, "a quote too many")
                .label("the text has ended before this")
                .help("take it out")
                .fix(Fix::likely(&place, format!("{quote}{text}{quote}"))),
        );
    }
    // What else a length or a number is to say stands in no quotes.
    if is_number {
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
    // A backslash at the end of a line continues it in other languages.
    let inner = inner.replace("\\\n", "\n");
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
    const QUOTES: [char; 10] = ['"', '\'', '“', '”', '„', '‘', '’', '‚', '»', '«'];
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
        (open, close)
            if open != close && open.chars().count() == 1 && close.chars().count() == 1 =>
        {
            (
                "a text in two kinds of quotes",
                "it begins with one kind and ends with the other",
            )
        }
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

/// A line that stands in quotes with its key, or begins with a quote before its key.
pub(super) fn around_the_line(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let inner = text.strip_prefix(['"', '\''])?;
    let (key, value) = inner.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let known = keys.find(key)?;
    let value = if value.starts_with(['"', '\'']) {
        value
    } else {
        value.trim_end_matches(['"', '\''])
    };
    let meant = meant_value(value, Some(known.shape));
    let start = statement.place.start;
    Some(
        E01.at(&(start..start + 1), "a quote before a key")
            .label("only the value of a key stands in quotes")
            .help(format!("write `{key} = {meant}`"))
            .fix(
                Fix::likely(&statement.place, format!("{key} = {meant}"))
                    .unread(vec![statement.place.clone()]),
            ),
    )
}

/// A text that goes on directly behind its closing quote.
pub(super) fn too_early(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let (text, start) = value(statement)?;
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let (inner, behind) = text.get(1..)?.split_once(quote)?;
    let is_word = behind.starts_with(char::is_alphanumeric);
    if !is_word || inner.is_empty() || behind.contains(['"', '\\', '=', '\n', '[', '{', ',']) {
        return None;
    }
    let close = start + 1 + inner.len();
    let place = start..statement.place.end;
    let meant = as_toml(&format!("{inner}{behind}"));
    Some(
        E01.at(&(close..close + 1), "a text that goes on behind its quote")
            .label("the text ends here")
            .help(format!("put the quote at its end: `{meant}`"))
            .fix(Fix::likely(&place, meant)),
    )
}

/// Texts with `+` between them.
pub(super) fn joined(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let (first, start) = (statement.token(2)?, statement.start_of(2));
    let mut whole = String::new();
    for (nth, token) in statement.tokens.get(2..)?.iter().enumerate() {
        let raw = statement.raw(token);
        match nth % 2 {
            0 => whole.push_str(raw.strip_prefix('"')?.strip_suffix('"')?),
            _ => (raw == "+").then_some(())?,
        }
    }
    let place = start..statement.place.end;
    let meant = format!("\"{whole}\"");
    (statement.tokens.len() > 3 && statement.key().is_some()).then(|| {
        let behind = start + first.1.len();
        E01.at(
            &(behind..statement.place.end),
            "texts that are to be joined",
        )
        .label("a value is one text")
        .help(format!("write {}", quoted(&meant)))
        .fix(Fix::likely(&place, meant))
    })
}

/// A text without quotes that the signs in it would cut.
pub(super) fn not_at_all(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let shape = keys.find(statement.key()?)?.shape;
    let (kind, _) = statement.token(2)?;
    let is_text = matches!(
        shape,
        Shape::Text(_) | Shape::Template | Shape::Stretch | Shape::Phrase(_) | Shape::Side
    );
    let is_list = matches!(shape, Shape::Addresses);
    let start = statement.start_of(2);
    let line = statement.source.get(start..)?.lines().next()?.trim_end();
    let is_cut = line.contains(['#', ',', '"', '\'', '=', '[', ']', '{', '}', ';']);
    if kind != TokenKind::Atom || !(is_text || is_list) || !is_cut || line.len() > LONGEST {
        return None;
    }
    // `f"Calf"` and the like.
    let prefix = line.trim_start_matches(['f', 'r', 'b', 'u', 'F', 'R', 'B', 'U']);
    let inner = prefix
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let inner = inner.filter(|text| !text.contains(['"', '\\']));
    // With white space on both sides `#` begins a comment.
    let comment = line
        .find(" # ")
        .map(|at| line.get(..at).unwrap_or_default().trim_end());
    let text = inner.or(comment).unwrap_or(line);
    let long = if inner.is_some() {
        line.len()
    } else {
        text.len()
    };
    let place = start..start + long;
    let quoted = as_toml(text);
    let meant = if is_list {
        format!("[{quoted}]")
    } else {
        quoted
    };
    Some(
        E01.at(&place, "a text without quotes")
            .label("a text stands in quotes")
            .help(format!("put all of it in quotes: `{meant}`"))
            .fix(Fix::likely(&place, meant)),
    )
}

/// The longest text that is shown as it should be written, in bytes.
const LONGEST: usize = 200;

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
