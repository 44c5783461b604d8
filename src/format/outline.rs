//! The tables and keys of a text as they stand there, for an editor: also of a text that is being typed and is no TOML.
//!
//! The reader says what a file means; this says what stands where. It goes by the words of TOML alone and never fails.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::fields::Placed;
use super::keys::{Shape, Table};
use super::statement::{self, Statement, is_text};

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

impl OutlinedKey {
    /// The value as it is written, and its place without the space around it.
    pub(super) fn written<'t>(&self, text: &'t str) -> Option<(&'t str, Range<usize>)> {
        let place = self.value.clone()?;
        let all = text.get(place.clone())?;
        let value = all.trim();
        let start = place.start + all.len() - all.trim_start().len();
        Some((value, start..start + value.len()))
    }

    /// The value, where it is a text in plain quotes.
    pub(super) fn text<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (value, _) = self.written(text)?;
        let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
        inside('"').or_else(|| inside('\''))
    }
}

impl TextOutline {
    /// That of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut tables = vec![WrittenTable::default()];
        let mut statements = statement::all(text).into_iter().peekable();
        let mut current = 0;
        while let Some(mut statement) = statements.next() {
            if statement.is_header() {
                let line = text.get(..statement.place.start).unwrap_or_default();
                let begin = line.rfind('\n').map_or(0, |at| at + 1);
                if let Some(above) = tables.get_mut(current) {
                    above.place.end = begin;
                }
                current = tables.len();
                let names = statement.tokens.iter();
                let names = names.filter(|token| is_name(token.kind));
                let names = names.map(|token| Placed {
                    value: name(statement.raw(token)),
                    place: token.place.clone(),
                });
                tables.push(WrittenTable {
                    path: names.collect(),
                    header: statement.place.clone(),
                    place: statement.place.start..text.len(),
                    keys: Vec::new(),
                });
                continue;
            }
            // What is never closed goes on to the next header.
            let mut open = statement.opens();
            while open > 0
                && let Some(next) = statements.next_if(|next| !next.is_header())
            {
                open += next.opens();
                statement.place.end = next.place.end;
                statement.tokens.extend(next.tokens);
            }
            let next = statements.peek();
            let mut walk = Walk {
                statement: &statement,
                tables: &mut tables,
                at: 0,
                until: next.map_or(text.len(), |next| next.place.start),
            };
            walk.keys(current, 0);
        }
        if let Some(last) = tables.get_mut(current) {
            last.place.end = text.len();
        }
        Self { tables }
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
    pub(super) fn is_open(&self) -> bool {
        self.path.is_empty() || self.header.len() > 1
    }

    /// The key that is written at `byte`, or before it on the same line.
    pub(crate) fn key_at(&self, byte: usize) -> Option<&OutlinedKey> {
        let before = self.keys.iter().rev();
        before.into_iter().find(|key| key.place.start <= byte)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }

    /// The key called `name`.
    pub(super) fn key(&self, name: &str) -> Option<&OutlinedKey> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The id of the stretch that it is.
    pub(crate) fn stretch_id(&self) -> Option<&str> {
        match self.path.as_slice() {
            [stretch, id] if stretch.value == "stretch" => Some(&id.value),
            _ => None,
        }
    }

    /// Whether it is a step.
    pub(crate) fn is_step(&self) -> bool {
        !self.path.is_empty() && self.path.iter().all(|name| name.value == "step")
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

/// How deep lists and tables in braces are looked into: deeper than anybody writes them.
const DEEPEST: usize = 16;

/// Reads the keys and values of one statement into the tables of a text.
struct Walk<'a, 's> {
    statement: &'a Statement<'s>,
    tables: &'a mut Vec<WrittenTable>,
    /// The token that is read next.
    at: usize,
    /// Where the next statement begins: up to there what is not closed goes on.
    until: usize,
}

impl Walk<'_, '_> {
    fn kind(&self) -> Option<TokenKind> {
        let token = self.statement.tokens.get(self.at);
        token.map(|token| token.kind)
    }

    /// The end of the last token that was read.
    fn end(&self) -> usize {
        let last = self.at.checked_sub(1);
        let last = last.and_then(|at| self.statement.tokens.get(at));
        last.map_or(self.statement.place.start, |token| token.place.end)
    }

    /// Reads keys with their values up to the brace that closes their table, so deep in a value.
    fn keys(&mut self, table: usize, depth: usize) {
        while self.kind().is_some() {
            let begin = self.at;
            while let Some(kind) = self.kind() {
                if matches!(
                    kind,
                    TokenKind::Equals | TokenKind::Comma | TokenKind::RightCurlyBracket
                ) {
                    break;
                }
                self.at += 1;
            }
            let words = self.statement.tokens.get(begin..self.at);
            let words = words.unwrap_or_default().iter();
            let words: Vec<_> = words.filter(|token| is_name(token.kind)).collect();
            let sign = self.kind();
            self.at += 1;
            let has_value = sign == Some(TokenKind::Equals);
            if let (Some(first), Some(last), Some(table)) =
                (words.first(), words.last(), self.tables.get_mut(table))
            {
                let end = self.statement.start_of(self.at - 1) + 1;
                table.keys.push(OutlinedKey {
                    name: name(self.statement.raw(last)),
                    place: first.place.start..last.place.end,
                    value: has_value.then_some(end..end),
                });
            }
            if has_value {
                self.value(table, depth);
                let end = self.end();
                let value = self.tables.get_mut(table);
                let value = value.and_then(|table| table.keys.last_mut()?.value.as_mut());
                if let Some(value) = value {
                    value.end = end.max(value.start);
                }
            }
            if sign == Some(TokenKind::RightCurlyBracket) && depth > 0 {
                return;
            }
        }
    }

    /// Reads a value up to what ends it in a list or in braces.
    fn value(&mut self, table: usize, depth: usize) {
        while let Some(kind) = self.kind() {
            match kind {
                TokenKind::Comma | TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket
                    if depth > 0 =>
                {
                    return;
                }
                TokenKind::LeftSquareBracket if depth < DEEPEST => self.list(table, depth + 1),
                TokenKind::LeftCurlyBracket if depth < DEEPEST => self.braces(table, depth + 1),
                _ => self.at += 1,
            }
        }
    }

    fn list(&mut self, table: usize, depth: usize) {
        self.at += 1;
        loop {
            self.value(table, depth);
            match self.kind() {
                Some(TokenKind::Comma) => self.at += 1,
                Some(TokenKind::RightSquareBracket) => {
                    self.at += 1;
                    return;
                }
                _ => return,
            }
        }
    }

    /// Reads a table in braces, which is the value of the last key of `table` or stands in it.
    fn braces(&mut self, table: usize, depth: usize) {
        let place = self.statement.start_of(self.at)..self.statement.start_of(self.at) + 1;
        let around = self.tables.get(table);
        let mut path = around.map(|table| table.path.clone()).unwrap_or_default();
        let key = around.and_then(|table| table.keys.last());
        path.extend(key.map(|key| Placed {
            value: key.name.clone(),
            place: key.place.clone(),
        }));
        let new = self.tables.len();
        self.tables.push(WrittenTable {
            path,
            header: place.clone(),
            place: place.start..self.until,
            keys: Vec::new(),
        });
        self.at += 1;
        self.keys(new, depth);
        let last = self.at.checked_sub(1);
        let last = last.and_then(|at| self.statement.tokens.get(at));
        let end = last.filter(|token| token.kind == TokenKind::RightCurlyBracket);
        if let (Some(end), Some(table)) = (end, self.tables.get_mut(new)) {
            table.place.end = end.place.end;
        }
    }
}

/// Whether a word of a header or before `=` is a part of a name.
fn is_name(kind: TokenKind) -> bool {
    kind == TokenKind::Atom || is_text(kind)
}

/// A name without its quotes.
fn name(written: &str) -> String {
    written.trim_matches(['"', '\'']).to_owned()
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
