//! The keys of a session.

use super::Binding;
use crate::app::input::Key;
use crate::core::player::Command;

/// A request of a key in the screen of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCommand {
    /// Pause what runs, go on from a pause, end what waits for a key.
    Space,
    /// A command of the session itself.
    Session(Command),
    /// Ask whether to stop.
    Stop,
    /// Turn the sound off, or on again.
    Mute,
    /// Stop without being asked.
    Interrupt,
    /// Suspend the program.
    Suspend,
    /// Show or hide the keys.
    Help,
}

/// The keys of a session. Any other key, a click and a tap are `space`.
pub static SESSION: &[Binding<SessionCommand>] = &[
    Binding {
        keys: &[Key::Char(' ')],
        command: SessionCommand::Space,
        label: "space",
        hint: "pause",
        help: "pause and go on; any other key, a click and a tap do the same",
    },
    Binding {
        keys: &[Key::Right, Key::PageDown],
        command: SessionCommand::Session(Command::Next),
        label: "→",
        hint: "skip",
        help: "end what waits (\"I am ready\") or this hold",
    },
    Binding {
        keys: &[Key::Left, Key::PageUp],
        command: SessionCommand::Session(Command::Back),
        label: "←",
        hint: "back",
        help: "this hold again; in its first 3 s, or while waiting, the hold before",
    },
    Binding {
        keys: &[Key::Char('r')],
        command: SessionCommand::Session(Command::Again),
        label: "r",
        hint: "step again",
        help: "this step again from its beginning; while getting ready or resting, the step just done",
    },
    Binding {
        keys: &[Key::Char('+'), Key::Char('='), Key::Up],
        command: SessionCommand::Session(Command::Longer),
        label: "+",
        hint: "longer",
        help: "five seconds longer, on both sides; a waiting time, that time only",
    },
    Binding {
        keys: &[Key::Char('-'), Key::Down],
        command: SessionCommand::Session(Command::Shorter),
        label: "-",
        hint: "shorter",
        help: "five seconds shorter, on both sides; a waiting time, that time only",
    },
    Binding {
        keys: &[Key::Char('h'), Key::Char('!')],
        command: SessionCommand::Session(Command::Hurt),
        label: "h",
        hint: "it hurts",
        help: "it hurts: stop this stretch and leave out the rest of it",
    },
    Binding {
        keys: &[Key::Char('m')],
        command: SessionCommand::Mute,
        label: "m",
        hint: "sound",
        help: "sound off, and on again",
    },
    Binding {
        keys: &[Key::Char('q'), Key::Escape],
        command: SessionCommand::Stop,
        label: "q",
        hint: "stop",
        help: "stop, after a question; what was done counts",
    },
    Binding {
        keys: &[Key::Char('?')],
        command: SessionCommand::Help,
        label: "?",
        hint: "keys",
        help: "these keys; the session is paused while they are shown",
    },
    Binding {
        keys: &[Key::Ctrl('z')],
        command: SessionCommand::Suspend,
        label: "Ctrl-Z",
        hint: "suspend",
        help: "suspend the program; the session is paused",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: SessionCommand::Interrupt,
        label: "Ctrl-C",
        hint: "stop now",
        help: "stop now, without a question; what was done counts",
    },
];
