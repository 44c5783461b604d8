//! The stretches of the catalogue, as people call them.

use crate::core::routine::{Exercise, Posture, Work};
use crate::core::stretch::Aim;
use crate::format::keys::posture;
use crate::format::prescribed::line::NotedLine;
use crate::format::routine::References;

/// The stretches of the catalogue by the names that people give them.
pub(super) struct KnownNames<'r> {
    references: &'r References,
    names: Vec<(PlainName, &'r str)>,
}

/// Other words for the same thing in the body: a muscle, or a movement.
const SAME: [(&str, &str); 10] = [
    ("both knees to chest", "double knee pull"),
    ("double knees to chest", "double knee pull"),
    ("double knee to chest", "double knee pull"),
    ("knees to chest", "double knee pull"),
    ("single knee to chest", "single knee pull"),
    ("knee to chest", "single knee pull"),
    ("quad", "front of thigh"),
    ("quads", "front of thigh"),
    ("quadriceps", "front of thigh"),
    ("cat cow", "cat camel"),
];

/// A name as it is compared.
#[derive(PartialEq, Eq)]
struct PlainName {
    /// Its words in lower case, in their order.
    written: Vec<String>,
    /// The same in the singular, in the order of the alphabet.
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

    /// The stretch of this name; `None` where several may be meant. A name may also say the position of its stretch.
    pub(super) fn id(&self, name: &str) -> Option<&'r str> {
        let plain = PlainName::of(name);
        let position = |id: &str| self.exercise(id).and_then(|exercise| exercise.position);
        let id = self.only(|known, _| known.is(&plain)).or_else(|| {
            self.only(|known, id| position(id).is_some_and(|it| known.is_placed(&plain, it)))
        })?;
        let is_work = |it: &Exercise| it.aim == Aim::Strength;
        let is_other = plain.is_stretch && self.exercise(id).is_some_and(is_work);
        (!is_other).then_some(id)
    }

    /// The one stretch with such a name.
    fn only(&self, is_meant: impl Fn(&PlainName, &str) -> bool) -> Option<&'r str> {
        let mut ids = self.names.iter().filter(|(known, id)| is_meant(known, id));
        let (_, id) = ids.next()?;
        ids.all(|(_, other)| other == id).then_some(*id)
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
                "stretch" | "stretches" | "stretching" | "exercise" | "exercises" | "pose"
            )
        };
        let is_stretch = name
            .split_whitespace()
            .any(|word| word.starts_with("stretch"));
        let words = name
            .split_whitespace()
            .filter(|word| !is_small(word) && !is_kind(word));
        let written = with_same_words(words.map(str::to_owned).collect());
        let mut words: Vec<String> = written.iter().map(|word| singular(word)).collect();
        let joined = words.concat();
        words.sort();
        Self {
            written,
            words,
            joined,
            is_stretch,
        }
    }

    fn is(&self, other: &Self) -> bool {
        !self.words.is_empty() && (self.words == other.words || self.joined == other.joined)
    }

    /// Whether `other` is the same with this position said.
    fn is_placed(&self, other: &Self, position: Posture) -> bool {
        let is_more = |word: &&String| !self.words.contains(&singular(word));
        let more = other.written.iter().filter(is_more);
        let more: Vec<&str> = more.map(String::as_str).collect();
        let lies = matches!(position, Posture::Back | Posture::Front | Posture::Side);
        let is_said = more == ["lying"] && lies || posture(&more.join(" ")) == Some(position);
        is_said && self.words.len() + more.len() == other.words.len() && self.is_part_of(other)
    }

    /// Whether `other` has all of its words and more.
    fn is_part_of(&self, other: &Self) -> bool {
        self.words.len() < other.words.len()
            && self.words.iter().all(|word| other.words.contains(word))
    }
}

/// The same with words of the catalogue for others that mean the same.
fn with_same_words(words: Vec<String>) -> Vec<String> {
    let (mut words, mut at) = (words, 0);
    while at < words.len() {
        let same = SAME.iter().find_map(|(other, ours)| {
            let other: Vec<&str> = other.split(' ').collect();
            let range = at..at + other.len();
            words
                .get(range.clone())?
                .eq(&other)
                .then_some((range, ours))
        });
        if let Some((range, ours)) = same {
            words.splice(range, ours.split(' ').map(str::to_owned));
        }
        at += 1;
    }
    words
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
