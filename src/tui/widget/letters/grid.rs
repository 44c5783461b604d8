//! A letter as it is drawn: rows of pixels that differ in height, and corners cut so that stairs become slopes.

use std::ops::Range;

use super::accent::{Accent, AccentSide};
use super::line::LetterLine;
use super::scale::{AccentForm, LetterForm, Scale};
use super::spell::Letter;

/// The rows of one letter of a line, from the top of the line downwards.
#[derive(Debug)]
pub(super) struct Grid {
    /// Pixels, of which bit 0 is the leftmost, and the height in dots, at least one.
    rows: Vec<(u32, u32)>,
    /// In pixels.
    pub(super) width: u32,
}

/// A corner of a pixel that belongs to what is on the other side of a slope: a triangle along two edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    /// The corner it is cut off.
    corner: Corner,
    /// Half pixels along the horizontal edge, 1 or 2.
    across: u32,
    /// Half pixels along the vertical edge, 1 or 2.
    down: u32,
}

/// A corner of a pixel: the neighbours it lies between, as one step to the right or left and one down or up.
type Corner = (i32, i32);

const CORNERS: [Corner; 4] = [(-1, -1), (1, -1), (-1, 1), (1, 1)];

impl Grid {
    /// The rows of a letter that stands on this line.
    pub(super) fn new(letter: &Letter, line: &LetterLine, scale: &Scale) -> Self {
        let width = letter.width();
        let inset = (width - letter.glyph.width) / 2;
        let squeezed = letter.above.is_some() && scale.accents != AccentForm::Tall;
        let folded = (squeezed && scale.form == LetterForm::Seven).then_some(letter.glyph.folds);
        let folded = folded.and_then(|folds| folds.first().copied());
        let own_above = letter.above.map_or(0, |accent| scale.rows_above(accent));
        let air = (line.rows_above(scale) - own_above) * scale.row;
        // Appended one after the other: a chain of iterators takes longer than all of the letter.
        let mut rows = Vec::with_capacity(16);
        rows.push((0, air));
        if let Some(accent) = letter.above {
            push_accent(accent, letter, scale, &mut rows);
        }
        if squeezed {
            rows.push((0, scale.row));
        }
        for (row, pixels) in letter.glyph.rows.iter().enumerate() {
            if Some(row) != folded {
                rows.push((pixels << inset, scale.row_height(letter.glyph, row)));
            }
        }
        if let Some(accent) = letter.below {
            push_accent(accent, letter, scale, &mut rows);
        }
        rows.retain(|(_, height)| *height > 0);
        Self { rows, width }
    }

    /// Calls `paint` with every dot of ink among those in `columns` and `rows`, counted from the left edge of the letter and
    /// from the top of its line.
    pub(super) fn dots(
        &self,
        column: u32,
        columns: &Range<u32>,
        rows: &Range<u32>,
        mut paint: impl FnMut(u32, u32),
    ) {
        let mut top = 0;
        for (y, (_, height)) in (0..).zip(&self.rows) {
            let dots_down = overlap(rows, top, *height);
            for (x, pixel) in (0..).zip(0..self.width) {
                let left = pixel * column;
                let dots_across = overlap(columns, left, column);
                if dots_across.is_empty() || dots_down.is_empty() {
                    continue;
                }
                let inked = self.inked(x, y);
                let cuts = CORNERS.map(|corner| self.cut_at(x, y, corner));
                for (dot_y, dot_x) in dots_down
                    .clone()
                    .flat_map(|dot_y| dots_across.clone().map(move |dot_x| (dot_y, dot_x)))
                {
                    let covers = |cut: &Cut| cut.covers((dot_x, column), (dot_y, *height));
                    if inked != cuts.iter().flatten().any(covers) {
                        paint(left + dot_x, top + dot_y);
                    }
                }
            }
            top += height;
        }
    }

    fn inked(&self, x: i32, y: i32) -> bool {
        let row = usize::try_from(y).ok().and_then(|y| self.rows.get(y));
        let column = u32::try_from(x).ok().filter(|x| *x < self.width);
        row.zip(column)
            .is_some_and(|((pixels, _), column)| pixels >> column & 1 == 1)
    }

    /// The triangle that is cut off one corner of a pixel, be it ink or paper, `None` where the corner stays square.
    ///
    /// A corner is cut where it is a step of stairs that go on: one of its edges is one pixel long and then turns the other
    /// way. A corner that turns the same way at both ends is meant to be square, as are all those of E.
    fn cut_at(&self, x: i32, y: i32, corner: Corner) -> Option<Cut> {
        let (right, down) = corner;
        let inked = self.inked(x, y);
        let same = |x: i32, y: i32| self.inked(x, y) == inked;
        let is_corner = !same(x + right, y) && !same(x, y + down);
        // LetterInk that meets ink at this corner keeps it, paper that meets paper gives it up: strokes never come apart.
        if !is_corner || (inked && same(x + right, y + down)) {
            return None;
        }
        let vertical = edge(|step| (same(x, y - down * step), same(x + right, y - down * step)));
        let horizontal = edge(|step| (same(x - right * step, y), same(x - right * step, y + down)));
        if vertical != Edge::Stair(1) && horizontal != Edge::Stair(1) {
            return None;
        }
        // Paper in a long corner is the space beside a bar, not a step.
        if !inked && (vertical == Edge::Long || horizontal == Edge::Long) {
            return None;
        }
        Some(Cut {
            corner,
            across: horizontal.halves(),
            down: vertical.halves(),
        })
    }
}

/// An edge of a pixel, followed away from the corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// So many pixels, one or two, and then it turns the other way, as stairs do.
    Stair(u32),
    /// One or two pixels, and then it turns the same way: the far end of the shape.
    End,
    /// Longer than two pixels.
    Long,
}

impl Edge {
    /// Half pixels that a slope takes of this edge: half of it, for the step at its other end takes the other half.
    fn halves(self) -> u32 {
        match self {
            Edge::Stair(length) => length,
            Edge::End | Edge::Long => 1,
        }
    }
}

/// Follows an edge; `look` tells whether the pixel so many steps on, and the one beyond the edge, are like the first.
fn edge(look: impl Fn(i32) -> (bool, bool)) -> Edge {
    for (step, length) in [(1, 1), (2, 2)] {
        match look(step) {
            (false, _) => return Edge::End,
            (true, true) => return Edge::Stair(length),
            (true, false) => {}
        }
    }
    Edge::Long
}

impl Cut {
    /// True if the middle of a dot is cut off: the `dot`-th of `count` from the left, and from the top.
    fn covers(self, (dot_x, column): (u32, u32), (dot_y, height): (u32, u32)) -> bool {
        let (right, down) = self.corner;
        // Twice the distance from the corner to the middle of the dot.
        let from = |dot: u32, count: u32, direction: i32| {
            if direction < 0 {
                2 * dot + 1
            } else {
                2 * (count - dot) - 1
            }
        };
        let across = u64::from(from(dot_x, column, right)) * u64::from(height * self.down);
        let along = u64::from(from(dot_y, height, down)) * u64::from(column * self.across);
        across + along < u64::from(column * self.across) * u64::from(height * self.down)
    }
}

/// The part of a range that lies in `length` dots from `start` on, counted from there.
fn overlap(range: &Range<u32>, start: u32, length: u32) -> Range<u32> {
    range.start.saturating_sub(start)..range.end.saturating_sub(start).min(length)
}

/// Adds the rows of an accent in the middle of its letter, each with its height in dots.
///
/// Unless it stands as drawn, its rows with ink share what room it has; where that is not a dot for each, the first has it.
fn push_accent(accent: &Accent, letter: &Letter, scale: &Scale, to: &mut Vec<(u32, u32)>) {
    let (width, rows) = accent.picture(letter.glyph.width);
    let inset = (letter.width() - width) / 2;
    let rows = rows.iter().map(|pixels| pixels << inset);
    if scale.accents == AccentForm::Tall {
        to.extend(rows.map(|pixels| (pixels, scale.row)));
        return;
    }
    let room = scale.inked_rows(accent) * scale.row;
    let mut inked: Vec<u32> = rows.filter(|pixels| *pixels != 0).collect();
    if accent.inked() > room {
        inked.truncate(1);
    }
    let count = inked.len() as u32;
    let height = scale.row.min(room / count.max(1));
    // Unused dots go to the far side: an accent belongs near its letter.
    let unused = (0, room - height * count);
    if accent.side == AccentSide::Above {
        to.push(unused);
    }
    to.extend(inked.into_iter().map(|pixels| (pixels, height)));
    if accent.side == AccentSide::Below {
        to.push(unused);
    }
}
