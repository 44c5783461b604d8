//! Plans: where the marks of a segment lie, what several routines in a row are, which sentence stands on the screen.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use supple::core::cue;
use supple::core::mark::Mark;
use supple::core::routine::Routine;
use supple::core::timeline::{Keys, Timeline};
use supple::diagnostic::Source;
use supple::format;

fn routine(title: &str, steps: &str) -> Routine {
    let source = Source {
        name: "test.toml".to_owned(),
        text: format!("title = \"{title}\"\n{steps}"),
    };
    let parsed = format::routine::parse(&source);
    let problems = parsed.problems;
    parsed.value.unwrap_or_else(|| panic!("{problems:?}"))
}

fn timeline(steps: &str) -> Timeline {
    Timeline::of(&routine("Test", steps))
}

/// The marks of the first segment of a step, without its last seconds, in milliseconds.
fn marks(step: &str) -> Vec<(u128, Mark)> {
    let timeline = timeline(&format!("[[step]]\nname = \"A\"\nready = 0\n{step}"));
    let first = timeline.first();
    let marks = first.marks(first.length).into_iter();
    marks
        .filter(|(_, mark)| !matches!(mark, Mark::Left(_)))
        .map(|(at, mark)| (at.as_millis(), mark))
        .collect()
}

fn said(cue: usize, nth: u32) -> Mark {
    Mark::Cue { cue, nth }
}

#[test]
fn a_hold_has_a_middle_from_twenty_seconds_unless_a_cue_is_there() {
    let hold = |length: u32, cues: &str| marks(&format!("hold = \"{length}s\"\ncues = [{cues}]"));
    assert_eq!(hold(19, ""), [(19_000, Mark::End)]);
    assert_eq!(hold(20, ""), [(10_000, Mark::Halfway), (20_000, Mark::End)]);
    assert_eq!(hold(31, ""), [(15_000, Mark::Halfway), (31_000, Mark::End)]);
    let half = "{ at = \"half\", say = \"Half.\" }";
    assert_eq!(hold(31, half), [(15_000, said(0, 0)), (31_000, Mark::End)]);
    let near = "{ at = \"14s\", say = \"Nearly.\" }";
    assert_eq!(
        hold(31, near),
        [
            (14_000, said(0, 0)),
            (15_000, Mark::Halfway),
            (31_000, Mark::End)
        ]
    );
}

#[test]
fn timed_cues_count_from_the_start_or_the_end_and_come_again() {
    let cues = "cues = [{ at = \"-5s\", say = \"Last five.\" }, { at = \"4s\", every = \"6s\", say = \"Breathe.\" }]";
    assert_eq!(
        marks(&format!("hold = \"16s\"\n{cues}")),
        [
            (4_000, said(1, 0)),
            (10_000, said(1, 1)),
            (11_000, said(0, 0)),
            (16_000, Mark::End),
        ],
        "a cue at the very end is none"
    );
    let right = "hold = \"9s\"\nsides = [\"right\", \"left\"]\n\
                 cues = [{ at = \"3s\", side = \"left\", say = \"Left.\" }]";
    assert_eq!(marks(right), [(9_000, Mark::End)], "on the other side only");
}

#[test]
fn a_count_has_a_mark_for_each_movement_but_the_first() {
    assert_eq!(
        marks("count = 3\npace = \"4s\""),
        [
            (4_000, Mark::Repetition(2)),
            (8_000, Mark::Repetition(3)),
            (12_000, Mark::End),
        ]
    );
}

#[test]
fn the_last_seconds_are_as_many_as_the_voice_ticks() {
    let left = |ticks: u8, hold: &str| {
        let timeline = timeline(&format!(
            "[voice]\nticks = {ticks}\n[[step]]\nname = \"A\"\nready = 0\nhold = \"{hold}\""
        ));
        let first = timeline.first();
        let marks = first.marks(first.length).into_iter();
        let left = marks.filter_map(|(at, mark)| match mark {
            Mark::Left(left) => Some((at.as_secs(), left)),
            _ => None,
        });
        left.collect::<Vec<_>>()
    };
    assert_eq!(left(2, "10s"), [(8, 2), (9, 1)]);
    assert_eq!(left(5, "4s"), [(1, 3), (2, 2), (3, 1)], "none at the start");
    assert_eq!(left(0, "10s"), []);
}

#[test]
fn routines_in_a_row_have_both_titles_and_their_steps_are_counted_on() {
    let hold = |name: &str| format!("[[step]]\nname = \"{name}\"\nhold = \"10s\"\n");
    let knees = routine("Knees", &(hold("A") + &hold("B")));
    let hips = routine("Hips", &hold("C"));
    let both = Timeline::of_all(&knees, &[&hips], Keys::Come);
    assert_eq!(both.title, "Knees + Hips");
    let starts = [1, 2, 3, 4].map(|number| both.start_of_step(number));
    assert_eq!(starts, [Some(0), Some(2), Some(4), None]);
    let name = |index: usize| both.name(index).to_owned();
    assert_eq!([name(0), name(3), name(5)], ["A", "B", "C"]);
    assert_eq!(both.total(), Duration::from_secs(60));
    assert_eq!(both.held(), Duration::from_secs(30));
}

#[test]
fn a_waiting_time_shows_the_sentence_of_what_it_leads_to() {
    let timeline = timeline(
        "[[step]]\nrepeat = 2\nbetween = \"8s\"\n\
         [[step.step]]\nname = \"A\"\nhold = \"15s\"\nready = 0\ncue = \"{name}, round {round}.\"\n\
         [[step.step]]\nname = \"B\"\nhold = \"15s\"\nready = 0\ncue = \"Sink in.\"\n\
         [[step]]\nrest = \"20s\"",
    );
    let shown = |index: usize| cue::sentence(&timeline, index, |_| false);
    // A, B, between, A, B, rest.
    assert_eq!(shown(0).as_deref(), Some("A, round 1."));
    assert_eq!(shown(1).as_deref(), Some("Sink in."));
    assert_eq!(shown(2).as_deref(), Some("A, round 2."));
    assert_eq!([5, 6].map(shown), [None, None]);
    let skipped = cue::sentence(&timeline, 2, |index| index == 3);
    assert_eq!(skipped.as_deref(), Some("Sink in."));
}
