//! Lists whose brackets or commas are not as TOML has them.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use super::header::is_step;
use super::lines::comment_sign;
use super::{KnownKeys, Mend};
use crate::core::span;
use crate::diagnostic::Code::E01;
use crate::diagnostic::Fix;
use crate::format::keys::{Shape, TextLines};
use crate::format::prescribed;
use crate::format::statement::{PlacedToken, Statement, is_text};
use crate::format::weekly::is_of_weeks;
use crate::format::wording::as_toml;

/// Brackets of any kind, and the signs that people put between the parts of a list.
const SIGNS: [char; 8] = ['[', ']', '(', ')', '{', '}', ',', ';'];

/// A list of texts without brackets, in other ones, or with other signs than one comma between its parts.
pub(super) fn brackets(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let key = statement.key()?;
    let shape = keys.find(key)?.shape;
    let is_list = is_of_texts(shape);
    let place = statement.start_of(2)..statement.place.end;
    let raw = statement.source.get(place.clone())?;
    let parts = parts_of(statement, shape)?;
    let [open, close] = [raw.starts_with('['), raw.ends_with(']')];
    // Words behind a text are a remark, unless something divides them.
    let mut tokens = statement.tokens.iter().skip(2);
    let is_first_text = tokens.next().is_some_and(|first| is_text(first.kind));
    let mut behind = tokens.map(|token| (token.kind, statement.raw(token)));
    let is_remark = is_first_text
        && parts.len() == 2
        && behind.all(|(kind, word)| kind == TokenKind::Atom && !word.contains(SIGNS));
    let has_brackets = open && close && raw.matches(['[', ']']).count() == 2;
    let inner = raw.trim_matches(['[', ']']);
    let is_separated = !inner.contains(['(', ')', '{', '}', ';']) && !inner.contains(",,");
    // One side is a word, and a list that is never closed is told apart.
    let is_one = matches!(shape, Shape::Sides(_)) && parts.len() == 1;
    let mut values = statement.tokens.iter().skip(2);
    let is_in_quotes = !values.any(|token| {
        let has_letters = statement.raw(token).contains(char::is_alphanumeric);
        has_letters && !is_text(token.kind)
    });
    let is_right = has_brackets && is_separated && is_in_quotes;
    if raw.contains('\n') || !is_list || is_one || is_remark || (open && !close) || is_right {
        return None;
    }
    let meant = format!("[{}]", parts.join(", "));
    let is_joined = statement.tokens.iter().any(|it| joins(statement.raw(it)));
    let (message, label) = match (has_brackets, inner.contains(';')) {
        (true, _) if !is_in_quotes => ("texts without quotes", "each text stands in quotes"),
        (false, _) => (
            "a list without its brackets",
            "a list stands in `[` and `]`",
        ),
        (true, true) => ("`;` in a list", "commas stand between the parts of a list"),
        (true, false) => (
            "a list with a wrong sign",
            "one comma stands between two parts",
        ),
    };
    Some(
        E01.at(&place, message)
            .label(label)
            .help(format!("write `{key} = {meant}`"))
            .fix(Fix::certain(&place, meant).certain_if(!is_joined)),
    )
}

/// Texts without quotes that begin with `#`, as in `tags = #back, #legs`.
pub(super) fn hashtags(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let name = statement.key()?;
    let shape = keys.find(name)?.shape;
    let is_open = matches!(statement.token(2), Some((TokenKind::LeftSquareBracket, _)));
    let behind = statement.source.get(statement.place.end..)?;
    let line = behind.split(['\n', '\r']).next()?;
    let start = statement.place.end + line.len() - line.trim_start().len();
    let text = line.trim();
    let is_text = text.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    if !is_text || statement.tokens.len() != 2 + usize::from(is_open) {
        return None;
    }
    let meant = match shape {
        Shape::Texts(_) | Shape::Words(_) => {
            let words = text.trim_end_matches(']').split([',', '#']).map(str::trim);
            let words = words.filter(|word| !word.is_empty()).map(as_toml);
            format!("[{}]", words.collect::<Vec<_>>().join(", "))
        }
        Shape::Text(_) | Shape::Template if !is_open => as_toml(text),
        _ => return None,
    };
    let place = start..start + text.len();
    let from = if is_open {
        statement.start_of(2)
    } else {
        start
    };
    Some(
        E01.at(&place, "a key without a value")
            .label("`#` begins a comment")
            .help(format!("a text stands in quotes: write `{name} = {meant}`"))
            .fix(Fix::likely(&(from..place.end), meant)),
    )
}

/// Whether a word joins two parts of a list.
fn joins(word: &str) -> bool {
    matches!(word, "and" | "or" | "&" | "+")
}

/// The parts of a list of texts, each as TOML has it; `None` where it is something else, or where a comment would be
/// lost.
fn parts_of(statement: &Statement, shape: Shape) -> Option<Vec<String>> {
    let are_words = !matches!(shape, Shape::Texts(TextLines::Many));
    let mut parts: Vec<String> = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let mut end = statement.start_of(2);
    for token in statement.tokens.get(2..)? {
        let between = statement.source.get(end..token.place.start)?;
        if !between.trim().is_empty() {
            return None;
        }
        end = token.place.end;
        let raw = statement.raw(token);
        let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let word = raw.trim_matches(SIGNS);
        let (ends_before, ends_behind) = (raw.starts_with(SIGNS), raw.ends_with(SIGNS));
        // `"left" and "right"`
        if is_text(token.kind) && words.len() == 1 && words.iter().any(|word| joins(word)) {
            words.clear();
        }
        if ends_before || is_text(token.kind) {
            flush(&mut words, &mut parts);
        }
        match token.kind {
            kind if is_text(kind) => {
                let is_whole = raw.len() > 1 && raw.ends_with(['"', '\'']);
                is_whole.then(|| parts.push(raw.to_owned()))?;
            }
            TokenKind::Equals | TokenKind::Dot => return None,
            _ if word.is_empty() => {}
            // `back and legs`, but not in a sentence
            _ if are_words && joins(word) && !words.is_empty() => flush(&mut words, &mut parts),
            _ if word.chars().all(is_plain) => words.push(word),
            // `("back"` is one word to TOML.
            _ if is_quoted(word) => parts.push(word.to_owned()),
            _ => return None,
        }
        if ends_behind {
            flush(&mut words, &mut parts);
        }
    }
    flush(&mut words, &mut parts);
    (!parts.is_empty()).then_some(parts)
}

/// Whether `word` is a text in quotes, with nothing in it that would have to be read.
fn is_quoted(word: &str) -> bool {
    let inner = |quote| word.strip_prefix(quote)?.strip_suffix(quote);
    let inner = inner('"').or_else(|| inner('\''));
    inner.is_some_and(|inner| !inner.contains(['"', '\'', '\\']))
}

/// Makes the words so far one part.
fn flush(words: &mut Vec<&str>, parts: &mut Vec<String>) {
    if !words.is_empty() {
        parts.push(as_toml(&words.join(" ")));
        words.clear();
    }
}

/// A list or a table in braces on one line that is never closed.
pub(super) fn never_closed(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let shape = keys.find(statement.key()?).map(|key| key.shape);
    // Its parts on the lines below.
    let is_part = |line: &&Statement| {
        let first = line.tokens.first();
        first.is_some_and(|first| first.kind == TokenKind::LeftCurlyBracket || is_text(first.kind))
            && !matches!(line.token(1), Some((TokenKind::Equals, _)))
    };
    let parts_below: Vec<&Statement> = behind.iter().take_while(is_part).collect();
    // What follows may belong to it.
    let is_last = behind
        .get(parts_below.len())
        .is_none_or(|next| next.is_header() || next.key().is_some());
    let lines = || std::iter::once(statement).chain(parts_below.iter().copied());
    let tokens = || lines().flat_map(|line| &line.tokens);
    let end = tokens().last()?;
    // A bracket alone is that of a list whose lines are lost.
    if !is_last || matches!(end.kind, TokenKind::Comma | TokenKind::LeftSquareBracket) {
        return None;
    }
    let mut open: Vec<&PlacedToken> = Vec::new();
    for token in tokens() {
        match token.kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open.push(token),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                open.pop()?;
            }
            _ => {}
        }
    }
    let first = open.first()?;
    let signs = open.iter().rev().map(|token| match token.kind {
        TokenKind::LeftSquareBracket => ']',
        _ => '}',
    });
    let signs: String = signs.collect();
    let end = end.place.end;
    // Its commas may be missing too.
    let parts = shape.filter(|shape| is_of_texts(*shape));
    let parts = parts.and_then(|shape| parts_of(statement, shape));
    let fix = match parts {
        Some(parts) if parts_below.is_empty() && !statement.text().contains('\n') => {
            let place = statement.start_of(2)..end;
            Fix::certain(&place, format!("[{}]", parts.join(", ")))
        }
        _ => Fix::certain(&(end..end), signs.as_str()),
    };
    Some(
        E01.at(
            &first.place,
            "a list or table in brackets that is never closed",
        )
        .label("it begins here")
        .help(format!("close it with `{signs}`"))
        .fix(fix.unread(vec![statement.place.clone()])),
    )
}

/// The shapes of lists of texts.
pub(super) const fn is_of_texts(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Texts(_) | Shape::Words(_) | Shape::Addresses | Shape::Sides(_)
    )
}

/// Quotes of any kind.
const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '’', '‚'];

/// Lines of a list of texts that are no text in quotes: words alone, or quotes in the wrong place.
pub(super) fn torn_lines(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    keys.find(statement.key()?)
        .filter(|key| is_of_texts(key.shape))?;
    let text = statement.text();
    let (first, inside) = text.split_once('\n')?;
    let (inside, _) = inside.rsplit_once('\n')?;
    let mut start = statement.place.start + first.len() + 1;
    let mut torn: Vec<(Range<usize>, String, bool)> = Vec::new();
    for line in inside.split('\n') {
        let written = line.trim().trim_end_matches(',').trim_end();
        let at = start + line.len() - line.trim_start().len();
        start += line.len() + 1;
        let is_whole = DeTable::parse(&format!("list = [\n{line}\n]")).is_ok();
        if is_whole || written.is_empty() {
            continue;
        }
        let words = written.trim_matches(QUOTES);
        let is_plain = !words.contains(['"', '\\', '#', '=', '[', ']', '{', '}']);
        if !is_plain || !words.contains(char::is_alphanumeric) {
            return None;
        }
        let is_certain = words == written && !words.contains(',');
        torn.push((at..at + written.len(), as_toml(words), is_certain));
    }
    let ((place, meant, _), rest) = torn.split_first()?;
    let fix = rest
        .iter()
        .fold(Fix::likely(place, meant), |fix, (place, meant, _)| {
            fix.and(place, meant)
        });
    Some(
        E01.at(place, "a text without its quotes in a list")
            .label("each text stands in one pair of quotes")
            .help("put it in quotes, with a comma behind it")
            .fix(fix.certain_if(torn.iter().all(|(.., is_certain)| *is_certain))),
    )
}

/// A comma that is missing between two parts of a list or of a table in braces.
pub(super) fn no_comma(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let mut words = statement.tokens.iter();
    // A comment of another language and a lost quote are told apart.
    let is_torn = |raw: &str| comment_sign(raw).is_some() || raw.contains(['"', '\'']);
    if words.any(|token| token.kind == TokenKind::Atom && is_torn(statement.raw(token))) {
        return None;
    }
    let depths = statement.depths();
    let is_part = |kind: TokenKind, brackets: [TokenKind; 2]| {
        is_text(kind) || kind == TokenKind::Atom || brackets.contains(&kind)
    };
    // Two words are one text without quotes.
    let is_word = |token: &PlacedToken| {
        let is_letter = |letter: char| letter.is_alphabetic();
        token.kind == TokenKind::Atom && statement.raw(token).starts_with(is_letter)
    };
    let ends = [TokenKind::RightSquareBracket, TokenKind::RightCurlyBracket];
    let begins = [TokenKind::LeftSquareBracket, TokenKind::LeftCurlyBracket];
    let pairs = statement.tokens.windows(2).zip(depths.iter().skip(1));
    let missing = pairs.filter_map(|(pair, depth)| match pair {
        [one, other]
            if *depth > 0
                && one.place.end < other.place.start
                && is_part(one.kind, ends)
                && is_part(other.kind, begins)
                && !(is_word(one) && is_word(other)) =>
        {
            Some((one.place.end, other))
        }
        _ => None,
    });
    let missing: Vec<_> = missing.collect();
    let ((first, other), rest) = missing.split_first()?;
    let again: Vec<_> = rest.iter().map(|(end, _)| *end..*end).collect();
    let fix = Fix::certain(&(*first..*first), ",").again(&again);
    Some(
        E01.at(&other.place, "a comma is missing in a list")
            .label("`,` belongs before this")
            .help("commas stand between the parts of a list")
            .fix(fix.unread(vec![statement.place.clone()])),
    )
}

/// A list of texts on one line in which a quote is missing.
pub(super) fn torn_texts(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let name = statement.key()?;
    keys.find(name).filter(|key| is_of_texts(key.shape))?;
    let start = statement.start_of(2);
    let raw = statement.source.get(start..statement.place.end)?;
    let inner = raw.strip_prefix('[')?;
    let inner = inner.strip_suffix(']').unwrap_or(inner);
    let is_odd = |it: char| matches!(it, '"' | '\\' | '[' | ']' | '{' | '}' | '=' | '#');
    let texts = inner
        .split(',')
        .map(|text| text.trim().trim_matches(QUOTES));
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    let is_torn = |quote: char| raw.matches(quote).count() % 2 == 1;
    if raw.contains('\n')
        || !(is_torn('"') || is_torn('\''))
        || texts.is_empty()
        || texts.iter().any(|text| text.contains(is_odd))
    {
        return None;
    }
    let texts: Vec<String> = texts.into_iter().map(as_toml).collect();
    let meant = format!("[{}]", texts.join(", "));
    let place = start..statement.place.end;
    Some(
        E01.at(&place, "a quote is missing in a list")
            .label("each text stands in one pair of quotes")
            .help(format!("write `{name} = {meant}`"))
            .fix(Fix::likely(&place, meant)),
    )
}

/// Keys in braces with `:` behind them, as JSON and YAML have it.
pub(super) fn colons(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let tokens = &statement.tokens;
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_none_or(|token| {
            matches!(token.kind, TokenKind::LeftCurlyBracket | TokenKind::Comma)
        })
    };
    let colons = tokens.iter().enumerate().filter(|(at, token)| {
        let raw = statement.raw(token);
        let is_behind = at.checked_sub(1).is_some_and(begins);
        token.kind == TokenKind::Atom
            && raw.ends_with(':')
            && if raw == ":" { is_behind } else { begins(*at) }
    });
    let colons: Vec<Range<usize>> = colons
        .map(|(_, token)| token.place.end - 1..token.place.end)
        .collect();
    let (first, rest) = colons.split_first()?;
    if !statement.text().contains('{') {
        return None;
    }
    let mut fix = Fix::certain(first, " =").again(rest);
    // `"steps": [`
    if let Some(name) = tokens.first().filter(|name| is_text(name.kind))
        && is_step(statement.raw(name))
    {
        fix = fix.and(&name.place, "step");
    }
    Some(
        E01.at(first, "`:` instead of `=`")
            .label("`=` belongs here")
            .help("write `key = value`, with commas between")
            .fix(fix.unread(vec![statement.place.clone()])),
    )
}

/// One value a week in other brackets than TOML has, or with other signs between them.
pub(super) fn weeks(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let name = statement.key()?;
    keys.find(name).filter(|key| key.is_weekly)?;
    let place = statement.start_of(2)..statement.place.end;
    let raw = statement.source.get(place.clone())?;
    let (brackets, spaces) = (['{', '[', '(', ')', ']', '}'], [' ', '\t']);
    let (before, behind) = raw.split_at(raw.find(char::is_alphabetic)?);
    let values = behind.trim_start_matches(char::is_alphabetic);
    let word = behind.strip_suffix(values)?;
    let is_opened = before
        .trim_matches(brackets)
        .trim_matches(spaces)
        .is_empty();
    let plain: String = raw.split(spaces).collect();
    // Quotes, commas or the end of it may be missing still, which is told apart.
    let has_brackets = plain.starts_with("{weeks=[") && !plain.contains(';');
    let is_told_apart = has_brackets && (plain.ends_with("]}") || !plain.ends_with('}'));
    if !is_of_weeks(word) || !is_opened || is_told_apart || raw.contains('\n') {
        return None;
    }
    let values = values.trim_start_matches(['=', ':', ' ', '\t']);
    let values = values.trim_matches(|it| brackets.contains(&it) || spaces.contains(&it));
    let has_signs = values.contains([',', ';']);
    let parts = values.split(|it| match it {
        ',' | ';' => true,
        _ => !has_signs && spaces.contains(&it),
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let written = parts.map(|part| {
        let is_value = DeValue::parse(part).is_ok();
        let is_length = || span::parse(part).is_ok();
        if is_value {
            Some(part.to_owned())
        } else {
            is_length().then(|| as_toml(part))
        }
    });
    let written: Vec<String> = written.collect::<Option<_>>()?;
    let meant = format!("{{ weeks = [{}] }}", written.join(", "));
    let problem = E01
        .at(&place, "values for weeks that cannot be read")
        .label("they stand in a list inside a table")
        .help(format!("write `{name} = {meant}`"))
        .fix(Fix::likely(&place, meant));
    (!written.is_empty()).then_some(problem)
}

/// `;` between the parts of a list.
pub(super) fn semicolons(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let depths = statement.depths();
    let signs = statement.tokens.iter().zip(depths);
    let signs = signs.filter(|(token, depth)| *depth > 0 && statement.raw(token) == ";");
    let signs: Vec<Range<usize>> = signs.map(|(token, _)| token.place.clone()).collect();
    let (first, rest) = signs.split_first()?;
    Some(
        E01.at(first, "`;` in a list")
            .label("commas stand between the parts of a list")
            .help("write `,` instead")
            .fix(Fix::certain(first, ",").again(rest)),
    )
}

/// An amount without quotes, with a comma behind it and what else is prescribed: `20s, each side`.
pub(super) fn prescribed(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let key = keys.find(statement.key()?)?;
    let place = statement.start_of(2)..statement.place.end;
    let raw = statement.source.get(place.clone())?;
    let is_plain = raw.contains(',') && !raw.contains(['"', '\'', '[', '{', '\n', '#']);
    let prescribed = prescribed::read(key, raw).filter(|_| is_plain)?;
    let name = (key.name, statement.source);
    Some(prescribed.told(E01, "an amount without quotes", name, &place))
}

/// Several amounts without brackets: one for each set.
pub(super) fn of_amounts(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let name = statement.key()?;
    let key = keys.find(name)?;
    let shape = key.shape;
    let is_length = matches!(shape, Shape::Lengths);
    let place = statement.start_of(2)..statement.place.end;
    let raw = statement.source.get(place.clone())?;
    let inner = raw.trim_matches(['{', '}', '(', ')']).trim();
    let parts = inner.split(',').map(str::trim);
    let parts: Vec<&str> = parts.map(|part| part.trim_matches('"')).collect();
    let is_number = |part: &&str| part.parse::<u32>().is_ok();
    let is_part = |part: &&str| is_number(part) || (is_length && span::parse(part).is_ok());
    // A number with a comma is told apart.
    let is_decimal = parts.len() == 2 && parts.iter().all(is_number) && !raw.contains(", ");
    if !matches!(shape, Shape::Lengths | Shape::Numbers(..))
        || parts.len() < 2
        || is_decimal
        || !parts.iter().all(is_part)
    {
        return None;
    }
    let written = parts.iter().map(|part| {
        if is_number(part) {
            (*part).to_owned()
        } else {
            as_toml(part)
        }
    });
    let meant = format!("[{}]", written.collect::<Vec<_>>().join(", "));
    let for_weeks = if key.is_weekly && raw.starts_with('{') {
        format!("; for one a week write `{name} = {{ weeks = {meant} }}`")
    } else {
        String::new()
    };
    Some(
        E01.at(&place, "several values without the brackets of a list")
            .label("a list has one for each set")
            .help(format!("write `{name} = {meant}`{for_weeks}"))
            .fix(Fix::likely(&place, meant)),
    )
}
