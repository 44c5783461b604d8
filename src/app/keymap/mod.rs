//! The keys: one table a screen. Dispatch, the hint bar, the help and the README are all printed from it.

mod gallery;
mod library;
mod log;
mod markdown;
mod session;
mod summary;

use super::element::{HelpLine, Hint};
use super::input::Key;

pub use gallery::{GALLERY, GalleryCommand};
pub use library::{LIBRARY, LibraryCommand};
pub use log::{LOG, LogCommand};
pub use markdown::markdown;
pub use session::{SESSION, SessionCommand};
pub use summary::{SUMMARY, SummaryCommand};

/// One line of a key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding<C: 'static> {
    /// Every key that does it.
    pub keys: &'static [Key],
    /// What it does.
    pub command: C,
    /// The keys as they are shown.
    pub label: &'static str,
    /// What it does, in a word or two, for the hint bar and for the help of a small window.
    pub hint: &'static str,
    /// What it does, in a sentence, for the help.
    pub help: &'static str,
}

/// The command that `key` stands for in `table`.
pub fn command<C: Copy>(table: &[Binding<C>], key: Key) -> Option<C> {
    table
        .iter()
        .find(|binding| binding.keys.contains(&key))
        .map(|binding| binding.command)
}

/// Whether a key means the same whatever lies over a screen or is being typed: to suspend the program, and to end it.
pub(super) const fn passes(key: Key) -> bool {
    matches!(key, Key::Ctrl('c' | 'z'))
}

/// The hint bar: these commands of a table, in this order.
pub(super) fn hints<C: Copy + PartialEq>(table: &[Binding<C>], commands: &[C]) -> Vec<Hint> {
    let bound = |command: &C| table.iter().find(|binding| binding.command == *command);
    let hint = |binding: &Binding<C>| Hint {
        key: binding.label,
        does: binding.hint,
    };
    commands.iter().filter_map(bound).map(hint).collect()
}

/// A table as lines of a help.
pub fn lines<C>(table: &[Binding<C>]) -> Vec<HelpLine> {
    let line = |binding: &Binding<C>| HelpLine {
        keys: spelt(binding),
        key: binding.label,
        help: binding.help,
        hint: binding.hint,
    };
    table.iter().map(line).collect()
}

/// The keys of a table as people write them: `→ PageDown`.
pub fn spelt<C>(binding: &Binding<C>) -> String {
    let names: Vec<String> = binding.keys.iter().map(|key| name(*key)).collect();
    names.join(" ")
}

/// What a key is called.
pub fn name(key: Key) -> String {
    match key {
        Key::Char(' ') => "space".to_owned(),
        Key::Char(character) => character.to_string(),
        Key::Ctrl(character) => format!("Ctrl-{}", character.to_ascii_uppercase()),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::PageUp => "PageUp".to_owned(),
        Key::PageDown => "PageDown".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::Enter => "enter".to_owned(),
        Key::Escape => "Esc".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::Other => "any other key".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a table that stand in it more than once.
    fn twice<C>(table: &[Binding<C>]) -> Vec<Key> {
        let mut seen = std::collections::HashSet::new();
        let keys = table.iter().flat_map(|binding| binding.keys);
        keys.copied().filter(|key| !seen.insert(*key)).collect()
    }

    #[test]
    fn no_key_stands_for_two_things() {
        assert_eq!(twice(SESSION), []);
        assert_eq!(twice(LIBRARY), []);
        assert_eq!(twice(SUMMARY), []);
        assert_eq!(twice(LOG), []);
        assert_eq!(twice(GALLERY), []);
    }
}
