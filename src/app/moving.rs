//! The movement of the figure beside a list, as in the gallery and in the library: into the stretch when that is
//! selected, over to the other side, and out of it and into it again. Then it keeps still.

use std::sync::Arc;
use std::time::Duration;

use super::element::FigureView;
use crate::core::moment::Moment;
use crate::core::pose::movement::{Movement, Whose};
use crate::core::pose::{Figure, Turn};
use crate::core::settings::Motion;
use crate::core::timeline::Kind;

/// A course of a figure, as a kind of segment, and how long it takes.
pub(super) type Course = (Kind, Duration);

/// Into the stretch.
pub(super) const INTO: Course = (Kind::Ready, Duration::from_secs(3));
/// Out of it and into it again, after a moment at rest.
pub(super) const AGAIN: Course = (Kind::Between, Duration::from_millis(5500));
/// Out of it and into it on the other side.
const OVER: Course = (Kind::Switch, Duration::from_millis(4500));

#[derive(Debug)]
pub(super) struct Moving {
    /// For which side it is drawn.
    pub(super) turn: Turn,
    /// For which side it was drawn before.
    before: Turn,
    way: Course,
    /// Since when; `None` while nothing has set it going: it keeps still at the end of its way.
    since: Option<Moment>,
    /// How much the user wants it to move.
    motion: Motion,
}

impl Moving {
    /// A figure that moves as much as `motion` says, and keeps still in the stretch so far.
    pub(super) const fn new(motion: Motion) -> Self {
        Self {
            turn: Turn::First,
            before: Turn::First,
            way: INTO,
            since: None,
            motion,
        }
    }

    /// It begins at `now`.
    pub(super) const fn begin(&mut self, now: Moment) {
        self.since = Some(now);
    }

    /// It goes this way from `now` on.
    pub(super) const fn go(&mut self, way: Course, now: Moment) {
        self.way = way;
        self.since = Some(now);
        self.before = self.turn;
    }

    /// It goes over to the other side.
    pub(super) const fn change_side(&mut self, now: Moment) {
        self.go(OVER, now);
        self.turn = self.turn.other();
    }

    /// `figure` as it is at `now`.
    pub(super) fn view(&self, figure: &Arc<Figure>, now: Moment) -> FigureView {
        let stage = self.movement(figure).stage(self.reading(now));
        let whose = |whose: Whose| whose.turn(self.turn, self.before);
        FigureView {
            figure: Arc::clone(figure),
            turn: whose(stage.side),
            thousandths: stage.thousandths,
            shows_way: false,
            is_moving: stage.is_between(),
        }
    }

    /// The moment at which `figure` moves next; `None` while it keeps still.
    pub(super) fn next_change(&self, figure: &Figure, now: Moment) -> Option<Moment> {
        if !figure.is_drawn() {
            return None;
        }
        let reading = self.reading(now);
        let next = self.movement(figure).next_change(reading)?;
        Some(now + next.saturating_sub(reading))
    }

    const fn movement(&self, figure: &Figure) -> Movement {
        Movement {
            kind: self.way.0,
            length: Some(self.way.1),
            pace: None,
            tempo: None,
            repeats: figure.repeats,
            ends_at_rest: false,
            motion: self.motion,
        }
    }

    /// How far the movement is.
    fn reading(&self, now: Moment) -> Duration {
        let gone = self.since.map_or(self.way.1, |since| now.since(since));
        gone.min(self.way.1)
    }
}
