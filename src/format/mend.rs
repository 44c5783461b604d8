//! Mistakes of syntax that can be read in one way alone, mended before a file is read. Each is reported with its repair,
//! and the rest of the file is read as it was meant.
//!
//! A file is taken apart into statements: headers, and keys with their values. A rule looks at a statement that is not
//! TOML and says how it was meant. Only what can be read afterwards is taken, so a repair never makes another mistake of
//! syntax.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;
use toml_parser::lexer::TokenKind;

use super::keys::routine::STEP;
use super::keys::{self, Shape, Table, TableKey};
use super::mended::Mended;
use super::problems::MOST;
use super::reader::{is_composed, values_in};
use super::statement::{self, Statement, is_text};
use super::strays::words_of_key;
use crate::diagnostic::{Diagnostic, Fix};
use crate::suggest;
use pasted::Plain;

mod capitals;
mod header;
mod kind;
mod lines;
mod lists;
mod lost;
mod moved;
mod odd_lines;
mod other_lists;
mod pasted;
mod quotes;
mod tables;

/// A statement as it was meant: the problem, whose repair is what was mended.
type Mend = Option<Diagnostic>;

/// Says how a statement was meant, with those below it at hand.
type Rule = fn(&Statement, &[Statement], KnownKeys) -> Mend;

/// The keys of a kind of file, at any depth.
#[derive(Clone, Copy, Debug)]
struct KnownKeys {
    top: &'static Table,
    /// Whether they are looked for in a table of free keys, where none of them belongs.
    are_free: bool,
}

impl KnownKeys {
    /// The keys as the statements below `header` may have them.
    fn below(self, header: &Statement) -> Self {
        let are_free = self.are_free_below(header);
        Self { are_free, ..self }
    }

    /// Whether the table below `header` has free keys.
    fn are_free_below(self, header: &Statement) -> bool {
        let inside = header
            .tokens
            .iter()
            .take_while(|token| token.kind != TokenKind::RightSquareBracket);
        let names = inside.filter(|token| token.kind == TokenKind::Atom || is_text(token.kind));
        let mut names = names.map(|token| {
            let name = header.raw(token).trim_matches(['"', '\'']);
            name.to_lowercase()
        });
        let mut tables = std::slice::from_ref(&self.top);
        while let Some(name) = names.next() {
            let Some(key) = tables.iter().find_map(|table| table.key(&name)) else {
                return false;
            };
            tables = match &key.shape {
                Shape::Table(table) => std::slice::from_ref(table),
                Shape::Tables(variants) => variants.tables,
                Shape::Named(variants) => {
                    // The id.
                    names.next();
                    variants.tables
                }
                shape => return shape.has_free_keys(),
            };
        }
        false
    }

    /// The key called `name`, wherever in the file it belongs.
    fn find(self, name: &str) -> Option<&'static TableKey> {
        if self.are_free {
            return None;
        }
        let mut tables = vec![self.top];
        let mut next = 0;
        while let Some(table) = tables.get(next) {
            if let Some(key) = table.key(name) {
                return Some(key);
            }
            for key in table.keys {
                let inside: &[&'static Table] = match &key.shape {
                    Shape::Table(table) => std::slice::from_ref(table),
                    Shape::Named(variants) | Shape::Tables(variants) => variants.tables,
                    _ => &[],
                };
                for table in inside {
                    if !tables.iter().any(|known| std::ptr::eq(*known, *table)) {
                        tables.push(table);
                    }
                }
            }
            next += 1;
        }
        None
    }

    /// The key that `word` stands for, which may be one of other programs: that of a step before any other.
    fn meant(self, word: &str) -> Option<&'static str> {
        let step = || STEP.key(word).map(|key| key.name);
        let mut foreign = STEP.tables.iter().flat_map(|table| table.foreign);
        let mut foreign = || foreign.find(|foreign| foreign.word == word)?.instead;
        step()
            .or_else(|| {
                self.find(word)
                    .map(|key| key.name)
                    .filter(|name| *name != "side")
            })
            .or_else(&mut foreign)
    }

    /// Whether `word` is one of its keys, or like one.
    fn is_like_a_key(self, word: &str) -> bool {
        let plain = word.to_lowercase();
        let is_part = || {
            let parts = words_of_key(word);
            parts.iter().any(|part| self.meant(part).is_some())
        };
        let is_near = || suggest::closest(&plain, keys::names(STEP.tables)).is_some();
        self.find(&plain).is_some() || is_part() || is_near()
    }

    /// Whether a file of this kind has steps.
    fn has_steps(self) -> bool {
        self.top.key("step").is_some()
    }
}

/// Reads a file whose top level takes the keys of `top`: as it stands, and where that has errors, as it was meant.
pub(super) fn read<T>(
    source: &str,
    top: &'static Table,
    read: impl Fn(&Mended) -> T,
    has_errors: impl Fn(&T) -> bool,
) -> T {
    let as_it_stands = read(&Mended::nothing(source));
    if has_errors(&as_it_stands) {
        read(&mended(source, top))
    } else {
        as_it_stands
    }
}

/// Whether a file has nothing that belongs to a routine, and much else.
pub(super) fn is_of_another_program(source: &str) -> bool {
    kind::is_of_another_program(&statement::all(source))
}

/// Mends a file whose top level takes the keys of `top`.
fn mended<'s>(source: &'s str, top: &'static Table) -> Mended<'s> {
    let keys = KnownKeys {
        top,
        are_free: false,
    };
    let mut mended = Mended::nothing(source);
    let Plain {
        text: plain,
        places,
        problems,
    } = pasted::plain(source, keys);
    let is_toml = DeTable::parse(source).is_ok();
    let statements = statement::all(&plain);
    if let Some(foreign) = kind::foreign(source, &statements, keys, is_toml) {
        mended.text = Cow::Borrowed("");
        mended.foreign = Some(Box::new(foreign));
        return mended;
    }
    let foreign = other_lists::by_time(&statements, keys);
    if let Some(foreign) = foreign.or_else(|| other_lists::nested(&statements, keys)) {
        mended.text = Cow::Borrowed("");
        mended.foreign = Some(Box::new(foreign));
        return mended;
    }
    let is_plain_toml = DeTable::parse(&plain).is_ok();
    let mut found = all_over(&statements, keys);
    let is_new = |found: &[Diagnostic], statement: &Statement| {
        found.last().is_none_or(|last| {
            let fixed = last.fix.as_ref().map_or(0, |fix| fix.first().place.end);
            fixed <= statement.place.start
        })
    };
    let mut lines: Vec<Diagnostic> = Vec::new();
    let mut below = keys;
    for (at, statement) in statements.iter().enumerate() {
        let is_header = statement.is_header();
        if is_header {
            below = keys.below(statement);
        }
        if lines.len() >= MOST {
            break;
        }
        if is_new(&lines, statement) {
            let behind = statements.get(at + 1..).unwrap_or_default();
            let known = if is_header { keys } else { below };
            lines.extend(mend(statement, behind, known, is_plain_toml));
        }
    }
    lines.extend(lost::headers(&statements, keys));
    lines.extend(lost::outer_steps(&statements, keys));
    lines.extend(lost::defaults(&statements, keys));
    lines.extend(lost::dotted(&statements, keys));
    found.extend(lines);
    drop(statements);
    let mut mended = mended.without((plain, places, problems));
    mended.take(found);
    mended
}

/// The mistakes that are made in several statements at once.
fn all_over(statements: &[Statement], keys: KnownKeys) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    found.extend(capitals::keys(statements, keys));
    found.extend(moved::to_the_top(statements, keys));
    found.extend(other_lists::misnamed(statements, keys));
    found.extend(tables::around(statements, keys));
    found.extend(tables::stretches(statements, keys));
    found.extend(tables::names_as_keys(statements, keys));
    found.extend(lost::keys(statements, keys));
    found
}

/// How a statement was meant; `behind` are those below it.
fn mend(statement: &Statement, behind: &[Statement], keys: KnownKeys, is_toml: bool) -> Mend {
    let header = tables::closing(statement, behind, keys)
        .or_else(|| tables::of_a_text(statement, behind, keys))
        .or_else(|| header::mended(statement, behind, keys));
    if header.is_some() {
        return header;
    }
    if is_toml || statement.is_toml() {
        return None;
    }
    let rules: [Rule; 39] = [
        tables::in_braces,
        tables::with_a_space,
        header::of_other_signs,
        tables::with_a_name,
        odd_lines::divider,
        lines::comment,
        lines::fence,
        lines::conflict_mark,
        odd_lines::nothing,
        lists::hashtags,
        lists::weeks,
        lists::colons,
        odd_lines::list_below,
        odd_lines::text_below,
        odd_lines::lone_quote,
        lines::operator,
        lists::brackets,
        lists::semicolons,
        lists::of_amounts,
        lists::prescribed,
        lists::never_closed,
        lines::several_on_a_line,
        lines::in_brackets,
        lines::behind_the_value,
        quotes::one_is_lost,
        lists::torn_lines,
        quotes::one_is_wrong,
        quotes::inside_quotes,
        quotes::over_lines,
        odd_lines::value_below,
        lines::no_equals_sign,
        lines::key_with_spaces,
        lists::no_comma,
        lists::torn_texts,
        quotes::around_the_line,
        quotes::too_early,
        quotes::joined,
        quotes::not_at_all,
        odd_lines::prose,
    ];
    let mut meant = rules
        .iter()
        .filter_map(|rule| rule(statement, behind, keys));
    meant.find(|problem| {
        let fix = problem.fix.as_ref();
        fix.is_some_and(|fix| is_readable(statement, fix))
    })
}

/// Whether nothing but values would be wrong with the statement after the repair: the reader knows what to say of them.
fn is_readable(statement: &Statement, fix: &Fix) -> bool {
    let ends = fix.edits.iter().map(|edit| edit.place.end);
    let end = ends.fold(statement.place.end, usize::max);
    let repaired = statement
        .source
        .get(..end)
        .and_then(|text| fix.applied(text));
    let text = repaired
        .as_deref()
        .and_then(|text| text.get(statement.place.start..));
    let Some(text) = text else {
        return false;
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    let values = document.get_ref().values().flat_map(values_in);
    let values: Vec<Range<usize>> = values
        .filter(|value| !is_composed(value))
        .map(toml::Spanned::span)
        .collect();
    errors.iter().all(|error| {
        error.span().is_some_and(|place| {
            let mut values = values.iter();
            values.any(|value| value.start <= place.start && place.start < value.end)
        })
    })
}
