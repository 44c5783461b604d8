//! What a real terminal sends without being asked, late or cut off, to the real program: none of it is a key, and none
//! of it keeps a key away.

#![cfg(target_os = "linux")]

use crate::pty;
use crate::seen;
use std::time::Duration;

use pty::{Picture, Session, is_within, state, until, with_each};
use rustix::process::Signal;
use seen::{LIBRARY, LINES, LOOKED_FOR, SESSION, WAYS, Way, lists, paused};
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

/// Waits until the program has read what was sent, and waits for more. On a busy machine it may be held up in between,
/// before it has looked at the time.
fn is_read(session: &mut Session) {
    let pid = session.pid();
    until("all is read", || session.unread() == 0 && state(pid) == 'S');
}

/// Waits until it is certain that nothing more belongs to what was sent, also for a program that is slow to notice.
fn falls_silent(session: &mut Session) {
    is_read(session);
    is_within(UNFINISHED + Duration::from_millis(300), || false);
    is_read(session);
}

fn shows_its_keys(picture: &Picture) -> bool {
    picture.shows("key to close")
}

/// `?` shows the keys, and another key hides them: the same one at once would be a repeat.
fn obeys(session: &mut Session, way: &Way, said: &str) {
    session.types("?");
    let what = format!("the keys after {said:?} in {}", way.name);
    session.sees(&what, shows_its_keys);
    session.types("x");
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

/// A report about the mouse on the cell where `words` begin.
fn mouse(session: &Session, button: u8, words: &str) -> String {
    let cell = session.now(|picture| {
        let text = picture.text();
        let mut lines = (1..).zip(text.lines());
        let found = lines.find_map(|(row, line)| Some((row, line.find(words)?, line)));
        let (row, at, line): (usize, usize, &str) = found.unwrap();
        (line[..at].chars().count() + 1, row)
    });
    format!("\x1b[<{button};{};{}M", cell.0, cell.1)
}

#[test]
fn a_click_selects_the_wheel_moves_on_and_a_second_click_plays() {
    const CURSOR: &str = "▸ Before bed";
    let mut session = LIBRARY.gone();
    let click = mouse(&session, 0, "Before bed");
    session.types(&click);
    session.sees("the cursor where it was clicked", |picture| {
        picture.shows(CURSOR)
    });
    let turn = mouse(&session, 65, CURSOR);
    session.types(&turn);
    session.sees("the next routine", |picture| !picture.shows(CURSOR));
    let back = mouse(&session, 0, "Before bed");
    session.types(&back);
    session.sees("the cursor where it was", |picture| picture.shows(CURSOR));
    // A slow machine draws the moving figure for longer than there may be between two clicks; it rests after three seconds.
    until("two clicks play", || {
        session.types(&back.repeat(2));
        is_within(Duration::from_secs(2), || !session.now(lists))
    });
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
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
        is_read(&mut session);
        session.signals(Signal::STOP);
        is_within(UNFINISHED * 2, || false);
        session.types("?");
        session.signals(Signal::CONT);
        session.sees(&format!("the keys after {half:?}"), shows_its_keys);
        session.types("x");
        session.sees(LIBRARY.name, LIBRARY.is);
    }
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
}

#[test]
fn ctrl_c_ends_it_over_every_screen_whatever_the_terminal_says() {
    with_each(WAYS.iter().enumerate(), |(index, way)| {
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
    });
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

/// The colours of the terminal's own ground, and of the text of a theme for it.
const GROUNDS: [(&str, vt100::Color); 2] = [
    ("rgb:ffff/ffff/ffff", vt100::Color::Rgb(0x1b, 0x1f, 0x27)),
    ("rgb:0000/2b2b/3636", vt100::Color::Rgb(0xe6, 0xe9, 0xf0)),
];

/// The colour of the text in the last row.
fn colour_of_hints(picture: &Picture) -> vt100::Color {
    let screen = picture.screen();
    let (rows, _) = screen.size();
    screen.cell(rows.get() - 1, 2).unwrap().fgcolor()
}

#[test]
fn the_ground_is_asked_for_and_nothing_waits_for_the_answer() {
    for (way, (colour, text)) in [LIBRARY, SESSION].iter().zip(GROUNDS) {
        let mut session = way.gone_with(&[("COLORTERM", "truecolor")]);
        session.now(|picture| assert!(picture.had("\x1b]11;?\x1b\\"), "asked"));
        let own = session.now(colour_of_hints);
        assert_eq!(
            own,
            vt100::Color::Default,
            "drawn before there is an answer"
        );
        session.types(&format!("\x1b]11;{colour}\x1b\\"));
        session.sees("the theme for the ground", |picture| {
            colour_of_hints(picture) == text && (way.is)(picture)
        });
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        session.is_given_back();
    }
}

#[test]
fn where_the_ground_changes_nothing_it_is_not_asked_for() {
    for (way, environment) in [(SESSION, ("NO_COLOR", "1")), (LINES, ("TERM", "dumb"))] {
        let mut session = way.gone_with(&[environment]);
        session.now(|picture| assert!(!picture.had("\x1b]11;"), "{environment:?}"));
        session.types("\x03");
        assert_eq!(session.ends(), 130);
    }
}
