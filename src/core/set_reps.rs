//! What is reached in the sets of what has a range, while it is done.

use std::time::Duration;

use super::player::Finish;
use super::ranges::SetReached;
use super::routine::Side;
use super::timeline::Segment;

/// How often something was done on each side of one set.
#[derive(Clone, Debug, Default)]
pub(super) struct SetReps {
    /// The playing of a step, and the set in it.
    set: (u32, u32),
    sides: Vec<(Option<Side>, u32)>,
}

impl SetReps {
    /// Counts a repetition that is over, `done` or not, and returns how many were done on its side. Those before the first
    /// that is counted are taken for done: a session may have been resumed there.
    fn count(&mut self, segment: &Segment, done: bool) -> u32 {
        let set = (segment.pass, segment.set.0);
        if set != self.set {
            *self = Self {
                set,
                sides: Vec::new(),
            };
        }
        let known = self
            .sides
            .iter()
            .position(|(side, _)| *side == segment.side);
        let at = known.unwrap_or(self.sides.len());
        if known.is_none() {
            let before = segment.rep.0.saturating_sub(1);
            self.sides.push((segment.side.clone(), before));
        }
        let Some((_, reps)) = self.sides.get_mut(at) else {
            return 0;
        };
        *reps += u32::from(done);
        *reps
    }

    /// What was reached in a segment of what has a range, when it had run for so long and had so many movements, and the
    /// index of its set. What was
    /// ended early says nothing, and neither does the number of repetitions before the last one.
    pub(super) fn reached(
        &mut self,
        segment: &Segment,
        ran: Duration,
        how: Finish,
        count: u32,
    ) -> Option<(usize, SetReached)> {
        let work = segment.work()?;
        if !work.has_range() && segment.most_reps().is_none() {
            return None;
        }
        let is_whole = how == Finish::Whole;
        let is_over = is_whole || how == Finish::Skipped;
        let reps = if is_over {
            self.count(segment, is_whole)
        } else {
            0
        };
        let is_last = is_over && segment.rep.0 == segment.rep.1;
        let ranged = is_whole && work.has_range();
        let reached = SetReached {
            length: if ranged && work.timed().is_some() {
                Duration::from_secs(ran.as_secs())
            } else {
                Duration::ZERO
            },
            count: if ranged { count } else { 0 },
            reps: if is_last && segment.most_reps().is_some() {
                reps
            } else {
                0
            },
        };
        let index = usize::try_from(segment.set.0.checked_sub(1)?).ok()?;
        (reached != SetReached::default()).then_some((index, reached))
    }
}
