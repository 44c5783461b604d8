//! The plan of a session: its routines, unrolled, and where it begins.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crate::core::caution;
use crate::core::cue::{self, Estimated, Lengths};
use crate::core::language::Word;
use crate::core::log::RoutineText;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Start;
use crate::core::routine::{Routine, Step};
use crate::core::span::at_least;
use crate::core::timeline::{Keys, Timeline, Unrolled};

/// The plan of a session: its timeline, and how it starts.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its routines, unrolled.
    pub timeline: Arc<Timeline>,
    /// Its first segment, and the lead-in before that.
    pub start: Start,
    /// The notes shown during the first lead-in: what is needed, warnings.
    pub notes: Vec<String>,
    /// Messages of the program, shown beside the session for a while.
    pub notices: Vec<String>,
    /// The routines as they were written; a session without them cannot be resumed.
    pub texts: Arc<[RoutineText]>,
}

impl Plan {
    /// A session of `timeline` that cannot be resumed.
    pub fn new(timeline: Arc<Timeline>, start: Start) -> Self {
        Self {
            timeline,
            start,
            notes: Vec::new(),
            notices: Vec::new(),
            texts: Arc::new([]),
        }
    }

    /// A session of all `routines` in a row, from the first segment on. The lead-in lasts as long as is asked for, or
    /// longer where the warnings take longer to say at `rate` percent of the usual pace, or the notes longer to read.
    pub fn of(
        routines: &NonEmpty<Arc<Routine>>,
        lead_in: Duration,
        unrolled: Unrolled,
        rate: u16,
    ) -> Self {
        let timeline = Timeline::of_all(routines.iter().map(Arc::as_ref), unrolled);
        let start = Start { lead_in, from: 0 };
        let (timeline, mut start) = with_time_to_listen(timeline, start, &Estimated { rate });
        let notes = notes(routines, unrolled);
        if !start.lead_in.is_zero() {
            start.lead_in = start.lead_in.max(reading_time(&notes));
        }
        Self {
            notes,
            ..Self::new(Arc::new(timeline), start)
        }
    }

    /// The same from step `number` on, as people count; `None` when there is no such step.
    pub fn from_step(self, number: u32) -> Option<Self> {
        let from = self.timeline.start_of_step(number)?;
        let start = Start { from, ..self.start };
        Some(Self { start, ..self })
    }

    /// The same from the first segment of these steps on, by their places in the routine as it is written; `None` when none
    /// of them is played.
    pub fn from_places(self, places: &Range<usize>) -> Option<Self> {
        let from = self.timeline.start_of_places(places)?;
        let start = Start { from, ..self.start };
        Some(Self { start, ..self })
    }

    /// The time that all of it takes, from the lead-in on. What a key ends counts as nothing.
    pub fn length(&self) -> Duration {
        self.timeline.total() + self.start.adds_to(&self.timeline)
    }

    /// The same session, which can be resumed because its routines were written like this.
    #[must_use]
    pub fn with_texts(self, texts: impl Into<Arc<[RoutineText]>>) -> Self {
        Self {
            texts: texts.into(),
            ..self
        }
    }
}

/// How long a session takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLength {
    /// The time from its lead-in on. What a key ends counts as nothing.
    pub time: Duration,
    /// Whether something in it lasts as long as one can.
    pub has_max: bool,
}

impl fmt::Display for SessionLength {
    /// As a clock, with a `+` where something lasts as long as one can.
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&at_least(self.time, self.has_max))
    }
}

/// How long a session of `routine` takes, with a lead-in that is at least as long as asked for, when it is spoken at
/// `rate` percent of the usual pace; `None` where conditions of the person leave nothing of it.
pub fn length_of(
    routine: &Arc<Routine>,
    lead_in: Duration,
    unrolled: Unrolled,
    rate: u16,
) -> Option<SessionLength> {
    let remains = !caution::leaves_nothing([&**routine], unrolled.has);
    let routines = NonEmpty::of(Arc::clone(routine));
    remains.then(|| {
        let plan = Plan::of(&routines, lead_in, unrolled, rate);
        SessionLength {
            time: plan.length(),
            has_max: plan.timeline.has_max(),
        }
    })
}

/// A timeline and a start with time for what must be heard when sentences take as long as `lengths` says: the warnings,
/// and every `wait` that no key can end.
pub fn with_time_to_listen(
    timeline: Timeline,
    start: Start,
    lengths: &dyn Lengths,
) -> (Timeline, Start) {
    let lead_in = cue::lead_in_needed(&timeline, start.from, start.lead_in, lengths);
    let timeline = cue::with_time_to_answer(timeline, start.from, lengths);
    (timeline, Start { lead_in, ..start })
}

/// The notes that are shown during the lead-in: the needs, what is left out for the person, the warnings, and that nobody can press a key where one is
/// waited for.
fn notes(routines: &NonEmpty<Arc<Routine>>, unrolled: Unrolled) -> Vec<String> {
    let needs = once_each(routines, |routine| &routine.needs);
    let words = &routines.first.voice.words;
    let things = needs.join(", ");
    let needs = (!things.is_empty()).then(|| words.fill(Word::Needs, &[("things", &things)]));
    let warnings = once_each(routines, |routine| &routine.warn);
    let unattended = unrolled.keys != Keys::Come;
    let left_out = caution::left_out(routines.iter().map(Arc::as_ref), unrolled.has);
    // Whether there is a step of this kind, where no key can come.
    let has = |is: fn(&Step) -> bool| {
        let mut routines = routines.iter().map(|routine| routine.on(unrolled.day));
        unattended && routines.any(|routine| routine.each_step().any(is))
    };
    needs
        .into_iter()
        .chain(left_out)
        .chain(warnings.into_iter().map(str::to_owned))
        .chain(unattended.then(|| words.get(Word::StopWhen).to_owned()))
        .chain(has(Step::ends_by_key).then(|| words.get(Word::NoKeys).to_owned()))
        .chain(has(Step::has_max).then(|| words.get(Word::NoKeysMax).to_owned()))
        .collect()
}

/// The time in which texts can be read, in whole seconds.
pub(super) fn reading_time(texts: &[String]) -> Duration {
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    Duration::from_secs((words.count() as u64 * 60).div_ceil(WORDS_PER_MINUTE))
}

/// The pace at which a text on a screen is read with ease: the lower of the two that the BBC's guidelines for subtitles
/// recommend.
const WORDS_PER_MINUTE: u64 = 160;

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
