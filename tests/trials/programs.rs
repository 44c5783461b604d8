//! Programs that supple starts and that do as they like.

use std::fs;
use std::time::Duration;

use rustix::process::Signal;

use crate::home::Home;
use crate::program;
use crate::pty::{ROUTINE, Session, is_over, is_within, until};
use crate::seen::{lists, runs as is_running};
use crate::terminals::held_and_unread;
use crate::{PLAY, Trials, is_empty, runs};

/// What a program may do instead of its work: `$1` is the file that it is given.
const DEEDS: [(&str, &str); 15] = [
    ("fails", "exit 1"),
    ("does nothing", "exit 0"),
    ("hangs", "sleep 70"),
    (
        "hangs and ignores TERM",
        "trap '' TERM INT HUP; sleep 70; sleep 70",
    ),
    ("leaves a child", "sleep 5 & exit 0"),
    ("floods its output", "exec cat /dev/zero"),
    ("floods its errors", "exec cat /dev/zero >&2"),
    ("kills itself", "kill -9 $$"),
    ("stops itself", "kill -STOP $$"),
    ("makes a pipe", "rm -f \"$1\"; mkfifo \"$1\""),
    (
        "makes a link to zeros",
        "rm -f \"$1\"; ln -s /dev/zero \"$1\"",
    ),
    ("makes a folder", "rm -f \"$1\"; mkdir \"$1\""),
    ("makes a gigabyte", "truncate -s 1G \"$1\""),
    ("removes its file", "rm -f \"$1\""),
    (
        "spoils the terminal",
        "stty raw -echo < /dev/tty; printf '\\033[?1000h\\033[?25l\\033[?2004h' > /dev/tty",
    ),
];

/// A home with a program in it that does this, and a folder for temporary files.
fn home_with(deed: &str, config: &str) -> Home {
    let home = Home::empty();
    let program = home.path().join("program");
    program::put(&program, &format!("#!/bin/sh\n{deed}\n"));
    let config = config.replace("PROGRAM", program.to_str().unwrap());
    home.put(".config/supple/config.toml", config);
    fs::create_dir(home.path().join("tmp")).unwrap();
    home
}

/// The program in such a home.
fn starts(home: &Home, arguments: &[&str]) -> Session {
    let temporary = home.path().join("tmp");
    let program = home.path().join("program");
    let environment = [
        ("TMPDIR", temporary.to_str().unwrap()),
        ("XDG_RUNTIME_DIR", ""),
        ("VISUAL", program.to_str().unwrap()),
    ];
    runs(home, "", arguments, &environment)
}

/// A session, a file of sound and the examination with such a program, each as it is and with a signal in the middle.
fn sound(trials: &mut Trials, config: &str, output: &str) {
    for (name, deed) in DEEDS {
        let commands = [
            ("a session", &["play", ROUTINE, "--start=0"][..]),
            ("a file", &["render", ROUTINE, "-o", output]),
            ("the examination", &["doctor"]),
        ];
        for (what, arguments) in commands {
            for signal in [
                None,
                Some(Signal::TERM),
                Some(Signal::INT),
                Some(Signal::HUP),
            ] {
                let when = if signal.is_some() {
                    "with a signal"
                } else {
                    "to the end"
                };
                trials.tries(&format!("it {name} in {what}, {when} {signal:?}"), || {
                    let home = home_with(deed, config);
                    let mut session = starts(&home, arguments);
                    let pid = session.pid();
                    if what == "a session" {
                        session.sees(what, is_running);
                        session.types("\x1b[C");
                        is_within(Duration::from_millis(300), || false);
                        session.signals(signal.unwrap_or(Signal::TERM));
                    } else if let Some(signal) = signal {
                        is_within(Duration::from_millis(300), || is_over(pid));
                        session.signals_if_there(signal);
                    }
                    let ends = session.ends();
                    let ended = signal.map(|signal| 128 + signal.as_raw().cast_unsigned());
                    let codes = [0, 1, ended.unwrap_or(143)];
                    assert!(codes.contains(&ends), "exit code {ends}");
                    if !name.contains("terminal") {
                        session.is_given_back();
                    }
                    is_empty(&home.path().join("tmp"));
                });
            }
        }
    }
}

pub(crate) fn voices(trials: &mut Trials) {
    sound(
        trials,
        "[sound]\nvoice = [\"PROGRAM\"]\nplayer = [\"true\"]\n",
        "/dev/null",
    );
}

pub(crate) fn players(trials: &mut Trials) {
    sound(
        trials,
        "[sound]\nplayer = [\"PROGRAM\"]\nmode = \"tones\"\n",
        "/dev/null",
    );
}

/// What is run when a session is over.
pub(crate) fn hooks(trials: &mut Trials) {
    let config =
        "[hooks]\non_finish = [\"PROGRAM\"]\non_change = [\"PROGRAM\"]\n[log]\nask = false\n";
    for (name, deed) in DEEDS {
        for signal in [None, Some(Signal::TERM), Some(Signal::INT)] {
            trials.tries(&format!("it {name}, and {signal:?}"), || {
                let home = home_with(deed, config);
                let mut session = starts(&home, &PLAY);
                session.sees("a session", is_running);
                session.types("\x1b[C");
                is_within(Duration::from_millis(1200), || false);
                session.types("\x03");
                if let Some(signal) = signal {
                    is_within(Duration::from_millis(300), || is_over(session.pid()));
                    let pid = session.pid();
                    session.signals_if_there(signal);
                    let ends = is_within(Duration::from_secs(4), || is_over(pid));
                    assert!(ends, "a signal while it waits for the hook does nothing");
                }
                session.ends();
                if !name.contains("terminal") {
                    session.is_given_back();
                }
                is_empty(&home.path().join("tmp"));
            });
        }
        // Nobody reads what is said about it. One that hangs is ended at the second signal, otherwise after 8 s.
        for is_lines in [true, false] {
            trials.tries(&format!("it {name}, unread, lines: {is_lines}"), || {
                let home = home_with(deed, config);
                let mut session = held_and_unread(&home, is_lines);
                session.signals(Signal::TERM);
                let pid = session.pid();
                is_within(Duration::from_secs(4), || is_over(pid));
                session.signals_if_there(Signal::TERM);
                assert!(is_within(Duration::from_secs(4), || is_over(pid)));
                session.looks_again();
                session.ends();
                if !name.contains("terminal") {
                    session.is_given_back();
                }
            });
        }
    }
}

/// What a person writes routines with.
pub(crate) fn editors(trials: &mut Trials) {
    for (name, deed) in DEEDS {
        // An editor may take its time, and may write what it likes to its terminal.
        if name.contains("hangs") || name.contains("floods") || name.contains("stops") {
            continue;
        }
        trials.tries(&format!("it {name}"), || {
            let home = home_with(deed, "");
            let mut session = starts(&home, &[]);
            session.sees("the library", lists);
            session.types("e");
            is_within(Duration::from_millis(300), || false);
            session.sees("the library again", lists);
            session.types("?");
            session.sees("the keys", |picture| picture.shows("key to close"));
            session.types("\x03");
            assert_eq!(session.ends(), 130);
            session.is_given_back();
        });
        trials.tries(&format!("it {name} for `new` and `edit`"), || {
            let home = home_with(deed, "");
            for arguments in [["new", "mine"], ["edit", "desk-break"]] {
                let mut session = starts(&home, &arguments);
                let pid = session.pid();
                until("the end", || is_over(pid));
                let code = session.ends();
                assert!(code <= 1, "exit code {code}");
                session.is_given_back();
            }
        });
    }
}
