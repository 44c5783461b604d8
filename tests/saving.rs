//! Several programs that save their sessions in one home: those that are killed, the log that cannot be written, the
//! files that cannot be read. Nothing that was told as done is lost, and nothing is logged twice.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/kept.rs"]
mod kept;
#[path = "support/wait.rs"]
mod wait;

use std::fs;
use std::path::Path;
use std::time::Duration;

use kept::{TWO_HOLDS, ended_at, log_folder, records, said, snapshots, state_folder, supple};
use rustix::process::Signal;
use supple::disk::keeper::Keeper;
use supple::disk::log;

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

#[test]
fn a_file_of_a_session_that_cannot_be_read_stays_and_is_told_of() {
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
        none.contains("error: there is no session to go on with\n"),
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

#[test]
fn a_log_that_another_program_has_locked_is_not_waited_for() {
    use rustix::fs::{FlockOperation, flock};
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
    let (offered, _) = offering.recover(now, limit);
    let offered = offered.unwrap();
    // Sessions in other windows are saved meanwhile, the first in the place of what is offered.
    killed(home.path(), &routine);
    let first = snapshots(home.path());
    offering.note(&offered).unwrap();
    let both = snapshots(home.path());
    assert_eq!((first.len(), both.len()), (1, 2));
    assert!(both.contains(&first[0]) && !first[0].logged);
    let (latest, written) = Keeper::new(&log, "host", &state).recover(now, limit);
    assert!(
        written.lost.is_empty() && written.troubles.is_empty(),
        "{written:?}"
    );
    assert_eq!(
        latest.unwrap().entry.id,
        first[0].entry.id,
        "the other is played"
    );
    assert_eq!(held(home.path()), [30; 2]);
}
