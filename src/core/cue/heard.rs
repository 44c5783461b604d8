//! The knowledge of a listener about the work that comes: from the segments before it, and from the session so far.

use std::collections::BTreeSet;
use std::time::Duration;

use super::line::{Lengths, Line, Why};
use super::script::{ScriptInput, ScriptWriter, script};
use super::tone::Tone;
use super::words::{self, Form, News, SegmentWords};
use crate::core::routine::{End, Work};
use crate::core::template::Template;
use crate::core::timeline::{Segment, Timeline};

/// The script of every segment as authored, in a session in which everything is heard to its end.
pub fn scripts(timeline: &Timeline, lengths: &dyn Lengths) -> Vec<Vec<Line>> {
    let mut heard = Heard::default();
    let segments = 0..timeline.len();
    let scripts = segments.map(|index| {
        let lines = script(&heard.before(ScriptInput::authored(timeline, index, lengths)));
        for line in &lines {
            heard.remember(timeline, index, line);
        }
        lines
    });
    scripts.collect()
}

fn is_transition(timeline: &Timeline, index: usize) -> bool {
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
pub(super) fn told(timeline: &Timeline, index: usize, lengths: &dyn Lengths) -> News {
    let transitions = (0..index).rev();
    let transitions = transitions.take_while(|before| is_transition(timeline, *before));
    let told = transitions.map(|before| told_in(timeline, before, index, lengths));
    told.max().unwrap_or(News::Nothing)
}

/// The news about the `work` that the transition at `index` before it tells.
pub(super) fn told_in(
    timeline: &Timeline,
    index: usize,
    work: usize,
    lengths: &dyn Lengths,
) -> News {
    let scene = ScriptInput {
        heard: true,
        ..ScriptInput::authored(timeline, index, lengths)
    };
    let Some(segment) = timeline.get(index) else {
        return News::Nothing;
    };
    let Some((_, form)) = ScriptWriter::of(&scene, segment).opening() else {
        return News::Nothing;
    };
    let (here, there) = (
        SegmentWords::of(timeline, index),
        SegmentWords::of(timeline, work),
    );
    if here.name_and_side() == there.name_and_side() {
        form.tells
    } else if here.side() == there.side() {
        form.tells.min(News::Side)
    } else {
        News::Nothing
    }
}

/// The length of the end tone that reaches into the segment at `index`, if nobody pressed a key.
pub(super) fn tail(timeline: &Timeline, index: usize) -> Duration {
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
    /// The segment whose cue the first lead-in has said; a `ready` there says it again.
    led_in: Option<usize>,
}

impl Heard {
    /// The input with what has been heard before it.
    pub(super) fn before<'a>(&self, input: ScriptInput<'a>) -> ScriptInput<'a> {
        let (timeline, index) = (input.timeline, input.index);
        let again = self.led_in == Some(index) && !timeline.is_work(index);
        ScriptInput {
            heard: stretch(timeline, index).is_some_and(|it| self.cues.contains(&it)) && !again,
            announced: self.announced == Some(index),
            ..input
        }
    }

    /// Takes in a `line` of the segment at `index`.
    pub(super) fn remember(&mut self, timeline: &Timeline, index: usize, line: &Line) {
        match line.why {
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
            self.led_in = Some(index);
        }
    }
}

/// The name and the cue, which make two steps the same stretch to the ear.
fn stretch(timeline: &Timeline, index: usize) -> Option<(Option<String>, Option<Template>)> {
    let said = timeline.get(words::source_of_cue(timeline, index)?)?;
    Some((said.step.name.clone(), said.step.cue.clone()))
}
