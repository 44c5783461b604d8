//! How late the shown second changes against its true moment.

use std::time::Duration;

/// How late a program was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lateness {
    /// Of all changes, in milliseconds.
    pub(crate) median: f64,
    /// The latest, in milliseconds.
    pub(crate) worst: f64,
    /// How much longer a minute is than it should be, in milliseconds.
    pub(crate) drift: f64,
}

impl Lateness {
    /// Of changes whose true moments are not known: against the earliest one, from which whole seconds are counted.
    pub(crate) fn fitted(changes: &[Duration]) -> Option<Self> {
        let phases = phases(changes);
        let earliest = phases.iter().copied().fold(f64::MAX, f64::min);
        let late = phases.iter().map(|phase| phase - earliest).collect();
        Self::of(late, slope(changes, &phases))
    }

    fn of(mut late: Vec<f64>, drift: f64) -> Option<Self> {
        late.sort_by(f64::total_cmp);
        Some(Self {
            median: *late.get(late.len() / 2)?,
            worst: *late.last()?,
            drift,
        })
    }
}

/// How much later each moment is than a whole number of seconds after the first, in milliseconds; less than nothing
/// where it is earlier.
fn phases(moments: &[Duration]) -> Vec<f64> {
    let first = moments.first().copied().unwrap_or_default();
    let phase = |at: &Duration| {
        let after = at.saturating_sub(first).as_secs_f64();
        (after - after.round()) * 1000.0
    };
    moments.iter().map(phase).collect()
}

/// How much `phases` grow in a minute: the slope of the line that fits best.
fn slope(moments: &[Duration], phases: &[f64]) -> f64 {
    let count = moments.len() as f64;
    let minutes: Vec<f64> = moments.iter().map(|at| at.as_secs_f64() / 60.0).collect();
    let middle = minutes.iter().sum::<f64>() / count;
    let mean = phases.iter().sum::<f64>() / count;
    let (mut along, mut square) = (0.0, 0.0);
    for (minute, phase) in minutes.iter().zip(phases) {
        along += (minute - middle) * (phase - mean);
        square += (minute - middle).powi(2);
    }
    if square > 0.0 { along / square } else { 0.0 }
}
