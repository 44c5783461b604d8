//! A text field of one line.

use tui_input::{Input, InputRequest as Request};

use super::element::FieldView;
use super::input::Key;
use crate::core::text::{is_hazardous, on_one_line};

/// A text that is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Field(Input);

impl Field {
    /// A field that has this text, on one line, however long it is.
    pub(super) fn of(text: &str) -> Self {
        let text = on_one_line(text);
        Self(
            text.chars()
                .filter(|it| is_printed(*it))
                .collect::<String>()
                .into(),
        )
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        self.0.value()
    }

    /// Handles a key; false where it is none of a field. More than `longest` characters are not taken, nor any that
    /// could drive a terminal.
    pub(super) fn key(&mut self, key: Key, longest: usize) -> bool {
        if let Some(character) = key.typed() {
            self.insert(character, longest);
            return true;
        }
        let request = match key {
            Key::Backspace | Key::Ctrl('h') => Request::DeletePrevChar,
            Key::Left | Key::Ctrl('b') => Request::GoToPrevChar,
            Key::Right | Key::Ctrl('f') => Request::GoToNextChar,
            Key::Home | Key::Ctrl('a') => Request::GoToStart,
            Key::End | Key::Ctrl('e') => Request::GoToEnd,
            Key::Ctrl('u') => Request::DeleteFromStart,
            Key::Ctrl('k') => Request::DeleteTillEnd,
            Key::Ctrl('w') => Request::DeletePrevWord,
            _ => return false,
        };
        self.0.handle(request);
        true
    }

    /// Inserts a text that was pasted, on one line, as far as there is room.
    pub(super) fn paste(&mut self, text: &str, longest: usize) {
        for character in on_one_line(text).chars() {
            self.insert(character, longest);
        }
    }

    fn insert(&mut self, character: char, longest: usize) {
        if is_printed(character) && self.text().chars().count() < longest {
            self.0.handle(Request::InsertChar(character));
        }
    }

    /// The text before the cursor and behind it.
    pub(super) fn view(&self) -> FieldView {
        let characters = self.text().chars();
        FieldView {
            before: characters.clone().take(self.0.cursor()).collect(),
            behind: characters.skip(self.0.cursor()).collect(),
        }
    }
}

/// Whether a character can be typed.
fn is_printed(character: char) -> bool {
    !character.is_control() && !is_hazardous(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &mut Field, keys: &[Key]) {
        for key in keys {
            assert!(field.key(*key, 40), "{key:?}");
        }
    }

    fn words(text: &str) -> Field {
        let mut field = Field::default();
        field.paste(text, 40);
        field
    }

    /// The text, with a bar where the cursor is.
    fn shown(field: &Field) -> String {
        let FieldView { before, behind } = field.view();
        format!("{before}|{behind}")
    }

    #[test]
    fn arrows_and_the_keys_of_a_shell_move_and_delete() {
        let cases: [(&[Key], &str); 9] = [
            (&[Key::Left, Key::Char('x')], "left knex|e"),
            (&[Key::Home, Key::Char('x')], "x|left knee"),
            (&[Key::Ctrl('a'), Key::Right], "l|eft knee"),
            (&[Key::Ctrl('a'), Key::Ctrl('e')], "left knee|"),
            (&[Key::Ctrl('a'), Key::End], "left knee|"),
            (&[Key::Ctrl('w')], "left |"),
            (&[Key::Left, Key::Ctrl('u')], "|e"),
            (&[Key::Ctrl('a'), Key::Right, Key::Ctrl('k')], "l|"),
            (&[Key::Left, Key::Backspace], "left kn|e"),
        ];
        for (keys, expected) in cases {
            let mut field = words("left knee");
            typed(&mut field, keys);
            assert_eq!(shown(&field), expected, "{keys:?}");
        }
    }

    #[test]
    fn a_character_of_several_parts_is_deleted_at_once() {
        let mut field = words("a🧘\u{200d}♀\u{fe0f}");
        typed(&mut field, &[Key::Backspace]);
        assert_eq!(shown(&field), "a|");
    }

    #[test]
    fn what_is_pasted_is_on_one_line_harmless_and_not_too_long() {
        let mut field = Field::default();
        field.paste("left\n knee\u{1b}[31m\u{202e}", 12);
        assert_eq!(shown(&field), "left knee[31|");
    }

    #[test]
    fn other_keys_are_none_of_a_field() {
        let mut field = Field::default();
        for key in [Key::Up, Key::Enter, Key::Escape, Key::Tab, Key::Ctrl('x')] {
            assert!(!field.key(key, 40), "{key:?}");
        }
    }
}
