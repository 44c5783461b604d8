//! The keys of the library.

use crate::app::input::Key;
use crate::app::keymap::{Binding, KeyTable, PROGRAM, bind};
use crate::app::list::Move;

use LibraryCommand as C;

/// A command of the person who chooses a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum LibraryCommand {
    Start,
    Move(Move),
    /// Scroll the preview.
    Scroll(Move),
    Find,
    Edit,
    New,
    /// Show all routines again.
    All,
    /// Resume the unfinished session.
    Resume,
    /// Discard the unfinished session.
    Discard,
    Log,
    TrySound,
    Help,
    Quit,
}

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable {
    own: OWN,
    program: PROGRAM,
};

const OWN: &[Binding<C>] = &[
    bind(C::Start, &[Key::Enter])
        .hint("enter", "start")
        .help("play the routine under the cursor"),
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("the one above"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "down")
        .help("the one below"),
    bind(C::Move(Move::First), &[Key::Home])
        .hint("Home", "first")
        .help("the first"),
    bind(C::Move(Move::Last), &[Key::End])
        .hint("End", "last")
        .help("the last"),
    bind(C::Scroll(Move::Up), &[Key::PageUp])
        .hint("PageUp", "preview up")
        .help("scroll the preview up"),
    bind(C::Scroll(Move::Down), &[Key::PageDown])
        .hint("PageDown", "preview down")
        .help("scroll the preview down"),
    bind(C::Edit, &[Key::Char('e')])
        .hint("e", "edit")
        .help("open the routine in your editor; a bundled one as a copy of your own"),
    bind(C::New, &[Key::Char('n')])
        .hint("n", "new")
        .help("make a routine of your own and open it in your editor"),
    bind(C::Find, &[Key::Char('/')])
        .hint("/", "find")
        .help("find words in titles, ids, tags, needs and names of steps"),
    bind(C::All, &[Key::Escape])
        .hint("esc", "show all")
        .help("show all routines again"),
    bind(C::Resume, &[Key::Char('c')])
        .hint("c", "go on")
        .help("go on with the unfinished session"),
    bind(C::Discard, &[Key::Char('x')])
        .hint("x", "forget")
        .help("forget the unfinished session; what was done of it stays in the log"),
    bind(C::Log, &[Key::Char('l')])
        .hint("l", "log")
        .help("what was done so far"),
    bind(C::TrySound, &[Key::Char('t')])
        .hint("t", "try the sound")
        .help("try the sound"),
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "help")
        .help("these keys"),
    bind(C::Quit, &[Key::Char('q')])
        .hint("q", "quit")
        .help("leave"),
];

/// The hint bar.
pub(super) const BAR: &[C] = &[
    C::Start,
    C::Edit,
    C::New,
    C::Find,
    C::Log,
    C::TrySound,
    C::Help,
    C::Quit,
];
