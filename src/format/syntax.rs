//! What is not TOML, said in the words of somebody who writes a routine.
//!
//! The parser goes on after an error, so most mistakes spoil one value only: such an error is taken when the reader
//! comes to that value, because the key says what was meant. What remains at the end has torn the file: from there on
//! lines may belong elsewhere, and only more of the same kind is reported.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{Shape, TableKey};
use super::problems::Problems;
use super::quotation;
use super::wording::{as_toml, quoted};
use crate::core::span::{self, LengthFault};
use crate::core::text;
use crate::diagnostic::{Code, Diagnostic, Fix, line_and_column};

/// How many errors are looked at. A file with more is no TOML, and looking for what each of thousands meant takes
/// longer than anybody waits.
const MOST: usize = 200;

/// The longest text, in bytes, that is shown as it should be written.
const LONGEST_SHOWN: usize = 200;

/// The syntax errors of a file that have not been reported yet.
#[derive(Debug)]
pub(super) struct Syntax {
    errors: Vec<SyntaxError>,
    /// Where the first error stands that is not looked at.
    rest: Option<Range<usize>>,
    torn: Torn,
}

/// What of a file could not be read as it was meant.
#[derive(Debug, Default)]
pub(super) struct Torn {
    /// From here on lines may belong elsewhere than it seems, and anything may be missing.
    pub(super) from: Option<usize>,
    /// Lists that may hold what was never meant to be in them.
    pub(super) lists: Vec<Range<usize>>,
}

impl Torn {
    fn at(&mut self, place: usize) {
        self.from = Some(self.from.map_or(place, |from| from.min(place)));
    }
}

/// What the parser says.
#[derive(Clone, Debug)]
struct SyntaxError {
    place: Range<usize>,
    message: String,
}

impl Syntax {
    /// Parses as much as can be parsed.
    pub(super) fn parse(source: &str) -> (DeTable<'_>, Self) {
        let (document, mut found) = DeTable::parse_recoverable(source);
        let place = |error: &toml::de::Error| error.span().unwrap_or(0..0);
        found.sort_by_key(|error| place(error).start);
        let rest = found.get(MOST).map(place);
        let errors = found.iter().take(MOST).map(|error| SyntaxError {
            place: place(error),
            message: error.message().to_owned(),
        });
        let errors = errors.collect();
        let torn = Torn::default();
        (document.into_inner(), Self { errors, rest, torn })
    }

    /// Whether something is wrong inside `place`.
    pub(super) fn spoils(&self, place: &Range<usize>) -> bool {
        let inside =
            |error: &SyntaxError| place.start <= error.place.start && error.place.end <= place.end;
        self.errors.iter().any(inside)
    }

    /// What keeps the value at `place`, a number, text or the like, from being read.
    pub(super) fn in_value(
        &mut self,
        source: &str,
        key: Option<&TableKey>,
        place: &Range<usize>,
    ) -> Option<Diagnostic> {
        let inside = |error: &SyntaxError| {
            let ends_it = place.is_empty() || error.message.starts_with("invalid");
            place.start <= error.place.start
                && error.place.end <= place.end
                // What is missing right behind a value belongs to the list around it.
                && (error.place.start < place.end || ends_it)
        };
        let first = self.errors.iter().find(|error| inside(error))?.clone();
        self.errors.retain(|error| !inside(error));
        let raw = source.get(place.clone()).unwrap_or_default();
        let never_closed = raw.starts_with(['"', '\'']) && first.place.start >= place.end;
        if never_closed && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) {
            // It has swallowed everything below it.
            self.torn.at(place.start);
            return Some(
                Code::E01
                    .at(
                        &(place.start..place.start + 3),
                        "a text that is never closed",
                    )
                    .label("it begins here")
                    .help("end it with three quotes of the same kind"),
            );
        }
        if let Some((at, hazard)) = raw
            .char_indices()
            .find(|(_, character)| text::is_hazardous(*character))
        {
            let at = place.start + at;
            return Some(quotation::hazard(
                key.map(|key| key.name),
                hazard,
                at..at + hazard.len_utf8(),
            ));
        }
        if let Some(problem) = self.second_key(source, raw, place) {
            return Some(problem);
        }
        Some(if never_closed {
            let quote = raw.get(..1).unwrap_or("\"");
            Code::E01
                .at(&place, "a text that is not closed")
                .label("the quote at its end is missing")
                .help("end it with the same quote")
                .fix(Fix::likely(&(place.end..place.end), quote))
        } else if raw.starts_with(['"', '\'']) {
            Code::E01
                .at(
                    &first.place,
                    format!("a wrong escape: {}", wrong(&first.message)),
                )
                .label("a backslash begins something special")
                .help("a backslash itself is `\\\\`")
        } else {
            unquoted(key, raw, place.clone())
        })
    }

    /// What is said about a value without quotes behind which another key stands on the same line.
    fn second_key(&mut self, source: &str, raw: &str, place: &Range<usize>) -> Option<Diagnostic> {
        let rest = source.get(place.end..)?.split('\n').next()?;
        let (before, key) = raw.rsplit_once([' ', '\t'])?;
        let is_key = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !before.starts_with(['"', '\'']);
        if !is_key || !rest.trim_start().starts_with('=') {
            return None;
        }
        let line = place.end..place.end + rest.len();
        self.errors
            .retain(|error| !line.contains(&error.place.start));
        let start = place.end - key.len();
        self.torn.at(start);
        Some(
            Code::E01
                .at(&(start..place.end), "more than one key on a line")
                .label("a line of its own should begin here")
                .help("write one `key = value` a line; texts and times stand in quotes"),
        )
    }

    /// Reports all errors that no value has taken: one a line, and one for all of a list.
    pub(super) fn report(self, document: &DeTable, source: &str, problems: &mut Problems) -> Torn {
        let Self {
            errors,
            rest,
            mut torn,
        } = self;
        let lists = if errors.is_empty() {
            Vec::new()
        } else {
            lists(document)
        };
        // `[step]` once more adds to the one before: that it is not `[[step]]` is all there is to say.
        let single_step = document
            .get("step")
            .is_some_and(|step| step.get_ref().is_table());
        let mut last_line = None;
        // Where a table is begun twice its keys are all there is more to say about, up to the next header.
        let mut begun_twice: Option<usize> = None;
        for error in &errors {
            let start = error.place.start;
            let raw = source.get(error.place.clone()).unwrap_or_default();
            if torn
                .lists
                .iter()
                .any(|list| list.start <= start && start <= list.end)
            {
                continue;
            }
            if error.message == "duplicate key" {
                let is_inside = begun_twice.is_some_and(|header| {
                    let between = source.get(header..start).unwrap_or_default();
                    !between
                        .lines()
                        .skip(1)
                        .any(|line| line.trim_start().starts_with('['))
                });
                if torn.from.is_none() && !single_step && !is_inside {
                    let header = header_around(source, start);
                    begun_twice = header.as_ref().map(|_| start);
                    problems.push_syntax(match header {
                        Some(header) => begun_again(source, header),
                        None => twice(raw, error.place.clone(), document),
                    });
                }
                continue;
            }
            let behind = source.get(start..).unwrap_or_default().chars().next();
            if let Some(hazard) = raw
                .chars()
                .chain(behind)
                .find(|character| text::is_hazardous(*character))
            {
                problems.push_syntax(quotation::hazard(
                    None,
                    hazard,
                    start..start + hazard.len_utf8(),
                ));
                if !error.message.starts_with("invalid comment") {
                    torn.at(start);
                }
                continue;
            }
            let line = line_and_column(source, start).0;
            if last_line.replace(line) == Some(line) {
                continue;
            }
            if error.message.starts_with("invalid unquoted key") {
                problems.push_syntax(odd_key(source, raw, error.place.clone()));
                if !raw.chars().all(char::is_alphanumeric) {
                    torn.at(start);
                }
                continue;
            }
            if let Some(list) = lists
                .iter()
                .find(|list| list.start <= start && start <= list.end)
            {
                problems.push_syntax(in_list(error, list, &errors));
                torn.at(list.start);
                torn.lists.push(list.clone());
            } else {
                problems.push_syntax(match colon_of(source, start) {
                    Some(colon) => odd_key(source, ":", colon),
                    None => outside(error),
                });
                torn.at(start);
            }
        }
        if let Some(place) = rest {
            torn.at(place.start);
            problems.push_syntax(no_toml(place));
        }
        torn
    }
}

/// The last that is said of a file with too many errors.
fn no_toml(place: Range<usize>) -> Diagnostic {
    Code::E01
        .at(&place, format!("more than {MOST} places that are not TOML"))
        .label("from here on nothing is read")
        .help("mend those above first; is it the right file?")
}

/// The colon behind a key on the line in which `byte` stands, where there is no `=`.
fn colon_of(source: &str, byte: usize) -> Option<Range<usize>> {
    let start = source.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    let line = source.get(start..)?.split('\n').next()?;
    let (key, behind) = line.split_once(':')?;
    let name = key.trim();
    let is_key = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let colon = start + key.len();
    (is_key && !behind.contains('=')).then_some(colon..colon + 1)
}

fn odd_key(source: &str, raw: &str, place: Range<usize>) -> Diagnostic {
    if raw.starts_with(':') {
        let behind = source.get(place.start + 1..).unwrap_or_default();
        let value = behind.split(['\n', '\r', '#']).next().unwrap_or_default();
        let replaced = place.start..place.start + 1 + value.trim_end().len();
        return Code::E01
            .at(&place, "`:` instead of `=`")
            .label("`=` belongs here")
            .help("write `key = value`; a text stands in quotes, a comment behind `#`")
            .fix(
                as_value(value.trim()).map(|value| Fix::likely(&replaced, format!(" = {value}"))),
            );
    }
    let message = format!("a key with other characters than letters: {}", quoted(raw));
    Code::E01
        .at(&place, message)
        .label("keys are made of a–z, digits, `-` and `_`")
        .help("take a key of the format; texts stand in quotes behind `=`")
}

/// `raw` as a value: as it stands where it is one, and in quotes where that makes a text of it.
fn as_value(raw: &str) -> Option<String> {
    if DeValue::parse(raw).is_ok() {
        return Some(raw.to_owned());
    }
    let is_flag = matches!(raw.to_lowercase().as_str(), "yes" | "no" | "on" | "off");
    let is_text = !raw.is_empty() && !is_flag && !raw.contains(['"', '\'', '=', '{', '[', ':']);
    is_text.then(|| as_toml(raw))
}

/// A value that stands without quotes and is nothing that TOML knows.
fn unquoted(key: Option<&TableKey>, raw: &str, place: Range<usize>) -> Diagnostic {
    let name = key.map_or("…", |key| key.name);
    let shape = key.map(|key| key.shape);
    if raw.is_empty() {
        let example = shape.and_then(Shape::example).unwrap_or("\"…\"");
        return Code::E01
            .at(&place, "a key without a value")
            .label("something belongs here")
            .help(format!(
                "write a value, such as `{name} = {example}`, or take the key out"
            ));
    }
    let problem = |message: &str| Code::E01.at(&place, message);
    if let Some(straight) = straightened(raw) {
        return problem("typographic quotes")
            .label("TOML knows only straight quotes")
            .help("write straight quotes")
            .fix(Fix::certain(&place, as_toml(straight)));
    }
    let time = match span::parse(raw.strip_prefix('-').unwrap_or(raw)) {
        Ok(_) => Some((raw.to_owned(), None)),
        Err(wrong) => wrong.instead.map(|instead| (instead, Some(wrong.reason))),
    };
    match (shape, time) {
        (Some(Shape::Length(_) | Shape::CueTime) | None, Some((time, wrong)))
            if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') =>
        {
            let text = as_toml(&time);
            let fix = Fix::likely(&place, text.clone()).certain_if(wrong.is_none());
            problem("a time without quotes")
                .label("TOML reads only numbers without quotes")
                .help(if wrong == Some(LengthFault::Fraction) {
                    format!("lengths are whole seconds: put one in quotes, such as `{text}`")
                } else {
                    format!("put times in quotes: `{text}`")
                })
                .fix(fix)
        }
        (Some(Shape::Length(_)), None) => problem("a length of time that cannot be read")
            .label("this is neither a number nor in quotes")
            .help(format!("put times in quotes, as in `{name} = \"15s\"`")),
        (Some(Shape::Flag | Shape::True | Shape::WordOrFlag(_)), _) => {
            let yes = matches!(raw.to_lowercase().as_str(), "yes" | "on" | "true" | "y");
            let no = matches!(raw.to_lowercase().as_str(), "no" | "off" | "false" | "n");
            let flag = if no { "false" } else { "true" };
            problem("a word without quotes")
                .label("yes and no are `true` and `false`")
                .help(format!("write `{name} = {flag}`"))
                .fix((yes || no).then(|| Fix::certain(&place, flag)))
        }
        (Some(Shape::Number(..) | Shape::Format), _) => {
            let digits: String = raw.chars().take_while(char::is_ascii_digit).collect();
            let digits = digits.trim_start_matches('0');
            let fix = (!digits.is_empty()).then(|| Fix::likely(&place, digits));
            problem("a number that cannot be read")
                .label(
                    if raw.starts_with('0') && raw.bytes().all(|byte| byte.is_ascii_digit()) {
                        "a number does not begin with 0"
                    } else {
                        "this is no whole number"
                    },
                )
                .help(format!(
                    "write a whole number, such as `{name} = {}`",
                    shape.and_then(Shape::example).unwrap_or("2")
                ))
                .fix(fix)
        }
        _ if raw.contains(['"', '\'', '#', '=', '{', '[']) => problem("a text without quotes")
            .label("a text stands in quotes")
            .help("put it in quotes, with `\\\"` for a quote inside it"),
        _ => problem("a text without quotes")
            .label("a text stands in quotes")
            .help(if raw.len() <= LONGEST_SHOWN {
                format!("put it in quotes: `{}`", as_toml(raw))
            } else {
                "put it in quotes".to_owned()
            })
            // Behind a key that is not known anything may be meant.
            .fix(Fix::likely(&place, as_toml(raw)).certain_if(key.is_some())),
    }
}

/// What stands between typographic quotes.
fn straightened(raw: &str) -> Option<&str> {
    let open = |character| matches!(character, '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚');
    let inner = raw.strip_prefix(open)?.strip_suffix(open)?;
    Some(inner)
}

/// The header in whose line `byte` stands, without its brackets.
fn header_around(source: &str, byte: usize) -> Option<Range<usize>> {
    let start = source.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    header_in(source, start)
}

/// The header in the line that begins at `start`, without its brackets.
fn header_in(source: &str, start: usize) -> Option<Range<usize>> {
    let line = source.get(start..)?.split('\n').next()?;
    let inside = line
        .trim_start_matches([' ', '\t', '\u{feff}'])
        .strip_prefix('[')?;
    let inside = inside.trim_start_matches(['[', ' ', '\t']);
    let first = start + line.len() - inside.len();
    let long = inside.find(']').unwrap_or(inside.len());
    let long = inside.get(..long)?.trim_end().len();
    Some(first..first + long)
}

/// A table with a header of its own for the second time.
fn begun_again(source: &str, header: Range<usize>) -> Diagnostic {
    let name = |place: &Range<usize>| {
        let name = source.get(place.clone()).unwrap_or_default();
        name.replace(['"', '\'', ' ', '\t'], "")
    };
    let again = name(&header);
    let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut headers = lines.filter_map(|start| header_in(source, start));
    let first = headers.find(|first| name(first) == again && first.end <= header.start);
    let message = format!("the table {} is begun twice", quoted(&format!("[{again}]")));
    let problem = Code::E01
        .at(&header, message)
        .label("again here")
        .help("put all of its keys below the first");
    match first {
        Some(first) => problem.also(&first, "first here"),
        None => problem,
    }
}

fn twice(raw: &str, place: Range<usize>, document: &DeTable) -> Diagnostic {
    // A key may stand in quotes once and without another time.
    let line = format!("{raw} = 0");
    let (parsed, _) = DeTable::parse_recoverable(&line);
    let name = parsed.get_ref().keys().next();
    let name = name.map_or(raw, |name| name.get_ref().as_ref());
    let mut first = None;
    each_key(document, &mut |key, _| {
        let before = key.span().start < place.start && key.get_ref() == name;
        let nearer = first
            .as_ref()
            .is_none_or(|first: &Range<usize>| first.start < key.span().start);
        if before && nearer {
            first = Some(key.span());
        }
    });
    let problem = Code::E01
        .at(
            &place,
            format!("{} stands twice in the same table", quoted(name)),
        )
        .label("again here")
        .help("keep one of the two");
    match first {
        Some(first) => problem.also(&first, "first here"),
        None => problem,
    }
}

/// An error inside a list or a table in braces: one message for all of it.
fn in_list(error: &SyntaxError, list: &Range<usize>, errors: &[SyntaxError]) -> Diagnostic {
    let bracket = list.start..list.start + 1;
    let problem = |message: &str| Code::E01.at(&bracket, message).label("it begins here");
    let never_closed = errors
        .iter()
        .any(|error| error.message.starts_with("unclosed") && error.place.start == list.end);
    if never_closed {
        return problem("a list or table in brackets that is never closed")
            .help("close it, with `]` for a list and `}` for a table");
    }
    problem("a list or table in brackets that cannot be read")
        .also(&error.place, wrong(&error.message))
        .help("commas stand between its parts, and `]` closes a list, `}` a table")
}

/// An error outside of every value.
fn outside(error: &SyntaxError) -> Diagnostic {
    let place = error.place.clone();
    let problem = |message: &str| Code::E01.at(&place, message);
    match error.message.split(',').next().unwrap_or_default() {
        "key with no value" => problem("a line that is not `key = value`")
            .label("`=` is missing")
            .help("write `key = value`; a text stands in quotes, a comment behind `#`"),
        "unclosed array table" | "unclosed table" => problem("a header that is not closed")
            .label("`]` is missing")
            .help("a step begins with `[[step]]`, a table with `[name]`"),
        "unexpected key or value" => problem("more than one value on a line")
            .label("the line should end before this")
            .help("write one `key = value` a line"),
        _ => problem(&format!("this is not TOML: {}", wrong(&error.message)))
            .label(expected(&error.message))
            .help("write `key = value`; a text stands in quotes, a comment behind `#`"),
    }
}

/// The first half of what the parser says.
fn wrong(message: &str) -> &str {
    message.split(", expected").next().unwrap_or(message)
}

/// The second half of it.
fn expected(message: &str) -> String {
    message
        .split_once(", expected")
        .map_or_else(String::new, |(_, expected)| format!("expected{expected}"))
}

/// Where the outermost lists and tables in brackets stand, unlike those below a header.
fn lists(document: &DeTable) -> Vec<Range<usize>> {
    let mut lists: Vec<Range<usize>> = Vec::new();
    each_key(document, &mut |key, value| {
        let composed = value.get_ref().is_array() || value.get_ref().is_table();
        if composed && key.span().end <= value.span().start {
            lists.push(value.span());
        }
    });
    // Of two that begin at the same place the outer one is longer.
    lists.sort_by_key(|list| (list.start, std::cmp::Reverse(list.end)));
    let mut end = 0;
    lists.retain(|list| {
        let is_outermost = list.start >= end;
        if is_outermost {
            end = list.end;
        }
        is_outermost
    });
    lists
}

/// Shows every key with its value, at any depth, outer ones first.
fn each_key<'d>(
    table: &'d DeTable,
    show: &mut dyn FnMut(&'d Spanned<toml::de::DeString>, &'d Spanned<DeValue>),
) {
    for (key, value) in table {
        show(key, value);
        each_key_of(value.get_ref(), show);
    }
}

fn each_key_of<'d>(
    value: &'d DeValue,
    show: &mut dyn FnMut(&'d Spanned<toml::de::DeString>, &'d Spanned<DeValue>),
) {
    match value {
        DeValue::Table(table) => each_key(table, show),
        DeValue::Array(list) => list
            .iter()
            .for_each(|value| each_key_of(value.get_ref(), show)),
        _ => {}
    }
}
