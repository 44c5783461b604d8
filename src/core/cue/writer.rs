//! The writer of a script: the tones and sentences of one segment, each at its time and in the longest form that fits.

use std::time::Duration;

use super::part::{BREATH, CuePart, Sentence, Why};
use super::script::{
    ANNOUNCED, MARGIN, SCANT, ScriptInput, announced, announced_in, coming, fit, news,
};
use super::tone::Tone;
use super::words::{self, Form, News, SegmentWords, introductions, joined};
use crate::core::language::Word;
use crate::core::mark::Mark;
use crate::core::routine::{End, TimedCue, Work};
use crate::core::template::Placeholder;
use crate::core::timeline::{Kind, Segment};

/// From this length on all of the last seconds before work are ticked.
const ROOMY: Duration = Duration::from_secs(8);
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

/// Writes the script of a segment.
pub(super) struct ScriptWriter<'a> {
    input: &'a ScriptInput<'a>,
    segment: &'a Segment,
    words: SegmentWords<'a>,
    pub(super) parts: Vec<CuePart>,
}

impl<'a> ScriptWriter<'a> {
    pub(super) fn of(input: &'a ScriptInput<'a>, segment: &'a Segment) -> Self {
        Self {
            input,
            segment,
            words: SegmentWords::of(input.timeline, input.index),
            parts: Vec::new(),
        }
    }

    pub(super) fn write(&mut self) {
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
        let too_short = self.input.length < Some(SCANT) && self.input.length.is_some();
        Some(match self.segment.kind {
            Kind::Ready | Kind::Between if too_short => return None,
            Kind::Ready => (Tone::Ready, words.introduction(self.input.heard)),
            Kind::Switch => (Tone::Switch, words.switch()),
            Kind::Between => (Tone::Between, words.between(self.news_of_work())),
            Kind::Rest => {
                let name = self.segment.step.name.as_deref().map(words::stopped);
                let name = name.unwrap_or_else(|| words.own(Word::SayRest).to_owned());
                (Tone::Rest, introductions(&name, "", &words.cue()))
            }
            Kind::Wait => (Tone::Waiting, words.wait(self.input.is_first)),
            Kind::Hold | Kind::Time | Kind::Count => return None,
        })
    }

    /// The news about the work that this segment leads to.
    fn news_of_work(&self) -> News {
        let work = coming(self.input.timeline, self.input.index);
        work.map_or(News::Nothing, |work| news(self.input.timeline, work))
    }

    /// The sentence behind the tone of a segment without work: the longest form that fits.
    pub(super) fn opening(&self) -> Option<(Sentence, Form)> {
        let (tone, forms) = self.forms()?;
        let room = self.room(tone, self.next().as_ref());
        fit(&forms, self.words, room, self.input.lengths)
    }

    /// The tone of a segment without work, the longest form behind it that fits, and the name of what comes.
    fn begin(&mut self, tone: Tone, forms: &[Form]) {
        let next = self.next();
        let room = self.room(tone, next.as_ref());
        let chosen = fit(forms, self.words, room, self.input.lengths);
        self.parts.push(CuePart {
            at: self.input.begins,
            tone: Some(tone),
            why: Why::Start {
                cue: chosen.as_ref().is_some_and(|(_, form)| form.cue),
            },
            say: chosen.map(|(sentence, _)| sentence),
        });
        self.parts.extend(next);
    }

    /// The time for a sentence behind the tone of the start.
    pub(super) fn room(&self, tone: Tone, next: Option<&CuePart>) -> Duration {
        let start = self.input.begins + tone.length() + BREATH;
        let end = match (self.input.length, next) {
            (_, Some(next)) => next.at.saturating_sub(MARGIN),
            (Some(length), None) => length.saturating_sub(self.quiet()),
            (None, None) => Duration::MAX,
        };
        end.saturating_sub(start)
    }

    /// The name or the side of the work that comes, over the end of this segment, where nothing between the two says
    /// it.
    pub(super) fn next(&self) -> Option<CuePart> {
        let length = self.input.length?;
        let (timeline, lengths) = (self.input.timeline, self.input.lengths);
        let work = coming(timeline, self.input.index).filter(|_| self.words.voice.next)?;
        let words = SegmentWords::of(timeline, work);
        let is_work = self.segment.kind.is_work();
        let news = news(timeline, work);
        let introduces = self.segment.kind.is_transition()
            && (timeline.get(work)?.pass == self.segment.pass
                || self.segment.kind == Kind::Ready && self.words.tells_of(words));
        // A breath is left alone where it has words of its own or no side follows; what comes is named at its start.
        let is_breath = is_work
            && (length < TICKING && self.has_own_words()
                || length < ANNOUNCES && words.side().is_empty());
        if introduces || is_breath && news == News::NameAndSide {
            return None;
        }
        let between = self.input.index + 1..work;
        let rests = self.segment.kind == Kind::Rest && length >= LONG_REST.0;
        let soon = between.clone().all(|index| {
            timeline
                .get(index)
                .is_some_and(|it| it.length < Some(ROOMY))
        });
        // The time before a block says at its end what comes.
        let is_announced_later = |index: usize| {
            let input = ScriptInput::authored(timeline, index, lengths);
            let segment = timeline.get(index);
            segment.is_some_and(|segment| ScriptWriter::of(&input, segment).next().is_some())
        };
        if !rests && between.clone().any(is_announced_later) {
            return None;
        }
        let told = between.map(|index| announced_in(timeline, index, work, lengths));
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
        Some(CuePart::new(at, None, Some(sentence), Why::Next(work)))
    }

    /// The announcement of the `work` that comes in this piece of work: in its last free seconds.
    fn announcement(
        &self,
        sentence: &Sentence,
        latest: Option<Duration>,
        work: usize,
    ) -> Option<CuePart> {
        let length = self.input.length?;
        let takes = self.input.lengths.of(sentence);
        let begun = self.parts.iter().find(|part| part.at.is_zero())?;
        let earliest = begun
            .ends(self.input.lengths)
            .max(length.saturating_sub(ANNOUNCED_EARLY));
        let before = |end: Duration| end.checked_sub(takes);
        let mut places: Vec<Duration> = self.parts.iter().filter_map(|it| before(it.at)).collect();
        places.extend(before(length.saturating_sub(self.quiet())));
        places.sort_unstable_by(|one, other| other.cmp(one));
        let places = latest.into_iter().chain(places);
        let part = |at| CuePart::new(at, None, Some(sentence.clone()), Why::Next(work));
        places
            .filter(|at| *at >= earliest)
            .map(part)
            .find(|part| self.is_free(part, length))
    }

    /// Whether the routine has words for this piece of work, beside its name.
    fn has_own_words(&self) -> bool {
        let work = self.segment.work();
        self.segment.step.cue.is_some() || work.is_some_and(|work| !work.cues().is_empty())
    }

    /// How many of the last seconds are ticked: those before work, and those of a longer piece of work.
    fn ticked(&self) -> u8 {
        let ticks = self.words.voice.ticks;
        let Some(length) = self.input.length else {
            return 0;
        };
        let is_work = self.segment.kind.is_work();
        if !is_work && !self.input.timeline.is_work(self.input.index + 1) {
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
        for (at, mark) in self.segment.marks(self.input.length) {
            if let Mark::Remaining(seconds) = mark
                && seconds <= ticked
            {
                self.parts
                    .push(CuePart::new(at, Some(Tone::Tick), None, Why::Tick(seconds)));
            }
        }
    }

    fn work(&mut self) {
        let Some(work) = &self.segment.step.work else {
            return;
        };
        let Some(length) = self.input.length else {
            return self.open();
        };
        self.own_cues(work, length);
        self.start(work, length);
        let next = self.next();
        self.parts.extend(next);
        for part in self.built_in(work, length) {
            // The program's own sentences yield to those of the routine, and to the last seconds.
            let part = if self.is_free(&part, length) {
                part
            } else {
                CuePart { say: None, ..part }
            };
            if !part.is_silent() {
                self.parts.push(part);
            }
        }
        let chimes = work.timed().is_some_and(|timed| timed.end == End::Chime);
        // The start tone of work that follows at once says the same, and nothing may put that off.
        if chimes && !self.input.timeline.is_work(self.input.index + 1) {
            self.parts
                .push(CuePart::new(length, Some(Tone::End), None, Why::End));
        }
    }

    /// The start tone, exactly then. Behind it stands what could not be said before, and the routine's own sentence of
    /// that moment.
    fn start(&mut self, work: &Work, length: Duration) {
        let tone = self.start_tone();
        let own = self.parts.pop_if(|part| part.at.is_zero());
        let own = own.and_then(|part| part.say).map(|sentence| sentence.text);
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
        let ahead = self.parts.iter().map(|part| part.at).min();
        let end = length.saturating_sub(self.quiet());
        let room = ahead
            .map_or(end, |ahead| end.min(ahead))
            .saturating_sub(tone.length() + BREATH);
        let chosen = fit(&forms, self.words, room, self.input.lengths);
        let cue = chosen.as_ref().is_some_and(|(_, form)| form.cue);
        let chosen = chosen.map(|(sentence, _)| sentence);
        self.parts.push(CuePart {
            at: Duration::ZERO,
            tone: Some(tone),
            // A sentence of the routine is said whole, however long it takes; the checker warns of that.
            say: chosen.or_else(|| self.words.sentence(&own)),
            why: Why::Start { cue },
        });
    }

    /// The tone with which work starts.
    fn start_tone(&self) -> Tone {
        let first = self
            .input
            .timeline
            .iter()
            .find(|other| other.kind.is_work() && other.step.id == self.segment.step.id);
        if first.is_some_and(|first| first.side != self.segment.side) {
            Tone::SecondSide
        } else {
            Tone::Start
        }
    }

    /// The name and side (or the side), the side alone and the cue, as far as nobody has said them when the work starts.
    fn unsaid(&self) -> (String, String, String) {
        let ScriptInput {
            timeline, index, ..
        } = *self.input;
        let news = news(timeline, index);
        let told = match news {
            _ if self.input.announced => news,
            News::Nothing => news,
            _ => announced(timeline, index, self.input.lengths),
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
        if self.input.heard {
            String::new()
        } else {
            self.words.cue()
        }
    }

    /// Work that a key ends: movements without a pace, or what lasts as long as one can.
    fn open(&mut self) {
        let (named, _, cue) = self.unsaid();
        let (tone, say) = if self.segment.is_max() {
            (self.start_tone(), self.words.max(&[&named, &cue]))
        } else {
            (Tone::Waiting, self.words.any_key(&[&named, &cue]))
        };
        self.parts.push(CuePart {
            at: Duration::ZERO,
            tone: Some(tone),
            say,
            why: Why::Start {
                cue: !cue.is_empty(),
            },
        });
    }

    /// The routine's own sentences, those of the same second in one.
    fn own_cues(&mut self, work: &Work, length: Duration) {
        let cues = work.cues();
        for (at, mark) in self.segment.marks(self.input.length) {
            let Mark::Cue { cue, nth } = mark else {
                continue;
            };
            let text = cues
                .get(cue)
                .map(|cue| self.own_cue(cue, length.saturating_sub(at)));
            let text = text.unwrap_or_default();
            let same = self.parts.last_mut().filter(|part| part.at == at);
            let before = same.as_ref().and_then(|part| part.say.as_ref());
            let before = before.map_or("", |sentence| sentence.text.as_str());
            let say = self.words.sentence(&joined(&[before, &text]));
            match same {
                Some(part) => part.say = say,
                None => self.parts.push(CuePart::new(
                    at,
                    say.is_none().then_some(Tone::Cue),
                    say,
                    Why::Own { cue, nth },
                )),
            }
        }
        self.parts.retain(|part| !part.is_silent());
    }

    /// A sentence of the routine, due `left` before the end. What was said in the repetition before, not long ago and on
    /// the same side, has its short form.
    fn own_cue(&self, cue: &TimedCue, remaining: Duration) -> String {
        let timeline = self.input.timeline;
        let say = |index| words::stopped(&cue.say.fill(&timeline.words(index, Some(remaining))));
        let text = say(self.input.index);
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
        let timeline = self.input.timeline;
        let mut ago = Duration::ZERO;
        for before in (0..self.input.index).rev() {
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

    /// The program's own parts in the middle of a piece.
    fn built_in(&self, work: &Work, length: Duration) -> Vec<CuePart> {
        let words = self.words;
        let mut parts = Vec::new();
        for (at, mark) in self.segment.marks(Some(length)) {
            match mark {
                Mark::Halfway => {
                    let say = words.own_sentence(Word::SayHalfway);
                    parts.push(CuePart::new(at, None, say, Why::Halfway));
                }
                Mark::Repetition(nth) => {
                    let pace = work.counted().and_then(|counted| counted.pace);
                    let last = at + pace.unwrap_or_default() >= length;
                    let say = words.sentence(&words.repetition(nth, last));
                    parts.push(CuePart {
                        at,
                        tone: Some(Tone::Repetition),
                        say: say.filter(|_| last || pace >= Some(NUMBERED)),
                        why: Why::Repetition(nth),
                    });
                }
                Mark::Phase { nth, phase } => {
                    let why = Why::Phase { nth, phase };
                    parts.push(CuePart::new(at, Some(Tone::Cue), None, why));
                }
                _ => {}
            }
        }
        if self.segment.kind == Kind::Time && length >= LONG_TIME {
            let minutes = (1..length.as_secs().div_ceil(60))
                .filter(|minutes| *minutes == 1 || minutes.is_multiple_of(5));
            parts.extend(minutes.map(|minutes| {
                let at = length.saturating_sub(Duration::from_secs(minutes * 60));
                CuePart::new(at, None, words.to_go(minutes), Why::ToGo(minutes))
            }));
        }
        parts
    }

    /// Whether a sentence of the program's own touches no other one and is over before the last seconds.
    fn is_free(&self, part: &CuePart, length: Duration) -> bool {
        let lengths = self.input.lengths;
        let ends = part.ends(lengths);
        ends + self.quiet() <= length
            && self
                .parts
                .iter()
                .filter(|other| other.say.is_some())
                .all(|other| ends <= other.at || other.ends(lengths) <= part.at)
    }
}
