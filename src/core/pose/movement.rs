//! The movement of a figure: into the stretch at the end of getting ready, out of it while the side changes, and with
//! the pace where movements are counted. In a hold it keeps still, so nothing has to be drawn.

use std::time::Duration;

use super::{Repeats, Turn};
use crate::core::timeline::Kind;

/// The time of moving into a stretch, where there is so much.
pub const INTO: Duration = Duration::from_secs(3);
/// The time of moving out of it, where there is so much.
pub const BACK: Duration = Duration::from_millis(1500);
/// The time between two pictures of a moving figure.
pub const FRAME: Duration = Duration::from_millis(100);

/// A segment as far as a figure is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its kind.
    pub kind: Kind,
    /// Its present length; `None` when a key ends it.
    pub length: Option<Duration>,
    /// The time of each movement where the step counts at a pace.
    pub pace: Option<Duration>,
    /// The order of counted movements.
    pub repeats: Repeats,
}

/// The place of a figure on its way. Two equal stages are one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stage {
    /// For which side it is drawn.
    pub side: Whose,
    /// The done part of the way from rest to stretch, in thousandths.
    pub thousandths: u16,
}

/// A side, as seen from a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The one of the segment.
    This,
    /// The one of the segment before, which is being left.
    Before,
    /// The one opposite to that of the segment: every other movement of some figures.
    Opposite,
}

impl Whose {
    /// For which side a figure is drawn when its segment is about `this` one and the segment before about `before`.
    pub const fn turn(self, this: Turn, before: Turn) -> Turn {
        match self {
            Self::This => this,
            Self::Before => before,
            Self::Opposite => this.other(),
        }
    }
}

impl Stage {
    const REST: Self = Self::new(Whose::This, 0);
    const STRETCH: Self = Self::new(Whose::This, 1000);

    const fn new(side: Whose, thousandths: u16) -> Self {
        Self { side, thousandths }
    }
}

/// A stretch of time in which a figure moves evenly; what is slow at both ends is the figure itself.
#[derive(Clone, Copy)]
struct Way {
    start: Duration,
    length: Duration,
    side: Whose,
    is_back: bool,
}

impl Way {
    /// The stage at `reading`, rounded down to a frame.
    fn stage(self, reading: Duration) -> Stage {
        let shown = (FRAME * self.frames(reading)).as_nanos() * 1000;
        let done = shown / self.length.as_nanos().max(1);
        let done = u16::try_from(done).unwrap_or(1000).min(1000);
        Stage::new(self.side, if self.is_back { 1000 - done } else { done })
    }

    /// The reading at which the next frame is due.
    fn next_frame(self, reading: Duration) -> Duration {
        let next = FRAME * self.frames(reading).saturating_add(1);
        (self.start + next).min(self.end())
    }

    /// Whole frames since the start.
    fn frames(self, reading: Duration) -> u32 {
        let gone = reading.saturating_sub(self.start);
        u32::try_from(gone.as_nanos() / FRAME.as_nanos()).unwrap_or(u32::MAX)
    }

    fn end(self) -> Duration {
        self.start + self.length
    }

    fn is_at(self, reading: Duration) -> bool {
        self.start <= reading && reading < self.end()
    }
}

impl Movement {
    /// The stage when so much of the segment has run.
    pub fn stage(&self, reading: Duration) -> Stage {
        match self.way_at(reading) {
            Some(way) => way.stage(reading),
            None if self.is_in_the_stretch(reading) => Stage::STRETCH,
            None => Stage::REST,
        }
    }

    /// The reading at which the figure changes next; `None` when it keeps still to the end.
    pub fn next_change(&self, reading: Duration) -> Option<Duration> {
        if let Some(way) = self.way_at(reading) {
            return Some(way.next_frame(reading));
        }
        // A movement begins with a picture that is on the screen already.
        let into = self.into().filter(|into| reading < into.start)?;
        Some(into.next_frame(into.start))
    }

    /// The way that contains `reading`.
    fn way_at(&self, reading: Duration) -> Option<Way> {
        let within = self.length.is_none_or(|length| reading < length);
        let counted = self.counted(reading).filter(|_| within);
        [counted, self.back(), self.into()]
            .into_iter()
            .flatten()
            .find(|way| way.is_at(reading))
    }

    fn is_in_the_stretch(&self, reading: Duration) -> bool {
        match self.kind {
            kind if kind.is_work() => self.pace.is_none(),
            kind => kind.is_transition() && self.into().is_some_and(|into| into.end() <= reading),
        }
    }

    /// One half of a counted movement.
    fn counted(&self, reading: Duration) -> Option<Way> {
        let pace = self
            .pace
            .filter(|pace| self.kind.is_work() && !pace.is_zero())?;
        let nth = u32::try_from(reading.as_nanos() / pace.as_nanos()).ok()?;
        let start = pace.checked_mul(nth)?;
        let half = pace / 2;
        let is_back = reading >= start + half;
        let side = match self.repeats {
            Repeats::OtherSide if nth % 2 == 1 => Whose::Opposite,
            Repeats::OtherSide | Repeats::Back => Whose::This,
        };
        let (start, length) = if is_back {
            (start + half, pace.saturating_sub(half))
        } else {
            (start, half)
        };
        Some(Way {
            start,
            length,
            side,
            is_back,
        })
    }

    /// Out of the stretch of the segment before.
    fn back(&self) -> Option<Way> {
        let side = match self.kind {
            Kind::Switch => Whose::Before,
            Kind::Between => Whose::This,
            _ => return None,
        };
        // A third of the time at most, so that moving in is the longer half, and whole frames.
        let third = (self.waiting()? / 3).as_nanos() / FRAME.as_nanos();
        let length = BACK.min(FRAME * u32::try_from(third).unwrap_or(u32::MAX));
        Some(Way {
            start: Duration::ZERO,
            length,
            side,
            is_back: true,
        })
    }

    /// Into the stretch, so that it is reached when the segment ends.
    fn into(&self) -> Option<Way> {
        let waiting = self.waiting()?;
        let free = waiting.saturating_sub(self.back().map_or(Duration::ZERO, |back| back.length));
        let length = INTO.min(free);
        Some(Way {
            start: waiting.saturating_sub(length),
            length,
            side: Whose::This,
            is_back: false,
        })
    }

    /// The length of a segment before a hold: what is counted at a pace begins and ends at rest.
    fn waiting(&self) -> Option<Duration> {
        let leads_in = self.kind.is_transition() && self.pace.is_none();
        self.length.filter(|_| leads_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn of(kind: Kind, seconds: u64, pace: Option<u64>) -> Movement {
        Movement {
            kind,
            length: Some(Duration::from_secs(seconds)),
            pace: match pace {
                Some(pace) => Some(Duration::from_secs(pace)),
                None => None,
            },
            repeats: Repeats::OtherSide,
        }
    }

    /// Every change of a segment as `seconds: side thousandths`, as the loop would come by.
    fn changes(movement: Movement) -> Vec<(Duration, Stage)> {
        let mut reading = Duration::ZERO;
        let mut changes = vec![(reading, movement.stage(reading))];
        while let Some(next) = movement.next_change(reading) {
            assert!(next > reading, "a change that does not lie ahead");
            assert!(
                next.saturating_sub(reading) >= FRAME,
                "more than ten frames a second"
            );
            reading = next;
            if movement.length.is_some_and(|length| reading >= length) {
                break;
            }
            changes.push((reading, movement.stage(reading)));
        }
        changes
    }

    fn at(movement: Movement, milliseconds: u64) -> (Whose, u16) {
        let stage = movement.stage(Duration::from_millis(milliseconds));
        (stage.side, stage.thousandths)
    }

    #[test]
    fn a_hold_keeps_still() {
        for kind in [Kind::Hold, Kind::Time] {
            let hold = of(kind, 60, None);
            assert_eq!(changes(hold).len(), 1, "no wake-up in a hold");
            assert_eq!(at(hold, 30_000), (Whose::This, 1000));
        }
        let open = Movement {
            length: None,
            ..of(Kind::Count, 1, None)
        };
        assert_eq!(changes(open), [(Duration::ZERO, Stage::STRETCH)]);
    }

    #[test]
    fn getting_ready_ends_in_the_stretch() {
        let ready = of(Kind::Ready, 12, None);
        assert_eq!(at(ready, 8_999), (Whose::This, 0));
        assert_eq!(at(ready, 10_500), (Whose::This, 500));
        assert_eq!(at(ready, 12_000), (Whose::This, 1000));
        let first = ready.next_change(Duration::ZERO);
        assert_eq!(
            first,
            Some(Duration::from_millis(9_100)),
            "still until then"
        );
        assert_eq!(changes(ready).len(), 30);
    }

    #[test]
    fn a_switch_leaves_the_old_side_before_it_takes_the_new_one() {
        let switch = of(Kind::Switch, 6, None);
        assert_eq!(at(switch, 0), (Whose::Before, 1000));
        assert_eq!(at(switch, 1_400), (Whose::Before, 67));
        assert_eq!(at(switch, 1_500), (Whose::This, 0));
        assert_eq!(at(switch, 5_999), (Whose::This, 966));
        let short = of(Kind::Switch, 3, None);
        assert_eq!(at(short, 1_000), (Whose::This, 0));
        assert_eq!(at(short, 2_900), (Whose::This, 950));
    }

    #[test]
    fn a_counted_movement_goes_there_and_back_at_its_pace() {
        let count = of(Kind::Count, 40, Some(5));
        assert_eq!(at(count, 0), (Whose::This, 0));
        assert_eq!(at(count, 2_500), (Whose::This, 1000));
        assert_eq!(at(count, 7_500), (Whose::Opposite, 1000));
        assert_eq!(at(of(Kind::Ready, 8, Some(5)), 8_000), (Whose::This, 0));
        assert_eq!(at(count, 40_000), (Whose::This, 0));
    }

    #[test]
    fn between_two_changes_the_picture_is_the_same() {
        for movement in [
            of(Kind::Ready, 7, None),
            of(Kind::Switch, 4, None),
            of(Kind::Between, 3, None),
            of(Kind::Count, 10, Some(5)),
            of(Kind::Ready, 0, None),
        ] {
            let changes = changes(movement);
            for pair in changes.windows(2) {
                let (from, stage) = pair[0];
                let (until, next) = pair[1];
                assert_ne!(
                    stage, next,
                    "{movement:?}: a frame that equals the last at {until:?}"
                );
                let last = until.saturating_sub(Duration::from_nanos(1));
                for reading in [from, (from + until) / 2, last] {
                    assert_eq!(
                        movement.stage(reading),
                        stage,
                        "{movement:?} at {reading:?}"
                    );
                }
            }
        }
    }
}
