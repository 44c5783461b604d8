//! A session at rest: saved while it runs, logged at its end, resumed at another time.

use std::sync::Arc;
use std::time::Duration;

use super::Session;
use crate::core::day::{Stamp, WallClock};
use crate::core::log::LogEntry;
use crate::core::player::Position;
use crate::core::record::{Ending, StretchRecord};
use crate::core::timeline::{Segment, Timeline, Unrolled};

/// A session at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The entry for the log: everything done since the session was started or last resumed. Its routines have their
    /// texts.
    pub entry: LogEntry,
    /// Whether the log has the entry already.
    pub logged: bool,
    /// The position at which it is resumed; `None` when nothing remains to be done.
    pub position: Option<Position>,
    /// All that was done of each stretch, also before it was last resumed.
    pub so_far: Vec<StretchRecord>,
    /// How long that took, without pauses.
    pub took: Duration,
    /// How they were unrolled.
    pub unrolled: Unrolled,
    /// The same in words: `step 8, left`.
    pub place: String,
    /// The id of the session at rest that this program resumed with it, also of a try, which no log has. It is not saved.
    pub resumes: Option<String>,
}

impl Snapshot {
    /// The title, and where it is resumed: `Full post-run stretch, step 8, left`, and that it is a rehearsal if it is.
    pub fn description(&self) -> String {
        let rehearsal = if self.entry.is_rehearsal() {
            "a rehearsal"
        } else {
            ""
        };
        let parts = [self.entry.title.as_str(), &self.place, rehearsal];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// How long after `now` it can still be resumed, where that is offered for `limit`.
    pub fn remains(&self, now: Stamp, limit: Duration) -> Duration {
        limit.saturating_sub(now.since(self.entry.end))
    }

    /// The same place as the beginning of a session of its own, for which nothing counts that was done before.
    #[must_use]
    pub fn detached(mut self) -> Self {
        self.so_far.clear();
        self.took = Duration::ZERO;
        self.entry.lines.clear();
        self.entry.continues = None;
        self
    }
}

impl Session {
    /// The session as it stands, dated by the `wall` clock that was read when it began; `None` where it could not be
    /// resumed, because nobody knows how its routines were written.
    ///
    /// Its id is the millisecond in which it began and the number of the process that plays it, which plays one at a
    /// time. Two machines would have to agree in both, and even then their logs differ.
    pub fn snapshot(&self, wall: &WallClock, process: u32) -> Option<Snapshot> {
        if self.plan.texts.is_empty() {
            return None;
        }
        let record = &self.record;
        let timeline = &self.plan.timeline;
        let position = self.position();
        let place = position.as_ref();
        let place = place.map(|position| place_in_words(timeline, position.index));
        Some(Snapshot {
            entry: LogEntry {
                id: format!("{}-{process}", wall.stamp(self.began).unix_ms),
                start: wall.stamp(record.began.unwrap_or(record.ended)),
                end: wall.stamp(record.ended),
                speed: wall.speed,
                title: timeline.title.clone(),
                routines: Arc::clone(&self.plan.texts),
                lines: record.since_resumed(),
                paused: record.paused,
                ending: record.ending.unwrap_or(Ending::Killed),
                feeling: None,
                note: None,
                continues: self.continues.clone(),
                corrected: None,
            },
            logged: false,
            position,
            so_far: record.lines.clone(),
            took: record.took(),
            unrolled: timeline.unrolled,
            place: place.unwrap_or_default(),
            resumes: self.resumes.clone(),
        })
    }

    /// The position at which the session would be resumed; `None` when nothing remains to be done.
    fn position(&self) -> Option<Position> {
        match self.record.ending {
            Some(Ending::Done) => None,
            Some(_) => self.stopped_at.clone(),
            None => self.player.position(),
        }
    }
}

/// The place at `index`: `step 8, left`.
fn place_in_words(timeline: &Timeline, index: usize) -> String {
    let number = (index..timeline.len()).find_map(|index| timeline.get(index)?.step.number);
    let step = number.map(|number| format!("step {number}"));
    let side = timeline.get(index).and_then(Segment::side_shown);
    let words: Vec<&str> = step.as_deref().into_iter().chain(side).collect();
    words.join(", ")
}
