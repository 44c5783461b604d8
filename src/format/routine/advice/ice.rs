//! W09: cold on the skin.

use super::limits::{ICE, ICE_SOURCE};
use super::outline::Outline;
use crate::core::routine::Work;
use crate::core::span::{short, written};
use crate::diagnostic::Code::W09;
use crate::diagnostic::Diagnostic;

/// The tag of a routine with cold in it.
const TAG: &str = "ice";

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    let tags = &outline.routine.tags;
    if !tags.iter().any(|tag| tag.to_lowercase() == TAG) {
        return;
    }
    for (known, exercise) in outline.exercises() {
        let Work::Time(timed) = &exercise.work else {
            continue;
        };
        let long = known.place("time");
        let longest = written(ICE);
        let problem = if let Some(length) = timed.length.filter(|length| *length > ICE) {
            W09.at(long, format!("ice for {}", short(length)))
                .label(format!("over {}", short(ICE)))
                .help(format!(
                    "write `time = \"{longest}\"` at most, with `limit = \"{longest}\"`"
                ))
        } else if let Some(limit) = timed.limit {
            if limit <= ICE {
                continue;
            }
            W09.at(
                known.place("limit"),
                format!("ice for up to {}", short(limit)),
            )
            .label(format!("over {}", short(ICE)))
            .help(format!("write `limit = \"{longest}\"` at most"))
        } else {
            W09.at(long, "ice without a `limit`")
                .label("a paused cold pack is still on the skin")
                .help(format!(
                    "add `limit = \"{longest}\"` or less: nothing goes on past it"
                ))
        };
        found.push(problem.source(ICE_SOURCE));
    }
}
