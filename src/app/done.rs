//! What was done of each stretch, in words: the summary of a session and its page in the log show the same.

use crate::core::reached::LastReached;
use crate::core::record::{StretchRecord, remark};
use crate::core::routine::Side;
use crate::core::text::capitalised;

/// The record of a stretch, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The name of the stretch.
    pub name: String,
    /// Each side and how long it was held, in order; the side is empty where there is none.
    pub sides: Vec<(String, String)>,
    /// A remark: skipped, longer, hurt.
    pub remark: String,
}

/// The lines of the summary, one a stretch with its sides beside each other, what each is called, and what was reached the
/// `last` time.
pub(super) fn summary_lines<'a>(
    lines: impl Iterator<Item = &'a StretchRecord>,
    name: impl Fn(&StretchRecord) -> String,
    last: &LastReached,
) -> Vec<SummaryLine> {
    let mut stretches: Vec<Vec<&StretchRecord>> = Vec::new();
    for line in lines {
        let same = |other: &&mut Vec<&StretchRecord>| {
            let first = other.first();
            first.is_some_and(|first| first.is_same_stretch(line))
        };
        match stretches.iter_mut().find(same) {
            Some(sides) => sides.push(line),
            None => stretches.push(vec![line]),
        }
    }
    let summed_up = |sides: &Vec<&StretchRecord>| summed_up(sides, &name, last);
    stretches.iter().map(summed_up).collect()
}

/// One stretch, from the records of its sides.
fn summed_up(
    sides: &[&StretchRecord],
    name: impl Fn(&StretchRecord) -> String,
    last: &LastReached,
) -> SummaryLine {
    let side = |line: &&StretchRecord| {
        // The log has the word of a side alone.
        let word = line.side.as_ref().map(Side::word);
        let side = line.side_shown.as_deref().or(word).map(capitalised);
        (side.unwrap_or_default(), line.amount())
    };
    SummaryLine {
        name: sides.first().map(|line| name(line)).unwrap_or_default(),
        sides: sides.iter().map(side).collect(),
        remark: remarks(sides, last),
    }
}

/// The remark on a stretch, and what was reached the `last` time.
pub(crate) fn remarks(sides: &[&StretchRecord], last: &LastReached) -> String {
    let remarks = [remark(sides), last.compared(sides)];
    let remarks: Vec<String> = remarks.into_iter().filter(|it| !it.is_empty()).collect();
    remarks.join(", ")
}
