//! The movement of a figure: into the stretch and out of it while one gets ready, out of the old side and into the new
//! one while the side changes, and with the pace where movements are counted. In a hold it keeps still, so nothing has
//! to be drawn.

use std::time::Duration;

use super::{Repeats, Turn};
use crate::core::routine::Tempo;
use crate::core::settings::Motion;
use crate::core::timeline::Kind;

/// The time of moving into a stretch, where there is so much.
pub const INTO: Duration = Duration::from_secs(3);
/// The time of moving out of it, where there is so much.
pub const BACK: Duration = Duration::from_millis(1500);
/// The time in the stretch before the figure comes back out of it.
const STAY: Duration = Duration::from_secs(2);
/// The shortest and the longest time of coming back while one gets ready; going in takes twice as long.
const STRIDE: (Duration, Duration) = (Duration::from_millis(700), BACK);
/// How often the stretch is shown where that has to be hurried.
const ENOUGH: u32 = 2;
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
    /// The phases of each movement, where it has some.
    pub tempo: Option<Tempo>,
    /// The order of counted movements.
    pub repeats: Repeats,
    /// Whether what comes after it begins at rest, not in the stretch.
    pub ends_at_rest: bool,
    /// How much the user wants it to move.
    pub motion: Motion,
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
    pub(crate) const REST: Self = Self::new(Whose::This, 0);
    const STRETCH: Self = Self::new(Whose::This, 1000);

    const fn new(side: Whose, thousandths: u16) -> Self {
        Self { side, thousandths }
    }

    /// Whether it is neither at rest nor in the stretch.
    pub(crate) const fn is_between(self) -> bool {
        self.thousandths > 0 && self.thousandths < 1000
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
}

impl Movement {
    /// The stage when so much of the segment has run.
    pub fn stage(&self, reading: Duration) -> Stage {
        match self.way_from(reading) {
            Some(way) if way.start <= reading => way.stage(reading),
            Some(way) if !way.is_back => Stage::REST,
            None if self.rests() => Stage::REST,
            _ => Stage::STRETCH,
        }
    }

    /// The reading at which the figure changes next; `None` when it keeps still to the end.
    pub fn next_change(&self, reading: Duration) -> Option<Duration> {
        // A movement begins with a picture that is on the screen already.
        self.way_from(reading)
            .map(|way| way.next_frame(reading.max(way.start)))
    }

    /// The way that contains `reading`, or else the next one.
    fn way_from(&self, reading: Duration) -> Option<Way> {
        if self.motion == Motion::Off || self.length.is_some_and(|length| reading >= length) {
            return None;
        }
        let ahead = |way: &Way| reading < way.end();
        let back = self.back().filter(ahead);
        match self.kind {
            kind if kind.is_work() => self.half_movement(reading),
            Kind::Between => back.or_else(|| self.into().filter(ahead)),
            Kind::Ready | Kind::Switch => back.or_else(|| self.shown(reading)),
            _ => None,
        }
    }

    /// Whether it is at rest when it keeps still to the end.
    fn rests(&self) -> bool {
        match self.kind {
            kind if kind.is_work() => self.pace.is_some() && self.motion != Motion::Off,
            Kind::Ready | Kind::Switch => self.ends_at_rest && self.motion != Motion::Off,
            Kind::Between => self.ends_at_rest || self.motion == Motion::Off,
            _ => true,
        }
    }

    /// A way of getting ready: into the stretch and back, as often as there is time, then into it for good.
    fn shown(&self, reading: Duration) -> Option<Way> {
        let first = self.back().map_or(Duration::ZERO, Way::end);
        let (times, stride) = self.times(self.length?.saturating_sub(first));
        let cycle = stride * 3 + STAY;
        let nth = reading.saturating_sub(first).as_nanos() / cycle.as_nanos();
        let nth = u32::try_from(nth).unwrap_or(u32::MAX).min(times);
        if nth == times && self.ends_at_rest {
            return None;
        }
        let start = first + cycle.saturating_mul(nth);
        let into = Way {
            start,
            length: stride * 2,
            side: Whose::This,
            is_back: false,
        };
        if reading < into.end() {
            return Some(into);
        }
        (nth < times).then_some(Way {
            start: into.end() + STAY,
            length: stride,
            is_back: true,
            ..into
        })
    }

    /// How often the figure comes back out of the stretch in so much time, and how long that takes.
    fn times(&self, time: Duration) -> (u32, Duration) {
        let (shortest, longest) = STRIDE;
        let last = if self.ends_at_rest { 0 } else { 2 };
        let strides = |times: u32| times.saturating_mul(3).saturating_add(last);
        let hurried = (1..=ENOUGH).rev().find(|times| {
            let needed = STAY * *times + shortest * strides(*times);
            needed <= time
        });
        let at_leisure =
            time.saturating_sub(longest * last).as_nanos() / (longest * 3 + STAY).as_nanos();
        let most = match self.motion {
            Motion::Loop => u32::MAX,
            Motion::Once | Motion::Off => u32::from(self.ends_at_rest),
        };
        let times = u32::try_from(at_leisure).unwrap_or(u32::MAX);
        let times = times.max(hurried.unwrap_or(0)).min(most);
        let moving = time.saturating_sub(STAY.saturating_mul(times));
        let frames = (moving / strides(times).max(1)).as_nanos() / FRAME.as_nanos();
        let stride = FRAME.saturating_mul(u32::try_from(frames).unwrap_or(u32::MAX));
        (times, stride.min(longest))
    }

    /// One half of a counted movement.
    fn half_movement(&self, reading: Duration) -> Option<Way> {
        let pace = self
            .pace
            .filter(|pace| self.kind.is_work() && !pace.is_zero())?;
        let nth = u32::try_from(reading.as_nanos() / pace.as_nanos()).ok()?;
        let start = pace.checked_mul(nth)?;
        let half = pace / 2;
        let [out, hold, back, _] = self.tempo.map_or(
            [
                half,
                Duration::ZERO,
                pace.saturating_sub(half),
                Duration::ZERO,
            ],
            |tempo| tempo.0,
        );
        let is_back = reading >= start + out + hold;
        let side = match self.repeats {
            Repeats::OtherSide if nth % 2 == 1 => Whose::Opposite,
            Repeats::OtherSide | Repeats::Back => Whose::This,
        };
        let (start, length) = if is_back {
            (start + out + hold, back)
        } else {
            (start, out)
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
            // A movement that is counted at a pace has come back by itself.
            _ if self.pace.is_some() => return None,
            Kind::Switch => Whose::Before,
            Kind::Between => Whose::This,
            _ => return None,
        };
        // A third of the time at most, so that moving in is the longer half, and whole frames.
        let third = (self.length? / 3).as_nanos() / FRAME.as_nanos();
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
        let waiting = self.length.filter(|_| !self.ends_at_rest)?;
        let free = waiting.saturating_sub(self.back().map_or(Duration::ZERO, |back| back.length));
        let length = INTO.min(free);
        Some(Way {
            start: waiting.saturating_sub(length),
            length,
            side: Whose::This,
            is_back: false,
        })
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
            tempo: None,
            repeats: Repeats::OtherSide,
            ends_at_rest: pace.is_some(),
            motion: Motion::Loop,
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

    /// Each time in the stretch, from when to when, of a segment of `milliseconds`.
    fn stays(movement: Movement) -> Vec<(Duration, Duration)> {
        let end = movement.length.unwrap_or_default();
        let changes = changes(movement);
        let until = changes.iter().skip(1).map(|(until, _)| *until).chain([end]);
        let stays = changes.iter().zip(until);
        let in_stretch = stays.filter(|((_, stage), _)| *stage == Stage::STRETCH);
        in_stretch
            .map(|((from, _), until)| (*from, until))
            .collect()
    }

    #[test]
    fn getting_ready_shows_the_stretch_and_ends_in_it() {
        let ready = of(Kind::Ready, 12, None);
        assert_eq!(at(ready, 0), (Whose::This, 0));
        assert_eq!(at(ready, 1_000), (Whose::This, 500));
        // It is seen there until the first picture of the way back.
        let stay = |from| {
            let from = Duration::from_secs(from);
            (from, from + STAY + FRAME)
        };
        assert_eq!(stays(ready), [stay(2), stay(7)]);
        assert_eq!(at(ready, 4_500), (Whose::This, 500));
        assert_eq!(at(ready, 11_000), (Whose::This, 500));
        assert_eq!(at(ready, 12_000), (Whose::This, 1000));
    }

    #[test]
    fn the_stretch_is_shown_twice_where_there_is_time_and_once_before_that() {
        for tenths in 1..=900 {
            let length = Duration::from_millis(100 * tenths);
            let ready = Movement {
                length: Some(length),
                ..of(Kind::Ready, 0, None)
            };
            assert_eq!(ready.stage(length), Stage::STRETCH, "{length:?}");
            let stays = stays(ready);
            let returned = stays.iter().filter(|(_, until)| *until < length);
            for (from, until) in returned.clone() {
                assert_eq!(until.saturating_sub(*from), STAY + FRAME, "{length:?}");
            }
            let least = match tenths {
                ..55 => 0,
                55..96 => 1,
                96.. => 2,
            };
            assert!(returned.count() >= least, "{length:?}: {stays:?}");
            let once = Movement {
                motion: Motion::Once,
                ..ready
            };
            assert!(changes(once).len() <= 31, "{length:?}");
            assert_eq!(once.stage(length), Stage::STRETCH);
        }
    }

    #[test]
    fn before_what_begins_at_rest_it_ends_at_rest() {
        let lead_in = Movement {
            ends_at_rest: true,
            ..of(Kind::Ready, 15, None)
        };
        assert_eq!(stays(lead_in).len(), 2);
        assert_eq!(at(lead_in, 14_999), (Whose::This, 0));
        let once = Movement {
            motion: Motion::Once,
            ..lead_in
        };
        assert_eq!(stays(once).len(), 1);
        assert_eq!(at(once, 14_999), (Whose::This, 0));
    }

    #[test]
    fn without_motion_it_is_in_the_stretch_all_along() {
        for kind in [Kind::Ready, Kind::Switch, Kind::Hold, Kind::Count] {
            let off = Movement {
                motion: Motion::Off,
                ..of(kind, 20, Some(5))
            };
            assert_eq!(changes(off), [(Duration::ZERO, Stage::STRETCH)], "{kind:?}");
        }
    }

    #[test]
    fn a_switch_leaves_the_old_side_before_it_takes_the_new_one() {
        let switch = of(Kind::Switch, 6, None);
        assert_eq!(at(switch, 0), (Whose::Before, 1000));
        assert_eq!(at(switch, 1_400), (Whose::Before, 67));
        assert_eq!(at(switch, 1_500), (Whose::This, 0));
        assert_eq!(at(switch, 3_000), (Whose::This, 500));
        assert_eq!(at(switch, 4_500), (Whose::This, 1000));
        let short = of(Kind::Switch, 3, None);
        assert_eq!(at(short, 1_000), (Whose::This, 0));
        assert_eq!(at(short, 2_900), (Whose::This, 950));
        let long = of(Kind::Switch, 15, None);
        assert_eq!(stays(long).len(), 3, "twice, and then until its end");
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
            of(Kind::Ready, 25, None),
            of(Kind::Ready, 15, Some(5)),
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
