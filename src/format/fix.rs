//! Automatic repairs, for problems whose fix is unambiguous. They are applied one after the other.
//!
//! The file is read again after every repair. A repair stays only if its error is gone and no other has come.

use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use toml::de::DeTable;

use super::edits::{Edits, shortest};
use super::routine;
use super::wording::as_toml;
use crate::diagnostic::{Change, Code, Diagnostic, Source};

/// How often a file is read anew at most: what is repaired may bring to light what could not be read before.
const MOST_READINGS: usize = 200;
/// The most bytes that are read in all: of a large file fewer repairs are tried.
const MOST_READ: usize = 8 << 20;

/// How often a file like this is read to try repairs.
fn most_readings(text: &str) -> usize {
    MOST_READINGS.min(MOST_READ / text.len().max(1))
}

/// A text and the changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text as it should be.
    pub text: String,
    /// The lines that differ; empty where none does.
    pub changes: Vec<ChangedLine>,
    /// How many problems that were.
    pub problems: usize,
}

/// A line that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedLine {
    /// Its number in the text as it should be, from 1.
    pub line: usize,
    /// As it was; empty where the line is new.
    pub before: String,
    /// As it is; empty where the line is gone.
    pub after: String,
}

/// The text of a routine with all repairs that are certain. A routine that can be played still can be afterwards.
pub fn certain(source: &Source) -> Repaired {
    certain_by(source, |source| routine::parse(source).problems)
}

/// The same for any kind of file: `check` returns the problems of one.
pub fn certain_by(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) -> Repaired {
    let mut readings = Readings {
        name: &source.name,
        check: &check,
        left: most_readings(&source.text),
    };
    let mut version = Version {
        found: check(source),
        text: source.text.clone(),
    };
    let mut problems = 0;
    while let Some((better, repaired)) = readings.better(&version, &apart(&version.found)) {
        version = better;
        problems += repaired;
    }
    let changes = changes(&source.text, &version.text);
    Repaired {
        text: version.text,
        changes,
        problems,
    }
}

/// The `problems` of a file as they are shown. A repair that does not take away its problem, or brings another one, is
/// left out; so are those behind the first 200, or fewer in a large file.
pub fn tried(
    source: &Source,
    problems: Vec<Diagnostic>,
    check: impl Fn(&Source) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut readings = Readings {
        name: &source.name,
        check: &check,
        left: most_readings(&source.text),
    };
    let version = Version {
        text: source.text.clone(),
        found: problems,
    };
    let works = version.found.iter().map(|problem| {
        let has_fix = problem.fix.is_some();
        has_fix && readings.repaired(&version, &[problem]).is_some()
    });
    let works: Vec<bool> = works.collect();
    let mut problems = version.found;
    for (problem, works) in problems.iter_mut().zip(works) {
        problem.fix.take_if(|_| !works);
    }
    problems
}

/// A text and its problems.
struct Version {
    text: String,
    found: Vec<Diagnostic>,
}

/// Reads one version of a file after the other.
struct Readings<'a> {
    name: &'a str,
    check: &'a dyn Fn(&Source) -> Vec<Diagnostic>,
    left: usize,
}

impl Readings<'_> {
    fn read(&mut self, text: String) -> Option<Version> {
        self.left = self.left.checked_sub(1)?;
        let name = self.name.to_owned();
        let source = Source { name, text };
        let found = (self.check)(&source);
        let text = source.text;
        Some(Version { text, found })
    }

    /// The file after the repairs of all `problems`, if it is better.
    fn repaired(&mut self, version: &Version, problems: &[&Diagnostic]) -> Option<Version> {
        let edits = edits_of(problems);
        let next = self.read(edits.applied(&version.text)?)?;
        // Beside an error there is no advice, so advice that comes is not new.
        let mends_errors = problems.iter().any(|problem| problem.is_error());
        let is_new = |found: &&Diagnostic| {
            let is_known = version.found.iter().any(|old| same(old, found));
            (found.is_error() || !mends_errors) && !is_known
        };
        let mut new = next.found.iter().filter(is_new);
        let is_repaired = next.text != version.text
            && syntax_errors(&next.text) <= syntax_errors(&version.text)
            && is_better(version, problems, &edits, &next)
            && !new.any(|found| edits.wrote(&found.place));
        is_repaired.then_some(next)
    }

    /// The file after the repairs of all `problems`, or of a part of them where one of them does harm, and how many
    /// that were.
    fn better(&mut self, version: &Version, problems: &[&Diagnostic]) -> Option<(Version, usize)> {
        if problems.is_empty() {
            return None;
        }
        if let Some(next) = self.repaired(version, problems) {
            return Some((next, problems.len()));
        }
        let (first, second) = problems.split_at(problems.len() / 2);
        if first.is_empty() {
            return None;
        }
        match self.better(version, first) {
            None => self.better(version, second),
            better => better,
        }
    }
}

/// Whether two problems say the same.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    (one.code, &one.message) == (other.code, &other.message)
}

/// In how many places `text` is not TOML. Not all of them are reported: one message is enough for one cause.
fn syntax_errors(text: &str) -> usize {
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.len()
}

/// Whether the problems `repaired` are gone and no other has come. One that could not be seen before has not come; but
/// syntax can always be seen, and advice as long as there is no error.
fn is_better(before: &Version, repaired: &[&Diagnostic], edits: &Edits, after: &Version) -> bool {
    let is_repaired =
        |problem: &Diagnostic| repaired.iter().any(|other| std::ptr::eq(*other, problem));
    let had_errors = before.found.iter().any(Diagnostic::is_error);
    let is_seen = |problem: &&Diagnostic| problem.is_error() || !had_errors;
    let found = before.found.iter().filter(is_seen);
    let mut left: Vec<&Diagnostic> = found.filter(|problem| !is_repaired(problem)).collect();
    after.found.iter().filter(is_seen).all(|problem| {
        let place = problem.place.start;
        let known = left.iter().position(|old| match problem.code {
            // Its message depends on the key, which may be another one now.
            Code::E01 => old.code == Code::E01 && edits.moved(old.place.start) == place,
            _ => same(old, problem),
        });
        if let Some(known) = known {
            left.swap_remove(known);
            return true;
        }
        let was_unread = repaired.iter().filter(|old| old.is_error()).any(|old| {
            let unread = old.fix.iter().flat_map(|fix| &fix.unread);
            let moved = |unread: &Range<usize>| edits.moved(unread.start)..edits.moved(unread.end);
            unread.map(moved).any(|unread| unread.contains(&place))
        });
        problem.code != Code::E01 && was_unread && !repaired.iter().any(|old| same(old, problem))
    })
}

/// The problems whose repairs are certain and do not touch each other. The others come later.
fn apart(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut taken: Vec<&Range<usize>> = Vec::new();
    let mut apart = Vec::new();
    for problem in found {
        let Some(fix) = problem.fix.as_ref().filter(|fix| fix.certain) else {
            continue;
        };
        let places = || fix.edits.iter().map(|edit| &edit.place);
        let touches = |one: &Range<usize>| {
            let mut others = taken.iter();
            others.any(|other| one.start <= other.end && other.start <= one.end)
        };
        // All of a repair or nothing of it.
        if !places().any(touches) {
            taken.extend(places());
            apart.push(problem);
        }
    }
    apart
}

/// The replacements of the repairs of `problems`, which do not touch each other.
fn edits_of<'a>(problems: &[&'a Diagnostic]) -> Edits<'a> {
    let fixes = problems.iter().filter_map(|problem| problem.fix.as_ref());
    Edits::of(fixes.flat_map(|fix| fix.edits.iter()))
}

/// `text` with another title; as it is where it has none.
pub fn with_title(text: &str, title: &str) -> String {
    let (document, _) = DeTable::parse_recoverable(text);
    let place = document
        .get_ref()
        .get("title")
        .filter(|node| node.get_ref().is_str())
        .map(toml::Spanned::span);
    let mut out = text.to_owned();
    if let Some(place) = place.filter(|place| text.get(place.clone()).is_some()) {
        out.replace_range(place, &as_toml(title));
    }
    out
}

/// The changes that make `after` of `before`: what stays as it is stands between them.
pub fn changes_between(before: &str, after: &str) -> Vec<Change> {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let changed = capture_diff_slices(Algorithm::Myers, &old, &new);
    let changed = changed
        .into_iter()
        .filter(|part| part.tag() != DiffTag::Equal);
    let length = |lines: &[&str], end: usize| -> usize {
        let lines = lines.iter().take(end);
        lines.map(|line| line.len()).sum()
    };
    let changed = changed.map(|part| {
        let (gone, come) = (part.old_range(), part.new_range());
        let text = new.get(come).unwrap_or_default().concat();
        let place = length(&old, gone.start)..length(&old, gone.end);
        shortest(before, &Change { place, text })
    });
    changed.collect()
}

/// The lines that differ.
fn changes(before: &str, after: &str) -> Vec<ChangedLine> {
    let lines = |text| -> Vec<&str> { str::lines(text).collect() };
    let (before, after) = (lines(before), lines(after));
    let changed = capture_diff_slices(Algorithm::Myers, &before, &after);
    let changed = changed
        .into_iter()
        .filter(|part| part.tag() != DiffTag::Equal);
    let changed = changed.flat_map(|part| {
        let line = |lines: &[&str], at: Option<usize>| {
            let line = at.and_then(|at| lines.get(at)).copied();
            line.unwrap_or_default().trim().to_owned()
        };
        let (old, new) = (part.old_range(), part.new_range());
        let first = new.start;
        let pairs = (0..old.len().max(new.len())).map(|at| {
            let inside =
                |range: &Range<usize>| Some(range.start + at).filter(|at| range.contains(at));
            ChangedLine {
                line: first + at + 1,
                before: line(&before, inside(&old)),
                after: line(&after, inside(&new)),
            }
        });
        pairs.collect::<Vec<_>>()
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Repaired {
        certain(&Source {
            name: "a.toml".to_owned(),
            text: text.to_owned(),
        })
    }

    #[test]
    fn a_time_without_quotes_gets_them_and_all_else_stays_to_the_byte() {
        let text = "\u{feff}title = \"x\"\r\n\r\n[[step]] # one\r\nname=\"a\"\r\n\thold\t= 15s   # each\r\n";
        let Repaired { text, changes, .. } = repaired(text);
        assert_eq!(
            text,
            "\u{feff}title = \"x\"\r\n\r\n[[step]] # one\r\nname=\"a\"\r\n\thold\t= \"15s\"   # each\r\n"
        );
        assert_eq!(
            changes,
            [ChangedLine {
                line: 5,
                before: "hold\t= 15s   # each".to_owned(),
                after: "hold\t= \"15s\"   # each".to_owned(),
            }]
        );
    }

    #[test]
    fn a_list_of_steps_is_step_in_every_header() {
        let text = "title = \"x\"\n[[steps]]\nrepeat = 2\n[[ steps . step ]]\nname = \"a\"\nhold = 15s\n[[steps]]\n\
                    name = \"b\"\nhodl = \"20s\"\nhow = '''\n[[steps]]\n'''\n";
        let Repaired { text, changes, .. } = repaired(text);
        assert_eq!(
            text,
            "title = \"x\"\n[[step]]\nrepeat = 2\n[[ step . step ]]\nname = \"a\"\nhold = \"15s\"\n[[step]]\n\
             name = \"b\"\nhold = \"20s\"\nhow = '''\n[[steps]]\n'''\n"
        );
        assert_eq!(changes.len(), 5);
    }

    /// The key that was probably meant stands there already: the next neighbour is not it.
    #[test]
    fn a_key_that_is_taken_is_not_replaced_by_another_one() {
        for doubtful in [
            "hold = 15\nhol = 16\n",
            "hold = 15\nreddy = 5\nredy = 6\n",
            "hold = 15\nready = 5\nredy = 6\n",
            "hold = 15\ntim = 5\n",
            "hold = 15\nreddy = 5\nprepare = 6\n",
        ] {
            let text = format!("title = \"x\"\n[[step]]\nname = \"a\"\n{doubtful}");
            assert_eq!(repaired(&text).text, text);
        }
        let text = "titel = \"y\"\ntitl = \"z\"\n[[step]]\nname = \"a\"\nhold = 15\n";
        assert_eq!(repaired(text).text, text);
    }

    #[test]
    fn one_repair_that_does_harm_keeps_no_other_back() {
        // The list would be there twice.
        let text =
            "titel = \"x\"\nstep = [{ name = \"a\", hold = 15s }]\n[[steps]]\nname = \"a\"\n";
        let Repaired { text, problems, .. } = repaired(text);
        assert_eq!(
            text,
            "title = \"x\"\nstep = [{ name = \"a\", hold = \"15s\" }]\n[[steps]]\nname = \"a\"\n"
        );
        assert_eq!(problems, 2);
    }

    #[test]
    fn what_could_not_be_judged_before_comes_to_light() {
        let text = "title = \"x\"\n[[steps]]\nname = \"a\"\nhold = \"1:75\"\n";
        assert_eq!(repaired(text).text, text.replace("steps", "step"));
    }

    #[test]
    fn a_misspelt_table_is_renamed_in_every_header() {
        let text = "title = \"x\"\n[strech.a]\nname = \"a\"\n[strech.b]\nname = \"b\"\nhold = 15\n\
                    [[step]]\nuse = \"b\"\n";
        assert_eq!(repaired(text).text, text.replace("strech", "stretch"));
    }

    #[test]
    fn what_is_only_likely_is_left_alone() {
        let text = "title = \"x\"\n[[step]]\nname = \"a\"\nhold = \"1m30\"\n";
        assert_eq!(repaired(text).text, text);
    }
}
