//! What a session is begun with.

use std::sync::Arc;
use std::time::Duration;

use crate::core::player::Start;
use crate::core::routine::Routine;
use crate::core::timeline::{Keys, Timeline};
use crate::core::unfinished::Text;

/// What a session is begun with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is played.
    pub timeline: Arc<Timeline>,
    /// Where it begins, and after which lead-in.
    pub start: Start,
    /// What is shown during the first lead-in: what is needed, warnings.
    pub notes: Vec<String>,
    /// The routines as they were written; a session of which they are not known cannot be taken up again.
    pub texts: Arc<[Text]>,
}

/// What the user wants of every session.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// How long one has before the first segment.
    pub lead_in: Duration,
    /// What comes after a session.
    pub after: After,
    /// The local time of day at [`crate::core::moment::Moment::ZERO`], if the clock on the wall keeps pace with the
    /// session.
    pub time_of_day: Option<Duration>,
}

/// What comes after a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// What was done, and whether to keep it.
    #[default]
    Summary,
    /// Nothing: it is kept.
    Nothing,
}

impl Setup {
    /// A session of `routines` in a row, which must not be empty.
    pub fn of(routines: &[Arc<Routine>], preferences: &Preferences) -> Option<Self> {
        let (first, rest) = routines.split_first()?;
        let rest: Vec<&Routine> = rest.iter().map(AsRef::as_ref).collect();
        let timeline = Arc::new(Timeline::of_all(first, &rest, Keys::Come));
        let start = Start {
            lead_in: preferences.lead_in,
            from: 0,
        };
        Some(Self {
            timeline,
            start,
            notes: notes(routines),
            texts: Arc::new([]),
        })
    }

    /// The same session, which can be taken up again because its routines were written like this.
    #[must_use]
    pub fn written(self, texts: impl Into<Arc<[Text]>>) -> Self {
        Self {
            texts: texts.into(),
            ..self
        }
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
