//! Lines one below the other: where each begins, with room for its marks.

use super::mark::Mark;
use super::scale::{Form, Marks, Scale};
use super::wrap::Line;

/// Rows of pixels between two lines; marks that stand there may use all but one of them.
const LEADING: u32 = 2;

/// Where each line begins, in dots below the top of the block: its marks, if it has any; and the height of the block.
pub(super) fn tops(lines: &[Line], scale: &Scale) -> (Vec<u32>, u32) {
    let mut tops = Vec::with_capacity(lines.len());
    let mut bottom = 0;
    let mut below = None;
    for line in lines {
        let above = rows_above(line, scale);
        let gap = below.map_or(0, |below| gap_rows(below, above));
        let top = bottom + gap * scale.row;
        bottom = top + above * scale.row + scale.height();
        let rows = rows_below(line, scale);
        bottom += rows * scale.row;
        below = Some(rows);
        tops.push(top);
    }
    (tops, bottom)
}

/// Rows of pixels between what belongs to two lines: `below` the upper and `above` the lower.
fn gap_rows(below: u32, above: u32) -> u32 {
    LEADING.saturating_sub(below + above).max(1)
}

/// Rows of pixels that the marks of a line take above cap height.
pub(super) fn rows_above(line: &Line, scale: &Scale) -> u32 {
    let marks = line.letters.iter().filter_map(|letter| letter.above);
    marks.map(|mark| mark_above(mark, scale)).max().unwrap_or(0)
}

/// Rows of pixels that one mark takes above cap height.
pub(super) fn mark_above(mark: &Mark, scale: &Scale) -> u32 {
    match (scale.marks, scale.form) {
        (Marks::Tall, _) => scale.marks.rows(),
        // Its letter gives up a row for the gap between the two.
        (Marks::Snug | Marks::Low, Form::Seven) => mark.inked().min(scale.marks.rows()),
        (Marks::Snug | Marks::Low, Form::Five) => mark.inked().min(scale.marks.rows()) + 1,
    }
}

/// Rows of pixels that the marks of a line take below the baseline.
fn rows_below(line: &Line, scale: &Scale) -> u32 {
    let marks = line.letters.iter().filter_map(|letter| letter.below);
    marks.map(|mark| mark_below(mark, scale)).max().unwrap_or(0)
}

/// Rows of pixels that one mark takes below the baseline.
fn mark_below(mark: &Mark, scale: &Scale) -> u32 {
    match scale.marks {
        Marks::Tall => mark.depth(),
        Marks::Snug | Marks::Low => mark.inked().min(scale.marks.rows()),
    }
}
