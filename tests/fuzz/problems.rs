//! What holds for every reader of a file: what it says of the file, and what is repaired in it.

use supple::core::span::parse;
use supple::core::text::is_hazardous;
use supple::diagnostic::{Diagnostic, Severity, Source, render};
use supple::format::fix::certain_by;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file with this text.
pub(super) fn source(data: &[u8]) -> Source {
    Source {
        name: "any.toml".to_owned(),
        text: String::from_utf8_lossy(data).into_owned(),
    }
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.code.severity() == Severity::Error
}

/// Either there is a value or an error; every problem has its places inside the file, stands in order, says something,
/// and can be shown without harm.
pub(super) fn are_well_formed(source: &Source, is_value: bool, problems: &[Diagnostic]) {
    assert_eq!(is_value, !problems.iter().any(is_error), "{problems:?}");
    for problem in problems {
        let also = problem.also.iter().map(|(place, _)| place);
        let repaired = problem.fix.iter();
        let repaired = repaired.flat_map(|fix| fix.edits.iter().map(|edit| &edit.place));
        for place in std::iter::once(&problem.place).chain(also).chain(repaired) {
            assert!(source.text.get(place.clone()).is_some(), "{problem:?}");
        }
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
    assert!(
        problems.is_sorted_by_key(|problem| problem.place.start),
        "{problems:?}"
    );
    let shown = render(source, problems, false);
    assert_eq!(shown.is_empty(), problems.is_empty());
    assert!(!shown.contains(is_hazardous), "{shown:?}");
    // With colours there are escapes, but only those.
    for piece in render(source, problems, true).split('\u{1b}').skip(1) {
        let style = piece
            .strip_prefix('[')
            .and_then(|style| style.split_once('m'));
        let (style, rest) = style.unwrap();
        assert!(style.bytes().all(|byte| b"0123456789;".contains(&byte)));
        assert!(!rest.contains(is_hazardous), "{rest:?}");
    }
}

/// Repairs come to an end, break nothing, touch only the lines they name, and lose nothing of a value.
pub(super) fn are_repaired(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) {
    let repaired = certain_by(source, &check);
    let again = Source {
        name: source.name.clone(),
        text: repaired.text.clone(),
    };
    let was_sound = !check(source).iter().any(is_error);
    assert!(!was_sound || !check(&again).iter().any(is_error), "broken");
    let twice = certain_by(&again, &check);
    assert_eq!(twice.text, again.text, "repaired twice is repaired once");
    assert_eq!(twice.changes, []);
    let (before, after) = (&source.text, &repaired.text);
    // The last line may be taken out, and then the one before is closed.
    let is_last_gone = repaired
        .changes
        .iter()
        .any(|change| change.after.is_empty());
    // A carriage return alone ends a line, too, until it is repaired.
    let closes = |text: &str| text.ends_with(['\n', '\r']);
    let is_closed = closes(before);
    assert!(is_closed == closes(after) || (!is_closed && is_last_gone));
    let is_named = |line: usize| repaired.changes.iter().any(|change| change.line == line);
    let mut before_lines = before.lines();
    for (_, line) in (1..).zip(after.lines()).filter(|(at, _)| !is_named(*at)) {
        assert!(
            before_lines.any(|before| before == line),
            "{line:?} is not named"
        );
    }
    loses_nothing(before, after);
}

/// Every text of a file is in it afterwards, but for spaces and signs. A length may be spelt anew, also at an end of a
/// range, and a word for yes or no is none any more.
fn loses_nothing(before: &str, after: &str) {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let read: Vec<String> = texts(after).into_iter().map(|(text, _)| text).collect();
    // A control character is written as `\u001b`.
    let escapes = (0..0x20).map(|code| format!("\\u{code:04x}"));
    let unescaped = escapes.fold(after.to_owned(), |text, escape| text.replace(&escape, ""));
    let all = letters(&(unescaped + after + &read.concat()));
    for (text, written) in texts(before) {
        let respelt = |length: &str| parse(length).is_err_and(|wrong| wrong.instead.is_some());
        let is_respelt = respelt(&text) || text.split(['-', '–', '—']).any(respelt);
        let flags = ["true", "false", "yes", "no", "on", "off", "y", "n"];
        let is_flag = flags.contains(&text.trim().to_lowercase().as_str());
        // Words without quotes may come to stand on several lines.
        let is_quoted = written.starts_with(['"', '\'']);
        let is_there = all.contains(&letters(&text))
            || all.contains(&letters(written))
            || (!is_quoted
                && text
                    .split_whitespace()
                    .all(|word| all.contains(&letters(word))));
        assert!(
            is_respelt || is_flag || is_there,
            "{text:?} is lost in\n{after}"
        );
    }
}

/// The texts among the values of a file, as far as it can be read. Words without quotes in further lines of a list are
/// none: where a list has no end, they are the lines behind it. Each as it is meant and as it is written.
fn texts(file: &str) -> Vec<(String, &str)> {
    let (document, _) = DeTable::parse_recoverable(file);
    let mut texts = Vec::new();
    let mut values: Vec<(&Spanned<DeValue>, usize)> = Vec::new();
    let begins = |value: &Spanned<DeValue>| value.span().start;
    values.extend(
        document
            .get_ref()
            .values()
            .map(|value| (value, begins(value))),
    );
    while let Some((value, list)) = values.pop() {
        match value.get_ref() {
            DeValue::Array(parts) => values.extend(parts.iter().map(|part| (part, list))),
            DeValue::Table(table) => {
                values.extend(table.values().map(|value| (value, begins(value))));
            }
            DeValue::String(text) => {
                let at = begins(value);
                let is_quoted = file[at..].starts_with(['"', '\'']);
                if is_quoted || !file[list..at].contains('\n') {
                    texts.push((text.to_string(), &file[value.span()]));
                }
            }
            _ => {}
        }
    }
    texts
}
