//! Plans: where the marks of a segment lie, what several routines in a row are, which sentence stands on the screen.

use crate::support;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use supple::core::cue;
use supple::core::day::Day;
use supple::core::mark::Mark;
use supple::core::nonempty::NonEmpty;
use supple::core::routine::{First, Posture, Routine, Side, Step};
use supple::core::session::Plan;
use supple::core::timeline::{
    Keys, LONGEST_PLAN, MOST_RECORDED, MOST_SAYINGS, MOST_SEGMENTS, Segment, Size, Timeline,
    Unrolled,
};
use support::read;

fn routine(title: &str, steps: &str) -> Routine {
    read::routine(&format!("title = \"{title}\"\n{steps}"))
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
        .filter(|(_, mark)| !matches!(mark, Mark::Remaining(_)))
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
            Mark::Remaining(seconds) => Some((at.as_secs(), seconds)),
            _ => None,
        });
        left.collect::<Vec<_>>()
    };
    assert_eq!(left(2, "10s"), [(8, 2), (9, 1)]);
    assert_eq!(left(5, "4s"), [(1, 3), (2, 2), (3, 1)], "none at the start");
    assert_eq!(left(0, "10s"), []);
}

/// Each segment in a few words: kind, seconds, side, repetition, round.
fn unrolled(steps: &str) -> Vec<String> {
    let timeline = timeline(steps);
    timeline.iter().map(outlined).collect()
}

fn outlined(segment: &Segment) -> String {
    let mut out = segment.kind.word().to_owned();
    if let Some(length) = segment.length {
        let _ = write!(out, " {}", length.as_secs());
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
fn sides_and_repetitions_alternate_or_are_done_one_side_after_the_other() {
    let step = |rest: &str| unrolled(&format!("[[step]]\nname = \"A\"\nhold = \"9s\"\n{rest}"));
    assert_eq!(
        step("sides = \"each\"\nreps = 2"),
        [
            "ready 10 right 1/2",
            "hold 9 right 1/2",
            "switch 5 left 1/2",
            "hold 9 left 1/2",
            "switch 5 right 2/2",
            "hold 9 right 2/2",
            "switch 5 left 2/2",
            "hold 9 left 2/2",
        ]
    );
    assert_eq!(
        step("ready = 0\nsides = \"each\"\nreps = 2\norder = \"one-side\""),
        [
            "hold 9 right 1/2",
            "between 3 right 2/2",
            "hold 9 right 2/2",
            "switch 5 left 1/2",
            "hold 9 left 1/2",
            "between 3 left 2/2",
            "hold 9 left 2/2",
        ]
    );
    assert_eq!(
        step("ready = 0\nsides = [\"right\", \"left\", \"left\"]\nswitch = 0\nbetween = \"4s\""),
        [
            "hold 9 right",
            "hold 9 left 1/2",
            "between 4 left 2/2",
            "hold 9 left 2/2"
        ]
    );
}

#[test]
fn the_change_that_begins_the_next_repetition_lasts_the_longer_of_the_two() {
    let step = |between: &str| {
        let segments = unrolled(&format!(
            "[[step]]\nname = \"A\"\nhold = \"9s\"\nready = 0\nsides = \"each\"\nreps = 2\n\
             switch = \"6s\"\nbetween = \"{between}\""
        ));
        let switches = segments
            .into_iter()
            .filter(|segment| segment.starts_with("switch"));
        switches.collect::<Vec<_>>()
    };
    let short = [
        "switch 6 left 1/2",
        "switch 6 right 2/2",
        "switch 6 left 2/2",
    ];
    assert_eq!(step("4s"), short);
    let long = [
        "switch 6 left 1/2",
        "switch 9 right 2/2",
        "switch 6 left 2/2",
    ];
    assert_eq!(step("9s"), long);
}

#[test]
fn a_block_gives_its_sides_and_rounds_to_what_is_inside() {
    let block = |rest: &str| {
        unrolled(&format!(
            "[[step]]\n{rest}\n[[step.step]]\nname = \"A\"\nhold = \"9s\"\nready = \"2s\"\n\
             [[step.step]]\nrest = \"4s\""
        ))
    };
    assert_eq!(
        block("repeat = 2\nbetween = \"8s\""),
        [
            "ready 2 round 1/2",
            "hold 9 round 1/2",
            "rest 4 round 1/2",
            "between 8 round 2/2",
            "ready 2 round 2/2",
            "hold 9 round 2/2",
            "rest 4 round 2/2",
        ]
    );
    assert_eq!(
        block("repeat = 1\nsides = \"each\"\nswitch = \"7s\""),
        [
            "ready 2 right",
            "hold 9 right",
            "rest 4 right",
            "switch 7 left",
            "ready 2 left",
            "hold 9 left",
            "rest 4 left",
        ]
    );
}

fn with_keys(keys: Keys) -> Unrolled {
    Unrolled {
        keys,
        ..Unrolled::default()
    }
}

#[test]
fn left_first_turns_round_what_says_only_each() {
    let routine = routine(
        "T",
        "[[step]]\nhold = 15\nname = \"A\"\nsides = \"each\"\n[[step]]\nhold = 15\nname = \"B\"\n\
         sides = [\"right\", \"left\"]\n[[step]]\nrepeat = 1\nsides = \"each\"\n[[step.step]]\nhold = 15\n\
         name = \"C\"\n",
    );
    let sides = |first| {
        let keys = Keys::Come;
        let timeline = Timeline::of_all(
            [&routine],
            Unrolled {
                keys,
                first,
                ..Unrolled::default()
            },
        );
        let work = timeline.iter().filter(|segment| segment.kind.is_work());
        work.map(|segment| segment.side.as_ref().map_or("", Side::word).to_owned())
            .collect::<Vec<_>>()
    };
    let right = ["right", "left", "right", "left", "right", "left"];
    assert_eq!(sides(First::Right), right);
    let left = ["left", "right", "right", "left", "left", "right"];
    assert_eq!(sides(First::Left), left);
}

#[test]
fn where_no_key_can_come_everything_has_a_length() {
    let steps = "[[step]]\nwait = true\n[[step]]\nname = \"A\"\ncount = 3\nready = 0\n\
                 [[step]]\nname = \"B\"\ntime = \"60s\"\nready = 0\nend = \"alarm\"";
    let routine = routine("Test", steps);
    let outlines = |keys: Keys| {
        let timeline = Timeline::of_all([&routine], with_keys(keys));
        timeline.iter().map(outlined).collect::<Vec<_>>()
    };
    assert_eq!(outlines(Keys::Come), ["wait", "count", "time 60"]);
    assert_eq!(outlines(Keys::Never), ["wait 10", "count 12", "time 60"]);
}

#[test]
fn a_segment_knows_its_step_and_the_words_of_its_voice() {
    let timeline = timeline(
        "[voice]\nright = \"rechts\"\n[[step]]\nname = \"A\"\nhold = \"9s\"\nsides = \"each\"\n\
         how = \"Slowly.\"\nfigure = \"bridge\"\nposition = \"standing\"",
    );
    let ready = timeline.first();
    assert_eq!(ready.side_shown(), Some("rechts"));
    let step = &ready.step;
    assert_eq!((step.id, step.number), (0, Some(1)));
    assert_eq!(
        (
            step.name.as_deref(),
            step.figure.as_ref().map(|figure| figure.name.as_str())
        ),
        (Some("A"), Some("bridge"))
    );
    assert_eq!(
        (step.position, step.ready),
        (Some(Posture::Standing), Duration::from_secs(10))
    );
    let how = step.how.as_ref().unwrap();
    assert_eq!(how.fill(&timeline.words(0, None)), "Slowly.");
    assert_eq!(timeline.name_of_step(0), Some("A"));
    assert_eq!(timeline.name_of_step(1), None);
}

#[test]
fn a_plan_is_as_large_as_it_was_measured() {
    for (id, text) in supple::disk::bundled::ALL {
        let routine = read::routine(text);
        let (size, plan) = (Size::of(routine.steps.iter()), Timeline::of(&routine));
        assert_eq!(
            (size.segments, size.length),
            (plan.len() as u64, plan.total()),
            "{id}"
        );
        let marks = plan
            .iter()
            .flat_map(|segment| segment.marks(segment.length));
        let said = marks
            .filter(|(_, mark)| matches!(mark, Mark::Cue { .. }))
            .count();
        assert_eq!(size.sayings, said as u64, "{id}");
    }
}

#[test]
fn routines_in_a_row_have_both_titles_and_their_steps_are_counted_on() {
    let hold = |name: &str| format!("[[step]]\nname = \"{name}\"\nhold = \"10s\"\n");
    let knees = routine("Knees", &(hold("A") + &hold("B")));
    let hips = routine("Hips", &hold("C"));
    let both = Timeline::of_all([&knees, &hips], Unrolled::default());
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

#[test]
fn what_is_needed_and_warned_of_is_noted_once_before_a_session() {
    let both = "needs = [\"a mat\", \"a strap\"]\nwarn = [\"Not with osteoporosis.\"]";
    let wait = "[[step]]\nwait = true\n[[step]]\nname = \"A\"\nhold = \"15s\"";
    let first = Arc::new(routine("One", &format!("{both}\n{wait}")));
    let routines = NonEmpty {
        rest: vec![Arc::clone(&first)],
        first,
    };
    let notes = |keys: Keys| Plan::of(&routines, Duration::ZERO, with_keys(keys), 100).notes;
    let expected = ["You need: a mat, a strap", "Not with osteoporosis."];
    assert_eq!(notes(Keys::Come), expected);
    let without_keys = notes(Keys::Never);
    assert_eq!(without_keys[..2], expected);
    assert_eq!(
        without_keys.len(),
        4,
        "when to stop, and that no key can come: {without_keys:?}"
    );
}

#[test]
fn a_plan_is_playable_up_to_its_longest_and_its_most_segments() {
    let most = Size {
        recorded: MOST_RECORDED,
        segments: MOST_SEGMENTS,
        length: LONGEST_PLAN,
        sayings: MOST_SAYINGS,
    };
    assert!(most.is_playable());
    let segments = MOST_SEGMENTS + 1;
    assert!(!Size { segments, ..most }.is_playable());
    let length = LONGEST_PLAN + Duration::from_secs(1);
    assert!(!Size { length, ..most }.is_playable());
    let sayings = MOST_SAYINGS + 1;
    assert!(!Size { sayings, ..most }.is_playable());
}

/// A block of ten steps that begins with these keys.
fn ten(keys: &str) -> Routine {
    let mut steps = format!("[[step]]\nrepeat = 2\n{keys}\n");
    for name in "ABCDEFGHIJ".chars() {
        let _ = write!(
            steps,
            "[[step.step]]\nname = \"{name}\"\nhold = \"15s\"\nsides = \"each\"\n"
        );
    }
    routine("Test", &steps)
}

/// The names of what is done on a day, each once in a row.
fn names_on(routine: &Routine, day: Option<Day>) -> String {
    let unrolled = Unrolled {
        day,
        ..Unrolled::default()
    };
    let timeline = Timeline::of_all([routine], unrolled);
    let work = timeline.iter().filter(|segment| segment.kind.is_work());
    let names = work.map(|segment| segment.step.name.clone().unwrap_or_default());
    let mut names: Vec<String> = names.collect();
    names.dedup();
    names.concat()
}

#[test]
fn the_steps_of_a_block_come_in_another_order_each_day_and_the_same_all_day() {
    let shuffled = ten("order = \"shuffled\"");
    assert_eq!(
        names_on(&shuffled, None),
        "ABCDEFGHIJ".repeat(2),
        "as written"
    );
    let mut orders = HashSet::new();
    for day in 20_000..20_030 {
        let names = names_on(&shuffled, Some(Day(day)));
        assert_eq!(names, names_on(&shuffled, Some(Day(day))));
        let (first, second) = names.split_at(10);
        assert_eq!(first, second, "both rounds are the same");
        let mut sorted: Vec<char> = first.chars().collect();
        sorted.sort_unstable();
        assert_eq!(sorted.iter().collect::<String>(), "ABCDEFGHIJ");
        orders.insert(names);
    }
    assert_eq!(orders.len(), 30);
    let other = Routine {
        id: "other".to_owned(),
        ..shuffled.clone()
    };
    let day = Some(Day(20_000));
    assert_ne!(names_on(&other, day), names_on(&shuffled, day));
}

#[test]
fn some_of_the_steps_of_a_block_are_picked_each_day_in_their_order() {
    let picked = ten("pick = 3");
    let mut often: BTreeMap<char, u32> = BTreeMap::new();
    for day in 20_000..20_300 {
        let names = names_on(&picked, Some(Day(day)));
        let first = &names[..3];
        assert_eq!(names, first.repeat(2));
        assert!(
            first.is_char_boundary(3) && first.chars().is_sorted(),
            "{first}"
        );
        for name in first.chars() {
            *often.entry(name).or_default() += 1;
        }
    }
    // 300 days of 3 of 10: each about 90 times.
    assert_eq!(often.len(), 10);
    assert!(
        often.values().all(|times| (60..120).contains(times)),
        "{often:?}"
    );
    let both = ten("order = \"shuffled\"\npick = 3");
    let is_sorted = |day| names_on(&both, Some(Day(day)))[..3].chars().is_sorted();
    assert!(!(20_000..20_030).all(is_sorted));
}

#[test]
fn a_choice_of_the_day_is_the_same_for_a_routine_alone_and_behind_another() {
    let (one, two) = (ten("pick = 3"), ten("order = \"shuffled\""));
    let two = Routine {
        id: "two".to_owned(),
        ..two
    };
    let day = Some(Day(20_783));
    let unrolled = Unrolled {
        day,
        ..Unrolled::default()
    };
    let both = Timeline::of_all([&one, &two], unrolled);
    let work = both.iter().filter(|segment| segment.kind.is_work());
    let mut names: Vec<&str> = work.filter_map(|it| it.step.name.as_deref()).collect();
    names.dedup();
    assert_eq!(names.concat(), names_on(&one, day) + &names_on(&two, day));
}

/// Whatever is left out and shuffled: the number of a step tells where it is played, its place where it is written.
#[test]
fn a_step_keeps_the_place_at_which_it_is_written() {
    let text = ten("order = \"shuffled\"\npick = 4");
    let written: Vec<Option<&str>> = text.each_step().map(Step::name).collect();
    for day in 20_000..20_010 {
        let unrolled = Unrolled {
            day: Some(Day(day)),
            ..Unrolled::default()
        };
        let timeline = Timeline::of_all([&text], unrolled);
        for segment in timeline.iter() {
            assert_eq!(written[segment.step.place], segment.step.name.as_deref());
        }
        let played = |place: &usize| timeline.start_of_places(&(*place..*place + 1)).is_some();
        assert_eq!((1..11).filter(played).count(), 4);
        assert_eq!(timeline.start_of_places(&(0..11)), Some(0));
    }
}
