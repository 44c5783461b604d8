//! The steps of a routine as they stand in its text.

use std::ops::Range;

use super::super::outline::{TextOutline, WrittenTable};
use crate::core::tune::StepPath;

/// A step in the text.
#[derive(Debug)]
pub(super) struct StepText {
    pub(super) path: StepPath,
    /// The index of its table in the outline.
    pub(super) table: usize,
    /// The start of the line with its header; of all of it where it stands in braces.
    pub(super) header: usize,
    /// All of it: with the comments right above its header, without the end of its last line.
    pub(super) place: Range<usize>,
    /// Whether it stands below a header of its own, not in braces.
    pub(super) is_open: bool,
    /// Whether no table that belongs elsewhere stands between its lines.
    pub(super) is_together: bool,
}

/// All steps of a text, each before those inside it.
pub(super) fn of(text: &str, outline: &TextOutline) -> Vec<StepText> {
    let mut counts: Vec<usize> = Vec::new();
    let mut steps = Vec::new();
    for (table, written) in outline.tables.iter().enumerate() {
        if !written.is_step() {
            continue;
        }
        let depth = written.path.len();
        counts.truncate(depth);
        // A step inside nothing is counted as if there were a block around it; the reader has refused it.
        counts.resize(depth, usize::MAX);
        if let Some(count) = counts.last_mut() {
            *count = count.wrapping_add(1);
        }
        steps.push(placed(text, outline, table, StepPath(counts.clone())));
    }
    steps
}

fn placed(text: &str, outline: &TextOutline, table: usize, path: StepPath) -> StepText {
    let tables = outline.tables.get(table..).unwrap_or_default();
    let nothing = StepText {
        path,
        table,
        header: 0,
        place: 0..0,
        is_open: false,
        is_together: true,
    };
    let Some((own, behind)) = tables.split_first() else {
        return nothing;
    };
    if !own.is_open() {
        return StepText {
            header: own.place.start,
            place: own.place.clone(),
            ..nothing
        };
    }
    let depth = own.path.len();
    let inside = behind.iter().take_while(|other| is_inside(other, depth));
    let count = inside.clone().count();
    let last = std::iter::once(own).chain(inside).map(end_of).max();
    let header = line_start(text, own.header.start);
    let later = behind.get(count..).unwrap_or_default().iter();
    let mut later = later.take_while(|other| !(other.is_step() && other.path.len() <= depth));
    StepText {
        header,
        place: with_comments_above(text, header)
            ..with_comments_below(text, line_end(text, last.unwrap_or(own.header.end))),
        is_open: true,
        is_together: !later.any(|other| is_inside(other, depth)),
        ..nothing
    }
}

/// Whether a table stands inside the step of this depth that is before it.
fn is_inside(table: &WrittenTable, depth: usize) -> bool {
    let steps = table.path.get(..depth).unwrap_or_default();
    table.path.len() > depth && steps.iter().all(|name| name.value == "step")
}

/// The end of the last statement that is written in a table itself.
fn end_of(table: &WrittenTable) -> usize {
    let ends = table.keys.iter().map(|key| {
        let value = key.value.as_ref().map_or(0, |value| value.end);
        value.max(key.place.end)
    });
    ends.max().unwrap_or(0).max(table.header.end)
}

/// The index of the innermost step at `place`.
pub(super) fn innermost(steps: &[StepText], place: usize) -> Option<usize> {
    // A step comes before those inside it.
    steps.iter().rposition(|step| step.place.contains(&place))
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line of a byte ends, without the end of the line itself.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let behind = text.get(at..).unwrap_or_default();
    let line = behind.split('\n').next().unwrap_or_default();
    at + line.trim_end_matches('\r').len()
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') && !line.starts_with("#:")
}

/// From the first of the lines of comments right above the line that begins at `start`.
fn with_comments_above(text: &str, mut start: usize) -> usize {
    while let Some(end) = start.checked_sub(1) {
        let above = line_start(text, end);
        if !is_comment(text.get(above..end).unwrap_or_default()) {
            break;
        }
        start = above;
    }
    start
}

/// To the end of the lines of comments right below the line that ends at `end`, unless they stand above another header.
fn with_comments_below(text: &str, end: usize) -> usize {
    let behind = text.get(end..).unwrap_or_default();
    let mut lines = behind.split_inclusive('\n');
    let mut at = end + lines.next().map_or(0, str::len);
    let mut last = end;
    for line in lines {
        if line.trim_start().starts_with('[') {
            return end;
        }
        if !is_comment(line) {
            break;
        }
        last = at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
    }
    last
}
