//! The keys of the summary.

use super::Binding;
use crate::app::input::Key;

/// What a key asks of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryCommand {
    /// Keep the session and go back.
    Keep,
    /// Go back without keeping it.
    Discard,
    /// Write a note.
    Note,
    /// Scroll up.
    Up,
    /// Scroll down.
    Down,
    /// Show or hide the keys.
    Help,
    /// Suspend the program.
    Suspend,
    /// Leave the program at once.
    Interrupt,
}

/// The keys of the summary.
pub static SUMMARY: &[Binding<SummaryCommand>] = &[
    Binding {
        keys: &[Key::Enter, Key::Char(' '), Key::Char('q'), Key::Escape],
        command: SummaryCommand::Keep,
        label: "enter",
        hint: "keep",
        help: "keep it and go back",
    },
    Binding {
        keys: &[Key::Char('x')],
        command: SummaryCommand::Discard,
        label: "x",
        hint: "do not keep",
        help: "go back without keeping it",
    },
    Binding {
        keys: &[Key::Char('n')],
        command: SummaryCommand::Note,
        label: "n",
        hint: "note",
        help: "write a note; a number from 0 to 10 before it says how it feels",
    },
    Binding {
        keys: &[Key::Up],
        command: SummaryCommand::Up,
        label: "↑",
        hint: "up",
        help: "scroll up",
    },
    Binding {
        keys: &[Key::Down],
        command: SummaryCommand::Down,
        label: "↓",
        hint: "down",
        help: "scroll down",
    },
    Binding {
        keys: &[Key::Char('?')],
        command: SummaryCommand::Help,
        label: "?",
        hint: "help",
        help: "these keys",
    },
    Binding {
        keys: &[Key::Ctrl('z')],
        command: SummaryCommand::Suspend,
        label: "Ctrl-Z",
        hint: "suspend",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: SummaryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "leave now",
        help: "leave at once; it is kept",
    },
];
