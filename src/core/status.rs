//! The status of a session that is being played, for other programs: a prompt, the bar of a desktop.

use std::time::Duration;

use super::day::Stamp;

/// The state of a session, and how long it still takes. It is true for as long as nothing but time goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionStatus {
    /// The title of the session.
    pub title: String,
    /// What is going on: `HOLD RIGHT · Single-knee pull`.
    pub state: String,
    /// Whether time goes on: false while it is paused or waits for a key.
    pub is_running: bool,
    /// The remaining time of the session at the moment `at`.
    pub remaining: Duration,
    /// When this was so.
    pub at: Stamp,
    /// How many times as fast as the clock it runs.
    pub speed: f64,
}

/// By how much two readings of the end of one session differ at most: times are shown in whole seconds.
const ROUNDED: Duration = Duration::from_millis(1500);

impl SessionStatus {
    /// The remaining time of the session at `now`.
    pub fn remaining_at(&self, now: Stamp) -> Duration {
        if !self.is_running {
            return self.remaining;
        }
        let went_by = now.since(self.at).mul_f64(self.speed.max(0.0));
        self.remaining.saturating_sub(went_by)
    }

    /// Whether a reader of this status knows all that is in a `later` one.
    pub fn foretells(&self, later: &Self) -> bool {
        let is_same = self.state == later.state
            && self.title == later.title
            && self.is_running == later.is_running;
        let expected = self.remaining_at(later.at);
        let rounded = ROUNDED.mul_f64(self.speed.max(1.0));
        is_same && expected.abs_diff(later.remaining) <= rounded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(remaining: u64, at_ms: i64) -> SessionStatus {
        SessionStatus {
            title: "Morning".to_owned(),
            state: "HOLD · Bridge".to_owned(),
            is_running: true,
            remaining: Duration::from_secs(remaining),
            at: Stamp {
                unix_ms: at_ms,
                offset: 0,
            },
            speed: 1.0,
        }
    }

    #[test]
    fn time_that_goes_on_is_nothing_new() {
        let first = status(90, 0);
        assert!(first.foretells(&status(60, 30_000)));
        assert!(first.foretells(&status(60, 30_900)), "in whole seconds");
        assert!(!first.foretells(&status(65, 30_000)), "it became longer");
        let paused = SessionStatus {
            is_running: false,
            ..status(60, 30_000)
        };
        assert!(!first.foretells(&paused));
        let later = SessionStatus {
            at: status(0, 3_600_000).at,
            ..paused.clone()
        };
        assert!(paused.foretells(&later), "it stands");
    }

    #[test]
    fn the_remaining_time_goes_down_while_it_runs_and_never_below_zero() {
        let at = |ms| Stamp {
            unix_ms: ms,
            offset: 0,
        };
        let seconds = Duration::from_secs;
        assert_eq!(status(90, 1000).remaining_at(at(31_000)), seconds(60));
        assert_eq!(status(90, 1000).remaining_at(at(500)), seconds(90));
        assert_eq!(status(90, 1000).remaining_at(at(999_000)), seconds(0));
        let quick = SessionStatus {
            speed: 10.0,
            ..status(90, 0)
        };
        assert_eq!(quick.remaining_at(at(3000)), seconds(60));
    }
}
