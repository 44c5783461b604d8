//! The form with which a session of the log is edited, and one that the program did not see is added. A row is a text
//! field; Enter saves all of them.

use std::sync::Arc;

use FormCommand as C;

use super::report::harmless_line;
use super::view::{FormRow, LogFormView};
use crate::app::element::{HelpLine, Window};
use crate::app::field::Field;
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, bind};
use crate::app::list::Move;
use crate::app::screen::{AppScreen, Wish};
use crate::app::view::View;
use crate::core::correction::{Correction, HeldAmount, HeldCorrection};
use crate::core::day::{Stamp, WallClock, past_time};
use crate::core::log::{LogEntry, PastSession, WORST, typed_note};
use crate::core::moment::Moment;
use crate::core::record::StretchRecord;
use crate::core::span;

/// The most characters of a value, unless it had more before.
const LONGEST: usize = 500;
/// The time of a session that has just ended, as it stands in the form.
const JUST_ENDED: &str = "just ended";

#[derive(Debug)]
pub(super) struct LogForm {
    /// The session that is edited; none where one is added.
    edits: Option<Arc<LogEntry>>,
    rows: Vec<Row>,
    cursor: usize,
    wall: WallClock,
    message: Option<String>,
}

/// A row: its label, the text as it was, and as it is now.
#[derive(Debug)]
struct Row {
    label: String,
    before: String,
    field: Field,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum FormCommand {
    Save,
    Move(Move),
    Cancel,
}

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Save, &[Key::Enter])
        .hint("Enter", "save")
        .help("save and go back"),
    bind(C::Move(Move::Up), &[Key::Up])
        .hint("↑", "up")
        .help("previous row"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Tab])
        .hint("↓", "down")
        .help("next row"),
    bind(C::Cancel, &[Key::Escape])
        .hint("Esc", "cancel")
        .help("go back without a change"),
]);

const BAR: &[C] = &[C::Save, C::Move(Move::Down), C::Cancel];

/// The labels of what every session has, and of what a new one has before them.
const SORENESS: &str = "Soreness 0-10";
const NOTE: &str = "Note";
const ROUTINE: &str = "Routine";
const WHEN: &str = "When";

impl Row {
    fn new(label: &str, text: &str) -> Self {
        let field = Field::of(text);
        Self {
            label: label.to_owned(),
            before: field.text().to_owned(),
            field,
        }
    }

    /// The most characters that it takes.
    fn longest(&self) -> usize {
        LONGEST.max(self.before.chars().count())
    }

    fn text(&self) -> &str {
        self.field.text().trim()
    }

    fn is_changed(&self) -> bool {
        self.text() != self.before.trim()
    }

    /// The row is reached: its value is selected, as in every form. A note is gone on with.
    fn reach(&mut self) {
        if self.label != NOTE {
            self.field.select();
        }
    }
}

impl LogForm {
    /// The form to edit `session`.
    pub(super) fn editing(session: Arc<LogEntry>, wall: WallClock) -> Self {
        let feeling = session.feeling.map(|feeling| feeling.to_string());
        let note = session.note.as_deref().unwrap_or_default();
        let mut rows = vec![
            Row::new(SORENESS, &feeling.unwrap_or_default()),
            Row::new(NOTE, note),
        ];
        let held = |line: &StretchRecord| {
            let amount = HeldAmount::of(line).to_string();
            Row::new(&harmless_line(&line.full_name()), &amount)
        };
        rows.extend(session.lines.iter().map(held));
        Self::new(Some(session), rows, wall)
    }

    fn new(edits: Option<Arc<LogEntry>>, mut rows: Vec<Row>, wall: WallClock) -> Self {
        if let Some(first) = rows.first_mut() {
            first.reach();
        }
        Self {
            edits,
            rows,
            cursor: 0,
            wall,
            message: None,
        }
    }

    /// The form to add a session, of the routine of `like` if nothing else is typed.
    pub(super) fn adding(like: Option<&LogEntry>, wall: WallClock) -> Self {
        let routine = like.and_then(|like| like.routines.first());
        let routine = routine.map_or("", |routine| routine.id.as_str());
        let rows = vec![
            Row::new(ROUTINE, routine),
            Row::new(WHEN, JUST_ENDED),
            Row::new(SORENESS, ""),
            Row::new(NOTE, ""),
        ];
        Self::new(None, rows, wall)
    }

    /// The row `label`, by its index, and its text.
    fn row(&self, label: &str) -> (usize, &str) {
        let at = self.rows.iter().position(|row| row.label == label);
        let at = at.unwrap_or_default();
        (at, self.rows.get(at).map_or("", Row::text))
    }

    /// The soreness that was typed.
    ///
    /// # Errors
    /// The row, and what is wrong in it.
    fn feeling(&self) -> Result<Option<u8>, (usize, String)> {
        let (at, text) = self.row(SORENESS);
        if text.is_empty() {
            return Ok(None);
        }
        let feeling = text.parse().ok().filter(|feeling| *feeling <= WORST);
        let wrong = || (at, format!("Soreness is a number from 0 to {WORST}"));
        feeling.map(Some).ok_or_else(wrong)
    }

    fn note(&self) -> Option<String> {
        let (_, note) = self.row(NOTE);
        typed_note(note)
    }

    /// The correction that was typed; `None` where nothing was changed.
    ///
    /// # Errors
    /// The row, and what is wrong in it.
    fn correction(
        &self,
        session: &LogEntry,
        now: Stamp,
    ) -> Result<Option<Correction>, (usize, String)> {
        let mut correction = Correction::of(session, now);
        let feeling = self.feeling()?;
        correction.feeling = (feeling != session.feeling).then_some(feeling);
        let is_changed = |(at, _)| self.rows.get(at).is_some_and(Row::is_changed);
        correction.note = is_changed(self.row(NOTE)).then(|| self.note());
        let held = self.rows.iter().enumerate().skip(2);
        let held = session.lines.iter().zip(held);
        for (line, (at, row)) in held.filter(|(_, (_, row))| row.is_changed()) {
            let amount = HeldAmount::parse(row.text());
            let held = amount.and_then(|amount| HeldCorrection::corrected(line, amount));
            let held = held.ok_or_else(|| {
                let example = if line.is_counted() { "12" } else { "20s" };
                (at, format!("{}: write {example}", row.label))
            })?;
            if let Some(most) = amount.and_then(|amount| amount.beyond(session, line)) {
                let most = span::clock(most);
                return Err((
                    at,
                    format!("{}: at most {most} fits into the session", row.label),
                ));
            }
            if held != HeldCorrection::of(line) {
                correction.hold([held]);
            }
        }
        Ok((!correction.is_empty()).then_some(correction))
    }

    /// The routine and the session that were typed.
    ///
    /// # Errors
    /// The row, and what is wrong in it.
    fn past_session(&self, now: Stamp) -> Result<(String, PastSession), (usize, String)> {
        let (routine_at, routine) = self.row(ROUTINE);
        if routine.is_empty() {
            return Err((routine_at, "Name the routine".to_owned()));
        }
        let (when_at, when) = self.row(WHEN);
        let start = if [JUST_ENDED, ""].contains(&when) {
            None
        } else {
            let start = past_time(when, now.day()).map(|(day, time)| now.at(day, time));
            let wrong = || "Write a past time, such as yesterday 19:30".to_owned();
            let start = start.filter(|start| *start <= now);
            Some(start.ok_or_else(|| (when_at, wrong()))?)
        };
        let past = PastSession {
            start,
            feeling: self.feeling()?,
            note: self.note(),
        };
        Ok((routine.to_owned(), past))
    }

    fn save(&mut self, now: Moment) -> Wish {
        let now = self.wall.stamp(now);
        let wish = match &self.edits {
            Some(session) => {
                let correction = self.correction(session, now);
                correction.map(|correction| correction.map_or_else(Wish::back, Wish::correct))
            }
            None => self
                .past_session(now)
                .map(|(routine, past)| Wish::AddSession {
                    routine,
                    past: Box::new(past),
                }),
        };
        wish.unwrap_or_else(|(row, problem)| {
            self.cursor = row;
            self.message = Some(problem);
            Wish::Stay
        })
    }
}

impl AppScreen for LogForm {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, now: Moment) -> View {
        let today = self.wall.stamp(now).day();
        let row = |row: &Row| FormRow {
            label: row.label.clone(),
            value: row.field.view(),
            is_selected: row.field.is_selected(),
        };
        View::LogForm(Box::new(LogFormView {
            title: self.edits.as_ref().map_or_else(
                || "Add a past session".to_owned(),
                |session| format!("Edit: {}", super::named(session, today)),
            ),
            rows: self.rows.iter().map(row).collect(),
            cursor: self.cursor,
            message: self.message.clone(),
            hints: KEYS.hints(BAR),
        }))
    }

    fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    fn paste(&mut self, text: &str) {
        if let Some(row) = self.rows.get_mut(self.cursor) {
            let longest = row.longest();
            row.field.paste(text, longest);
        }
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        self.message = None;
        if let Some(row) = self.rows.get_mut(self.cursor) {
            let longest = row.longest();
            if row.field.key(key, longest) {
                return Wish::Stay;
            }
        }
        match KEYS.command(key) {
            Some(C::Save) => return self.save(now),
            Some(C::Move(to)) => {
                to.apply(&mut self.cursor, 1, self.rows.len().saturating_sub(1));
                if let Some(row) = self.rows.get_mut(self.cursor) {
                    row.reach();
                }
            }
            Some(C::Cancel) => return Wish::back(),
            None => {}
        }
        Wish::Stay
    }
}
