//! A stopwatch. A reading is `base + (now - since)`, never a sum of ticks, so it cannot drift.

use std::time::Duration;

use super::moment::Moment;

/// A stopwatch that runs or stands still.
///
/// It may be started at a moment that still lies ahead; its reading stands still until then. That is how a lead-in
/// works: nothing has to remember to start the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stopwatch {
    base: Duration,
    since: Option<Moment>,
}

impl Stopwatch {
    /// A stopwatch at zero that stands still.
    pub(crate) const fn stopped() -> Self {
        Self {
            base: Duration::ZERO,
            since: None,
        }
    }

    /// A stopwatch at zero that runs from `moment` on.
    pub(crate) const fn started(moment: Moment) -> Self {
        Self {
            base: Duration::ZERO,
            since: Some(moment),
        }
    }

    /// Its reading at `now`.
    pub(crate) fn reading(&self, now: Moment) -> Duration {
        self.base
            .saturating_add(self.since.map_or(Duration::ZERO, |since| now.since(since)))
    }

    /// When it will show (or showed) `target`; `None` while it stands still.
    ///
    /// For a target it passed before it last started, this is the moment it last started.
    pub(crate) fn when(&self, target: Duration) -> Option<Moment> {
        self.since
            .map(|since| since + target.saturating_sub(self.base))
    }

    /// Stops it at `now`; its reading stays what it is.
    pub(crate) fn stop(&mut self, now: Moment) {
        *self = Self {
            base: self.reading(now),
            since: None,
        };
    }

    /// Lets it run on from `moment`, which may lie ahead.
    pub(crate) fn start(&mut self, moment: Moment) {
        *self = Self {
            base: self.reading(moment),
            since: Some(moment),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::after(Duration::from_secs(seconds))
    }

    #[test]
    fn stands_still_until_a_start_that_lies_ahead() {
        let mut watch = Stopwatch::started(at(0));
        watch.stop(at(4));
        watch.start(at(13));
        assert_eq!(watch.reading(at(10)), Duration::from_secs(4));
        assert_eq!(watch.reading(at(15)), Duration::from_secs(6));
        assert_eq!(watch.when(Duration::from_secs(5)), Some(at(14)));
    }

    #[test]
    fn a_stopped_watch_reaches_nothing() {
        assert_eq!(Stopwatch::stopped().when(Duration::from_secs(1)), None);
    }
}
