//! Signals, windows and bytes that nobody expects.

use std::time::Duration;

use rustix::process::Signal;

use crate::home::Home;
use crate::pty::{Picture, Session, is_over, is_within, until};
use crate::seen::{LIBRARY, LINES, PAUSE, SESSION, WAYS, Way, runs as is_running};
use crate::{PLAY, Trials, runs, runs_in};

/// Every signal that ends a process that does nothing about it, but for those that nothing can be done about.
const SIGNALS: [(&str, Signal); 15] = [
    ("HUP", Signal::HUP),
    ("INT", Signal::INT),
    ("QUIT", Signal::QUIT),
    ("TERM", Signal::TERM),
    ("ABRT", Signal::ABORT),
    ("USR1", Signal::USR1),
    ("USR2", Signal::USR2),
    ("ALRM", Signal::ALARM),
    ("VTALRM", Signal::VTALARM),
    ("PROF", Signal::PROF),
    ("XCPU", Signal::XCPU),
    ("XFSZ", Signal::XFSZ),
    ("IO", Signal::IO),
    ("PWR", Signal::POWER),
    ("PIPE", Signal::PIPE),
];

/// The screen that a way leads to, in a home of its own.
fn gone(way: &Way, home: &Home) -> Session {
    let mut session = runs(home, "", way.arguments, &[("VISUAL", "true")]);
    way.goes(&mut session);
    session
}

/// A signal is the end, or nothing.
pub(crate) fn signals(trials: &mut Trials) {
    for way in WAYS.iter().chain([&LINES]) {
        for (name, signal) in SIGNALS {
            trials.tries(&format!("{name} over {}", way.name), || {
                let home = Home::empty();
                let mut session = gone(way, &home);
                session.signals(signal);
                let pid = session.pid();
                if !is_within(Duration::from_millis(500), || is_over(pid)) {
                    session.signals(Signal::TERM);
                }
                // One that ends by the signal itself has the code 1 here.
                let code = session.ends();
                session.is_given_back();
                let ends = [1, 128 + signal.as_raw().cast_unsigned(), 143];
                assert!(ends.contains(&code), "exit code {code}");
            });
        }
    }
}

/// The same, and a window that is closed, in the first moments.
pub(crate) fn first_moments(trials: &mut Trials) {
    for wait in 0..30 {
        let wait = Duration::from_millis(wait * 10);
        trials.tries(&format!("a signal after {wait:?}"), || {
            let home = Home::empty();
            let mut session = runs(&home, "", &PLAY, &[]);
            is_within(wait, || false);
            session.signals_if_there(Signal::TERM);
            // Before it listens for signals, one is the end of any process.
            let code = session.ends();
            assert!([1, 143].contains(&code), "exit code {code}");
            session.is_given_back();
        });
        trials.tries(&format!("a window that closes after {wait:?}"), || {
            let home = Home::empty();
            let mut session = runs(&home, "", &PLAY, &[]);
            is_within(wait, || false);
            session.closes_the_window();
            session.ends();
        });
    }
}

/// Looks away until the terminal takes nothing any more.
fn fills_up(session: &mut Session, is_lines: bool) {
    session.looks_away();
    let mut columns = 100;
    until("it cannot write any more", || {
        columns ^= 1;
        session.resizes(columns, 30);
        if is_lines {
            // One key alone would count as held down.
            session.types("?x?x?x?x");
        }
        is_within(Duration::from_millis(20), || false);
        session.is_full()
    });
}

/// A session that has held something, has much to say at its end, and is read by nobody any more.
pub(crate) fn held_and_unread(home: &Home, is_lines: bool) -> Session {
    let lines = if is_lines { &["--plain"][..] } else { &[] };
    let arguments = [&PLAY[..], &["--speed=5"], lines].concat();
    let mut session = runs(home, "", &arguments, &[]);
    session.sees("a session", |picture| {
        is_running(picture) || picture.shows("ready Single")
    });
    session.types("\x1b[C");
    is_within(Duration::from_secs(3), || false);
    fills_up(&mut session, is_lines);
    session
}

/// Nobody reads the terminal any more, and still every signal is the end, also where a message is due.
pub(crate) fn unread(trials: &mut Trials) {
    let faults = [".local/share/supple/log", ".local/state/supple"];
    for (name, signal) in &SIGNALS[..4] {
        for fault in faults {
            for is_lines in [true, false] {
                let name = format!("{name}, {fault} is a file, lines: {is_lines}");
                trials.tries(&name, || {
                    let home = Home::empty();
                    home.put(fault, "");
                    let mut session = held_and_unread(&home, is_lines);
                    session.signals(*signal);
                    let pid = session.pid();
                    assert!(is_within(Duration::from_secs(8), || is_over(pid)));
                    session.looks_again();
                    session.ends();
                    session.is_given_back();
                });
            }
        }
    }
    for way in [&SESSION, &PAUSE, &LIBRARY, &LINES] {
        for (name, signal) in &SIGNALS[..4] {
            trials.tries(&format!("{name} over {}", way.name), || {
                let home = Home::empty();
                let mut session = gone(way, &home);
                fills_up(&mut session, way.name == LINES.name);
                let pid = session.pid();
                session.signals(*signal);
                until("the end of the process", || is_over(pid));
                session.looks_again();
                session.ends();
                session.is_given_back();
            });
        }
    }
}

/// A terminal may say that it has any size.
pub(crate) fn windows(trials: &mut Trials) {
    const SIZES: [(u16, u16); 15] = [
        (0, 0),
        (0, 30),
        (100, 0),
        (1, 1),
        (1, 400),
        (400, 1),
        (2, 2),
        (12, 4),
        (39, 11),
        (40, 12),
        (1000, 1000),
        (5000, 5000),
        (u16::MAX, 1),
        (1, u16::MAX),
        (u16::MAX, u16::MAX),
    ];
    for size in SIZES {
        for way in &WAYS {
            trials.tries(&format!("{size:?} over {}", way.name), || {
                let home = Home::empty();
                let mut session = gone(way, &home);
                session.claims(size.0, size.1);
                is_within(Duration::from_millis(300), || is_over(session.pid()));
                session.claims(100, 30);
                session.types("\x03");
                assert_eq!(session.ends(), 130);
                session.is_given_back();
            });
        }
        trials.tries(&format!("{size:?} from the start"), || {
            let home = Home::empty();
            let mut session = runs_in((1, 1), &home, "sleep 0.1", &PLAY, &[]);
            session.claims(size.0, size.1);
            session.sees("the screen is taken", Picture::is_taken);
            session.types("\x03");
            assert_eq!(session.ends(), 130);
            session.is_given_back();
        });
    }
}

/// Whole answers to questions that were never asked. None of them is a key.
pub(crate) fn reports(trials: &mut Trials) {
    const REPORTS: [(&str, &str); 16] = [
        ("a mode", "\x1b[?2026;2$y"),
        ("a colour scheme", "\x1b[?997;1n"),
        ("a place", "\x1b[12;40R"),
        ("a place, DEC", "\x1b[?12;40;1R"),
        ("attributes", "\x1b[?62;22c"),
        ("more attributes", "\x1b[>41;354;0c"),
        ("keyboard flags", "\x1b[?0u"),
        ("the state", "\x1b[0n"),
        ("a colour", "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"),
        ("a colour, with a bell", "\x1b]10;rgb:ffff/ffff/ffff\x07"),
        ("a version", "\x1bP>|XTerm(390)\x1b\\"),
        ("a capability", "\x1bP1+r544e=787465726d\x1b\\"),
        ("a setting", "\x1bP1$r0m\x1b\\"),
        ("graphics", "\x1b_Gi=31;OK\x1b\\"),
        ("a size", "\x1b[8;30;100t"),
        ("the focus", "\x1b[O\x1b[I"),
    ];
    for (name, report) in REPORTS {
        for way in &WAYS {
            trials.tries(&format!("{name} over {}", way.name), || {
                let home = Home::empty();
                let mut session = gone(way, &home);
                session.types(&report.repeat(3));
                is_within(Duration::from_millis(200), || is_over(session.pid()));
                session.sees(&format!("{} still", way.name), way.is);
                session.types("\x03");
                assert_eq!(session.ends(), 130);
                session.is_given_back();
            });
        }
    }
}

/// Half of a sequence, and then a person types.
pub(crate) fn unfinished_reports(trials: &mut Trials) {
    const HALVES: [&[u8]; 12] = [
        b"\x1b[",
        b"\x1b[?",
        b"\x1b[1;",
        b"\x1b[<0;10",
        b"\x1b[M",
        b"\x1b[200~half a paste",
        b"\x1b]11;rgb:12",
        b"\x1bP>|XTerm",
        b"\x1b_G",
        b"\x1bO",
        b"\xf0\x9f",
        b"\xc3",
    ];
    for half in HALVES {
        let name = half.escape_ascii();
        for way in &WAYS {
            trials.tries(&format!("{name} over {}", way.name), || {
                let home = Home::empty();
                let mut session = gone(way, &home);
                session.sends(half);
                is_within(Duration::from_millis(150), || is_over(session.pid()));
                session.types("\x03");
                assert_eq!(session.ends(), 130);
                session.is_given_back();
            });
        }
        trials.tries(&format!("{name}, then keys"), || {
            let home = Home::empty();
            let mut session = gone(&SESSION, &home);
            session.sends(half);
            is_within(Duration::from_millis(150), || false);
            session.types("?");
            session.sees("the keys", |picture| picture.shows("key to close"));
            session.types("\x03");
            assert_eq!(session.ends(), 130);
            session.is_given_back();
        });
    }
}
