//! The gallery: all stretches, one at a time, as they move in a session. A figure moves when it is selected, when its
//! side changes or when the person asks for it again. Then it keeps still, and the program sleeps.

use std::sync::Arc;
use std::time::Duration;

use GalleryCommand as C;

use super::element::{FigureView, HelpLine, Hint, Window};
use super::input::Key;
use super::keymap::{KeyTable, bind};
use super::list::Move;
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::catalogue::{Catalogue, StretchEntry};
use crate::core::moment::Moment;
use crate::core::pose::movement::{Movement, Whose};
use crate::core::pose::{OtherSide, Turn};
use crate::core::routine::Step;
use crate::core::settings::Motion;
use crate::core::timeline::Kind;

/// Into the stretch.
const INTO: (Kind, Duration) = (Kind::Ready, Duration::from_secs(3));
/// Out of it and into it again, after a moment at rest.
const AGAIN: (Kind, Duration) = (Kind::Between, Duration::from_millis(5500));
/// Out of it and into it on the other side.
const OVER: (Kind, Duration) = (Kind::Switch, Duration::from_millis(4500));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GalleryCommand {
    Move(Move),
    Side,
    Again,
    Help,
    Back,
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("previous stretch"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "next stretch")
        .help("next stretch"),
    bind(C::Side, &[Key::Left, Key::Right])
        .hint("← →", "other side")
        .help("switch sides, as in a session"),
    bind(C::Again, &[Key::Char(' '), Key::Enter])
        .hint("Space", "again")
        .help("show the movement again"),
    bind(C::Move(Move::First), &[Key::Home])
        .hint("Home", "first")
        .help("first stretch"),
    bind(C::Move(Move::Last), &[Key::End])
        .hint("End", "last")
        .help("last stretch"),
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "help")
        .help("show this help"),
    bind(C::Back, &[Key::Char('q'), Key::Escape])
        .hint("q", "quit")
        .help("quit"),
]);

const BAR: &[C] = &[C::Move(Move::Down), C::Side, C::Again, C::Help, C::Back];

/// The gallery.
#[derive(Debug)]
pub struct Gallery {
    rows: Arc<[StretchRow]>,
    cursor: usize,
    turn: Turn,
    /// For which side it was drawn before.
    before: Turn,
    /// How it moves.
    way: (Kind, Duration),
    /// Since when; none until it was first looked at.
    since: Option<Moment>,
}

impl Gallery {
    /// A gallery of `stretches`, with the cursor on the one called `first`.
    pub fn new(stretches: Vec<StretchEntry>, routines: &Catalogue, first: Option<&str>) -> Self {
        let rows: Arc<[StretchRow]> = rows(stretches, routines).into();
        let named = |row: &StretchRow| Some(row.id()) == first;
        Self {
            cursor: rows.iter().position(named).unwrap_or_default(),
            rows,
            turn: Turn::First,
            before: Turn::First,
            way: INTO,
            since: None,
        }
    }

    /// The screen comes up.
    pub(super) fn begin(&mut self, now: Moment) {
        self.since = Some(now);
    }

    fn go(&mut self, to: Move, now: Moment) {
        let before = self.cursor;
        to.apply(&mut self.cursor, 1, self.rows.len().saturating_sub(1));
        if self.cursor != before {
            self.move_along(INTO, now);
        }
    }

    fn change_side(&mut self, now: Moment) {
        if self.has_sides() {
            self.move_along(OVER, now);
            self.before = self.turn;
            self.turn = self.turn.other();
        }
    }

    fn move_along(&mut self, way: (Kind, Duration), now: Moment) {
        self.way = way;
        self.since = Some(now);
        self.before = self.turn;
    }

    fn row(&self) -> Option<&StretchRow> {
        self.rows.get(self.cursor)
    }

    fn has_sides(&self) -> bool {
        let figure = self.row().and_then(|row| row.entry.figure.as_ref());
        figure.is_some_and(|figure| figure.other_side != OtherSide::Same)
    }

    fn movement(&self) -> Option<Movement> {
        let (kind, length) = self.way;
        Some(Movement {
            kind,
            length: Some(length),
            pace: None,
            repeats: self.row()?.entry.figure.as_ref()?.repeats,
            ends_at_rest: false,
            motion: Motion::Loop,
        })
    }

    /// How far the movement is.
    fn reading(&self, now: Moment) -> Duration {
        let gone = self.since.map_or(Duration::ZERO, |since| now.since(since));
        gone.min(self.way.1)
    }
}

impl AppScreen for Gallery {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, now: Moment) -> View {
        let stage = self
            .movement()
            .map(|movement| movement.stage(self.reading(now)));
        let turn = |whose: Whose| whose.turn(self.turn, self.before);
        let shown = self.row().and_then(|row| row.entry.figure.as_ref());
        let figure = shown.zip(stage).map(|(figure, stage)| FigureView {
            figure: Arc::clone(figure),
            turn: turn(stage.side),
            thousandths: stage.thousandths,
        });
        let side = figure.as_ref().map(|figure| match figure.turn {
            Turn::First => "right",
            Turn::Other => "left",
        });
        View::Gallery(Box::new(GalleryView {
            rows: Arc::clone(&self.rows),
            cursor: self.cursor,
            side: side.filter(|_| self.has_sides()),
            figure,
            hints: KEYS.hints(BAR),
        }))
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        match KEYS.command(key) {
            Some(C::Move(to)) => self.go(to, now),
            Some(C::Side) => self.change_side(now),
            Some(C::Again) => self.move_along(AGAIN, now),
            Some(C::Help) => return Wish::Help,
            Some(C::Back) => return Wish::back(),
            None => {}
        }
        Wish::Stay
    }

    /// The moment at which the figure moves; `None` while it keeps still.
    fn next_deadline(&self, _: Window, now: Moment) -> Option<Moment> {
        let reading = self.reading(now);
        let next = self.movement()?.next_change(reading)?;
        Some(now + next.saturating_sub(reading))
    }
}

/// All stretches with the routines they are in.
pub fn rows(stretches: Vec<StretchEntry>, routines: &Catalogue) -> Vec<StretchRow> {
    let used_in = |id: &str| {
        let routines = routines
            .entries()
            .iter()
            .filter_map(|entry| entry.routine.as_deref());
        let uses = |step: &Step| {
            let exercise = step.exercise();
            exercise.is_some_and(|exercise| exercise.stretches().any(|used| used == id))
        };
        let having = routines.filter(|routine| routine.each_step().any(uses));
        having.map(|routine| routine.title.clone()).collect()
    };
    let row = |entry: StretchEntry| StretchRow {
        used_in: used_in(&entry.stretch.id),
        entry,
    };
    stretches.into_iter().map(row).collect()
}

/// The gallery at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct GalleryView {
    /// All stretches.
    pub rows: Arc<[StretchRow]>,
    /// The row under the cursor, by its index.
    pub cursor: usize,
    /// Its figure, if it has one.
    pub figure: Option<FigureView>,
    /// The side it is drawn for; none where both sides are alike.
    pub side: Option<&'static str>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

impl GalleryView {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&StretchRow> {
        self.rows.get(self.cursor)
    }
}

/// A stretch in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchRow {
    /// The stretch.
    pub entry: StretchEntry,
    /// The titles of the routines it is in.
    pub used_in: Vec<String>,
}

impl StretchRow {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.entry.stretch.id
    }

    /// The routines that use it, in one line.
    pub fn used(&self) -> String {
        if self.used_in.is_empty() {
            "in no routine".to_owned()
        } else {
            format!("in {}", self.used_in.join(", "))
        }
    }
}
