//! The end of a session: its summary, and whether it goes into the log.

use super::App;
use super::effect::{Effect, Outcome, SaveEffect, Update};
use super::session::{After, SessionScreen};
use super::summary::{Over, SummaryScreen};
use crate::core::moment::Moment;
use crate::core::session::{Plan, Snapshot};

impl App {
    /// Closes the screen that is seen, if it is over. A session leads to its summary, unless nothing was done in it.
    pub(super) fn close_if_over(&mut self, mut update: Update, now: Moment) -> Update {
        let Some(outcome) = update.end.take() else {
            return update;
        };
        let is_summed_up = self.preferences.after == After::Summary;
        if let Some((title, over)) = self.summed(outcome).filter(|_| is_summed_up) {
            self.sum_up(&title, over, now);
        } else {
            update.extend(self.log_session(outcome));
            update.extend(self.close(outcome));
        }
        update
    }

    /// The title and the amount of the session on the screen, if anything was done in it.
    fn summed(&self, outcome: Outcome) -> Option<(String, Over)> {
        let session = self.top.as_screen::<SessionScreen>()?;
        let over = Over {
            outcome,
            record: session.record().clone(),
            saved: at_rest(session).map(Box::new),
        };
        (!over.record.is_empty()).then(|| (session.title().to_owned(), over))
    }

    /// Shows the summary in place of its session.
    fn sum_up(&mut self, title: &str, over: Over, now: Moment) {
        let remembered = self.memory.as_ref().zip(over.saved.as_ref());
        let remembered = remembered
            .map(|(memory, saved)| (memory.ask, memory.adherence_after(&saved.0.entry, now)));
        let mut summary = SummaryScreen::new(title, over, now);
        if let Some((ask, adherence)) = remembered {
            summary.remembers(ask, adherence);
        }
        self.top = Box::new(summary);
    }

    /// Closes the summary, and logs or discards its session.
    pub(super) fn close_summary(&mut self, keep: bool) -> Update {
        let Some(summary) = self.top.as_screen::<SummaryScreen>() else {
            return Update::default();
        };
        let over = summary.answered();
        let outcome = over.outcome;
        let mut update = Update::default();
        if keep {
            update.extend(self.put_into_log(over));
        } else if over.saved.is_some() {
            self.played = None;
            update.extend([Effect::Save(SaveEffect::Discard)]);
        }
        update.extend(self.close(outcome));
        update
    }

    /// Logs the session on the screen, if there is one. One in which nothing was done leaves nothing behind; one that was
    /// resumed stays where it was.
    pub(super) fn log_session(&mut self, outcome: Outcome) -> Option<Effect> {
        if let Some((_, over)) = self.summed(outcome) {
            return self.put_into_log(over);
        }
        let session = self.top.as_screen::<SessionScreen>()?;
        let memory = self.memory.as_mut()?;
        if session.session().is_resumed() {
            memory.unfinished = at_rest(session).filter(|(snapshot, _)| is_resumable(snapshot));
            self.show_memory();
            return None;
        }
        let started = session.record().started;
        started.map(|_| Effect::Save(SaveEffect::Discard))
    }

    /// Logs a session that is over.
    fn put_into_log(&mut self, over: Over) -> Option<Effect> {
        self.played = Some(over.record);
        let (snapshot, plan) = *over.saved?;
        if let Some(memory) = &mut self.memory {
            memory.note(&snapshot.entry);
            memory.unfinished = is_resumable(&snapshot).then(|| (snapshot.clone(), plan));
        }
        self.show_memory();
        Some(Effect::Save(SaveEffect::Log(Box::new(snapshot))))
    }
}

/// The session of a screen at rest, and its plan; `None` where it is not saved.
fn at_rest(session: &SessionScreen) -> Option<(Snapshot, Plan)> {
    let plan = session.session().plan();
    session.snapshot().map(|snapshot| (snapshot, plan.clone()))
}

/// Whether something remains to be done.
const fn is_resumable(snapshot: &Snapshot) -> bool {
    snapshot.position.is_some()
}
