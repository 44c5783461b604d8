//! A routine in the list of the library.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::find::{Found, Haystack, Part};
use super::view::LibraryRow;
use crate::catalogue::{Entry, Origin};
use crate::core::history::History;
use crate::core::ranges;
use crate::core::routine::{Posture, Routine, Step};
use crate::core::session::SessionLength;
use crate::core::stretch::BodyArea;
use crate::core::text::quantity;

/// A routine as the list needs it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) entry: Entry,
    /// Its routine as it is played next: ranges begin where the last session ended.
    pub(super) begun: Option<Arc<Routine>>,
    pub(super) row: LibraryRow,
    /// Whether the conditions of the person leave something of it.
    pub(super) remains: bool,
    /// Its steps that hurt twice in a week, unless they are optional already.
    pub(super) hurts: Vec<String>,
    /// The routine as it was when its file was last right, while that has errors.
    pub(super) last_good: Option<Arc<Routine>>,
    /// How long a session of it takes.
    takes: Option<SessionLength>,
    /// Everything that find looks in, made when it looks.
    haystack: OnceCell<Haystack>,
}

impl Item {
    /// An entry after the sessions of this history, with the time that the next one `takes`, unless nothing of it can be
    /// played.
    pub(super) fn new(
        entry: Entry,
        history: &History,
        takes: impl Fn(&Arc<Routine>) -> Option<SessionLength>,
    ) -> Self {
        let (title, problems) = match (&entry.routine, &entry.glimpse) {
            (Some(routine), _) => (routine.title.clone(), 0),
            (None, Some(title)) => (title.clone(), 0),
            (None, None) => {
                let title = format!("{}.toml", entry.id);
                (title, entry.problems.len().max(1))
            }
        };
        let row = LibraryRow {
            title,
            length: String::new(),
            problems,
            own: entry.origin != Origin::Bundled,
            last: None,
            marks: Vec::new(),
            why: None,
        };
        let mut item = Self {
            begun: entry.routine.clone(),
            entry,
            row,
            remains: true,
            hurts: Vec::new(),
            last_good: None,
            takes: None,
            haystack: OnceCell::new(),
        };
        item.measure(history, takes);
        item.note_hurts(history);
        item
    }

    fn note_hurts(&mut self, history: &History) {
        let hurts = history.often_hurt();
        let routine = self.entry.routine.as_deref().filter(|_| !hurts.is_empty());
        let steps = routine.into_iter().flat_map(Routine::each_step);
        let mut names: Vec<String> = Vec::new();
        for step in steps.filter_map(Step::exercise) {
            let is_known = names.contains(&step.name);
            if !step.optional && !is_known && hurts.contains(step.name.as_str()) {
                names.push(step.name.clone());
            }
        }
        self.hurts = names;
    }

    /// Lets its ranges begin where the sessions of this history ended.
    pub(super) fn begin_after(
        &mut self,
        history: &History,
        takes: impl Fn(&Arc<Routine>) -> Option<SessionLength>,
    ) {
        self.note_hurts(history);
        let routine = self.entry.routine.as_ref();
        if routine.is_some_and(|routine| routine.has_ranges()) {
            self.measure(history, takes);
        }
    }

    fn measure(
        &mut self,
        history: &History,
        takes: impl Fn(&Arc<Routine>) -> Option<SessionLength>,
    ) {
        let Some(routine) = &self.entry.routine else {
            return;
        };
        let begun = ranges::beginning(routine, &history.reached(routine));
        self.takes = takes(&begun);
        self.remains = self.takes.is_some();
        self.row.length = self
            .takes
            .map_or_else(|| "–".to_owned(), |takes| takes.to_string());
        self.begun = Some(begun);
        self.haystack = OnceCell::new();
    }

    /// The same, where it has errors, with the routine as it was `before` them.
    pub(super) fn after(mut self, before: &[Self]) -> Self {
        if self.entry.routine.is_none() && self.entry.glimpse.is_none() {
            let before = before.iter().find(|item| item.entry.id == self.entry.id);
            let good = |item: &Self| item.entry.routine.clone().or(item.last_good.clone());
            // That of a bundled routine with this name was never in the file.
            let before = before.filter(|item| item.entry.origin == self.entry.origin);
            self.last_good = before.and_then(good);
        }
        self
    }

    /// One line on what keeps it from being played, and the way out: for the list, or for the steps as they were before,
    /// where `B` is no key.
    pub(super) fn trouble(&self, is_in_steps: bool) -> String {
        let problems = quantity(self.entry.problems.len(), "problem");
        let bundled = self.bundled().filter(|_| !is_in_steps);
        let bundled = bundled.map_or("", |_| " · B plays the bundled one");
        format!("{} has {problems} · e opens it{bundled}", self.row.title)
    }

    /// Whether it was read and cannot be played.
    pub(super) const fn is_broken(&self) -> bool {
        self.entry.routine.is_none() && self.entry.glimpse.is_none()
    }

    /// The bundled routine in whose place it stands, if that can be played.
    pub(super) fn bundled(&self) -> Option<(&Entry, &Arc<Routine>)> {
        let entry = self.entry.shadowed.as_deref()?;
        Some((entry, entry.routine.as_ref()?))
    }

    /// Everything that find looks in.
    pub(super) fn haystack(&self) -> &Haystack {
        self.haystack
            .get_or_init(|| haystack(&self.entry, self.takes))
    }

    /// Its row where this was found of it.
    pub(super) fn row_of(&self, found: &Found) -> LibraryRow {
        LibraryRow {
            marks: found.marks(Part::Title),
            why: found.why().cloned(),
            ..self.row.clone()
        }
    }
}

/// Everything that find looks in. Areas and positions are those of any of the steps.
fn haystack(entry: &Entry, length: Option<SessionLength>) -> Haystack {
    let haystack =
        Haystack::lasting(length.map(|length| length.time)).with(Part::Title, entry.title());
    let haystack = haystack.with(Part::Id, [entry.id.as_str()]);
    let Some(routine) = entry.routine.as_deref() else {
        return haystack;
    };
    let names = routine.each_step().filter_map(Step::name);
    haystack
        .with(Part::Tag, routine.tags.iter().map(String::as_str))
        .with(Part::Area, areas(routine).into_iter().map(BodyArea::word))
        .with(
            Part::Position,
            positions(routine).into_iter().map(Posture::in_full),
        )
        .with(Part::Step, names)
        .with(Part::Need, routine.needs.iter().map(String::as_str))
}

/// The parts of the body that steps of a routine are for.
pub(super) fn areas(routine: &Routine) -> BTreeSet<BodyArea> {
    let steps = routine.each_step().filter_map(Step::exercise);
    steps.flat_map(|step| step.areas.iter().copied()).collect()
}

/// The positions of the steps of a routine.
pub(super) fn positions(routine: &Routine) -> BTreeSet<Posture> {
    let steps = routine.each_step().filter_map(Step::exercise);
    steps.filter_map(|step| step.position).collect()
}
