//! Movements in a list, of the row under a cursor or of the first line that is shown.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    First,
    Last,
}

impl Move {
    /// Moves `place` by `rows`, or to an end, in a list whose last place is `last`.
    pub(super) fn apply(self, place: &mut usize, rows: usize, last: usize) {
        *place = match self {
            Self::Up => place.saturating_sub(rows),
            Self::Down => (*place + rows).min(last),
            Self::First => 0,
            Self::Last => last,
        };
    }
}
