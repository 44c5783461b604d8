//! Prescriptions as people write them: defaults, breaths, sets, ranges and weeks, and what a session makes of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

mod support;

use std::fmt::Write as _;

use supple::core::routine::{Routine, Work};
use supple::core::timeline::{Segment, Timeline};
use support::read;

/// The routine `steps` below a title.
fn routine(steps: &str) -> Routine {
    read::routine(&format!("title = \"Test\"\n{steps}"))
}

/// Each segment in a few words: kind, seconds, side, repetition.
fn unrolled(steps: &str) -> Vec<String> {
    Timeline::of(&routine(steps)).iter().map(outlined).collect()
}

fn outlined(segment: &Segment) -> String {
    let mut out = segment.kind.word().to_owned();
    if let Some(length) = segment.length {
        let _ = write!(out, " {}", length.as_secs());
    }
    if let Some(counted) = segment.work().and_then(Work::counted) {
        let _ = write!(out, " {} x", counted.times);
    }
    if let Some(side) = segment.side_shown() {
        let _ = write!(out, " {side}");
    }
    for (name, (nth, of)) in [("", segment.rep), ("round ", segment.round)] {
        if of > 1 {
            let _ = write!(out, " {name}{nth}/{of}");
        }
    }
    out
}

#[test]
fn a_step_without_a_kind_has_that_of_the_defaults() {
    let minutes = "[defaults]\ntime = \"1m\"\nready = 0\n[[step]]\nname = \"Frog\"\n\
                   [[step]]\nname = \"Neck\"\nhold = \"15s\"\n[[step]]\nname = \"Twist\"\ntime = \"2m\"";
    assert_eq!(unrolled(minutes), ["time 60", "hold 15", "time 120"]);
    let counted = "[defaults]\ncount = 7\npace = \"4s\"\nready = 0\n[[step]]\nname = \"Spin\"\n\
                   [[step]]\nrest = \"10s\"\n[[step]]\nname = \"Arch\"\ncount = 3";
    assert_eq!(
        unrolled(counted),
        ["count 28 7 x", "rest 10", "count 12 3 x"]
    );
}

#[test]
fn two_kinds_in_the_defaults_serve_steps_that_have_one() {
    let both = "[defaults]\nhold = \"20s\"\ncount = 8\nready = 0\n[[step]]\nuse = \"calf-raise\"\n\
                [[step]]\nuse = \"childs-pose\"";
    assert_eq!(unrolled(both), ["count 24 8 x", "hold 20"]);
}
