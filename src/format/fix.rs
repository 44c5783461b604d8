//! Repairs that are certain: applied until there are no more, and nothing else is touched.

use std::ops::Range;

use super::routine;
use super::wording::as_toml;
use crate::diagnostic::{Diagnostic, Fix, Severity, Source};

/// How often a file is read anew at most: what is repaired may bring to light what could not be read before.
const MOST_ROUNDS: usize = 100;

/// A text and what was changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text as it should be.
    pub text: String,
    /// What is different, by line. Empty when nothing is.
    pub changes: Vec<Change>,
}

/// A line that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number, from 1.
    pub line: usize,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// The text of a routine with all repairs that are certain. A routine that can be played still can be afterwards.
pub fn certain(source: &Source) -> Repaired {
    certain_by(source, |source| routine::parse(source).problems)
}

/// The same for any kind of file: `check` says what is wrong with one.
pub fn certain_by(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) -> Repaired {
    let problems = |text: &str| {
        check(&Source {
            name: source.name.clone(),
            text: text.to_owned(),
        })
    };
    let mut text = source.text.clone();
    for _ in 0..MOST_ROUNDS {
        let found = problems(&text);
        let Some(next) = applied(&text, &found) else {
            break;
        };
        // A sound file has nothing but advice, and a piece of advice is not worth a broken file.
        let was_sound = is_sound(&found);
        if next == text || (was_sound && !is_sound(&problems(&next))) {
            break;
        }
        text = next;
    }
    let changes = changes(&source.text, &text);
    Repaired { text, changes }
}

/// `text` with another title; as it is where it has none.
pub fn with_title(text: &str, title: &str) -> String {
    let (document, _) = toml::de::DeTable::parse_recoverable(text);
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

fn is_sound(problems: &[Diagnostic]) -> bool {
    problems
        .iter()
        .all(|problem| problem.code.severity() != Severity::Error)
}

/// `text` with the certain repairs that do not touch each other; `None` when there are none.
fn applied(text: &str, problems: &[Diagnostic]) -> Option<String> {
    let fixes = problems.iter().filter_map(|problem| problem.fix.as_ref());
    let mut edits: Vec<(&Range<usize>, &str)> = Vec::new();
    for Fix {
        place, text, again, ..
    } in fixes.filter(|fix| fix.certain)
    {
        let places = || std::iter::once(place).chain(again);
        let touches = |one: &Range<usize>| {
            edits
                .iter()
                .any(|(other, _)| one.start <= other.end && other.start <= one.end)
        };
        // All of a repair or nothing of it: the rest comes in the next round.
        if !places().any(touches) {
            edits.extend(places().map(|place| (place, text.as_str())));
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut out = text.to_owned();
    for (place, instead) in edits.into_iter().rev() {
        out.get(place.clone())?;
        out.replace_range(place.clone(), instead);
    }
    Some(out)
}

/// The lines that differ. No repair makes a line or takes one away.
fn changes(before: &str, after: &str) -> Vec<Change> {
    (1..)
        .zip(before.lines().zip(after.lines()))
        .filter(|(_, (before, after))| before != after)
        .map(|(line, (before, after))| Change {
            line,
            before: before.trim().to_owned(),
            after: after.trim().to_owned(),
        })
        .collect()
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
        let Repaired { text, changes } = repaired(text);
        assert_eq!(
            text,
            "\u{feff}title = \"x\"\r\n\r\n[[step]] # one\r\nname=\"a\"\r\n\thold\t= \"15s\"   # each\r\n"
        );
        assert_eq!(
            changes,
            [Change {
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
        let Repaired { text, changes } = repaired(text);
        assert_eq!(
            text,
            "title = \"x\"\n[[step]]\nrepeat = 2\n[[ step . step ]]\nname = \"a\"\nhold = \"15s\"\n[[step]]\n\
             name = \"b\"\nhold = \"20s\"\nhow = '''\n[[steps]]\n'''\n"
        );
        assert_eq!(changes.len(), 5);
    }

    #[test]
    fn what_is_only_likely_is_left_alone() {
        let text = "title = \"x\"\n[[step]]\nname = \"a\"\nhold = \"1m30\"\n";
        assert_eq!(repaired(text).text, text);
    }
}
