//! The log against the world: programs that append at once, processes that are killed, disks that are full, clocks
//! that change.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]

use crate::kept;
use crate::wait;
use std::collections::HashMap;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use kept::{TWO_HOLDS, ended_at, log_folder, records, said, snapshots, supple};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use supple::app::log::view::Report;
use supple::core::day::Day;
use supple::core::history::{History, Scope};
use supple::core::log::LogEntry;
use supple::disk::log::{self, Log};
use supple::format;
use tempfile::TempDir;
use wait::{Outcome, ended, in_time, until};

/// How much was held of each stretch and side in all, in milliseconds.
fn held(records: &[LogEntry]) -> HashMap<(String, String), u128> {
    let mut held = HashMap::new();
    for line in records.iter().flat_map(|kept| &kept.lines) {
        let side = line.side.as_ref().map(|side| side.word().to_owned());
        let key = (line.name.clone(), side.unwrap_or_default());
        *held.entry(key).or_default() += line.done.as_millis();
    }
    held
}

/// One of two programs that append at once; run by [`two_programs_that_append_at_once_lose_nothing`].
#[test]
#[ignore = "a part of another test"]
fn appends_a_thousand() {
    let Some(path) = std::env::var_os("SUPPLE_TEST_LOG") else {
        return;
    };
    let process = std::process::id();
    // Long lines: what is torn, is torn in the middle.
    let note = "x".repeat(3000);
    for number in 0..1000 {
        let start = "2026-03-01T10:00:00Z";
        let line = format!(
            r#"{{"id":"{process}-{number}","start":"{start}","end":"{start}","note":"{note}"}}"#
        );
        log::append(Path::new(&path), &line).unwrap();
    }
}

#[test]
fn two_programs_that_append_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = log::file_of(folder.path(), "host");
    let program = std::env::current_exe().unwrap();
    let one = || {
        Command::new(&program)
            .args(["--exact", "log::appends_a_thousand", "--ignored"])
            .env("SUPPLE_TEST_LOG", &path)
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    for program in [one(), one()] {
        assert!(ended(program).status.success());
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.ends_with('\n'));
    let mut ids: Vec<String> = text
        .lines()
        .map(|line| format::log::read(line).unwrap().id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2000);
}

/// A number nobody chose.
fn any() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Plays a session two hundred times as fast and kills it after `wait`. Returns the holds whose end it reported.
fn killed(home: &Path, arguments: &[&str], wait: Duration) -> Vec<String> {
    let mut child = supple(home, &["play", "--plain", "--speed", "200", "--start", "0"])
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = child.stdout.take().unwrap();
    let (tell, told) = mpsc::channel::<Vec<String>>();
    let reader = std::thread::spawn(move || {
        let lines = BufReader::new(stdout).lines();
        let _ = tell.send(lines.map_while(Result::ok).collect());
    });
    // Nothing comes before its end: this only waits.
    let early = told.recv_timeout(wait).ok();
    child.kill().unwrap();
    let lines = early.unwrap_or_else(|| in_time("its lines", move || told.recv().unwrap()));
    in_time("its end", move || child.wait().unwrap());
    reader.join().unwrap();
    // What was begun before something else was is finished.
    let mut finished: Vec<String> = lines.into_iter().filter(|line| is_segment(line)).collect();
    finished.pop();
    finished.retain(|line| line.contains("  hold "));
    finished
}

fn is_segment(line: &str) -> bool {
    let kinds = [
        "ready ", "hold ", "switch ", "between ", "rest ", "wait ", "done",
    ];
    let what = line
        .trim_start()
        .split_once("  ")
        .map_or("", |(_, what)| what);
    kinds.iter().any(|kind| what.starts_with(kind))
}

/// What is remembered right after a kill: how many holds were ended, whether by the log or by the resume file.
fn remembered(home: &Path) -> usize {
    let whole = |kept: &LogEntry| {
        let lines = kept.lines.iter();
        lines.filter(|line| !line.done.is_zero()).count()
    };
    let logged = records(&log_folder(home));
    let saved = snapshots(home).into_iter().map(|saved| saved.entry);
    logged
        .into_iter()
        .chain(saved)
        .map(|kept| whole(&kept))
        .sum()
}

/// `SUPPLE_KILLS=100` kills a hundred times.
#[test]
fn a_session_killed_at_any_moment_can_be_resumed_and_loses_nothing() {
    let times = std::env::var("SUPPLE_KILLS").ok();
    let times: usize = times.and_then(|times| times.parse().ok()).unwrap_or(15);
    let kill_and_resume = || {
        let home = tempfile::tempdir().unwrap();
        // All of it takes 3.3 s; in the first of them several holds end.
        let wait = Duration::from_millis(any() % 1200);
        let finished = killed(home.path(), &["full-post-run"], wait);
        let remembered = remembered(home.path());
        assert!(
            remembered >= finished.len(),
            "{wait:?}: {remembered} of {finished:?}"
        );
        if snapshots(home.path()).is_empty() {
            assert!(
                finished.is_empty(),
                "{wait:?}: killed before anything began"
            );
            return;
        }
        // The next start of any kind puts what was done into the log, and offers to go on.
        let before = records(&log_folder(home.path())).len();
        let (_, stderr, code) = said(supple(home.path(), &["log"]));
        assert_eq!((stderr.as_str(), code), ("", 0), "{wait:?}");
        let logged = records(&log_folder(home.path()));
        assert_eq!(
            logged.len(),
            before + usize::from(remembered > 0),
            "{wait:?}"
        );
        let resume = ["play", "--resume", "--plain", "--speed", "1000"];
        let (told, stderr, code) = said(supple(home.path(), &resume));
        assert_eq!((stderr.as_str(), code), ("", 0), "{wait:?}");
        assert!(told.contains("  done\n"), "{wait:?}: {told}");
        assert!(snapshots(home.path()).is_empty(), "{wait:?}");
        // Both sittings together are the whole routine.
        let records = records(&log_folder(home.path()));
        let planned: HashMap<_, _> = held(&[whole(&records)]);
        for (stretch, held) in held(&records) {
            assert!(held >= planned[&stretch], "{wait:?}: {stretch:?} {held}");
        }
    };
    // Nearly all of the time is waited, so some are killed at once.
    std::thread::scope(|scope| {
        for first in 0..5 {
            scope.spawn(move || (first..times).step_by(5).for_each(|_| kill_and_resume()));
        }
    });
}

/// A record in which all that was ever planned is held.
fn whole(records: &[LogEntry]) -> LogEntry {
    let mut whole = records[0].clone();
    for line in &mut whole.lines {
        line.done = line.planned;
    }
    whole
}

/// Plays a session two hundred times as fast and kills it when one hold is over.
fn killed_in_its_second_hold(home: &Path, arguments: &[&str]) {
    let mut command = supple(home, &["play", "--plain", "--speed", "200", "--start", "0"]);
    command.args(arguments);
    ended_at(("  hold ", 2), command, Signal::KILL);
}

#[test]
fn a_session_that_is_taken_up_can_be_killed_again() {
    let home = tempfile::tempdir().unwrap();
    killed_in_its_second_hold(home.path(), &["full-post-run"]);
    killed_in_its_second_hold(home.path(), &["--resume"]);
    let (printed, _, code) = said(supple(
        home.path(),
        &["play", "--resume", "--plain", "--speed", "1000"],
    ));
    assert_eq!(code, 0);
    // The length at its head is that of the whole, what was spent before included.
    let head = printed.lines().next().unwrap();
    let ends = printed.lines().find(|line| line.contains("done")).unwrap();
    let length = head.rsplit(' ').next().unwrap();
    assert!(ends.trim_start().starts_with(length), "{printed}");
    let records = records(&log_folder(home.path()));
    let ids: Vec<&str> = records.iter().map(|kept| kept.id.as_str()).collect();
    let continues: Vec<&str> = records
        .iter()
        .filter_map(|kept| kept.continues.as_deref())
        .collect();
    assert_eq!(continues, &ids[..ids.len() - 1]);
    assert_eq!(said(supple(home.path(), &["play", "--resume"])).2, 1);
}

#[test]
fn a_rehearsal_counts_nowhere_when_it_is_resumed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("two.toml");
    fs::write(&file, TWO_HOLDS).unwrap();
    let two = file.to_str().unwrap();
    let quick = ["play", two, "--plain", "--start", "0", "--speed", "100"];
    ended_at(("  hold B", 1), supple(home.path(), &quick), Signal::KILL);
    let real = ended_at(
        ("Five seconds.", 1),
        supple(home.path(), &["play", "--resume", "--plain"]),
        Signal::TERM,
    );
    assert!(
        real.contains("  a rehearsal and a real session are counted separately\n"),
        "{real}"
    );
    // Nothing of the 30 s of A is reported as done.
    let summary = real.split_once("  stopped\n").unwrap().1;
    assert!(summary.contains("A  0 s  skipped"), "{summary}");
    let records = records(&log_folder(home.path()));
    let told: Vec<_> = records
        .iter()
        .map(|kept| (kept.is_rehearsal(), kept.total() >= Duration::from_secs(30)))
        .collect();
    assert_eq!(told, [(true, true), (false, false)]);
    assert_eq!(records[1].continues, None);
    let (log, _, _) = said(supple(home.path(), &["log"]));
    assert!(log.starts_with("1 session, 0:0"), "{log}");
}

#[test]
fn a_rehearsal_does_not_use_up_a_session_that_is_to_be_resumed() {
    let home = tempfile::tempdir().unwrap();
    let real = ["full-post-run", "--plain", "--start", "0"];
    ended_at(("  hold ", 1), supple(home.path(), &real), Signal::KILL);
    let rehearse = ["play", "--resume", "--plain", "--speed", "1000"];
    let (told, error, code) = said(supple(home.path(), &rehearse));
    assert_eq!((told.as_str(), code), ("", 1));
    assert!(error.contains("leave out `--speed`"), "{error}");
    let again = ["knee-to-chest", "--plain", "--speed", "1000"];
    let (told, _, _) = said(supple(home.path(), &again));
    assert!(!told.contains("Unfinished session"), "{told}");
    let resume = ["play", "--resume", "--plain"];
    ended_at(("  hold ", 1), supple(home.path(), &resume), Signal::TERM);
}

#[test]
fn the_offer_of_a_rehearsal_says_that_it_is_one() {
    let home = tempfile::tempdir().unwrap();
    killed_in_its_second_hold(home.path(), &["full-post-run"]);
    let again = ["knee-to-chest", "--plain", "--speed", "1000"];
    let (told, _, _) = said(supple(home.path(), &again));
    let told = told
        .lines()
        .find(|line| line.contains("Unfinished session"));
    assert!(told.unwrap().ends_with(", a rehearsal."), "{told:?}");
}

#[test]
fn beginning_afresh_says_what_is_left_behind() {
    let home = tempfile::tempdir().unwrap();
    killed_in_its_second_hold(home.path(), &["full-post-run"]);
    let again = ["knee-to-chest", "--plain", "--speed", "1000"];
    let (told, _, _) = said(supple(home.path(), &again));
    assert!(
        told.contains("Starting over. Unfinished session: Full post-run stretch, step "),
        "{told}"
    );
    let (_, stderr, code) = said(supple(home.path(), &["play", "--resume"]));
    assert_eq!(code, 1);
    assert!(
        stderr.starts_with("error: there is no session to resume\n"),
        "{stderr}"
    );
    assert_eq!(records(&log_folder(home.path())).len(), 2);
}

const LOST: [&str; 4] = ["knee-to-chest", "--plain", "--speed", "1000"];

/// Plays a session in a home where the log cannot be written to.
fn lost(home: &TempDir) {
    lost_by(supple(home.path(), &LOST));
}

/// The same by a given command.
fn lost_by(command: Command) {
    let (told, stderr, code) = said(command);
    assert_eq!(code, 1, "{stderr}");
    assert!(told.contains("  done\n"), "it was played to its end");
    assert!(told.contains("1:30 held"), "its summary is there");
    let line = told.lines().last().unwrap();
    let kept = format::log::read(line).unwrap();
    assert_eq!(kept.total(), Duration::from_secs(90));
    assert!(
        stderr.contains("this session is not in the log: cannot write"),
        "{stderr}"
    );
}

#[test]
fn what_cannot_be_written_is_printed() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/share/supple")).unwrap();
    fs::write(log_folder(home.path()), "a file where the folder should be").unwrap();
    lost(&home);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(log_folder(home.path())).unwrap();
    let file = log::file_of(&log_folder(home.path()), &log::host());
    std::os::unix::fs::symlink("/dev/full", &file).unwrap();
    lost(&home);
    // With room again, the next start finds what the state folder still has.
    fs::remove_file(&file).unwrap();
    assert_eq!(said(supple(home.path(), &["log"])).2, 0);
    assert_eq!(records(&log_folder(home.path())).len(), 1);
    assert!(snapshots(home.path()).is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_to_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = log_folder(home.path());
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(folder.join("probe"), "").is_err() {
        lost_by(supple(home.path(), &LOST));
    } else {
        // The superuser can write everywhere, but can be somebody who has a number and no powers.
        fs::remove_file(folder.join("probe")).unwrap();
        let nobody = ["unshare", "--user", "--map-user=4711"];
        if Command::new(nobody[0])
            .args(&nobody[1..])
            .arg("true")
            .works()
        {
            let program = supple(home.path(), &[]);
            let mut command = Command::new("/usr/bin/env");
            command.args(nobody).arg(program.get_program()).args(LOST);
            command.env_clear().env("HOME", home.path());
            command.env("PATH", std::env::var_os("PATH").unwrap());
            command.stdin(Stdio::null());
            lost_by(command);
        } else {
            eprintln!(
                "not tried: this system does not allow `{}`",
                nobody.join(" ")
            );
        }
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn what_is_kept_is_for_the_user_alone() {
    let home = tempfile::tempdir().unwrap();
    said(supple(
        home.path(),
        &["knee-to-chest", "--plain", "--speed", "1000"],
    ));
    let file = log::file_of(&log_folder(home.path()), &log::host());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(
        (mode(&file), mode(&log_folder(home.path()))),
        (0o600, 0o700)
    );
}

/// A log of one session a day, as its lines say, read on the day after.
fn history(starts: &[&str], today: Day) -> History {
    let folder = tempfile::tempdir().unwrap();
    let path = log::file_of(folder.path(), "host");
    for start in starts {
        let line = format!(
            r#"{{"id":"{start}","start":"{start}","end":"{start}","stretches":[{{"name":"A","kind":"hold","held_ms":60000}}]}}"#
        );
        log::append(&path, &line).unwrap();
    }
    let mut history = History::new(Scope::of(today));
    Log::open(folder.path()).unwrap().read_into(&mut history);
    history
}

#[test]
fn days_are_right_when_clocks_are_put_back_and_zones_change() {
    // 25 October 2026: at 03:00 it is 02:00 again.
    let sunday = Day(20_751);
    assert_eq!(sunday.to_string(), "2026-10-25");
    let starts = [
        "2026-10-24T23:59:00+02:00",
        "2026-10-25T00:01:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T23:59:00+01:00",
        "2026-10-26T00:01:00+01:00",
        // The same evening in Honolulu, after a long flight: still Monday there, Tuesday at home.
        "2026-10-26T22:00:00-10:00",
    ];
    let history = history(&starts, sunday + 1);
    let days = [sunday - 1, sunday, sunday + 1].map(|day| history.on(day).done.as_secs());
    assert_eq!(days, [60, 240, 120]);
    assert_eq!(history.in_all().done.as_secs(), 420);
    assert_eq!(history.adherence(sunday + 1), "active 3 of the last 7 days");
}

#[test]
fn what_was_done_before_a_flight_to_the_west_is_shown() {
    let home = tempfile::tempdir().unwrap();
    // What the clock in Kiritimati shows, where each day begins first, seen from where it ends last.
    let zone = |zone: &str, arguments: &[&str]| {
        let mut command = supple(home.path(), arguments);
        command.env("TZ", zone);
        said(command).0
    };
    let (east, west) = ("<+14>-14", "<-12>12");
    zone(east, &["knee-to-chest", "--plain", "--speed", "1000"]);
    let file = log::file_of(&log_folder(home.path()), &log::host());
    let real = fs::read_to_string(&file).unwrap();
    fs::write(&file, real.replace("\"speed\":1000.0", "\"speed\":1.0")).unwrap();
    for zone_name in [east, west] {
        let told = zone(zone_name, &["log"]);
        assert!(told.starts_with("1 session, 1:30 in"), "{told}");
        assert!(told.contains("active 1 of the last 7 days"), "{told}");
        assert!(
            told.contains("\nWeek of ") && told.contains(": 1 day, 1:30\n"),
            "{told}"
        );
        let line = zone(zone_name, &["log", "--json", "--days", "2"]);
        assert_eq!(line.lines().count(), 1, "{zone_name}");
    }
}

#[test]
fn a_few_days_have_the_name_of_their_month() {
    let home = tempfile::tempdir().unwrap();
    said(supple(
        home.path(),
        &["knee-to-chest", "--plain", "--speed", "1000"],
    ));
    let history = |today, days| {
        let routine = None;
        let mut history = History::new(Scope {
            today,
            days,
            routine,
        });
        let log = Log::open(&log_folder(home.path())).unwrap();
        log.read_into(&mut history);
        history
    };
    let file = log::file_of(&log_folder(home.path()), &log::host());
    let line = fs::read_to_string(file).unwrap();
    let today = format::log::read(line.trim()).unwrap().start.day();
    for days in [1, 3, 8] {
        let report = Report::of(&history(today, days), today);
        let has_month = report.weeks.iter().any(|week| week.month.is_some());
        assert!(has_month && !report.is_empty, "{days}: {report:?}");
    }
}

#[test]
fn records_of_a_newer_program_are_printed_whole() {
    let home = tempfile::tempdir().unwrap();
    let start = "2026-03-01T10:00:00Z";
    let line = format!(
        r#"{{"v":9,"id":"x","start":"{start}","end":"{start}","mood":{{"a":[1]}},"note":"a{}b"}}"#,
        '\u{202e}'
    );
    log::append(&log::file_of(&log_folder(home.path()), "other"), &line).unwrap();
    let (told, stderr, code) = said(supple(home.path(), &["log", "--json"]));
    assert_eq!((stderr.as_str(), code), ("", 0));
    assert_eq!(told, format!("{}\n", line.replace('\u{202e}', "\\u202e")));
}

#[test]
fn a_torn_line_is_a_note_and_not_an_error() {
    let home = tempfile::tempdir().unwrap();
    said(supple(
        home.path(),
        &["knee-to-chest", "--plain", "--speed", "1000"],
    ));
    let file = log::file_of(&log_folder(home.path()), &log::host());
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{whole}{}", &whole[..whole.len() / 2])).unwrap();
    let (told, stderr, code) = said(supple(home.path(), &["log"]));
    assert_eq!(code, 0);
    assert!(
        stderr.starts_with("note: line 2 of ") && stderr.ends_with("it ends in the middle\n"),
        "{stderr}"
    );
    assert!(told.contains("Knee-to-chest back stretch"), "{told}");
}

#[test]
fn a_routine_without_a_session_is_no_typo() {
    let home = tempfile::tempdir().unwrap();
    let log_of = |word: &str, more: &[&str]| {
        said(supple(
            home.path(),
            &[&["log", "--routine", word], more].concat(),
        ))
    };
    assert_eq!(
        log_of("nosuch", &[]).0,
        "No sessions yet. Come back after your first one.\n"
    );
    let file = log::file_of(&log_folder(home.path()), "host");
    let start = "2026-03-01T10:00:00Z";
    let line = format!(
        r#"{{"id":"1","start":"{start}","end":"{start}","routines":[{{"id":"my-knees","title":"Knees and hips"}}],
            "stretches":[{{"name":"A","kind":"hold","held_ms":60000}}]}}"#
    );
    log::append(&file, &line.replace('\n', "")).unwrap();
    // It is in no folder any more, and was done long ago.
    for word in ["my-knees", "KNEES AND HIPS"] {
        let (told, stderr, code) = log_of(word, &["--days", "1"]);
        assert_eq!((stderr.as_str(), code), ("", 0));
        assert!(told.starts_with("0 sessions"), "{told}");
        assert_eq!(log_of(word, &["--json"]).0.lines().count(), 1);
    }
    let none = "No session of Daily five minutes yet.\n";
    for word in ["daily-five", "daily five MINUTES"] {
        assert_eq!(log_of(word, &[]), (none.to_owned(), String::new(), 0));
        assert_eq!(log_of(word, &["--json"]), (String::new(), String::new(), 0));
    }
    let all = "help: `supple log` shows all sessions\n";
    for (word, near) in [
        ("my-kneees", "  help: did you mean `my-knees`?\n"),
        ("knees", "  help: did you mean `Knees and hips`?\n"),
        ("daily-fiv", "  help: did you mean `daily-five`?\n"),
        ("nosuch", ""),
    ] {
        let error = format!("error: no routine in the log is called `{word}`\n{near}  {all}");
        for more in [&[][..], &["--json"], &["--csv"]] {
            let expected = (String::new(), error.clone(), 2);
            assert_eq!(log_of(word, more), expected, "{more:?}");
        }
    }
}

#[test]
fn an_empty_log_is_one_friendly_line() {
    let home = tempfile::tempdir().unwrap();
    let nothing = "No sessions yet. Come back after your first one.\n";
    let expected = (nothing.to_owned(), String::new(), 0);
    assert_eq!(said(supple(home.path(), &["log"])), expected);
    assert_eq!(
        said(supple(home.path(), &["log", "--json"])),
        (String::new(), String::new(), 0)
    );
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        0,
        "looking writes nothing"
    );
}

/// Plays a session in `home`, where `on_finish` is what `hook` says, and returns its messages on standard error.
fn finished(home: &Path, hook: &[&str]) -> String {
    let config = home.join(".config/supple");
    fs::create_dir_all(&config).unwrap();
    let hook = format!("[hooks]\non_finish = {hook:?}\nin_rehearsals = true\n");
    fs::write(config.join("config.toml"), hook).unwrap();
    let mut command = supple(home, &["knee-to-chest", "--plain", "--speed", "1000"]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let (_, stderr, code) = said(command);
    assert_eq!(code, 0);
    stderr
}

/// It is said where it takes longer than a moment.
const WAITING: &str = "note: waiting for `on_finish`, up to 8 s\n";

#[test]
fn on_finish_gets_the_record_once_it_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let copy = home.path().join("copy");
    let hook = ["/usr/bin/env", "tee", copy.to_str().unwrap()];
    let stderr = finished(home.path(), &hook);
    // On a machine with much else to do a moment is soon over.
    assert_eq!(stderr.replace(WAITING, ""), "");
    let mut record = String::new();
    fs::File::open(copy)
        .unwrap()
        .read_to_string(&mut record)
        .unwrap();
    let file = log::file_of(&log_folder(home.path()), &log::host());
    assert_eq!(record, fs::read_to_string(file).unwrap());
}

#[test]
fn a_slow_on_finish_is_waited_for_and_that_is_said() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(finished(home.path(), &["sleep", "1.2"]), WAITING);
}

/// Plays a rehearsal of `routine` in `home` with these lines in `[hooks]`, and returns its messages on standard error.
fn rehearsed(home: &Path, routine: &str, hooks: &str) -> String {
    let config = home.join(".config/supple");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), format!("[hooks]\n{hooks}\n")).unwrap();
    let mut command = supple(home, &[routine, "--plain", "--speed", "1000"]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let (_, stderr, code) = said(command);
    assert_eq!(code, 0);
    stderr
}

#[test]
fn on_change_gets_each_change_of_phase_as_a_line() {
    let home = tempfile::tempdir().unwrap();
    let copy = home.path().join("changes");
    let hooks = format!("on_change = [\"tee\", {copy:?}]\nin_rehearsals = true");
    assert_eq!(rehearsed(home.path(), "knee-to-chest", &hooks), "");
    let text = fs::read_to_string(copy).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let phases: Vec<&str> = lines
        .iter()
        .map(|line| line["phase"].as_str().unwrap())
        .collect();
    assert_eq!((phases[0], phases.last()), ("lead-in", Some(&"done")));
    let holds: Vec<&serde_json::Value> = lines
        .iter()
        .filter(|line| line["phase"] == "hold")
        .collect();
    assert_eq!(holds.len(), 6, "{text}");
    assert_eq!(
        (&holds[0]["name"], &holds[0]["side"]),
        (&"Single-knee pull".into(), &"right".into())
    );
    assert_eq!(holds[0]["length_ms"], 15_000);
    let readme = include_str!("../README.md").lines();
    let example = readme.filter(|line| line.starts_with("{\"v\":1,\"phase\":"));
    for example in example {
        assert!(text.lines().any(|line| line == example), "{text}");
    }
}

#[test]
fn an_alarm_that_rings_again_is_no_change() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("cold.toml");
    let step = "[[step]]\nname = \"Cold pack\"\ntime = \"10s\"\nend = \"alarm\"\n";
    fs::write(&file, format!("title = \"Cold\"\n{step}")).unwrap();
    let copy = home.path().join("changes");
    let hooks = format!("on_change = [\"tee\", {copy:?}]\nin_rehearsals = true");
    assert_eq!(rehearsed(home.path(), file.to_str().unwrap(), &hooks), "");
    let text = fs::read_to_string(copy).unwrap();
    let phases: Vec<String> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["phase"].to_string())
        .collect();
    assert_eq!(phases, ["\"lead-in\"", "\"time\"", "\"alarm\"", "\"done\""]);
}

#[test]
fn an_on_change_ends_with_the_program() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/supple");
    fs::create_dir_all(&config).unwrap();
    let hooks = "[hooks]\non_change = [\"sh\", \"-c\", \"echo $$ > $HOME/pid; exec sleep 600\"]\n";
    fs::write(config.join("config.toml"), hooks).unwrap();
    let mut command = supple(home.path(), &["knee-to-chest", "--plain"]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let number = || fs::read_to_string(home.path().join("pid")).unwrap_or_default();
    until("the command runs", || number().ends_with('\n'));
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert_eq!(
        in_time("its end", move || child.wait().unwrap()).code(),
        Some(143)
    );
    let process = number()
        .trim()
        .parse()
        .ok()
        .and_then(Pid::from_raw)
        .unwrap();
    assert_eq!(test_kill_process(process), Err(Errno::SRCH), "it is reaped");
}

#[test]
fn a_rehearsal_runs_no_command_unless_that_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let copies = ["changes", "record"].map(|name| home.path().join(name));
    let [changes, record] = &copies;
    let hooks = format!("on_change = [\"tee\", {changes:?}]\non_finish = [\"tee\", {record:?}]");
    assert_eq!(rehearsed(home.path(), "knee-to-chest", &hooks), "");
    assert!(copies.iter().all(|copy| !copy.exists()));
}

#[test]
fn a_broken_configuration_is_reported_and_the_defaults_are_used() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/supple");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[session]\nstrat = 3\n").unwrap();
    // Its warnings and its own `ready` are shorter than the countdown.
    let routine = home.path().join("own.toml");
    let step = "[[step]]\nname = \"Pull\"\nhold = \"5s\"\n";
    fs::write(&routine, format!("title = \"Own\"\n{step}")).unwrap();
    let play = [routine.to_str().unwrap(), "--plain", "--speed", "1000"];
    let (told, stderr, code) = said(supple(home.path(), &play));
    assert_eq!(code, 0);
    assert!(told.contains(" ready Pull, 15 s\n"), "{told}");
    assert!(
        stderr.contains("unknown key `strat` in `[session]`"),
        "{stderr}"
    );
    assert!(
        stderr.ends_with("note: using the defaults until it is fixed\n"),
        "{stderr}"
    );
    // `supple check` covers it.
    let (told, _, code) = said(supple(home.path(), &["check"]));
    assert_eq!(code, 1);
    assert!(told.contains("unknown key `strat`"), "{told}");
    fs::write(config.join("config.toml"), "[session]\nstart = 40\n").unwrap();
    let (told, stderr, _) = said(supple(home.path(), &play));
    assert!(told.contains(" ready Pull, 40 s\n"), "{told}");
    assert_eq!(stderr, "");
    assert_eq!(said(supple(home.path(), &["check"])).2, 0);
}
