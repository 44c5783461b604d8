//! Routines made of notes: eleven texts as people write them, and the workouts of another timer.

use supple::diagnostic::{Diagnostic, Source, render};
use supple::format::notes::NotedRoutine;
use supple::format::routine::parse_among;

use super::*;

/// The file that is made of `notes`, and each piece of work and each rest in it, in a few words.
fn made(notes: &str) -> (String, Vec<String>) {
    let routine = NotedRoutine::read(notes, None, catalogue());
    let title = routine.title.clone().unwrap_or_else(|| "Notes".to_owned());
    let source = Source {
        name: "notes.toml".to_owned(),
        text: routine.file(&title),
    };
    let parsed = parse_among(&source, catalogue());
    let is_wrong = parsed.problems.iter().any(Diagnostic::is_error);
    assert!(
        !is_wrong,
        "{}\n{}",
        source.text,
        render(&source, &parsed.problems, false)
    );
    let timeline = Timeline::of(&parsed.value.unwrap());
    let is_played =
        |it: &&Segment| it.kind.is_work() || it.kind == Kind::Rest || it.is_rest_between_sets();
    let segments = timeline.iter().filter(is_played);
    let words = segments.map(
        |it| match it.step.name.as_deref().filter(|_| it.kind.is_work()) {
            Some(name) => format!("{name}: {}", outlined(it)),
            None => outlined(it),
        },
    );
    (source.text.clone(), words.collect())
}

/// Notes, and what they mean: each step with how often it is played like that.
struct Sample {
    notes: &'static str,
    plays: &'static [&'static str],
    /// What stays as a comment.
    left: &'static [&'static str],
}

const SAMPLES: [Sample; 11] = [
    Sample {
        notes: "After the run\n\n- Lunge calf stretch 2x30s each side\n- Frog pose 1 min\n- rest 30s\n- Toe raises 2x12\n",
        plays: &[
            "Lunge calf stretch: hold 30 right 1/2",
            "Lunge calf stretch: hold 30 left 1/2",
            "Lunge calf stretch: hold 30 right 2/2",
            "Lunge calf stretch: hold 30 left 2/2",
            "Frog pose: hold 60",
            "rest 30",
            "Toe raises: count 12 x set 1/2",
            "between 30 set 2/2",
            "Toe raises: count 12 x set 2/2",
        ],
        left: &[],
    },
    Sample {
        notes: "1. Neck tilt (L) 20 sec\n2. Neck tilt (R) 20 sec\n3. Chin tucks x 10\n",
        plays: &[
            "Neck tilt: hold 20 right",
            "Neck tilt: hold 20 left",
            "Chin tucks: count 10 x",
        ],
        left: &[],
    },
    Sample {
        notes: "# Evening wind-down\n* Legs up the wall - 5 minutes\n* Supine twist left - 45 seconds\n* Supine twist right - 45 seconds\n\
                Breathe through the nose.\n* Happy baby: 8 breaths\n",
        plays: &[
            "Legs up the wall: hold 300",
            "Supine twist: hold 45 right",
            "Supine twist: hold 45 left",
            "Happy baby: hold 40",
        ],
        left: &["Breathe through the nose."],
    },
    Sample {
        notes: "Hip rehab, week 2\nClam: 3 sets of 10 reps, rest 45 s, each side\nSide lying leg lift: 2 sets of 8-10\n\
                Monster walk with green band 1 min\n",
        plays: &[
            "Clam: count 10 x right set 1/3",
            "Clam: count 10 x left set 1/3",
            "between 45 right set 2/3",
            "Clam: count 10 x right set 2/3",
            "Clam: count 10 x left set 2/3",
            "between 45 right set 3/3",
            "Clam: count 10 x right set 3/3",
            "Clam: count 10 x left set 3/3",
            "Side lying leg lift: count 8 x set 1/2",
            "between 30 set 2/2",
            "Side lying leg lift: count 8 x set 2/2",
            "Monster walk with green band: time 60",
        ],
        left: &[],
    },
    Sample {
        notes: "3 rounds:\n- Mountain climbers 20s\n- Rest: 10 s\n\nWall sit as long as you can\n",
        plays: &[
            "Mountain climbers: time 20 round 1/3",
            "rest 10 round 1/3",
            "Mountain climbers: time 20 round 2/3",
            "rest 10 round 2/3",
            "Mountain climbers: time 20 round 3/3",
            "rest 10 round 3/3",
            "Wall sit: hold",
        ],
        left: &[],
    },
    Sample {
        notes: "Stand tall stretches\n30 s Quad pull, each leg\n2 x 20 sec Side reach per side\n10 reps Arm circles\n",
        plays: &[
            "Quad pull: hold 30 right",
            "Quad pull: hold 30 left",
            "Side reach: hold 20 right 1/2",
            "Side reach: hold 20 left 1/2",
            "Side reach: hold 20 right 2/2",
            "Side reach: hold 20 left 2/2",
            "Arm circles: count 10 x",
        ],
        left: &[],
    },
    Sample {
        notes: "Back\n\nGlute squeeze: hold 5 seconds, 10 times\nPelvic clock 12\nQuadruped rock - 1:30\nSee the leaflet for pictures\n",
        plays: &[
            "Glute squeeze: hold 5 1/10",
            "Glute squeeze: hold 5 2/10",
            "Glute squeeze: hold 5 3/10",
            "Glute squeeze: hold 5 4/10",
            "Glute squeeze: hold 5 5/10",
            "Glute squeeze: hold 5 6/10",
            "Glute squeeze: hold 5 7/10",
            "Glute squeeze: hold 5 8/10",
            "Glute squeeze: hold 5 9/10",
            "Glute squeeze: hold 5 10/10",
            "Pelvic clock: count 12 x",
            "Quadruped rock: hold 90",
        ],
        left: &["See the leaflet for pictures"],
    },
    Sample {
        notes: "Child's pose 1 min\nCat-camel 10x\n",
        plays: &["Child's pose: hold 60", "Cat-camel: count 60 10 x"],
        left: &[],
    },
    Sample {
        notes: "Club night\na) Easy jog 10 min\nb) Walk 2 min\nc) Goblet squat 3x8 @ 12 kg\n",
        plays: &[
            "Easy jog: time 600",
            "Walk: time 120",
            "Goblet squat: count 8 x set 1/3",
            "between 30 set 2/3",
            "Goblet squat: count 8 x set 2/3",
            "between 30 set 3/3",
            "Goblet squat: count 8 x set 3/3",
        ],
        left: &[],
    },
    Sample {
        notes: "Desk\n• Wrist bend 15-20 s both sides\n• Shoulder shrug twice\n• Hip twist, 10 s L, 10 s R\n• Look far away: half a minute\n",
        plays: &[
            "Wrist bend: hold 15 right",
            "Wrist bend: hold 15 left",
            "Shoulder shrug: count 2 x",
            "Hip twist: hold 10 right",
            "Hip twist: hold 10 left",
            "Look far away: hold 30",
        ],
        left: &[],
    },
    Sample {
        notes: "My knee\nWeek 1-2\n- Clamshells: 15 reps each side x 2\n- Heel slides 2x15\n",
        plays: &[
            "Clamshell: count 45 15 x right set 1/2",
            "Clamshell: count 45 15 x left set 1/2",
            "between 30 right set 2/2",
            "Clamshell: count 45 15 x right set 2/2",
            "Clamshell: count 45 15 x left set 2/2",
            "Heel slides: count 15 x set 1/2",
            "between 30 set 2/2",
            "Heel slides: count 15 x set 2/2",
        ],
        left: &["Week 1-2"],
    },
];

#[test]
fn notes_play_as_they_are_meant() {
    let mut wrong = Vec::new();
    for Sample { notes, plays, left } in SAMPLES {
        let (text, played) = made(notes);
        let comments: Vec<&str> = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("# "))
            .collect();
        if played != plays || comments != left {
            wrong.push(format!("{notes}\n→ {played:#?}\n{comments:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn numbers_and_their_units_are_read_whole() {
    for (notes, step) in [
        ("Stork stand 1.5 min", "Stork stand: hold 90"),
        ("Stork stand 1 min 30", "Stork stand: hold 90"),
        ("Stork stand 2:00 min", "Stork stand: hold 120"),
    ] {
        assert_eq!(made(notes).1, [step], "{notes}");
    }
    for (notes, keys) in [
        (
            "Goblet squat 10-12 reps x 3 sets",
            "count = \"10-12\"\nsets  = 3\n",
        ),
        (
            "Goblet squat 8 reps, 2.5 kg",
            "count = 8\nload  = \"2.5 kg\"\n",
        ),
    ] {
        let (text, _) = made(notes);
        assert!(text.contains("name  = \"Goblet squat\"\n"), "{text}");
        assert!(text.ends_with(keys), "{text}");
    }
}

#[test]
fn the_file_is_one_that_a_person_would_have_written() {
    let (text, _) = made(
        "Runner's legs\n- Heel sink 2x30s each side: knee straight\n- Child's pose 5 breaths\nnot today: sprints\n- Toe rise 3x12, rest 45s\n",
    );
    assert_eq!(
        text,
        "#:schema routine.schema.json\n\n\
         title = \"Runner's legs\"\n\n\
         [[step]]\n\
         name  = \"Heel sink\"\n\
         hold  = \"30s\"\n\
         reps  = 2\n\
         sides = \"each\"\n\
         how   = \"knee straight\"\n\n\
         [[step]]\n\
         use  = \"childs-pose\"\n\
         hold = \"5 breaths\"\n\n\
         # not today: sprints\n\n\
         [[step]]\n\
         name  = \"Toe rise\"\n\
         count = 12\n\
         sets  = 3\n\
         rest  = \"45s\"\n"
    );
}

const TIMER: &str = r#"{"title":"Lunch break","sets":[
    {"repetitions":2,"exercises":[{"name":"Plank","duration":30},{"name":"Rest","duration":10}]},
    {"repetitions":1,"exercises":[{"name":"Calf reach left","duration":20},{"name":"Calf reach right","duration":20}]}]}"#;

#[test]
fn the_workout_of_another_timer_is_read() {
    let (text, played) = made(TIMER);
    assert!(text.contains("title = \"Lunch break\""), "{text}");
    assert_eq!(
        played,
        [
            "Plank: hold 30 round 1/2",
            "rest 10 round 1/2",
            "Plank: hold 30 round 2/2",
            "rest 10 round 2/2",
            "Calf reach: hold 20 right",
            "Calf reach: hold 20 left"
        ]
    );
    let backup = format!("{{\"workouts\":[{TIMER},{{\"title\":\"Other\",\"sets\":[]}}]}}");
    let (text, _) = made(&backup);
    assert!(text.ends_with("# also in the file: Other\n"), "{text}");
    let routine = NotedRoutine::read(&backup, Some("other"), catalogue());
    assert_eq!(
        (routine.title.as_deref(), routine.is_empty()),
        (Some("Other"), true)
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_notes_say_the_file_is_one_that_is_read(
        notes in "([a-zA-Z0-9 xX×:'\"\\-–.(){}#*\\n]{0,20}(\\n|30s|2x|each side|rest|max| ){0,3}){0,8}",
    ) {
        made_or_empty(&notes);
    }
}

/// Reads the file that is made of `notes`, unless nothing in them is a step.
fn made_or_empty(notes: &str) {
    let routine = NotedRoutine::read(notes, None, catalogue());
    if routine.is_empty() {
        return;
    }
    let source = Source {
        name: "notes.toml".to_owned(),
        text: routine.file("Notes"),
    };
    let problems = parse_among(&source, catalogue()).problems;
    // What nobody could do is refused with its reason; what stands in the file is always TOML.
    let is_broken = problems
        .iter()
        .any(|it| matches!(it.code.to_string().as_str(), "E01" | "E02" | "E03" | "E11"));
    assert!(
        !is_broken,
        "{notes:?}\n{}\n{}",
        source.text,
        render(&source, &problems, false)
    );
}
