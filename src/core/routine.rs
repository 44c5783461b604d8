//! A routine and its steps as a person writes them, with every default filled in.
//!
//! The types rule out most nonsense. That lengths are positive and the plan is within its limits is checked where
//! files are read ([`crate::format`]). All lengths are whole seconds.

mod tempo;
mod work;

use std::sync::Arc;
use std::time::Duration;

use super::condition::Conditions;
use super::day::Day;
use super::nonempty::NonEmpty;
use super::often::Often;
use super::pose::{Figure, Turn};
use super::stretch::{Aim, BodyArea};
use super::template::Template;
use super::vocabulary::vocabulary;
use super::voice::Voice;
pub use tempo::{MovementPhase, Tempo};
pub use work::{Counted, CueTime, End, Ends, Set, Sets, Timed, TimedCue, Work};

/// A routine: a title and an ordered list of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// The name of its file without `.toml`: what is chosen anew each day depends on it.
    pub id: String,
    /// Shown and spoken.
    pub title: String,
    /// A short paragraph for the list.
    pub about: Option<String>,
    /// Its purposes: `post-run`, `back`, `ice` …
    pub tags: Vec<String>,
    /// The things that must lie ready: `mat`, `wall`, `strap` …
    pub needs: Vec<String>,
    /// Shown and spoken before the start.
    pub warn: Vec<String>,
    /// Addresses of where the numbers come from.
    pub sources: Vec<String>,
    /// Its author.
    pub author: Option<String>,
    /// How often it is to be done.
    pub often: Option<Often>,
    /// How much is said, and in which words.
    pub voice: Voice,
    /// The steps, in order.
    pub steps: NonEmpty<Step>,
    /// The day on which its first week began, where something says so.
    pub began: Option<Day>,
    /// The number of the week whose values it has, from 1, and for how many weeks there are values; `None` where nothing
    /// changes from week to week.
    pub week: Option<(u32, u32)>,
    /// What it is later: each with the number of days after it began, the earliest first.
    pub later: Vec<(i32, Arc<Self>)>,
}

/// One step of a routine.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Something one does: a hold, a timer, counted movement.
    Exercise(Box<Exercise>),
    /// A pause, for a time or until a key.
    Rest(Rest),
    /// Steps that are repeated together.
    Block(Box<Block>),
}

impl Routine {
    /// What it is on `day`: as it begins where there is no day, or nothing says when it began.
    pub fn on(&self, day: Option<Day>) -> &Self {
        let days = day.zip(self.began).map(|(day, began)| day - began);
        days.map_or(self, |days| self.after(days))
    }

    /// What it is so many days after it began.
    pub(crate) fn after(&self, days: i32) -> &Self {
        let mut later = self.later.iter().rev();
        let later = later.find(|(from, _)| *from <= days);
        later.map_or(self, |(_, routine)| routine)
    }

    /// Every step, each block before the steps in it.
    pub fn each_step(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().flat_map(Step::each)
    }
}

impl Step {
    /// The step and every step in it, outer ones first.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        let mut later = vec![self];
        std::iter::from_fn(move || {
            let step = later.pop()?;
            if let Self::Block(block) = step {
                later.extend(block.steps.iter().rev());
            }
            Some(step)
        })
    }

    /// The exercise, if it is one.
    pub fn exercise(&self) -> Option<&Exercise> {
        match self {
            Self::Exercise(exercise) => Some(exercise),
            _ => None,
        }
    }

    /// Its repetition, for changes; `None` for a rest.
    pub(in crate::core) fn repetition_mut(&mut self) -> Option<&mut Repetition> {
        match self {
            Self::Exercise(exercise) => Some(&mut exercise.repetition),
            Self::Block(block) => Some(&mut block.repetition),
            Self::Rest(_) => None,
        }
    }

    /// The block, if it is one.
    pub fn block(&self) -> Option<&Block> {
        match self {
            Self::Block(block) => Some(block),
            _ => None,
        }
    }

    /// The name, if it has one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Exercise(exercise) => Some(&exercise.name),
            Self::Rest(rest) => rest.name.as_deref(),
            Self::Block(block) => block.name.as_deref(),
        }
    }

    /// The sentence that is shown and spoken.
    pub fn cue(&self) -> Option<&Template> {
        match self {
            Self::Exercise(exercise) => exercise.cue.as_ref(),
            Self::Rest(rest) => rest.cue.as_ref(),
            Self::Block(block) => block.cue.as_ref(),
        }
    }

    /// How often and on which sides it is done; `None` for a rest.
    pub fn repetition(&self) -> Option<&Repetition> {
        match self {
            Self::Exercise(exercise) => Some(&exercise.repetition),
            Self::Block(block) => Some(&block.repetition),
            Self::Rest(_) => None,
        }
    }

    /// The sides that it writes itself.
    pub fn sides(&self) -> Option<&Sides> {
        self.repetition()?.sides.as_ref()
    }

    /// The length of one piece of it; `None` where a key ends it, and for a block.
    pub fn length(&self) -> Option<Duration> {
        match self {
            Self::Exercise(exercise) => exercise.work.length(),
            Self::Rest(rest) => rest.length,
            Self::Block(_) => None,
        }
    }

    /// Whether it lasts as long as one can.
    pub(crate) fn has_max(&self) -> bool {
        let exercise = self.exercise();
        exercise.is_some_and(|exercise| exercise.each_set().any(|(work, _)| work.is_max()))
    }

    pub(crate) fn ends_by_key(&self) -> bool {
        match self {
            Self::Exercise(exercise) => exercise
                .each_set()
                .any(|(work, _)| work.length().is_none() || work.rings()),
            Self::Rest(rest) => rest.length.is_none(),
            Self::Block(_) => false,
        }
    }
}

/// A step in which something is done, once or for several sides and repetitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// Shown large.
    pub name: String,
    /// One sentence, shown and spoken.
    pub cue: Option<Template>,
    /// Longer text, only shown.
    pub how: Option<Template>,
    /// The pose.
    pub figure: Option<Arc<Figure>>,
    /// The stretch that it uses, by its id: the farthest, where one uses another.
    pub stretch: Option<String>,
    /// Its purpose.
    pub aim: Aim,
    /// The parts of the body that it is for, the first one first.
    pub areas: Vec<BodyArea>,
    /// Whether it may be skipped, which is no skip in the log.
    pub optional: bool,
    /// A way to do less.
    pub easier: Option<Template>,
    /// A way to do more.
    pub harder: Option<Template>,
    /// Another way to do it.
    pub alternative: Option<Template>,
    /// The weight or the resistance it is done with: `5 kg`, `green band`.
    pub load: Option<String>,
    /// The conditions under which it is left out.
    pub avoid: Conditions,
    /// The work of each piece, in the first set.
    pub work: Work,
    /// How often, and on which sides, in the first set.
    pub repetition: Repetition,
    /// The sets after the first.
    pub sets: Sets,
    /// How the body is placed.
    pub position: Option<Posture>,
}

impl Exercise {
    /// How many sets it has, at least 1.
    pub fn set_count(&self) -> u32 {
        u32::try_from(self.sets.later.len()).map_or(u32::MAX, |later| later.saturating_add(1))
    }

    /// The work of each set and how it is repeated, in order.
    pub fn each_set(&self) -> impl Iterator<Item = (&Work, Repetition)> {
        let first = std::iter::once((&self.work, self.repetition.clone()));
        first.chain(self.sets.later.iter().map(|Set { work, times, range }| {
            let repetition = Repetition {
                times: *times,
                range: *range,
                ..self.repetition.clone()
            };
            (work, repetition)
        }))
    }

    /// Whether one of its sets is measured in breaths.
    pub(crate) fn is_in_breaths(&self) -> bool {
        let mut works = self.each_set().map(|(work, _)| work);
        works.any(|work| work.timed().is_some_and(|timed| timed.breath.is_some()))
    }

    /// The ids of the stretches of the catalogue that it refers to: the one that it uses, and the one whose pose it shows.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = &str> {
        let figure = self.figure.as_ref().filter(|figure| figure.is_drawn());
        let figure = figure.map(|figure| figure.name.as_str());
        self.stretch.as_deref().into_iter().chain(figure)
    }
}

/// How often and on which sides an exercise or a block is done, and the time around each turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Repetition {
    /// The sides, or `None` where the file says nothing: then the side of the block around it, if it has one. Those of
    /// a block are the sides of every step in it that does not write its own.
    pub sides: Option<Sides>,
    /// How sides and repetitions are woven.
    pub order: Order,
    /// How often on each side, at least 1: the repetitions of an exercise, the rounds of a block.
    pub times: u32,
    /// How often it may be done, where that is a range: `times` is its low end, or what was reached the last time.
    pub range: Option<Ends<u32>>,
    /// Time to get into position, before the first turn; may be zero.
    pub ready: Duration,
    /// The same when it comes again in a later round, where both are as long as they have to be; `None` where the time is
    /// written.
    pub ready_again: Option<Duration>,
    /// Time to change sides; may be zero.
    pub switch: Duration,
    /// Time between repetitions or rounds.
    pub between: Between,
}

/// The time between two turns on the same side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// The time; may be zero.
    pub length: Duration,
    /// Whether the file says so; then a change of sides that begins the next turn lasts at least as long.
    pub is_written: bool,
}

/// The sides on which something is done, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Both at once, or no side at all.
    None,
    /// Both, one after the other, the one that is configured first.
    Each,
    /// As listed.
    Listed(NonEmpty<Side>),
}

impl Sides {
    /// One entry a side, `None` for no side; `first` is the first of [`Sides::Each`].
    pub fn listed(&self, first: First) -> Vec<Option<Side>> {
        let (right, left) = (Some(Side::Right), Some(Side::Left));
        match (self, first) {
            (Self::None, _) => vec![None],
            (Self::Each, First::Right) => vec![right, left],
            (Self::Each, First::Left) => vec![left, right],
            (Self::Listed(sides), _) => sides.iter().cloned().map(Some).collect(),
        }
    }
}

/// The side that comes first where a routine says only `each`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum First {
    /// Right, then left.
    #[default]
    Right,
    /// Left, then right.
    Left,
}

/// A side of the body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The right side.
    Right,
    /// The left side.
    Left,
    /// A side with a word of its own, such as "Front foot".
    Own(OwnSide),
}

/// A side that the routine names itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnSide {
    /// The word for it on the screen, in speech and in the log.
    pub word: Arc<str>,
    /// Whether the figure is drawn mirrored: the first of two is drawn as it is.
    pub mirrored: bool,
}

/// How sides and repetitions are woven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Right, left, right, left.
    Alternate,
    /// Right, right, left, left.
    OneSide,
    /// Like `Alternate`; the steps of the block in another order each day.
    Shuffled,
}

vocabulary! {
    /// How the body is placed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Posture {
        /// On the feet.
        Standing = "standing",
        /// On a chair or on the floor.
        Sitting = "sitting",
        /// On one knee, two knees or all fours.
        Kneeling = "kneeling",
        /// Lying on one side.
        Side = "side",
        /// Lying on the back.
        Back = "back",
        /// Lying on the front.
        Front = "front",
    }
}

impl Posture {
    /// The time to go down to the floor or up from it. Our own measure, by trying.
    const DOWN_OR_UP: Duration = Duration::from_secs(12);
    /// The time of any other change of position. Our own measure, by trying.
    const ANOTHER: Duration = Duration::from_secs(8);

    /// Its word where nothing around it says that it is a position: how somebody lies is said.
    pub const fn in_full(self) -> &'static str {
        match self {
            Self::Side => "lying on one side",
            Self::Back => "lying on the back",
            Self::Front => "lying on the front",
            other => other.word(),
        }
    }

    /// Whether it is on the floor; `None` for sitting, which may be on a chair.
    pub(crate) const fn is_down(self) -> Option<bool> {
        match self {
            Self::Standing => Some(false),
            Self::Sitting => None,
            Self::Kneeling | Self::Side | Self::Back | Self::Front => Some(true),
        }
    }

    /// The time that it takes to get from this position to another.
    pub(crate) fn time_to(self, to: Self) -> Duration {
        match (self.is_down(), to.is_down()) {
            _ if self == to => Duration::ZERO,
            (Some(from), Some(to)) if from != to => Self::DOWN_OR_UP,
            _ => Self::ANOTHER,
        }
    }
}

/// A pause.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// How long; `None` for a `wait`, which a key ends.
    pub length: Option<Duration>,
    /// Shown large instead of what comes next.
    pub name: Option<String>,
    /// One sentence, shown and spoken.
    pub cue: Option<Template>,
}

/// Steps that are repeated together.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its name.
    pub name: Option<String>,
    /// One sentence for all of it.
    pub cue: Option<Template>,
    /// How many rounds, and on which sides.
    pub repetition: Repetition,
    /// How many of the steps are played, others each day; all of them where it is `None`.
    pub pick: Option<u32>,
    /// The repeated steps.
    pub steps: NonEmpty<Step>,
}

impl Block {
    /// Whether the day decides which of its steps come, or in which order.
    pub(crate) fn is_chosen(&self) -> bool {
        self.repetition.order == Order::Shuffled || self.pick.is_some()
    }
}

impl Turn {
    /// The turn for a side of the body: as the figure is written where there is none.
    pub fn for_side(side: Option<&Side>) -> Self {
        match side {
            Some(side) if side.is_mirrored() => Self::Other,
            _ => Self::First,
        }
    }
}

impl Side {
    /// Its name in the log and in JSON, whatever the routine calls it on the screen.
    pub fn word(&self) -> &str {
        match self {
            Self::Right => "right",
            Self::Left => "left",
            Self::Own(own) => &own.word,
        }
    }

    /// Whether a figure that is drawn for the first side is mirrored for this one.
    pub const fn is_mirrored(&self) -> bool {
        match self {
            Self::Right => false,
            Self::Left => true,
            Self::Own(own) => own.mirrored,
        }
    }
}
