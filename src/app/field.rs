//! A text field of one line.

use super::input::Key;
use crate::core::text::is_hazardous;

/// The effect of a key on a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// It was a character, or deleted one.
    Text,
    /// It would have deleted a character where there was none.
    Empty,
    /// It is no key of a field.
    Not,
}

/// A text that is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub(super) text: String,
}

impl Field {
    /// Handles a key. More than `longest` characters are not taken, nor any that could drive a terminal.
    pub(super) fn key(&mut self, key: Key, longest: usize) -> Edited {
        match key {
            Key::Char(character) => {
                let is_printed = !character.is_control() && !is_hazardous(character);
                if is_printed && self.text.chars().count() < longest {
                    self.text.push(character);
                }
                Edited::Text
            }
            Key::Backspace if self.text.pop().is_none() => Edited::Empty,
            Key::Backspace => Edited::Text,
            _ => Edited::Not,
        }
    }
}
