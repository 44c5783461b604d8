//! The changes of the log that can be taken back, the latest first. What takes one back is a correction like any other.

use std::sync::Arc;

use crate::core::correction::{Correction, HeldCorrection, LogChange};
use crate::core::day::Stamp;
use crate::core::history::History;
use crate::core::log::LogEntry;

/// The changes of the log since the program was started.
#[derive(Debug, Default)]
pub(in crate::app) struct LogUndos {
    undos: Vec<LogUndo>,
    /// When the log was changed last: what takes a change back comes after that also where a clock was put back.
    last: Option<Stamp>,
}

/// What takes a change back, and the session as it was before.
#[derive(Debug)]
pub(in crate::app) struct LogUndo {
    pub(in crate::app) session: Arc<LogEntry>,
    pub(in crate::app) correction: Correction,
}

impl LogUndos {
    pub(in crate::app) const fn is_empty(&self) -> bool {
        self.undos.is_empty()
    }

    /// Adds a `change` of a session that the `history` has as it was before. Returns that session.
    pub(in crate::app) fn add(
        &mut self,
        change: &LogChange,
        history: &History,
    ) -> Option<Arc<LogEntry>> {
        let undo = LogUndo::of(change, history)?;
        let session = Arc::clone(&undo.session);
        self.last = self.last.max(Some(undo.correction.at));
        self.undos.push(undo);
        Some(session)
    }

    /// Takes the latest change, with the correction that takes it back at `now`.
    pub(in crate::app) fn pop(&mut self, now: Stamp) -> Option<LogUndo> {
        let mut undo = self.undos.pop()?;
        let corrected = undo.session.corrected.map(|last| last.at);
        let last = self.last.max(corrected);
        undo.correction.at = Correction::new(&undo.session.id, now, last).at;
        self.last = Some(undo.correction.at);
        Some(undo)
    }
}

impl LogUndo {
    fn of(change: &LogChange, history: &History) -> Option<Self> {
        let change = match change {
            LogChange::Add(session) => {
                let session = Arc::new((**session).clone());
                let correction = Correction::new(&session.id, session.end, None).deleting(true);
                return Some(Self {
                    session,
                    correction,
                });
            }
            LogChange::Correct(correction) => correction,
        };
        let mut listed = history.last.iter();
        let session = listed.find(|session| session.id == change.corrects)?;
        let mut correction = Correction {
            deleted: change.deleted.map(|is_deleted| !is_deleted),
            feeling: change.feeling.map(|_| session.feeling),
            note: change.note.as_ref().map(|_| session.note.clone()),
            ..Correction::new(&session.id, change.at, None)
        };
        let is_changed = |held: &HeldCorrection| {
            let mut changed = change.held.iter();
            changed.any(|other| other.stretch == held.stretch)
        };
        let lines = session.lines.iter().map(HeldCorrection::of);
        correction.hold(lines.filter(is_changed));
        Some(Self {
            session: Arc::clone(session),
            correction,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::correction::{Corrections, HeldAmount};
    use crate::core::day::Day;
    use crate::core::history::Scope;
    use crate::core::log::{PastSession, RoutineText};
    use crate::core::record::StretchRecord;
    use crate::core::routine::Side;
    use crate::core::timeline::{Kind, Timeline, Unrolled};

    const TODAY: Day = Day(20_513);

    fn now() -> Stamp {
        Stamp::default().at(TODAY, Duration::from_secs(18 * 3600))
    }

    fn session() -> LogEntry {
        let past = PastSession {
            start: Some(now().before(Duration::from_secs(3600))),
            feeling: Some(2),
            note: None,
        };
        let nothing = Arc::new(Timeline::of_all(None, Unrolled::default()));
        let knees = RoutineText::new("knees", "Knees", "");
        let line = |side| StretchRecord {
            planned: Duration::from_secs(30),
            done: Duration::from_secs(30),
            ..StretchRecord::new("Pull".to_owned(), Kind::Hold, Some(side))
        };
        LogEntry {
            lines: [Side::Right, Side::Left].map(line).to_vec(),
            ..past.of(knees, nothing, (now(), 1))
        }
    }

    /// The session after these corrections; none where it is deleted.
    fn after(corrections: &Corrections) -> Option<LogEntry> {
        let mut session = session();
        corrections.apply(&mut session);
        (!corrections.is_deleted(&session.id)).then_some(LogEntry {
            corrected: None,
            ..session
        })
    }

    #[test]
    fn every_change_is_taken_back_the_latest_first_also_when_the_clock_was_put_back() {
        let mut corrections = Corrections::default();
        let mut undos = LogUndos::default();
        let mut states = Vec::new();
        let left = session().lines[1].clone();
        let held = HeldCorrection::corrected(&left, HeldAmount::Length(Duration::from_secs(9)));
        let change = |correction: &mut Correction, nth: u8| match nth {
            0 => correction.feeling = Some(None),
            1 => correction.note = Some(Some("tight".to_owned())),
            2 => correction.hold(held.clone()),
            _ => correction.deleted = Some(true),
        };
        let (mut at, hour) = (now(), Duration::from_secs(3600));
        for nth in 0..4 {
            let before = after(&corrections).unwrap();
            let mut history = History::new(Scope::of(TODAY));
            history.add(&before);
            let mut correction = Correction::new(&before.id, at, None);
            change(&mut correction, nth);
            undos.add(&LogChange::Correct(Box::new(correction.clone())), &history);
            corrections.add(correction);
            states.push(before);
            at = at.after(hour);
        }
        assert_eq!(after(&corrections), None);
        let put_back = now().before(hour);
        for before in states.into_iter().rev() {
            let undo = undos.pop(put_back).unwrap();
            corrections.add(undo.correction);
            assert_eq!(after(&corrections), Some(before));
        }
        assert!(undos.is_empty() && undos.pop(now()).is_none());
    }

    #[test]
    fn an_added_session_is_removed() {
        let mut undos = LogUndos::default();
        let added = LogChange::Add(Box::new(session()));
        undos.add(&added, &History::default());
        let undo = undos.pop(now()).unwrap();
        assert_eq!(undo.correction.deleted, Some(true));
        let mut corrections = Corrections::default();
        corrections.add(undo.correction);
        assert_eq!(after(&corrections), None);
    }
}
