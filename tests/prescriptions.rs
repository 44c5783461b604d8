//! Prescriptions as people write them: defaults, breaths, sets, ranges and weeks, and what a session makes of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

mod support;

use std::fmt::Write as _;
use std::sync::Arc;

use supple::app::log::view::Report;
use supple::core::cue::Estimated;
use supple::core::day::WallClock;
use supple::core::history::{History, Scope};
use supple::core::log::RoutineText;
use supple::core::player::{Command, Start};
use supple::core::record::{Record, remark};
use supple::core::routine::{Routine, Work};
use supple::core::session::{Plan, Session};
use supple::core::timeline::{Segment, Timeline, Unrolled};
use supple::format::routine::References;
use supple::format::{dates, log, snapshot, stamp};
use support::{at, read};

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

/// Movements on two sides, two seconds each.
const COUNTED: &str = "[[step]]\nname = \"Drop\"\ncount = 8\npace = \"2s\"\nreps = 2\nsides = \"each\"\nready = 0\n\
                       switch = \"5s\"\nbetween = \"3s\"\nload = \"5 kg\"";

/// A session of `steps` with these commands, each at its second, played on to its end or until nothing comes any more.
fn played(steps: &str, commands: &[(u64, Command)]) -> Session {
    let timeline = Arc::new(Timeline::of(&routine(steps)));
    let texts = [RoutineText::new("test", "Test", steps)];
    let plan = Plan::new(timeline, Start::default()).with_texts(texts);
    let (mut session, _) = Session::start(plan, Arc::new(Estimated::default()), at(0));
    for (second, command) in commands {
        session.advance(at(second * 1000));
        session.handle(*command, at(second * 1000));
    }
    while let Some(deadline) = session.next_deadline() {
        session.advance(deadline);
    }
    session
}

/// How many movements were planned and made on each side, and the remark on all of them.
fn movements(record: &Record) -> (Vec<(u32, u32)>, String) {
    let lines = record.lines.iter();
    let counts = lines.map(|line| (line.planned_count, line.count)).collect();
    (counts, remark(&record.lines.iter().collect::<Vec<_>>()))
}

#[test]
fn counted_movements_are_recorded_as_counts() {
    let counts = |commands: &[_]| movements(played(COUNTED, commands).record());
    assert_eq!(counts(&[]), (vec![(16, 16), (16, 16)], String::new()));
    // Seven of the first eight movements are made.
    let left = counts(&[(15, Command::Next)]);
    assert_eq!(
        left,
        (vec![(16, 15), (16, 16)], "1 movement skipped".to_owned())
    );
    let more = counts(&[(5, Command::Longer)]);
    assert_eq!(more.1, "4 movements more");
}

#[test]
fn without_a_pace_the_key_that_ends_a_count_has_counted_all() {
    let free = COUNTED.replace("pace = \"2s\"\n", "");
    let keys: Vec<_> = (0..4).map(|nth| (10 + nth * 20, Command::Next)).collect();
    assert_eq!(
        movements(played(&free, &keys).record()).0,
        [(16, 16), (16, 16)]
    );
    let stopped = [(10, Command::Next), (30, Command::Stop)];
    let stopped = movements(played(&free, &stopped).record());
    assert_eq!(
        stopped,
        (vec![(16, 8), (16, 0)], "24 movements skipped".to_owned())
    );
}

#[test]
fn movements_of_an_optional_step_that_is_skipped_are_not_missing() {
    let optional = format!("{COUNTED}\noptional = true");
    let skipped = played(&optional, &[(9, Command::Next)]);
    let (counts, remark) = movements(skipped.record());
    assert_eq!((counts[0], &*remark), ((12, 12), ""));
}

#[test]
fn what_is_counted_and_its_load_are_logged_and_added_up() {
    let stamp = stamp::read("2026-03-01T18:20:05+01:00").unwrap();
    let wall = WallClock {
        at: at(0),
        stamp,
        speed: 1.0,
    };
    let session = played(COUNTED, &[(15, Command::Next)]);
    let entry = session.snapshot(&wall, 1).unwrap().entry;
    let logged = log::read(&log::write(&entry)).unwrap();
    let line = &logged.lines[0];
    assert_eq!((line.load.as_deref(), line.count), (Some("5 kg"), 15));
    assert_eq!(line.name_and_load(), "Drop · 5 kg");
    let day = stamp.day();
    let mut history = History::new(Scope::of(day));
    history.add(&logged);
    let total = Report::of(&history, day).totals[0].clone();
    assert_eq!(
        (&*total.done, &*total.remark),
        ("Right 15 × · Left 16 ×", "")
    );
}

#[test]
fn two_loads_of_one_stretch_are_recorded_apart() {
    let twice = format!("{COUNTED}\n{}", COUNTED.replace("5 kg", "green band"));
    let record = played(&twice, &[]).record().clone();
    let loads: Vec<_> = record
        .lines
        .iter()
        .map(|line| line.load.as_deref())
        .collect();
    assert_eq!(
        loads,
        [
            Some("5 kg"),
            Some("5 kg"),
            Some("green band"),
            Some("green band")
        ]
    );
}

/// A routine whose movements, holds and loads change from week to week.
const WEEKLY: &str = "began = 2026-11-20\n[defaults]\nready = 0\nload = { weeks = [\"5 kg\", \"7.5 kg\"] }\n\
                      [[step]]\nname = \"Drop\"\ncount = { weeks = [7, 9, 11, 13] }\npace = \"2s\"\n\
                      [[step]]\nrepeat = { weeks = [1, 2] }\n[[step.step]]\nname = \"Hold\"\n\
                      hold = { weeks = [\"20s\", \"25s\", \"30s\"] }\n";

fn on(routine: &Routine, day: &str) -> Timeline {
    let unrolled = Unrolled {
        day: Some(dates::parse(day).unwrap()),
        ..Unrolled::default()
    };
    Timeline::of_all([routine], unrolled)
}

#[test]
fn values_are_those_of_the_week_one_is_in_and_the_last_stay() {
    let routine = routine(WEEKLY);
    for (day, week, segments) in [
        ("2026-11-01", 1, "count 14 7 x, hold 20"),
        ("2026-11-20", 1, "count 14 7 x, hold 20"),
        ("2026-11-26", 1, "count 14 7 x, hold 20"),
        (
            "2026-11-27",
            2,
            "count 18 9 x, hold 25 round 1/2, hold 25 round 2/2",
        ),
        (
            "2026-12-04",
            3,
            "count 22 11 x, hold 30 round 1/2, hold 30 round 2/2",
        ),
        (
            "2027-11-20",
            4,
            "count 26 13 x, hold 30 round 1/2, hold 30 round 2/2",
        ),
    ] {
        let timeline = on(&routine, day);
        let unrolled: Vec<String> = timeline.iter().map(outlined).collect();
        assert_eq!(unrolled.join(", "), segments, "{day}");
        let here = routine.on(timeline.unrolled.day);
        assert_eq!(here.week, Some((week, 4)), "{day}");
        let load = if week == 1 { "5 kg" } else { "7.5 kg" };
        assert_eq!(timeline.first().step.load.as_deref(), Some(load));
    }
    assert_eq!(
        unrolled(WEEKLY),
        ["count 14 7 x", "hold 20"],
        "no day is week 1"
    );
}

#[test]
fn without_a_beginning_it_is_always_week_one() {
    let text = WEEKLY.replace("began = 2026-11-20\n", "");
    let routine = routine(&text);
    let timeline = on(&routine, "2026-12-04");
    assert_eq!(timeline.len(), 2);
    assert_eq!(routine.week, Some((1, 4)));
}

#[test]
fn time_to_get_ready_is_that_of_the_week() {
    let long = "You will now get into a position that takes many words to explain, one after the other, in full.";
    let text = format!(
        "began = 2026-11-20\n[[step]]\nname = \"Pull\"\nhold = \"20s\"\ncue = {{ weeks = [\"Pull.\", \"{long}\"] }}\n"
    );
    let routine = routine(&text);
    let ready = |day| on(&routine, day).first().length.unwrap().as_secs();
    assert_eq!(ready("2026-11-20"), 10);
    assert!(ready("2026-11-27") > 10);
}

#[test]
fn a_resumed_session_stays_in_its_week() {
    let text = format!("title = \"Test\"\n{WEEKLY}");
    let timeline = Arc::new(on(&routine(WEEKLY), "2026-11-28"));
    let texts = [RoutineText::new("test", "Test", &text)];
    let plan = Plan::new(Arc::clone(&timeline), Start::default()).with_texts(texts);
    let (mut session, _) = Session::start(plan, Arc::new(Estimated::default()), at(0));
    session.advance(at(20_000));
    let wall = WallClock {
        at: at(0),
        stamp: stamp::read("2026-11-28T23:59:50+01:00").unwrap(),
        speed: 1.0,
    };
    let saved = snapshot::write(&session.snapshot(&wall, 1).unwrap());
    let saved = snapshot::read(&saved).unwrap();
    let day = saved.unrolled.day;
    let routines = snapshot::routines(&saved.entry.routines, &References::default(), day).unwrap();
    let again = Timeline::of_all([&*routines.first], saved.unrolled);
    assert_eq!(
        again.iter().map(outlined).collect::<Vec<_>>(),
        timeline.iter().map(outlined).collect::<Vec<_>>()
    );
    assert_eq!(again.unrolled.day, dates::parse("2026-11-28"));
}
