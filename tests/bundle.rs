//! One file of a routine and all that it uses: it is the same routine where nothing else is known.

use std::sync::Arc;
use std::time::Duration;

use supple::core::cue::{Estimated, Lengths};
use supple::core::moment::Moment;
use supple::core::player::Start;
use supple::core::routine::{Routine, Side};
use supple::core::session::dry_run;
use supple::core::timeline::Timeline;
use supple::diagnostic::{Diagnostic, Source, render};
use supple::disk::bundled;
use supple::disk::stretches::built_in;
use supple::format::bundle::{self, Bundle};
use supple::format::fix;
use supple::format::routine::{References, StretchFile, parse_among};

fn source(text: &str) -> Source {
    Source {
        name: "test.toml".to_owned(),
        text: text.to_owned(),
    }
}

fn own(id: &str, text: &str) -> StretchFile {
    StretchFile::own(id.to_owned(), source(text), None)
}

/// A routine in which nothing is wrong but what advice is given on, and that advice.
fn read(text: &str, references: &References) -> (Routine, Vec<Diagnostic>) {
    let source = source(text);
    let parsed = parse_among(&source, references);
    let shown = render(&source, &parsed.problems, false);
    let routine = parsed.value.unwrap_or_else(|| panic!("{shown}\n{text}"));
    (routine, parsed.problems)
}

/// Every sentence and tone of a session, with its moment.
fn script(routine: &Routine) -> String {
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated { rate: 100 });
    let start = Start {
        lead_in: Duration::from_secs(15),
        from: 0,
    };
    let timeline = Arc::new(Timeline::of(routine));
    let cues = dry_run(&timeline, start, &lengths);
    let lines = cues.map(|cue| format!("{:?} {:?}\n", cue.due.since(Moment::ZERO), cue.parts));
    lines.collect::<Vec<String>>().concat()
}

fn bundled_with(text: &str, references: &References) -> Bundle {
    let (routine, _) = read(text, references);
    let bundle = bundle::of(&source(text), &routine, references);
    bundle.unwrap_or_else(|| panic!("{text}"))
}

/// The bundle of a routine, which is that routine in an empty home, and with the catalogue there is.
fn same(text: &str, references: &References) -> String {
    let (before, advice) = read(text, references);
    let Bundle { text: bundled, .. } = bundled_with(text, references);
    assert!(bundled.starts_with(text), "its own text stays to the byte");
    for elsewhere in [References::new([]), built_in(), references.clone()] {
        let (after, advice_there) = read(&bundled, &elsewhere);
        assert_eq!(after.warn, before.warn);
        assert_eq!(Timeline::of(&after), Timeline::of(&before));
        assert_eq!(script(&after), script(&before));
        assert_eq!(after, before, "figures and all");
        let messages = |advice: &[Diagnostic]| {
            let mut messages: Vec<_> = advice.iter().map(|it| it.message.clone()).collect();
            messages.sort();
            messages
        };
        assert_eq!(messages(&advice_there), messages(&advice));
        let again = bundle::of(&source(&bundled), &after, &elsewhere).unwrap();
        assert_eq!((again.text, again.stretches), (bundled.clone(), 0));
    }
    bundled
}

#[test]
fn a_bundled_routine_is_the_same_in_one_file() {
    for (id, text) in bundled::ALL {
        let bundled = same(text, &built_in());
        assert!(bundled.contains("\n[stretch."), "{id}");
    }
}

/// A pose, and the same as it was written before stretches had files.
const POSE: &str = "fixed = \"near-heel\"\nlayers = [\"far-leg\", \"far-arm\", \"body\", \"near-leg\", \"near-arm\"]\n\
                    [rest]\ntrunk = 90\n[rest.legs]\nthigh = -90 # straight\nshank = -90\n[rest.arms]\nupper = -90\n\
                    fore = -90\n[stretch]\n[[prop]]\nline = [[2.8, 0.1],\n  [2.8, 8.6]]\n[[prop]]\nline = [[0, 0], [1, 0]]\n";

const REACH: &str = "# A comment\nabout = \"Reaching \\\"up\\\"\"\nname = \"Reach\"\nhold = \"20s\"\nsides = \"each\"\nready = \"14s\"\n\
                     position = \"standing\"\ncue = \"\"\"\\\n  {side} arm\n  up.\"\"\"\navoid = [\"pregnancy\"]\nneeds = [\"wall\"]\n\
                     sources = [\n  \"https://example.org/a\",  # one\n]\n[[cues]]\nat = \"12s\"\nsay = \"Breathe out.\"\n";

fn everything() -> References {
    let figure = POSE.replace("layers", "order");
    built_in().with([
        own("reach", REACH),
        own(
            "two words",
            &REACH.replace("[[cues]]", &format!("{POSE}\n[[cues]]")),
        ),
        own(
            "shown-elsewhere",
            &REACH.replace("name", "pose = \"bridge\"\nname"),
        ),
        own("calf-straight", &format!("about = \"Mine\"\n{figure}")).as_figure(),
        own("bird-dog", REACH),
        own("stand", &format!("about = \"Standing\"\n{POSE}")),
    ])
}

#[test]
fn own_stretches_and_poses_are_taken_along() {
    let references = everything();
    let steps = |steps: &str| {
        format!("title = \"T\"\r\n[defaults]\nhold = \"18s\"\nready = \"15s\"\n{steps}")
    };
    let step = |keys: &str| steps(&format!("[[step]]\n{keys}"));
    for text in [
        step("use = \"reach\""),
        step("use = \"two words\"\n"),
        step("use = \"shown-elsewhere\"\n"),
        step("use = \"calf-straight\"\nready = \"20s\"\n"),
        step("use = \"bird-dog\"\n"),
        step("use = \"reach\"\nfigure = \"stand\"\n"),
        step("use = \"bridge\"\nfigure = \"two words\"\n"),
        step("name = \"A\"\nfigure = \"toe-spread\"\n"),
        step("rest = \"10s\"\nuse = \"reach\"\n[[step]]\nuse = \"reach\"\n"),
        step("repeat = 2\n[[step.step]]\nuse = \"reach\"\n[[step.step]]\nuse = \"bridge\"\n"),
        steps(
            "[stretch.reach]\nuse = \"bridge\"\nhold = \"15s\"\n[stretch.other]\nuse = \"two words\"\n[[step]]\nuse = \"reach\"\n",
        ),
        steps("[stretch.stand]\nname = \"S\"\nfigure = \"stand\"\n[[step]]\nuse = \"stand\"\n"),
        steps(
            "[stretch.mine]\nabout = \"Mine\"\nname = \"S\"\nhold = \"20s\"\nfigure = \"toe-spread\"\n[[step]]\nuse = \"mine\"\n",
        ),
        steps(
            "[stretch.bridge]\nabout = \"Mine\"\nname = \"S\"\nhold = \"20s\"\n[[step]]\nuse = \"bridge\"\n[[step]]\nuse = \"reach\"\nfigure = \"bridge\"\n",
        ),
        step("name = \"A\"\n"),
    ] {
        same(&text, &references);
    }
    let nothing = step("name = \"A\"\n");
    assert_eq!(bundled_with(&nothing, &references).text, nothing);
}

/// The side of a person is the person's: a bundle leaves it open.
#[test]
fn a_side_that_the_configuration_names_stays_open() {
    let references = built_in().affecting(Some(Side::Left));
    let text = "title = \"T\"\n[[step]]\nuse = \"calf-raise\"\nsides = \"affected\"\n";
    let bundle = bundled_with(text, &references);
    let (left, _) = read(text, &references);
    let (right, _) = read(&bundle.text, &built_in().affecting(Some(Side::Right)));
    assert_eq!(read(&bundle.text, &references).0, left);
    assert_ne!(right, left);
}

#[test]
fn what_leaves_no_room_for_tables_is_no_bundle() {
    let text =
        "title = \"T\"\nstretch = { mine = { use = \"bridge\" } }\n[[step]]\nuse = \"mine\"\n";
    let (routine, _) = read(text, &built_in());
    assert_eq!(bundle::of(&source(text), &routine, &built_in()), None);
}

/// A stretch that is whole in the file is read like one of the catalogue, one without `about` like before.
#[test]
fn a_stretch_with_about_is_whole_and_one_without_keeps_what_it_writes() {
    let used = |stretch: &str| {
        let text = format!(
            "title = \"T\"\n[defaults]\nhold = \"12s\"\nready = \"9s\"\n[stretch.reach]\n{stretch}\n[[step]]\nuse = \"reach\"\n"
        );
        let (routine, _) = read(&text, &References::new([]));
        routine
    };
    let words =
        "name = \"Reach\"\nhold = \"20s\"\nneeds = [\"wall\"]\navoid = [\"osteoporosis\"]\n";
    let hold = |routine: &Routine| {
        let exercise = routine.steps.first.exercise().unwrap();
        exercise.work.length().unwrap().as_secs()
    };
    let whole = used(&format!("about = \"Reaching\"\n{words}"));
    let part = used(words);
    assert_eq!((hold(&whole), hold(&part)), (12, 20));
    for routine in [whole, part] {
        assert_eq!(routine.needs, ["wall"]);
        assert_eq!(routine.warn, ["With osteoporosis, skip: Reach."]);
    }
    let pose = "pose.fixed = \"near-heel\"\npose.rest = { trunk = 90, legs = { heel = [0, 0] }, arms = { upper = -90, fore = -90 } }\n\
                pose.stretch = {}\n";
    let pose = pose.replace("near-heel", "hips");
    let posed = used(&format!("{words}{pose}"));
    let figure = posed.steps.first.exercise().unwrap().figure.clone();
    assert_eq!(figure.unwrap().name, "reach");
}

#[test]
fn a_figure_that_is_not_drawn_is_told() {
    let references = everything();
    let text = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"15s\"\nfigure = \"reach\"\n";
    let problems = parse_among(&source(text), &references).problems;
    let messages = problems.iter().map(|problem| problem.message.as_str());
    assert_eq!(
        messages.collect::<Vec<_>>(),
        ["the stretch `reach` has no pose"]
    );
}

#[test]
fn problems_of_a_stretch_that_is_whole_stand_at_their_places() {
    let told = |stretch: &str| {
        let text = format!(
            "title = \"T\"\n[stretch.reach]\nabout = \"R\"\nname = \"R\"\n{stretch}\n[[step]]\nuse = \"reach\"\n"
        );
        let source = source(&text);
        let problems = parse_among(&source, &built_in()).problems;
        problems
            .iter()
            .map(|problem| format!("{}: {}", &text[problem.place.clone()], problem.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("hold = \"20s\"\nready = \"15s\""), [""; 0]);
    for (stretch, says) in [
        ("hold = \"20 ticks\"", "ticks: "),
        (
            "hold = \"20s\"\navoid = [\"osteoprosis\"]",
            "\"osteoprosis\": ",
        ),
        (
            "hold = \"20s\"\nfigure = \"brigde\"",
            "\"brigde\": there is no stretch `brigde`",
        ),
        (
            "hold = \"20s\"\nfigure = \"bridge\"\npose = { fixed = \"hips\" }",
            "figure: `figure` beside `pose`",
        ),
        ("hold = \"20s\"\npose = \"bridge\"", "\"bridge\": "),
        ("hold = \"20s\"\nhodl = 3", "hodl: "),
    ] {
        let told = told(stretch);
        assert!(
            told.iter().any(|told| told.starts_with(says)),
            "{stretch}: {told:?}"
        );
        assert!(
            !told.iter().any(|told| told.contains("has errors")),
            "{told:?}"
        );
    }
    assert_eq!(
        told("areas = [\"calf\"]"),
        ["[stretch.reach]: a step without a kind"]
    );
    let misspelt = "title = \"T\"\n[stretch.reach]\nabout = \"R\"\nname = \"R\"\nhold = \"20s\"\nareass = [\"calf\"]\n[[step]]\nuse = \"reach\"\n";
    let fixed = fix::certain(&source(misspelt));
    assert!(
        fixed.text.contains("\nareas = [\"calf\"]\n"),
        "{}",
        fixed.text
    );
}
