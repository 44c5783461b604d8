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
        .hint("Space", "pause")
        .help("pause or resume; any other key, a click or a tap does the same"),
    bind(NEXT, &[Key::Right, Key::PageDown])
        .hint("→", "skip")
        .help("end this countdown (\"I am ready\") or this hold"),
    bind(BACK, &[Key::Left, Key::PageUp])
        .hint("←", "back")
        .help("repeat this hold; in its first 3 s, or during a countdown, the hold before"),
    bind(AGAIN, &[Key::Char('r')]).hint("r", "step again").help(
        "repeat this step from its beginning; while getting ready or resting, the step before",
    ),
    bind(LONGER, &[Key::Char('+'), Key::Char('='), Key::Up])
        .hint("+", "longer")
        .help("hold 5 s longer, on both sides (or just this countdown)"),
    bind(SHORTER, &[Key::Char('-'), Key::Down])
        .hint("-", "shorter")
        .help("hold 5 s shorter, on both sides (or just this countdown)"),
    bind(HURT, &[Key::Char('h'), Key::Char('!')])
        .hint("h", "it hurts")
        .help("it hurts: stop this stretch and skip the rest of it"),
    bind(C::Mute, &[Key::Char('m')])
        .hint("m", "sound")
        .help("turn the sound off or on"),
    bind(C::Stop, &[Key::Char('q'), Key::Escape])
        .hint("q", "stop")
        .help("stop (asks first); your progress is saved"),
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "help")
        .help("show this help; it pauses the session"),
])
.with(
    "suspend the program; it pauses the session",
    [
        "stop now",
        "stop now, without asking; your progress is saved",
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
            &[(C::Space, "stop it"), (BACK, "again")],
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
