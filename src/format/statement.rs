//! The statements of a file: what stands on a line of its own, or on several where brackets or quotes hold them together.

use std::ops::Range;

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// A word or a sign of a statement.
#[derive(Clone, Debug)]
pub(super) struct PlacedToken {
    pub(super) kind: TokenKind,
    pub(super) place: Range<usize>,
}

/// A header, a key with its value, or something else that stands by itself.
#[derive(Clone, Debug)]
pub(super) struct Statement<'s> {
    pub(super) source: &'s str,
    /// From its first token to the end of its last; without a comment behind it.
    pub(super) place: Range<usize>,
    /// All but white space, line breaks and comments.
    pub(super) tokens: Vec<PlacedToken>,
    /// The beginning of the lines that belong together, where it is the first statement of them.
    pub(super) part: Option<usize>,
}

impl<'s> Statement<'s> {
    fn of(source: &'s str, tokens: &[PlacedToken]) -> Self {
        let is_word =
            |token: &&PlacedToken| token.kind != TokenKind::Comment && !is_blank(token.kind);
        let tokens: Vec<PlacedToken> = tokens.iter().filter(is_word).cloned().collect();
        let start = tokens.first().map_or(0, |token| token.place.start);
        let end = tokens.last().map_or(0, |token| token.place.end);
        Self {
            source,
            place: start..end,
            tokens,
            part: None,
        }
    }

    /// How many more brackets it opens than it closes.
    pub(super) fn opens(&self) -> isize {
        let opens = self.tokens.iter().map(|token| match token.kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => -1,
            _ => 0,
        });
        opens.sum()
    }

    pub(super) fn raw(&self, token: &PlacedToken) -> &'s str {
        self.source.get(token.place.clone()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> &'s str {
        self.source.get(self.place.clone()).unwrap_or_default()
    }

    pub(super) fn token(&self, at: usize) -> Option<(TokenKind, &'s str)> {
        let token = self.tokens.get(at)?;
        Some((token.kind, self.raw(token)))
    }

    /// Where the token at `at` begins; the end of the statement behind the last.
    pub(super) fn start_of(&self, at: usize) -> usize {
        let token = self.tokens.get(at);
        token.map_or(self.place.end, |token| token.place.start)
    }

    /// From where the token at `at` begins to the end of the statement.
    pub(super) fn from(&self, at: usize) -> &'s str {
        let place = self.start_of(at)..self.place.end;
        self.source.get(place).unwrap_or_default()
    }

    pub(super) fn is_header(&self) -> bool {
        matches!(self.token(0), Some((TokenKind::LeftSquareBracket, _)))
    }

    pub(super) fn is_toml(&self) -> bool {
        DeTable::parse(self.text()).is_ok()
    }

    /// Its key, where that is a single word, and what follows is an equals sign.
    pub(super) fn key(&self) -> Option<&'s str> {
        let (kind, key) = self.token(0)?;
        let equals = matches!(self.token(1), Some((TokenKind::Equals, _)));
        (kind == TokenKind::Atom && equals).then_some(key)
    }

    /// How many brackets are open before each token.
    pub(super) fn depths(&self) -> Vec<usize> {
        let mut depth = 0_usize;
        let depths = self.tokens.iter().map(|token| {
            let before = depth;
            depth = match token.kind {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth + 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth.saturating_sub(1)
                }
                _ => depth,
            };
            before
        });
        depths.collect()
    }
}

/// Whether a token is a text in quotes.
pub(super) const fn is_text(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

/// The most words and signs of a line. More are no routine that somebody wrote, and would take much memory.
const MOST_ON_A_LINE: usize = 2000;

/// The most lines of a statement.
const MOST_LINES: usize = 1000;

/// All statements of a file; none where a line is longer than anybody writes.
pub(super) fn all(source: &str) -> Vec<Statement<'_>> {
    let first = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let lexed = || Source::new(source.get(first..).unwrap_or_default()).lex();
    let mut on_line = 0;
    for token in lexed() {
        let is_end = token.kind() == TokenKind::Newline;
        on_line = if is_end { 0 } else { on_line + 1 };
        if on_line > MOST_ON_A_LINE {
            return Vec::new();
        }
    }
    let tokens = lexed().map(|token| PlacedToken {
        kind: token.kind(),
        place: first + token.span().start()..first + token.span().end(),
    });
    let tokens: Vec<PlacedToken> = tokens.collect();
    let mut lines: Vec<Statement> = Vec::new();
    let mut part = Some(first);
    let mut ends = first;
    for line in tokens.split_inclusive(|token| token.kind == TokenKind::Newline) {
        let statement = Statement::of(source, line);
        ends = line.last().map_or(ends, |token| token.place.end);
        if line.iter().all(|token| is_blank(token.kind)) {
            part = Some(ends);
        }
        if !statement.tokens.is_empty() {
            let part = part.take();
            lines.push(Statement { part, ..statement });
        }
    }
    let more = further_lines(&lines);
    let mut lines = lines.into_iter().zip(more);
    let mut statements = Vec::new();
    while let Some((mut statement, more)) = lines.next() {
        for (line, _) in lines.by_ref().take(more) {
            statement.place.end = statement.place.end.max(line.place.end);
            statement.tokens.extend(line.tokens);
        }
        statements.push(statement);
    }
    statements
}

/// How many lines behind each one belong to it: a list may go on for several lines, and one that is never closed ends
/// where it begins.
fn further_lines(lines: &[Statement]) -> Vec<usize> {
    let mut more = vec![0; lines.len()];
    let mut depth = 0_isize;
    // The lines that are still open, and the depth before each of them, which rises.
    let mut open: Vec<(usize, isize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_header = line.is_header();
        if is_header && !open.is_empty() && line.tokens.len() > 2 && line.is_toml() {
            open.clear();
        }
        let before = depth;
        depth += line.opens();
        while let Some((first, _)) = open.pop_if(|(_, before)| depth <= *before) {
            if let Some(more) = more.get_mut(first).filter(|_| at - first <= MOST_LINES) {
                *more = at - first;
            }
        }
        if depth > before && !is_header {
            open.push((at, before));
        }
    }
    more
}

const fn is_blank(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Whitespace | TokenKind::Newline | TokenKind::Eof
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        let all = all(source);
        all.iter().map(Statement::text).collect()
    }

    #[test]
    fn a_list_goes_on_to_its_end_and_one_without_an_end_stops_where_it_begins() {
        assert_eq!(
            texts("a = [\n1, # one\n\n[2],\n]\nb = 2\n"),
            ["a = [\n1, # one\n\n[2],\n]", "b = 2"]
        );
        assert_eq!(
            texts("a = [\nb = [\n1]\nc = 3\n"),
            ["a = [", "b = [\n1]", "c = 3"]
        );
        assert_eq!(
            texts("a = [\n[[step]]\nb = 1\n]\n"),
            ["a = [", "[[step]]", "b = 1", "]"]
        );
        let long = format!("a = [\n{}]\n", "1,\n".repeat(MOST_LINES));
        assert_eq!(texts(&long).first(), Some(&"a = ["));
    }

    #[test]
    fn the_first_statement_of_a_part_knows_where_it_begins() {
        let all = all("a = 1\nb = [\n\n2]\n\n# one\nc = 3\n");
        let parts: Vec<_> = all.iter().map(|statement| statement.part).collect();
        assert_eq!(parts, [Some(0), None, Some(17)]);
    }
}
