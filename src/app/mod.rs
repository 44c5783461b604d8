//! What the program does: screens as state machines, the key table, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`] alone, so a
//! test can be the outside: keys from a script, time that jumps.

pub mod effect;
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
use effect::{Effect, Outcome};
use gallery::Gallery;
use input::{Input, Signal};
use library::Library;
use log::LogScreen;
use memory::{Left, Memory};
use session::{After, Preferences, Saved, SessionScreen, Setup};
use summary::Summary;
use view::{View, Window};

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
    pub(crate) fn begin(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Session(session) => session.begin(),
            Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_) => {
                Vec::new()
            }
        }
    }

    /// Takes in what happened outside, or that time went by, and says what is to be done.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Vec<Effect> {
        let mut effects = self.pass_time(now);
        match input {
            None => {}
            Some(Input::Resized | Input::Continued) => effects.push(Effect::Redraw),
            Some(Input::Signal(signal)) => {
                effects.extend(self.leave(Outcome::Signal(*signal), now));
            }
            Some(Input::NotKept(why)) => {
                if let Some(library) = &mut self.library {
                    library.not_kept(why);
                }
            }
            Some(Input::Catalogue(catalogue, trouble)) => self.renew(catalogue, trouble.clone()),
            Some(other) => effects.extend(self.screen_input(other, now)),
        }
        effects
    }

    /// Lets happen what is due, after a pause where nobody looked for too long.
    fn pass_time(&mut self, now: Moment) -> Vec<Effect> {
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
                let mut effects = if gap {
                    session.command(Command::Pause, looked)
                } else {
                    Vec::new()
                };
                effects.extend(session.advance(now));
                self.after_session(effects, now)
            }
            Screen::Summary { until, .. } if *until <= now => self.after_summary(true),
            Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_) => {
                Vec::new()
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

    fn screen_input(&mut self, input: &Input, now: Moment) -> Vec<Effect> {
        match (&mut self.screen, input) {
            (Screen::Session(session), Input::Key(key)) => {
                let effects = session.key(*key, now);
                self.after_session(effects, now)
            }
            (Screen::Session(session), Input::Click) => {
                let effects = session.click(now);
                self.after_session(effects, now)
            }
            (Screen::Session(session), Input::Measured(lengths)) => {
                session.measured(&lengths.0, now);
                Vec::new()
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
                Vec::new()
            }
            (Screen::Session(session), Input::Suspend) => session.suspend(now),
            (
                Screen::Library | Screen::Summary { .. } | Screen::Log(_) | Screen::Gallery(_),
                Input::Suspend,
            ) => vec![Effect::Suspend],
            (Screen::Library, Input::Key(key)) => {
                let Some(library) = &mut self.library else {
                    return Vec::new();
                };
                let wish = library.key(*key);
                self.grant(wish, now)
            }
            (Screen::Summary { summary, .. }, Input::Key(key)) => match summary.key(*key) {
                summary::Wish::Nothing => Vec::new(),
                summary::Wish::Back { keep } => self.after_summary(keep),
                summary::Wish::Suspend => vec![Effect::Suspend],
                summary::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            (Screen::Library, Input::Edited { id, said }) => {
                if let Some(library) = &mut self.library {
                    library.edited(id, said.clone());
                }
                Vec::new()
            }
            (Screen::Summary { .. }, Input::Click) => self.after_summary(true),
            (Screen::Log(log), Input::Key(key)) => match log.key(*key) {
                log::Wish::Nothing => Vec::new(),
                log::Wish::Back => self.go_back(Outcome::Left),
                log::Wish::Suspend => vec![Effect::Suspend],
                log::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            (Screen::Gallery(gallery), Input::Key(key)) => match gallery.key(*key, now) {
                gallery::Wish::Nothing => Vec::new(),
                gallery::Wish::Back => self.go_back(Outcome::Left),
                gallery::Wish::Suspend => vec![Effect::Suspend],
                gallery::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            _ => Vec::new(),
        }
    }

    fn grant(&mut self, wish: library::Wish, now: Moment) -> Vec<Effect> {
        match wish {
            library::Wish::Nothing => Vec::new(),
            library::Wish::TrySound => vec![Effect::Sound(cue::trial(now))],
            library::Wish::Suspend => vec![Effect::Suspend],
            library::Wish::Edit(edit) => vec![Effect::Edit(edit)],
            library::Wish::Quit => vec![Effect::Leave(Outcome::Left)],
            library::Wish::Interrupt => vec![Effect::Leave(Outcome::Signal(Signal::Interrupt))],
            library::Wish::GoOn => {
                let left = self.memory.as_mut().and_then(|memory| memory.left.take());
                let Some(left) = left else { return Vec::new() };
                let session = SessionScreen::take_up(left, &self.preferences, now);
                self.begin_session(session, now)
            }
            library::Wish::Forget => {
                if let Some(memory) = &mut self.memory {
                    memory.left = None;
                }
                self.show_memory();
                vec![Effect::Forget]
            }
            library::Wish::Log => {
                if let Some(memory) = &self.memory {
                    let log = LogScreen::new(&memory.history, memory.today(now));
                    self.screen = Screen::Log(Box::new(log));
                }
                Vec::new()
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
                let mut effects = vec![Effect::Chosen(id)];
                effects.extend(self.begin_session(session, now));
                effects
            }
        }
    }

    fn begin_session(&mut self, session: SessionScreen, now: Moment) -> Vec<Effect> {
        let id = self.memory.as_ref().map(|memory| memory.id(now));
        let mut session = session.named(id.unwrap_or_default());
        if self.memory.as_ref().is_some_and(Memory::is_empty) {
            session = session.first_of_all();
        }
        let effects = session.begin();
        self.screen = Screen::Session(Box::new(session));
        self.only_remembered(effects)
    }

    /// Without a memory nothing is asked to be remembered.
    fn only_remembered(&self, mut effects: Vec<Effect>) -> Vec<Effect> {
        if self.memory.is_none() {
            effects.retain(|effect| !matches!(effect, Effect::Remember(_)));
        }
        effects
    }

    /// A session that is over leads to its summary, or back at once when nothing was done in it.
    fn after_session(&mut self, effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        let effects = self.only_remembered(effects);
        let Screen::Session(session) = &self.screen else {
            return effects;
        };
        let over = effects.iter().find_map(|effect| match effect {
            Effect::Leave(outcome @ (Outcome::Finished | Outcome::Stopped)) => Some(*outcome),
            _ => None,
        });
        let Some(outcome) = over else { return effects };
        let record = session.record().clone();
        let mut effects = effects;
        effects.retain(|effect| !matches!(effect, Effect::Leave(_)));
        if record.is_empty() {
            effects.extend(self.nothing_done());
            effects.extend(self.go_back(outcome));
        } else if self.preferences.after == After::Nothing {
            self.played = Some(record);
            effects.extend(self.to_keep().map(|(kept, _)| Effect::Keep(kept)));
            effects.extend(self.go_back(outcome));
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
        effects
    }

    fn after_summary(&mut self, keep: bool) -> Vec<Effect> {
        let Screen::Summary {
            record,
            outcome,
            summary,
            kept,
            ..
        } = std::mem::replace(&mut self.screen, Screen::Library)
        else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        if keep {
            self.played = Some(*record);
            if let Some((kept, left)) = kept {
                effects.push(self.keep(*kept, left, &summary));
            }
        } else if kept.is_some() {
            self.played = None;
            effects.push(Effect::Forget);
        }
        effects.extend(self.go_back(outcome));
        effects
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
        Effect::Keep(Box::new(kept))
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
        session.record().started.map(|_| Effect::Forget)
    }

    fn go_back(&mut self, outcome: Outcome) -> Vec<Effect> {
        self.screen = Screen::Library;
        if self.library.is_some() {
            Vec::new()
        } else {
            vec![Effect::Leave(outcome)]
        }
    }

    /// Ends the program. What was done in a session counts.
    fn leave(&mut self, outcome: Outcome, now: Moment) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Session(session) => {
                let effects = session.leave(outcome, now);
                self.played = Some(session.record().clone()).filter(|record| !record.is_empty());
                let mut effects = self.only_remembered(effects);
                effects.pop();
                effects.extend(if self.played.is_some() {
                    self.to_keep().map(|(kept, _)| Effect::Keep(kept))
                } else {
                    self.nothing_done()
                });
                effects.push(Effect::Leave(outcome));
                effects
            }
            Screen::Summary { .. } => {
                let mut effects = self.after_summary(true);
                effects.retain(|effect| !matches!(effect, Effect::Leave(_)));
                effects.push(Effect::Leave(outcome));
                effects
            }
            Screen::Library | Screen::Log(_) | Screen::Gallery(_) => {
                vec![Effect::Leave(outcome)]
            }
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
