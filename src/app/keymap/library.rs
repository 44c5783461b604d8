//! The keys of the library.

use super::Binding;
use crate::app::input::Key;

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
        hint: "up",
        help: "the one above",
    },
    Binding {
        keys: &[Key::Down, Key::Char('j')],
        command: LibraryCommand::Down,
        label: "↓",
        hint: "down",
        help: "the one below",
    },
    Binding {
        keys: &[Key::Home],
        command: LibraryCommand::First,
        label: "Home",
        hint: "first",
        help: "the first",
    },
    Binding {
        keys: &[Key::End],
        command: LibraryCommand::Last,
        label: "End",
        hint: "last",
        help: "the last",
    },
    Binding {
        keys: &[Key::PageUp],
        command: LibraryCommand::ScrollUp,
        label: "PageUp",
        hint: "preview up",
        help: "scroll the preview up",
    },
    Binding {
        keys: &[Key::PageDown],
        command: LibraryCommand::ScrollDown,
        label: "PageDown",
        hint: "preview down",
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
        hint: "show all",
        help: "show all routines again",
    },
    Binding {
        keys: &[Key::Char('c')],
        command: LibraryCommand::GoOn,
        label: "c",
        hint: "go on",
        help: "go on with the unfinished session",
    },
    Binding {
        keys: &[Key::Char('x')],
        command: LibraryCommand::Forget,
        label: "x",
        hint: "forget",
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
        hint: "suspend",
        help: "suspend the program",
    },
    Binding {
        keys: &[Key::Ctrl('c')],
        command: LibraryCommand::Interrupt,
        label: "Ctrl-C",
        hint: "leave now",
        help: "leave at once",
    },
];
