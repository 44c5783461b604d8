//! Every target of `tests/fuzz` on its seeds and on what chance makes of them: the same inputs in every run, and with
//! `SUPPLE_FUZZ=MINUTES` others, for so many minutes.
//!
//! What a target fails on is written down in the folder for temporary files; put it to the seeds when it is mended.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the environment that it was started in"
)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and a long one tells how far it came"
)]

#[path = "support/chance.rs"]
mod chance;
mod fuzz;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chance::Chance;
use fuzz::Target;

/// For how many minutes each target is tried; without it for [`Target::few`] inputs.
const MINUTES: &str = "SUPPLE_FUZZ";
/// The largest input that is made.
const LARGEST: usize = 8 * 1024;

#[test]
fn routines() {
    holds(&fuzz::ROUTINE);
}

#[test]
fn editors() {
    holds(&fuzz::EDITOR);
}

#[test]
fn durations() {
    holds(&fuzz::DURATION);
}

#[test]
fn configurations() {
    holds(&fuzz::CONFIG);
}

#[test]
fn lines_of_the_log() {
    holds(&fuzz::LOG);
}

#[test]
fn figures() {
    holds(&fuzz::FIGURE);
}

#[test]
fn unfinished_sessions() {
    holds(&fuzz::UNFINISHED);
}

#[test]
fn from_a_routine_to_the_log_and_back() {
    holds(&fuzz::RECORD);
}

#[test]
fn programs_in_one_home() {
    holds(&fuzz::HOME);
}

#[test]
fn the_player() {
    holds(&fuzz::PLAYER);
}

#[test]
fn sessions() {
    holds(&fuzz::SESSION);
}

#[test]
fn input_bytes_over_every_screen() {
    holds(&fuzz::INPUT);
}

fn holds(target: &Target) {
    let seeds = seeds(target);
    for seed in &seeds {
        holds_for(target, seed);
    }
    let Some(minutes) = std::env::var(MINUTES).ok() else {
        let mut chance = Chance(1);
        for _ in 0..target.few {
            holds_for(target, &made(target, &seeds, &mut chance));
        }
        return;
    };
    let minutes: f64 = minutes.parse().unwrap();
    let until = now() + Duration::from_secs_f64(minutes * 60.0);
    let beginning = u64::from(std::process::id());
    let (mut chance, mut tried) = (Chance(beginning), 0);
    while now() < until {
        holds_for(target, &made(target, &seeds, &mut chance));
        tried += 1;
    }
    eprintln!("{}: {tried} inputs in {minutes} minutes", target.name);
}

#[allow(clippy::disallowed_methods, reason = "it is told how long to go on")]
fn now() -> Instant {
    Instant::now()
}

/// Tries one input and keeps it where it fails.
fn holds_for(target: &Target, input: &[u8]) {
    let Err(failure) = catch_unwind(AssertUnwindSafe(|| (target.holds)(input))) else {
        return;
    };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-fails-on", target.name));
    fs::write(&path, input).unwrap();
    eprintln!(
        "what {} fails on is kept in {}",
        target.name,
        path.display()
    );
    resume_unwind(failure);
}

/// What a target begins with, in the same order everywhere. What it ever failed on is among it.
fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A target that never failed has none of its own.
    let own = root.join("tests/fuzz/seeds").join(target.name);
    let others = target.seeds.iter().map(|folder| root.join(folder));
    let mut paths: Vec<PathBuf> = Some(own)
        .filter(|own| own.exists())
        .into_iter()
        .chain(others)
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "stderr"));
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// An input out of the seeds, the words of the target and chance.
fn made(target: &Target, seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut input = match seeds.len() as u64 {
        many @ 1.. if chance.below(8) > 0 => seeds[chance.below(many) as usize].clone(),
        _ => Vec::new(),
    };
    if target.words.is_empty() && chance.below(2) > 0 {
        let length = chance.below(400);
        input.extend((0..length).map(|_| chance.below(256) as u8));
    }
    for _ in 0..=chance.below(8) {
        change(&mut input, target, seeds, chance);
    }
    input.truncate(LARGEST);
    input
}

/// One change such as people, programs and disks make.
fn change(input: &mut Vec<u8>, target: &Target, seeds: &[Vec<u8>], chance: &mut Chance) {
    let length = input.len() as u64;
    let mut place = || chance.below(length + 1) as usize;
    let (one, other) = (place(), place());
    let (from, to) = (one.min(other), one.max(other));
    let short = from..to.min(from + 1 + chance.below(12) as usize);
    match chance.below(8) {
        0..3 if !target.words.is_empty() => {
            let word = target.words[chance.below(target.words.len() as u64) as usize];
            let instead = if chance.below(2) > 0 {
                short
            } else {
                from..from
            };
            input.splice(instead, word.bytes());
        }
        0 | 3 => drop(input.splice(short, [])),
        1 | 4 => {
            let bytes: Vec<u8> = (0..=chance.below(4))
                .map(|_| chance.below(256) as u8)
                .collect();
            input.splice(short, bytes);
        }
        5 => {
            let twice = input[from..to].to_vec();
            input.splice(to..to, twice);
        }
        6 if !seeds.is_empty() => {
            let seed = &seeds[chance.below(seeds.len() as u64) as usize];
            let begin = chance.below(seed.len() as u64 + 1) as usize;
            let end = (begin + chance.below(200) as usize).min(seed.len());
            input.splice(from..from, seed[begin..end].iter().copied());
        }
        7 => input.truncate(from.max(16)),
        _ => {
            if let Some(byte) = input.get_mut(from) {
                *byte = byte.wrapping_add(1 + chance.below(255) as u8);
            }
        }
    }
}
