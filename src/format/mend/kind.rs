//! Files that are no TOML at all: one message says what they are.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::KnownKeys;
use super::lines::comment_sign;
use crate::diagnostic::Code::E01;
use crate::diagnostic::Diagnostic;
use crate::format::statement::{PlacedToken, Statement, is_text};
use crate::suggest;

/// What is to be said of a file of another kind.
pub(super) fn foreign(
    source: &str,
    statements: &[Statement],
    keys: KnownKeys,
    is_toml: bool,
) -> Option<Diagnostic> {
    let other_program = || {
        let place = statements.first().map(|first| first.place.clone());
        let problem = E01
            .at(&place.unwrap_or_default(), "this does not look like a routine")
            .label("nothing here belongs to one")
            .help("a routine has a `title`, and a `[[step]]` for each stretch; `supple new` begins one");
        (keys.has_steps() && is_of_another_program(statements)).then_some(problem)
    };
    if is_toml {
        return other_program();
    }
    if let Some(conflict) = conflict(source) {
        return Some(conflict);
    }
    let begin = source.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = source.len() - begin.len();
    let line = begin.lines().next().unwrap_or_default().trim_end();
    let place = first..first + line.len();
    if let Some((what, way_out)) = by_its_beginning(begin, line) {
        return Some(other(&place, what, way_out));
    }
    if let Some(problem) = other_program() {
        return Some(problem);
    }
    if let Some(place) = notes_below_keys(statements, keys) {
        return Some(other(&place, "plain text", NOTES));
    }
    if statements.iter().any(is_of_toml) {
        return steps_of_yaml(statements).map(|place| other(&place, "YAML", CONVERT));
    }
    let lines = || source.lines().map(str::trim_start);
    let marks = lines().filter(|line| is_of_markdown(line)).count();
    // A list such as `- calf: 20 s` is Markdown: YAML has keys of the format.
    let keys_of_yaml: Vec<&str> = lines()
        .filter_map(|line| key_of_yaml(line.trim_end()))
        .collect();
    let is_of_format = |key: &&str| TABLES.contains(key) || keys.find(key).is_some();
    let are_keys = marks == 0 || keys_of_yaml.iter().any(is_of_format);
    if begin.starts_with("---") || (keys_of_yaml.len() > 1 && are_keys) {
        return Some(other(&place, "a YAML file", CONVERT));
    }
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
    Some(other(&place, what, NOTES))
}

/// What a file is by how it begins, and the way out of it.
fn by_its_beginning(begin: &str, line: &str) -> Option<(&'static str, &'static str)> {
    // Every second byte of English text in UTF-16 is zero.
    if matches!(begin.as_bytes(), [first, second, ..] if (*first == 0) != (*second == 0)) {
        return Some(("UTF-16 text", "save the file as UTF-8 in your editor"));
    }
    if let Some((_, what)) = FORMATS.iter().find(|(sign, _)| begin.starts_with(sign)) {
        let way_out = "export it as plain text first, and write a step for each stretch";
        return Some((what, way_out));
    }
    data_format(begin, line).map(|what| (what, CONVERT))
}

/// The first of the lines of notes that stand where the steps of a routine belong, below keys of the routine.
fn notes_below_keys(statements: &[Statement], keys: KnownKeys) -> Option<Range<usize>> {
    let is_key = |line: &&Statement| line.key().is_some_and(|key| keys.top.key(key).is_some());
    let above = statements.iter().take_while(is_key).count();
    let notes = statements.get(above..)?;
    let is_note = |line: &Statement| {
        let text = line.text();
        let first = line.token(0).map(|(_, word)| word).unwrap_or_default();
        let is_words = text.contains(' ') && text.contains(char::is_alphabetic);
        is_words
            && !text.contains(['=', '[', '{', '"'])
            && keys.find(first).is_none()
            && !line.is_toml()
    };
    let has_length = notes
        .iter()
        .any(|line| line.text().contains(|it: char| it.is_ascii_digit()));
    let are_notes = above > 0 && keys.has_steps() && has_length && notes.iter().all(is_note);
    are_notes
        .then(|| notes.first().map(|first| first.place.clone()))
        .flatten()
}

const NOTES: &str = "write a step for each line: `[[step]]`, then `name = \"…\"` and `hold = \"15s\"`; `supple new NAME --from text FILE` makes a routine of such lines";

/// Keys that no file of another program has.
const OURS: [&str; 13] = [
    "about", "often", "began", "needs", "warn", "affected", "hold", "sides", "reps", "sets", "cue",
    "cues", "pace",
];

/// What tables of steps are called, here and elsewhere.
const TABLES: [&str; 16] = [
    "step",
    "steps",
    "stretch",
    "stretches",
    "exercise",
    "exercises",
    "defaults",
    "default",
    "voice",
    "included",
    "block",
    "set",
    "week",
    "weeks",
    "day",
    "days",
];

/// Whether a file has headers or several keys, and nothing that belongs to a routine: such as `Cargo.toml`.
pub(super) fn is_of_another_program(statements: &[Statement]) -> bool {
    let name = |statement: &Statement| {
        let mut words = statement.tokens.iter();
        let word = words.find(|token| token.kind == TokenKind::Atom || is_text(token.kind));
        let word = word.map(|word| statement.raw(word)).unwrap_or_default();
        word.trim_matches(['"', '\'']).to_lowercase()
    };
    let is_ours = |statement: &Statement| {
        let name = name(statement);
        if statement.is_header() {
            let numbered = name.trim_end_matches(|it: char| it.is_ascii_digit());
            return TABLES.contains(&numbered) || suggest::closest(&name, TABLES).is_some();
        }
        OURS.contains(&name.as_str()) || suggest::closest(&name, ["hold", "sides"]).is_some()
    };
    let has_headers = statements.iter().any(Statement::is_header);
    let above = statements.iter().take_while(|line| !line.is_header());
    let has_title = above
        .map(name)
        .any(|name| suggest::closest(&name, ["title"]).is_some());
    let is_table = statements.iter().all(|statement| {
        let has_sign = match statement.token(1) {
            Some((TokenKind::Equals, _)) => true,
            Some((TokenKind::Dot, _)) => statement.text().contains('='),
            _ => false,
        };
        statement.is_header() || has_sign
    });
    let is_enough = has_headers || statements.len() > 1;
    is_enough && !has_title && is_table && !statements.iter().any(is_ours)
}

/// The list of steps that YAML has, in a file that has some TOML.
fn steps_of_yaml(statements: &[Statement]) -> Option<Range<usize>> {
    let pairs = statements.windows(2);
    let mut lists = pairs.filter_map(|pair| match pair {
        [list, first] => {
            let name = list.text().strip_suffix(':')?;
            let is_list = TABLES.contains(&name.trim()) && first.text().starts_with("- ");
            is_list.then(|| list.place.clone())
        }
        _ => None,
    });
    lists.next()
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

/// The key with which a line begins as YAML has it.
fn key_of_yaml(line: &str) -> Option<&str> {
    let (key, behind) = line.split_once(':').unwrap_or_default();
    let key = key.strip_prefix("- ").unwrap_or(key);
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let is_name = !key.is_empty() && key.chars().all(is_word);
    let is_key = is_name && (behind.is_empty() || behind.starts_with(' '));
    is_key.then_some(key)
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
