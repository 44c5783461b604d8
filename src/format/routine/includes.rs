//! `include`: another routine whose steps stand in this one, as a block with its title.
//!
//! This layer opens no file. It says which routines a text names ([`includes`]); the caller passes their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use toml::de::{DeTable, DeValue};

use super::super::fields::Fields;
use super::super::wording::{as_toml, bare, one_of, quoted};
use super::exercise::add_new;
use super::references::References;
use super::steps::{DEEPEST, Steps};
use super::used::UsedStretch;
use super::weeks::IncludedWeeks;
use super::{Reported, caution, parse_without_advice, value_of};
use crate::core::log::IncludedText;
use crate::core::routine::{Between, Block, Order, Repetition, Routine, Step};
use crate::core::text::escaped;
use crate::core::timeline::MOST_SEGMENTS;
use crate::diagnostic::Code::{E08, E09};
use crate::diagnostic::{Diagnostic, Parsed, Source, line_and_column};

/// A routine that another one includes, read when it is first asked for.
#[derive(Debug)]
pub struct IncludedFile {
    /// The name of the file that includes it.
    pub by: String,
    /// How it is called there.
    pub word: String,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// Whether it stands in the file that includes it.
    is_here: bool,
    /// Why its text could not be read.
    unread: Option<Diagnostic>,
    read: OnceLock<(Parsed<Routine>, Vec<UsedStretch>)>,
}

impl IncludedFile {
    /// The routine that the file called `by` calls `word`.
    pub const fn new(by: String, word: String, source: Source, unread: Option<Diagnostic>) -> Self {
        Self {
            by,
            word,
            source,
            is_here: false,
            unread,
            read: OnceLock::new(),
        }
    }

    /// What the file called `by` calls `word`, where that may mean any of the routines with these `ids`.
    pub fn ambiguous(by: String, word: String, ids: &[String]) -> Self {
        let message = format!("{} matches several routines", quoted(&word));
        let problem = E08.at(&(0..0), message).label("which one?");
        let problem = problem.help(format!(
            "write {}",
            one_of(ids.iter().map(|id| as_toml(id)))
        ));
        Self::new(by, word, Source::default(), Some(problem))
    }

    /// The same as it is remembered with a session.
    pub fn as_text(&self) -> IncludedText {
        IncludedText {
            by: self.by.clone(),
            word: self.word.clone(),
            name: self.source.name.clone(),
            text: self.source.text.as_str().into(),
        }
    }

    /// The reverse of [`IncludedFile::as_text`].
    pub fn of_text(text: &IncludedText) -> Self {
        let source = Source {
            name: text.name.clone(),
            text: text.text.as_ref().to_owned(),
        };
        Self::new(text.by.clone(), text.word.clone(), source, None)
    }

    fn read(&self, references: &References) -> &(Parsed<Routine>, Vec<UsedStretch>) {
        self.read.get_or_init(|| match &self.unread {
            Some(problem) => (Parsed::of(None, vec![problem.clone()]), Vec::new()),
            None => parse_without_advice(&self.source, references),
        })
    }
}

/// The routines that a file has below `[included]`. Their names are those of no files, so no way leads back from them.
pub(super) fn here(source: &Source, written: &Fields) -> Vec<IncludedFile> {
    let texts = written.read::<BTreeMap<String, String>>("included");
    let texts = texts.into_iter().flatten();
    let file = |(word, text): (&String, &String)| {
        let name = format!("{} [included.{}]", source.name, bare(word));
        let text = text.clone();
        let file = IncludedFile::new(
            source.name.clone(),
            word.clone(),
            Source { name, text },
            None,
        );
        IncludedFile {
            is_here: true,
            ..file
        }
    };
    texts.map(file).collect()
}

/// The words behind every `include` in a text, but for those of routines that it has below `[included]`.
pub fn includes(text: &str) -> Vec<String> {
    if !text.contains("include") {
        return Vec::new();
    }
    let (document, _) = DeTable::parse_recoverable(text);
    let mut words = BTreeSet::new();
    let mut later: Vec<&DeTable> = vec![document.get_ref()];
    while let Some(table) = later.pop() {
        let word = table
            .get("include")
            .and_then(|word| word.get_ref().as_str());
        words.extend(word.map(str::to_owned));
        let steps = table.get("step").map(toml::Spanned::get_ref);
        if let Some(DeValue::Array(steps)) = steps {
            later.extend(steps.iter().filter_map(|step| step.get_ref().as_table()));
        }
    }
    let here = document.get_ref().get("included");
    let here = here.and_then(|here| here.get_ref().as_table());
    words.retain(|word| !here.is_some_and(|here| here.contains_key(word.as_str())));
    words.into_iter().collect()
}

/// What the included routines of one file add to it.
#[derive(Debug, Default)]
pub(super) struct Included {
    /// Their warnings, which come first. Those that were made from their steps are made anew, where any are made.
    pub(super) warnings: Vec<String>,
    /// The stretches that they use.
    pub(super) used: Vec<UsedStretch>,
    /// How many steps they have.
    steps: u64,
    /// When they change, those that do.
    pub(super) weeks: Vec<IncludedWeeks>,
    /// The latest week that one of them is in, and how many it has.
    pub(super) week: Option<(u32, u32)>,
}

/// Where the errors of an included file are mended.
fn way_to_mend(file: &IncludedFile, problems: &[Diagnostic]) -> String {
    match problems.first() {
        Some(first) if file.is_here => {
            let (line, _) = line_and_column(&file.source.text, first.place.start);
            format!(
                "mend its text below `[included]`: {}, in its line {line}",
                first.message
            )
        }
        _ => {
            let name = quoted(&file.source.name);
            format!("mend its file {name}: `supple check` tells what is wrong")
        }
    }
}

impl<'a> Steps<'a, '_> {
    /// The block of an included routine.
    pub(super) fn include(&mut self, fields: &'a Fields) -> Result<Step, Reported> {
        let word: String = value_of(fields.get("include"))?.ok_or(Reported)?;
        let place = fields.place_of("include");
        let reported = |steps: &mut Self, problem| {
            steps.problems.push(problem);
            Err(Reported)
        };
        let Some(file) = self.references.included(self.file, &word) else {
            let problem = E08.at(place, format!("there is no routine {}", quoted(&word)));
            return reported(self, problem.label("not known").help(
                "write the id of a routine, as `supple list` shows it, or a path from this file on, such as `\"warm-up.toml\"`",
            ));
        };
        if let Some(problem) = file.unread.as_ref().filter(|problem| problem.code == E08) {
            let place = place.clone();
            return reported(
                self,
                Diagnostic {
                    place,
                    ..problem.clone()
                },
            );
        }
        if let Some(problem) = self.way(file) {
            return reported(self, problem.unlocated(place));
        }
        let (parsed, used) = file.read(self.outside);
        let Some(routine) = &parsed.value else {
            let problem = E08.at(place, format!("the routine {} has errors", quoted(&word)));
            let problem = problem.label("so it cannot be played here");
            return reported(self, problem.help(way_to_mend(file, &parsed.problems)));
        };
        let weeks = IncludedWeeks {
            place: place.clone(),
            began: routine.began,
            days: routine.later.iter().map(|(days, _)| *days).collect(),
        };
        let routine = self.time.of(routine);
        let included = &mut self.included;
        included.week = included.week.max(routine.week);
        included
            .weeks
            .extend(Some(weeks).filter(|weeks| !weeks.days.is_empty()));
        included.steps += routine.each_step().count() as u64;
        if included.steps > MOST_SEGMENTS {
            let problem = E09.at(place, format!("more than {MOST_SEGMENTS} included steps"));
            return reported(
                self,
                problem
                    .label("they are too many with these")
                    .help("include it less often"),
            );
        }
        let made = caution::warnings(routine.steps.iter(), &routine.voice.words);
        if self.has_warnings || routine.warn != made {
            add_new(&mut included.warnings, routine.warn.clone());
        }
        included.used.extend(used.iter().cloned());
        add_new(&mut self.needs, routine.needs.clone());
        add_new(&mut self.sources, routine.sources.clone());
        Ok(Step::Block(Box::new(block(routine))))
    }

    /// The problem of a file that leads back to this one, or too far.
    fn way(&self, file: &Arc<IncludedFile>) -> Option<WrongWay> {
        let mut ways: Vec<Vec<&str>> = vec![vec![&file.source.name]];
        for _ in 0..=DEEPEST {
            if let Some(way) = ways.iter().find(|way| way.last() == Some(&self.file)) {
                return Some(WrongWay::Back(shown(self.file, way)));
            }
            let mut seen = BTreeSet::new();
            let mut next = Vec::new();
            for way in &ways {
                let last = way.last().copied().unwrap_or_default();
                for other in self.references.included_by(last) {
                    if seen.insert(&other.source.name) {
                        next.push(
                            way.iter()
                                .copied()
                                .chain([other.source.name.as_str()])
                                .collect(),
                        );
                    }
                }
            }
            ways = next;
        }
        let way = ways.first()?;
        Some(WrongWay::Far(shown(self.file, way)))
    }
}

/// Why a routine cannot be included, with the files on the way.
enum WrongWay {
    /// It leads back to the file that includes it.
    Back(String),
    /// It goes on too long.
    Far(String),
}

impl WrongWay {
    fn unlocated(self, place: &std::ops::Range<usize>) -> Diagnostic {
        match self {
            Self::Back(way) => E08
                .at(place, "a routine that includes itself")
                .label("this leads back to where it began")
                .help(format!("take out one `include` of {way}")),
            Self::Far(way) => E08
                .at(
                    place,
                    format!("routines include each other more than {DEEPEST} deep"),
                )
                .label("this goes on too long")
                .help(format!(
                    "the way is {way}: write the steps of one of them instead"
                )),
        }
    }
}

/// The files on a way, by their names without folders.
fn shown(from: &str, way: &[&str]) -> String {
    let names = std::iter::once(from).chain(way.iter().copied());
    let names: Vec<String> = names.map(|name| escaped(super::id_of(name))).collect();
    names.join(" → ")
}

/// The steps of a routine as a block with its title.
fn block(routine: &Routine) -> Block {
    Block {
        name: Some(routine.title.clone()),
        cue: None,
        pick: None,
        repetition: Repetition {
            sides: None,
            order: Order::Alternate,
            times: 1,
            range: None,
            ready: std::time::Duration::ZERO,
            ready_again: Some(std::time::Duration::ZERO),
            switch: std::time::Duration::ZERO,
            between: Between {
                length: std::time::Duration::ZERO,
                is_written: false,
            },
        },
        steps: routine.steps.clone(),
    }
}
