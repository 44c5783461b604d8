//! The contract of a screen: the calls that it answers, and the wishes that it can return.

use std::any::Any;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::effect::{Outcome, Update};
use super::element::{HelpLine, Overlay, PointedPart, Window};
use super::input::Key;
use super::list::Move;
use super::memory::Memory;
use super::view::View;
use crate::core::correction::{Correction, LogChange};
use crate::core::log::{PastSession, RoutineText};
use crate::core::moment::Moment;
use crate::core::routine::Routine;
use crate::core::session::Plan;

/// How many lines of a text the wheel scrolls.
const WHEEL: usize = 3;

/// Scrolls a text, of which so many lines are scrolled away, by a turn of the wheel.
pub(super) fn scroll_by_wheel(scroll: &mut usize, to: Move) {
    to.apply(scroll, WHEEL, usize::MAX);
}

/// A screen as a state machine. The program handles what all screens have in common: the keys for suspending and
/// ending it, the help, the way back to the screen below.
pub(super) trait AppScreen: Any + fmt::Debug {
    /// The keys of this screen.
    fn help(&self) -> Vec<HelpLine>;

    /// The view at `now`, in a window of this size.
    fn view(&self, window: Window, now: Moment) -> View;

    /// A question that lies over this screen.
    fn question(&self) -> Option<Overlay> {
        None
    }

    /// The window has this size.
    fn resized(&mut self, _window: Window) {}

    /// Handles a key press.
    fn key(&mut self, key: Key, now: Moment) -> Wish;

    /// Handles a click or a tap on this part of the picture.
    fn click(&mut self, _on: Option<PointedPart>, _now: Moment) -> Wish {
        Wish::Stay
    }

    /// Handles the second click on the same row or step.
    fn double_click(&mut self, on: PointedPart, now: Moment) -> Wish {
        self.click(Some(on), now)
    }

    /// Handles a turn of the wheel on this part of the picture: a text scrolls.
    fn wheel(&mut self, to: Move, _on: Option<PointedPart>, _now: Moment) -> Wish {
        if let Some(scroll) = self.scroll() {
            scroll_by_wheel(scroll, to);
        }
        Wish::Stay
    }

    /// How many lines are scrolled away, where it scrolls.
    fn scroll(&mut self) -> Option<&mut usize> {
        None
    }

    /// Inserts a text that was pasted, where one is being typed.
    fn paste(&mut self, _text: &str) {}

    /// Shows a message until the next key.
    fn tell(&mut self, _message: String) {}

    /// Whether a key starts something here that a double press, or a key that is held down, must not: then keys are
    /// ignored for a second, and one that repeats as long as it is held.
    fn is_rash(&self) -> bool {
        false
    }

    /// Whether `key` is ignored, because it belongs to the key press before.
    fn debounces(&mut self, _key: Key, _now: Moment) -> bool {
        false
    }

    fn advance(&mut self, _now: Moment) -> Wish {
        Wish::Stay
    }

    /// Stops the time, as of `now`, which may be past: the program is suspended, or there was a gap.
    fn pause(&mut self, _now: Moment) -> Update {
        Update::default()
    }

    /// The help covers this screen.
    fn cover(&mut self, _now: Moment) -> Update {
        Update::default()
    }

    /// The help is closed.
    fn uncover(&mut self, _now: Moment) -> Update {
        Update::default()
    }

    /// The moment at which the screen changes by itself.
    fn next_deadline(&self, _window: Window, _now: Moment) -> Option<Moment> {
        None
    }
}

impl dyn AppScreen {
    /// The screen, where it is this one.
    pub(super) fn as_screen<S: AppScreen>(&self) -> Option<&S> {
        (self as &dyn Any).downcast_ref()
    }

    /// The same, to change it.
    pub(super) fn as_screen_mut<S: AppScreen>(&mut self) -> Option<&mut S> {
        (self as &mut dyn Any).downcast_mut()
    }
}

/// A routine that was chosen to be played.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// The id of the routine in the library.
    pub(super) id: String,
    pub(super) routine: Arc<Routine>,
    /// The routine as it is written.
    pub(super) text: RoutineText,
    /// The steps it begins with, by their places, and their name; `None` for the beginning.
    pub(super) from: Option<(Range<usize>, String)>,
    /// Whether its ranges begin at their low ends, and not where the last session ended.
    pub(super) low: bool,
}

/// Makes a screen from the memory.
pub(super) type OpenScreen = fn(&Memory, Moment) -> Box<dyn AppScreen>;

/// A wish of a screen, for the program to grant.
#[derive(Debug)]
pub(super) enum Wish {
    /// Nothing.
    Stay,
    /// Carry this out. When it has an end, the screen is closed.
    Update(Update),
    /// Show the keys.
    Help,
    Play(Box<Chosen>),
    /// Start a session in place of this screen.
    Begin(Box<Plan>),
    Safety,
    Resume,
    Discard,
    /// Open a screen that is made from the memory. A program without one opens none.
    Open(OpenScreen),
    /// Add this stretch to the routine that is being changed in the library below.
    Pick(String),
    /// Open this screen above the present one.
    Show(Box<dyn AppScreen>),
    /// Change the log. A page or a form about the session is closed.
    Change(LogChange),
    /// Take the last change of the log back.
    UndoChange,
    /// Add a session to the log that the program did not see.
    AddSession {
        /// The routine, as it was typed.
        routine: String,
        past: Box<PastSession>,
    },
    /// Close the summary; `keep`: put its session into the log.
    CloseSummary {
        keep: bool,
    },
}

impl Wish {
    /// Correct a session of the log.
    pub(super) fn correct(correction: Correction) -> Self {
        Self::Change(LogChange::Correct(Box::new(correction)))
    }

    /// Go back to the screen below, or leave the program.
    pub(super) const fn back() -> Self {
        Self::Update(Update::end(Outcome::Left))
    }
}

impl From<Update> for Wish {
    fn from(update: Update) -> Self {
        Self::Update(update)
    }
}
