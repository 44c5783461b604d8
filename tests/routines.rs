//! What routine files mean: inheritance, and the timelines they unroll to.

use std::fmt::Write as _;
use std::time::Duration;

use supple::core::language::{Word, Words};
use supple::core::nonempty::NonEmpty;
use supple::core::routine::{
    Between, CueTime, End, Exercise, Order, OwnSide, Posture, Routine, Side, Sides, Step, Work,
};
use supple::core::span;
use supple::core::stretch::Aim;
use supple::core::timeline::{Kind, Timeline};
use supple::core::voice::Half;
use supple::diagnostic::{Source, render};
use supple::disk::stretches::built_in;
use supple::format::languages::{Languages, english};
use supple::format::routine::{References, parse_among};

fn read(text: &str) -> Routine {
    let name = "routine.toml".to_owned();
    let text = text.to_owned();
    let source = Source { name, text };
    let parsed = parse_among(&source, &built_in());
    // Advice is another matter.
    assert!(
        parsed.value.is_some(),
        "{}",
        render(&source, &parsed.problems, false)
    );
    parsed
        .value
        .expect("a routine without problems has a value")
}

/// The routine `steps` below a title.
fn steps(steps: &str) -> Routine {
    read(&format!("title = \"Test\"\n{steps}"))
}

fn exercise(step: &Step) -> &Exercise {
    match step {
        Step::Exercise(exercise) => exercise,
        other => panic!("not an exercise: {other:?}"),
    }
}

fn first(routine: &Routine) -> &Exercise {
    exercise(&routine.steps.first)
}

fn length(exercise: &Exercise) -> u64 {
    exercise.work.length().expect("has a length").as_secs()
}

const fn between(length: u64, is_written: bool) -> Between {
    let length = seconds(length);
    Between { length, is_written }
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// One line a segment: its start, length, kind, side and repetition.
fn plan(routine: &Routine) -> String {
    let mut out = String::new();
    let mut start = Duration::ZERO;
    for segment in Timeline::of(routine).iter() {
        let length = segment.length.map_or_else(|| "key".to_owned(), span::short);
        let _ = write!(
            out,
            "{} {length} {}",
            span::clock(start),
            segment.kind.word()
        );
        if let Some(side) = &segment.side {
            let _ = write!(out, " {}", side.word());
        }
        if segment.kind.is_work() && segment.rep.1 > 1 {
            let _ = write!(out, " {} of {}", segment.rep.0, segment.rep.1);
        }
        if segment.kind.is_work() && segment.round.1 > 1 {
            let _ = write!(out, " round {} of {}", segment.round.0, segment.round.1);
        }
        out.push('\n');
        start += segment.length.unwrap_or_default();
    }
    out
}

/// The weave in short: `R`, `L` (or `.`) for a piece, `s` for a change, `S` for one longer than 5 s, `b` for between.
fn weave(routine: &Routine) -> String {
    let letters: Vec<String> = Timeline::of(routine)
        .iter()
        .filter(|segment| segment.kind != Kind::Ready)
        .map(|segment| match segment.kind {
            Kind::Switch if segment.length > Some(seconds(5)) => "S".to_owned(),
            Kind::Switch => "s".to_owned(),
            Kind::Between => "b".to_owned(),
            _ => segment.side.as_ref().map_or(".", Side::word)[..1].to_uppercase(),
        })
        .collect();
    letters.join(" ")
}

#[test]
fn the_smallest_useful_file_unrolls_as_its_documentation_says() {
    let routine = read(
        r#"
title = "Knee-to-chest back stretch"

[[step]]
name  = "Single-knee pull"
hold  = "15s"
sides = "each"          # right, then left: each side gets its full 15 s
reps  = 2
cue   = "Hands behind the thigh. Draw the knee in until you feel a mild pull."

[[step]]
name = "Double-knee pull"
hold = "15s"
reps = 2
cue  = "Hug both knees. Keep head and shoulders heavy."
"#,
    );
    let expected = "\
0:00 12 s ready right
0:12 15 s hold right 1 of 2
0:27 5 s switch left
0:32 15 s hold left 1 of 2
0:47 5 s switch right
0:52 15 s hold right 2 of 2
1:07 5 s switch left
1:12 15 s hold left 2 of 2
1:27 10 s ready
1:37 15 s hold 1 of 2
1:52 3 s between
1:55 15 s hold 2 of 2
";
    assert_eq!(plan(&routine), expected);
    assert_eq!(Timeline::of(&routine).held(), seconds(90));
    assert_eq!(Timeline::of(&routine).total(), seconds(130));
}

const CONTRACT_AND_RELAX: &str = r#"
[[step]]
name    = "Contract and relax"
repeat  = 3
sides   = "each"
order   = "one-side"
ready   = "15s"
switch  = "15s"
between = "3s"
cue     = "Strap round the {side} foot, knee straight."

  [[step.step]]
  name  = "Push"
  hold  = "6s"
  ready = 0

  [[step.step]]
  name  = "Ease in"
  hold  = "20s"
  ready = 0
"#;

#[test]
fn a_block_plays_its_rounds_on_one_side_then_on_the_other() {
    let expected = "\
0:00 15 s ready right
0:15 6 s hold right round 1 of 3
0:21 20 s hold right round 1 of 3
0:41 3 s between right
0:44 6 s hold right round 2 of 3
0:50 20 s hold right round 2 of 3
1:10 3 s between right
1:13 6 s hold right round 3 of 3
1:19 20 s hold right round 3 of 3
1:39 15 s switch left
1:54 6 s hold left round 1 of 3
2:00 20 s hold left round 1 of 3
2:20 3 s between left
2:23 6 s hold left round 2 of 3
2:29 20 s hold left round 2 of 3
2:49 3 s between left
2:52 6 s hold left round 3 of 3
2:58 20 s hold left round 3 of 3
";
    assert_eq!(plan(&steps(CONTRACT_AND_RELAX)), expected);
}

#[test]
fn a_block_in_alternate_order_changes_sides_after_every_round() {
    let text = CONTRACT_AND_RELAX
        .replace("\"one-side\"", "\"alternate\"")
        .replace("repeat  = 3", "repeat  = 2");
    let sides: Vec<_> = Timeline::of(&steps(&text))
        .iter()
        .filter(|segment| segment.kind.is_work())
        .map(|segment| {
            (
                segment.side.clone().unwrap().word().to_owned(),
                segment.round,
            )
        })
        .collect();
    let expected: Vec<_> = [("right", 1), ("left", 1), ("right", 2), ("left", 2)]
        .into_iter()
        .flat_map(|(side, round)| vec![(side.to_owned(), (round, 2)); 2])
        .collect();
    assert_eq!(sides, expected);
}

#[test]
fn a_stretch_is_taken_into_a_block() {
    let routine = steps(
        r#"
[stretch.figure-four]
name  = "Figure four"
hold  = "20s"
sides = "each"

[[step]]
repeat  = 2
between = "20s"

  [[step.step]]
  use = "figure-four"

  [[step.step]]
  name = "Double-knee pull"
  hold = "15s"
"#,
    );
    // The first time it is longer.
    let round = |start: u64, round: u32, ready: u64| {
        let clock = |after| span::clock(seconds(start + after));
        format!(
            "{} {ready} s ready right\n{} 20 s hold right round {round} of 2\n{} 5 s switch left\n\
             {} 20 s hold left round {round} of 2\n{} {ready} s ready\n{} 15 s hold round {round} of 2\n",
            clock(0),
            clock(ready),
            clock(ready + 20),
            clock(ready + 25),
            clock(ready + 45),
            clock(2 * ready + 45)
        )
    };
    assert_eq!(
        plan(&routine),
        format!("{}1:20 20 s between\n{}", round(0, 1, 10), round(100, 2, 5))
    );
}

#[test]
fn sides_and_repetitions_are_woven_as_the_format_says() {
    let each =
        "[[step]]\nname = \"A\"\nhold = \"15s\"\nready = 0\nreps = 3\nbetween = \"8s\"\nsides = ";
    let cases = [
        ("\"each\"", "R s L S R s L S R s L"),
        ("\"each\"\norder = \"one-side\"", "R b R b R s L b L b L"),
        (
            "[\"left\", \"right\"]\norder = \"one-side\"",
            "L b L b L s R b R b R",
        ),
        ("\"left\"", "L b L b L"),
        ("\"none\"", ". b . b ."),
        ("[\"Front foot\", \"Back foot\"]", "F s B S F s B S F s B"),
    ];
    for (sides, woven) in cases {
        assert_eq!(weave(&steps(&format!("{each}{sides}"))), woven, "{sides}");
    }
    let weak_side_again =
        "[[step]]\nname = \"A\"\nhold = \"15s\"\nsides = [\"right\", \"left\", \"left\"]";
    assert_eq!(weave(&steps(weak_side_again)), "R s L b L");
}

#[test]
fn what_is_nearest_wins() {
    let routine = steps(
        r#"
[defaults]
hold     = "40s"
ready    = "20s"
switch   = "8s"
reps     = 3
sides    = "each"
order    = "one-side"
position = "back"
end      = "silent"

[stretch.far]
hold   = "30s"
ready  = "7s"
figure = "bridge"
cue    = "From far away."

[stretch.near]
use  = "far"
name = "Near"
hold = "25s"

[[step]]
use  = "near"
hold = "12s"

[[step]]
use = "near"

[[step]]
name = "Only defaults"
"#,
    );
    let all: Vec<&Exercise> = routine.steps.iter().map(exercise).collect();
    assert_eq!(
        all.iter().map(|one| length(one)).collect::<Vec<_>>(),
        [12, 25, 40]
    );
    assert_eq!(
        all.iter()
            .map(|one| one.repetition.ready.as_secs())
            .collect::<Vec<_>>(),
        [7, 7, 20]
    );
    assert_eq!(
        all.iter()
            .map(|one| one.figure.as_ref().map(|figure| figure.name.as_str()))
            .collect::<Vec<_>>(),
        [Some("bridge"), Some("bridge"), None]
    );
    assert_eq!(all[0].name, "Near");
    assert_eq!(all[2].cue, None);
    for one in all {
        assert_eq!(
            {
                let it = &one.repetition;
                (it.times, it.switch, it.order)
            },
            (3, seconds(8), Order::OneSide)
        );
        assert_eq!(
            (&one.repetition.sides, one.position),
            (&Some(Sides::Each), Some(Posture::Back))
        );
        assert_eq!(one.work.timed().unwrap().end, End::Silent);
    }
}

#[test]
fn what_is_built_in_holds_where_nothing_is_written() {
    let routine = steps("[[step]]\nname = \"A\"\nhold = 15");
    let one = &first(&routine).repetition;
    assert_eq!(
        (one.ready, one.switch, one.between),
        (seconds(10), seconds(5), between(3, false))
    );
    assert_eq!(
        (one.times, one.order, &one.sides),
        (1, Order::Alternate, &Some(Sides::None))
    );
    let timed = first(&routine).work.timed().unwrap();
    assert_eq!(
        (timed.length, timed.limit, timed.end),
        (Some(seconds(15)), None, End::Chime)
    );
}

#[test]
fn the_nearest_kind_wins() {
    let routine = steps(
        r#"
[defaults]
hold = "40s"

[stretch.walk]
name = "Walk"
time = "5m"
reps = 2

[[step]]
use = "walk"

[[step]]
use   = "walk"
count = 8
pace  = "4s"

[[step]]
use  = "walk"
rest = "20s"
"#,
    );
    assert!(matches!(first(&routine).work, Work::Time(_)));
    let counted = exercise(routine.steps.get(1).unwrap());
    assert_eq!(
        counted
            .work
            .counted()
            .map(|count| (count.times, count.pace)),
        Some((8, Some(seconds(4))))
    );
    assert_eq!(counted.repetition.times, 2);
    match routine.steps.get(2) {
        Some(Step::Rest(rest)) => assert_eq!(
            (rest.length, rest.name.as_deref()),
            (Some(seconds(20)), Some("Walk"))
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn defaults_of_repetitions_do_not_reach_rests_waits_and_rounds() {
    let routine = steps(
        r#"
[defaults]
reps    = 3
sides   = "each"
ready   = "9s"
switch  = "7s"
between = "6s"
order   = "one-side"

[[step]]
rest = "20s"

[[step]]
wait = true

[[step]]
repeat = 2

  [[step.step]]
  name = "A"
  hold = "10s"
"#,
    );
    for (index, length) in [(0, Some(seconds(20))), (1, None)] {
        let step = routine.steps.get(index);
        assert!(matches!(step, Some(Step::Rest(rest)) if rest.length == length));
    }
    let Some(Step::Block(block)) = routine.steps.get(2) else {
        panic!("not a block")
    };
    let inside = &exercise(&block.steps.first).repetition;
    let block = &block.repetition;
    assert_eq!(
        (block.between, block.ready, &block.sides),
        (between(0, false), Duration::ZERO, &None)
    );
    assert_eq!((block.switch, block.order), (seconds(7), Order::OneSide));
    assert_eq!(
        (inside.between, &inside.sides, inside.times),
        (between(6, true), &Some(Sides::Each), 3)
    );
}

#[test]
fn the_side_of_a_block_reaches_the_steps_that_write_none() {
    let routine = steps(
        r#"
[defaults]
sides = "each"

[stretch.own]
name  = "Own"
hold  = "10s"
sides = "left"

[[step]]
repeat = 1
sides  = "each"

  [[step.step]]
  name = "The block's"
  hold = "10s"

  [[step.step]]
  use = "own"

  [[step.step]]
  repeat = 2

    [[step.step.step]]
    name = "The outer block's"
    hold = "10s"

[[step]]
name = "Outside"
hold = "10s"
"#,
    );
    let Step::Block(block) = &routine.steps.first else {
        panic!("not a block")
    };
    assert_eq!(exercise(&block.steps.first).repetition.sides, None);
    let left = Some(Sides::Listed(NonEmpty::of(Side::Left)));
    assert_eq!(exercise(block.steps.get(1).unwrap()).repetition.sides, left);
    let Some(Step::Block(inner)) = block.steps.get(2) else {
        panic!("not a block")
    };
    assert_eq!(
        (
            &inner.repetition.sides,
            &exercise(&inner.steps.first).repetition.sides
        ),
        (&None, &None)
    );
    assert_eq!(
        exercise(routine.steps.get(1).unwrap()).repetition.sides,
        Some(Sides::Each)
    );
}

#[test]
fn of_two_words_the_second_is_mirrored() {
    let routine =
        steps("[[step]]\nname = \"A\"\nhold = 15\nsides = [\"Front\", \"Back\", \"Front\"]");
    let own = |word: &str, mirrored| {
        Side::Own(OwnSide {
            word: word.into(),
            mirrored,
        })
    };
    let sides = NonEmpty::from_vec(vec![
        own("Front", false),
        own("Back", true),
        own("Front", false),
    ]);
    assert_eq!(first(&routine).repetition.sides, sides.map(Sides::Listed));
}

/// The sides of the only step of a routine that begins with `top`.
fn sides_among(top: &str, sides: &str, references: &References) -> Option<Sides> {
    let text =
        format!("{top}\ntitle = \"A\"\n[[step]]\nname = \"A\"\nhold = 15\nsides = {sides}\n");
    let source = Source {
        name: "test.toml".to_owned(),
        text,
    };
    let routine = parse_among(&source, references).value?;
    first(&routine).repetition.sides.clone()
}

fn listed(sides: &[Side]) -> Option<Sides> {
    NonEmpty::from_vec(sides.to_vec()).map(Sides::Listed)
}

#[test]
fn words_for_right_and_left_mean_the_sides_of_the_body() {
    let nothing = References::default();
    let (left, right) = (Side::Left, Side::Right);
    for (written, meant) in [
        (r#"["L", "R"]"#, vec![left.clone(), right.clone()]),
        (r#"["Left", "Right"]"#, vec![left.clone(), right.clone()]),
        (r#"["links", "Rechts"]"#, vec![left.clone(), right.clone()]),
        (r#"["derecha", "l."]"#, vec![right.clone(), left.clone()]),
        (r#""Left""#, vec![left.clone()]),
        (r#""rt""#, vec![right.clone()]),
        (r#"["li", "re"]"#, vec![left.clone(), right.clone()]),
        (r#"["LHS", "RHS"]"#, vec![left.clone(), right.clone()]),
        (r#"["sx", "dx"]"#, vec![left.clone(), right.clone()]),
        (r#"["izq.", "der."]"#, vec![left.clone(), right.clone()]),
        (r#"["dir", "esq"]"#, vec![right.clone(), left.clone()]),
        (r#"["gau", "dro"]"#, vec![left.clone(), right.clone()]),
    ] {
        assert_eq!(
            sides_among("", written, &nothing),
            listed(&meant),
            "{written}"
        );
    }
    // What the routine calls its sides, or a language of the user's.
    let voice = "voice = { right = \"kitchen\", left = \"window\" }";
    let sides = sides_among(voice, r#"["window", "kitchen"]"#, &nothing);
    assert_eq!(sides, listed(&[left.clone(), right.clone()]));
    let mut swedish = Words::clone(&english());
    swedish.lang = "sv".to_owned();
    swedish.texts[Word::Right as usize] = "höger".to_owned();
    swedish.texts[Word::Left as usize] = "vänster".to_owned();
    let own = References::default().speaking(&Languages::new([swedish], None, None));
    let sides = sides_among("", r#"["vänster", "höger"]"#, &own);
    assert_eq!(sides, listed(&[left, right]));
}

#[test]
fn any_number_of_words_of_ones_own_are_sides_and_of_more_than_two_none_is_mirrored() {
    let sides = sides_among("", r#"["straight", "in", "R"]"#, &References::default());
    let own = ["straight", "in", "R"].map(|word| {
        Side::Own(OwnSide {
            word: word.into(),
            mirrored: false,
        })
    });
    assert_eq!(sides, listed(&own));
}

#[test]
fn the_affected_side_is_that_of_the_routine_or_of_the_person() {
    let nothing = References::default();
    let person = References::default().affecting(Some(Side::Right));
    let both = r#"["affected", "other", "affected"]"#;
    let left_first = [Side::Left, Side::Right, Side::Left];
    let top = "affected = \"left\"";
    assert_eq!(sides_among(top, both, &nothing), listed(&left_first));
    assert_eq!(sides_among(top, both, &person), listed(&left_first));
    let one = r#""affected""#;
    assert_eq!(sides_among("", one, &person), listed(&[Side::Right]));
    assert_eq!(sides_among("", one, &nothing), None);
    let other = r#"["other"]"#;
    assert_eq!(sides_among(top, other, &nothing), listed(&[Side::Right]));
    for limb in ["left leg", "Left knee", "L"] {
        let top = format!("affected = \"{limb}\"");
        assert_eq!(
            sides_among(&top, one, &nothing),
            listed(&[Side::Left]),
            "{limb}"
        );
    }
    assert!(matches!(
        sides_among("", other, &nothing),
        Some(Sides::Listed(NonEmpty {
            first: Side::Own(_),
            ..
        }))
    ));
}

#[test]
fn a_position_has_many_names() {
    for (written, meant) in [
        ("supine", Posture::Back),
        ("on your back", Posture::Back),
        ("prone", Posture::Front),
        ("hands and knees", Posture::Kneeling),
        ("All fours", Posture::Kneeling),
        ("half-kneeling", Posture::Kneeling),
        ("side-lying", Posture::Side),
        ("seated", Posture::Sitting),
        ("sitting on a chair", Posture::Sitting),
        ("lying on your back, knees bent", Posture::Back),
        ("prone (pillow under the hips)", Posture::Front),
        ("Standing", Posture::Standing),
    ] {
        let step = format!("[[step]]\nname = \"A\"\nhold = 15\nposition = \"{written}\"");
        assert_eq!(first(&steps(&step)).position, Some(meant), "{written}");
    }
}

#[test]
fn the_aim_is_that_of_the_step_its_stretch_or_the_defaults() {
    let aims = |text: &str| -> Vec<Aim> {
        let routine = steps(text);
        let exercises = routine.each_step().filter_map(Step::exercise);
        exercises.map(|exercise| exercise.aim).collect()
    };
    let text = "[defaults]\naim = \"mobility\"\n[stretch.own]\nname = \"O\"\nhold = 15\naim = \"balance\"\n\
                [[step]]\nname = \"A\"\nhold = 15\n[[step]]\nname = \"B\"\nhold = 15\naim = \"strength\"\n\
                [[step]]\nuse = \"own\"\n[[step]]\nuse = \"bridge\"\n[[step]]\nuse = \"calf-straight\"\n";
    let all = [
        Aim::Mobility,
        Aim::Strength,
        Aim::Balance,
        Aim::Strength,
        Aim::Stretch,
    ];
    assert_eq!(aims(text), all);
    assert_eq!(aims("[[step]]\nname = \"A\"\nhold = 15\n"), [Aim::Stretch]);
}

#[test]
fn advice_on_the_length_of_a_hold_is_for_stretches_alone() {
    let advice = |aim: &str| {
        let text = format!(
            "title = \"A\"\n[[step]]\nname = \"Wall squat\"\nhold = \"45s\"\nreps = 5\n{aim}"
        );
        let source = Source {
            name: "test.toml".to_owned(),
            text,
        };
        let problems = parse_among(&source, &built_in()).problems;
        let codes = problems.iter().map(|problem| problem.code.to_string());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(advice(""), ["W01", "W02"]);
    assert_eq!(advice("aim = \"strength\""), Vec::<String>::new());
}

#[test]
fn a_stretch_in_a_routine_allows_advice_on_itself_alone() {
    let codes = |text: &str| {
        let text = format!("title = \"A\"\n{text}");
        let source = Source {
            name: "a.toml".to_owned(),
            text,
        };
        let problems = supple::format::routine::parse(&source).problems;
        let codes = problems.iter().map(|problem| problem.code.to_string());
        codes.collect::<Vec<_>>()
    };
    let quick =
        |id: &str, allow: &str| format!("[stretch.{id}]\nname = \"{id}\"\nhold = \"5s\"\n{allow}");
    let allow = "allow = [\"W01\"]\n";
    let used = "[[step]]\nuse = \"a\"\n[[step]]\nuse = \"b\"\n";
    let both = |one: &str, other: &str| format!("{}{}{used}", quick("a", one), quick("b", other));
    assert_eq!(codes(&both("", "")), ["W01", "W01"]);
    assert_eq!(codes(&both(allow, "")), ["W01"]);
    assert_eq!(codes(&both(allow, allow)), [""; 0]);
    // What silences nothing says so.
    let idle = both("allow = [\"W05\"]\n", allow);
    assert_eq!(codes(&idle), ["W01", "W12"]);
}

#[test]
fn a_step_may_be_optional_and_have_ways_to_do_less_and_more() {
    let text = "[[step]]\nname = \"A\"\nhold = 15\noptional = true\neasier = \"Sit, {side}.\"\n[[step]]\nuse = \"bridge\"\n";
    let routine = steps(text);
    let one = first(&routine);
    assert!(one.optional && one.easier.is_some() && one.harder.is_none());
    let two = exercise(routine.steps.get(1).unwrap());
    assert!(!two.optional && two.harder.is_some(), "as its stretch says");
}

#[test]
fn timed_cues_are_written_in_many_ways() {
    let routine = steps(
        r#"
[[step]]
name  = "A"
hold  = "1m"
sides = ["Front foot", "Back foot"]
cues  = [
    { at = 0, say = "a" },
    { at = "-5s", say = "b" },
    { at = -60, say = "c" },
    { at = "half", say = "d" },
    { every = "16s", say = "e" },
    { at = 0, every = "16s", say = "f" },
    { at = "59s", side = "Back foot", say = "g" },
]
"#,
    );
    let cues = &first(&routine).work.timed().unwrap().cues;
    let times: Vec<_> = cues
        .iter()
        .map(|cue| (cue.at, cue.every.map(|every| every.as_secs())))
        .collect();
    assert_eq!(
        times,
        [
            (CueTime::FromStart(seconds(0)), None),
            (CueTime::FromEnd(seconds(5)), None),
            (CueTime::FromEnd(seconds(60)), None),
            (CueTime::Half, None),
            (CueTime::FromStart(seconds(16)), Some(16)),
            (CueTime::FromStart(seconds(0)), Some(16)),
            (CueTime::FromStart(seconds(59)), None),
        ]
    );
    let word = "Back foot".into();
    assert_eq!(
        cues[6].side,
        Some(Side::Own(OwnSide {
            word,
            mirrored: true
        }))
    );
}

#[test]
fn everything_around_the_steps_is_read() {
    let routine = read(
        r#"
title   = "Back"
about   = """
Two lines,
kept."""
format  = 1
tags    = ["back", "post-run"]
needs   = ["mat"]
warn    = ["Not after an operation."]
sources = ["https://example.org"]
author  = "A. Runner"
license = "CC0"
allow   = ["W01", "W12"]

[voice]
names = false
half  = true
ticks = 0
lang  = "de"
right = "rechts"

[[step]]
name = "A"
hold = "1:30"
"#,
    );
    assert_eq!(routine.about.as_deref(), Some("Two lines,\nkept."));
    assert_eq!(routine.tags, ["back", "post-run"]);
    assert_eq!(
        (&routine.needs[..], &routine.sources[..]),
        (
            &["mat".to_owned()][..],
            &["https://example.org".to_owned()][..]
        )
    );
    assert_eq!(routine.warn, ["Not after an operation."]);
    assert_eq!(routine.author.as_deref(), Some("A. Runner"));
    let voice = &routine.voice;
    assert_eq!((voice.names, voice.sides, voice.next), (false, true, true));
    assert_eq!((voice.half, voice.ticks), (Half::Always, 0));
    assert_eq!(
        (&voice.lang[..], &voice.right[..], &voice.left[..]),
        ("de", "rechts", "links")
    );
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_change_nothing() {
    let text = "title = \"Back\"\nabout = \"\"\"\nOne\nTwo\"\"\"\n\n[[step]]\nname = \"A\"\nhold = \"15s\"\n";
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(&windows), read(text));
}

/// Four blocks in one another may stand: the fifth is refused, which tests/diagnostics shows.
#[test]
fn blocks_may_stand_four_deep() {
    let text = "[[step]]\nrepeat = 2\n[[step.step]]\nrepeat = 2\n[[step.step.step]]\nrepeat = 2\n[[step.step.step.step]]\nrepeat = 2\n\
                [[step.step.step.step.step]]\nname = \"A\"\nhold = 1\nready = 0";
    assert_eq!(Timeline::of(&steps(text)).len(), 16);
}

/// The times to get ready of all exercises, in seconds.
fn readies(text: &str) -> Vec<u64> {
    let routine = steps(text);
    let exercises = routine.each_step().filter_map(Step::exercise);
    exercises
        .map(|exercise| exercise.repetition.ready.as_secs())
        .collect()
}

#[test]
fn a_time_to_get_ready_that_is_not_written_fits() {
    let long = "cue = \"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.\"";
    for auto in ["", "ready = \"auto\"\n"] {
        let step = |name: &str, keys: &str| {
            format!("[[step]]\nname = \"{name}\"\nhold = 15\n{auto}{keys}\n")
        };
        let standing = "position = \"standing\"";
        // The first time at least 10 s, again at least 5 s; as long as the cue; to the floor 12 s.
        let text = step("A", standing) + &step("A", standing) + &step("B", "position = \"back\"");
        assert_eq!(readies(&text), [10, 5, 12], "{auto}");
        let spoken = readies(&step("C", long));
        assert!(spoken[0] > 10, "{spoken:?}");
        let kept = "[[step]]\nname = \"D\"\nhold = 15\nready = 2\n";
        assert_eq!(readies(kept), [2]);
        // A rest is time to get down too.
        let rest = "[[step]]\nrest = \"8s\"\n";
        let text = step("A", standing) + rest + &step("A", "position = \"back\"");
        assert_eq!(readies(&text), [10, 5]);
    }
    let defaults = "[defaults]\nready = 7\n[[step]]\nname = \"A\"\nhold = 15\n[[step]]\nname = \"B\"\nhold = 15\nready = \"auto\"\n";
    assert_eq!(readies(defaults), [7, 10]);
}

/// The times to get ready in a session, in seconds, in order.
fn played_readies(text: &str) -> Vec<u64> {
    let timeline = Timeline::of(&steps(text));
    let ready = timeline.iter().filter(|it| it.kind == Kind::Ready);
    ready.map(|it| it.length.unwrap().as_secs()).collect()
}

#[test]
fn only_the_first_round_has_the_time_of_a_stretch_that_comes_first() {
    let hold = |name: &str| format!("[[step.step]]\nname = \"{name}\"\nhold = 15\n");
    let rounds = format!("[[step]]\nrepeat = 3\n{}{}", hold("A"), hold("B"));
    assert_eq!(played_readies(&rounds), [10, 10, 5, 5, 5, 5]);
    // The other side of a block is another round.
    let sides = rounds.replace("repeat = 3", "repeat = 1\nsides = \"each\"");
    assert_eq!(played_readies(&sides), [10, 10, 5, 5]);
    // What is said the first time is not said again, and a change of position takes as long each time.
    let cue = "cue = \"One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.\"\n";
    let said = format!("[[step]]\nrepeat = 2\n{}{cue}", hold("A"));
    let [first, again] = played_readies(&said)[..] else {
        panic!("two rounds")
    };
    assert!(first > 10 && again == 5, "{first} s, then {again} s");
    let moved = format!(
        "[[step]]\nrepeat = 2\n{}position = \"standing\"\n{}position = \"back\"\n",
        hold("A"),
        hold("B")
    );
    assert_eq!(played_readies(&moved), [10, 12, 12, 12]);
    // A time that is written is kept in each round.
    let written = rounds.replace("hold = 15", "hold = 15\nready = 9");
    assert_eq!(played_readies(&written), [9; 6]);
}

#[test]
fn a_rest_is_time_to_get_ready_for_a_stretch_that_comes_first() {
    let hold = |name: &str| format!("[[step]]\nname = \"{name}\"\nhold = 15\n");
    let after = |between: &str| played_readies(&(hold("A") + between + &hold("B")));
    assert_eq!(after(""), [10, 10]);
    assert_eq!(after("[[step]]\nrest = 3\n"), [10, 7]);
    assert_eq!(after("[[step]]\nrest = 60\n"), [10, 5]);
    assert_eq!(after("[[step]]\nwait = true\n"), [10, 10]);
    // In another order nobody knows what comes before.
    let inside = hold("B").replace("[[step]]", "[[step.step]]");
    let shuffled =
        format!("[[step]]\nrepeat = 1\norder = \"shuffled\"\n[[step.step]]\nrest = 60\n{inside}");
    assert_eq!(played_readies(&shuffled), [10]);
}

#[test]
fn in_any_order_there_is_time_to_change_position() {
    let block = |keys: &str| {
        let mut text = format!("[[step]]\nrepeat = 1\n{keys}\n");
        for (name, position) in [("A", "back"), ("B", "back"), ("C", "standing")] {
            let _ = write!(
                text,
                "[[step.step]]\nname = \"{name}\"\nhold = 15\nposition = \"{position}\"\n"
            );
        }
        text + "[[step]]\nname = \"D\"\nhold = 15\nposition = \"standing\"\n"
    };
    assert_eq!(
        readies(&block("repeat = 1").replace("repeat = 1\nrepeat", "repeat")),
        [10, 10, 12, 10]
    );
    assert_eq!(readies(&block("order = \"shuffled\"")), [12, 12, 12, 12]);
    assert_eq!(readies(&block("pick = 2")), [12, 12, 12, 12]);
}

/// Any step of the block may be the first one, so each has time to get there from the step before.
#[test]
fn into_a_block_in_any_order_there_is_time_to_change_position() {
    let step = |header: &str, name: &str, position: &str| {
        format!("[[{header}]]\nname = \"{name}\"\nhold = 15\nposition = \"{position}\"\n")
    };
    let inside = step("step.step", "A", "back") + &step("step.step", "B", "back");
    let text = |between: &str| {
        let before = step("step", "S", "standing");
        format!("{before}{between}[[step]]\nrepeat = 1\norder = \"shuffled\"\n{inside}")
    };
    assert_eq!(readies(&text("")), [10, 12, 12]);
    // At a key everybody takes their own time.
    assert_eq!(readies(&text("[[step]]\nwait = true\n")), [10, 10, 10]);
}

/// No advice on `ready` is ever given to a step that does not write it.
#[test]
fn what_fits_needs_no_advice() {
    for (id, text) in supple::disk::bundled::ALL {
        let written = |line: &&str| !line.trim_start().starts_with("ready");
        let auto = |line: &str| match line.trim_start().strip_prefix("use") {
            Some(_) => format!("{line}\nready = \"auto\"\n"),
            None => format!("{line}\n"),
        };
        let source = Source {
            name: format!("{id}.toml"),
            text: text.lines().filter(written).map(auto).collect(),
        };
        let problems = parse_among(&source, &built_in()).problems;
        let advice = problems.iter().map(|problem| problem.code.to_string());
        let advice: Vec<String> = advice
            .filter(|code| code == "W05" || code == "W07")
            .collect();
        assert_eq!(advice, Vec::<String>::new(), "{id}");
    }
}
