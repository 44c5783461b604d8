//! The lengths of the steps of a session, and how a hand has changed them: what a person may want to keep.

use std::sync::Arc;
use std::time::Duration;

use super::player::{PlannedSegment, Player};
use super::routine::{Step, Work};
use super::span::short;
use super::timeline::Segment;

/// What a length is measured in as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearnedUnit {
    /// Seconds.
    Seconds,
    /// Movements.
    Movements,
    /// Breaths.
    Breaths,
}

/// The length of a step, which a hand may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedLength {
    /// Its routine, by its index among those that are played in a row.
    pub routine: usize,
    /// The step, by its [`super::timeline::Planned::place`].
    pub place: usize,
    /// Its name.
    pub name: String,
    /// What its length is measured in.
    pub unit: LearnedUnit,
    /// How long each set was to be.
    pub before: Vec<u64>,
    /// How long it is now.
    pub after: Vec<u64>,
    /// Whether it is a range: the log keeps that.
    pub is_range: bool,
}

impl LearnedLength {
    /// Whether it was changed at all.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }

    /// The change in words: `20 → 35 s`, `8 → 10 times`; the length alone where there is none.
    pub fn in_words(&self) -> String {
        if !self.is_changed() {
            return self.labels(&self.after).join(", ");
        }
        let [before, after] = [&self.before, &self.after].map(|values| self.labels(values));
        let unit = match self.unit {
            LearnedUnit::Seconds => " s",
            LearnedUnit::Movements => " times",
            LearnedUnit::Breaths => " breaths",
        };
        let numbers = |labels: &[String]| {
            let numbers = labels.iter().map(|label| label.strip_suffix(unit));
            let numbers: Option<Vec<&str>> = numbers.collect();
            numbers.map(|numbers| numbers.join(", "))
        };
        match (numbers(&before), numbers(&after)) {
            (Some(before), Some(after)) => format!("{before} → {after}{unit}"),
            _ => format!("{} → {}", before.join(", "), after.join(", ")),
        }
    }

    /// Where its range begins in `step`, which is the same step of a later session, in words: `there` where that is what it
    /// was changed to, else `at 20 s`. `None` where it has no such step.
    pub fn begins_in(&self, step: &Step) -> Option<String> {
        let begins = beginnings_of(step)?;
        let begins = Some(begins).filter(|begins| begins.len() >= self.after.len())?;
        Some(if begins.starts_with(&self.after) {
            "there".to_owned()
        } else {
            format!("at {}", self.labels(&begins).join(", "))
        })
    }

    /// Whether `step` has that length already, in every set.
    pub fn is_in(&self, step: &Step) -> bool {
        beginnings_of(step).is_some_and(|begins| begins == self.after)
    }

    /// Each length with its unit; one for all sets where they are alike.
    fn labels(&self, values: &[u64]) -> Vec<String> {
        let label = |value: &u64| match self.unit {
            LearnedUnit::Seconds => short(Duration::from_secs(*value)),
            LearnedUnit::Movements => format!("{value} times"),
            LearnedUnit::Breaths => format!("{value} breaths"),
        };
        let mut values = values.to_vec();
        if values.iter().all(|value| values.first() == Some(value)) {
            values.truncate(1);
        }
        values.iter().map(label).collect()
    }
}

/// The lengths that differ from the plan of the session, in the order of their steps.
pub fn learned(player: &Player) -> Vec<LearnedLength> {
    let mut lengths = lengths(player);
    lengths.retain(LearnedLength::is_changed);
    lengths
}

/// The lengths of all steps that have one which a hand can change, in the order of the steps. What a limit cuts short has
/// none.
pub fn lengths(player: &Player) -> Vec<LearnedLength> {
    let mut lengths: Vec<LearnedLength> = Vec::new();
    let mut routine = 0;
    let mut heading = None;
    for (segment, planned) in player.timeline().iter().zip(player.planned().iter()) {
        let own = &segment.step.routine;
        if heading.is_some_and(|heading| !Arc::ptr_eq(heading, own)) {
            routine += 1;
        }
        heading = Some(own);
        if let Some(work) = segment.work().filter(|work| !has_limit(work))
            && let Some((before, after)) = measured(segment, planned)
        {
            let unit = unit_of(work);
            let place = segment.step.place;
            let known = lengths
                .iter()
                .position(|known| (known.routine, known.place) == (routine, place));
            let at = known.unwrap_or(lengths.len());
            if known.is_none() {
                lengths.push(LearnedLength {
                    routine,
                    place,
                    name: segment.step.name.clone().unwrap_or_default(),
                    unit,
                    before: Vec::new(),
                    after: Vec::new(),
                    is_range: work.has_range(),
                });
            }
            if let Some(learned) = lengths.get_mut(at) {
                learned.take(segment, before, after);
            }
        }
    }
    lengths
}

impl LearnedLength {
    /// Takes in a piece. The last piece of a set has the length that was wanted in the end.
    fn take(&mut self, segment: &Segment, before: u64, after: u64) {
        let set = segment.set.0.saturating_sub(1) as usize;
        if let (Some(known), Some(present)) = (self.before.get_mut(set), self.after.get_mut(set)) {
            (*known, *present) = (before, after);
        } else {
            self.before.push(before);
            self.after.push(after);
        }
    }
}

/// The length with which each set of `step` begins, in its unit.
fn beginnings_of(step: &Step) -> Option<Vec<u64>> {
    let sets = step.exercise()?.each_set();
    sets.map(|(work, _)| beginning_of(work)).collect()
}

/// The length with which `work` begins, in its unit.
fn beginning_of(work: &Work) -> Option<u64> {
    match work {
        Work::Count(counted) => Some(counted.times.into()),
        Work::Hold(timed) | Work::Time(timed) => {
            let length = timed.length?;
            let breaths = timed.breaths(length).map(u64::from);
            Some(breaths.unwrap_or(length.as_secs()))
        }
    }
}

fn has_limit(work: &Work) -> bool {
    work.timed().is_some_and(|timed| timed.limit.is_some())
}

fn unit_of(work: &Work) -> LearnedUnit {
    match work {
        Work::Count(_) => LearnedUnit::Movements,
        Work::Hold(timed) | Work::Time(timed) if timed.breath.is_some() => LearnedUnit::Breaths,
        Work::Hold(_) | Work::Time(_) => LearnedUnit::Seconds,
    }
}

/// How long a segment was to be and how long it is now, in its unit; `None` where nobody knows.
fn measured(segment: &Segment, planned: &PlannedSegment) -> Option<(u64, u64)> {
    if let Some(counted) = segment.unpaced() {
        return Some((counted.times.into(), planned.count.into()));
    }
    let work = segment.work()?;
    let each = match unit_of(work) {
        LearnedUnit::Seconds => None,
        LearnedUnit::Movements | LearnedUnit::Breaths => work.unit(),
    };
    let each = each.map_or(1, |each| each.as_secs().max(1));
    let (before, after) = segment.length.zip(planned.length)?;
    Some((before.as_secs() / each, after.as_secs() / each))
}
