//! Whole sessions with real keys through the real loop, in virtual time: what is seen and when the program wakes up.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/script.rs"]
mod script;
mod support;

use std::time::Duration;

use script::Script;
use supple::app::effect::Outcome;
use supple::app::input::{Input, Key, Signal};
use supple::app::view::{Look, Overlay};
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::What;
use supple::core::routine::{
    Counted, End, Exercise, Order, Routine, Sides, Step, Timed, Voice, Wait, Work,
};
use supple::core::timeline::Timeline;
use support::at;

fn exercise(name: &str, work: Work, sides: Sides) -> Step {
    Step::Exercise(Box::new(Exercise {
        name: name.to_owned(),
        cue: None,
        how: None,
        figure: None,
        work,
        sides: Some(sides),
        order: Order::Alternate,
        reps: 1,
        ready: Duration::from_secs(5),
        switch: Duration::from_secs(5),
        between: None,
        position: None,
    }))
}

fn held(name: &str, sides: Sides, limit: Option<u64>) -> Step {
    let timed = Timed {
        length: Duration::from_secs(15),
        limit: limit.map(Duration::from_secs),
        end: End::Chime,
        cues: Vec::new(),
    };
    exercise(name, Work::Hold(timed), sides)
}

fn timeline(steps: Vec<Step>) -> Timeline {
    Timeline::of(&Routine {
        title: "Journey".to_owned(),
        about: None,
        tags: Vec::new(),
        needs: Vec::new(),
        warn: Vec::new(),
        sources: Vec::new(),
        author: None,
        license: None,
        allow: Vec::new(),
        voice: Voice::default(),
        steps: NonEmpty::from_vec(steps).unwrap(),
    })
}

/// Ready 0:00, right 0:05, switch 0:20, left 0:25; ready 0:40, hold 0:45, end 1:00.
fn two_steps() -> Timeline {
    timeline(vec![
        held("Pull", Sides::Each, None),
        held("Press", Sides::None, None),
    ])
}

const SPACE: Key = Key::Char(' ');

fn finished(script: &Script) -> u128 {
    let ends = script.when(|what| *what == What::Finished);
    assert_eq!(ends.len(), 1);
    ends[0]
}

#[test]
fn a_session_runs_to_its_end_by_itself() {
    let (script, ended) = Script::new().play(two_steps(), 15);
    assert_eq!(ended.outcome, Some(Outcome::Finished));
    assert_eq!(finished(&script), 75_000);
    let record = ended.app.played().unwrap();
    assert_eq!(record.held(), Duration::from_secs(45));
    assert_eq!(record.took(), Duration::from_secs(60));
}

#[test]
fn it_wakes_up_once_a_second_and_never_while_it_stands() {
    let script = Script::new().key(12_300, SPACE).key(600_000, SPACE);
    let (script, ended) = script.play(two_steps(), 0);
    assert_eq!(ended.outcome, Some(Outcome::Finished));
    let hold: Vec<u128> = (6..13).map(|second| second * 1000).collect();
    assert_eq!(script.wakings(5_500, 12_300), hold[..7]);
    assert_eq!(script.wakings(12_301, 600_000), [0; 0], "while it stands");
    // It goes on after a lead-in of its own `ready`, with what was left.
    assert_eq!(script.wakings(600_001, 605_000).len(), 4);
    assert_eq!(finished(&script), 600_000 + 5_000 + (60_000 - 12_300));
}

#[test]
fn a_pause_adds_itself_and_its_lead_in() {
    let script = Script::new().key(10_000, SPACE).key(14_000, SPACE);
    let (script, ended) = script.play(two_steps(), 0);
    assert_eq!(finished(&script), 60_000 + 4_000 + 3_000);
    assert_eq!(script.seen(13_999).look, Look::Paused);
    assert_eq!(script.seen(14_000).look, Look::Ready);
    assert_eq!(script.seen(17_000).look, Look::Hold);
    let record = ended.app.played().unwrap();
    assert_eq!(record.paused, Duration::from_secs(4));
    assert_eq!(record.held(), Duration::from_secs(45));
}

#[test]
fn a_question_stands_over_a_paused_session() {
    let script = Script::new()
        .key(10_000, Key::Char('q'))
        .key(11_000, Key::Char('n'))
        .key(20_000, Key::Escape)
        .key(21_000, Key::Enter);
    let (script, ended) = script.play(two_steps(), 0);
    assert!(matches!(
        script.seen(10_000).overlay,
        Some(Overlay::Question { .. })
    ));
    assert_eq!(script.wakings(10_001, 11_000), [0; 0]);
    assert_eq!(script.seen(11_000).overlay, None);
    assert_eq!(script.seen(14_000).look, Look::Hold);
    assert_eq!(ended.outcome, Some(Outcome::Stopped));
    let held = ended.app.played().unwrap().held();
    assert_eq!(held, Duration::from_secs(5 + 6), "what was done is kept");
}

#[test]
fn help_shows_every_key_and_goes_away_with_any() {
    let script = Script::new()
        .key(10_000, Key::Char('?'))
        .key(12_000, Key::Right)
        .key(13_000, Key::Ctrl('c'));
    let (script, ended) = script.play(two_steps(), 0);
    let Some(Overlay::Help(keys)) = &script.seen(10_000).overlay else {
        panic!("no help");
    };
    assert!(keys.iter().any(|line| line.keys == "→ PageDown"));
    assert_eq!(script.seen(12_000).overlay, None);
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

#[test]
fn a_hand_on_the_keys_toggles_once() {
    let script = Script::new()
        .key(10_000, Key::Char('x'))
        .key(10_050, SPACE)
        .key(10_600, Key::Char('y'))
        .key(11_299, Key::Right)
        .key(11_999, SPACE);
    let (script, _) = script.play(two_steps(), 0);
    assert_eq!(script.when(|what| *what == What::Paused), [10_000]);
    let resumed = script.when(|what| *what == What::Resumed);
    assert_eq!(resumed, [11_999], "0.7 s after the last of them");
    assert_eq!(finished(&script), 60_000 + 1_999 + 3_000);
}

#[test]
fn what_hurts_is_left_out() {
    let script = Script::new()
        .key(10_000, Key::Char('h'))
        .key(90_000, Key::Right);
    let (script, ended) = script.play(two_steps(), 0);
    assert_eq!(script.seen(10_000).look, Look::Hurt);
    assert_eq!(script.wakings(10_001, 90_000), [0; 0], "nothing hurries");
    assert_eq!(script.seen(90_000).name, "Press");
    assert_eq!(finished(&script), 90_000 + 20_000);
    let lines = &ended.app.played().unwrap().lines;
    assert!(lines.iter().any(|line| line.hurt));
}

#[test]
fn a_closed_lid_is_a_pause_from_the_moment_it_slept() {
    let script = Script::new().sleep(10_500, 3_600_000).key(3_605_000, SPACE);
    let (script, ended) = script.play(two_steps(), 0);
    assert_eq!(script.when(|what| *what == What::Paused), [10_000]);
    assert_eq!(script.seen(3_600_000).look, Look::Paused);
    assert_eq!(script.wakings(10_001, 3_605_000), [3_600_000]);
    assert_eq!(finished(&script), 3_605_000 + 5_000 + 50_000);
    assert_eq!(ended.app.played().unwrap().held(), Duration::from_secs(45));
}

#[test]
fn a_late_waking_is_no_pause_and_loses_nothing() {
    let script = Script::new().sleep(10_500, 12_900);
    let (script, _) = script.play(two_steps(), 0);
    assert_eq!(script.when(|what| *what == What::Paused), [0; 0]);
    assert_eq!(finished(&script), 60_000);
}

#[test]
fn a_wait_lasts_until_a_key() {
    let wait = Step::Wait(Wait {
        name: Some("Fetch the strap".to_owned()),
        cue: None,
    });
    let count = Counted {
        times: 10,
        pace: None,
        cues: Vec::new(),
    };
    let bridges = exercise("Bridges", Work::Count(count), Sides::None);
    let steps = vec![wait, bridges, held("Press", Sides::None, None)];
    let script = Script::new()
        .key(100_000, Key::Char('x'))
        .key(200_000, SPACE);
    let (script, ended) = script.play(timeline(steps), 0);
    assert_eq!(script.seen(0).look, Look::Wait);
    // Nothing but the reminders.
    let reminders = script.when(|what| matches!(what, What::Reminded { .. }));
    assert_eq!(
        reminders,
        [30_000, 60_000, 90_000, 135_000, 165_000, 195_000]
    );
    assert_eq!(script.wakings(1, 100_000), [30_000, 60_000, 90_000]);
    assert_eq!(script.seen(105_000).count.as_ref().unwrap().text, "10 ×");
    assert_eq!(finished(&script), 200_000 + 20_000);
    assert_eq!(ended.outcome, Some(Outcome::Finished));
}

#[test]
fn a_limit_ends_a_hold_even_in_a_pause() {
    let cold = held("Cold pack", Sides::None, Some(60));
    let script = Script::new().key(10_000, SPACE);
    let (script, ended) = script.play(timeline(vec![cold]), 0);
    assert_eq!(script.when(|what| *what == What::AtLimit), [65_000]);
    assert_eq!(script.wakings(10_001, 65_001), [65_000]);
    assert_eq!(ended.outcome, Some(Outcome::Finished));
}

#[test]
fn suspending_pauses_and_draws_anew() {
    let script = Script::new()
        .key(10_000, Key::Ctrl('z'))
        .then(20_000, Input::Resized)
        .then(21_000, Input::Suspend)
        .then(22_000, Input::Signal(Signal::Terminate));
    let (script, ended) = script.play(two_steps(), 0);
    assert_eq!(script.suspended, 2);
    assert_eq!(script.when(|what| *what == What::Paused), [10_000]);
    let drawn: Vec<Moment> = script.pictures.iter().map(|picture| picture.0).collect();
    assert!(
        [10_000, 20_000, 21_000]
            .iter()
            .all(|moment| drawn.contains(&at(*moment)))
    );
    assert_eq!(ended.outcome, Some(Outcome::Signal(Signal::Terminate)));
    assert_eq!(script.when(|what| *what == What::Stopped), [22_000]);
}

#[test]
fn tones_are_due_when_things_happen() {
    let (script, _) = Script::new().sleep(20_100, 21_500).play(two_steps(), 0);
    let due: Vec<u128> = script
        .tones
        .iter()
        .filter(|(_, tone)| tone.is_phase_change())
        .map(|(due, _)| due.since(Moment::ZERO).as_millis())
        .collect();
    assert_eq!(due, [0, 5_000, 20_000, 25_000, 40_000, 45_000, 60_000]);
}
