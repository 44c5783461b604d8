//! What people, programs and machines do to the real program at their worst, family by family, with limits of memory
//! and time: nothing hangs, nothing takes more than 64 MiB, nothing leaves the terminal damaged or a program behind.
//!
//! `cargo test --test trials -- --ignored --nocapture`, or with `SUPPLE_TRIALS=reports,windows` only these families. It
//! prints a line for each family and, above it, the trials that failed.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in, and takes its time"
)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and a long one tells how far it came"
)]

#[path = "../support/chance.rs"]
mod chance;
mod files;
#[path = "../support/home.rs"]
mod home;
#[path = "../support/program.rs"]
mod program;
mod programs;
#[path = "../support/pty.rs"]
mod pty;
#[path = "../support/seen.rs"]
mod seen;
mod sessions;
mod terminals;
#[path = "../support/wait.rs"]
mod wait;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use home::Home;
use pty::{ROUTINE, SUPPLE, Session, ended, is_over};
use rustix::process::{Pid, Signal};

/// The families that are tried, separated by commas; without it all of them.
const CHOSEN: &str = "SUPPLE_TRIALS";
/// The most memory, in KiB, that the program gets for data and stacks. Asking for more aborts it.
const DATA: u32 = 56 * 1024;
/// The most memory, in KiB, that it may ever have had, with its own file.
const RESIDENT: u64 = 64 * 1024;
/// After how many failures the rest of a family is left out: one that hangs takes a minute.
const ENOUGH: usize = 10;
/// How long a command that prints something may take.
const LONG: Duration = Duration::from_secs(20);

/// The most memory of any program in this family so far, in KiB.
static PEAK: AtomicU64 = AtomicU64::new(0);
/// How the last trial failed.
static FAILURE: Mutex<String> = Mutex::new(String::new());

type Family = (&'static str, fn(&mut Trials));

const FAMILIES: [Family; 18] = [
    ("signals", terminals::signals),
    ("first-moments", terminals::first_moments),
    ("unread", terminals::unread),
    ("windows", terminals::windows),
    ("reports", terminals::reports),
    ("unfinished-reports", terminals::unfinished_reports),
    ("kills", sessions::kills),
    ("one-home", sessions::one_home),
    ("special-files", files::special),
    ("results", files::results),
    ("limits", files::limits),
    ("full-disk", files::full_disk),
    ("locked", files::locked),
    ("environment", files::environment),
    ("voices", programs::voices),
    ("players", programs::players),
    ("hooks", programs::hooks),
    ("editors", programs::editors),
];

/// The trials of one family.
#[derive(Default)]
struct Trials {
    tried: usize,
    failed: usize,
    /// Not tried, after too many failures.
    left_out: usize,
}

impl Trials {
    /// Tries one thing, which fails by panicking.
    fn tries(&mut self, name: &str, trial: impl FnOnce()) {
        if self.failed == ENOUGH {
            self.left_out += 1;
            return;
        }
        self.tried += 1;
        let before = PEAK.swap(0, Ordering::Relaxed);
        let is_good = catch_unwind(AssertUnwindSafe(trial)).is_ok();
        let peak = PEAK.fetch_max(before, Ordering::Relaxed);
        let failure = if is_good {
            format!("it had {} MiB", peak / 1024)
        } else {
            FAILURE
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone()
        };
        if !is_good || peak > RESIDENT {
            println!("  failed: {name}: {failure}");
            self.failed += 1;
        }
    }

    /// Says what this machine does not allow.
    fn leaves_out(what: &str) {
        println!("  left out: {what}");
    }
}

#[test]
#[ignore = "it takes minutes; CONTRIBUTING.md says when"]
fn trials() {
    let chosen = std::env::var(CHOSEN).ok();
    let chosen: Option<Vec<&str>> = chosen.as_deref().map(|names| names.split(',').collect());
    for name in chosen.iter().flatten() {
        assert!(FAMILIES.iter().any(|(family, _)| family == name), "{name}");
    }
    let told = take_hook();
    set_hook(Box::new(|panic| {
        let text = panic.payload_as_str().unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines.take(6).collect::<Vec<_>>().join(" | ");
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        *FAILURE.lock().unwrap_or_else(PoisonError::into_inner) = format!("{text} ({place})");
    }));
    let (mut tried, mut failed) = (0, 0);
    println!("family               trials  failed  peak, MiB  seconds");
    for (name, family) in FAMILIES {
        if chosen
            .as_ref()
            .is_some_and(|chosen| !chosen.contains(&name))
        {
            continue;
        }
        PEAK.store(0, Ordering::Relaxed);
        let begin = Instant::now();
        let mut trials = Trials::default();
        family(&mut trials);
        let (peak, time) = (
            PEAK.load(Ordering::Relaxed) / 1024,
            begin.elapsed().as_secs(),
        );
        let (count, bad) = (trials.tried, trials.failed);
        println!("{name:<20} {count:>6}  {bad:>6}  {peak:>9}  {time:>7}");
        if trials.left_out > 0 {
            println!(
                "  left out: {} more, after {ENOUGH} failures",
                trials.left_out
            );
        }
        tried += count;
        failed += bad;
    }
    set_hook(told);
    println!("{tried} trials, {failed} failed");
    assert!(
        tried > 0 && failed == 0,
        "{failed} of {tried} trials failed"
    );
}

/// What a shell does before it becomes the program: little memory, and `before`.
fn limited(before: &str) -> String {
    format!("ulimit -d {DATA}; {before}\nexec \"$0\" \"$@\"")
}

/// The program in a terminal and in this home, as a shell makes it that does `before`.
fn runs(home: &Home, before: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Session {
    runs_in((100, 30), home, before, arguments, environment)
}

fn runs_in(
    size: (u16, u16),
    home: &Home,
    before: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Session {
    let script = limited(before);
    let arguments = [&["-c", &script, SUPPLE], arguments].concat();
    let own = [("HOME", home.path().to_str().unwrap())];
    let environment = [&own[..], environment].concat();
    let session = Session::run_in(size, "/bin/sh", &arguments, &environment);
    is_watched(session.pid());
    session
}

/// Notes the most memory that a process ever has.
fn is_watched(pid: Pid) {
    std::thread::spawn(move || {
        while !is_over(pid) {
            let path = format!("/proc/{}/status", pid.as_raw_nonzero());
            let status = fs::read_to_string(path).unwrap_or_default();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok());
            PEAK.fetch_max(peak.unwrap_or_default(), Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(5));
        }
    });
}

/// What the program prints in this home, without a terminal, in time and with an exit code of its own.
fn prints(home: &Home, before: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let begin = Instant::now();
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", &limited(before), SUPPLE])
        .args(arguments);
    command.env_clear().env("HOME", home.path());
    command.env("PATH", std::env::var_os("PATH").unwrap());
    command.envs(environment.iter().copied());
    command.current_dir(home.path());
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    is_watched(Pid::from_child(&child));
    let output = ended(child);
    let code = output.status.code();
    let said = String::from_utf8_lossy(&output.stderr);
    let start: String = said.chars().take(400).collect();
    assert!(
        code.is_some_and(|code| code <= 3),
        "{:?} of {arguments:?}: {start}",
        output.status
    );
    assert!(
        begin.elapsed() < LONG,
        "{arguments:?} took {:?}",
        begin.elapsed()
    );
    output
}

/// Ends a session, whatever it is at, and checks that the terminal is as it was.
fn stops(mut session: Session) {
    session.signals_if_there(Signal::TERM);
    let code = session.ends();
    assert!(
        [0, 1, 3, 143].contains(&code),
        "exit code {code}\n{}",
        session.now(pty::Picture::text)
    );
    session.is_given_back();
}

/// A rehearsal of a moment, printed line by line.
const QUICK: [&str; 6] = [
    "play",
    ROUTINE,
    "--plain",
    "--start=0",
    "--speed=1000",
    "--sound=off",
];
/// A session in which the first hold begins soon.
const PLAY: [&str; 4] = ["play", ROUTINE, "--start=0", "--sound=off"];

/// Checks that a folder for temporary files is as empty as before.
fn is_empty(folder: &Path) {
    let left: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
