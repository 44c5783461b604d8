//! Wakes loudspeakers that sleep (Bluetooth, HDMI). They swallow the first half second after a quiet time, so silence
//! is played before a tone, and the tone is heard from its beginning at its exact time.
//!
//! The silence is a file of its own that ends shortly before the tone. Within that gap no loudspeaker falls asleep
//! again; a pause can still leave the tone out; and a device that takes one program at a time is free again. Only the
//! first cue of a session has the silence in itself: the session puts its first sound off.

use std::ops::Range;
use std::time::{Duration, Instant};

use crate::core::cue::WAKE_UP;

/// The quiet time after which a loudspeaker may sleep.
const QUIET: Duration = Duration::from_secs(10);
/// How long before the tone the silence is over.
const GAP: Duration = Duration::from_millis(100);

/// When to play silence before a tone at `next`, with nothing heard since `quiet`, as decided at `now`. `None` when no
/// loudspeaker can be asleep, or when there is no time remaining.
pub(super) fn silence(
    quiet: Option<Instant>,
    next: Instant,
    now: Instant,
) -> Option<Range<Instant>> {
    let is_quiet = quiet.is_none_or(|quiet| next.saturating_duration_since(quiet) >= QUIET);
    let from = next.checked_sub(WAKE_UP).map_or(now, |from| from.max(now));
    let to = next.checked_sub(GAP)?;
    (is_quiet && from < to).then_some(from..to)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "an instant to count from")]
mod tests {
    use super::*;

    /// The silence for a tone at 60 s, in milliseconds.
    fn decided(quiet: Option<u64>, now: u64) -> Option<(u128, u128)> {
        let zero = Instant::now();
        let at = |ms: u64| zero + Duration::from_millis(ms);
        let silence = silence(quiet.map(at), at(60_000), at(now))?;
        let ms = |at: Instant| (at - zero).as_millis();
        Some((ms(silence.start), ms(silence.end)))
    }

    #[test]
    fn after_ten_seconds_of_quiet_silence_comes_first() {
        assert_eq!(decided(Some(50_000), 51_000), Some((59_300, 59_900)));
        assert_eq!(decided(None, 0), Some((59_300, 59_900)));
        assert_eq!(decided(Some(50_001), 51_000), None);
        // Something sounds until after it.
        assert_eq!(decided(Some(61_000), 51_000), None);
    }

    #[test]
    fn what_is_known_late_gets_the_silence_there_is_time_for() {
        assert_eq!(decided(Some(40_000), 59_500), Some((59_500, 59_900)));
        assert_eq!(decided(Some(40_000), 59_900), None);
        assert_eq!(decided(Some(40_000), 60_500), None);
    }
}
