//! The library, the first screen: a list of routines, a preview of the selected one, and a search.

mod filter;
mod finding;
mod item;
mod keys;
mod mouse;
mod naming;
mod preview;
mod starting;
mod steps;
mod tuning;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

use super::effect::{Edit, Effect, SoundEffect, StretchEffect, TerminalEffect, Update};
use super::element::{HelpLine, Hint, Overlay, PointedPart, Window};
use super::field::Field;
use super::find::{Find, Found, Part};
use super::input::Key;
use super::list::Move;
use super::log::LogScreen;
use super::memory::Memory;
use super::screen::{AppScreen, Wish};
use super::session::Preferences;
use super::sources::Sources;
use super::view::View;
use crate::catalogue::draft::Draft;
use crate::catalogue::{Catalogue, DEFAULT_ROUTINE, Entry, Origin};
use crate::core::cue;
use crate::core::history::History;
use crate::core::moment::Moment;
use crate::core::session::length_of;
use crate::core::timeline::Unrolled;
use crate::diagnostic::Source;
use LibraryCommand as C;
use item::Item;
use keys::{BAR, LibraryCommand};
use steps::StepCursor;
use tuning::Tuning;
use view::{LibraryRow, LibraryView, Preview, TypedView};

pub(super) use keys::KEYS;
pub(super) use steps::STEP_KEYS;

/// The message for a routine of which only the title has been read, and for a log that is still being read.
pub(super) const IN_A_MOMENT: &str = "Loading…";

/// The most characters that a new routine is called.
const LONGEST: usize = 100;

/// What stands in the row of a routine with changes that are not saved.
const UNSAVED: &str = "unsaved";

/// What stands there of one with a step that hurt twice in a week.
const HURT_TWICE: &str = "hurt twice";

/// The library.
#[derive(Debug)]
pub struct Library {
    /// Everything there is: own files first, each group by title.
    items: Vec<Item>,
    /// The lead-in of a session, and how fast it speaks, in percent: how long it takes depends on both.
    lead_in: Duration,
    rate: u16,
    /// How routines are unrolled here and today.
    unrolled: Unrolled,
    /// The sessions so far: ranges begin where the last one ended.
    history: Arc<History>,
    /// The rows that are shown: indices of `items`, and what was found of each.
    found: Vec<(usize, Found)>,
    rows: Arc<[LibraryRow]>,
    /// The cursor, in `found`.
    cursor: usize,
    /// The routine that the person put the cursor on. Finding moves the cursor, and not this.
    chosen: Option<String>,
    preview: Arc<Preview>,
    scroll: usize,
    /// The steps of the preview.
    steps: StepCursor,
    sources: Sources,
    find: Find,
    /// The routine that is to be played as soon as it is read.
    awaited: Option<String>,
    /// The name of a new routine, while it is typed.
    naming: Option<Field>,
    /// The routine that is being changed.
    tuning: Option<Tuning>,
    /// Whether nothing was ever played.
    first_run: bool,
    /// Whether no key was pressed yet.
    untouched: bool,
    /// One line on what just did not work.
    pub(super) message: Option<String>,
    /// Problems around the routines, one line each; shown until the next key.
    notices: Vec<String>,
    /// The latest note on the sound.
    sound: Option<String>,
    /// The adherence; empty when nothing is known.
    header: String,
    /// The session that was left unfinished.
    unfinished: Option<String>,
}

impl Library {
    /// A library of all in `catalogue`, with the cursor on the routine `last`, which was played last. `trouble` is one
    /// line on what could not be read.
    pub fn new(catalogue: &Catalogue, last: Option<&str>, trouble: Option<String>) -> Self {
        let mut library = Self {
            items: Vec::new(),
            lead_in: Duration::ZERO,
            unrolled: Unrolled::default(),
            history: Arc::default(),
            rate: 100,
            found: Vec::new(),
            rows: Arc::new([]),
            cursor: 0,
            chosen: None,
            preview: Arc::default(),
            scroll: 0,
            steps: StepCursor::default(),
            sources: Sources::default(),
            find: Find::default(),
            awaited: None,
            naming: None,
            tuning: None,
            first_run: last.is_none(),
            untouched: true,
            message: trouble,
            notices: Vec::new(),
            sound: None,
            header: String::new(),
            unfinished: None,
        };
        library.items = library.items_of(catalogue.entries().iter().cloned());
        library.search();
        library.go_to(last.unwrap_or(DEFAULT_ROUTINE));
        library
    }

    /// Shows what sessions are and how long they take with these `preferences`, when they are begun at `now`.
    pub(super) fn prefer(&mut self, preferences: &Preferences, now: Moment) {
        self.unrolled = preferences.unrolled(now);
        self.steps.prefer(preferences);
        (self.lead_in, self.rate) = (preferences.lead_in, preferences.rate);
        let items = std::mem::take(&mut self.items);
        self.items = self.items_of(items.into_iter().map(|item| item.entry));
        self.search();
    }

    fn items_of(&self, entries: impl Iterator<Item = Entry>) -> Vec<Item> {
        let takes = |routine: &_| length_of(routine, self.lead_in, self.unrolled, self.rate);
        let entries = self.with_tuned(entries);
        let items = entries.into_iter();
        items
            .map(|entry| Item::new(entry, &self.history, takes))
            .collect()
    }

    /// Lets ranges begin where the sessions of this history ended.
    fn begin_after(&mut self, history: &Arc<History>) {
        if Arc::ptr_eq(&self.history, history) {
            return;
        }
        self.history = Arc::clone(history);
        let (lead_in, unrolled, rate) = (self.lead_in, self.unrolled, self.rate);
        for item in &mut self.items {
            item.begin_after(history, |routine| {
                length_of(routine, lead_in, unrolled, rate)
            });
        }
        let scroll = self.scroll;
        self.move_to(self.cursor);
        self.scroll = scroll;
    }

    /// Whether all files have been read, none only glanced at.
    pub fn is_read(&self) -> bool {
        self.items.iter().all(|item| item.entry.glimpse.is_none())
    }

    /// Puts the cursor on the routine `id`, if it is shown.
    pub(super) fn go_to(&mut self, id: &str) {
        self.put_cursor_on(id);
        self.choose();
    }

    /// Takes the routine under the cursor for the one that is wanted.
    fn choose(&mut self) {
        let selected = self.selected().map(|item| item.entry.id.clone());
        self.chosen = selected.or(self.chosen.take());
    }

    /// Shows the routine `id`, if it is among those that are found.
    fn put_cursor_on(&mut self, id: &str) {
        let at = self.shown_items().position(|item| item.entry.id == id);
        self.move_to(at.unwrap_or(self.cursor));
    }

    fn shown_items(&self) -> impl Iterator<Item = &Item> {
        let indices = self.found.iter();
        indices.filter_map(|(index, _)| self.items.get(*index))
    }

    /// The same library with a `notice` on what is wrong around the routines.
    #[must_use]
    pub fn noticing(mut self, notice: Option<String>) -> Self {
        self.notices.extend(notice);
        self
    }

    /// The same with the changes of a routine that an earlier program did not write.
    #[must_use]
    pub fn restoring(mut self, draft: Option<Draft>) -> Self {
        if let Some(draft) = draft {
            self.restore(draft);
        }
        self
    }

    /// Shows a message about the sound, now and whenever the sound is tried.
    pub(super) fn note_sound(&mut self, note: &str) {
        self.notices.push(note.to_owned());
        self.sound = Some(note.to_owned());
    }

    /// Says that a session is not in the log, before anything else there is to say.
    pub(super) fn not_kept(&mut self, why: &str) {
        self.message = Some(format!(
            "Not in the log: {why}. The record is printed when you quit."
        ));
    }

    /// Replaces the routines. The cursor stays on its routine, or where it was when that is gone.
    pub(super) fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>) {
        let (cursor, scroll) = (self.cursor, self.scroll);
        let selected = self.selected().map(|item| item.entry.id.clone());
        let step = self.steps.is_open().then(|| self.steps.at());
        self.renew_tuned(catalogue);
        let before = std::mem::take(&mut self.items);
        let items = self.items_of(catalogue.entries().iter().cloned());
        self.items = items.into_iter().map(|item| item.after(&before)).collect();
        let message = self.message.take();
        self.message = trouble.or(message.filter(|message| message != IN_A_MOMENT));
        self.search();
        self.move_to(cursor);
        if let Some(id) = selected {
            self.put_cursor_on(&id);
            if self.selected().is_some_and(|item| item.entry.id == id) {
                self.scroll = scroll;
                self.steps.reopen(step);
            }
        }
    }

    /// The editor is done with the routine `id`.
    pub(super) fn edited(&mut self, id: &str, said: Option<String>) {
        if self.shown_items().all(|item| item.entry.id != id) {
            // It would be there, but does not have the words that are looked for.
            self.find = Find::default();
            self.search();
        }
        self.go_to(id);
        self.message = said.or(self.message.take());
    }

    /// All routines.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> + Clone {
        self.items.iter().map(|item| &item.entry)
    }

    /// The file of the routine `id` as it is now, if it has one.
    pub(super) fn files(&self, id: &str) -> Vec<Source> {
        let of_user = |item: &&Item| item.entry.id == id && item.entry.origin != Origin::Bundled;
        let sources = self.items.iter().filter(of_user);
        sources.flat_map(|item| item.entry.sources()).collect()
    }

    /// Shows the adherence and the unfinished session.
    pub(super) fn remembers(&mut self, memory: &Memory, now: Moment) {
        let today = memory.today(now);
        self.begin_after(&memory.history);
        self.header = memory.header(now);
        let unfinished = memory.unfinished.as_ref();
        self.unfinished = unfinished.map(|(snapshot, _)| snapshot.description());
        self.first_run = self.first_run && memory.is_empty();
        for item in &mut self.items {
            let last = memory.history.last_done(&item.entry.id);
            let last = last.map(|last| last.day().relative_to(today));
            let due = item.entry.due(&memory.history, today);
            let due = due.map(|(often, due)| due.in_words(often, today));
            let hurts = (!item.hurts.is_empty()).then(|| HURT_TWICE.to_owned());
            item.row.last = hurts.or(due).or(last);
        }
        self.show_found();
    }

    /// Puts the cursor on the routine that was played last, unless the person has chosen already or has changes to save.
    pub(super) fn recall(&mut self, history: &History) {
        let ids = self.items.iter().map(|item| item.entry.id.as_str());
        let is_free = self.untouched && !self.is_tuning();
        let last = history.latest(ids).filter(|_| is_free);
        if let Some(last) = last.map(str::to_owned) {
            self.go_to(&last);
        }
    }

    /// Says that the log is still being read.
    pub(super) fn not_yet(&mut self) {
        self.message = Some(IN_A_MOMENT.to_owned());
    }

    /// Remembers that a routine was played.
    pub(super) fn note_played(&mut self, id: &str) {
        self.first_run = false;
        self.go_to(id);
    }

    fn selected(&self) -> Option<&Item> {
        self.items.get(self.found.get(self.cursor)?.0)
    }

    fn move_to(&mut self, cursor: usize) {
        self.cursor = cursor.min(self.found.len().saturating_sub(1));
        self.scroll = 0;
        let found = self.found.get(self.cursor);
        let selected = found.and_then(|(index, _)| self.items.get(*index));
        let id = selected.map_or("", |item| &item.entry.id);
        let preview = selected.map(|item| preview::of(item, self.unrolled));
        let (preview, poses) = preview.unwrap_or_default();
        let id = id.to_owned();
        let may_be_empty = self.has_empty_draft();
        self.steps.show(&id, poses, may_be_empty);
        let hits = found.into_iter().flat_map(|(_, found)| &found.hits);
        let mut hits = hits.filter(|hit| hit.part == Part::Step);
        if let Some(step) = hits.next() {
            let mut steps = preview.steps.iter();
            let at = steps.position(|line| line.name.starts_with(&step.text));
            self.steps.put_cursor(at.unwrap_or_default());
        }
        self.preview = Arc::new(preview);
    }

    /// The person moves the cursor.
    fn go(&mut self, to: Move, now: Moment) {
        let mut cursor = self.cursor;
        to.apply(&mut cursor, 1, self.found.len().saturating_sub(1));
        self.go_to_row(cursor, now);
    }

    /// The person puts the cursor on a row.
    fn go_to_row(&mut self, cursor: usize, now: Moment) {
        if cursor != self.cursor {
            self.move_to(cursor);
            self.steps.first(now);
        }
        self.choose();
    }

    fn edit(&mut self) -> Wish {
        if self.is_tuning() {
            self.say_unsaved();
            return Wish::Stay;
        }
        let entry = self.selected().map(|item| &item.entry);
        match entry.map(|entry| (&entry.origin, &entry.id)) {
            Some((Origin::User(path), _)) => editing(Edit::File(path.clone())),
            Some((Origin::Bundled, id)) => editing(Edit::Bundled(id.clone())),
            Some((Origin::Stdin, _)) | None => Wish::Stay,
        }
    }

    /// The value that is typed, and what it is.
    fn typed(&self) -> Option<TypedView> {
        let name = self.naming.as_ref().map(|name| TypedView {
            label: "Name of the new routine: ".to_owned(),
            field: name.view(),
        });
        name.or_else(|| self.typed_value())
    }

    /// The welcome about the selected routine, as long as nothing was ever played.
    fn welcome(&self) -> Option<String> {
        let greets = |item: &&Item| self.first_run && item.remains;
        let entry = &self.selected().filter(greets)?.entry;
        let usual = entry.id == DEFAULT_ROUTINE && entry.origin == Origin::Bundled;
        entry.routine.as_ref().map(|_| {
            if usual {
                "Welcome! Press Enter for a two-minute lower-back stretch, then lie down and follow along."
            } else {
                "Welcome! Press Enter to start the selected routine, then follow along."
            }
            .to_owned()
        })
    }

    /// The commands of the hint bar that do something with the selected routine.
    fn bar(&self) -> Vec<C> {
        let selected = self.selected();
        let is_possible = |command: &C| match command {
            C::Start => selected.is_none_or(|item| !item.is_broken()),
            C::StartBundled => selected.is_some_and(|item| item.bundled().is_some()),
            _ => true,
        };
        BAR.iter().copied().filter(is_possible).collect()
    }

    fn hints(&self) -> Vec<Hint> {
        let hints: &[(&'static str, &'static str)] = if self.naming.is_some() {
            &[("Enter", "create"), ("Esc", "cancel")]
        } else if let Some(hints) = self.typed_hints() {
            hints
        } else if self.steps.is_open() {
            return self.step_hints();
        } else if !self.find.is_typing() {
            return KEYS.hints(&self.bar());
        } else if self.finds_nothing() {
            &[("Enter", "done"), ("↑ ↓", "select"), ("Esc", "clear")]
        } else {
            &[("Enter", "start"), ("↑ ↓", "select"), ("Esc", "clear")]
        };
        let hint = |(key, does): &(&'static str, &'static str)| Hint {
            key: (*key).into(),
            does: (*does).into(),
        };
        hints.iter().map(hint).collect()
    }
}

impl AppScreen for Library {
    fn question(&self) -> Option<Overlay> {
        self.tune_question()
    }

    fn help(&self) -> Vec<HelpLine> {
        if self.steps.is_open() {
            STEP_KEYS.help()
        } else {
            KEYS.help()
        }
    }

    fn view(&self, window: Window, now: Moment) -> View {
        let words = self.find.words().text();
        let nothing = self.finds_nothing().then(|| {
            // While words are typed every letter is one of them.
            let key = if self.find.is_typing() {
                "Enter, then n"
            } else {
                "n"
            };
            format!("No match for `{words}` · Esc clears · {key} creates a routine of that name")
        });
        let is_choosing = !self.find.is_open() && !self.steps.is_open();
        let welcome = self.welcome().filter(|_| is_choosing);
        let unfinished = self.unfinished.as_ref();
        View::Library(Box::new(LibraryView {
            rows: Arc::clone(&self.rows),
            cursor: self.cursor,
            preview: Arc::clone(&self.preview),
            scroll: self.scroll,
            step: self.steps.at(),
            is_in_steps: self.steps.is_open(),
            figure: self.steps.figure(window, now),
            sources: self.sources,
            find: self.find.view(),
            typing: self.find.is_typing(),
            typed: self.typed(),
            notices: self.notices.clone(),
            message: self.message.clone().or(nothing).or(welcome),
            header: self.header.clone(),
            unfinished: unfinished.map(|left| format!("Unfinished: {left} · c resume · x discard")),
            hints: self.hints(),
        }))
    }

    fn paste(&mut self, text: &str) {
        if let Some(name) = &mut self.naming {
            name.paste(text, LONGEST);
        } else if self.paste_value(text) {
        } else if self.find.paste(text) {
            self.search();
        }
    }

    fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    fn click(&mut self, on: Option<PointedPart>, now: Moment) -> Wish {
        self.point_at(on, now);
        Wish::Stay
    }

    fn double_click(&mut self, _: PointedPart, now: Moment) -> Wish {
        match self.typed() {
            // Enter would take the name or the value as it is.
            Some(_) => Wish::Stay,
            None => self.key(Key::Enter, now),
        }
    }

    fn wheel(&mut self, to: Move, on: Option<PointedPart>, now: Moment) -> Wish {
        self.turn_wheel(to, on, now)
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        self.was_touched();
        if let Some(name) = self.naming.take() {
            return self.name_key(name, key);
        }
        if self.steps.is_open() {
            return self.step_key(key, now);
        }
        if self.find.is_typing()
            && let Some(wish) = self.find_key(key)
        {
            return wish;
        }
        let Some(command) = KEYS.command(key) else {
            return Wish::Stay;
        };
        match command {
            C::Start => return self.start(None, false),
            C::StartLow => return self.start(None, true),
            C::StartBundled => return self.start_bundled(),
            C::Move(to) => self.go(to, now),
            C::Steps => self.enter_steps(now),
            C::Sources => self.sources = self.sources.other(),
            C::Scroll(to) => to.apply(&mut self.scroll, LibraryView::PAGE, usize::MAX),
            C::Find => self.find.begin(),
            C::Filter(filter) => self.filter(filter),
            C::Edit => return self.edit(),
            C::New if self.is_tuning() => self.say_unsaved(),
            C::New => {
                // The words that found nothing are probably the name of the missing routine.
                let words = self.finds_nothing().then(|| self.find.words().clone());
                self.naming = Some(words.unwrap_or_default());
            }
            C::All => self.show_all(),
            C::Resume if self.unfinished.is_some() => return Wish::Resume,
            C::Discard if self.unfinished.is_some() => return Wish::Discard,
            C::Resume | C::Discard => {}
            C::Log => {
                return Wish::Open(|memory, now| Box::new(LogScreen::new(memory, now)));
            }
            C::Stretches => return Update::from([Effect::Stretches(StretchEffect::Read)]).into(),
            C::TrySound => {
                self.notices.extend(self.sound.clone());
                let trial = Effect::Sound(SoundEffect::Play(cue::trial(now)));
                return Update::from([trial]).into();
            }
            C::Safety => return Wish::Safety,
            C::Help => return Wish::Help,
            C::Quit => return Wish::back(),
        }
        Wish::Stay
    }

    fn scroll(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }

    /// The moment at which the figure moves; `None` while it keeps still.
    fn next_deadline(&self, window: Window, now: Moment) -> Option<Moment> {
        self.steps.next_change(window, now)
    }
}

/// The wish that the user's editor be opened.
fn editing(edit: Edit) -> Wish {
    Update::from([Effect::Terminal(TerminalEffect::Edit(edit))]).into()
}
