//! The view of the summary.

use crate::app::element::Hint;

/// The summary of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryView {
    /// The title of the session.
    pub title: String,
    /// Whether it was played to its end.
    pub whole: bool,
    /// The same in a word.
    pub heading: &'static str,
    /// How long stretches were held in all, as a clock.
    pub held: String,
    /// One line a stretch.
    pub lines: Vec<SummaryLine>,
    /// How long was held in all, and how long the session took.
    pub total: String,
    /// The question how it feels; none where it is turned off.
    pub question: Option<Question>,
    /// The adherence: `4 of the last 7 days`; empty when nothing is known.
    pub adherence: String,
    /// How many lines are scrolled away.
    pub scroll: usize,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// The record of a stretch, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The name of the stretch.
    pub name: String,
    /// Each side and how long it was held, in order; the side is empty where there is none.
    pub sides: Vec<(String, String)>,
    /// A remark: skipped, longer, hurt.
    pub remark: String,
}

/// The question how it feels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its text.
    pub asks: &'static str,
    /// The same where there is little room.
    pub briefly: &'static str,
    /// The answer so far.
    pub typed: String,
    /// Whether the next key goes into it.
    pub typing: bool,
    /// The problem with the answer.
    pub problem: Option<String>,
}
