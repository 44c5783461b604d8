//! `sides`: a word, or a list of sides in the order in which they are done. Words that people use for right and left mean
//! these sides, whatever the language; any other word is one of the routine's own.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use super::fields::{Placed, Value};
use super::keys::{Choice, SideWord, TableKey};
use super::problems::Problems;
use super::wording::{as_toml, did_you_mean, quoted};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{OwnSide, Side, Sides};
use crate::diagnostic::Code::{E07, E09};
use crate::diagnostic::{Diagnostic, Fix};
use crate::suggest;

/// How many sides a list may have.
pub(super) const MOST: usize = 99;

/// Words that stand for no single side, and so in no list.
pub(super) const NOT_LISTED: [&str; 3] = ["each", "none", "both"];

/// What people write for both sides.
const BOTH: &str = "both";

/// The words that are known for certain to name no sides, also with a part of the body behind them.
pub(super) fn no_sides() -> impl Iterator<Item = &'static str> {
    let others = OTHER_WORDS.iter().map(|(word, _)| *word);
    std::iter::once(BOTH).chain(others).chain(OTHER_NAMES)
}

/// What people write for the right and for the left side beside the words of a language.
const SHORT: [(&str, Side); 12] = [
    ("r", Side::Right),
    ("rt", Side::Right),
    ("rgt", Side::Right),
    ("rhs", Side::Right),
    ("dx", Side::Right),
    ("dcha", Side::Right),
    ("lhs", Side::Left),
    ("sx", Side::Left),
    ("izda", Side::Left),
    ("l", Side::Left),
    ("lt", Side::Left),
    ("lft", Side::Left),
];

/// What people write instead of the words of `sides`.
const OTHER_WORDS: [(&str, &str); 20] = [
    ("bilateral", "none"),
    ("at once", "none"),
    ("unilateral", "each"),
    ("one side at a time", "each"),
    ("no", "none"),
    ("off", "none"),
    ("neither", "none"),
    ("per", "each"),
    ("every", "each"),
    ("one at a time", "each"),
    ("alternate", "each"),
    ("alternating", "each"),
    ("injured", "affected"),
    ("involved", "affected"),
    ("operated", "affected"),
    ("operative", "affected"),
    ("painful", "affected"),
    ("bad", "affected"),
    ("sore", "affected"),
    ("weak", "affected"),
];

/// Languages, as far as a file asks them for the words of sides.
pub(super) trait SideLanguages: Debug {
    /// The side that one of the languages calls `word`, which is in lower case.
    fn side(&self, word: &str) -> Option<Side>;
}

/// The words for sides in one file.
#[derive(Clone, Debug, Default)]
pub(super) struct SideWords {
    /// The languages, whose words for right and left are known.
    languages: Option<Arc<dyn SideLanguages>>,
    /// What the file itself calls the right and the left side.
    own: [Option<String>; 2],
    /// The side that is affected; `None` where nobody says which.
    pub(super) affected: Option<Side>,
    /// Whether it was reported that nobody says which side is affected, or is reported where that is written.
    pub(super) is_told: bool,
}

/// A side as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenSide {
    /// The word.
    pub(super) word: String,
    /// The side of the body that it means.
    pub(super) meaning: Option<Side>,
}

impl SideWords {
    /// The words of these languages and of the file, which calls the right and the left side its `own` way.
    pub(super) fn of(languages: impl SideLanguages + 'static, own: [Option<String>; 2]) -> Self {
        Self {
            languages: Some(Arc::new(languages)),
            own,
            ..Self::default()
        }
    }

    /// The side of the body that `word` means.
    pub(super) fn meaning(&self, word: &str) -> Option<Side> {
        let plain = word.trim().trim_end_matches('.').to_lowercase();
        let [right, left] = &self.own;
        let is = |own: &Option<String>| own.as_ref().is_some_and(|own| own.to_lowercase() == plain);
        if is(right) || is(left) {
            return Some(if is(right) { Side::Right } else { Side::Left });
        }
        let bare = without_limb(&plain);
        let short = || SHORT.into_iter().find(|(short, _)| *short == bare);
        match bare.as_str() {
            "" => None,
            "right" => Some(Side::Right),
            "left" => Some(Side::Left),
            _ => match short() {
                Some((_, side)) => Some(side),
                None => self.languages.as_ref()?.side(&bare),
            },
        }
    }

    /// A side as it is written.
    pub(super) fn written(&self, word: String) -> WrittenSide {
        let meaning = self.meaning(&word);
        WrittenSide { word, meaning }
    }

    /// The sides that one word stands for.
    pub(super) fn of_word(
        &mut self,
        key: &TableKey,
        word: &str,
        place: &Range<usize>,
        problems: &mut Problems,
    ) -> Option<Value> {
        let chosen = key.shape.choice(&without_limb(word));
        let chosen = chosen.and_then(Choice::meaning);
        let sides = match chosen {
            Some(SideWord::None) => Sides::None,
            Some(SideWord::Each) => Sides::Each,
            Some(SideWord::Right) => Sides::Listed(NonEmpty::of(Side::Right)),
            Some(SideWord::Left) => Sides::Listed(NonEmpty::of(Side::Left)),
            Some(SideWord::Affected) => {
                Sides::Listed(NonEmpty::of(self.affected(false, place, problems)?))
            }
            None => {
                let Some(side) = self.meaning(word) else {
                    let listed = self.listed_in(word);
                    problems.push(unknown(key, word, place, &listed));
                    return None;
                };
                Sides::Listed(NonEmpty::of(side))
            }
        };
        Some(Value::of(sides))
    }

    /// The sides in words such as `left & right`, `left, right` or `left first`.
    fn listed_in(&self, words: &str) -> Vec<&'static str> {
        let words = words.to_lowercase().replace(['&', '+', '/', ',', ';'], " ");
        let mut words: Vec<&str> = words.split_whitespace().collect();
        let is_first = words.contains(&"first");
        words.retain(|word| {
            !matches!(*word, "and" | "then" | "first" | "the") && !LIMBS.contains(word)
        });
        let word_of = |side: Option<Side>| match side {
            Some(Side::Right) => Some("right"),
            Some(Side::Left) => Some("left"),
            _ => None,
        };
        let sides = words.iter().map(|word| word_of(self.meaning(word)));
        match sides
            .collect::<Option<Vec<_>>>()
            .unwrap_or_default()
            .as_slice()
        {
            ["right"] if is_first => vec!["right", "left"],
            ["left"] if is_first => vec!["left", "right"],
            sides => sides.to_vec(),
        }
    }

    /// The affected side, or the `other` one. Reports once where nobody says which that is.
    fn affected(
        &mut self,
        other: bool,
        place: &Range<usize>,
        problems: &mut Problems,
    ) -> Option<Side> {
        match (&self.affected, other) {
            (Some(side), false) => Some(side.clone()),
            (Some(Side::Right), true) => Some(Side::Left),
            (Some(_), true) => Some(Side::Right),
            (None, _) => {
                if !std::mem::replace(&mut self.is_told, true) {
                    problems.push(
                        E07.at(place, "nothing says which side is affected")
                            .label("right or left?")
                            .help("write `affected = \"left\"` at the top of the file, or below `[person]` in `config.toml` for every routine"),
                    );
                }
                None
            }
        }
    }

    /// The sides of a list: right and left, the affected side and the other one, or words of the routine's own.
    pub(super) fn of_list(
        &mut self,
        key: &TableKey,
        words: &[Placed<String>],
        place: &Range<usize>,
        problems: &mut Problems,
    ) -> Option<Sides> {
        if words.len() > MOST {
            problems.push(
                E09.at(place, format!("{} sides in one list", words.len()))
                    .label(format!("{MOST} at most"))
                    .help("to do the same sides again, write `reps`"),
            );
            return None;
        }
        if words.is_empty() {
            problems.push(
                E07.at(place, "a list of no sides")
                    .label("which side?")
                    .help("write `sides = \"none\"` for no side, or leave `sides` out"),
            );
        }
        if self.speaks_of_affected(words) {
            return self.of_affected(words, problems);
        }
        // A list in which one of right and left stands, perhaps in capitals, means right and left throughout.
        let is_plain = |word: &str| matches!(word, "right" | "left");
        let is_bodily = words
            .iter()
            .any(|word| is_plain(&word.value.to_lowercase()));
        let meant = words.iter().map(|word| self.meaning(&word.value));
        let meant: Vec<Option<Side>> = meant.collect();
        // `["left, right"]` is one text, not two sides.
        let several = words
            .iter()
            .find(|word| self.listed_in(&word.value).len() > 1);
        if let Some(Placed { value, .. }) = several.filter(|_| words.len() == 1) {
            problems.push(unknown(key, value, place, &self.listed_in(value)));
            return None;
        }
        let sides = if is_bodily || meant.iter().all(Option::is_some) {
            let sides = words.iter().zip(meant);
            let sides = sides.map(|(word, side)| {
                side.or_else(|| {
                    problems.push(not_bodily(&word.value, &word.place));
                    None
                })
            });
            sides.collect::<Vec<_>>()
        } else {
            own_sides(words, problems)
        };
        let sides: Option<Vec<Side>> = sides.into_iter().collect();
        NonEmpty::from_vec(sides?).map(Sides::Listed)
    }

    /// Whether the affected side stands in a list, or the other one alone where it is known which that is.
    fn speaks_of_affected(&self, words: &[Placed<String>]) -> bool {
        let is = |meant: &str, word: &Placed<String>| without_limb(&word.value) == meant;
        let are_others = !words.is_empty() && words.iter().all(|word| is("other", word));
        words.iter().any(|word| is("affected", word)) || are_others && self.affected.is_some()
    }

    /// A list in which the affected side stands.
    fn of_affected(&mut self, words: &[Placed<String>], problems: &mut Problems) -> Option<Sides> {
        let sides = words.iter().map(|Placed { value, place }| match without_limb(value).as_str() {
            "affected" => self.affected(false, place, problems),
            "other" => self.affected(true, place, problems),
            word => self.meaning(value).or_else(|| {
                let problem = E07.at(place, format!("unknown side {}", quoted(value)));
                let meant = other_name(word)
                    .or_else(|| suggest::closest(word, ["affected", "other", "right", "left"]));
                problems.push(
                    did_you_mean(problem, meant, "beside `affected`")
                        .help("a list with `\"affected\"` has `\"other\"` beside it, or `\"right\"` and `\"left\"`"),
                );
                None
            }),
        });
        let sides: Vec<Option<Side>> = sides.collect();
        let sides: Option<Vec<Side>> = sides.into_iter().collect();
        NonEmpty::from_vec(sides?).map(Sides::Listed)
    }
}

/// The word for a side in lower case, without the part of the body behind it.
fn without_limb(word: &str) -> String {
    let word = word.trim().to_lowercase();
    match word.rsplit_once(' ') {
        Some((side, limb)) if LIMBS.contains(&limb) => side.trim().to_owned(),
        _ => word,
    }
}

/// The parts of the body that people name behind a side.
pub(super) const LIMBS: [&str; 22] = [
    "side",
    "sides",
    "leg",
    "legs",
    "knee",
    "knees",
    "hip",
    "hips",
    "ankle",
    "ankles",
    "foot",
    "feet",
    "heel",
    "arm",
    "arms",
    "shoulder",
    "shoulders",
    "elbow",
    "wrist",
    "hand",
    "hands",
    "calf",
];

/// What people call the other side from the affected one.
const OTHER_NAMES: [&str; 7] = [
    "unaffected",
    "uninjured",
    "uninvolved",
    "healthy",
    "good",
    "sound",
    "well",
];

/// The other side from the affected one, by other names that people give it.
fn other_name(word: &str) -> Option<&'static str> {
    OTHER_NAMES
        .contains(&word.trim().to_lowercase().as_str())
        .then_some("other")
}

fn unknown(key: &TableKey, word: &str, place: &Range<usize>, listed: &[&str]) -> Diagnostic {
    if !listed.is_empty() {
        let listed: Vec<String> = listed.iter().map(|side| as_toml(side)).collect();
        let text = format!("[{}]", listed.join(", "));
        return E07
            .at(place, format!("unknown side {}", quoted(word)))
            .label("several sides are a list")
            .help(format!(
                "write `sides = {text}`; at once it is `sides = \"none\"`"
            ))
            .fix(Fix::likely(place, text));
    }
    let plain = without_limb(word);
    if plain.is_empty() {
        return E07
            .at(place, "`sides` is empty")
            .label("which side?")
            .help("write `sides = \"each\"` for both, one after the other, or take the line out");
    }
    if plain == BOTH {
        return E07
            .at(place, "`sides = \"both\"` can mean two things")
            .label("one after the other, or both at once?")
            .help("write `\"each\"` for right, then left; write `\"none\"` for both at once");
    }
    let words = key.shape.choices().iter().map(|choice| choice.word);
    let problem = E07.at(place, format!("unknown side {}", quoted(word)));
    if other_name(&plain).is_some() || plain == "other" {
        return problem
            .label("the other side")
            .help(
                "write `sides = [\"other\"]`, and `affected = \"left\"` or `\"right\"` at the top",
            )
            .fix(Fix::likely(place, "[\"other\"]"));
    }
    let other = OTHER_WORDS.iter().find(|(word, _)| *word == plain);
    let known = words.clone().find(|word| *word == plain);
    let meant = other
        .map(|(_, means)| *means)
        .or(known)
        .or_else(|| suggest::closest(word, words));
    let help = "`sides` is `\"none\"`, `\"each\"`, `\"left\"`, `\"right\"`, `\"affected\"`, or a list such as `[\"left\", \"right\"]`";
    did_you_mean(problem, meant, "not one of those that may stand here").help(help)
}

/// Sides in words of the routine's own. Where there are two, the figure is drawn as it is for the first, and mirrored for
/// the second.
fn own_sides(words: &[Placed<String>], problems: &mut Problems) -> Vec<Option<Side>> {
    let mut own: Vec<&str> = Vec::new();
    for Placed { value, .. } in words {
        if !own.contains(&value.as_str()) {
            own.push(value);
        }
    }
    let second = own.get(1).filter(|_| own.len() == 2);
    let side = |Placed { value, place }: &Placed<String>| {
        if let Some(problem) = no_side(value, place) {
            problems.push(problem);
            return None;
        }
        Some(Side::Own(OwnSide {
            mirrored: second == Some(&value.as_str()),
            word: Arc::from(value.as_str()),
        }))
    };
    words.iter().map(side).collect()
}

/// The problem of a word that is none for a side.
fn no_side(word: &str, place: &Range<usize>) -> Option<Diagnostic> {
    if word.trim().is_empty() {
        return Some(E07
            .at(place, "a side without a word")
            .label("what is it called?")
            .help(
                "a side is `\"right\"`, `\"left\"` or a word of your own, such as `\"Front foot\"`",
            ));
    }
    if NOT_LISTED.contains(&word) {
        return Some(E07.at(place, format!("{} in a list of sides", quoted(word)))
            .label("this is not one side")
            .help("list the sides one by one, as in `[\"right\", \"left\"]`, or write `sides = \"each\"` without a list"));
    }
    None
}

fn not_bodily(word: &str, place: &Range<usize>) -> Diagnostic {
    let problem = E07.at(place, format!("unknown side {}", quoted(word)));
    let meant = suggest::closest(word, ["right", "left"]);
    did_you_mean(problem, meant, "beside `right` or `left`")
        .help("a list has `\"right\"` and `\"left\"`, or words of your own, not both")
}
