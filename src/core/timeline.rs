//! A routine unrolled: every piece of time of a session, in order. What stands between two pieces is decided here and
//! nowhere else.

use std::sync::Arc;
use std::time::Duration;

use super::nonempty::NonEmpty;
use super::routine::{
    Block, Counted, Exercise, Half, Order, Position, Rest, Routine, Side, Sides, Step, Timed,
    Voice, Wait, Work,
};
use super::template::{Template, Words};

/// The most segments a plan may have.
pub const MOST_SEGMENTS: u64 = 10_000;
/// The most times that sentences are said in a plan because a timed cue is due.
pub const MOST_SAYINGS: u64 = 5000;
/// The longest a plan may last.
pub const LONGEST_PLAN: Duration = Duration::from_secs(24 * 60 * 60);

/// A routine, or several in a row, unrolled into segments. It is never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// What it is called: the title of the routine, or all titles with ` + ` between them.
    pub title: String,
    /// How many numbered steps there are.
    pub steps: u32,
    segments: NonEmpty<Segment>,
}

/// A piece of time: one colour on the screen, one countdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What it is.
    pub kind: Kind,
    /// How long it lasts as authored; `None` when a key ends it.
    pub length: Option<Duration>,
    /// The step it belongs to.
    pub step: Arc<Planned>,
    /// Which playing of a step it belongs to, counted over the timeline: all segments of one pass stand together.
    pub pass: u32,
    /// The side it is about; before a change, the side to change to.
    pub side: Option<Side>,
    /// The repetition on this side and how many there are, from 1.
    pub rep: (u32, u32),
    /// The round on this side of the innermost block with several, and how many there are, from 1.
    pub round: (u32, u32),
    /// Where the round of a block ends that this segment introduces (an index past its last segment), for the waiting
    /// times that belong to a block rather than to a step.
    pub introduces: Option<usize>,
}

/// What kind of time a [`Segment`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Getting into position.
    Ready,
    /// Holding a stretch.
    Hold,
    /// A plain timer.
    Time,
    /// Counted movement.
    Count,
    /// Changing sides.
    Switch,
    /// Between two repetitions or rounds.
    Between,
    /// A pause of its own.
    Rest,
    /// Until a key.
    Wait,
}

impl Kind {
    /// The word for it in JSON and in the plan.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Hold => "hold",
            Self::Time => "time",
            Self::Count => "count",
            Self::Switch => "switch",
            Self::Between => "between",
            Self::Rest => "rest",
            Self::Wait => "wait",
        }
    }

    /// Whether something is done in it, so that it is never entered without time to get ready.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Hold | Self::Time | Self::Count)
    }
}

/// A step as its segments refer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Its place among all steps, waits and blocks: the same in every round.
    pub id: usize,
    /// Its number as people count: none for a rest, a wait and a block.
    pub number: Option<u32>,
    /// What it is called, if it has a name.
    pub name: Option<String>,
    /// One sentence, shown and spoken.
    pub cue: Option<Template>,
    /// Longer text, only shown.
    pub how: Option<Template>,
    /// The name of the picture of the pose.
    pub figure: Option<String>,
    /// How the body is placed.
    pub position: Option<Position>,
    /// The time to get into position as authored, also where it leaves no segment.
    pub ready: Duration,
    /// What is done; none for a rest, a wait and a block.
    pub work: Option<Work>,
    /// The routine it comes from.
    pub routine: Arc<Heading>,
}

/// What the segments need of the routine they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its title.
    pub title: String,
    /// What is shown and said before the start.
    pub warn: Vec<String>,
    /// How much is said, and in which words.
    pub voice: Voice,
}

/// Whether somebody is there who can press a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Waits and unpaced counts last until a key.
    Come,
    /// No key can come: a `wait` takes this long, an unpaced count [`Keys::COUNT_PACE`] a repetition, and an alarm is
    /// a chime.
    Never {
        /// How long a `wait` takes; may be zero.
        wait: Duration,
    },
}

impl Keys {
    /// What one repetition of an unpaced count takes where no key can come.
    pub const COUNT_PACE: Duration = Duration::from_secs(4);
}

impl Timeline {
    /// Unrolls a routine. Its size is to be checked with [`Size::of`] beforehand.
    pub fn of(routine: &Routine) -> Self {
        Self::of_all(routine, &[], Keys::Come)
    }

    /// Unrolls several routines in a row into one session.
    pub fn of_all(first: &Routine, rest: &[&Routine], keys: Keys) -> Self {
        let mut unroller = Unroller {
            segments: Vec::new(),
            ids: 0,
            numbers: 0,
            passes: 0,
            keys,
        };
        let mut title = first.title.clone();
        for (place, routine) in std::iter::once(&first).chain(rest).enumerate() {
            if place > 0 {
                title.push_str(" + ");
                title.push_str(&routine.title);
            }
            unroller.routine(routine);
        }
        let steps = unroller.numbers;
        // Every step makes at least one segment, and there is at least one step; a rest of no length stands in for
        // what cannot happen.
        let segments = NonEmpty::from_vec(unroller.segments)
            .unwrap_or_else(|| NonEmpty::of(Segment::nothing(first)));
        Self {
            title,
            steps,
            segments,
        }
    }

    /// The segment at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<&Segment> {
        self.segments.get(index)
    }

    /// The first segment.
    pub const fn first(&self) -> &Segment {
        &self.segments.first
    }

    /// How many segments there are, at least 1.
    #[allow(
        clippy::len_without_is_empty,
        reason = "it is never empty: that is its point"
    )]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// All segments, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Segment> + Clone {
        self.segments.iter()
    }

    /// How long it lasts, segments that a key ends counted as nothing.
    pub fn total(&self) -> Duration {
        self.iter().filter_map(|segment| segment.length).sum()
    }

    /// How long is held in all.
    pub fn held(&self) -> Duration {
        self.iter()
            .filter(|segment| segment.kind == Kind::Hold)
            .filter_map(|segment| segment.length)
            .sum()
    }

    /// How many segments a key ends.
    pub fn open(&self) -> usize {
        self.iter()
            .filter(|segment| segment.length.is_none())
            .count()
    }

    /// The index of the first segment of step `number`, as people count.
    pub fn start_of_step(&self, number: u32) -> Option<usize> {
        self.iter()
            .position(|segment| segment.step.number == Some(number))
    }

    /// What the segment at `index` is about, for the eye: the name of its step, or of the step that comes next where
    /// it has none of its own.
    pub fn name(&self, index: usize) -> &str {
        self.iter()
            .skip(index)
            .find_map(|segment| segment.step.name.as_deref())
            .unwrap_or(&self.title)
    }

    /// The name of a step, given by its [`Planned::id`].
    pub fn name_of_step(&self, id: usize) -> Option<&str> {
        let its = self.iter().find(|segment| segment.step.id == id)?;
        its.step.name.as_deref()
    }

    /// What the words of a text stand for in the segment at `index`, `left` before its end.
    pub fn words(&self, index: usize, left: Option<Duration>) -> Words<'_> {
        let Some(segment) = self.get(index) else {
            return Words::default();
        };
        let voice = &segment.step.routine.voice;
        let next = self
            .iter()
            .skip(index + 1)
            .find(|later| later.kind.is_work() && later.pass != segment.pass);
        Words {
            name: self.name(index),
            side: segment.side.as_ref().map(|side| voice.word(side)),
            rep: segment.rep,
            round: segment.round,
            hold: segment.step.work.as_ref().and_then(Work::length),
            remaining: left,
            next: next.and_then(|next| next.step.name.as_deref()),
            title: &segment.step.routine.title,
        }
    }
}

impl Segment {
    /// What its side is called on the screen and in the ear.
    pub fn side_shown(&self) -> Option<&str> {
        self.side
            .as_ref()
            .map(|side| self.step.routine.voice.word(side))
    }

    fn nothing(routine: &Routine) -> Self {
        let heading = Heading {
            title: routine.title.clone(),
            warn: routine.warn.clone(),
            voice: routine.voice.clone(),
        };
        let step = Planned {
            id: 0,
            number: None,
            name: None,
            cue: None,
            how: None,
            figure: None,
            position: None,
            ready: Duration::ZERO,
            work: None,
            routine: Arc::new(heading),
        };
        let length = Some(Duration::ZERO);
        let step = Arc::new(step);
        Self {
            kind: Kind::Rest,
            length,
            step,
            pass: 0,
            side: None,
            rep: (1, 1),
            round: (1, 1),
            introduces: None,
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

    /// How long one piece of it lasts; `None` when a key ends it.
    pub fn length(&self) -> Option<Duration> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => Some(timed.length),
            Self::Count(counted) => counted.pace.map(|pace| pace.saturating_mul(counted.times)),
        }
    }

    /// The timer behind it, unless it is counted.
    pub const fn timed(&self) -> Option<&Timed> {
        match self {
            Self::Hold(timed) | Self::Time(timed) => Some(timed),
            Self::Count(_) => None,
        }
    }

    /// The count behind it, if it is counted.
    pub const fn counted(&self) -> Option<&Counted> {
        match self {
            Self::Count(counted) => Some(counted),
            Self::Hold(_) | Self::Time(_) => None,
        }
    }
}

/// One piece of a step or block: a side and which time it is on that side.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    side: Option<Side>,
    nth: u32,
    of: u32,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    kind: Kind,
    length: Duration,
}

/// How the pieces of a step or a block follow each other.
#[derive(Clone, Copy, Debug)]
struct Weave<'a> {
    sides: &'a [Option<Side>],
    order: Order,
    times: u32,
    switch: Duration,
    /// What is written, and what holds where the same side comes again and nothing is.
    between: (Option<Duration>, Duration),
}

impl Weave<'_> {
    fn pieces(&self) -> Vec<Piece> {
        let mut sides: Vec<&Option<Side>> = Vec::new();
        match self.order {
            Order::Alternate => (0..self.times).for_each(|_| sides.extend(self.sides)),
            Order::OneSide => {
                for side in self.sides {
                    sides.extend((0..self.times).map(|_| side));
                }
            }
        }
        // Counted on each side: of "right, left, left" the third is the second of two on the left.
        let in_all =
            |side: &Option<Side>| sides.iter().filter(|other| **other == side).count() as u32;
        let mut seen: Vec<(&Option<Side>, u32, u32)> = Vec::new();
        let mut pieces = Vec::with_capacity(sides.len());
        for side in &sides {
            let at = seen
                .iter()
                .position(|(other, ..)| other == side)
                .unwrap_or_else(|| {
                    seen.push((side, 0, in_all(side)));
                    seen.len() - 1
                });
            if let Some((_, nth, of)) = seen.get_mut(at) {
                *nth += 1;
                pieces.push(Piece {
                    side: (*side).clone(),
                    nth: *nth,
                    of: *of,
                });
            }
        }
        pieces
    }

    /// What stands before the piece at `index`, given the one before it.
    fn gap(&self, before: &Piece, piece: &Piece, index: usize) -> Gap {
        let (written, otherwise) = self.between;
        if before.side == piece.side {
            return Gap {
                kind: Kind::Between,
                length: written.unwrap_or(otherwise),
            };
        }
        // The change that also begins the next repetition lasts the longer of the two.
        let begins_next =
            self.order == Order::Alternate && index.is_multiple_of(self.sides.len().max(1));
        let length = if begins_next {
            self.switch.max(written.unwrap_or_default())
        } else {
            self.switch
        };
        Gap {
            kind: Kind::Switch,
            length,
        }
    }
}

/// `sides` as a list, a side of `None` standing for no side.
fn listed(sides: Option<&Sides>, around: Option<&Side>) -> Vec<Option<Side>> {
    match sides {
        None => vec![around.cloned()],
        Some(Sides::None) => vec![None],
        Some(Sides::Each) => vec![Some(Side::Right), Some(Side::Left)],
        Some(Sides::Listed(sides)) => sides.iter().cloned().map(Some).collect(),
    }
}

impl Exercise {
    fn weave<'a>(&self, sides: &'a [Option<Side>]) -> Weave<'a> {
        let between = (self.between, Self::DEFAULT_BETWEEN);
        Weave {
            sides,
            order: self.order,
            times: self.reps,
            switch: self.switch,
            between,
        }
    }
}

impl Block {
    fn weave<'a>(&self, sides: &'a [Option<Side>]) -> Weave<'a> {
        let between = (self.between, Duration::ZERO);
        Weave {
            sides,
            order: self.order,
            times: self.rounds,
            switch: self.switch,
            between,
        }
    }
}

/// Where a step stands: what the blocks around it hand down.
#[derive(Clone, Debug)]
struct Around {
    side: Option<Side>,
    round: (u32, u32),
}

struct Unroller {
    segments: Vec<Segment>,
    ids: usize,
    numbers: u32,
    passes: u32,
    keys: Keys,
}

impl Unroller {
    fn routine(&mut self, routine: &Routine) {
        let heading = Arc::new(Heading {
            title: routine.title.clone(),
            warn: routine.warn.clone(),
            voice: routine.voice.clone(),
        });
        let steps: Vec<Outlined> = routine
            .steps
            .iter()
            .map(|step| self.outline(step, &heading))
            .collect();
        let around = Around {
            side: None,
            round: (1, 1),
        };
        for step in &steps {
            self.step(step, &around);
        }
    }

    /// Gives every step its place and number once, whatever the number of rounds it is played in.
    fn outline<'r>(&mut self, step: &'r Step, routine: &Arc<Heading>) -> Outlined<'r> {
        let id = self.ids;
        self.ids += 1;
        let plain = |name: &Option<String>, cue: &Option<Template>, ready| Planned {
            id,
            number: None,
            name: name.clone(),
            cue: cue.clone(),
            how: None,
            figure: None,
            position: None,
            ready,
            work: None,
            routine: Arc::clone(routine),
        };
        match step {
            Step::Exercise(exercise) => {
                self.numbers += 1;
                let planned = Planned {
                    number: Some(self.numbers),
                    how: exercise.how.clone(),
                    figure: exercise.figure.clone(),
                    position: exercise.position,
                    work: Some(self.attended(&exercise.work)),
                    ..plain(&Some(exercise.name.clone()), &exercise.cue, exercise.ready)
                };
                Outlined::Exercise(exercise, Arc::new(planned))
            }
            Step::Rest(rest) => {
                Outlined::Rest(rest, Arc::new(plain(&rest.name, &rest.cue, Duration::ZERO)))
            }
            Step::Wait(wait) => {
                let Wait { name, cue } = wait;
                Outlined::Wait(Arc::new(plain(name, cue, Duration::ZERO)))
            }
            Step::Block(block) => {
                let planned = Arc::new(plain(&block.name, &block.cue, block.ready));
                let steps = block
                    .steps
                    .iter()
                    .map(|step| self.outline(step, routine))
                    .collect();
                Outlined::Block(block, planned, steps)
            }
        }
    }

    /// The work as it is where no key can come.
    fn attended(&self, work: &Work) -> Work {
        let mut work = work.clone();
        if let Keys::Never { .. } = self.keys {
            match &mut work {
                Work::Hold(timed) | Work::Time(timed)
                    if timed.end == super::routine::End::Alarm =>
                {
                    timed.end = super::routine::End::Chime;
                }
                Work::Count(counted) => counted.pace = counted.pace.or(Some(Keys::COUNT_PACE)),
                Work::Hold(_) | Work::Time(_) => {}
            }
        }
        work
    }

    fn step(&mut self, step: &Outlined, around: &Around) {
        self.passes += 1;
        match step {
            Outlined::Exercise(exercise, planned) => self.exercise(exercise, planned, around),
            Outlined::Rest(rest, planned) => {
                self.push(
                    Kind::Rest,
                    Some(rest.length),
                    planned,
                    around,
                    &Piece::single(around),
                );
            }
            Outlined::Wait(planned) => {
                let length = match self.keys {
                    Keys::Come => None,
                    Keys::Never { wait } => Some(wait),
                };
                self.push(Kind::Wait, length, planned, around, &Piece::single(around));
            }
            Outlined::Block(block, planned, steps) => self.block(block, planned, steps, around),
        }
    }

    fn exercise(&mut self, exercise: &Exercise, planned: &Arc<Planned>, around: &Around) {
        let Some(work) = &planned.work else { return };
        let sides = listed(exercise.sides.as_ref(), around.side.as_ref());
        let weave = exercise.weave(&sides);
        let mut before: Option<Piece> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            let gap = before.as_ref().map_or(
                Gap {
                    kind: Kind::Ready,
                    length: exercise.ready,
                },
                |before| weave.gap(before, &piece, index),
            );
            if !gap.length.is_zero() {
                self.push(gap.kind, Some(gap.length), planned, around, &piece);
            }
            self.push(work.kind(), work.length(), planned, around, &piece);
            before = Some(piece);
        }
    }

    fn block(
        &mut self,
        block: &Block,
        planned: &Arc<Planned>,
        steps: &[Outlined],
        around: &Around,
    ) {
        let sides = listed(block.sides.as_ref(), around.side.as_ref());
        let weave = block.weave(&sides);
        let mut before: Option<Piece> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            let gap = before.as_ref().map_or(
                Gap {
                    kind: Kind::Ready,
                    length: block.ready,
                },
                |before| weave.gap(before, &piece, index),
            );
            let round = if piece.of > 1 {
                (piece.nth, piece.of)
            } else {
                around.round
            };
            let inside = Around {
                side: piece.side.clone(),
                round,
            };
            let introduction = (!gap.length.is_zero()).then(|| {
                self.passes += 1;
                let single = Piece {
                    side: piece.side.clone(),
                    nth: 1,
                    of: 1,
                };
                self.push(gap.kind, Some(gap.length), planned, &inside, &single);
                self.segments.len() - 1
            });
            for step in steps {
                self.step(step, &inside);
            }
            let end = self.segments.len();
            if let Some(segment) = introduction.and_then(|at| self.segments.get_mut(at)) {
                segment.introduces = Some(end);
            }
            before = Some(piece);
        }
    }

    fn push(
        &mut self,
        kind: Kind,
        length: Option<Duration>,
        step: &Arc<Planned>,
        around: &Around,
        piece: &Piece,
    ) {
        self.segments.push(Segment {
            kind,
            length,
            step: Arc::clone(step),
            pass: self.passes,
            side: piece.side.clone(),
            rep: (piece.nth, piece.of),
            round: around.round,
            introduces: None,
        });
    }
}

impl Piece {
    /// The one piece of a step that has neither sides nor repetitions of its own.
    fn single(around: &Around) -> Self {
        Self {
            side: around.side.clone(),
            nth: 1,
            of: 1,
        }
    }
}

/// A step with its place and number.
enum Outlined<'r> {
    Exercise(&'r Exercise, Arc<Planned>),
    Rest(&'r Rest, Arc<Planned>),
    Wait(Arc<Planned>),
    Block(&'r Block, Arc<Planned>, Vec<Self>),
}

/// How large a plan would be, by arithmetic alone: asked before anything is unrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of segments; stops at the largest number.
    pub segments: u64,
    /// The length, segments that a key ends counted as nothing; stops at the largest number of seconds.
    pub length: Duration,
    /// How often a timed cue is said, one for a single side counted on both; stops at the largest number.
    pub sayings: u64,
}

impl Size {
    const SEGMENT: Self = Self {
        segments: 1,
        length: Duration::ZERO,
        sayings: 0,
    };

    /// Whether it is one that can be played.
    pub fn is_playable(&self) -> bool {
        self.segments <= MOST_SEGMENTS
            && self.length <= LONGEST_PLAN
            && self.sayings <= MOST_SAYINGS
    }

    /// The size of all `steps` in a row.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Self {
        steps
            .into_iter()
            .fold(Self::default(), |sum, step| sum.and(Self::of_step(step)))
    }

    fn of_step(step: &Step) -> Self {
        match step {
            Step::Exercise(exercise) => {
                let sides = listed(exercise.sides.as_ref(), None);
                let length = exercise.work.length().unwrap_or_default();
                let one = Self {
                    segments: 1,
                    length,
                    sayings: sayings(&exercise.work, length),
                };
                Self::woven(&exercise.weave(&sides), exercise.ready, one)
            }
            Step::Rest(rest) => Self {
                length: rest.length,
                ..Self::SEGMENT
            },
            Step::Wait(_) => Self::SEGMENT,
            Step::Block(block) => {
                let sides = listed(block.sides.as_ref(), None);
                Self::woven(
                    &block.weave(&sides),
                    block.ready,
                    Self::of(block.steps.iter()),
                )
            }
        }
    }

    fn woven(weave: &Weave, ready: Duration, one: Self) -> Self {
        let mut sum = Self::of_gap(ready);
        let mut before: Option<Piece> = None;
        for (index, piece) in weave.pieces().into_iter().enumerate() {
            if let Some(before) = &before {
                sum = sum.and(Self::of_gap(weave.gap(before, &piece, index).length));
            }
            sum = sum.and(one);
            before = Some(piece);
        }
        sum
    }

    fn of_gap(length: Duration) -> Self {
        Self {
            segments: u64::from(!length.is_zero()),
            length,
            sayings: 0,
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            segments: self.segments.saturating_add(other.segments),
            length: self.length.saturating_add(other.length),
            sayings: self.sayings.saturating_add(other.sayings),
        }
    }
}

/// How often the timed cues of `work` are said in a piece of this `length`; stops at the largest number.
fn sayings(work: &Work, length: Duration) -> u64 {
    let times = work.cues().iter().map(|cue| cue.times_within(length));
    times.fold(0, u64::saturating_add)
}

/// Whether a hold of this `length` has a "halfway".
pub(super) fn has_half(half: Half, length: Duration) -> bool {
    match half {
        Half::Auto => length >= Half::LONG,
        Half::Always => length >= Duration::from_secs(2),
        Half::Never => false,
    }
}
