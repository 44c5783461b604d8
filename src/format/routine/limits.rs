//! The limits of a plan, checked by arithmetic before it is unrolled.

use std::ops::Range;

use super::super::problems::Problems;
use crate::core::routine::Step;
use crate::core::span;
use crate::core::timeline::{LONGEST_PLAN, MOST_RECORDED, MOST_SAYINGS, MOST_SEGMENTS, Size};
use crate::diagnostic::Code::E09;

/// A step that could be read, and where it stands.
pub(super) type PlacedStep = (Range<usize>, Step);

/// Reports a plan that is too large, at the step that takes most of it, and returns whether it is not. Steps that could
/// not be read are not counted.
pub(super) fn check<'a>(
    steps: impl Iterator<Item = (&'a Range<usize>, &'a Step)> + Clone,
    problems: &mut Problems,
) -> bool {
    let all = Size::of(steps.clone().map(|(_, step)| step));
    let sizes = steps.map(|(place, step)| (place, Size::of([step])));
    let (length, hours) = (span::clock(all.length), LONGEST_PLAN.as_secs() / 3600);
    let worst = if all.length > LONGEST_PLAN {
        sizes
            .max_by_key(|(_, size)| size.length)
            .map(|(place, size)| {
                let message = format!("the routine lasts {length}, longer than {hours} hours");
                let label = format!("this step alone lasts {}", span::clock(size.length));
                let help = "shorten it, or repeat it less often";
                (place, message, label, help)
            })
    } else if all.segments > MOST_SEGMENTS {
        sizes.max_by_key(|(_, size)| size.segments).map(|(place, size)| {
            let message = format!("the routine has {} pieces, more than {MOST_SEGMENTS}", all.segments);
            let label = format!("this step alone has {}", size.segments);
            let help = "repeat it less often: every hold, change and pause is a piece, in every round anew";
            (place, message, label, help)
        })
    } else if all.sayings > MOST_SAYINGS {
        sizes
            .max_by_key(|(_, size)| size.sayings)
            .map(|(place, size)| {
                let message = format!(
                    "timed cues are said {} times, more than {MOST_SAYINGS}",
                    all.sayings
                );
                let label = format!("{} times in this step alone", size.sayings);
                let help =
                    "say them less often: each counts in every repetition, side and round anew";
                (place, message, label, help)
            })
    } else if all.recorded > MOST_RECORDED {
        let kib = |bytes: u64| bytes.div_ceil(1024);
        sizes
            .max_by_key(|(_, size)| size.recorded)
            .map(|(place, size)| {
                let message = format!(
                    "a session of the routine takes {} KiB in the log, more than {}",
                    kib(all.recorded),
                    kib(MOST_RECORDED)
                );
                let label = format!("{} KiB for this step alone", kib(size.recorded));
                let help = "shorten the names of steps and sides, or write fewer of them: each step has a record for \
                            each side";
                (place, message, label, help)
            })
    } else {
        None
    };
    let Some((place, message, label, help)) = worst else {
        return true;
    };
    problems.push(E09.at(place, message).label(label).help(help));
    false
}
