//! The keys of a session. Any other key, a click and a tap are `space`.

use SessionCommand as C;

use super::look::State;
use crate::app::element::Hint;
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, bind};
use crate::core::language::{Word, Words};
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
    /// Show how the step is done, and how to do less or more of it.
    More,
    /// Show all steps, with what was changed by hand.
    Steps,
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
    bind(C::More, &[Key::Char('i')])
        .hint("i", "how")
        .help("show how it is done, and an easier, a harder and another way"),
    bind(C::Steps, &[Key::Char('l')])
        .hint("l", "steps")
        .help("list the steps, with what you changed; it pauses the session"),
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

/// The hint bar of a state: the commands that matter in it, in this order, and what they do then; `has_more` where there
/// is more to show of the step.
pub(super) fn hint_bar(state: State, words: &Words, has_more: bool) -> Vec<Hint> {
    let starts: &[_] = &[(NEXT, Word::KeyStart), PAUSE];
    let hints: [&[(C, Word)]; 2] = match state {
        State::Starting => [starts, &[(LONGER, Word::KeyLonger), KEYS_HELP, STOP]],
        State::LeadingIn => [starts, &[RETURN, KEYS_HELP, STOP]],
        State::Paused => [
            &[(C::Space, Word::KeyResume), (NEXT, Word::KeyNext), RETURN],
            &[REPEAT, KEYS_HELP, STOP],
        ],
        State::Hurt => [
            &[(NEXT, Word::KeyNextStretch), (AGAIN, Word::KeyTryAgain)],
            &[STOP],
        ],
        State::Alarm => [
            &[(C::Space, Word::KeyStopAlarm), (BACK, Word::KeyTryAgain)],
            &[STOP],
        ],
        State::Open(_) => [
            &[(C::Space, Word::KeyDone), RETURN, HURTS],
            &[KEYS_HELP, STOP],
        ],
        State::GettingReady => [&[PAUSE, RETURN], &START],
        State::Running(kind) if kind.is_wait() => [
            &[(C::Space, Word::KeyContinue), RETURN],
            &[REPEAT, KEYS_HELP, STOP],
        ],
        State::Running(kind) => {
            let next = if kind.is_work() { &SKIP } else { &START };
            [&[PAUSE, RETURN], next]
        }
    };
    let hint = |(command, word): &(C, Word)| {
        let hint = KEYS.hint(*command, None)?;
        let key = match command {
            C::Space => words.get(Word::KeySpace).to_owned().into(),
            _ => hint.key,
        };
        let does = words.get(*word).to_owned().into();
        Some(Hint { key, does })
    };
    let more = has_more.then_some(&HOW);
    let mut hints: Vec<&(C, Word)> = hints.into_iter().flatten().collect();
    let help = hints.iter().position(|(command, _)| *command == C::Help);
    if let Some(at) = help {
        hints.splice(at..at, more);
    }
    hints.into_iter().filter_map(hint).collect()
}

const PAUSE: (C, Word) = (C::Space, Word::KeyPause);
const RETURN: (C, Word) = (BACK, Word::KeyBack);
const REPEAT: (C, Word) = (AGAIN, Word::KeyStepAgain);
const HURTS: (C, Word) = (HURT, Word::KeyHurts);
const HOW: (C, Word) = (C::More, Word::KeyHow);
const KEYS_HELP: (C, Word) = (C::Help, Word::KeyHelp);
const STOP: (C, Word) = (C::Stop, Word::KeyStop);
const SKIP: [(C, Word); 6] = running(Word::KeySkip);
const START: [(C, Word); 6] = running(Word::KeyStart);

/// The hints of a running segment, whose next one begins with this word.
const fn running(next: Word) -> [(C, Word); 6] {
    [
        (NEXT, next),
        (LONGER, Word::KeyLonger),
        (SHORTER, Word::KeyShorter),
        HURTS,
        KEYS_HELP,
        STOP,
    ]
}
