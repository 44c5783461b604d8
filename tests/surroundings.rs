//! Where the real program can be put: without a terminal, a home, room on the disk, or anybody who reads. Each time the
//! exit code is right, the message says what to do, and nothing is half-written.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::pty;
use crate::seen;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pty::{Outcome, ROUTINE, SUPPLE, Session, ended, in_time, until, with_each};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Pid, Signal, kill_process};
use seen::{SESSION, SUMMARY, WAYS, runs};
use tempfile::TempDir;

/// A session of a moment, printed line by line.
const QUICK: [&str; 6] = ["play", ROUTINE, "--start", "0", "--speed", "1000"];

/// Everything that prints.
const PRINTING: [&[&str]; 17] = [
    &[],
    &["--help"],
    &["--version"],
    &["list"],
    &["list", "--json"],
    &["show", "knee"],
    &["show", "knee", "--json"],
    &["check"],
    &["log"],
    &["doctor"],
    &["doctor", "--print-config"],
    &["figures"],
    &["schema"],
    &["completions", "bash"],
    &["man"],
    &["new", "mine", "--stdout"],
    &["render", "knee", "--sound", "tones", "-o", "knee.wav"],
];

/// The program in a home of its own, with nothing else in the environment.
fn at_home(home: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).env_clear().env("HOME", home);
    // Where the programs are that make a room of another kind.
    command.env("PATH", std::env::var_os("PATH").unwrap());
    command.stdin(Stdio::null());
    command
}

/// The same in a shell that redirects something before.
fn redirected(home: &Path, redirection: &str, arguments: &[&str]) -> Command {
    let script = format!("exec \"$0\" \"$@\" {redirection}");
    let arguments = [&["-c", &script, SUPPLE], arguments].concat();
    let mut command = at_home(home, "/bin/sh", &arguments);
    command.current_dir(home);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let home = TempDir::new().unwrap();
    for arguments in PRINTING {
        let output = redirected(home.path(), "> /dev/full", arguments).outcome();
        let full = "error: cannot write the result: no space left on device\n";
        assert_eq!(said(&output), full, "{arguments:?}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        pty::is_whole(home.path());
    }
    let output = redirected(home.path(), "> /dev/full", &QUICK).outcome();
    let full = "error: cannot write to standard output: no space left on device\n";
    assert_eq!(said(&output), full);
    assert_eq!(output.status.code(), Some(1));
    assert!(!home.path().join(".local").exists(), "nothing was done");
}

#[test]
fn nobody_need_read() {
    let home = TempDir::new().unwrap();
    for arguments in PRINTING.into_iter().chain([&QUICK[..]]) {
        let output = redirected(home.path(), ">&-", arguments).outcome();
        assert_eq!(said(&output), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
    for redirection in ["2>&-", "2> /dev/full"] {
        let wrong = redirected(home.path(), redirection, &["no-such-routine"]).outcome();
        assert_eq!(wrong.status.code(), Some(2), "{redirection}");
    }
    let all = redirected(home.path(), "<&- >&- 2>&-", &["no-such-routine"]).outcome();
    assert_eq!(all.status.code(), Some(2));
    pty::is_whole(home.path());
}

#[test]
fn standard_input_may_be_closed() {
    let home = TempDir::new().unwrap();
    let output = redirected(home.path(), "<&-", &QUICK).outcome();
    assert_eq!(
        (said(&output).as_str(), output.status.code()),
        ("", Some(0))
    );
    assert!(printed(&output).contains("  done\n"));
    let empty = redirected(home.path(), "<&-", &["check", "-"]).outcome();
    assert_eq!(empty.status.code(), Some(1));
    assert!(
        printed(&empty).contains("a routine without `title`"),
        "{empty:?}"
    );
}

#[test]
fn a_sound_file_may_go_where_there_is_no_file() {
    let home = TempDir::new().unwrap();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).works());
    let file = home.path().join("knee.wav");
    let link = home.path().join("link.wav");
    fs::write(&file, "").unwrap();
    symlink("knee.wav", &link).unwrap();
    let render = |to: &Path| {
        let to = to.to_str().unwrap();
        let arguments = ["render", "knee", "--sound", "tones", "-o", to];
        at_home(home.path(), SUPPLE, &arguments).outcome().status
    };
    let end = pipe.clone();
    let listener = std::thread::spawn(move || fs::read(end).unwrap());
    assert_eq!(render(&pipe).code(), Some(0));
    assert!(
        fs::metadata(&pipe).unwrap().file_type().is_fifo(),
        "it stays what it was"
    );
    let sound = in_time("the sound", || listener.join().unwrap());
    assert_eq!(render(&link).code(), Some(0));
    assert!(
        fs::symlink_metadata(&link).unwrap().is_symlink(),
        "it stays what it was"
    );
    assert!(fs::read(&file).unwrap() == sound && sound.starts_with(b"RIFF"));
    pty::is_whole(home.path());
}

#[test]
fn a_terminal_gets_no_sound_file() {
    let mut session = Session::run(SUPPLE, &["render", "knee", "-o", "-"], &[]);
    assert_eq!(session.ends(), 2);
    session.sees("why", |picture| {
        picture.shows("error: a terminal cannot show a sound file")
    });
    session.is_given_back();
}

#[test]
fn a_reader_who_does_not_read_holds_up_no_end() {
    let home = TempDir::new().unwrap();
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    // Filled to the brim, without waiting for anybody.
    let flags = fcntl_getfl(&writer).unwrap();
    fcntl_setfl(&writer, flags | OFlags::NONBLOCK).unwrap();
    while writer.write(&[b'.'; 4096]).is_ok() {}
    fcntl_setfl(&writer, flags).unwrap();
    let arguments = ["play", ROUTINE, "--start", "0"];
    let mut command = at_home(home.path(), SUPPLE, &arguments);
    let child = command.stdout(writer).spawn().unwrap();
    drop(command);
    let pid = Pid::from_child(&child);
    until("it listens for signals", || listens(pid));
    kill_process(pid, Signal::TERM).unwrap();
    assert_eq!(ended(child).status.code(), Some(143));
    let mut read = Vec::new();
    reader.read_to_end(&mut read).unwrap();
    assert!(read.iter().all(|byte| *byte == b'.'), "no half of a line");
    pty::is_whole(home.path());
}

/// Whether a process catches the last of its signals. One that comes while its own handler is being set up is lost.
fn listens(pid: Pid) -> bool {
    let path = format!("/proc/{}/status", pid.as_raw_nonzero());
    let status = fs::read_to_string(path).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
    caught & (1 << (Signal::WINCH.as_raw() - 1)) != 0
}

/// The program in a terminal, behind words that change what is around it.
fn in_a_terminal(before: &str, arguments: &[&str]) -> Session {
    let script = format!("{before} \"$0\" \"$@\"; echo \"code $?\"");
    let arguments = [&["-c", &script, SUPPLE], arguments].concat();
    Session::run("/bin/sh", &arguments, &[])
}

#[test]
fn a_dumb_terminal_gets_lines_and_nothing_else() {
    for term in [&["TERM=dumb"][..], &["TERM="], &["-u", "TERM"]] {
        let run = |arguments: &[&str]| {
            let arguments = [term, &[SUPPLE], arguments].concat();
            Session::run("/usr/bin/env", &arguments, &[])
        };
        let mut playing = run(SESSION.arguments);
        playing.sees("lines", |picture| picture.shows("ready Single-knee pull"));
        playing.types("\x03");
        assert_eq!(playing.ends(), 130, "{term:?}");
        let others: [(&[&str], &str, &str); 3] = [
            (&[], "Which one?", "q\r"),
            (&["figures", "bridge"], "bridge", ""),
            (&["list"], "knee-to-chest", ""),
        ];
        let others = others.map(|(arguments, shown, answer)| {
            let mut session = run(arguments);
            session.sees("its result", |picture| picture.had(shown));
            session.types(answer);
            assert_eq!(session.ends(), 0, "{term:?} {arguments:?}");
            session
        });
        for mut session in others.into_iter().chain([playing]) {
            session.is_given_back();
            assert!(!session.now(|picture| picture.had("\x1b")), "{term:?}");
        }
    }
}

#[test]
fn what_is_asked_for_in_lines_is_played_with_the_options() {
    let options = [
        "--plain", "--speed", "1000", "--sound", "off", "--from", "2",
    ];
    let mut session = Session::run(SUPPLE, &options, &[]);
    session.sees("the question", |picture| picture.had("Which one?"));
    session.types("knee-to-chest\r");
    session.sees("a rehearsal", |picture| picture.had("Rehearsal at 1000×"));
    assert_eq!(session.ends(), 0);
    session.is_given_back();
    let holds = |name: &str| session.now(|picture| picture.had(&format!("hold {name}")));
    assert!(holds("Double-knee pull") && !holds("Single-knee pull"));
}

#[test]
fn without_a_question_an_option_of_a_routine_needs_one() {
    for option in [["--speed", "5"], ["--sound", "off"], ["--start", "5"]] {
        let mut session = Session::run(SUPPLE, &option, &[]);
        session.sees("the error", |picture| {
            picture.had(&format!("`{}` needs a routine", option[0]))
        });
        assert_eq!(session.ends(), 2);
        session.is_given_back();
    }
}

#[test]
fn without_utf8_every_screen_is_ascii() {
    for locale in [("LANG", "C"), ("LC_ALL", "C")] {
        with_each(&WAYS, |way| {
            let mut session = Session::run(SUPPLE, way.arguments, &[locale]);
            way.goes(&mut session);
            session.types("\x03");
            assert_eq!(session.ends(), 130);
            session.is_given_back();
            assert!(
                session.now(|picture| picture.raw().is_ascii()),
                "{}",
                way.name
            );
        });
    }
}

#[test]
fn keys_come_from_the_terminal_whatever_standard_input_is() {
    for before in ["< /dev/null", "echo q |"] {
        let mut session = in_a_terminal(before, SESSION.arguments);
        session.sees("a session", runs);
        session.types("\x03");
        session.sees("its end", |picture| picture.shows("code 130"));
        session.ends();
        session.is_given_back();
    }
}

#[test]
fn without_a_keyboard_the_way_out_is_said() {
    // A session of processes of its own has no terminal; what is drawn on is only a file to it.
    for arguments in [SESSION.arguments, &[], &["figures"]] {
        let mut session = in_a_terminal("setsid -w < /dev/null", arguments);
        session.sees("its end", |picture| {
            picture.text().trim_end().ends_with("code 1")
        });
        session.sees("what is wrong", |picture| {
            picture.shows("cannot use the terminal: no such device or address")
                && picture.shows("help: ")
                && picture.shows("--plain")
        });
        assert!(!session.now(|picture| picture.had("\x1b[?1049h")));
        session.ends();
        session.is_given_back();
    }
    let mut session = in_a_terminal(
        "setsid -w < /dev/null",
        &[&QUICK[..], &["--plain"]].concat(),
    );
    session.sees("its end", |picture| picture.shows("code 0"));
    session.ends();
    session.is_given_back();
}

#[test]
fn a_session_without_a_home_is_played_and_reported_as_not_saved() {
    let nowhere = Path::new("nowhere");
    let output = at_home(nowhere, SUPPLE, &QUICK).outcome();
    let note = "note: this session is not saved: `HOME` is not an absolute path\n";
    assert_eq!(
        (said(&output).as_str(), output.status.code()),
        (note, Some(0))
    );
    // Nothing was done, so that there is nothing to remember.
    let lead_in = ["HOME=nowhere", SUPPLE, "play", ROUTINE, "--start", "60"];
    let mut session = Session::run("/usr/bin/env", &lead_in, &[]);
    session.sees("a lead-in", |picture| picture.shows("start now"));
    session.types("\x03");
    assert_eq!(session.ends(), 130);
    session.is_given_back();
    assert!(!session.now(|picture| picture.shows("not saved")));
    for arguments in [&["log"][..], &["new", "mine"], &["play", "--resume"]] {
        let output = at_home(nowhere, SUPPLE, arguments).outcome();
        let homeless = "error: cannot find your routines: `HOME` is not an absolute path\n  \
                        help: set `HOME` to the full path of your home folder\n";
        assert_eq!(
            (said(&output).as_str(), output.status.code()),
            (homeless, Some(1))
        );
    }
    assert!(!nowhere.exists());
}

#[test]
fn without_home_the_folders_may_be_named_one_by_one() {
    let home = TempDir::new().unwrap();
    let mut command = at_home(home.path(), SUPPLE, &QUICK);
    command.env_remove("HOME");
    for name in [
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home.path().join(name));
    }
    let output = command.outcome();
    assert_eq!(
        (said(&output).as_str(), output.status.code()),
        ("", Some(0))
    );
    assert!(home.path().join("XDG_DATA_HOME/supple/log").exists());
    pty::is_whole(home.path());
}

/// Whether the system lets us be somebody else, who has the powers of root there: `unshare` with these options.
fn can_be_somebody_else(options: &[&str]) -> bool {
    let can = Command::new("unshare").args(options).arg("true").works();
    if !can {
        eprintln!(
            "not tried: this system does not allow `unshare {}`",
            options.join(" ")
        );
    }
    can
}

#[test]
fn a_missing_home_is_reported() {
    // A number that no list of users has, so that there is nowhere else to look for a home.
    let somebody = ["--user", "--map-user=4711"];
    if !can_be_somebody_else(&somebody) {
        return;
    }
    let arguments = [&somebody[..], &[SUPPLE], &QUICK].concat();
    let mut command = at_home(Path::new("/"), "unshare", &arguments);
    let output = command.env_remove("HOME").outcome();
    let note = "note: this session is not saved: `HOME` is not an absolute path\n";
    assert_eq!(
        (said(&output).as_str(), output.status.code()),
        (note, Some(0))
    );
}

/// What is said at the end of a session that cannot be written down in `home`, because of `reason`.
fn is_lost(output: &Output, home: &Path, reason: &str) {
    let (said, home) = (said(output), home.display());
    let folder = format!("{home}/.local/share/supple/log/");
    let file = said.split('`').find(|quoted| quoted.starts_with(&folder));
    let file = file.unwrap_or_else(|| panic!("no file is named: {said}"));
    let lost = format!(
        "warning: this session is not in the log: cannot write `{file}`: {reason}\n  \
         help: add this line to `{file}` by hand once it can be written\n"
    );
    assert!(said.ends_with(&lost), "{said}");
    assert_eq!(output.status.code(), Some(1));
    // What is lost otherwise.
    let line = printed(output).lines().last().unwrap().to_owned();
    let record: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(record["ended"], "done", "{record}");
}

#[test]
fn a_session_that_cannot_be_saved_on_the_way_is_not_said_to_be_resumable() {
    for is_broken in [false, true] {
        let folder = TempDir::new().unwrap();
        let local = folder.path().join(".local");
        fs::create_dir_all(&local).unwrap();
        if is_broken {
            // The log can be written, and nothing beside it.
            fs::write(local.join("state"), "").unwrap();
        }
        let options = ["knee-to-chest", "--plain", "--speed", "20", "--start", "0"];
        let home = folder.path().to_str().unwrap();
        let mut session = Session::run(SUPPLE, &options, &[("HOME", home)]);
        session.sees("the second side", |picture| {
            picture.had("left, rep 1/2, 15 s")
        });
        session.types("\x03");
        assert_eq!(session.ends(), 130);
        let says = |words| session.now(|picture| picture.had(words));
        assert_eq!(says("the session cannot be saved on the way"), is_broken);
        assert_eq!(says("your progress is saved"), !is_broken);
    }
}

#[test]
fn a_home_that_cannot_be_written_to_loses_nothing_unsaid() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    // Not even root can make anything in these.
    let homes = [
        (Path::new("/proc"), "there is no such folder"),
        (&file, "not a directory"),
    ];
    for (home, reason) in homes {
        let output = at_home(home, SUPPLE, &QUICK).outcome();
        is_lost(&output, home, reason);
        let state = home.join(".local/state/supple");
        let note = format!(
            "note: the session cannot be saved on the way in `{}`: {reason}\n",
            state.display()
        );
        assert!(said(&output).contains(&note), "{}", said(&output));
        let new = at_home(home, SUPPLE, &["new", "mine"]).outcome();
        let path = home.join(".config/supple/routines/mine.toml");
        let error = format!("error: cannot write `{}`: {reason}\n", path.display());
        assert!(said(&new).ends_with(&error), "{}", said(&new));
        assert_eq!(new.status.code(), Some(1));
        let list = at_home(home, SUPPLE, &["list"]).outcome();
        assert_eq!(list.status.code(), Some(0), "the bundled ones are there");
    }
}

#[test]
fn what_is_lost_stands_below_the_session() {
    let arguments = [&["HOME=/proc", SUPPLE], &QUICK[..]].concat();
    let mut session = Session::run("/usr/bin/env", &arguments, &[]);
    assert_eq!(session.ends(), 1);
    session.is_given_back();
    session.sees("what is lost", |picture| {
        picture.shows("warning: this session is not in the log") && picture.shows("\"v\":1")
    });
}

#[test]
fn on_the_screen_a_full_disk_is_said_where_the_session_ends() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".local/share/supple/log");
    pty::played_before(&folder);
    let first = at_home(home.path(), SUPPLE, &QUICK).outcome();
    assert_eq!(first.status.code(), Some(0));
    let mut logs = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let log = logs.find(|file| !file.ends_with("old.jsonl")).unwrap();
    fs::remove_file(&log).unwrap();
    symlink("/dev/full", &log).unwrap();
    let own = format!("HOME={}", home.path().display());
    let arguments = [&[&own, SUPPLE], SUMMARY.arguments].concat();
    let mut session = Session::run("/usr/bin/env", &arguments, &[]);
    SUMMARY.goes(&mut session);
    session.types("q");
    assert_eq!(session.ends(), 1);
    session.is_given_back();
    session.sees("what is lost", |picture| {
        picture.shows("this session is not in the log")
            && picture.shows("no space left on device")
            && picture.shows("\"v\":1")
    });
}

/// What a shell says that has mounted a folder `home` of its own before.
fn in_a_room(mount: &str, script: &str) -> Option<(Output, TempDir)> {
    if !can_be_somebody_else(&["--user", "--map-root-user", "--mount"]) {
        return None;
    }
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let script = format!("mount -t tmpfs {mount} none \"$HOME\" || exit 77; {script}");
    let options = ["--user", "--map-root-user", "--mount", "/bin/sh", "-c"];
    let arguments = [&options[..], &[&script, SUPPLE], &QUICK].concat();
    let output = at_home(&home, "unshare", &arguments).outcome();
    if output.status.code() == Some(77) {
        eprintln!("not tried: this system mounts nothing for us");
        return None;
    }
    Some((output, folder))
}

#[test]
fn a_file_system_that_is_read_only_loses_nothing_unsaid() {
    let played = in_a_room("-o ro", "\"$0\" \"$@\"");
    if let Some((output, folder)) = played {
        is_lost(
            &output,
            &folder.path().join("home"),
            "read-only file system",
        );
    }
}

#[test]
fn a_disk_that_is_full_loses_nothing_unsaid() {
    // Something is there already, and room for nothing more.
    let script =
        "d=\"$HOME/.local/share/supple/log\"; mkdir -p \"$d\" \"$HOME/.local/state/supple\"
                  \"$0\" \"$@\" > /dev/null || exit; before=$(cat \"$d\"/*)
                  cat /dev/zero > \"$HOME/full\" 2> /dev/null; truncate -s 4096 \"$d\"/*
                  \"$0\" \"$@\"; code=$?
                  find \"$HOME\" -name '*.tmp' -o -name '*.part' -o -name unfinished.json >&2
                  exit $code";
    if let Some((output, folder)) = in_a_room("-o size=64k", script) {
        is_lost(
            &output,
            &folder.path().join("home"),
            "no space left on device",
        );
    }
}

#[test]
fn a_log_that_is_full_loses_nothing_unsaid() {
    // The same for those who cannot make a disk: the one file that is always full.
    let home = TempDir::new().unwrap();
    let first = at_home(home.path(), SUPPLE, &QUICK).outcome();
    assert_eq!(first.status.code(), Some(0));
    let folder = home.path().join(".local/share/supple/log");
    let log = fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::remove_file(&log).unwrap();
    symlink("/dev/full", &log).unwrap();
    let output = at_home(home.path(), SUPPLE, &QUICK).outcome();
    is_lost(&output, home.path(), "no space left on device");
    // With room again, the next start makes up for it.
    fs::remove_file(&log).unwrap();
    let again = at_home(home.path(), SUPPLE, &QUICK).outcome();
    assert_eq!(again.status.code(), Some(0));
    let logged = fs::read_to_string(&log).unwrap();
    assert_eq!(logged.lines().count(), 2, "{logged}");
    pty::is_whole(home.path());
}
