//! A text field of one line.

use tui_input::{Input, InputRequest as Request};

use super::element::FieldView;
use super::input::Key;
use crate::core::text::{is_hazardous, on_one_line};

/// A text that is being typed. Where it is selected, what is typed takes its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    input: Input,
    is_selected: bool,
}

impl Field {
    /// A field that has this text, on one line, however long it is.
    pub(super) fn of(text: &str) -> Self {
        let text = on_one_line(text);
        let text: String = text.chars().filter(|it| is_printed(*it)).collect();
        Self {
            input: text.into(),
            is_selected: false,
        }
    }

    /// Selects the whole text, if there is any.
    pub(super) fn select(&mut self) {
        self.is_selected = !self.text().is_empty();
    }

    /// Whether the whole text is selected.
    pub(super) const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        self.input.value()
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
        let deletes = matches!(
            request,
            Request::DeletePrevChar
                | Request::DeleteFromStart
                | Request::DeleteTillEnd
                | Request::DeletePrevWord
        );
        if self.is_selected && deletes {
            self.input.reset();
        } else {
            self.input.handle(request);
        }
        self.is_selected = false;
        true
    }

    /// Inserts a text that was pasted, on one line, as far as there is room.
    pub(super) fn paste(&mut self, text: &str, longest: usize) {
        for character in on_one_line(text).chars() {
            self.insert(character, longest);
        }
    }

    fn insert(&mut self, character: char, longest: usize) {
        if !is_printed(character) {
            return;
        }
        if std::mem::take(&mut self.is_selected) {
            self.input.reset();
        }
        if self.text().chars().count() < longest {
            self.input.handle(Request::InsertChar(character));
        }
    }

    /// The text before the cursor and behind it.
    pub(super) fn view(&self) -> FieldView {
        let characters = self.text().chars();
        FieldView {
            before: characters.clone().take(self.input.cursor()).collect(),
            behind: characters.skip(self.input.cursor()).collect(),
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
    fn what_is_typed_takes_the_place_of_a_selected_text_and_an_arrow_keeps_it() {
        let cases: [(&[Key], &str); 6] = [
            (&[Key::Char('3'), Key::Char('0')], "30|"),
            (&[Key::Right, Key::Char('!')], "left knee!|"),
            (&[Key::Home, Key::Char('a')], "a|left knee"),
            (&[Key::Backspace], "|"),
            (&[Key::Ctrl('w')], "|"),
            (&[Key::Ctrl('e'), Key::Ctrl('u')], "|"),
        ];
        for (keys, expected) in cases {
            let mut field = words("left knee");
            field.select();
            assert!(field.is_selected());
            typed(&mut field, keys);
            assert!(!field.is_selected());
            assert_eq!(shown(&field), expected, "{keys:?}");
        }
        let mut field = words("left knee");
        field.select();
        field.paste("\u{1b}", 40);
        assert!(field.is_selected(), "nothing was typed");
        field.paste("hip", 40);
        assert_eq!(shown(&field), "hip|");
        let mut empty = Field::default();
        empty.select();
        assert!(!empty.is_selected());
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
