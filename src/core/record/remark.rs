//! What was other than planned of a stretch, in words.

use std::time::Duration;

use super::StretchRecord;
use crate::core::span::short;
use crate::core::text::quantity;

/// The remark on a stretch, from the records of its sides: that it hurt, and how it differs from the plan, in whole seconds
/// like the times beside it. What was made shorter by hand is not skipped. Empty where there is nothing to say.
pub fn remark(sides: &[&StretchRecord]) -> String {
    let is_counted = sides.iter().any(|line| line.planned_count > 0);
    let is_unknown = sides
        .iter()
        .all(|line| line.count == 0 && line.planned_count > 0);
    let differs = if is_counted && !is_unknown {
        remarks_on_count(sides)
    } else {
        remarks_on_time(sides)
    };
    let hurt = sides.iter().any(|line| line.hurt);
    let hurt = hurt.then(|| "stopped: it hurt".to_owned());
    hurt.into_iter()
        .chain(differs)
        .collect::<Vec<_>>()
        .join(", ")
}

fn remarks_on_time(sides: &[&StretchRecord]) -> Vec<String> {
    if sides.iter().all(|line| line.done.is_zero()) {
        let hurt = sides.iter().any(|line| line.hurt);
        return (!hurt).then(|| "skipped".to_owned()).into_iter().collect();
    }
    let seconds = |line: &StretchRecord| Duration::from_secs(line.done.as_secs());
    let missing = sides.iter().map(|line| {
        let missing = line.planned.saturating_sub(seconds(line));
        let shorter = missing.min(line.shortened());
        (missing.saturating_sub(shorter), shorter)
    });
    let (skipped, shorter): (Vec<Duration>, Vec<Duration>) = missing.unzip();
    let skipped: Duration = skipped.into_iter().sum();
    let shorter: Duration = shorter.into_iter().sum();
    // A piece that a key ends has no planned length.
    let longer = sides.iter().filter(|line| !line.planned.is_zero());
    let longer = longer.map(|line| seconds(line).saturating_sub(line.planned));
    let longer: Duration = longer.sum();
    [
        (skipped, "skipped"),
        (shorter, "shorter"),
        (longer, "longer"),
    ]
    .into_iter()
    // Where somebody stopped, the plan of what is optional ends between two seconds.
    .filter(|(time, _)| time.as_secs() > 0)
    .map(|(time, word)| format!("{} {word}", short(time)))
    .collect()
}

fn remarks_on_count(sides: &[&StretchRecord]) -> Vec<String> {
    let sum = |of: fn(&StretchRecord) -> u32| -> usize {
        sides.iter().map(|line| of(line) as usize).sum()
    };
    let missing = sum(|line| line.planned_count.saturating_sub(line.count));
    let fewer = sum(StretchRecord::fewer);
    let more = sum(|line| line.count.saturating_sub(line.planned_count));
    [
        (missing.saturating_sub(fewer), "skipped"),
        (fewer, "fewer"),
        (more, "more"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{} {word}", quantity(count, "movement")))
    .collect()
}
