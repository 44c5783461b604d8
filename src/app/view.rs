//! What is to be seen, as plain data. Two equal views are one picture, so no frame is drawn twice; what a picture
//! looks like is decided where it is drawn.

use std::sync::Arc;
use std::time::Duration;

use super::gallery::view::GalleryView;
use super::library::view::LibraryView;
use super::log::LogView;
use super::summary::SummaryView;
use crate::core::pose::{Figure, Turn};
use crate::core::timeline::Kind;

/// The size of a window, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// From left to right.
    pub columns: u16,
    /// From top to bottom.
    pub rows: u16,
}

impl Window {
    /// Whether a session has a figure in it: below that there is no room beside the seconds.
    pub const fn has_figure(self) -> bool {
        self.columns >= 72 && self.rows >= 20
    }
}

/// What is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A session.
    Session(Box<SessionView>),
    /// The library.
    Library(Box<LibraryView>),
    /// What a session amounted to.
    Summary(Box<SummaryView>),
    /// What was done so far.
    Log(Box<LogView>),
    /// All figures.
    Gallery(Box<GalleryView>),
    /// Nothing at all, for the instant before the program ends.
    Nothing,
}

/// A session at one moment. All of it changes together, once a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// The title of what is played.
    pub title: String,
    /// Which colours and patterns it has.
    pub look: Look,
    /// The one or two words that say what is going on: `HOLD`, `WHEN YOU ARE READY`. In upper case.
    pub phase: String,
    /// The side, in upper case.
    pub side: Option<String>,
    /// What the person is about to do or does.
    pub name: String,
    /// Whether the name is the largest thing on the screen, rather than [`SessionView::count`].
    pub name_first: bool,
    /// The seconds that are left, the movements still to do, or the seconds an alarm has rung; none in a wait.
    pub count: Option<Count>,
    /// How far this segment is.
    pub progress: Option<Progress>,
    /// What a key does now, where one is waited for or need not be: `any key goes on`.
    pub asks: Option<&'static str>,
    /// The person in the pose.
    pub figure: Option<FigureView>,
    /// One sentence on what to do now.
    pub cue: Option<String>,
    /// Longer text on what to do.
    pub how: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Which numbered step this is and how many there are.
    pub step: Option<(u32, u32)>,
    /// Which repetition on this side, where there are several.
    pub rep: Option<(u32, u32)>,
    /// Which round, where there are several.
    pub round: Option<(u32, u32)>,
    /// What lies behind and the whole, in whole seconds.
    pub clock: (Duration, Duration),
    /// The time of day at which it ends; none while it stands or where that cannot be known.
    pub ends: Option<String>,
    /// The whole routine to scale.
    pub ribbon: Ribbon,
    /// What is said before the start or instead of a cue, one paragraph each: needs, warnings.
    pub notes: Vec<String>,
    /// A short word beside everything else: that the sound is off, or what is wrong with it.
    pub aside: Option<String>,
    /// One faint line on what happened beside the session.
    pub note: Option<&'static str>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
}

/// The colours and patterns of a screen, by what is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Getting into position, and every lead-in.
    Ready,
    /// Holding, a timer, a count.
    Hold,
    /// Changing sides.
    Switch,
    /// Between repetitions, and rests.
    Rest,
    /// Waiting for a key.
    Wait,
    /// The clock stands.
    Paused,
    /// It rings.
    Alarm,
    /// It hurt.
    Hurt,
}

/// A figure at one point of its movement.
#[derive(Clone, Debug)]
pub struct FigureView {
    /// Which.
    pub figure: Arc<Figure>,
    /// For which side it is drawn.
    pub turn: Turn,
    /// How much of the way from rest to stretch is done, in thousandths.
    pub thousandths: u16,
}

impl PartialEq for FigureView {
    /// Figures do not change while a session runs: one is told from another by its name.
    fn eq(&self, other: &Self) -> bool {
        let key = |view: &Self| (view.turn, view.thousandths);
        key(self) == key(other) && self.figure.name == other.figure.name
    }
}

impl Eq for FigureView {}

/// The number on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// As it is shown: `12`, `1:05`, `10 ×`.
    pub text: String,
    /// A text of the same shape that is never narrower, so that the digits keep their size: `88`, `8:88`.
    pub shape: String,
}

/// How far a segment is, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What has run.
    pub done: Duration,
    /// All of it.
    pub of: Duration,
}

/// The whole routine to scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// All segments.
    pub pieces: Arc<[Piece]>,
    /// The present one; none before it has begun.
    pub here: Option<usize>,
}

/// A segment in a [`Ribbon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// How long it is; `None` when a key ends it.
    pub length: Option<Duration>,
    /// The step it belongs to: equal for all pieces of one playing of a step.
    pub pass: u32,
    /// Whether it will be passed over.
    pub left_out: bool,
}

/// A key and what it does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is shown.
    pub key: &'static str,
    /// What it does, in a word or two.
    pub does: &'static str,
}

/// Something that lies over the screen and waits for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A question: what is asked, and which key answers what.
    Question {
        /// What is asked.
        asks: &'static str,
        /// The answers.
        answers: &'static str,
    },
    /// The keys of this screen.
    Help(Vec<HelpLine>),
}

/// A key in the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// All keys that do it: `→ PageDown`.
    pub keys: String,
    /// The first of them, for a small window.
    pub key: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What it does, in a word or two.
    pub hint: &'static str,
}
