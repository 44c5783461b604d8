//! Values that are texts, and lists and tables of them.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::super::fields::{Placed, Value};
use super::super::keys::{Presence, Shape, TableKey, TextLines};
use super::super::mismatch;
use super::super::problems::is_empty;
use super::super::quotation::Quotation;
use super::super::wording::{as_toml, quoted};
use super::{Node, Reader, is_composed};
use crate::core::cue::Tone;
use crate::core::language::Word;
use crate::core::speech::Sayings;
use crate::core::text::{escaped, is_address};
use crate::diagnostic::Code::{E02, E07};
use crate::diagnostic::Fix;

impl Reader<'_> {
    /// Texts by words.
    pub(super) fn sayings(&mut self, key: &TableKey, found: &DeTable) -> Option<Value> {
        let said = found.iter().map(|(word, node)| {
            let text = self.text_of(key, word, node)?;
            Some((word.get_ref().to_string(), text))
        });
        let said: Vec<_> = said.collect();
        let said: Option<Sayings> = said.into_iter().collect();
        said.map(Value::of)
    }

    /// Whole routines, which are read when they are included.
    pub(super) fn routines(&mut self, key: &TableKey, found: &DeTable) -> Option<Value> {
        let texts = found.iter().map(|(word, node)| {
            let Some(text) = node.get_ref().as_str() else {
                return self.no_text_of(key, word, node);
            };
            Some((word.get_ref().to_string(), text.to_owned()))
        });
        let texts: Vec<_> = texts.collect();
        let texts: Option<BTreeMap<String, String>> = texts.into_iter().collect();
        texts.map(Value::of)
    }

    /// The files of tones.
    pub(super) fn files(&mut self, key: &TableKey, found: &DeTable) -> Option<Value> {
        let files = found.iter().map(|(word, node)| {
            let file = self.text_of(key, word, node)?;
            let tone = Tone::spelt(word.get_ref());
            if tone.is_none() {
                let tones = Tone::ALL
                    .map(|tone| format!("`{}`", tone.word()))
                    .join(", ");
                let unknown = format!("there is no tone `{}`", escaped(word.get_ref()));
                let unknown = E07.at(&word.span(), unknown).label("not known here");
                self.problems
                    .push(unknown.help(format!("the tones are {tones}")));
            }
            let (value, place) = (file, node.span());
            Some((tone?, Placed { value, place }))
        });
        let files: Vec<_> = files.collect();
        let files: Option<BTreeMap<Tone, Placed<String>>> = files.into_iter().collect();
        files.map(Value::of)
    }

    /// The text under a `word` of a table of texts.
    pub(super) fn text_of(
        &mut self,
        key: &TableKey,
        word: &Spanned<DeString>,
        node: &Node,
    ) -> Option<String> {
        if matches!(node.get_ref(), DeValue::String(_)) {
            return self.text(key, TextLines::One, node);
        }
        self.no_text_of(key, word, node)
    }

    /// Reports that what stands under a `word` of a table of texts is none.
    pub(super) fn no_text_of<T>(
        &mut self,
        key: &TableKey,
        word: &Spanned<DeString>,
        node: &Node,
    ) -> Option<T> {
        let raw = self.source.get(node.span()).unwrap_or_default();
        let problem = mismatch::wrong_type(key, &word.span(), node, raw, key.name);
        self.problems.push(problem);
        None
    }

    pub(super) fn text(&mut self, key: &TableKey, lines: TextLines, node: &Node) -> Option<String> {
        let quotation = Quotation::new(self.source, node)?;
        let text = quotation.checked(key.name, lines, &mut self.problems)?;
        if matches!(key.shape, Shape::Command) {
            return Some(text);
        }
        let good = quotation.is_short_enough(key.name, lines, &mut self.problems)
            && quotation.without_placeholders(key.name, &mut self.problems);
        good.then_some(text)
    }

    pub(super) fn template(&mut self, key: &TableKey, node: &Node) -> Option<Value> {
        let quotation = Quotation::new(self.source, node)?;
        let text = quotation.checked(key.name, TextLines::Many, &mut self.problems)?;
        if key.presence == Presence::Required && text.trim().is_empty() {
            self.problems.push(is_empty(key.name, &node.span()));
            return None;
        }
        if !quotation.is_short_enough(key.name, TextLines::Many, &mut self.problems) {
            return None;
        }
        quotation.template(&mut self.problems).map(Value::of)
    }

    pub(super) fn phrase(&mut self, word: Word, node: &Node) -> Option<String> {
        let quotation = Quotation::new(self.source, node)?;
        let text = quotation.checked(word.name(), TextLines::One, &mut self.problems)?;
        if text.trim().is_empty() {
            self.problems.push(is_empty(word.name(), &node.span()));
            return None;
        }
        let good = quotation.is_short_enough(word.name(), TextLines::Many, &mut self.problems)
            && quotation.has_values(word, &mut self.problems);
        good.then_some(text)
    }

    pub(super) fn texts(
        &mut self,
        key: &TableKey,
        lines: TextLines,
        list: &DeArray,
    ) -> Option<Vec<Placed<String>>> {
        let mut texts = Vec::new();
        let mut good = true;
        for node in list {
            let text = if self.is_broken(Some(key), node) {
                None
            } else if node.get_ref().is_str() {
                self.text(key, lines, node)
            } else {
                self.no_text(key, node);
                None
            };
            good &= text.is_some();
            texts.extend(text.map(|value| Placed {
                value,
                place: node.span(),
            }));
        }
        good.then_some(texts)
    }

    fn no_text(&mut self, key: &TableKey, node: &Node) {
        let raw = self.source.get(node.span()).unwrap_or_default();
        let is_certain =
            !is_composed(node) && matches!(key.shape, Shape::Texts(_) | Shape::Addresses);
        let fix = is_certain.then(|| Fix::certain(&node.span(), as_toml(raw)));
        let (what, name) = (mismatch::a(node.get_ref()), key.name);
        let message = format!("{what} in `{name}`, which is a list of texts");
        self.problems.push(
            E02.at(&node.span(), message)
                .label("a text in quotes belongs here")
                .help("texts stand in quotes")
                .fix(fix),
        );
    }

    pub(super) fn addresses(
        &mut self,
        key: &TableKey,
        list: &DeArray,
    ) -> Option<Vec<Placed<String>>> {
        let texts = self.texts(key, TextLines::One, list)?;
        let mut good = true;
        for Placed { value, place } in &texts {
            if is_address(value) {
                continue;
            }
            good = false;
            let message = format!("{} in `{}` is not an address", quoted(value), key.name);
            self.problems.push(
                E07.at(place, message)
                    .label("this leads nowhere")
                    .help("write all of the address, such as `\"https://example.org/page\"`; a book can be named in `about`"),
            );
        }
        good.then_some(texts)
    }

    pub(super) fn words(&mut self, key: &TableKey, list: &DeArray) -> Option<Value> {
        let texts = self.texts(key, TextLines::One, list)?;
        let choices: Vec<_> = texts
            .into_iter()
            .filter_map(|Placed { value, place }| {
                let Some(choice) = key.shape.choice(&value) else {
                    self.problems
                        .push(mismatch::unknown_word(key, &value, &place));
                    return None;
                };
                let value = *choice;
                Some(Placed { value, place })
            })
            .collect();
        (choices.len() == list.len()).then(|| Value::of(choices))
    }
}
