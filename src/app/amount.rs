//! How long and how often a step is done, and on which sides, in a few words.

use crate::core::routine::{Ends, Exercise, Repetition, Sides, Work};
use crate::core::span;
use crate::core::text::with_load;
use crate::core::voice::Voice;

/// `2 × 15 s`, `8 times`, `15 min`, `8 times · 5 kg`, `3 sets of 2 × 20–30 s`, `sets of 12, 10, 8`, `as long as you can`,
/// `2 × max`; of a range also where it begins, when that is above its low end: `20–30 s, last 25`.
pub fn of(exercise: &Exercise) -> String {
    let amount = with_load(&without_load(exercise), exercise.load.as_deref());
    match last(exercise) {
        Some(last) => format!("{amount}, last {last}"),
        None => amount,
    }
}

/// Where the ranges of an exercise begin, if one of them does above its low end: `25`, or `13, 12, 10` for its sets.
fn last(exercise: &Exercise) -> Option<String> {
    if !exercise.begins_above() {
        return None;
    }
    let sets = exercise.each_set();
    let mut sets: Vec<String> = sets
        .map(|(work, repetition)| begin(work, &repetition))
        .collect();
    sets.dedup();
    Some(sets.join(", "))
}

/// Where a set begins in its ranges: `25`, `3 × 25`, or `3` repetitions.
fn begin(work: &Work, repetition: &Repetition) -> String {
    let each = work.begins_at().unwrap_or_else(|| MAX.to_owned());
    match repetition.range {
        None => each,
        Some(_) if !work.has_range() => repetition.times.to_string(),
        Some(_) => format!("{} × {each}", repetition.times),
    }
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
        Work::Count(counted) => {
            let (times, most) = counted.written();
            span::range(times, most)
        }
        Work::Hold(timed) | Work::Time(timed) => match (timed.written_breaths(), timed.written()) {
            (Some((breaths, most)), _) => format!("{} breaths", span::range(breaths, most)),
            (None, Some((length, most))) => span::short_range(length, most),
            (None, None) => MAX.to_owned(),
        },
    };
    match Ends::written(repetition.range, repetition.times) {
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
