//! The walker: a parsed table and its [`keys`](super::keys) in, [`Fields`] out. Everything that can be said about one
//! value without knowing the others is said here.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::duration;
use super::fields::{Field, Fields, Placed, Stray, Value};
use super::keys::{Choice, Key, Lines, Presence, Shape, Table, Variants};
use super::measures;
use super::mismatch;
use super::problems::{self, Problems, is_empty};
use super::sides;
use super::strays::{self, Surroundings};
use super::syntax::Syntax;
use super::wording::{as_toml, bare, quoted};
use super::words::Quotation;
use crate::diagnostic::{Code, Diagnostic, Fix};

type Node<'d> = Spanned<DeValue<'d>>;

/// Reads one file.
#[derive(Debug)]
pub struct Reader<'s> {
    source: &'s str,
    document: DeTable<'s>,
    syntax: Syntax,
    top: &'static Table,
    at_top: Vec<String>,
    /// Keys of the top level that stand below a header.
    below_a_header: Vec<&'static str>,
    /// The tables around what is being read, outermost first, as a header would name them.
    path: Vec<String>,
    /// What is wrong so far.
    pub problems: Problems,
}

impl<'s> Reader<'s> {
    /// A reader of `source`, whose top level takes the keys of `top`.
    pub fn new(source: &'s str, top: &'static Table) -> Self {
        let (document, syntax) = Syntax::parse(source);
        let at_top = document
            .keys()
            .map(|key| key.get_ref().clone().into_owned())
            .collect();
        let problems = Problems::default();
        Self {
            source,
            document,
            syntax,
            top,
            at_top,
            below_a_header: Vec::new(),
            path: Vec::new(),
            problems,
        }
    }

    /// The integer at the top level that says which version of the format this is, if it is one that can be told.
    pub fn version(&self, key: &str) -> Option<Placed<i64>> {
        let node = self
            .document
            .get(key)
            .filter(|node| !self.syntax.spoils(&node.span()))?;
        let value = duration::seconds(node.get_ref().as_integer()?);
        let place = node.span();
        Some(Placed { value, place })
    }

    /// Reads all of the file.
    pub fn read(&mut self) -> Fields {
        let document = std::mem::take(&mut self.document);
        let top = self.top;
        let mut fields = self.one_of_tables(top.what, &[top], &document, 0..0);
        self.document = document;
        let below = self.below_a_header.drain(..);
        fields.strays.extend(below.map(|name| Stray {
            meant: Some(name),
            from_top: None,
        }));
        fields
    }

    /// All problems by place, when nothing more is to be said.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let torn = self
            .syntax
            .report(&self.document, self.source, &mut self.problems);
        self.problems.sorted(self.source, &torn)
    }

    fn one_of_tables(
        &mut self,
        what: &'static str,
        tables: &[&'static Table],
        table: &DeTable,
        place: Range<usize>,
    ) -> Fields {
        let mut fields = Fields::at(place.clone());
        let mut unknown = Vec::new();
        for (key, node) in table {
            let name = key.get_ref().as_ref();
            if let Some(known) = tables.iter().find_map(|table| table.key(name)) {
                let value = self.value(known, key.span(), node);
                let field = Field {
                    key: key.span(),
                    place: node.span(),
                    value,
                };
                fields.insert(known.name, field);
                // `[[stretch]]`: steps in a list of another name.
                if matches!(known.shape, Shape::Named(_)) && node.get_ref().is_array() {
                    fields.strays.push(Stray {
                        meant: Some("step"),
                        from_top: None,
                    });
                }
            } else {
                unknown.push((key, node));
            }
        }
        let written = fields.iter().map(|(name, field)| (name, field.key.clone()));
        let written: Vec<_> = written.collect();
        let mut found = Vec::new();
        let mut as_often: BTreeMap<Option<&str>, u32> = BTreeMap::new();
        for (key, node) in unknown {
            let around = Surroundings {
                source: self.source,
                top: self.top,
                at_top: &self.at_top,
                is_top: tables.iter().any(|table| std::ptr::eq(*table, self.top)),
                header: Some(&place).filter(|place| {
                    let header = self.source.get(Range::clone(place));
                    header.is_some_and(|header| header.starts_with('['))
                }),
                written: &written,
            };
            let (problem, stray) = strays::stray(key, node, what, tables, around);
            *as_often.entry(stray.meant).or_insert(0) += 1;
            // One more than can be told, so that it is told that there are more.
            if found.len() <= problems::MOST {
                found.push((problem, stray.meant));
            }
            // A key of the top level is known by its shape wherever it stands.
            self.skim(stray.from_top.and_then(|name| self.top.key(name)), node);
            self.below_a_header.extend(stray.from_top);
            fields.strays.push(stray);
        }
        for (mut problem, meant) in found {
            // Of two keys that mean the same one nobody knows which is right.
            if let Some(fix) = &mut problem.fix
                && as_often.get(&meant).is_some_and(|times| *times > 1)
            {
                fix.certain = false;
            }
            self.problems.push(problem);
        }
        fields
    }

    /// Looks for wrong syntax in a value whose meaning is not known.
    fn skim(&mut self, key: Option<&Key>, node: &Node) {
        match node.get_ref() {
            DeValue::Table(table) => table.values().for_each(|node| self.skim(None, node)),
            DeValue::Array(list) => list.iter().for_each(|node| self.skim(None, node)),
            _ => {
                self.is_broken(key, node);
            }
        }
    }

    fn is_broken(&mut self, key: Option<&Key>, node: &Node) -> bool {
        let problem = self.syntax.in_value(self.source, key, &node.span());
        let broken = problem.is_some();
        if let Some(problem) = problem {
            self.problems.push_syntax(problem);
        }
        broken
    }

    fn value(&mut self, key: &Key, key_place: Range<usize>, node: &Node) -> Option<Value> {
        let composed = node.get_ref().is_array() || node.get_ref().is_table();
        if !composed && self.is_broken(Some(key), node) {
            return None;
        }
        if let Some(measure) = measures::read(key, node) {
            if composed {
                self.skim(Some(key), node);
            }
            return self.good(measure);
        }
        match (key.shape, node.get_ref()) {
            (Shape::Text(lines), DeValue::String(_)) => {
                self.text(key, lines, node).map(Value::Text)
            }
            (Shape::Template, DeValue::String(_)) => self.template(key, node),
            (Shape::Texts(lines), DeValue::Array(list)) => {
                self.texts(key, lines, list).map(Value::Texts)
            }
            (Shape::Addresses, DeValue::Array(list)) => self.addresses(key, list).map(Value::Texts),
            (Shape::Command, DeValue::Array(list)) => {
                self.texts(key, Lines::Many, list).map(Value::Texts)
            }
            (Shape::Words(choices), DeValue::Array(list)) => self.words(key, choices, list),
            (Shape::Length(zero), DeValue::String(text)) => {
                let length = duration::of_text(key, zero, &self.quotation(text, node));
                self.good(length).map(Value::Length)
            }
            (Shape::Length(zero), DeValue::Integer(integer)) => {
                let length = duration::of_integer(key, zero, integer, node.span());
                self.good(length).map(Value::Length)
            }
            (Shape::CueTime, DeValue::String(text)) => {
                let time = duration::cue_time(key, &self.quotation(text, node));
                self.good(time).map(Value::CueTime)
            }
            (Shape::CueTime, DeValue::Integer(integer)) => {
                let time = duration::cue_time_of_integer(key, integer, node.span());
                self.good(time).map(Value::CueTime)
            }
            (Shape::Length(_) | Shape::CueTime, DeValue::Float(float)) => {
                self.problems
                    .push(duration::of_float(key, float.as_str(), node.span()));
                None
            }
            (Shape::Length(_) | Shape::CueTime, value @ DeValue::Datetime(_)) => {
                let raw = self.source.get(node.span()).unwrap_or_default();
                self.problems
                    .push(duration::of_datetime(key, value, raw, node.span()));
                None
            }
            (Shape::Number(least, most), DeValue::Integer(integer)) => self
                .number(key, least, most, integer, node.span())
                .map(Value::Number),
            (Shape::Format, DeValue::Integer(integer)) => u32::try_from(duration::seconds(integer))
                .ok()
                .map(Value::Number),
            (Shape::Flag | Shape::WordOrFlag(_), DeValue::Boolean(flag)) => {
                Some(Value::Flag(*flag))
            }
            (Shape::True, DeValue::Boolean(true)) => Some(Value::Flag(true)),
            (Shape::Word(choices) | Shape::WordOrFlag(choices), DeValue::String(_)) => {
                self.word(key, choices, node).map(Value::Word)
            }
            (Shape::Sides(_), DeValue::String(text)) => {
                let sides = sides::of_word(text, node.span());
                self.good(sides).map(Value::Sides)
            }
            (Shape::Sides(_), DeValue::Array(list)) => {
                let words = self.texts(key, Lines::One, list)?;
                sides::of_list(&words, node.span(), &mut self.problems).map(Value::Sides)
            }
            (Shape::Table(table), DeValue::Table(found)) => self.below(key.name, |reader| {
                let fields = reader.one_of_tables(table.what, &[table], found, node.span());
                Some(Value::Table(fields))
            }),
            (Shape::Named(variants), DeValue::Table(found)) => {
                self.below(key.name, |reader| reader.named(key, variants, found))
            }
            (Shape::Tables(variants), DeValue::Array(list)) => {
                self.below(key.name, |reader| reader.tables(key, variants, list))
            }
            _ => {
                let raw = self.source.get(node.span()).unwrap_or_default();
                let header = self.below(key.name, |reader| reader.path.join("."));
                self.problems
                    .push(mismatch::wrong_type(key, key_place, node, raw, &header));
                if composed {
                    self.skim(None, node);
                }
                None
            }
        }
    }

    /// What `read` returns inside the table called `name`.
    fn below<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let value = read(self);
        self.path.pop();
        value
    }

    fn good<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn quotation<'a>(&self, text: &'a str, node: &Node) -> Quotation<'a>
    where
        's: 'a,
    {
        Quotation::new(self.source, text, node.span())
    }

    fn text(&mut self, key: &Key, lines: Lines, node: &Node) -> Option<String> {
        let quotation = Quotation::new(self.source, node.get_ref().as_str()?, node.span());
        let text = quotation.checked(key.name, lines, &mut self.problems)?;
        if matches!(key.shape, Shape::Command) {
            return Some(text);
        }
        let good = quotation.is_short_enough(key.name, lines, &mut self.problems)
            && quotation.without_words(key.name, &mut self.problems);
        good.then_some(text)
    }

    fn template(&mut self, key: &Key, node: &Node) -> Option<Value> {
        let quotation = Quotation::new(self.source, node.get_ref().as_str()?, node.span());
        let text = quotation.checked(key.name, Lines::Many, &mut self.problems)?;
        if key.presence == Presence::Required && text.trim().is_empty() {
            self.problems.push(is_empty(key.name, node.span()));
            return None;
        }
        if !quotation.is_short_enough(key.name, Lines::Many, &mut self.problems) {
            return None;
        }
        quotation.template(&mut self.problems).map(Value::Template)
    }

    fn texts(&mut self, key: &Key, lines: Lines, list: &DeArray) -> Option<Vec<Placed<String>>> {
        let mut texts = Vec::new();
        let mut good = true;
        for node in list {
            let value = match node.get_ref() {
                DeValue::Array(_) | DeValue::Table(_) => {
                    self.skim(None, node);
                    None
                }
                _ if self.is_broken(Some(key), node) => {
                    good = false;
                    continue;
                }
                DeValue::String(_) => {
                    let text = self.text(key, lines, node);
                    good &= text.is_some();
                    texts.extend(text.map(|value| Placed {
                        value,
                        place: node.span(),
                    }));
                    continue;
                }
                other => Some(other),
            };
            good = false;
            let raw = self.source.get(node.span()).unwrap_or_default();
            let fix = value
                .filter(|_| matches!(key.shape, Shape::Texts(_) | Shape::Addresses))
                .map(|_| Fix::certain(&node.span(), as_toml(raw)));
            self.problems.push(
                Code::E02
                    .at(
                        &node.span(),
                        format!(
                            "{} in `{}`, which is a list of texts",
                            mismatch::a(node.get_ref()),
                            key.name
                        ),
                    )
                    .label("a text in quotes belongs here")
                    .help("texts stand in quotes")
                    .fix(fix),
            );
        }
        good.then_some(texts)
    }

    fn addresses(&mut self, key: &Key, list: &DeArray) -> Option<Vec<Placed<String>>> {
        let texts = self.texts(key, Lines::One, list)?;
        let mut good = true;
        for Placed { value, place } in &texts {
            if is_address(value) {
                continue;
            }
            good = false;
            let message = format!("{} in `{}` is no address", quoted(value), key.name);
            self.problems.push(
                Code::E07.at(&place, message)
                    .label("this leads nowhere")
                    .help("write all of the address, such as `\"https://example.org/page\"`; a book can be named in `about`"),
            );
        }
        good.then_some(texts)
    }

    fn words(&mut self, key: &Key, choices: &'static [Choice], list: &DeArray) -> Option<Value> {
        let texts = self.texts(key, Lines::One, list)?;
        let mut good = true;
        for Placed { value, place } in &texts {
            if !choices.iter().any(|choice| choice.word == value) {
                good = false;
                self.problems
                    .push(mismatch::unknown_word(key, choices, value, place.clone()));
            }
        }
        good.then_some(Value::Texts(texts))
    }

    fn word(&mut self, key: &Key, choices: &'static [Choice], node: &Node) -> Option<&'static str> {
        let word = node.get_ref().as_str()?;
        let found = choices
            .iter()
            .find(|choice| choice.word == word)
            .map(|choice| choice.word);
        if found.is_none() {
            self.problems
                .push(mismatch::unknown_word(key, choices, word, node.span()));
        }
        found
    }

    fn number(
        &mut self,
        key: &Key,
        least: u32,
        most: u32,
        integer: &DeInteger,
        place: Range<usize>,
    ) -> Option<u32> {
        let number = duration::seconds(integer);
        let good = u32::try_from(number)
            .ok()
            .filter(|number| (least..=most).contains(number));
        if good.is_none() {
            let bound = if number < i64::from(least) {
                format!("{least} at least")
            } else {
                format!("{most} at most")
            };
            self.problems.push(
                Code::E09
                    .at(
                        &place,
                        format!("`{}` goes from {least} to {most}", key.name),
                    )
                    .label(bound)
                    .help(if number < i64::from(least) {
                        format!(
                            "write at least `{} = {least}`, or take the key out",
                            key.name
                        )
                    } else {
                        format!("write at most `{} = {most}`", key.name)
                    }),
            );
        }
        good
    }

    fn named(&mut self, key: &Key, variants: &'static Variants, found: &DeTable) -> Option<Value> {
        let mut tables = Vec::new();
        let mut good = true;
        let mut found: Vec<_> = found.iter().collect();
        found.sort_by_key(|(id, _)| id.span().start);
        for (id, node) in found {
            let DeValue::Table(table) = node.get_ref() else {
                if good {
                    self.problems.push(
                        Code::E02.at(&id.span(), format!("{} without an id", variants.what))
                        .label("this stands in no table of its own")
                        .help(format!(
                            "begin it with `[{}.some-id]`, and take it with `use = \"some-id\"`",
                            key.name
                        )),
                    );
                }
                good = false;
                self.skim(None, node);
                continue;
            };
            let value = id.get_ref().clone().into_owned();
            let fields = self.below(&bare(&value), |reader| {
                reader.one_of_tables(variants.what, variants.tables, table, node.span())
            });
            tables.push((
                Placed {
                    value,
                    place: id.span(),
                },
                fields,
            ));
        }
        good.then_some(Value::Named(tables))
    }

    fn tables(&mut self, key: &Key, variants: &'static Variants, list: &DeArray) -> Option<Value> {
        let mut tables = Vec::new();
        let mut good = true;
        for node in list {
            if let DeValue::Table(table) = node.get_ref() {
                tables.push(self.one_of_tables(variants.what, variants.tables, table, node.span()));
                continue;
            }
            good = false;
            self.problems.push(
                Code::E02
                    .at(
                        &node.span(),
                        format!(
                            "{} in `{}`, which is a list of tables",
                            mismatch::a(node.get_ref()),
                            key.name
                        ),
                    )
                    .label(format!("{} belongs here", variants.what))
                    .help(mismatch::begins(variants, &self.path.join("."))),
            );
        }
        good.then_some(Value::Tables(tables))
    }
}

/// Whether `text` is the address of a page.
fn is_address(text: &str) -> bool {
    let page = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    page.is_some_and(|page| {
        page.starts_with(char::is_alphanumeric) && !page.contains(char::is_whitespace)
    })
}
