//! The segments of a timeline, and the steps they belong to.

use std::sync::Arc;
use std::time::Duration;

use crate::core::language::Word;
use crate::core::pose::Figure;
use crate::core::routine::{Counted, Posture, Side, Step, Work};
use crate::core::stretch::Aim;
use crate::core::template::Template;
use crate::core::vocabulary::vocabulary;
use crate::core::voice::Voice;

/// A piece of time: one colour on the screen, one countdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Its kind.
    pub kind: Kind,
    /// How long it lasts as authored; `None` when a key ends it.
    pub length: Option<Duration>,
    /// The step it belongs to.
    pub step: Arc<Planned>,
    /// The playing of a step that it belongs to, by its number in the timeline: all segments of one pass stand together.
    pub pass: u32,
    /// The side it is about; before a change, the side to change to.
    pub side: Option<Side>,
    /// The repetition on this side and how many there are, from 1.
    pub rep: (u32, u32),
    /// The set of its step and how many there are, from 1.
    pub set: (u32, u32),
    /// The round on this side of the innermost block with several, and how many there are, from 1.
    pub round: (u32, u32),
    /// End of the round of a block that this segment introduces, as an index past its last segment. Only the time
    /// before a round has one.
    pub introduces: Option<usize>,
}

vocabulary! {
    /// The kind of a [`Segment`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Kind {
        /// Getting into position.
        Ready = "ready",
        /// Holding a stretch.
        Hold = "hold",
        /// A plain timer.
        Time = "time",
        /// Counted movement.
        Count = "count",
        /// Changing sides.
        Switch = "switch",
        /// Between two repetitions or rounds.
        Between = "between",
        /// A pause of its own.
        Rest = "rest",
        /// Until a key.
        Wait = "wait",
    }
}

impl Kind {
    /// Whether it leads from one piece of work to the next: getting ready, changing sides, between repetitions.
    pub const fn is_transition(self) -> bool {
        matches!(self, Self::Ready | Self::Switch | Self::Between)
    }

    /// Whether it waits for a key, or for an answer where no key can come.
    pub const fn is_wait(self) -> bool {
        matches!(self, Self::Wait)
    }

    /// The word for it while it runs.
    pub const fn phase(self) -> Word {
        match self {
            Self::Ready => Word::Ready,
            Self::Hold => Word::Hold,
            Self::Time => Word::Timer,
            Self::Count => Word::Count,
            Self::Switch => Word::Switch,
            Self::Between | Self::Rest => Word::Rest,
            Self::Wait => Word::PressAKey,
        }
    }

    /// Whether something is done in it, so that it is never entered without time to get ready.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Hold | Self::Time | Self::Count)
    }
}

/// Something that comes several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turning {
    /// A repetition of an exercise on one side.
    Rep,
    /// A set of an exercise.
    Set,
    /// A round of a block.
    Round,
}

/// A step as its segments refer to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Planned {
    /// Its place among all steps, waits and blocks: the same in every round.
    pub id: usize,
    /// Its number as people count: none for a rest, a wait and a block.
    pub number: Option<u32>,
    /// Its index in [`Routine::each_step`]: its place as it is written, whatever is left out and in which order the others
    /// are played.
    ///
    /// [`Routine::each_step`]: crate::core::routine::Routine::each_step
    pub place: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// One sentence, shown and spoken.
    pub cue: Option<Template>,
    /// Longer text, only shown.
    pub how: Option<Template>,
    /// Whether it may be skipped, which is no skip in the log.
    pub optional: bool,
    /// A way to do less.
    pub easier: Option<Template>,
    /// A way to do more.
    pub harder: Option<Template>,
    /// Another way to do it.
    pub alternative: Option<Template>,
    /// The weight or the resistance it is done with.
    pub load: Option<String>,
    /// The pose.
    pub figure: Option<Arc<Figure>>,
    /// The stretch that it uses, by its id.
    pub stretch: Option<String>,
    /// Its purpose; none for a rest, a wait and a block.
    pub aim: Option<Aim>,
    /// The names of the blocks around it that have one, outermost first.
    pub blocks: Vec<String>,
    /// How the body is placed.
    pub position: Option<Posture>,
    /// The time to get into position as authored, also where it leaves no segment.
    pub ready: Duration,
    /// Its work; none for a rest, a wait and a block.
    pub work: Option<Work>,
    /// How often it may be done at most on each side, where that is a range.
    pub most_reps: Option<u32>,
    /// The routine it comes from.
    pub routine: Arc<Heading>,
}

/// The parts of a routine that its segments need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// Its number among several routines in a row, from 1; 0 where it is the only one.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The warnings before the start.
    pub warn: Vec<String>,
    /// How much is said, and in which words.
    pub voice: Voice,
}

impl Segment {
    /// The name of its side on the screen and in the ear.
    pub fn side_shown(&self) -> Option<&str> {
        self.side
            .as_ref()
            .map(|side| self.step.routine.voice.word(side))
    }

    /// The turn that it begins or belongs to, from the outermost that is new: before a round that, before a set that,
    /// otherwise the repetition.
    pub fn turn(&self) -> (Turning, (u32, u32)) {
        if self.introduces.is_some() {
            (Turning::Round, self.round)
        } else if self.is_rest_between_sets() {
            (Turning::Set, self.set)
        } else {
            (Turning::Rep, self.rep)
        }
    }

    /// Whether it is the time before a further set of its step.
    pub fn is_rest_between_sets(&self) -> bool {
        // A repetition that is not the first of its set has a number above 1.
        self.kind == Kind::Between && self.introduces.is_none() && self.rep.0 == 1
    }

    /// The work that is done in it; `None` in the time around it.
    pub fn work(&self) -> Option<&Work> {
        self.step.work.as_ref().filter(|_| self.kind.is_work())
    }

    /// How often its step may be done at most on each side, in this set, where that is a range.
    pub fn most_reps(&self) -> Option<u32> {
        self.step.most_reps.filter(|_| self.kind.is_work())
    }

    /// Whether it lasts as long as one can: its time counts up until a key.
    pub fn is_max(&self) -> bool {
        self.length.is_none() && matches!(self.kind, Kind::Hold | Kind::Time)
    }

    /// Its movements, where a key ends them.
    pub fn unpaced(&self) -> Option<&Counted> {
        let counted = self.work().and_then(Work::counted)?;
        counted.pace.is_none().then_some(counted)
    }

    /// Whether it is never entered without time to get ready. Movements without a pace begin when one likes.
    pub(in crate::core) fn needs_lead_in(&self) -> bool {
        self.kind.is_work() && (self.length.is_some() || self.is_max())
    }

    /// A piece of time of no length, in which nothing happens.
    pub(super) fn nothing() -> Self {
        Self {
            kind: Kind::Rest,
            length: Some(Duration::ZERO),
            step: Arc::default(),
            pass: 0,
            side: None,
            rep: (1, 1),
            set: (1, 1),
            round: (1, 1),
            introduces: None,
        }
    }
}

impl Step {
    /// The kind of its segments; none for a block.
    pub(crate) const fn kind(&self) -> Option<Kind> {
        match self {
            Self::Exercise(exercise) => Some(exercise.work.kind()),
            Self::Rest(rest) if rest.length.is_none() => Some(Kind::Wait),
            Self::Rest(_) => Some(Kind::Rest),
            Self::Block(_) => None,
        }
    }
}

impl Work {
    /// The kind of segment it makes.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Hold(_) => Kind::Hold,
            Self::Time(_) => Kind::Time,
            Self::Count(_) => Kind::Count,
        }
    }
}
