//! How long and how often a step is done, and on which sides, in a few words.

use crate::core::routine::{Exercise, Repetition, Sides, Work};
use crate::core::span;
use crate::core::text::with_load;
use crate::core::voice::Voice;

/// `2 × 15 s`, `8 times`, `15 min`, `8 times · 5 kg`, `3 sets of 2 × 20–30 s`, `sets of 12, 10, 8`, `as long as you can`,
/// `2 × max`.
pub(super) fn of(exercise: &Exercise) -> String {
    with_load(&without_load(exercise), exercise.load.as_deref())
}

fn without_load(exercise: &Exercise) -> String {
    let sets = exercise.each_set();
    let sets: Vec<String> = sets
        .map(|(work, repetition)| of_set(work, &repetition))
        .collect();
    let (first, later) = sets
        .split_first()
        .map_or(("", &[][..]), |(first, later)| (first, later));
    match exercise.work {
        Work::Count(_) if later.is_empty() => format!("{first} times"),
        _ if later.is_empty() && first == MAX => "as long as you can".to_owned(),
        _ if later.is_empty() => first.to_owned(),
        _ if later.iter().all(|set| set == first) => format!("{} sets of {first}", sets.len()),
        _ => format!("sets of {}", sets.join(", ")),
    }
}

/// What lasts as long as one can, beside a number.
const MAX: &str = "max";

/// `2 × 15 s`, `8`, `5 breaths`, `max`.
fn of_set(work: &Work, repetition: &Repetition) -> String {
    let each = match work {
        Work::Count(counted) => span::range(counted.times, counted.most),
        Work::Hold(timed) | Work::Time(timed) => match (timed.breaths(), timed.length) {
            (Some((breaths, most)), _) => format!("{} breaths", span::range(breaths, most)),
            (None, Some(length)) => span::short_range(length, timed.most),
            (None, None) => MAX.to_owned(),
        },
    };
    match (repetition.times, repetition.most) {
        (1, None) => each,
        (times, most) => format!("{} × {each}", span::range(times, most)),
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
