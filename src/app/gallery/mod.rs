//! The gallery: all figures, one at a time, as they move in a session. It moves when one comes to it, changes its side
//! or asks for it again; then it keeps still, and so does the program.

pub mod view;

use std::sync::Arc;
use std::time::Duration;

use super::element::{FigureView, Overlay};
use super::keymap::{self, GalleryCommand};
use crate::app::input::Key;
use crate::catalogue::{Catalogue, Figures};
use crate::core::moment::Moment;
use crate::core::pose::movement::Movement;
use crate::core::pose::{OtherSide, Turn};
use crate::core::routine::Step;
use crate::core::timeline::Kind;
use view::{FigureRow, GalleryView};

/// Into the stretch, after a moment at rest.
const INTO: (Kind, Duration) = (Kind::Ready, Duration::from_secs(4));
/// Out of it and into it again, after a moment at rest.
const AGAIN: (Kind, Duration) = (Kind::Between, Duration::from_millis(5500));
/// The same to the other side.
const OVER: (Kind, Duration) = (Kind::Switch, Duration::from_millis(5500));

/// What the gallery asks the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    Back,
    Suspend,
    Interrupt,
}

/// The gallery.
#[derive(Debug)]
pub struct Gallery {
    rows: Arc<[FigureRow]>,
    cursor: usize,
    turn: Turn,
    /// For which side it was drawn before.
    before: Turn,
    /// How it moves.
    way: (Kind, Duration),
    /// Since when; none until it was first looked at.
    since: Option<Moment>,
    help: bool,
}

impl Gallery {
    /// A gallery of `figures`, those called in `own` being the user's, with the cursor on the one called `first`.
    pub fn new(
        figures: &Figures,
        own: &[String],
        routines: &Catalogue,
        first: Option<&str>,
    ) -> Self {
        let rows: Arc<[FigureRow]> = rows(figures, own, routines).into();
        let named = |row: &FigureRow| Some(row.figure.name.as_str()) == first;
        Self {
            cursor: rows.iter().position(named).unwrap_or_default(),
            rows,
            turn: Turn::First,
            before: Turn::First,
            way: INTO,
            since: None,
            help: false,
        }
    }

    /// The screen comes up.
    pub(super) fn begin(&mut self, now: Moment) {
        self.since = Some(now);
    }

    pub(super) fn key(&mut self, key: Key, now: Moment) -> Wish {
        if self.help && !keymap::passes(key) {
            self.help = false;
            return Wish::Nothing;
        }
        let Some(command) = keymap::command(keymap::GALLERY, key) else {
            return Wish::Nothing;
        };
        match command {
            GalleryCommand::Up => self.go_to(self.cursor.saturating_sub(1), now),
            GalleryCommand::Down => self.go_to(self.cursor + 1, now),
            GalleryCommand::First => self.go_to(0, now),
            GalleryCommand::Last => self.go_to(usize::MAX, now),
            GalleryCommand::Side => self.change_side(now),
            GalleryCommand::Again => self.move_along(AGAIN, now),
            GalleryCommand::Help => self.help = true,
            GalleryCommand::Back => return Wish::Back,
            GalleryCommand::Suspend => return Wish::Suspend,
            GalleryCommand::Interrupt => return Wish::Interrupt,
        }
        Wish::Nothing
    }

    fn go_to(&mut self, cursor: usize, now: Moment) {
        let cursor = cursor.min(self.rows.len().saturating_sub(1));
        if cursor != self.cursor {
            self.cursor = cursor;
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

    fn row(&self) -> Option<&FigureRow> {
        self.rows.get(self.cursor)
    }

    fn has_sides(&self) -> bool {
        let other = self.row().map(|row| row.figure.other_side);
        other.is_some_and(|other| other != OtherSide::Same)
    }

    fn movement(&self) -> Option<Movement> {
        let (kind, length) = self.way;
        Some(Movement {
            kind,
            length: Some(length),
            pace: None,
            repeats: self.row()?.figure.repeats,
        })
    }

    /// How far the movement is.
    fn reading(&self, now: Moment) -> Duration {
        let gone = self.since.map_or(Duration::ZERO, |since| now.since(since));
        gone.min(self.way.1)
    }

    /// When the figure moves next; `None` while it keeps still.
    pub(super) fn next_deadline(&self, now: Moment) -> Option<Moment> {
        let reading = self.reading(now);
        let next = self.movement()?.next_change(reading)?;
        Some(now + next.saturating_sub(reading))
    }

    /// What is to be seen at `now`.
    pub(super) fn view(&self, now: Moment) -> GalleryView {
        let stage = self
            .movement()
            .map(|movement| movement.stage(self.reading(now)));
        let turn = |whose: crate::core::pose::movement::Whose| whose.turn(self.turn, self.before);
        let figure = self.row().zip(stage).map(|(row, stage)| FigureView {
            figure: Arc::clone(&row.figure),
            turn: turn(stage.side),
            thousandths: stage.thousandths,
        });
        let side = figure.as_ref().map(|figure| match figure.turn {
            Turn::First => "right",
            Turn::Other => "left",
        });
        GalleryView {
            rows: Arc::clone(&self.rows),
            cursor: self.cursor,
            side: side.filter(|_| self.has_sides()),
            figure,
            hints: keymap::hints(keymap::GALLERY, BAR),
            overlay: self
                .help
                .then(|| Overlay::Help(keymap::lines(keymap::GALLERY))),
        }
    }
}

/// What the hint bar shows.
const BAR: &[GalleryCommand] = &[
    GalleryCommand::Down,
    GalleryCommand::Side,
    GalleryCommand::Again,
    GalleryCommand::Help,
    GalleryCommand::Back,
];

/// All figures with the routines they are in.
pub fn rows(figures: &Figures, own: &[String], routines: &Catalogue) -> Vec<FigureRow> {
    let used_in = |name: &str| {
        let routines = routines
            .entries()
            .iter()
            .filter_map(|entry| entry.routine.as_deref());
        let shows = |step: &Step| {
            let exercise = step.exercise();
            exercise.is_some_and(|exercise| exercise.figure.as_deref() == Some(name))
        };
        let used = routines.filter(|routine| routine.each_step().any(shows));
        used.map(|routine| routine.title.clone()).collect()
    };
    let row = |figure: &Arc<_>| {
        let figure: Arc<crate::core::pose::Figure> = Arc::clone(figure);
        FigureRow {
            used_in: used_in(&figure.name),
            own: own.contains(&figure.name),
            figure,
        }
    };
    figures.iter().map(row).collect()
}
