//! What screens wish, and how the program does it: screens that open, sessions that begin.

use super::App;
use super::effect::{Effect, Outcome, SaveEffect, Update};
use super::library::IN_A_MOMENT;
use super::memory::Memory;
use super::screen::{AppScreen, Chosen, OpenScreen, Wish};
use super::session::{Preferences, SessionScreen};
use std::sync::Arc;

use crate::catalogue::Entry;
use crate::core::caution;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::ranges;
use crate::core::session::Plan;

impl App {
    /// Does what a screen wishes.
    pub(super) fn grant(&mut self, wish: Wish, now: Moment) -> Update {
        match wish {
            Wish::Stay => Update::default(),
            Wish::Update(update) => self.close_if_over(update, now),
            Wish::Help => {
                self.help = true;
                self.top.cover(now)
            }
            Wish::Play(chosen) => self.play(*chosen, now),
            Wish::Begin(plan) => {
                let session = SessionScreen::start(*plan, &self.preferences, now);
                let (mut update, session) = self.begun(session, now);
                update.extend([Effect::Save(SaveEffect::SafetyRead)]);
                self.top = Box::new(session);
                self.opened = now;
                update
            }
            Wish::Safety => {
                let safety = self.safety(None);
                self.open(Box::new(safety), now);
                Update::default()
            }
            Wish::Resume => {
                let memory = self.memory.as_mut();
                let Some(unfinished) = memory.and_then(|memory| memory.unfinished.take()) else {
                    return Update::default();
                };
                let texts = Arc::clone(&unfinished.1.texts);
                let is_of_session = |entry: &&Entry| texts.iter().any(|text| text.id == entry.id);
                let entries = self.library().map(|library| {
                    let entries = library.entries().filter(is_of_session);
                    entries.cloned().collect()
                });
                self.entries = entries.unwrap_or_default();
                let session = SessionScreen::resume(unfinished, &self.preferences, now);
                self.open_session(session, now)
            }
            Wish::Discard => {
                if let Some(memory) = &mut self.memory {
                    memory.unfinished = None;
                }
                self.show_memory();
                Update::from([Effect::Save(SaveEffect::Discard)])
            }
            Wish::Open(screen) => self.open_with_memory(screen, now),
            Wish::Pick(stretch) => self.pick(stretch, now),
            Wish::Show(screen) => {
                self.open(screen, now);
                Update::default()
            }
            Wish::Change(change) => self.change(change),
            Wish::UndoChange => self.undo_change(),
            Wish::AddSession { routine, past } => self.add_session(&routine, *past),
            Wish::CloseSummary { keep } => self.close_summary(keep),
        }
    }

    /// Opens a screen that shows the log, once that has been read.
    fn open_with_memory(&mut self, screen: OpenScreen, now: Moment) -> Update {
        let memory = self.memory.as_ref();
        if let Some(memory) = memory.filter(|memory| !memory.is_being_read()) {
            let screen = screen(memory, now);
            self.open(screen, now);
            self.show_undos();
        } else if self.memory.is_some()
            && let Some(library) = self.library()
        {
            library.not_yet();
        }
        Update::default()
    }

    /// Adds a stretch that was chosen in the gallery to the routine that is being changed below it.
    fn pick(&mut self, stretch: String, now: Moment) -> Update {
        let mut update = self.close(Outcome::Left);
        let library = self.library();
        let wish = library.map_or(Wish::Stay, |library| library.picked(stretch));
        update.extend(self.grant(wish, now));
        update
    }

    pub(super) fn play(&mut self, chosen: Chosen, now: Moment) -> Update {
        let Chosen {
            id,
            routine,
            text,
            from,
            low,
        } = chosen;
        let has = self.preferences.has;
        if caution::leaves_nothing([&*routine], has) {
            let why = caution::left_out([&*routine], has).join(" ");
            self.top.tell(format!("Nothing remains to be done. {why}"));
            return Update::default();
        }
        let memory = self
            .memory
            .as_ref()
            .filter(|_| !low && routine.has_ranges());
        if memory.is_some_and(Memory::is_being_read) {
            // Where it begins is not known yet.
            self.top.tell(IN_A_MOMENT.to_owned());
            return Update::default();
        }
        let reached = memory.map(|memory| memory.history.reached(&routine));
        let reached = reached.unwrap_or_default();
        let routine = ranges::beginning(&routine, &reached);
        let text = text.beginning(reached);
        if let Some(library) = self.library() {
            library.note_played(&id);
            let files = library.files(&id);
            let entries = library.entries().filter(|entry| entry.id == id);
            let entries = entries.cloned().collect();
            (self.entries, self.files) = (entries, files);
        }
        let unrolled = self.preferences.unrolled(now);
        let Preferences { lead_in, rate, .. } = self.preferences;
        let plan = Plan::of(&NonEmpty::of(routine), lead_in, unrolled, rate).with_texts([text]);
        let begun = match &from {
            None => Some(plan),
            Some((places, _)) => plan.from_places(places),
        };
        let Some(plan) = begun else {
            let name = from.map(|(_, name)| name).unwrap_or_default();
            self.top
                .tell(format!("{name} is not among the steps of today"));
            return Update::default();
        };
        if self.warns_before(&plan) {
            let safety = self.safety(Some(plan));
            self.open(Box::new(safety), now);
            return Update::default();
        }
        let session = SessionScreen::start(plan, &self.preferences, now);
        self.open_session(session, now)
    }

    pub(super) fn open_session(&mut self, session: SessionScreen, now: Moment) -> Update {
        let (update, session) = self.begun(session, now);
        self.open(Box::new(session), now);
        update
    }

    /// A session that begins, and the effects of that.
    pub(super) fn begun(
        &mut self,
        mut session: SessionScreen,
        now: Moment,
    ) -> (Update, SessionScreen) {
        if let Some(memory) = &self.memory {
            session.remember(memory);
        }
        for note in std::mem::take(&mut self.sound_notes) {
            session.show_notice(&note, now);
        }
        (session.begin(), session)
    }

    pub(super) fn open(&mut self, screen: Box<dyn AppScreen>, now: Moment) {
        let below = std::mem::replace(&mut self.top, screen);
        self.below.push(below);
        self.opened = now;
    }
}
