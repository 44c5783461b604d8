//! What one can ask of a player, and what it tells.

use std::time::Duration;

use crate::core::mark::Mark;
use crate::core::moment::Moment;

/// What one can ask of a player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop the clock.
    Pause,
    /// Go on from a pause; after [`Event`]s of kind [`What::Hurt`], on to the next stretch.
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
    /// Stop this stretch and leave out the rest of it.
    Hurt,
    /// End the session.
    Stop,
}

/// Something that happened, and when it was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The exact moment it was due, however late it was noticed.
    pub at: Moment,
    /// The routine's clock then: what lies behind in the plan as it stands.
    pub clock: Duration,
    /// What happened.
    pub what: What,
}

/// What can happen in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A lead-in begins: the clock stands and will start by itself.
    LeadIn {
        /// How long it is.
        length: Duration,
    },
    /// So many seconds are left of a lead-in, 3 to 1.
    LeadInLeft(u8),
    /// A lead-in ended and the clock of the segment goes on.
    Began {
        /// Which segment.
        index: usize,
    },
    /// A segment started.
    Started {
        /// Which segment.
        index: usize,
    },
    /// A mark of a segment was reached.
    Reached {
        /// Which segment.
        index: usize,
        /// Which mark.
        mark: Mark,
        /// What is left of the segment then.
        left: Duration,
    },
    /// A segment is over.
    Ended {
        /// Which segment.
        index: usize,
        /// How much of it ran, pauses left out.
        ran: Duration,
        /// Why it ended.
        how: Finish,
    },
    /// An alarm rings, for the first time or again.
    Rang {
        /// Which segment.
        index: usize,
    },
    /// A key is still waited for.
    Reminded {
        /// Which segment.
        index: usize,
    },
    /// The clock was stopped.
    Paused,
    /// A pause ended.
    Resumed,
    /// This segment, and the same kind still to come in its step, are longer by this much.
    Lengthened(Duration),
    /// As [`What::Lengthened`], shorter.
    Shortened(Duration),
    /// It cannot be made longer, or its limit cut it short.
    AtLimit,
    /// A stretch was stopped because it hurt.
    Hurt {
        /// The segment in which it hurt.
        index: usize,
        /// The [`crate::core::timeline::Planned::id`] of what is left out from now on.
        step: usize,
    },
    /// The last segment is over.
    Finished,
    /// The session was stopped before its end.
    Stopped,
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
