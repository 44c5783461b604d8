//! What is told when, decided from the timeline and what happens in it alone: the one place that the screen, the
//! bell and every later voice ask.

use std::time::Duration;

use super::mark::Mark;
use super::player::{Player, What};
use super::routine::{End, Work};
use super::timeline::{Kind, Segment, Timeline};

/// How long a timed sentence stays on the screen unless another one replaces it.
pub const SHOWN_FOR: Duration = Duration::from_secs(5);

/// A sound that stands for something that happened. Sinks decide how it sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Time to get into position.
    Ready,
    /// A piece starts.
    Start,
    /// A piece starts on another side than the first.
    SecondSide,
    /// One of the last seconds, or of a lead-in.
    Tick,
    /// A counted movement.
    Repetition,
    /// A piece ends.
    End,
    /// Time to change sides.
    Switch,
    /// The same side again.
    Between,
    /// A rest.
    Rest,
    /// A key is waited for.
    Waiting,
    /// It rings until a key.
    Alarm,
    /// The clock was stopped.
    Pause,
    /// A pause ended.
    Resume,
    /// A stretch was stopped because it hurt.
    Hurt,
    /// The session is over.
    Done,
}

impl Tone {
    /// Whether it tells that another phase begins, which even a terminal bell can say.
    pub const fn is_phase_change(self) -> bool {
        !matches!(self, Self::Tick | Self::Repetition | Self::End)
    }
}

/// The tone for what happened, if it has one.
pub fn tone(timeline: &Timeline, what: &What) -> Option<Tone> {
    match what {
        What::LeadIn { .. } => Some(Tone::Ready),
        What::LeadInLeft(_) => Some(Tone::Tick),
        What::Started { index } | What::Began { index } => timeline.get(*index).map(of_start),
        What::Reached { index, mark } => of_mark(timeline.get(*index)?, *mark),
        What::Rang { .. } => Some(Tone::Alarm),
        What::Reminded { .. } => Some(Tone::Waiting),
        What::Paused => Some(Tone::Pause),
        What::Resumed => Some(Tone::Resume),
        What::Hurt { .. } => Some(Tone::Hurt),
        What::Finished => Some(Tone::Done),
        What::Ended { .. }
        | What::Lengthened(_)
        | What::Shortened(_)
        | What::AtLimit
        | What::Stopped => None,
    }
}

fn of_start(segment: &Segment) -> Tone {
    match segment.kind {
        Kind::Ready => Tone::Ready,
        Kind::Switch => Tone::Switch,
        Kind::Between => Tone::Between,
        Kind::Rest => Tone::Rest,
        Kind::Wait => Tone::Waiting,
        Kind::Hold | Kind::Time | Kind::Count if segment.length.is_none() => Tone::Waiting,
        Kind::Hold | Kind::Time | Kind::Count => {
            if segment
                .side
                .as_ref()
                .is_some_and(super::routine::Side::is_mirrored)
            {
                Tone::SecondSide
            } else {
                Tone::Start
            }
        }
    }
}

fn of_mark(segment: &Segment, mark: Mark) -> Option<Tone> {
    match mark {
        Mark::Left(_) => Some(Tone::Tick),
        Mark::Repetition(_) => Some(Tone::Repetition),
        Mark::Halfway | Mark::Cue { .. } => None,
        Mark::End => {
            let timed = segment
                .step
                .work
                .as_ref()
                .filter(|_| segment.kind.is_work())
                .and_then(Work::timed);
            timed
                .filter(|timed| timed.end == End::Chime)
                .map(|_| Tone::End)
        }
    }
}

/// The sentence that stands on the screen in the segment at `index`: the cue of its step, or of the step that comes
/// and is not `left_out`.
pub fn sentence(
    timeline: &Timeline,
    index: usize,
    left_out: impl Fn(usize) -> bool,
) -> Option<String> {
    let own = timeline
        .get(index)
        .filter(|segment| segment.step.cue.is_some());
    let at = if own.is_some() {
        index
    } else {
        coming(timeline, index, left_out)?
    };
    let cue = timeline.get(at)?.step.cue.as_ref()?;
    Some(cue.fill(&timeline.words(at, None))).filter(|sentence| !sentence.is_empty())
}

/// The piece that a waiting time leads to, unless the segment at `index` is one itself.
fn coming(timeline: &Timeline, index: usize, left_out: impl Fn(usize) -> bool) -> Option<usize> {
    let waits =
        |segment: &Segment| matches!(segment.kind, Kind::Ready | Kind::Switch | Kind::Between);
    if !waits(timeline.get(index)?) {
        return None;
    }
    (index + 1..timeline.len()).find(|later| {
        let later_on = timeline.get(*later);
        later_on.is_some_and(|segment| segment.kind.is_work()) && !left_out(*later)
    })
}

/// The timed sentence of the present segment that is due at `reading`, as long as it is to be shown.
pub fn timed_sentence(player: &Player, reading: Duration) -> Option<String> {
    let (due, cue) = player
        .latest_cue()
        .filter(|(due, _)| reading < due.saturating_add(SHOWN_FOR))?;
    let index = player.index()?;
    let work = player.segment()?.step.work.as_ref()?;
    let cues = match work {
        Work::Hold(timed) | Work::Time(timed) => &timed.cues,
        Work::Count(counted) => &counted.cues,
    };
    let left = player
        .length(index)
        .map(|length| length.saturating_sub(due));
    Some(
        cues.get(cue)?
            .say
            .fill(&player.timeline().words(index, left)),
    )
}
