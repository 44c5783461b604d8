//! The keys of a session. Any other key, a click and a tap are `space`.

use SessionCommand as C;

use super::look::State;
use crate::app::element::Hint;
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, bind};
use crate::core::player::Command;

/// A command of the person on the mat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum SessionCommand {
    /// Pause a running segment, resume after a pause, or end a wait for a key.
    Space,
    Player(Command),
    /// Ask whether to stop.
    Stop,
    Mute,
    Help,
}

const NEXT: C = C::Player(Command::Next);
const BACK: C = C::Player(Command::Back);
const AGAIN: C = C::Player(Command::Again);
const LONGER: C = C::Player(Command::Longer);
const SHORTER: C = C::Player(Command::Shorter);
const HURT: C = C::Player(Command::Hurt);

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Space, &[Key::Char(' ')])
        .hint("space", "pause")
        .help("pause and go on; any other key, a click and a tap do the same"),
    bind(NEXT, &[Key::Right, Key::PageDown])
        .hint("→", "skip")
        .help("end what waits (\"I am ready\") or this hold"),
    bind(BACK, &[Key::Left, Key::PageUp])
        .hint("←", "back")
        .help("this hold again; in its first 3 s, or while waiting, the hold before"),
    bind(AGAIN, &[Key::Char('r')]).hint("r", "step again").help(
        "this step again from its beginning; while getting ready or resting, the step just done",
    ),
    bind(LONGER, &[Key::Char('+'), Key::Char('='), Key::Up])
        .hint("+", "longer")
        .help("five seconds longer, on both sides; a waiting time, that time only"),
    bind(SHORTER, &[Key::Char('-'), Key::Down])
        .hint("-", "shorter")
        .help("five seconds shorter, on both sides; a waiting time, that time only"),
    bind(HURT, &[Key::Char('h'), Key::Char('!')])
        .hint("h", "it hurts")
        .help("it hurts: stop this stretch and leave out the rest of it"),
    bind(C::Mute, &[Key::Char('m')])
        .hint("m", "sound")
        .help("sound off, and on again"),
    bind(C::Stop, &[Key::Char('q'), Key::Escape])
        .hint("q", "stop")
        .help("stop, after a question; what was done counts"),
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "keys")
        .help("these keys; the session is paused while they are shown"),
])
.with(
    "suspend the program; the session is paused",
    [
        "stop now",
        "stop now, without a question; what was done counts",
    ],
);

/// The hint bar of a state: the commands that matter in it, in this order, and what they do where that is not what the
/// table says.
pub(super) fn hint_bar(state: State) -> Vec<Hint> {
    let (commands, words): (&[C], &[(C, &str)]) = match state {
        State::Starting => (
            &[NEXT, C::Space, LONGER, C::Help, C::Stop],
            &[(NEXT, "start now")],
        ),
        State::LeadingIn => (
            &[NEXT, C::Space, BACK, C::Help, C::Stop],
            &[(NEXT, "start now")],
        ),
        State::Paused => (
            &[C::Space, NEXT, BACK, AGAIN, C::Help, C::Stop],
            &[(C::Space, "resume"), (NEXT, "next")],
        ),
        State::Hurt => (
            &[NEXT, AGAIN, C::Stop],
            &[(NEXT, "next stretch"), (AGAIN, "try again")],
        ),
        State::Alarm => (
            &[C::Space, BACK, C::Stop],
            &[(C::Space, "stops it"), (BACK, "again")],
        ),
        State::OpenCount => (
            &[C::Space, BACK, HURT, C::Help, C::Stop],
            &[(C::Space, "done")],
        ),
        State::Running(kind) if kind.is_wait() => (
            &[C::Space, BACK, AGAIN, C::Help, C::Stop],
            &[(C::Space, "continue")],
        ),
        State::Running(kind) if kind.is_work() => (RUNNING, &[]),
        State::Running(_) => (RUNNING, &[(NEXT, "start now")]),
    };
    let does = |command: &C| words.iter().find(|(other, _)| other == command);
    let hint = |command: &C| KEYS.hint(*command, does(command).map(|(_, does)| *does));
    commands.iter().filter_map(hint).collect()
}

const RUNNING: &[C] = &[
    C::Space,
    BACK,
    NEXT,
    LONGER,
    SHORTER,
    HURT,
    C::Help,
    C::Stop,
];
