//! W14: what came with TOML 1.1. It is read, but most editors and other programs still read TOML 1.0.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::super::super::reader::Node;
use super::outline::Outline;
use crate::diagnostic::Code::W14;
use crate::diagnostic::{Diagnostic, Fix};

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let (document, _) = DeTable::parse_recoverable(outline.text);
    let mut later: Vec<&Node> = document.get_ref().values().collect();
    while let Some(node) = later.pop() {
        let raw = outline.text.get(node.span()).unwrap_or_default();
        match node.get_ref() {
            DeValue::Array(list) => later.extend(list),
            DeValue::Table(table) => {
                later.extend(table.values());
                found.extend(in_braces(outline, table, &node.span()));
            }
            DeValue::String(_) => found.extend(escape(raw, &node.span())),
            _ => {}
        }
    }
}

/// A table in braces that ends with a comma, or that stands on several lines. Lines within a value are no matter.
fn in_braces(outline: &Outline, table: &DeTable, place: &Range<usize>) -> Option<Diagnostic> {
    let end = place.end.checked_sub(1)?;
    let text = |place: Range<usize>| outline.text.get(place).unwrap_or_default();
    if !text(place.clone()).starts_with('{') {
        return None;
    }
    let mut values: Vec<Range<usize>> = table.values().map(Node::span).collect();
    values.sort_by_key(|value| value.start);
    let starts = std::iter::once(place.start + 1).chain(values.iter().map(|value| value.end));
    let ends = values.iter().map(|value| value.start).chain([end]);
    let gaps: Vec<Range<usize>> = starts.zip(ends).map(|(from, until)| from..until).collect();
    let is_long = gaps.iter().any(|gap| text(gap.clone()).contains('\n'));
    let has_comma = gaps
        .last()
        .is_some_and(|gap| text(gap.clone()).contains(','));
    let (message, help) = if has_comma {
        let help = "take the last comma out: most editors read TOML 1.0";
        ("a table in braces with a comma at its end", help)
    } else if is_long {
        let help = "write it on one line: most editors read TOML 1.0";
        ("a table in braces on several lines", help)
    } else {
        return None;
    };
    let problem = W14.at(place, message).label("this came with TOML 1.1");
    Some(problem.help(help).fix(on_one_line(outline.text, &gaps)))
}

/// The repair that leaves out the line breaks between the values of a table, and the comma behind the last one; none where
/// comments or keys in quotes stand there.
fn on_one_line(text: &str, gaps: &[Range<usize>]) -> Option<Fix> {
    let mut fix: Option<Fix> = None;
    for (nth, gap) in gaps.iter().enumerate() {
        let written = text.get(gap.clone())?;
        let is_last = nth + 1 == gaps.len();
        if written.contains(['#', '"', '\'']) {
            return None;
        }
        let ends_in_comma = is_last && written.contains(',');
        if !written.contains('\n') && !ends_in_comma {
            continue;
        }
        let words: Vec<&str> = written.split_whitespace().collect();
        let joined = words.join(" ");
        let short = match (nth, is_last) {
            (_, true) => " ".to_owned(),
            (0, _) => format!(" {joined} "),
            _ => format!("{joined} "),
        };
        fix = Some(match fix {
            Some(fix) => fix.and(gap, short),
            None => Fix::certain(gap, short),
        });
    }
    fix
}

/// An escape that is new. Its repair is the older one for the same character.
fn escape(raw: &str, place: &Range<usize>) -> Option<Diagnostic> {
    if !raw.starts_with('"') {
        return None;
    }
    let mut fix: Option<Fix> = None;
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let behind = rest.get(at + 1..).unwrap_or_default();
        let start = place.start + raw.len() - behind.len();
        let digits = behind.get(1..3).unwrap_or_default();
        let new = match behind.chars().next() {
            Some('e') => Some((1, "u001B".to_owned())),
            Some('x') => Some((3, format!("u00{digits}"))),
            _ => None,
        };
        if let Some((long, text)) = new {
            let part = start..start + long;
            fix = Some(match fix {
                Some(fix) => fix.and(&part, text),
                None => Fix::certain(&part, text),
            });
        }
        let letter = behind.chars().next().map_or(0, char::len_utf8);
        rest = behind.get(letter..).unwrap_or_default();
    }
    fix.map(|fix| {
        W14.at(place, "an escape that most editors do not read")
            .label("this came with TOML 1.1")
            .help("write the letter itself, or `\\u` and its four digits")
            .fix(fix)
    })
}
