//! Points in time that are passed as arguments. A [`Moment`] cannot be read from a clock, so no function in the core
//! can ask for the time.

use std::ops::{Add, Sub};
use std::time::Duration;

/// A point in time, as the time since the host started (nanosecond resolution).
///
/// There is deliberately no `now()`: only the host behind [`crate::app::Host`] reads a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Duration);

impl Moment {
    /// The moment the host started.
    pub const ZERO: Self = Self(Duration::ZERO);

    /// The moment that lies `elapsed` after the host started.
    pub const fn after(elapsed: Duration) -> Self {
        Self(elapsed)
    }

    /// How long after `earlier` this moment is; zero when it is not after it.
    pub const fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Moment {
    type Output = Self;

    /// Saturates at the largest moment.
    fn add(self, later: Duration) -> Self {
        Self(self.0.saturating_add(later))
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;

    /// Saturates at [`Moment::ZERO`].
    fn sub(self, earlier: Duration) -> Self {
        Self(self.0.saturating_sub(earlier))
    }
}
