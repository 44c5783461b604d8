//! The log: past sessions as a calendar, as sums and as a list. The screen and `supple log` show the same.
//!
//! On the screen a cursor goes over sessions and stretches. A session opens as a page, and is corrected and deleted there
//! or in the list. Each change is a line that is added to the log; when the log was read again, it is shown.

mod form;
mod page;
mod report;
mod stretch;
pub mod view;

use std::sync::Arc;

use LogCommand as C;

use super::element::{HelpLine, Overlay, Window};
use super::input::Key;
use super::keymap::{Binding, KeyTable, bind, help_key, page_down, page_up};
use super::list::Move;
use super::memory::Memory;
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::core::correction::{Correction, LogChange};
use crate::core::day::{Day, Stamp, WallClock};
use crate::core::history::History;
use crate::core::log::LogEntry;
use crate::core::moment::Moment;
use form::LogForm;
use report::harmless_line;
use stretch::StretchPage;
use view::{LogView, Report};

pub(in crate::app) use form::KEYS as FORM_KEYS;
pub(in crate::app) use page::{KEYS as PAGE_KEYS, SessionPage};
pub(super) use report::recent_weeks;
pub(super) use stretch::KEYS as STRETCH_KEYS;

/// How many rows a page key goes.
const PAGE: usize = 10;
/// The answers to the question before a session is deleted.
const ANSWERS: &str = "d, y or Enter: delete · any other key: keep";

#[derive(Debug)]
pub(super) struct LogScreen {
    history: Arc<History>,
    report: Arc<Report>,
    wall: WallClock,
    cursor: usize,
    /// The session under the cursor once the log was read again, by its id.
    wanted: Option<String>,
    /// The session that was deleted last, as it was, and when: it can be restored.
    deleted: Option<(Arc<LogEntry>, Stamp)>,
    /// The session of which it is asked whether to delete it.
    asks: Option<Arc<LogEntry>>,
    message: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LogCommand {
    Open,
    Move(Move),
    Page(Move),
    Edit,
    Delete,
    Undo,
    Add,
    Back,
    Help,
}

/// The keys that lead from a page back to the log.
const fn back_key<C: Copy>(command: C) -> Binding<C> {
    let keys = &[Key::Char('q'), Key::Escape, Key::Enter, Key::Left];
    bind(command, keys)
        .hint("q", "back")
        .help("back to the log")
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Open, &[Key::Enter])
        .hint("Enter", "open")
        .help("open the session, or the weeks of the stretch"),
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("previous row"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "down")
        .help("next row"),
    page_up(C::Page(Move::Up)),
    page_down(C::Page(Move::Down)),
    bind(C::Move(Move::First), &[Key::Home])
        .hint("Home", "first")
        .help("first session"),
    bind(C::Move(Move::Last), &[Key::End])
        .hint("End", "last")
        .help("last stretch"),
    bind(C::Edit, &[Key::Char('e')])
        .hint("e", "edit")
        .help("edit soreness, note and what was held"),
    bind(C::Delete, &[Key::Char('d')])
        .hint("d", "delete")
        .help("delete the session (asks first)"),
    bind(C::Undo, &[Key::Char('u')])
        .hint("u", "undo")
        .help("restore the session that was deleted last"),
    bind(C::Add, &[Key::Char('a')])
        .hint("a", "add")
        .help("add a past session of a routine"),
    help_key(C::Help),
    bind(C::Back, &[Key::Char('q'), Key::Escape, Key::Char('l')])
        .hint("q", "back")
        .help("back to the library"),
]);

const BAR: &[C] = &[
    C::Open,
    C::Edit,
    C::Delete,
    C::Add,
    C::Help,
    C::Back,
    C::Undo,
];

impl LogScreen {
    /// The log that is remembered, seen at `now`.
    pub(super) fn new(memory: &Memory, now: Moment) -> Self {
        let history = Arc::clone(&memory.history);
        Self {
            report: Arc::new(Report::of(&history, memory.today(now))),
            history,
            wall: memory.wall,
            cursor: 0,
            wanted: None,
            deleted: None,
            asks: None,
            message: None,
        }
    }

    /// The log was read again. The cursor stays on its session, or where it was when that is gone.
    pub(super) fn renew(&mut self, history: &Arc<History>, today: Day) {
        let under = self.session().map(|session| session.id.clone());
        self.history = Arc::clone(history);
        self.report = Arc::new(Report::of(history, today));
        let wanted = self.wanted.take().or(under);
        let at = |id: &String| history.last.iter().position(|session| session.id == *id);
        let last = self.last_row();
        self.cursor = wanted
            .as_ref()
            .and_then(at)
            .unwrap_or(self.cursor)
            .min(last);
    }

    /// The log was changed: says so.
    pub(super) fn changed(&mut self, change: &LogChange, today: Day) {
        let listed = self.history.last.iter();
        let mut known = listed.chain(self.deleted.iter().map(|(session, _)| session));
        let (said, session) = match change {
            LogChange::Add(session) => ("Added", Some(Arc::new((**session).clone()))),
            LogChange::Correct(correction) => {
                let said = match correction.deleted {
                    Some(true) => "Deleted",
                    Some(false) => "Restored",
                    None => "Corrected",
                };
                let is_meant = |session: &&Arc<LogEntry>| session.id == correction.corrects;
                (said, known.find(is_meant).cloned())
            }
        };
        let Some(session) = session else { return };
        let said = format!("{said}: {}", named(&session, today));
        let deletion = match change {
            LogChange::Correct(correction) => correction.deleted.map(|it| (it, correction.at)),
            LogChange::Add(_) => None,
        };
        self.wanted = Some(session.id.clone());
        match deletion {
            Some((true, at)) => {
                self.wanted = None;
                self.deleted = Some((session, at));
            }
            // It can be deleted again, but not restored again.
            Some((false, _)) => self.deleted = None,
            None => {}
        }
        let can_restore = matches!(deletion, Some((true, _)));
        let undo = if can_restore { " · u restores it" } else { "" };
        self.message = Some(said + undo);
    }

    /// The session under the cursor.
    fn session(&self) -> Option<&Arc<LogEntry>> {
        self.history.last.get(self.cursor)
    }

    fn last_row(&self) -> usize {
        (self.report.last.len() + self.report.totals.len()).saturating_sub(1)
    }

    /// The page of the row under the cursor.
    fn open(&self) -> Wish {
        if let Some(session) = self.session() {
            let page = SessionPage::new(Arc::clone(session), self.wall);
            return Wish::Show(Box::new(page));
        }
        let nth = self.cursor.saturating_sub(self.report.last.len());
        match self.report.totals.get(nth) {
            Some(total) => Wish::Show(Box::new(StretchPage::new(total))),
            None => Wish::Stay,
        }
    }

    /// Restores the session that was deleted last.
    fn undo(&mut self, now: Moment) -> Wish {
        let Some((session, deleted)) = &self.deleted else {
            return Wish::Stay;
        };
        // Later than the deletion, wherever the clock was put.
        let correction = Correction::new(&session.id, self.wall.stamp(now), Some(*deleted));
        Wish::correct(correction.deleting(false))
    }
}

/// The question before `session` is deleted.
fn question(session: &LogEntry, today: Day) -> Overlay {
    Overlay::Question {
        asks: format!("Delete {}?", named(session, today)),
        answers: ANSWERS.to_owned(),
    }
}

/// The wish of the one who answers that question with `key` at `now`.
fn answered(key: Key, session: &LogEntry, now: Stamp) -> Wish {
    let is_yes = matches!(key.as_command(), Key::Char('d' | 'y') | Key::Enter);
    if is_yes {
        Wish::correct(Correction::of(session, now).deleting(true))
    } else {
        Wish::Stay
    }
}

/// `Knee-to-chest, yesterday 18:20`.
fn named(session: &LogEntry, today: Day) -> String {
    let title = harmless_line(&session.title);
    format!("{title}, {}", session.start.relative_to(today))
}

impl AppScreen for LogScreen {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, _: Moment) -> View {
        let is_session = self.session().is_some();
        let is_possible = |command: &C| match command {
            C::Edit | C::Delete => is_session,
            C::Open => !self.report.is_empty,
            C::Undo => self.deleted.is_some(),
            _ => true,
        };
        let bar: Vec<C> = BAR.iter().copied().filter(is_possible).collect();
        View::Log(Box::new(LogView {
            report: Arc::clone(&self.report),
            cursor: self.cursor,
            message: self.message.clone(),
            hints: KEYS.hints(&bar),
        }))
    }

    fn question(&self) -> Option<Overlay> {
        let session = self.asks.as_ref()?;
        Some(question(session, self.history.scope.today))
    }

    fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        self.message = None;
        if let Some(session) = self.asks.take() {
            return answered(key, &session, self.wall.stamp(now));
        }
        let last = self.last_row();
        match KEYS.command(key) {
            Some(C::Open) => return self.open(),
            Some(C::Move(to)) => to.apply(&mut self.cursor, 1, last),
            Some(C::Page(to)) => to.apply(&mut self.cursor, PAGE, last),
            Some(C::Edit) => {
                if let Some(session) = self.session() {
                    let form = LogForm::editing(Arc::clone(session), self.wall);
                    return Wish::Show(Box::new(form));
                }
            }
            Some(C::Delete) => self.asks = self.session().cloned(),
            Some(C::Undo) => return self.undo(now),
            Some(C::Add) => {
                let form = LogForm::adding(self.session().map(|session| &**session), self.wall);
                return Wish::Show(Box::new(form));
            }
            Some(C::Help) => return Wish::Help,
            Some(C::Back) => return Wish::back(),
            None => {}
        }
        Wish::Stay
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::core::history::Scope;
    use crate::core::log::{PastSession, RoutineText};
    use crate::core::timeline::{Timeline, Unrolled};

    /// The log with one session, and the time.
    fn screen() -> (LogScreen, Stamp) {
        let stamp = Stamp::default().at(Day(20_513), Duration::from_secs(18 * 3600));
        let wall = WallClock {
            at: Moment::ZERO,
            stamp,
            speed: 1.0,
        };
        let hour = Duration::from_secs(3600);
        let past = PastSession {
            start: Some(stamp.before(hour)),
            feeling: None,
            note: None,
        };
        let nothing = Arc::new(Timeline::of_all(None, Unrolled::default()));
        let knees = RoutineText::new("knees", "Knees", "");
        let mut session = past.of(knees, nothing, (stamp, 1));
        // A rehearsal is listed, however short it was.
        session.speed = 60.0;
        let mut history = History::new(Scope::of(stamp.day()));
        history.add(&session);
        let memory = Memory {
            wall,
            process: 1,
            ask: true,
            is_warned: true,
            history: Arc::new(history),
            is_unreadable: false,
            since: None,
            unfinished: None,
            resume: hour,
        };
        (LogScreen::new(&memory, Moment::ZERO), stamp)
    }

    #[test]
    fn a_deletion_is_undone_also_when_the_clock_was_put_back() {
        let (mut screen, now) = screen();
        let corrected = |wish: Wish| match wish {
            Wish::Change(change) => change,
            other => panic!("{other:?}"),
        };
        screen.key(Key::Char('d'), Moment::ZERO);
        let deletion = corrected(screen.key(Key::Char('y'), Moment::ZERO));
        screen.changed(&deletion, now.day());
        screen.wall.stamp = now.before(Duration::from_secs(3 * 3600));
        let restored = corrected(screen.key(Key::Char('u'), Moment::ZERO));
        let (LogChange::Correct(deletion), LogChange::Correct(restored)) = (deletion, restored)
        else {
            panic!("corrections")
        };
        assert_eq!(restored.deleted, Some(false));
        assert!(restored.at > deletion.at, "{restored:?} {deletion:?}");
    }
}
