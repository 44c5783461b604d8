//! Headers: the lines in brackets.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::lost::is_kind;
use super::{KnownKeys, Mend};
use crate::core::span;
use crate::diagnostic::Code::{E01, E02, E03, E06};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::format::keys::Shape;
use crate::format::keys::routine::STEP;
use crate::format::statement::{PlacedToken, Statement, is_text};
use crate::format::wording::{as_toml, quoted};
use crate::suggest;

/// The parts of a header, as far as one can be seen in a statement.
pub(super) struct Header<'a> {
    pub(super) names: Vec<&'a PlacedToken>,
    /// How many brackets open and close it.
    pub(super) brackets: (usize, usize),
    /// How many tokens it has.
    tokens: usize,
}

pub(super) fn header<'a>(statement: &'a Statement) -> Option<Header<'a>> {
    let mut header = Header {
        names: Vec::new(),
        brackets: (0, 0),
        tokens: 0,
    };
    if !statement.is_header() {
        return None;
    }
    for token in &statement.tokens {
        let is_closed = header.brackets.1 >= header.brackets.0;
        match token.kind {
            TokenKind::LeftSquareBracket if header.names.is_empty() => header.brackets.0 += 1,
            TokenKind::RightSquareBracket if header.brackets.1 < 2 => header.brackets.1 += 1,
            // `[[step].1]`: what stands between the brackets still belongs to it.
            TokenKind::Dot | TokenKind::Atom if !is_closed => {
                if token.kind == TokenKind::Atom {
                    header.names.push(token);
                }
            }
            kind if is_text(kind) && !is_closed => header.names.push(token),
            _ => break,
        }
        header.tokens += 1;
    }
    let is_whole = !header.names.is_empty() && header.brackets.1 > 0 || {
        header.tokens == statement.tokens.len() && !header.names.is_empty()
    };
    (is_whole && header.brackets.0 < 4).then_some(header)
}

/// Whether a name is that of a step, perhaps with its number: `step`, `Steps`, `step1`, `step-2`.
pub(super) fn is_step(name: &str) -> bool {
    let name = name.trim_matches(['"', '\'']);
    let name =
        name.trim_end_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '_'));
    matches!(name.to_lowercase().as_str(), "step" | "steps")
}

/// Whether a table of this name is meant as a step: it has the name of a kind, or one from other programs.
pub(super) fn is_other_step(name: &str, keys: KnownKeys) -> bool {
    let others = ["stretches", "exercise", "exercises", "block"];
    let is_known = STEP.key(name).is_some() || others.contains(&name);
    keys.has_steps() && keys.top.key(name).is_none() && is_known && !is_step(name)
}

/// A header as it was meant: with the right brackets, and alone on its line.
pub(super) fn mended(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let header = header(statement)?;
    let raw = |token: &PlacedToken| statement.raw(token);
    let first = header.names.first()?;
    let place = statement.place.start..{
        let last = statement.tokens.get(header.tokens.checked_sub(1)?)?;
        last.place.end
    };
    let written: String = {
        let text = statement.source.get(place.clone())?;
        text.split_whitespace().collect()
    };
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let names = || header.names.iter().map(|token| raw(token));
    let is_of_steps = keys.has_steps() && names().all(|name| is_step(name) || is_number(name));
    let spelt = |names: Vec<&str>, brackets: usize| {
        let (open, close) = ("[".repeat(brackets), "]".repeat(brackets));
        format!("{open}{}{close}", names.join("."))
    };
    if let Some(problem) = misnamed_list(statement, &header, &place, behind, keys) {
        return Some(problem);
    }
    let is_whole = header.brackets == (1, 1) && header.tokens == statement.tokens.len();
    if let [name] = header.names.as_slice()
        && is_whole
        && let Some(fix) = as_step(raw(name), &place, behind, keys)
    {
        return Some(single_brackets(raw(name), &name.place).fix(fix));
    }
    let (right, meant, brackets) = if is_of_steps && is_step(raw(first)) {
        let names: Vec<&str> = names().filter(|name| !is_number(name)).collect();
        let steps = vec!["step"; names.len()];
        // How the name is spelt is reported apart.
        (spelt(names, 2), spelt(steps, 2), 2)
    } else {
        let known = keys.find(raw(first)).map(|key| key.shape);
        let is_table =
            known.is_some_and(|shape| shape.has_header() && !matches!(shape, Shape::Tables(_)));
        let is_list = header.brackets == (2, 2);
        let is_wrong = is_table && (is_list || matches!(header.brackets, (1, 0 | 2) | (2, 0 | 1)));
        // A list of stretches is told apart.
        if !is_wrong || (is_list && !matches!(known, Some(Shape::Table(_)))) {
            return on_the_line(statement, &header, keys);
        }
        let brackets = if is_list {
            1
        } else {
            header.brackets.0.clamp(1, 2)
        };
        let right = spelt(names().collect(), brackets);
        (right, spelt(names().collect(), 1), 1)
    };
    if written == right && !is_apart(statement, &header) {
        return on_the_line(statement, &header, keys);
    }
    if header.tokens < statement.tokens.len() {
        return None;
    }
    let fix = Fix::certain(&place, meant).unread(vec![place.clone()]);
    if header.brackets == (1, 1) && brackets == 2 {
        let mut last = header.names.iter().rev();
        let last = last.find(|token| is_step(raw(token)))?;
        return Some(single_brackets(raw(last), &last.place).fix(fix));
    }
    let problem = if brackets == 1 && header.brackets == (2, 2) {
        let message = format!("`{}` is a list, but must be a table", raw(first));
        E02.at(&place, message)
            .label("this is a list")
            .help("a table has one bracket on each side; only a step has two")
    } else {
        wrong_brackets(&place, brackets)
    };
    Some(problem.fix(fix))
}

/// The table called `name` at `place` as the step that is meant, where that is one.
fn as_step(name: &str, place: &Range<usize>, behind: &[Statement], keys: KnownKeys) -> Option<Fix> {
    let meant = if is_other_step(name, keys) {
        "[[step]]".to_owned()
    } else {
        as_name(name, behind, keys)?
    };
    Some(with_length_below(Fix::likely(place, meant), name, behind))
}

/// A header that is to have so many brackets on each side.
fn wrong_brackets(place: &Range<usize>, brackets: usize) -> Diagnostic {
    let label = if brackets == 2 {
        "two `[` before the name, two `]` after it"
    } else {
        "one `[` before the name, one `]` after it"
    };
    E01.at(place, "a header with the wrong brackets")
        .label(label)
        .help("a step begins with `[[step]]`, a table with `[name]`")
}

/// A list of a step at `place` that is called as one of its parts, such as `[[step.cue]]`, or as a key that is none, such as
/// `[[step.name]]`.
fn misnamed_list(
    statement: &Statement,
    header: &Header,
    place: &Range<usize>,
    behind: &[Statement],
    keys: KnownKeys,
) -> Mend {
    let (last, outer) = header.names.split_last()?;
    let raw = statement.raw(last);
    let own_list = STEP
        .key(raw)
        .filter(|key| matches!(key.shape, Shape::Tables(_)) && !is_step(raw));
    let is_inside = !outer.is_empty() && outer.iter().all(|name| is_step(statement.raw(name)));
    if let Some(key) = own_list.filter(|_| header.brackets == (1, 1) && is_inside) {
        let meant = format!("[[{}.{raw}]]", vec!["step"; outer.len()].join("."));
        let message = format!("`{raw}` is a table, but must be {}", key.shape.expected());
        let problem = E02.at(place, message).label("this is a table");
        let problem = problem.help(format!("write `{meant}`"));
        return Some(problem.fix(Fix::certain(place, meant)));
    }
    let is_table = header.brackets == (1, 1) && STEP.key(raw).is_none();
    if header.brackets != (2, 2) && !is_table {
        return None;
    }
    let problem = |code: Code| code.at(&last.place, format!("`{raw}` is not a list"));
    let several = STEP.key(&format!("{raw}s"));
    if let Some(several) = several.filter(|key| matches!(key.shape, Shape::Tables(_))) {
        let name = several.name;
        return Some(
            problem(E03)
                .label(format!("the list is called `{name}`"))
                .help(format!("write `{name}`"))
                .fix(Fix::certain(&last.place, name)),
        );
    }
    let outer: Vec<&str> = outer.iter().map(|token| statement.raw(token)).collect();
    let is_of_step = !outer.is_empty()
        && outer
            .iter()
            .all(|name| *name == "step" || (is_table && is_step(name)));
    let key = STEP.key(raw);
    let is_list = is_step(raw) || key.is_some_and(|key| key.shape.has_header());
    let is_number = raw.bytes().all(|byte| byte.is_ascii_digit());
    if !is_of_step || is_list || is_number {
        return None;
    }
    let header = format!("[[{}]]", vec!["step"; outer.len()].join("."));
    let label = match key {
        Some(_) => "this is a key of a step",
        None => "a step has its name below its header",
    };
    let meant = if !is_table && is_other_step(raw, keys) && key.is_none() {
        // A block whose steps have another name.
        format!("[[{}.step]]", vec!["step"; outer.len()].join("."))
    } else if raw == "name" && !is_named(behind) {
        format!("{header}\nname = \"…\"")
    } else if key.is_some() || is_named(behind) {
        header
    } else {
        format!(
            "{header}\nname = {}",
            as_toml(raw.trim_matches(['"', '\'']))
        )
    };
    Some(
        problem(E06)
            .label(label)
            .help(every_step(raw))
            .fix(Fix::likely(place, meant)),
    )
}

/// Whether a name stands below a header, in front of the statements `behind` it.
pub(super) fn is_named(behind: &[Statement]) -> bool {
    let mut below = behind.iter().take_while(|statement| !statement.is_header());
    below.any(|statement| statement.key() == Some("name"))
}

/// `fix` of a header that is called as a kind of step, such as `[rest]`, with the length below it as the value of that
/// kind: `duration = "10s"`, or the length alone.
pub(super) fn with_length_below(fix: Fix, kind: &str, behind: &[Statement]) -> Fix {
    let first = behind
        .first()
        .filter(|first| is_kind(kind) && !first.is_header());
    let Some(first) = first else { return fix };
    let is_length = |key: &str| {
        let is_other = ["hold", "time"].contains(&key) && key != kind;
        let mut foreign = STEP.tables.iter().flat_map(|table| table.foreign);
        is_other || foreign.any(|foreign| foreign.word == key && foreign.instead == Some("hold"))
    };
    match (first.key(), first.tokens.first()) {
        (Some(key), Some(token)) if is_length(key) => fix.and(&token.place, kind),
        (None, _) => match amount_alone(first) {
            Some(amount) => fix.and(&first.place, format!("{kind} = {amount}")),
            None => fix,
        },
        _ => fix,
    }
}

/// A length that stands on a line alone, as TOML has it.
pub(super) fn amount_alone(statement: &Statement) -> Option<String> {
    let text = statement.text().trim_matches(['"', '\'']);
    let is_length = text.starts_with(|it: char| it.is_ascii_digit()) && span::parse(text).is_ok();
    is_length.then(|| as_toml(text))
}

/// The header of a step that is begun by its own name, as in `[Calf]`, where a step stands below it.
fn as_name(name: &str, behind: &[Statement], keys: KnownKeys) -> Option<String> {
    let below = behind.iter().take_while(|statement| !statement.is_header());
    let below: Vec<&str> = below.filter_map(Statement::key).collect();
    // `[stretch]` has an id, where steps use it.
    let is_stretch = name == "stretch" && !behind.iter().any(Statement::is_header);
    let plain = name.to_lowercase();
    let tops = keys.top.keys.iter().map(|key| key.name);
    let tops = tops.chain(keys.top.foreign.iter().map(|foreign| foreign.word));
    let is_known =
        is_step(name) || keys.find(&plain).is_some() || suggest::closest(&plain, tops).is_some();
    if !keys.has_steps() || (is_known && !is_stretch) || !below.iter().any(|key| is_kind(key)) {
        return None;
    }
    let name = as_toml(name.trim_matches(['"', '\'']));
    Some(if is_stretch || below.contains(&"name") {
        "[[step]]".to_owned()
    } else {
        format!("[[step]]\nname = {name}")
    })
}

/// The header of a step in other signs, such as `(step)`, `<step>`, `step:` or `[[step]]]`.
pub(super) fn of_other_signs(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    if !keys.has_steps() || !is_in_other_signs(statement) {
        return None;
    }
    Some(
        E01.at(&statement.place, "a step without its header")
            .label("a step begins with `[[step]]`")
            .help("write `[[step]]`, and each `key = value` on a line below it")
            .fix(Fix::certain(&statement.place, "[[step]]")),
    )
}

/// Whether a statement is the header of a step in other signs.
pub(super) fn is_in_other_signs(statement: &Statement) -> bool {
    let is_sign = |letter: char| letter.is_ascii_punctuation() && !matches!(letter, '-' | '_');
    let text = statement.text();
    let inner = text.trim_matches(|letter: char| is_sign(letter) || matches!(letter, ' ' | '-'));
    let mut words = inner.split_whitespace();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_header = words.next().is_some_and(is_step) && words.next().is_none_or(is_number);
    is_header && words.next().is_none() && !text.contains('\n') && !statement.is_toml()
}

/// Whether white space stands between two brackets that belong together.
fn is_apart(statement: &Statement, header: &Header) -> bool {
    let tokens = statement.tokens.get(..header.tokens).unwrap_or_default();
    tokens.windows(2).any(|pair| match pair {
        [one, other] => {
            let are_brackets = one.kind == other.kind
                && matches!(
                    one.kind,
                    TokenKind::LeftSquareBracket | TokenKind::RightSquareBracket
                );
            are_brackets && one.place.end != other.place.start
        }
        _ => false,
    })
}

/// Keys that follow a header on its line, and signs that do not belong there.
fn on_the_line(statement: &Statement, header: &Header, keys: KnownKeys) -> Mend {
    let (kind, text) = statement.token(header.tokens)?;
    let start = statement.start_of(header.tokens);
    let before = statement.start_of(header.tokens.checked_sub(1)?) + 1;
    if matches!(text, "," | ";" | ":") && header.tokens + 1 == statement.tokens.len() {
        let place = start..statement.place.end;
        return Some(
            E01.at(&place, format!("`{text}` after a header"))
                .label("the line should end before this")
                .help("take it out")
                .fix(Fix::certain(&place, "")),
        );
    }
    let is_key = kind == TokenKind::Atom
        && matches!(
            statement.token(header.tokens + 1),
            Some((TokenKind::Equals, _))
        );
    if !is_key {
        return super::lines::comment_behind(statement, header.tokens)
            .or_else(|| words_behind(statement, header));
    }
    let key = start..start + text.len();
    let lines = super::lines::apart(statement, header.tokens)?;
    let place = before..statement.place.end;
    Some(
        E01.at(&key, "keys on the line of a header")
            .label("a line of its own should begin here")
            .help("write the header and each `key = value` on a line of its own")
            .fix(
                Fix::certain(&place, format!("\n{lines}"))
                    .certain_if(super::lines::are_known(statement, header.tokens, keys))
                    .unread(vec![place.clone()]),
            ),
    )
}

/// Words behind a header, on its line.
fn words_behind(statement: &Statement, header: &Header) -> Mend {
    let place = statement.start_of(header.tokens)..statement.place.end;
    let words = statement.from(header.tokens);
    let is_closed = header.brackets.0 == header.brackets.1;
    let is_plain =
        words.starts_with(char::is_alphanumeric) && !words.contains(['\n', '=', '[', ']', '{']);
    (is_closed && is_plain).then(|| {
        E01.at(&place, "text after a header")
            .label("the line should end before this")
            .help("put a remark after `#`; the name of a step is `name`, on a line below")
            .fix(Fix::likely(&(place.start..place.start), "# "))
    })
}

/// The problem of a table that is meant as a step.
pub(super) fn single_brackets(name: &str, place: &Range<usize>) -> Diagnostic {
    let message = format!("{} in single brackets is not a step", quoted(name));
    E06.at(place, message)
        .label("one bracket too few")
        .help(every_step(name))
}

/// How every step begins, said of one that is called `name`.
pub(super) fn every_step(name: &str) -> &'static str {
    match name {
        "stretch" => {
            "every step begins with `[[step]]`; `[stretch.some-id]` only names one for `use`"
        }
        "rest" => {
            "every step begins with `[[step]]`, a pause as well: `[[step]]`, then `rest = \"20s\"`"
        }
        _ if is_step(name) => "every step begins with `[[step]]`, in two brackets",
        _ => "every step begins with `[[step]]`, whatever its kind",
    }
}
