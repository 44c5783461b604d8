//! Ends: of a screen, of the program, and of a session with its summary and its way into the log.

use super::App;
use super::effect::{Effect, Outcome, SaveEffect, Update};
use super::input::Signal;
use super::session::{After, SessionScreen};
use super::step_list::StepList;
use super::summary::{Keeping, NoFile, PastSessions, SummaryScreen};
use crate::catalogue::{Entry, Origin};
use crate::core::history::History;
use crate::core::learned::learned;
use crate::core::log::RoutineText;
use crate::core::moment::Moment;
use crate::core::record::Record;
use crate::core::session::{Plan, Snapshot};

/// What remains of a session that a signal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interrupted {
    /// It can be resumed: its title and the place, in words.
    Resumable(String),
    /// Too little was done in it to be saved.
    HardlyBegun,
}

/// The message after a session in which nothing was done.
const TOO_SHORT: &str = "Too short to count: that session is not in the log.";

impl App {
    /// Closes the screen that is seen, if it is over. A session leads to its summary, unless nothing was done in it.
    pub(super) fn close_if_over(&mut self, mut update: Update, now: Moment) -> Update {
        let Some(outcome) = update.end.take() else {
            return update;
        };
        let session = self.session_done();
        if let Some(session) = session.filter(|_| self.preferences.after == After::Summary) {
            self.top = Box::new(self.summary(session, outcome, now));
            return update;
        }
        let session = self.top.as_screen::<SessionScreen>();
        let is_short = session.is_some_and(|session| session.record().started.is_some());
        update.extend(self.log_session());
        update.extend(self.close(outcome));
        if is_short {
            self.top.tell(TOO_SHORT.to_owned());
        }
        update
    }

    /// Goes back to the screen below. Without one the program ends.
    pub(super) fn close(&mut self, outcome: Outcome) -> Update {
        self.help = false;
        match self.below.pop() {
            Some(below) => {
                self.top = below;
                self.top.uncover(self.looked)
            }
            None => Update::end(outcome),
        }
    }

    /// Whether the program goes on in the library when the screen is closed.
    pub(super) const fn goes_on(&self) -> bool {
        !self.below.is_empty()
    }

    /// Ends the program because of a signal. Everything done in a session counts.
    pub(super) fn leave(&mut self, signal: Signal, now: Moment) -> Update {
        let end = Outcome::Signal(signal);
        self.uncover();
        let mut update = self
            .session()
            .map(|session| session.stop(now))
            .unwrap_or_default();
        update.extend(self.close_summary(true));
        let (logged, interrupted) = self.interrupt_session();
        self.interrupted = interrupted;
        update.extend(logged);
        update.end = Some(end);
        update
    }

    /// The session on the screen, if anything was done in it.
    fn session_done(&self) -> Option<&SessionScreen> {
        let session = self.top.as_screen::<SessionScreen>()?;
        (!session.record().is_empty()).then_some(session)
    }

    /// The summary of a session that ended.
    fn summary(&self, session: &SessionScreen, outcome: Outcome, now: Moment) -> SummaryScreen {
        let saved = at_rest(session);
        let remembered = self.memory.as_ref().zip(saved.as_ref());
        let after =
            remembered.and_then(|(memory, (snapshot, _))| memory.history_after(&snapshot.entry));
        let past = remembered.and_then(|(memory, (snapshot, _))| {
            let had_any = !memory.is_empty() || snapshot.entry.continues.is_some();
            let today = memory.today(now);
            Some(PastSessions::of(after.as_ref()?, today, had_any))
        });
        let asks = remembered.is_some_and(|(memory, _)| memory.ask);
        let record = session.record().clone();
        let named = (session.title(), StepList::of(session.session().player()));
        let mut summary = SummaryScreen::new(named, (record, outcome), saved, past, now);
        summary.keep(self.keeping(session, after.as_deref()));
        if session.is_unsaved() {
            summary.set_unsaved(self.goes_on());
        }
        if asks {
            summary.ask();
        }
        summary
    }

    /// The lengths that were changed by hand in a session, but for those of what hurt, with its routines as their files were
    /// when it began; `after` is the history with it.
    fn keeping(&self, session: &SessionScreen, after: Option<&History>) -> Keeping {
        let plan = session.session().plan();
        let mut learned = learned(session.session().player());
        let lines = &session.record().lines;
        let hurt = |name: &str| lines.iter().any(|line| line.hurt && line.name == name);
        learned.retain(|learned| !hurt(&learned.name));
        let entry = |text: &RoutineText| {
            let mut entries = self.entries.iter();
            let entry = entries.find(|entry| entry.id == text.id);
            match entry.ok_or(NoFile::Alone)? {
                Entry {
                    origin: Origin::Stdin,
                    ..
                } => Err(NoFile::Piped),
                entry if entry.source.text == *text.text => Ok(entry.clone()),
                _ => Err(NoFile::Changed),
            }
        };
        let entries = plan.texts.iter().map(entry).collect();
        Keeping::of(learned, entries, plan.timeline.unrolled.day, after)
    }

    /// Closes the summary, and logs or discards its session.
    pub(super) fn close_summary(&mut self, keep: bool) -> Update {
        let Some(summary) = self.top.as_screen::<SummaryScreen>() else {
            return Update::default();
        };
        let (outcome, record, saved) =
            (summary.outcome, summary.record.clone(), summary.answered());
        let mut update = Update::default();
        if keep {
            update.extend(self.put_into_log(record, saved));
        } else if saved.is_some() {
            self.played = None;
            update.extend([Effect::Save(SaveEffect::Discard)]);
        }
        update.extend(self.close(outcome));
        update
    }

    /// Logs the session on the screen, if there is one. One in which nothing was done leaves nothing behind; one that was
    /// resumed stays where it was.
    pub(super) fn log_session(&mut self) -> Option<Effect> {
        if let Some(session) = self.session_done() {
            let (record, saved) = (session.record().clone(), at_rest(session));
            return self.put_into_log(record, saved);
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

    /// Logs the session that a signal ends, and says what remains of it; nothing of one that was finished.
    pub(super) fn interrupt_session(&mut self) -> (Option<Effect>, Option<Interrupted>) {
        let session = self.top.as_screen::<SessionScreen>();
        let is_resumed = session.map(|session| session.session().is_resumed());
        let is_done = self.session_done().is_some();
        let logged = self.log_session();
        let resumable = match &logged {
            Some(Effect::Save(SaveEffect::Log(snapshot))) => Some(&**snapshot),
            _ => self.memory.as_ref().and_then(|memory| {
                let unfinished = memory
                    .unfinished
                    .as_ref()
                    .filter(|_| is_resumed == Some(true));
                unfinished.map(|(snapshot, _)| snapshot)
            }),
        };
        let resumable = resumable
            .filter(|snapshot| is_resumable(snapshot))
            .map(|snapshot| Interrupted::Resumable(snapshot.description()));
        let hardly_begun = (is_resumed.is_some() && !is_done).then_some(Interrupted::HardlyBegun);
        (logged, resumable.or(hardly_begun))
    }

    /// Logs a session that is over.
    fn put_into_log(&mut self, record: Record, saved: Option<(Snapshot, Plan)>) -> Option<Effect> {
        self.played = Some(record);
        let (snapshot, plan) = saved?;
        if let Some(memory) = &mut self.memory {
            memory.add(&snapshot.entry);
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
