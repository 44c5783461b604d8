//! The lengths that were changed by hand in a session, step by step: what a person may want to keep.

use std::sync::Arc;
use std::time::Duration;

use super::player::Player;
use super::routine::Work;
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

/// The length of a step that was changed by hand.
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
    /// The change in words: `20 → 35 s`, `8 → 10 times`.
    pub fn in_words(&self) -> String {
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

/// The lengths that differ from the plan of the session, in the order of their steps. What a limit has cut short was
/// changed by no hand.
pub fn learned(player: &Player) -> Vec<LearnedLength> {
    let mut lengths: Vec<LearnedLength> = Vec::new();
    let mut routine = 0;
    let mut heading = None;
    for (segment, planned) in player.timeline().iter().zip(player.planned().iter()) {
        let own = &segment.step.routine;
        if heading.is_some_and(|heading| !Arc::ptr_eq(heading, own)) {
            routine += 1;
        }
        heading = Some(own);
        if let Some((authored, present)) = segment.length.zip(planned.length)
            && let Some(work) = segment.work().filter(|work| !has_limit(work))
        {
            let unit = unit_of(work);
            let value = |length: Duration| measured(work, unit, length);
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
                learned.take(segment, value(authored), value(present));
            }
        }
    }
    lengths.retain(|learned| learned.before != learned.after);
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

/// A length in its unit.
fn measured(work: &Work, unit: LearnedUnit, length: Duration) -> u64 {
    let each = match unit {
        LearnedUnit::Seconds => None,
        LearnedUnit::Movements | LearnedUnit::Breaths => work.unit(),
    };
    let each = each.map_or(1, |each| each.as_secs().max(1));
    length.as_secs() / each
}
