//! The bundled routines are sound, last as long as they say, and name their sources.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use supple::core::condition::Condition;
use supple::core::day::Day;
use supple::core::routine::{Routine, Side, Step};
use supple::core::span;
use supple::core::template::PlaceholderValues;
use supple::core::timeline::{Timeline, Unrolled};
use supple::diagnostic::{Source, render};
use supple::disk::{bundled, stretches};
use supple::format;

fn parsed() -> Vec<(&'static str, Routine)> {
    bundled::ALL
        .iter()
        .map(|(id, text)| {
            let source = Source {
                name: format!("{id}.toml"),
                text: (*text).to_owned(),
            };
            let parsed = format::routine::parse_among(&source, &stretches::built_in());
            // Advice too: they are what others copy from.
            let problems = render(&source, &parsed.problems, false);
            assert!(parsed.problems.is_empty(), "{problems}");
            (*id, parsed.value.expect("no problem, so a value"))
        })
        .collect()
}

/// A plan ends with what was done in the trial that it comes from.
#[test]
fn the_weeks_of_a_plan_lead_to_what_its_source_did() {
    let last = |id: &str| {
        let mut all = parsed().into_iter();
        let (_, routine) = all.find(|(other, _)| *other == id).unwrap();
        let (days, last) = routine.later.last().unwrap().clone();
        let timeline = Timeline::of(&last);
        (days / 7 + 1, span::clock(timeline.total()), timeline)
    };
    let (weeks, total, drops) = last("heel-drops");
    assert_eq!((weeks, &*total), (4, "20:00"));
    assert_eq!(drops.first().step.load.as_deref(), Some("rucksack"));
    let (weeks, total, _) = last("run-walk");
    assert_eq!((weeks, &*total), (6, "30:22"), "it stays half an hour");
    let (weeks, _, nordic) = last("nordic");
    let counted = nordic
        .iter()
        .filter_map(|it| Some(it.work()?.counted()?.times));
    assert_eq!((weeks, counted.collect::<Vec<_>>()), (5, vec![12, 10, 8]));
}

#[test]
fn all_are_without_errors_and_advice_and_last_so_long() {
    // The id, the total, and how many segments a key ends.
    let totals: Vec<String> = parsed()
        .iter()
        .map(|(id, routine)| {
            let timeline = Timeline::of(routine);
            let open = timeline.open_segments();
            let total = span::clock(timeline.total());
            format!("{id} {total} {open}")
        })
        .collect();
    assert_eq!(
        totals,
        [
            "knee-to-chest 2:08 0",
            "daily-five 4:57 0",
            "full-post-run 10:47 0",
            "tight-lower-back 7:03 0",
            "hips-and-glutes 7:12 0",
            "hamstrings-and-calves 7:55 0",
            "core-front-and-back 10:21 0",
            "cold-pack 15:15 2",
            "moist-heat 15:15 2",
            "return-to-run 10:28 3",
            "desk-break 3:04 0",
            "before-bed 6:00 0",
            "warm-up 6:46 0",
            "morning 14:25 0",
            "back-extension 3:27 0",
            "hips-open 6:27 0",
            "roll-out 3:30 0",
            "breathing 4:44 0",
            "runner-strength 9:09 0",
            "foot-core 6:57 0",
            "ankles-and-shins 8:16 0",
            "heel-drops 6:00 0",
            "nordic 3:25 0",
            "run-walk 30:22 0",
        ]
    );
}

/// What the words say of the length of a routine is what it takes, give or take a minute.
#[test]
fn each_lasts_as_long_as_its_words_say() {
    for (id, minutes) in [
        ("daily-five", 5),
        ("morning", 10),
        ("run-walk", 30),
        ("runner-strength", 10),
        ("warm-up", 5),
    ] {
        let all = parsed();
        let (_, routine) = all.iter().find(|(other, _)| *other == id).unwrap();
        // Whatever is chosen anew each day lasts equally long: pictures of the library show it.
        let mut totals = BTreeSet::new();
        let days = (20_000..20_028).map(Day);
        for day in days {
            let unrolled = Unrolled {
                day: Some(day),
                ..Unrolled::default()
            };
            let total = Timeline::of_all([routine], unrolled).total();
            let off = total.abs_diff(Duration::from_secs(minutes * 60));
            assert!(off <= Duration::from_secs(60), "{id} on {day:?}: {total:?}");
            totals.insert(total);
        }
        assert_eq!(totals.len(), 1, "{id}: {totals:?}");
    }
}

/// What a routine unrolls to: each segment with its step, side and time. The other words are those of the catalogue.
fn unrolled(routine: &Routine) -> String {
    let mut out = format!("{}\n", routine.title);
    let mut step = None;
    for segment in Timeline::of(routine).iter() {
        let planned = &segment.step;
        if step.replace(planned.id) != Some(planned.id) {
            let _ = writeln!(out, "\n{:?} {:?}", planned.name, planned.position);
        }
        let set = Some(segment.set).filter(|(_, of)| *of > 1);
        let set = set.map_or_else(String::new, |set| format!(" set {set:?}"));
        let _ = writeln!(
            out,
            "{} {:?} {:?} rep {:?}{set} round {:?}",
            segment.kind.word(),
            segment.length,
            segment.side.as_ref().map(Side::word),
            segment.rep,
            segment.round,
        );
    }
    out
}

/// A change of a stretch or of what a step inherits from it shows here in every routine that it reaches. `BLESS=1` writes
/// down what was changed on purpose.
#[test]
fn every_routine_unrolls_to_what_is_written_down() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/timelines"));
    for (id, routine) in parsed() {
        let path = folder.join(format!("{id}.txt"));
        let now = unrolled(&routine);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let before = std::fs::read_to_string(&path).unwrap();
        assert_eq!(now, before, "{id}");
    }
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, bundled::ALL.len(), "one file a routine");
}

#[test]
fn each_names_its_sources_and_what_it_is_for() {
    for (id, routine) in parsed() {
        assert!(!routine.sources.is_empty(), "{id} has no sources");
        for source in &routine.sources {
            assert!(source.starts_with("https://"), "{id}: {source}");
        }
        assert!(routine.about.is_some(), "{id} has no `about`");
        assert!(!routine.tags.is_empty(), "{id} has no tags");
    }
}

/// A word of each condition, one of which is in every sentence about it.
const NAMED: [(Condition, &[&str]); Condition::ALL.len()] = [
    (Condition::Osteoporosis, &["osteoporosis"]),
    (Condition::Pregnancy, &["pregnan"]),
    (Condition::HipReplacement, &["new hip", "hip replacement"]),
    (Condition::LegPain, &["down a leg", "sciatica"]),
    (Condition::MuscleStrain, &["strain"]),
    (Condition::FreshInjury, &["fresh injury"]),
    (Condition::PoorCirculation, &["poor circulation"]),
    (Condition::NumbSkin, &["numb"]),
    (Condition::BrokenSkin, &["broken skin"]),
    (Condition::HeartCondition, &["heart"]),
    (Condition::Infection, &["fever"]),
    (Condition::Cancer, &["cancer"]),
    (Condition::SkinDisease, &["skin disease"]),
    (Condition::Raynaud, &["raynaud"]),
    (
        Condition::ColdUrticaria,
        &["allergy to cold", "cold urticaria"],
    ),
];

/// A routine that writes its own warnings takes none from its stretches: what it writes must name all that they name.
#[test]
fn each_warns_of_every_condition_of_its_stretches() {
    for (id, routine) in parsed() {
        let waits = routine.each_step().filter_map(|step| match step {
            Step::Rest(rest) if rest.length.is_none() => rest.cue.as_ref(),
            _ => None,
        });
        let asked = waits.map(|cue| cue.fill(&PlaceholderValues::default()));
        let said: Vec<String> = routine.warn.iter().cloned().chain(asked).collect();
        let said = said.join(" ").to_lowercase();
        let exercises = routine.each_step().filter_map(Step::exercise);
        for condition in exercises.flat_map(|exercise| exercise.avoid.iter()) {
            let (_, words) = NAMED.iter().find(|(named, _)| *named == condition).unwrap();
            let is_named = words.iter().any(|word| said.contains(word));
            assert!(is_named, "{id} says nothing of {condition:?}: {said}");
        }
    }
}

/// What others copy from can be read by every reader of TOML: what came with TOML 1.1 is not in it. The values are looked
/// at here, so that advice on it need not be right for this.
#[test]
fn all_are_written_in_toml_1_0() {
    for (id, text) in bundled::ALL.iter().chain(&stretches::BUNDLED) {
        let (document, errors) = toml::de::DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{id}");
        for (_, value) in document.get_ref() {
            is_toml_1_0(id, text, value);
        }
        assert!(!text.contains("\"W14\""), "{id} hides it");
    }
}

fn is_toml_1_0(id: &str, text: &str, value: &toml::Spanned<toml::de::DeValue>) {
    let raw = &text[value.span()];
    match value.get_ref() {
        toml::de::DeValue::Array(list) => {
            for value in list {
                is_toml_1_0(id, text, value);
            }
        }
        toml::de::DeValue::Table(table) => {
            let spans_lines = raw.starts_with('{') && raw.contains('\n');
            let comma = raw.trim_end_matches(['}', ' ']).ends_with(',');
            assert!(
                !(raw.starts_with('{') && (spans_lines || comma)),
                "{id}: a table in braces: {raw}"
            );
            for (_, value) in table {
                is_toml_1_0(id, text, value);
            }
        }
        toml::de::DeValue::String(_) if raw.starts_with('"') => {
            let new = raw.replace("\\\\", "");
            let new = new.contains("\\e") || new.contains("\\x");
            assert!(!new, "{id}: an escape of TOML 1.1: {raw}");
        }
        toml::de::DeValue::Datetime(_) => panic!("{id}: {raw}"),
        _ => {}
    }
}

#[test]
fn every_file_in_the_folder_is_part_of_the_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/routines");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension() == Some("toml".as_ref()))
        .collect();
    files.sort();
    let mut ids: Vec<String> = bundled::ALL
        .iter()
        .map(|(id, _)| format!("{id}.toml"))
        .collect();
    ids.sort();
    assert_eq!(files, ids);
    assert!(bundled::text(supple::catalogue::DEFAULT_ROUTINE).is_some());
}
