//! The bundled routines as they happen and as they are heard.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{Cue, Estimated, Lengths};
use supple::core::moment::Moment;
use supple::core::player::Start;
use supple::core::session::dry_run;
use supple::core::timeline::{Kind, Timeline};
use supple::disk::bundled;
use support::read;

#[test]
fn knee_to_chest() {
    let timeline = read::timeline(include_str!("../routines/knee-to-chest.toml"));
    let start = Start {
        lead_in: Duration::from_secs(15),
        from: 0,
    };
    let (mut player, mut events) =
        support::driven::Driven::start(Arc::clone(&timeline), start, Moment::ZERO);
    events.extend(player.play_on());
    insta::assert_snapshot!(support::transcript(&timeline, &events));
}

/// What is said in a session in which keys come at once, with its moments.
fn said(timeline: &Arc<Timeline>) -> Vec<(Duration, String)> {
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let lines = |cue: Cue| {
        let due = cue.due.since(Moment::ZERO);
        let said = cue.lines.into_iter();
        said.filter_map(move |line| Some((due + line.at, line.say?.text)))
    };
    dry_run(timeline, Start::default(), &lengths)
        .flat_map(lines)
        .collect()
}

#[test]
fn no_hold_of_a_bundled_routine_starts_without_a_word_before_it() {
    for (id, text) in bundled::ALL {
        let timeline = read::timeline(text);
        let said = said(&timeline);
        let (mut start, mut before) = (Duration::ZERO, Duration::ZERO);
        for segment in timeline.iter() {
            if segment.kind.is_work() {
                let word = said.iter().any(|(at, _)| (before..=start).contains(at));
                assert!(word, "{id} at {start:?}");
            }
            if segment.kind != Kind::Wait {
                before = start;
            }
            start += segment.length.unwrap_or_default();
        }
    }
}

#[test]
fn no_timed_cue_of_a_bundled_routine_is_said_four_times_in_a_minute_and_a_half() {
    for (id, text) in bundled::ALL {
        let said = said(&read::timeline(text));
        for (at, sentence) in &said {
            let soon = *at..*at + Duration::from_secs(90);
            let often = said
                .iter()
                .filter(|(at, other)| other == sentence && soon.contains(at));
            let often = often.count();
            let whole = text.contains(&format!("say = \"{sentence}\""));
            assert!(often < 4 || !whole, "{id}: {sentence} {often} times");
        }
    }
}
