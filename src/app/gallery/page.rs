//! The page of one stretch: everything that its file says, as labelled lines, what matters most first.

use super::super::amount;
use super::super::sources::Sources;
use crate::catalogue::{Entry, StretchEntry};
use crate::core::condition::{Condition, Conditions};
use crate::core::pose::{OtherSide, Turn};
use crate::core::routine::{First, Side, Step};
use crate::core::template::{PlaceholderValues, Template};
use crate::core::text::{capitalised, listed};

/// A stretch, and the routines that use it.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchRow {
    /// The stretch.
    pub entry: StretchEntry,
    /// The titles of the routines it is in.
    pub used_in: Vec<String>,
}

/// All stretches with the routines they are in.
pub fn rows<'a>(
    stretches: Vec<StretchEntry>,
    routines: impl Iterator<Item = &'a Entry>,
) -> Vec<StretchRow> {
    let routines: Vec<&Entry> = routines.collect();
    let row = |entry: StretchEntry| StretchRow {
        used_in: used_in(&entry.stretch.id, routines.iter().copied()),
        entry,
    };
    stretches.into_iter().map(row).collect()
}

/// The titles of the `routines` that use the stretch called `id`.
pub(super) fn used_in<'a>(id: &str, routines: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let uses = |step: &Step| {
        let exercise = step.exercise();
        exercise.is_some_and(|exercise| exercise.stretches().any(|used| used == id))
    };
    let routines = routines.filter_map(|entry| entry.routine.as_deref());
    let having = routines.filter(|routine| routine.each_step().any(uses));
    having.map(|routine| routine.title.clone()).collect()
}

impl StretchRow {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.entry.stretch.id
    }

    /// Its name; its id where it has a pose alone.
    pub fn name(&self) -> &str {
        let step = self.entry.stretch.step.as_ref();
        step.map_or(self.id(), |step| &step.name)
    }

    /// The conditions of a person who `has` these that rule it out.
    pub(super) fn ruled_out(&self, has: Conditions) -> Vec<Condition> {
        let avoid = self.entry.stretch.avoid.iter().copied();
        avoid.filter(|condition| has.has(*condition)).collect()
    }

    /// Whether its two sides differ.
    pub(super) fn has_sides(&self) -> bool {
        let figure = self.entry.figure.as_ref();
        figure.is_some_and(|figure| figure.other_side != OtherSide::Same)
    }

    /// Its page for a person who `has` these conditions. The words are those for the side of `turn`, for which its figure
    /// is drawn.
    pub(super) fn page(&self, has: Conditions, turn: Turn, sources: Sources) -> PageView {
        let side = self.side(turn);
        let drawn = match turn {
            Turn::First => "right",
            Turn::Other => "left",
        };
        let mut lines = self.lines(has, side.as_ref(), sources);
        if self.id() != self.name() {
            lines.push(PageLine {
                label: "id",
                text: self.id().to_owned(),
                is_strong: false,
            });
        }
        PageView {
            id: self.id().to_owned(),
            name: self.name().to_owned(),
            is_own: self.entry.is_own,
            side: Some(drawn).filter(|_| self.has_sides()),
            facts: self.facts(),
            lines,
        }
    }

    /// The side for which its figure is drawn at this `turn`; `None` where it has no sides.
    pub fn side(&self, turn: Turn) -> Option<Side> {
        let step = self.entry.stretch.step.as_ref()?;
        let sides = step.repetition.sides.as_ref()?.listed(First::Right);
        let is_drawn = |side: &Side| Turn::for_side(Some(side)) == turn;
        sides.into_iter().flatten().find(is_drawn)
    }

    /// Its areas, its position, how long and how often: `calf · standing · 2 × 20 s on each side`.
    pub fn facts(&self) -> String {
        let stretch = &self.entry.stretch;
        let areas = stretch.areas.iter().map(|area| area.word().to_owned());
        let step = stretch.step.as_ref();
        let position = step.and_then(|step| step.position);
        let position = position.map(|position| position.word().to_owned());
        let amount = step.map(|step| {
            let sides = step.repetition.sides.as_ref();
            let has_sides = sides.is_some_and(|sides| sides.listed(First::Right).len() > 1);
            let each = if has_sides { " on each side" } else { "" };
            format!("{}{each}", amount::of(step))
        });
        let facts: Vec<String> = areas.chain(position).chain(amount).collect();
        facts.join(" · ")
    }

    /// The lines of its page, for a person who `has` these conditions, with the words for this `side`.
    pub fn lines(&self, has: Conditions, side: Option<&Side>, sources: Sources) -> Vec<PageLine> {
        let stretch = &self.entry.stretch;
        let mut lines = Vec::new();
        let mut add = |label, text: Option<String>| {
            lines.extend(text.filter(|text| !text.is_empty()).map(|text| PageLine {
                is_strong: false,
                label,
                text,
            }));
        };
        let filled = |template: Option<&Template>| template.map(|text| self.filled(text, side));
        let step = stretch.step.as_ref();
        add("", filled(step.and_then(|step| step.cue.as_ref())));
        add("", filled(step.and_then(|step| step.how.as_ref())));
        add("felt", stretch.feels.clone());
        add("easier", filled(stretch.easier.as_ref()));
        add("harder", filled(stretch.harder.as_ref()));
        add("or", filled(stretch.alternative.as_ref()));
        add("not with", Some(self.names(&stretch.avoid, "or")));
        add("needs", Some(stretch.needs.join(" · ")));
        add("aim", step.map(|_| stretch.aim.word().to_owned()));
        add("picture", Some(stretch.about.clone()));
        add("used in", Some(self.used()));
        for (label, line) in sources.lines(&stretch.sources) {
            add(label, Some(line));
        }
        // What is done matters most.
        if let Some(cue) = lines.first_mut() {
            cue.is_strong = cue.label.is_empty();
        }
        let ruled_out = self.ruled_out(has);
        if !ruled_out.is_empty() {
            let because = self.names(&ruled_out, "and");
            let why: Vec<&str> = ruled_out.iter().map(|it| it.about()).collect();
            let line = PageLine {
                label: "",
                text: format!("! Skipped for you, because of {because}: {}", why.join(" ")),
                is_strong: true,
            };
            lines.insert(0, line);
        }
        lines
    }

    /// A text with its words filled in, as for the first repetition.
    fn filled(&self, template: &Template, side: Option<&Side>) -> String {
        let routine = self.entry.alone.as_ref();
        let voice = routine.map(|(routine, _)| &routine.voice);
        let step = self.entry.stretch.step.as_ref();
        let reps = step.map_or(1, |step| step.repetition.times);
        template.fill(&PlaceholderValues {
            name: self.name(),
            side: voice.zip(side).map(|(voice, side)| voice.word(side)),
            rep: (1, reps),
            round: (1, 1),
            hold: step.and_then(|step| step.work.length()),
            title: self.name(),
            ..PlaceholderValues::default()
        })
    }

    /// The routines that use it, in one line.
    pub fn used(&self) -> String {
        if self.used_in.is_empty() {
            "no routine".to_owned()
        } else {
            self.used_in.join(" · ")
        }
    }

    /// The names of conditions as a list.
    fn names(&self, conditions: &[Condition], last: &str) -> String {
        let words = &self.entry.words;
        let name = |condition: &Condition| words.get(condition.word_of_session()).to_owned();
        let names: Vec<String> = conditions.iter().map(name).collect();
        listed(&names, last)
    }
}

/// The page of a stretch at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// What routines write in `use`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the user's.
    pub is_own: bool,
    /// The side it is drawn for; none where both sides are alike.
    pub side: Option<&'static str>,
    /// Its areas, its position, how long and how often.
    pub facts: String,
    /// Everything else that is known of it, what matters most first.
    pub lines: Vec<PageLine>,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// A word for it; empty for the words of the stretch itself.
    pub label: &'static str,
    /// The text.
    pub text: String,
    /// Whether it matters more than the rest.
    pub is_strong: bool,
}

/// The heading of a group of stretches.
pub(super) fn heading(word: Option<&str>) -> String {
    capitalised(word.unwrap_or("other"))
}
