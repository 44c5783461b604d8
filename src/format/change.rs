//! A change of phase as it is written for a command of the user: one JSON object.

use serde::Serialize;

use crate::core::player::{Event, What};
use crate::core::routine::Side;
use crate::core::span::milliseconds;
use crate::core::text::escaped_json;
use crate::core::timeline::{Segment, Timeline};

/// A change of phase as the command reads it.
#[derive(Serialize)]
struct RawChange<'a> {
    /// It grows when something that stands here changes its meaning or goes.
    v: u32,
    /// `lead-in`, the kind of a segment, `paused`, `resumed`, `hurt`, `alarm`, `done` or `stopped`.
    phase: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length_ms: Option<i64>,
    /// How much of the plan has run.
    clock_ms: i64,
}

/// The line for an event of a session of `timeline`, without a line break; `None` where the phase stays the same.
pub fn write(timeline: &Timeline, event: &Event) -> Option<String> {
    let of = |index: usize| timeline.get(index);
    let (phase, index, length) = match &event.what {
        What::LeadIn { index, length } => ("lead-in", Some(*index), Some(*length)),
        What::Started {
            paused: true,
            index,
            ..
        } => ("paused", Some(*index), None),
        What::Started { index, length, .. } => (of(*index)?.kind.word(), Some(*index), *length),
        What::Began { index } => (of(*index)?.kind.word(), Some(*index), None),
        What::Paused => ("paused", None, None),
        What::Resumed => ("resumed", None, None),
        What::Hurt { index, .. } => ("hurt", Some(*index), None),
        What::Rang {
            index,
            again: false,
        } => ("alarm", Some(*index), None),
        What::Finished => ("done", None, None),
        What::Stopped => ("stopped", None, None),
        _ => return None,
    };
    let segment: Option<&Segment> = index.and_then(of);
    let name = index.map(|index| timeline.name(index));
    let side = segment.and_then(|segment| segment.side.as_ref());
    let change = RawChange {
        v: 1,
        phase,
        title: &timeline.title,
        name: name.filter(|name| !name.is_empty()),
        side: side.map(Side::word),
        length_ms: length.map(milliseconds),
        clock_ms: milliseconds(event.clock),
    };
    let json = serde_json::to_string(&change).ok()?;
    Some(escaped_json(&json).into_owned())
}
