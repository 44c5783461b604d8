//! Each example of docs/prescriptions.md plays as the words around it say.

use std::fs;
use std::path::Path;

use supple::core::day::Day;
use supple::core::routine::{Posture, Routine, Side, Step};
use supple::core::stretch::Aim;
use supple::diagnostic::{Source, render};
use supple::disk::bundled;
use supple::format::routine::{IncludedFile, parse_among};

use super::*;

/// The document.
fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/prescriptions.md");
    fs::read_to_string(path).unwrap()
}

/// The examples, each with the heading that it stands below.
fn examples() -> Vec<(String, String)> {
    let guide = guide();
    let sections = guide.split("\n## ").skip(1);
    let examples = sections.map(|section| {
        let (heading, rest) = section.split_once('\n').unwrap();
        let mut examples = rest.split("```toml\n").skip(1);
        let example = examples.next().expect(heading);
        assert!(examples.next().is_none(), "{heading} has one example");
        let example = example.split("```").next().unwrap();
        (heading.to_owned(), example.to_owned())
    });
    examples.collect()
}

/// The example below `heading`, which has neither a mistake nor advice.
fn example(heading: &str) -> Routine {
    let (_, text) = examples()
        .into_iter()
        .find(|(known, _)| known == heading)
        .unwrap();
    let source = Source {
        name: "prescriptions.md".to_owned(),
        text,
    };
    let included = bundled::ALL.iter().map(|(id, text)| {
        let file = Source {
            name: format!("{id}.toml"),
            text: (*text).to_owned(),
        };
        IncludedFile::new("prescriptions.md".to_owned(), (*id).to_owned(), file, None)
    });
    let references = catalogue().clone().including(included);
    let parsed = parse_among(&source, &references);
    let problems = render(&source, &parsed.problems, false);
    assert!(parsed.problems.is_empty(), "{heading}:\n{problems}");
    parsed.value.unwrap()
}

/// The work of an example, without the time around it.
fn work(heading: &str) -> Vec<String> {
    let timeline = Timeline::of(&example(heading));
    let work = timeline.iter().filter(|it| it.kind.is_work());
    work.map(outlined).collect()
}

/// The times to get ready of an example, in seconds.
fn readies(heading: &str) -> Vec<u64> {
    let steps = example(heading);
    let steps = steps.each_step().filter_map(Step::exercise);
    steps.map(|step| step.repetition.ready.as_secs()).collect()
}

#[test]
fn every_section_has_an_example_and_a_test() {
    let here = include_str!("guide.rs");
    for (heading, _) in examples() {
        assert!(
            here.contains(&format!("{heading:?}")),
            "no test of {heading}"
        );
        example(&heading);
    }
    assert_eq!(examples().len(), 19);
}

#[test]
fn ready_fits_what_is_said_and_a_change_of_position() {
    let [standing, down] = readies("Time to get ready")[..] else {
        panic!("two steps")
    };
    assert!(standing >= 10, "{standing}");
    assert!(
        down > standing || down >= 15,
        "{standing} s, then {down} s to lie down"
    );
}

#[test]
fn lengths_may_be_written_out() {
    let played = work("Lengths in other words");
    assert_eq!(played, ["hold 30", "time 120", "hold 20"]);
    let timeline = Timeline::of(&example("Lengths in other words"));
    let ranges = timeline.iter().filter_map(|it| it.work()?.range());
    let ranges: Vec<_> = ranges.collect();
    let range = |least, most| (seconds(least), seconds(most));
    assert_eq!(ranges, [range(120, 180), range(20, 30)]);
}

#[test]
fn advice_on_holds_is_for_stretches() {
    // That there is no advice is tested by the example itself; as a stretch it has some.
    let routine = example("What is not a stretch");
    let plank = routine.steps.first.exercise().unwrap();
    assert_eq!(plank.aim, Aim::Strength);
    let (_, text) = &examples()[1];
    let text = text.replace("aim  = \"strength\"\n", "");
    let source = Source {
        name: "a.toml".to_owned(),
        text,
    };
    let codes = parse_among(&source, catalogue()).problems;
    let codes: Vec<String> = codes.iter().map(|it| it.code.to_string()).collect();
    assert!(
        codes.contains(&"W01".to_owned()) || codes.contains(&"W11".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn ranges_begin_at_their_low_end() {
    let played = ["hold 20 1/2", "hold 20 2/2", "count 18 6 x"];
    assert_eq!(work("Ranges"), played);
    let timeline = Timeline::of(&example("Ranges"));
    let ranges: Vec<_> = timeline
        .iter()
        .filter_map(|it| it.work()?.range())
        .collect();
    let range = |least, most| (seconds(least), seconds(most));
    assert_eq!(ranges, [range(20, 30), range(20, 30), range(18, 24)]);
    let mut most = timeline.iter().filter_map(Segment::most_reps);
    assert_eq!(most.next(), Some(4));
}

#[test]
fn back_in_the_rest_behind_the_last_repetition_does_one_more() {
    let timeline = Arc::new(Timeline::of(&example("Ranges")));
    let (mut player, _) = Driven::start(Arc::clone(&timeline), Start::default(), Moment::ZERO);
    let next_step = timeline.start_of_step(2).unwrap();
    while player.index() != Some(next_step) {
        let deadline = player.next_deadline().unwrap();
        player.advance(deadline);
    }
    let now = player.next_deadline().unwrap();
    player.handle(Command::Back, now);
    let segment = player.segment().unwrap();
    assert_eq!(
        (segment.rep, &*segment.step.name.clone().unwrap()),
        ((2, 2), "Hamstring stretch")
    );
}

#[test]
fn sets_have_a_rest_between_them() {
    let timeline = Timeline::of(&example("Sets"));
    let outlined: Vec<String> = timeline.iter().map(outlined).collect();
    let calf = [
        "count 24 12 x set 1/3",
        "between 45 set 2/3",
        "count 24 12 x set 2/3",
        "between 45 set 3/3",
        "count 24 12 x set 3/3",
    ];
    assert_eq!(outlined[1..6], calf);
    let rests = timeline.iter().filter(|it| it.is_rest_between_sets());
    let rests: Vec<_> = rests
        .filter_map(|it| it.length)
        .map(|it| it.as_secs())
        .collect();
    assert_eq!(rests, [45, 45, 30, 30], "30 s unless written");
    let bird_dog = timeline
        .iter()
        .filter(|it| it.kind.is_work() && it.set.1 == 3);
    let reps: Vec<u32> = bird_dog
        .filter(|it| it.rep.0 == 1)
        .map(|it| it.rep.1)
        .collect();
    assert_eq!(reps, [1, 1, 1, 8, 6, 4]);
}

#[test]
fn what_is_optional_says_so_and_has_other_ways() {
    let routine = example("Optional, easier, harder");
    let step = routine.steps.first.exercise().unwrap();
    assert!(step.optional);
    let timeline = Timeline::of(&routine);
    let fill = |text: &Option<supple::core::template::Template>| {
        text.as_ref()
            .map(|text| text.fill(&timeline.words(0, None)))
    };
    assert_eq!(
        [&step.easier, &step.harder, &step.alternative].map(fill),
        ["On your knees.", "Feet on a step.", "Against a wall."].map(|text| Some(text.to_owned()))
    );
}

#[test]
fn how_often_is_known() {
    let often = example("How often").often.unwrap();
    assert_eq!(often.to_string(), "2 a day");
}

#[test]
fn weeks_follow_the_day() {
    let routine = example("Progression");
    let counts = [
        "2026-11-20",
        "2026-11-27",
        "2026-12-04",
        "2026-12-11",
        "2027-06-01",
    ]
    .map(|day| {
        let timeline = on(&routine, day);
        let mut counted = timeline
            .iter()
            .filter_map(|it| it.work()?.counted().map(|it| it.times));
        counted.next().unwrap()
    });
    assert_eq!(counts, [7, 9, 11, 13, 13]);
}

#[test]
fn a_load_is_shown_and_recorded() {
    let timeline = Arc::new(Timeline::of(&example("Load")));
    let record = Record::new(Arc::clone(&timeline));
    assert_eq!(record.lines[0].name_and_load(), "Straight leg raise, 5 kg");
}

#[test]
fn breaths_are_a_length() {
    assert_eq!(work("Breaths"), ["hold 30"]);
}

#[test]
fn the_affected_side_is_that_at_the_top() {
    let played = ["hold 30 left", "hold 20 left", "hold 20 right"];
    assert_eq!(work("The affected side"), played);
}

#[test]
fn kinds_and_sets_may_stand_in_the_defaults() {
    let twice = ["time 60 set 1/2", "time 60 set 2/2"];
    assert_eq!(work("Defaults for all steps"), [twice, twice].concat());
}

#[test]
fn a_tempo_is_made_of_phases() {
    assert_eq!(work("Tempo"), ["count 56 8 x"]);
    let timeline = Timeline::of(&example("Tempo"));
    let mut tempos = timeline.iter().filter_map(|it| it.work()?.counted()?.tempo);
    assert_eq!(
        tempos.next().unwrap().0.map(|it| it.as_secs()),
        [3, 1, 3, 0]
    );
}

#[test]
fn what_lasts_as_long_as_one_can_has_no_length() {
    let played = [
        "hold right 1/2",
        "hold left 1/2",
        "hold right 2/2",
        "hold left 2/2",
    ];
    assert_eq!(work("As long as you can"), played);
    assert!(Timeline::of(&example("As long as you can")).has_max());
}

#[test]
fn the_day_chooses_what_is_played() {
    let routine = example("Another order each day");
    let names = |day: i32| {
        let unrolled = Unrolled {
            day: Some(Day(day)),
            ..Unrolled::default()
        };
        let timeline = Timeline::of_all([&routine], unrolled);
        let work = timeline.iter().filter(|it| it.kind.is_work());
        work.filter_map(|it| it.step.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(20_513), names(20_513), "the same all day");
    let days: std::collections::BTreeSet<Vec<String>> = (20_500..20_530).map(names).collect();
    assert!(
        days.len() > 5 && days.iter().all(|names| names.len() == 2),
        "{days:?}"
    );
}

#[test]
fn an_included_routine_is_a_block_with_its_title() {
    let routine = example("Another routine inside");
    let block = routine.steps.first.block().unwrap();
    assert_eq!(block.name.as_deref(), Some("Warm-up before a run"));
    assert!(
        routine
            .warn
            .contains(&"Not with a fresh muscle strain.".to_owned())
    );
}

#[test]
fn positions_have_other_words() {
    let routine = example("Words for positions");
    let positions = routine
        .each_step()
        .filter_map(|step| step.exercise()?.position);
    assert!(positions.eq([Posture::Back, Posture::Kneeling]));
}

#[test]
fn sides_have_other_words() {
    let played = [
        "hold 20 left",
        "hold 20 right",
        "hold 20 Front foot",
        "hold 20 Back foot",
    ];
    assert_eq!(work("Sides"), played);
    let timeline = Timeline::of(&example("Sides"));
    let sides = timeline
        .iter()
        .filter(|it| it.kind.is_work())
        .filter_map(|it| it.side.clone());
    let sides: Vec<Side> = sides.collect();
    assert_eq!(sides[..2], [Side::Left, Side::Right]);
    assert!(matches!(&sides[3], Side::Own(own) if own.mirrored));
}

#[test]
fn words_in_braces_are_filled_in() {
    let timeline = Timeline::of(&example("Words in braces"));
    let work = timeline.iter().position(|it| it.kind.is_work()).unwrap();
    let shown = cue::sentence(&timeline, work, |_| false);
    assert_eq!(shown.as_deref(), Some("Right knee in, 1 of 1."));
    // All of them are in the words of the section.
    let guide = guide();
    for placeholder in supple::core::template::Placeholder::ALL {
        assert!(guide.contains(&format!("`{{{}}}`", placeholder.word())));
    }
}
