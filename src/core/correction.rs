//! Corrections of sessions in the log. Each field, and what was held of each stretch and side, is what its newest
//! correction says, so corrections from several machines give the same log in whichever order they are merged, and however
//! often.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::time::Duration;

use super::day::Stamp;
use super::log::{LastCorrection, LogEntry};
use super::record::{StretchKey, StretchRecord};
use super::span;
use super::timeline::Kind;

/// The most bytes that the notes and stretches of all corrected sessions may take, and the most of what else was corrected:
/// 5 000 corrections of long sessions are 20 MB. A log made by a program fills no memory.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// No movement is quicker.
const SHORTEST_MOVEMENT: Duration = Duration::from_millis(100);
/// What a session takes beside its texts, in bytes.
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
    /// What was held of stretches; the others stay as they are.
    pub held: Vec<HeldCorrection>,
}

/// A correction of what was held of one stretch on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCorrection {
    /// The stretch and the side.
    pub stretch: StretchKey,
    /// What was held.
    pub held: Held,
}

/// What was held of a stretch on one side. The numbers belong together, so they are corrected together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// How long it was.
    pub done: Duration,
    /// How many movements there were.
    pub count: u32,
    /// The longest piece of what lasts as long as one can.
    pub reached: Duration,
    /// How many pieces were ended early.
    pub skipped: u32,
}

/// All corrections of a log, merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    small: Limited<SmallFields>,
    large: Limited<LargeFields>,
}

/// What was corrected of each session in a few bytes. Each field has the time of the correction that it comes from. Of
/// two at the same time the greater value counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SmallFields {
    at: Stamp,
    deleted: Option<(Stamp, bool)>,
    feeling: Option<(Stamp, Option<u8>)>,
}

/// What was corrected of each session in any number of bytes, likewise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LargeFields {
    note: Option<(Stamp, Option<String>)>,
    held: BTreeMap<StretchKey, (Stamp, Held)>,
    /// The most bytes that a correction had in its note, and those of all stretches.
    bytes: (usize, usize),
}

/// A value for each session, up to [`MOST_BYTES`]. The sessions with the least ids, which are the earliest, are left out
/// where there is more. What a session takes never becomes less, so that what is left out is the same in whichever order
/// the corrections come, and however often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Limited<T> {
    sessions: BTreeMap<String, (usize, T)>,
    bytes: usize,
    /// The last session that is left out.
    left_out: Option<String>,
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

impl Held {
    /// What was held of `line`.
    pub const fn of(line: &StretchRecord) -> Self {
        Self {
            done: line.done,
            count: line.count,
            reached: line.reached,
            skipped: line.skipped,
        }
    }

    /// Corrects what was held of `line`.
    pub const fn apply(self, line: &mut StretchRecord) {
        line.done = self.done;
        line.count = self.count;
        line.reached = self.reached;
        line.skipped = self.skipped;
    }

    /// What was held of `line`, where that is this `amount`: a count of what is counted, a length of all else; `None` for
    /// the other.
    pub fn corrected(line: &StretchRecord, amount: HeldAmount) -> Option<Self> {
        let before = Self::of(line);
        let (held, is_all) = match amount {
            HeldAmount::Length(length) if !line.is_counted() => {
                // Of several pieces nobody knows which was the longest. A resumed one has none, and its plan is not known.
                let is_max = !line.reached.is_zero() || line.planned.is_zero();
                let is_known = is_max && line.pieces == 1 && line.kind != Kind::Count;
                let held = Self {
                    done: length,
                    reached: if is_known {
                        length
                    } else {
                        line.reached.min(length)
                    },
                    ..before
                };
                (held, length >= line.planned)
            }
            HeldAmount::Count(count) if line.is_counted() => {
                let done = time_of(line, count);
                let held = Self {
                    done,
                    count,
                    ..before
                };
                (held, count >= line.planned_count)
            }
            _ => return None,
        };
        // What has no plan was skipped where nothing of it was done.
        let is_any = held.count > 0 || !held.done.is_zero();
        let skipped = if is_all && is_any {
            0
        } else {
            line.skipped.max(1)
        };
        Some(Self { skipped, ..held })
    }
}

impl HeldCorrection {
    /// The correction that leaves `line` as it is.
    pub fn of(line: &StretchRecord) -> Self {
        Self {
            stretch: line.key(),
            held: Held::of(line),
        }
    }

    /// The corrections of the stretch `name` to this `amount`, on each side or on that of `Name, left`, whatever the case.
    /// Empty where no line has that name and can have this amount.
    ///
    /// # Errors
    /// Where several stretches are meant, with the full names of their lines.
    pub fn of_named(
        lines: &[StretchRecord],
        name: &str,
        amount: HeldAmount,
    ) -> Result<Vec<Self>, Vec<String>> {
        let mut first: Option<&StretchRecord> = None;
        let mut is_one = true;
        let mut names = Vec::new();
        let mut corrections = Vec::new();
        for line in lines.iter().filter(|line| line.is_called(name)) {
            if let Some(correction) = Self::corrected(line, amount) {
                is_one &= first.get_or_insert(line).is_same_stretch(line);
                names.push(line.full_name());
                corrections.push(correction);
            }
        }
        if is_one { Ok(corrections) } else { Err(names) }
    }

    /// The correction of `line` to this `amount`; `None` where it cannot have that.
    pub fn corrected(line: &StretchRecord, amount: HeldAmount) -> Option<Self> {
        let held = Held::corrected(line, amount)?;
        let stretch = line.key();
        Some(Self { stretch, held })
    }

    /// How many bytes it takes in memory, about.
    fn size(&self) -> usize {
        let StretchKey {
            name,
            side,
            load,
            pace,
            ..
        } = &self.stretch;
        let words = [side, load, pace].into_iter().flatten();
        let words: usize = words.map(String::len).sum();
        size_of::<(Self, Stamp)>() + name.len() + words
    }
}

/// How long so many movements take: in proportion to the plan, or to what was done where no time was planned.
fn time_of(line: &StretchRecord, count: u32) -> Duration {
    let (whole, of) = if line.planned.is_zero() || line.planned_count == 0 {
        (line.done, line.count)
    } else {
        (line.planned, line.planned_count)
    };
    let time = whole.saturating_mul(count).checked_div(of);
    time.unwrap_or(line.done).min(span::LONGEST)
}

impl fmt::Display for HeldAmount {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Length(length) => out.write_str(&span::written(*length)),
            Self::Count(count) => write!(out, "{count}"),
        }
    }
}

impl HeldAmount {
    /// How much was done of `line`.
    pub fn of(line: &StretchRecord) -> Self {
        if line.is_counted() {
            Self::Count(line.count)
        } else {
            Self::Length(line.done)
        }
    }

    /// The longest that `line` of `session` can have been done, where this is more.
    pub fn beyond(self, session: &LogEntry, line: &StretchRecord) -> Option<Duration> {
        let takes = match self {
            Self::Length(length) => length,
            Self::Count(count) => SHORTEST_MOVEMENT.saturating_mul(count),
        };
        Some(session.most_of(line)).filter(|most| takes > *most)
    }

    /// Reads a length such as `20s`, or a count such as `8`.
    pub fn parse(text: &str) -> Option<Self> {
        let count = text.trim().parse().map(Self::Count).ok();
        count.or_else(|| span::parse(text).map(Self::Length).ok())
    }
}

impl Correction {
    /// A correction of `session` at `now`, with nothing in it yet.
    pub fn of(session: &LogEntry, now: Stamp) -> Self {
        Self::new(&session.id, now, session.corrected.map(|last| last.at))
    }

    /// The correction that deletes a session, or restores it.
    #[must_use]
    pub fn deleting(self, is_deleted: bool) -> Self {
        Self {
            deleted: Some(is_deleted),
            ..self
        }
    }

    /// Corrects what was held of stretches, each as the last one says.
    pub fn hold(&mut self, held: impl IntoIterator<Item = HeldCorrection>) {
        for one in held {
            self.held.retain(|other| other.stretch != one.stretch);
            self.held.push(one);
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
}

impl<T: Default> Limited<T> {
    /// Sets the value of the session `id` with `set`, which returns the bytes of it; never less than before. False where
    /// a session is left out.
    fn set(&mut self, id: &str, set: impl FnOnce(&mut T) -> usize) -> bool {
        if self.left_out.as_deref() >= Some(id) {
            return false;
        }
        let (bytes, value) = self.sessions.entry(id.to_owned()).or_default();
        let before = *bytes;
        *bytes = EACH + id.len() + set(value);
        self.bytes = self.bytes.saturating_sub(before).saturating_add(*bytes);
        let mut is_whole = true;
        while self.bytes > MOST_BYTES
            && let Some((first, (bytes, _))) = self.sessions.pop_first()
        {
            self.bytes = self.bytes.saturating_sub(bytes);
            self.left_out = Some(first);
            is_whole = false;
        }
        is_whole
    }

    fn get(&self, id: &str) -> Option<&T> {
        self.sessions.get(id).map(|(_, value)| value)
    }
}

impl Corrections {
    /// Adds a correction. False where there are so many that something is left out: of the earliest sessions, and of the
    /// notes and stretches long before what was deleted and how it felt.
    pub fn add(&mut self, correction: Correction) -> bool {
        let Correction {
            corrects,
            at,
            deleted,
            feeling,
            note,
            held,
        } = correction;
        let is_small_whole = self.small.set(&corrects, |small| {
            small.at = small.at.max(at);
            newest(&mut small.deleted, at, deleted);
            newest(&mut small.feeling, at, feeling);
            0
        });
        if note.is_none() && held.is_empty() {
            return is_small_whole;
        }
        let note_bytes: usize = note.iter().flatten().map(String::len).sum();
        let is_large_whole = self.large.set(&corrects, |large| {
            newest(&mut large.note, at, note);
            let (most_note, all_held) = &mut large.bytes;
            *most_note = note_bytes.max(*most_note);
            for one in held {
                let bytes = one.size();
                match large.held.entry(one.stretch) {
                    Entry::Occupied(mut known) => {
                        let newest = (*known.get()).max((at, one.held));
                        *known.get_mut() = newest;
                    }
                    Entry::Vacant(free) => {
                        free.insert((at, one.held));
                        *all_held = all_held.saturating_add(bytes);
                    }
                }
            }
            most_note.saturating_add(*all_held)
        });
        is_small_whole && is_large_whole
    }

    /// Whether the session `id` is deleted.
    pub fn is_deleted(&self, id: &str) -> bool {
        let deleted = self.small.get(id).and_then(|small| small.deleted);
        deleted.is_some_and(|(_, is_deleted)| is_deleted)
    }

    /// Corrects a session. One that continues a deleted one counts by itself. Whether anything changes in it.
    pub fn apply(&self, entry: &mut LogEntry) -> bool {
        let continues = entry.continues.as_deref();
        let is_alone = continues.is_some_and(|continued| self.is_deleted(continued));
        if is_alone {
            entry.continues = None;
        }
        let Some(small) = self.small.get(&entry.id) else {
            return is_alone;
        };
        let mut is_other = false;
        if let Some((_, feeling)) = small.feeling {
            is_other |= entry.feeling != feeling;
            entry.feeling = feeling;
        }
        let large = self.large.get(&entry.id);
        if let Some((_, note)) = large.and_then(|large| large.note.as_ref()) {
            is_other |= entry.note != *note;
            entry.note.clone_from(note);
        }
        if let Some(large) = large.filter(|large| !large.held.is_empty()) {
            for line in &mut entry.lines {
                if let Some((_, held)) = large.held.get(&line.key()) {
                    is_other |= *held != Held::of(line);
                    held.apply(line);
                }
            }
        }
        let at = small.at;
        entry.corrected = Some(LastCorrection { at, is_other });
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
