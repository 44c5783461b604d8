//! The script of one segment: its tones and sentences with their times, as if nothing interrupted it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::line::{BREATH, Lengths, Line, Sentence, Why};
use super::tone::Tone;
use super::words::{self, Form, News, SegmentWords, introductions, joined};
use crate::core::mark::Mark;
use crate::core::routine::{End, TimedCue, Work};
use crate::core::span::rounded_up;
use crate::core::template::{Placeholder, Template};
use crate::core::timeline::{Keys, Kind, Segment, Timeline};

/// The silence kept between a sentence and the ticks behind it.
const MARGIN: Duration = Duration::from_millis(200);
/// How long before the end of a segment the name of the next one has been said.
const ANNOUNCED: Duration = Duration::from_millis(3200);
/// From this length on all of the last seconds before work are ticked.
const ROOMY: Duration = Duration::from_secs(8);
/// A `ready` below this is too short for any word, or even a tone, of its own.
const SCANT: Duration = Duration::from_secs(3);
/// The shortest time without work at whose end the next work is announced.
const ANNOUNCES: Duration = Duration::from_secs(6);
/// How long before the end of work the next one is announced at the earliest.
const ANNOUNCED_EARLY: Duration = Duration::from_secs(20);
/// From this length on a hold ticks its last seconds.
const TICKING: Duration = Duration::from_secs(10);
/// From this length on a rest announces the next segment, and so long before its end.
const LONG_REST: (Duration, Duration) = (Duration::from_secs(15), Duration::from_secs(8));
/// From this length on the remaining minutes of a timer are announced.
const LONG_TIME: Duration = Duration::from_secs(600);
/// For how long a cue that is said in every repetition has its short form.
const AGAIN: Duration = Duration::from_secs(90);
/// The slowest pace at which movements are not numbered is below this.
const NUMBERED: Duration = Duration::from_secs(3);

/// A segment whose script is wanted, and the state of the session that matters to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScriptInput<'a> {
    /// What is played.
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
    /// How long sentences take.
    pub(super) lengths: &'a dyn Lengths,
}

/// Everything that is heard in a segment, in order, from its start to its end.
pub(super) fn script(scene: &ScriptInput) -> Vec<Line> {
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

/// How long a first lead-in of a wished length has to be so that the warnings, a name and a side can be said in it. A
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

/// The first form that can be said in `room`. Every form is measured, so that those who make sentences beforehand
/// learn of all of them.
fn fit(
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

fn is_transition(timeline: &Timeline, index: usize) -> bool {
    let segment = timeline.get(index);
    segment.is_some_and(|segment| segment.kind.is_transition())
}

/// The work that the segment at `index` leads to, with nothing but transitions before it.
fn coming(timeline: &Timeline, index: usize) -> Option<usize> {
    (index + 1..timeline.len())
        .find(|later| !is_transition(timeline, *later))
        .filter(|later| timeline.is_work(*later))
}

/// What is new about the work at `index`, after the work before it.
fn news(timeline: &Timeline, index: usize) -> News {
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

/// What the transitions before the work at `index` tell of it.
fn told(timeline: &Timeline, index: usize, lengths: &dyn Lengths) -> News {
    let transitions = (0..index).rev();
    let transitions = transitions.take_while(|before| is_transition(timeline, *before));
    let told = transitions.map(|before| told_in(timeline, before, index, lengths));
    told.max().unwrap_or(News::Nothing)
}

/// What the transition at `index` tells of the `work` behind it.
fn told_in(timeline: &Timeline, index: usize, work: usize, lengths: &dyn Lengths) -> News {
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

/// How long the tone of what ended sounds after the start of the segment at `index`, if nobody pressed a key.
fn tail(timeline: &Timeline, index: usize) -> Duration {
    let before = index.checked_sub(1).and_then(|before| timeline.get(before));
    let timed = before.and_then(Segment::work).and_then(Work::timed);
    if timed.is_some_and(|timed| timed.end == End::Chime) && !timeline.is_work(index) {
        Tone::End.length()
    } else {
        Duration::ZERO
    }
}

/// What has been heard so far that matters to what is still to be said.
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

/// What makes two steps the same stretch to the ear: the name and the cue.
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
            lengths,
        }
    }
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
        if self.segment.kind.is_work() {
            self.work();
        } else if let Some((tone, forms)) = self.forms() {
            self.begin(tone, &forms);
        }
        self.ticks();
    }

    /// The tone of a segment without work, and what may be said behind it; nothing where it is too short for a tone.
    fn forms(&self) -> Option<(Tone, Vec<Form>)> {
        let words = self.words;
        let too_short = self.scene.length < Some(SCANT) && self.scene.length.is_some();
        Some(match self.segment.kind {
            Kind::Ready | Kind::Between if too_short => return None,
            Kind::Ready => (Tone::Ready, words.introduction(self.scene.heard)),
            Kind::Switch => (Tone::Switch, words.switch()),
            Kind::Between => (Tone::Between, words.between()),
            Kind::Rest => {
                let name = self.segment.step.name.as_deref().map(words::stopped);
                let name = name.unwrap_or_else(|| words.own(words::REST).to_owned());
                (Tone::Rest, introductions(&name, "", &words.cue()))
            }
            Kind::Wait => (Tone::Waiting, words.wait()),
            Kind::Hold | Kind::Time | Kind::Count => return None,
        })
    }

    /// The sentence behind the tone of a segment without work: the longest form that fits.
    fn opening(&self) -> Option<(Sentence, Form)> {
        let (tone, forms) = self.forms()?;
        let room = self.room(tone, self.next().as_ref());
        fit(&forms, self.words, room, self.scene.lengths)
    }

    /// The tone of a segment without work, the longest form behind it that fits, and the name of what comes.
    fn begin(&mut self, tone: Tone, forms: &[Form]) {
        let next = self.next();
        let room = self.room(tone, next.as_ref());
        let chosen = fit(forms, self.words, room, self.scene.lengths);
        self.lines.push(Line {
            at: self.scene.begins,
            tone: Some(tone),
            why: Why::Start {
                cue: chosen.as_ref().is_some_and(|(_, form)| form.cue),
            },
            say: chosen.map(|(sentence, _)| sentence),
        });
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

    /// The name or the side of the work that comes, over the end of this segment, where nothing between the two says
    /// it.
    fn next(&self) -> Option<Line> {
        let length = self.scene.length?;
        let (timeline, lengths) = (self.scene.timeline, self.scene.lengths);
        let work = coming(timeline, self.scene.index).filter(|_| self.words.voice.next)?;
        let words = SegmentWords::of(timeline, work);
        let is_work = self.segment.kind.is_work();
        let news = news(timeline, work);
        let introduces = self.segment.kind.is_transition()
            && (timeline.get(work)?.pass == self.segment.pass
                || self.segment.kind == Kind::Ready
                    && self.words.name_and_side() == words.name_and_side());
        // A breath is left alone where it has words of its own or no side follows; what comes is named at its start.
        let is_breath = is_work
            && (length < TICKING && self.has_own_words()
                || length < ANNOUNCES && words.side().is_empty());
        if introduces || is_breath && news == News::NameAndSide {
            return None;
        }
        let between = self.scene.index + 1..work;
        let rests = self.segment.kind == Kind::Rest && length >= LONG_REST.0;
        let soon = between.clone().all(|index| {
            timeline
                .get(index)
                .is_some_and(|it| it.length < Some(ROOMY))
        });
        let told = between.map(|index| told_in(timeline, index, work, lengths));
        if told.max().unwrap_or(News::Nothing) >= news && !(rests && soon) {
            return None;
        }
        let sentence = words.next(news)?;
        let takes = lengths.of(&sentence);
        let latest = length.checked_sub(takes + self.quiet().max(ANNOUNCED));
        let at = if is_work {
            return self.announcement(&sentence, latest, work);
        } else if rests {
            latest?.min(length.checked_sub(LONG_REST.1)?)
        } else {
            latest.filter(|_| length >= ANNOUNCES)?
        };
        Some(Line::new(at, None, Some(sentence), Why::Next(work)))
    }

    /// The announcement of the `work` that comes in this piece of work: in its last free seconds.
    fn announcement(
        &self,
        sentence: &Sentence,
        latest: Option<Duration>,
        work: usize,
    ) -> Option<Line> {
        let length = self.scene.length?;
        let takes = self.scene.lengths.of(sentence);
        let begun = self.lines.iter().find(|line| line.at.is_zero())?;
        let earliest = begun
            .ends(self.scene.lengths)
            .max(length.saturating_sub(ANNOUNCED_EARLY));
        let before = |end: Duration| end.checked_sub(takes);
        let mut places: Vec<Duration> = self.lines.iter().filter_map(|it| before(it.at)).collect();
        places.extend(before(length.saturating_sub(self.quiet())));
        places.sort_unstable_by(|one, other| other.cmp(one));
        let places = latest.into_iter().chain(places);
        let line = |at| Line::new(at, None, Some(sentence.clone()), Why::Next(work));
        places
            .filter(|at| *at >= earliest)
            .map(line)
            .find(|line| self.is_free(line, length))
    }

    /// Whether the routine has words for this piece of work, beside its name.
    fn has_own_words(&self) -> bool {
        let work = self.segment.work();
        self.segment.step.cue.is_some() || work.is_some_and(|work| !work.cues().is_empty())
    }

    /// How many of the last seconds are ticked: those before work, and those of a longer piece of work.
    fn ticked(&self) -> u8 {
        let ticks = self.words.voice.ticks;
        let Some(length) = self.scene.length else {
            return 0;
        };
        let is_work = self.segment.kind.is_work();
        if !is_work && !self.scene.timeline.is_work(self.scene.index + 1) {
            return 0;
        }
        match self.segment.kind {
            Kind::Hold | Kind::Time if length >= TICKING => ticks,
            Kind::Hold | Kind::Time | Kind::Count | Kind::Wait => 0,
            _ if length >= ROOMY => ticks,
            Kind::Ready | Kind::Rest if length >= SCANT => ticks.min(1),
            _ => 0,
        }
    }

    /// How long before the end the last sentence is over.
    fn quiet(&self) -> Duration {
        Duration::from_secs(self.ticked().into()) + MARGIN
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
        self.own_cues(work, length);
        self.start(work, length);
        let next = self.next();
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

    /// The start tone, exactly then. Behind it stands what could not be said before, and the routine's own sentence of
    /// that moment.
    fn start(&mut self, work: &Work, length: Duration) {
        let timeline = self.scene.timeline;
        let first = timeline
            .iter()
            .find(|other| other.kind.is_work() && other.step.id == self.segment.step.id);
        let tone = if first.is_some_and(|first| first.side != self.segment.side) {
            Tone::SecondSide
        } else {
            Tone::Start
        };
        let own = self.lines.pop_if(|line| line.at.is_zero());
        let own = own.and_then(|line| line.say).map(|sentence| sentence.text);
        let own = own.unwrap_or_default();
        let (named, side, cue) = self.unsaid();
        let pace = work.counted().and_then(|counted| counted.pace);
        let one = if own.is_empty() && pace >= Some(NUMBERED) {
            self.words.repetition(1, false)
        } else {
            String::new()
        };
        let mut forms = introductions(&named, &side, &cue);
        let numbered = Form::of(joined(&[&named, &one]));
        forms.insert(forms.len() - 1 - usize::from(!side.is_empty()), numbered);
        let forms: Vec<Form> = forms
            .into_iter()
            .map(|form| Form {
                text: joined(&[&form.text, &own]),
                ..form
            })
            .collect();
        let ahead = self.lines.iter().map(|line| line.at).min();
        let end = length.saturating_sub(self.quiet());
        let room = ahead
            .map_or(end, |ahead| end.min(ahead))
            .saturating_sub(tone.length() + BREATH);
        let chosen = fit(&forms, self.words, room, self.scene.lengths);
        let cue = chosen.as_ref().is_some_and(|(_, form)| form.cue);
        let chosen = chosen.map(|(sentence, _)| sentence);
        self.lines.push(Line {
            at: Duration::ZERO,
            tone: Some(tone),
            // What the routine wants to be said now is said however long it takes; the checker tells.
            say: chosen.or_else(|| self.words.sentence(&own)),
            why: Why::Start { cue },
        });
    }

    /// What nobody has said yet when the work starts: its name and side, its side, and its cue.
    fn unsaid(&self) -> (String, String, String) {
        let ScriptInput {
            timeline, index, ..
        } = *self.scene;
        let news = news(timeline, index);
        let told = match news {
            _ if self.scene.announced => news,
            News::Nothing => news,
            _ => told(timeline, index, self.scene.lengths),
        };
        let side = self.words.side();
        let named = match (news, told) {
            _ if told >= news => return (String::new(), String::new(), self.unheard()),
            (News::NameAndSide, News::Nothing) => self.words.name_and_side(),
            (News::NameAndSide, _) => {
                return (self.words.name(), String::new(), self.unheard());
            }
            _ => side.clone(),
        };
        (named, side, self.unheard())
    }

    /// The cue of the step, if it has not been said.
    fn unheard(&self) -> String {
        if self.scene.heard {
            String::new()
        } else {
            self.words.cue()
        }
    }

    /// A count that a key ends.
    fn open_count(&mut self) {
        let (named, _, cue) = self.unsaid();
        self.lines.push(Line {
            at: Duration::ZERO,
            tone: Some(Tone::Waiting),
            say: self.words.any_key(&[&named, &cue]),
            why: Why::Start {
                cue: !cue.is_empty(),
            },
        });
    }

    /// The routine's own sentences, those of the same second in one.
    fn own_cues(&mut self, work: &Work, length: Duration) {
        let cues = work.cues();
        for (at, mark) in self.segment.marks(self.scene.length) {
            let Mark::Cue { cue, nth } = mark else {
                continue;
            };
            let text = cues
                .get(cue)
                .map(|cue| self.own_cue(cue, length.saturating_sub(at)));
            let text = text.unwrap_or_default();
            let same = self.lines.last_mut().filter(|line| line.at == at);
            let before = same.as_ref().and_then(|line| line.say.as_ref());
            let before = before.map_or("", |sentence| sentence.text.as_str());
            let say = self.words.sentence(&joined(&[before, &text]));
            match same {
                Some(line) => line.say = say,
                None => self.lines.push(Line::new(
                    at,
                    say.is_none().then_some(Tone::Cue),
                    say,
                    Why::Own { cue, nth },
                )),
            }
        }
        self.lines.retain(|line| !line.is_silent());
    }

    /// A sentence of the routine, due `left` before the end. What was said in the repetition before, not long ago and on
    /// the same side, has its short form.
    fn own_cue(&self, cue: &TimedCue, left: Duration) -> String {
        let timeline = self.scene.timeline;
        let say = |index| words::stopped(&cue.say.fill(&timeline.words(index, Some(left))));
        let text = say(self.scene.index);
        let is_new = cue.every.is_some() || cue.say.has(Placeholder::Remaining);
        let before = self.repetition_before().filter(|_| !is_new);
        if before.is_some_and(|before| say(before) == text) {
            words::short(&text)
        } else {
            text
        }
    }

    /// The repetition before this one on the same side, if it began less than [`AGAIN`] ago.
    fn repetition_before(&self) -> Option<usize> {
        let timeline = self.scene.timeline;
        let mut ago = Duration::ZERO;
        for before in (0..self.scene.index).rev() {
            let segment = timeline.get(before)?;
            ago += segment.length.unwrap_or_default();
            if segment.pass != self.segment.pass || ago >= AGAIN {
                return None;
            }
            if segment.kind.is_work() && segment.side == self.segment.side {
                return Some(before);
            }
        }
        None
    }

    /// What the program says by itself in the middle of a piece.
    fn built_in(&self, work: &Work, length: Duration) -> Vec<Line> {
        let words = self.words;
        let mut lines = Vec::new();
        for (at, mark) in self.segment.marks(Some(length)) {
            match mark {
                Mark::Halfway => {
                    let say = words.sentence(words.own(words::HALFWAY));
                    lines.push(Line::new(at, None, say, Why::Halfway));
                }
                Mark::Repetition(nth) => {
                    let pace = work.counted().and_then(|counted| counted.pace);
                    let last = at + pace.unwrap_or_default() >= length;
                    let say = words.sentence(&words.repetition(nth, last));
                    lines.push(Line {
                        at,
                        tone: Some(Tone::Repetition),
                        say: say.filter(|_| last || pace >= Some(NUMBERED)),
                        why: Why::Repetition(nth),
                    });
                }
                _ => {}
            }
        }
        if self.segment.kind == Kind::Time && length >= LONG_TIME {
            let minutes = (1..length.as_secs().div_ceil(60))
                .filter(|minutes| *minutes == 1 || minutes.is_multiple_of(5));
            lines.extend(minutes.map(|minutes| {
                let at = length.saturating_sub(Duration::from_secs(minutes * 60));
                Line::new(at, None, words.to_go(minutes), Why::ToGo(minutes))
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
