//! When and on what it was measured. No names of hosts.

use std::fs;
use std::thread::available_parallelism;
use std::time::Duration;

/// The date and the machine, in a sentence.
pub(crate) fn told(rounds: usize, turn: Duration) -> String {
    let model = fs::read_to_string("/proc/cpuinfo").ok().and_then(|info| {
        let line = info.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    // What a distribution adds to the version may be a name.
    let kernel = kernel.trim().split('-').next().unwrap_or_default();
    let processors = available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "Measured on {}, {processors} × {}, Linux {kernel}; 100×30 cells, {rounds} × {} s each.\n",
        jiff::tz::TimeZone::UTC
            .to_datetime(jiff::Timestamp::now())
            .date(),
        model.as_deref().unwrap_or("an unknown processor"),
        turn.as_secs()
    )
}
