//! How long the log takes to be read: 100 000 sessions are three a day for ninety years. Each has a line for every
//! stretch and side; a bundled routine has three to fourteen, and sixteen are a long one.
//!
//! `cargo bench --bench log` prints the median of five runs for several sizes, so that it can be seen that the cost
//! grows with the size and no faster, and what of the memory is held at the end. Half a year is what `supple log` and
//! the library read, all of it what `supple log --days 36500` does. Every twentieth session was corrected, and the largest log
//! is read without corrections too: the difference is what they cost.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark is there to read a clock"
)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use supple::app::log::view::{LogDays, Report};
use supple::core::correction::{Correction, HeldCorrection};
use supple::core::day::{Day, Stamp};
use supple::core::history::{History, Scope};
use supple::core::log::{LogEntry, RoutineText};
use supple::core::record::{Ending, StretchRecord};
use supple::core::routine::Side;
use supple::core::settings::ThemeChoice;
use supple::core::timeline::Kind;
use supple::disk::log::{Log, file_of};
use supple::format;
use supple::tui;
use supple::tui::theme::{Backdrop, Colours, Options, Theme};

const TODAY: Day = Day(20_513);
const EIGHT_HOURS: i64 = 8 * 3_600_000;

/// How many stretches a session has.
#[derive(Clone, Copy)]
enum Stretches {
    /// Three, six and fourteen by turns.
    AsBundled,
    /// Sixteen.
    Many,
}

/// The session before the last by `ago`, three a day.
fn session(ago: u32, stretches: Stretches) -> LogEntry {
    let start = Stamp {
        unix_ms: i64::from(TODAY.0) * 86_400_000 + EIGHT_HOURS - i64::from(ago) * EIGHT_HOURS,
        offset: 3600,
    };
    let (name, stretches) = match (stretches, ago % 3) {
        (Stretches::Many, _) => ("own", 16),
        (Stretches::AsBundled, 0) => ("knee-to-chest", 3),
        (Stretches::AsBundled, 1) => ("daily-five", 6),
        (Stretches::AsBundled, _) => ("full-post-run", 14),
    };
    let line = |nth: u32| StretchRecord {
        planned: Duration::from_secs(30),
        done: Duration::from_secs(30),
        pieces: 2,
        ..StretchRecord::new(
            format!("Stretch number {}", nth / 2),
            Kind::Hold,
            Some(if nth.is_multiple_of(2) {
                Side::Right
            } else {
                Side::Left
            }),
        )
    };
    LogEntry {
        id: format!("{}-4711", start.unix_ms),
        start,
        end: start.after(Duration::from_secs(640)),
        speed: 1.0,
        title: "A routine".to_owned(),
        routines: [RoutineText {
            hash: 1,
            ..RoutineText::new(name, "A routine", "")
        }]
        .into(),
        lines: (0..stretches).map(line).collect(),
        paused: Duration::ZERO,
        ending: Ending::Done,
        feeling: Some((ago % 11) as u8),
        note: None,
        continues: None,
        corrected: None,
    }
}

/// How many sessions there are for each that was corrected.
const CORRECTED: u32 = 20;

fn write(folder: &Path, sessions: u32, stretches: Stretches, is_corrected: bool) -> u64 {
    let path = file_of(folder, "host");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    for ago in (0..sessions).rev() {
        let session = session(ago, stretches);
        writeln!(file, "{}", format::log::write(&session)).unwrap();
        if is_corrected && ago % CORRECTED == 0 {
            let correction = Correction {
                feeling: Some(Some(4)),
                note: Some(Some("tight on the left".to_owned())),
                held: session.lines.iter().map(HeldCorrection::of).collect(),
                ..Correction::new(&session.id, session.end, None)
            };
            writeln!(file, "{}", format::correction::write(&correction)).unwrap();
        }
    }
    file.flush().unwrap();
    std::fs::metadata(path).unwrap().len()
}

/// As `supple log` and the library do it.
fn read(folder: &Path, scope: Scope) -> usize {
    let mut history = History::new(scope);
    let warnings = Log::open(folder).unwrap().read_into(&mut history);
    assert_eq!(warnings, Vec::<String>::new());
    let theme = Theme::of(Options {
        colours: Colours::None,
        utf8: true,
        choice: ThemeChoice::Mono,
        backdrop: Backdrop::Unknown,
    });
    tui::printed_log(&Report::of(&history, TODAY), LogDays::Calendar, &theme).len()
}

/// The most memory this process ever held, in MiB, where the system says so.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "?".to_owned(), |line| line.trim().to_owned())
}

fn median(of: impl Fn() -> usize) -> Duration {
    let mut runs = [(); 5].map(|()| {
        let start = Instant::now();
        assert!(std::hint::black_box(of()) > 10);
        start.elapsed()
    });
    runs.sort_unstable();
    let [_, _, median, ..] = runs;
    median
}

fn main() {
    println!(
        "sessions  stretches  corrections       MB   half a year   all of it   most memory so far"
    );
    let sizes = [1_000, 10_000, 50_000].map(|sessions| (sessions, Stretches::AsBundled, true));
    let largest = [Stretches::AsBundled, Stretches::Many]
        .into_iter()
        .flat_map(|stretches| [false, true].map(|is_corrected| (100_000, stretches, is_corrected)));
    for (sessions, stretches, is_corrected) in sizes.into_iter().chain(largest) {
        let folder = tempfile::tempdir().unwrap();
        let size = write(folder.path(), sessions, stretches, is_corrected);
        let each = match stretches {
            Stretches::AsBundled => "3 to 14",
            Stretches::Many => "16",
        };
        let corrections = if is_corrected {
            sessions / CORRECTED
        } else {
            0
        };
        let everything = Scope {
            days: 100_000,
            ..Scope::of(TODAY)
        };
        let half = median(|| read(folder.path(), Scope::of(TODAY)));
        let all = median(|| read(folder.path(), everything.clone()));
        println!(
            "{sessions:>8} {each:>10} {corrections:>12} {:>8.1} {:>10.1} ms {:>8.1} ms   {}",
            size as f64 / 1e6,
            half.as_secs_f64() * 1e3,
            all.as_secs_f64() * 1e3,
            memory(),
        );
    }
}
