//! What several tests share.
#![allow(dead_code, reason = "each test uses its part of it")]

pub(crate) mod build;
pub(crate) mod driven;
pub(crate) mod picture;
pub(crate) mod read;
pub(crate) mod screens;

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use supple::core::moment::Moment;
use supple::core::player::{Event, LengthChange, What};
use supple::core::timeline::Timeline;

/// The moment `milliseconds` after the host started.
pub(crate) fn at(milliseconds: u64) -> Moment {
    Moment::after(Duration::from_millis(milliseconds))
}

/// Events one a line: the moment in seconds, the routine's clock, what happened.
pub(crate) fn transcript(timeline: &Timeline, events: &[Event]) -> String {
    let mut out = String::new();
    for event in events {
        let moment = event.at.since(Moment::ZERO);
        let clock = supple::core::span::clock(event.clock);
        let _ = writeln!(
            out,
            "{:>8.3} {clock:>5} {}",
            moment.as_secs_f64(),
            described(timeline, &event.what)
        );
    }
    out
}

fn described(timeline: &Timeline, what: &What) -> String {
    let segment = |index: usize| {
        let Some(segment) = timeline.get(index) else {
            return "?".to_owned();
        };
        let side = segment
            .side_shown()
            .map(|side| format!(" {side}"))
            .unwrap_or_default();
        let rep = if segment.rep.1 > 1 {
            format!(" {}/{}", segment.rep.0, segment.rep.1)
        } else {
            String::new()
        };
        format!(
            "{} {}{side}{rep}",
            segment.kind.word(),
            timeline.name(index)
        )
    };
    match what {
        What::Started { index, .. } => format!("started {}", segment(*index)),
        What::Began { index } => format!("began {}", segment(*index)),
        What::Reached { mark, .. } => format!("  {mark:?}"),
        What::Ended { ran, how, .. } => format!("ended {how:?} after {ran:?}"),
        What::Rang { .. } => "rang".to_owned(),
        What::Reminded { .. } => "reminded".to_owned(),
        What::Hurt { index, .. } => format!("hurt in {}", segment(*index)),
        What::LeadIn { length, .. } => format!("lead-in of {length:?}"),
        What::LeadInRemaining(seconds) => format!("  lead-in {seconds}"),
        What::Resized { change, .. } => match change {
            LengthChange::Longer(by) => format!("lengthened({by:?})"),
            LengthChange::Shorter(by) => format!("shortened({by:?})"),
            LengthChange::More => "more".to_owned(),
            LengthChange::Fewer => "fewer".to_owned(),
            LengthChange::AtLimit => "atlimit".to_owned(),
        },
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Shares a timeline.
pub(crate) fn shared(timeline: Timeline) -> Arc<Timeline> {
    Arc::new(timeline)
}
