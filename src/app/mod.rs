//! What the program does: screens as state machines, the key table, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`] alone, so a
//! test can be the outside: keys from a script, time that jumps.

pub mod effect;
pub mod element;
mod field;
pub mod gallery;
pub mod host;
pub mod input;
pub mod keymap;
pub mod library;
mod list;
pub mod log;
pub mod memory;
mod screen;
pub mod session;
pub mod summary;
pub mod view;

use std::time::Duration;

use crate::catalogue::{Catalogue, Entry};
use crate::core::day::WallClock;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::record::Record;
use crate::core::session::{Plan, Snapshot, Unrolled};
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use effect::{Effect, Outcome, SaveEffect, TerminalEffect, Update};
use element::{HelpLine, Overlay, Window};
use gallery::Gallery;
use input::{Input, Key, Signal};
use keymap::{ProgramCommand, program_command};
use library::Library;
use log::LogScreen;
use memory::Memory;
use screen::{AppScreen, Wish};
use session::{After, Preferences, Saved, SessionScreen};
use summary::{Over, SummaryScreen};
use view::{Frame, View};

pub use host::{Host, run};

/// How late the loop may come back before the time in between counts as a gap: a closed lid, a stopped process.
const GAP: Duration = Duration::from_secs(2);
/// The whole program between two events.
#[derive(Debug)]
pub struct App {
    /// The screens; the last one is seen, and leads back to the one before. Without one the program ends.
    screens: Vec<OpenScreen>,
    /// Whether the help covers the last screen.
    help: bool,
    preferences: Preferences,
    window: Window,
    /// The moment of the last update.
    looked: Moment,
    /// The record of the last session that was kept.
    played: Option<Record>,
    /// What there is to say about the sound in the next session.
    sound_notes: Vec<String>,
    /// The files of what is played, as they were when it began.
    files: Vec<Source>,
    memory: Option<Memory>,
}

/// A screen on the stack.
#[derive(Debug)]
enum OpenScreen {
    Library(Box<Library>),
    Session(Box<SessionScreen>),
    Summary(Box<SummaryScreen>),
    Log(Box<LogScreen>),
    Gallery(Box<Gallery>),
}

impl OpenScreen {
    fn any(&self) -> &dyn AppScreen {
        match self {
            Self::Library(library) => &**library,
            Self::Session(session) => &**session,
            Self::Summary(summary) => &**summary,
            Self::Log(log) => &**log,
            Self::Gallery(gallery) => &**gallery,
        }
    }

    fn any_mut(&mut self) -> &mut dyn AppScreen {
        match self {
            Self::Library(library) => &mut **library,
            Self::Session(session) => &mut **session,
            Self::Summary(summary) => &mut **summary,
            Self::Log(log) => &mut **log,
            Self::Gallery(gallery) => &mut **gallery,
        }
    }
}

/// The keys of every screen, by the words for where they are pressed.
pub fn all_keys() -> [(&'static str, Vec<HelpLine>); 5] {
    [
        ("In a session", session::help()),
        ("In the library", library::help()),
        ("In the summary", summary::help()),
        ("In the log", log::help()),
        ("Among the figures", gallery::help()),
    ]
}

impl App {
    /// A program that plays one session and ends with it.
    pub fn playing(plan: Plan, preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::start(plan, &preferences, now);
        Self::showing(OpenScreen::Session(Box::new(session)), preferences, now)
    }

    /// A program that resumes a session, and ends with it.
    pub fn resuming(unfinished: (Snapshot, Plan), preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::resume(unfinished, &preferences, now);
        Self::showing(OpenScreen::Session(Box::new(session)), preferences, now)
    }

    /// A program that shows all figures, and ends with that.
    pub fn looking(mut gallery: Gallery, preferences: Preferences, now: Moment) -> Self {
        gallery.begin(now);
        Self::showing(OpenScreen::Gallery(Box::new(gallery)), preferences, now)
    }

    /// A program that starts in the library and comes back to it.
    pub fn choosing(library: Library, preferences: Preferences, now: Moment) -> Self {
        Self::showing(OpenScreen::Library(Box::new(library)), preferences, now)
    }

    fn showing(screen: OpenScreen, preferences: Preferences, now: Moment) -> Self {
        Self {
            screens: vec![screen],
            help: false,
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
        if let Some(OpenScreen::Session(session)) = self.screens.last_mut() {
            session.identify(memory.identity(self.looked));
            if memory.is_empty() {
                session.first_of_all();
            }
        }
        self.memory = Some(memory);
        self.show_memory();
        self
    }

    /// The screen that is seen.
    fn top(&mut self) -> Option<&mut OpenScreen> {
        self.screens.last_mut()
    }

    fn session(&self) -> Option<&SessionScreen> {
        match self.screens.last() {
            Some(OpenScreen::Session(session)) => Some(session),
            _ => None,
        }
    }

    /// The library, where the program began in it: it lies below all others.
    fn library(&mut self) -> Option<&mut Library> {
        match self.screens.first_mut() {
            Some(OpenScreen::Library(library)) => Some(library),
            _ => None,
        }
    }

    /// Lets the library show what is remembered, without a session that was left too long ago.
    fn show_memory(&mut self) {
        let Some(memory) = &mut self.memory else {
            return;
        };
        if memory.is_stale(self.looked) {
            memory.unfinished = None;
        }
        if let Some(OpenScreen::Library(library)) = self.screens.first_mut() {
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
        match self.top() {
            Some(OpenScreen::Session(session)) => session.begin(),
            _ => Update::default(),
        }
    }

    /// Handles an input, or that time went by.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Update {
        let mut update = self.advance(now);
        if update.end.is_some() {
            return update;
        }
        match input {
            None | Some(Input::Resized | Input::Continued) => {}
            Some(Input::Key(key)) => update.extend(self.key(*key, now)),
            Some(Input::Click) => update.extend(self.click(now)),
            Some(Input::Suspend) => update.extend(self.suspend(now)),
            Some(Input::Signal(signal)) => update.extend(self.leave(*signal, now)),
            Some(Input::Catalogue(catalogue, trouble)) => self.renew(catalogue, trouble.clone()),
            Some(Input::SoundNote(note)) => self.note_sound(note, now),
            Some(Input::Measured(lengths)) => {
                if let Some(OpenScreen::Session(session)) = self.top() {
                    session.measured(&lengths.0, now);
                }
            }
            Some(Input::NotKept(why)) => {
                if let Some(library) = self.library() {
                    library.not_kept(why);
                }
            }
            Some(Input::Edited { id, said }) => {
                if let Some(library) = self.library() {
                    library.edited(id, said.clone());
                }
            }
        }
        update
    }

    /// Lets happen what is due, after a pause where nobody looked for too long.
    fn advance(&mut self, now: Moment) -> Update {
        let asked = self.next_deadline(self.looked);
        let gap = asked.is_some_and(|asked| now.since(asked) > GAP);
        let looked = std::mem::replace(&mut self.looked, now);
        let is_stale = |memory: &Memory| memory.is_stale(now);
        if self.memory.as_ref().is_some_and(is_stale) {
            self.show_memory();
        }
        let Some(top) = self.screens.last_mut() else {
            return Update::default();
        };
        let mut update = Update::default();
        if gap {
            update.extend(top.any_mut().pause(looked));
        }
        let wish = top.any_mut().advance(now);
        update.extend(self.grant(wish, now));
        update
    }

    fn key(&mut self, key: Key, now: Moment) -> Update {
        let Some(top) = self.screens.last_mut() else {
            return Update::default();
        };
        if top.any_mut().debounces(key, now) {
            return Update::default();
        }
        match program_command(key) {
            Some(ProgramCommand::Suspend) => return self.suspend(now),
            Some(ProgramCommand::Interrupt) => return self.leave(Signal::Interrupt, now),
            None => {}
        }
        let wish = if std::mem::take(&mut self.help) {
            top.any_mut().uncover(now).into()
        } else {
            top.any_mut().key(key, now)
        };
        self.grant(wish, now)
    }

    fn click(&mut self, now: Moment) -> Update {
        let Some(top) = self.screens.last_mut() else {
            return Update::default();
        };
        let wish = if std::mem::take(&mut self.help) {
            top.any_mut().uncover(now).into()
        } else {
            top.any_mut().click(now)
        };
        self.grant(wish, now)
    }

    fn suspend(&mut self, now: Moment) -> Update {
        let mut update = match self.top() {
            Some(top) => top.any_mut().pause(now),
            None => Update::default(),
        };
        update.extend([Effect::Terminal(TerminalEffect::Suspend)]);
        update
    }

    /// Takes in what there is to play now. A session goes on with what it began with.
    fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>) {
        if let Some(OpenScreen::Session(session)) = self.screens.last_mut() {
            let is_another = |entry: &&Entry| {
                self.files
                    .iter()
                    .any(|file| file.name == entry.source.name && file.text != entry.source.text)
            };
            let others = catalogue.entries().iter().filter(is_another);
            session.saved(others.map(saved_as).max());
        }
        if let Some(library) = self.library() {
            library.renew(catalogue, trouble);
        }
        self.show_memory();
    }

    /// Shows a note on the sound: in a session, or before the person lies down and again in the session.
    fn note_sound(&mut self, note: &str, now: Moment) {
        if let Some(OpenScreen::Session(session)) = self.top() {
            session.note(note, now);
            return;
        }
        self.sound_notes.push(note.to_owned());
        if let Some(library) = self.library() {
            library.note_sound(note);
        }
    }

    /// Does what a screen wishes.
    fn grant(&mut self, wish: Wish, now: Moment) -> Update {
        match wish {
            Wish::Stay => Update::default(),
            Wish::Update(update) => self.close_if_over(update, now),
            Wish::Help => {
                self.help = true;
                match self.top() {
                    Some(top) => top.any_mut().cover(now),
                    None => Update::default(),
                }
            }
            Wish::Resume => {
                let memory = self.memory.as_mut();
                let Some(unfinished) = memory.and_then(|memory| memory.unfinished.take()) else {
                    return Update::default();
                };
                let session = SessionScreen::resume(unfinished, &self.preferences, now);
                self.begin_session(session, now)
            }
            Wish::Discard => {
                if let Some(memory) = &mut self.memory {
                    memory.unfinished = None;
                }
                self.show_memory();
                Update::from([Effect::Save(SaveEffect::Discard)])
            }
            Wish::Log => {
                if let Some(memory) = &self.memory {
                    let log = LogScreen::new(&memory.history, memory.today(now));
                    self.screens.push(OpenScreen::Log(Box::new(log)));
                }
                Update::default()
            }
            Wish::Play { id, routine, text } => {
                if let Some(library) = self.library() {
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
            Wish::CloseSummary { keep } => self.close_summary(keep),
        }
    }

    fn begin_session(&mut self, mut session: SessionScreen, now: Moment) -> Update {
        if let Some(memory) = &self.memory {
            session.identify(memory.identity(now));
            if memory.is_empty() {
                session.first_of_all();
            }
        }
        let update = session.begin();
        self.screens.push(OpenScreen::Session(Box::new(session)));
        update
    }

    /// Closes the screen that is seen, if it is over. A session leads to its summary, unless nothing was done in it.
    fn close_if_over(&mut self, mut update: Update, now: Moment) -> Update {
        let Some(outcome) = update.end.take() else {
            return update;
        };
        let Some(session) = self.session() else {
            update.extend(self.close(outcome));
            return update;
        };
        let record = session.record().clone();
        if record.is_empty() {
            update.extend(self.nothing_done());
            update.extend(self.close(outcome));
            return update;
        }
        let over = Over {
            outcome,
            record,
            saved: saved(session).map(Box::new),
        };
        if self.preferences.after == After::Nothing {
            update.extend(self.log(over));
            update.extend(self.close(outcome));
            return update;
        }
        let title = session.title().to_owned();
        let after = self.memory.as_ref().zip(over.saved.as_ref());
        let remembers = after.map(|(memory, saved)| {
            let mut after = memory.clone();
            after.note(&saved.0.entry);
            (memory.ask, after.history.adherence(memory.today(now)))
        });
        let mut summary = SummaryScreen::new(&title, over, now);
        if let Some((ask, adherence)) = remembers {
            summary.remembers(ask, adherence);
        }
        self.screens.pop();
        self.screens.push(OpenScreen::Summary(Box::new(summary)));
        update
    }

    /// Closes the summary, and keeps or discards its session.
    fn close_summary(&mut self, keep: bool) -> Update {
        let summary = self
            .screens
            .pop_if(|top| matches!(top, OpenScreen::Summary(_)));
        let Some(OpenScreen::Summary(summary)) = summary else {
            return Update::default();
        };
        let over = summary.answered();
        let outcome = over.outcome;
        let mut update = Update::default();
        if keep {
            update.extend(self.log(over));
        } else if over.saved.is_some() {
            self.played = None;
            update.extend([Effect::Save(SaveEffect::Discard)]);
        }
        update.extend(self.closed(outcome));
        update
    }

    /// Keeps a session that is over.
    fn log(&mut self, over: Over) -> Option<Effect> {
        self.played = Some(over.record);
        let (snapshot, plan) = *over.saved?;
        if let Some(memory) = &mut self.memory {
            memory.note(&snapshot.entry);
            memory.unfinished = is_resumable(&snapshot).then(|| (snapshot.clone(), plan));
        }
        self.show_memory();
        Some(Effect::Save(SaveEffect::Log(Box::new(snapshot))))
    }

    /// A session in which nothing was done leaves nothing behind; one that was resumed stays where it was.
    fn nothing_done(&mut self) -> Option<Effect> {
        let Some(OpenScreen::Session(session)) = self.screens.last() else {
            return None;
        };
        let memory = self.memory.as_mut()?;
        if session.session().is_resumed() {
            memory.unfinished = saved(session).filter(|(snapshot, _)| is_resumable(snapshot));
            self.show_memory();
            return None;
        }
        let started = session.record().started;
        started.map(|_| Effect::Save(SaveEffect::Discard))
    }

    /// Goes back to the screen below.
    fn close(&mut self, outcome: Outcome) -> Update {
        self.screens.pop();
        self.closed(outcome)
    }

    /// A screen was closed: its help with it, and the program if it was the last one.
    fn closed(&mut self, outcome: Outcome) -> Update {
        self.help = false;
        if self.screens.is_empty() {
            Update::end(outcome)
        } else {
            Update::default()
        }
    }

    /// Ends the program because of a signal. What was done in a session counts.
    fn leave(&mut self, signal: Signal, now: Moment) -> Update {
        let mut update = match self.top() {
            Some(OpenScreen::Session(session)) => {
                let update = session.stop(now);
                self.leave_session(update)
            }
            Some(OpenScreen::Summary(_)) => self.close_summary(true),
            _ => Update::default(),
        };
        update.end = Some(Outcome::Signal(signal));
        update
    }

    fn leave_session(&mut self, mut update: Update) -> Update {
        let Some(session) = self.session() else {
            return update;
        };
        let played = Some(session.record().clone()).filter(|record| !record.is_empty());
        let snapshot = session.snapshot().map(Box::new);
        self.played = played;
        if self.played.is_some() {
            update.extend(snapshot.map(SaveEffect::Log).map(Effect::Save));
        } else {
            update.extend(self.nothing_done());
        }
        update
    }

    /// The moment at which the program wants to be updated; `None` when only an input can change anything.
    pub fn next_deadline(&self, now: Moment) -> Option<Moment> {
        match self.screens.last()? {
            // What was left is offered there for so long.
            OpenScreen::Library(_) => {
                let remains = self.memory.as_ref()?.remains(now)?;
                Some(now + remains)
            }
            top => top.any().next_deadline(self.window, now),
        }
    }

    /// The picture at `now`.
    pub fn frame(&self, now: Moment) -> Frame {
        let Some(top) = self.screens.last().map(OpenScreen::any) else {
            return View::Nothing.into();
        };
        let help = self.help.then(|| Overlay::Help(top.help()));
        Frame {
            view: top.view(self.window, now),
            overlay: help.or_else(|| top.question()),
        }
    }

    /// The record of the session that was kept last.
    pub const fn played(&self) -> Option<&Record> {
        self.played.as_ref()
    }
}

/// What is saved of the session of a screen, and its plan; `None` where nothing is.
fn saved(session: &SessionScreen) -> Option<(Snapshot, Plan)> {
    let plan = session.session().plan();
    session.snapshot().map(|snapshot| (snapshot, plan.clone()))
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
