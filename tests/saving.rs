//! Several programs that save their sessions in one home: those that are killed, the log that cannot be written, the
//! files that cannot be read. Nothing that was reported as done is lost, and nothing is logged twice.

#![cfg(unix)]

use crate::kept;
use crate::noon;
use crate::program;
use crate::wait;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::time::Duration;

use kept::{TWO_HOLDS, ended_at, log_folder, records, said, snapshots, state_folder, supple};
use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, geteuid, kill_process};
use supple::core::session::Snapshot;
use supple::disk::keeper::Keeper;
use supple::disk::log;
use supple::format;
use wait::{Outcome, in_time, until};

/// A home with a routine of two holds in it, and the path of that.
fn home() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("two.toml");
    fs::write(&file, TWO_HOLDS).unwrap();
    let file = file.to_str().unwrap().to_owned();
    (home, file)
}

/// Plays the routine until its first hold is over, and kills the program.
fn killed(home: &Path, routine: &str) {
    let quick = ["play", routine, "--plain", "--start", "0", "--speed", "100"];
    ended_at(("  hold B", 1), supple(home, &quick), Signal::KILL);
}

/// How long was held of each session in the log, in whole seconds.
fn held(home: &Path) -> Vec<u64> {
    let records = records(&log_folder(home));
    records.iter().map(|kept| kept.total().as_secs()).collect()
}

#[test]
fn five_sessions_at_once_that_are_all_killed_are_all_recovered() {
    let (home, routine) = home();
    std::thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| killed(home.path(), &routine));
        }
    });
    assert_eq!(snapshots(home.path()).len(), 5);
    let (_, stderr, code) = said(supple(home.path(), &["log"]));
    assert_eq!((stderr.as_str(), code), ("", 0));
    assert_eq!(held(home.path()), [30; 5]);
    // Each can be resumed, the newest first.
    for _ in 0..5 {
        let resume = ["play", "--resume", "--plain", "--speed", "1000"];
        assert_eq!(said(supple(home.path(), &resume)).2, 0);
    }
    assert_eq!(said(supple(home.path(), &["play", "--resume"])).2, 1);
    assert_eq!(records(&log_folder(home.path())).len(), 10);
    assert!(snapshots(home.path()).is_empty());
}

#[test]
fn a_record_that_cannot_be_logged_is_printed_and_nothing_overwrites_it() {
    let (home, routine) = home();
    killed(home.path(), &routine);
    let folder = log_folder(home.path());
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file where the folder should be").unwrap();
    let again = [
        "play", &routine, "--plain", "--start", "0", "--speed", "1000",
    ];
    let (_, stderr, code) = said(supple(home.path(), &again));
    assert_eq!(code, 1, "{stderr}");
    let line = stderr.lines().find(|line| line.starts_with('{'));
    let printed = supple::format::log::read(line.unwrap()).unwrap();
    assert_eq!(printed.total().as_secs(), 30);
    assert!(
        stderr.starts_with("warning: this session is not in the log: cannot write"),
        "{stderr}"
    );
    // Both are logged as soon as that can be done, also where the first was added by hand meanwhile.
    fs::remove_file(&folder).unwrap();
    log::append(&log::file_of(&folder, "by-hand"), line.unwrap()).unwrap();
    assert_eq!(said(supple(home.path(), &["log"])).2, 0);
    let mut held = held(home.path());
    held.sort_unstable();
    assert_eq!(held, [30, 930]);
}

/// The file that standard output goes to may not grow beyond half a kilobyte.
#[test]
fn what_cannot_be_logged_is_printed_also_where_standard_output_fails() {
    let (home, _) = home();
    let many = home.path().join("many.toml");
    let steps = "[[step]]\nname = \"A\"\nhold = \"5s\"\nready = 0\nreps = 60\n";
    fs::write(&many, format!("title = \"Many\"\n{steps}")).unwrap();
    let folder = log_folder(home.path());
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file where the folder should be").unwrap();
    let arguments = [
        "play",
        many.to_str().unwrap(),
        "--plain",
        "--start",
        "0",
        "--speed",
        "1000",
    ];
    let program = supple(home.path(), &arguments);
    let mut shell = std::process::Command::new("sh");
    shell.args([
        "-c",
        "ulimit -f 1; out=$1; shift; exec \"$@\" > \"$out\"",
        "sh",
    ]);
    shell.arg(home.path().join("out"));
    shell
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear();
    shell.envs(
        program
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let (_, stderr, code) = said(shell);
    assert_eq!(code, 1, "{stderr}");
    assert!(
        stderr.contains("error: cannot write to standard output"),
        "{stderr}"
    );
    let line = stderr.lines().find(|line| line.starts_with('{'));
    let printed = supple::format::log::read(line.expect(&stderr)).unwrap();
    assert!(printed.total().as_secs() >= 5, "{stderr}");
}

#[test]
fn a_snapshot_that_cannot_be_read_stays_and_is_reported() {
    let (home, routine) = home();
    killed(home.path(), &routine);
    let state = state_folder(home.path());
    let damaged = state.join("unfinished.json");
    for name in ["unfinished.json", "unfinished.json.new"] {
        fs::write(state.join(name), "{\"logged\":").unwrap();
    }
    let told = |arguments: &[&str], code: i32| {
        let (_, stderr, ended) = said(supple(home.path(), arguments));
        assert_eq!(ended, code, "{stderr}");
        assert!(stderr.contains(damaged.to_str().unwrap()), "{stderr}");
        stderr
    };
    told(&["log"], 0);
    let none = told(&["play", "--resume", "--plain"], 1);
    assert!(
        none.contains("error: there is no session to resume\n"),
        "{none}"
    );
    // A session is saved beside it.
    told(
        &[
            "play", &routine, "--plain", "--start", "0", "--speed", "1000",
        ],
        0,
    );
    assert_eq!(held(home.path()), [930]);
    assert_eq!(fs::read_to_string(&damaged).unwrap(), "{\"logged\":");
}

/// Another user may have made the file, `sudo` for one. Root may read every file, so as root the program runs as
/// somebody else.
#[test]
fn a_snapshot_that_may_not_be_read_stays_and_is_reported() {
    let (home, routine) = home();
    killed(home.path(), &routine);
    let state = state_folder(home.path());
    fs::remove_dir_all(&state).unwrap();
    fs::create_dir(&state).unwrap();
    let unread = state.join("unfinished.json");
    fs::write(&unread, "{}").unwrap();
    fs::set_permissions(&unread, Permissions::from_mode(0o0)).unwrap();
    let program = home.path().join("supple");
    let is_root = geteuid().is_root();
    if is_root {
        eprintln!("tried as another user, because root may read every file");
        program::put_supple(&program);
        let given = Command::new("chown")
            .args(["-R", "4711:4711"])
            .arg(home.path())
            .outcome();
        assert!(given.status.success());
        chown(&unread, Some(0), Some(0)).unwrap();
    }
    let told = |arguments: &[&str]| {
        let mut command = supple(home.path(), arguments);
        if is_root {
            command = Command::new("/bin/sh");
            command
                .args(["-c", "exec ./supple \"$@\"", "sh"])
                .args(arguments);
            command.current_dir(home.path()).env("HOME", home.path());
            command.stdin(Stdio::null()).uid(4711).gid(4711);
        }
        let (_, stderr, code) = said(command);
        assert_eq!(code, 0, "{stderr}");
        let why = format!(
            "the unfinished session in `{}` cannot be read: permission denied",
            unread.display()
        );
        assert!(stderr.contains(&why), "{stderr}");
    };
    told(&["log"]);
    // A session is saved beside it.
    told(&[
        "play", &routine, "--plain", "--start", "0", "--speed", "1000",
    ]);
    let there = fs::metadata(&unread).unwrap();
    assert_eq!((there.len(), there.mode() & 0o7777), (2, 0));
    assert!(held(home.path()).contains(&930));
}

#[test]
fn a_log_that_another_program_has_locked_is_waited_for_briefly() {
    let (home, routine) = home();
    killed(home.path(), &routine);
    let file = log::file_of(&log_folder(home.path()), &log::host());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let lock = fs::File::create(&file).unwrap();
    flock(&lock, FlockOperation::LockExclusive).unwrap();
    let again = [
        "play", &routine, "--plain", "--start", "0", "--speed", "1000",
    ];
    let (told, stderr, code) = said(supple(home.path(), &again));
    assert_eq!(code, 1, "{stderr}");
    let why = "another program has locked it";
    assert_eq!(stderr.matches(why).count(), 2, "{stderr}");
    let printed = supple::format::log::read(told.lines().last().unwrap()).unwrap();
    assert_eq!(printed.total().as_secs(), 930);
    drop(lock);
    assert_eq!(said(supple(home.path(), &["log"])).2, 0);
    assert_eq!(held(home.path()), [30, 930]);
}

/// A program that was open before another one was killed neither takes its place nor keeps it from being recovered.
#[test]
fn an_offer_is_no_hold_and_a_place_that_becomes_free_is_not_taken_unlogged() {
    let (home, routine) = home();
    let (log, state) = (log_folder(home.path()), state_folder(home.path()));
    let (now, limit) = (supple::shell::now(), Duration::from_secs(3600));
    killed(home.path(), &routine);
    // It offers what was left behind, as the library does.
    let mut offering = Keeper::new(&log, "host", &state);
    let (offered, _) = offering.recover(now, limit, |_| true);
    let offered = offered.unwrap();
    // Sessions in other windows are saved meanwhile, the first in the place of what is offered.
    killed(home.path(), &routine);
    let first = snapshots(home.path());
    offering.note(&offered).unwrap();
    let both = snapshots(home.path());
    assert_eq!((first.len(), both.len()), (1, 2));
    assert!(both.contains(&first[0]) && !first[0].logged);
    let (latest, failures) = Keeper::new(&log, "host", &state).recover(now, limit, |_| true);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(
        latest.unwrap().entry.id,
        first[0].entry.id,
        "the other is played"
    );
    assert_eq!(held(home.path()), [30; 2]);
}

/// Saves one session after the other, each in a place of its own, as if each program had been killed.
fn leaves(state: &Path, count: usize) {
    for number in 0..count {
        let mut keeper = Keeper::new(state, "host", state);
        keeper.note(&session(number)).unwrap();
    }
}

fn session(number: usize) -> Snapshot {
    let now = format::stamp::write(supple::shell::now());
    let text = format!(
        r#"{{"record":{{"v":1,"id":"{number}-0","start":"{now}","end":"{now}",
            "stretches":[{{"name":"A","kind":"hold","held_ms":30000}}]}},"logged":false,
            "position":{{"segment":0,"lengths_ms":[],"left_out":[]}},"took_ms":0,"so_far":[],
            "routines":[],"wait_ms":null,"place":""}}"#
    );
    format::snapshot::read(&text).unwrap()
}

/// A session of the routine `two` that was killed behind its first minute and is not in the log yet.
fn killed_before_the_end() -> Snapshot {
    let now = format::stamp::write(noon::now());
    let text = format!(
        r#"{{"record":{{"v":1,"id":"1-0","start":"{now}","end":"{now}",
            "stretches":[{{"name":"A","kind":"hold","planned_ms":60000,"held_ms":60000}}]}},"logged":false,
            "position":null,"took_ms":0,"so_far":[],"routines":[{{"id":"two"}}],"wait_ms":null,"place":""}}"#
    );
    format::snapshot::read(&text).unwrap()
}

#[test]
fn what_a_killed_program_did_is_not_due_and_to_ask_logs_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (home, state) = (home.path(), state_folder(home.path()));
    let routines = home.join(".config/supple/routines");
    fs::create_dir_all(&routines).unwrap();
    let text = TWO_HOLDS.replacen('\n', "\noften = \"daily\"\n", 1);
    fs::write(routines.join("two.toml"), text).unwrap();
    let says = |argument| {
        let mut command = supple(home, &[argument]);
        command.env("TZ", noon::zone());
        said(command).0
    };
    let due = || says("due");
    assert_eq!(due(), "Two: due today\n");
    let mut keeper = Keeper::new(&state, "host", &state);
    keeper.note(&killed_before_the_end()).unwrap();
    assert_eq!(
        due(),
        "Two: due today\n",
        "while it is played it is not over"
    );
    drop(keeper);
    let files = || {
        let names = fs::read_dir(&state).unwrap();
        let mut names: Vec<_> = names.map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = files();
    assert_eq!(due(), "");
    assert_eq!(files(), before);
    assert_eq!(records(&log_folder(home)), [], "to ask logs nothing");
    // From the next program on that logs it, it is in the log, and counts once.
    let listed = says("log");
    assert!(listed.starts_with("1 session, 1:00 "), "{listed}");
    assert_eq!(due(), "");
    let status = says("status");
    assert!(status.contains("today 1:00 · active 1"), "{status}");
}

#[test]
fn a_locked_log_is_waited_for_once_however_much_is_to_be_logged() {
    // It would be longer than a test may take, if it were half a second for each.
    const COUNT: usize = 150;
    let home = tempfile::tempdir().unwrap();
    let file = log::file_of(&log_folder(home.path()), &log::host());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    leaves(&state_folder(home.path()), COUNT);
    let lock = fs::File::create(&file).unwrap();
    flock(&lock, FlockOperation::LockExclusive).unwrap();
    let output = supple(home.path(), &["log"]).outcome();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        stderr.matches("another program has locked it").count(),
        COUNT,
        "each line is printed: {stderr}"
    );
    drop(lock);
    assert_eq!(said(supple(home.path(), &["log"])).2, 0);
    assert_eq!(held(home.path()), [30; COUNT]);
}

#[test]
fn a_place_whose_lock_is_no_file_is_passed_over() {
    let (home, routine) = home();
    let state = state_folder(home.path());
    fs::create_dir_all(state.join("session.lock")).unwrap();
    killed(home.path(), &routine);
    assert!(
        state.join("unfinished-2.json").exists() || state.join("unfinished-2.json.new").exists()
    );
    assert_eq!(said(supple(home.path(), &["log"])).1, "");
    assert_eq!(held(home.path()), [30]);
}

#[test]
fn the_file_that_is_damaged_is_the_one_that_is_named() {
    let home = tempfile::tempdir().unwrap();
    let state = state_folder(home.path());
    fs::create_dir_all(&state).unwrap();
    let noted = state.join("unfinished-3.json.new");
    fs::write(&noted, "{\"logged\":").unwrap();
    let (_, stderr, _) = said(supple(home.path(), &["log"]));
    let named = format!("`{}` cannot be read: it is damaged", noted.display());
    assert!(stderr.contains(&named), "{stderr}");
    fs::remove_file(noted).unwrap();
    assert_eq!(said(supple(home.path(), &["log"])).1, "");
}

/// A program that starts has every place for a moment, and that hides nothing from another one.
#[test]
fn programs_that_start_at_once_all_offer_the_same() {
    let home = tempfile::tempdir().unwrap();
    let (log, state) = (log_folder(home.path()), state_folder(home.path()));
    leaves(&state, 3);
    let start = Barrier::new(4);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let offers = || {
                    // Each looks once: one that looked again and again would keep the others out.
                    start.wait();
                    let mut keeper = Keeper::new(&log, "host", &state);
                    let (now, limit) = (supple::shell::now(), Duration::from_secs(3600));
                    keeper.recover(now, limit, |_| true).0.is_some()
                };
                let offered: Vec<bool> = std::iter::repeat_with(offers).take(50).collect();
                assert_eq!(offered, [true; 50]);
            });
        }
        // One that begins looks for a free place.
        scope.spawn(|| {
            for number in 10..60 {
                let mut keeper = Keeper::new(&log, "host", &state);
                keeper.note(&session(number)).unwrap();
                keeper.discard().unwrap();
            }
        });
    });
}

/// Two windows offer the same session: the first that resumes it has it, and the other one learns of that.
#[test]
fn what_two_windows_offer_is_resumed_in_the_first_and_the_other_learns_of_it() {
    let home = tempfile::tempdir().unwrap();
    let (log, state) = (log_folder(home.path()), state_folder(home.path()));
    leaves(&state, 1);
    let offers = || {
        let mut keeper = Keeper::new(&log, "host", &state);
        let (offered, _) =
            keeper.recover(supple::shell::now(), Duration::from_secs(3600), |_| true);
        assert_eq!(offered.unwrap().entry.id, "0-0");
        keeper
    };
    let [mut first, mut other, mut afresh, mut late] = [(); 4].map(|()| offers());
    // As of a try: the log does not have what it resumes, so its entry continues nothing.
    let resumed = |number| Snapshot {
        resumes: Some("0-0".to_owned()),
        ..session(number)
    };
    assert!(first.note(&resumed(1)).unwrap(), "it has the session");
    assert!(!other.note(&resumed(2)).unwrap(), "it is told");
    assert!(other.note(&resumed(2)).unwrap(), "once");
    assert!(afresh.note(&session(3)).unwrap(), "it resumes nothing");
    first.discard().unwrap();
    assert!(
        !late.note(&resumed(4)).unwrap(),
        "it is told afterwards, too"
    );
    // Each has a place of its own.
    assert_eq!(snapshots(home.path()).len(), 3);
}

/// Makes the disk below a program take an hour to flush the log: what a shell is to do before the program. `None` where
/// nothing can make it so slow.
fn slowly(folder: &Path) -> Option<String> {
    let (source, library) = (folder.join("slow.c"), folder.join("slow.so"));
    let text = "unsigned sleep(unsigned);\nint fdatasync(int file) {\n\
                unsigned left = 3600; while ((left = sleep(left))) {} return 0; }\n";
    fs::write(&source, text).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library);
    if cfg!(not(target_env = "gnu")) || !compiler.arg(source).works() {
        eprintln!("not tried: nothing makes the disk slow");
        return None;
    }
    Some(format!(
        "LD_PRELOAD='{}'; export LD_PRELOAD",
        library.display()
    ))
}

#[test]
fn a_signal_ends_the_wait_for_a_slow_disk_and_what_is_not_logged_is_printed() {
    let (home, routine) = home();
    let Some(slowly) = slowly(home.path()) else {
        return;
    };
    // Twice each: all together would be longer than a test may take, if ten seconds were waited for the disk.
    let signals = [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT].repeat(2);
    let ends = in_time("the wait and its end", move || {
        let end = |signal| signalled_while_it_waits(&slowly, &routine, signal);
        signals.into_iter().map(end).collect::<Vec<_>>()
    });
    for (told, code) in ends {
        assert!(told.contains("the disk takes too long"), "{told}");
        // A session that is not in the log is more than a signal.
        assert_eq!(code, Some(1), "{told}");
        let line = told.lines().find(|line| line.starts_with('{'));
        let printed = format::log::read(line.unwrap()).unwrap();
        assert_eq!(printed.total().as_secs(), 930);
    }
}

/// All that a session on a slow disk writes that gets a signal while its end waits for that disk, and its exit code.
fn signalled_while_it_waits(slowly: &str, routine: &str, signal: Signal) -> (String, Option<i32>) {
    let state = tempfile::tempdir().unwrap();
    let mut command = Command::new("/bin/sh");
    command.env_clear().env("HOME", state.path());
    command.args(["-c", &format!("{slowly}; exec \"$0\" \"$@\" 2>&1")]);
    command.arg(env!("CARGO_BIN_EXE_supple")).args([
        "play", routine, "--plain", "--start", "0", "--speed", "1000", "--sound", "off",
    ]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    while !told.contains("waiting for the disk") {
        assert_ne!(lines.read_line(&mut told).unwrap(), 0, "{told}");
    }
    kill_process(Pid::from_child(&child), signal).unwrap();
    lines.read_to_string(&mut told).unwrap();
    (told, child.wait().unwrap().code())
}

/// The state of every session that `supple status` tells of, and whether each runs.
fn told(home: &Path) -> Vec<(String, bool)> {
    let (stdout, stderr, code) = said(supple(home, &["status", "--format", "json"]));
    assert_eq!((stderr.as_str(), code), ("", 0));
    let status: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let sessions = status["sessions"].as_array().unwrap().iter();
    let state = |session: &serde_json::Value| {
        // Sixty seconds of them to get ready.
        assert!(session["remaining_ms"].as_u64().unwrap() <= 990_000);
        let state = session["state"].as_str().unwrap().to_owned();
        (state, session["running"].as_bool().unwrap())
    };
    sessions.map(state).collect()
}

#[test]
fn what_is_played_is_told_by_every_program_until_it_ends() {
    let (home, routine) = home();
    let home = home.path();
    let plays = || {
        let arguments = ["play", &routine, "--plain", "--start", "0"];
        let mut command = supple(home, &arguments);
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let hold = ("HOLD · A".to_owned(), true);
    let mut one = plays();
    until("one session", || told(home) == [hold.clone()]);
    let mut other = plays();
    until("two sessions", || {
        told(home) == [hold.clone(), hold.clone()]
    });
    kill_process(Pid::from_child(&one), Signal::KILL).unwrap();
    one.wait().unwrap();
    assert_eq!(told(home), [hold], "it was killed");
    kill_process(Pid::from_child(&other), Signal::TERM).unwrap();
    other.wait().unwrap();
    assert_eq!(told(home), []);
}
