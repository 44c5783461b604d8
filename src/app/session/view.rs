//! The view of a session.

use std::time::Duration;

use crate::app::element::{FigureView, Hint, Look, RibbonView};

/// A session at one moment. All of it changes together, once a second.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionView {
    /// The title of the session.
    pub title: String,
    /// Its colours and patterns.
    pub look: Look,
    /// The one or two words that say what is going on: `HOLD`, `PRESS A KEY`, the phase of a movement. In upper case.
    pub phase: String,
    /// Whether letters go to the phase before the side, where there is room for one of them.
    pub phase_first: bool,
    /// The side, in upper case.
    pub side: Option<String>,
    /// A phase and a side that are wide and seen often, in upper case: all others get letters of that size.
    pub widest_phase: String,
    /// The name of the stretch that the person does or is about to do.
    pub name: String,
    /// Whether the name is the largest thing on the screen, rather than [`SessionView::count`].
    pub name_first: bool,
    /// The seconds that are left, the movements still to do, or the seconds an alarm has rung; none in a wait.
    pub count: Option<Count>,
    /// The widest shape of the count in this step: `8:88` also in the last seconds of two minutes.
    pub widest: String,
    /// How much of this segment has run, and all of it, in whole seconds; none where a key ends it.
    pub progress: Option<(Duration, Duration)>,
    /// The meaning of a key now, where one is waited for or need not be: `Press any key to continue`.
    pub asks: Option<String>,
    /// The person in the pose.
    pub figure: Option<FigureView>,
    /// One sentence on what to do now.
    pub cue: Option<String>,
    /// All that is said in this step, one sentence each: beside a figure, all of them have the same room.
    pub sentences: Vec<String>,
    /// Longer text on what to do.
    pub how: Option<String>,
    /// The next stretch or rest, in words, and the word before it: `then:`.
    pub next: Option<(String, String)>,
    /// The number of this step, and of how many: `step 1/6`.
    pub step: Option<String>,
    /// The number of this repetition on this side, or before a set or a round the number of that, where there are several:
    /// `REP` and `1/2`. In a hold that is measured in breaths, the number of the breath. In a movement with a tempo, no
    /// word and the seconds of its phase.
    pub turn: Option<(String, String)>,
    /// The number of this set and of this round, and of how many, where there are several: `set 2/3   round 1/2`.
    pub round: Option<String>,
    /// The elapsed and the total time of the plan, in whole seconds.
    pub clock: (Duration, Duration),
    /// The same in words: `0:12 of 2:08`.
    pub elapsed: String,
    /// The time of day at which it ends, in words; none while it stands or where that cannot be known.
    pub ends: Option<String>,
    /// The whole routine to scale.
    pub ribbon: RibbonView,
    /// Notes before the start, one paragraph each: needs, warnings. Behind them, where it is asked for, how the step is done
    /// and its other ways, a sentence each.
    pub notes: Vec<String>,
    /// All notes of the session, as long as its first step lasts: the figure leaves them room, so that it has one size
    /// when they have gone.
    pub opening: Vec<String>,
    /// The number of the turn, for notes that have no room at once.
    pub turn_of_notes: usize,
    /// The most turns that they may take beside the person: those that are over before the lead-in is.
    pub most_turns: usize,
    /// A word beside the times: the sound is off.
    pub aside: Option<String>,
    /// One line on what happened beside the session.
    pub notice: Option<NoticeView>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

/// A message of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// All of it.
    pub text: String,
    /// The number of the turn, where it has no room at once.
    pub turn: usize,
}

/// The number on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// As it is shown: `12`, `1:05`, `10 ×`.
    pub text: String,
    /// A text of the same shape that is never narrower, so that the digits keep their size: `88`, `8:88`.
    pub shape: String,
}
