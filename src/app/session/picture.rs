//! Makes the view of a session from its state, and says when the view changes next.

use std::sync::Arc;
use std::time::Duration;

use super::SessionScreen;
use super::figure;
use super::keys;
use super::look::State;
use super::view::{Count, SessionView};
use crate::app::element::{RibbonView, Window};
use crate::core::cue;
use crate::core::log::is_rehearsal;
use crate::core::moment::Moment;
use crate::core::player::{Phase, Player};
use crate::core::routine::{Posture, Work};
use crate::core::rules::AFTER_HURT;
use crate::core::span;
use crate::core::timeline::{Kind, Segment, Timeline};

/// The shape of a number of movements.
const MOVEMENTS: &str = "88 ×";

/// When the picture changes next by itself: with the shown second.
pub(super) fn next_change(player: &Player, now: Moment) -> Option<Moment> {
    let flip = |left: Duration| {
        let shown = span::rounded_up(left).saturating_sub(Duration::from_secs(1));
        now + left.saturating_sub(shown)
    };
    match player.phase() {
        Phase::Starting | Phase::LeadingIn => player.lead_in_remaining(now).map(flip),
        Phase::Running => player.segment_remaining(now).map(flip),
        Phase::Ringing => player
            .ringing(now)
            .map(|rung| now + Duration::from_secs(rung.as_secs() + 1).saturating_sub(rung)),
        Phase::Paused | Phase::Hurt | Phase::Over => None,
    }
}

/// The view at `now`.
pub(super) fn view(session: &SessionScreen, window: Window, now: Moment) -> SessionView {
    let player = session.player();
    let timeline = player.timeline();
    let state = State::of(player);
    let index = player.index().unwrap_or(timeline.len() - 1);
    let segment = timeline.get(index).unwrap_or(timeline.first());
    let several = |(nth, of): (u32, u32)| (of > 1).then_some((nth, of));
    SessionView {
        title: timeline.title.clone(),
        look: state.look(),
        phase: state.phase_word(segment),
        side: segment.side_shown().map(str::to_uppercase),
        name: shown_name(player, index, state),
        name_first: state.names_first(),
        count: count(player, segment, now),
        widest: widest(player, index),
        progress: progress(player, index, now),
        asks: state.asks(posture(timeline, index)),
        figure: figure::view(session, window, now),
        cue: sentence(session, index, state, now),
        sentences: cue::sentences(timeline, index),
        how: segment
            .step
            .how
            .as_ref()
            .filter(|_| state != State::Hurt)
            .map(|how| how.fill(&timeline.words(index, None))),
        // Before the start the name on the screen is what comes next.
        next: (state != State::Starting).then(|| coming_up(player, index, state)),
        step: segment.step.number.map(|number| (number, timeline.steps)),
        rep: several(segment.rep),
        round: several(segment.round),
        clock: (player.clock(now), player.total()),
        ends: ends_at(session, now),
        ribbon: RibbonView {
            segments: Arc::clone(player.planned()),
            here: Some(index),
        },
        notes: if player.is_before_start() {
            session.notes.clone()
        } else {
            Vec::new()
        },
        aside: session.aside(now),
        note: session.saved.map(|saved| saved.notice(window)),
        hints: keys::hint_bar(state),
    }
}

/// How the body is placed in the first step from `index` on, if it says so.
fn posture(timeline: &Timeline, index: usize) -> Option<Posture> {
    let mut steps = timeline.iter().skip(index);
    steps
        .find(|segment| segment.kind.is_work())
        .and_then(|segment| segment.step.position)
}

fn shown_name(player: &Player, index: usize, state: State) -> String {
    match state {
        // The advice for now has to be read from afar.
        State::Hurt => "Let go slowly".to_owned(),
        // The next stretch is announced; a rest that has a name keeps it.
        _ => player.name(index).to_owned(),
    }
}

/// The number on the screen, and its widest shape.
fn count(player: &Player, segment: &Segment, now: Moment) -> Option<Count> {
    if let Some(lead_in) = player.lead_in_remaining(now) {
        return Some(seconds(span::rounded_up(lead_in)));
    }
    if let Some(rung) = player.ringing(now) {
        return Some(seconds(Duration::from_secs(rung.as_secs())));
    }
    let counted = segment.step.work.as_ref().and_then(Work::counted);
    if let Some(counted) = counted.filter(|_| segment.kind == Kind::Count) {
        let left = match (counted.pace, player.segment_remaining(now)) {
            (Some(pace), Some(left)) => left.as_nanos().div_ceil(pace.as_nanos().max(1)),
            _ => counted.times.into(),
        };
        return Some(Count {
            text: format!("{left} ×"),
            shape: MOVEMENTS.to_owned(),
        });
    }
    player
        .segment_remaining(now)
        .map(span::rounded_up)
        .map(seconds)
}

/// The widest shape of all counts in the step that the segment at `index` belongs to.
fn widest(player: &Player, index: usize) -> String {
    let timeline = player.timeline();
    let shape = |at: usize| {
        let is_count = timeline.get(at)?.kind == Kind::Count;
        let length = player.length(at).map(|length| seconds(length).shape);
        if is_count {
            Some(MOVEMENTS.to_owned())
        } else {
            length
        }
    };
    let shapes = timeline.of_step(index).filter_map(shape);
    let widest = shapes.max_by_key(|shape| shape.chars().count());
    widest.unwrap_or_else(|| seconds(Duration::ZERO).shape)
}

/// Seconds up to a minute and a half as a plain number, which is read fastest; more as a clock.
fn seconds(left: Duration) -> Count {
    let text = if left.as_secs() < 100 {
        left.as_secs().to_string()
    } else {
        span::clock(left)
    };
    let digits: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '8' } else { c })
        .collect();
    let shape = if digits == "8" {
        "88".to_owned()
    } else {
        digits
    };
    Count { text, shape }
}

fn progress(player: &Player, index: usize, now: Moment) -> Option<(Duration, Duration)> {
    let of = player.length(index)?;
    let left = span::rounded_up(player.segment_remaining(now)?);
    Some((of.saturating_sub(left), of))
}

/// One sentence on what to do now: what a state asks for comes before what the routine says.
fn sentence(session: &SessionScreen, index: usize, state: State, now: Moment) -> Option<String> {
    let player = session.player();
    let timeline = player.timeline();
    match state {
        State::Hurt => Some(format!(
            "Stopped: {}. {AFTER_HURT}",
            player
                .hurts()
                .and_then(|step| timeline.name_of_step(step))
                .unwrap_or_default()
        )),
        _ => cue::timed_sentence(player, player.reading(now))
            .or_else(|| cue::sentence(timeline, index, |at| player.is_skipped(at))),
    }
}

/// The next segment, in words.
fn coming_up(player: &Player, index: usize, state: State) -> String {
    let timeline = player.timeline();
    let coming = if state == State::Starting {
        index
    } else {
        (index + 1..timeline.len())
            .find(|later| !player.is_skipped(*later))
            .unwrap_or(timeline.len())
    };
    let Some(segment) = timeline.get(coming) else {
        return "done".to_owned();
    };
    let here = timeline.get(index);
    let length = player.length(coming).map(span::short);
    let side = segment.side_shown();
    let name = player.name(coming);
    let same_step = here.is_some_and(|here| here.pass == segment.pass);
    match (segment.kind, &length) {
        (Kind::Switch, _) => format!(
            "switch to {}",
            side.unwrap_or("the other side").to_uppercase()
        ),
        (Kind::Between, Some(length)) if segment.introduces.is_some() => {
            let (round, rounds) = segment.round;
            format!("round {round}/{rounds} after {length}")
        }
        (Kind::Between, Some(length)) => {
            format!("rep {}/{} after {length}", segment.rep.0, segment.rep.1)
        }
        (Kind::Rest, Some(length)) => match &segment.step.name {
            Some(name) => format!("{name}, rest {length}"),
            None => format!("rest {length}"),
        },
        (Kind::Wait, _) => match &segment.step.name {
            Some(name) => format!("{name} (press a key)"),
            None => "a wait (press a key)".to_owned(),
        },
        (Kind::Ready, _) => match side {
            Some(side) => format!("{name}, {side}"),
            None => name.to_owned(),
        },
        (Kind::Count, _) if same_step => {
            let counted = segment.step.work.as_ref().and_then(Work::counted);
            format!("COUNT {} ×", counted.map_or(0, |counted| counted.times))
        }
        (kind, Some(length)) if same_step => format!("{} {length}", kind.word().to_uppercase()),
        (_, Some(length)) => match side {
            Some(side) => format!("{name}, {side}, {length}"),
            None => format!("{name}, {length}"),
        },
        (_, None) => name.to_owned(),
    }
}

/// The time of day at which the session ends if nothing is done.
fn ends_at(session: &SessionScreen, now: Moment) -> Option<String> {
    let player = session.player();
    if matches!(player.phase(), Phase::Paused | Phase::Hurt | Phase::Over) {
        return None;
    }
    let left = player.segment_remaining(now).unwrap_or_default();
    let later = player.remaining(now).saturating_sub(span::rounded_up(left));
    let remaining = player.lead_in_remaining(now).unwrap_or_default() + left + later;
    // A rehearsal keeps no pace with the day.
    let wall = session.preferences.wall;
    let wall = wall.filter(|wall| !is_rehearsal(wall.speed))?;
    let minutes = wall.stamp(now + remaining).time_of_day().as_secs() / 60;
    Some(format!("{}:{:02}", minutes / 60, minutes % 60))
}
