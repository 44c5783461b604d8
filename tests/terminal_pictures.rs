//! Figures as pictures in a real terminal: where they are sent, how seldom, and that none is left.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/seen.rs"]
mod seen;

use std::time::Duration;

use pty::{Picture, SUPPLE, Session, is_within};
use rustix::process::Signal;
use seen::{LIBRARY, asks, lists};

const PLAY: [&str; 6] = ["play", "knee-to-chest", "--start", "0", "--speed", "3"];
const CELL: (u16, u16) = (8, 16);
const KITTY: (&str, &str) = ("KITTY_WINDOW_ID", "1");
/// The beginning of a picture of kitty, and of one in sixels.
const SENT: &str = "\x1b_Ga=T,";
const SIXEL: &str = "\x1bP0;1;0q";
/// The end of a picture.
const REMOVED: &str = "\x1b_Ga=d,d=I,";
const ALL_REMOVED: &str = "\x1b_Ga=d,d=A,";
/// The way back from the screen of the program.
const BACK: &str = "\x1b[?1049l";

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Session {
    Session::run_in_pixels(CELL, SUPPLE, arguments, environment)
}

/// A session with a figure on its screen.
fn played(environment: &[(&str, &str)]) -> Session {
    let session = run(&PLAY, environment);
    session.sees("a session", |picture| {
        picture.obeys() && picture.shows("Space pause")
    });
    session
}

fn raw(session: &Session) -> String {
    session.now(|picture| String::from_utf8_lossy(picture.raw()).into_owned())
}

/// How many pictures have come.
fn sent(picture: &Picture) -> usize {
    let raw = String::from_utf8_lossy(picture.raw());
    raw.matches(SENT).count() + raw.matches(SIXEL).count()
}

/// All pictures are taken away before the screen is given back, and none is sent after that.
fn is_cleared(session: &mut Session) {
    session.is_given_back();
    let raw = raw(session);
    let (_, after) = raw.rsplit_once(SENT).unwrap();
    let (shown, back) = after.split_once(BACK).unwrap();
    assert!(shown.contains(ALL_REMOVED), "{shown:?}");
    assert!(!back.contains("\x1b_G"), "{back:?}");
}

#[test]
fn in_kitty_a_figure_is_a_picture_and_a_still_hold_sends_none() {
    let mut session = played(&[KITTY]);
    // Into the stretch, and then it keeps still.
    session.sees("the stretch", |picture| picture.shows("0:14 of"));
    let before = session.now(sent);
    assert!(before > 0);
    session.sees("a later second", |picture| picture.shows("0:19 of"));
    assert_eq!(session.now(sent), before);
    let raw = raw(&session);
    assert!(
        raw.contains("f=100,q=2,C=1"),
        "no answers, and the cursor stays"
    );
    // One is taken away for each that takes its place.
    assert_eq!(raw.matches(REMOVED).count(), before - 1);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    is_cleared(&mut session);
}

#[test]
fn what_lies_over_the_screen_lies_over_no_picture() {
    let mut session = played(&[KITTY]);
    session.sees("a picture", |picture| sent(picture) > 0);
    session.types("q");
    session.sees("a question", asks);
    session.sees("no picture", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        raw.rfind(REMOVED) > raw.rfind(SENT)
    });
    session.types("n");
    session.sees("a picture again", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        raw.rfind(REMOVED) < raw.rfind(SENT)
    });
    session.resizes(90, 28);
    session.sees("all drawn anew", |picture| {
        let raw = String::from_utf8_lossy(picture.raw()).into_owned();
        raw.rfind(ALL_REMOVED) > raw.rfind(SENT)
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn no_picture_is_left_by_any_end() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut session = played(&[KITTY]);
        session.sees("a picture", |picture| sent(picture) > 0);
        session.signals(signal);
        assert_eq!(
            session.ends(),
            128 + u32::try_from(signal.as_raw()).unwrap()
        );
        is_cleared(&mut session);
    }
}

#[test]
#[cfg(debug_assertions)]
fn no_picture_is_left_by_a_panic() {
    let mut session = run(&PLAY, &[KITTY, ("SUPPLE_FAULT", "worker")]);
    assert_eq!(session.ends(), 101);
    session.is_given_back();
    let raw = raw(&session);
    if let Some((_, after)) = raw.rsplit_once(SENT) {
        assert!(after.contains(ALL_REMOVED), "{after:?}");
    }
}

#[test]
fn a_terminal_that_answers_that_it_has_sixel_gets_sixel() {
    for (answer, is_sixel) in [("\x1b[?62;4;22c", true), ("\x1b[?62;22c", false)] {
        let mut session = run(LIBRARY.arguments, &[]);
        session.sees("the library", lists);
        assert!(session.now(|picture| picture.had("\x1b[c")), "asked");
        assert_eq!(session.now(sent), 0);
        session.types(answer);
        if is_sixel {
            session.sees("a picture", |picture| picture.had(SIXEL));
        }
        // An answer is no key: the library is as it was.
        session.sees("the library", lists);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        assert_eq!(session.now(sent) > 0, is_sixel);
    }
}

#[test]
fn where_nothing_is_known_nothing_is_sent() {
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("over SSH", &[KITTY, ("SSH_CONNECTION", "1 2 3 4")]),
        ("in tmux", &[KITTY, ("TMUX", "/tmp/tmux,1,0")]),
        ("without colours", &[KITTY, ("NO_COLOR", "1")]),
        ("in the console", &[("TERM", "linux")]),
    ];
    for (what, environment) in cases {
        let mut session = run(LIBRARY.arguments, environment);
        session.sees("the library", lists);
        is_within(Duration::from_millis(200), || false);
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
        let raw = raw(&session);
        assert!(!raw.contains("\x1b_G") && !raw.contains("\x1bP"), "{what}");
    }
    // A terminal whose pixels are not known.
    let mut session = LIBRARY.gone_with(&[KITTY]);
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    assert!(!raw(&session).contains("\x1b_G"));
}
