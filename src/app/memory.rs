//! What the program remembers beyond one session: what was done before, and the session that was left unfinished.

use std::sync::Arc;
use std::time::Duration;

use super::session::Setup;
use crate::core::day::{Day, Stamp};
use crate::core::history::History;
use crate::core::kept::{self, Kept, Pace};
use crate::core::moment::Moment;
use crate::core::player::Position;
use crate::core::record::Earlier;
use crate::core::unfinished::Snapshot;

/// What is remembered, and what it takes to remember more. A program without it plays all the same.
#[derive(Clone, Debug)]
pub struct Memory {
    /// The local time at [`Moment::ZERO`].
    pub zero: Stamp,
    /// The number of this process.
    pub process: u32,
    /// How fast the clock runs; other than 1 a session is a rehearsal.
    pub speed: f64,
    /// Whether one is asked how it felt.
    pub ask: bool,
    /// What was done before.
    pub history: Arc<History>,
    /// The session that was left unfinished.
    pub left: Option<Left>,
    /// How long after it was left a session can be gone on with.
    pub resume: Duration,
}

/// A session that was left unfinished and can be taken up again.
#[derive(Clone, Debug)]
pub struct Left {
    /// What is played; where it starts is [`Left::position`]'s business.
    pub setup: Setup,
    /// Where it goes on.
    pub position: Position,
    /// What was done of it.
    pub so_far: Earlier,
    /// The session in the log that what goes on belongs to, by its id. None where that does not count: nothing was done
    /// of it yet, or only one of both is a rehearsal.
    pub continues: Option<String>,
    /// What it is, in words: `Full post-run stretch, step 8, left`.
    pub told: String,
    /// When it was left.
    pub at: Stamp,
}

impl Memory {
    /// Whether nothing was ever done.
    pub fn is_empty(&self) -> bool {
        self.history.recent().is_none()
    }

    /// Whether what is played counts.
    pub(super) fn pace(&self) -> Pace {
        Pace::of(self.speed)
    }

    /// What a clock on the wall shows at `now`, as far as can be told without one.
    pub fn stamp(&self, now: Moment) -> Stamp {
        self.zero.after(now.since(Moment::ZERO))
    }

    /// How long after `now` the session that was left can still be gone on with, if there is one.
    pub(super) fn remains(&self, now: Moment) -> Option<Duration> {
        let left = self.left.as_ref()?;
        Some(self.resume.saturating_sub(self.stamp(now).since(left.at)))
    }

    /// Whether the session that was left cannot be gone on with any more.
    pub(super) fn is_stale(&self, now: Moment) -> bool {
        self.remains(now) == Some(Duration::ZERO)
    }

    /// The local day at `now`.
    pub fn today(&self, now: Moment) -> Day {
        self.stamp(now).day()
    }

    /// The id of a session that is begun at `now`.
    pub(super) fn id(&self, now: Moment) -> String {
        kept::id(self.stamp(now), self.process)
    }

    /// Adds a session that was kept.
    pub(super) fn note(&mut self, snapshot: &Snapshot) {
        let kept = Kept {
            id: snapshot.id.clone(),
            start: self.stamp(snapshot.span.start),
            end: self.stamp(snapshot.span.end),
            speed: self.speed,
            done: snapshot.done.clone(),
        };
        let history = Arc::make_mut(&mut self.history);
        // The library may have been open for days.
        history.it_is(kept.end.day());
        history.note(&kept);
    }

    /// One line of adherence: `4 of the last 7 days`, and when it was last.
    pub(super) fn header(&self, now: Moment) -> String {
        let today = self.today(now);
        match self.history.recent() {
            None => String::new(),
            Some(recent) => format!(
                "{} · last: {}",
                self.history.adherence(today),
                recent.day().told(today)
            ),
        }
    }
}
