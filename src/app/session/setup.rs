//! What a session is begun with.

use std::sync::Arc;
use std::time::Duration;

use crate::core::cue::{self, Estimated};
use crate::core::player::Start;
use crate::core::routine::Routine;
use crate::core::timeline::{Keys, Timeline};

/// What a session is begun with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is played.
    pub timeline: Arc<Timeline>,
    /// Where it begins, and after which lead-in.
    pub start: Start,
    /// What is shown during the first lead-in: what is needed, warnings.
    pub notes: Vec<String>,
}

/// What the user wants of every session.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// How long one has before the first segment.
    pub lead_in: Duration,
    /// The local time of day at [`crate::core::moment::Moment::ZERO`], if the clock on the wall keeps pace with the
    /// session.
    pub time_of_day: Option<Duration>,
}

impl Setup {
    /// A session of `routines` in a row, which must not be empty.
    pub fn of(routines: &[Arc<Routine>], preferences: &Preferences) -> Option<Self> {
        let (first, rest) = routines.split_first()?;
        let rest: Vec<&Routine> = rest.iter().map(AsRef::as_ref).collect();
        let timeline = Arc::new(Timeline::of_all(first, &rest, Keys::Come));
        let start = Start {
            lead_in: cue::lead_in_needed(&timeline, 0, preferences.lead_in, &Estimated),
            from: 0,
        };
        Some(Self {
            timeline,
            start,
            notes: notes(routines),
        })
    }
}

/// What is needed and what to heed, one line each.
fn notes(routines: &[Arc<Routine>]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut needs: Vec<&str> = Vec::new();
    for need in routines.iter().flat_map(|routine| &routine.needs) {
        if !needs.contains(&need.as_str()) {
            needs.push(need);
        }
    }
    if !needs.is_empty() {
        notes.push(format!("You need: {}", needs.join(", ")));
    }
    for warning in routines.iter().flat_map(|routine| &routine.warn) {
        if !notes.contains(warning) {
            notes.push(warning.clone());
        }
    }
    notes
}
