//! What comes with a text that was pasted: typographic quotes, spaces of the web, invisible characters, line ends of
//! another kind, signs before the lines, braces of another format. Each kind of it is one mistake, wherever it stands.
//!
//! The other rules read the file without it, in a text of the same length: places stay what they are.

use std::ops::Range;

use super::KnownKeys;
use crate::core::text::is_hazardous;
use crate::diagnostic::Code::E01;
use crate::diagnostic::{Diagnostic, Fix};

/// The most places of a kind that are mended. A file with more was not written by hand.
const MOST: usize = 2000;

/// A file without what was pasted with it.
#[derive(Debug)]
pub(super) struct Plain {
    /// As long as the file.
    pub(super) text: String,
    /// The places at which it differs.
    pub(super) places: Vec<Range<usize>>,
    pub(super) problems: Vec<Diagnostic>,
}

/// What was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pasted {
    LineEnd,
    NoBreakSpace,
    OddSpace(char),
    Invisible(char),
    Quotes,
    Backslashes,
    /// A sign of the keyboard as the writing of East Asia has it.
    Wide(char),
    Braces,
    /// The sign before a line; a number for all numbers.
    Mark(char),
}

/// A part of the file, and what is to stand there.
type Finding = (Pasted, Range<usize>, &'static str);

/// The same file as its reader expects it.
pub(super) fn plain(source: &str, keys: KnownKeys) -> Plain {
    let first = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let mut scan = Scan {
        text: source.to_owned(),
        at: first,
        depth: 0,
        keys,
        found: Vec::new(),
        empty: Vec::new(),
    };
    if !source.contains('\n') {
        for (at, _) in source.match_indices('\r') {
            scan.put(Pasted::LineEnd, at..at + 1, "\n");
        }
    }
    while scan.at < scan.text.len() {
        scan.begin_line();
        scan.line();
    }
    scan.done()
}

struct Scan {
    /// The file so far as it was read; then as it stands.
    text: String,
    at: usize,
    /// How many brackets are open.
    depth: usize,
    keys: KnownKeys,
    found: Vec<Finding>,
    /// Lines of nothing but a mark.
    empty: Vec<(char, Range<usize>)>,
}

const QUOTES: [char; 10] = ['“', '”', '„', '«', '»', '‘', '’', '‚', '＂', '`'];

/// Signs of a line that are wide where somebody writes in Chinese or Japanese.
const WIDE: [(char, &str); 5] = [
    ('＝', "="),
    ('［', "["),
    ('］', "]"),
    ('，', ","),
    ('＃', "#"),
];

impl Scan {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The rest of the line.
    fn tail(&self) -> &str {
        let rest = self.rest();
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Notes that `instead` is to stand at `place`, and writes it there, with spaces before it.
    fn put(&mut self, pasted: Pasted, place: Range<usize>, instead: &'static str) {
        let written = format!("{instead:>long$}", long = place.len());
        self.write(pasted, place, instead, &written);
    }

    /// The same with the spaces behind it: what closes a text stands directly behind that.
    fn close(&mut self, pasted: Pasted, place: Range<usize>, instead: &'static str) {
        let written = format!("{instead:<long$}", long = place.len());
        self.write(pasted, place, instead, &written);
    }

    fn write(&mut self, pasted: Pasted, place: Range<usize>, instead: &'static str, written: &str) {
        if self.found.len() < MOST {
            self.text.replace_range(place.clone(), written);
            self.found.push((pasted, place, instead));
        }
    }

    /// Reads what stands before the first word of a line.
    fn begin_line(&mut self) {
        if self.depth > 0 {
            return;
        }
        let line = self.tail();
        let start = self.at + line.len() - line.trim_start().len();
        let text = line.trim();
        // Asked where it matters alone: a file may be nothing but ends of lines.
        let is_value = || {
            let before = self.text.get(..self.at).unwrap_or_default();
            before.trim_end().ends_with(['=', ':', ','])
        };
        if matches!(text, "{" | "}" | "}," | "};" | "]" | "],") && !is_value() {
            let place = start..start + text.len();
            self.at = place.end;
            return self.put(Pasted::Braces, place, "");
        }
        let Some((mark, long)) = mark(text) else {
            return;
        };
        let behind = text.get(long..).unwrap_or_default();
        let place = start..start + long + behind.len() - behind.trim_start().len();
        if behind.trim().is_empty() {
            self.empty.push((mark, place));
        } else if self.begins(behind.trim_start()) {
            self.at = place.end;
            self.put(Pasted::Mark(mark), place, "");
        }
    }

    /// Whether a header, or a key that is known, stands at the beginning of `line`.
    fn begins(&self, line: &str) -> bool {
        if line.starts_with('[') {
            return line.ends_with(']');
        }
        let is_of_key = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
        let end = line.find(|it| !is_of_key(it)).unwrap_or(line.len());
        let (key, behind) = line.split_at(end);
        behind.trim_start().starts_with('=') && self.keys.find(key).is_some()
    }

    /// Reads the rest of a line, and the lines of a text that goes on.
    fn line(&mut self) {
        while let Some(letter) = self.rest().chars().next() {
            let place = self.at..self.at + letter.len_utf8();
            match letter {
                '\n' => {
                    self.at = place.end;
                    return;
                }
                '\r' if self.rest().starts_with("\r\n") => self.at = place.end,
                '\r' => {
                    self.at = place.end;
                    return self.put(Pasted::LineEnd, place, "\n");
                }
                '#' => self.at += self.tail().len(),
                '"' | '\'' => self.quoted(letter),
                '\\' if self.rest().starts_with("\\\"") => self.escaped(),
                '[' | '{' => {
                    self.depth += 1;
                    self.at = place.end;
                }
                ']' | '}' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.at = place.end;
                }
                quote if QUOTES.contains(&quote) => self.typographic(),
                other => {
                    self.at = place.end;
                    self.odd(other, place);
                }
            }
        }
    }

    /// Passes over a text in straight quotes.
    fn quoted(&mut self, quote: char) {
        let three = quote.to_string().repeat(3);
        let rest = self.rest();
        if let Some(inner) = rest.strip_prefix(&three) {
            let long = inner.find(&three).map_or(rest.len(), |end| end + 6);
            self.at += long;
            return;
        }
        let tail = self.tail();
        let mut is_escaped = false;
        let mut end = tail.len();
        for (at, letter) in tail.char_indices().skip(1) {
            if letter == quote && !is_escaped {
                end = at + 1;
                break;
            }
            is_escaped = letter == '\\' && !is_escaped && quote == '"';
        }
        self.at += end;
    }

    /// A text whose quotes have a backslash each.
    fn escaped(&mut self) {
        let start = self.at;
        let inner = self.tail().get(2..).unwrap_or_default();
        let end = inner.find("\\\"").filter(|end| {
            let inner = inner.get(..*end).unwrap_or_default();
            !inner.contains(['"', '\\'])
        });
        self.at += 2;
        if let Some(end) = end {
            let close = start + 2 + end;
            self.put(Pasted::Backslashes, start..start + 2, "\"");
            self.close(Pasted::Backslashes, close..close + 2, "\"");
            self.at = close + 2;
        }
    }

    /// A text in other quotes than those of the keyboard.
    fn typographic(&mut self) {
        let start = self.at;
        let line = self.text.get(..start).unwrap_or_default();
        let line = line
            .rsplit(['\n', '\r'])
            .next()
            .unwrap_or_default()
            .trim_end();
        let is_begin = line.ends_with(['=', ':', '[', ',', '{', '＝']);
        let tail = self.tail();
        let begin = tail.trim_start_matches(QUOTES);
        let is_space = |it: char| it.is_whitespace();
        let inner = begin.trim_start_matches(is_space);
        let open = start..start + tail.len() - inner.len();
        let behind = start + tail.len() - begin.len();
        let closed = closing(inner).filter(|_| is_begin);
        let closed = closed.map(|(text, close)| (text.trim_end_matches(is_space).len(), close));
        self.at = behind;
        let Some((long, close)) = closed else {
            return;
        };
        let close = open.end + long..open.end + close;
        self.at = close.end;
        self.put(Pasted::Quotes, open, "\"");
        self.close(Pasted::Quotes, close, "\"");
    }

    /// A character that nobody types, and nobody sees.
    fn odd(&mut self, letter: char, place: Range<usize>) {
        if let Some((_, plain)) = WIDE.iter().find(|(wide, _)| *wide == letter) {
            return self.put(Pasted::Wide(letter), place, plain);
        }
        let is_space = letter.is_whitespace() && !matches!(letter, ' ' | '\t');
        let is_line = matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}');
        if is_line {
            self.put(Pasted::OddSpace(letter), place, "\n");
        } else if letter == '\u{a0}' {
            self.put(Pasted::NoBreakSpace, place, " ");
        } else if is_space {
            self.put(Pasted::OddSpace(letter), place, " ");
        } else if is_unseen(letter) && !self.is_inside(&place) {
            self.put(Pasted::Invisible(letter), place, "");
        }
    }

    /// Whether letters stand on both sides of a place: without what is there they are one word.
    fn is_inside(&self, place: &Range<usize>) -> bool {
        let before = self.text.get(..place.start).unwrap_or_default();
        let behind = self.text.get(place.end..).unwrap_or_default();
        before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric)
    }

    fn done(mut self) -> Plain {
        for (mark, place) in std::mem::take(&mut self.empty) {
            let is_mark = |(pasted, ..): &&Finding| *pasted == Pasted::Mark(mark);
            if self.found.iter().filter(is_mark).count() > 1 {
                self.put(Pasted::Mark(mark), place, "");
            }
        }
        self.found.sort_by_key(|(_, place, _)| place.start);
        let mut kinds: Vec<Vec<&Finding>> = Vec::new();
        for finding in &self.found {
            let same = kinds.iter_mut().find(|same| {
                same.first()
                    .is_some_and(|(pasted, ..)| *pasted == finding.0)
            });
            match same {
                Some(same) => same.push(finding),
                None => kinds.push(vec![finding]),
            }
        }
        let problems = kinds
            .iter()
            .filter_map(|findings| told(findings, &self.text));
        Plain {
            problems: problems.collect(),
            places: self
                .found
                .iter()
                .map(|(_, place, _)| place.clone())
                .collect(),
            text: self.text,
        }
    }
}

fn is_unseen(letter: char) -> bool {
    let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}');
    let is_joiner = matches!(letter, '\u{200c}' | '\u{200d}');
    is_joiner || is_hazardous(letter) && !letter.is_control() && !is_private
}

/// The sign before a line, and how long it is.
fn mark(line: &str) -> Option<(char, usize)> {
    let first = line.chars().next()?;
    let digits = line.len()
        - line
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    if digits > 0 {
        let behind = line.get(digits..)?;
        let sign = behind.strip_prefix([':', '.', ')', '|']).unwrap_or(behind);
        let is_number = sign.is_empty() || sign.starts_with([' ', '\t']);
        return is_number.then_some(('1', line.len() - sign.len()));
    }
    let long = first.len_utf8();
    let is_apart = line
        .get(long..)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let is_mark = matches!(first, '>' | '•' | '·' | '◦' | '▪' | '–' | '—' | '+' | '|')
        || matches!(first, '-' | '*') && is_apart;
    is_mark.then_some((first, long))
}

/// The text up to its closing quotes, and where these end.
fn closing(inner: &str) -> Option<(&str, usize)> {
    let is_close = |it: char| it == '"' || QUOTES.contains(&it);
    let mut closes = inner.char_indices().filter(|(_, it)| is_close(*it));
    closes.find_map(|(at, _)| {
        let (text, rest) = inner.split_at_checked(at)?;
        let behind = rest.trim_start_matches(is_close);
        let next = behind.trim_start().chars().next();
        let is_end = next.is_none_or(|next| matches!(next, ',' | ']' | '}' | ';' | '#'));
        let is_plain = !text.is_empty() && !text.contains(['"', '\\']);
        (is_end && is_plain).then_some((text, inner.len() - behind.len()))
    })
}

/// The one problem of everything of a kind.
fn told(findings: &[&Finding], text: &str) -> Option<Diagnostic> {
    let ((pasted, place, _), rest) = findings.split_first()?;
    let (message, label, help) = words(pasted);
    // A line with one of these may be one that was struck out.
    let is_certain = !matches!(pasted, Pasted::Mark('-' | '*' | '+'));
    let mut edits = edits(findings, text).into_iter();
    let (first, written) = edits.next()?;
    let fix = edits.fold(Fix::certain(&first, written), |fix, (place, text)| {
        fix.and(&place, text)
    });
    let mut others = rest.iter().map(|(_, other, _)| other);
    let other = others.find(|other| {
        let between = text.get(place.end..other.start).unwrap_or_default();
        between.contains('\n')
    });
    Some(
        E01.at(place, message)
            .label(label)
            .help(help)
            .also(other, "and on other lines")
            .fix(fix.certain_if(is_certain)),
    )
}

/// What is written instead of what was found; of a text in quotes all of it.
fn edits(findings: &[&Finding], text: &str) -> Vec<(Range<usize>, String)> {
    let pairs = findings.chunks(2).map(|pair| match pair {
        [
            (Pasted::Quotes | Pasted::Backslashes, open, _),
            (_, close, _),
        ] => {
            let inner = text.get(open.end..close.start).unwrap_or_default();
            vec![(open.start..close.end, format!("\"{inner}\""))]
        }
        others => {
            let each = others.iter();
            let each = each.map(|(_, place, instead)| (place.clone(), (*instead).to_owned()));
            each.collect()
        }
    });
    pairs.flatten().collect()
}

/// What is wrong, how it is seen, and the way out.
fn words(pasted: &Pasted) -> (String, String, String) {
    const SOURCE: &str = "such characters come from web pages and word processors";
    match pasted {
        Pasted::LineEnd => (
            "a line that ends with a carriage return alone".to_owned(),
            "U+000D".to_owned(),
            "save the file with the line ends of Unix (LF) or Windows (CR LF)".to_owned(),
        ),
        Pasted::NoBreakSpace => (
            "a no-break space outside of quotes".to_owned(),
            "U+00A0".to_owned(),
            format!("write an ordinary space, or none; {SOURCE}"),
        ),
        Pasted::OddSpace(space) => (
            "a space that is not one of the keyboard outside of quotes".to_owned(),
            format!("U+{:04X}", u32::from(*space)),
            format!("write an ordinary space, or none; {SOURCE}"),
        ),
        Pasted::Invisible(letter) => (
            "an invisible character outside of quotes".to_owned(),
            format!("U+{:04X}", u32::from(*letter)),
            format!("take it out; {SOURCE}"),
        ),
        Pasted::Quotes => (
            "typographic quotes".to_owned(),
            "TOML knows only straight quotes".to_owned(),
            "write straight quotes: `\"`".to_owned(),
        ),
        Pasted::Backslashes => (
            "a backslash before the quotes of a text".to_owned(),
            "a text begins with its quote".to_owned(),
            "take the backslashes out".to_owned(),
        ),
        Pasted::Wide(sign) => (
            format!("`{sign}` instead of the sign of the keyboard"),
            "TOML knows only the narrow one".to_owned(),
            "write it with the keyboard set to Latin letters".to_owned(),
        ),
        Pasted::Braces => (
            "a bracket that belongs to nothing".to_owned(),
            "no list or table is open here".to_owned(),
            "take it out: the keys of a step stand below `[[step]]`, without braces".to_owned(),
        ),
        Pasted::Mark('1') => (
            "a number before a line".to_owned(),
            "this does not belong to the file".to_owned(),
            "take the numbers of the lines out".to_owned(),
        ),
        Pasted::Mark(mark) => (
            format!("`{mark}` before a line"),
            "this does not belong to the file".to_owned(),
            "take it out; a comment begins with `#`".to_owned(),
        ),
    }
}
