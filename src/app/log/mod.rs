//! The log: past sessions as a calendar, as sums and as a list. The screen and `supple log` show the same.
//!
//! On the screen a cursor goes over sessions and stretches. A session opens as a page, and is corrected and deleted there
//! or in the list. Each change is a line that is added to the log; when the log was read again, it is shown.

mod form;
mod page;
mod report;
mod stretch;
mod undo;
pub mod view;

use std::sync::Arc;

use LogCommand as C;

use super::element::{HelpLine, Overlay, PointedPart, Window};
use super::input::Key;
use super::keymap::{Binding, KeyTable, bind, help_key, page_down, page_up};
use super::list::Move;
use super::memory::Memory;
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::core::correction::Correction;
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
pub(super) use undo::LogUndos;

/// How many rows a page key goes.
const PAGE: usize = 10;
/// What there is to say where no change can be taken back: those of another day are corrections in the log all the same.
pub(super) const NOTHING_TO_UNDO: &str = "Nothing to undo since supple was started. `supple log --deleted` lists earlier deletions and says how to restore one.";
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
    /// Whether a change can be taken back.
    can_undo: bool,
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
        .help("take back the last change of the log"),
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
            can_undo: false,
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

    /// A session of the log was changed in this way: says so, and puts the cursor on it once the log was read again, unless it
    /// is deleted.
    pub(super) fn changed(&mut self, said: ChangeWords, session: &LogEntry, today: Day) {
        let ChangeWords { did, undo } = said;
        self.wanted = (!said.is_gone()).then(|| session.id.clone());
        self.message = Some(format!("{did}: {}{undo}", named(session, today)));
    }

    /// Whether a change of the log can be taken back.
    pub(super) const fn set_can_undo(&mut self, can_undo: bool) {
        self.can_undo = can_undo;
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
}

/// A change of the log in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChangeWords {
    did: &'static str,
    /// How it is taken back.
    undo: &'static str,
}

impl ChangeWords {
    pub(super) const ADDED: Self = Self::of("Added", " · u removes it");
    pub(super) const CORRECTED: Self = Self::of("Corrected", " · u takes that back");
    pub(super) const DELETED: Self = Self::of("Deleted", " · u restores it");
    const REMOVED: Self = Self::of("Removed", "");
    const RESTORED: Self = Self::of("Restored", "");
    const AS_BEFORE: Self = Self::of("As it was before", "");

    const fn of(did: &'static str, undo: &'static str) -> Self {
        Self { did, undo }
    }

    /// The words for what takes a change back.
    pub(super) const fn of_undo(correction: &Correction) -> Self {
        match correction.deleted {
            Some(true) => Self::REMOVED,
            Some(false) => Self::RESTORED,
            None => Self::AS_BEFORE,
        }
    }

    fn is_gone(self) -> bool {
        [Self::DELETED, Self::REMOVED].contains(&self)
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
            C::Undo => self.can_undo,
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

    fn click(&mut self, on: Option<PointedPart>, _: Moment) -> Wish {
        if let Some(PointedPart::Row(row)) = on {
            self.message = None;
            self.cursor = row.min(self.last_row());
        }
        Wish::Stay
    }

    fn double_click(&mut self, _: PointedPart, now: Moment) -> Wish {
        self.key(Key::Enter, now)
    }

    fn wheel(&mut self, to: Move, _: Option<PointedPart>, now: Moment) -> Wish {
        self.key(to.as_key(), now)
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
            Some(C::Undo) => return Wish::UndoChange,
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
