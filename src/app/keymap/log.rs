//! The keys of the log.

use super::Binding;
use crate::app::input::Key;

/// What a key asks of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogCommand {
    /// Scroll up.
    Up,
    /// Scroll down.
    Down,
    /// Go back to the library.
    Back,
    /// Show or hide the keys.
    Help,
    /// Suspend the program.
    Suspend,
    /// Leave the program at once.
    Interrupt,
}

/// The keys of the log.
pub static LOG: &[Binding<LogCommand>] = &[
    Binding {
        keys: &[Key::Up, Key::PageUp, Key::Char('k')],
        command: LogCommand::Up,
        label: "↑",
        hint: "up",
        help: "scroll up",
    },
    Binding {
        keys: &[Key::Down, Key::PageDown, Key::Char('j')],
        command: LogCommand::Down,
        label: "↓",
        hint: "scroll",
        help: "scroll down",
    },
    Binding {
        keys: &[
            Key::Char('q'),
            Key::Escape,
            Key::Char('l'),
            Key::Enter,
            Key::Char(' '),
        ],
        command: LogCommand::Back,
        label: "q",
        hint: "back",
        help: "back to the routines",
    },
    Binding {
        keys: &[Key::Char('?')],
        command: LogCommand::Help,
        label: "?",
        hint: "help",
        help: "these keys",
    },
    Binding {
        keys: &[Key::Ctrl('z')],
        command: LogCommand::Suspend,
        label: "Ctrl-Z",
        hint: "suspend",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: LogCommand::Interrupt,
        label: "Ctrl-C",
        hint: "leave now",
        help: "leave at once",
    },
];
