//! The keys of the library.

use LibraryCommand as C;

use super::super::input::Key;
use super::super::keymap::{KeyTable, bind, help_key};
use super::super::list::Move;
use super::filter::Filter;

/// A command of the person who chooses a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum LibraryCommand {
    Start,
    /// Play it with its ranges at their low ends.
    StartLow,
    /// Play the bundled routine instead of the copy of it.
    StartBundled,
    Move(Move),
    /// Go into the steps of the preview.
    Steps,
    Scroll(Move),
    /// Show the addresses of the sources, or only their sites.
    Sources,
    Find,
    /// Show only those with the next value of this.
    Filter(Filter),
    Edit,
    New,
    /// Show all routines again.
    All,
    /// Resume the unfinished session.
    Resume,
    /// Discard the unfinished session.
    Discard,
    Log,
    /// Look at the stretches.
    Stretches,
    TrySound,
    Safety,
    Help,
    Quit,
}

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Start, &[Key::Enter])
        .hint("Enter", "start")
        .help("play the selected routine"),
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("previous routine"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "down")
        .help("next routine"),
    bind(C::Move(Move::First), &[Key::Home, Key::Char('g')])
        .hint("Home", "first")
        .help("first routine"),
    bind(C::Move(Move::Last), &[Key::End, Key::Char('G')])
        .hint("End", "last")
        .help("last routine"),
    bind(C::Steps, &[Key::Right, Key::Tab])
        .hint("→", "steps")
        .help("go into the steps of the preview, to begin with one of them or change them"),
    bind(C::Scroll(Move::Up), &[Key::PageUp])
        .hint("PageUp", "scroll up")
        .help("scroll the preview up"),
    bind(C::Scroll(Move::Down), &[Key::PageDown])
        .hint("PageDown", "scroll down")
        .help("scroll the preview down"),
    bind(C::Sources, &[Key::Char('i')])
        .hint("i", "sources")
        .help("show the addresses of the sources, or only their sites"),
    bind(C::StartLow, &[Key::Char('L')])
        .hint("L", "low end")
        .help("play it with its ranges at their low ends, not where the last session ended"),
    bind(C::StartBundled, &[Key::Char('B')])
        .hint("B", "bundled")
        .help("play the bundled routine instead of your copy of it"),
    bind(C::Edit, &[Key::Char('e')])
        .hint("e", "edit")
        .help("open the routine in your editor; a bundled one is copied first"),
    bind(C::New, &[Key::Char('n')])
        .hint("n", "new")
        .help("create a routine: type its title, then add stretches"),
    bind(C::Find, &[Key::Char('/')])
        .hint("/", "find")
        .help("find by the beginnings of words, as in `ktc`: title, id, tag, area, position, step or needs; `≤ 5 min` and `area:calf` work too"),
    bind(C::Filter(Filter::Length), &[Key::Char('<')])
        .hint("<", "shorter")
        .help("only routines of at most 5, 10, 20 or 30 minutes; then all again"),
    bind(C::Filter(Filter::Area), &[Key::Char('a')])
        .hint("a", "area")
        .help("only routines for the next area of the body; after the last, all again"),
    bind(C::Filter(Filter::Position), &[Key::Char('p')])
        .hint("p", "position")
        .help("only routines with a step in the next position; after the last, all again"),
    bind(C::Filter(Filter::Tag), &[Key::Char('#')])
        .hint("#", "tag")
        .help("only routines with the next tag; after the last, all again"),
    bind(C::All, &[Key::Escape])
        .hint("Esc", "show all")
        .help("clear the search and show all routines"),
    bind(C::Resume, &[Key::Char('c')])
        .hint("c", "resume")
        .help("resume the unfinished session"),
    bind(C::Discard, &[Key::Char('x')])
        .hint("x", "discard")
        .help("discard the unfinished session; what you did stays in the log"),
    bind(C::Log, &[Key::Char('l')])
        .hint("l", "log")
        .help("see your past sessions"),
    bind(C::Stretches, &[Key::Char('b')])
        .hint("b", "stretches")
        .help("browse all stretches, as they move"),
    bind(C::TrySound, &[Key::Char('t')])
        .hint("t", "test sound")
        .help("test the sound"),
    bind(C::Safety, &[Key::Char('s')])
        .hint("s", "safety")
        .help("safety: when to stop and when to see a doctor"),
    help_key(C::Help),
    bind(C::Quit, &[Key::Char('q')])
        .hint("q", "quit")
        .help("quit"),
]);

/// What matters most comes first: the middle goes where there is no room.
pub(super) const BAR: &[C] = &[
    C::Start,
    C::StartBundled,
    C::Safety,
    C::Steps,
    C::Find,
    C::Stretches,
    C::Log,
    C::Edit,
    C::New,
    C::TrySound,
    C::Help,
    C::Quit,
];
