//! The keys: one table a screen. Dispatch, the hint bar, the help and the README are all printed from it.

use std::fmt::Write as _;

use super::input::Key;
use super::view::HelpLine;

/// One line of a key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding<C: 'static> {
    /// Every key that does it.
    pub keys: &'static [Key],
    /// What it does.
    pub command: C,
    /// The keys as they are shown.
    pub label: &'static str,
    /// What it does, in a word or two, for the hint bar.
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

/// What a key asks of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCommand {
    /// Pause what runs, go on from a pause, end what waits for a key.
    Space,
    /// End what waits, or this hold.
    Next,
    /// This hold again, or the one before.
    Back,
    /// This step again.
    Again,
    /// Five seconds longer.
    Longer,
    /// Five seconds shorter.
    Shorter,
    /// It hurts.
    Hurt,
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
        command: SessionCommand::Next,
        label: "→",
        hint: "skip",
        help: "end what waits (\"I am ready\") or this hold",
    },
    Binding {
        keys: &[Key::Left, Key::PageUp],
        command: SessionCommand::Back,
        label: "←",
        hint: "back",
        help: "this hold again; in its first 3 s, or while waiting, the hold before",
    },
    Binding {
        keys: &[Key::Char('r')],
        command: SessionCommand::Again,
        label: "r",
        hint: "step again",
        help: "this step again from its beginning; while getting ready or resting, the step just done",
    },
    Binding {
        keys: &[Key::Char('+'), Key::Char('='), Key::Up],
        command: SessionCommand::Longer,
        label: "+",
        hint: "longer",
        help: "five seconds longer, on both sides; a waiting time, that time only",
    },
    Binding {
        keys: &[Key::Char('-'), Key::Down],
        command: SessionCommand::Shorter,
        label: "-",
        hint: "shorter",
        help: "five seconds shorter, on both sides; a waiting time, that time only",
    },
    Binding {
        keys: &[Key::Char('h'), Key::Char('!')],
        command: SessionCommand::Hurt,
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

/// What a key asks of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LibraryCommand {
    /// Play the routine under the cursor.
    Start,
    /// The routine above.
    Up,
    /// The routine below.
    Down,
    /// The first routine.
    First,
    /// The last routine.
    Last,
    /// Scroll the preview up.
    ScrollUp,
    /// Scroll the preview down.
    ScrollDown,
    /// Type words to find.
    Find,
    /// Edit the routine under the cursor.
    Edit,
    /// Make a new routine.
    New,
    /// Show all routines again.
    All,
    /// Go on with the unfinished session.
    GoOn,
    /// Forget the unfinished session.
    Forget,
    /// Show what was done so far.
    Log,
    /// Try the sound.
    Sound,
    /// Show or hide the keys.
    Help,
    /// Leave the program.
    Quit,
    /// Suspend the program.
    Suspend,
    /// Leave the program at once.
    Interrupt,
}

/// The keys of the library.
pub static LIBRARY: &[Binding<LibraryCommand>] = &[
    Binding {
        keys: &[Key::Enter],
        command: LibraryCommand::Start,
        label: "enter",
        hint: "start",
        help: "play the routine under the cursor",
    },
    Binding {
        keys: &[Key::Up, Key::Char('k')],
        command: LibraryCommand::Up,
        label: "↑",
        hint: "",
        help: "the one above",
    },
    Binding {
        keys: &[Key::Down, Key::Char('j')],
        command: LibraryCommand::Down,
        label: "↓",
        hint: "",
        help: "the one below",
    },
    Binding {
        keys: &[Key::Home],
        command: LibraryCommand::First,
        label: "Home",
        hint: "",
        help: "the first",
    },
    Binding {
        keys: &[Key::End],
        command: LibraryCommand::Last,
        label: "End",
        hint: "",
        help: "the last",
    },
    Binding {
        keys: &[Key::PageUp],
        command: LibraryCommand::ScrollUp,
        label: "PageUp",
        hint: "",
        help: "scroll the preview up",
    },
    Binding {
        keys: &[Key::PageDown],
        command: LibraryCommand::ScrollDown,
        label: "PageDown",
        hint: "",
        help: "scroll the preview down",
    },
    Binding {
        keys: &[Key::Char('e')],
        command: LibraryCommand::Edit,
        label: "e",
        hint: "edit",
        help: "open the routine in your editor; a bundled one as a copy of your own",
    },
    Binding {
        keys: &[Key::Char('n')],
        command: LibraryCommand::New,
        label: "n",
        hint: "new",
        help: "make a routine of your own and open it in your editor",
    },
    Binding {
        keys: &[Key::Char('/')],
        command: LibraryCommand::Find,
        label: "/",
        hint: "find",
        help: "find words in titles, ids, tags, needs and names of steps",
    },
    Binding {
        keys: &[Key::Escape],
        command: LibraryCommand::All,
        label: "esc",
        hint: "",
        help: "show all routines again",
    },
    Binding {
        keys: &[Key::Char('c')],
        command: LibraryCommand::GoOn,
        label: "c",
        hint: "",
        help: "go on with the unfinished session",
    },
    Binding {
        keys: &[Key::Char('x')],
        command: LibraryCommand::Forget,
        label: "x",
        hint: "",
        help: "forget the unfinished session; what was done of it stays in the log",
    },
    Binding {
        keys: &[Key::Char('l')],
        command: LibraryCommand::Log,
        label: "l",
        hint: "log",
        help: "what was done so far",
    },
    Binding {
        keys: &[Key::Char('t')],
        command: LibraryCommand::Sound,
        label: "t",
        hint: "try the sound",
        help: "try the sound",
    },
    Binding {
        keys: &[Key::Char('?')],
        command: LibraryCommand::Help,
        label: "?",
        hint: "help",
        help: "these keys",
    },
    Binding {
        keys: &[Key::Char('q')],
        command: LibraryCommand::Quit,
        label: "q",
        hint: "quit",
        help: "leave",
    },
    Binding {
        keys: &[Key::Ctrl('z')],
        command: LibraryCommand::Suspend,
        label: "Ctrl-Z",
        hint: "",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: LibraryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "",
        help: "leave at once",
    },
];

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
        hint: "",
        help: "scroll up",
    },
    Binding {
        keys: &[Key::Down],
        command: SummaryCommand::Down,
        label: "↓",
        hint: "",
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
        hint: "",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: SummaryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "",
        help: "leave at once; it is kept",
    },
];

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
        hint: "",
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
        hint: "",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: LogCommand::Interrupt,
        label: "Ctrl-C",
        hint: "",
        help: "leave at once",
    },
];

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
        hint: "",
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
        hint: "",
        help: "the first",
    },
    Binding {
        keys: &[Key::End],
        command: GalleryCommand::Last,
        label: "End",
        hint: "",
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
        hint: "",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: GalleryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "",
        help: "leave at once",
    },
];

/// A table as lines of a help.
pub fn lines<C>(table: &[Binding<C>]) -> Vec<HelpLine> {
    let line = |binding: &Binding<C>| HelpLine {
        keys: spelt(binding),
        key: binding.label,
        help: binding.help,
        hint: if binding.hint.is_empty() {
            binding.help
        } else {
            binding.hint
        },
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

/// A table as a Markdown table, for the README.
pub fn markdown<C>(table: &[Binding<C>]) -> String {
    let mut out = String::from("| key | does |\n|---|---|\n");
    for binding in table {
        let keys: Vec<String> = binding
            .keys
            .iter()
            .map(|key| format!("`{}`", name(*key)))
            .collect();
        let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_stands_for_two_things() {
        let keys: Vec<Key> = SESSION
            .iter()
            .flat_map(|binding| binding.keys)
            .copied()
            .collect();
        let different: std::collections::HashSet<_> = keys.iter().collect();
        assert_eq!(keys.len(), different.len());
    }
}
