//! A session in the log. It is plain data without references, because its routine may have changed or gone since.

use std::sync::Arc;
use std::time::Duration;

use super::day::{Stamp, is_rehearsal};
use super::ranges::RangeReached;
use super::record::{Ending, Record, StretchRecord, is_a_try};
use super::text::hash;
use super::timeline::{Kind, LONGEST_PLAN, Timeline};

/// The most a feeling can be: as bad as can be.
pub const WORST: u8 = 10;

/// A session in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Its id, which no other session has: letters, digits and `-`.
    pub id: String,
    /// When its first segment started.
    pub start: Stamp,
    /// When it ended.
    pub end: Stamp,
    /// How fast its clock ran; other than 1 it was a rehearsal, which counts in no day and no total.
    pub speed: f64,
    /// The title of what was played.
    pub title: String,
    /// The routines that were played in a row.
    pub routines: Arc<[RoutineText]>,
    /// The record, one line a stretch and side.
    pub lines: Vec<StretchRecord>,
    /// How long it was paused in all.
    pub paused: Duration,
    /// How it ended.
    pub ending: Ending,
    /// How tight or sore it felt afterwards, from 0 for not at all to [`WORST`].
    pub feeling: Option<u8>,
    /// The note of the user.
    pub note: Option<String>,
    /// The session that this one resumed, by its id: both together are one.
    pub continues: Option<String>,
    /// The last of its corrections. Its line in the log does not have that: corrections are lines of their own.
    pub corrected: Option<LastCorrection>,
}

/// The last correction of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastCorrection {
    /// When it was made.
    pub at: Stamp,
    /// Whether the session says something else than its line: one that was only deleted and restored does not.
    pub is_other: bool,
}

/// A routine as it was played: what is resumed is what was started, whatever became of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutineText {
    /// Its id, with which it is played.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A [`hash`] of its file, to tell whether it has changed since.
    pub hash: u64,
    /// The whole of its file; empty where only the log remembers it.
    pub text: Arc<str>,
    /// The stretches that it uses, of those of one name the nearest last.
    pub stretches: Arc<[StretchText]>,
    /// The routines that it includes, and those that they include.
    pub included: Arc<[IncludedText]>,
    /// What had been reached in its ranges before: where they began. The log does not have this.
    pub reached: Arc<[RangeReached]>,
}

/// A routine as another one included it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludedText {
    /// The name of the file that includes it; the id of the routine that is played.
    pub by: String,
    /// How it is called there.
    pub word: String,
    /// The name of its own file.
    pub name: String,
    /// The whole of its file.
    pub text: Arc<str>,
}

/// A stretch as a routine used it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchText {
    /// Its name.
    pub id: String,
    /// The whole of its file.
    pub text: Arc<str>,
    /// Whether its file has a pose without words.
    pub is_figure: bool,
}

impl RoutineText {
    /// The routine `id`, whose file is `text`.
    pub fn new(id: &str, title: &str, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            hash: hash(text),
            text: text.into(),
            stretches: Arc::default(),
            included: Arc::default(),
            reached: Arc::default(),
        }
    }

    /// The same routine, whose ranges begin where they were `reached`.
    #[must_use]
    pub fn beginning(self, reached: Vec<RangeReached>) -> Self {
        Self {
            reached: reached.into(),
            ..self
        }
    }

    /// The same routine, which uses these stretches: they count in its hash.
    #[must_use]
    pub fn using(mut self, stretches: &[StretchText]) -> Self {
        for stretch in stretches {
            self.hash = self.hash.rotate_left(5) ^ hash(&stretch.text);
        }
        self.stretches = stretches.into();
        self
    }

    /// The same routine, which includes these: they count in its hash.
    #[must_use]
    pub fn including(mut self, included: Vec<IncludedText>) -> Self {
        for routine in &included {
            self.hash = self.hash.rotate_left(5) ^ hash(&routine.text);
        }
        self.included = included.into();
        self
    }
}

/// A session that the program did not see, as the user tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSession {
    /// When it began; `None` where it has just ended.
    pub start: Option<Stamp>,
    /// How it felt afterwards.
    pub feeling: Option<u8>,
    /// The note.
    pub note: Option<String>,
}

impl PastSession {
    /// The session of `timeline`, in which everything was done as planned: added at `now` by the process of this number.
    pub fn of(
        self,
        routine: RoutineText,
        timeline: Arc<Timeline>,
        (now, process): (Stamp, u32),
    ) -> LogEntry {
        let just_now = || now.before(timeline.total());
        let start = self.start.unwrap_or_else(just_now);
        let end = start.after(timeline.total());
        let lines = Record::new(timeline).lines.into_iter();
        let lines = lines.map(|line| StretchRecord {
            done: line.planned,
            count: line.planned_count,
            ..line
        });
        LogEntry {
            id: format!("{}-{process}", now.unix_ms),
            start,
            end,
            speed: 1.0,
            title: routine.title.clone(),
            routines: [routine].into(),
            lines: lines.collect(),
            paused: Duration::ZERO,
            ending: Ending::Done,
            feeling: self.feeling,
            note: self.note,
            continues: None,
            corrected: None,
        }
    }
}

/// A note as it was typed; `None` where it is empty.
pub fn typed_note(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl LogEntry {
    /// Whether it was only tried out.
    pub fn is_rehearsal(&self) -> bool {
        is_rehearsal(self.speed)
    }

    /// Whether it counts in days and sums: it was no rehearsal, and something was done.
    pub fn counts(&self) -> bool {
        !self.is_rehearsal() && !self.is_empty()
    }

    /// The ids and titles of its routines.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let routines = self.routines.iter();
        routines.flat_map(|played| [played.id.as_str(), played.title.as_str()])
    }

    /// The numbers that its lines have where they are of the routine `id`, one for each time that it was played; 0 where no
    /// line has a number: they are of any routine then.
    pub fn numbers_of(&self, id: &str) -> Vec<u32> {
        if self.lines.iter().all(|line| line.routine == 0) {
            return vec![0];
        }
        let numbered = (1..).zip(self.routines.iter());
        let played = numbered.filter(|(_, routine)| routine.id == id);
        played.map(|(number, _)| number).collect()
    }

    /// The lines that are of the routine `id`, as far as one knows.
    pub fn lines_of(&self, id: &str) -> impl Iterator<Item = &StretchRecord> {
        let numbers = self.numbers_of(id);
        let lines = self.lines.iter();
        lines.filter(move |line| line.routine == 0 || numbers.contains(&line.routine))
    }

    /// How long was done in all.
    pub fn total(&self) -> Duration {
        self.lines.iter().map(|line| line.done).sum()
    }

    /// How long was planned in all; nothing for one that was resumed, whose plan the first session has.
    pub fn planned(&self) -> Duration {
        self.lines.iter().map(|line| line.planned).sum()
    }

    /// How long was done in all of what has no planned length.
    pub fn open_ended(&self) -> Duration {
        self.lines.iter().map(|line| self.open_ended_of(line)).sum()
    }

    /// How long was done of `line` without a planned length: as long as one could, or movements until a key. A line of a
    /// resumed session has no plan either, but its stretch may have one in the session before.
    pub fn open_ended_of(&self, line: &StretchRecord) -> Duration {
        let is_max = !line.reached.is_zero();
        let is_unpaced = line.kind == Kind::Count && line.pace.is_none();
        if line.planned.is_zero() && (is_max || is_unpaced || self.continues.is_none()) {
            return line.done;
        }
        if !is_max {
            return Duration::ZERO;
        }
        // Some of its sets have a length.
        let longer = Duration::from_millis(line.changed_ms.try_into().unwrap_or_default());
        line.done.saturating_sub(line.planned + longer)
    }

    /// The longest that one of its lines can have been done: no longer than it lasted, or was planned. Where nobody knows how
    /// long that was, no longer than a session can be.
    pub fn most_of(&self, line: &StretchRecord) -> Duration {
        let is_timed = !self.total().is_zero() || !self.planned().is_zero();
        if !is_timed || self.is_untimed(line) || line.is_untimed_count() {
            return LONGEST_PLAN;
        }
        let lasted = self.end.since(self.start);
        lasted.max(self.total()).max(line.planned)
    }

    /// How many bytes it takes in memory, about.
    pub fn size(&self) -> usize {
        let names: usize = self.names().map(str::len).sum();
        let lines: usize = self.lines.iter().map(StretchRecord::size).sum();
        let note = self.note.as_ref().map_or(0, String::len);
        size_of::<Self>() + self.id.len() + self.title.len() + names + lines + note
    }

    /// Whether nothing happened that is worth logging; by the same rule as [`super::record::Record::is_empty`]. A session of
    /// which nobody knows how long it lasted was one.
    pub fn is_empty(&self) -> bool {
        let is_past = !self.lines.is_empty() && self.lines.iter().all(|line| self.is_untimed(line));
        !is_past && is_a_try(&self.lines)
    }

    /// Whether something was done, and nobody knows how long any of it took.
    pub fn is_all_untimed(&self) -> bool {
        let mut lines = self.lines.iter();
        self.total().is_zero() && lines.any(|line| self.is_untimed(line) || line.is_untimed_count())
    }

    /// Whether nobody knows how long one of its stretches was done: in a past session that lasted as long as one could.
    pub fn is_untimed(&self, line: &StretchRecord) -> bool {
        let is_whole = self.ending == Ending::Done && line.pieces > 0 && line.skipped == 0;
        is_whole && line.planned.is_zero() && line.done.is_zero() && !line.is_counted()
    }

    /// The id that a session refers to which resumes this one. Where nothing was done there is no entry in the log, and
    /// it is the one before.
    pub fn continued(&self) -> Option<&str> {
        if self.is_empty() {
            self.continues.as_deref()
        } else {
            Some(&self.id)
        }
    }
}
