//! The calmest timer: what a minute of countdown costs here and in other timers of the terminal.
//!
//! `cargo bench --bench compare` runs the same countdown of 60 s in a window of 100×30, for supple and for every peer
//! that is found in PATH, and prints the tables of README. Linux alone, and nothing else should be running: two idle
//! processors are wanted, one for the program and one for its reader.
//!
//! ```sh
//! cargo bench --bench compare                     # three rounds of a minute each; takes a while
//! cargo bench --bench compare -- --quick          # one round of 12 s: to see whether it works
//! cargo bench --bench compare -- --rounds=1       # one round of a minute each
//! cargo bench --bench compare -- timr-tui         # only supple and the peers that are named
//! ```
//!
//! # What is measured
//!
//! The programs take turns, a round of all of them after the other; of the rounds the median is printed.
//!
//! - **CPU** and **wake-ups** (voluntary context switches) are those of all threads and children, from two seconds
//!   after the start to the end, a second: [`usage`].
//! - **bytes** are those that arrive at the terminal in the same time.
//! - **memory** is the peak of what is resident, and what is the program's own share of it at the end.
//! - **first frame** is the time from before the program is started to the end of the first burst of bytes after which
//!   something stands on the screen; a median of ten more starts.
//! - **instructions** until the first frame are counted by callgrind, where valgrind is installed, in a table of their
//!   own: [`instructions`]. `-- --instructions` counts them alone.
//! - **digits** are as many rows high as change next to each other while it counts down.
//! - **late** is how much later than its true moment the shown second has changed, which is when the last byte of the
//!   change has been read, the reader's own waking up included: [`lateness`]. When a program began to count is not
//!   known from outside; so each is measured against its own earliest change, from which whole seconds are counted. A
//!   constant lateness is not seen that way.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark is there to read a clock"
)]

mod contestant;
mod goals;
mod instructions;
mod lateness;
mod machine;
mod run;
mod screen;
mod table;
mod terminal;
mod usage;

use std::error::Error;
use std::time::Duration;

use contestant::Contestant;
use run::Measured;

/// How often each program has its turn, unless `--rounds=N` says otherwise.
const ROUNDS: usize = 3;
/// How long a turn is: at the end of the minute some programs are gone.
const TURN: Duration = Duration::from_secs(58);
/// The same in a hurry.
const QUICK: Duration = Duration::from_secs(12);

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--instructions") {
        println!("{}", instructions::told()?);
        return Ok(());
    }
    let quick = words.iter().any(|word| word == "--quick");
    // Cargo itself says `--bench`.
    let named: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let rounds = words
        .iter()
        .find_map(|word| word.strip_prefix("--rounds=")?.parse().ok());
    let (rounds, turn) = match (quick, rounds) {
        (true, rounds) => (rounds.unwrap_or(1), QUICK),
        (false, rounds) => (rounds.unwrap_or(ROUNDS), TURN),
    };
    let folder = tempfile::tempdir()?;
    let contestants = contestant::all(folder.path(), &named)?;
    let mut measured: Vec<(Contestant, Vec<Measured>)> = contestants
        .into_iter()
        .map(|contestant| (contestant, Vec::new()))
        .collect();
    for round in 1..=rounds {
        for (contestant, turns) in &mut measured {
            eprintln!("round {round} of {rounds}: {}", contestant.name);
            turns.push(run::turn(contestant, turn)?);
        }
    }
    let results: Vec<(Contestant, Measured)> = measured
        .into_iter()
        .map(|(contestant, turns)| (contestant, Measured::median(&turns)))
        .collect();
    println!("{}", machine::told(rounds, turn));
    println!("{}", table::of(&results));
    println!("{}", goals::told(&results));
    println!("{}", instructions::told()?);
    Ok(())
}
