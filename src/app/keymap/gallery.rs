//! The keys of the gallery.

use super::Binding;
use crate::app::input::Key;

/// What a key asks of the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GalleryCommand {
    /// The figure above.
    Up,
    /// The figure below.
    Down,
    /// The first figure.
    First,
    /// The last figure.
    Last,
    /// The other side.
    Side,
    /// Move again.
    Again,
    /// Show or hide the keys.
    Help,
    /// Leave it.
    Back,
    /// Suspend the program.
    Suspend,
    /// Leave the program at once.
    Interrupt,
}

/// The keys of the gallery.
pub static GALLERY: &[Binding<GalleryCommand>] = &[
    Binding {
        keys: &[Key::Up, Key::Char('k')],
        command: GalleryCommand::Up,
        label: "↑",
        hint: "up",
        help: "the one above",
    },
    Binding {
        keys: &[Key::Down, Key::Char('j')],
        command: GalleryCommand::Down,
        label: "↓",
        hint: "next figure",
        help: "the one below",
    },
    Binding {
        keys: &[Key::Left, Key::Right],
        command: GalleryCommand::Side,
        label: "← →",
        hint: "other side",
        help: "the other side, as a session changes to it",
    },
    Binding {
        keys: &[Key::Char(' '), Key::Enter],
        command: GalleryCommand::Again,
        label: "space",
        hint: "again",
        help: "out of the stretch and into it again",
    },
    Binding {
        keys: &[Key::Home],
        command: GalleryCommand::First,
        label: "Home",
        hint: "first",
        help: "the first",
    },
    Binding {
        keys: &[Key::End],
        command: GalleryCommand::Last,
        label: "End",
        hint: "last",
        help: "the last",
    },
    Binding {
        keys: &[Key::Char('?')],
        command: GalleryCommand::Help,
        label: "?",
        hint: "help",
        help: "these keys",
    },
    Binding {
        keys: &[Key::Char('q'), Key::Escape],
        command: GalleryCommand::Back,
        label: "q",
        hint: "quit",
        help: "leave",
    },
    Binding {
        keys: &[Key::Ctrl('z')],
        command: GalleryCommand::Suspend,
        label: "Ctrl-Z",
        hint: "suspend",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: GalleryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "leave now",
        help: "leave at once",
    },
];
