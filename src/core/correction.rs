//! Corrections of sessions in the log. Each field is what its newest correction says, so corrections from several
//! machines give the same log in whichever order they are merged, and however often.

use std::collections::HashMap;
use std::time::Duration;

use super::day::Stamp;
use super::log::LogEntry;
use super::record::StretchRecord;
use super::span;

/// The most bytes that all corrections of a log may take together. No one writes more; a log made by a program fills no
/// memory.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// What a correction takes beside its texts, in bytes.
const EACH: usize = 200;

/// A correction of one session. A field without a value stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The session, by its id.
    pub corrects: String,
    /// When it was corrected.
    pub at: Stamp,
    /// Whether it is deleted; `Some(false)` takes a deletion back.
    pub deleted: Option<bool>,
    /// How it felt; `Some(None)` takes the answer back.
    pub feeling: Option<Option<u8>>,
    /// The note; `Some(None)` removes it.
    pub note: Option<Option<String>>,
    /// What was held, all of it.
    pub lines: Option<Vec<StretchRecord>>,
}

/// All corrections of a log, merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    sessions: HashMap<String, Merged>,
    bytes: usize,
}

/// The corrections of one session: each field with the time of the correction that it comes from. Of two at the same
/// time the greater value counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Merged {
    at: Stamp,
    deleted: Option<(Stamp, bool)>,
    feeling: Option<(Stamp, Option<u8>)>,
    note: Option<(Stamp, Option<String>)>,
    lines: Option<(Stamp, Vec<StretchRecord>)>,
}

/// A change of the log by the user, which is a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum LogChange {
    /// A session that the program did not see.
    Add(Box<LogEntry>),
    /// A correction of one that is in the log.
    Correct(Box<Correction>),
}

/// How much was done of a stretch on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldAmount {
    /// So long.
    Length(Duration),
    /// So many movements.
    Count(u32),
}

/// Corrects how much was done of the stretch `name`, on each side or on that of `Name, left`, whatever the case. False
/// where no line has that name and can have this amount: a count only what is counted.
pub fn correct_held(lines: &mut [StretchRecord], name: &str, amount: HeldAmount) -> bool {
    let name = name.to_lowercase();
    let is_meant = |line: &&mut StretchRecord| {
        line.name.to_lowercase() == name || line.with_side().to_lowercase() == name
    };
    let mut is_corrected = false;
    for line in lines.iter_mut().filter(is_meant) {
        is_corrected |= correct_line(line, amount);
    }
    is_corrected
}

/// Corrects how much was done. False where it cannot have this amount: a count only what is counted.
pub fn correct_line(line: &mut StretchRecord, amount: HeldAmount) -> bool {
    match amount {
        HeldAmount::Length(length) => {
            // Of several pieces nobody knows which was the longest.
            let is_max =
                !line.reached.is_zero() || line.planned.is_zero() && line.planned_count == 0;
            if is_max && line.pieces <= 1 {
                line.reached = length;
            }
            line.reached = line.reached.min(length);
            line.done = length;
        }
        HeldAmount::Count(count) if line.planned_count > 0 => line.count = count,
        HeldAmount::Count(_) => return false,
    }
    let is_all = line.done >= line.planned && line.count >= line.planned_count;
    line.skipped = if is_all { 0 } else { line.skipped.max(1) };
    true
}

impl HeldAmount {
    /// Reads a length such as `20s`, or a count such as `8`.
    pub fn parse(text: &str) -> Option<Self> {
        let count = text.trim().parse().map(Self::Count).ok();
        count.or_else(|| span::parse(text).map(Self::Length).ok())
    }
}

impl Correction {
    /// A correction of `session` at `now`, with nothing in it yet.
    pub fn of(session: &LogEntry, now: Stamp) -> Self {
        Self::new(&session.id, now, session.corrected)
    }

    /// The correction that deletes a session, or restores it.
    #[must_use]
    pub fn deleting(self, is_deleted: bool) -> Self {
        Self {
            deleted: Some(is_deleted),
            ..self
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        let untouched = Self::new(&self.corrects, self.at, None);
        *self == untouched
    }

    /// A correction at `now` of a session that was last corrected at `before`: later than that also where a clock was
    /// put back, so that it counts.
    pub fn new(corrects: &str, now: Stamp, before: Option<Stamp>) -> Self {
        let next = before.map(|before| before.after(Duration::from_millis(1)));
        let at = next
            .filter(|next| next.unix_ms > now.unix_ms)
            .unwrap_or(now);
        Self {
            corrects: corrects.to_owned(),
            at,
            ..Self::default()
        }
    }

    /// How many bytes it takes.
    fn size(&self) -> usize {
        let note = self.note.iter().flatten().map(String::len).sum::<usize>();
        let lines = self.lines.iter().flatten();
        let lines = lines.map(StretchRecord::size);
        EACH + self.corrects.len() + note + lines.sum::<usize>()
    }
}

impl Corrections {
    /// Adds a correction. False where there are so many that it is left out.
    pub fn add(&mut self, correction: Correction) -> bool {
        self.bytes = self.bytes.saturating_add(correction.size());
        if self.bytes > MOST_BYTES {
            return false;
        }
        let Correction {
            corrects,
            at,
            deleted,
            feeling,
            note,
            lines,
        } = correction;
        let merged = self.sessions.entry(corrects).or_default();
        merged.at = merged.at.max(at);
        newest(&mut merged.deleted, at, deleted);
        newest(&mut merged.feeling, at, feeling);
        newest(&mut merged.note, at, note);
        newest(&mut merged.lines, at, lines);
        true
    }

    /// Whether the session `id` is deleted.
    pub fn is_deleted(&self, id: &str) -> bool {
        let deleted = self.sessions.get(id).and_then(|merged| merged.deleted);
        deleted.is_some_and(|(_, is_deleted)| is_deleted)
    }

    /// Corrects a session. One that continues a deleted one counts by itself. Whether anything changes in it.
    pub fn apply(&self, entry: &mut LogEntry) -> bool {
        let continues = entry.continues.as_deref();
        let is_alone = continues.is_some_and(|continued| self.is_deleted(continued));
        if is_alone {
            entry.continues = None;
        }
        let Some(merged) = self.sessions.get(&entry.id) else {
            return is_alone;
        };
        entry.corrected = Some(merged.at);
        if let Some((_, feeling)) = merged.feeling {
            entry.feeling = feeling;
        }
        if let Some((_, note)) = &merged.note {
            entry.note.clone_from(note);
        }
        if let Some((_, lines)) = &merged.lines {
            entry.lines.clone_from(lines);
        }
        true
    }
}

/// Keeps the newest of a known value and one that was set at `at`, if it was.
fn newest<T: Ord>(known: &mut Option<(Stamp, T)>, at: Stamp, value: Option<T>) {
    if let Some(value) = value {
        let new = Some((at, value));
        if *known < new {
            *known = new;
        }
    }
}
