//! The stretches of the catalogue, as people call them.

use crate::core::routine::{Exercise, Work};
use crate::core::stretch::Aim;
use crate::format::prescribed::line::NotedLine;
use crate::format::routine::References;

/// The stretches of the catalogue by the names that people give them.
pub(super) struct KnownNames<'r> {
    references: &'r References,
    names: Vec<(PlainName, &'r str)>,
}

/// A name as it is compared.
#[derive(PartialEq, Eq)]
struct PlainName {
    /// Its words in lower case and in the singular, in the order of the alphabet.
    words: Vec<String>,
    /// The same without spaces, in the order in which they are written: `clam shell` is `clamshell`.
    joined: String,
    /// Whether it says that it is a stretch.
    is_stretch: bool,
}

impl<'r> KnownNames<'r> {
    pub(super) fn of(references: &'r References) -> Self {
        let names = references.names().flat_map(|id| {
            let exercise = references.stretch(id).and_then(|known| known.step.as_ref());
            let name = exercise.map(|exercise| PlainName::of(&exercise.name));
            // An id that leaves out a word of the name may be another stretch: `press-up`, `knee-hug`.
            let of_id = PlainName::of(id);
            let of_id = name
                .as_ref()
                .map(|name| !of_id.is_part_of(name))
                .filter(|is_whole| *is_whole)
                .map(|_| of_id);
            [name, of_id]
                .into_iter()
                .flatten()
                .map(move |name| (name, id))
        });
        Self {
            references,
            names: names.collect(),
        }
    }

    /// The stretch of this name; `None` where several may be meant.
    pub(super) fn id(&self, name: &str) -> Option<&'r str> {
        let plain = PlainName::of(name);
        let mut ids = self.names.iter().filter(|(known, _)| known.is(&plain));
        let (_, id) = ids.next()?;
        let is_work = |it: &Exercise| it.aim == Aim::Strength;
        let is_other = plain.is_stretch && self.exercise(id).is_some_and(is_work);
        (!is_other && ids.all(|(_, other)| other == id)).then_some(*id)
    }

    /// The stretch that a line means: one of its name that is done as the line says, held or counted.
    pub(super) fn meant(&self, line: &NotedLine) -> Option<(&'r str, &'r Exercise)> {
        let id = self.id(&line.name)?;
        let exercise = self.exercise(id)?;
        let is_timed = line.length.is_some() || line.is_max;
        let is_done_so = match exercise.work {
            Work::Count(_) => !is_timed,
            Work::Hold(_) | Work::Time(_) => is_timed || line.count.is_none(),
        };
        is_done_so.then_some((id, exercise))
    }

    fn exercise(&self, id: &str) -> Option<&'r Exercise> {
        self.references.stretch(id)?.step.as_ref()
    }
}

impl PlainName {
    fn of(name: &str) -> Self {
        let name = name
            .to_lowercase()
            .replace(['\'', '’'], "")
            .replace("90", " ninety ")
            .replace('4', " four ")
            .replace(|it: char| !it.is_alphanumeric(), " ");
        let is_small = |word: &str| matches!(word, "the" | "a" | "an" | "your");
        let is_kind = |word: &str| {
            matches!(
                word,
                "stretch" | "stretches" | "stretching" | "exercise" | "exercises"
            )
        };
        let is_stretch = name
            .split_whitespace()
            .any(|word| word.starts_with("stretch"));
        let words = name
            .split_whitespace()
            .filter(|word| !is_small(word) && !is_kind(word));
        let mut words: Vec<String> = words.map(singular).collect();
        let joined = words.concat();
        words.sort();
        Self {
            words,
            joined,
            is_stretch,
        }
    }

    fn is(&self, other: &Self) -> bool {
        !self.words.is_empty() && (self.words == other.words || self.joined == other.joined)
    }

    /// Whether `other` has all of its words and more.
    fn is_part_of(&self, other: &Self) -> bool {
        self.words.len() < other.words.len()
            && self.words.iter().all(|word| other.words.contains(word))
    }
}

fn singular(word: &str) -> String {
    match word {
        "calves" => "calf".to_owned(),
        "feet" => "foot".to_owned(),
        _ if word.ends_with("ies") => word.replace("ies", "y"),
        _ => {
            let is_plural = word.len() > 3 && !word.ends_with("ss");
            let bare = word.strip_suffix('s').filter(|_| is_plural);
            bare.unwrap_or(word).to_owned()
        }
    }
}
