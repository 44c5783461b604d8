//! How long and how often a step is done, and on which sides, in a few words.

use std::time::Duration;

use crate::core::routine::{Exercise, Sides};
use crate::core::span;
use crate::core::text::with_load;
use crate::core::voice::Voice;

/// `2 × 15 s`, `8 times`, `15 min`, `8 times · 5 kg`.
pub(super) fn of(exercise: &Exercise) -> String {
    with_load(&without_load(exercise), exercise.load.as_deref())
}

fn without_load(exercise: &Exercise) -> String {
    let each = |length: Duration| match exercise.repetition.times {
        1 => span::short(length),
        reps => format!("{reps} × {}", span::short(length)),
    };
    match (exercise.work.counted(), exercise.repetition.times) {
        (None, _) => each(exercise.work.length().unwrap_or_default()),
        (Some(counted), 1) => format!("{} times", counted.times),
        (Some(counted), reps) => format!("{reps} × {} times", counted.times),
    }
}

/// `Right · Left`, or nothing where there are no sides.
pub(super) fn sides(sides: &Sides, voice: &Voice) -> String {
    match sides {
        Sides::None => String::new(),
        Sides::Each => format!("{} · {}", voice.right, voice.left),
        Sides::Listed(sides) => sides
            .iter()
            .map(|side| voice.word(side))
            .collect::<Vec<_>>()
            .join(" · "),
    }
}
