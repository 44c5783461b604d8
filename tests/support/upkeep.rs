//! What a process takes up, as the system tells it. Nothing is known where there is no `/proc`.

#![allow(dead_code, reason = "each test uses its part of it")]

use std::fs;

/// How much memory a process has, in KiB: `self`, or its number.
pub(crate) fn memory(process: &str) -> Option<usize> {
    status(process, "VmRSS")
}

/// How many threads it has.
pub(crate) fn threads(process: &str) -> Option<usize> {
    status(process, "Threads")
}

/// How many files it has open.
pub(crate) fn files(process: &str) -> Option<usize> {
    Some(fs::read_dir(format!("/proc/{process}/fd")).ok()?.count())
}

fn status(process: &str, name: &str) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}
