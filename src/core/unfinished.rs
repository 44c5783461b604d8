//! A session that was begun and not played to its end: what is saved so that it can be taken up again.

use std::sync::Arc;

use super::kept::{Done, Kept, Pace, Played, Span, hash};
use super::player::Position;
use super::record::Earlier;
use super::settings::First;
use super::timeline::Keys;

/// The text of a routine as it was played: what is taken up again is what was begun, whatever became of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What one types to play it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// All of its file.
    pub text: Arc<str>,
}

/// How routines become a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrolled {
    /// Whether somebody can press keys.
    pub keys: Keys,
    /// Which side comes first where a routine says only `each`.
    pub first: First,
}

impl From<Keys> for Unrolled {
    /// Right first, as routines have it.
    fn from(keys: Keys) -> Self {
        let first = First::Right;
        Self { keys, first }
    }
}

impl Text {
    /// What the log says of it.
    pub fn played(&self) -> Played {
        Played {
            id: self.id.clone(),
            title: self.title.clone(),
            hash: hash(&self.text),
        }
    }
}

/// A session as it stands, told by the clock of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What tells it from every other session.
    pub id: String,
    /// When it took place so far.
    pub span: Span,
    /// What was done since it was begun or taken up.
    pub done: Done,
    /// Where it goes on; `None` when nothing is left to be done.
    pub position: Option<Position>,
    /// All that was done, also before it was last taken up.
    pub so_far: Earlier,
    /// The routines it is made of.
    pub texts: Arc<[Text]>,
    /// How they were unrolled.
    pub unrolled: Unrolled,
    /// Where it goes on, in words: `step 8, left`.
    pub place: String,
}

/// An unfinished session as it is saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    /// What was done since it was begun or taken up, as it goes into the log.
    pub kept: Kept,
    /// Whether the log has it already.
    pub logged: bool,
    /// Where it goes on; `None` when nothing is left to be done.
    pub position: Option<Position>,
    /// All that was done, also before it was last taken up.
    pub so_far: Earlier,
    /// The routines it is made of.
    pub texts: Vec<Text>,
    /// How they were unrolled.
    pub unrolled: Unrolled,
    /// Where it goes on, in words: `step 8, left`.
    pub place: String,
}

impl Unfinished {
    /// `Full post-run stretch, step 8, left`.
    pub fn told(&self) -> String {
        told(&self.kept.done.title, &self.place, self.pace())
    }

    /// Whether it counts.
    pub fn pace(&self) -> Pace {
        Pace::of(self.kept.speed)
    }
}

/// A session that was left, and where: `Full post-run stretch, step 8, left`, and that it was a rehearsal if it was.
pub fn told(title: &str, at: &str, pace: Pace) -> String {
    let rehearsal = match pace {
        Pace::Real => "",
        Pace::Rehearsed => "a rehearsal",
    };
    let parts = [title, at, rehearsal];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
