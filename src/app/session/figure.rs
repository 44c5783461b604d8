//! The figure beside the seconds: which one, for which side, how far into its movement, and when that changes next.

use std::sync::Arc;

use super::SessionScreen;
use crate::app::element::{FigureView, Window};
use crate::core::moment::Moment;
use crate::core::player::Phase;
use crate::core::pose::movement::{Movement, Stage, Whose};
use crate::core::pose::{Figure, Turn};
use crate::core::routine::Work;
use crate::core::timeline::{Kind, Segment};

/// The figure at `now`, where the window has room for one.
pub(super) fn view(session: &SessionScreen, window: Window, now: Moment) -> Option<FigureView> {
    let shown = Shown::of(session, window)?;
    let stage = shown.stage(session, now);
    Some(FigureView {
        turn: shown.turn(session, stage.side),
        thousandths: stage.thousandths,
        figure: shown.figure,
    })
}

/// When the figure moves next.
pub(super) fn next_change(session: &SessionScreen, window: Window, now: Moment) -> Option<Moment> {
    if session.player().phase() != Phase::Running {
        return None;
    }
    let movement = Shown::of(session, window)?.movement?;
    let reading = movement.next_change(session.player().reading(now))?;
    session.player().when(reading)
}

/// The figure of the present segment.
struct Shown {
    figure: Arc<Figure>,
    /// The index of the segment it is about: the present one, or the piece that is waited for.
    about: usize,
    /// How it moves; `None` where it rests, waiting for its own segments.
    movement: Option<Movement>,
}

impl Shown {
    fn of(session: &SessionScreen, window: Window) -> Option<Self> {
        if !window.has_figure() || session.has_much_to_read() {
            return None;
        }
        let player = session.player();
        let timeline = player.timeline();
        let index = player.index()?;
        let segment = timeline.get(index)?;
        let own = segment.step.work.is_some();
        // A rest, a wait and the transitions of a block show the figure of the next step.
        let leads_to = |at: &usize| {
            let later = timeline.get(*at);
            later.is_some_and(|later| later.step.work.is_some()) && !player.is_skipped(*at)
        };
        let about = if own {
            index
        } else {
            (index..timeline.len()).find(leads_to)?
        };
        let step = &timeline.get(about)?.step;
        let figure = Arc::clone(session.figures.get(step.figure.as_deref()?)?);
        let counted = step.work.as_ref().and_then(Work::counted);
        let movement = own.then(|| Movement {
            kind: segment.kind,
            length: player.length(index),
            pace: counted.and_then(|counted| counted.pace),
            repeats: figure.repeats,
        });
        Some(Self {
            figure,
            about,
            movement,
        })
    }

    fn stage(&self, session: &SessionScreen, now: Moment) -> Stage {
        let player = session.player();
        let rests = matches!(player.phase(), Phase::Hurt) || player.is_before_start();
        let still = Movement {
            kind: Kind::Rest,
            length: None,
            pace: None,
            repeats: self.figure.repeats,
        };
        let moves = self.movement.filter(|_| !rests);
        moves.unwrap_or(still).stage(player.reading(now))
    }

    fn turn(&self, session: &SessionScreen, whose: Whose) -> Turn {
        let timeline = session.player().timeline();
        let of = |segment: Option<&Segment>| {
            Turn::for_side(segment.and_then(|segment| segment.side.as_ref()))
        };
        let before = self.about.checked_sub(1).and_then(|at| timeline.get(at));
        whose.turn(of(timeline.get(self.about)), of(before))
    }
}
