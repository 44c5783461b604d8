//! What supple sets itself, beside what it needs.

use std::fmt::Write as _;

use crate::contestant::{Contestant, Role};
use crate::run::Measured;
use crate::table::short;

/// What is wanted, of whom, how much at most, and how much it is.
type Goal = (&'static str, Role, f64, fn(&Measured) -> f64);

const GOALS: [Goal; 14] = [
    ("CPU in a still hold, ms a second", Role::Hold, 0.5, |it| {
        it.cpu
    }),
    ("wake-ups a second in a hold", Role::Hold, 1.05, |it| {
        it.wakeups
    }),
    ("wake-ups a second while paused", Role::Paused, 0.05, |it| {
        it.wakeups
    }),
    (
        "wake-ups a second while a figure moves",
        Role::Moving,
        11.5,
        |it| it.wakeups,
    ),
    ("bytes a second in a hold", Role::Hold, 341.0, |it| it.bytes),
    ("first frame, ms", Role::Hold, 10.0, |it| it.first_frame),
    ("the second late, median, ms", Role::Hold, 0.3, |it| {
        it.late.map_or(f64::NAN, |late| late.median)
    }),
    ("the second late, worst, ms", Role::Hold, 3.0, |it| {
        it.late.map_or(f64::NAN, |late| late.worst)
    }),
    ("drift, ms a minute", Role::Hold, 0.1, |it| {
        it.late.map_or(f64::NAN, |late| late.drift.abs())
    }),
    ("memory, peak MiB", Role::Hold, 8.0, |it| it.peak),
    ("10 000 segments: CPU, ms a second", Role::Huge, 0.5, |it| {
        it.cpu
    }),
    ("10 000 segments: bytes a second", Role::Huge, 341.0, |it| {
        it.bytes
    }),
    ("10 000 segments: first frame, ms", Role::Huge, 10.0, |it| {
        it.first_frame
    }),
    ("10 000 segments: memory, peak MiB", Role::Huge, 8.0, |it| {
        it.peak
    }),
];

/// The one peer whose display can be compared.
const COMPARABLE: &str = "timr-tui";

/// Each goal, and whether it is met.
pub(crate) fn told(results: &[(Contestant, Measured)]) -> String {
    let mut table = "| goal | at most | measured | |\n|---|---|---|---|\n".to_owned();
    let mut line = |name: &str, most: f64, number: f64| {
        let met = if number <= most { "met" } else { "missed" };
        let _ = writeln!(table, "| {name} | {most} | {} | {met} |", short(number));
    };
    for (name, role, most, number) in GOALS {
        if let Some(measured) = of(results, |contestant| contestant.role == role) {
            line(name, most, number(measured));
        }
    }
    let hold = of(results, |contestant| contestant.role == Role::Hold);
    let peer = of(results, |contestant| contestant.name == COMPARABLE);
    if let (Some(hold), Some(peer)) = (hold, peer) {
        line("CPU, of timr-tui's", 0.1, hold.cpu / peer.cpu);
        line(
            "timr-tui's rows of digits, of ours",
            0.5,
            peer.rows / hold.rows,
        );
    }
    table
}

fn of(
    results: &[(Contestant, Measured)],
    wanted: impl Fn(&Contestant) -> bool,
) -> Option<&Measured> {
    let found = results.iter().find(|(contestant, _)| wanted(contestant));
    found.map(|(_, measured)| measured)
}
