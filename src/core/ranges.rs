//! Where a range begins: what was reached the last time, from the log alone.
//!
//! A file gives the two ends of a range. The first session begins at its low end, every later one where the one before it
//! ended. Both sides begin alike: with the lesser of what was reached on them. After something hurt it is the low end again.

use std::sync::Arc;
use std::time::Duration;

use super::log::LogEntry;
use super::record::StretchRecord;
use super::routine::{Counted, Ends, Exercise, Repetition, Routine, Side, Step, Timed, Work};
use super::span::{short, short_within};
use super::timeline::{Kind, Size};

/// What was reached in one set of what has a range; zero where that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetReached {
    /// How long the last piece was that was done to its end, for what is timed.
    pub length: Duration,
    /// How many movements it had, for what is counted.
    pub count: u32,
    /// How often it was done on one side.
    pub reps: u32,
}

/// What was reached of one stretch of a routine the last time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeReached {
    /// The name of the stretch.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its load.
    pub load: Option<String>,
    /// What was reached in each set.
    pub sets: Vec<SetReached>,
}

/// A stretch on the sides that its last session had.
struct LastSides<'a> {
    first: &'a StretchRecord,
    sides: Vec<LastSide<'a>>,
}

/// A stretch on one side.
struct LastSide<'a> {
    side: Option<&'a Side>,
    sets: Vec<SetReached>,
    /// Whether it hurt: what was reached before that is over.
    hurt: bool,
}

impl SetReached {
    /// The same, where it is not known as it was `earlier`.
    pub(super) fn or(self, earlier: Self) -> Self {
        let known = |this: u32, earlier: u32| if this == 0 { earlier } else { this };
        Self {
            length: if self.length.is_zero() {
                earlier.length
            } else {
                self.length
            },
            count: known(self.count, earlier.count),
            reps: known(self.reps, earlier.reps),
        }
    }

    fn lesser(self, other: Self) -> Self {
        Self {
            length: self.length.min(other.length),
            count: self.count.min(other.count),
            reps: self.reps.min(other.reps),
        }
    }
}

impl<'a> LastSides<'a> {
    /// Those of the session that did it last.
    fn of(first: &'a StretchRecord) -> Self {
        Self {
            first,
            sides: Vec::new(),
        }
    }

    fn is_of(&self, line: &StretchRecord) -> bool {
        let first = self.first;
        (&first.name, first.kind, &first.load) == (&line.name, line.kind, &line.load)
    }

    /// Adds the record of an earlier session, or the first of a side. What is known already stays.
    fn add(&mut self, line: &'a StretchRecord, is_latest: bool) {
        let side = line.side.as_ref();
        let at = self.sides.iter().position(|known| known.side == side);
        if at.is_none() && is_latest {
            self.sides.push(LastSide {
                side,
                sets: Vec::new(),
                hurt: false,
            });
        }
        let at = at.or_else(|| self.sides.len().checked_sub(1).filter(|_| is_latest));
        let Some(known) = at.and_then(|at| self.sides.get_mut(at)) else {
            return;
        };
        known.hurt |= line.hurt;
        for (index, earlier) in line.sets.iter().enumerate().filter(|_| !known.hurt) {
            match known.sets.get_mut(index) {
                Some(set) => *set = set.or(*earlier),
                None => known.sets.push(*earlier),
            }
        }
    }

    /// What was reached on all sides.
    fn reached(self) -> Option<RangeReached> {
        let mut sides = self.sides.into_iter().map(|side| side.sets);
        let first = sides.next()?;
        let sets = sides.fold(first, |sets, other| {
            let both = sets.iter().zip(other);
            both.map(|(set, other)| set.lesser(other)).collect()
        });
        (!sets.is_empty()).then(|| RangeReached {
            name: self.first.name.clone(),
            kind: self.first.kind,
            load: self.first.load.clone(),
            sets,
        })
    }
}

/// What was reached the last time in each range of `routine`, in the sessions of `log`, the latest first. Rehearsals count as
/// little as in all sums, and so do sessions of other routines: they may have another range for the same stretch.
pub fn last_reached<'a>(
    routine: &Routine,
    log: impl Iterator<Item = &'a LogEntry>,
) -> Vec<RangeReached> {
    if !routine.has_ranges() {
        return Vec::new();
    }
    let mut stretches: Vec<LastSides> = Vec::new();
    let is_of_routine =
        |entry: &&LogEntry| entry.routines.iter().any(|played| played.id == routine.id);
    for entry in log.filter(is_of_routine).filter(|it| !it.is_rehearsal()) {
        let earlier = stretches.len();
        for line in entry.lines_of(&routine.id) {
            let at = stretches.iter().position(|known| known.is_of(line));
            let at = at.unwrap_or(stretches.len());
            if at == stretches.len() {
                stretches.push(LastSides::of(line));
            }
            if let Some(stretch) = stretches.get_mut(at) {
                stretch.add(line, at >= earlier);
            }
        }
    }
    stretches
        .into_iter()
        .filter_map(LastSides::reached)
        .collect()
}

/// The routine with each range beginning where it was `reached` the last time. Where it would be too large to be played
/// then, all of them begin at their low ends.
pub fn beginning(routine: &Arc<Routine>, reached: &[RangeReached]) -> Arc<Routine> {
    if reached.is_empty() {
        return Arc::clone(routine);
    }
    let mut begun = Routine::clone(routine);
    begun.begin(reached);
    let is_playable = |routine: &Routine| Size::of(routine.steps.iter()).is_playable();
    if is_playable(&begun) && begun.later.iter().all(|(_, later)| is_playable(later)) {
        Arc::new(begun)
    } else {
        Arc::clone(routine)
    }
}

impl Routine {
    /// Whether something in it has a range, in any week.
    pub fn has_ranges(&self) -> bool {
        let mut steps = self.each_step().filter_map(Step::exercise);
        let later = || self.later.iter().any(|(_, later)| later.has_ranges());
        steps.any(Exercise::has_range) || later()
    }

    /// Whether something in it begins above the low end of its range.
    pub fn begins_above(&self) -> bool {
        let mut steps = self.each_step().filter_map(Step::exercise);
        steps.any(Exercise::begins_above)
    }

    fn begin(&mut self, reached: &[RangeReached]) {
        for step in self.steps.iter_mut() {
            step.begin(reached);
        }
        for (_, later) in &mut self.later {
            Arc::make_mut(later).begin(reached);
        }
    }
}

impl Step {
    fn begin(&mut self, reached: &[RangeReached]) {
        match self {
            Self::Exercise(exercise) => {
                let known = reached.iter().find(|known| {
                    (&known.name, known.kind, &known.load)
                        == (&exercise.name, exercise.work.kind(), &exercise.load)
                });
                if let Some(known) = known {
                    exercise.begin(&known.sets);
                }
            }
            Self::Block(block) => {
                for step in block.steps.iter_mut() {
                    step.begin(reached);
                }
            }
            Self::Rest(_) => {}
        }
    }
}

impl Exercise {
    /// Whether something in one of its sets has a range.
    pub fn has_range(&self) -> bool {
        self.each_set()
            .any(|(work, repetition)| work.has_range() || repetition.range.is_some())
    }

    /// Whether one of its sets begins above the low end of a range.
    pub fn begins_above(&self) -> bool {
        self.each_set()
            .any(|(work, repetition)| work.is_above() || repetition.is_above())
    }

    fn begin(&mut self, sets: &[SetReached]) {
        let Repetition { times, range, .. } = &mut self.repetition;
        let first = (&mut self.work, times, &*range);
        let later = self.sets.later.iter_mut();
        let later = later.map(|set| (&mut set.work, &mut set.times, &set.range));
        for ((work, times, range), reached) in std::iter::once(first).chain(later).zip(sets) {
            work.begin(reached);
            if let Some(range) = range.filter(|_| reached.reps > 0) {
                *times = range.nearest(reached.reps);
            }
        }
    }
}

impl Work {
    /// Whether how long it lasts, or how many movements it has, is a range.
    pub fn has_range(&self) -> bool {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed.range.is_some(),
            Self::Count(counted) => counted.range.is_some(),
        }
    }

    /// Where it begins, as a label beside its range: `25`, `13`, `1 min`; `None` where it has no length.
    pub fn begins_at(&self) -> Option<String> {
        Some(match self {
            Self::Count(counted) => counted.times.to_string(),
            Self::Hold(timed) | Self::Time(timed) => {
                let length = timed.length?;
                match (timed.breaths(length), timed.range) {
                    (Some(breaths), _) => breaths.to_string(),
                    (None, Some(range)) => short_within(length, range.least, range.most),
                    (None, None) => short(length),
                }
            }
        })
    }

    fn begin(&mut self, reached: &SetReached) {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed.begin(reached.length),
            Self::Count(counted) => counted.begin(reached.count),
        }
    }

    /// Whether it begins above the low end of its range.
    pub fn is_above(&self) -> bool {
        match self {
            Self::Hold(timed) | Self::Time(timed) => timed
                .range
                .is_some_and(|range| timed.length > Some(range.least)),
            Self::Count(counted) => is_above(counted.range, counted.times),
        }
    }
}

impl Repetition {
    /// Whether it begins above the low end of its range.
    pub fn is_above(&self) -> bool {
        is_above(self.range, self.times)
    }
}

fn is_above(range: Option<Ends<u32>>, times: u32) -> bool {
    range.is_some_and(|range| times > range.least)
}

impl Timed {
    /// Begins with what was `reached`: whole breaths where it is measured in breaths.
    fn begin(&mut self, reached: Duration) {
        let Some(range) = self.range.filter(|_| !reached.is_zero()) else {
            return;
        };
        let length = Duration::from_secs(range.nearest(reached).as_secs());
        let breath = self.breath.map_or(1, |breath| breath.as_secs().max(1));
        let more = length.saturating_sub(range.least).as_secs() / breath * breath;
        self.length = Some(range.least + Duration::from_secs(more));
    }
}

impl Counted {
    fn begin(&mut self, reached: u32) {
        if let Some(range) = self.range.filter(|_| reached > 0) {
            self.times = range.nearest(reached);
        }
    }
}
