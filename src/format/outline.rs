//! The tables and keys of a text as they stand there, for an editor: also of a text that is being typed and is no TOML.
//!
//! The reader says what a file means; this says what stands where. It goes by the words of TOML alone and never fails.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::fields::Placed;
use super::keys::{Shape, Table};

/// The tables of a text, each before those inside it.
#[derive(Debug)]
pub(crate) struct TextOutline {
    pub(crate) tables: Vec<WrittenTable>,
}

/// A table below its header, or one in braces. The first one is the top level, which has no header.
#[derive(Debug, Default)]
pub(crate) struct WrittenTable {
    /// The names that lead to it from the top level, each where it was written.
    pub(crate) path: Vec<Placed<String>>,
    /// Its header with the brackets; empty at the top level, and the opening brace of one in braces.
    pub(crate) header: Range<usize>,
    /// All of it.
    pub(crate) place: Range<usize>,
    pub(crate) keys: Vec<OutlinedKey>,
}

/// A key and where its value stands.
#[derive(Debug)]
pub(crate) struct OutlinedKey {
    pub(crate) name: String,
    pub(crate) place: Range<usize>,
    /// From behind the `=` to the end of the value; `None` without a `=`.
    pub(crate) value: Option<Range<usize>>,
}

impl TextOutline {
    /// That of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut walk = Walk {
            text,
            tables: vec![WrittenTable::default()],
            open: vec![OpenPlace::Table(0)],
            header: None,
            words: Vec::new(),
            is_line_start: true,
        };
        for token in Source::new(text).lex() {
            walk.token(token);
        }
        walk.close_below(0, text.len());
        Self {
            tables: walk.tables,
        }
    }

    /// The innermost table around `byte`.
    pub(crate) fn around(&self, byte: usize) -> &WrittenTable {
        static NOTHING: WrittenTable = WrittenTable {
            path: Vec::new(),
            header: 0..0,
            place: 0..0,
            keys: Vec::new(),
        };
        let mut all = self.tables.iter().rev();
        // Behind its end nothing more is typed into a table in braces.
        let around = all.find(|table| {
            let place = &table.place;
            if table.is_open() {
                place.start <= byte && byte <= place.end
            } else {
                place.start < byte && byte < place.end
            }
        });
        around.or(self.tables.first()).unwrap_or(&NOTHING)
    }
}

impl WrittenTable {
    /// Whether it stands below a header, or at the top level.
    fn is_open(&self) -> bool {
        self.path.is_empty() || self.header.len() > 1
    }

    /// The key that is written at `byte`, or before it on the same line.
    pub(crate) fn key_at(&self, byte: usize) -> Option<&OutlinedKey> {
        let before = self.keys.iter().rev();
        before.into_iter().find(|key| key.place.start <= byte)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key.name == name)
    }

    /// The tables that it may be, seen from a top level with the keys of `top`; none where nothing of that name belongs.
    pub(crate) fn may_be(&self, top: &[&'static Table]) -> Vec<&'static Table> {
        let mut tables = top.to_vec();
        let mut names = self.path.iter();
        while let Some(name) = names.next() {
            let shape = tables.iter().find_map(|table| table.key(&name.value));
            tables = match shape.map(|key| key.shape) {
                Some(Shape::Table(table)) => vec![table],
                Some(Shape::Tables(variants)) => variants.tables.to_vec(),
                Some(Shape::Named(variants)) => {
                    // Its id.
                    if names.next().is_none() {
                        return Vec::new();
                    }
                    variants.tables.to_vec()
                }
                _ => return Vec::new(),
            };
        }
        tables
    }
}

/// What is open at a place.
#[derive(Clone, Copy)]
enum OpenPlace {
    /// The table of this number, in which a key is awaited.
    Table(usize),
    /// The value of the last key of the table of this number.
    Value(usize),
    /// A list in a value.
    List,
}

struct Walk<'t> {
    text: &'t str,
    tables: Vec<WrittenTable>,
    open: Vec<OpenPlace>,
    /// Where the header begins that is being read.
    header: Option<usize>,
    /// The words of a key or header so far.
    words: Vec<Placed<String>>,
    is_line_start: bool,
}

impl Walk<'_> {
    fn token(&mut self, token: Token) {
        let place = token.span().start()..token.span().end();
        let at_start = self.is_line_start;
        self.is_line_start = match token.kind() {
            TokenKind::Newline => true,
            TokenKind::Whitespace => at_start,
            _ => false,
        };
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => {}
            TokenKind::Newline => self.line_ends(place.start),
            TokenKind::LeftSquareBracket if at_start && self.begins_header(place.start) => {
                self.header = Some(place.start);
                self.words.clear();
            }
            kind => match self.header {
                Some(_) => match kind {
                    TokenKind::LeftSquareBracket
                    | TokenKind::RightSquareBracket
                    | TokenKind::Dot => {}
                    _ => self.word(place),
                },
                None => self.in_table(kind, place),
            },
        }
    }

    /// Whether a bracket at the beginning of a line begins a header. Inside a list that was never closed only one that
    /// can be nothing else does.
    fn begins_header(&mut self, byte: usize) -> bool {
        let rest = self.text.get(byte..).unwrap_or_default();
        let name = rest.trim_start_matches('[');
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let is_first = byte == 0 || self.text.as_bytes().get(byte - 1) == Some(&b'\n');
        let begins = self.open.len() == 1 || (is_name && is_first);
        if begins {
            self.close_below(1, byte);
        }
        begins
    }

    fn word(&mut self, place: Range<usize>) {
        let written = self.text.get(place.clone()).unwrap_or_default();
        let value = written.trim_matches(['"', '\'']).to_owned();
        self.words.push(Placed { value, place });
    }

    fn line_ends(&mut self, byte: usize) {
        if let Some(begin) = self.header.take() {
            self.end_table(byte);
            let path = std::mem::take(&mut self.words);
            self.tables.push(WrittenTable {
                path,
                header: begin..byte,
                place: begin..self.text.len(),
                keys: Vec::new(),
            });
            self.open = vec![OpenPlace::Table(self.tables.len() - 1)];
        }
        // A value at the top ends with its line; what is in brackets does not.
        if matches!(
            self.open.as_slice(),
            [OpenPlace::Table(_), OpenPlace::Value(_)]
        ) {
            self.open.pop();
        }
        if let [OpenPlace::Table(table)] = *self.open.as_slice() {
            self.key_ends(table, None);
        }
    }

    /// Ends the table below the last header before the one that begins on this line.
    fn end_table(&mut self, byte: usize) {
        let line = self.text.get(..byte).unwrap_or_default();
        let begin = line.rfind('\n').map_or(0, |at| at + 1);
        if let Some(OpenPlace::Table(table)) = self.open.first()
            && let Some(table) = self.tables.get_mut(*table)
        {
            table.place.end = begin;
        }
    }

    /// Makes the words so far a key of the table.
    fn key_ends(&mut self, table: usize, value: Option<Range<usize>>) {
        let words = std::mem::take(&mut self.words);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let key = OutlinedKey {
            name: last.value.clone(),
            place: first.place.start..last.place.end,
            value,
        };
        if let Some(table) = self.tables.get_mut(table) {
            table.keys.push(key);
        }
    }

    fn in_table(&mut self, kind: TokenKind, place: Range<usize>) {
        if let Some(OpenPlace::Value(table)) = self
            .open
            .iter()
            .rev()
            .find(|frame| !matches!(frame, OpenPlace::List))
        {
            let table = *table;
            if let Some(value) = self.value_of(table)
                && kind != TokenKind::Comma
                && kind != TokenKind::RightCurlyBracket
            {
                value.end = place.end;
            }
        }
        match (self.open.last().copied(), kind) {
            (Some(OpenPlace::Table(table)), TokenKind::Equals) => {
                self.key_ends(table, Some(place.end..place.end));
                self.open.push(OpenPlace::Value(table));
            }
            (Some(OpenPlace::Table(table)), TokenKind::Comma) => self.key_ends(table, None),
            (Some(OpenPlace::Table(_)), TokenKind::Dot) => {}
            (Some(OpenPlace::Table(table)), TokenKind::RightCurlyBracket) => {
                self.key_ends(table, None);
                self.close_brace(place.end);
            }
            (Some(OpenPlace::Table(_)), _) => self.word(place),
            (Some(OpenPlace::Value(_)), TokenKind::Comma) if self.open.len() > 2 => {
                self.open.pop();
            }
            (Some(OpenPlace::Value(_) | OpenPlace::List), TokenKind::RightCurlyBracket) => {
                self.close_brace(place.end);
            }
            (Some(_), TokenKind::LeftSquareBracket) => self.open.push(OpenPlace::List),
            (Some(OpenPlace::List), TokenKind::RightSquareBracket) => {
                self.open.pop();
            }
            (Some(_), TokenKind::LeftCurlyBracket) => self.open_brace(&place),
            _ => {}
        }
    }

    fn value_of(&mut self, table: usize) -> Option<&mut Range<usize>> {
        let key = self.tables.get_mut(table)?.keys.last_mut()?;
        key.value.as_mut()
    }

    fn open_brace(&mut self, place: &Range<usize>) {
        let around = self.open.iter().rev().find_map(|frame| match frame {
            OpenPlace::Value(table) => self.tables.get(*table),
            _ => None,
        });
        let mut path = around.map(|table| table.path.clone()).unwrap_or_default();
        let key = around.and_then(|table| table.keys.last());
        path.extend(key.map(|key| Placed {
            value: key.name.clone(),
            place: key.place.clone(),
        }));
        self.tables.push(WrittenTable {
            path,
            header: place.clone(),
            place: place.start..self.text.len(),
            keys: Vec::new(),
        });
        self.open.push(OpenPlace::Table(self.tables.len() - 1));
    }

    /// Closes the innermost table in braces, if there is one.
    fn close_brace(&mut self, end: usize) {
        let is_table = |frame: &OpenPlace| matches!(frame, OpenPlace::Table(_));
        if let Some(at) = self.open.iter().rposition(is_table)
            && at > 0
        {
            self.close_below(at, end);
            // The value around it goes on to here.
            for frame in self.open.clone() {
                if let OpenPlace::Value(table) = frame
                    && let Some(value) = self.value_of(table)
                {
                    value.end = end;
                }
            }
        }
    }

    /// Closes everything that is open from this depth on.
    fn close_below(&mut self, depth: usize, end: usize) {
        for frame in self.open.drain(depth.min(self.open.len())..) {
            if let OpenPlace::Table(table) = frame
                && let Some(table) = self.tables.get_mut(table)
            {
                table.place.end = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::routine::ROUTINE;
    use super::*;

    /// The path of the table and the key around each `|` of a text.
    fn places(marked: &str) -> Vec<String> {
        let text = marked.replace('|', "");
        let outline = TextOutline::of(&text);
        let marks = marked.match_indices('|').enumerate();
        let seen = marks.map(|(nth, (at, _))| {
            let byte = at - nth;
            let table = outline.around(byte);
            let path: Vec<_> = table.path.iter().map(|name| name.value.as_str()).collect();
            let key = table.key_at(byte).map_or("-", |key| key.name.as_str());
            format!("{} {key}", path.join("."))
        });
        seen.collect()
    }

    #[test]
    fn a_place_has_a_table_and_a_key() {
        assert_eq!(
            places(
                "ti|tle = \"x|\"\n[defaults]\nhold = 1|5\n|\n[[step]]\nname = '[[a]]|'\ncues = [{ at = |1, say = \"|\" }, |{ s| } ]\n\
                 how = \"\"\"\n[defaults]|\n\"\"\"\n[[step.step]]\nuse |= \"x\"\n[stretch.\"a b\".pose]|\n"
            ),
            [
                " title",
                " title",
                "defaults hold",
                "defaults hold",
                "step name",
                "step.cues at",
                "step.cues say",
                "step cues",
                "step.cues s",
                "step how",
                "step.step use",
                "stretch.a b.pose -",
            ]
        );
    }

    #[test]
    fn a_list_that_is_not_closed_ends_at_the_next_header() {
        assert_eq!(
            places("tags = [\"a\",\n[[step]]\nna|\n[voice]\n|"),
            ["step na", "voice -"]
        );
    }

    #[test]
    fn a_table_is_one_of_those_that_its_path_leads_to() {
        let outline = TextOutline::of("[stretch.a]\n[[step]]\n[[step.step]]\ncues = [{}]\n[x]\n");
        let count = |table: &WrittenTable| table.may_be(&[&ROUTINE]).len();
        let counts: Vec<usize> = outline.tables.iter().map(count).collect();
        assert_eq!(counts, [1, 6, 7, 7, 1, 0]);
    }
}
