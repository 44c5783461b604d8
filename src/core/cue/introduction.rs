//! The sentences before work, and the time that they need: the first lead-in, the time to get ready, and a `wait` that
//! no key ends.

use std::time::Duration;

use super::heard::{news, tail, told};
use super::line::{BREATH, Lengths, Line, Sentence, Why};
use super::script::{ANNOUNCED, MARGIN, SCANT, ScriptInput, ScriptWriter, fit};
use super::tone::Tone;
use super::words::{self, Form, News, SegmentWords, introductions, joined};
use crate::core::span::rounded_up;
use crate::core::timeline::{Keys, Kind, Timeline};

/// The sentence that introduces a step, in the time to get ready for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// Whether the side is in it.
    pub side: bool,
    /// Whether the cue is in it.
    pub cue: bool,
    /// The time that all of it takes.
    pub takes: Duration,
    /// The time that there is for it.
    pub room: Duration,
    /// The shortest time to get ready in which all of it is said, in whole seconds.
    pub needed: Duration,
}

/// The introduction in the segment at `index`, if all of it has to be said there and is not.
pub fn cut_introduction(
    timeline: &Timeline,
    index: usize,
    lengths: &dyn Lengths,
) -> Option<Introduction> {
    let segment = timeline
        .get(index)
        .filter(|segment| segment.kind == Kind::Ready)?;
    let length = segment.length.filter(|length| *length >= SCANT)?;
    let words = SegmentWords::of(timeline, index);
    let Form { text, cue, .. } = words.introduction(false).into_iter().next()?;
    let takes = lengths.of(&words.sentence(&text)?);
    let room = |length: Duration| {
        let scene = ScriptInput {
            length: Some(length),
            ..ScriptInput::authored(timeline, index, lengths)
        };
        let writer = ScriptWriter::of(&scene, segment);
        writer.room(Tone::Ready, writer.next().as_ref())
    };
    let is_whole = |length: &Duration| takes <= room(*length);
    if is_whole(&length) {
        return None;
    }
    let mut longer = (length.as_secs() + 1..).map(Duration::from_secs);
    Some(Introduction {
        side: !words.side().is_empty(),
        cue,
        takes,
        room: room(length),
        needed: longer.find(is_whole)?,
    })
}

/// The shortest change to the other side of its step in which the side of the work at `index` could be said, if none
/// of the `scripts` of a session says it before that work starts.
pub fn unsaid_side(
    timeline: &Timeline,
    index: usize,
    lengths: &dyn Lengths,
    scripts: &[Vec<Line>],
) -> Option<Duration> {
    let earlier = scripts.iter().take(index).rev().take(2);
    let mut lines = earlier.flatten();
    let mut is_announced = || lines.any(|line| line.why == Why::Next(index));
    let words = SegmentWords::of(timeline, index);
    let is_unsaid = news(timeline, index) == News::Side
        && told(timeline, index, lengths) == News::Nothing
        && !is_announced();
    let side = words.sentence(&words.side()).filter(|_| is_unsaid)?;
    let needed = Tone::End.length() + Tone::Switch.length() + BREATH + lengths.of(&side) + MARGIN;
    Some(rounded_up(needed))
}

/// The sentence of a first lead-in of `length` before the segment at `index`, the routines' warnings first, and the
/// form that it has.
pub(super) fn lead_in(
    timeline: &Timeline,
    index: usize,
    length: Duration,
    lengths: &dyn Lengths,
) -> Option<(Sentence, Form)> {
    let words = SegmentWords::of(timeline, index);
    let introduction = match timeline.get(index)?.kind {
        kind if kind.is_work() || kind.is_transition() => words.introduction(false),
        _ => Vec::new(),
    };
    let warnings = words.warnings();
    let mut forms: Vec<Form> = introduction
        .iter()
        .map(|form| form.behind(&warnings))
        .collect();
    forms.push(Form::of(warnings));
    forms.extend(introduction);
    let room = length.saturating_sub(Tone::Ready.length() + BREATH + ANNOUNCED);
    fit(&forms, words, room, lengths)
}

/// The length of a first lead-in, at least as wished, so that the warnings, a name and a side can be said in it. A
/// wish of zero stays what it is.
pub fn lead_in_needed(
    timeline: &Timeline,
    index: usize,
    wished: Duration,
    lengths: &dyn Lengths,
) -> Duration {
    let words = SegmentWords::of(timeline, index);
    let warnings = words.warnings();
    if wished.is_zero() || warnings.is_empty() {
        return wished;
    }
    let said = words.sentence(&joined(&[&warnings, &words.name_and_side()]));
    let said = said.map_or(Duration::ZERO, |sentence| lengths.of(&sentence));
    let needed = Tone::Ready.length() + BREATH + said + ANNOUNCED;
    wished.max(rounded_up(needed))
}

/// The timeline with time for the whole text of each `wait`, and to answer, where no key can end it.
pub(in crate::core) fn with_time_to_answer(timeline: Timeline, lengths: &dyn Lengths) -> Timeline {
    let Keys::Never { wait } = timeline.keys else {
        return timeline;
    };
    let before = timeline.clone();
    timeline.with_lengths(Kind::Wait, |index| {
        let words = SegmentWords::of(&before, index);
        let whole = words.wait().into_iter().next();
        let whole = whole.and_then(|form| words.sentence(&form.text));
        let said = whole.map_or(Duration::ZERO, |sentence| lengths.of(&sentence));
        let tones = tail(&before, index) + Tone::Waiting.length() + BREATH + MARGIN;
        rounded_up(tones + said) + wait
    })
}

/// The sentence of a lead-in of `length` that follows a pause in the segment at `index`.
pub(in crate::core) fn go_on(
    timeline: &Timeline,
    index: usize,
    length: Duration,
    lengths: &dyn Lengths,
) -> Option<Sentence> {
    let words = SegmentWords::of(timeline, index);
    let get_ready = words.own(words::GET_READY);
    let forms = introductions(&words.name_and_side(), &words.side(), "");
    let forms: Vec<Form> = forms.iter().map(|form| form.behind(get_ready)).collect();
    let room = length.saturating_sub(Tone::Resume.length() + BREATH + ANNOUNCED);
    fit(&forms, words, room, lengths)
        .map(|(sentence, _)| sentence)
        .or_else(|| words.sentence(get_ready))
}
