//! The commands that a player takes, and the events that it reports.

use std::time::Duration;

use crate::core::mark::Mark;
use crate::core::moment::Moment;

/// A request to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop the clock.
    Pause,
    /// Resume after a pause; after [`What::Hurt`], go to the next stretch.
    Resume,
    /// End what waits, or this segment.
    Next,
    /// This hold again; just begun or waiting, the hold before.
    Back,
    /// This step again from its beginning; in a waiting time of no step, the step just done.
    Again,
    /// Five seconds more.
    Longer,
    /// Five seconds less.
    Shorter,
    /// Stop this stretch and skip the rest of it.
    Hurt,
    /// End the session.
    Stop,
}

/// Something that happened, and when it was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The exact moment it was due, however late it was noticed.
    pub at: Moment,
    /// The routine's clock then: the elapsed time of the plan.
    pub clock: Duration,
    /// The event itself.
    pub what: What,
}

/// An event of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A lead-in begins: the clock stands and will start by itself.
    LeadIn {
        /// The index of the segment: a `ready` that the first lead-in takes the place of, or what it comes before.
        index: usize,
        /// Its length.
        length: Duration,
    },
    /// So many seconds of a lead-in remain, 3 to 1.
    LeadInRemaining(u8),
    /// A lead-in ended and the clock of the segment goes on.
    Began {
        /// The index of the segment.
        index: usize,
    },
    /// A segment started.
    Started {
        /// The index of the segment.
        index: usize,
        /// Its present length; `None` where a key ends it.
        length: Option<Duration>,
        /// Whether it starts paused, because the session is.
        paused: bool,
    },
    /// A mark of a segment was reached.
    Reached {
        /// The index of the segment.
        index: usize,
        /// The mark.
        mark: Mark,
        /// The remaining time of the segment then.
        remaining: Duration,
    },
    /// A segment is over.
    Ended {
        /// The index of the segment.
        index: usize,
        /// How much of it ran, without pauses.
        ran: Duration,
        /// Why it ended.
        how: Finish,
        /// How many movements were made; 0 for what is not counted.
        count: u32,
    },
    /// An alarm rings, for the first time or again.
    Rang {
        /// The index of the segment.
        index: usize,
        /// Whether it has rung before.
        again: bool,
    },
    /// A key is still waited for.
    Reminded {
        /// The index of the segment.
        index: usize,
    },
    /// The clock was stopped.
    Paused,
    /// A pause ended.
    Resumed,
    /// The present segment or the lead-in has another length, or cannot have one.
    Resized {
        /// The change.
        change: LengthChange,
        /// The segments whose length changed: the present one and, by hand, its kind still to come in its step. None
        /// where it was the lead-in.
        resized: Vec<Resized>,
    },
    /// A stretch was stopped because it hurt.
    Hurt {
        /// The segment in which it hurt.
        index: usize,
        /// The [`crate::core::timeline::Planned::id`] of the step that is skipped from now on.
        step: usize,
        /// The segment of work that it hurt in, or that it follows; `None` where the step has no work.
        work: Option<usize>,
    },
    /// The last segment is over.
    Finished,
    /// The session was stopped before its end.
    Stopped,
}

/// A change of length, and its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthChange {
    /// Longer by hand.
    Longer(Duration),
    /// Shorter by hand.
    Shorter(Duration),
    /// One movement more by hand, where a key ends them and nobody knows how long they take.
    More,
    /// One movement less, likewise.
    Fewer,
    /// The segment cannot become longer, or its limit cut it short.
    AtLimit,
}

/// A change of the length of one segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resized {
    /// The index of the segment.
    pub index: usize,
    /// Its length before.
    pub before: Duration,
    /// Its length from now on.
    pub after: Duration,
}

/// Why a segment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Its time was up, or the key it waited for came.
    Whole,
    /// It was ended early.
    Skipped,
    /// It was left to be done again, or for an earlier one.
    Repeated,
    /// Its limit by the wall clock was reached.
    Limit,
    /// It hurt.
    Hurt,
    /// The session was stopped in it.
    Stopped,
}
