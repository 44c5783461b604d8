//! Files that are no TOML at all: one message says what they are.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::KnownKeys;
use super::lines::comment_sign;
use crate::diagnostic::Code::E01;
use crate::diagnostic::Diagnostic;
use crate::format::statement::{PlacedToken, Statement, is_text};

/// What is to be said of a file of another kind.
pub(super) fn foreign(
    source: &str,
    statements: &[Statement],
    keys: KnownKeys,
) -> Option<Diagnostic> {
    if let Some(conflict) = conflict(source) {
        return Some(conflict);
    }
    let begin = source.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = source.len() - begin.len();
    let line = begin.lines().next().unwrap_or_default().trim_end();
    let place = first..first + line.len();
    // Every second byte of English text in UTF-16 is zero.
    if matches!(begin.as_bytes(), [first, second, ..] if (*first == 0) != (*second == 0)) {
        return Some(other(
            &place,
            "UTF-16 text",
            "save the file as UTF-8 in your editor",
        ));
    }
    let other_program = FORMATS.iter().find(|(sign, _)| begin.starts_with(sign));
    if let Some((_, what)) = other_program {
        return Some(other(
            &place,
            what,
            "export it as plain text first, and write a step for each stretch",
        ));
    }
    if let Some(what) = data_format(begin, line) {
        return Some(other(&place, what, CONVERT));
    }
    if statements.iter().any(is_of_toml) {
        return None;
    }
    let lines = || source.lines().map(str::trim_start);
    let keys_of_yaml = lines().filter(|line| is_key_of_yaml(line.trim_end()));
    if begin.starts_with("---") || keys_of_yaml.count() > 1 {
        return Some(other(&place, "a YAML file", CONVERT));
    }
    let marks = lines().filter(|line| is_of_markdown(line)).count();
    // A key whose sign is missing is a line of a routine.
    let is_prose = |statement: &&Statement| {
        let key = statement.token(0).and_then(|(_, word)| keys.find(word));
        key.is_none() && comment_sign(statement.text()).is_none()
    };
    let what = match marks {
        0 if statements.iter().filter(is_prose).count() > 1 => "plain text",
        0 => return None,
        _ => "a Markdown file",
    };
    let help = "write a step for each line: `[[step]]`, then `name = \"…\"` and `hold = \"15s\"`; `supple new` begins a file";
    Some(other(&place, what, help))
}

/// The format of data that a file is in, by its beginning and its first line.
fn data_format(begin: &str, line: &str) -> Option<&'static str> {
    let is_list = begin.strip_prefix('[').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with('{') || (rest.starts_with('"') && !line.ends_with(']'))
    });
    let is_object = begin.strip_prefix('{').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['"', '}'])
    });
    if is_object || is_list {
        return Some("a JSON file");
    }
    begin.starts_with('<').then_some("an HTML or XML file")
}

/// Whether a line begins with a key as YAML has it.
fn is_key_of_yaml(line: &str) -> bool {
    let (key, behind) = line.split_once(':').unwrap_or_default();
    let key = key.strip_prefix("- ").unwrap_or(key);
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let is_name = !key.is_empty() && key.chars().all(is_word);
    is_name && (behind.is_empty() || behind.starts_with(' '))
}

/// Whether a line begins with a mark of Markdown.
fn is_of_markdown(line: &str) -> bool {
    ["- ", "* ", "**", "```", "## ", "1. ", "===", "| "]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// What files of other programs begin with.
const FORMATS: [(&str, &str); 3] = [
    ("%PDF", "a PDF file"),
    ("{\\rtf", "a document of a word processor"),
    (
        "PK\u{3}\u{4}",
        "a document of a word processor, or an archive",
    ),
];

const CONVERT: &str = "write it as TOML: `title = \"…\"`, then for each step `[[step]]`, `name = \"…\"` and `hold = \"15s\"`";

fn other(place: &Range<usize>, what: &str, help: &str) -> Diagnostic {
    E01.at(place, format!("this is {what}, not TOML"))
        .label("none of it can be read")
        .help(help)
}

/// Whether a statement can be found in TOML alone.
fn is_of_toml(statement: &Statement) -> bool {
    let is_header = statement.is_header() && statement.text().trim_end().ends_with(']');
    let key = |token: &PlacedToken| {
        is_text(token.kind) || matches!(token.kind, TokenKind::Atom | TokenKind::Dot)
    };
    let mut tokens = statement.tokens.iter();
    let at = tokens.position(|token| !key(token)).unwrap_or_default();
    let is_key = at > 0 && matches!(statement.token(at), Some((TokenKind::Equals, _)));
    is_header || is_key
}

/// Two versions of a file that were never made one.
fn conflict(source: &str) -> Option<Diagnostic> {
    let marker = |sign: &str| {
        let mut at = 0;
        source.split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let is_marker = line
                .strip_prefix(sign)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']));
            is_marker.then(|| start..start + line.trim_end().len())
        })
    };
    let (ours, theirs) = (marker("<<<<<<<")?, marker(">>>>>>>")?);
    Some(
        E01.at(&ours, "a merge conflict that is not resolved")
            .label("one version begins here")
            .also(&theirs, "the other one ends here")
            .help("keep one of the two versions, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
    )
}
