//! Lines that are nearly `key = value`.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::lost::is_kind;
use super::{KnownKeys, Mend};
use crate::core::span;
use crate::diagnostic::Code::E01;
use crate::diagnostic::{Diagnostic, Fix};
use crate::format::keys::Shape;
use crate::format::statement::{Statement, is_text};
use crate::format::strays::words_of_key;
use crate::format::wording::{as_toml, is_bare, quoted};

/// The signs with which other languages begin a comment.
const COMMENT_SIGNS: [&str; 7] = ["//", ";", "--", "/*", "<!--", "%", "*"];

pub(super) fn comment_sign(text: &str) -> Option<&'static str> {
    COMMENT_SIGNS
        .into_iter()
        .find(|sign| text.starts_with(sign))
}

fn a_comment(statement: &Statement, place: &Range<usize>, sign: &str) -> Diagnostic {
    let ends = ["*/", "-->"].into_iter();
    let mut ends = ends.filter(|end| statement.text().ends_with(end));
    let end = statement.place.end;
    let mut fix = Fix::certain(place, "#");
    if let Some(sign) = ends.next().filter(|sign| place.end + sign.len() <= end) {
        fix = fix.and(&(end - sign.len()..end), "");
    }
    E01.at(place, format!("`{sign}` does not begin a comment"))
        .label("a comment begins with `#`")
        .help("write `#` instead")
        .fix(fix)
}

/// A line that is a comment in another language. One with a key behind the sign may be meant.
pub(super) fn comment(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let (_, first) = statement.token(0)?;
    let sign = comment_sign(first)?;
    let start = statement.place.start;
    let place = start..start + sign.len();
    let behind = statement.text().get(sign.len()..)?.trim_start();
    let key = behind.split(['=', ' ', '\t']).next().unwrap_or_default();
    let is_key = behind.contains('=') && keys.find(key).is_some();
    let mut problem = a_comment(statement, &place, sign);
    problem.fix = problem.fix.map(|fix| {
        let is_certain = fix.certain && !is_key;
        fix.certain_if(is_certain)
    });
    Some(problem)
}

/// A comment of another language behind what is whole, where the token at `at` begins it.
pub(super) fn comment_behind(statement: &Statement, at: usize) -> Mend {
    let (_, text) = statement.token(at)?;
    let sign = comment_sign(text)?;
    let start = statement.start_of(at);
    Some(a_comment(statement, &(start..start + sign.len()), sign))
}

/// The fences of Markdown around a file that was copied.
pub(super) fn fence(statement: &Statement, behind: &[Statement], _: KnownKeys) -> Mend {
    // A fence may name a language. What else stands on its line may be meant for the file.
    let is_fence = |statement: &Statement| {
        let language = statement.text().strip_prefix("```");
        language.is_some_and(|language| language.trim().chars().all(char::is_alphanumeric))
    };
    is_fence(statement).then(|| {
        let others = behind.iter().filter(|other| is_fence(other));
        let others: Vec<_> = others.map(|other| other.place.clone()).collect();
        E01.at(&statement.place, "a line of Markdown")
            .label("this does not belong to the file")
            .help("take it out")
            .fix(Fix::certain(&statement.place, "").again(&others))
    })
}

/// The word and the signs that people write instead of `=`.
const OPERATORS: [&str; 11] = [
    "is ", "==", ":=", "=>", "=:", "->", ":", "＝", "：", "=", "| ",
];

/// A line with which a merge marks a conflict, where the others of its kind are gone.
pub(super) fn conflict_mark(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let text = statement.text();
    MARKS.iter().find(|mark| text.starts_with(*mark))?;
    Some(
        E01.at(&statement.place, "what is left of a merge conflict")
            .label("this does not belong to the file")
            .help("keep one of the two versions, and take this line out")
            .fix(Fix::likely(&statement.place, "")),
    )
}

/// Another sign than `=` between a key and its value, or more than one.
pub(super) fn operator(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let quote = text
        .starts_with('"')
        .then(|| text.get(1..)?.find('"'))
        .flatten();
    let key = match quote {
        Some(end) => text.get(..end + 2)?,
        None => text.get(..text.find(|letter| !is_of_key(letter))?)?,
    };
    let behind = text.get(key.len()..)?;
    let signs_at = behind.len() - behind.trim_start().len();
    let mut value = behind.trim_start();
    // Behind another one `is` is a word of the value.
    let (_, signs) = OPERATORS.split_first()?;
    let mut operators = OPERATORS.iter().as_slice();
    while let Some(rest) = operators.iter().find_map(|sign| value.strip_prefix(sign)) {
        value = rest.trim_start();
        operators = signs;
    }
    let signs = behind.get(signs_at..behind.len() - value.len())?.trim_end();
    // As JSON has it.
    let value = value.trim_end_matches([',', ';']).trim_end();
    let is_wrong = !matches!(signs, "" | "=") && (signs != "is" || keys.find(key).is_some());
    if key.trim_matches('"').is_empty() || value.is_empty() || !is_wrong {
        return None;
    }
    let start = statement.place.start + key.len() + signs_at;
    let place = start..start + signs.len();
    let name = key.trim_matches('"');
    // A word without quotes is a text, unless the reader knows better.
    let shape = keys.find(name).map(|key| key.shape);
    let meant = match (value.to_lowercase().as_str(), shape) {
        ("yes" | "on", Some(Shape::Flag | Shape::True)) => "true".to_owned(),
        ("no" | "off", Some(Shape::Flag)) => "false".to_owned(),
        ("yes" | "no" | "on" | "off", _) => value.to_owned(),
        _ => meant_value(value, shape),
    };
    let written = if is_bare(name) { name } else { key };
    let (replaced, before) = if written == key {
        (statement.place.start + key.len()..statement.place.end, "")
    } else {
        (statement.place.clone(), written)
    };
    Some(
        E01.at(&place, format!("`{signs}` instead of `=`"))
            .label("`=` belongs here")
            .help("write `key = value`; put a text in quotes, and a comment after `#`")
            .fix(
                Fix::certain(&replaced, format!("{before} = {meant}"))
                    .certain_if(meant == value)
                    .unread(vec![statement.place.clone()]),
            ),
    )
}

/// `raw` as a value of this shape: as it stands where it is one, and in quotes where that makes a text of it.
pub(super) fn meant_value(raw: &str, shape: Option<Shape>) -> String {
    let is_value = toml::de::DeValue::parse(raw).is_ok();
    let is_text = !raw.contains(['"', '\'', '=', '{', '[', '#']);
    let is_number = matches!(
        shape,
        Some(Shape::Number(..) | Shape::Numbers(..) | Shape::Flag | Shape::True)
    );
    if is_value || !is_text || is_number {
        return raw.to_owned();
    }
    // `1:75` is written as it is meant, or it would be the next mistake.
    let is_clock = raw.bytes().all(|it| it.is_ascii_digit() || it == b':');
    let wrong = span::parse(raw).err().filter(|_| is_clock);
    as_toml(
        wrong
            .and_then(|wrong| wrong.instead)
            .as_deref()
            .unwrap_or(raw),
    )
}

/// The index of the token behind the value of a statement; `None` where there is no such statement.
fn end_of_value(statement: &Statement) -> Option<usize> {
    let equals = statement
        .tokens
        .iter()
        .position(|token| token.kind == TokenKind::Equals)?;
    let depths = statement.depths();
    let first = statement.tokens.get(equals + 1)?;
    let is_open = matches!(
        first.kind,
        TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket
    );
    if is_open {
        let base = depths.get(equals + 1)?;
        let behind = depths.iter().enumerate().skip(equals + 2);
        let end = behind
            .filter(|(_, depth)| *depth == base)
            .map(|(at, _)| at)
            .next();
        return Some(end.unwrap_or(statement.tokens.len()));
    }
    if is_text(first.kind) {
        return Some(equals + 2);
    }
    // A number may have a point in it.
    let rest = statement.tokens.iter().enumerate().skip(equals + 1);
    let mut end = equals + 1;
    let mut last = first.place.start;
    for (at, token) in rest {
        let is_part = matches!(token.kind, TokenKind::Atom | TokenKind::Dot);
        if !is_part || token.place.start != last {
            break;
        }
        (end, last) = (at + 1, token.place.end);
    }
    Some(end)
}

/// Something behind a value: a comma, a comment of another language, or words.
pub(super) fn behind_the_value(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let end = end_of_value(statement)?;
    let (kind, text) = statement.token(end)?;
    let place = statement.start_of(end)..statement.place.end;
    let value = statement.tokens.get(end.checked_sub(1)?)?;
    if let Some(semicolon) = statement.raw(value).strip_suffix(';')
        && !is_text(value.kind)
        && end == statement.tokens.len()
        && !semicolon.is_empty()
    {
        return Some(needless(&(value.place.end - 1..value.place.end), ";"));
    }
    let is_needless = matches!(text, "," | ";" | "." | "}" | "]" | ")");
    if is_needless && end + 1 == statement.tokens.len() {
        return Some(needless(&place, text));
    }
    if kind == TokenKind::Comma
        && let Some(number) = decimal_comma(statement, end, keys)
    {
        return Some(number);
    }
    if let Some(comment) = comment_behind(statement, end) {
        return Some(comment);
    }
    let has_more = statement.from(end).contains(['"', '\'', '=', '[', '{']);
    let is_whole = is_text(value.kind) && {
        let raw = statement.raw(value);
        raw.len() > 1 && raw.ends_with(['"', '\''])
    };
    if has_more || !is_whole || kind != TokenKind::Atom || !text.starts_with(char::is_alphanumeric)
    {
        return None;
    }
    // A letter right behind a quote: the quote belongs to the text.
    if value.place.end == place.start {
        return None;
    }
    Some(
        E01.at(&place, "text after a value")
            .label("the line should end before this")
            .help("put a remark after `#`; anything else needs a key, on a line of its own")
            .fix(Fix::likely(&(place.start..place.start), "# ")),
    )
}

fn needless(place: &Range<usize>, sign: &str) -> Diagnostic {
    E01.at(place, format!("`{sign}` at the end of a line"))
        .label("the line should end before this")
        .help("take it out: a line ends with its value")
        .fix(Fix::certain(place, ""))
}

/// A number with a comma where a point belongs.
fn decimal_comma(statement: &Statement, end: usize, keys: KnownKeys) -> Mend {
    let is_number = |at: usize| {
        statement
            .token(at)
            .is_some_and(|(_, text)| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let before = end.checked_sub(1)?;
    if !is_number(before) || !is_number(end + 1) || end + 2 != statement.tokens.len() {
        return None;
    }
    let place = statement.start_of(before)..statement.place.end;
    let number = statement
        .source
        .get(place.clone())?
        .replace(',', ".")
        .replace(' ', "");
    let problem = E01
        .at(&place, "a number with a comma")
        .label("TOML writes a point");
    let shape = keys.find(statement.key()?).map(|key| key.shape);
    match shape {
        Some(Shape::Length(_) | Shape::Lengths | Shape::Pace) => {}
        Some(Shape::Number(..) | Shape::Numbers(..) | Shape::Breaths(..) | Shape::Format) => {
            let (key, whole) = (statement.key()?, number.split('.').next()?);
            let help = format!("write a whole number, such as `{key} = {whole}`");
            let problem = problem.label("a whole number belongs here").help(help);
            return Some(problem.fix(Fix::likely(&place, whole)));
        }
        _ => {
            let help = format!("write `{number}`");
            return Some(problem.help(help).fix(Fix::likely(&place, number)));
        }
    }
    let (help, text) = crate::format::duration::of_fraction(&number)?;
    Some(
        problem
            .label("lengths are whole seconds")
            .help(help)
            .fix(Fix::likely(&place, text)),
    )
}

/// A key and a value with nothing between them.
pub(super) fn no_equals_sign(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let (kind, key) = statement.token(0)?;
    let (value, text) = statement.token(1)?;
    let is_value = is_text(value)
        || matches!(
            value,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket
        )
        || text.starts_with(|letter: char| letter.is_ascii_digit())
        || matches!(text, "true" | "false");
    let name = key.trim_matches(['"', '\'']);
    if !(kind == TokenKind::Atom || is_text(kind)) || !is_bare(name) || !is_value {
        return None;
    }
    let key = keys.find(name)?;
    let place = statement.start_of(1)..statement.place.end;
    let written = statement.source.get(place.clone())?;
    let meant = meant_value(written, Some(key.shape));
    let is_certain = meant == written;
    Some(
        E01.at(&place, "a line that is not `key = value`")
            .label("`=` is missing before this")
            .help("write `=` between the key and its value")
            .fix(
                Fix::certain(&statement.place, format!("{name} = {meant}"))
                    .certain_if(is_certain)
                    .unread(vec![statement.place.clone()]),
            ),
    )
}

/// A line that stands in brackets as a whole, such as `[title = "Legs"]`.
pub(super) fn in_brackets(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let (open, _) = statement.token(0)?;
    let is_open = matches!(
        open,
        TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket
    );
    let last = statement.tokens.len().checked_sub(1)?;
    let (close, _) = statement.token(last)?;
    let is_closed = matches!(
        close,
        TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket
    );
    if statement.text().contains('\n')
        || !is_open
        || !is_closed
        || !matches!(statement.token(2), Some((TokenKind::Equals, _)))
    {
        return None;
    }
    let mut inner = statement.clone();
    inner.tokens.pop();
    inner.place.end = statement.start_of(last);
    let lines = apart(&inner, 1).filter(|_| are_known(&inner, 1, keys))?;
    let place = statement.start_of(0)..statement.start_of(0) + 1;
    Some(
        E01.at(&place, "a line in brackets")
            .label("a key stands outside of brackets")
            .help("write one `key = value` a line")
            .fix(Fix::certain(&statement.place, lines).unread(vec![statement.place.clone()])),
    )
}

/// A key of several words.
pub(super) fn key_with_spaces(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let equals = statement
        .tokens
        .iter()
        .position(|token| token.kind == TokenKind::Equals)?;
    let words = statement.tokens.get(..equals)?;
    let place = statement.place.start..words.last()?.place.end;
    let written = statement.source.get(place.clone())?;
    if equals < 2 || words.iter().any(|word| word.kind != TokenKind::Atom) || !written.contains(' ')
    {
        return None;
    }
    let known = words_of_key(written).into_iter();
    let known: Vec<&str> = known.filter_map(|word| keys.meant(&word)).collect();
    // `rest between` is no step of its own.
    let meant = known.iter().find(|name| !is_kind(name)).or(known.first());
    let meant = meant.map_or_else(
        || written.split_whitespace().collect::<Vec<_>>().join("-"),
        |name| (*name).to_owned(),
    );
    if !is_bare(&meant) {
        return None;
    }
    Some(
        E01.at(
            &place,
            format!("a key with a space in it: {}", quoted(written)),
        )
        .label("a key is one word")
        .help(format!("write {}", quoted(&meant)))
        .fix(Fix::likely(&place, meant).unread(vec![statement.place.clone()])),
    )
}

/// The places at which another `key =` begins in a statement, from the token at `from` on.
fn keys_behind(statement: &Statement, from: usize) -> Vec<usize> {
    let depths = statement.depths();
    let base = depths.get(from).copied().unwrap_or_default();
    let tokens = statement.tokens.iter().enumerate().skip(from);
    let keys = tokens.filter(|(at, token)| {
        let is_equals = matches!(statement.token(at + 1), Some((TokenKind::Equals, _)));
        token.kind == TokenKind::Atom
            && is_bare(statement.raw(token))
            && is_equals
            && depths.get(*at) == Some(&base)
    });
    keys.map(|(at, _)| at).collect()
}

/// The keys and values from the token at `from` on, each on a line; `None` where no key stands there.
pub(super) fn apart(statement: &Statement, from: usize) -> Option<String> {
    let starts = keys_behind(statement, from);
    if starts.first() != Some(&from) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|at| statement.start_of(*at));
    let ends = ends.chain([statement.place.end]);
    let lines = starts.iter().zip(ends).map(|(at, end)| {
        let place = statement.start_of(*at)..end;
        let line = statement.source.get(place).unwrap_or_default();
        line.trim_end_matches([',', ';', ' ', '\t'])
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Whether all keys that begin inside a line are known: another may be the last word of a text without quotes.
pub(super) fn are_known(statement: &Statement, from: usize, known: KnownKeys) -> bool {
    let keys = keys_behind(statement, from);
    let mut names = keys
        .iter()
        .skip(1)
        .filter_map(|at| statement.tokens.get(*at));
    names.all(|name| known.find(statement.raw(name)).is_some())
}

/// Several keys with their values on one line.
pub(super) fn several_on_a_line(statement: &Statement, _: &[Statement], known: KnownKeys) -> Mend {
    let keys = keys_behind(statement, 0);
    let [0, others @ ..] = keys.as_slice() else {
        return None;
    };
    let place = statement.tokens.get(*others.first()?)?.place.clone();
    let lines = apart(statement, 0)?;
    if lines.matches('\n').count() + 1 != keys.len() || statement.text().contains('\n') {
        return None;
    }
    let fix = Fix::certain(&statement.place, lines).certain_if(are_known(statement, 0, known));
    let fix = fix.unread(vec![statement.place.clone()]);
    Some(
        E01.at(&place, "more than one key on a line")
            .label("a line of its own should begin here")
            .help("write one `key = value` a line")
            .fix(fix),
    )
}
