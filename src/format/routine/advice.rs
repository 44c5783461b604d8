//! Advice on a routine that can be played: what is probably not meant, or does less good than it could.
//!
//! Each rule looks at two things at once: the [`Fields`], which know what is written and where, and the routine
//! unrolled, which knows what that comes to. Numbers and where they come from stand in [`limits`] and nowhere else.

use std::collections::BTreeSet;

use super::super::fields::{Fields, Value};
use super::super::wording::quoted;
use crate::core::routine::Routine;
use crate::diagnostic::{Code, Diagnostic};

mod changes;
mod effect;
mod ice;
mod lengths;
mod limits;
mod outline;
mod phrase;
mod sides;
mod speech;
mod texts;

use outline::Outline;

/// All advice on `routine`, which was read from `fields` of `text` without an error, in no order.
pub(super) fn of(text: &str, fields: &Fields, routine: &Routine) -> Vec<Diagnostic> {
    let outline = Outline::of(text, fields, routine);
    let mut found = Vec::new();
    lengths::check(&outline, &mut found);
    sides::check(&outline, &mut found);
    let ready = changes::check(&outline, &mut found);
    speech::check(&outline, &ready, &mut found);
    ice::check(&outline, &mut found);
    texts::check(&outline, &mut found);
    effect::check(&outline, &mut found);
    // What stands in `[defaults]` or in a stretch is played in many steps and said once.
    let mut said = BTreeSet::new();
    found.retain(|problem| said.insert((problem.code, problem.place.start, problem.place.end)));
    allow(fields, found)
}

/// `found` without what the routine goes against on purpose, and with what its `allow` is there for in vain. That is
/// W12 as well, and nothing silences it: a list that silences itself says nothing.
fn allow(fields: &Fields, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Some(Value::Texts(allowed)) = fields.get("allow").and_then(|field| field.value.as_ref())
    else {
        return found;
    };
    let codes: BTreeSet<Code> = found.iter().map(|problem| problem.code).collect();
    let is_allowed = |code: Code| {
        let code = code.to_string();
        allowed.iter().any(|allowed| allowed.value == code)
    };
    let mut left: Vec<Diagnostic> = found
        .into_iter()
        .filter(|problem| !is_allowed(problem.code))
        .collect();
    let mut seen = BTreeSet::new();
    for entry in allowed {
        let silences = codes.iter().any(|code| code.to_string() == entry.value);
        let again = !seen.insert(entry.value.as_str());
        let word = quoted(&entry.value);
        let label = match (silences, again) {
            (true, false) => continue,
            (_, true) => "it stands here already",
            (false, false) => "this routine does not go against it",
        };
        left.push(
            Code::W12
                .at(
                    &entry.place,
                    format!("`allow` silences nothing with {word}"),
                )
                .label(label)
                .help("take it out, so that the advice is there when it is needed"),
        );
    }
    left
}
