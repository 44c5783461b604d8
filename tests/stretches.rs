//! Stretches of the catalogue: what their files mean, and how routines take them by name.

use std::sync::Arc;
use std::time::Duration;

use supple::core::caution::{leaves_nothing, left_out};
use supple::core::condition::{Condition, Conditions};
use supple::core::day::Stamp;
use supple::core::log::{LogEntry, RoutineText, StretchText};
use supple::core::nonempty::NonEmpty;
use supple::core::record::Ending;
use supple::core::routine::{Exercise, Posture, Routine, Sides, Step};
use supple::core::session::{Plan, Snapshot, length_of};
use supple::core::stretch::{Aim, BodyArea, Stretch};
use supple::core::timeline::Unrolled;
use supple::diagnostic::{Code, Parsed, Source, render};
use supple::disk::bundled;
use supple::disk::stretches::{BUNDLED, built_in, built_in_words};
use supple::format::languages::{Languages, english, tags};
use supple::format::routine::{References, StretchFile, UsedStretch, parse_among, parse_with_used};
use supple::format::snapshot;

fn own(id: &str, text: &str) -> StretchFile {
    let source = Source {
        name: format!("stretches/{id}.toml"),
        text: text.to_owned(),
    };
    StretchFile::own(id.to_owned(), source, None)
}

fn parsed(text: &str, references: &References) -> Parsed<Routine> {
    let source = Source {
        name: "test.toml".to_owned(),
        text: text.to_owned(),
    };
    parse_among(&source, references)
}

/// The only step of a routine in which nothing is wrong but what advice is given on.
fn step(lines: &str, references: &References) -> Exercise {
    let text = format!("title = \"T\"\n{lines}");
    let parsed = parsed(&text, references);
    let source = Source {
        name: "test.toml".to_owned(),
        text,
    };
    let problems = render(&source, &parsed.problems, false);
    let routine = parsed.value.unwrap_or_else(|| panic!("{problems}"));
    match routine.steps.first {
        Step::Exercise(exercise) => *exercise,
        other => panic!("{other:?}"),
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A stretch without a pose.
const REACH: &str = "about = \"Reaching up\"\nname = \"Reach\"\nhold = \"20s\"\nsides = \"each\"\nready = \"14s\"\n\
                     position = \"standing\"\ncue = \"{side} arm up.\"\ncues = [{ at = \"12s\", say = \"Breathe out.\" }]\n";

#[test]
fn every_bundled_stretch_is_without_errors_and_advice_and_says_what_it_is() {
    let references = built_in();
    for file in references.files() {
        let problems = references.problems_of(file);
        let shown = render(&file.source, &problems, false);
        assert!(problems.is_empty(), "{shown}");
        let stretch = file.stretch().unwrap();
        let id = &stretch.id;
        assert!(stretch.step.is_some(), "{id} has no words");
        assert!(references.figure(id).is_some(), "{id} has no pose");
        assert!(!stretch.areas.is_empty(), "{id} has no areas");
        assert!(!stretch.sources.is_empty(), "{id} has no sources");
        for source in &stretch.sources {
            assert!(source.starts_with("https://"), "{id}: {source}");
        }
    }
}

#[test]
fn every_file_in_the_folder_is_part_of_the_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/stretches");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let ids = files.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    assert_eq!(ids, BUNDLED.map(|(id, _)| id));
}

#[test]
fn a_stretch_is_used_with_everything_that_its_file_says() {
    let calf = step("[[step]]\nuse = \"calf-straight\"\n", &built_in());
    assert_eq!(calf.name, "Upper calf");
    assert_eq!(calf.repetition.sides, Some(Sides::Each));
    assert_eq!(calf.position, Some(Posture::Standing));
    assert_eq!(calf.work.length(), Some(seconds(30)));
    assert!(calf.cue.is_some() && calf.how.is_some());
    assert_eq!(calf.figure.unwrap().name, "calf-straight");
    assert_eq!(calf.stretch.as_deref(), Some("calf-straight"));
}

#[test]
fn what_is_known_of_a_stretch_is_read_from_its_file() {
    let references = built_in();
    let pull = references.stretch("single-knee-pull").unwrap();
    assert_eq!(pull.aim, Aim::Stretch);
    assert_eq!(pull.areas, [BodyArea::LowerBack, BodyArea::Buttock]);
    assert_eq!(pull.needs, ["mat"]);
    assert!(pull.avoid.contains(&Condition::Osteoporosis));
}

#[test]
fn a_key_on_the_step_wins_then_one_in_defaults_but_for_sides_and_position() {
    let references = References::new([own("reach", REACH)]);
    let used = |lines: &str| step(lines, &references);
    let as_it_is = used("[[step]]\nuse = \"reach\"\n");
    assert_eq!(as_it_is.repetition.ready, seconds(14));
    let defaults =
        "[defaults]\nhold = \"30s\"\nready = \"16s\"\nsides = \"none\"\nposition = \"back\"\n";
    let of_routine = used(&format!("{defaults}[[step]]\nuse = \"reach\"\n"));
    assert_eq!(of_routine.work.length(), Some(seconds(30)));
    assert_eq!(of_routine.repetition.ready, seconds(16));
    assert_eq!(of_routine.repetition.sides, Some(Sides::Each));
    assert_eq!(of_routine.position, Some(Posture::Standing));
    let own = used(&format!(
        "{defaults}[[step]]\nuse = \"reach\"\nhold = \"15s\"\nsides = \"none\"\nname = \"Stretch up\"\n"
    ));
    assert_eq!(own.work.length(), Some(seconds(15)));
    assert_eq!(own.repetition.sides, Some(Sides::None));
    assert_eq!(own.name, "Stretch up");
}

#[test]
fn the_files_own_stretches_come_first_then_the_users_then_the_bundled_ones() {
    let bridge = REACH.replace("Reach\"", "My bridge\"");
    let references = built_in().with([own("bridge", &bridge)]);
    let lines = "[[step]]\nuse = \"bridge\"\n";
    assert_eq!(step(lines, &built_in()).name, "Bridge");
    assert_eq!(step(lines, &references).name, "My bridge");
    let of_the_file = format!("[stretch.bridge]\nname = \"This bridge\"\nhold = \"10s\"\n{lines}");
    let written_here = step(&of_the_file, &references);
    assert_eq!(written_here.name, "This bridge");
    assert_eq!(written_here.figure, None, "only what the file says");
    // One of the file may go on with one of the catalogue.
    let longer = "[stretch.long]\nuse = \"bridge\"\nhold = \"25s\"\n[[step]]\nuse = \"long\"\n";
    let longer = step(longer, &built_in());
    assert_eq!(
        (longer.name.as_str(), longer.work.length()),
        ("Bridge", Some(seconds(25)))
    );
}

#[test]
fn a_pose_of_the_users_is_shown_with_the_words_there_are() {
    let pose = "about = \"Mine\"\nfixed = \"near-heel\"\nworks = [\"body\"]\n[rest]\ntrunk = 90\n\
                legs = { thigh = -90, shank = -90 }\narms = { upper = -90, fore = -90 }\n[stretch]\n";
    let references = built_in().with([own("bridge", pose).as_figure()]);
    let bridge = step("[[step]]\nuse = \"bridge\"\n", &references);
    assert_eq!(bridge.name, "Bridge");
    assert_eq!(bridge.figure.unwrap().about, "Mine");
    let alone = References::new([own("stand", pose)]);
    let problems = parsed("title = \"T\"\n[[step]]\nuse = \"stand\"\n", &alone).problems;
    assert_eq!(problems[0].code, Code::E08);
    assert_eq!(problems[0].message, "the stretch `stand` has a pose alone");
    let shared = format!("{REACH}pose = \"stand\"\n");
    let references = References::new([own("stand", pose), own("reach", &shared)]);
    let reach = step("[[step]]\nuse = \"reach\"\n", &references);
    assert_eq!(reach.figure.unwrap().name, "stand");
}

#[test]
fn a_stretch_with_errors_is_what_the_name_means_and_cannot_be_used() {
    let broken = REACH.replace("20s", "20 ticks");
    let references = built_in().with([own("bridge", &broken)]);
    let problems = parsed("title = \"T\"\n[[step]]\nuse = \"bridge\"\n", &references).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "the stretch `bridge` has errors");
    assert!(
        problems[0]
            .help
            .as_ref()
            .unwrap()
            .contains("stretches/bridge.toml")
    );
    // Its picture is the bundled one until then.
    let shown = "[[step]]\nname = \"A\"\nhold = \"15s\"\nready = \"15s\"\nfigure = \"bridge\"\n";
    assert!(step(shown, &references).figure.is_some());
}

/// Who writes a part of a name sees all that have it.
#[test]
fn a_part_of_a_name_is_answered_with_the_names_that_have_it() {
    let help = |text: &str| {
        let problems = parsed(text, &built_in()).problems;
        problems[0].help.clone().unwrap()
    };
    let used = help("title = \"T\"\n[[step]]\nuse = \"knee-pull\"\n");
    assert!(
        used.starts_with("there are `double-knee-pull` and `single-knee-pull`; `supple stretches`"),
        "{used}"
    );
    let shown =
        help("title = \"T\"\n[[step]]\nname = \"A\"\nhold = 15\nready = 15\nfigure = \"pigeo\"\n");
    assert_eq!(shown, "`supple stretches` shows all there are");
    let shown =
        help("title = \"T\"\n[[step]]\nname = \"A\"\nhold = 15\nready = 15\nfigure = \"strap\"\n");
    assert!(shown.starts_with("there is `hamstring-strap`; "), "{shown}");
    assert_eq!(
        built_in().near("calf"),
        [
            "calf-bent",
            "calf-raise",
            "calf-raise-bent",
            "calf-straight",
            "roll-calf"
        ]
    );
}

#[test]
fn cues_of_a_stretch_that_do_not_fit_are_left_out() {
    let references = References::new([own("reach", REACH)]);
    let used = |hold: &str| {
        step(
            &format!("[[step]]\nuse = \"reach\"\nhold = \"{hold}\"\n"),
            &references,
        )
    };
    assert_eq!(used("20s").work.cues().len(), 1);
    assert_eq!(used("12s").work.cues().len(), 0);
}

/// What stands in another file is judged there, and nothing can be written instead of it here.
#[test]
fn advice_on_what_a_stretch_says_stands_at_its_name_and_repairs_nothing_there() {
    let long = REACH
        .replace("20s", "10m")
        .replace("arm up", "arm up, one leg, 45 seconds");
    let references = References::new([own("one-leg-30-seconds", &long)]);
    let text = "title = \"T\"\n[[step]]\nuse = \"one-leg-30-seconds\"\n";
    let parsed = parsed(text, &references);
    assert!(parsed.value.is_some());
    assert!(!parsed.problems.is_empty());
    let name = text.find("\"one-leg").unwrap();
    for problem in &parsed.problems {
        assert_eq!(problem.place.start, name, "{problem:?}");
        assert_eq!(problem.fix, None);
        assert!(
            !matches!(problem.code, Code::W03 | Code::W10),
            "{problem:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_stretch_is_told_where_it_stands() {
    let told = |text: &str| {
        let references = built_in().with([own("mine", text)]);
        let file = references.files().find(|file| file.id == "mine").unwrap();
        let problems = references.problems_of(file);
        let told = problems
            .iter()
            .map(|problem| format!("{} {}", problem.code, problem.message));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(REACH), [""; 0]);
    for (wrong, says) in [
        ("avoid = [\"osteoprosis\"]\n", "E07"),
        ("areas = [\"calv\"]\n", "E07"),
        ("aim = \"strech\"\n", "E07"),
        ("pose = \"brigde\"\n", "E08 there is no stretch `brigde`"),
        (
            "pose = \"mine\"\n",
            "E08 the stretch `mine` has its own pose",
        ),
        (
            "pose = \"bridge\"\nview = \"front\"\n",
            "E04 `pose` beside `view`",
        ),
        ("count = 8\n", "E04"),
        ("limit = \"5s\"\n", "E09"),
        ("view = \"front\"\n", "E13"),
        ("use = \"bridge\"\n", "E03"),
        ("[[step]]\nrest = 5\n", "E03"),
    ] {
        let said = told(&format!("{REACH}{wrong}"));
        assert!(
            said.iter().any(|said| said.starts_with(says)),
            "{wrong}: {said:?}"
        );
    }
    assert!(told("name = \"A\"\nhold = \"15s\"\n")[0].contains("`about`"));
    assert!(
        told(&REACH.replace("hold = \"20s\"\n", ""))
            .iter()
            .any(|said| said.starts_with("E04"))
    );
}

fn routine(text: &str) -> Arc<Routine> {
    Arc::new(parsed(text, &built_in()).value.unwrap())
}

/// The plan of a person who has these conditions.
fn plan(routine: &Arc<Routine>, has: Conditions) -> Plan {
    let unrolled = Unrolled {
        has,
        ..Unrolled::default()
    };
    let routines = NonEmpty::of(Arc::clone(routine));
    Plan::of(&routines, seconds(15), unrolled, 100)
}

fn names(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = plan
        .timeline
        .iter()
        .filter_map(|segment| segment.step.name.clone())
        .collect();
    names.dedup();
    names
}

const THREE: &str = "title = \"After a short run\"\n[[step]]\nuse = \"calf-straight\"\n[[step]]\nuse = \"double-knee-pull\"\n\
                     [[step]]\nuse = \"childs-pose\"\n";

#[test]
fn what_a_routine_does_not_write_comes_from_its_stretches() {
    let made = routine(THREE);
    assert_eq!(made.needs, ["wall", "mat"]);
    assert!(made.sources.len() >= 2);
    assert_eq!(
        made.warn,
        [
            "With osteoporosis, a recent hip replacement or pain that runs down a leg, skip: Double-knee pull, Child's pose.",
            "With a pregnancy of 16 weeks or more, skip: Double-knee pull.",
            "With a fresh muscle strain, skip: Upper calf.",
        ]
    );
    let own = routine(&THREE.replacen(
        '\n',
        "\nneeds = []\nwarn = [\"Go slowly.\"]\nsources = []\n",
        1,
    ));
    assert_eq!((own.needs.len(), own.sources.len()), (0, 0));
    assert_eq!(own.warn, ["Go slowly."]);
}

#[test]
fn what_a_condition_rules_out_is_left_out_and_said() {
    let has: Conditions = [Condition::Osteoporosis].into_iter().collect();
    let short = plan(&routine(THREE), has);
    assert_eq!(names(&short), ["Upper calf"]);
    let said = "Skipped because of osteoporosis: Double-knee pull, Child's pose.".to_owned();
    assert!(short.notes.contains(&said), "{:?}", short.notes);
    let whole = plan(&routine(THREE), Conditions::NONE);
    assert_eq!(names(&whole).len(), 3);
    assert!(!whole.notes.contains(&said));
}

#[test]
fn a_block_of_nothing_else_and_all_of_a_routine_are_left_out_whole() {
    let has: Conditions = [Condition::Osteoporosis].into_iter().collect();
    let block = "title = \"T\"\n[[step]]\nrepeat = 2\nready = \"10s\"\n[[step.step]]\nuse = \"curl-up\"\n[[step.step]]\nrest = 20\n\
                 [[step]]\nuse = \"bridge\"\n";
    assert_eq!(names(&plan(&routine(block), has)), ["Bridge"]);
    let all = routine(
        "title = \"T\"\n[[step]]\nwait = true\nname = \"Lie down\"\n[[step]]\nuse = \"curl-up\"\n",
    );
    assert!(leaves_nothing([&*all], has));
    assert_eq!(plan(&all, has).timeline.steps, 0);
    assert!(!leaves_nothing([&*all], Conditions::NONE));
}

/// With each condition no bundled routine plays a step that lists it, and each says what it leaves out.
#[test]
fn no_bundled_routine_plays_what_a_condition_rules_out() {
    for (id, text) in bundled::ALL {
        let routine = routine(text);
        for condition in Condition::ALL {
            let has: Conditions = [condition].into_iter().collect();
            let plan = plan(&routine, has);
            let ruled_out = |exercise: &&Exercise| exercise.avoid.has(condition);
            let steps = routine.each_step().filter_map(Step::exercise);
            let out: Vec<&str> = steps
                .filter(ruled_out)
                .map(|exercise| exercise.name.as_str())
                .collect();
            let played = names(&plan);
            let said = plan.notes.join(" ");
            for name in &out {
                assert!(said.contains(name), "{id}, {condition:?}: {said}");
            }
            let known = |name: &String| {
                routine.each_step().any(|step| {
                    step.exercise().is_some_and(|exercise| {
                        exercise.name == *name && !exercise.avoid.has(condition)
                    })
                })
            };
            let exercises = plan
                .timeline
                .iter()
                .filter(|segment| segment.step.work.is_some());
            for segment in exercises {
                assert!(
                    known(segment.step.name.as_ref().unwrap()),
                    "{id}: {played:?}"
                );
            }
            assert_eq!(
                out.is_empty(),
                left_out([&*routine], has).is_empty(),
                "{id}"
            );
        }
    }
}

#[test]
fn every_condition_has_a_source_and_a_sentence() {
    for condition in Condition::ALL {
        assert!(condition.source().starts_with("https://"), "{condition:?}");
        assert!(condition.about().ends_with('.'), "{condition:?}");
    }
    let all: Conditions = Condition::ALL.into_iter().collect();
    assert_eq!(all.iter().collect::<Vec<_>>(), Condition::ALL);
}

/// What is logged of a routine tells that a stretch in it was changed, and nothing of one that it does not use.
#[test]
fn the_hash_of_a_routine_covers_the_stretches_that_it_uses() {
    let hash = |text: &str, references: &References| {
        let source = Source {
            name: "test.toml".to_owned(),
            text: text.to_owned(),
        };
        let (parsed, used) = parse_with_used(&source, references);
        let files = used.iter().flat_map(UsedStretch::files);
        let used: Vec<_> = files.map(StretchFile::as_text).collect();
        RoutineText::new("x", &parsed.value.unwrap().title, text)
            .using(&used)
            .hash
    };
    let changed = |id: &str| built_in().with([own(id, REACH)]);
    let before = hash(THREE, &built_in());
    assert_eq!(before, hash(THREE, &changed("bridge")));
    assert_ne!(before, hash(THREE, &changed("calf-straight")));
    let plain = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = 15\n";
    assert_eq!(
        hash(plain, &built_in()),
        RoutineText::new("x", "T", plain).hash
    );
}

/// Warnings from stretches, and what is skipped, are in the language of the routine.
#[test]
fn conditions_are_named_in_the_language_of_the_routine() {
    let german = format!("{THREE}[voice]\nlang = \"de\"\n");
    let german = parsed(&german, &built_in()).value.unwrap();
    assert_eq!(
        german.warn[0],
        "Bei Osteoporose, frisch ersetzter Hüfte oder Schmerzen bis ins Bein weglassen: Double-knee pull, Child's pose."
    );
    let has = [Condition::Osteoporosis].into_iter().collect();
    assert_eq!(
        left_out([&german], has),
        ["Übersprungen bei Osteoporose: Double-knee pull, Child's pose."]
    );
    for lang in tags().filter(|lang| *lang != "en") {
        let words = Languages::default().words(lang);
        let is_same = |condition: &Condition| {
            let word = condition.word_of_session();
            words.get(word) == english().get(word)
        };
        let same = Condition::ALL.iter().filter(|condition| is_same(condition));
        assert!(
            same.count() < 2,
            "{lang} is English: `osteoporosis` or `cancer` may be"
        );
    }
}

/// What is resumed is what was started, also when a stretch in it was changed meanwhile: its place is one of that plan.
#[test]
fn a_session_is_resumed_with_the_stretches_with_which_it_began() {
    let references = built_in().with([own("bridge", REACH)]);
    let source = Source {
        name: "test.toml".to_owned(),
        text: format!("{THREE}[[step]]\nuse = \"bridge\"\nfigure = \"calf-straight\"\n"),
    };
    let (read, used) = parse_with_used(&source, &references);
    let before = read.value.unwrap();
    let files = used.iter().flat_map(UsedStretch::files);
    let used: Vec<_> = files.map(StretchFile::as_text).collect();
    let text = RoutineText::new("test", &before.title, &source.text).using(&used);
    let session = snapshot_of(text);
    let json = snapshot::write(&session);
    let read = snapshot::read(&json).unwrap();
    assert_eq!(read, session);
    let longer = REACH.replace("20s", "50s");
    let changed =
        built_in().with(["bridge", "calf-straight", "figure-four"].map(|id| own(id, &longer)));
    let routines = |texts: &[RoutineText]| {
        let routines = snapshot::routines(texts, &changed, None).unwrap();
        Arc::unwrap_or_clone(routines.first)
    };
    assert_eq!(routines(&read.entry.routines), before);
    // One that an older program left has none of them, and none may fill the disk.
    let older = RoutineText {
        stretches: Arc::default(),
        ..read.entry.routines[0].clone()
    };
    assert_ne!(routines(&[older]), before);
    let large = "#".repeat(300 * 1024);
    let large = used.into_iter().map(|stretch| StretchText {
        text: large.as_str().into(),
        ..stretch
    });
    let large = RoutineText {
        stretches: large.collect(),
        ..read.entry.routines[0].clone()
    };
    let json = snapshot::write(&snapshot_of(large));
    assert!(json.len() < 10_000, "{}", json.len());
}

fn snapshot_of(routine: RoutineText) -> Snapshot {
    let stamp = Stamp::default();
    Snapshot {
        entry: LogEntry {
            id: "1-1".to_owned(),
            start: stamp,
            end: stamp,
            speed: 1.0,
            title: routine.title.clone(),
            routines: [routine].into(),
            lines: Vec::new(),
            paused: Duration::ZERO,
            ending: Ending::Killed,
            feeling: None,
            note: None,
            continues: None,
            corrected: None,
        },
        logged: false,
        position: None,
        so_far: Vec::new(),
        took: Duration::ZERO,
        unrolled: Unrolled::default(),
        place: String::new(),
        resumes: None,
    }
}

#[test]
fn what_is_listed_without_poses_is_otherwise_the_same() {
    let whole = built_in();
    let without = built_in_words();
    for (id, _) in BUNDLED {
        let stretch = whole.stretch(id).unwrap();
        let words = Stretch {
            pose: None,
            ..stretch.clone()
        };
        assert_eq!(without.stretch(id), Some(&words), "{id}");
    }
    for (id, text) in bundled::ALL {
        let source = Source::bundled(id, text);
        let read = |references: &References| {
            let (parsed, _) = parse_with_used(&source, references);
            assert!(parsed.problems.is_empty(), "{id}: {:?}", parsed.problems);
            parsed.value.unwrap()
        };
        let (whole, without) = (read(&whole), read(&without));
        let takes = |routine| {
            let lead_in = Duration::from_secs(15);
            length_of(&Arc::new(routine), lead_in, Unrolled::default(), 100)
        };
        assert_eq!(without.tags, whole.tags);
        assert_eq!(takes(without), takes(whole), "{id}");
    }
}
