//! A line of the log is read as it was written, holds nothing that drives a terminal, and adds up.

use std::time::Duration;

use supple::core::day::{Day, Stamp};
use supple::core::history::{History, Scope};
use supple::core::log::{LogEntry, RoutineText, WORST};
use supple::core::ranges::SetReached;
use supple::core::record::{Ending, StretchRecord};
use supple::core::routine::{OwnSide, Side};
use supple::core::text::is_hazardous;
use supple::core::timeline::Kind;
use supple::format::log::{read, read_since, write};

use super::bytes::Bytes;

pub(super) const WORDS: &[&str] = &[
    "\"v\":1",
    "\"v\":99",
    "\"id\":\"x\"",
    "\"start\":\"2026-03-01T18:20:05.123+01:00\"",
    "\"end\":\"-009999-01-02T01:59:59.999-25:00\"",
    "\"start\":\"9999-12-30T22:00:00Z\"",
    "+01:00:30",
    "\"title\":\"\\u001b\"",
    "\"routines\":[]",
    "\"ended\":\"killed\"",
    "\"speed\":1e308",
    "\"speed\":0",
    "\"paused_ms\":18446744073709551615",
    "\"stretches\":[{\"name\":\"x\",\"kind\":\"hold\",\"held_ms\":18446744073709551615}]",
    "\"kind\":\"dance\"",
    "\"side\":\"left\"",
    "\"skipped\":4294967296",
    "\"feeling\":11",
    "\"note\":\"\\u202e\"",
    "\"continues\":\"x\"",
    "\"unknown\":[{},null]",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\ud800",
    "\u{1b}",
    "null",
    "1e999",
    "-1",
];

pub(super) fn holds(data: &[u8]) {
    for line in String::from_utf8_lossy(data).lines() {
        if let Ok(kept) = read(line) {
            is_kept(&kept);
            let from_always = read_since(line, Day(i32::MIN));
            assert_eq!(from_always, Ok(kept));
        }
    }
    is_kept(&kept(&mut Bytes(data)));
}

/// What is written is read back, on one line, and can be counted however often it is there.
fn is_kept(kept: &LogEntry) {
    let line = write(kept);
    assert!(!line.contains(|c| c == '\n' || is_hazardous(c)), "{line:?}");
    let again = read(&line);
    assert_eq!(again.as_ref(), Ok(kept), "{line}");
    assert_eq!(write(&again.unwrap()), line);
    let today = kept.start.day();
    let mut history = History::new(Scope::of(today));
    let times = if line.len() < 4000 { 1100 } else { 2 };
    for _ in 0..times {
        history.add(kept);
    }
    assert!(history.last.len() <= times);
    // Less than a second is no session.
    let counts = !kept.is_rehearsal() && !kept.is_empty();
    assert!(!counts || history.in_all().done >= kept.total());
    let _ = (history.adherence(today), history.totals());
}

/// Any session at all, as it could be written.
fn kept(bytes: &mut Bytes) -> LogEntry {
    let stamp = |bytes: &mut Bytes| Stamp {
        unix_ms: 1_700_000_000_000 + (bytes.number() << 20 | bytes.number()).cast_signed(),
        offset: (i32::from(bytes.byte()) - 128) * 900 % 50_400,
    };
    let length = |bytes: &mut Bytes| Duration::from_millis(bytes.number() << 8);
    let word = |bytes: &mut Bytes| bytes.flag().then(|| bytes.text(12));
    let lines = (0..bytes.byte() % 4).map(|_| StretchRecord {
        name: bytes.text(20),
        kind: bytes.one_of(&[Kind::Hold, Kind::Time, Kind::Count]),
        side: match bytes.byte() % 4 {
            0 => None,
            1 => Some(Side::Right),
            2 => Some(Side::Left),
            _ => Some(Side::Own(OwnSide {
                word: format!("own {}", bytes.text(6)).as_str().into(),
                mirrored: false,
            })),
        },
        side_shown: None,
        load: word(bytes),
        pace: word(bytes),
        planned_count: bytes.number() as u32,
        count: bytes.number() as u32,
        planned: length(bytes),
        done: length(bytes),
        reached: length(bytes) / 2,
        sets: (0..bytes.byte() % 3)
            .map(|_| SetReached {
                length: length(bytes),
                count: bytes.number() as u32,
                reps: bytes.number() as u32,
            })
            .collect(),
        pieces: bytes.number() as u32,
        skipped: bytes.number() as u32,
        changed_ms: (bytes.number() << 8).cast_signed() - (bytes.number() << 8).cast_signed(),
        hurt: bytes.flag(),
        routine: u32::from(bytes.byte() % 3),
    });
    let lines = lines.collect();
    LogEntry {
        id: bytes.text(12),
        start: stamp(bytes),
        end: stamp(bytes),
        speed: bytes.one_of(&[1.0, 0.1, 20.0, 1000.0]),
        title: bytes.text(40),
        routines: [RoutineText {
            included: [].into(),
            id: bytes.text(9),
            title: bytes.text(9),
            hash: bytes.number() << 40 | bytes.number(),
            text: "".into(),
            stretches: [].into(),
            reached: [].into(),
        }]
        .into(),
        lines,
        paused: length(bytes),
        ending: bytes.one_of(&[Ending::Done, Ending::Stopped, Ending::Killed]),
        feeling: bytes.flag().then(|| bytes.byte() % (WORST + 1)),
        note: word(bytes),
        continues: word(bytes),
        corrected: None,
    }
}
