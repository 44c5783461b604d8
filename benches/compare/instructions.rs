//! How many instructions supple takes: until its first frame, or until a command has ended. callgrind counts them, where
//! valgrind is installed; the number hardly depends on the machine and on what else runs there.
//!
//! Only the first thread is counted, which is the one that draws: what others do waits for the first frame. The orderly
//! end after the signal is counted too, some hundred thousand instructions.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::contestant::{self, Contestant, Role};
use crate::screen::Seen;
use crate::terminal::{Terminal, now};

/// What is counted: its name, the arguments, and the goal in millions of instructions.
const COUNTED: [(&str, &[&str], f64); 5] = [
    ("play", &["play", "knee-to-chest", "--sound", "off"], 2.5),
    (
        "play, ten stretches",
        &["play", "full-post-run", "--sound", "off"],
        5.0,
    ),
    ("library", &[], 4.0),
    ("list", &["list"], 25.0),
    ("show", &["show", "knee-to-chest"], 2.5),
];

/// How long a program is waited for: valgrind makes it fifty times as slow.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// The counts as a table; a sentence where nothing counts.
pub(crate) fn told() -> Result<String, Box<dyn Error>> {
    let Some(valgrind) = contestant::found("valgrind") else {
        return Ok("Instructions are counted where valgrind is installed.\n".to_owned());
    };
    let mut table =
        "| million instructions | at most | measured | |\n|---|---|---|---|\n".to_owned();
    for (name, arguments, most) in COUNTED {
        let folder = tempfile::tempdir()?;
        let counts = folder.path().join("counts");
        let log = folder.path().join("log");
        let mut all = vec![
            "--tool=callgrind".to_owned(),
            "--separate-threads=yes".to_owned(),
            format!("--callgrind-out-file={}", counts.display()),
            format!("--log-file={}", log.display()),
            env!("CARGO_BIN_EXE_supple").to_owned(),
        ];
        all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        let counted = Contestant {
            name: name.to_owned(),
            role: Role::Countdown,
            program: valgrind.clone(),
            arguments: all,
            keys: "",
        };
        let number = count(&counted, &counts.to_string_lossy())?;
        let millions = number as f64 / 1e6;
        let met = if millions <= most { "met" } else { "missed" };
        let _ = writeln!(table, "| {name} | {most} | {millions:.1} | {met} |");
    }
    Ok(table)
}

/// The instructions of the first thread, which callgrind writes beside `counts` at the end.
fn count(counted: &Contestant, counts: &str) -> Result<u64, Box<dyn Error>> {
    let home = contestant::home()?;
    let terminal = Terminal::start(counted, home.path())?;
    let limit = now() + PATIENCE;
    let mut is_told = false;
    while now() < limit {
        sleep(PAUSE);
        let written = fs::read_to_string(format!("{counts}-01")).unwrap_or_default();
        let total = written
            .lines()
            .find_map(|line| line.strip_prefix("totals: "));
        if let Some(total) = total {
            return Ok(total.trim().parse()?);
        }
        if !is_told && Seen::of(&terminal.arrived()).first.is_some() {
            let pid = i32::try_from(terminal.pid()).ok().and_then(Pid::from_raw);
            // One that has ended by itself has told already.
            let _ = kill_process(pid.ok_or("no process")?, Signal::TERM);
            is_told = true;
        }
    }
    Err(format!("{} was not counted", counted.name).into())
}
