//! W03, W04: sides that are written in words instead of `sides`, or in words of the routine's own.

use super::outline::{Known, Outline};
use super::phrase::{find, tokens};
use crate::core::routine::{Exercise, OwnSide, Side, Step};
use crate::core::text::{capitalised, escaped};
use crate::core::voice::Voice;
use crate::diagnostic::Code::{W03, W04};
use crate::diagnostic::{Diagnostic, Fix};

/// Phrases that speak of a change of sides.
const CHANGES: &[&str] = &[
    "other side",
    "switch",
    "change sides",
    "swap sides",
    "swap legs",
    "each side",
    "each leg",
    "each foot",
    "each knee",
    "each arm",
    "each hand",
    "each hip",
    "either side",
    "both sides",
];
/// The parts of the body that come in pairs.
const LIMBS: &[&str] = &[
    "knee", "leg", "foot", "heel", "ankle", "arm", "hand", "elbow", "shoulder", "hip",
];

pub(super) fn check(outline: &Outline, found: &mut Vec<Diagnostic>) {
    for (known, exercise) in outline.exercises() {
        if exercise.figure.is_some() {
            found.extend(own_words(outline, known));
        }
    }
    if outline.routine.voice.is_english() {
        for (known, exercise) in outline.exercises() {
            found.extend(if known.has_sides() {
                one_limb(outline, known)
            } else {
                without_sides(outline, known, exercise)
            });
        }
    }
    for list in &outline.lists {
        for (one, other) in list.iter().zip(list.iter().skip(1)) {
            let pair = outline.steps.get(*one).zip(outline.steps.get(*other));
            found.extend(pair.and_then(|(one, other)| twins(outline, one, other)));
        }
    }
}

/// W03: "the other side" of a step that has none.
fn without_sides(outline: &Outline, known: &Known, exercise: &Exercise) -> Option<Diagnostic> {
    let (phrase, place) = ["name", "cue"].into_iter().find_map(|key| {
        let field = known.field(key)?;
        find(
            &tokens(outline.raw(&field.place), field.place.start),
            CHANGES.iter().copied(),
        )
    })?;
    let written = known.fields.get("sides");
    let problem = W03
        .at(
            &place,
            format!("a text says \"{phrase}\", but the step has no sides"),
        )
        .label(if exercise.repetition.times > 1 {
            "the same is played again, with the time between repetitions"
        } else {
            "nobody is told when to change"
        })
        .help(
            "with `sides = \"each\"` each side gets its full time, and one is told when to change",
        );
    let written = written.map(|field| &field.place);
    Some(problem.also(written, "both at once, or no side"))
}

/// W03: words of the routine's own for sides that the figure does not show.
fn own_words(outline: &Outline, known: &Known) -> Option<Diagnostic> {
    let field = outline.inherited(known, "sides")?;
    let own = known.sides.iter().flatten().filter_map(|side| match side {
        Side::Own(own) => Some(own),
        Side::Right | Side::Left => None,
    });
    let own: Vec<&OwnSide> = own.collect();
    let [right, left] = words_for_sides(&outline.routine.voice);
    let is_wrong = |own: &&&OwnSide| match without(&own.word, &right, &left) {
        Some((_, is_right)) => is_right == own.mirrored,
        None => false,
    };
    let place = &field.place;
    if let Some(wrong) = own.iter().find(is_wrong) {
        let (word, shown) = (
            escaped(&wrong.word),
            if wrong.mirrored { "left" } else { "right" },
        );
        let message = format!("the figure shows the {shown} side for \"{word}\"");
        let help = "of two words of your own the second is shown mirrored; write `\"right\"` and `\"left\"`, and the rest in `cue`: `{side} leg`";
        return Some(
            W03.at(place, message)
                .label("these are words of your own")
                .help(help),
        );
    }
    if own.len() < known.sides.len() {
        return None;
    }
    let (message, help) = match own.iter().find(|own| own.mirrored) {
        Some(own) => (
            format!("the figure is mirrored for \"{}\"", escaped(&own.word)),
            "of two words of your own the second is shown mirrored; where it is no mirror image, take `figure` out or make steps of them",
        ),
        None if known.different_sides() > 1 => (
            "the figure is the same for all of these sides".to_owned(),
            "of two words the second is shown mirrored; for three or more take `figure` out, or make steps of them",
        ),
        None => (
            format!(
                "the figure is not mirrored for \"{}\"",
                escaped(&own.first()?.word)
            ),
            "a single word of your own is shown as the right side is; write `\"left\"` for the mirror image",
        ),
    };
    let problem = W03.at(place, message).label("these are words of your own");
    Some(problem.help(help))
}

/// The words for the right and for the left side.
fn words_for_sides(voice: &Voice) -> [[&str; 2]; 2] {
    [["right", &voice.right], ["left", &voice.left]]
}

/// W03: "one knee" where it is known which.
fn one_limb(outline: &Outline, known: &Known) -> Option<Diagnostic> {
    let field = known.field("cue")?;
    let phrases: Vec<String> = LIMBS.iter().map(|limb| format!("one {limb}")).collect();
    let tokens = tokens(outline.raw(&field.place), field.place.start);
    let (phrase, place) = find(&tokens, phrases.iter().map(String::as_str))?;
    let limb = phrase.trim_start_matches("one ");
    let one = place.start..place.start + "one".len();
    let is_on_one_line = !outline.raw(&place).contains('\n');
    Some(
        W03.at(
            &(if is_on_one_line { place } else { one.clone() }),
            format!("\"{phrase}\" leaves open which {limb} is meant"),
        )
        .label("the step has sides")
        .help(format!("`{{side}} {limb}` says it on each side"))
        .fix(Fix::likely(&one, "{side}")),
    )
}

/// W04: "Calf left" behind "Calf right".
fn twins(outline: &Outline, one: &Known, other: &Known) -> Option<Diagnostic> {
    let (Step::Exercise(first), Step::Exercise(second)) = (one.step, other.step) else {
        return None;
    };
    if one.has_sides() || other.has_sides() || first.work != second.work {
        return None;
    }
    let [rights, lefts] = words_for_sides(&outline.routine.voice);
    let (name, side) = without(&first.name, &rights, &lefts)?;
    let (again, opposite) = without(&second.name, &rights, &lefts)?;
    if side == opposite || name.to_lowercase() != again.to_lowercase() {
        return None;
    }
    let sides = if side {
        r#""each""#
    } else {
        r#"["left", "right"]"#
    };
    Some(
        W04.at(
            other.place("name"),
            "two steps that differ in their side alone",
        )
        .label("and the other side here")
        .also(one.place("name"), "one side here")
        .help(format!(
            "one step called \"{}\" with `sides = {sides}` does both, and changes sides in between",
            escaped(&capitalised(&name))
        )),
    )
}

/// A name without its side, and whether that is the right one.
fn without(name: &str, rights: &[&str], lefts: &[&str]) -> Option<(String, bool)> {
    let is = |word: &str, sides: &[&str]| {
        let word = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        sides.iter().any(|side| side.to_lowercase() == word)
    };
    let mut side = None;
    let mut rest = Vec::new();
    for word in name.split_whitespace() {
        match (is(word, rights), is(word, lefts)) {
            (true, _) if side.is_none() => side = Some(true),
            (_, true) if side.is_none() => side = Some(false),
            _ => rest.push(word.trim_end_matches([',', ':', '-', '–', '('])),
        }
    }
    let rest: Vec<&str> = rest.into_iter().filter(|word| !word.is_empty()).collect();
    Some((rest.join(" "), side?))
}
