//! The script of one segment: its tones and sentences with their times, as if nothing interrupted it.

use std::time::Duration;

use super::line::{BREATH, Lengths, Line, Sentence, Why};
use super::tone::Tone;
use super::words::{self, ANY_KEY, Forms, SegmentWords, joined};
use crate::core::mark::Mark;
use crate::core::routine::{End, Work};
use crate::core::timeline::{Kind, Segment, Timeline};

/// The silence kept between a sentence and the ticks behind it.
const MARGIN: Duration = Duration::from_millis(200);
/// How long before the end of a segment the name of the next one has been said.
const ANNOUNCED: Duration = Duration::from_millis(3200);
/// From this length on a `ready` ticks its last seconds and has room for the cue.
const ROOMY: Duration = Duration::from_secs(8);
/// A `ready` below this is too short for any word, or even a tone, of its own.
const SCANT: Duration = Duration::from_secs(3);
/// The shortest segment at whose end the next one is announced.
const ANNOUNCES: Duration = Duration::from_secs(6);
/// From this length on a hold ticks its last seconds.
const TICKING: Duration = Duration::from_secs(10);
/// From this length on a rest announces the next segment, and so long before its end.
const LONG_REST: (Duration, Duration) = (Duration::from_secs(15), Duration::from_secs(8));
/// From this length on the remaining minutes of a timer are announced.
const LONG_TIME: Duration = Duration::from_secs(600);
/// The slowest pace at which movements are not numbered is below this.
const NUMBERED: Duration = Duration::from_secs(3);

/// A segment whose script is wanted, and the state of the session that matters to it.
#[derive(Clone, Copy, Debug)]
pub struct ScriptInput<'a> {
    /// The timeline that is played.
    pub timeline: &'a Timeline,
    /// Which segment.
    pub index: usize,
    /// Its present length; `None` where a key ends it.
    pub length: Option<Duration>,
    /// How long its own tone is put off for the tone of what ended. The start of work is never put off.
    pub begins: Duration,
    /// Whether the cue of its step has been said in this session.
    pub heard: bool,
    /// Whether its name and side have been said at the end of what was before.
    pub announced: bool,
    /// How long sentences take.
    pub lengths: &'a dyn Lengths,
}

/// Everything that is heard in a segment, in order, from its start to its end.
pub fn script(scene: &ScriptInput) -> Vec<Line> {
    let Some(segment) = scene.timeline.get(scene.index) else {
        return Vec::new();
    };
    let mut writer = ScriptWriter::of(scene, segment);
    writer.write();
    // Stable: what is due at the same time stays in the order in which it was written.
    writer.lines.sort_by_key(|line| line.at);
    writer.lines
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
    let (whole, cue) = words.introduction(false).0.into_iter().next()?;
    let takes = lengths.of(&words.sentence(&whole)?);
    let room = |length: Duration| {
        let scene = ScriptInput {
            timeline,
            index,
            length: Some(length),
            begins: Duration::ZERO,
            heard: false,
            announced: false,
            lengths,
        };
        let writer = ScriptWriter::of(&scene, segment);
        writer.room(Tone::Ready, writer.next().as_ref())
    };
    let is_whole = |length: &Duration| (!cue || *length >= ROOMY) && takes <= room(*length);
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

/// The sentence of a first lead-in of `length` before the segment at `index`, the routines' warnings first, and
/// whether the cue of the step is in it.
pub(super) fn lead_in(
    timeline: &Timeline,
    index: usize,
    length: Duration,
    lengths: &dyn Lengths,
) -> Option<(Sentence, bool)> {
    let words = SegmentWords::of(timeline, index);
    let introduction = match timeline.get(index)?.kind {
        kind if kind.is_work() || kind.is_transition() => words.introduction(false),
        _ => Forms::of([(String::new(), false)]),
    };
    let mut forms = introduction.behind(&warnings(timeline)).0;
    forms.extend(introduction.0);
    let room = length.saturating_sub(Tone::Ready.length() + BREATH + ANNOUNCED);
    fit(&Forms(forms), words, room, lengths)
}

/// How long a first lead-in of a wished length has to be so that the warnings, a name and a side can be said in it. A
/// wish of zero stays what it is.
pub fn lead_in_needed(
    timeline: &Timeline,
    index: usize,
    wished: Duration,
    lengths: &dyn Lengths,
) -> Duration {
    let warnings = warnings(timeline);
    if wished.is_zero() || warnings.is_empty() {
        return wished;
    }
    let words = SegmentWords::of(timeline, index);
    let said = words.sentence(&joined(&[&warnings, &words.name_and_side()]));
    let said = said.map_or(Duration::ZERO, |sentence| lengths.of(&sentence));
    let needed = Tone::Ready.length() + BREATH + said + ANNOUNCED;
    wished.max(crate::core::span::rounded_up(needed))
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
    let forms = Forms::of([(joined(&[get_ready, &words.name_and_side()]), false)]);
    let room = length.saturating_sub(Tone::Resume.length() + BREATH + ANNOUNCED);
    fit(&forms, words, room, lengths)
        .map(|(sentence, _)| sentence)
        .or_else(|| words.sentence(get_ready))
}

/// The warnings of all routines of a session, each once.
fn warnings(timeline: &Timeline) -> String {
    let mut warnings: Vec<String> = Vec::new();
    for warning in timeline
        .iter()
        .flat_map(|segment| &segment.step.routine.warn)
    {
        let warning = words::stopped(warning);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings.join(" ")
}

/// The longest form that can be said in `room`. Every form is measured, so that those who make sentences beforehand
/// learn of all of them.
fn fit(
    forms: &Forms,
    words: SegmentWords,
    room: Duration,
    lengths: &dyn Lengths,
) -> Option<(Sentence, bool)> {
    let mut chosen = None;
    for (text, cue) in &forms.0 {
        let Some(sentence) = words.sentence(text) else {
            continue;
        };
        let length = lengths.of(&sentence);
        if length <= room && chosen.is_none() {
            chosen = Some((sentence, *cue));
        }
    }
    chosen
}

/// The work that comes next without a `ready` of its own that could name it: its index, and whether nothing else names
/// it.
fn following(timeline: &Timeline, index: usize) -> Option<(usize, bool)> {
    let next = timeline.get(index + 1)?;
    match next.kind {
        Kind::Ready if next.length < Some(ROOMY) && timeline.is_work(index + 2) => {
            Some((index + 2, next.length < Some(SCANT)))
        }
        kind if kind.is_work() => Some((index + 1, true)),
        _ => None,
    }
}

/// The words about the work at `index` that nothing before it says: its name and side, its side, or nothing.
fn unsaid(timeline: &Timeline, index: usize) -> String {
    let words = SegmentWords::of(timeline, index);
    let Some((segment, before)) = timeline
        .get(index)
        .zip(index.checked_sub(1).and_then(|before| timeline.get(before)))
    else {
        return words.name_and_side();
    };
    let named = words.name_and_side();
    if before.kind == Kind::Ready {
        let says = before.length >= Some(SCANT)
            && SegmentWords::of(timeline, index - 1).name_and_side() == named;
        return if says { String::new() } else { named };
    }
    if before.pass != segment.pass {
        return named;
    }
    if before.kind.is_work() && before.side != segment.side {
        return words.side();
    }
    String::new()
}

struct ScriptWriter<'a> {
    scene: &'a ScriptInput<'a>,
    segment: &'a Segment,
    words: SegmentWords<'a>,
    lines: Vec<Line>,
}

impl<'a> ScriptWriter<'a> {
    fn of(scene: &'a ScriptInput<'a>, segment: &'a Segment) -> Self {
        Self {
            scene,
            segment,
            words: SegmentWords::of(scene.timeline, scene.index),
            lines: Vec::new(),
        }
    }

    fn write(&mut self) {
        let length = self.scene.length;
        match self.segment.kind {
            Kind::Ready => {
                let forms = if length >= Some(ROOMY) {
                    self.words.introduction(self.scene.heard)
                } else {
                    self.words.introduction(true)
                };
                if length >= Some(SCANT) {
                    self.begin(Tone::Ready, &forms);
                }
            }
            Kind::Switch => {
                let side = self.words.side();
                let both = joined(&[self.words.own("Switch."), &side]);
                self.begin(Tone::Switch, &Forms::of([(both, false), (side, false)]));
            }
            Kind::Between => {
                let text = match length {
                    Some(length) if length < SCANT => return,
                    Some(length) if length < Duration::from_secs(4) => String::new(),
                    _ => self.times(),
                };
                self.begin(Tone::Between, &Forms::of([(text, false)]));
            }
            Kind::Rest => {
                let name = self.segment.step.name.as_deref().map(words::stopped);
                let name = name.unwrap_or_else(|| self.words.own("Rest.").to_owned());
                let forms = Forms::of([(joined(&[&name, &self.words.cue()]), true), (name, false)]);
                self.begin(Tone::Rest, &forms);
            }
            Kind::Wait => {
                let name = self.words.name_and_side();
                let cue = self.words.cue();
                let any_key = self.words.own(ANY_KEY);
                let forms = [
                    joined(&[&name, &cue, any_key]),
                    joined(&[&name, any_key]),
                    any_key.to_owned(),
                ];
                self.begin(Tone::Waiting, &Forms::of(forms.map(|form| (form, true))));
            }
            _ => self.work(),
        }
        self.ticks();
    }

    /// "Two of three.", "Round two of three."
    fn times(&self) -> String {
        let of_many = |several: (u32, u32)| (several.1 > 1).then(|| words::of_many(several));
        let text = if self.segment.introduces.is_some() {
            of_many(self.segment.round).map(|round| format!("Round {}", round.to_lowercase()))
        } else {
            of_many(self.segment.rep)
        };
        self.words.own(&text.unwrap_or_default()).to_owned()
    }

    /// The tone of a segment without work, the longest form behind it that fits, and the name of what comes.
    fn begin(&mut self, tone: Tone, forms: &Forms) {
        let next = self.next();
        let room = self.room(tone, next.as_ref());
        let chosen = fit(forms, self.words, room, self.scene.lengths);
        let (say, cue) = chosen.unzip();
        let why = Why::Start {
            cue: cue.unwrap_or_default(),
        };
        let begins = self.scene.begins;
        self.lines.push(Line::new(begins, Some(tone), say, why));
        self.lines.extend(next);
    }

    /// The time for a sentence behind the tone of the start.
    fn room(&self, tone: Tone, next: Option<&Line>) -> Duration {
        let start = self.scene.begins + tone.length() + BREATH;
        let end = match (self.scene.length, next) {
            (_, Some(next)) => next.at.saturating_sub(MARGIN),
            (Some(length), None) => length.saturating_sub(self.quiet()),
            (None, None) => Duration::MAX,
        };
        end.saturating_sub(start)
    }

    /// The name of the work that comes, over the end of this segment.
    fn next(&self) -> Option<Line> {
        let length = self.scene.length?;
        if !self.words.voice.next {
            return None;
        }
        let timeline = self.scene.timeline;
        let (work, unnamed) = following(timeline, self.scene.index)?;
        let name = unsaid_after(timeline, self.scene.index, work);
        if name.is_empty() {
            return None;
        }
        let words = SegmentWords::of(timeline, work);
        let sentence = words.sentence(&joined(&[words.own("Next:"), &name]))?;
        let takes = self.scene.lengths.of(&sentence);
        let rests = self.segment.kind == Kind::Rest && length >= LONG_REST.0;
        let at = if rests {
            length.checked_sub(LONG_REST.1)
        } else if unnamed && length >= ANNOUNCES {
            length.checked_sub(ANNOUNCED + takes)
        } else {
            None
        };
        Some(Line::new(at?, None, Some(sentence), Why::Next(work)))
    }

    /// How many of the last seconds are ticked.
    fn ticked(&self) -> u8 {
        let ticks = self.words.voice.ticks;
        let Some(length) = self.scene.length else {
            return 0;
        };
        match self.segment.kind {
            Kind::Ready if length < SCANT => 0,
            Kind::Ready if length < ROOMY => ticks.min(1),
            Kind::Switch if length < ROOMY => 0,
            Kind::Hold | Kind::Time if length < TICKING => 0,
            Kind::Ready | Kind::Switch | Kind::Hold | Kind::Time => ticks,
            _ => 0,
        }
    }

    /// How long before the end the last sentence is over.
    fn quiet(&self) -> Duration {
        let ticks = Duration::from_secs(self.ticked().into()) + MARGIN;
        if self.segment.kind == Kind::Switch {
            ticks.max(Duration::from_secs(2))
        } else {
            ticks
        }
    }

    fn ticks(&mut self) {
        let ticked = self.ticked();
        for (at, mark) in self.segment.marks(self.scene.length) {
            if let Mark::Left(left) = mark
                && left <= ticked
            {
                self.lines
                    .push(Line::new(at, Some(Tone::Tick), None, Why::Tick(left)));
            }
        }
    }

    fn work(&mut self) {
        let Some(work) = &self.segment.step.work else {
            return;
        };
        let Some(length) = self.scene.length else {
            return self.open_count();
        };
        self.start();
        self.own_cues(work, length);
        let next = self.next().filter(|next| self.is_free(next, length));
        self.lines.extend(next);
        for line in self.built_in(work, length) {
            // The program's own sentences yield to those of the routine, and to the last seconds.
            let line = if self.is_free(&line, length) {
                line
            } else {
                Line { say: None, ..line }
            };
            if !line.is_silent() {
                self.lines.push(line);
            }
        }
        let chimes = work.timed().is_some_and(|timed| timed.end == End::Chime);
        // Where work follows at once its start tone says the same, and nothing may put that off.
        if chimes && !self.scene.timeline.is_work(self.scene.index + 1) {
            self.lines
                .push(Line::new(length, Some(Tone::End), None, Why::End));
        }
    }

    /// The start tone, exactly then. Only what could not be said before stands behind it.
    fn start(&mut self) {
        let timeline = self.scene.timeline;
        let first = timeline
            .iter()
            .find(|other| other.kind.is_work() && other.step.id == self.segment.step.id);
        let tone = if first.is_some_and(|first| first.side != self.segment.side) {
            Tone::SecondSide
        } else {
            Tone::Start
        };
        let say = if self.scene.announced {
            None
        } else {
            self.words.sentence(&unsaid(timeline, self.scene.index))
        };
        let why = Why::Start { cue: false };
        self.lines
            .push(Line::new(Duration::ZERO, Some(tone), say, why));
    }

    /// A count that a key ends.
    fn open_count(&mut self) {
        let timeline = self.scene.timeline;
        let mut name = unsaid(timeline, self.scene.index);
        let mut cue = self.words.cue();
        if self.scene.announced {
            name.clear();
        }
        if self.scene.heard {
            cue.clear();
        }
        let text = joined(&[&name, &cue, self.words.own(ANY_KEY)]);
        let say = self.words.sentence(&text);
        let why = Why::Start {
            cue: !cue.is_empty(),
        };
        let line = Line::new(Duration::ZERO, Some(Tone::Waiting), say, why);
        self.lines.push(line);
    }

    /// The routine's own sentences, those of the same second in one.
    fn own_cues(&mut self, work: &Work, length: Duration) {
        let cues = work.cues();
        for (at, mark) in self.segment.marks(self.scene.length) {
            let Mark::Cue { cue, nth } = mark else {
                continue;
            };
            let left = length.saturating_sub(at);
            let words = self.scene.timeline.words(self.scene.index, Some(left));
            let text = cues
                .get(cue)
                .map(|cue| words::stopped(&cue.say.fill(&words)));
            let text = text.unwrap_or_default();
            let same = self.lines.last_mut().filter(|line| line.at == at);
            let before = same.as_ref().and_then(|line| line.say.as_ref());
            let before = before.map_or("", |sentence| sentence.text.as_str());
            let say = self.words.sentence(&joined(&[before, &text]));
            match same {
                Some(line) => line.say = say,
                None => self
                    .lines
                    .push(Line::new(at, None, say, Why::Own { cue, nth })),
            }
        }
        self.lines.retain(|line| !line.is_silent());
    }

    /// The program's own sentences in the middle of a piece.
    fn built_in(&self, work: &Work, length: Duration) -> Vec<Line> {
        let say = |text: &str| self.words.sentence(text);
        let own = |text: &str| self.words.sentence(self.words.own(text));
        let mut lines = Vec::new();
        for (at, mark) in self.segment.marks(Some(length)) {
            match mark {
                Mark::Halfway => lines.push(Line::new(at, None, own("Halfway."), Why::Halfway)),
                Mark::Repetition(nth) => {
                    let pace = work.counted().and_then(|counted| counted.pace);
                    let last = at + pace.unwrap_or_default() >= length;
                    let spoken = format!("{}.", words::number(nth.into()));
                    let number = match self.words.own("Last one.") {
                        "" => nth.to_string(),
                        last_one if last => last_one.to_owned(),
                        _ => crate::core::text::capitalised(&spoken),
                    };
                    let say = say(&number).filter(|_| last || pace >= Some(NUMBERED));
                    let why = Why::Repetition(nth);
                    lines.push(Line::new(at, Some(Tone::Repetition), say, why));
                }
                _ => {}
            }
        }
        if self.segment.kind == Kind::Time && length >= LONG_TIME {
            let minutes = (1..length.as_secs().div_ceil(60))
                .filter(|minutes| *minutes == 1 || minutes.is_multiple_of(5));
            lines.extend(minutes.map(|minutes| {
                let plural = if minutes == 1 { "" } else { "s" };
                let text = format!("{} minute{plural} to go.", words::number(minutes));
                let at = length.saturating_sub(Duration::from_secs(minutes * 60));
                let say = own(&crate::core::text::capitalised(&text));
                Line::new(at, None, say, Why::ToGo(minutes))
            }));
        }
        lines
    }

    /// Whether a sentence of the program's own touches no other one and is over before the last seconds.
    fn is_free(&self, line: &Line, length: Duration) -> bool {
        let lengths = self.scene.lengths;
        let ends = line.ends(lengths);
        ends + self.quiet() <= length
            && self
                .lines
                .iter()
                .filter(|other| other.say.is_some())
                .all(|other| ends <= other.at || other.ends(lengths) <= line.at)
    }
}

/// The words about the `work` that comes after the segment at `index`.
fn unsaid_after(timeline: &Timeline, index: usize, work: usize) -> String {
    let own_ready = work > index + 1;
    if own_ready {
        SegmentWords::of(timeline, work).name_and_side()
    } else {
        unsaid(timeline, work)
    }
}
