//! How late the shown second changes against its true moment.

use std::time::Duration;

const SECOND: f64 = 1000.0;

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
    /// A change that is no whole number of seconds after the first, a key's, must not be among them.
    pub(crate) fn fitted(changes: &[Duration]) -> Option<Self> {
        let first = *changes.first()?;
        let phases: Vec<f64> = changes
            .iter()
            .map(|at| {
                let after = milliseconds(at.saturating_sub(first));
                after - (after / SECOND).round() * SECOND
            })
            .collect();
        let earliest = phases.iter().copied().fold(f64::MAX, f64::min);
        let late = phases.iter().map(|phase| phase - earliest).collect();
        Self::of(late, slope(changes, &phases))
    }

    /// Of changes of which is known when each should have been: the last of the `true_moments` before it.
    pub(crate) fn known(changes: &[Duration], true_moments: &[Duration]) -> Option<Self> {
        let pairs: Vec<(Duration, Duration)> = changes
            .iter()
            .filter_map(|at| {
                let due = true_moments.iter().rev().find(|due| *due <= at)?;
                Some((*due, *at))
            })
            // What was not looked at in time is not known.
            .filter(|(due, at)| at.saturating_sub(*due) < Duration::from_millis(500))
            .collect();
        let (due, at) = *pairs.first()?;
        let late = pairs
            .iter()
            .map(|(due, at)| milliseconds(at.saturating_sub(*due)))
            .collect();
        // Drift is what the moments that were asked for are away from whole seconds.
        let moments: Vec<Duration> = pairs.iter().map(|(due, _)| *due).collect();
        let phases: Vec<f64> = moments
            .iter()
            .map(|moment| {
                let after = milliseconds(moment.saturating_sub(due));
                after - (after / SECOND).round() * SECOND
            })
            .collect();
        let _ = at;
        Self::of(late, slope(&moments, &phases))
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

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
