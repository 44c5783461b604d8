//! Advice on a routine that can be played but is probably not meant that way, or could do more good.
//!
//! Each rule looks at two things: the [`Fields`], which know what is written and where, and the unrolled routine,
//! which knows what follows from it. [`limits`] has all numbers and their sources.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::fields::{Fields, Placed};
use super::super::keys::Choice;
use super::super::wording::quoted;
use super::stretches::Stretches;
use crate::core::routine::Routine;
use crate::diagnostic::Code::W12;
use crate::diagnostic::{Code, Diagnostic};

mod changes;
mod effect;
mod ice;
mod language;
mod lengths;
mod limits;
mod markup;
mod outline;
mod phrase;
mod sides;
mod speech;
mod texts;
mod toml;

use outline::Outline;

/// All advice on `routine`, which was read from `fields` of `text` without an error, in no order, also what the file
/// allows.
pub(super) fn of(
    text: &str,
    fields: &Fields,
    routine: &Routine,
    stretches: Stretches,
) -> Vec<Diagnostic> {
    let outline = Outline::of(text, fields, routine, stretches);
    let mut found = Vec::new();
    lengths::check(&outline, &mut found);
    sides::check(&outline, &mut found);
    let ready = changes::check(&outline, &mut found);
    speech::check(&outline, &ready, &mut found);
    ice::check(&outline, &mut found);
    texts::check(&outline, &mut found);
    effect::check(&outline, &mut found);
    language::check(&outline, &mut found);
    toml::check(&outline, &mut found);
    markup::check(&outline, &mut found);
    // Advice on `[defaults]` or a stretch comes from many steps and is given once.
    let is_included = outline.included();
    found.retain(|problem| !is_included.contains(&problem.place.start));
    let mut said = BTreeSet::new();
    found.retain(|problem| said.insert((problem.code, problem.place.start, problem.place.end)));
    found
}

/// `found` without the advice that the routine, or a stretch in it, allows, and with W12 for each `allow` without effect.
/// Nothing silences that: a list that silences itself says nothing.
pub(super) fn allow(fields: &Fields, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut found, mut idle) = (found, Vec::new());
    for (_, stretch) in fields.named("stretch") {
        let ends = stretch.iter().map(|(_, field)| field.place.end);
        let place = stretch.place.start..ends.max().unwrap_or(stretch.place.end);
        silence(stretch, "stretch", &place, &mut found, &mut idle);
    }
    silence(fields, "routine", &(0..usize::MAX), &mut found, &mut idle);
    found.extend(idle);
    found
}

/// Takes the advice from `found` that stands at `place` and that `fields` of a routine or a stretch allow. What they allow
/// without effect becomes `idle`.
fn silence(
    fields: &Fields,
    what: &str,
    place: &Range<usize>,
    found: &mut Vec<Diagnostic>,
    idle: &mut Vec<Diagnostic>,
) {
    let Some(allowed) = fields.read::<Vec<Placed<Choice>>>("allow") else {
        return;
    };
    let is_here = |problem: &Diagnostic| place.contains(&problem.place.start);
    let here = found.iter().filter(|problem| is_here(problem));
    let codes: BTreeSet<Code> = here.map(|problem| problem.code).collect();
    let mut seen = BTreeSet::new();
    for Placed { value, place } in allowed {
        let Some(code) = value.meaning::<Code>() else {
            continue;
        };
        found.retain(|problem| problem.code != *code || !is_here(problem));
        let label = match (codes.contains(code), seen.insert(*code)) {
            (true, true) => continue,
            (_, false) => "it stands here already".to_owned(),
            (false, true) => format!("this {what} does not go against it"),
        };
        let message = format!("`allow` silences nothing with {}", quoted(value.word));
        idle.push(
            W12.at(place, message)
                .label(label)
                .help("take it out, so that the advice is there when it is needed"),
        );
    }
}
