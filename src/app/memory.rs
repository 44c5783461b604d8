//! The memory of the program between sessions: the history, and the unfinished session.

use std::sync::Arc;
use std::time::Duration;

use crate::core::day::{Day, WallClock};
use crate::core::history::History;
use crate::core::log::LogEntry;
use crate::core::moment::Moment;
use crate::core::session::{Plan, Snapshot};

/// The history, the unfinished session, and the clock to date new ones. A program without it plays all the same.
#[derive(Clone, Debug)]
pub struct Memory {
    /// The clock on the wall, as it was read last.
    pub wall: WallClock,
    /// The number of this process.
    pub process: u32,
    /// Whether the summary asks how it felt.
    pub ask: bool,
    /// Whether the safety page was shown already: it was read, or there was a session before.
    pub is_warned: bool,
    /// The sessions so far.
    pub history: Arc<History>,
    /// Whether the log is there and cannot be read: then the history is not known.
    pub is_unreadable: bool,
    /// While the log is being read: the sessions since then, which are not in the history yet.
    pub since: Option<Vec<LogEntry>>,
    /// The session that was left unfinished, and the plan of its routines.
    pub unfinished: Option<(Snapshot, Plan)>,
    /// How long after its end a session can be resumed.
    pub resume: Duration,
}

impl Memory {
    /// Whether nothing was ever done, as far as is known.
    pub fn is_empty(&self) -> bool {
        self.history.recent.is_none() && !self.is_being_read()
    }

    pub(super) const fn is_being_read(&self) -> bool {
        self.since.is_some()
    }

    /// The log was read, and is this `history`. Where it could not be read, what was known of it stays.
    pub(super) fn read(&mut self, history: Option<&Arc<History>>) {
        self.is_unreadable = history.is_none();
        self.history = history.unwrap_or(&self.history).clone();
        for entry in self.since.take().into_iter().flatten() {
            self.add(&entry);
        }
    }

    /// How long after `now` the unfinished session can still be resumed, if there is one.
    pub(super) fn remains(&self, now: Moment) -> Option<Duration> {
        let (snapshot, _) = self.unfinished.as_ref()?;
        Some(snapshot.remains(self.wall.stamp(now), self.resume))
    }

    /// Whether the unfinished session cannot be resumed any more.
    pub(super) fn is_stale(&self, now: Moment) -> bool {
        self.remains(now) == Some(Duration::ZERO)
    }

    /// The local day at `now`.
    pub fn today(&self, now: Moment) -> Day {
        self.wall.stamp(now).day()
    }

    /// Adds a session to the history.
    pub(super) fn add(&mut self, entry: &LogEntry) {
        if let Some(since) = &mut self.since {
            return since.push(entry.clone());
        }
        let history = Arc::make_mut(&mut self.history);
        // The library may have been open for days.
        history.it_is(entry.end.day());
        history.add(entry);
    }

    /// The history with one more session; `None` while the log is being read, and where it cannot be read.
    pub(super) fn history_after(&self, entry: &LogEntry) -> Option<Arc<History>> {
        if self.is_being_read() || self.is_unreadable {
            return None;
        }
        let mut after = self.clone();
        after.add(entry);
        Some(after.history)
    }

    /// One line of adherence: `active 4 of the last 7 days`, and when it was last; empty while the log is being read.
    pub(super) fn header(&self, now: Moment) -> String {
        let today = self.today(now);
        match self.history.recent {
            None => String::new(),
            Some(recent) => format!(
                "{} · last: {}",
                self.history.adherence(today),
                recent.day().relative_to(today)
            ),
        }
    }
}
