//! The real program in a home of its own, and what is kept there.

#![allow(dead_code, reason = "each test uses its part of it")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use supple::core::log::LogEntry;
use supple::core::session::Snapshot;
use supple::disk::log::Log;
use supple::format;

use crate::wait::{Outcome, in_time};

/// The program in a home of its own.
pub(crate) fn supple(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("TZ", "Europe/Berlin")
        .stdin(Stdio::null());
    command
}

pub(crate) fn said(mut command: Command) -> (String, String, i32) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.outcome();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code().unwrap())
}

pub(crate) fn log_folder(home: &Path) -> PathBuf {
    home.join(".local/share/supple/log")
}

pub(crate) fn state_folder(home: &Path) -> PathBuf {
    home.join(".local/state/supple")
}

/// Every session in a log.
pub(crate) fn records(folder: &Path) -> Vec<LogEntry> {
    let log = Log::open(folder).unwrap();
    let mut records = Vec::new();
    let warnings = log.each(|kept, _| records.push(kept.clone()));
    assert_eq!(warnings, Vec::<String>::new());
    records
}

pub(crate) const TWO_HOLDS: &str = "title = \"Two\"\n[defaults]\nready = 0\n[[step]]\nname = \"A\"\nhold = \"30s\"\n\
                         [[step]]\nname = \"B\"\nhold = \"15m\"\ncues = [{ at = \"5s\", say = \"Five seconds.\" }]\n";

/// Sends `signal` to the program as soon as it tells these `words` for so many `times`, and returns all it told.
pub(crate) fn ended_at(
    (words, times): (&'static str, usize),
    mut command: Command,
    signal: Signal,
) -> String {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut told = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    in_time("its words and its end", move || {
        while told.matches(words).count() < times {
            assert_ne!(lines.read_line(&mut told).unwrap(), 0, "{told}");
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        lines.read_to_string(&mut told).unwrap();
        child.wait().unwrap();
        told
    })
}

/// Every snapshot of an unfinished session: its note where that is whole, and otherwise what was settled before.
pub(crate) fn snapshots(home: &Path) -> Vec<Snapshot> {
    let read = |path: &Path| format::snapshot::read(&fs::read_to_string(path).ok()?);
    let entries = fs::read_dir(state_folder(home)).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut places: Vec<PathBuf> = paths
        .filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with("unfinished")
        })
        .map(|path| {
            path.with_file_name(
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace(".new", ""),
            )
        })
        .collect();
    places.sort();
    places.dedup();
    let place =
        |settled: &PathBuf| read(&settled.with_extension("json.new")).or_else(|| read(settled));
    places.iter().filter_map(place).collect()
}
