//! The host that prints a line for each event, for screen readers, logs and pipes.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;
use super::error::SessionError;
use super::inbox::Inbox;
use super::keys::Keyboard;
use super::memory::Writer;
use super::panics::Panics;
use super::play::{Begin, Play, PlayResult, to_the_end};
use super::signals::Signals;
use super::terminal::{self, Guard, TerminalPart};
use super::{hangup, sound};
use crate::app::Host;
use crate::app::effect::{Effect, Outcome, TerminalEffect};
use crate::app::element::{Overlay, Window};
use crate::app::input::{Input, Key};
use crate::app::session::After;
use crate::app::view::{Frame, View};
use crate::core::day::WallClock;
use crate::core::mark::Mark;
use crate::core::moment::Moment;
use crate::core::player::{Event, Finish, What};
use crate::core::routine::Work;
use crate::core::rules::AFTER_HURT;
use crate::core::session::{Plan, Snapshot};
use crate::core::text::harmless;
use crate::core::timeline::{Kind, Segment, Timeline};
use crate::core::{cue, span};
use crate::process::{is_orphaned, stop_job};
use crate::sound::Sound;

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
pub(crate) fn plainly(session: Plan, play: Play<'_>) -> Result<PlayResult, SessionError> {
    let (timeline, notes) = (Arc::clone(&session.timeline), session.notes.clone());
    tell(Begin::Session(session), timeline, notes, play)
}

/// Resumes a session, as [`plainly`].
///
/// # Errors
/// As [`plainly`].
pub(crate) fn plainly_resuming(
    unfinished: Box<(Snapshot, Plan)>,
    play: Play<'_>,
) -> Result<PlayResult, SessionError> {
    let (_, session) = &*unfinished;
    let (timeline, notes) = (Arc::clone(&session.timeline), session.notes.clone());
    tell(Begin::Resumed(unfinished), timeline, notes, play)
}

fn tell(
    begin: Begin,
    timeline: Arc<Timeline>,
    notes: Vec<String>,
    play: Play<'_>,
) -> Result<PlayResult, SessionError> {
    let clock = Clock::start(play.speed);
    let waiting = play.waiting;
    let mut app = play.app(begin, After::Nothing, &clock);
    let (outcome, writer) = {
        let mut host = PlainHost::listen(clock, timeline, notes, play)?;
        let outcome = match host.introduce() {
            Ok(()) => to_the_end(&mut host, &mut app),
            Err(error) => super::play::ended_by(error.into()),
        };
        if matches!(outcome, Ok(Outcome::Finished)) {
            host.sound.finish();
        }
        (outcome, host.writer.take())
    };
    let written = writer.map(|writer| writer.finish(waiting));
    PlayResult::of(outcome, &app, written.unwrap_or_default())
}

/// The host. Its fields are dropped in the order of those of the full-screen host.
struct PlainHost {
    keyboard: Option<(Keyboard, Guard)>,
    _panics: Panics,
    _signals: Signals,
    inbox: Inbox,
    clock: Clock,
    timeline: Arc<Timeline>,
    notes: Vec<String>,
    sound: Sound,
    writer: Option<Writer>,
    /// Whether the session is paused.
    paused: bool,
    /// The question or help that was printed last and is still open.
    overlay: Option<Overlay>,
    /// The step that was printed last.
    pass: Option<u32>,
}

impl PlainHost {
    fn listen(
        clock: Clock,
        timeline: Arc<Timeline>,
        notes: Vec<String>,
        play: Play<'_>,
    ) -> Result<Self, SessionError> {
        let Play {
            sound, remembers, ..
        } = play;
        let inbox = Inbox::new();
        let signals = Signals::listen(inbox.sender())?;
        let panics = Panics::catch(inbox.sender());
        let keyboard = if keys_can_come() {
            let guard = Guard::take(TerminalPart::Keyboard).map_err(SessionError::Terminal)?;
            hangup::watch(rustix::stdio::stdin(), inbox.sender())?;
            Some((Keyboard::read(inbox.sender())?, guard))
        } else {
            None
        };
        let sound = sound::open(sound, inbox.sender());
        let writer = remembers.map(|it| Writer::start(it, inbox.sender()));
        Ok(Self {
            keyboard,
            _panics: panics,
            _signals: signals,
            inbox,
            clock,
            timeline,
            notes,
            sound,
            writer,
            paused: false,
            overlay: None,
            pass: None,
        })
    }

    /// Prints the title, the length and the notes, before anything happens.
    fn introduce(&mut self) -> Result<(), SessionError> {
        let title = self.timeline.title.clone();
        let mut lines = vec![format!("{title}, {}", span::clock(self.timeline.total()))];
        lines.append(&mut self.notes);
        lines
            .iter()
            .try_for_each(|line| self.line(Duration::ZERO, line))
    }

    fn line(&self, clock: Duration, text: &str) -> Result<(), SessionError> {
        if !terminal::has_room() {
            return Ok(());
        }
        let width = span::clock(self.timeline.total()).len().max(5);
        let clock = span::clock(clock);
        let mut out = io::stdout().lock();
        writeln!(out, "{clock:>width$}  {}", harmless(text))
            .and_then(|()| out.flush())
            .map_err(SessionError::Write)
    }

    fn tell(&mut self, event: &Event) -> Result<(), SessionError> {
        match event.what {
            What::Paused => self.paused = true,
            What::Resumed => self.paused = false,
            What::Started { paused, .. } => self.paused = paused,
            _ => {}
        }
        if let Some(line) = told(&self.timeline, &event.what) {
            self.line(event.clock, &line)?;
        }
        let What::Started { index, .. } = event.what else {
            return Ok(());
        };
        // The sentence of a step is told once, when it is first heard of.
        let pass = self.timeline.get(index).map(|segment| segment.pass);
        if pass != self.pass {
            self.pass = pass;
            if let Some(sentence) = cue::sentence(&self.timeline, index, |_| false) {
                self.line(event.clock, &sentence)?;
            }
        }
        Ok(())
    }

    fn suspend(&mut self) -> Result<(), SessionError> {
        if is_orphaned() {
            return Ok(());
        }
        if let Some((_, guard)) = &self.keyboard {
            guard.give_back();
        }
        stop_job().map_err(SessionError::Suspend)?;
        if self.inbox.until_continued() {
            return Ok(());
        }
        self.take_again()
    }

    fn take_again(&self) -> Result<(), SessionError> {
        match &self.keyboard {
            Some((_, guard)) => guard.take_again().map_err(SessionError::Terminal),
            None => Ok(()),
        }
    }
}

impl Host for PlainHost {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wall_clock(&self) -> Option<WallClock> {
        Some(self.clock.on_the_wall())
    }

    fn window(&self) -> Window {
        Window::default()
    }

    /// Only what no event tells: a question, the keys.
    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let View::Session(session) = &frame.view else {
            return Ok(());
        };
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
        };
        for line in lines {
            self.line(session.clock.0, &line)?;
        }
        Ok(())
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        if self.paused && self.keyboard.is_none() {
            // A gap or a suspension paused it, and nobody but us can let it go on.
            return Ok(Some(Input::Key(Key::Char(' '))));
        }
        let input = self.inbox.wait(&mut self.clock, deadline)?;
        if input == Some(Input::Continued) && !self.inbox.is_ending() {
            self.take_again()?;
        }
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Happened(event) => self.tell(&event)?,
            Effect::Sound(effect) => {
                let mut out = io::stdout();
                let terminal = if out.is_terminal() {
                    Some(&mut out as &mut dyn Write)
                } else {
                    None
                };
                sound::perform(&self.sound, effect, self.clock.now(), terminal)
                    .map_err(SessionError::Write)?;
            }
            Effect::Save(effect) => {
                if let Some(writer) = &mut self.writer {
                    writer.write(effect);
                }
            }
            Effect::Terminal(TerminalEffect::Suspend) => self.suspend()?,
            // There is no library here, and so nothing is edited.
            Effect::Terminal(TerminalEffect::Edit(_)) => {}
        }
        Ok(())
    }
}

/// What happened, in words; nothing for what a later line tells as well.
fn told(timeline: &Timeline, what: &What) -> Option<String> {
    match what {
        What::LeadIn { length } => Some(format!("get ready, {}", span::short(*length))),
        What::Started { index, length, .. } => timeline
            .get(*index)
            .map(|segment| of_segment(segment, timeline.name(*index), *length)),
        What::Began { index } => timeline
            .get(*index)
            .map(|segment| format!("go on with {}", segment.kind.word())),
        What::Reached {
            index,
            mark,
            remaining,
        } => of_mark(timeline, *index, *mark, *remaining),
        What::Ended {
            how: Finish::Skipped,
            ran,
            ..
        } => Some(format!("skipped after {}", span::short(*ran))),
        What::Rang { .. } => Some("time: any key stops it".to_owned()),
        What::Reminded { .. } => Some("any key goes on".to_owned()),
        What::Paused => Some("paused: any key goes on".to_owned()),
        What::Resumed => Some("resumed".to_owned()),
        What::Lengthened { by, .. } => Some(format!("{} longer", span::short(*by))),
        What::Shortened { by, .. } => Some(format!("{} shorter", span::short(*by))),
        What::AtLimit { .. } => Some("at its limit".to_owned()),
        What::Hurt { step, .. } => Some(format!(
            "stopped: {}. Let go slowly. {AFTER_HURT} → next stretch, r try again",
            timeline.name_of_step(*step).unwrap_or_default()
        )),
        What::Finished => Some("finished".to_owned()),
        What::Stopped => Some("stopped".to_owned()),
        What::LeadInRemaining(_) | What::Ended { .. } => None,
    }
}

/// A segment: kind, name, side, repetition, present length.
fn of_segment(segment: &Segment, name: &str, length: Option<Duration>) -> String {
    let mut parts = vec![format!("{} {name}", segment.kind.word())];
    parts.extend(segment.side_shown().map(str::to_owned));
    if segment.rep.1 > 1 {
        parts.push(format!("{} of {}", segment.rep.0, segment.rep.1));
    }
    let counted = segment.step.work.as_ref().and_then(Work::counted);
    if let Some(counted) = counted.filter(|_| segment.kind == Kind::Count) {
        parts.push(format!("{} ×", counted.times));
    }
    match length {
        // Where no key can come it is over at once.
        Some(Duration::ZERO) => {}
        Some(length) => parts.push(span::short(length)),
        None => parts.push("any key goes on".to_owned()),
    }
    parts.join(", ")
}

fn of_mark(timeline: &Timeline, index: usize, mark: Mark, left: Duration) -> Option<String> {
    match mark {
        Mark::Halfway => Some("halfway".to_owned()),
        Mark::Cue { cue, .. } => {
            let work = timeline.get(index)?.step.work.as_ref()?;
            Some(
                work.cues()
                    .get(cue)?
                    .say
                    .fill(&timeline.words(index, Some(left))),
            )
        }
        Mark::Repetition(_) | Mark::Left(_) | Mark::End => None,
    }
}
