//! The page of one session: what was held, skipped and changed, what hurt, the soreness and the note.

use std::sync::Arc;

use PageCommand as C;

use super::back_key;
use super::form::LogForm;
use super::report::harmless_line;
use super::view::{LogPage, PagePart};
use super::{PAGE, answered, question};
use crate::app::done::summary_lines;
use crate::app::element::{HelpLine, Overlay, Window};
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, bind, help_key, page_down, page_up, scroll_down, scroll_up};
use crate::app::list::Move;
use crate::app::screen::{AppScreen, Wish};
use crate::app::view::View;
use crate::core::day::{Day, WallClock};
use crate::core::history::{DayTotal, History};
use crate::core::log::{LogEntry, WORST};
use crate::core::moment::Moment;
use crate::core::reached::LastReached;
use crate::core::record::{Ending, StretchRecord};
use crate::core::span;
use crate::core::timeline::Kind;

#[derive(Debug)]
pub(in crate::app) struct SessionPage {
    session: Arc<LogEntry>,
    wall: WallClock,
    scroll: usize,
    /// The day on which it is asked whether to delete it; none while it is not.
    asks: Option<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum PageCommand {
    Edit,
    Delete,
    Scroll(Move),
    Page(Move),
    Help,
    Back,
}

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Edit, &[Key::Char('e')])
        .hint("e", "edit")
        .help("edit soreness, note and what was held"),
    bind(C::Delete, &[Key::Char('d')])
        .hint("d", "delete")
        .help("delete the session (asks first)"),
    scroll_up(C::Scroll(Move::Up)),
    scroll_down(C::Scroll(Move::Down)),
    page_up(C::Page(Move::Up)),
    page_down(C::Page(Move::Down)),
    help_key(C::Help),
    back_key(C::Back),
]);

const BAR: &[C] = &[C::Edit, C::Delete, C::Help, C::Back];

impl SessionPage {
    pub(super) const fn new(session: Arc<LogEntry>, wall: WallClock) -> Self {
        Self {
            session,
            wall,
            scroll: 0,
            asks: None,
        }
    }

    /// The log was read again.
    pub(in crate::app) fn renew(&mut self, history: &History) {
        let mut listed = history.last.iter();
        if let Some(session) = listed.find(|session| session.id == self.session.id) {
            self.session = Arc::clone(session);
        }
    }

    fn today(&self, now: Moment) -> Day {
        self.wall.stamp(now).day()
    }
}

/// What there is to say of a session.
fn parts(session: &LogEntry) -> Vec<PagePart> {
    let mut parts = vec![PagePart::Text(in_short(session))];
    let is_untimed = |line: &&StretchRecord| session.is_untimed(line);
    let (untimed, timed): (Vec<_>, Vec<_>) = session.lines.iter().partition(is_untimed);
    parts.push(PagePart::Done(summary_lines(
        timed.into_iter(),
        with_pace_and_sets,
        &LastReached::default(),
    )));
    let untimed = untimed.into_iter().map(|line| {
        let name = harmless_line(&line.with_side());
        PagePart::Text(format!("{name}: as long as you could, not timed"))
    });
    parts.extend(untimed);
    if let Some(feeling) = session.feeling {
        parts.push(PagePart::Text(format!(
            "Soreness afterwards: {feeling}/{WORST}"
        )));
    }
    if let Some(note) = &session.note {
        parts.push(PagePart::Text(format!("“{}”", harmless_line(note))));
    }
    parts
}

/// `Heel drop, 5 kg · pace 3-1-3 · 3 sets`.
fn with_pace_and_sets(line: &StretchRecord) -> String {
    let mut parts = vec![harmless_line(&line.name_and_load())];
    parts.extend(
        line.pace
            .as_ref()
            .map(|pace| format!("pace {}", harmless_line(pace))),
    );
    parts.extend(match (line.pieces, line.is_counted()) {
        (0 | 1, _) => None,
        (reps, false) => Some(format!("{reps} reps")),
        (sets, true) => Some(format!("{sets} sets")),
    });
    parts.join(" · ")
}

/// `held 6:40 · planned 8:20 · paused 1:00 · stopped`. After a session `held 6:40 of 9:10` is about the time that it took,
/// so the plan has a word of its own here; beside what has no planned length it says nothing.
fn in_short(session: &LogEntry) -> String {
    let total = DayTotal::of(session);
    // What is counted is not held.
    let is_held = session.lines.iter().any(|line| line.kind != Kind::Count);
    let done = match total.in_words() {
        words if total.is_untimed && total.count == 0 => words,
        words if is_held => format!("held {words}"),
        words => format!("done {words}"),
    };
    let mut parts = vec![done];
    let planned = session.planned();
    if !planned.is_zero() && session.open_ended().is_zero() {
        parts.push(format!("planned {}", span::clock(planned)));
    }
    if session.paused.as_secs() > 0 {
        parts.push(format!("paused {}", span::clock(session.paused)));
    }
    if session.ending != Ending::Done {
        parts.push(session.ending.word().to_owned());
    }
    if session.is_rehearsal() {
        parts.push("rehearsal: it does not count".to_owned());
    }
    if session.continues.is_some() {
        parts.push("resumed".to_owned());
    }
    if session.corrected.is_some_and(|last| last.is_other) {
        parts.push("corrected".to_owned());
    }
    parts.join(" · ")
}

impl AppScreen for SessionPage {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, now: Moment) -> View {
        View::LogPage(Box::new(LogPage {
            title: harmless_line(&self.session.title),
            place: self.session.start.relative_to(self.today(now)),
            parts: parts(&self.session),
            scroll: self.scroll,
            hints: KEYS.hints(BAR),
        }))
    }

    fn question(&self) -> Option<Overlay> {
        let today = self.asks?;
        Some(question(&self.session, today))
    }

    fn scroll(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        if self.asks.take().is_some() {
            return answered(key, &self.session, self.wall.stamp(now));
        }
        match KEYS.command(key) {
            Some(C::Edit) => {
                let form = LogForm::editing(Arc::clone(&self.session), self.wall);
                return Wish::Show(Box::new(form));
            }
            Some(C::Delete) => self.asks = Some(self.today(now)),
            Some(C::Scroll(to)) => to.apply(&mut self.scroll, 1, usize::MAX),
            Some(C::Page(to)) => to.apply(&mut self.scroll, PAGE, usize::MAX),
            Some(C::Help) => return Wish::Help,
            Some(C::Back) => return Wish::back(),
            None => {}
        }
        Wish::Stay
    }
}
