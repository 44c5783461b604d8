//! The script of one segment: its tones and sentences with their times, as if nothing interrupted it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::part::{BREATH, CuePart, Lengths, Sentence, WAKE_UP, Why};
use super::tone::Tone;
use super::words::{self, Form, News, SegmentWords, introductions, joined};
use super::writer::ScriptWriter;
use crate::core::language::Word;
use crate::core::routine::{End, Work};
use crate::core::span::rounded_up;
use crate::core::template::Template;
use crate::core::timeline::{Keys, Kind, Segment, Timeline};

/// The silence kept between a sentence and the ticks behind it.
pub(super) const MARGIN: Duration = Duration::from_millis(200);
/// How long before the end of a segment the name of the next one has been said.
pub(super) const ANNOUNCED: Duration = Duration::from_millis(3200);
/// A `ready` below this is too short for any word, or even a tone, of its own.
pub(super) const SCANT: Duration = Duration::from_secs(3);

/// A segment whose script is wanted, and the state of the session that matters to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScriptInput<'a> {
    /// The timeline that is played.
    pub(super) timeline: &'a Timeline,
    /// Which segment.
    pub(super) index: usize,
    /// Its present length; `None` where a key ends it.
    pub(super) length: Option<Duration>,
    /// How long its own tone is put off for the tone of what ended. The start of work is never put off.
    pub(super) begins: Duration,
    /// Whether the cue of its step has been said in this session.
    pub(super) heard: bool,
    /// Whether its name and side, as far as they are new, have been said at the end of what was before.
    pub(super) announced: bool,
    /// Whether the session begins with it: a wait then says the warnings, for which there is no lead-in.
    pub(super) is_first: bool,
    /// How long sentences take.
    pub(super) lengths: &'a dyn Lengths,
}

/// Everything that is heard in a segment, in order, from its start to its end.
pub(super) fn script(input: &ScriptInput) -> Vec<CuePart> {
    let Some(segment) = input.timeline.get(input.index) else {
        return Vec::new();
    };
    let mut writer = ScriptWriter::of(input, segment);
    writer.write();
    // Stable: what is due at the same time stays in the order in which it was written.
    writer.parts.sort_by_key(|part| part.at);
    writer.parts
}

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

/// The introduction in the segment at `index` as it would be with this `length`, if all of it has to be said there and is
/// not; without the cue where that was `heard`.
pub fn cut_introduction(
    timeline: &Timeline,
    (index, length): (usize, Duration),
    heard: bool,
    lengths: &dyn Lengths,
) -> Option<Introduction> {
    let segment = timeline
        .get(index)
        .filter(|segment| segment.kind == Kind::Ready)?;
    if length < SCANT {
        return None;
    }
    let words = SegmentWords::of(timeline, index);
    let Form { text, cue, .. } = words.introduction(heard).into_iter().next()?;
    let takes = lengths.of(&words.sentence(&text)?);
    let room = |length: Duration| {
        let input = ScriptInput {
            length: Some(length),
            heard,
            ..ScriptInput::authored(timeline, index, lengths)
        };
        let writer = ScriptWriter::of(&input, segment);
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

/// The script of every segment as authored, in a session in which everything is heard to its end.
pub fn scripts(timeline: &Timeline, lengths: &dyn Lengths) -> Vec<Vec<CuePart>> {
    let mut heard = Heard::since(0);
    let segments = 0..timeline.len();
    let scripts = segments.map(|index| {
        let parts = script(&heard.before(ScriptInput::authored(timeline, index, lengths)));
        for part in &parts {
            heard.remember(timeline, index, part);
        }
        parts
    });
    scripts.collect()
}

/// The shortest change to the other side of its step in which the side of the work at `index` could be said, if none
/// of the `scripts` of a session says it before that work starts.
pub fn unsaid_side(
    timeline: &Timeline,
    index: usize,
    lengths: &dyn Lengths,
    scripts: &[Vec<CuePart>],
) -> Option<Duration> {
    let earlier = scripts.iter().take(index).rev().take(2);
    let mut parts = earlier.flatten();
    let mut is_announced = || parts.any(|part| part.why == Why::Next(index));
    let words = SegmentWords::of(timeline, index);
    let is_unsaid = news(timeline, index) == News::Side
        && announced(timeline, index, lengths) == News::Nothing
        && !is_announced();
    let side = words.sentence(&words.side()).filter(|_| is_unsaid)?;
    let needed = Tone::End.length() + Tone::Switch.length() + BREATH + lengths.of(&side) + MARGIN;
    Some(rounded_up(needed))
}

/// How long the tone of a lead-in of `length` is put off when it is the first sound of a session: until a loudspeaker is
/// awake, where that leaves time for it before the last seconds.
pub(super) fn put_off(length: Duration) -> Duration {
    let needed = WAKE_UP + Tone::Ready.length() + ANNOUNCED;
    if length < needed {
        Duration::ZERO
    } else {
        WAKE_UP
    }
}

/// How long the tone of the segment at `index` is put off when it is the first sound of a session: until a loudspeaker
/// is awake, where as much can be said then. Work starts at once.
pub(super) fn put_off_without_lead_in(
    timeline: &Timeline,
    index: usize,
    lengths: &dyn Lengths,
) -> Option<Duration> {
    let segment = timeline.get(index)?;
    let said = |begins: Duration| {
        let input = ScriptInput {
            begins,
            ..ScriptInput::authored(timeline, index, lengths)
        };
        let opening = ScriptWriter::of(&input, segment).opening();
        opening.map(|(sentence, _)| sentence)
    };
    Some(WAKE_UP).filter(|begins| said(*begins) == said(Duration::ZERO))
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
    let room = length.saturating_sub(put_off(length) + Tone::Ready.length() + BREATH + ANNOUNCED);
    fit(&forms, words, room, lengths)
}

/// The length of a first lead-in, at least as wished, so that the warnings can be said in it, and what a `ready` in its
/// place would say, or else a name and a side. A wish of zero stays what it is.
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
    let input = ScriptInput::authored(timeline, index, lengths);
    let ready = timeline
        .get(index)
        .filter(|segment| segment.kind == Kind::Ready);
    let opening = ready.and_then(|ready| ScriptWriter::of(&input, ready).opening());
    let introduction = opening.map_or_else(|| words.name_and_side(), |(_, form)| form.text);
    let said = words.sentence(&joined(&[&warnings, &introduction]));
    let said = said.map_or(Duration::ZERO, |sentence| lengths.of(&sentence));
    let needed = WAKE_UP + Tone::Ready.length() + BREATH + said + ANNOUNCED;
    wished.max(rounded_up(needed))
}

/// The timeline with time for the whole text of each `wait`, and to answer, where no key can end it. A session of it
/// begins at `from`.
pub(in crate::core) fn with_time_to_answer(
    timeline: Timeline,
    from: usize,
    lengths: &dyn Lengths,
) -> Timeline {
    if timeline.unrolled.keys == Keys::Come {
        return timeline;
    }
    let before = timeline.clone();
    timeline.with_lengths(Kind::Wait, |index| {
        let words = SegmentWords::of(&before, index);
        let whole = words.wait(index == from).into_iter().next();
        let whole = whole.and_then(|form| words.sentence(&form.text));
        let said = whole.map_or(Duration::ZERO, |sentence| lengths.of(&sentence));
        let tones = tail(&before, index) + Tone::Waiting.length() + BREATH + MARGIN;
        rounded_up(tones + said) + Keys::ANSWER
    })
}

/// The sentence of a lead-in of `length` that follows a pause in the segment at `index`.
pub(in crate::core) fn after_pause(
    timeline: &Timeline,
    index: usize,
    length: Duration,
    lengths: &dyn Lengths,
) -> Option<Sentence> {
    let words = SegmentWords::of(timeline, index);
    let get_ready = words.own(Word::SayGetReady);
    let forms = introductions(&words.name_and_side(), &words.side(), "");
    let forms: Vec<Form> = forms.iter().map(|form| form.behind(get_ready)).collect();
    let room = length.saturating_sub(Tone::Resume.length() + BREATH + ANNOUNCED);
    fit(&forms, words, room, lengths)
        .map(|(sentence, _)| sentence)
        .or_else(|| words.sentence(get_ready))
}

/// The first form that can be said in `room`. Every form is measured, so that those who make sentences beforehand
/// learn of all of them.
pub(super) fn fit(
    forms: &[Form],
    words: SegmentWords,
    room: Duration,
    lengths: &dyn Lengths,
) -> Option<(Sentence, Form)> {
    let mut chosen = None;
    for form in forms {
        let Some(sentence) = words.sentence(&form.text) else {
            continue;
        };
        let length = lengths.of(&sentence);
        if length <= room && chosen.is_none() {
            chosen = Some((sentence, form.clone()));
        }
    }
    chosen
}

pub(super) fn is_transition(timeline: &Timeline, index: usize) -> bool {
    let segment = timeline.get(index);
    segment.is_some_and(|segment| segment.kind.is_transition())
}

/// The work that the segment at `index` leads to, with nothing but transitions before it.
pub(super) fn coming(timeline: &Timeline, index: usize) -> Option<usize> {
    (index + 1..timeline.len())
        .find(|later| !is_transition(timeline, *later))
        .filter(|later| timeline.is_work(*later))
}

/// The news about the work at `index`, after the work before it.
pub(super) fn news(timeline: &Timeline, index: usize) -> News {
    let Some(segment) = timeline.get(index) else {
        return News::Nothing;
    };
    let mut earlier = (0..index).rev().filter_map(|before| timeline.get(before));
    match earlier.find(|before| before.kind.is_work()) {
        Some(before) if before.pass == segment.pass && before.side == segment.side => News::Nothing,
        Some(before) if before.pass == segment.pass => News::Side,
        _ => News::NameAndSide,
    }
}

/// The news about the work at `index` that the transitions before it tell.
pub(super) fn announced(timeline: &Timeline, index: usize, lengths: &dyn Lengths) -> News {
    let transitions = (0..index).rev();
    let transitions = transitions.take_while(|before| is_transition(timeline, *before));
    let announced = transitions.map(|before| announced_in(timeline, before, index, lengths));
    announced.max().unwrap_or(News::Nothing)
}

/// The news about the `work` that the transition at `index` before it tells.
pub(super) fn announced_in(
    timeline: &Timeline,
    index: usize,
    work: usize,
    lengths: &dyn Lengths,
) -> News {
    let input = ScriptInput {
        heard: true,
        ..ScriptInput::authored(timeline, index, lengths)
    };
    let Some(segment) = timeline.get(index) else {
        return News::Nothing;
    };
    let Some((_, form)) = ScriptWriter::of(&input, segment).opening() else {
        return News::Nothing;
    };
    let (here, there) = (
        SegmentWords::of(timeline, index),
        SegmentWords::of(timeline, work),
    );
    if here.tells_of(there) {
        form.tells
    } else if here.side() == there.side() {
        form.tells.min(News::Side)
    } else {
        News::Nothing
    }
}

/// The length of the end tone that reaches into the segment at `index`, if nobody pressed a key.
fn tail(timeline: &Timeline, index: usize) -> Duration {
    let before = index.checked_sub(1).and_then(|before| timeline.get(before));
    let timed = before.and_then(Segment::work).and_then(Work::timed);
    if timed.is_some_and(|timed| timed.end == End::Chime) && !timeline.is_work(index) {
        Tone::End.length()
    } else {
        Duration::ZERO
    }
}

/// The cues and names that a listener has heard in the session so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    /// The stretches whose cue has been said, by name and cue: to the ear they are the same in every step.
    cues: BTreeSet<(Option<String>, Option<Template>)>,
    /// The work whose name and side have been said before it came.
    announced: Option<usize>,
    /// The segment with which the session begins.
    from: usize,
}

impl Heard {
    /// Nothing yet, in a session that begins with the segment at `from`.
    pub(super) fn since(from: usize) -> Self {
        Self {
            from,
            ..Self::default()
        }
    }

    /// The input with what has been heard before it.
    pub(super) fn before<'a>(&self, input: ScriptInput<'a>) -> ScriptInput<'a> {
        let (timeline, index) = (input.timeline, input.index);
        ScriptInput {
            heard: stretch(timeline, index).is_some_and(|it| self.cues.contains(&it)),
            announced: self.announced == Some(index),
            is_first: self.from == index,
            ..input
        }
    }

    /// Takes in a `part` of the segment at `index`.
    pub(super) fn remember(&mut self, timeline: &Timeline, index: usize, part: &CuePart) {
        match part.why {
            Why::Start { cue: true } => self.cues.extend(stretch(timeline, index)),
            Why::Next(work) => self.announced = Some(work),
            _ => {}
        }
    }

    /// Takes in the sentence of the first lead-in, before the segment at `index`.
    pub(super) fn lead_in(&mut self, timeline: &Timeline, index: usize, form: &Form) {
        if form.tells == News::NameAndSide {
            let is_work = timeline.is_work(index);
            self.announced = Some(index)
                .filter(|_| is_work)
                .or_else(|| coming(timeline, index));
        }
        if form.cue {
            self.cues.extend(stretch(timeline, index));
        }
    }
}

/// The name and the cue, which make two steps the same stretch to the ear.
fn stretch(timeline: &Timeline, index: usize) -> Option<(Option<String>, Option<Template>)> {
    let said = timeline.get(words::source_of_cue(timeline, index)?)?;
    Some((said.step.name.clone(), said.step.cue.clone()))
}

impl<'a> ScriptInput<'a> {
    /// The segment as authored, in a session in which nothing was said of it yet.
    pub(super) fn authored(timeline: &'a Timeline, index: usize, lengths: &'a dyn Lengths) -> Self {
        Self {
            timeline,
            index,
            length: timeline.get(index).and_then(|segment| segment.length),
            begins: tail(timeline, index),
            heard: false,
            announced: false,
            is_first: false,
            lengths,
        }
    }
}
