//! Areas beside and below each other.
//!
//! Every screen is a few rows that are always as high, and a rest. ratatui's own layout solves equations for that, which
//! takes as long as all of the drawing.

use ratatui::layout::Rect;

/// A part of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// So many rows or columns, as long as there are any left.
    Cells(u16),
    /// An equal share of what the others leave.
    Rest,
}

/// Parts of `area` from top to bottom.
pub(super) fn rows<const COUNT: usize>(area: Rect, parts: [Part; COUNT]) -> [Rect; COUNT] {
    lengths(area.height, parts).map(|(at, height)| Rect {
        y: area.y + at,
        height,
        ..area
    })
}

/// Parts of `area` from left to right.
pub(super) fn columns<const COUNT: usize>(area: Rect, parts: [Part; COUNT]) -> [Rect; COUNT] {
    lengths(area.width, parts).map(|(at, width)| Rect {
        x: area.x + at,
        width,
        ..area
    })
}

/// Where each part begins in `all` cells, and how many it has.
fn lengths<const COUNT: usize>(all: u16, parts: [Part; COUNT]) -> [(u16, u16); COUNT] {
    let (mut wanted, mut shares) = (0_u16, 0_u16);
    for part in parts {
        match part {
            Part::Cells(cells) => wanted = wanted.saturating_add(cells),
            Part::Rest => shares += 1,
        }
    }
    let mut rest = all.saturating_sub(wanted);
    let mut at = 0;
    parts.map(|part| {
        let length = match part {
            Part::Cells(cells) => cells.min(all - at),
            Part::Rest => {
                let share = rest / shares.max(1);
                shares = shares.saturating_sub(1);
                rest -= share;
                share
            }
        };
        at += length;
        (at - length, length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Cells, Rest};

    #[test]
    fn what_is_left_is_shared_and_what_is_not_there_is_not_given() {
        let rows = |height, parts: [Part; 4]| {
            let area = Rect::new(7, 100, 5, height);
            rows(area, parts).map(|row| (row.y, row.height))
        };
        let parts = [Cells(2), Rest, Cells(3), Rest];
        assert_eq!(rows(10, parts), [(100, 2), (102, 2), (104, 3), (107, 3)]);
        assert_eq!(rows(5, parts), [(100, 2), (102, 0), (102, 3), (105, 0)]);
        assert_eq!(rows(4, parts), [(100, 2), (102, 0), (102, 2), (104, 0)]);
        assert_eq!(rows(0, parts), [(100, 0); 4]);
        let [left, right] = columns(Rect::new(7, 100, 9, 5), [Rest, Cells(4)]);
        assert_eq!(
            (left, right),
            (Rect::new(7, 100, 5, 5), Rect::new(12, 100, 4, 5))
        );
    }
}
