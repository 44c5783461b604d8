//! What a real terminal sends without being asked, late or cut off, to the real program: none of it is a key, and none
//! of it keeps a key away.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/seen.rs"]
mod seen;

use std::time::Duration;

use pty::{Picture, Session, is_within, until};
use rustix::process::Signal;
use seen::{LIBRARY, LOOKED_FOR, SESSION, WAYS, Way, paused};
use supple::shell::UNFINISHED;

/// Answers and reports: colours, the version, modes, places, features, the scheme, focus, keyboard flags.
const SAID: [&str; 12] = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[?12;40;1R",
    "\x1b[12;40R",
    "\x1b[?62;22;52c",
    "\x1b[>1;4000;29c",
    "\x1b[?1u",
    "\x1b[I\x1b[O",
];
/// Beginnings of sequences.
const HALVES: [&str; 7] = [
    "\x1b[",
    "\x1b[<0;1",
    "\x1b[M",
    "\x1b]11;rgb:",
    "\x1bP>|XTerm",
    "\x1bO",
    "\x1b[200~all of q",
];

/// Waits until it is certain that nothing more belongs to what was sent, also for a program that is slow to notice.
fn falls_silent(session: &mut Session) {
    until("all is read", || session.unread() == 0);
    is_within(UNFINISHED + Duration::from_millis(300), || false);
}

fn shows_its_keys(picture: &Picture) -> bool {
    picture.shows("these keys")
}

/// `?` shows the keys, and once more hides them.
fn obeys(session: &mut Session, way: &Way, said: &str) {
    session.types("?");
    let what = format!("the keys after {said:?} in {}", way.name);
    session.sees(&what, shows_its_keys);
    session.types("?");
    session.sees(way.name, |picture| (way.is)(picture) || paused(picture));
}

#[test]
fn what_the_terminal_says_by_itself_is_no_key() {
    for way in [SESSION, LIBRARY] {
        let mut session = way.gone();
        for said in SAID {
            session.types(said);
            obeys(&mut session, &way, said);
        }
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{}", way.name);
        session.is_given_back();
    }
}

#[test]
fn what_stays_unfinished_keeps_no_key_away() {
    for way in [SESSION, LIBRARY] {
        let mut session = way.gone();
        for half in HALVES {
            session.types(half);
            falls_silent(&mut session);
            obeys(&mut session, &way, half);
        }
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{}", way.name);
        session.is_given_back();
    }
}

#[test]
fn a_program_that_is_held_up_takes_no_key_for_the_rest_of_what_it_read() {
    let mut session = LIBRARY.gone();
    for half in HALVES {
        session.types(half);
        // The system may take a moment to pass it on.
        is_within(UNFINISHED / 2, || false);
        until("all is read", || session.unread() == 0);
        session.signals(Signal::STOP);
        is_within(UNFINISHED * 2, || false);
        session.types("?");
        session.signals(Signal::CONT);
        session.sees(&format!("the keys after {half:?}"), shows_its_keys);
        session.types("?");
        session.sees(LIBRARY.name, LIBRARY.is);
    }
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn ctrl_c_ends_it_over_every_screen_whatever_the_terminal_says() {
    for (index, way) in WAYS.iter().enumerate() {
        for ctrl_c in ["\x03", "\x1b[99;5u"] {
            let mut session = way.gone();
            session.types(&SAID.concat());
            let half = HALVES[index % HALVES.len()];
            session.types(half);
            // The byte needs no silence.
            if ctrl_c != "\x03" {
                falls_silent(&mut session);
            }
            session.types(ctrl_c);
            assert_eq!(session.ends(), 130, "{half:?} on {}", way.name);
            session.is_given_back();
        }
    }
}

#[test]
fn escape_alone_is_a_key() {
    for (sent, name) in [("\x1b", "as a byte"), ("\x1b[27u", "as a sequence")] {
        let mut session = LOOKED_FOR.gone();
        session.types(sent);
        session.sees(name, LIBRARY.is);
        session.types("\x03");
        assert_eq!(session.ends(), 130, "{name}");
        session.is_given_back();
    }
}
