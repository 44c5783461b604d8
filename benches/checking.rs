//! How long the checker takes: a thousand routines of fifty steps, and the largest one that can be opened.
//!
//! `cargo bench --bench checking`. No numbers are asserted: they are those of the machine. Meant are less than a second
//! for the first and less than 50 ms for the second.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and tells what it says"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use supple::core::timeline::{MOST_SEGMENTS, Timeline};
use supple::diagnostic::{Source, render};
use supple::format::routine;

/// A routine of so many steps, in blocks of five where it is `nested`.
fn text(steps: usize) -> String {
    let mut out = String::from(
        "title = \"A long one\"\ntags = [\"post-run\"]\n[defaults]\nhold = \"20s\"\nsides = \"each\"\n",
    );
    for nth in 0..steps {
        let _ = write!(
            out,
            "\n[[step]]              # number {nth}\nname     = \"Stretch number {nth}\"\nready    = \"15s\"\n\
             position = \"back\"\ncue      = \"{{side}} knee in, hands behind the thigh.\"\nhow      = \"\"\"\\\n  \
             Draw the knee towards the chest until the lower back pulls mildly; the other \\\n  foot stays.\"\"\"\n\
             cues     = [{{ at = \"3s\", say = \"A mild pull, then breathe out.\" }}]\n"
        );
    }
    out
}

/// A routine of as many segments as a plan may have.
fn largest() -> String {
    let mut out = String::from("title = \"The largest\"\n");
    // 33 rounds of a step with `ready`, two sides and three changes: six segments and one between the rounds.
    for nth in 0..43 {
        let _ = write!(
            out,
            "[[step]]\nrepeat = 33\nbetween = \"1s\"\n[[step.step]]\nname = \"Stretch {nth}\"\ncount = 1\n\
             pace = \"1s\"\nready = \"1s\"\nswitch = \"3s\"\nsides = [\"left\", \"right\", \"left\"]\n"
        );
    }
    out
}

fn source(text: String) -> Source {
    let name = "bench.toml".to_owned();
    Source { name, text }
}

/// The shortest of several runs.
fn shortest(mut run: impl FnMut()) -> Duration {
    let once = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_with(once)
        .take(7)
        .min()
        .unwrap_or_default()
}

fn main() {
    let routine_of_50 = source(text(50));
    let parsed = routine::parse(&routine_of_50);
    assert!(
        parsed.value.is_some() && parsed.problems.is_empty(),
        "{}",
        render(&routine_of_50, &parsed.problems, false)
    );
    let thousand = shortest(|| {
        for _ in 0..1000 {
            std::hint::black_box(routine::parse(std::hint::black_box(&routine_of_50)));
        }
    });
    println!("1000 routines of 50 steps: {thousand:?}");

    let largest = source(largest());
    let parsed = routine::parse(&largest);
    let segments = parsed
        .value
        .as_ref()
        .map(|routine| Timeline::of(routine).len());
    let near = segments.is_some_and(|segments| segments as u64 * 100 > MOST_SEGMENTS * 95);
    assert!(
        near,
        "{segments:?} {}",
        render(&largest, &parsed.problems, false)
    );
    let opened = shortest(|| {
        let parsed = routine::parse(std::hint::black_box(&largest));
        std::hint::black_box(parsed.value.map(|routine| Timeline::of(&routine)));
    });
    println!(
        "a routine of {} segments: {opened:?}",
        segments.unwrap_or_default()
    );
}
