//! Movements in a list, of the row under a cursor or of the first line that is shown.

use super::input::Key;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    First,
    Last,
}

impl Move {
    /// The key for it in every list.
    pub(super) const fn as_key(self) -> Key {
        match self {
            Self::Up => Key::Up,
            Self::Down => Key::Down,
            Self::First => Key::Home,
            Self::Last => Key::End,
        }
    }

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
