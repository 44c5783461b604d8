//! What holds for every reader of a file: what it says of the file, and what is repaired in it.

use supple::core::text::is_hazardous;
use supple::diagnostic::{Diagnostic, Severity, Source, render};
use supple::format::fix::certain_by;

/// A file with this text.
pub(super) fn source(data: &[u8]) -> Source {
    Source {
        name: "any.toml".to_owned(),
        text: String::from_utf8_lossy(data).into_owned(),
    }
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.code.severity() == Severity::Error
}

/// Either there is a value or an error; every problem has its places inside the file, stands in order, says something,
/// and can be shown without harm.
pub(super) fn are_well_formed(source: &Source, is_value: bool, problems: &[Diagnostic]) {
    assert_eq!(is_value, !problems.iter().any(is_error), "{problems:?}");
    for problem in problems {
        let also = problem.also.iter().map(|(place, _)| place);
        let repaired = problem.fix.iter();
        let repaired = repaired.flat_map(|fix| std::iter::once(&fix.place).chain(&fix.again));
        for place in std::iter::once(&problem.place).chain(also).chain(repaired) {
            assert!(source.text.get(place.clone()).is_some(), "{problem:?}");
        }
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
    assert!(
        problems.is_sorted_by_key(|problem| problem.place.start),
        "{problems:?}"
    );
    let shown = render(source, problems, false);
    assert_eq!(shown.is_empty(), problems.is_empty());
    assert!(!shown.contains(is_hazardous), "{shown:?}");
    // With colours there are escapes, but only those.
    for piece in render(source, problems, true).split('\u{1b}').skip(1) {
        let style = piece
            .strip_prefix('[')
            .and_then(|style| style.split_once('m'));
        let (style, rest) = style.unwrap();
        assert!(style.bytes().all(|byte| b"0123456789;".contains(&byte)));
        assert!(!rest.contains(is_hazardous), "{rest:?}");
    }
}

/// Repairs come to an end, break nothing, and touch only the lines they name.
pub(super) fn are_repaired(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) {
    let repaired = certain_by(source, &check);
    let again = Source {
        name: source.name.clone(),
        text: repaired.text.clone(),
    };
    let was_sound = !check(source).iter().any(is_error);
    assert!(!was_sound || !check(&again).iter().any(is_error), "broken");
    let twice = certain_by(&again, &check);
    assert_eq!(twice.text, again.text, "repaired twice is repaired once");
    assert_eq!(twice.changes, []);
    let (before, after) = (&source.text, &repaired.text);
    assert_eq!(before.ends_with('\n'), after.ends_with('\n'));
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    assert_eq!(before.len(), after.len(), "a line came or went");
    let differ = (1..).zip(before.iter().zip(&after));
    let differ = differ.filter(|(_, (before, after))| before != after);
    let differ: Vec<usize> = differ.map(|(line, _)| line).collect();
    let named: Vec<usize> = repaired.changes.iter().map(|change| change.line).collect();
    assert_eq!(differ, named, "the lines that changed are the ones named");
}
