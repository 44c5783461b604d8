//! What an editor proposes at a place of a file: from the tables of keys that the reader goes by, and from the stretches
//! that a routine may use.

use std::ops::Range;

use super::explanation::{INCLUDE, about_key, about_stretch};
use super::keys::{Presence, Shape, Table, TableKey, names};
use super::kind::FileKind;
use super::outline::{OutlinedKey, TextOutline, WrittenTable};
use super::reference::expected;
use super::routine::References;
use super::wording::as_toml;
use crate::core::template::Placeholder;

/// Something that can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How it is listed.
    pub label: String,
    /// What is written.
    pub text: String,
    /// The part of the file that it replaces, in bytes.
    pub place: Range<usize>,
    /// The values that it takes, or what it is, in a few words.
    pub detail: String,
    /// Its meaning.
    pub about: String,
    /// What it is.
    pub kind: ProposalKind,
}

/// A routine that another one can include.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutineName {
    /// Its id, or a path from the file that includes it.
    pub word: String,
    /// Its title, where it is known.
    pub title: String,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// A key that says what kind of step it is.
    StepKind,
    /// Another key.
    Key,
    /// A table with its header.
    Header,
    /// A value.
    Value,
    /// The name of a stretch.
    Stretch,
    /// Another routine.
    Routine,
    /// A word in braces.
    Placeholder,
}

/// Everything that can be written at `byte` of a file of this kind, best first.
pub fn proposals(
    text: &str,
    byte: usize,
    kind: FileKind,
    references: &References,
    routines: &[RoutineName],
) -> Vec<Proposal> {
    let outline = TextOutline::of(text);
    let spot = CompletionSpot::of(text, byte, kind, &outline);
    if spot.is_comment {
        return Vec::new();
    }
    match spot.value {
        Some(key) => values(&spot, key, &outline, references, routines),
        None if spot.typed.starts_with('[') => headers(&spot, kind),
        None => keys(&spot),
    }
}

/// A place in a file, and what is being written there.
struct CompletionSpot<'o> {
    table: &'o WrittenTable,
    /// The tables that it may be.
    tables: Vec<&'static Table>,
    /// The key whose value is being written, if it is known.
    value: Option<(&'o OutlinedKey, Option<&'static TableKey>)>,
    /// What has been typed of it.
    typed: &'o str,
    byte: usize,
    is_comment: bool,
    /// Whether more of the key or value stands behind the place.
    rest: &'o str,
}

impl<'o> CompletionSpot<'o> {
    fn of(text: &'o str, byte: usize, kind: FileKind, outline: &'o TextOutline) -> Self {
        let byte = crate::diagnostic::floor(text, byte);
        let table = outline.around(byte);
        let tables = table.may_be(&kind.top());
        let before = text.get(..byte).unwrap_or_default();
        let rest = text.get(byte..).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_within = |key: &&OutlinedKey| {
            key.value.as_ref().is_some_and(|value| {
                let between = text.get(value.end..byte).unwrap_or_default();
                value.start <= byte && !between.contains(['\n', ','])
            })
        };
        let key = table.key_at(byte).filter(is_within);
        let value = key.map(|key| {
            let known = tables.iter().find_map(|table| table.key(&key.name));
            (key, known)
        });
        let from = match key.and_then(|key| key.value.as_ref()) {
            Some(value) => before.get(value.start..).unwrap_or_default(),
            None => line.rsplit(['{', ',']).next().unwrap_or_default(),
        };
        let quotes = line.matches('"').count();
        Self {
            table,
            tables,
            value,
            typed: from.trim_start(),
            byte,
            is_comment: line.contains('#') && quotes.is_multiple_of(2),
            rest: rest.lines().next().unwrap_or_default(),
        }
    }

    fn proposal(&self, from: &str, label: &str, kind: ProposalKind) -> Proposal {
        Proposal {
            label: label.to_owned(),
            text: label.to_owned(),
            place: self.byte - from.len()..self.byte,
            detail: String::new(),
            about: String::new(),
            kind,
        }
    }
}

/// The keys that may still be written: where the kind of a step is open, those that say it come first.
fn keys(spot: &CompletionSpot) -> Vec<Proposal> {
    let kind_of = |table: &'static Table| table.keys.first().map(|key| key.name);
    let has_several = spot.tables.len() > 1;
    let is_chosen =
        |table: &&&'static Table| kind_of(table).is_some_and(|kind| spot.table.has(kind));
    let chosen = spot.tables.iter().find(is_chosen).filter(|_| has_several);
    let tables = chosen.map_or_else(|| spot.tables.clone(), |table| vec![*table]);
    // A key may say one kind and only belong to another, such as `rest`: the first key of a table says its kind.
    let kind_said = |name| {
        let mut tables = tables.iter();
        let is_open = chosen.is_none() && has_several;
        tables.position(|table| is_open && kind_of(table) == Some(name))
    };
    let has_value = spot.rest.trim_start().starts_with('=');
    let missing = names(&tables)
        .into_iter()
        .filter(|name| !spot.table.has(name));
    let all = missing.filter_map(|name| {
        let key = tables.iter().find_map(|table| table.key(name))?;
        if key.others.iter().any(|other| spot.table.has(other.word)) {
            return None;
        }
        // Below the top level they may stand in braces.
        if key.shape.has_header() && spot.table.path.is_empty() {
            return None;
        }
        let said = kind_said(name);
        let kind = said.map_or(ProposalKind::Key, |_| ProposalKind::StepKind);
        let mut proposal = spot.proposal(spot.typed, name, kind);
        if !has_value {
            proposal.text.push_str(" = ");
        }
        proposal.detail = expected(key);
        proposal.about = about_key(key);
        Some((said.unwrap_or(usize::MAX), proposal))
    });
    let mut all: Vec<(usize, Proposal)> = all.collect();
    all.sort_by_key(|(said, _)| *said);
    all.into_iter().map(|(_, proposal)| proposal).collect()
}

/// The headers of the tables that a file of this kind may have.
fn headers(spot: &CompletionSpot, kind: FileKind) -> Vec<Proposal> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    for key in kind.top().iter().flat_map(|table| table.keys) {
        match key.shape {
            Shape::Table(_) => found.push((format!("[{}]", key.name), key.about)),
            Shape::Named(_) => found.push((format!("[{}.]", key.name), key.about)),
            Shape::Tables(variants) => {
                found.push((format!("[[{}]]", key.name), key.about));
                let inside = variants
                    .tables
                    .iter()
                    .filter_map(|table| table.key(key.name));
                if let Some(inside) = inside.into_iter().next() {
                    found.push((format!("[[{0}.{0}]]", key.name), inside.about));
                }
            }
            _ => {}
        }
    }
    let all = found.into_iter().map(|(header, about)| {
        let closing = spot.rest.bytes().take_while(|byte| *byte == b']').count();
        let mut proposal = spot.proposal(spot.typed, &header, ProposalKind::Header);
        proposal.place.end += closing;
        about.clone_into(&mut proposal.about);
        proposal
    });
    all.collect()
}

/// The values of a key.
fn values(
    spot: &CompletionSpot,
    (_, key): (&OutlinedKey, Option<&'static TableKey>),
    outline: &TextOutline,
    references: &References,
    routines: &[RoutineName],
) -> Vec<Proposal> {
    let Some(key) = key else { return Vec::new() };
    // In a list the last text is the one that is being written.
    let item = spot.typed.rsplit(['[', ',']).next().unwrap_or_default();
    let item = item.trim_start();
    let is_list = matches!(key.shape, Shape::Words(_) | Shape::Sides(_));
    let typed = if is_list { item } else { spot.typed };
    if matches!(key.shape, Shape::Template) {
        return placeholders(spot);
    }
    // What stands behind the place in the same quotes is replaced too.
    let closing = spot.rest.find('"').filter(|_| typed.starts_with('"'));
    let word = |at: &usize| {
        spot.rest
            .get(..*at)
            .is_some_and(|rest| !rest.contains([',', ']', '}']))
    };
    let rest = closing.filter(word);
    // Inside quotes that were begun only the word is replaced: editors compare it with what they know as a word.
    let written = |label: &str, text: String, kind| {
        let mut proposal = spot.proposal(typed, label, kind);
        let inner = text.strip_prefix('"').filter(|_| typed.starts_with('"'));
        let closed = inner.and_then(|inner| inner.strip_suffix('"'));
        proposal.place.start += usize::from(inner.is_some());
        proposal.place.end += rest.unwrap_or_default();
        let shown = closed.filter(|_| rest.is_some()).or(inner);
        shown.unwrap_or(&text).clone_into(&mut proposal.text);
        proposal
    };
    let value = |word: &str, about: &str, kind| {
        let mut proposal = written(word, as_toml(word), kind);
        about.clone_into(&mut proposal.about);
        proposal
    };
    if matches!(key.shape, Shape::Stretch) {
        return stretches(outline, references, value);
    }
    if key.name == INCLUDE {
        let all = routines.iter().map(|routine| {
            let mut proposal = value(&routine.word, "", ProposalKind::Routine);
            proposal.detail.clone_from(&routine.title);
            proposal
        });
        return all.collect();
    }
    let choices = key.choices();
    let choices = choices.map(|choice| value(choice.word, choice.about, ProposalKind::Value));
    let mut all: Vec<Proposal> = choices.collect();
    let others = others(key, all.is_empty());
    all.extend(others.map(|text| written(text, text.to_owned(), ProposalKind::Value)));
    all
}

/// The stretches of this file and of the catalogue, each as `value` proposes it.
fn stretches(
    outline: &TextOutline,
    references: &References,
    value: impl Fn(&str, &str, ProposalKind) -> Proposal,
) -> Vec<Proposal> {
    let own = outline.tables.iter().filter_map(WrittenTable::stretch_id);
    let own = own.map(|id| value(id, "A stretch of this file.", ProposalKind::Stretch));
    let lent = references.names().map(|id| {
        let stretch = references.stretch(id);
        let about = stretch.map(about_stretch).unwrap_or_default();
        let mut proposal = value(id, &about, ProposalKind::Stretch);
        proposal.detail = stretch
            .map(|stretch| stretch.about.clone())
            .unwrap_or_default();
        proposal
    });
    own.chain(lent).collect()
}

/// The values of a key that are no words of a choice, as they are written: with an example, where it has `no_words`.
fn others(key: &TableKey, no_words: bool) -> impl Iterator<Item = &'static str> + use<> {
    let plain: &[&str] = match key.shape {
        Shape::Flag | Shape::WordOrFlag(_) => &["true", "false"],
        Shape::True => &["true"],
        _ => &[],
    };
    let default = match key.presence {
        Presence::Default(default) => Some(default),
        _ => None,
    };
    let example = default
        .or(key.shape.example())
        .filter(|example| no_words && plain.is_empty() && !example.contains('…'));
    let plain = plain.iter().copied().chain(example);
    plain.chain(key.shape.forms().iter().copied())
}

/// The words in braces, where one has been begun.
fn placeholders(spot: &CompletionSpot) -> Vec<Proposal> {
    let Some(at) = spot.typed.rfind('{') else {
        return Vec::new();
    };
    let (before, word) = spot.typed.split_at(at);
    let is_doubled = before.ends_with('{');
    if is_doubled || word.contains('}') {
        return Vec::new();
    }
    let all = Placeholder::ALL.iter().map(|placeholder| {
        let written = format!("{{{}}}", placeholder.word());
        let mut proposal = spot.proposal(word, &written, ProposalKind::Placeholder);
        proposal.place.end += usize::from(spot.rest.starts_with('}'));
        placeholder.about().clone_into(&mut proposal.about);
        proposal
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::routine::StretchFile;

    fn references() -> References {
        let text = "about = \"Long calf.\"\nareas = [\"calf\"]\nname = \"Calf\"\nhold = \"30s\"\nsides = \"each\"\n";
        References::new([StretchFile::bundled("calf-straight", text)])
    }

    /// The text of a routine around `|`, and all that is proposed there.
    fn proposed(marked: &str) -> (String, Vec<Proposal>) {
        let byte = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let routines = [RoutineName {
            word: "warm-up".to_owned(),
            title: "Warm up".to_owned(),
        }];
        let all = proposals(&text, byte, FileKind::Routine, &references(), &routines);
        (text, all)
    }

    fn labels(marked: &str) -> Vec<String> {
        let all = proposed(marked).1.into_iter();
        all.map(|proposal| proposal.label).collect()
    }

    /// The text of a routine with the proposal called `label` taken at `|`.
    fn taken(marked: &str, label: &str) -> String {
        let (mut text, all) = proposed(marked);
        let one = all.into_iter().find(|proposal| proposal.label == label);
        let one = one.unwrap_or_else(|| panic!("no {label}"));
        text.replace_range(one.place, &one.text);
        text
    }

    #[test]
    fn kinds_come_first_and_then_only_the_keys_of_that_kind() {
        let open = labels("title = \"x\"\n[[step]]\n|");
        assert_eq!(
            open[..7],
            ["hold", "time", "count", "rest", "wait", "repeat", "include"]
        );
        let rest = labels("title = \"x\"\n[[step]]\nrest = 5\n|");
        assert_eq!(rest, ["name", "cue", "use"]);
        let held = labels("[[step]]\nname = \"a\"\nhold = 5\nsi|\n[[step]]\nrest = 5\n");
        assert!(held.contains(&"sides".to_owned()) && !held.contains(&"name".to_owned()));
        assert!(!held.contains(&"repeat".to_owned()));
    }

    #[test]
    fn at_the_top_are_its_keys_and_behind_a_bracket_the_headers() {
        let top = labels("title = \"x\"\n|\n[[step]]\n");
        assert!(top.contains(&"about".to_owned()) && !top.contains(&"step".to_owned()));
        let headers = labels("title = \"x\"\n[|\n");
        assert_eq!(
            headers,
            [
                "[defaults]",
                "[voice]",
                "[stretch.]",
                "[[step]]",
                "[[step.step]]"
            ]
        );
        assert_eq!(taken("[[st|]]\n", "[[step]]"), "[[step]]\n");
    }

    #[test]
    fn a_value_is_one_of_those_that_the_key_takes() {
        assert_eq!(
            taken("[[step]]\nsides = |", "each"),
            "[[step]]\nsides = \"each\""
        );
        assert_eq!(
            taken("[[step]]\nsides = \"ea|\"", "each"),
            "[[step]]\nsides = \"each\""
        );
        assert_eq!(
            taken("[voice]\nnames = |", "false"),
            "[voice]\nnames = false"
        );
        assert_eq!(
            taken("allow = [\"W01\", \"|\"]", "W05"),
            "allow = [\"W01\", \"W05\"]"
        );
        assert_eq!(labels("[[step]]\nready = |"), ["\"auto\""]);
        assert_eq!(labels("[[step]]\nname = |"), [""; 0]);
        assert_eq!(labels("[[step]]\nhold = 5 # |"), [""; 0]);
    }

    #[test]
    fn a_stretch_is_one_of_the_file_or_of_the_catalogue() {
        assert_eq!(
            labels("[stretch.own]\nhold = 5\n[[step]]\nuse = \"|\"\n"),
            ["own", "calf-straight"]
        );
        assert_eq!(
            taken("[[step]]\ninclude = \"wa|\"\n", "warm-up"),
            "[[step]]\ninclude = \"warm-up\"\n"
        );
        assert_eq!(
            taken("[[step]]\nuse = |\n", "calf-straight"),
            "[[step]]\nuse = \"calf-straight\"\n"
        );
    }

    #[test]
    fn a_brace_begins_a_word_in_braces() {
        assert_eq!(
            taken("[[step]]\ncue = \"Pull {si|}.\"\n", "{side}"),
            "[[step]]\ncue = \"Pull {side}.\"\n"
        );
        assert_eq!(labels("[[step]]\ncue = \"Pull {{|\"\n"), [""; 0]);
        assert_eq!(labels("[[step]]\ncue = \"Pull |\"\n"), [""; 0]);
    }

    /// A proposal never replaces more than its own word, wherever it is asked for.
    #[test]
    fn every_place_of_a_routine_can_be_asked() {
        let text =
            "title = \"é\"\n[[step]]\nname = \"ä{\"\ncues = [{ at = 1, say = \"ö\" }]\nuse=\"";
        for byte in 0..=text.len() + 1 {
            for proposal in proposals(text, byte, FileKind::Routine, &references(), &[]) {
                assert!(text.get(proposal.place).is_some(), "{byte}");
            }
        }
    }
}
