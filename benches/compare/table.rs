//! The table, in Markdown: how many times as much as supple needs, and in brackets how much.

use std::fmt::Write as _;

use crate::contestant::{Contestant, Role};
use crate::run::Measured;

const HEAD: &str = "\
| | CPU, ms a second | wake-ups a second | bytes a second | memory, peak MiB | first frame, ms | digits, rows | late, ms: median | worst | drift a minute |
|---|---|---|---|---|---|---|---|---|---|
";

/// All `results`, supple's own first.
pub(crate) fn of(results: &[(Contestant, Measured)]) -> String {
    let mut table = HEAD.to_owned();
    let ours = results
        .iter()
        .find(|(contestant, _)| contestant.role == Role::Countdown)
        .map(|(_, measured)| measured.clone())
        .unwrap_or_default();
    for (contestant, measured) in results {
        let cell = |number: fn(&Measured) -> f64| {
            let (number, ours) = (number(measured), number(&ours));
            if contestant.role == Role::Peer {
                format!("**{}×** ({})", short(number / ours), short(number))
            } else {
                short(number)
            }
        };
        let late = measured.late.map_or_else(
            || "– | – | –".to_owned(),
            |late| {
                format!(
                    "{:.1} | {:.1} | {:+.1}",
                    late.median, late.worst, late.drift
                )
            },
        );
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} | {late} |",
            contestant.name,
            cell(|measured| measured.cpu),
            cell(|measured| measured.wakeups),
            cell(|measured| measured.bytes),
            cell(|measured| measured.peak),
            cell(|measured| measured.first_frame),
            measured.rows,
        );
    }
    table
}

/// A number with two digits that count, or all of them before the point.
pub(crate) fn short(number: f64) -> String {
    match number {
        number if number >= 10.0 => format!("{number:.0}"),
        number if number >= 1.0 => format!("{number:.1}"),
        number => format!("{number:.2}"),
    }
}
