//! Lines that are neither a header nor a key with its value, and values that stand for nothing.

use toml::de::DeValue;
use toml_parser::lexer::TokenKind;

use super::lists::is_of_texts;
use super::{KnownKeys, Mend};
use crate::diagnostic::Code::E01;
use crate::diagnostic::Fix;
use crate::format::keys::Shape;
use crate::format::statement::Statement;
use crate::format::wording::{as_toml, is_bare, quoted};

/// A line of signs that divides a page, such as `---`.
pub(super) fn divider(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let text = statement.text();
    let is_sign = |it: char| {
        matches!(
            it,
            '-' | '=' | '*' | '_' | '~' | '+' | '.' | '…' | '–' | '—' | ' '
        )
    };
    let is_long = text.len() > 2 && text != "=======";
    if !is_long || !text.chars().all(is_sign) {
        return None;
    }
    let start = statement.place.start;
    Some(
        E01.at(&statement.place, "a line of signs alone")
            .label("this does not belong to the file")
            .help("take it out, or write `#` before it")
            .fix(Fix::certain(&(start..start), "# ")),
    )
}

/// Words by which other formats say that there is no value.
const NOTHING: [&str; 8] = ["null", "nil", "none", "undefined", "n/a", "na", "nan", "~"];

/// A key whose value says that it has none.
pub(super) fn nothing(statement: &Statement, _: &[Statement], keys: KnownKeys) -> Mend {
    let key = keys.find(statement.key()?)?;
    let (kind, word) = statement.token(2)?;
    let plain = word.to_lowercase();
    let is_alone = statement.tokens.len() == 3 && kind == TokenKind::Atom;
    // The reader knows what these mean.
    let is_word = key.shape.choice(&plain).is_some() || (plain == "none" && key.shape.is_number());
    if !is_alone || is_word || !NOTHING.contains(&plain.as_str()) {
        return None;
    }
    let behind = statement.source.get(statement.place.end..)?;
    let line = behind.split_inclusive('\n').next().unwrap_or_default();
    let gone = line.len() * usize::from(line.trim().is_empty());
    let place = statement.place.start..statement.place.end + gone;
    Some(
        E01.at(
            &(statement.start_of(2)..statement.place.end),
            format!("{} is no value", quoted(word)),
        )
        .label("TOML has no word for nothing")
        .help("take the line out")
        .fix(Fix::likely(&place, "")),
    )
}

/// A value that stands on the line below its key, perhaps with the `=`.
pub(super) fn value_below(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let value = behind.first()?;
    let text = value.text();
    let is_key = statement.tokens.len() == 1 && keys.find(statement.text()).is_some();
    let (is_open, written) = match text.strip_prefix('=') {
        Some(written) => (is_key, written),
        None => (
            statement.tokens.len() == 2 && statement.key().is_some(),
            text,
        ),
    };
    let is_value =
        !value.is_header() && value.key().is_none() && DeValue::parse(written.trim()).is_ok();
    let between = statement
        .source
        .get(statement.place.end..value.place.start)?;
    if !is_open || !is_value || !between.trim().is_empty() {
        return None;
    }
    let place = statement.place.end..value.place.end;
    Some(
        E01.at(&value.place, "a value on the line below its key")
            .label("it belongs behind the `=`")
            .help("write key and value on one line")
            .fix(Fix::certain(&place, format!(" {text}"))),
    )
}

/// A text as YAML and shells have it: `|`, `>` or `<<EOF` behind its key, and its lines below.
pub(super) fn text_below(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let text = statement.text();
    let (key, sign) = text.split_once(['=', ':'])?;
    let (key, sign) = (key.trim(), sign.trim());
    let end = sign.strip_prefix("<<");
    let end = end.map(|end| end.trim_matches(['-', '"', '\'']));
    let is_sign = matches!(sign, "|" | ">" | "|-" | ">-" | "|+" | ">+") || end.is_some();
    let shape = keys.find(key)?.shape;
    if !is_sign || !matches!(shape, Shape::Template | Shape::Text(_)) {
        return None;
    }
    let is_line = |line: &&Statement| !line.is_header() && line.key().is_none();
    let lines: Vec<&Statement> = behind.iter().take_while(is_line).collect();
    let last = lines.last()?;
    let texts = lines.iter().map(|line| line.text());
    let texts: Vec<&str> = texts.filter(|text| Some(*text) != end).collect();
    let meant = format!("{key} = {}", as_toml(&texts.join(" ")));
    let place = statement.place.start..last.place.end;
    let is_plain = !texts.iter().any(|text| text.contains(['"', '\\', '\n']));
    Some(
        E01.at(&statement.place, "a text as YAML or a shell has it")
            .label("a text stands in quotes")
            .help("write it in quotes behind its key; several lines stand in three quotes")
            .fix(is_plain.then(|| Fix::likely(&place, meant))?),
    )
}

/// A quote on a line of its own that begins and ends nothing.
pub(super) fn lone_quote(statement: &Statement, _: &[Statement], _: KnownKeys) -> Mend {
    let is_quote = statement.text().chars().all(|it| matches!(it, '"' | '\''));
    is_quote.then(|| {
        E01.at(&statement.place, "a quote that belongs to nothing")
            .label("no text begins here")
            .help("take it out")
            .fix(Fix::likely(&statement.place, ""))
    })
}

/// A list of texts as YAML has it: each on a line of its own behind `-`.
pub(super) fn list_below(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let key = statement.text().trim_end_matches([':', '=', ' ']);
    keys.find(key).filter(|key| is_of_texts(key.shape))?;
    let items = behind
        .iter()
        .take_while(|line| line.text().starts_with("- "));
    let items: Vec<&Statement> = items.collect();
    let last = items.last()?;
    let texts = items.iter().map(|item| {
        let text = item.text().trim_start_matches(['-', ' ']);
        as_toml(text.trim_matches(['"', '\'']))
    });
    let meant = format!("{key} = [{}]", texts.collect::<Vec<_>>().join(", "));
    let place = statement.place.start..last.place.end;
    Some(
        E01.at(&statement.place, "a list as YAML has it")
            .label("a list stands in `[` and `]`")
            .help(format!("write `{meant}`"))
            .fix(Fix::likely(&place, meant)),
    )
}

/// Lines of prose, such as a greeting above a routine in a mail.
pub(super) fn prose(statement: &Statement, behind: &[Statement], keys: KnownKeys) -> Mend {
    let is_prose = |line: &Statement| {
        let text = line.text();
        let first = text.split([' ', '\t', ':', '=']).next().unwrap_or_default();
        let is_sentence = text.contains(' ') || text.ends_with([',', '.', '!', '?', ':']);
        let is_key = keys.find(first.trim_matches(['"', '\''])).is_some();
        is_sentence && !is_key && !text.contains(['=', '\n', '[', '{', '"']) && !line.is_toml()
    };
    if !is_prose(statement) || is_bare(statement.text()) {
        return None;
    }
    let start = statement.place.start;
    let more = behind.iter().take_while(|line| is_prose(line));
    let more: Vec<_> = more
        .map(|line| line.place.start..line.place.start)
        .collect();
    Some(
        E01.at(&statement.place, "a line of text that is no `key = value`")
            .label("this does not belong to the file")
            .help("take it out, or write `#` before it; a text stands in quotes, behind a key such as `about`")
            .fix(Fix::likely(&(start..start), "# ").again(&more)),
    )
}
