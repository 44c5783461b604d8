//! The memory of the program, and changes of the log: a session that is corrected, deleted or added, and the log that is read
//! again after that.

use std::sync::Arc;

use super::App;
use super::effect::{Effect, Outcome, SaveEffect, Update};
use super::library::Library;
use super::log::{ChangeWords, LogScreen, NOTHING_TO_UNDO, SessionPage};
use super::memory::Memory;
use super::session::SessionScreen;
use crate::catalogue::{self, Miss};
use crate::core::correction::LogChange;
use crate::core::history::History;
use crate::core::log::{LogEntry, PastSession};
use crate::core::text::{escaped, quantity};

impl App {
    /// The same program with a memory of the sessions so far, in which it saves its own.
    #[must_use]
    pub fn remembering(mut self, memory: Memory) -> Self {
        if let Some(session) = self.session() {
            session.remember(&memory);
        }
        // A log that is read behind the first frame.
        self.log_reads = usize::from(memory.since.is_some());
        self.memory = Some(memory);
        let top = self.top.as_screen::<SessionScreen>();
        let top = top.filter(|top| !top.session().is_resumed());
        let plan = top.map(|top| top.session().plan().clone());
        if let Some(plan) = plan.filter(|plan| self.warns_before(plan)) {
            self.top = Box::new(self.safety(Some(plan)));
        }
        self.show_memory();
        self
    }

    /// Shows the memory in the library, without a session that is too old to be resumed.
    pub(super) fn show_memory(&mut self) {
        let Some(memory) = &mut self.memory else {
            return;
        };
        if memory.is_stale(self.looked) {
            memory.unfinished = None;
        }
        let bottom = self.below.first_mut().unwrap_or(&mut self.top);
        if let Some(library) = bottom.as_screen_mut::<Library>() {
            library.remembers(memory, self.looked);
        }
    }

    /// Changes the log, closes what is over the list, and says there what was done.
    pub(super) fn change(&mut self, change: LogChange) -> Update {
        let words = match &change {
            LogChange::Add(_) => ChangeWords::ADDED,
            LogChange::Correct(correction) if correction.deleted == Some(true) => {
                ChangeWords::DELETED
            }
            LogChange::Correct(_) => ChangeWords::CORRECTED,
        };
        let memory = self.memory.as_ref();
        let session = memory.and_then(|memory| self.undos.add(&change, &memory.history));
        self.write_change(change, words, session.as_deref())
    }

    /// Takes the last change of the log back.
    pub(super) fn undo_change(&mut self) -> Update {
        let now = self
            .memory
            .as_ref()
            .map(|memory| memory.wall.stamp(self.looked));
        let Some(undo) = now.and_then(|now| self.undos.pop(now)) else {
            self.top.tell(NOTHING_TO_UNDO.to_owned());
            return Update::default();
        };
        let words = ChangeWords::of_undo(&undo.correction);
        let change = LogChange::Correct(Box::new(undo.correction));
        self.write_change(change, words, Some(&*undo.session))
    }

    /// Writes a change of a `session`, which the list is told in these words.
    fn write_change(
        &mut self,
        change: LogChange,
        words: ChangeWords,
        session: Option<&LogEntry>,
    ) -> Update {
        let today = self.memory.as_mut().map(|memory| {
            // What is logged from now on is not in what will be read.
            memory.since = Some(Vec::new());
            memory.today(self.looked)
        });
        self.log_reads += 1;
        let mut update = Update::default();
        if self.top.as_screen::<LogScreen>().is_none() {
            update.extend(self.close(Outcome::Left));
        }
        if let (Some(log), Some(session), Some(today)) = (self.log_screen(), session, today) {
            log.changed(words, session, today);
        }
        self.show_undos();
        update.extend([Effect::Save(SaveEffect::Change(change))]);
        update
    }

    /// The list of the log, where it is open.
    fn log_screen(&mut self) -> Option<&mut LogScreen> {
        let mut screens = self.below.iter_mut().chain([&mut self.top]);
        screens.find_map(|screen| screen.as_screen_mut())
    }

    /// Shows in the list of the log whether a change can be taken back.
    pub(super) fn show_undos(&mut self) {
        let can_undo = !self.undos.is_empty();
        if let Some(log) = self.log_screen() {
            log.set_can_undo(can_undo);
        }
    }

    /// Adds a session that the program did not see. Where that cannot be, the screen says why.
    pub(super) fn add_session(&mut self, word: &str, past: PastSession) -> Update {
        match self.past_session(word, past) {
            Ok(session) => self.change(LogChange::Add(Box::new(session))),
            Err(why) => {
                self.top.tell(why);
                Update::default()
            }
        }
    }

    /// A session of the routine that `word` names.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    fn past_session(&mut self, word: &str, past: PastSession) -> Result<LogEntry, String> {
        let unrolled = self.preferences.unrolled(self.looked);
        let memory = self.memory.as_ref();
        let by = memory.map(|memory| (memory.wall.stamp(self.looked), memory.process));
        let Some(library) = self.library() else {
            return Err("There are no routines here".to_owned());
        };
        let found = catalogue::find(&library.entries(), word);
        let entry = found.map_err(|miss| missed(word, &miss))?;
        let Some(routine) = &entry.routine else {
            let problems = quantity(entry.errors().max(1), "problem");
            return Err(format!("{} has {problems}", entry.id));
        };
        Ok(entry.past_session(routine, past, by.unwrap_or_default(), unrolled))
    }

    /// The log was read, after the first frame or after it was changed: `None` where it could not be.
    pub(super) fn read(&mut self, history: Option<&Arc<History>>) {
        self.log_reads = self.log_reads.saturating_sub(1);
        if self.log_reads > 0 {
            // It was changed again since: what is read next has all of it.
            return;
        }
        let Some(memory) = &mut self.memory else {
            return;
        };
        memory.read(history);
        let (history, today) = (Arc::clone(&memory.history), memory.today(self.looked));
        for screen in self.below.iter_mut().chain([&mut self.top]) {
            if let Some(log) = screen.as_screen_mut::<LogScreen>() {
                log.renew(&history, today);
            } else if let Some(page) = screen.as_screen_mut::<SessionPage>() {
                page.renew(&history);
            }
        }
        if let Some(session) = self.session() {
            session.recall(&history);
        }
        if let Some(library) = self.library() {
            library.recall(&history);
        }
        self.show_memory();
    }
}

/// Why `word` names no routine, and which may be meant.
fn missed(word: &str, miss: &Miss) -> String {
    let word = escaped(word);
    let (said, ids) = match miss {
        Miss::Ambiguous { ids } => (format!("`{word}` matches several routines"), ids),
        Miss::Unknown { near } => (format!("There is no routine `{word}`"), near),
    };
    let ids: Vec<String> = ids.iter().map(|id| escaped(id)).collect();
    if ids.is_empty() {
        said
    } else {
        format!("{said}: {}", ids.join(", "))
    }
}
