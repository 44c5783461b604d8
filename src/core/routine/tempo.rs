//! The tempo of a counted movement: how long each of its phases takes.

use std::fmt;
use std::time::Duration;

/// How long each phase of a counted movement takes: out, hold, back, rest. Only the first always takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tempo(pub [Duration; 4]);

/// A phase of a counted movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MovementPhase {
    /// Into the movement.
    Out,
    /// It is held.
    Hold,
    /// Out of the movement again.
    Back,
    /// Before the next one.
    Rest,
}

impl MovementPhase {
    /// All phases, in order.
    pub const ALL: [Self; 4] = [Self::Out, Self::Hold, Self::Back, Self::Rest];
}

impl fmt::Display for Tempo {
    /// As it is written in a file: `3-1-3`, with a fourth number where there is a rest.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let [first, hold, back, rest] = self.0.map(|phase| phase.as_secs());
        write!(out, "{first}-{hold}-{back}")?;
        if rest > 0 {
            write!(out, "-{rest}")?;
        }
        Ok(())
    }
}

impl Tempo {
    /// How long a movement takes.
    pub fn length(self) -> Duration {
        self.0.into_iter().sum()
    }

    /// The phases that take time, each with its beginning in the movement and its length.
    pub fn phases(self) -> impl Iterator<Item = (MovementPhase, Duration, Duration)> {
        let mut begins = Duration::ZERO;
        let phases = MovementPhase::ALL.into_iter().zip(self.0);
        let phases = phases.map(move |(phase, length)| {
            let here = (phase, begins, length);
            begins += length;
            here
        });
        phases.filter(|(.., length)| !length.is_zero())
    }
}
