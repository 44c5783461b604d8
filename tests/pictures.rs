//! The pictures in `docs/` are what the real program draws in a real terminal, today.
//!
//! `BLESS=1 cargo test --test pictures` draws them anew. Look at them before you commit them.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/svg.rs"]
mod svg;

use std::path::Path;

use pty::{SUPPLE, Session};
use svg::svg;
use tempfile::TempDir;
use vt100::Screen;

/// The window that fits README.
const WINDOW: (u16, u16) = (100, 30);
/// The end of a frame in which all was drawn anew.
const SHOWN: &str = "\x1b[?2026l";

/// The program as somebody sees it who has just installed it.
fn run(arguments: &[&str]) -> (Session, TempDir) {
    let home = TempDir::new().unwrap();
    let path = home.path().to_str().unwrap();
    let folder = home.path().join(".config");
    let environment = [
        ("COLORTERM", "truecolor"),
        ("HOME", path),
        ("XDG_CONFIG_HOME", folder.to_str().unwrap()),
        ("XDG_STATE_HOME", path),
        ("XDG_DATA_HOME", path),
        ("XDG_CACHE_HOME", path),
    ];
    (Session::run(SUPPLE, arguments, &environment), home)
}

/// Compares the picture with the one that is kept, or keeps it.
fn is_current(name: &str, described: &str, screen: &Screen) {
    let drawn = svg(screen, described);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.svg"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, drawn).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "docs/{name}.svg is not current: BLESS=1 cargo test --test pictures draws it anew; the screen is now\n{}",
        screen.contents()
    );
}

/// The screen as it was last when something was so. A frame changes its first row before all others, so what a clock in
/// it says is said of all of a frame until the next one begins.
fn last(raw: &[u8], so: impl Fn(&Screen) -> bool) -> Screen {
    let mut parser = pty::parser(WINDOW.0, WINDOW.1);
    let mut until = None;
    for (nth, byte) in raw.iter().enumerate() {
        // Whatever a frame changes begins with an escape.
        if *byte == b'\x1b' && so(parser.screen()) {
            until = Some(nth);
        }
        parser.process(&[*byte]);
    }
    let until = until.unwrap_or_else(|| panic!("it was never so"));
    let mut parser = pty::parser(WINDOW.0, WINDOW.1);
    parser.process(&raw[..until]);
    parser.screen().clone()
}

#[test]
fn the_library_is_current() {
    let (mut session, _home) = run(&[]);
    session.sees("the library", |picture| picture.had(SHOWN));
    let screen = session.now(|picture| picture.screen().clone());
    session.types("q");
    assert_eq!(session.ends(), 0);
    is_current(
        "library",
        "The library: routines at the left, what the chosen one is made of at the right",
        &screen,
    );
}

#[test]
fn a_session_is_current() {
    let (mut session, _home) = run(&["knee-to-chest", "--start", "0", "--speed", "60"]);
    assert_eq!(session.ends(), 0);
    session.sees("the end", |picture| picture.shows(" in all"));
    let raw = session.now(|picture| picture.raw().to_vec());
    let pictures = [
        (
            "ready",
            "0:04",
            "Get ready: the name of what comes is the largest thing",
        ),
        (
            "hold",
            "0:13",
            "Hold, right, twelve seconds left, readable from the floor",
        ),
        ("switch", "0:27", "Switch to the left side"),
    ];
    for (name, time, described) in pictures {
        let says = format!(" {time} of 2:08");
        let screen = last(&raw, |screen| {
            let first = screen.rows(0, WINDOW.0).next();
            screen.alternate_screen() && first.is_some_and(|row| row.contains(&says))
        });
        is_current(name, described, &screen);
    }
    let summary = last(&raw, Screen::alternate_screen);
    is_current(
        "summary",
        "The summary: what was held on each side, and the total",
        &summary,
    );
}
