//! What the program does: screens as state machines, the key table, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`] alone, so a
//! test can be the outside: keys from a script, time that jumps.

pub mod effect;
pub mod element;
pub mod gallery;
pub mod host;
pub mod input;
pub mod keymap;
pub mod library;
pub mod log;
pub mod memory;
pub mod session;
pub mod summary;
pub mod view;

use std::time::Duration;

use crate::catalogue::{Catalogue, Entry};
use crate::core::cue;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Command;
use crate::core::record::Record;
use crate::core::timeline::Keys;
use crate::core::unfinished::{Snapshot, Unrolled};
use crate::diagnostic::Source;
use effect::{Effect, Outcome, SaveEffect, SoundEffect, TerminalEffect, Update};
use element::Window;
use gallery::Gallery;
use input::{Input, Signal};
use library::Library;
use log::LogScreen;
use memory::{Left, Memory};
use session::{After, Preferences, Saved, SessionScreen, Setup};
use summary::Summary;
use view::View;

pub use host::{Host, run};

/// How late the loop may come back before the time in between counts as a gap: a closed lid, a stopped process.
const GAP: Duration = Duration::from_secs(2);
/// How long a summary stays: whoever falls asleep on the mat has kept what was done.
const SUMMARY_STAYS: Duration = Duration::from_secs(120);

/// The whole program between two events.
#[derive(Debug)]
pub struct App {
    screen: Screen,
    /// Where one comes from and goes back to; without it the program ends with the session.
    library: Option<Library>,
    preferences: Preferences,
    window: Window,
    /// When it was last looked at.
    looked: Moment,
    /// What was played and kept last.
    played: Option<Record>,
    /// What there is to say about the sound in the next session.
    sound_notes: Vec<String>,
    /// The files of what is played, as they were when it began.
    files: Vec<Source>,
    memory: Option<Memory>,
}

#[derive(Debug)]
enum Screen {
    Library,
    Session(Box<SessionScreen>),
    /// `until`: when it goes away by itself.
    Summary {
        summary: Box<Summary>,
        record: Box<Record>,
        outcome: Outcome,
        until: Moment,
        /// What is to be kept of it, and how it can be gone on with.
        kept: Option<(Box<Snapshot>, Option<Box<Left>>)>,
    },
    Log(Box<LogScreen>),
    Gallery(Box<Gallery>),
}

impl App {
    /// A program that plays one session and ends with it.
    pub fn playing(setup: Setup, preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::new(setup, &preferences, now);
        Self::showing(Screen::Session(Box::new(session)), preferences, now)
    }

    /// A program that goes on with a session that was left, and ends with it.
    pub fn going_on(left: Left, preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::take_up(left, &preferences, now);
        Self::showing(Screen::Session(Box::new(session)), preferences, now)
    }

    /// A program that shows all figures, and ends with that.
    pub fn looking(mut gallery: Gallery, preferences: Preferences, now: Moment) -> Self {
        gallery.begin(now);
        Self::showing(Screen::Gallery(Box::new(gallery)), preferences, now)
    }

    /// A program that starts in the library and comes back to it.
    pub fn choosing(library: Library, preferences: Preferences, now: Moment) -> Self {
        let library = Some(library);
        Self {
            library,
            ..Self::showing(Screen::Library, preferences, now)
        }
    }

    fn showing(screen: Screen, preferences: Preferences, now: Moment) -> Self {
        Self {
            screen,
            library: None,
            preferences,
            window: Window::default(),
            looked: now,
            played: None,
            sound_notes: Vec::new(),
            files: Vec::new(),
            memory: None,
        }
    }

    /// The same program, which remembers what is done and what was done before.
    #[must_use]
    pub fn remembering(mut self, memory: Memory) -> Self {
        if let Screen::Session(session) = self.screen {
            let id = memory.id(self.looked);
            let session = session.named(id);
            let session = if memory.is_empty() {
                session.first_of_all()
            } else {
                session
            };
            self.screen = Screen::Session(Box::new(session));
        }
        self.memory = Some(memory);
        self.show_memory();
        self
    }

    /// Lets the library show what is remembered, without a session that was left too long ago.
    fn show_memory(&mut self) {
        let Some(memory) = &mut self.memory else {
            return;
        };
        if memory.is_stale(self.looked) {
            memory.left = None;
        }
        if let Some(library) = &mut self.library {
            library.remembers(memory, self.looked);
        }
    }

    /// The same for a session of `entries`, whose files are followed while it runs.
    #[must_use]
    pub fn following(self, entries: &[Entry]) -> Self {
        let files = entries.iter().map(|entry| entry.source.clone()).collect();
        Self { files, ..self }
    }

    /// Takes note of how large the window is.
    pub fn look_through(&mut self, window: Window) {
        self.window = window;
    }

    /// What there is to do at the start.
    pub(crate) fn begin(&mut self) -> Update {
        match &mut self.screen {
            Screen::Session(session) => session.begin(),
            Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_) => {
                Update::default()
            }
        }
    }

    /// Takes in what happened outside, or that time went by, and says what is to be done.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Update {
        let mut update = self.pass_time(now);
        if update.end.is_some() {
            return update;
        }
        match input {
            None | Some(Input::Resized | Input::Continued) => {}
            Some(Input::Signal(signal)) => {
                update.extend(self.leave(Outcome::Signal(*signal), now));
            }
            Some(Input::NotKept(why)) => {
                if let Some(library) = &mut self.library {
                    library.not_kept(why);
                }
            }
            Some(Input::Catalogue(catalogue, trouble)) => self.renew(catalogue, trouble.clone()),
            Some(other) => update.extend(self.screen_input(other, now)),
        }
        update
    }

    /// Lets happen what is due, after a pause where nobody looked for too long.
    fn pass_time(&mut self, now: Moment) -> Update {
        let asked = self.next_deadline(self.looked);
        let gap = asked.is_some_and(|asked| now.since(asked) > GAP);
        let looked = std::mem::replace(&mut self.looked, now);
        if self
            .memory
            .as_ref()
            .is_some_and(|memory| memory.is_stale(now))
        {
            self.show_memory();
        }
        match &mut self.screen {
            Screen::Session(session) => {
                let mut update = if gap {
                    session.command(Command::Pause, looked)
                } else {
                    Update::default()
                };
                update.extend(session.advance(now));
                self.after_session(update, now)
            }
            Screen::Summary { until, .. } if *until <= now => self.after_summary(true),
            Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_) => {
                Update::default()
            }
        }
    }

    /// Takes in what there is to play now. A session goes on with what it began with.
    fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>) {
        if let Screen::Session(session) = &mut self.screen {
            let is_another = |entry: &&Entry| {
                self.files
                    .iter()
                    .any(|file| file.name == entry.source.name && file.text != entry.source.text)
            };
            let others = catalogue.entries().iter().filter(is_another);
            session.saved(others.map(saved_as).max());
        }
        if let Some(library) = &mut self.library {
            library.renew(catalogue, trouble);
        }
        self.show_memory();
    }

    fn screen_input(&mut self, input: &Input, now: Moment) -> Update {
        match (&mut self.screen, input) {
            (Screen::Session(session), Input::Key(key)) => {
                let update = session.key(*key, now);
                self.after_session(update, now)
            }
            (Screen::Session(session), Input::Click) => {
                let update = session.click(now);
                self.after_session(update, now)
            }
            (Screen::Session(session), Input::Measured(lengths)) => {
                session.measured(&lengths.0, now);
                Update::default()
            }
            (screen, Input::SoundNote(note)) => {
                match screen {
                    Screen::Session(session) => session.note(note, now),
                    // It is said before one lies down, and again where one does.
                    Screen::Library
                    | Screen::Summary { .. }
                    | Screen::Log(_)
                    | Screen::Gallery(_) => {
                        self.sound_notes.push(note.clone());
                        if let Some(library) = &mut self.library {
                            library.note_sound(note);
                        }
                    }
                }
                Update::default()
            }
            (Screen::Session(session), Input::Suspend) => session.suspend(now),
            (
                Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_),
                Input::Suspend,
            ) => suspended(),
            (Screen::Library, Input::Key(key)) => {
                let Some(library) = &mut self.library else {
                    return Update::default();
                };
                let wish = library.key(*key);
                self.grant(wish, now)
            }
            (Screen::Summary { summary, .. }, Input::Key(key)) => match summary.key(*key) {
                summary::Wish::Nothing => Update::default(),
                summary::Wish::Back { keep } => self.after_summary(keep),
                summary::Wish::Suspend => suspended(),
                summary::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            (Screen::Library, Input::Edited { id, said }) => {
                if let Some(library) = &mut self.library {
                    library.edited(id, said.clone());
                }
                Update::default()
            }
            (Screen::Summary { .. }, Input::Click) => self.after_summary(true),
            (Screen::Log(log), Input::Key(key)) => match log.key(*key) {
                log::Wish::Nothing => Update::default(),
                log::Wish::Back => self.go_back(Outcome::Left),
                log::Wish::Suspend => suspended(),
                log::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            (Screen::Gallery(gallery), Input::Key(key)) => match gallery.key(*key, now) {
                gallery::Wish::Nothing => Update::default(),
                gallery::Wish::Back => self.go_back(Outcome::Left),
                gallery::Wish::Suspend => suspended(),
                gallery::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            _ => Update::default(),
        }
    }

    fn grant(&mut self, wish: library::Wish, now: Moment) -> Update {
        match wish {
            library::Wish::Nothing => Update::default(),
            library::Wish::TrySound => {
                Update::from([Effect::Sound(SoundEffect::Play(cue::trial(now)))])
            }
            library::Wish::Suspend => suspended(),
            library::Wish::Edit(edit) => {
                Update::from([Effect::Terminal(TerminalEffect::Edit(edit))])
            }
            library::Wish::Quit => Update::end(Outcome::Left),
            library::Wish::Interrupt => Update::end(Outcome::Signal(Signal::Interrupt)),
            library::Wish::GoOn => {
                let left = self.memory.as_mut().and_then(|memory| memory.left.take());
                let Some(left) = left else {
                    return Update::default();
                };
                let session = SessionScreen::take_up(left, &self.preferences, now);
                self.begin_session(session, now)
            }
            library::Wish::Forget => {
                if let Some(memory) = &mut self.memory {
                    memory.left = None;
                }
                self.show_memory();
                Update::from([Effect::Save(SaveEffect::Discard)])
            }
            library::Wish::Log => {
                if let Some(memory) = &self.memory {
                    let log = LogScreen::new(&memory.history, memory.today(now));
                    self.screen = Screen::Log(Box::new(log));
                }
                Update::default()
            }
            library::Wish::Play { id, routine, text } => {
                if let Some(library) = &mut self.library {
                    library.played(&id);
                    self.files = library.files(&id);
                }
                let unrolled = Unrolled {
                    keys: Keys::Come,
                    first: self.preferences.first,
                };
                let setup = Setup::of(
                    &NonEmpty::of(routine),
                    self.preferences.lead_in,
                    unrolled,
                    self.preferences.rate,
                );
                let setup = setup.written([text]);
                let mut session = SessionScreen::new(setup, &self.preferences, now);
                for note in std::mem::take(&mut self.sound_notes) {
                    session.note(&note, now);
                }
                self.begin_session(session, now)
            }
        }
    }

    fn begin_session(&mut self, session: SessionScreen, now: Moment) -> Update {
        let id = self.memory.as_ref().map(|memory| memory.id(now));
        let mut session = session.named(id.unwrap_or_default());
        if self.memory.as_ref().is_some_and(Memory::is_empty) {
            session = session.first_of_all();
        }
        let update = session.begin();
        self.screen = Screen::Session(Box::new(session));
        self.only_saved(update)
    }

    /// Without a memory nothing is saved.
    fn only_saved(&self, mut update: Update) -> Update {
        if self.memory.is_none() {
            let saves = |effect: &Effect| matches!(effect, Effect::Save(_));
            update.effects.retain(|effect| !saves(effect));
        }
        update
    }

    /// A session that is over leads to its summary, or back at once when nothing was done in it.
    fn after_session(&mut self, update: Update, now: Moment) -> Update {
        let mut update = self.only_saved(update);
        let Screen::Session(session) = &self.screen else {
            return update;
        };
        let Some(outcome @ (Outcome::Finished | Outcome::Stopped)) = update.end else {
            return update;
        };
        update.end = None;
        let record = session.record().clone();
        if record.is_empty() {
            update.extend(self.nothing_done());
            update.extend(self.go_back(outcome));
        } else if self.preferences.after == After::Nothing {
            self.played = Some(record);
            let kept = self.to_keep().map(|(kept, _)| SaveEffect::Log(kept));
            update.extend(kept.map(Effect::Save));
            update.extend(self.go_back(outcome));
        } else {
            let mut summary = Summary::new(session.title(), &record, outcome == Outcome::Finished);
            let kept = self.to_keep();
            if let (Some(memory), Some((kept, _))) = (&self.memory, &kept) {
                let mut after = memory.clone();
                after.note(kept);
                summary.remembers(memory.ask, after.history.adherence(memory.today(now)));
            }
            let until = now + SUMMARY_STAYS;
            self.screen = Screen::Summary {
                summary: Box::new(summary),
                record: Box::new(record),
                outcome,
                until,
                kept,
            };
        }
        update
    }

    fn after_summary(&mut self, keep: bool) -> Update {
        let Screen::Summary {
            record,
            outcome,
            summary,
            kept,
            ..
        } = std::mem::replace(&mut self.screen, Screen::Library)
        else {
            return Update::default();
        };
        let mut update = Update::default();
        if keep {
            self.played = Some(*record);
            if let Some((kept, left)) = kept {
                update.extend([self.keep(*kept, left, &summary)]);
            }
        } else if kept.is_some() {
            self.played = None;
            update.extend([Effect::Save(SaveEffect::Discard)]);
        }
        update.extend(self.go_back(outcome));
        update
    }

    /// What is to be kept of the session on the screen, and how it can be gone on with.
    fn to_keep(&self) -> Option<(Box<Snapshot>, Option<Box<Left>>)> {
        let Screen::Session(session) = &self.screen else {
            return None;
        };
        let memory = self.memory.as_ref()?;
        let snapshot = session.snapshot()?;
        let left = session.left(memory).map(Box::new);
        Some((Box::new(snapshot), left))
    }

    fn keep(&mut self, mut kept: Snapshot, left: Option<Box<Left>>, summary: &Summary) -> Effect {
        (kept.done.feeling, kept.done.note) = summary.answer();
        if let Some(memory) = &mut self.memory {
            memory.note(&kept);
            memory.left = left.map(|left| *left);
        }
        self.show_memory();
        Effect::Save(SaveEffect::Log(Box::new(kept)))
    }

    /// A session in which nothing was done leaves nothing behind; one that was taken up stays where it was.
    fn nothing_done(&mut self) -> Option<Effect> {
        let Screen::Session(session) = &self.screen else {
            return None;
        };
        let memory = self.memory.as_mut()?;
        if session.is_taken_up() {
            memory.left = session.left(memory);
            self.show_memory();
            return None;
        }
        let started = session.record().started;
        started.map(|_| Effect::Save(SaveEffect::Discard))
    }

    fn go_back(&mut self, outcome: Outcome) -> Update {
        self.screen = Screen::Library;
        if self.library.is_some() {
            Update::default()
        } else {
            Update::end(outcome)
        }
    }

    /// Ends the program. What was done in a session counts.
    fn leave(&mut self, outcome: Outcome, now: Moment) -> Update {
        match &mut self.screen {
            Screen::Session(session) => {
                let update = session.leave(outcome, now);
                self.played = Some(session.record().clone()).filter(|record| !record.is_empty());
                let mut update = self.only_saved(update);
                if self.played.is_some() {
                    let kept = self.to_keep().map(|(kept, _)| SaveEffect::Log(kept));
                    update.extend(kept.map(Effect::Save));
                } else {
                    update.extend(self.nothing_done());
                }
                update
            }
            Screen::Summary { .. } => Update {
                end: Some(outcome),
                ..self.after_summary(true)
            },
            Screen::Library | Screen::Log(_) | Screen::Gallery(_) => Update::end(outcome),
        }
    }

    /// When the program wants to be updated next by itself; `None` when only an input can change anything.
    pub fn next_deadline(&self, now: Moment) -> Option<Moment> {
        match &self.screen {
            Screen::Session(session) => session.next_deadline(self.window, now),
            Screen::Summary { until, .. } => Some(*until),
            Screen::Gallery(gallery) => gallery.next_deadline(now),
            // What was left is offered there for so long.
            Screen::Library => {
                let remains = self.memory.as_ref()?.remains(now)?;
                Some(now + remains)
            }
            Screen::Log(_) => None,
        }
    }

    /// What is to be seen at `now`.
    pub fn view(&self, now: Moment) -> View {
        match (&self.screen, &self.library) {
            (Screen::Session(session), _) => {
                View::Session(Box::new(session.view(self.window, now)))
            }
            (Screen::Summary { summary, .. }, _) => View::Summary(Box::new(summary.view())),
            (Screen::Log(log), _) => View::Log(Box::new(log.view())),
            (Screen::Gallery(gallery), _) => View::Gallery(Box::new(gallery.view(now))),
            (Screen::Library, Some(library)) => View::Library(Box::new(library.view())),
            (Screen::Library, None) => View::Nothing,
        }
    }

    /// What was played last and is kept, if anything.
    pub const fn played(&self) -> Option<&Record> {
        self.played.as_ref()
    }
}

/// What the file of an entry is by now.
const fn saved_as(entry: &Entry) -> Saved {
    if entry.routine.is_none() && entry.glimpse.is_none() {
        Saved::Broken
    } else {
        Saved::Changed
    }
}

/// The program is to be suspended, and nothing else.
fn suspended() -> Update {
    Update::from([Effect::Terminal(TerminalEffect::Suspend)])
}
