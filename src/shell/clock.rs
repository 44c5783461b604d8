//! The clock: the only file that asks what time it is.

use std::time::Duration;

use crate::core::day::Stamp;
use crate::core::moment::Moment;

/// How much faster than the clock on the wall a session runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(f64);

impl Speed {
    /// As fast as the clock on the wall.
    pub const REAL: Self = Self(1.0);

    /// `times` as fast, from 0.1 to 1000; `None` for anything else.
    pub fn new(times: f64) -> Option<Self> {
        (0.1..=1000.0).contains(&times).then_some(Self(times))
    }

    /// How many times as fast.
    pub const fn times(self) -> f64 {
        self.0
    }

    /// Whether moments are true seconds.
    pub fn is_real(self) -> bool {
        (self.0 - 1.0).abs() < f64::EPSILON
    }
}

/// Tells moments.
///
/// At [`Speed::REAL`] it is the clock of the machine, sleep counted. At another speed it is a rehearsal: the clock runs
/// only while the loop waits, from [`Clock::go`] to [`Clock::stand`], and stands at the deadline it waited for. The
/// milliseconds of a drawing or of a busy machine, made sixty times longer, would otherwise pass for a gap in which
/// somebody closed the lid; a true gap still is one.
#[derive(Debug)]
pub(super) struct Clock {
    began: Duration,
    pace: Pace,
}

#[derive(Debug)]
enum Pace {
    Real,
    Rehearsal {
        speed: f64,
        moment: Moment,
        since: Duration,
    },
}

/// Being late by more than this is the world's doing, not the machine's.
const LATE: Duration = Duration::from_secs(2);

impl Clock {
    /// A clock that shows [`Moment::ZERO`] now.
    pub(super) fn start(speed: Speed) -> Self {
        let began = raw();
        let pace = if speed.is_real() {
            Pace::Real
        } else {
            Pace::Rehearsal {
                speed: speed.0,
                moment: Moment::ZERO,
                since: began,
            }
        };
        Self { began, pace }
    }

    /// What time it is.
    pub(super) fn now(&self) -> Moment {
        match self.pace {
            Pace::Real => Moment::after(raw().saturating_sub(self.began)),
            Pace::Rehearsal { moment, .. } => moment,
        }
    }

    /// The loop begins to wait.
    pub(super) fn go(&mut self) {
        if let Pace::Rehearsal { since, .. } = &mut self.pace {
            *since = raw();
        }
    }

    /// How long one still has to sleep, since [`Clock::go`], until `deadline`; zero when it is reached.
    pub(super) fn until(&self, deadline: Moment) -> Duration {
        match self.pace {
            Pace::Real => deadline.since(self.now()),
            Pace::Rehearsal {
                speed,
                moment,
                since,
            } => {
                let whole = deadline.since(moment).div_f64(speed);
                whole.saturating_sub(raw().saturating_sub(since))
            }
        }
    }

    /// The loop waited, for `deadline` at most.
    pub(super) fn stand(&mut self, deadline: Option<Moment>) {
        if let Pace::Rehearsal {
            speed,
            moment,
            since,
        } = &mut self.pace
        {
            let took = raw().saturating_sub(*since);
            let reached = *moment + took.mul_f64(*speed);
            let planned = deadline.map(|deadline| deadline.since(*moment).div_f64(*speed));
            let late = planned.and_then(|planned| took.checked_sub(planned));
            *moment = match (deadline, late) {
                (Some(deadline), Some(late)) if late <= LATE => deadline.max(*moment),
                (Some(deadline), None) => reached.min(deadline),
                _ => reached,
            };
        }
    }

    /// The local date and time at `moment`, which is not after now.
    pub(super) fn stamp(&self, moment: Moment) -> Stamp {
        let ago = self.now().since(moment);
        stamp(match self.pace {
            Pace::Real => ago,
            Pace::Rehearsal { speed, .. } => ago.div_f64(speed),
        })
    }

    /// The local time of day at [`Moment::ZERO`]; none in a rehearsal, which keeps no pace with it.
    pub(super) fn time_of_day(&self) -> Option<Duration> {
        match self.pace {
            Pace::Real => Some(
                time_of_day().saturating_sub(Duration::ZERO.max(raw().saturating_sub(self.began))),
            ),
            Pace::Rehearsal { .. } => None,
        }
    }
}

/// The local date and time `ago`, with the offset that held then.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
pub(super) fn stamp(ago: Duration) -> Stamp {
    let then = jiff::Timestamp::now();
    let then = jiff::SignedDuration::try_from(ago)
        .ok()
        .and_then(|ago| then.checked_sub(ago).ok())
        .unwrap_or(then);
    let zone = jiff::tz::TimeZone::system();
    Stamp {
        unix_ms: then.as_millisecond(),
        offset: zone.to_offset(then).seconds(),
    }
}

/// The local time of day.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
fn time_of_day() -> Duration {
    let now = jiff::Zoned::now();
    let (hours, minutes, seconds) = (now.hour(), now.minute(), now.second());
    let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60 + i64::from(seconds);
    Duration::from_secs(seconds.unsigned_abs())
}

/// Time since some fixed point, the machine's sleep counted.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
fn raw() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    #[cfg(target_os = "linux")]
    let clock = ClockId::Boottime;
    // On macOS this one goes on while the machine sleeps.
    #[cfg(target_vendor = "apple")]
    let clock = ClockId::Monotonic;
    let time = clock_gettime(clock);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}

/// Time since some fixed point.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads a clock"
)]
fn raw() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_from_a_tenth_to_a_thousand() {
        assert!(
            [0.1, 1.0, 60.0, 1000.0]
                .into_iter()
                .all(|times| Speed::new(times).is_some())
        );
        let wrong = [0.0, 0.09, 1000.1, -1.0, f64::NAN, f64::INFINITY];
        assert!(wrong.into_iter().all(|times| Speed::new(times).is_none()));
    }

    #[test]
    fn a_rehearsal_stands_while_the_program_works() {
        let mut clock = Clock::start(Speed::new(1000.0).expect("a speed"));
        let deadline = Moment::after(Duration::from_secs(1));
        assert_eq!(clock.now(), Moment::ZERO);
        clock.go();
        while !clock.until(deadline).is_zero() {}
        clock.stand(Some(deadline));
        assert_eq!(clock.now(), deadline, "a late waking is no gap");
    }

    #[test]
    fn the_real_clock_goes_on() {
        let clock = Clock::start(Speed::REAL);
        let earlier = clock.now();
        while clock.now() == earlier {}
        assert!(clock.now() > earlier);
        assert!(
            clock
                .time_of_day()
                .is_some_and(|time| time < Duration::from_secs(86_400))
        );
    }
}
