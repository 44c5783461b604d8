//! Tune: the routine whose steps are shown is changed one key at a time, and written when the person says so.
//!
//! The library shows the routine as it would be: its clock, its picture to scale and the advice on it follow every key.
//! What a change means for the text of the file is asked outside, and the answer is the routine, read again.

mod questions;

use super::Library;
use super::item::Item;
use super::steps::TuneCommand;
use crate::app::effect::{Effect, SaveEffect, StretchEffect, Update};
use crate::app::field::Field;
use crate::app::reach::{ReachAnswer, Reaches};
use crate::app::screen::Wish;
use crate::catalogue::draft::{Draft, DraftAnswer, DraftRequest};
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::moment::Moment;
use crate::core::routine::{Order, Sides, Step};
use crate::core::tune::{RoutineEdit, StepEdit, StepPath, StepValue, TuneReach};

/// The most characters of a value.
const LONGEST: usize = 100;

/// A routine at one time while it is changed.
#[derive(Clone, Debug)]
struct TunedVersion {
    entry: Entry,
    /// The step that the change was about.
    step: Option<StepPath>,
}

/// A question that waits for a key.
#[derive(Clone, Debug)]
enum TuneQuestion {
    /// Are the changes discarded?
    Discard,
    /// Is what another program changed overwritten?
    Clash,
}

/// A value that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TypedValue {
    Title,
    Step(StepValue),
}

/// The routine that is being changed.
#[derive(Debug)]
pub(super) struct Tuning {
    /// As it was, and after each change. What was undone stays until there is another change.
    versions: Vec<TunedVersion>,
    /// The present one.
    now: usize,
    /// The text of its file when it was read; `None` for one without a file.
    before: Option<String>,
    /// The routine as its file has it now.
    there: Option<Entry>,
    reaches: Reaches,
    asks: Option<TuneQuestion>,
    typed: Option<(TypedValue, Field)>,
    /// The change that was asked for, until it is made.
    asked: Option<RoutineEdit>,
    /// Whether a stretch is chosen to be added.
    adds: bool,
}

impl Tuning {
    fn of(entry: Entry, before: Option<String>) -> Self {
        Self {
            there: before.is_some().then(|| entry.clone()),
            versions: vec![TunedVersion { entry, step: None }],
            now: 0,
            before,
            reaches: Reaches::default(),
            asks: None,
            typed: None,
            asked: None,
            adds: false,
        }
    }

    fn version(&self) -> Option<&TunedVersion> {
        self.versions.get(self.now)
    }

    fn entry(&self) -> Option<&Entry> {
        self.version().map(|version| &version.entry)
    }

    pub(super) fn id(&self) -> &str {
        self.entry().map_or("", |entry| entry.id.as_str())
    }

    /// Whether something would be lost without being written.
    pub(super) fn is_changed(&self) -> bool {
        self.before.is_none()
            || self.entry().map(|entry| &entry.source.text) != self.before.as_ref()
    }

    fn add(&mut self, entry: Entry, step: Option<StepPath>) {
        self.versions.truncate(self.now + 1);
        self.versions.push(TunedVersion { entry, step });
        self.now = self.versions.len() - 1;
    }

    fn draft(&self) -> Option<Draft> {
        Some(Draft {
            entry: self.entry()?.clone(),
            before: self.before.clone(),
        })
    }
}

/// The wish that something be asked about a draft.
pub(super) fn asking(request: DraftRequest) -> Wish {
    Update::from([Effect::Draft(request)]).into()
}

impl Library {
    /// Goes on with changes that were not written.
    pub(super) fn restore(&mut self, draft: Draft) {
        let title = draft.entry.title().unwrap_or_default().to_owned();
        self.go_on(draft);
        self.notices.push(format!(
            "{title} has changes that are not saved: → goes to its steps, w saves."
        ));
    }

    /// Puts the cursor on a routine whose changes are not written.
    fn go_on(&mut self, draft: Draft) {
        let Draft { mut entry, before } = draft;
        let id = entry.id.clone();
        let there = self.entries().find(|known| known.id == id).cloned();
        if let Some(there) = &there {
            entry = entry.in_place_of(there);
        }
        self.tuning = Some(Tuning {
            there,
            ..Tuning::of(entry, before)
        });
        self.show_tuned(None);
        self.go_to(&id);
    }

    /// The wish that the changes be saved on the way.
    fn saving(&self) -> Wish {
        let tuning = self.tuning.as_ref().filter(|tuning| tuning.is_changed());
        let draft = tuning.and_then(Tuning::draft).map(Box::new);
        Update::from([Effect::Save(SaveEffect::Draft(draft))]).into()
    }

    /// The routines, with the one that is being changed as it would be.
    pub(super) fn with_tuned(&self, entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = entries.collect();
        if let Some(tuned) = self.tuning.as_ref().and_then(Tuning::entry) {
            match entries.iter_mut().find(|entry| entry.id == tuned.id) {
                Some(entry) => *entry = tuned.clone().in_place_of(entry),
                None => entries.insert(0, tuned.clone()),
            }
        }
        entries
    }

    /// Takes note of the files as they are now, below the routine that is being changed. As long as nothing of it was
    /// changed, it is what its file says.
    pub(super) fn renew_tuned(&mut self, catalogue: &Catalogue) {
        let Some(tuning) = &mut self.tuning else {
            return;
        };
        let mut entries = catalogue.entries().iter();
        tuning.there = entries.find(|entry| entry.id == tuning.id()).cloned();
        if tuning.is_changed() || tuning.there.as_ref() == tuning.entry() {
            return;
        }
        self.tuning = tuning.there.take().map(|there| {
            let text = there.source.text.clone();
            Tuning {
                typed: tuning.typed.take(),
                adds: tuning.adds,
                ..Tuning::of(there, Some(text))
            }
        });
    }

    /// Whether the routine `id` has changes that are not written.
    pub(super) fn is_unsaved(&self, id: &str) -> bool {
        let tuning = self.tuning.as_ref();
        tuning.is_some_and(|tuning| tuning.id() == id && tuning.is_changed())
    }

    /// Whether the routine under the cursor has changes that are not written.
    pub(super) fn is_tuning(&self) -> bool {
        self.tuning.as_ref().is_some_and(Tuning::is_changed)
    }

    /// Whether the steps are shown also where there is none yet.
    pub(super) fn has_empty_draft(&self) -> bool {
        let entry = self.tuning.as_ref().and_then(Tuning::entry);
        let selected = self.selected().map(|item| &item.entry.id);
        entry.is_some_and(|entry| entry.routine.is_none() && Some(&entry.id) == selected)
    }

    /// The step under the cursor of the preview.
    pub(super) fn tuned_step(&self) -> Option<(StepPath, &Step)> {
        let routine = self.selected()?.entry.routine.as_deref()?;
        let routine = routine.on(self.unrolled.day);
        StepPath::listed(routine).into_iter().nth(self.steps.at())
    }

    /// A command that changes the routine.
    pub(super) fn tune(&mut self, command: TuneCommand) -> Wish {
        let selected = self.selected().map(|item| item.entry.clone());
        let Some(entry) = selected.filter(|entry| entry.origin != Origin::Stdin) else {
            return Wish::Stay;
        };
        let is_other = |tuning: &Tuning| tuning.id() != entry.id;
        if self.tuning.as_ref().is_some_and(is_other) {
            self.say_unsaved();
            return Wish::Stay;
        }
        if entry.routine.is_none() && !self.has_empty_draft() {
            self.message = self.selected().map(|item| item.trouble(true));
            return Wish::Stay;
        }
        if self.tuning.is_none() {
            let text = entry.source.text.clone();
            self.tuning = Some(Tuning::of(entry, Some(text)));
        }
        match command {
            TuneCommand::Undo => return self.step_back(true),
            TuneCommand::Redo => return self.step_back(false),
            TuneCommand::Write => return self.write(false),
            TuneCommand::Rename => self.type_value(TypedValue::Title),
            TuneCommand::Type(value) => self.type_value(TypedValue::Step(value)),
            TuneCommand::Add => {
                if let Some(tuning) = &mut self.tuning {
                    tuning.adds = true;
                }
                return Update::from([Effect::Stretches(StretchEffect::Read)]).into();
            }
            TuneCommand::Longer => return self.change_step(StepEdit::Longer),
            TuneCommand::Shorter => return self.change_step(StepEdit::Shorter),
            TuneCommand::Up => return self.change_step(StepEdit::Up),
            TuneCommand::Down => return self.change_step(StepEdit::Down),
            TuneCommand::Delete => return self.change_step(StepEdit::Delete),
            TuneCommand::LeaveOut => {
                let day = self.unrolled.day.unwrap_or(self.history.scope.today);
                return self.change_step(StepEdit::LeaveOut(day));
            }
            TuneCommand::Copy => return self.change_step(StepEdit::Copy),
            TuneCommand::Sides => return self.turn(StepValue::Sides, next_sides),
            TuneCommand::Order => return self.turn(StepValue::Order, next_order),
        }
        Wish::Stay
    }

    /// Says which changes come first.
    pub(super) fn say_unsaved(&mut self) {
        let entry = self.tuning.as_ref().and_then(Tuning::entry);
        let title = entry.and_then(Entry::title).unwrap_or_default();
        self.message = Some(format!("Save or discard the changes to {title} first."));
    }

    fn change_step(&mut self, edit: StepEdit) -> Wish {
        match self.tuned_step() {
            Some((path, _)) => self.change(RoutineEdit::Step(path, edit), None),
            None => Wish::Stay,
        }
    }

    /// The next value of a step in a round.
    fn turn(&mut self, value: StepValue, next: fn(&Step) -> Option<&'static str>) -> Wish {
        let Some((path, step)) = self.tuned_step() else {
            return Wish::Stay;
        };
        let Some(next) = next(step) else {
            self.message = Some(format!("This step has no {}.", value.word()));
            return Wish::Stay;
        };
        let edit = StepEdit::Set(value, next.to_owned());
        self.change(RoutineEdit::Step(path, edit), None)
    }

    fn type_value(&mut self, value: TypedValue) {
        let has_step = self.tuned_step().is_some();
        if let Some(tuning) = self
            .tuning
            .as_mut()
            .filter(|_| has_step || value == TypedValue::Title)
        {
            tuning.typed = Some((value, Field::default()));
        }
    }

    /// Asks for a change.
    fn change(&mut self, edit: RoutineEdit, reach: Option<TuneReach>) -> Wish {
        let Some(tuning) = &mut self.tuning else {
            return Wish::Stay;
        };
        let Some(entry) = tuning.entry().cloned() else {
            return Wish::Stay;
        };
        tuning.asked = Some(edit.clone());
        asking(DraftRequest::Change {
            entry: Box::new(entry),
            edit,
            reach,
        })
    }

    /// Asks for the change again, now that it is known what it reaches.
    fn change_asked(&mut self, answer: ReachAnswer) -> Wish {
        let asked = self.tuning.as_mut().and_then(|it| it.asked.take());
        match (asked, answer) {
            (Some(edit), ReachAnswer::Change(reach)) => self.change(edit, Some(reach)),
            _ => Wish::Stay,
        }
    }

    fn write(&mut self, over: bool) -> Wish {
        let tuning = self.tuning.as_ref();
        if tuning.is_some_and(|tuning| !tuning.is_changed()) {
            self.message = Some("Nothing was changed.".to_owned());
            return Wish::Stay;
        }
        if self.has_empty_draft() {
            self.message = Some("It has no steps yet: a adds a stretch.".to_owned());
            return Wish::Stay;
        }
        match tuning.and_then(Tuning::draft) {
            Some(draft) => asking(DraftRequest::Write {
                draft: Box::new(draft),
                over,
            }),
            None => Wish::Stay,
        }
    }

    /// Undoes the last change, or does it again.
    fn step_back(&mut self, back: bool) -> Wish {
        let Some(tuning) = &mut self.tuning else {
            return Wish::Stay;
        };
        let last = tuning.versions.len().saturating_sub(1);
        let (now, about) = if back {
            (tuning.now.checked_sub(1), tuning.now)
        } else {
            let next = (tuning.now < last).then_some(tuning.now + 1);
            (next, next.unwrap_or_default())
        };
        let Some(now) = now else {
            let what = if back { "undo" } else { "redo" };
            self.message = Some(format!("Nothing to {what}."));
            return Wish::Stay;
        };
        let step = tuning.versions.get(about).and_then(|it| it.step.clone());
        tuning.now = now;
        self.show_tuned(step.as_ref());
        self.saving()
    }

    /// Shows the routine as it would be, with the cursor on this step.
    fn show_tuned(&mut self, step: Option<&StepPath>) {
        let Some(entry) = self.tuning.as_ref().and_then(Tuning::entry).cloned() else {
            return;
        };
        let id = entry.id.clone();
        if let Some(item) = self.items_of(std::iter::once(entry)).into_iter().next() {
            self.put_item(&id, Some(item));
        }
        if let Some(step) = step {
            let index = self.index_of(step);
            self.steps.put_cursor(index);
        }
    }

    /// Puts an item in the place of that of the routine `id`, or takes that away.
    fn put_item(&mut self, id: &str, item: Option<Item>) {
        let at = self.items.iter().position(|item| item.entry.id == id);
        match (at, item) {
            (Some(at), Some(mut item)) => {
                if let Some(place) = self.items.get_mut(at) {
                    item.row.last = place.row.last.take();
                    *place = item;
                }
                self.show_found();
                self.move_to(self.cursor);
            }
            (None, Some(item)) => {
                self.items.insert(0, item);
                self.show_all();
                self.go_to(id);
            }
            (Some(at), None) => {
                self.items.remove(at);
                self.show_all();
            }
            (None, None) => {}
        }
    }

    /// The index of a step in the preview.
    fn index_of(&self, path: &StepPath) -> usize {
        let routine = self
            .selected()
            .and_then(|item| item.entry.routine.as_deref());
        let Some(routine) = routine.map(|routine| routine.on(self.unrolled.day)) else {
            return 0;
        };
        let steps = StepPath::listed(routine);
        let place = steps.iter().position(|(step, _)| step == path);
        place.unwrap_or_default()
    }

    /// What came of a request about a draft.
    pub(in crate::app) fn answered(&mut self, answer: &DraftAnswer, now: Moment) -> Wish {
        match answer {
            DraftAnswer::Begun(entry) => {
                self.go_on(Draft {
                    entry: (**entry).clone(),
                    before: None,
                });
                self.enter_steps(now);
                self.message = Some("No steps yet: a adds a stretch, w saves.".to_owned());
            }
            DraftAnswer::Changed(entry, step) => {
                if let Some(tuning) = &mut self.tuning {
                    tuning.asked = None;
                    tuning.add((**entry).clone(), step.clone());
                    self.show_tuned(step.as_ref());
                }
                if self.has_empty_draft() {
                    self.message = Some("No steps yet: a adds a stretch, w saves.".to_owned());
                }
                return self.saving();
            }
            DraftAnswer::Asks(origin) => {
                let tuning = self.tuning.as_mut();
                if let Some(reach) = tuning.and_then(|tuning| tuning.reaches.of(origin)) {
                    return self.change_asked(ReachAnswer::Change(reach));
                }
            }
            DraftAnswer::Refused(why) => {
                let mut letters = why.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                self.message = Some(first.chain(letters).collect());
            }
            DraftAnswer::Written { id, said } => {
                let (is_open, step) = (self.steps.is_open(), self.steps.at());
                let there = self.tuning.take().and_then(|tuning| tuning.there);
                let there = self.items_of(there.into_iter()).into_iter().next();
                if there.is_some() {
                    self.put_item(id, there);
                }
                self.edited(id, Some(said.clone()));
                self.steps.reopen(is_open.then_some(step));
                return self.saving();
            }
            DraftAnswer::Clash => {
                if let Some(tuning) = &mut self.tuning {
                    tuning.asks = Some(TuneQuestion::Clash);
                }
            }
        }
        Wish::Stay
    }

    /// Whether a stretch is chosen for the routine that is being changed, and its title.
    pub(in crate::app) fn adding_to(&mut self) -> Option<String> {
        let tuning = self.tuning.as_mut()?;
        let adds = std::mem::take(&mut tuning.adds);
        let title = tuning.entry()?.title().unwrap_or_default().to_owned();
        adds.then_some(title)
    }

    /// A stretch was chosen.
    pub(in crate::app) fn picked(&mut self, stretch: String) -> Wish {
        let behind = self.tuned_step().map(|(path, _)| path);
        self.change(RoutineEdit::Add { stretch, behind }, None)
    }

    /// Leaves the steps; changes that are not written are asked about.
    pub(super) fn leave_steps(&mut self) {
        let selected = self.selected().map(|item| item.entry.id.clone());
        match &mut self.tuning {
            Some(tuning) if Some(tuning.id()) != selected.as_deref() => self.steps.close(),
            Some(tuning) if tuning.is_changed() => tuning.asks = Some(TuneQuestion::Discard),
            _ => {
                self.tuning = None;
                self.steps.close();
            }
        }
    }

    fn discard(&mut self) {
        let Some(tuning) = self.tuning.take() else {
            return;
        };
        let id = tuning.id().to_owned();
        self.steps.close();
        let there = self.items_of(tuning.there.into_iter()).into_iter().next();
        self.put_item(&id, there);
        self.message = Some("The changes are discarded.".to_owned());
    }
}

fn next_sides(step: &Step) -> Option<&'static str> {
    let repetition = step.repetition()?;
    Some(match repetition.sides {
        Some(Sides::Each) => "none",
        _ => "each",
    })
}

fn next_order(step: &Step) -> Option<&'static str> {
    let repetition = step.repetition()?;
    Some(match repetition.order {
        Order::Alternate => "one-side",
        Order::OneSide if step.block().is_some() => "shuffled",
        Order::OneSide | Order::Shuffled => "alternate",
    })
}
