//! A place in a list: the selected row, or the first line that is shown.

/// A movement in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    First,
    Last,
}

/// A place in a list, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ListPlace(pub(super) usize);

impl ListPlace {
    /// Moves by `rows`, or to an end, in a list whose last place is `last`.
    pub(super) fn go(&mut self, to: Move, rows: usize, last: usize) {
        self.0 = match to {
            Move::Up => self.0.saturating_sub(rows),
            Move::Down => (self.0 + rows).min(last),
            Move::First => 0,
            Move::Last => last,
        };
    }
}
