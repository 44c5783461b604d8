//! What was reached the last time of each stretch that lasts as long as one can.

use std::collections::HashMap;
use std::time::Duration;

use super::log::LogEntry;
use super::record::{StretchKey, StretchRecord};
use super::span::short;
use super::timeline::{Segment, Timeline};

/// What was reached of each stretch and side in the last session with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastReached(HashMap<StretchKey, Duration>);

/// The stretch and side of `line`, in whichever routine.
fn key(line: &StretchRecord) -> StretchKey {
    StretchKey {
        routine: 0,
        ..line.key()
    }
}

impl LastReached {
    /// What was reached in the sessions of `log`, the latest first, before a session of `timeline` that continues the one
    /// with the id `continues`, if it does: what was done in that one is no last time. Rehearsals count as little as in all
    /// sums.
    pub fn before<'a>(
        log: impl Iterator<Item = &'a LogEntry>,
        timeline: &Timeline,
        continues: Option<&str>,
    ) -> Self {
        let mut reached = HashMap::new();
        if !timeline.has_max() {
            return Self::default();
        }
        let mut same = continues.map(str::to_owned);
        for entry in log {
            if same.as_ref() == Some(&entry.id) {
                same.clone_from(&entry.continues);
                continue;
            }
            let lines = entry.lines.iter().filter(|line| !line.reached.is_zero());
            for line in lines.filter(|_| !entry.is_rehearsal()) {
                // The latest session comes first. In one it may be in several routines.
                let known = reached
                    .entry(key(line))
                    .or_insert((entry.start, Duration::ZERO));
                if known.0 == entry.start {
                    known.1 = line.reached.max(known.1);
                }
            }
        }
        let lengths = reached.into_iter().map(|(key, (_, length))| (key, length));
        Self(lengths.collect())
    }

    /// What was reached of the stretch and side of `line`.
    pub fn of_line(&self, line: &StretchRecord) -> Option<Duration> {
        self.0.get(&key(line)).copied()
    }

    /// What was reached of the stretch and side of `segment`, if that lasts as long as one can.
    pub fn of_segment(&self, segment: &Segment) -> Option<Duration> {
        let is_known = segment.is_max() && !self.0.is_empty();
        is_known.then(|| self.of_line(&StretchRecord::of(segment)))?
    }

    /// How it compares: `last time 45 s`, for each of the `sides` of a stretch that lasted as long as one could; empty where
    /// nothing is known.
    pub fn compared(&self, sides: &[&StretchRecord]) -> String {
        let sides = sides.iter().filter(|line| !line.reached.is_zero());
        let last = sides.filter_map(|line| self.of_line(line));
        let last: Vec<String> = last.map(short).collect();
        if last.is_empty() {
            String::new()
        } else {
            format!("last time {}", last.join(" · "))
        }
    }
}
