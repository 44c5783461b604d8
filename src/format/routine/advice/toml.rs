//! W14: what came with TOML 1.1. It is read, but most editors and other programs still read TOML 1.0.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::super::super::reader::Node;
use super::outline::Outline;
use crate::diagnostic::Code::W14;
use crate::diagnostic::Diagnostic;

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
    let text = |from, until| outline.text.get(from..until).unwrap_or_default();
    if !text(place.start, place.end).starts_with('{') {
        return None;
    }
    let mut values: Vec<Range<usize>> = table.values().map(Node::span).collect();
    values.sort_by_key(|value| value.start);
    let starts = std::iter::once(place.start).chain(values.iter().map(|value| value.end));
    let ends = values.iter().map(|value| value.start).chain([end]);
    let is_long = starts
        .zip(ends)
        .any(|(from, until)| text(from, until).contains('\n'));
    let last = values.last().map_or(place.start, |value| value.end);
    let (message, help) = if text(last, end).contains(',') {
        let help = "take the last comma out: most editors read TOML 1.0";
        ("a table in braces with a comma at its end", help)
    } else if is_long {
        let help = "write it on one line: most editors read TOML 1.0";
        ("a table in braces on several lines", help)
    } else {
        return None;
    };
    let problem = W14.at(place, message).label("this came with TOML 1.1");
    Some(problem.help(help))
}

/// An escape that is new.
fn escape(raw: &str, place: &Range<usize>) -> Option<Diagnostic> {
    if !raw.starts_with('"') {
        return None;
    }
    let rest = raw.replace("\\\\", "");
    let is_new = rest.contains("\\e") || rest.contains("\\x");
    is_new.then(|| {
        W14.at(place, "an escape that most editors do not read")
            .label("this came with TOML 1.1")
            .help("write the letter itself, or `\\u` and its four digits")
    })
}
