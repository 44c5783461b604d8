//! The screen of a session. It turns keys into commands, and reactions of the session into effects.

mod figure;
mod keys;
mod look;
mod notices;
mod picture;
mod preferences;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

use super::effect::{Effect, Outcome, SaveEffect, SoundEffect, Update};
use super::element::{HelpLine, Overlay, PointedPart, Window};
use super::input::Key;
use super::memory::Memory;
use super::screen::{AppScreen, Wish};
use super::step_list::StepList;
use super::view::View;
use crate::catalogue::Entry;
use crate::core::cue::{Cue, Lengths};
use crate::core::history::History;
use crate::core::language::{Word, Words};
use crate::core::moment::Moment;
use crate::core::player::{Command, Event, LengthChange, Phase, Player, What};
use crate::core::record::{Ending, Record};
use crate::core::session::{Plan, Reaction, Session, Snapshot};
use crate::core::span;
use notices::Notices;
use view::NoticeView;

pub(super) use keys::KEYS;
use keys::SessionCommand as C;

pub use preferences::{After, Preferences};

/// The debounce time: after a key without a meaning of its own, keys are ignored until none came for this long.
pub const PALM: Duration = Duration::from_millis(700);

/// The screen of a session that is being played.
#[derive(Debug)]
pub struct SessionScreen {
    session: Session,
    /// The number of the process that saves it; `None` where nothing is saved.
    process: Option<u32>,
    notes: Vec<String>,
    /// The turns that the notes may take before the start.
    most_turns: usize,
    /// As they were when the session began.
    preferences: Preferences,
    /// The reaction to its start.
    first: Option<Reaction>,
    /// Whether the question is shown whether to stop.
    asks_stop: bool,
    /// The list of the steps, while it is shown.
    steps: Option<StepList>,
    /// Whether the session resumes when the question, the list or the help is closed, because it ran before.
    resumes: bool,
    /// The change of a length by hand, and until when it is shown.
    flash: Option<(String, Moment)>,
    /// The playing of a step whose longer texts are shown, and since when.
    more: Option<(u32, Moment)>,
    /// When a key was pressed that had no meaning of its own, or one was ignored after it.
    palm: Option<Moment>,
    sound: SoundState,
    /// The moment at which it began, and the one from which on its notes are gone.
    begun: Moment,
    read: Option<Moment>,
    notices: Notices,
    /// The worst change of a file of this session since it began.
    saved: Option<Saved>,
    /// Whether it could not be saved on the way.
    is_unsaved: bool,
}

/// The requests to the sound so far.
#[derive(Debug, Default)]
struct SoundState {
    muted: bool,
    /// Whether the screen was asked to stay awake.
    awake: bool,
    /// The moment of the next cue that the sound was given last.
    foretold: Option<Moment>,
}

/// How long the change of a length is shown.
const FLASH: Duration = Duration::from_millis(1500);

/// Below this many columns a notice has fewer words.
const NARROW: u16 = 60;

/// How the file of a routine changed while it was played, the worse change last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Saved {
    /// Another routine.
    Changed,
    /// Something that cannot be played.
    Broken,
}

impl Saved {
    /// How the file of an entry was saved.
    pub(super) const fn of(entry: &Entry) -> Self {
        if entry.routine.is_none() && entry.glimpse.is_none() {
            Self::Broken
        } else {
            Self::Changed
        }
    }

    /// One line that says so in a window of this size.
    const fn notice(self, window: Window) -> &'static str {
        match self {
            Self::Changed if window.columns < NARROW => "saved: used from the next start",
            Self::Changed => "The file was saved. The next start uses it.",
            Self::Broken if window.columns < NARROW => "saved with problems: see supple check",
            Self::Broken => "The file was saved with problems: see `supple check`.",
        }
    }
}

impl SessionScreen {
    /// The screen of a session of `plan` that starts at `now`.
    pub(super) fn start(plan: Plan, preferences: &Preferences, now: Moment) -> Self {
        let lengths = Arc::new(preferences.estimated());
        Self::of(Session::start(plan, lengths, now), preferences, now)
    }

    /// The screen of a session that is resumed at `now`.
    pub(super) fn resume(
        (snapshot, plan): (Snapshot, Plan),
        preferences: &Preferences,
        now: Moment,
    ) -> Self {
        let lengths = Arc::new(preferences.estimated());
        let started = Session::resume(plan, &snapshot, lengths, now);
        Self::of(started, preferences, now)
    }

    fn of((session, first): (Session, Reaction), preferences: &Preferences, now: Moment) -> Self {
        let mut notices = Notices::default();
        for notice in &session.plan().notices {
            notices.push(notice, now);
        }
        Self {
            process: None,
            notes: session.plan().notes.clone(),
            most_turns: notices::turns_within(session.player().first_lead_in()),
            preferences: preferences.clone(),
            first: Some(first),
            asks_stop: false,
            steps: None,
            resumes: false,
            flash: None,
            more: None,
            palm: None,
            sound: SoundState::default(),
            begun: now,
            read: None,
            notices,
            saved: None,
            is_unsaved: false,
            session,
        }
    }

    /// Lets the session be saved.
    pub(super) fn remember(&mut self, memory: &Memory) {
        self.process = Some(memory.process);
        self.preferences.wall = Some(memory.wall);
        self.recall(&memory.history);
    }

    /// Takes from the log what was reached before this session.
    pub(super) fn recall(&mut self, history: &History) {
        self.session.recall(history);
    }

    /// What was reached the last time of what comes or runs in the segment at `index`.
    fn last_time(&self, index: usize) -> Option<Duration> {
        let timeline = self.player().timeline();
        let segment = timeline.get(index)?;
        let work = if segment.kind.is_transition() && segment.introduces.is_none() {
            timeline.get(index + 1)?
        } else {
            segment
        };
        self.record().last.of_segment(work)
    }

    /// The session as it stands; `None` where it is not saved or could not be resumed.
    pub(super) fn snapshot(&self) -> Option<Snapshot> {
        self.session
            .snapshot(self.preferences.wall.as_ref()?, self.process?)
    }

    /// The session that is shown.
    pub(super) const fn session(&self) -> &Session {
        &self.session
    }

    /// The effects of its beginning.
    pub(super) fn begin(&mut self) -> Update {
        let first = self.first.take().unwrap_or_default();
        let now = first.events.last().map_or(Moment::ZERO, |event| event.at);
        let mut update = Update::from([Effect::Sound(SoundEffect::Prepare {
            timeline: Arc::clone(self.player().timeline()),
            start: self.session.plan().start,
        })]);
        update.extend(self.update(first, now));
        update
    }

    /// The true lengths of the sentences are known.
    pub(super) fn set_lengths(&mut self, lengths: &Arc<dyn Lengths>, now: Moment) {
        self.session.set_lengths(Arc::clone(lengths), now);
    }

    /// Shows a notice, after the notices before it.
    pub(super) fn show_notice(&mut self, note: &str, now: Moment) {
        self.notices.push(note, now);
    }

    /// The notice at `now` in a window of this size, or what the file was saved as.
    fn notice(&self, window: Window, now: Moment) -> Option<NoticeView> {
        let shown = self.notices_from(window);
        let shown = shown.and_then(|earliest| self.notices.at(earliest, now));
        shown.or_else(|| {
            let text = self.saved?.notice(window).to_owned();
            Some(NoticeView { text, turn: 0 })
        })
    }

    /// The moment before which no notice is shown: in a window in which the notes need all of the room, none is before
    /// those are gone.
    fn notices_from(&self, window: Window) -> Option<Moment> {
        if self.notes.is_empty() || window.is_roomy() {
            Some(self.begun)
        } else {
            self.read
        }
    }

    /// A reminder that the sound is off.
    fn aside(&self) -> Option<String> {
        let muted = self.sound.muted;
        muted.then(|| self.words().get(Word::SoundOff).to_owned())
    }

    /// The moment from which on the notes that are shown take turns where they have no room at once; `None` where there
    /// are none.
    fn turns_since(&self) -> Option<Moment> {
        let shows_notes = self.player().is_opening() && !self.notes.is_empty();
        self.more_since()
            .or_else(|| shows_notes.then_some(self.begun))
    }

    /// The number of the turn of the notes, where they may have no room at once.
    fn turn_of_notes(&self, now: Moment) -> usize {
        let since = self.turns_since();
        since.map_or(0, |since| notices::turn(now.since(since)))
    }

    /// The moment at which a notice or the turn of the notes changes next.
    fn next_words(&self, window: Window, now: Moment) -> Option<Moment> {
        let since = self.turns_since();
        let notes = since.map(|since| notices::next_turn(since, now));
        let notice = self.notices_from(window);
        let notice = notice.and_then(|earliest| self.notices.next_change(earliest, now));
        notes.into_iter().chain(notice).min()
    }

    /// The words of the present segment.
    fn words(&self) -> &Words {
        let player = self.player();
        player
            .timeline()
            .language(player.index().unwrap_or_default())
    }

    /// The change of a length by hand, as it is shown at `now`.
    fn flash(&self, now: Moment) -> Option<&str> {
        let flash = self.flash.as_ref().filter(|(_, until)| now < *until);
        flash.map(|(change, _)| change.as_str())
    }

    /// Shows each change of a length by hand for a moment.
    fn show_changes(&mut self, events: &[Event]) {
        for event in events {
            let What::Resized { change, .. } = &event.what else {
                continue;
            };
            let change = match change {
                LengthChange::Longer(by) => format!("+{}", span::short(*by)),
                LengthChange::Shorter(by) => format!("-{}", span::short(*by)),
                LengthChange::More => "+1 ×".to_owned(),
                LengthChange::Fewer => "-1 ×".to_owned(),
                LengthChange::AtLimit => continue,
            };
            self.flash = Some((change, event.at + FLASH));
        }
    }

    /// The playing of the present step, by its [`Segment::pass`].
    fn step(&self) -> Option<u32> {
        self.player().segment().map(|segment| segment.pass)
    }

    /// Whether a question or the list of the steps lies over it.
    const fn is_covered(&self) -> bool {
        self.asks_stop || self.steps.is_some()
    }

    /// Since when the longer texts of the present step are shown.
    fn more_since(&self) -> Option<Moment> {
        let more = self.more.filter(|(step, _)| self.step() == Some(*step));
        more.map(|(_, since)| since)
    }

    /// Whether the longer texts of the present step are shown.
    fn shows_more(&self) -> bool {
        self.more_since().is_some()
    }

    /// Turns the sound off, or on again.
    fn mute(&mut self, now: Moment) -> Update {
        self.sound.muted = !self.sound.muted;
        let silence = self
            .sound
            .muted
            .then(|| SoundEffect::Play(Cue::silence(now)));
        let effects = silence.into_iter().chain(self.foretells(now));
        effects.map(Effect::Sound).into()
    }

    /// Says when something is heard next, if that has changed.
    fn foretells(&mut self, now: Moment) -> Option<SoundEffect> {
        let next = self.session.next_sound(now).filter(|_| !self.sound.muted);
        let changed = next != self.sound.foretold;
        self.sound.foretold = next;
        changed.then_some(SoundEffect::Foretell(next))
    }

    /// Notes what a file of the routines was saved as meanwhile. The session continues as it began.
    pub(super) const fn set_saved(&mut self, saved: Option<Saved>) {
        self.saved = saved;
    }

    /// Takes note that it could not be saved on the way.
    pub(super) const fn set_unsaved(&mut self) {
        self.is_unsaved = true;
    }

    pub(super) const fn is_unsaved(&self) -> bool {
        self.is_unsaved
    }

    /// The question whether to stop, which says that the progress is saved where that is true.
    fn asks_to_stop(&self) -> String {
        let asks = self.words().get(Word::StopHere);
        let first = picture::by_sentence(asks).into_iter().next();
        first
            .filter(|_| self.is_unsaved)
            .unwrap_or_else(|| asks.to_owned())
    }

    /// The record so far.
    pub const fn record(&self) -> &Record {
        self.session.record()
    }

    const fn player(&self) -> &Player {
        self.session.player()
    }

    /// The title of the timeline.
    pub fn title(&self) -> &str {
        &self.player().timeline().title
    }

    pub(super) fn command(&mut self, command: Command, now: Moment) -> Update {
        let reaction = self.session.handle(command, now);
        self.update(reaction, now)
    }

    /// Pauses what runs, resumes after a pause, ends what waits for a key.
    fn space(&mut self, now: Moment) -> Update {
        let player = self.player();
        let command = if player.phase() == Phase::Paused {
            Command::Resume
        } else if player.awaits_key() {
            Command::Next
        } else {
            Command::Pause
        };
        self.command(command, now)
    }

    /// Stops the session. Everything done so far counts.
    pub(super) fn stop(&mut self, now: Moment) -> Update {
        self.command(Command::Stop, now)
    }

    /// The effects of a reaction of the session.
    fn update(&mut self, reaction: Reaction, now: Moment) -> Update {
        // A tone waits for nothing. An event is saved before the program reports it.
        let sounds = |cue| Effect::Sound(SoundEffect::Play(cue));
        self.show_changes(&reaction.events);
        if self.read.is_none() && !self.player().is_opening() {
            self.read = Some(now);
        }
        let mut effects: Vec<Effect> = Vec::new();
        if !self.sound.muted {
            effects.extend(reaction.cues.into_iter().map(sounds));
        }
        if reaction.save {
            let snapshot = self.snapshot().map(Box::new);
            effects.extend(snapshot.map(SaveEffect::Snapshot).map(Effect::Save));
        }
        effects.extend(reaction.events.into_iter().map(Effect::Happened));
        effects.extend(self.foretells(now).map(Effect::Sound));
        effects.extend(self.stays_awake().map(Effect::Sound));
        let end = reaction.ending.map(|ending| match ending {
            Ending::Done => Outcome::Finished,
            Ending::Stopped | Ending::Killed => Outcome::Stopped,
        });
        Update { effects, end }
    }

    /// Whether the screen is to stay awake, where that changed.
    fn stays_awake(&mut self) -> Option<SoundEffect> {
        let awake = !matches!(
            self.player().phase(),
            Phase::Paused | Phase::Hurt | Phase::Over
        );
        let changed = awake != self.sound.awake;
        self.sound.awake = awake;
        changed.then_some(SoundEffect::KeepAwake(awake))
    }
}

impl AppScreen for SessionScreen {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, window: Window, now: Moment) -> View {
        View::Session(Box::new(picture::view(self, window, now)))
    }

    fn question(&self) -> Option<Overlay> {
        if let Some(steps) = &self.steps {
            return Some(steps.overlay());
        }
        let text = |word| self.words().get(word).to_owned();
        self.asks_stop.then(|| Overlay::Question {
            asks: self.asks_to_stop(),
            answers: text(if self.resumes {
                Word::StopHereKeys
            } else {
                Word::StopHerePaused
            }),
        })
    }

    /// A double press in the library must not skip the lead-in, nor a third one pause it.
    fn is_rash(&self) -> bool {
        true
    }

    /// After a key without a meaning of its own, all keys are ignored for a while.
    fn debounces(&mut self, _: Key, now: Moment) -> bool {
        let last = self.palm.take().filter(|last| now.since(*last) < PALM);
        self.palm = last.map(|last| last.max(now));
        self.palm.is_some()
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        if std::mem::take(&mut self.asks_stop) {
            return match key.as_command() {
                Key::Char('q' | 'y') | Key::Enter => self.command(Command::Stop, now).into(),
                _ => self.uncover(now).into(),
            };
        }
        if let Some(steps) = self.steps.take() {
            self.steps = steps.key(key);
            return match self.steps {
                Some(_) => Wish::Stay,
                None => self.uncover(now).into(),
            };
        }
        let update = match KEYS.command(key) {
            Some(C::Space) => self.space(now),
            Some(C::Player(command)) => self.command(command, now),
            Some(C::Mute) => self.mute(now),
            Some(C::More) => {
                let step = self.step().filter(|_| !self.shows_more());
                self.more = step.map(|step| (step, now));
                Update::default()
            }
            Some(C::Steps) => {
                self.steps = Some(StepList::of(self.player()));
                self.cover(now)
            }
            Some(C::Stop) => {
                self.asks_stop = true;
                self.cover(now)
            }
            Some(C::Help) => return Wish::Help,
            None if key == Key::Enter && self.player().is_before_start() => {
                self.command(Command::Next, now)
            }
            None => {
                self.palm = Some(now);
                self.space(now)
            }
        };
        update.into()
    }

    fn click(&mut self, _: Option<PointedPart>, now: Moment) -> Wish {
        let is_covered = self.steps.take().is_some() || std::mem::take(&mut self.asks_stop);
        let update = if is_covered {
            self.uncover(now)
        } else {
            self.space(now)
        };
        update.into()
    }

    fn advance(&mut self, now: Moment) -> Wish {
        let reaction = self.session.advance(now);
        self.update(reaction, now).into()
    }

    fn pause(&mut self, now: Moment) -> Update {
        self.command(Command::Pause, now)
    }

    /// The session is paused below what covers it.
    fn cover(&mut self, now: Moment) -> Update {
        let runs = [Phase::Starting, Phase::LeadingIn, Phase::Running];
        self.resumes = runs.contains(&self.player().phase());
        self.pause(now)
    }

    /// The session is resumed if it ran before.
    fn uncover(&mut self, now: Moment) -> Update {
        if self.resumes {
            self.command(Command::Resume, now)
        } else {
            Update::default()
        }
    }

    fn next_deadline(&self, window: Window, now: Moment) -> Option<Moment> {
        let flash = self.flash.as_ref().map(|(_, until)| *until);
        [
            self.session.next_deadline(),
            picture::next_change(self.player(), now),
            figure::next_change(self, window, now),
            self.next_words(window, now),
            flash.filter(|until| *until > now),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}
