//! A session as it is kept in the log, long after its routine may have changed: plain data, nothing of it a reference
//! to something else.

use std::time::Duration;

use super::day::Stamp;
use super::moment::Moment;
use super::record::{Ending, LEAST, Line, Record};

/// What tells a session from every other: the millisecond in which it was begun and the process that played it, which
/// plays one at a time. Two machines would have to agree in both, and even then their files differ.
pub fn id(start: Stamp, process: u32) -> String {
    format!("{}-{process}", start.unix_ms)
}

/// A session in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What tells it from every other session: letters, digits and `-`.
    pub id: String,
    /// When its first segment started.
    pub start: Stamp,
    /// When it ended.
    pub end: Stamp,
    /// How fast its clock ran; other than 1 it was a rehearsal, which counts in no day and no total.
    pub speed: f64,
    /// What was done.
    pub done: Done,
}

impl Kept {
    /// Whether it was only tried out.
    pub fn is_rehearsal(&self) -> bool {
        Pace::of(self.speed) == Pace::Rehearsed
    }

    /// The ids and titles of its routines.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let routines = self.done.routines.iter();
        routines.flat_map(|played| [played.id.as_str(), played.title.as_str()])
    }
}

/// Whether a session counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It was played for real.
    Real,
    /// It was only tried out, slower or faster: it counts in no day and no total.
    Rehearsed,
}

impl Pace {
    /// That of a session whose clock ran `speed` times as fast as the one on the wall.
    pub fn of(speed: f64) -> Self {
        if (speed - 1.0).abs() > 1e-9 {
            Self::Rehearsed
        } else {
            Self::Real
        }
    }
}

/// What was done in a session, without the times of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What it was called.
    pub title: String,
    /// The routines that were played in a row.
    pub routines: Vec<Played>,
    /// One line a stretch and side.
    pub lines: Vec<Line>,
    /// How long it was paused in all.
    pub paused: Duration,
    /// How it ended.
    pub ending: Ending,
    /// How tight or sore it felt afterwards: 0 for not at all to 10 for as bad as can be.
    pub feeling: Option<u8>,
    /// What the user wrote about it.
    pub note: Option<String>,
    /// The session that this one took up again, by its id: both together are one.
    pub continues: Option<String>,
}

/// The most a feeling can be: as bad as can be.
pub const WORST: u8 = 10;

/// A routine as it was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// What one types to play it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A [`hash`] of its file, to tell whether it has changed since.
    pub hash: u64,
}

impl Done {
    /// What is to be kept of `record`, a session of `routines` that was called `title`.
    pub fn of(record: &Record, title: &str, routines: &[Played], continues: Option<&str>) -> Self {
        Self {
            title: title.to_owned(),
            routines: routines.to_vec(),
            lines: record.since_taken_up(),
            paused: record.paused,
            ending: record.ending.unwrap_or(Ending::Killed),
            feeling: None,
            note: None,
            continues: continues.map(str::to_owned),
        }
    }

    /// The session that one belongs to which takes up this one of the given `id`: where nothing was done of it there
    /// is no record, and it is the one before.
    pub fn continued(&self, id: &str) -> Option<String> {
        if self.is_empty() {
            self.continues.clone()
        } else {
            Some(id.to_owned())
        }
    }

    /// How long was done in all.
    pub fn total(&self) -> Duration {
        self.lines.iter().map(|line| line.done).sum()
    }

    /// Whether nothing happened that is worth keeping; by the same rule as [`Record::is_empty`].
    pub fn is_empty(&self) -> bool {
        self.total() < LEAST && !self.lines.iter().any(|line| line.hurt)
    }
}

/// When a session took place, by the clock of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When its first segment started.
    pub start: Moment,
    /// When it ended.
    pub end: Moment,
}

impl Span {
    /// When `record` took place.
    pub fn of(record: &Record) -> Self {
        Self {
            start: record.started.unwrap_or(record.ended),
            end: record.ended,
        }
    }
}

/// The FNV-1a hash of a text, 64 bits: it stays the same in every version of this program. It tells an edited file
/// from an unedited one and guards against nothing else.
///
/// Source of the constants: RFC 9923, section 5.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    while let [first, others @ ..] = rest {
        hash ^= *first as u64;
        hash = hash.wrapping_mul(0x0100_0000_01b3);
        rest = others;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
