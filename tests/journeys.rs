//! Whole sessions with real keys through the real loop, in virtual time: what is seen and when the program wakes up.

use crate::script;
use crate::support;
use std::time::Duration;

use script::{Ended, Script};
use supple::app::effect::Outcome;
use supple::app::element::{Look, Overlay, Window};
use supple::app::input::{Input, Key, MouseAction, Signal};
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::{LengthChange, Start, What};
use supple::core::pose::Turn;
use supple::core::routine::{
    Between, Block, CueTime, Exercise, Order, Posture, Repetition, Rest, Sides, Step, Timed,
    TimedCue, Work,
};
use supple::core::session::Plan;
use supple::core::settings::Motion;
use supple::core::template::Template;
use supple::core::timeline::Timeline;
use supple::disk::stretches::built_in;
use support::at;
use support::build::{self, counted, once, seconds, step, timed};

fn exercise(name: &str, work: Work, sides: Sides) -> Step {
    step(Exercise {
        repetition: Repetition {
            sides: Some(sides),
            ready: seconds(5),
            ..once()
        },
        ..build::exercise(name, work)
    })
}

fn held(name: &str, sides: Sides, limit: Option<u64>) -> Step {
    let timed = Timed {
        limit: limit.map(seconds),
        ..timed(15)
    };
    exercise(name, Work::Hold(timed), sides)
}

fn timeline(steps: Vec<Step>) -> Timeline {
    let steps = NonEmpty::from_vec(steps).unwrap();
    Timeline::of(&build::routine("Journey", steps))
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
    // The lead-in takes the place of the first `ready`.
    assert_eq!(finished(&script), 70_000);
    let record = ended.app.played().unwrap();
    assert_eq!(record.held(), Duration::from_secs(45));
    assert_eq!(record.took(), Duration::from_secs(70));
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
fn the_next_second_is_foreseen_and_what_a_key_does_is_not() {
    let (script, _) = Script::new().key(30_500, SPACE).play(two_steps(), 0);
    let foreseen = |from: u64, to: u64| {
        let pictures = script.pictures.iter().zip(&script.expected);
        let within = pictures.filter(|((moment, _), _)| *moment > at(from) && *moment < at(to));
        within.map(|(_, foreseen)| *foreseen).collect::<Vec<_>>()
    };
    assert_eq!(foreseen(5_000, 20_000), [true; 14]);
    assert_eq!(foreseen(30_000, 31_000), [false]);
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
        script.over(10_000),
        Some(Overlay::Question { .. })
    ));
    assert_eq!(script.wakings(10_001, 11_000), [0; 0]);
    assert_eq!(script.over(11_000), None);
    assert_eq!(script.seen(14_000).look, Look::Hold);
    assert_eq!(ended.outcome, Some(Outcome::Stopped));
    let held = ended.app.played().unwrap().held();
    assert_eq!(held, Duration::from_secs(5 + 6), "what was done is kept");
}

/// Escape asks the question, as `q` does; it does not answer it.
#[test]
fn only_q_y_and_enter_answer_that_it_stops() {
    for (key, stops) in [
        (Key::Char('q'), true),
        (Key::Char('y'), true),
        (Key::Enter, true),
        (Key::Escape, false),
        (SPACE, false),
    ] {
        let script = Script::new().key(10_000, Key::Escape).key(12_000, key);
        let (script, ended) = script.play(two_steps(), 0);
        let outcome = if stops {
            Outcome::Stopped
        } else {
            Outcome::Finished
        };
        assert_eq!(ended.outcome, Some(outcome), "{key:?}");
        assert_eq!(script.over(12_000).is_some(), stops, "{key:?}");
    }
}

/// Who keeps going comes back to what was there, and the question says what that is.
#[test]
fn a_question_over_a_pause_leads_back_to_the_pause() {
    let answers = |script: &Script, at| match script.over(at) {
        Some(Overlay::Question { answers, .. }) => answers.clone(),
        over => panic!("no question: {over:?}"),
    };
    let script = Script::new()
        .key(8_000, Key::Char('q'))
        .key(9_000, Key::Char('n'))
        .key(14_000, SPACE)
        .key(15_000, Key::Char('q'))
        .key(16_000, Key::Char('n'));
    let (script, ended) = script.play(two_steps(), 0);
    assert!(answers(&script, 8_000).contains("keep going"));
    assert!(answers(&script, 15_000).contains("stay paused"));
    assert_eq!(script.seen(14_000).look, Look::Paused);
    assert_eq!(script.seen(600_000).look, Look::Paused);
    assert_eq!(ended.outcome, None, "it waits for a key");
}

/// A double Enter in the library must not skip the lead-in, nor three of them pause it.
#[test]
fn keys_of_the_first_second_and_repeats_are_ignored() {
    let skips = |script: &Script| script.when(|what| matches!(what, What::Started { .. }));
    let hand = [100, 250, 999];
    let script = hand.iter().fold(Script::new(), |script, at| {
        script
            .key(*at, Key::Enter)
            .mouse(*at, MouseAction::Click, (0, 0))
    });
    let (script, _) = script.key(1_700, Key::Enter).play(two_steps(), 15);
    assert_eq!(skips(&script)[0], 1_700, "of a press of its own");
    // Held down from the library on.
    let held = (0..60).fold(Script::new(), |script, nth| {
        script.key(500 + 33 * nth, Key::Enter)
    });
    let (held, _) = held.play(two_steps(), 15);
    assert_eq!(skips(&held)[0], 15_000);
    // Held down later, it is one press.
    let held = (0..60).fold(Script::new(), |script, nth| {
        script.key(17_000 + 33 * nth, Key::Right)
    });
    let (held, _) = held.play(two_steps(), 15);
    assert_eq!(
        held.when(|what| matches!(what, What::Ended { .. }))[0],
        17_000
    );
    assert_eq!(
        held.when(|what| matches!(what, What::Ended { .. })).len(),
        5
    );
    // Ctrl-C is always heard.
    let (_, left) = Script::new().key(10, Key::Ctrl('c')).play(two_steps(), 15);
    assert_eq!(left.outcome, Some(Outcome::Signal(Signal::Interrupt)));
}

#[test]
fn a_change_of_length_is_shown_for_a_moment() {
    let script = Script::new()
        .key(8_000, Key::Char('+'))
        .key(12_000, Key::Char('-'));
    let (script, _) = script.play(two_steps(), 0);
    let phase = |at| script.seen(at).phase.as_str();
    assert_eq!(
        [phase(7_999), phase(8_000), phase(9_499)],
        ["HOLD", "+5 s", "+5 s"]
    );
    assert_eq!(
        [phase(9_500), phase(12_000), phase(13_500)],
        ["HOLD", "-5 s", "HOLD"]
    );
}

#[test]
fn ctrl_l_draws_anew_and_changes_nothing() {
    let script = Script::new()
        .key(8_300, Key::Ctrl('l'))
        .key(9_000, Key::Char('q'))
        .key(10_000, Key::Ctrl('l'));
    let (script, _) = script.play(two_steps(), 0);
    assert_eq!(script.redrawn, 2);
    assert_eq!(script.seen(8_300).look, Look::Hold);
    let drawn = script
        .pictures
        .iter()
        .filter(|(moment, _)| *moment == at(8_300));
    assert_eq!(drawn.count(), 1, "once more, between two seconds");
    assert!(script.over(10_000).is_some(), "the question stays");
}

/// What lies over the session stays, and below it the session stands.
#[test]
fn a_question_and_the_keys_can_be_suspended() {
    for opens in [Key::Char('q'), Key::Char('?')] {
        let script = Script::new()
            .key(10_000, opens)
            .key(12_000, Key::Ctrl('z'))
            .then(20_000, Input::Continued)
            .key(22_000, SPACE);
        let (script, _) = script.play(two_steps(), 0);
        assert_eq!(script.suspended, 1, "{opens:?}");
        assert!(script.over(20_000).is_some(), "{opens:?}");
        let resumed = script.when(|what| *what == What::Resumed);
        assert_eq!(resumed, [22_000], "{opens:?}");
    }
}

/// A chair is nothing to lie on.
#[test]
fn before_the_start_it_says_how_to_place_the_body() {
    let phase = |position: Option<Posture>| {
        let first = step(Exercise {
            position,
            ..build::exercise("Pull", Work::Hold(timed(15)))
        });
        let (script, _) = Script::new().play(timeline(vec![first]), 15);
        assert_eq!(script.seen(1000).asks.as_deref(), Some("→ start now"));
        script.seen(1000).phase.clone()
    };
    assert_eq!(phase(Some(Posture::Sitting)), "SIT");
    assert_eq!(phase(Some(Posture::Standing)), "STAND");
    assert_eq!(phase(Some(Posture::Kneeling)), "KNEEL");
    for lying in [Posture::Back, Posture::Front, Posture::Side] {
        assert_eq!(phase(Some(lying)), "LIE DOWN");
    }
    assert_eq!(phase(None), "GET READY");
}

/// None stands before a wait; what follows it is the first step all the same.
#[test]
fn behind_a_first_wait_it_says_how_to_place_the_body() {
    let wait = Step::Rest(Rest {
        length: None,
        name: None,
        cue: None,
    });
    let steps = |position: Option<Posture>| {
        let lying = |name| {
            let exercise = build::exercise(name, Work::Hold(timed(15)));
            step(Exercise {
                position,
                repetition: Repetition {
                    ready: seconds(5),
                    ..exercise.repetition.clone()
                },
                ..exercise
            })
        };
        vec![wait.clone(), lying("Pull"), wait.clone(), lying("Press")]
    };
    let phases = |position| {
        let script = Script::new().key(2_000, SPACE).key(40_000, SPACE);
        let (script, _) = script.play(timeline(steps(position)), 15);
        let phase = |at| script.seen(at).phase.clone();
        assert_eq!(script.seen(3_000).phase_first, position.is_some());
        [1_000, 3_000, 8_000, 41_000].map(phase)
    };
    let lying = ["PRESS A KEY", "LIE DOWN", "HOLD", "READY"];
    assert_eq!(phases(Some(Posture::Back)), lying);
    assert_eq!(phases(None), ["PRESS A KEY", "READY", "HOLD", "READY"]);
}

#[test]
fn help_shows_every_key_and_goes_away_with_any() {
    let script = Script::new()
        .key(10_000, Key::Char('?'))
        .key(12_000, Key::Right)
        .key(13_000, Key::Ctrl('c'));
    let (script, ended) = script.play(two_steps(), 0);
    let Some(Overlay::Help(keys)) = script.over(10_000) else {
        panic!("no help");
    };
    assert!(keys.iter().any(|line| line.keys == "→ PageDown"));
    assert_eq!(script.over(12_000), None);
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

/// Before the start, while it runs or is paused: the first stretch is skipped as any other.
#[test]
fn what_hurts_before_the_start_is_left_out() {
    for paused in [false, true] {
        let script = Script::new();
        let script = if paused {
            script.key(2_000, SPACE)
        } else {
            script
        };
        let script = script.key(4_000, Key::Char('h')).key(90_000, Key::Right);
        let (script, ended) = script.play(two_steps(), 15);
        assert_eq!(script.seen(4_000).look, Look::Hurt, "paused: {paused}");
        assert_eq!(script.wakings(4_001, 90_000), [0; 0], "nothing hurries");
        assert_eq!(script.seen(90_000).name, "Press");
        assert_eq!(finished(&script), 90_000 + 20_000);
        let record = ended.app.played().unwrap();
        assert!(record.lines.iter().any(|line| line.hurt));
        assert_eq!(record.held(), Duration::from_secs(15));
    }
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
    let woken = |at: u64| Script::new().sleep(10_500, at).play(two_steps(), 0).0;
    // The session had asked to be woken at 11 s.
    let script = woken(13_000);
    assert_eq!(script.when(|what| *what == What::Paused), [0; 0]);
    assert_eq!(finished(&script), 60_000);
    let script = woken(13_001);
    assert_eq!(script.when(|what| *what == What::Paused), [10_000]);
}

#[test]
fn a_timed_sentence_is_shown_for_five_seconds() {
    let cue = TimedCue {
        at: CueTime::FromStart(seconds(4)),
        every: None,
        side: None,
        say: Template::parse("Breathe out.").unwrap(),
    };
    let work = Timed {
        cues: vec![cue],
        ..timed(15)
    };
    let step = exercise("Pull", Work::Hold(work), Sides::None);
    let (script, _) = Script::new().play(timeline(vec![step]), 0);
    let shown = |at: u64| script.seen(at).cue.clone();
    assert_eq!(shown(8_999), None);
    assert_eq!(shown(9_000).as_deref(), Some("Breathe out."));
    assert_eq!(shown(13_999).as_deref(), Some("Breathe out."));
    assert_eq!(shown(14_000), None);
}

#[test]
fn a_wait_lasts_until_a_key() {
    let wait = Step::Rest(Rest {
        length: None,
        name: Some("Fetch the strap".to_owned()),
        cue: None,
    });
    let count = counted(10, None);
    let bridges = exercise("Bridges", count, Sides::None);
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
    assert_eq!(
        script.when(|what| matches!(
            what,
            What::Resized {
                change: LengthChange::AtLimit,
                ..
            }
        )),
        [65_000]
    );
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
    // What begins is heard behind the quarter of a second that tells what ended, except the start of a hold. The first
    // of all begins when a loudspeaker is awake.
    assert_eq!(due, [700, 5_000, 20_250, 25_000, 40_250, 45_000, 60_250]);
}

#[test]
fn m_turns_the_sound_off_at_once_and_on_again() {
    let (script, _) = Script::new()
        .key(6000, Key::Char('m'))
        .key(30_000, Key::Char('m'))
        .play(two_steps(), 0);
    let between = |from: u64, to: u64| {
        let heard = script
            .cues
            .iter()
            .filter(|cue| (at(from)..at(to)).contains(&cue.due));
        heard.collect::<Vec<_>>()
    };
    assert!(
        matches!(between(5001, 30_000)[..], [silence] if silence.urgent && silence.parts.is_empty())
    );
    assert!(!between(30_000, 61_000).is_empty());
    let aside = |moment: u64| script.seen(moment).aside.clone();
    assert_eq!(aside(7000).as_deref(), Some("sound off · m to turn on"));
    assert_eq!(aside(31_000), None);
}

#[test]
fn what_is_wrong_with_the_sound_is_said_for_a_while() {
    let note = "No voice found: tones only. See `supple doctor`.";
    let (script, _) = Script::new()
        .then(6000, Input::Note(note.to_owned()))
        .play(two_steps(), 0);
    assert_eq!(notice(&script, 6000), Some((note, 0)));
    assert_eq!(notice(&script, 17_999), Some((note, 2)), "twelve seconds");
    assert_eq!(notice(&script, 18_000), None);
}

#[test]
fn what_is_said_at_the_same_time_is_shown_one_after_the_other() {
    let notes = [
        "`own` does not play. See `supple doctor`.",
        "No audio player found: using the terminal bell. See `supple doctor`.",
    ];
    let (script, _) = Script::new()
        .then(1000, Input::Note(notes[0].to_owned()))
        .then(1000, Input::Note(notes[1].to_owned()))
        .play(two_steps(), 0);
    let notice = |moment| notice(&script, moment).map(|(text, _)| text);
    assert_eq!(notice(12_999), Some(notes[0]));
    assert_eq!(notice(13_000), Some(notes[1]));
    assert_eq!(notice(24_999), Some(notes[1]));
    assert_eq!(notice(25_000), None);
}

/// A long one stays until each of its parts had a turn.
#[test]
fn a_long_notice_is_shown_for_longer() {
    let long = "word ".repeat(24);
    let (script, _) = Script::new()
        .then(1000, Input::Note(long.clone()))
        .play(two_steps(), 0);
    assert_eq!(notice(&script, 20_999), Some((long.as_str(), 4)));
    assert_eq!(notice(&script, 21_000), None);
}

/// A session with notes, of which a small window may show some at a time, and a notice.
fn with_notes(window: (u16, u16), script: Script) -> Script {
    let mut script = script;
    script.window = Window {
        columns: window.0,
        rows: window.1,
    };
    let start = Start {
        lead_in: seconds(15),
        from: 0,
    };
    let mut plan = Plan::new(support::shared(two_steps()), start);
    plan.notes = vec!["With osteoporosis, leave this out.".to_owned()];
    plan.notices = vec!["Starting over.".to_owned()];
    script.play_plan(plan).0
}

#[test]
fn in_a_small_window_a_notice_comes_behind_the_notes() {
    let small = with_notes((40, 12), Script::new());
    assert_eq!(small.seen(14_999).notes.len(), 1);
    assert_eq!(notice(&small, 14_999), None);
    assert!(small.seen(15_000).notes.is_empty());
    assert_eq!(notice(&small, 15_000), Some(("Starting over.", 0)));
    assert_eq!(notice(&small, 27_000), None);
    let large = with_notes((80, 24), Script::new());
    assert_eq!(notice(&large, 0), Some(("Starting over.", 0)));
    assert_eq!(notice(&large, 12_000), None);
}

/// In a pause one has the time to read them.
#[test]
fn the_notes_take_turns_also_in_a_pause() {
    let paused = || {
        let paused = Script::new().key(2_000, SPACE);
        paused.key(30_000, Key::Ctrl('c'))
    };
    let turns =
        |script: &Script| [0, 4_000, 20_000, 29_999].map(|at| script.seen(at).turn_of_notes);
    assert_eq!(turns(&with_notes((40, 12), paused())), [0, 1, 5, 7]);
    assert_eq!(turns(&with_notes((80, 24), paused())), [0, 1, 5, 7]);
}

/// The notice at a moment, in milliseconds, and the number of its turn.
fn notice(script: &Script, moment: u64) -> Option<(&str, usize)> {
    let notice = script.seen(moment).notice.as_ref()?;
    Some((notice.text.as_str(), notice.turn))
}

#[test]
fn what_is_heard_after_a_quiet_is_foretold() {
    let (script, _) = Script::new()
        .key(42_000, SPACE)
        .key(60_000, SPACE)
        .play(two_steps(), 15);
    let foretold = |moment: Moment| {
        let mut told = script.foretold.iter().filter(|(when, _)| *when <= moment);
        told.next_back().and_then(|(_, next)| *next)
    };
    let mut quiet = Moment::ZERO;
    let mut foreseen = 0;
    for cue in &script.cues {
        // The two keys nobody foresees.
        let of_a_key = [at(42_000), at(60_000)].contains(&cue.due);
        if !of_a_key && cue.due.since(quiet) >= Duration::from_secs(10) {
            let before = cue.due - Duration::from_millis(700);
            assert_eq!(foretold(before), Some(cue.due));
            foreseen += 1;
        }
        let last = cue.parts.iter().map(|line| cue.due + line.at);
        quiet = last.max().unwrap_or(cue.due);
    }
    assert!(foreseen >= 3, "{foreseen}");
    // In a pause nothing is heard by itself.
    assert_eq!(foretold(at(43_000)), None);
    assert_eq!(foretold(at(59_000)), None);
}

#[test]
fn the_screen_is_kept_awake_while_the_session_goes_on() {
    let (script, _) = Script::new()
        .key(6000, SPACE)
        .key(8000, SPACE)
        .play(two_steps(), 0);
    let end = script.awake.last().map(|last| last.0);
    assert_eq!(
        script.awake,
        [
            (at(0), true),
            (at(6000), false),
            (at(8000), true),
            (end.unwrap_or_default(), false)
        ]
    );
}

#[test]
fn what_comes_next_is_said_in_words() {
    let count = counted(10, None);
    let rest = |name: Option<&str>| {
        Step::Rest(Rest {
            length: Some(Duration::from_secs(5)),
            name: name.map(str::to_owned),
            cue: None,
        })
    };
    let wait = |name: Option<&str>| {
        Step::Rest(Rest {
            length: None,
            name: name.map(str::to_owned),
            cue: None,
        })
    };
    let block = Block {
        pick: None,
        name: None,
        cue: None,
        steps: NonEmpty::of(held("Pull", Sides::Each, None)),
        repetition: Repetition {
            ready_again: None,
            times: 2,
            range: None,
            sides: Some(Sides::Each),
            order: Order::OneSide,
            ready: Duration::ZERO,
            switch: Duration::from_secs(5),
            between: Between {
                length: Duration::from_secs(6),
                is_written: true,
            },
        },
    };
    let Step::Exercise(inside) = &block.steps.first else {
        panic!("it is an exercise")
    };
    let inside = Step::Exercise(Box::new(Exercise {
        repetition: Repetition {
            sides: None,
            ..inside.repetition.clone()
        },
        ..(**inside).clone()
    }));
    let block = Step::Block(Box::new(Block {
        pick: None,
        steps: NonEmpty::of(inside),
        ..block
    }));
    let steps = vec![
        block,
        rest(None),
        rest(Some("Breathe")),
        wait(None),
        wait(Some("Fetch the strap")),
        exercise("Bridges", count, Sides::None),
    ];
    let keys = (1..=17).map(|nth| nth * 1000);
    let script = keys.fold(Script::new(), |script, at| script.key(at, Key::Right));
    let (script, _) = script.play(timeline(steps), 0);
    let next: Vec<_> = (0..=16)
        .map(|nth| script.seen(nth * 1000).next.clone().unwrap().1)
        .collect();
    insta::assert_snapshot!(next.join("\n"), @r"
    HOLD 15 s
    round 2/2 after 6 s
    Pull, right
    HOLD 15 s
    switch to LEFT
    Pull, left
    HOLD 15 s
    round 2/2 after 6 s
    Pull, left
    HOLD 15 s
    rest 5 s
    Breathe, rest 5 s
    press a key
    Fetch the strap (press a key)
    Bridges
    COUNT 10 ×
    done
    ");
}

#[test]
fn what_hurts_is_named_also_in_a_rest() {
    let rest = Step::Rest(Rest {
        length: Some(Duration::from_secs(20)),
        name: None,
        cue: None,
    });
    let steps = vec![
        held("Pull", Sides::None, None),
        rest,
        held("Press", Sides::None, None),
    ];
    let script = Script::new().key(25_000, Key::Char('h'));
    let (script, _) = script.play(timeline(steps), 0);
    let cue = script.seen(25_000).cue.clone().unwrap();
    assert!(cue.starts_with("Stopped: Pull."), "{cue}");
}

const LARGE: Window = Window {
    columns: 100,
    rows: 30,
};
const SMALL: Window = Window {
    columns: 40,
    rows: 12,
};

/// The same two steps with figures, in a window of this size.
fn with_figures(script: Script, window: Window) -> (Script, Ended) {
    after_lead_in(script, window, 0)
}

fn after_lead_in(mut script: Script, window: Window, lead_in: u64) -> (Script, Ended) {
    let figured = |step: Step, figure: &str| match step {
        Step::Exercise(mut exercise) => {
            exercise.figure = built_in().figure(figure);
            Step::Exercise(exercise)
        }
        other => other,
    };
    script.window = window;
    script.play(
        timeline(vec![
            figured(held("Pull", Sides::Each, None), "single-knee-pull"),
            figured(held("Press", Sides::None, None), "bridge"),
        ]),
        lead_in,
    )
}

fn figure(script: &Script, milliseconds: u64) -> (Turn, u16) {
    let seen = script.seen(milliseconds).figure.as_ref().unwrap();
    (seen.turn, seen.thousandths)
}

#[test]
fn a_figure_costs_no_waking_in_a_hold() {
    let (without, _) = Script::new().play(two_steps(), 0);
    let (with, _) = with_figures(Script::new(), LARGE);
    for (from, to) in [(5_001, 20_000), (25_001, 40_000), (45_001, 60_000)] {
        assert_eq!(with.wakings(from, to), without.wakings(from, to));
        assert_eq!(with.wakings(from, to).len(), 14, "one a second");
    }
}

#[test]
fn a_figure_moves_with_ten_frames_a_second_at_most_and_only_where_it_has_to() {
    let (script, _) = with_figures(Script::new(), LARGE);
    for second in 0..60 {
        let frames = script.wakings(second * 1000, (second + 1) * 1000);
        assert!(frames.len() <= 10, "in second {second}: {frames:?}");
    }
    for pair in script.pictures.windows(2) {
        let between = pair[1].0.since(pair[0].0);
        assert!(between >= Duration::from_millis(100), "{:?}", pair[1].0);
    }
    // On its way for three of the five seconds of `ready`, then in the stretch.
    assert_eq!(script.wakings(1, 3_001).len(), 30);
    assert_eq!(script.wakings(3_001, 5_001), [4_000, 5_000]);
}

/// How often the figure comes into the stretch from one moment to another.
fn shown(script: &Script, from: u64, to: u64) -> usize {
    let pictures = script.pictures.iter();
    let between = pictures.filter(|(moment, _)| (at(from)..at(to)).contains(moment));
    let stages = between.filter_map(|(_, view)| view.figure.as_ref());
    let stages: Vec<u16> = stages.map(|figure| figure.thousandths).collect();
    let into = stages
        .windows(2)
        .filter(|pair| pair[0] < 1000 && pair[1] == 1000);
    into.count()
}

#[test]
fn the_stretch_is_shown_before_the_start_and_the_first_hold_begins_in_it() {
    let (script, _) = after_lead_in(Script::new(), LARGE, 15);
    assert_eq!(shown(&script, 0, 15_000), 3);
    assert_eq!(figure(&script, 0), (Turn::First, 0));
    assert_eq!(figure(&script, 15_000), (Turn::First, 1000), "hold");
    for second in 0..70 {
        let frames = script.wakings(second * 1000, (second + 1) * 1000);
        assert!(frames.len() <= 10, "in second {second}: {frames:?}");
    }
    // A pause stops it, and it goes on where it was.
    let paused = Script::new().key(3_550, SPACE).key(9_000, SPACE);
    let (paused, _) = after_lead_in(paused, LARGE, 15);
    assert_eq!(paused.wakings(3_551, 9_000), [0; 0]);
    assert_eq!(figure(&paused, 3_551), figure(&paused, 9_000));
    assert_eq!(shown(&paused, 0, 20_000), 3);
}

#[test]
fn a_figure_moves_as_much_as_the_user_wants() {
    let moved = |motion| {
        let mut script = Script::new();
        script.motion = Some(motion);
        let (script, _) = after_lead_in(script, LARGE, 15);
        (shown(&script, 0, 15_000), script.woke.len())
    };
    let (without, _) = Script::new().play(two_steps(), 15);
    let (often, once, off) = (moved(Motion::Loop), moved(Motion::Once), moved(Motion::Off));
    assert_eq!((often.0, once.0, off.0), (3, 1, 0));
    assert!(often.1 > once.1);
    assert_eq!(off.1, without.woke.len());
}

#[test]
fn where_one_walks_the_figure_walks_or_stands_and_holds_no_stride() {
    let walked = |motion| {
        let walk = Exercise {
            figure: built_in().figure("walk-easy"),
            repetition: Repetition {
                ready: seconds(8),
                ..once()
            },
            ..build::exercise("Walk", Work::Time(timed(20)))
        };
        let mut script = Script::new();
        (script.motion, script.window) = (Some(motion), LARGE);
        script.play(timeline(vec![step(walk)]), 15).0
    };
    let walking = walked(Motion::Loop);
    for pair in walking.pictures.windows(2) {
        let still = pair[1].0.since(pair[0].0);
        let stage = pair[0].1.figure.as_ref().map(|figure| figure.thousandths);
        assert!(
            still <= Duration::from_millis(100) || stage == Some(0),
            "{:?}",
            pair[0].0
        );
    }
    let turn = |milliseconds| figure(&walking, milliseconds).0;
    assert_ne!(turn(30_500), turn(31_500), "one leg, then the other");
    for motion in [Motion::Once, Motion::Off] {
        let standing = walked(motion);
        let stages = standing
            .pictures
            .iter()
            .filter_map(|(_, view)| view.figure.as_ref());
        assert!(stages.into_iter().all(|figure| figure.thousandths == 0));
    }
}

#[test]
fn a_figure_that_moves_survives_a_pause_in_the_middle() {
    let script = Script::new().key(2_550, SPACE).key(9_000, SPACE);
    let (script, ended) = with_figures(script, LARGE);
    assert_eq!(ended.outcome, Some(Outcome::Finished));
    assert_eq!(script.wakings(2_551, 9_000), [0; 0], "it stands as well");
    assert_eq!(figure(&script, 2_551), figure(&script, 8_999));
    for pair in script.pictures.windows(2) {
        let between = pair[1].0.since(pair[0].0);
        let key = [2_550, 9_000].map(at).contains(&pair[1].0);
        let after = [2_550, 9_000].map(at).contains(&pair[0].0);
        assert!(
            key || after || between >= Duration::from_millis(100),
            "{:?}",
            pair[1].0
        );
    }
}

#[test]
fn a_small_window_has_no_figure_and_no_frame_for_it() {
    let (small, _) = with_figures(Script::new(), SMALL);
    assert!(small.pictures.iter().all(|(_, view)| view.figure.is_none()));
    let (without, _) = Script::new().play(two_steps(), 0);
    assert_eq!(small.woke, without.woke);
}

#[test]
fn a_figure_is_on_the_side_that_is_called() {
    let (script, _) = with_figures(Script::new(), LARGE);
    assert_eq!(figure(&script, 0), (Turn::First, 0), "at rest");
    let calls = |milliseconds| script.seen(milliseconds).side.clone();
    assert_eq!(calls(10_000).as_deref(), Some("RIGHT"));
    assert_eq!(figure(&script, 10_000), (Turn::First, 1000));
    // The switch leaves the old side before it takes the new one, which it calls all along.
    assert_eq!(calls(20_000).as_deref(), Some("LEFT"));
    assert_eq!(figure(&script, 20_000), (Turn::First, 1000));
    assert_eq!(figure(&script, 21_500), (Turn::Other, 0));
    assert_eq!(figure(&script, 25_000), (Turn::Other, 1000));
    assert_eq!(calls(30_000).as_deref(), Some("LEFT"));
    assert_eq!(figure(&script, 30_000), (Turn::Other, 1000));
    // The next stretch begins at rest, and is another figure.
    let next = script.seen(40_000).figure.as_ref().unwrap();
    assert_eq!((next.figure.name.as_str(), next.thousandths), ("bridge", 0));
}

#[test]
fn a_figure_rests_when_it_hurts() {
    let script = Script::new()
        .key(10_000, Key::Char('h'))
        .key(90_000, Key::Right);
    let (script, _) = with_figures(script, LARGE);
    assert_eq!(script.seen(10_000).look, Look::Hurt);
    assert_eq!(figure(&script, 10_000), (Turn::First, 0));
    assert_eq!(script.wakings(10_001, 90_000), [0; 0]);
}

#[test]
fn sets_and_breaths_are_numbered_on_the_screen() {
    let text = "title = \"Sets\"\n[[step]]\nname = \"Plank\"\nready = 0\nhold = \"10s\"\nreps = 2\nbetween = \"3s\"\nsets = 3\nrest = \"20s\"\n\
                [[step]]\nname = \"Breathe\"\nready = 0\nhold = \"3 breaths\"\n";
    let timeline = Timeline::clone(&support::read::timeline(text));
    let (script, _) = Script::new().play(timeline, 0);
    let seen = |at: u64| {
        let view = script.seen(at);
        let round = view.round.clone().unwrap_or_default();
        let turn = view.turn.clone();
        (
            turn.map(|(word, number)| format!("{word} {number}"))
                .unwrap_or_default(),
            round,
        )
    };
    let shown = |turn: &str, round: &str| (turn.to_owned(), round.to_owned());
    assert_eq!(seen(1_000), shown("REP 1/2", "set 1/3"));
    assert_eq!(seen(14_000), shown("REP 2/2", "set 1/3"));
    assert_eq!(
        seen(30_000),
        shown("SET 2/3", "set 2/3"),
        "before a set it is the set that is large"
    );
    assert_eq!(seen(45_000), shown("REP 1/2", "set 2/3"));
    // Three sets of 23 s and two rests of 20 s.
    let breaths = 109_000;
    assert_eq!(seen(breaths + 1_000), shown("BREATH 1/3", ""));
    assert_eq!(seen(breaths + 6_000), shown("BREATH 2/3", ""));
    assert_eq!(seen(breaths + 14_500), shown("BREATH 3/3", ""));
}

#[test]
fn the_phase_of_a_movement_is_on_the_screen_with_its_seconds() {
    let text =
        "title = \"Tempo\"\n[[step]]\nname = \"Drop\"\nready = 0\ncount = 2\npace = \"2-1-2-1\"\n";
    let timeline = Timeline::clone(&support::read::timeline(text));
    let (script, _) = Script::new().play(timeline, 0);
    let shown: Vec<String> = (0..12)
        .map(|second| script.seen(second * 1_000 + 500))
        .map(|view| {
            let (word, seconds) = view.turn.clone().unwrap_or_default();
            assert_eq!(word, "", "the band has the phase");
            format!("{} {seconds}", view.phase)
        })
        .collect();
    let movement = ["OUT 2", "OUT 1", "HOLD 1", "BACK 2", "BACK 1", "REST 1"];
    assert_eq!(shown, [movement, movement].concat());
}

#[test]
fn the_key_for_how_is_in_the_hint_bar_where_there_is_something_to_show() {
    let text = "title = \"How\"\n[[step]]\nname = \"Calf\"\nready = 0\nhold = \"20s\"\nalternative = \"On a stair.\"\n\
                [[step]]\nname = \"Hip\"\nready = 0\nhold = \"20s\"\n";
    let timeline = Timeline::clone(&support::read::timeline(text));
    let (script, _) = Script::new().key(5_000, Key::Char('i')).play(timeline, 0);
    let offers = |at: u64| script.seen(at).hints.iter().any(|hint| hint.key == "i");
    assert!(offers(1_000) && !offers(25_000));
    assert_eq!(script.seen(6_000).notes, ["Or: On a stair."]);
}

#[test]
fn a_key_shows_how_a_step_is_done_and_easier_and_harder_ways() {
    let text = |text: &str| Some(Template::parse(text).unwrap());
    let first = step(Exercise {
        cue: text("Sink in."),
        how: text("Keep {side} heel down."),
        easier: text("Bend the knee."),
        harder: text("Lean on."),
        load: Some("5 kg".to_owned()),
        optional: true,
        ..build::exercise("Calf", Work::Hold(timed(30)))
    });
    let second = step(Exercise {
        cue: text("Lean in."),
        ..build::exercise("Hip", Work::Hold(timed(30)))
    });
    let steps = vec![first, second];
    let (plain, _) = Script::new().play(timeline(steps.clone()), 0);
    let script = Script::new()
        .key(15_000, Key::Char('i'))
        .key(20_000, Key::Char('i'))
        .key(25_000, Key::Char('i'))
        .key(45_000, Key::Char('i'));
    let (script, _) = script.play(timeline(steps), 0);
    let shown = |at: u64| &script.seen(at).notes;
    let nothing: [&str; 0] = [];
    assert_eq!(*shown(14_500), nothing);
    let all = [
        "Keep heel down.",
        "Easier: Bend the knee.",
        "Harder: Lean on.",
    ];
    assert_eq!(*shown(15_000), all);
    assert_eq!(*shown(20_000), nothing);
    assert_eq!(*shown(39_000), all, "until the step is over");
    assert_eq!(*shown(41_500), nothing);
    assert_eq!(*shown(46_000), nothing, "there is nothing more to say");
    let cue = |at: u64| script.seen(at).cue.clone().unwrap_or_default();
    assert_eq!(cue(15_000), "Sink in.", "what to do now stays");
    assert_eq!(cue(41_500), "Lean in.");
    let turn = |at: u64| script.seen(at).turn_of_notes;
    assert_eq!([turn(15_000), turn(19_000), turn(25_000)], [0, 1, 0]);
    assert_eq!(script.seen(15_000).how, None, "it is not said twice");
    let step = |at: u64| script.seen(at).step.clone().unwrap_or_default();
    assert_eq!(step(15_000), "step 1/2 · optional");
    assert_eq!(step(41_500), "step 2/2");
    assert_eq!(script.seen(15_000).name, "Calf, 5 kg");
    assert_eq!(script.seen(41_500).name, "Hip");
    assert_eq!(
        finished(&script),
        finished(&plain),
        "nothing is paused for it"
    );
}
