//! Parts of a rectangle, beyond what ratatui's `Rect` offers.
//!
//! Every part lies inside its rectangle, however small that is. ratatui's own layout solves equations, which takes as
//! long as all of the drawing.

use ratatui::layout::{Margin, Rect};

/// The length of a part of a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// So many rows or columns, as long as there are any.
    Cells(u16),
    /// An equal share of what the others leave.
    Rest,
}

pub(super) use Share::{Cells, Rest};

/// The most columns of a line that is read with ease.
pub(super) const READABLE: u16 = 76;

/// Parts of a rectangle.
pub(super) trait Area: Sized {
    /// Its parts from top to bottom.
    fn split_rows<const COUNT: usize>(self, shares: [Share; COUNT]) -> [Self; COUNT];
    /// Its parts from left to right.
    fn split_columns<const COUNT: usize>(self, shares: [Share; COUNT]) -> [Self; COUNT];
    fn first_columns(self, columns: u16) -> Self;
    fn after_columns(self, columns: u16) -> Self;
    fn last_columns(self, columns: u16) -> Self;
    /// All but its last columns.
    fn before_columns(self, columns: u16) -> Self;
    fn first_rows(self, rows: u16) -> Self;
    /// All but its first rows.
    fn after_rows(self, rows: u16) -> Self;
    fn last_rows(self, rows: u16) -> Self;
    /// The row half way down.
    fn middle_row(self) -> Self;
    /// All but this many columns at the left and at the right.
    fn padded(self, columns: u16) -> Self;
    /// Its middle: at most so many columns, and all but a margin at the left and at the right.
    fn centred(self, columns: u16, margin: u16) -> Self;
}

impl Area for Rect {
    fn split_rows<const COUNT: usize>(self, shares: [Share; COUNT]) -> [Self; COUNT] {
        lengths(self.height, shares).map(|(at, height)| self.after_rows(at).first_rows(height))
    }

    fn split_columns<const COUNT: usize>(self, shares: [Share; COUNT]) -> [Self; COUNT] {
        lengths(self.width, shares).map(|(at, width)| self.after_columns(at).first_columns(width))
    }

    fn first_columns(self, columns: u16) -> Self {
        let width = columns.min(self.width);
        Self { width, ..self }
    }

    fn after_columns(self, columns: u16) -> Self {
        self.last_columns(self.width.saturating_sub(columns))
    }

    fn last_columns(self, columns: u16) -> Self {
        let width = columns.min(self.width);
        let x = self.x + (self.width - width);
        Self { x, width, ..self }
    }

    fn before_columns(self, columns: u16) -> Self {
        self.first_columns(self.width.saturating_sub(columns))
    }

    fn first_rows(self, rows: u16) -> Self {
        let height = rows.min(self.height);
        Self { height, ..self }
    }

    fn after_rows(self, rows: u16) -> Self {
        self.last_rows(self.height.saturating_sub(rows))
    }

    fn last_rows(self, rows: u16) -> Self {
        let height = rows.min(self.height);
        let y = self.y + (self.height - height);
        Self { y, height, ..self }
    }

    fn middle_row(self) -> Self {
        self.after_rows(self.height.saturating_sub(1) / 2)
            .first_rows(1)
    }

    fn padded(self, columns: u16) -> Self {
        self.inner(Margin::new(columns, 0))
    }

    fn centred(self, columns: u16, margin: u16) -> Self {
        self.padded((self.width.saturating_sub(columns) / 2).max(margin))
    }
}

/// The begin and the length of each part of `all` cells.
fn lengths<const COUNT: usize>(all: u16, shares: [Share; COUNT]) -> [(u16, u16); COUNT] {
    let (mut wanted, mut rests) = (0_u16, 0_u16);
    for share in shares {
        match share {
            Share::Cells(cells) => wanted = wanted.saturating_add(cells),
            Share::Rest => rests += 1,
        }
    }
    let mut rest = all.saturating_sub(wanted);
    let mut at = 0;
    shares.map(|share| {
        let length = match share {
            Share::Cells(cells) => cells.min(all - at),
            Share::Rest => {
                let length = rest / rests.max(1);
                rests = rests.saturating_sub(1);
                rest -= length;
                length
            }
        };
        at += length;
        (at - length, length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_shared_and_no_part_lies_outside() {
        let rows = |height, shares: [Share; 4]| {
            let area = Rect::new(7, 100, 5, height);
            area.split_rows(shares).map(|row| (row.y, row.height))
        };
        let shares = [Cells(2), Rest, Cells(3), Rest];
        assert_eq!(rows(10, shares), [(100, 2), (102, 2), (104, 3), (107, 3)]);
        assert_eq!(rows(5, shares), [(100, 2), (102, 0), (102, 3), (105, 0)]);
        assert_eq!(rows(4, shares), [(100, 2), (102, 0), (102, 2), (104, 0)]);
        assert_eq!(rows(0, shares), [(100, 0); 4]);
        let [left, right] = Rect::new(7, 100, 9, 5).split_columns([Rest, Cells(4)]);
        assert_eq!(
            (left, right),
            (Rect::new(7, 100, 5, 5), Rect::new(12, 100, 4, 5))
        );
    }

    #[test]
    fn parts_at_each_edge() {
        let area = Rect::new(7, 100, 9, 5);
        assert_eq!(area.first_columns(4), Rect::new(7, 100, 4, 5));
        assert_eq!(area.after_columns(4), Rect::new(11, 100, 5, 5));
        assert_eq!(area.last_columns(4), Rect::new(12, 100, 4, 5));
        assert_eq!(area.before_columns(4), Rect::new(7, 100, 5, 5));
        assert_eq!(area.first_rows(4), Rect::new(7, 100, 9, 4));
        assert_eq!(area.after_rows(4), Rect::new(7, 104, 9, 1));
        assert_eq!(area.last_rows(4), Rect::new(7, 101, 9, 4));
        assert_eq!(area.middle_row(), Rect::new(7, 102, 9, 1));
        assert_eq!(area.padded(2), Rect::new(9, 100, 5, 5));
        assert_eq!(area.after_columns(20), Rect::new(16, 100, 0, 5));
        assert_eq!(area.last_rows(20), area);
    }
}
