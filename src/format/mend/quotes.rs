//! Texts whose quotes end in the wrong place.

use toml_parser::lexer::TokenKind;

use super::statement::Statement;
use super::{KnownKeys, Mend};
use crate::diagnostic::Code::E01;
use crate::diagnostic::Fix;
use crate::format::keys::{Shape, TextLines};
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
