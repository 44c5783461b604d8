//! The tones and sentences of a session, decided from the timeline and its events alone. The screen, the voice, the
//! tones, the bell, the dry run, the audio file and the checker all ask here.
//!
//! [`scripts`] lists what is heard in each segment. A [`Session`](super::session::Session) returns each cue when it is
//! due, and [`dry_run`](super::session::dry_run) returns all of them at once.

mod part;
mod prompter;
mod ready;
mod script;
mod tone;
mod words;
mod writer;

use std::time::Duration;

use super::language::Word;
use super::moment::Moment;
use super::player::Player;
use super::routine::Work;
use super::timeline::Timeline;

pub use part::{
    BREATH, Cue, CuePart, Estimated, Lengths, STALE, Sentence, SharedLengths, WAKE_UP, Why,
};
pub(in crate::core) use prompter::Prompter;
pub use ready::{FIRST_READY, fit};
pub use script::{Introduction, cut_introduction, lead_in_needed, scripts, unsaid_side};
pub(in crate::core) use script::{after_pause, with_time_to_answer};
pub use tone::Tone;
pub(in crate::core) use words::SegmentWords;
pub use words::source_of_cue;

/// How long a timed sentence stays on the screen unless another one replaces it.
pub const SHOWN_FOR: Duration = Duration::from_secs(5);

/// The sentence that stands on the screen in the segment at `index`: the cue of its step, or of the step that comes
/// and is not `skipped`.
pub fn sentence(
    timeline: &Timeline,
    index: usize,
    skipped: impl Fn(usize) -> bool,
) -> Option<String> {
    let own = timeline
        .get(index)
        .filter(|segment| segment.step.cue.is_some());
    let at = if own.is_some() {
        index
    } else {
        coming(timeline, index, skipped)?
    };
    let cue = timeline.get(at)?.step.cue.as_ref()?;
    Some(cue.fill(&timeline.words(at, None))).filter(|sentence| !sentence.is_empty())
}

/// What to do in the `wait` at `index` if the answer to its question is no, where no key can be pressed.
pub fn if_no(timeline: &Timeline, index: usize) -> Option<&str> {
    let asks = timeline.get(index)?.kind.is_wait()
        && SegmentWords::of(timeline, index).goes_on() == Word::SayIfNo;
    asks.then(|| timeline.language(index).get(Word::SayIfNo))
}

/// The piece that a waiting time leads to, unless the segment at `index` is one itself.
fn coming(timeline: &Timeline, index: usize, skipped: impl Fn(usize) -> bool) -> Option<usize> {
    if !timeline.get(index)?.kind.is_transition() {
        return None;
    }
    (index + 1..timeline.len()).find(|later| timeline.is_work(*later) && !skipped(*later))
}

/// The timed sentence of the present segment that is due at `reading`, as long as it is to be shown.
pub fn timed_sentence(player: &Player, reading: Duration) -> Option<String> {
    let (due, cue) = player
        .latest_cue()
        .filter(|(due, _)| reading < due.saturating_add(SHOWN_FOR))?;
    let index = player.index()?;
    let work = player.segment()?.step.work.as_ref()?;
    let remaining = player
        .length(index)
        .map(|length| length.saturating_sub(due));
    Some(
        work.cues()
            .get(cue)?
            .say
            .fill(&player.timeline().words(index, remaining)),
    )
}

/// Every sentence that is shown in the step that the segment at `index` belongs to.
pub fn sentences(timeline: &Timeline, index: usize) -> Vec<String> {
    let of_segment = |at: usize| {
        let work = timeline.get(at).and_then(|segment| segment.work());
        let timed = work.map_or(&[][..], Work::cues);
        let length = work.and_then(Work::length);
        let timed = timed
            .iter()
            .map(move |cue| cue.say.fill(&timeline.words(at, length)));
        sentence(timeline, at, |_| false).into_iter().chain(timed)
    };
    timeline.of_step(index).flat_map(of_segment).collect()
}

/// A few tones and a sentence, to try the sound.
pub fn trial(now: Moment) -> Cue {
    let tone = |at, tone| CuePart::new(Duration::from_millis(at), Some(tone), None, Why::Answer);
    let mut parts = vec![
        tone(0, Tone::Ready),
        tone(600, Tone::Tick),
        tone(1100, Tone::Tick),
        tone(1600, Tone::Start),
        tone(2400, Tone::End),
        tone(2650, Tone::Switch),
    ];
    if let Some(last) = parts.last_mut() {
        last.say = Some(Sentence {
            text: "Switch sides. Left.".to_owned(),
            lang: "en".to_owned(),
        });
    }
    Cue {
        due: now,
        urgent: true,
        parts,
    }
}
