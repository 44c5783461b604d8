//! The host that prints a line for each event, for screen readers, logs and pipes.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;
use super::machine::Machine;
use super::play::{Begin, Play, PlayResult, to_the_end};
use super::terminal::{self, BELL, TerminalPart};
use crate::app::Host;
use crate::app::effect::{Effect, Outcome, TerminalEffect};
use crate::app::element::{Look, Overlay, Window};
use crate::app::input::{Input, Key};
use crate::app::safety::SafetyView;
use crate::app::session::After;
use crate::app::{Frame, View};
use crate::core::day::{WallClock, is_rehearsal, rehearsal_note};
use crate::core::language::{Word, Words};
use crate::core::mark::Mark;
use crate::core::moment::Moment;
use crate::core::player::{Event, Finish, LengthChange, What};
use crate::core::routine::{Timed, Work};
use crate::core::rules::{Advice, PAGES};
use crate::core::session::{Plan, Snapshot};
use crate::core::text::harmless;
use crate::core::timeline::{Keys, Kind, Segment, Timeline};
use crate::core::{cue, span};
use crate::error::Error;

/// Whether a key can be pressed while a session is printed. If not, unroll its timeline with
/// [`crate::core::timeline::Keys::Never`].
pub(crate) fn keys_can_come() -> bool {
    io::stdin().is_terminal()
}

/// Plays a session as lines on standard output. With a terminal on standard input it obeys the same keys as the
/// screen; that terminal is as it was before when this returns.
///
/// # Errors
/// When the lines cannot be written, or a thread panicked. A reader who goes away is no error: the session then ends
/// as stopped.
pub(crate) fn plainly(
    session: Plan,
    resumes: Option<Box<Snapshot>>,
    play: Play<'_>,
) -> Result<PlayResult, Error> {
    let clock = Clock::start(play.speed);
    let waiting = play.waiting;
    let is_first = resumes.is_none()
        && !is_rehearsal(play.speed.times())
        && play
            .saving
            .as_ref()
            .is_some_and(|saving| !saving.memory.is_warned);
    let (timeline, length) = (Arc::clone(&session.timeline), session.length());
    let rehearsal = rehearsal_note(play.speed.times());
    let rehearsal = rehearsal.as_slice();
    let mut notes = [rehearsal, &session.notes[..], &session.notices].concat();
    if is_first && !keys_can_come() {
        // No page can wait for a key.
        notes.extend(PAGES.into_iter().flatten().flat_map(Advice::lines));
    }
    let begin = Begin::Session {
        plan: session,
        resumes,
    };
    let mut app = play.app(begin, After::Nothing, &clock);
    // What was spent before, and what is done again, is a part of a session that goes on.
    let length = match app.frame(clock.now()).view {
        View::Session(view) => view.clock.1,
        _ => length,
    };
    let part = keys_can_come().then_some(TerminalPart::Keyboard);
    let mut host = PlainHost {
        machine: Machine::take(part, clock, play)?,
        timeline,
        length,
        paused: false,
        overlay: None,
        index: 0,
        pass: None,
        rings: false,
    };
    let outcome = match host.introduce(&notes) {
        Ok(()) => to_the_end(&mut host, &mut app),
        Err(error) => super::play::ended_by(error.into()),
    };
    if matches!(outcome, Ok(Outcome::Finished)) {
        host.machine.sound.finish();
    }
    Ok(PlayResult::of(outcome, &app, host.machine.finish(waiting)))
}

/// The host.
struct PlainHost {
    machine: Machine,
    timeline: Arc<Timeline>,
    /// How long the session takes, by its plan.
    length: Duration,
    /// Whether the session was paused when it was last seen.
    paused: bool,
    /// The question or help that was printed last and is still open.
    overlay: Option<Overlay>,
    /// The index of the present segment.
    index: usize,
    /// The step that was printed last.
    pass: Option<u32>,
    /// Whether an alarm rings.
    rings: bool,
}

impl PlainHost {
    /// Prints the title, the length and the notes of the session.
    fn introduce(&mut self, notes: &[String]) -> Result<(), Error> {
        let length = span::at_least(self.length, self.timeline.has_max());
        self.line(
            Duration::ZERO,
            &format!("{}, {length}", self.timeline.title),
        )?;
        notes
            .iter()
            .try_for_each(|note| self.line(Duration::ZERO, note))
    }

    /// Prints a page on safety, which waits for a key.
    fn warn(&mut self, safety: &SafetyView) -> io::Result<()> {
        for line in safety.advice.iter().flat_map(Advice::lines) {
            self.line(Duration::ZERO, &line)?;
        }
        self.line(Duration::ZERO, "Press any key to continue.")?;
        Ok(())
    }

    fn line(&mut self, clock: Duration, text: &str) -> Result<(), Error> {
        let width = span::clock(self.length).len().max(5);
        let clock = span::clock(clock);
        let line = format!("{clock:>width$}  {}\n", harmless(text));
        let inbox = &mut self.machine.inbox;
        let written = terminal::send(line.as_bytes(), || inbox.may_wait());
        written.map(drop).map_err(Error::Write)
    }

    fn print(&mut self, event: &Event) -> Result<(), Error> {
        // An alarm is printed once, however often it rings.
        let rings = matches!(event.what, What::Rang { .. });
        let again = std::mem::replace(&mut self.rings, rings) && rings;
        if let What::Started { index, .. } | What::LeadIn { index, .. } = event.what {
            self.index = index;
        }
        let words = self.timeline.language(self.index);
        let line = match event.what {
            What::LeadIn { index, length } if self.pass.is_none() => {
                countdown_line(&self.timeline, index, length)
            }
            _ => event_line(&self.timeline, words, &event.what),
        };
        if let Some(line) = line.filter(|_| !again) {
            self.line(event.clock, &line)?;
        }
        let (What::Started { index, .. } | What::LeadIn { index, .. }) = event.what else {
            return Ok(());
        };
        // The sentence of a step is printed once, with its first line; behind a question, what to do if it is no.
        let pass = self.timeline.get(index).map(|segment| segment.pass);
        if pass != self.pass {
            self.pass = pass;
            let timeline = Arc::clone(&self.timeline);
            let sentence = cue::sentence(&timeline, index, |_| false);
            let if_no = cue::if_no(&timeline, index).map(str::to_owned);
            for line in [sentence, if_no].into_iter().flatten() {
                self.line(event.clock, &line)?;
            }
        }
        Ok(())
    }
}

impl Host for PlainHost {
    fn now(&self) -> Moment {
        self.machine.clock.now()
    }

    fn wall_clock(&self) -> Option<WallClock> {
        Some(self.machine.clock.on_the_wall())
    }

    fn window(&self) -> Window {
        Window::default()
    }

    /// Prints what comes with no event: a question, the keys.
    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        self.machine.tell(&frame.view);
        let session = match &frame.view {
            View::Session(session) => session,
            View::Safety(safety) => return self.warn(safety),
            _ => return Ok(()),
        };
        self.paused = session.look == Look::Paused;
        if frame.overlay == self.overlay {
            return Ok(());
        }
        self.overlay.clone_from(&frame.overlay);
        let lines = match &frame.overlay {
            None => Vec::new(),
            Some(Overlay::Question { asks, answers }) => vec![format!("{asks} {answers}")],
            Some(Overlay::Help(keys)) => keys
                .iter()
                .map(|line| format!("{}: {}", line.keys, line.help))
                .collect(),
            Some(Overlay::Steps { steps, .. }) => steps
                .iter()
                .map(|step| format!("{} {}  {}", step.number, step.name, step.length))
                .map(|line| line.trim_end().to_owned())
                .collect(),
        };
        for line in lines {
            self.line(session.clock.0, &line)?;
        }
        Ok(())
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        if self.paused && !self.machine.inbox.has_keyboard() {
            // A gap or a suspension paused it, and no key will come to resume it.
            return Ok(Some(Input::Key(Key::Char(' '))));
        }
        let input = self.machine.wait(deadline)?;
        if input == Some(Input::Continued) && !self.machine.inbox.is_let_go_to_end() {
            self.machine.take_again()?;
        }
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Happened(event) => {
                self.machine.happened(&event);
                self.print(&event)?;
            }
            Effect::Sound(effect) => {
                let rings = self.machine.perform(effect);
                if rings && io::stdout().is_terminal() {
                    terminal::send(BELL, || false).map_err(Error::Write)?;
                }
            }
            Effect::Save(effect) => self.machine.save(effect),
            Effect::Terminal(TerminalEffect::Suspend) => {
                if self.machine.suspend()? {
                    self.machine.take_again()?;
                }
            }
            // Lines stay as they are, and without a library nothing is edited.
            Effect::Stretches(_)
            | Effect::Draft(_)
            | Effect::Terminal(TerminalEffect::Redraw | TerminalEffect::Edit(_)) => {}
        }
        Ok(())
    }
}

/// The line for the countdown before the first stretch.
fn countdown_line(timeline: &Timeline, index: usize, length: Duration) -> Option<String> {
    let (segment, name) = (timeline.get(index)?, timeline.name(index));
    if segment.kind == Kind::Ready {
        return Some(of_segment(
            segment,
            name,
            Some(length),
            timeline.unrolled.keys,
        ));
    }
    let ready = segment.step.routine.voice.words.get(Word::GetReady);
    Some(format!("{ready}, {name}, {}", span::short(length)))
}

/// The line for an event; `None` where a later line says the same.
fn event_line(timeline: &Timeline, words: &Words, what: &What) -> Option<String> {
    let timed = |word, time: Duration| words.fill(word, &[("time", &span::short(time))]);
    let keyed = |word, key| format!("{}: {}", words.get(word), words.shown(key));
    match what {
        What::LeadIn { length, .. } => {
            let ready = words.get(Word::GetReady);
            Some(format!("{ready}, {}", span::short(*length)))
        }
        What::Started { index, length, .. } => timeline.get(*index).map(|segment| {
            of_segment(
                segment,
                timeline.name(*index),
                *length,
                timeline.unrolled.keys,
            )
        }),
        What::Began { index } => timeline
            .get(*index)
            .map(|_| words.fill(Word::LineContinues, &[("name", timeline.name(*index))])),
        What::Reached {
            index,
            mark,
            remaining,
        } => of_mark(timeline, words, *index, *mark, *remaining),
        What::Ended {
            how: Finish::Skipped,
            ran,
            ..
        } => Some(timed(Word::LineSkipped, *ran)),
        What::Ended { index, ran, .. } if timeline.get(*index).is_some_and(Segment::is_max) => {
            Some(timed(Word::LineHeld, *ran))
        }
        What::Rang { .. } if timeline.unrolled.keys != Keys::Come => {
            Some(words.shown(Word::SayTimeIsUp))
        }
        What::Rang { .. } => Some(keyed(Word::Time, Word::AnyKeyStops)),
        What::Reminded { .. } => Some(words.shown(Word::AnyKeyContinues)),
        What::Paused => Some(keyed(Word::Paused, Word::AnyKeyContinues)),
        What::Resumed => Some(words.get(Word::LineResumed).to_owned()),
        What::Resized { change, .. } => Some(match change {
            LengthChange::Longer(by) => timed(Word::LineLonger, *by),
            LengthChange::Shorter(by) => timed(Word::LineShorter, *by),
            LengthChange::More => "+1 ×".to_owned(),
            LengthChange::Fewer => "-1 ×".to_owned(),
            LengthChange::AtLimit => words.get(Word::LineLimit).to_owned(),
        }),
        What::Hurt { step, .. } => {
            let advice = words.after_hurt(timeline.name_of_step(*step).unwrap_or_default());
            let keys = [Word::LetGo, Word::KeyNextStretch, Word::KeyTryAgain];
            let [let_go, next, again] = keys.map(|word| words.get(word));
            Some(format!("{advice} {let_go}. → {next}, r {again}"))
        }
        What::Finished => Some(words.get(Word::Done).to_owned()),
        What::Stopped => Some(words.get(Word::Stopped).to_owned()),
        What::LeadInRemaining(_) | What::Ended { .. } => None,
    }
}

/// A segment: kind, name, side, repetition, present length; its range where `keys` can change that, and where it began the
/// last time.
fn of_segment(segment: &Segment, name: &str, length: Option<Duration>, keys: Keys) -> String {
    let words = &segment.step.routine.voice.words;
    let phase = words.get(segment.kind.phase());
    let mut parts = vec![match segment.kind {
        Kind::Wait => name.to_owned(),
        _ => format!("{phase} {name}"),
    }];
    parts.extend(segment.side_shown().map(str::to_owned));
    parts.extend(segment.step.load.clone());
    if segment.step.optional && segment.kind == Kind::Ready {
        parts.push(words.get(Word::Optional).to_owned());
    }
    parts.extend(turns(segment, words, keys));
    // Of a range, which keys may change, both ends.
    let work = segment.work();
    let ranged = work.filter(|work| keys == Keys::Come && work.length() == length);
    let counted = work.and_then(Work::counted);
    if let Some(counted) = counted.filter(|_| segment.kind == Kind::Count) {
        let most = ranged.and_then(|_| counted.written().1);
        let times = most.map_or(counted.times, |_| counted.written().0);
        parts.push(format!("{} ×", span::range(times, most)));
    }
    let timed = work.and_then(Work::timed);
    if let Some(breaths) = timed.and_then(|timed| timed.breaths(timed.length?)) {
        let forms = [Word::OneBreath, Word::FewBreaths, Word::Breaths];
        parts.push(words.quantity(breaths.into(), forms));
    }
    match length {
        None if segment.is_max() => {
            parts.push(words.get(Word::AsLongAsYouCan).to_owned());
            parts.push(words.shown(Word::AnyKeyWhenDone));
        }
        // It is over at once if no key can come.
        Some(Duration::ZERO) => {}
        Some(length) => {
            let range = ranged.and_then(Work::timed).and_then(Timed::written);
            let (least, most) = range.unwrap_or((length, None));
            parts.push(span::short_range(least, most));
        }
        None => parts.push(words.shown(Word::AnyKeyContinues)),
    }
    let last = ranged.filter(|work| work.is_above());
    let last = last.and_then(Work::begins_at);
    parts.extend(last.map(|last| words.fill(Word::LastTime, &[("time", &last)])));
    parts.join(", ")
}

/// The numbers of the repetition and of the set, where there may be several; of a range of repetitions both ends where
/// `keys` can change that.
fn turns(segment: &Segment, words: &Words, keys: Keys) -> Vec<String> {
    let most_reps = segment.most_reps().filter(|_| keys == Keys::Come);
    let rep = (Word::Rep, segment.rep, most_reps);
    let turns = [rep, (Word::Set, segment.set, None)].into_iter();
    let turns = turns.filter(|(word, (_, of), most)| {
        let is_here = *word != Word::Rep || !segment.is_rest_between_sets();
        is_here && (*of > 1 || most.is_some())
    });
    let turns = turns.map(|(word, (nth, of), most)| {
        format!("{} {nth}/{}", words.get(word), span::range(of, most))
    });
    turns.collect()
}

fn of_mark(
    timeline: &Timeline,
    words: &Words,
    index: usize,
    mark: Mark,
    remaining: Duration,
) -> Option<String> {
    match mark {
        Mark::Halfway => Some(words.shown(Word::SayHalfway)),
        Mark::Cue { cue, .. } => {
            let work = timeline.get(index)?.step.work.as_ref()?;
            Some(
                work.cues()
                    .get(cue)?
                    .say
                    .fill(&timeline.words(index, Some(remaining))),
            )
        }
        Mark::Repetition(_) | Mark::Phase { .. } | Mark::Remaining(_) | Mark::End => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::ranges::{RangeReached, SetReached, beginning};
    use crate::diagnostic::Source;
    use crate::format::routine::parse;

    /// The lines of the work in a routine of this step, in whose last session so much was `reached`.
    fn lines(step: &str, keys: Keys, reached: SetReached) -> Vec<String> {
        let source = Source {
            name: "one.toml".to_owned(),
            text: format!("title = \"One\"\n[[step]]\nname = \"Dip\"\n{step}\n"),
        };
        let routine = Arc::new(parse(&source).value.unwrap());
        let mut kinds = Timeline::of(&routine);
        let kind = kinds.iter().find(|it| it.kind.is_work()).unwrap().kind;
        let last = RangeReached {
            name: "Dip".to_owned(),
            kind,
            load: None,
            sets: vec![reached],
        };
        kinds = Timeline::of(&beginning(&routine, &[last]));
        let work = kinds.iter().filter(|it| it.kind.is_work());
        work.map(|it| of_segment(it, "Dip", it.length, keys))
            .collect()
    }

    #[test]
    fn a_range_has_both_ends_and_where_it_began_last() {
        let first = SetReached::default();
        let counted = "count = \"6-8\"\npace = \"2s\"";
        assert_eq!(
            lines(counted, Keys::Come, first),
            ["count Dip, 6–8 ×, 12 s"]
        );
        let last = SetReached {
            count: 7,
            reps: 2,
            length: Duration::from_secs(25),
        };
        assert_eq!(
            lines(counted, Keys::Come, last),
            ["count Dip, 6–8 ×, 14 s, last time 7"]
        );
        assert_eq!(lines(counted, Keys::Never, last), ["count Dip, 7 ×, 14 s"]);
        assert_eq!(
            lines("hold = \"20s-30s\"", Keys::Come, last),
            ["hold Dip, 20–30 s, last time 25"]
        );
        assert_eq!(
            lines("hold = \"10s\"\nreps = \"1-3\"", Keys::Come, first),
            ["hold Dip, rep 1/1–3, 10 s"]
        );
        assert_eq!(
            lines("hold = \"10s\"\nreps = \"1-3\"", Keys::Come, last),
            ["hold Dip, rep 1/2–3, 10 s", "hold Dip, rep 2/2–3, 10 s"]
        );
    }
}
