//! What a session is begun with.

use std::sync::Arc;
use std::time::Duration;

use crate::catalogue::Figures;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Start;
use crate::core::routine::Routine;
use crate::core::span::rounded_up;
use crate::core::speech;
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
    /// How they were unrolled.
    pub keys: Keys,
}

/// What the user wants of every session.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// How long one has before the first segment.
    pub lead_in: Duration,
    /// What comes after a session.
    pub after: After,
    /// The figures there are.
    pub figures: Figures,
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
    /// A session of all `routines` in a row, from the first segment on. The lead-in lasts as long as is asked for, or
    /// longer where the warnings take longer to say.
    pub fn of(routines: &NonEmpty<Arc<Routine>>, lead_in: Duration, keys: Keys) -> Self {
        let rest: Vec<&Routine> = routines.rest.iter().map(AsRef::as_ref).collect();
        let timeline = Timeline::of_all(&routines.first, &rest, keys);
        let start = Start {
            lead_in: self::lead_in(lead_in, routines),
            from: 0,
        };
        Self {
            timeline: Arc::new(timeline),
            start,
            notes: notes(routines),
            texts: Arc::new([]),
            keys,
        }
    }

    /// The same from step `number` on, as people count; `None` when there is no such step.
    pub fn from_step(self, number: u32) -> Option<Self> {
        let from = self.timeline.start_of_step(number)?;
        let start = Start { from, ..self.start };
        Some(Self { start, ..self })
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

/// The time before the first segment: as asked for, or longer when the warnings take longer to say. None is none.
fn lead_in(asked: Duration, routines: &NonEmpty<Arc<Routine>>) -> Duration {
    if asked.is_zero() {
        return asked;
    }
    let warnings = once_each(routines, |routine| &routine.warn);
    let saying: Duration = warnings.into_iter().map(speech::time).sum();
    asked.max(rounded_up(saying))
}

/// What is shown during the lead-in: what is needed and the warnings.
fn notes(routines: &NonEmpty<Arc<Routine>>) -> Vec<String> {
    // The very first session of all begins with `core::rules::STOP`; that there has been none before will be known
    // from the log.
    let needs = once_each(routines, |routine| &routine.needs);
    let needs = (!needs.is_empty()).then(|| format!("You need: {}", needs.join(", ")));
    let warnings = once_each(routines, |routine| &routine.warn);
    needs
        .into_iter()
        .chain(warnings.into_iter().map(str::to_owned))
        .collect()
}

/// The texts that `of` takes from each routine, each once.
fn once_each(routines: &NonEmpty<Arc<Routine>>, of: fn(&Routine) -> &Vec<String>) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for text in routines.iter().flat_map(|routine| of(routine)) {
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts
}
