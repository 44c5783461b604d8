//! A letter as it is drawn: rows of pixels that differ in height, and corners cut so that stairs become slopes.

use std::iter::once;
use std::ops::Range;

use super::mark::{Mark, Place};
use super::scale::{Form, Marks, Scale};
use super::spell::Letter;
use super::stack::{mark_above, rows_above};
use super::wrap::Line;

/// A row of pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Bit 0 is the leftmost pixel.
    pixels: u32,
    /// In dots, at least one.
    pub(super) height: u32,
}

/// The rows of one letter of a line, from the top of the line downwards.
#[derive(Debug)]
pub(super) struct Grid {
    /// From the top.
    pub(super) rows: Vec<Row>,
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
    pub(super) fn new(letter: &Letter, line: &Line, scale: &Scale) -> Self {
        let width = letter.width();
        let mut rows = Vec::new();
        let mut push = |pixels: u32, height: u32| {
            if height > 0 {
                rows.push(Row { pixels, height });
            }
        };
        let inset = (width - letter.glyph.width) / 2;
        let squeezed = letter.above.is_some() && scale.marks != Marks::Tall;
        let own_above = letter.above.map_or(0, |mark| mark_above(mark, scale));
        push(0, (rows_above(line, scale) - own_above) * scale.row);
        for (pixels, height) in letter
            .above
            .iter()
            .flat_map(|mark| mark_rows(mark, letter, scale))
        {
            push(pixels, height);
        }
        if squeezed {
            push(0, scale.row);
        }
        for (index, pixels) in letter.glyph.rows.iter().enumerate() {
            let gives_way =
                squeezed && scale.form == Form::Seven && letter.glyph.folds.first() == Some(&index);
            if !gives_way {
                push(pixels << inset, scale.row_height(letter.glyph, index));
            }
        }
        for (pixels, height) in letter
            .below
            .iter()
            .flat_map(|mark| mark_rows(mark, letter, scale))
        {
            push(pixels, height);
        }
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
        for (y, row) in (0..).zip(&self.rows) {
            let dots_down = overlap(rows, top, row.height);
            for (x, pixel) in (0..).zip(0..self.width) {
                let left = pixel * column;
                let dots_across = overlap(columns, left, column);
                if dots_across.is_empty() || dots_down.is_empty() {
                    continue;
                }
                let inked = self.inked(x, y);
                let cuts = CORNERS.map(|corner| self.cut(x, y, corner));
                for (dot_y, dot_x) in dots_down
                    .clone()
                    .flat_map(|dot_y| dots_across.clone().map(move |dot_x| (dot_y, dot_x)))
                {
                    let covers = |cut: &Cut| cut.covers((dot_x, column), (dot_y, row.height));
                    if inked != cuts.iter().flatten().any(covers) {
                        paint(left + dot_x, top + dot_y);
                    }
                }
            }
            top += row.height;
        }
    }

    fn inked(&self, x: i32, y: i32) -> bool {
        let row = usize::try_from(y).ok().and_then(|y| self.rows.get(y));
        let column = u32::try_from(x).ok().filter(|x| *x < self.width);
        row.zip(column)
            .is_some_and(|(row, column)| row.pixels >> column & 1 == 1)
    }

    /// The triangle that is cut off one corner of a pixel, be it ink or paper, `None` where the corner stays square.
    ///
    /// A corner is cut where it is a step of stairs that go on: one of its edges is one pixel long and then turns the other
    /// way. A corner that turns the same way at both ends is meant to be square, as are all those of E.
    fn cut(&self, x: i32, y: i32, corner: Corner) -> Option<Cut> {
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
    /// Whether the middle of a dot is cut off: the `dot`-th of `count` from the left, and from the top.
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

/// The rows of a mark in the middle of its letter, each with its height in dots.
///
/// Unless it stands as drawn, its rows with ink share what room it has; where that is not a dot for each, the first has it.
fn mark_rows(mark: &Mark, letter: &Letter, scale: &Scale) -> Vec<(u32, u32)> {
    let (width, rows) = mark.picture(letter.glyph.width);
    let inset = (letter.width() - width) / 2;
    let rows = rows.iter().map(|pixels| pixels << inset);
    if scale.marks == Marks::Tall {
        return rows.map(|pixels| (pixels, scale.row)).collect();
    }
    let room = mark.inked().min(scale.marks.rows()) * scale.row;
    let mut inked: Vec<u32> = rows.filter(|pixels| *pixels != 0).collect();
    if mark.inked() > room {
        inked.truncate(1);
    }
    let count = inked.len() as u32;
    let height = scale.row.min(room / count.max(1));
    let unused = room - height * count;
    // What is left over goes to the far side of the letter: a mark belongs near it.
    let inked = inked.into_iter().map(|pixels| (pixels, height));
    match mark.place {
        Place::Above => once((0, unused)).chain(inked).collect(),
        Place::Below => inked.chain(once((0, unused))).collect(),
    }
}
