//! Follows what happens in a session and says what is heard of it, and when.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::line::{Cue, Lengths, Line, Why};
use super::script::{self, Scene, script};
use super::tone::Tone;
use super::words::{self, Words};
use crate::core::moment::Moment;
use crate::core::player::{Event, Finish, Player, RING_SELDOM, What};
use crate::core::routine::{End, Work};
use crate::core::stopwatch::Stopwatch;
use crate::core::timeline::Timeline;

/// Turns the events of a [`Player`] into [`Cue`]s.
///
/// # Protocol
///
/// Every event is given to [`Prompter::note`] in order, then [`Prompter::advance`] is told the time, then
/// [`Prompter::take`] hands out what is due. [`Prompter::next_deadline`] says when it wants to be advanced next; that
/// may be between two events of the player.
#[derive(Clone, Debug)]
pub struct Prompter {
    timeline: Arc<Timeline>,
    lengths: Arc<dyn Lengths>,
    /// The present segment and its present length.
    index: usize,
    length: Option<Duration>,
    /// Its clock, as the player's.
    watch: Stopwatch,
    /// What is still to be heard in it, the next one last.
    ahead: Vec<Line>,
    /// What has been heard in it.
    told: BTreeSet<Why>,
    /// The stretches whose cue has been said.
    heard: BTreeSet<usize>,
    /// The segment whose name has been said before it came.
    announced: Option<usize>,
    state: State,
    /// Whether any segment has been entered.
    begun: bool,
    /// Until when the ticks of a lead-in have been handed out.
    ticked: Moment,
    /// Whether the next cue cuts off what still sounds.
    cut: bool,
    due: Vec<Cue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No segment has started yet.
    Before,
    Running,
    LeadingIn,
    Paused,
    Ringing {
        since: Moment,
    },
    /// It hurt, or the session is over: what starts next starts by itself.
    Stopped,
}

impl Prompter {
    /// Before the first event of a session that begins with the segment at `from`.
    pub fn new(timeline: Arc<Timeline>, from: usize, lengths: Arc<dyn Lengths>) -> Self {
        let from = from.min(timeline.len() - 1);
        Self {
            timeline,
            lengths,
            index: from,
            length: None,
            watch: Stopwatch::stopped(),
            ahead: Vec::new(),
            told: BTreeSet::new(),
            heard: BTreeSet::new(),
            announced: None,
            state: State::Before,
            begun: false,
            ticked: Moment::ZERO,
            cut: false,
            due: Vec::new(),
        }
    }

    /// From `now` on sentences take as long as `lengths` says.
    pub fn measured(&mut self, lengths: Arc<dyn Lengths>, now: Moment) {
        self.lengths = lengths;
        self.write(now);
    }

    /// When something is heard next that may be no event of the player.
    pub fn next_deadline(&self) -> Option<Moment> {
        self.watch.when(self.ahead.last()?.at)
    }

    /// What has become due since it was asked last.
    pub fn take(&mut self) -> Vec<Cue> {
        std::mem::take(&mut self.due)
    }

    /// Lets be heard what is due by `now`.
    pub fn advance(&mut self, now: Moment) {
        while let Some(at) = self.next_deadline().filter(|at| *at <= now) {
            self.next_line(at);
        }
    }

    /// Takes in an event of `player`.
    pub fn note(&mut self, event: &Event, player: &Player) {
        let at = event.at;
        // A piece that is entered by a lead-in starts when that is over.
        let starts_later =
            matches!(event.what, What::LeadIn { .. }) && self.watch.reading(at).is_zero();
        if !starts_later {
            self.advance(at);
        }
        match &event.what {
            What::LeadIn { length } => self.lead_in(*length, at),
            What::LeadInLeft(left) => self.lead_in_left(*left, at),
            What::Began { index } => {
                if !self.begun {
                    self.enter(*index, player, at);
                }
                self.began(at);
            }
            What::Started { index } => self.started(*index, at, player.length(*index)),
            What::Ended { how, .. } => self.ended(*how, at),
            What::Rang { .. } => self.rang(at),
            What::Reminded { .. } => {
                self.tell(at, Line::tone(Duration::ZERO, Tone::Waiting, Why::Answer));
            }
            What::Paused => {
                self.still(at, State::Paused);
                self.answer(at, Tone::Pause, "Paused.");
            }
            What::Resumed => {
                self.state = State::Running;
                self.watch.start(at);
                self.answer(at, Tone::Resume, "");
            }
            What::Hurt { .. } => {
                self.still(at, State::Stopped);
                self.answer(at, Tone::Hurt, "Stopped. Let go slowly.");
            }
            What::Lengthened(_) | What::Shortened(_) | What::AtLimit => {
                self.resize(player.length(self.index), at);
            }
            What::Finished => self.finished(at, event.clock),
            What::Stopped => {
                self.still(at, State::Stopped);
                self.ahead.clear();
                self.silence(at);
            }
            What::Reached { .. } => {}
        }
    }

    fn lead_in(&mut self, length: Duration, at: Moment) {
        let first = self.state == State::Before;
        self.still(at, State::LeadingIn);
        let resumed = self.due.last_mut().filter(|cue| cue.due == at);
        let resumed = resumed.and_then(|cue| cue.lines.last_mut());
        if let Some(line) = resumed.filter(|line| line.tone == Some(Tone::Resume)) {
            line.say = script::go_on(&self.timeline, self.index, length, self.lengths.as_ref());
            return;
        }
        let mut line = Line::tone(Duration::ZERO, Tone::Ready, Why::Answer);
        if first {
            let lengths = self.lengths.as_ref();
            let said = script::lead_in(&self.timeline, self.index, length, lengths);
            if let Some((sentence, cue)) = said {
                line.say = Some(sentence);
                self.announced = Some(self.index);
                if cue {
                    self.heard.extend(self.stretch(self.index));
                }
            }
        }
        self.tell(at, line);
    }

    /// The last seconds of a lead-in, handed out together.
    fn lead_in_left(&mut self, left: u8, at: Moment) {
        if at < self.ticked {
            return;
        }
        self.ticked = at + Duration::from_secs(left.into());
        // The tone with which a lead-in begins tells its first second.
        let begins = self.due.last().is_some_and(|cue| cue.due == at);
        let ticks = (0..u64::from(left)).skip(usize::from(begins));
        let lines: Vec<Line> = ticks
            .map(|later| {
                let why = Why::Tick((u64::from(left) - later) as u8);
                Line::tone(Duration::from_secs(later), Tone::Tick, why)
            })
            .collect();
        if !lines.is_empty() {
            self.due.push(Cue {
                due: at,
                urgent: false,
                lines,
            });
        }
    }

    fn began(&mut self, at: Moment) {
        self.state = State::Running;
        self.ticked = at;
        self.watch.start(at);
        self.cut = true;
        let pending = self.ahead.last();
        if !pending.is_some_and(|line| matches!(line.why, Why::Start { .. })) {
            // Going on in the middle of a piece sounds like its start.
            let anew = script(&self.scene());
            let tone = anew.first().and_then(|line| line.tone);
            self.tell(
                at,
                Line {
                    at: Duration::ZERO,
                    tone,
                    say: None,
                    why: Why::Answer,
                },
            );
        }
        self.advance(at);
    }

    /// A session that is taken up again goes on in the middle of a segment.
    fn enter(&mut self, index: usize, player: &Player, at: Moment) {
        let reading = player.reading(at);
        self.begun = true;
        self.index = index;
        self.length = player.length(index);
        self.watch = Stopwatch::started(Moment::ZERO);
        self.watch.stop(Moment::after(reading));
        self.ahead = script(&self.scene());
        if !reading.is_zero() {
            let behind = |line: &Line| line.at < reading || matches!(line.why, Why::Start { .. });
            self.ahead.retain(|line| !behind(line));
        }
        self.ahead.reverse();
    }

    fn started(&mut self, index: usize, at: Moment, length: Option<Duration>) {
        self.begun = true;
        self.index = index;
        self.length = length;
        self.told.clear();
        let paused = self.state == State::Paused;
        if paused {
            self.watch = Stopwatch::stopped();
        } else {
            self.watch = Stopwatch::started(at);
            self.state = State::Running;
        }
        // The tone of what ended comes first, unless work starts: that is never put off.
        let works = self
            .timeline
            .get(index)
            .is_some_and(|here| here.kind.is_work());
        let begins = if works { None } else { self.sounds_until(at) };
        self.ahead = script(&Scene {
            begins: begins.unwrap_or_default(),
            ..self.scene()
        });
        self.ahead.reverse();
        if paused {
            // The name tells where one has got to; the tones come when the clock goes on.
            let here = Words::of(&self.timeline, index);
            let line = Line {
                at: Duration::ZERO,
                tone: None,
                say: here.sentence(&here.name_and_side()),
                why: Why::Answer,
            };
            self.cut = true;
            self.tell(at, line);
        } else if let Some(begins) = begins
            && let Some(line) = self
                .ahead
                .pop_if(|line| matches!(line.why, Why::Start { .. }) && line.at == begins)
        {
            self.remember(&line);
            self.join(at, line);
        }
    }

    fn ended(&mut self, how: Finish, at: Moment) {
        self.ahead.clear();
        // A key that ends something also ends the sentence about it.
        self.cut = how != Finish::Whole || self.length.is_none();
        let here = self.timeline.get(self.index);
        let timed = here
            .and_then(|here| here.step.work.as_ref())
            .and_then(Work::timed);
        if how == Finish::Limit && timed.is_some_and(|timed| timed.end == End::Chime) {
            self.tell(at, Line::tone(Duration::ZERO, Tone::End, Why::End));
        }
    }

    fn rang(&mut self, at: Moment) {
        let since = match self.state {
            State::Ringing { since } => since,
            _ => at,
        };
        self.still(at, State::Ringing { since });
        let rung = at.since(since);
        let speaks = rung.is_zero() || rung > RING_SELDOM;
        let words = Words::of(&self.timeline, self.index);
        let say = words.sentence(words.own("Time. Any key."));
        let line = Line {
            at: Duration::ZERO,
            tone: Some(Tone::Alarm),
            say: say.filter(|_| speaks),
            why: Why::Answer,
        };
        self.tell(at, line);
    }

    fn finished(&mut self, at: Moment, clock: Duration) {
        self.still(at, State::Stopped);
        self.ahead.clear();
        let words = Words::of(&self.timeline, self.index);
        let text = format!("Done. {}", words::roughly(clock));
        let line = Line {
            at: Duration::ZERO,
            tone: Some(Tone::Done),
            say: words.sentence(words.own(&text)),
            why: Why::Answer,
        };
        self.join(at, line);
    }

    /// A tone and a sentence that cut off whatever sounds.
    fn answer(&mut self, at: Moment, tone: Tone, text: &str) {
        let words = Words::of(&self.timeline, self.index);
        let line = Line {
            at: Duration::ZERO,
            tone: Some(tone),
            say: words.sentence(words.own(text)),
            why: Why::Answer,
        };
        self.cut = true;
        self.tell(at, line);
    }

    /// The clock of the segment stands.
    fn still(&mut self, at: Moment, state: State) {
        self.watch.stop(at);
        self.ticked = at;
        self.state = state;
    }

    /// The end has moved, and what hangs on it.
    fn resize(&mut self, length: Option<Duration>, at: Moment) {
        if self.state == State::LeadingIn && self.ticked > at {
            self.silence(at);
        }
        self.ticked = at;
        if self.length == length {
            return;
        }
        self.length = length;
        // The last seconds count again; those that already sound belong to an end that is no more.
        let ticks = self.told.len();
        self.told.retain(|why| !matches!(why, Why::Tick(_)));
        if ticks != self.told.len() {
            self.silence(at);
        }
        self.write(at);
    }

    /// Writes anew what is still ahead.
    fn write(&mut self, now: Moment) {
        if self.ahead.is_empty() {
            return;
        }
        let reading = self.watch.reading(now);
        let mut lines = script(&self.scene());
        lines.retain(|line| {
            let passed = line.at < reading || self.told.contains(&line.why);
            match line.why {
                Why::Start { .. } => !self.told.iter().any(|why| matches!(why, Why::Start { .. })),
                _ => !passed,
            }
        });
        lines.reverse();
        self.ahead = lines;
    }

    fn scene(&self) -> Scene<'_> {
        let stretch = self.stretch(self.index);
        Scene {
            timeline: &self.timeline,
            index: self.index,
            length: self.length,
            begins: Duration::ZERO,
            heard: stretch.is_some_and(|stretch| self.heard.contains(&stretch)),
            announced: self.announced == Some(self.index),
            lengths: self.lengths.as_ref(),
        }
    }

    /// What makes two steps the same stretch to the ear: the first step with the same name and cue.
    fn stretch(&self, index: usize) -> Option<usize> {
        let said = self
            .timeline
            .get(words::source_of_cue(&self.timeline, index)?)?;
        self.timeline
            .iter()
            .find(|other| other.step.name == said.step.name && other.step.cue == said.step.cue)
            .map(|other| other.step.id)
    }

    /// The next line of the script is due at `at`; ticks go together, so that they are exactly a second apart.
    fn next_line(&mut self, at: Moment) {
        let Some(line) = self.ahead.pop() else { return };
        self.remember(&line);
        let begins = line.at;
        let is_tick = |line: &Line| matches!(line.why, Why::Tick(_));
        let ticks = is_tick(&line);
        let line = Line {
            at: Duration::ZERO,
            ..line
        };
        if matches!(line.why, Why::Start { .. }) && line.tone != Some(Tone::Start) {
            self.join(at, line);
        } else {
            self.tell(at, line);
        }
        while let Some(next) = self.ahead.pop_if(|next| ticks && is_tick(next)) {
            self.remember(&next);
            if let Some(cue) = self.due.last_mut() {
                cue.lines.push(Line {
                    at: next.at.saturating_sub(begins),
                    ..next
                });
            }
        }
    }

    fn remember(&mut self, line: &Line) {
        match line.why {
            Why::Start { cue: true } => self.heard.extend(self.stretch(self.index)),
            Why::Next(work) => self.announced = Some(work),
            _ => {}
        }
        self.told.insert(line.why);
    }

    /// How long, from `at` on, a tone still sounds that began just then and has no sentence behind it.
    fn sounds_until(&self, at: Moment) -> Option<Duration> {
        let last = self.due.last().filter(|cue| cue.due == at)?.lines.last()?;
        let tone = last.tone.filter(|_| last.say.is_none())?;
        Some(last.at + tone.length())
    }

    /// Tells a line behind the tone that began just then, if there is one: an end and what begins are one cue.
    fn join(&mut self, at: Moment, line: Line) {
        match (self.sounds_until(at), self.due.last_mut()) {
            (Some(until), Some(cue)) => cue.lines.push(Line { at: until, ..line }),
            _ => self.tell(at, line),
        }
    }

    fn tell(&mut self, due: Moment, line: Line) {
        let urgent = std::mem::take(&mut self.cut);
        let silent = line.tone.is_none() && line.say.is_none();
        if silent && !urgent {
            return;
        }
        let lines = if silent { Vec::new() } else { vec![line] };
        self.due.push(Cue { due, urgent, lines });
    }

    fn silence(&mut self, due: Moment) {
        self.due.push(Cue::silence(due));
    }
}
