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
use crate::core::day::WallClock;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Command;
use crate::core::record::Record;
use crate::core::session::{Plan, Snapshot, Unrolled};
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use effect::{Effect, Outcome, SaveEffect, SoundEffect, TerminalEffect, Update};
use element::Window;
use gallery::Gallery;
use input::{Input, Signal};
use library::Library;
use log::LogScreen;
use memory::Memory;
use session::{After, Preferences, Saved, SessionScreen};
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
        /// What is saved of it, where anything is, and its plan.
        kept: Option<Box<(Snapshot, Plan)>>,
    },
    Log(Box<LogScreen>),
    Gallery(Box<Gallery>),
}

impl App {
    /// A program that plays one session and ends with it.
    pub fn playing(plan: Plan, preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::start(plan, &preferences, now);
        Self::showing(Screen::Session(Box::new(session)), preferences, now)
    }

    /// A program that resumes a session, and ends with it.
    pub fn resuming(unfinished: (Snapshot, Plan), preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::resume(unfinished, &preferences, now);
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
            let session = session.identified(memory.identity(self.looked));
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
            memory.unfinished = None;
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

    /// Takes note of what the clock on the wall shows.
    pub fn set_wall_clock(&mut self, wall: WallClock) {
        if let Some(memory) = &mut self.memory {
            memory.wall = wall;
        }
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
                let memory = self.memory.as_mut();
                let Some(unfinished) = memory.and_then(|memory| memory.unfinished.take()) else {
                    return Update::default();
                };
                let session = SessionScreen::resume(unfinished, &self.preferences, now);
                self.begin_session(session, now)
            }
            library::Wish::Forget => {
                if let Some(memory) = &mut self.memory {
                    memory.unfinished = None;
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
                let plan = Plan::of(
                    &NonEmpty::of(routine),
                    self.preferences.lead_in,
                    unrolled,
                    self.preferences.rate,
                );
                let plan = plan.written([text]);
                let mut session = SessionScreen::start(plan, &self.preferences, now);
                for note in std::mem::take(&mut self.sound_notes) {
                    session.note(&note, now);
                }
                self.begin_session(session, now)
            }
        }
    }

    fn begin_session(&mut self, mut session: SessionScreen, now: Moment) -> Update {
        if let Some(memory) = &self.memory {
            session = session.identified(memory.identity(now));
            if memory.is_empty() {
                session = session.first_of_all();
            }
        }
        let update = session.begin();
        self.screen = Screen::Session(Box::new(session));
        update
    }

    /// A session that is over leads to its summary, or back at once when nothing was done in it.
    fn after_session(&mut self, mut update: Update, now: Moment) -> Update {
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
            update.extend(logged(session));
            update.extend(self.go_back(outcome));
        } else {
            let mut summary = Summary::new(session.title(), &record, outcome == Outcome::Finished);
            let snapshot = session.snapshot();
            if let (Some(memory), Some(snapshot)) = (&self.memory, &snapshot) {
                let mut after = memory.clone();
                after.note(&snapshot.entry);
                summary.remembers(memory.ask, after.history.adherence(memory.today(now)));
            }
            let until = now + SUMMARY_STAYS;
            self.screen = Screen::Summary {
                summary: Box::new(summary),
                record: Box::new(record),
                outcome,
                until,
                kept: snapshot
                    .map(|snapshot| Box::new((snapshot, session.session().plan().clone()))),
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
            if let Some(kept) = kept {
                update.extend([self.keep(*kept, &summary)]);
            }
        } else if kept.is_some() {
            self.played = None;
            update.extend([Effect::Save(SaveEffect::Discard)]);
        }
        update.extend(self.go_back(outcome));
        update
    }

    /// Logs a session with the answer of its summary, and offers to resume it where something remains to be done.
    fn keep(&mut self, (mut snapshot, plan): (Snapshot, Plan), summary: &Summary) -> Effect {
        (snapshot.entry.feeling, snapshot.entry.note) = summary.answer();
        if let Some(memory) = &mut self.memory {
            memory.note(&snapshot.entry);
            memory.unfinished = is_resumable(&snapshot).then(|| (snapshot.clone(), plan));
        }
        self.show_memory();
        Effect::Save(SaveEffect::Log(Box::new(snapshot)))
    }

    /// A session in which nothing was done leaves nothing behind; one that was resumed stays where it was.
    fn nothing_done(&mut self) -> Option<Effect> {
        let Screen::Session(session) = &self.screen else {
            return None;
        };
        let memory = self.memory.as_mut()?;
        if session.session().is_resumed() {
            let snapshot = session.snapshot().filter(is_resumable);
            memory.unfinished =
                snapshot.map(|snapshot| (snapshot, session.session().plan().clone()));
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
                let mut update = session.leave(outcome, now);
                self.played = Some(session.record().clone()).filter(|record| !record.is_empty());
                if self.played.is_some() {
                    update.extend(logged(session));
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

/// The request to log the session of a screen, where it is saved.
fn logged(session: &SessionScreen) -> Option<Effect> {
    let snapshot = session.snapshot().map(Box::new);
    snapshot.map(SaveEffect::Log).map(Effect::Save)
}

/// Whether something remains to be done.
const fn is_resumable(snapshot: &Snapshot) -> bool {
    snapshot.position.is_some()
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
