//! The view of the summary.

use crate::app::element::{FieldView, Hint, Look};
use crate::app::log::view::Week;

pub use crate::app::done::SummaryLine;

/// The summary of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryView {
    /// The title of the session.
    pub title: String,
    /// How it ended, in a word, in upper case.
    pub heading: &'static str,
    /// The colours of that.
    pub look: Look,
    /// How long the session took, as a clock.
    pub took: String,
    /// One sentence to be glad about.
    pub praise: String,
    /// Why the session does not count or is not saved, where that is so.
    pub note: Option<String>,
    /// One line a stretch.
    pub lines: Vec<SummaryLine>,
    /// How long was held in all: `held 1:30 of 2:08`.
    pub total: String,
    /// The lengths that were changed by hand.
    pub changed: ChangedView,
    /// The sessions up to this one; none where no log is known.
    pub past: Option<Past>,
    /// The next thing to do.
    pub next: String,
    /// The question how it feels; none where it is turned off.
    pub question: Option<Question>,
    /// How many lines are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// The lengths that were changed by hand in a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedView {
    /// The keys that write them into the routine; empty where nothing is left to write.
    pub keys: &'static str,
    /// Each: whether one key writes it, its name, the change (`20 → 35 s`), and whether it is saved or where the next session
    /// begins.
    pub lines: Vec<(bool, String, String, String)>,
    /// What came of the last key.
    pub said: Option<String>,
}

/// The sessions up to one, that one included. Nothing in it can be lost by a day without a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The last weeks, the earliest first.
    pub weeks: Vec<Week>,
    /// The adherence: `active 4 of the last 7 days`.
    pub adherence: String,
    /// The soreness after each session, 0 to 10, the earliest first.
    pub soreness: Vec<u8>,
}

/// The question how it feels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The same in a few words, for large letters.
    pub short: &'static str,
    /// Its text.
    pub asks: &'static str,
    /// The same where there is little room.
    pub briefly: &'static str,
    /// The answer so far.
    pub typed: FieldView,
    /// Whether the next key goes into it.
    pub typing: bool,
    /// The problem with the answer.
    pub problem: Option<String>,
}
