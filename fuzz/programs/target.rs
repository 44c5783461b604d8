//! One program for all targets: the name of the program is the name of its target.

#![no_main]
#![allow(dead_code, reason = "seeds and words are for those who go by chance")]

#[path = "../../tests/fuzz/mod.rs"]
mod fuzz;

use libfuzzer_sys::fuzz_target;

const ALL: [fuzz::Target; 12] = [
    fuzz::ROUTINE,
    fuzz::EDITOR,
    fuzz::DURATION,
    fuzz::CONFIG,
    fuzz::LOG,
    fuzz::FIGURE,
    fuzz::UNFINISHED,
    fuzz::RECORD,
    fuzz::HOME,
    fuzz::PLAYER,
    fuzz::SESSION,
    fuzz::INPUT,
];

fuzz_target!(|data: &[u8]| {
    let target = ALL.iter().find(|target| target.name == env!("CARGO_BIN_NAME"));
    if let Some(target) = target {
        (target.holds)(data);
    }
});
