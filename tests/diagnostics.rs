//! What is said about a routine file: for every `tests/diagnostics/NAME.toml` all of it stands in `NAME.stderr`.
//!
//! `BLESS=1 cargo test --test suite diagnostics::` writes the second from what is said now. Read it as the runner who made the
//! mistake: would you know at once what to write instead?

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use supple::diagnostic::{Code, Diagnostic, Source, line_and_column, render};
use supple::disk::photos;
use supple::disk::stretches::built_in;
use supple::format::routine::parse_among;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Every file of the folder that ends in `.toml`, with its name without it, by name.
fn cases() -> Vec<(String, String)> {
    let mut cases: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    cases.sort();
    cases
}

fn problems_of(name: &str, text: &str) -> (Source, Vec<Diagnostic>) {
    let source = Source {
        name: format!("{name}.toml"),
        text: text.to_owned(),
    };
    let references = built_in().looking_at_photos(photos::look);
    let problems = parse_among(&source, &references).problems;
    (source, problems)
}

#[test]
fn every_file_has_the_messages_that_its_name_says() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, text) in cases() {
        let (source, problems) = problems_of(&name, &text);
        let said = render(&source, &problems, false);
        let path = folder().join(format!("{name}.stderr"));
        if bless {
            fs::write(&path, &said).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != said {
            wrong.push(format!(
                "{name}.stderr should be, if this is right (BLESS=1 writes it):\n{said}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of a pair begins with the code that the file is about, and all its messages have that code.
#[test]
fn a_mistake_is_reported_once_and_under_its_own_code() {
    for (name, text) in cases()
        .into_iter()
        .filter(|(name, _)| name.starts_with(['e', 'w']))
    {
        let code = name.split('-').next().unwrap_or_default().to_uppercase();
        let (_, problems) = problems_of(&name, &text);
        let codes: Vec<String> = problems
            .iter()
            .map(|problem| problem.code.to_string())
            .collect();
        assert!(!codes.is_empty(), "{name} is told nothing");
        assert!(
            codes.iter().all(|other| *other == code),
            "{name} is told {codes:?}"
        );
    }
}

#[test]
fn every_code_has_a_pair() {
    let shown: BTreeSet<String> = cases()
        .into_iter()
        .map(|(name, _)| name.split('-').next().unwrap_or_default().to_uppercase())
        .collect();
    // E15 is about what cannot be written down as a text file here; `a_file_that_is_too_large` has it.
    let without: Vec<Code> = Code::ALL
        .into_iter()
        .filter(|code| *code != Code::E15 && !shown.contains(&code.to_string()))
        .collect();
    assert_eq!(without, [], "codes without a pair in tests/diagnostics");
}

/// A value at the limit is good advice followed; one second beyond it is reported.
#[test]
fn advice_begins_just_beyond_its_limits() {
    let held = |rest: &str| format!("[[step]]\nname = \"A\"\n{rest}\n");
    let two = |first: &str, second: &str, ready: u32| {
        let from = held(&format!("hold = \"20s\"\nposition = \"{first}\""));
        let to = format!("hold = \"20s\"\nposition = \"{second}\"\nready = \"{ready}s\"");
        from + &held(&to).replace("\"A\"", "\"B\"")
    };
    let switch = |seconds: u32| {
        held(&format!(
            "hold = \"20s\"\nsides = \"each\"\nposition = \"standing\"\nswitch = \"{seconds}s\""
        ))
    };
    let ice = |limit: &str| {
        format!(
            "tags = [\"ice\"]\n{}",
            held(&format!("time = \"15m\"\nlimit = \"{limit}\""))
        )
    };
    for (code, good, told) in [
        (Code::W01, held("hold = \"10s\""), held("hold = \"9s\"")),
        (Code::W01, held("hold = \"30s\""), held("hold = \"31s\"")),
        (
            Code::W02,
            held("hold = \"12s\"\nreps = 10"),
            held("hold = \"11s\"\nreps = 11"),
        ),
        (
            Code::W07,
            two("standing", "back", 12),
            two("standing", "back", 11),
        ),
        (
            Code::W07,
            two("kneeling", "back", 8),
            two("kneeling", "back", 7),
        ),
        (Code::W07, switch(3), switch(2)),
        (Code::W09, ice("20m"), ice("20m1s")),
    ] {
        let is_told = |steps: &str| {
            let text = format!("title = \"T\"\n{steps}");
            let (source, problems) = problems_of("limit", &text);
            let all = render(&source, &problems, false);
            assert!(problems.iter().all(|problem| problem.code == code), "{all}");
            !problems.is_empty()
        };
        assert!(!is_told(&good), "{code}: {good}");
        assert!(is_told(&told), "{code}: {told}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let (source, problems) = problems_of("large", &"#".repeat(256 * 1024 + 1));
    assert_eq!(problems.len(), 1);
    assert!(
        render(&source, &problems, false)
            .starts_with("error[E15]: the file is larger than 256 KiB\n")
    );
}

/// What is certain is right: a file repaired by its certain fixes has no message about those places any more.
#[test]
fn certain_repairs_repair() {
    for (name, text) in cases() {
        let (_, problems) = problems_of(&name, &text);
        for problem in &problems {
            let Some(fix) = problem.fix.as_ref().filter(|fix| fix.certain) else {
                continue;
            };
            let repaired = fix.applied(&text).unwrap();
            let (_, left) = problems_of(&name, &repaired);
            let same = |problems: &[Diagnostic]| {
                problems
                    .iter()
                    .filter(|other| {
                        (other.code, &other.message) == (problem.code, &problem.message)
                    })
                    .count()
            };
            assert!(
                same(&left) < same(&problems),
                "{name}: {fix:?} repairs nothing: {left:#?}"
            );
        }
    }
}

/// A whole file with ten different mistakes, as a person would make them.
#[test]
fn ten_different_mistakes_are_ten_messages_in_the_order_of_the_file() {
    let text = fs::read_to_string(folder().join("ten-mistakes.toml")).unwrap();
    let (source, problems) = problems_of("ten-mistakes", &text);
    let told: Vec<(usize, Code)> = problems
        .iter()
        .map(|problem| {
            let (line, _) = line_and_column(&source.text, problem.place.start);
            (line, problem.code)
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, Code::E02),
            (5, Code::E05),
            (8, Code::E03),
            (9, Code::E01),
            (10, Code::E07),
            (11, Code::E11),
            (16, Code::E04),
            (19, Code::E08),
            (24, Code::E10),
            (26, Code::E13),
        ]
    );
}

#[test]
fn eight_mistakes_in_one_file_are_all_reported_with_their_places() {
    let text = fs::read_to_string(folder().join("all-at-once.toml")).unwrap();
    let (source, problems) = problems_of("all-at-once", &text);
    let told: Vec<(Code, usize, usize)> = problems
        .iter()
        .map(|problem| {
            let (line, column) = line_and_column(&source.text, problem.place.start);
            (problem.code, line, column)
        })
        .collect();
    assert_eq!(
        told,
        [
            (Code::E02, 2, 8),
            (Code::E01, 6, 9),
            (Code::E07, 7, 9),
            (Code::E03, 11, 1),
            (Code::E05, 12, 11),
            (Code::E11, 13, 19),
            (Code::E08, 16, 7),
            (Code::E09, 20, 8),
        ]
    );
}
