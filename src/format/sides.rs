//! `sides`: a word, or a list of sides in the order in which they are done.

#![allow(
    clippy::result_large_err,
    reason = "a problem is rare, and moved once to where all of them are"
)]

use std::ops::Range;
use std::sync::Arc;

use super::fields::{Placed, Value};
use super::keys::TableKey;
use super::problems::Problems;
use super::wording::{did_you_mean, quoted};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::{OwnSide, Side, Sides};
use crate::diagnostic::Code::{E07, E09};
use crate::diagnostic::Diagnostic;
use crate::suggest;

/// How many sides a list may have.
const MOST: usize = 99;

/// The sides that one word stands for.
pub(super) fn of_word(
    key: &TableKey,
    word: &str,
    place: &Range<usize>,
) -> Result<Value, Diagnostic> {
    if let Some(choice) = key.shape.choice(word) {
        return Ok(Value::of(*choice));
    }
    if word == "both" {
        return Err(E07
            .at(place, "`sides = \"both\"` can mean two things")
            .label("one after the other, or both at once?")
            .help("write `\"each\"` for right, then left; write `\"none\"` for both at once"));
    }
    let words = key.shape.choices().iter().map(|choice| choice.word);
    let problem = E07.at(place, format!("unknown side {}", quoted(word)));
    let meant = suggest::closest(word, words);
    let help = "`sides` is `\"none\"`, `\"each\"`, `\"left\"`, `\"right\"`, or a list such as `[\"left\", \"right\"]`";
    Err(did_you_mean(problem, meant, "not one of those that may stand here").help(help))
}

/// The sides of a list: right and left, or one or two words of the routine's own.
pub(super) fn of_list(
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
    let known = |word: &str| matches!(word, "right" | "left");
    // A list in which one of right and left stands, perhaps in capitals, means right and left throughout.
    let bodily = words.iter().any(|word| known(&word.value.to_lowercase()));
    let mut own: Vec<&str> = Vec::new();
    let mut sides = Vec::new();
    let mut good = true;
    for Placed { value, place } in words {
        let side = match value.as_str() {
            "right" => Ok(Side::Right),
            "left" => Ok(Side::Left),
            other if bodily => Err(not_bodily(other, place)),
            other => own_side(other, place, &mut own),
        };
        match side {
            Ok(side) => sides.push(side),
            Err(problem) => {
                problems.push(problem);
                good = false;
            }
        }
    }
    if words.is_empty() {
        problems.push(
            E07.at(place, "a list of no sides")
                .label("which side?")
                .help("write `sides = \"none\"` for no side, or leave `sides` out"),
        );
    }
    NonEmpty::from_vec(sides)
        .filter(|_| good)
        .map(Sides::Listed)
}

fn own_side<'a>(
    word: &'a str,
    place: &Range<usize>,
    own: &mut Vec<&'a str>,
) -> Result<Side, Diagnostic> {
    if word.trim().is_empty() {
        return Err(E07
            .at(place, "a side without a word")
            .label("what is it called?")
            .help(
                "a side is `\"right\"`, `\"left\"` or a word of your own, such as `\"Front foot\"`",
            ));
    }
    if matches!(word, "each" | "none" | "both") {
        return Err(E07.at(place, format!("{} in a list of sides", quoted(word)))
            .label("this is not one side")
            .help("list the sides one by one, as in `[\"right\", \"left\"]`, or write `sides = \"each\"` without a list"));
    }
    let nth = own
        .iter()
        .position(|known| *known == word)
        .unwrap_or_else(|| {
            own.push(word);
            own.len() - 1
        });
    if nth > 1 {
        return Err(E07.at(place, format!("a third side {}", quoted(word)))
            .label("a body has two sides")
            .help("a list has at most two different words: the first is drawn as it is, the second mirrored"));
    }
    let word = Arc::from(word);
    let mirrored = nth == 1;
    Ok(Side::Own(OwnSide { word, mirrored }))
}

fn not_bodily(word: &str, place: &Range<usize>) -> Diagnostic {
    let problem = E07.at(place, format!("unknown side {}", quoted(word)));
    let meant = suggest::closest(word, ["right", "left"]);
    did_you_mean(problem, meant, "beside `right` or `left`")
        .help("a list has `\"right\"` and `\"left\"`, or two words of your own, not both")
}
