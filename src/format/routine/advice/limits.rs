//! The numbers behind the advice, each with its source. How long a text takes to say is in [`crate::core::speech`].

use std::ops::RangeInclusive;
use std::time::Duration;

/// How long a stretch is held.
pub(super) const HOLD: RangeInclusive<Duration> = Duration::from_secs(10)..=Duration::from_secs(30);
/// How long older adults hold a stretch, from about 65 years on.
pub(super) const HOLD_OF_OLDER_ADULTS: RangeInclusive<Duration> =
    Duration::from_secs(30)..=Duration::from_secs(60);
/// Where [`HOLD`] and [`HOLD_OF_OLDER_ADULTS`] come from.
pub(super) const HOLD_SOURCE: &str =
    "ACSM's Guidelines for Exercise Testing and Prescription, 11th edition, table 5.6";

/// How long one stretch is held in all on each side: twice what is known to be enough.
pub(super) const HELD_A_SIDE: Duration = Duration::from_secs(120);
/// The source of [`HELD_A_SIDE`].
pub(super) const HELD_A_SIDE_SOURCE: &str =
    "ACSM position stand 2011, doi:10.1249/MSS.0b013e318213fefb: 60 s in all for each stretch";

/// How long cold may lie on the skin.
pub(super) const ICE: Duration = Duration::from_secs(20 * 60);
pub(super) const ICE_SOURCE: &str =
    "Bleakley and others 2006, PMC2579462; NHS, sprains and strains: up to 20 minutes";

/// The source of the time that words take.
pub(super) const SPEECH_SOURCE: &str = "0.36 s a word, 0.5 s a full stop, 0.3 s a comma, 0.2 s to begin: fitted to 59 \
                                        measured sentences";

/// The least time to change sides. Our own measure, by trying.
pub(super) const SWITCH: Duration = Duration::from_secs(3);

/// The longest movement. Our own measure: what takes longer is held, or goes on for a time.
pub(super) const MOVEMENT: Duration = Duration::from_secs(60);
