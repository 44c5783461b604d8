//! The figure beside the seconds: which one, for which side, how far into its movement, and when that changes next.

use std::sync::Arc;
use std::time::Duration;

use super::SessionScreen;
use crate::app::element::{FigureView, Window};
use crate::core::moment::Moment;
use crate::core::player::Phase;
use crate::core::pose::movement::{Movement, Stage, Whose};
use crate::core::pose::{Figure, Repeats, Turn};
use crate::core::routine::Work;
use crate::core::settings::Motion;
use crate::core::timeline::{Kind, Segment};

/// The time of a step where one walks.
const STEP: Duration = Duration::from_secs(1);

/// The figure at `now`, where the window has room for one.
pub(super) fn view(session: &SessionScreen, window: Window, now: Moment) -> Option<FigureView> {
    let shown = Shown::of(session, window)?;
    let stage = shown.stage(session, now);
    Some(FigureView {
        turn: shown.turn(session, stage.side),
        thousandths: stage.thousandths,
        shows_way: shown.is_ready(session),
        is_moving: stage.is_between() && is_running(session),
        figure: shown.figure,
    })
}

/// When the figure moves next.
pub(super) fn next_change(session: &SessionScreen, window: Window, now: Moment) -> Option<Moment> {
    if !is_running(session) {
        return None;
    }
    let movement = Shown::of(session, window)?.movement(session)?;
    let reading = reading(session, now);
    let next = movement.next_change(reading)?;
    Some(now + next.saturating_sub(reading))
}

/// Whether the clock of the session runs.
fn is_running(session: &SessionScreen) -> bool {
    matches!(session.player().phase(), Phase::Running | Phase::Starting)
}

/// How much of the present segment has run, or of the lead-in before the first.
fn reading(session: &SessionScreen, now: Moment) -> Duration {
    let player = session.player();
    match player.first_lead_in().zip(player.lead_in_remaining(now)) {
        Some((length, remaining)) => length.saturating_sub(remaining),
        None => player.reading(now),
    }
}

/// The figure of the present segment.
struct Shown {
    figure: Arc<Figure>,
    /// The index of the present segment.
    index: usize,
    /// The index of the segment it is about: the present one, or the piece that is waited for.
    about: usize,
}

impl Shown {
    fn of(session: &SessionScreen, window: Window) -> Option<Self> {
        if !(session.preferences.figures && window.has_figure()) {
            return None;
        }
        let player = session.player();
        let timeline = player.timeline();
        let index = player.index()?;
        let works = |at: &usize| {
            let segment = timeline.get(*at);
            segment.is_some_and(|segment| segment.step.work.is_some())
        };
        let about = match player.hurts() {
            // One lets go of the stretch that hurt, not of the next.
            Some(step) => (0..timeline.len()).find(|at| {
                let is_of_step = timeline.get(*at).is_some_and(|it| it.step.id == step);
                is_of_step && works(at)
            })?,
            // A rest, a wait and the transitions of a block show the figure of the next step.
            None => (index..timeline.len()).find(|at| works(at) && !player.is_skipped(*at))?,
        };
        let figure = timeline.get(about)?.step.figure.as_ref()?;
        Some(Self {
            figure: Arc::clone(figure),
            index,
            about,
        })
    }

    /// How it moves; `None` where it rests.
    fn movement(&self, session: &SessionScreen) -> Option<Movement> {
        let player = session.player();
        let timeline = player.timeline();
        let own = self.about == self.index;
        let kind = match timeline.get(self.index)?.kind {
            _ if player.is_before_start() => Kind::Ready,
            // Another figure was on the screen before the sides of a block change.
            Kind::Switch if !own => Kind::Ready,
            Kind::Between if !own => Kind::Rest,
            kind => kind,
        };
        let (length, after) = match player.first_lead_in() {
            Some(lead_in) => (Some(lead_in), player.behind_lead_in()),
            None => (player.length(self.index), self.index + 1),
        };
        let work = timeline.get(self.about)?.step.work.as_ref();
        let counted = work.and_then(Work::counted);
        let pace = counted.and_then(|counted| counted.pace);
        let movement = Movement {
            kind,
            length,
            pace,
            tempo: counted.and_then(|counted| counted.tempo),
            repeats: self.figure.repeats,
            ends_at_rest: !timeline.is_work(after) || pace.is_some(),
            motion: session.preferences.motion,
        };
        let is_walk = matches!(work, Some(Work::Time(_)));
        match session.preferences.motion {
            _ if player.phase() == Phase::Hurt || !self.figure.is_drawn() => None,
            // A stride is not held: one walks, or stands.
            _ if !(is_walk && self.figure.repeats == Repeats::OtherSide) => Some(movement),
            Motion::Loop if kind.is_work() || kind.is_transition() => Some(Movement {
                kind: Kind::Count,
                pace: Some(STEP),
                tempo: None,
                ..movement
            }),
            _ => None,
        }
    }

    fn stage(&self, session: &SessionScreen, now: Moment) -> Stage {
        let movement = self.movement(session);
        movement.map_or(Stage::REST, |movement| {
            movement.stage(reading(session, now))
        })
    }

    /// Whether one gets ready for it.
    fn is_ready(&self, session: &SessionScreen) -> bool {
        let movement = self.movement(session);
        movement.is_some_and(|movement| movement.kind == Kind::Ready)
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
