//! The user's preferences for every session.

use std::time::Duration;

use crate::core::condition::Conditions;
use crate::core::cue::Estimated;
use crate::core::day::WallClock;
use crate::core::moment::Moment;
use crate::core::routine::First;
use crate::core::settings::{Motion, Settings};
use crate::core::timeline::{Keys, Unrolled};

/// The choices of the user for every session.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// How long one has before the first segment.
    pub lead_in: Duration,
    /// The side that comes first where a routine says only `each`.
    pub first: First,
    /// The conditions of the person, for which steps are left out.
    pub has: Conditions,
    /// How fast it is spoken, in percent of the usual pace.
    pub rate: u16,
    /// The screen after a session.
    pub after: After,
    /// Whether figures are shown.
    pub figures: bool,
    /// How much they move.
    pub motion: Motion,
    /// The clock on the wall, as it was read last; without it no end is shown.
    pub wall: Option<WallClock>,
}

/// The screen after a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// The summary, which asks whether to log it.
    #[default]
    Summary,
    /// Nothing: it is logged.
    Nothing,
}

impl Preferences {
    /// Those that the `settings` have, with this lead-in.
    pub fn of(settings: &Settings, lead_in: Duration) -> Self {
        Self {
            lead_in,
            first: settings.session.first,
            has: settings.person.has,
            rate: settings.sound.rate,
            after: After::default(),
            figures: settings.screen.figures,
            motion: settings.screen.motion,
            wall: None,
        }
    }

    /// How a routine is unrolled that is begun at `now`.
    pub(in crate::app) fn unrolled(&self, now: Moment) -> Unrolled {
        Unrolled {
            keys: Keys::Come,
            first: self.first,
            has: self.has,
            day: self.wall.map(|wall| wall.stamp(now).day()),
        }
    }

    /// How long sentences take until they are measured.
    pub(super) const fn estimated(&self) -> Estimated {
        Estimated { rate: self.rate }
    }
}
