//! Prescriptions as people write them: defaults, breaths, sets, ranges and weeks, and what a session makes of them.

mod guide;
mod notes;
mod ranges;

use crate::support;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use supple::app::log::view::Report;
use supple::core::correction::{HeldAmount, HeldCorrection};
use supple::core::cue::{self, Estimated, Tone};
use supple::core::day::WallClock;
use supple::core::history::{History, Scope};
use supple::core::log::RoutineText;
use supple::core::moment::Moment;
use supple::core::player::{Command, LengthChange, Phase, Start, What};
use supple::core::reached::LastReached;
use supple::core::record::{Record, StretchRecord, remark};
use supple::core::routine::{Counted, Ends, Routine, Work};
use supple::core::session::{Plan, Session};
use supple::core::timeline::{Keys, Kind, Segment, Timeline, Unrolled};
use supple::disk::stretches::built_in;
use supple::format::routine::References;
use supple::format::{dates, log, snapshot, stamp, table};
use support::build::seconds;
use support::driven::Driven;
use support::{at, read};

/// The stretches of the catalogue, read once.
fn catalogue() -> &'static References {
    static CATALOGUE: LazyLock<References> = LazyLock::new(built_in);
    &CATALOGUE
}

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
    for (name, (nth, of)) in [
        ("", segment.rep),
        ("set ", segment.set),
        ("round ", segment.round),
    ] {
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
fn a_tempo_is_a_pace_and_a_frequency_is_how_often() {
    let step = "[[step]]\nname = \"Drop\"\ncount = 2\nready = 0\n";
    assert_eq!(
        unrolled(&format!("{step}tempo = \"3-1-3\"")),
        ["count 14 2 x"]
    );
    let often = |key: &str| routine(&format!("{key} = \"3 a week\"\n{step}")).often;
    assert!(often("often").is_some());
    assert_eq!(often("frequency"), often("often"));
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

/// The clock on the wall when a session begins.
fn wall() -> WallClock {
    WallClock {
        at: at(0),
        stamp: stamp::read("2026-03-01T18:20:05+01:00").unwrap(),
        speed: 1.0,
    }
}

/// A session of `steps` with these commands, each at its second, played on to its end or until nothing comes any more.
fn played(steps: &str, commands: &[(u64, Command)]) -> Session {
    let timeline = Arc::new(Timeline::of(&routine(steps)));
    let texts = [RoutineText::new("test", "Test", steps)];
    play_through(
        Plan::new(timeline, Start::default()).with_texts(texts),
        commands,
    )
}

/// The same of a plan.
fn play_through(plan: Plan, commands: &[(u64, Command)]) -> Session {
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
fn what_was_made_shorter_by_hand_is_not_skipped() {
    let line = |planned: u64, done: u64, changed_ms: i64| StretchRecord {
        planned: Duration::from_secs(planned),
        done: Duration::from_secs(done),
        changed_ms,
        ..StretchRecord::new("Pull".to_owned(), Kind::Hold, None)
    };
    for (record, said) in [
        (line(30, 25, -5000), "5 s shorter"),
        (line(30, 10, -5000), "15 s skipped, 5 s shorter"),
        (line(30, 30, -5000), ""),
        (line(30, 35, 5000), "5 s longer"),
    ] {
        assert_eq!(remark(&[&record]), said);
    }
    let counted = |count: u32, changed_ms: i64| StretchRecord {
        kind: Kind::Count,
        planned_count: 15,
        count,
        ..line(30, 20, changed_ms)
    };
    assert_eq!(remark(&[&counted(12, -6000)]), "3 movements fewer");
    let both = remark(&[&counted(10, -6000), &counted(15, 0)]);
    assert_eq!(both, "2 movements skipped, 3 movements fewer");
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
    let wall = wall();
    let session = played(COUNTED, &[(15, Command::Next)]);
    let entry = session.snapshot(&wall, 1).unwrap().entry;
    let logged = log::read(&log::write(&entry)).unwrap();
    let line = &logged.lines[0];
    assert_eq!((line.load.as_deref(), line.count), (Some("5 kg"), 15));
    assert_eq!(line.name_and_load(), "Drop, 5 kg");
    let day = wall.stamp.day();
    let mut history = History::new(Scope::of(day));
    history.add(&logged);
    let total = Report::of(&history, day).totals[0].clone();
    assert_eq!(
        (&*total.done, &*total.remark),
        ("Right 15 × · Left 16 ×", "")
    );
}

#[test]
fn two_loads_and_two_paces_of_one_stretch_are_recorded_apart() {
    let loads = [COUNTED.to_owned(), COUNTED.replace("5 kg", "green band")];
    let record = played(&loads.join("\n"), &[]).record().clone();
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
    let step = |keys: &str| format!("[[step]]\nname = \"Squat\"\ncount = 4\nready = 0\n{keys}\n");
    let paces = ["pace = \"3-1-3\"", "pace = \"3-1-3-2\"", "pace = \"65s\""];
    let session = played(&paces.map(step).join("\n"), &[]);
    let entry = session.snapshot(&wall(), 1).unwrap().entry;
    let logged = log::read(&log::write(&entry)).unwrap();
    assert_eq!(logged.lines, entry.lines);
    let paces: Vec<_> = logged
        .lines
        .iter()
        .map(|line| (line.pace.as_deref(), line.count))
        .collect();
    assert_eq!(
        paces,
        [(Some("3-1-3"), 4), (Some("3-1-3-2"), 4), (Some("1m5s"), 4)]
    );
    // A key ends it, at a pace that nobody knows.
    let free = Record::new(Arc::new(Timeline::of(&routine(&step("")))));
    assert_eq!(free.lines[0].pace, None);
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
        stamp: stamp::read("2026-11-28T23:59:50+01:00").unwrap(),
        ..wall()
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

/// The first step, which is done without time to get ready.
fn step(keys: &str) -> Vec<String> {
    unrolled(&format!("[[step]]\nname = \"A\"\nready = 0\n{keys}"))
}

#[test]
fn a_hold_in_breaths_takes_as_long_as_they_do() {
    assert_eq!(step("hold = \"5 breaths\""), ["hold 25"]);
    let defaults = "breath = \"6s\"\n[defaults]\nhold = \"4 breaths\"\nready = 0\n[[step]]\nname = \"A\"\n\
                    [[step]]\nname = \"B\"\ntime = \"1 breath\"";
    assert_eq!(unrolled(defaults), ["hold 24", "time 6"]);
    let nearer = "breath = \"6s\"\n[defaults]\nbreath = \"4s\"\n[[step]]\nname = \"A\"\nready = 0\nhold = \"5 breaths\"";
    assert_eq!(unrolled(nearer), ["hold 20"]);
}

#[test]
fn a_set_has_all_sides_and_repetitions_and_a_rest_before_the_next() {
    assert_eq!(
        step("count = 10\nsets = 3"),
        [
            "count 10 x set 1/3",
            "between 30 set 2/3",
            "count 10 x set 2/3",
            "between 30 set 3/3",
            "count 10 x set 3/3"
        ]
    );
    assert_eq!(
        step(
            "hold = \"10s\"\nreps = 2\nsides = \"each\"\norder = \"one-side\"\nsets = 2\nrest = \"20s\""
        ),
        [
            "hold 10 right 1/2 set 1/2",
            "between 3 right 2/2 set 1/2",
            "hold 10 right 2/2 set 1/2",
            "switch 5 left 1/2 set 1/2",
            "hold 10 left 1/2 set 1/2",
            "between 3 left 2/2 set 1/2",
            "hold 10 left 2/2 set 1/2",
            "between 20 right 1/2 set 2/2",
            "hold 10 right 1/2 set 2/2",
            "between 3 right 2/2 set 2/2",
            "hold 10 right 2/2 set 2/2",
            "switch 5 left 1/2 set 2/2",
            "hold 10 left 1/2 set 2/2",
            "between 3 left 2/2 set 2/2",
            "hold 10 left 2/2 set 2/2",
        ]
    );
}

#[test]
fn a_rest_that_changes_sides_is_no_shorter_than_a_change_of_sides() {
    assert_eq!(
        step("hold = \"10s\"\nsides = \"each\"\nsets = 2\nrest = \"2s\"\nswitch = \"6s\""),
        [
            "hold 10 right set 1/2",
            "switch 6 left set 1/2",
            "hold 10 left set 1/2",
            "between 6 right set 2/2",
            "hold 10 right set 2/2",
            "switch 6 left set 2/2",
            "hold 10 left set 2/2",
        ]
    );
    let none = step("hold = \"10s\"\nsets = 2\nrest = \"2s\"\nswitch = \"6s\"");
    assert_eq!(none[1], "between 2 set 2/2");
}

#[test]
fn a_list_has_a_value_for_each_set() {
    assert_eq!(
        step("hold = [\"30s\", 20, \"10s\"]\nrest = \"1m\""),
        [
            "hold 30 set 1/3",
            "between 60 set 2/3",
            "hold 20 set 2/3",
            "between 60 set 3/3",
            "hold 10 set 3/3"
        ]
    );
    assert_eq!(
        step("count = 4\npace = \"2s\"\nreps = [2, 1]\nbetween = \"5s\""),
        [
            "count 8 4 x 1/2 set 1/2",
            "between 5 2/2 set 1/2",
            "count 8 4 x 2/2 set 1/2",
            "between 30 set 2/2",
            "count 8 4 x set 2/2",
        ]
    );
}

#[test]
fn sets_and_their_rest_are_inherited() {
    let by_default = "[defaults]\nsets = 2\nrest = \"45s\"\nready = 0\n[[step]]\nname = \"A\"\nhold = \"10s\"\n\
                      [[step]]\nrest = \"1m\"\n[[step]]\nname = \"B\"\nhold = [\"9s\", \"8s\", \"7s\"]\n\
                      [[step]]\nname = \"C\"\ncount = 3\nrest = \"5s\"";
    assert_eq!(
        unrolled(by_default),
        [
            "hold 10 set 1/2",
            "between 45 set 2/2",
            "hold 10 set 2/2",
            "rest 60",
            "hold 9 set 1/3",
            "between 45 set 2/3",
            "hold 8 set 2/3",
            "between 45 set 3/3",
            "hold 7 set 3/3",
            "count 3 x set 1/2",
            "between 5 set 2/2",
            "count 3 x set 2/2",
        ]
    );
    let stretch = "[stretch.a]\nrest = \"20s\"\nname = \"A\"\nhold = \"10s\"\nsets = 2\nready = 0\n\
                   [[step]]\nuse = \"a\"\n[[step]]\nuse = \"a\"\nrest = \"15s\"";
    let rests = unrolled(stretch);
    let rests: Vec<_> = rests
        .iter()
        .filter(|it| it.starts_with("between"))
        .collect();
    assert_eq!(rests, ["between 20 set 2/2", "between 15 set 2/2"]);
}

#[test]
fn sets_stand_in_rounds_and_on_the_sides_of_a_block() {
    assert_eq!(
        unrolled(
            "[[step]]\nrepeat = 1\nsides = \"each\"\n[[step.step]]\nname = \"A\"\nready = 0\nhold = \"9s\"\nsets = 2"
        ),
        [
            "hold 9 right set 1/2",
            "between 30 right set 2/2",
            "hold 9 right set 2/2",
            "switch 5 left",
            "hold 9 left set 1/2",
            "between 30 left set 2/2",
            "hold 9 left set 2/2",
        ],
        "all sets on one side, then on the other"
    );
}

#[test]
fn other_names_of_a_key_are_read_where_their_meaning_is_beyond_doubt() {
    let load = |keys: &str| {
        let routine = routine(&format!("[[step]]\nname = \"A\"\nhold = \"10s\"\n{keys}"));
        let timeline = Timeline::of(&routine);
        let step = &timeline.first().step;
        let alternative = step.alternative.as_ref();
        let alternative = alternative.map(|text| text.fill(&timeline.words(0, None)));
        step.load.clone().or(alternative)
    };
    for (keys, value) in [
        ("resistance = \"green\"", "green"),
        ("intensity = \"70%\"", "70%"),
        ("weight = { weeks = [\"5 kg\", \"6 kg\"] }", "5 kg"),
        ("variation = \"Sit.\"", "Sit."),
    ] {
        assert_eq!(load(keys).as_deref(), Some(value), "{keys}");
    }
    assert_eq!(step("breaths = 5"), ["hold 25"]);
    assert_eq!(step("breaths = [3, 2]\nrest = \"9s\"").len(), 3);
}

#[test]
fn a_wait_may_have_sides() {
    let alphabet = "[[step]]\nname = \"Alphabet\"\nwait = true\nsides = \"each\"\ncue = \"Write with the {side} toe.\"\nswitch = \"4s\"\n";
    assert_eq!(
        unrolled(alphabet),
        ["wait right", "switch 4 left", "wait left"]
    );
}

#[test]
fn a_range_is_played_at_its_low_end() {
    let exercise = |keys: &str| {
        let routine = routine(&format!("[[step]]\nname = \"A\"\n{keys}"));
        routine.steps.first.exercise().cloned().unwrap()
    };
    let range = |keys: &str| {
        let (low, high) = exercise(keys).work.range().unwrap();
        (low.as_secs(), high.as_secs())
    };
    assert_eq!(range("hold = \"20s-30s\""), (20, 30));
    assert_eq!(range("hold = \"20 – 30s\""), (20, 30));
    assert_eq!(range("time = \"45s-1m30s\""), (45, 90));
    assert_eq!(range("hold = \"3-5 breaths\""), (15, 25));
    assert_eq!(range("count = \"6–8\"\npace = \"3s\""), (18, 24));
    let open = exercise("count = \"6-8\"");
    let counted = open.work.counted().unwrap();
    assert_eq!(counted.written(), (6, Some(8)));
    let reps = exercise("hold = \"10s\"\nreps = \"2-4\"").repetition;
    assert_eq!(Ends::written(reps.range, reps.times), (2, Some(4)));
    let each = exercise("count = [\"10-12\", 8]\nsets = 2");
    let each = each
        .each_set()
        .map(|(work, _)| work.counted().map(Counted::written));
    assert!(each.eq([Some((10, Some(12))), Some((8, None))]));
}

fn play(steps: &str) -> Driven {
    let timeline = Arc::new(Timeline::of(&routine(steps)));
    Driven::start(timeline, Start::default(), Moment::ZERO).0
}

/// The lengths of all work as it stands in the plan, in seconds.
fn lengths(player: &Driven) -> Vec<u64> {
    let planned = player.planned().iter();
    let work = planned.filter(|segment| segment.kind.is_work());
    work.map(|segment| segment.length.unwrap().as_secs())
        .collect()
}

fn does(player: &mut Driven, command: Command, second: u64) -> Vec<LengthChange> {
    let events = player.handle(command, at(second * 1000));
    let changes = events.into_iter().filter_map(|event| match event.what {
        What::Resized { change, .. } => Some(change),
        _ => None,
    });
    changes.collect()
}

#[test]
fn longer_and_shorter_stay_within_a_range() {
    let mut player = play("[[step]]\nname = \"A\"\nready = 0\nhold = \"20s-28s\"\nreps = 2");
    let longer = |by| LengthChange::Longer(seconds(by));
    let shorter = |by| LengthChange::Shorter(seconds(by));
    assert_eq!(does(&mut player, Command::Longer, 1), [longer(5)]);
    assert_eq!(does(&mut player, Command::Longer, 1), [longer(3)]);
    assert_eq!(
        does(&mut player, Command::Longer, 1),
        [LengthChange::AtLimit]
    );
    assert_eq!(lengths(&player), [28, 28], "both repetitions stay equal");
    assert_eq!(does(&mut player, Command::Shorter, 2), [shorter(5)]);
    assert_eq!(does(&mut player, Command::Shorter, 2), [shorter(3)]);
    assert_eq!(
        does(&mut player, Command::Shorter, 2),
        [LengthChange::AtLimit]
    );
    assert_eq!(lengths(&player), [20, 20]);
}

#[test]
fn counts_and_breaths_change_by_one() {
    let mut counts = play("[[step]]\nname = \"A\"\nready = 0\ncount = \"6-8\"\npace = \"4s\"");
    for _ in 0..3 {
        does(&mut counts, Command::Longer, 1);
    }
    assert_eq!(lengths(&counts), [32]);
    let mut breaths = play("[[step]]\nname = \"A\"\nready = 0\nhold = \"3 breaths\"");
    does(&mut breaths, Command::Longer, 1);
    assert_eq!(lengths(&breaths), [20]);
}

#[test]
fn a_set_of_another_length_keeps_it() {
    let mut player =
        play("[[step]]\nname = \"A\"\nready = 0\nhold = [\"30s\", \"20s\", \"30s\"]\nreps = 2");
    does(&mut player, Command::Longer, 1);
    assert_eq!(lengths(&player), [35, 35, 20, 20, 35, 35]);
    let mut ranged =
        play("[[step]]\nname = \"A\"\nready = 0\nhold = [\"20-30s\", \"20-22s\", \"20-30s\"]");
    does(&mut ranged, Command::Longer, 1);
    assert_eq!(
        lengths(&ranged),
        [25, 20, 25],
        "nor does it leave its range"
    );
}

#[test]
fn a_set_is_done_again_without_the_ones_before() {
    let steps = "[[step]]\nname = \"A\"\nready = \"5s\"\nhold = \"10s\"\nsets = 3\nrest = \"20s\"";
    // ready 5, hold 10, rest 20, hold 10, rest 20, hold 10
    let mut player = play(steps);
    player.advance(at(40_000));
    does(&mut player, Command::Again, 40);
    assert_eq!(
        (player.index(), player.phase()),
        (Some(3), Phase::LeadingIn)
    );
    let mut in_the_rest = play(steps);
    in_the_rest.advance(at(50_000));
    does(&mut in_the_rest, Command::Again, 50);
    assert_eq!(in_the_rest.index(), Some(3), "the set before the rest");
    let mut in_the_first = play(steps);
    in_the_first.advance(at(20_000));
    does(&mut in_the_first, Command::Again, 20);
    assert_eq!(in_the_first.index(), Some(0), "with the time to get ready");
}

#[test]
fn the_rest_says_which_set_comes_and_on_which_side() {
    let said = |steps: &str| {
        let timeline = Timeline::of(&routine(steps));
        let scripts = cue::scripts(&timeline, &Estimated::default());
        let rests = timeline
            .iter()
            .zip(scripts)
            .filter(|(it, _)| it.is_rest_between_sets());
        let said = rests
            .flat_map(|(_, parts)| parts)
            .filter_map(|part| part.say);
        said.map(|sentence| sentence.text).collect::<Vec<_>>()
    };
    let two = "[[step]]\nname = \"A\"\nhold = \"10s\"\nsets = 3\n";
    assert_eq!(
        said(two),
        ["Rest. Set two of three.", "Rest. Set three of three."]
    );
    let sided = format!("{two}sides = \"each\"\nrest = \"3s\"\nswitch = \"3s\"");
    assert_eq!(
        said(&sided),
        ["Right.", "Right."],
        "the side alone where there is little time"
    );
    let sided = format!("{two}sides = \"each\"");
    assert_eq!(said(&sided)[0], "Rest. Set two of three. Right.");
}

#[test]
fn a_tempo_has_phases_with_a_tone_each_and_its_number_on_the_first() {
    let steps = "[[step]]\nname = \"Drop\"\nready = 0\ncount = 3\npace = \"3-1-3-0\"";
    assert_eq!(unrolled(steps), ["count 21 3 x"]);
    let timeline = Timeline::of(&routine(steps));
    let parts = cue::scripts(&timeline, &Estimated::default());
    let heard: Vec<_> = parts[0]
        .iter()
        .filter(|part| part.at < seconds(14))
        .map(|part| {
            (
                part.at.as_secs(),
                part.tone,
                part.say.as_ref().map(|it| &*it.text),
            )
        })
        .collect();
    let tone = |at, tone| (at, Some(tone), None);
    assert_eq!(heard[1..3], [tone(3, Tone::Cue), tone(4, Tone::Cue)]);
    assert_eq!(heard[3].0, 7);
    assert!(
        heard[3]
            .2
            .is_some_and(|text| text.to_lowercase().contains("two"))
    );
    assert_eq!(heard[4..], [tone(10, Tone::Cue), tone(11, Tone::Cue)]);
}

/// A hold that lasts as long as one can, on two sides and twice.
const MAX: &str = "[[step]]\nname = \"Plank\"\naim = \"strength\"\nhold = \"max\"\nreps = 2\nsides = \"each\"\n\
                   ready = 0\nswitch = \"5s\"\nbetween = \"10s\"";

#[test]
fn as_long_as_you_can_has_sides_and_repetitions_and_no_length() {
    assert_eq!(
        unrolled(MAX),
        [
            "hold right 1/2",
            "switch 5 left 1/2",
            "hold left 1/2",
            "switch 10 right 2/2",
            "hold right 2/2",
            "switch 5 left 2/2",
            "hold left 2/2"
        ]
    );
    let sets = step("hold = [\"30s\", \"max\"]\nrest = \"20s\"");
    assert_eq!(
        sets,
        ["hold 30 set 1/2", "between 20 set 2/2", "hold set 2/2"]
    );
    assert_eq!(step("time = \"Max\""), ["time"]);
}

#[test]
fn a_key_ends_as_long_as_you_can_and_what_was_reached_is_recorded() {
    // Right 40 s, left 35 s, right 45 s, left 12 s.
    let keys = [
        (40, Command::Next),
        (80, Command::Next),
        (135, Command::Next),
        (152, Command::Next),
    ];
    let session = played(MAX, &keys);
    let lines = &session.record().lines;
    let reached =
        |line: &StretchRecord| (line.done.as_secs(), line.reached.as_secs(), line.skipped);
    assert_eq!(
        lines.iter().map(reached).collect::<Vec<_>>(),
        [(85, 45, 0), (47, 35, 0)]
    );
    let amounts: Vec<_> = lines.iter().map(StretchRecord::amount).collect();
    assert_eq!(amounts, ["up to 45 s", "up to 35 s"]);
    assert_eq!(
        remark(&lines.iter().collect::<Vec<_>>()),
        "",
        "nothing of it is missing"
    );
}

#[test]
fn nothing_makes_as_long_as_you_can_longer_and_a_pause_has_a_lead_in() {
    let mut player = play(MAX);
    assert_eq!(does(&mut player, Command::Longer, 5), []);
    assert_eq!(does(&mut player, Command::Shorter, 5), []);
    player.handle(Command::Pause, at(20_000));
    assert_eq!(player.next_deadline(), None);
    player.handle(Command::Resume, at(25_000));
    assert_eq!(player.phase(), Phase::LeadingIn);
    player.advance(at(28_000));
    assert_eq!(
        (player.phase(), player.reading(at(30_000))),
        (Phase::Running, seconds(22))
    );
    assert!(player.awaits_key());
}

#[test]
fn what_lasts_as_long_as_you_can_says_so_and_how_long_it_is_by_now() {
    let timeline = Arc::new(Timeline::of(&routine(MAX)));
    let plan = Plan::new(Arc::clone(&timeline), Start::default());
    let (mut session, first) = Session::start(plan, Arc::new(Estimated::default()), at(0));
    let said = |cues: &[cue::Cue]| -> Vec<_> {
        let parts = cues.iter().flat_map(|cue| &cue.parts);
        let parts = parts.map(|part| (part.tone, part.say.as_ref().map(|it| it.text.clone())));
        parts.collect()
    };
    let start = "Plank. Right. As long as you can. Press any key when done.";
    assert_eq!(
        said(&first.cues),
        [(Some(Tone::Start), Some(start.to_owned()))]
    );
    let later = session.advance(at(61_000));
    let waiting = |text: &str| (Some(Tone::Waiting), Some(text.to_owned()));
    assert_eq!(
        said(&later.cues),
        [waiting("30 seconds."), waiting("One minute.")]
    );
}

#[test]
fn what_was_reached_is_logged_corrected_and_compared_with_the_last_time() {
    let wall = wall();
    let once = MAX.replace("reps = 2\n", "");
    let keys = [(40, Command::Next), (80, Command::Next)];
    let entry = played(&once, &keys).snapshot(&wall, 1).unwrap().entry;
    let mut logged = log::read(&log::write(&entry)).unwrap();
    assert_eq!(
        logged.lines,
        entry
            .lines
            .iter()
            .map(|line| StretchRecord {
                side_shown: None,
                ..line.clone()
            })
            .collect::<Vec<_>>()
    );
    assert!(log::write(&entry).contains("\"reached_ms\":40000"));
    let head = table::head();
    let column = head
        .trim_end()
        .split(',')
        .position(|name| name == "reached_s")
        .unwrap();
    let rows = table::rows(&entry);
    let cells: Vec<&str> = rows
        .lines()
        .filter_map(|row| row.split(',').nth(column))
        .collect();
    assert_eq!(cells, ["40.000", "35.000"]);
    // What is corrected by hand is what was reached.
    let amount = HeldAmount::parse("55s").unwrap();
    let corrected = HeldCorrection::of_named(&logged.lines, "plank, left", amount).unwrap();
    let left = logged
        .lines
        .iter_mut()
        .find(|line| line.key() == corrected[0].stretch);
    corrected[0].held.apply(left.unwrap());
    let mut history = History::new(Scope::of(wall.stamp.day()));
    history.add(&logged);
    let timeline = Timeline::of(&routine(&once));
    let log = || history.last.iter().map(AsRef::as_ref);
    let last = LastReached::before(log(), &timeline, None);
    let reached: Vec<_> = timeline
        .iter()
        .map(|segment| last.of_segment(segment))
        .collect();
    assert_eq!(reached, [Some(seconds(40)), None, Some(seconds(55))]);
    let lines: Vec<_> = entry.lines.iter().collect();
    assert_eq!(last.compared(&lines), "last time 40 s · 55 s");
    // What the same session did before it was resumed is no last time.
    let resumed = LastReached::before(log(), &timeline, Some(&logged.id));
    assert_eq!(resumed, LastReached::default());
}

#[test]
fn a_session_is_resumed_in_what_lasts_as_long_as_you_can() {
    let timeline = Arc::new(Timeline::of(&routine(MAX)));
    let texts = [RoutineText::new("test", "Test", MAX)];
    let plan = Plan::new(Arc::clone(&timeline), Start::default()).with_texts(texts);
    let wall = wall();
    let lengths: Arc<dyn cue::Lengths> = Arc::new(Estimated::default());
    let (mut session, _) = Session::start(plan.clone(), Arc::clone(&lengths), at(0));
    session.handle(Command::Next, at(40_000));
    session.handle(Command::Stop, at(50_000));
    let saved = snapshot::write(&session.snapshot(&wall, 1).unwrap());
    let saved = snapshot::read(&saved).unwrap();
    assert_eq!(
        saved.position.as_ref().map(|position| position.index),
        Some(2)
    );
    let (mut session, _) = Session::resume(plan, &saved, lengths, at(60_000));
    // A lead-in of three seconds, then 20 s left.
    session.handle(Command::Next, at(83_000));
    let done = |session: &Session| -> Vec<_> {
        let lines = session.record().lines.iter();
        lines
            .map(|line| (line.done.as_secs(), line.reached.as_secs()))
            .collect()
    };
    assert_eq!(done(&session), [(40, 40), (25, 20)]);
}

#[test]
fn where_no_key_can_come_as_long_as_you_can_is_half_a_minute() {
    let unrolled = Unrolled {
        keys: Keys::Never,
        ..Unrolled::default()
    };
    let timeline = Timeline::of_all([&routine(MAX)], unrolled);
    let held = timeline.iter().filter(|segment| segment.kind.is_work());
    assert!(
        held.map(|segment| segment.length)
            .eq([Some(Keys::MAX_HOLD); 4])
    );
    assert!(!timeline.has_max());
}
