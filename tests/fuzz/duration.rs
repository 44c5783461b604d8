//! A length of time that is read is the one that is written, and what is proposed instead of a mistake is none.

use std::fmt::Write as _;
use std::time::Duration;

use supple::core::span::{parse, written};

use super::bytes::Bytes;

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
    is_meant(&mut Bytes(data));
    // The same bytes as seconds.
    let number = data
        .iter()
        .take(4)
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    let length = Duration::from_secs(number % 36_000_001);
    assert_eq!(parse(&written(length)), Ok(length));
}

/// What is proposed instead of a time in other people's spelling is all of that time, not a part of it.
fn is_meant(bytes: &mut Bytes) {
    const UNITS: &[(&str, u64)] = &[
        ("s", 1),
        ("m", 60),
        ("h", 3600),
        ("sec", 1),
        (" minutes", 60),
        (" hr", 3600),
        ("fortnights", 0),
    ];
    let (mut text, mut meant) = (String::new(), 0);
    for _ in 0..=bytes.byte() % 3 {
        let (number, (unit, each)) = (bytes.number() % 100, bytes.one_of(UNITS));
        let gap = bytes.one_of(&["", " "]);
        let _ = write!(text, "{number}{unit}{gap}");
        meant += number * each;
    }
    let meant = Duration::from_secs(meant);
    match parse(&text) {
        Ok(length) => assert_eq!(length, meant, "{text}"),
        Err(misspelt) => assert!(
            misspelt
                .instead
                .is_none_or(|instead| instead == written(meant)),
            "{text} is not that"
        ),
    }
}
