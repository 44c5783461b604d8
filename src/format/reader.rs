//! The reader: goes through a parsed table along its [`keys`](super::keys) and returns [`Fields`]. Checks of one value
//! that need no other value are made here.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue};

use super::amounts;
use super::duration;
use super::fields::{Fields, Placed, Value, WrittenKey};
use super::keys::{Shape, Table, TableKey, TextLines, Variants};
use super::measures;
use super::mended::Mended;
use super::mismatch;
use super::often;
use super::pace;
use super::prescribed;
use super::problems::{self, Problems};
use super::sides::SideWords;
use super::strays::{self, StrayKey};
use super::syntax::Syntax;
use super::wording::bare;
use crate::core::span;
use crate::diagnostic::Code::E02;
use crate::diagnostic::{Diagnostic, Fix};

mod texts;

pub(super) type Node<'d> = Spanned<DeValue<'d>>;

/// Whether a value is a list or a table.
pub(super) fn is_composed(node: &Node) -> bool {
    matches!(node.get_ref(), DeValue::Array(_) | DeValue::Table(_))
}

/// A value and all that is in it, at any depth.
pub(super) fn values_in<'n, 'd>(node: &'n Node<'d>) -> Vec<&'n Node<'d>> {
    let mut found = vec![node];
    let mut next = 0;
    while let Some(node) = found.get(next) {
        match node.get_ref() {
            DeValue::Array(list) => found.extend(list),
            DeValue::Table(table) => found.extend(table.values()),
            _ => {}
        }
        next += 1;
    }
    found
}

/// Whether a value may be how long something lasts.
fn is_amount(node: &Node) -> bool {
    match node.get_ref() {
        DeValue::Integer(_) => true,
        DeValue::String(text) => span::parse(text).is_ok(),
        _ => false,
    }
}

/// A value of another type than its shape has.
pub(super) struct WrongType;

/// Reads one file.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    /// The file, and what was mended in it.
    mended: &'s Mended<'s>,
    /// The text that is read.
    pub(super) source: &'s str,
    document: DeTable<'s>,
    syntax: Syntax,
    pub(super) top: &'static Table,
    at_top: Vec<String>,
    /// Keys of the top level that stand below a header.
    below_a_header: Vec<&'static str>,
    /// The tables around the value that is being read, outermost first, as a header would name them.
    path: Vec<String>,
    /// The words for sides in this file.
    pub(super) sides: SideWords,
    pub(crate) problems: Problems,
}

impl<'s> Reader<'s> {
    /// A reader of a file whose top level takes the keys of `top`.
    pub(crate) fn new(mended: &'s Mended<'s>, top: &'static Table) -> Self {
        let source = &*mended.text;
        let (document, syntax) = Syntax::parse(source);
        let at_top = document.keys().map(|key| key.get_ref().to_string());
        Self {
            mended,
            source,
            at_top: at_top.collect(),
            document,
            syntax,
            top,
            below_a_header: Vec::new(),
            path: Vec::new(),
            sides: SideWords::default(),
            problems: Problems::default(),
        }
    }

    /// The integer at the top level with the version of the format, if it can be read.
    pub(crate) fn version(&self, key: &str) -> Option<Placed<i64>> {
        let node = self
            .document
            .get(key)
            .filter(|node| !self.syntax.spoils(&node.span()))?;
        let value = duration::seconds(node.get_ref().as_integer()?);
        let place = node.span();
        Some(Placed { value, place })
    }

    /// The text under a key of the top level, or of a table there, before the file is read.
    pub(super) fn peek(&self, table: Option<&str>, key: &str) -> Option<String> {
        let table = match table {
            Some(name) => self.document.get(name)?.get_ref().as_table()?,
            None => &self.document,
        };
        table.get(key)?.get_ref().as_str().map(str::to_owned)
    }

    /// Reads all of the file.
    pub(crate) fn read(&mut self) -> Fields {
        let document = std::mem::take(&mut self.document);
        let top = self.top;
        let mut fields = self.one_of_tables(top.what, &[top], &document, 0..0);
        self.document = document;
        let below = self.below_a_header.drain(..);
        fields.meant.extend(below);
        fields
    }

    /// All problems by place, when nothing more is to be said.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        let torn = self
            .syntax
            .report(&self.document, (self.source, self.top), &mut self.problems);
        self.problems.sorted(self.mended, &torn)
    }

    /// The problems of a file of which nothing else can be judged.
    pub(crate) fn refuse(self) -> Vec<Diagnostic> {
        let mut problems = self.problems.found();
        for problem in &mut problems {
            self.mended.in_file(problem);
        }
        problems
    }

    fn one_of_tables(
        &mut self,
        what: &'static str,
        tables: &[&'static Table],
        table: &DeTable,
        place: Range<usize>,
    ) -> Fields {
        let mut fields = Fields {
            place,
            ..Fields::default()
        };
        let mut unknown = Vec::new();
        for (key, node) in table {
            let name = key.get_ref().as_ref();
            let Some(known) = tables.iter().find_map(|table| table.key(name)) else {
                unknown.push((key, node));
                continue;
            };
            let value = self.value(&known.under(name), &key.span(), node);
            let field = WrittenKey {
                key: key.span(),
                place: node.span(),
                value,
            };
            if let Some(other) = fields.get(known.name) {
                let twice = strays::said_twice(self.source, &key.span(), &other.key);
                self.problems.push(twice);
            }
            fields.known.insert(known.name, field);
        }
        self.strays(&mut fields, what, tables, &unknown);
        fields
    }

    /// Reports the `unknown` keys of a table, whose other keys are in `fields`.
    fn strays(
        &mut self,
        fields: &mut Fields,
        what: &'static str,
        tables: &[&'static Table],
        unknown: &[(&Spanned<DeString>, &Node)],
    ) {
        let mut found = Vec::new();
        let (mut has_amount, mut has_time) = (false, false);
        let mut as_often: BTreeMap<Option<&'static str>, u32> = BTreeMap::new();
        let is_rounds = |(key, _): &(&Spanned<DeString>, &Node)| key.get_ref() == "rounds";
        let has_sets = amounts::has_sets(fields) || unknown.iter().any(is_rounds);
        for (key, value) in unknown {
            let stray = StrayKey {
                key,
                value,
                what,
                tables,
                source: self.source,
                top: self.top,
                at_top: &self.at_top,
                fields,
                has_sets,
            };
            let of_top = stray.of_top();
            // A key of the top level is known by its shape wherever it stands.
            let top = of_top.as_ref().and_then(|(_, name)| self.top.key((*name)?));
            let is_foreign = of_top.is_none() && stray.is_foreign();
            let (problem, meant) = of_top.unwrap_or_else(|| stray.of_its_table());
            match top {
                Some(top) => self.below_a_header.push(top.name),
                None => *as_often.entry(meant).or_insert(0) += 1,
            }
            has_amount |= meant.is_none() && is_amount(value);
            has_time |= stray.is_time_of_a_cue();
            let known = meant.filter(|_| top.is_none() && problem.fix.is_some());
            let known = known.and_then(|name| tables.iter().find_map(|table| table.key(name)));
            // What is wrong with the value would come to light with the repair of its key.
            let is_its_value = |known: &&TableKey| fields.get(known.name).is_none();
            let known = known.filter(|known| is_its_value(known) && !stray.is_shuffled());
            let of_value = if let Some(known) = known {
                self.only_problem_of(known, &key.span(), value)
            } else {
                self.is_broken(top, value);
                None
            };
            let problem = match of_value {
                Some(of_value) => strays::with_its_value(problem, of_value),
                None => problem,
            };
            // One more than can be reported, so that the message says that there are more.
            if found.len() <= problems::MOST {
                found.push((problem, meant, is_foreign));
            }
        }
        self.report_strays(found, &as_often);
        fields.meant.extend(as_often.into_keys().flatten());
        fields.meant.extend(has_time.then_some("at"));
        // A key that nobody knows, with a length, is probably the kind of a step.
        let kind = tables.first().and_then(|table| table.keys.first());
        if let Some(kind) = kind.filter(|_| has_amount && tables.len() > 1) {
            fields.meant.push(kind.name);
        }
    }

    /// Reports stray keys, each with the key that was meant, which is meant `as_often`, and whether it is a word that people
    /// bring along.
    fn report_strays(
        &mut self,
        found: Vec<(Diagnostic, Option<&'static str>, bool)>,
        as_often: &BTreeMap<Option<&'static str>, u32>,
    ) {
        for (problem, meant, is_foreign) in found {
            // Nobody knows which of two keys for the same one is right.
            let is_only = as_often.get(&meant).is_none_or(|times| *times < 2);
            let is_certain = problem.fix.as_ref().is_some_and(|fix| fix.certain);
            let problem = problem.certain_if(is_certain && is_only);
            if is_foreign {
                self.problems.push_once(problem);
            } else {
                self.problems.push(problem);
            }
        }
    }

    /// Reads the value of a key that is called otherwise. The problem of it, where there is one alone, is not reported but
    /// returned: the right name with the right value is one repair.
    fn only_problem_of(
        &mut self,
        known: &TableKey,
        key_place: &Range<usize>,
        value: &Node,
    ) -> Option<Diagnostic> {
        let before = self.problems.count();
        drop(self.value(known, key_place, value));
        let mut inside = values_in(value).into_iter();
        // What is wrong in a table there has a place of its own.
        if inside.any(|value| value.get_ref().is_table()) {
            return None;
        }
        self.problems.only_since(before)
    }

    /// Reports wrong syntax in a value; true where it is neither list nor table, and cannot be read.
    pub(super) fn is_broken(&mut self, key: Option<&TableKey>, node: &Node) -> bool {
        if self.syntax.is_sound() {
            return false;
        }
        let key = key.filter(|_| !is_composed(node));
        let mut broken = false;
        for value in values_in(node)
            .into_iter()
            .filter(|value| !is_composed(value))
        {
            if let Some(problem) = self.syntax.in_value(self.source, key, &value.span()) {
                let problem = match key {
                    Some(key) => self.with_what_it_says(problem, key, &value.span()),
                    None => problem,
                };
                self.problems.push_syntax(problem);
                broken = true;
            }
        }
        broken && !is_composed(node)
    }

    /// The `problem` of the syntax of a value at `place`, together with the one that its repair would bring to light.
    fn with_what_it_says(
        &mut self,
        problem: Diagnostic,
        key: &TableKey,
        place: &Range<usize>,
    ) -> Diagnostic {
        let repaired = problem.fix.as_ref().map(Fix::first);
        let repaired = repaired.filter(|change| change.place == *place);
        let value = repaired.and_then(|change| DeValue::parse(&change.text).ok());
        let Some(value) = value else { return problem };
        let before = self.problems.count();
        drop(self.value(key, place, &Spanned::new(place.clone(), value.into_inner())));
        match self.problems.only_since(before) {
            Some(of_value) => strays::with_what_it_says(problem, of_value),
            None => problem,
        }
    }

    pub(super) fn value(
        &mut self,
        key: &TableKey,
        key_place: &Range<usize>,
        node: &Node,
    ) -> Option<Value> {
        if let Some(table) = node.get_ref().as_table().filter(|_| key.is_weekly) {
            return self.weekly(key, key_place, table, node);
        }
        let composed = is_composed(node);
        // What the parser has made up stands nowhere: its fault is reported as one of the syntax.
        let is_made_up = node.span().is_empty() && node.span().start < key_place.start;
        if !composed && (is_made_up || self.is_broken(Some(key), node)) {
            return None;
        }
        if self.is_variable(key, node) {
            return None;
        }
        if let Ok(amounts) = self.amounts(key, node) {
            return amounts;
        }
        if let Some(problem) = prescribed::of_number(self.source, key, node) {
            self.problems.push(problem);
            return None;
        }
        if let Some(pace) = pace::read(self.source, key, node) {
            return self.good(pace);
        }
        if let Some(measure) = measures::read(self.source, key, node) {
            if composed {
                self.is_broken(Some(key), node);
            }
            return self.good(measure);
        }
        let read = match node.get_ref() {
            DeValue::Array(list) => self.list(key, list, node),
            DeValue::Table(table) => self.table(key, table, node),
            _ => self.scalar(key, node),
        };
        read.unwrap_or_else(|WrongType| {
            let raw = self.source.get(node.span()).unwrap_or_default();
            let header = self.below(key.name, |reader| reader.path.join("."));
            self.problems
                .push(mismatch::wrong_type(key, key_place, node, raw, &header));
            if composed {
                self.is_broken(None, node);
            }
            None
        })
    }

    /// Whether `node` is a variable in place of a number or a length. It is reported unless the file writes the values of
    /// its variables somewhere, where they are reported.
    fn is_variable(&mut self, key: &TableKey, node: &Node) -> bool {
        let problem = mismatch::variable(key, node);
        let is_variable = problem.is_some();
        let are_reported = |name: &String| mismatch::VARIABLES.contains(&name.as_str());
        if let Some(problem) = problem
            && !self.at_top.iter().any(are_reported)
        {
            self.problems.push_once(problem);
        }
        is_variable
    }

    fn scalar(&mut self, key: &TableKey, node: &Node) -> Result<Option<Value>, WrongType> {
        Ok(match (key.shape, node.get_ref()) {
            (Shape::Text(lines), DeValue::String(_)) => self.text(key, lines, node).map(Value::of),
            (Shape::Stretch, DeValue::String(_)) => {
                self.text(key, TextLines::One, node).map(Value::of)
            }
            (Shape::Template, DeValue::String(_)) => self.template(key, node),
            (Shape::Phrase(word), DeValue::String(_)) => self.phrase(word, node).map(Value::of),
            (Shape::Number(least, most), DeValue::Integer(integer)) => self
                .number(key, least, most, integer, &node.span())
                .map(Value::of),
            (Shape::Format, DeValue::Integer(integer)) => {
                let format = u32::try_from(duration::seconds(integer)).ok();
                format.map(Value::of)
            }
            (Shape::Flag | Shape::WordOrFlag(_), DeValue::Boolean(flag)) => Some(Value::of(*flag)),
            (Shape::True, DeValue::Boolean(true)) => Some(Value::of(true)),
            (
                Shape::Word(_) | Shape::WordOrFlag(_) | Shape::Synonyms(..),
                DeValue::String(word),
            ) => {
                let choice = key.shape.choice(word).map(|choice| Value::of(*choice));
                let unknown = || mismatch::unknown_word(key, word, &node.span());
                self.good(choice.ok_or_else(unknown))
            }
            (Shape::Sides(_), DeValue::String(word)) => {
                self.sides
                    .of_word(key, word, &node.span(), &mut self.problems)
            }
            (Shape::Often, DeValue::String(word)) => {
                self.good(often::read(key, word, &node.span()))
            }
            (Shape::Side, DeValue::String(_)) => {
                let word = self.text(key, TextLines::One, node);
                word.map(|word| Value::of(self.sides.written(word)))
            }
            _ => return Err(WrongType),
        })
    }

    fn list(
        &mut self,
        key: &TableKey,
        list: &DeArray,
        node: &Node,
    ) -> Result<Option<Value>, WrongType> {
        Ok(match key.shape {
            Shape::Texts(lines) => self.texts(key, lines, list).map(Value::of),
            Shape::Command => self.texts(key, TextLines::Many, list).map(Value::of),
            Shape::Addresses => self.addresses(key, list).map(Value::of),
            Shape::Words(_) => self.words(key, list),
            Shape::Sides(_) => self.texts(key, TextLines::One, list).and_then(|words| {
                let sides = self
                    .sides
                    .of_list(key, &words, &node.span(), &mut self.problems);
                sides.map(Value::of)
            }),
            Shape::Tables(variants) => {
                self.below(key.name, |reader| reader.tables(key, variants, list))
            }
            _ => return Err(WrongType),
        })
    }

    fn table(
        &mut self,
        key: &TableKey,
        found: &DeTable,
        node: &Node,
    ) -> Result<Option<Value>, WrongType> {
        match key.shape {
            Shape::Table(table) => Ok(self.below(key.name, |reader| {
                let fields = reader.one_of_tables(table.what, &[table], found, node.span());
                Some(Value::of(fields))
            })),
            Shape::Sayings => Ok(self.sayings(key, found)),
            Shape::Files => Ok(self.files(key, found)),
            Shape::Routines => Ok(self.routines(key, found)),
            Shape::Named(variants) => {
                Ok(self.below(key.name, |reader| reader.named(key, variants, found)))
            }
            _ => Err(WrongType),
        }
    }

    /// The result of `read` inside the table called `name`.
    fn below<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let value = read(self);
        self.path.pop();
        value
    }

    pub(super) fn good<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn number(
        &mut self,
        key: &TableKey,
        least: u32,
        most: u32,
        integer: &DeInteger,
        place: &Range<usize>,
    ) -> Option<u32> {
        let number = duration::seconds(integer);
        self.good(amounts::in_bounds(key.name, (least, most), number, place))
    }

    fn named(
        &mut self,
        key: &TableKey,
        variants: &'static Variants,
        found: &DeTable,
    ) -> Option<Value> {
        let mut tables = Vec::new();
        let mut good = true;
        let mut found: Vec<_> = found.iter().collect();
        found.sort_by_key(|(id, _)| id.span().start);
        for (id, node) in found {
            let DeValue::Table(table) = node.get_ref() else {
                if good {
                    let (what, name) = (variants.what, key.name);
                    self.problems.push(
                        E02
                            .at(&id.span(), format!("{what} without an id"))
                            .label("this stands in no table of its own")
                            .help(format!(
                                "begin it with `[{name}.some-id]`, and take it with `use = \"some-id\"`"
                            )),
                    );
                }
                good = false;
                self.is_broken(None, node);
                continue;
            };
            let value = id.get_ref().to_string();
            let fields = self.below(&bare(&value), |reader| {
                reader.one_of_tables(variants.what, variants.tables, table, node.span())
            });
            let place = id.span();
            tables.push((Placed { value, place }, fields));
        }
        good.then(|| Value::of(tables))
    }

    fn tables(
        &mut self,
        key: &TableKey,
        variants: &'static Variants,
        list: &DeArray,
    ) -> Option<Value> {
        let mut tables = Vec::new();
        for node in list {
            if let DeValue::Table(table) = node.get_ref() {
                tables.push(self.one_of_tables(variants.what, variants.tables, table, node.span()));
                continue;
            }
            let (what, name) = (mismatch::a(node.get_ref()), key.name);
            let message = format!("{what} in `{name}`, which is a list of tables");
            self.problems.push_once(
                E02.at(&node.span(), message)
                    .label(format!("{} belongs here", variants.what))
                    .help(mismatch::begins(variants, &self.path.join("."))),
            );
        }
        (tables.len() == list.len()).then(|| Value::of(tables))
    }
}
