//! The cues of a session that is running: the script of the present segment, adapted to pauses, skips and changes of
//! length.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::part::{Cue, CuePart, Lengths, Why};
use super::script::{self, Heard, ScriptInput, script};
use super::tone::Tone;
use super::words::SegmentWords;
use crate::core::language::Word;
use crate::core::moment::Moment;
use crate::core::player::{Event, Finish, Player, RING_SELDOM, Resized, What};
use crate::core::routine::{End, Work};
use crate::core::timeline::{Segment, Timeline};

/// Turns the events of a [`Player`] into [`Cue`]s.
///
/// It has the parts of the present segment that are still ahead; it asks the player for the place and the clock. Each
/// event is passed to [`Prompter::handle`] in order, with the player as it is after all events of that moment.
/// [`Prompter::advance`] then adds the parts that are due at the moment itself, and [`Prompter::take_due`] returns them.
#[derive(Clone, Debug)]
pub(in crate::core) struct Prompter {
    timeline: Arc<Timeline>,
    lengths: Arc<dyn Lengths>,
    /// The parts of the present segment that are still ahead, the next one last.
    ahead: Vec<CuePart>,
    /// The reasons of the parts heard in it.
    passed: BTreeSet<Why>,
    heard: Heard,
    /// Until when the ticks of a lead-in have been handed out.
    ticked: Moment,
    /// Whether the next cue cuts off what still sounds.
    cut: bool,
    /// Whether something was heard before what is due.
    has_sounded: bool,
    due: Vec<Cue>,
}

impl Prompter {
    /// A prompter of a session that begins with the segment at `from`, in which nothing has happened yet.
    pub(in crate::core) fn new(
        timeline: Arc<Timeline>,
        from: usize,
        lengths: Arc<dyn Lengths>,
    ) -> Self {
        Self {
            timeline,
            lengths,
            ahead: Vec::new(),
            passed: BTreeSet::new(),
            heard: Heard::since(from),
            ticked: Moment::ZERO,
            cut: false,
            has_sounded: false,
            due: Vec::new(),
        }
    }

    /// From `now` on sentences take as long as `lengths` says.
    pub(in crate::core) fn set_lengths(
        &mut self,
        lengths: Arc<dyn Lengths>,
        player: &Player,
        now: Moment,
    ) {
        self.lengths = lengths;
        self.write(player, now);
    }

    /// When something is heard next that may be no event of the player.
    pub(in crate::core) fn next_deadline(&self, player: &Player) -> Option<Moment> {
        player.when(self.ahead.last()?.at)
    }

    /// The cues that have become due since the last call.
    pub(in crate::core) fn take_due(&mut self) -> Vec<Cue> {
        self.has_sounded |= !self.due.is_empty();
        std::mem::take(&mut self.due)
    }

    /// Whether nothing was heard in the session yet.
    const fn is_first(&self) -> bool {
        !self.has_sounded && self.due.is_empty()
    }

    /// Adds the cues that are due by `now`.
    pub(in crate::core) fn advance(&mut self, player: &Player, now: Moment) {
        while let Some(at) = self.next_deadline(player).filter(|at| *at <= now) {
            self.next_line(player, at);
        }
    }

    /// Takes in an event of `player`.
    pub(in crate::core) fn handle(&mut self, event: &Event, player: &Player) {
        let at = event.at;
        match &event.what {
            What::LeadIn { length, .. } => self.lead_in(*length, player, at),
            What::LeadInRemaining(seconds) => self.lead_in_remaining(*seconds, at),
            What::Began { index } => self.began(*index, player, at),
            What::Started { index, paused, .. } => self.started(*index, *paused, player, at),
            What::Ended { index, how, .. } => self.ended(*index, *how, at),
            What::Rang { index, .. } => self.rang(*index, player, at),
            What::Reminded { index } => self.reminded(*index, player, at),
            What::Paused => self.answer(Tone::Pause, Some(Word::SayPaused), player, at),
            What::Resumed => self.answer(Tone::Resume, None, player, at),
            What::Hurt { .. } => self.answer(Tone::Hurt, Some(Word::SayLetGo), player, at),
            What::Resized { resized, .. } => self.resized(resized, player, at),
            What::Finished => self.finished(at, event.clock),
            What::Stopped => {
                self.ahead.clear();
                self.silence(at);
            }
            What::Reached { .. } => {}
        }
    }

    /// A key is still awaited; of what lasts as long as one can, how long that is by now.
    fn reminded(&mut self, index: usize, player: &Player, at: Moment) {
        let segment = self.timeline.get(index);
        let is_max = segment.is_some_and(Segment::is_max);
        let say =
            is_max.then(|| SegmentWords::of(&self.timeline, index).so_far(player.reading(at)));
        self.push(at, CuePart::answer(Some(Tone::Waiting), say.flatten()));
    }

    fn lead_in(&mut self, length: Duration, player: &Player, at: Moment) {
        self.ticked = at;
        let Some(index) = player.index() else { return };
        let resumed = self.due.last_mut().filter(|cue| cue.due == at);
        let resumed = resumed.and_then(|cue| cue.parts.last_mut());
        if let Some(part) = resumed.filter(|part| part.tone == Some(Tone::Resume)) {
            part.say = script::after_pause(&self.timeline, index, length, self.lengths.as_ref());
            return;
        }
        let mut part = CuePart::answer(Some(Tone::Ready), None);
        if self.is_first() {
            part.at = script::put_off(length);
        }
        if player.is_before_start() {
            let lengths = self.lengths.as_ref();
            let said = script::lead_in(&self.timeline, index, length, lengths);
            if let Some((sentence, form)) = said {
                part.say = Some(sentence);
                self.heard.lead_in(&self.timeline, index, &form);
            }
        }
        self.push(at, part);
    }

    /// The last seconds of a lead-in, handed out together.
    fn lead_in_remaining(&mut self, seconds: u8, at: Moment) {
        if at < self.ticked {
            return;
        }
        self.ticked = at + Duration::from_secs(seconds.into());
        // The tone with which a lead-in begins stands for its first second.
        let begins = self.due.last().is_some_and(|cue| cue.due == at);
        let ticks = (0..u64::from(seconds)).skip(usize::from(begins));
        let parts: Vec<CuePart> = ticks
            .map(|later| {
                let why = Why::Tick((u64::from(seconds) - later) as u8);
                CuePart::new(Duration::from_secs(later), Some(Tone::Tick), None, why)
            })
            .collect();
        if !parts.is_empty() {
            self.due.push(Cue {
                due: at,
                urgent: false,
                parts,
            });
        }
    }

    fn began(&mut self, index: usize, player: &Player, at: Moment) {
        self.ticked = at;
        self.cut = true;
        let pending = self.ahead.last();
        if !pending.is_some_and(|part| matches!(part.why, Why::Start { .. })) {
            // Resuming in the middle of a segment sounds like its start.
            let anew = script(&self.input(index, player));
            let tone = anew.first().and_then(|part| part.tone);
            self.push(at, CuePart::answer(tone, None));
        }
    }

    fn started(&mut self, index: usize, paused: bool, player: &Player, at: Moment) {
        self.ticked = at;
        self.passed.clear();
        // The tone of what ended comes first, unless work starts: that is never put off.
        let waking = || {
            let lengths = self.lengths.as_ref();
            script::put_off_without_lead_in(&self.timeline, index, lengths)
        };
        let begins = self
            .sounds_until(at)
            .or_else(|| self.is_first().then(waking)?)
            .filter(|_| !self.timeline.is_work(index));
        self.ahead = script(&ScriptInput {
            begins: begins.unwrap_or_default(),
            ..self.input(index, player)
        });
        self.ahead.reverse();
        if paused {
            // The name says where the session has got to; the tones come when the clock starts.
            let here = SegmentWords::of(&self.timeline, index);
            let say = here.sentence(&here.name_and_side());
            self.cut = true;
            self.push(at, CuePart::answer(None, say));
        } else if let Some(begins) = begins
            && let Some(part) = self
                .ahead
                .pop_if(|part| matches!(part.why, Why::Start { .. }) && part.at == begins)
        {
            self.remember(&part, index);
            self.join(at, part);
        }
    }

    fn ended(&mut self, index: usize, how: Finish, at: Moment) {
        self.ahead.clear();
        let Some(here) = self.timeline.get(index) else {
            return;
        };
        // A key that ends something also ends the sentence about it.
        self.cut = how != Finish::Whole || here.length.is_none();
        let timed = here.step.work.as_ref().and_then(Work::timed);
        if how == Finish::Limit && timed.is_some_and(|timed| timed.end == End::Chime) {
            self.push(
                at,
                CuePart::new(Duration::ZERO, Some(Tone::End), None, Why::End),
            );
        }
    }

    fn rang(&mut self, index: usize, player: &Player, at: Moment) {
        let rung = player.ringing(at).unwrap_or_default();
        let speaks = rung.is_zero() || rung > RING_SELDOM;
        let words = SegmentWords::of(&self.timeline, index);
        let part = CuePart::answer(Some(Tone::Alarm), words.alarm().filter(|_| speaks));
        self.push(at, part);
    }

    fn finished(&mut self, at: Moment, clock: Duration) {
        self.ahead.clear();
        let words = SegmentWords::of(&self.timeline, self.timeline.len() - 1);
        self.join(at, CuePart::answer(Some(Tone::Done), words.done(clock)));
    }

    /// A tone and a sentence that cut off whatever sounds.
    fn answer(&mut self, tone: Tone, word: Option<Word>, player: &Player, at: Moment) {
        self.ticked = at;
        let words = SegmentWords::of(&self.timeline, player.index().unwrap_or_default());
        let say = word.and_then(|word| words.own_sentence(word));
        self.cut = true;
        self.push(at, CuePart::answer(Some(tone), say));
    }

    /// Moves the parts that depend on the end of the segment or the lead-in, after that has moved. The last seconds
    /// count again; ticks that already sound belong to the old end.
    fn resized(&mut self, resized: &[Resized], player: &Player, at: Moment) {
        if self.ticked > at {
            self.silence(at);
        }
        self.ticked = at;
        if resized.is_empty() {
            return;
        }
        let ticks = self.passed.len();
        self.passed.retain(|why| !matches!(why, Why::Tick(_)));
        if ticks != self.passed.len() {
            self.silence(at);
        }
        self.write(player, at);
    }

    /// Writes anew what is still ahead.
    fn write(&mut self, player: &Player, now: Moment) {
        let Some(index) = player.index().filter(|_| !self.ahead.is_empty()) else {
            return;
        };
        let reading = player.reading(now);
        let mut parts = script(&self.input(index, player));
        parts.retain(|part| {
            if let Why::Start { .. } = part.why {
                let mut passed = self.passed.iter();
                return !passed.any(|why| matches!(why, Why::Start { .. }));
            }
            part.at >= reading && !self.passed.contains(&part.why)
        });
        parts.reverse();
        self.ahead = parts;
    }

    fn input(&self, index: usize, player: &Player) -> ScriptInput<'_> {
        self.heard.before(ScriptInput {
            length: player.length(index),
            begins: Duration::ZERO,
            ..ScriptInput::authored(&self.timeline, index, self.lengths.as_ref())
        })
    }

    /// The next part of the script is due at `at`; ticks go together, so that they are exactly a second apart.
    fn next_line(&mut self, player: &Player, at: Moment) {
        let Some((index, part)) = player.index().zip(self.ahead.pop()) else {
            return;
        };
        self.remember(&part, index);
        let begins = part.at;
        let is_tick = |part: &CuePart| matches!(part.why, Why::Tick(_));
        let ticks = is_tick(&part);
        let part = CuePart {
            at: Duration::ZERO,
            ..part
        };
        if matches!(part.why, Why::Start { .. }) && part.tone != Some(Tone::Start) {
            self.join(at, part);
        } else {
            self.push(at, part);
        }
        while let Some(next) = self.ahead.pop_if(|next| ticks && is_tick(next)) {
            self.remember(&next, index);
            if let Some(cue) = self.due.last_mut() {
                cue.parts.push(CuePart {
                    at: next.at.saturating_sub(begins),
                    ..next
                });
            }
        }
    }

    fn remember(&mut self, part: &CuePart, index: usize) {
        self.heard.remember(&self.timeline, index, part);
        self.passed.insert(part.why);
    }

    /// How long, from `at` on, a tone still sounds that began just then and has no sentence behind it.
    fn sounds_until(&self, at: Moment) -> Option<Duration> {
        let last = self.due.last().filter(|cue| cue.due == at)?.parts.last()?;
        let tone = last.tone.filter(|_| last.say.is_none())?;
        Some(last.at + tone.length())
    }

    /// Adds a part behind the tone that began just then, if there is one: an end and what begins are one cue.
    fn join(&mut self, at: Moment, part: CuePart) {
        match (self.sounds_until(at), self.due.last_mut()) {
            (Some(until), Some(cue)) => cue.parts.push(CuePart { at: until, ..part }),
            _ => self.push(at, part),
        }
    }

    fn push(&mut self, due: Moment, part: CuePart) {
        let urgent = std::mem::take(&mut self.cut);
        let silent = part.is_silent();
        if silent && !urgent {
            return;
        }
        let parts = if silent { Vec::new() } else { vec![part] };
        self.due.push(Cue { due, urgent, parts });
    }

    fn silence(&mut self, due: Moment) {
        self.due.push(Cue::silence(due));
    }
}
