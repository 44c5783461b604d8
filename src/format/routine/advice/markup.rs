//! W17: what another program would fill in or format. Here it is shown and spoken as it stands.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::super::super::reader::Node;
use super::super::super::wording::quoted;
use super::outline::Outline;
use crate::core::template::Placeholder;
use crate::diagnostic::Code::W17;
use crate::diagnostic::{Diagnostic, Fix};

/// The keys whose texts have words in braces.
const FILLED: [&str; 3] = ["cue", "how", "say"];
/// The other texts that are shown or spoken.
const SHOWN: [&str; 4] = ["title", "about", "name", "warn"];

/// What other programs write around a word that they fill in; nothing behind a word that ends where its letters end.
const AROUND: [(&str, &str); 14] = [
    ("{{{", "}}}"),
    ("{{", "}}"),
    ("${", "}"),
    ("#{", "}"),
    ("<%=", "%>"),
    ("{%", "%}"),
    ("%(", ")s"),
    ("<", ">"),
    ("%", "%"),
    ("[", "]"),
    (":", ":"),
    ("$", ""),
    ("%", ""),
    ("@", ""),
];

/// What to write in place of a letter that another program fills in.
const NO_FORMAT: &str = "write the word that belongs there: `{side}`, `{hold}`, `{rep}` and others are filled in, in `cue`, `how` and `say`";

/// The tags of HTML that people write into a text.
const TAGS: [&str; 21] = [
    "br", "b", "i", "u", "em", "strong", "p", "ul", "ol", "li", "span", "div", "a", "h1", "h2",
    "h3", "hr", "small", "sub", "sup", "code",
];

/// The characters that HTML writes as words.
const ENTITIES: [(&str, &str); 15] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\u{201d}"),
    ("apos", "\u{2019}"),
    ("#39", "\u{2019}"),
    ("rsquo", "\u{2019}"),
    ("nbsp", " "),
    ("deg", "°"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("times", "×"),
    ("hellip", "…"),
    ("frac12", "½"),
    ("bull", "•"),
];

/// A part of a text, and what to write there.
type Found = (Range<usize>, String);

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let (document, _) = DeTable::parse_recoverable(outline.text);
    let top = document.get_ref().iter();
    let mut values: Vec<(&str, &Node)> = top
        .map(|(key, node)| (key.get_ref().as_ref(), node))
        .collect();
    while let Some((key, node)) = values.pop() {
        match node.get_ref() {
            DeValue::Array(list) => values.extend(list.iter().map(|node| (key, node))),
            DeValue::Table(table) => values.extend(table.iter().map(|(inner, node)| {
                let inner = inner.get_ref().as_ref();
                // Of a text a week each is one under the same key.
                (if inner == "weeks" { key } else { inner }, node)
            })),
            DeValue::String(_) if FILLED.contains(&key) || SHOWN.contains(&key) => {
                found.extend(in_text(outline.text, key, node.span()));
            }
            _ => {}
        }
    }
}

/// What stands in the text of `key` at `place` of the file: one problem for each habit.
fn in_text(source: &str, key: &str, place: Range<usize>) -> Vec<Diagnostic> {
    let raw = source.get(place.clone()).unwrap_or_default();
    let label = "this is shown as it stands";
    let words = words_in(raw);
    let word = told(source, &place, &words, |written| {
        let what = format!("{written} in `{key}` is not filled in");
        let meant = words.first().map_or("{side}", |(_, meant)| meant);
        let help = if FILLED.contains(&key) {
            format!("words that are filled in stand in single braces: write `{meant}`")
        } else {
            format!("words are filled in only in `cue`, `how` and `say`: leave it out of `{key}`")
        };
        (what, help)
    });
    let word = word.map(|mut problem| {
        problem.fix.take_if(|_| !FILLED.contains(&key));
        problem
    });
    let html = told(source, &place, &html_in(raw), |written| {
        let what = format!("{written} in `{key}` is HTML");
        (
            what,
            "write plain text: the screen breaks its lines itself".to_owned(),
        )
    });
    let markdown = told(source, &place, &markdown_in(raw), |written| {
        let what = format!("{written} in `{key}` is Markdown");
        (what, "write plain text: leave the signs out".to_owned())
    });
    let breaks = told(source, &place, &breaks_in(raw), |written| {
        let what = format!("{written} in `{key}` is no line break");
        (
            what,
            "write a space: the screen breaks the lines itself".to_owned(),
        )
    });
    let format = told(source, &place, &formats_in(raw), |written| {
        let what = format!("{written} in `{key}` is not filled in");
        (what, NO_FORMAT.to_owned())
    });
    let format = format.map(|problem| problem.fix(None));
    let all = [word, html, markdown, breaks, format].into_iter().flatten();
    all.map(|problem| problem.label(label)).collect()
}

/// The one problem of all that was `found` of a kind in the text at `place`.
fn told(
    source: &str,
    place: &Range<usize>,
    found: &[Found],
    words: impl FnOnce(&str) -> (String, String),
) -> Option<Diagnostic> {
    let at = |part: &Range<usize>| place.start + part.start..place.start + part.end;
    let ((first, text), rest) = found.split_first()?;
    let first = at(first);
    let (message, help) = words(&quoted(source.get(first.clone())?));
    let fix = rest
        .iter()
        .fold(Fix::likely(&first, text), |fix, (part, text)| {
            fix.and(&at(part), text)
        });
    Some(W17.at(&first, message).help(help).fix(fix))
}

/// Words that are filled in here, as other programs write them.
fn words_in(raw: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (open, close) in AROUND {
        for (start, _) in raw.match_indices(open) {
            let inner_at = start + open.len();
            let inner = raw.get(inner_at..).unwrap_or_default();
            let is_letter = |it: char| it.is_alphanumeric() || it == '_';
            let long = if close.is_empty() {
                inner.find(|it| !is_letter(it))
            } else {
                inner.find(close)
            };
            let Some(long) = long else { continue };
            let word = inner.get(..long).unwrap_or_default().trim().to_lowercase();
            let before = raw.get(..start).unwrap_or_default();
            let is_part = open.len() == 1 && before.ends_with(is_letter);
            let place = start..inner_at + long + close.len();
            let is_new = found
                .iter()
                .all(|(known, _)| known.end <= place.start || place.end <= known.start);
            if Placeholder::spelt(&word).is_some() && is_new && !is_part {
                found.push((place, format!("{{{word}}}")));
            }
        }
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Places that a formatting function fills in, such as `%s` or `%1$d`.
fn formats_in(raw: &str) -> Vec<Found> {
    let places = raw.match_indices('%').filter_map(|(start, _)| {
        let behind = raw.get(start + 1..)?;
        let number = behind.trim_start_matches(|it: char| it.is_ascii_digit() || it == '$');
        let letter = number.chars().next()?;
        let rest = number.get(letter.len_utf8()..)?;
        let is_place = matches!(letter, 's' | 'd' | 'i' | 'f' | '@')
            && !rest.starts_with(char::is_alphanumeric)
            && !raw.get(..start)?.ends_with(|it: char| it.is_alphanumeric());
        is_place.then(|| (start..raw.len() - rest.len(), String::new()))
    });
    places.collect()
}

/// Tags and entities of HTML.
fn html_in(raw: &str) -> Vec<Found> {
    let tags = raw.match_indices('<').filter_map(|(start, _)| {
        let inner = raw.get(start + 1..)?;
        let inner = inner.get(..inner.find('>')?)?;
        let name = inner.trim_start_matches('/');
        let name = name.split([' ', '/']).next()?.to_lowercase();
        let place = start..start + inner.len() + 2;
        let is_break = matches!(name.as_str(), "br" | "p" | "li" | "hr" | "div");
        let is_inside = {
            let before = raw.get(1..start).unwrap_or_default();
            let behind = raw.get(place.end..raw.len() - 1).unwrap_or_default();
            let is_word = |it: char| !it.is_whitespace();
            before.ends_with(is_word) && behind.starts_with(is_word)
        };
        let text = if is_break && is_inside { " " } else { "" };
        TAGS.contains(&name.as_str())
            .then(|| (place, text.to_owned()))
    });
    let entities = raw.match_indices('&').filter_map(|(start, _)| {
        let inner = raw.get(start + 1..)?;
        let inner = inner.get(..inner.find(';')?)?;
        let (_, sign) = ENTITIES.iter().find(|(name, _)| *name == inner)?;
        Some((start..start + inner.len() + 2, (*sign).to_owned()))
    });
    let mut found: Vec<Found> = tags.chain(entities).collect();
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Emphasis and links of Markdown.
fn markdown_in(raw: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let heading = raw
        .find(|it| !matches!(it, '"' | '\'' | '\n'))
        .unwrap_or(raw.len());
    let signs = raw.get(heading..).unwrap_or_default();
    let long = signs.len() - signs.trim_start_matches('#').len();
    if long > 0 && signs.get(long..).is_some_and(|rest| rest.starts_with(' ')) {
        found.push((heading..heading + long + 1, String::new()));
    }
    let mut at = 1;
    let end = raw.len().saturating_sub(1);
    while at < end {
        let Some(rest) = raw.get(at..end) else {
            at += 1;
            continue;
        };
        let before = raw.get(..at).and_then(|before| before.chars().next_back());
        let part = emphasis(rest, before).or_else(|| link(rest));
        let Some((long, text)) = part else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        found.push((at..at + long, text.to_owned()));
        at += long;
    }
    found
}

/// A word or more between signs that stand for bold or slanted letters or code: how long that is, and what is between.
fn emphasis(rest: &str, before: Option<char>) -> Option<(usize, &str)> {
    let sign = ["**", "__", "`", "*", "_"]
        .into_iter()
        .find(|sign| rest.starts_with(sign))?;
    let inner = rest.strip_prefix(sign)?;
    let inner = inner.get(..inner.find(sign)?)?;
    let long = inner.len() + 2 * sign.len();
    let behind = rest.get(long..)?.chars().next();
    let is_apart = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != '*');
    let is_words = inner.starts_with(char::is_alphanumeric)
        && inner.ends_with(|it: char| it.is_alphanumeric() || it.is_ascii_punctuation());
    (is_words && is_apart(before) && is_apart(behind)).then_some((long, inner))
}

/// A link: how long it is, and its text.
fn link(rest: &str) -> Option<(usize, &str)> {
    let inner = rest.strip_prefix('[')?;
    let (text, behind) = inner.split_once("](")?;
    let address = behind.get(..behind.find(')')?)?;
    let is_link = address.contains("://") && !text.contains(['[', ']']);
    is_link.then_some((text.len() + address.len() + 4, text))
}

/// `\n` and `\t` that stand in a text as two signs.
fn breaks_in(raw: &str) -> Vec<Found> {
    let (is_literal, is_path) = (raw.starts_with('\''), raw.contains(":\\"));
    let backslash = if is_literal { "\\" } else { "\\\\" };
    let breaks = raw.match_indices(backslash).filter_map(|(start, _)| {
        let behind = raw.get(start + backslash.len()..)?;
        let letter = behind.chars().next()?;
        let is_break = matches!(letter, 'n' | 't' | 'r') && !is_path;
        is_break.then(|| (start..start + backslash.len() + 1, " ".to_owned()))
    });
    breaks.collect()
}
