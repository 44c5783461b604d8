//! Routines that include others: what they mean, what goes wrong, and what is remembered with a session.

use supple::core::log::RoutineText;
use supple::core::routine::{Routine, Step};
use supple::core::timeline::{Timeline, Unrolled};
use supple::diagnostic::{Parsed, Source};
use supple::disk::stretches::built_in;
use supple::format::dates;
use supple::format::routine::{IncludedFile, References, includes, parse_among};
use supple::format::snapshot;

const WARM_UP: &str = "title = \"Warm-up\"\nwarn = [\"Slowly.\"]\nneeds = [\"wall\"]\n[defaults]\nready = 7\n\
                       [[step]]\nname = \"March\"\ncount = 8\npace = \"2s\"\n[[step]]\nrepeat = 2\n[[step.step]]\nuse = \"bridge\"\n";
const MAIN: &str = "title = \"Tuesday\"\nwarn = [\"Not when ill.\"]\n[[step]]\ninclude = \"warm-up\"\n\
                    [[step]]\nname = \"Calf\"\nhold = \"20s\"\nready = 9\n";

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// The routine `text` in `a.toml` among files that call each other by their ids.
fn read(text: &str, others: &[(&str, &str)]) -> Parsed<Routine> {
    parse_among(&source("a.toml", text), &among(text, others))
}

fn among(text: &str, others: &[(&str, &str)]) -> References {
    let mut all = vec![("a", text)];
    all.extend(others);
    let mut files = Vec::new();
    for (by, text) in &all {
        for word in includes(text) {
            let found = all.iter().find(|(id, _)| *id == word);
            files.extend(found.map(|(id, text)| {
                let source = source(&format!("{id}.toml"), text);
                IncludedFile::new(format!("{by}.toml"), word, source, None)
            }));
        }
    }
    built_in().including(files)
}

fn messages(parsed: &Parsed<Routine>) -> Vec<String> {
    let problems = parsed.problems.iter();
    let told = problems.map(|it| {
        let help = it.help.clone().unwrap_or_default();
        format!("{}: {} ({help})", it.code, it.message)
    });
    told.collect()
}

#[test]
fn the_steps_of_an_included_routine_are_a_block_with_its_title() {
    let parsed = read(MAIN, &[("warm-up", WARM_UP)]);
    assert_eq!(messages(&parsed), Vec::<String>::new());
    let routine = parsed.value.unwrap();
    assert_eq!(routine.warn, ["Slowly.", "Not when ill."]);
    assert!(routine.needs.contains(&"wall".to_owned()));
    let names: Vec<_> = routine
        .each_step()
        .map(|step| step.name().unwrap_or("-"))
        .collect();
    assert_eq!(names, ["Warm-up", "March", "-", "Bridge", "Calf"]);
    let ready = |step: &Step| Some(step.exercise()?.repetition.ready.as_secs());
    let readies: Vec<u64> = routine.each_step().filter_map(ready).collect();
    assert_eq!(readies, [7, 7, 9], "with defaults of its own");
}

/// A warning that comes from an included stretch is made anew by the routine around it, unless that has warnings of its own.
#[test]
fn warnings_of_included_stretches_are_said_in_any_case() {
    let warm_up = "title = \"Warm-up\"\n[[step]]\nuse = \"single-knee-pull\"\n";
    let plain = "title = \"T\"\n[[step]]\ninclude = \"warm-up\"\n";
    let own = "title = \"T\"\nwarn = [\"Not when ill.\"]\n[[step]]\ninclude = \"warm-up\"\n";
    let warnings = |text: &str| read(text, &[("warm-up", warm_up)]).value.unwrap().warn;
    let made = warnings(plain);
    assert!(!made.is_empty());
    assert_eq!(
        warnings(own),
        [&made[..], &["Not when ill.".to_owned()]].concat()
    );
}

/// What a file means does not depend on the stretches of the routine around it.
#[test]
fn an_included_routine_does_not_see_the_stretches_of_the_one_around_it() {
    let warm_up = "title = \"Warm-up\"\n[[step]]\nuse = \"bridge\"\n";
    let text = "title = \"T\"\n[stretch.bridge]\nabout = \"Another.\"\nname = \"Mine\"\nhold = \"5s\"\n\
                [[step]]\nuse = \"bridge\"\n[[step]]\ninclude = \"warm-up\"\n";
    let routine = read(text, &[("warm-up", warm_up)]).value.unwrap();
    let names: Vec<_> = routine.each_step().filter_map(Step::name).collect();
    assert_eq!(names, ["Mine", "Warm-up", "Bridge"]);
}

/// What stands below `[included]` comes before files, and its mistakes are said with their lines.
#[test]
fn a_routine_may_have_in_its_file_what_it_includes() {
    let text = format!("{MAIN}[included]\nwarm-up = '''\n{WARM_UP}'''\n");
    assert_eq!(includes(&text), [""; 0]);
    let other = "title = \"Other\"\n[[step]]\nname = \"A\"\nhold = 5\n";
    let inside = read(&text, &[("warm-up", other)]);
    assert_eq!(messages(&inside), Vec::<String>::new());
    assert_eq!(inside.value, read(MAIN, &[("warm-up", WARM_UP)]).value);
    let broken = text.replace("count = 8", "count = \"eight\"");
    let told = messages(&read(&broken, &[]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("below `[included]`") && told[0].contains("in its line 8"),
        "{told:?}"
    );
    // The first thing on a line is on that line.
    let misspelt = text.replace("count = 8", "cuont = 8");
    let told = messages(&read(&misspelt, &[]));
    assert!(told[0].contains("in its line 8"), "{told:?}");
    let itself = "title = \"T\"\n[[step]]\ninclude = \"a\"\n[included]\na = \"title = 1\"\n";
    assert!(messages(&read(itself, &[]))[0].contains("has errors"));
    let none = "title = \"T\"\n[[step]]\nname = \"A\"\nhold = \"15s\"\nready = \"9s\"\n[included]\na = 3\n";
    assert!(messages(&read(none, &[]))[0].starts_with("E02"));
}

/// Advice is given on a file itself, and never on what it includes.
#[test]
fn an_included_routine_is_judged_in_its_own_file() {
    let bad = "title = \"Bad\"\n[[step]]\nname = \"A\"\nhold = \"5s\"\nready = 0\n[[step]]\nrest = \"5s\"\n";
    assert!(!read(bad, &[]).problems.is_empty());
    let text =
        "title = \"T\"\n[[step]]\ninclude = \"bad\"\n[[step]]\nname = \"B\"\nhold = \"5s\"\n";
    let told = messages(&read(text, &[("bad", bad)]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("W01"), "{told:?}");
}

#[test]
fn rings_depth_and_missing_files_are_errors_that_show_the_way() {
    let including = |word: &str| format!("title = \"T\"\n[[step]]\ninclude = \"{word}\"\n");
    let only = |parsed: Parsed<Routine>| {
        let told = messages(&parsed);
        assert_eq!(told.len(), 1, "{told:?}");
        told[0].clone()
    };
    let told = only(read(&including("nowhere"), &[]));
    assert!(
        told.starts_with("E08: there is no routine `nowhere`"),
        "{told}"
    );
    let told = only(read(&including("a"), &[]));
    assert!(
        told.contains("includes itself (take out one `include` of a → a)"),
        "{told}"
    );
    let ring = [("b", including("c")), ("c", including("a"))];
    let ring: Vec<(&str, &str)> = ring.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let told = only(read(&including("b"), &ring));
    assert!(told.contains("a → b → c → a"), "{told}");
    let broken = only(read(&including("b"), &[("b", "title = 1\n")]));
    assert!(
        broken.contains("the routine `b` has errors (mend its file `b.toml`"),
        "{broken}"
    );
    let ids = ["b", "c", "d", "e", "f", "g"];
    let chain: Vec<(&str, String)> = ids
        .iter()
        .zip(&ids[1..])
        .map(|(id, next)| (*id, including(next)))
        .collect();
    let mut chain: Vec<(&str, &str)> = chain
        .iter()
        .map(|(id, text)| (*id, text.as_str()))
        .collect();
    chain.push(("g", WARM_UP));
    let told = only(read(&including("b"), &chain));
    assert!(
        told.contains("more than 4 deep") && told.contains("a → b → c → d → e"),
        "{told}"
    );
    let parsed = read(&including("d"), &chain);
    assert!(parsed.value.is_some(), "{:?}", messages(&parsed));
}

#[test]
fn what_is_included_counts_in_the_hash_and_is_resumed_as_it_was() {
    let references = among(MAIN, &[("warm-up", WARM_UP)]);
    let routine = parse_among(&source("a.toml", MAIN), &references)
        .value
        .unwrap();
    let texts = |warm_up: &str| {
        let file = source("warm-up.toml", warm_up);
        let included = IncludedFile::new("a".to_owned(), "warm-up".to_owned(), file, None);
        RoutineText::new("a", "Tuesday", MAIN).including(vec![included.as_text()])
    };
    let text = texts(WARM_UP);
    assert_ne!(text.hash, RoutineText::new("a", "Tuesday", MAIN).hash);
    assert_ne!(text.hash, texts(&WARM_UP.replace('8', "9")).hash);
    // The file has gone meanwhile.
    let resumed = snapshot::routines(&[text], &built_in(), None).unwrap();
    assert_eq!(*resumed.first, routine);
}

/// The lengths of the holds on `day`, in seconds.
fn held(routine: &Routine, day: &str) -> Vec<u64> {
    let unrolled = Unrolled {
        day: dates::parse(day),
        ..Unrolled::default()
    };
    let timeline = Timeline::of_all([routine], unrolled);
    let works = timeline.iter().filter(|segment| segment.kind.is_work());
    works
        .map(|segment| segment.length.unwrap().as_secs())
        .collect()
}

#[test]
fn weeks_of_an_included_routine_follow_its_own_beginning_or_that_around_it() {
    let plan = |began: &str, hold: &str| {
        format!("title = \"Plan\"\n{began}[[step]]\nname = \"A\"\nhold = {{ weeks = [{hold}] }}\n")
    };
    let around = |began: &str| {
        format!(
            "{}[[step]]\ninclude = \"plan\"\n[[step]]\ninclude = \"other\"\n",
            plan(began, "21, 22")
        )
    };
    let (free, bound) = (
        plan("", "11, 12, 13"),
        plan("began = 2026-12-04\n", "31, 32"),
    );
    let read = |began: &str| read(&around(began), &[("plan", &free), ("other", &bound)]);
    let own = read("began = 2026-11-20\n");
    assert_eq!(messages(&own), Vec::<String>::new());
    let routine = own.value.unwrap();
    for (day, lengths) in [
        ("2026-11-20", [21, 11, 31]),
        ("2026-11-27", [22, 12, 31]),
        ("2026-12-04", [22, 13, 31]),
        ("2026-12-11", [22, 13, 32]),
    ] {
        assert_eq!(held(&routine, day), lengths, "{day}");
    }
    // Without a beginning of its own it has that of the first one in it.
    let adopted = read("").value.unwrap();
    assert_eq!(held(&adopted, "2026-12-04"), [21, 11, 31]);
    assert_eq!(held(&adopted, "2026-12-18"), [22, 13, 32]);
    let nowhere = self::read(MAIN, &[("warm-up", &free)]);
    let told = messages(&nowhere);
    assert!(
        told[0].starts_with("W15: nothing says when the first week began"),
        "{told:?}"
    );
}
