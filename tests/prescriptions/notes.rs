//! Routines made of notes: texts as people write them, and the workouts of another timer.

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
    let is_between_rounds = |it: &Segment| it.kind == Kind::Between && it.introduces.is_some();
    let is_played = |it: &&Segment| {
        let is_rest = it.kind == Kind::Rest || it.is_rest_between_sets();
        it.kind.is_work() || is_rest || is_between_rounds(it)
    };
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
            "Neck tilt: hold 20 left",
            "Neck tilt: hold 20 right",
            "Chin tucks: count 10 x",
        ],
        left: &[],
    },
    Sample {
        notes: "# Evening wind-down\n* Legs up the wall - 5 minutes\n* Supine twist left - 45 seconds\n* Supine twist right - 45 seconds\n\
                Breathe through the nose.\n* Happy baby: 8 breaths\n",
        plays: &[
            "Legs up the wall: hold 300",
            "Supine twist: hold 45 left",
            "Supine twist: hold 45 right",
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
            "Hip twist: hold 10 left",
            "Hip twist: hold 10 right",
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

/// Notes of which a part says how often the others are done.
const ROUNDS: [Sample; 15] = [
    Sample {
        notes: "2 rounds\n1 Bench dips 6 reps, 15s rest\n2 Hollow hold 20s rest 10s\n\n3 x (10 sit-ups, 5 burpees)\nHold 20 seconds each\n",
        plays: &[
            "Bench dips: count 6 x round 1/2",
            "rest 15 round 1/2",
            "Hollow: hold 20 round 1/2",
            "rest 10 round 1/2",
            "Bench dips: count 6 x round 2/2",
            "rest 15 round 2/2",
            "Hollow: hold 20 round 2/2",
            "rest 10 round 2/2",
        ],
        left: &["3 x (10 sit-ups, 5 burpees)", "Hold 20 seconds each"],
    },
    Sample {
        notes: "Shoulder physio\n\nDo these 3x per week\n\nPart 1:\nWall slides 2x8\nTwice a day\n8 rounds: 20s work / 10s rest\nEMOM 10\n",
        plays: &[
            "Wall slides: count 8 x set 1/2",
            "between 30 set 2/2",
            "Wall slides: count 8 x set 2/2",
        ],
        left: &[
            "Do these 3x per week",
            "Part 1:",
            "Twice a day",
            "8 rounds: 20s work / 10s rest",
            "EMOM 10",
        ],
    },
    Sample {
        notes: "Set 1:\nSide plank 2x20s/side, 10s rest\n\n5 x 400m run, 90s rest\n",
        plays: &[
            "Side plank: hold 20 right 1/2",
            "Side plank: hold 20 left 1/2",
            "Side plank: hold 20 right 2/2",
            "Side plank: hold 20 left 2/2",
        ],
        left: &["Set 1:", "5 x 400m run, 90s rest"],
    },
    Sample {
        notes: "Sunday legs\n\nWarm-up:\n- Star jumps 20s\n\nMain (repeat 2 times)\n- 8 goblet squats\n- Plank hold 30 sec\n\nCool-down:\n- Frog pose 1 min\n",
        plays: &[
            "Star jumps: time 20",
            "Goblet squats: count 8 x round 1/2",
            "Plank: hold 30 round 1/2",
            "Goblet squats: count 8 x round 2/2",
            "Plank: hold 30 round 2/2",
            "Frog pose: hold 60",
        ],
        left: &["Warm-up:", "Cool-down:"],
    },
    Sample {
        notes: "Round 1 (x2):\n15 mountain climbers\nRest 20s\nRound 2 (x3):\nStar jumps 10s\n",
        plays: &[
            "Mountain climbers: count 15 x round 1/2",
            "rest 20 round 1/2",
            "Mountain climbers: count 15 x round 2/2",
            "rest 20 round 2/2",
            "Star jumps: time 10 round 1/3",
            "Star jumps: time 10 round 2/3",
            "Star jumps: time 10 round 3/3",
        ],
        left: &[],
    },
    Sample {
        notes: "Circuit x2, rest 40s\n\n1. Push-ups 10\n2. Wall sit 45s, rest 15s\n\nShake it out\n",
        plays: &[
            "Push-ups: count 10 x round 1/2",
            "Wall sit: hold 45 round 1/2",
            "rest 15 round 1/2",
            "between 40 round 2/2",
            "Push-ups: count 10 x round 2/2",
            "Wall sit: hold 45 round 2/2",
            "rest 15 round 2/2",
        ],
        left: &["Shake it out"],
    },
    Sample {
        notes: "10 squats\n10 sit-ups each side\nRepeat twice\n",
        plays: &[
            "Squats: count 10 x round 1/2",
            "Sit-ups: count 10 x right round 1/2",
            "Sit-ups: count 10 x left round 1/2",
            "Squats: count 10 x round 2/2",
            "Sit-ups: count 10 x right round 2/2",
            "Sit-ups: count 10 x left round 2/2",
        ],
        left: &[],
    },
    Sample {
        notes: "Garage night\nA1. Goblet squat 2x8\nA2. Ring row 2x6, rest 60s\nB. Farmer carry 40s\n",
        plays: &[
            "Goblet squat: count 8 x round 1/2",
            "Ring row: count 6 x round 1/2",
            "between 60 round 2/2",
            "Goblet squat: count 8 x round 2/2",
            "Ring row: count 6 x round 2/2",
            "Farmer carry: hold 40",
        ],
        left: &[],
    },
    Sample {
        notes: "# 7 minute desk break\n\n## Block A - 2 rounds\n\n* Chair dips x 6\n* Heel lifts x 12\n\n## Block B\n\n* Doorway reach 20s\n",
        plays: &[
            "Chair dips: count 6 x round 1/2",
            "Heel lifts: count 12 x round 1/2",
            "Chair dips: count 6 x round 2/2",
            "Heel lifts: count 12 x round 2/2",
            "Doorway reach: hold 20",
        ],
        left: &["Block B"],
    },
    Sample {
        notes: "Track day\nRun 400m\nWalk 2 min\nRepeat the above 2 times\nStretch at home\n",
        plays: &["Walk: time 120 round 1/2", "Walk: time 120 round 2/2"],
        left: &["Run 400m", "Stretch at home"],
    },
    Sample {
        notes: "Balance\n1) Stork stand (L) 20s, rest 5s\n2) Stork stand (R) 20s, rest 5s\n3) Tandem stand 30s on / 10s off x 2\n",
        plays: &[
            "Stork stand: hold 20 left",
            "Stork stand: hold 20 right",
            "rest 5",
            "Tandem stand: hold 30 1/2",
            "Tandem stand: hold 30 2/2",
        ],
        left: &[],
    },
    Sample {
        notes: "Three rounds of the following:\n✓ Step-ups: 5 per leg\nRest 30s between rounds\n\nDone? Good.\n",
        plays: &[
            "Step-ups: count 5 x right round 1/3",
            "Step-ups: count 5 x left round 1/3",
            "between 30 round 2/3",
            "Step-ups: count 5 x right round 2/3",
            "Step-ups: count 5 x left round 2/3",
            "between 30 round 3/3",
            "Step-ups: count 5 x right round 3/3",
            "Step-ups: count 5 x left round 3/3",
        ],
        left: &["Done? Good."],
    },
    Sample {
        notes: "Exercise 1: Towel scrunch 20 reps\nExercise 2: Band walk 8-10 each way\nCircuit x3\n",
        plays: &[
            "Towel scrunch: count 20 x",
            "Band walk: count 8 x right",
            "Band walk: count 8 x left",
        ],
        left: &["Circuit x3"],
    },
    Sample {
        notes: "Sofa stretches\n\n- Twist, 20s per side\n- **Neck reach** - 15s each\n\nRepeat 2 times.\n",
        plays: &[
            "Twist: hold 20 right round 1/2",
            "Twist: hold 20 left round 1/2",
            "Neck reach: hold 15 right round 1/2",
            "Neck reach: hold 15 left round 1/2",
            "Twist: hold 20 right round 2/2",
            "Twist: hold 20 left round 2/2",
            "Neck reach: hold 15 right round 2/2",
            "Neck reach: hold 15 left round 2/2",
        ],
        left: &[],
    },
    Sample {
        notes: "15 minute evening routine\nBox breathing 2 min\n4 way ankle\nCouch pose 1 min, rest 10s\n",
        plays: &["Box breathing: time 120", "Couch pose: hold 60", "rest 10"],
        left: &["4 way ankle"],
    },
];

/// Notes of which a line says for others how long, how often or by which clock.
const USUAL: [Sample; 12] = [
    Sample {
        notes: "Before bed\n\nHold each 30 seconds.\n- Quad pull, each leg\n- Lying twist left\n- Lying twist right\n- Frog pose 1 min\nBreathe slowly.\n- Happy baby: hold your feet\n",
        plays: &[
            "Quad pull: hold 30 right",
            "Quad pull: hold 30 left",
            "Lying twist: hold 30 left",
            "Lying twist: hold 30 right",
            "Frog pose: hold 60",
            "Happy baby: hold 30",
        ],
        left: &["Breathe slowly."],
    },
    Sample {
        notes: "Legs after a ride\nhold 30 seconds each, 2 sets\n\nSaddle stretch\nWall reach 20s\nPigeon on the bench\n",
        plays: &[
            "Saddle stretch: hold 30 set 1/2",
            "between 30 set 2/2",
            "Saddle stretch: hold 30 set 2/2",
            "Wall reach: hold 20 set 1/2",
            "between 30 set 2/2",
            "Wall reach: hold 20 set 2/2",
            "Pigeon on the bench: hold 30 set 1/2",
            "between 30 set 2/2",
            "Pigeon on the bench: hold 30 set 2/2",
        ],
        left: &[],
    },
    Sample {
        notes: "Desk stretches (15-20 sec each side, repeat twice)\n• Neck lean\n• Wrist bend\n• Chin tucks x 10\n",
        plays: &[
            "Neck lean: hold 15 right 1/2",
            "Neck lean: hold 15 left 1/2",
            "Neck lean: hold 15 right 2/2",
            "Neck lean: hold 15 left 2/2",
            "Wrist bend: hold 15 right 1/2",
            "Wrist bend: hold 15 left 1/2",
            "Wrist bend: hold 15 right 2/2",
            "Wrist bend: hold 15 left 2/2",
            "Chin tucks: count 10 x",
        ],
        left: &[],
    },
    Sample {
        notes: "Tabata: 20 s on / 10 s off x 2\n- Air squats\n- Skater hops\n\nCool down\n- Frog pose 1 min\n",
        plays: &[
            "Air squats: time 20 round 1/2",
            "rest 10 round 1/2",
            "Skater hops: time 20 round 1/2",
            "rest 10 round 1/2",
            "Air squats: time 20 round 2/2",
            "rest 10 round 2/2",
            "Skater hops: time 20 round 2/2",
            "rest 10 round 2/2",
            "Frog pose: hold 60",
        ],
        left: &["Cool down"],
    },
    Sample {
        notes: "Circuit - 40 sec work / 20 sec rest, 2 rounds\nBear crawl\nHollow rocks\n\nShake it out\n",
        plays: &[
            "Bear crawl: time 40 round 1/2",
            "rest 20 round 1/2",
            "Hollow rocks: time 40 round 1/2",
            "rest 20 round 1/2",
            "Bear crawl: time 40 round 2/2",
            "rest 20 round 2/2",
            "Hollow rocks: time 40 round 2/2",
            "rest 20 round 2/2",
        ],
        left: &["Shake it out"],
    },
    Sample {
        notes: "Garage\nEMOM 10 min\n- 5 burpees\nThen every minute on the minute for 6 min: 8 swings\nAMRAP 12 min of:\n- 9 step-ups\nas many rounds as possible in 5 min\n",
        plays: &["Burpees: count 5 x", "Step-ups: count 9 x"],
        left: &[
            "EMOM 10 min",
            "Then every minute on the minute for 6 min: 8 swings",
            "AMRAP 12 min of:",
            "as many rounds as possible in 5 min",
        ],
    },
    Sample {
        notes: "Hip physio\n3 sets of 10 each:\n1. Side lift\n2. Clam press 12 reps\n\nAll stretches 20 s per side:\n1. Figure of four, seated\n",
        plays: &[
            "Side lift: count 10 x set 1/3",
            "between 30 set 2/3",
            "Side lift: count 10 x set 2/3",
            "between 30 set 3/3",
            "Side lift: count 10 x set 3/3",
            "Clam press: count 12 x set 1/3",
            "between 30 set 2/3",
            "Clam press: count 12 x set 2/3",
            "between 30 set 3/3",
            "Clam press: count 12 x set 3/3",
            "Figure of four, seated: hold 20 right",
            "Figure of four, seated: hold 20 left",
        ],
        left: &[],
    },
    Sample {
        notes: "- Saddle stretch\n- Wall reach\n\nHold each stretch for 25 seconds, rest 5 seconds between stretches\n",
        plays: &[
            "Saddle stretch: hold 25",
            "rest 5",
            "Wall reach: hold 25",
            "rest 5",
        ],
        left: &[],
    },
    Sample {
        notes: "Sunday\n\nWarm-up:\nEach move 20 seconds\n- Arm swings\n\nMain:\n- Wall reach\n- Saddle stretch 40s\n",
        plays: &["Arm swings: time 20", "Saddle stretch: hold 40"],
        left: &["Warm-up:", "Main:", "Wall reach"],
    },
    Sample {
        notes: "Tabata sprawls 20s/10s x 2\nStork stand\nHold 30 seconds\nSit back\nHold 45 seconds\n",
        plays: &["Tabata sprawls: time 20 1/2", "Tabata sprawls: time 20 2/2"],
        left: &[
            "Stork stand",
            "Hold 30 seconds",
            "Sit back",
            "Hold 45 seconds",
        ],
    },
    Sample {
        notes: "Hold for 30 seconds on each side\n* Quad pull\n* Side reach\nDo each 3 times a week\n",
        plays: &[
            "Quad pull: hold 30 right",
            "Quad pull: hold 30 left",
            "Side reach: hold 30 right",
            "Side reach: hold 30 left",
        ],
        left: &["Do each 3 times a week"],
    },
    Sample {
        notes: "Evening\nHold each 30 seconds\nNothing here has a name to it, so nothing is done.\nPlank 20s\n",
        plays: &["Plank: hold 20"],
        left: &[
            "Hold each 30 seconds",
            "Nothing here has a name to it, so nothing is done.",
        ],
    },
];

#[test]
fn the_rest_between_two_sides_is_the_time_to_change_them() {
    let (text, _) = made("Stork stand right 20s\nRest 8s\nStork stand left 20s\nRest 30s\n");
    assert!(
        text.ends_with(
            "hold   = \"20s\"\nsides  = \"each\"\nswitch = \"8s\"\n\n[[step]]\nrest = \"30s\"\n"
        ),
        "{text}"
    );
    let (text, _) = made("Figure four L 30s, rest 6s\nFigure four R 30s\n");
    assert!(
        text.contains("sides  = [\"left\", \"right\"]\nswitch = \"6s\"\n"),
        "{text}"
    );
}

#[test]
fn names_of_the_catalogue_are_known_however_they_are_written_and_no_other_stretch_is_taken() {
    for (line, id) in [
        ("Hip flexor standing 30s each side", "hip-flexor-standing"),
        (
            "STANDING HIP-FLEXOR STRETCH 30s each side",
            "hip-flexor-standing",
        ),
        (
            "Hip flexor (standing): 30s each side",
            "hip-flexor-standing",
        ),
        ("Calf stretch, towel 30s", "towel-calf"),
        ("Clam shells 15 reps", "clamshell"),
        ("90/90 stretch 30s each side", "ninety-ninety"),
        ("Cat / camel x 10", "cat-camel"),
        ("Figure 4 stretch 30s each side", "figure-four"),
        ("Butterflies 30s", "butterfly"),
        ("heel drop, bent knee 3x15", "heel-drop-bent"),
        ("Pigeon pose 1 min each side", "pigeon"),
        ("Child pose 1 min", "childs-pose"),
        ("Hamstring stretch 2x30s each side", "hamstring-standing"),
        ("Knee to chest 2x20s each side", "single-knee-pull"),
        (
            "Single knee-to-chest stretch 20s per side",
            "single-knee-pull",
        ),
        ("Knees to your chest 20s", "double-knee-pull"),
        ("Quad stretch 30s each side", "front-of-thigh"),
        ("Standing quadriceps stretch 30s each leg", "front-of-thigh"),
        ("Side-lying quad stretch 30s each side", "side-lying-quad"),
        ("Kneeling hip flexor stretch 30s each side", "hip-flexor"),
        ("Half-kneeling hip flexor 30s each side", "hip-flexor"),
        ("Supine figure 4 stretch 30s each side", "figure-four"),
        ("Lying figure four 30s each side", "figure-four"),
        ("Standing calf raises 3x12", "calf-raise"),
        ("Cat-cow x 10", "cat-camel"),
    ] {
        let (text, _) = made(line);
        let uses = format!("= \"{id}\"\n");
        assert!(
            text.contains(&uses) && text.contains("\nuse "),
            "{line}\n{text}"
        );
    }
    for line in [
        "Press-ups 3x10",
        "Knee hug 30s each side",
        "Lunge stretch 30s each side",
        "Lunge 30s each side",
        "Hip flexor 10 reps",
        "Calf raise stretch 30s",
        "Wall calf raise 3x12",
        "Calf stretch 30s each side",
        "Cobra 30s",
        "Prone quad stretch 30s each side",
        "Kneeling hamstring stretch 30s each side",
        "Prone figure four 30s each side",
        "Knee to chest x 10",
    ] {
        let (text, _) = made(line);
        assert!(!text.contains("\nuse "), "{line}\n{text}");
    }
}

/// What the words of a name say of it: work, a stretch or movement for a time. A word inside another one says nothing.
#[test]
fn a_stretch_is_not_taken_for_work_by_a_part_of_its_name() {
    for (line, is_work) in [
        ("Hip flexor lunge 30s each side", false),
        ("Low lunges 30s each side", false),
        ("Raised leg stretch 30s", false),
        ("Trunk twist 30s", false),
        ("Reverse lunges 3x10", true),
        ("Lunges 45s", true),
        ("Side plank 30s", true),
        ("Wall push-ups 2x8", true),
    ] {
        let (text, _) = made(line);
        assert_eq!(text.contains("= \"strength\""), is_work, "{text}");
        assert!(!text.contains("\ntime "), "{text}");
    }
}

#[test]
fn notes_play_as_they_are_meant() {
    let mut wrong = Vec::new();
    for Sample { notes, plays, left } in SAMPLES.into_iter().chain(ROUNDS).chain(USUAL) {
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
            "Calf reach: hold 20 left",
            "Calf reach: hold 20 right"
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

#[test]
fn a_bare_list_of_json_is_read_and_other_json_is_no_routine() {
    let sets = r#"[{"repetitions":2,"exercises":[{"name":"Plank","duration":30}]}]"#;
    let exercises = r#"[{"name":"Plank","duration":30},{"name":"Rest","duration":10}]"#;
    let lines = r#"["Plank 30s", "rest 10s"]"#;
    let workouts = format!("[{TIMER}]");
    assert_eq!(
        made(sets).1,
        ["Plank: hold 30 round 1/2", "Plank: hold 30 round 2/2"]
    );
    assert_eq!(made(exercises).1, ["Plank: hold 30", "rest 10"]);
    assert_eq!(made(lines).1, ["Plank: hold 30", "rest 10"]);
    assert_eq!(made(&workouts), made(TIMER));
    for other in [
        "{\"steps\": 30}",
        "{\"steps\":\n\"Plank 30s\"",
        "[[30]]",
        "[]",
    ] {
        let routine = NotedRoutine::read(other, None, catalogue());
        assert!(routine.is_empty(), "{other}: {routine:?}");
    }
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
