//! Elements that several views share.

use std::borrow::Cow;
use std::sync::Arc;

use crate::core::player::PlannedSegment;
use crate::core::pose::shapes::Scene;
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
    /// Whether a session has room for all its parts: a row of status, the figure beside the seconds, both bars.
    pub const fn is_roomy(self) -> bool {
        self.columns >= 72 && self.rows >= 20
    }

    /// Whether a session may have a figure in it: below that there is no room beside the seconds.
    pub const fn has_figure(self) -> bool {
        self.columns >= 56 && self.rows >= 18
    }
}

/// The colours and patterns of a screen, one of each for what the session does.
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

impl Look {
    /// The look of a segment of this kind while it runs.
    pub(crate) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Ready => Self::Ready,
            Kind::Switch => Self::Switch,
            Kind::Between | Kind::Rest => Self::Rest,
            Kind::Wait => Self::Wait,
            _ => Self::Hold,
        }
    }
}

/// A figure at one point of its movement.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureView {
    /// Which.
    pub figure: Arc<Figure>,
    /// For which side it is drawn.
    pub turn: Turn,
    /// How much of the way from rest to stretch is done, in thousandths.
    pub thousandths: u16,
    /// Whether an arrow shows the way into the stretch.
    pub shows_way: bool,
    /// Whether it is on its way, and will be elsewhere soon.
    pub is_moving: bool,
}

impl FigureView {
    /// Its picture, for whatever paints it.
    pub fn scene(&self) -> Scene {
        let t = f64::from(self.thousandths) / 1000.0;
        if self.shows_way {
            self.figure.scene_with_way(self.turn, t)
        } else {
            self.figure.scene(self.turn, t)
        }
    }
}

/// The whole routine to scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RibbonView {
    /// All segments.
    pub segments: Arc<[PlannedSegment]>,
    /// The present one; none before it has begun.
    pub here: Option<usize>,
}

/// A key and what it does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is shown.
    pub key: Cow<'static, str>,
    /// Its meaning, in a word or two.
    pub does: Cow<'static, str>,
}

/// A part of the picture that the mouse can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointedPart {
    /// A row of the list, by its index in the view.
    Row(usize),
    /// The list, where it has no row.
    List,
    /// A step of the preview, by its index.
    Step(usize),
}

/// A text that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldView {
    /// The text before the cursor.
    pub before: String,
    /// The text behind it.
    pub behind: String,
}

impl FieldView {
    /// All of it.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.behind)
    }
}

/// Something that lies over the screen and waits for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A question and its answers.
    Question {
        /// The text of the question.
        asks: String,
        /// The answers.
        answers: String,
    },
    /// The keys of this screen.
    Help(Vec<HelpLine>),
    /// The steps of the session.
    Steps {
        /// The steps that have a number.
        steps: Arc<[ListedStep]>,
        /// The one under the cursor, by its index.
        cursor: usize,
    },
}

/// A step of a session, in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedStep {
    /// Its number.
    pub number: u32,
    /// Its name, with the load.
    pub name: String,
    /// How long it is, or how a hand has changed that: `20 → 35 s`. Empty where it has no length.
    pub length: String,
    /// Whether a hand has changed that.
    pub is_changed: bool,
}

/// A key in the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// All keys that do it: `→ PageDown`.
    pub keys: String,
    /// The first of them, for a small window.
    pub key: &'static str,
    /// Its meaning, in a sentence.
    pub help: &'static str,
    /// Its meaning, in a word or two.
    pub hint: &'static str,
}
