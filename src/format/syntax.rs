//! Messages about TOML errors, in words for a person who writes a routine.
//!
//! The parser goes on after an error, so most mistakes spoil one value only. The reader reports such an error when it
//! comes to that value, because the key tells what was meant. Errors that remain have broken the structure of the
//! file: what follows them may belong elsewhere, so only more errors of the same kind are reported.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::keys::{Shape, Table, TableKey};
use super::problems::Problems;
use super::quotation;
use super::reader::{Node, is_composed, values_in};
use super::unquoted;
use super::wording::{as_toml, quoted};
use crate::core::text;
use crate::diagnostic::Code::E01;
use crate::diagnostic::{Diagnostic, Fix, line_and_column};

/// The most errors that are looked at. A file with more is no TOML, and thousands would take too long.
const MOST: usize = 200;

/// The syntax errors of a file that have not been reported yet.
#[derive(Debug)]
pub(super) struct Syntax {
    errors: Vec<SyntaxError>,
    /// The place of the first error that is not looked at.
    rest: Option<Range<usize>>,
    torn: Torn,
}

/// The parts of a file that could not be read as they were meant.
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

/// An error of the parser.
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

    /// Whether nothing is wrong any more that no value has taken.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }

    /// Whether something is wrong inside `place`.
    pub(super) fn spoils(&self, place: &Range<usize>) -> bool {
        let inside =
            |error: &SyntaxError| place.start <= error.place.start && error.place.end <= place.end;
        self.errors.iter().any(inside)
    }

    /// The problem that keeps the value at `place`, a number, text or the like, from being read.
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
                // A part that is missing right behind a value belongs to the list around it.
                && (error.place.start < place.end || ends_it)
        };
        let first = self.errors.iter().find(|error| inside(error))?.clone();
        self.errors.retain(|error| !inside(error));
        let raw = source.get(place.clone()).unwrap_or_default();
        // A text that is not closed has the end of its line in it.
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        let place = &(place.start..place.start + raw.len());
        let is_text = raw.starts_with(['"', '\'']);
        let never_closed = is_text && first.place.start >= place.end;
        if never_closed && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) {
            // It has swallowed everything below it.
            self.torn.at(place.start);
            let quotes = place.start..place.start + 3;
            return Some(
                E01.at(&quotes, "a text that is never closed")
                    .label("it begins here")
                    .help("end it with three quotes of the same kind"),
            );
        }
        let mut characters = raw.char_indices();
        if let Some((at, hazard)) = characters.find(|(_, found)| text::is_hazardous(*found)) {
            let at = place.start + at;
            let name = key.map(|key| key.name);
            let part = at..at + hazard.len_utf8();
            return Some(quotation::hazard(name, hazard, &part));
        }
        Some(if never_closed {
            let quote = raw.get(..1).unwrap_or("\"");
            E01.at(place, "unterminated string")
                .label("the closing quote is missing")
                .help("end it with the same quote")
                // What stands behind `#` may be a comment.
                .fix((!raw.contains('#')).then(|| Fix::likely(&(place.end..place.end), quote)))
        } else if is_text && !raw.contains('\\') {
            E01.at(&first.place, "a text that does not belong here")
                .label(wrong(&first.message))
                .help(
                    "commas stand between the parts of a list, and each text has quotes of its own",
                )
        } else if is_text {
            backslash(raw, place, &first.place)
        } else {
            unquoted::problem(source, key, raw, place)
        })
    }

    /// Reports all errors that no value has taken: one a line, and one for all of a list.
    pub(super) fn report(
        self,
        document: &DeTable,
        (source, top): (&str, &'static Table),
        problems: &mut Problems,
    ) -> Torn {
        let is_sound = self.is_sound();
        let mut report = SyntaxReport {
            document,
            source,
            top,
            problems,
            lists: if is_sound {
                Vec::new()
            } else {
                lists(document)
            },
            errors: &self.errors,
            torn: self.torn,
            last_line: None,
            begun_twice: None,
        };
        self.errors
            .iter()
            .for_each(|error| report.report_error(error));
        let mut torn = report.torn;
        if let Some(place) = self.rest {
            torn.at(place.start);
            problems.push_syntax(no_toml(&place));
        }
        torn
    }
}

/// Reports the errors of a file that no value has taken.
struct SyntaxReport<'a, 'd> {
    document: &'a DeTable<'d>,
    source: &'a str,
    /// The keys at its top.
    top: &'static Table,
    problems: &'a mut Problems,
    lists: Vec<Range<usize>>,
    errors: &'a [SyntaxError],
    torn: Torn,
    last_line: Option<usize>,
    /// The header of a table that is begun twice: up to the next one its keys are all there is more to say about.
    begun_twice: Option<usize>,
}

impl SyntaxReport<'_, '_> {
    fn report_error(&mut self, error: &SyntaxError) {
        let start = error.place.start;
        let raw = self.source.get(error.place.clone()).unwrap_or_default();
        let is_around = |list: &&Range<usize>| list.start <= start && start <= list.end;
        if self.torn.lists.iter().any(|list| is_around(&list)) {
            return;
        }
        if error.message == "duplicate key" {
            return self.duplicate(raw, &error.place);
        }
        let behind = self.source.get(start..).unwrap_or_default().chars().next();
        let mut characters = raw.chars().chain(behind);
        if let Some(hazard) = characters.find(|found| text::is_hazardous(*found)) {
            let place = start..start + hazard.len_utf8();
            self.problems
                .push_syntax(quotation::hazard(None, hazard, &place));
            if !error.message.starts_with("invalid comment") {
                self.torn.at(start);
            }
            return;
        }
        let line = line_and_column(self.source, start).0;
        if self.last_line.replace(line) == Some(line) {
            return;
        }
        let problem = if error.message.starts_with("invalid unquoted key") {
            if !raw.chars().all(char::is_alphanumeric) {
                self.torn.at(start);
            }
            odd_key(raw, &error.place)
        } else if let Some(list) = self.lists.iter().find(is_around) {
            self.torn.at(list.start);
            self.torn.lists.push(list.clone());
            in_list(error, list, self.errors)
        } else {
            self.torn.at(start);
            key_alone(self.source, self.top, error).unwrap_or_else(|| outside(error))
        };
        self.problems.push_syntax(problem);
    }

    fn duplicate(&mut self, raw: &str, place: &Range<usize>) {
        let start = place.start;
        let is_inside = self.begun_twice.is_some_and(|header| {
            let between = self.source.get(header..start).unwrap_or_default();
            let mut lines = between.lines().skip(1);
            !lines.any(|line| line.trim_start().starts_with('['))
        });
        if self.torn.from.is_some() || is_inside {
            return;
        }
        let header = header_around(self.source, start);
        self.begun_twice = header.as_ref().map(|_| start);
        self.problems.push_syntax(match header {
            Some(header) => begun_again(self.source, &header),
            None => twice(raw, place, self.document),
        });
    }
}

/// The last that is said of a file with too many errors.
fn no_toml(place: &Range<usize>) -> Diagnostic {
    E01.at(place, format!("more than {MOST} places that are not TOML"))
        .label("from here on nothing is read")
        .help("mend those above first; is it the right file?")
}

fn odd_key(raw: &str, place: &Range<usize>) -> Diagnostic {
    let message = format!("a key with other characters than letters: {}", quoted(raw));
    E01.at(place, message)
        .label("keys are made of a–z, digits, `-` and `_`")
        .help("take a key of the format; texts stand in quotes behind `=`")
}

/// The problem of a backslash at `escape` that begins no escape, in the text `raw`.
fn backslash(raw: &str, place: &Range<usize>, escape: &Range<usize>) -> Diagnostic {
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let is_plain = raw.starts_with('"') && !raw.starts_with("\"\"\"") && !inner.contains('\'');
    // In single quotes it stands for itself; at the end somebody meant the quote behind it.
    let plain = is_plain.then(|| match inner.strip_suffix('\\') {
        Some(text) if !text.contains('\\') => Fix::likely(place, as_toml(text)),
        _ => Fix::likely(place, format!("'{inner}'")),
    });
    E01.at(escape, "a backslash that means nothing")
        .label("it begins an escape, such as `\\n`")
        .help("a backslash itself is `\\\\`; in single quotes it stands for itself")
        .fix(plain)
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
fn begun_again(source: &str, header: &Range<usize>) -> Diagnostic {
    let name = |place: &Range<usize>| {
        let name = source.get(place.clone()).unwrap_or_default();
        name.replace(['"', '\'', ' ', '\t'], "")
    };
    let again = name(header);
    let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut headers = lines.filter_map(|start| header_in(source, start));
    let first = headers.find(|first| name(first) == again && first.end <= header.start);
    let message = format!("the table {} is begun twice", quoted(&format!("[{again}]")));
    E01.at(header, message)
        .label("again here")
        .help("put all of its keys below the first")
        .also(first.as_ref(), "first here")
}

fn twice(raw: &str, place: &Range<usize>, document: &DeTable) -> Diagnostic {
    // A key may stand in quotes once and without another time.
    let line = format!("{raw} = 0");
    let (parsed, _) = DeTable::parse_recoverable(&line);
    let name = parsed.get_ref().keys().next();
    let name = name.map_or(raw, |name| name.get_ref().as_ref());
    let keys = keys_of(document).into_iter();
    let earlier = keys.filter(|(key, _)| key.span().start < place.start && key.get_ref() == name);
    let nearest = earlier
        .map(|(key, _)| key.span())
        .max_by_key(|key| key.start);
    let message = format!("{} stands twice in the same table", quoted(name));
    E01.at(place, message)
        .label("again here")
        .help("keep one of the two")
        .also(nearest.as_ref(), "first here")
}

/// An error inside a list or a table in braces: one message for all of it.
fn in_list(error: &SyntaxError, list: &Range<usize>, errors: &[SyntaxError]) -> Diagnostic {
    let bracket = list.start..list.start + 1;
    let problem = |message: &str| E01.at(&bracket, message).label("it begins here");
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

/// A key that stands on its line alone.
fn key_alone(source: &str, top: &Table, error: &SyntaxError) -> Option<Diagnostic> {
    let before = source.get(..error.place.start)?;
    let line = before.rsplit('\n').next()?;
    let word = line.trim();
    let mut inside = top.keys.iter().map(|key| key.shape);
    let of_a_step = || {
        inside.find_map(|shape| match shape {
            Shape::Tables(variants) => variants.key(word),
            _ => None,
        })
    };
    let key = top.key(word).or_else(of_a_step)?;
    let example = key.shape.example()?;
    let start = before.len() - line.trim_start().len();
    let is_key = error.message.starts_with("key with no value");
    is_key.then(|| {
        E01.at(&(start..start + word.len()), "a key without a value")
            .label("`=` and a value are missing")
            .help(format!(
                "write for example `{word} = {example}`, or take the line out"
            ))
    })
}

/// An error outside of every value.
fn outside(error: &SyntaxError) -> Diagnostic {
    let place = error.place.clone();
    let problem = |message: &str| E01.at(&place, message);
    match error.message.split(',').next().unwrap_or_default() {
        "key with no value" => problem("a line that is not `key = value`")
            .label("`=` is missing")
            .help("write `key = value`; put a text in quotes, and a comment after `#`"),
        "unclosed array table" | "unclosed table" => problem("unterminated header")
            .label("`]` is missing")
            .help("a step begins with `[[step]]`, a table with `[name]`"),
        "unexpected key or value" => problem("more than one value on a line")
            .label("the line should end before this")
            .help("write one `key = value` per line; a second value needs a key of its own"),
        _ => problem(&format!("this is not TOML: {}", wrong(&error.message)))
            .label(expected(&error.message))
            .help("write `key = value`; put a text in quotes, and a comment after `#`"),
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

/// The places of the outermost lists and tables in brackets, without those below a header.
fn lists(document: &DeTable) -> Vec<Range<usize>> {
    let values = keys_of(document)
        .into_iter()
        .filter(|(key, value)| is_composed(value) && key.span().end <= value.span().start);
    let mut lists: Vec<Range<usize>> = values.map(|(_, value)| value.span()).collect();
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

/// Every key with its value, at any depth.
fn keys_of<'d>(table: &'d DeTable) -> Vec<(&'d Spanned<DeString<'d>>, &'d Node<'d>)> {
    let values = table.values().flat_map(values_in);
    let tables = values.filter_map(|value| value.get_ref().as_table());
    std::iter::once(table).chain(tables).flatten().collect()
}
