//! A length of time that is read is the one that is written, and what is proposed instead of a mistake is none.

use std::time::Duration;

use supple::core::span::{parse, written};

pub(super) const WORDS: &[&str] = &[
    "1h",
    "30m",
    "15s",
    "1m30s",
    "1m 30s",
    "1:30",
    "1:75",
    "1:00:00",
    "0:15",
    "9999999999",
    "36000000s",
    "10000h",
    "599999:75",
    "1.5",
    "1,5m",
    "90 sek",
    "5 min",
    "-5s",
    "−5s",
    " ",
    "\t",
    ":",
    "0",
    "00",
    "s",
    "m",
    "h",
    "膝",
    "18446744073709551615",
    "1h 1.5m",
    "59",
    "60",
    ".",
    ",",
];

pub(super) fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match parse(&text) {
        Ok(length) => {
            assert_eq!(length.subsec_nanos(), 0, "whole seconds");
            let again = written(length);
            assert_eq!(parse(&again), Ok(length), "{again}");
            let spaced = format!(" {again}\t");
            assert_eq!(parse(&spaced), Ok(length), "{spaced:?}");
        }
        Err(misspelt) => {
            assert!(text.get(misspelt.place.clone()).is_some(), "{misspelt:?}");
            if let Some(instead) = &misspelt.instead {
                let length = parse(instead);
                assert_eq!(length.map(written).as_ref(), Ok(instead), "{misspelt:?}");
            }
        }
    }
    // The same bytes as seconds.
    let number = data
        .iter()
        .take(4)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    let length = Duration::from_secs(number % 36_000_001);
    assert_eq!(parse(&written(length)), Ok(length));
}
