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
    let mut lines = tokens.split_inclusive(|token| token.kind == TokenKind::Newline);
    let mut statements = Vec::new();
    let mut part = Some(first);
    while let Some(line) = lines.next() {
        let mut statement = Statement::of(source, line);
        statement.part = part;
        let ends = line.last().map_or(first, |token| token.place.end);
        if line.iter().all(|token| is_blank(token.kind)) {
            part = Some(ends);
        }
        if statement.tokens.is_empty() {
            continue;
        }
        part = None;
        let (mut ahead, mut whole) = (lines.clone(), statement.clone());
        let mut open = if statement.is_header() {
            0
        } else {
            statement.opens()
        };
        // A list may go on for several lines; one that is never closed ends where it begins.
        for _ in 0..MOST_LINES {
            if open <= 0 {
                break;
            }
            let Some(next) = ahead.next().map(|line| Statement::of(source, line)) else {
                break;
            };
            if next.is_header() && next.tokens.len() > 2 && next.is_toml() {
                break;
            }
            open += next.opens();
            whole.place.end = whole.place.end.max(next.place.end);
            whole.tokens.extend(next.tokens);
        }
        if open <= 0 {
            (statement, lines) = (whole, ahead);
        }
        statements.push(statement);
    }
    statements
}

const fn is_blank(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Whitespace | TokenKind::Newline | TokenKind::Eof
    )
}
