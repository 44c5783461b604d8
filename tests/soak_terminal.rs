//! Half an hour of the real program in a real terminal: ten hours of session at speed 20, and beside it half an hour
//! at the speed of the clock on the wall. Nothing drifts, nothing grows, nothing is left lying about.
//!
//! `cargo test --release --test soak_terminal -- --ignored --nocapture`

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and this one tells what it measured"
)]

#[path = "support/day.rs"]
mod day;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/upkeep.rs"]
mod upkeep;
#[path = "support/wait.rs"]
mod wait;

use std::fmt;
use std::time::{Duration, Instant};

use pty::{SUPPLE, Session, children, used};
use rustix::process::Pid;
use supple::core::record::Ending;
use tempfile::TempDir;

/// How often it is looked at what the process takes up.
const LOOK: Duration = Duration::from_secs(30);
/// From when on nothing may grow any more.
const WARM: Duration = Duration::from_secs(120);
/// By how much memory may be larger at the end than when it was warm, in KiB.
const GROWTH: usize = 256;

/// When a second of the session was first seen, by the clock on the wall.
#[derive(Clone, Copy, Debug)]
struct Seen {
    second: u64,
    wall: Duration,
}

/// What the process took up at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Upkeep {
    memory: usize,
    threads: usize,
    files: usize,
    /// Processes that it started: ended ones that nobody has fetched are among them.
    children: usize,
}

impl Upkeep {
    fn of(pid: Pid) -> Self {
        let process = pid.as_raw_nonzero().to_string();
        Self {
            memory: upkeep::memory(&process).unwrap(),
            threads: upkeep::threads(&process).unwrap(),
            files: upkeep::files(&process).unwrap(),
            children: children(pid).len(),
        }
    }
}

impl fmt::Display for Upkeep {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            memory,
            threads,
            files,
            children,
        } = self;
        write!(
            out,
            "{memory} KiB, {threads} threads, {files} files, {children} children"
        )
    }
}

/// A session as it was watched.
struct Watched {
    seen: Vec<Seen>,
    warm: Upkeep,
    end: Upkeep,
    /// The share of one processor that it used.
    processor: f64,
}

#[allow(
    clippy::disallowed_methods,
    reason = "here the clock on the wall is what is asked for"
)]
fn wall() -> Instant {
    Instant::now()
}

/// How far a session is, as its screen says it; `None` when there is no session on it.
fn clock(screen: &str, of: &str) -> Option<u64> {
    let before = screen.lines().next()?.split(of).next()?;
    if !screen.lines().next()?.contains(of) {
        return None;
    }
    let shown = before.split_whitespace().next_back()?;
    let fields = shown.split(':').map(|field| field.parse::<u64>().ok());
    fields
        .into_iter()
        .try_fold(0, |sum, field| Some(sum * 60 + field?))
}

/// Watches a session of so many rounds to its end.
fn watched(rounds: u32, speed: u64) -> Watched {
    let home = TempDir::new().unwrap();
    let path = home.path().join("day.toml");
    std::fs::write(&path, day::routine(rounds, day::Waits::Never)).unwrap();
    let speed_said = speed.to_string();
    let arguments = [
        "play",
        path.to_str().unwrap(),
        "--start",
        "0",
        "--sound",
        "off",
        "--speed",
        &speed_said,
    ];
    let environment = [("HOME", home.path().to_str().unwrap())];
    let mut session = Session::run(SUPPLE, &arguments, &environment);
    let whole = u64::from(rounds) * day::ROUND;
    let of = if whole >= 3600 {
        format!(
            " of {}:{:02}:{:02}",
            whole / 3600,
            whole / 60 % 60,
            whole % 60
        )
    } else {
        format!(" of {}:{:02}", whole / 60, whole % 60)
    };
    session.sees("the session", |picture| {
        clock(&picture.text(), &of) == Some(0)
    });
    let pid = session.pid();
    let started = wall();
    let (mut seen, mut shown) = (Vec::new(), 0);
    let (mut looked, mut warm) = (Duration::ZERO, None);
    let mut now = Upkeep::of(pid);
    let processor = loop {
        let second = session.until("the next second", |picture| {
            let second = clock(&picture.text(), &of);
            (second != Some(shown)).then_some(second)
        });
        let wall = wall().duration_since(started);
        let Some(second) = second else {
            break used(pid) as f64 / 100.0 / wall.as_secs_f64();
        };
        shown = second;
        seen.push(Seen { second, wall });
        if wall >= looked + LOOK {
            looked = wall;
            now = Upkeep::of(pid);
            if wall >= WARM {
                warm.get_or_insert(now);
            }
        }
    };
    session.types("\r");
    assert_eq!(session.ends(), 0, "it was played to its end");
    session.is_given_back();
    is_in_the_log(home.path(), rounds);
    Watched {
        seen,
        warm: warm.unwrap(),
        end: now,
        processor,
    }
}

/// By the session's own clock all was held exactly as long as planned: the last event came when it was due.
fn is_in_the_log(home: &std::path::Path, rounds: u32) {
    let folder = home.join(".local/share/supple/log");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(file.path()).unwrap());
    let text: String = texts.collect();
    let kept: Vec<_> = text
        .lines()
        .map(|line| supple::format::log::read(line).unwrap())
        .collect();
    assert_eq!(kept.len(), 1, "{text}");
    let done = &kept[0];
    assert_eq!(done.ending, Ending::Done);
    for line in &done.lines {
        assert_eq!(line.done, line.planned, "{line:?}");
    }
    let held: Duration = done.lines.iter().map(|line| line.done).sum();
    let each_round = 4 * 30 + 2 * 20 + 10 * 3 + 620;
    assert_eq!(held, Duration::from_secs(each_round * u64::from(rounds)));
}

/// How late the shown second changes, in the median of the seconds seen in a minute on the wall, in milliseconds.
fn lateness(seen: &[Seen], from: Duration, speed: u64) -> f64 {
    let first = seen[0];
    let late = |seen: &Seen| {
        let due = (seen.second - first.second) as f64 / speed as f64;
        (seen.wall.as_secs_f64() - first.wall.as_secs_f64() - due) * 1000.0
    };
    let minute = seen
        .iter()
        .filter(|seen| (from..from + Duration::from_secs(60)).contains(&seen.wall));
    let mut late: Vec<f64> = minute.map(late).collect();
    late.sort_by(f64::total_cmp);
    late[late.len() / 2]
}

impl Watched {
    /// How much later the session is in its last minute than in its first, in milliseconds on the wall.
    fn drift(&self, speed: u64) -> f64 {
        let last = self.seen[self.seen.len() - 1].wall;
        let last = last.saturating_sub(Duration::from_secs(60));
        lateness(&self.seen, last, speed) - lateness(&self.seen, Duration::ZERO, speed)
    }

    fn tell(&self, speed: u64) {
        let last = self.seen[self.seen.len() - 1];
        eprintln!(
            "speed {speed}: {} s of session in {:.1} s, {} of them seen; {:.1} ms later in the last minute than in the \
             first; {:.2} % of a processor; after two minutes {}, at the end {}",
            last.second,
            last.wall.as_secs_f64(),
            self.seen.len(),
            self.drift(speed),
            self.processor * 100.0,
            self.warm,
            self.end,
        );
    }

    fn does_not_grow(&self) {
        let Self { warm, end, .. } = self;
        assert!(end.memory <= warm.memory + GROWTH, "{warm}; {end}");
        let upkeep = |upkeep: &Upkeep| (upkeep.threads, upkeep.files, upkeep.children);
        assert_eq!(upkeep(end), upkeep(warm), "threads, files and children");
        assert_eq!(end.children, 0, "nobody is left lying about");
    }
}

#[test]
#[ignore = "it takes half an hour; CONTRIBUTING.md says when"]
fn half_an_hour_neither_drifts_nor_grows() {
    let real = std::thread::spawn(|| watched(2, 1));
    let fast = watched(40, 20);
    fast.tell(20);
    let real = real.join().unwrap();
    real.tell(1);
    for watched in [&fast, &real] {
        watched.does_not_grow();
    }
    // A late waking is late once; drift would add up.
    assert!(real.drift(1).abs() < 20.0, "{} ms", real.drift(1));
    // The clock of a rehearsal stands while a frame is drawn and makes up for it, unless the machine stood still.
    assert!(fast.drift(20).abs() < 2000.0, "{} ms", fast.drift(20));
    assert!(fast.processor < 0.2 && real.processor < 0.05);
}
