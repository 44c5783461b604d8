//! The time held on each side, in one line, for the plan and for the summary.

use std::time::Duration;

use crate::core::record::{Record, StretchRecord};
use crate::core::routine::Side;
use crate::core::span::{clock, short};
use crate::core::text::escaped;
use crate::core::timeline::Kind;

/// `1:30 held: right 30 s, left 30 s, both 30 s`, each line of the record counting what `length` says; `None` when
/// nothing is held.
pub(super) fn held_by_side(
    record: &Record,
    length: impl Fn(&StretchRecord) -> Duration,
) -> Option<String> {
    let mut sides: Vec<(Option<&Side>, &str, Duration)> = Vec::new();
    for line in record.lines.iter().filter(|line| line.kind == Kind::Hold) {
        let side = line.side.as_ref();
        match sides.iter_mut().find(|(known, ..)| *known == side) {
            Some((.., sum)) => *sum += length(line),
            None => sides.push((
                side,
                line.side_shown.as_deref().unwrap_or("both"),
                length(line),
            )),
        }
    }
    sides.retain(|(.., sum)| !sum.is_zero());
    // Right and left as they come, and what has no side last.
    sides.sort_by_key(|(side, ..)| side.is_none());
    let sum: Duration = sides.iter().map(|(.., sum)| *sum).sum();
    if sum.is_zero() {
        return None;
    }
    let held = format!("{} held", clock(sum));
    if let [(None, ..)] = sides.as_slice() {
        return Some(held);
    }
    let each: Vec<String> = sides
        .iter()
        .map(|(_, word, sum)| format!("{} {}", escaped(word), short(*sum)))
        .collect();
    Some(format!("{held}: {}", each.join(", ")))
}
