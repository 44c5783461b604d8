//! The marks of a segment: halfway, the routine's own cues, the last seconds, the end.

use std::time::Duration;

use super::routine::{MovementPhase, Tempo, TimedCue, Work};
use super::timeline::{Kind, Segment};

/// A point inside a [`Segment`].
///
/// The order of the variants is the order in which marks at the same time are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A counted movement begins; from 2 on, because the first begins with the segment.
    Repetition(u32),
    /// Another phase of a counted movement begins.
    Phase {
        /// Which movement, from 1.
        nth: u32,
        /// The phase.
        phase: MovementPhase,
    },
    /// So many seconds remain.
    Remaining(u8),
    /// The middle of a hold.
    Halfway,
    /// A sentence of the routine.
    Cue {
        /// The index among the timed cues of the step.
        cue: usize,
        /// How often it was said in this segment before.
        nth: u32,
    },
    /// The end of the segment.
    End,
}

impl Segment {
    /// Its marks and their times from its start, sorted, for a present length of `length` (none where a key ends it).
    ///
    /// They depend on the segment and its length alone: when the end moves, the marks before it move along.
    pub fn marks(&self, length: Option<Duration>) -> Vec<(Duration, Mark)> {
        let Some(length) = length else {
            return Vec::new();
        };
        let mut marks = vec![(length, Mark::End)];
        for seconds in 1..=self.step.routine.voice.ticks.min(5) {
            if let Some(at) = length
                .checked_sub(Duration::from_secs(seconds.into()))
                .filter(|at| !at.is_zero())
            {
                marks.push((at, Mark::Remaining(seconds)));
            }
        }
        if let Some(work) = self.work() {
            self.marks_of_work(work, length, &mut marks);
        }
        marks.sort_unstable();
        marks
    }

    fn marks_of_work(&self, work: &Work, length: Duration, marks: &mut Vec<(Duration, Mark)>) {
        let half = Duration::from_secs(length.as_secs() / 2);
        if let Work::Count(counted) = work
            && let Some(pace) = counted.pace.filter(|pace| !pace.is_zero())
        {
            let later = (1..).map(|nth: u32| (pace.saturating_mul(nth), Mark::Repetition(nth + 1)));
            marks.extend(later.take_while(|(at, _)| *at < length));
            let phases = counted.tempo.into_iter().flat_map(Tempo::phases).skip(1);
            for (phase, begins, _) in phases {
                let each = (0..).map(|nth: u32| (pace.saturating_mul(nth) + begins, nth + 1));
                let each = each.take_while(|(at, _)| *at < length);
                marks.extend(each.map(|(at, nth)| (at, Mark::Phase { nth, phase })));
            }
        }
        let own: Vec<_> = (0..)
            .zip(work.cues())
            .flat_map(|(index, cue)| self.times(index, cue, length))
            .collect();
        // A cue of the routine on the second of a built-in one replaces it.
        let replaced = own.iter().any(|(at, _)| *at == half);
        if self.kind == Kind::Hold && self.step.routine.voice.half.is_in(length) && !replaced {
            marks.push((half, Mark::Halfway));
        }
        marks.extend(own);
    }

    fn times(&self, index: usize, cue: &TimedCue, length: Duration) -> Vec<(Duration, Mark)> {
        if cue.side.is_some() && cue.side != self.side {
            return Vec::new();
        }
        let Some(first) = cue.first_within(length) else {
            return Vec::new();
        };
        let times = std::iter::successors(Some(first), |at| {
            let every = cue.every.filter(|every| !every.is_zero())?;
            Some(at.saturating_add(every))
        });
        let times = times.take_while(|at| *at < length);
        (0..)
            .zip(times)
            .map(|(nth, at)| (at, Mark::Cue { cue: index, nth }))
            .collect()
    }
}
