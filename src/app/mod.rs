//! The program: screens as state machines, their key tables, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`], so a test can
//! take its place: keys come from a script, and time jumps.

pub mod amount;
mod change;
pub mod done;
pub mod effect;
pub mod element;
mod field;
pub mod find;
pub mod gallery;
pub mod host;
pub mod input;
mod keymap;
pub mod library;
mod list;
pub mod log;
pub mod memory;
mod mouse;
mod moving;
mod over;
mod reach;
pub mod safety;
mod screen;
pub mod session;
pub mod sources;
mod step_list;
pub mod summary;
pub mod title;
mod view;
mod wishes;

use std::time::Duration;

use crate::catalogue::{Catalogue, Entry, StretchEntry};
use crate::core::day::{WallClock, is_rehearsal};
use crate::core::moment::Moment;
use crate::core::record::Record;
use crate::core::session::{Plan, Snapshot};
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use effect::{Effect, TerminalEffect, Update};
use element::{HelpLine, Overlay, PointedPart, Window};
use gallery::Gallery;
use input::{Input, Key, Signal};
use keymap::{ProgramCommand, program_command};
use library::Library;
use memory::Memory;
use mouse::LastClick;
use safety::Safety;
use screen::{AppScreen, Wish};
use session::{Preferences, Saved, SessionScreen};
use summary::SummaryScreen;

pub use host::{Host, run};
pub use over::Interrupted;
pub use view::{Frame, View};

/// How late the loop may wake up before the time in between counts as a gap: a closed lid, a stopped process.
const GAP: Duration = Duration::from_secs(2);
/// For so long after a screen has opened, keys may still be meant for the one before.
const BEGINNING: Duration = Duration::from_secs(1);
/// A key that comes again within this time is held down. Terminals repeat a key every 33 ms or so, and only some say that
/// it is a repeat.
const REPEAT: Duration = Duration::from_millis(100);
/// How long a key is held down at most before it is repeated.
const BEFORE_REPEAT: Duration = Duration::from_millis(700);
/// The key that leads from the help to the safety page.
const SAFETY: Key = Key::Char('s');

/// The whole program between two events.
#[derive(Debug)]
pub struct App {
    /// The screen that is seen.
    top: Box<dyn AppScreen>,
    /// The screens it leads back to, the last one first. Without one the program ends with it.
    below: Vec<Box<dyn AppScreen>>,
    /// Whether the help covers the screen.
    help: bool,
    preferences: Preferences,
    window: Window,
    /// The moment of the last update.
    looked: Moment,
    /// When the screen that is seen was opened.
    opened: Moment,
    /// The last key, when it came, and whether it was ignored because it came too early.
    last_key: Option<(Key, Moment, bool)>,
    last_click: Option<LastClick>,
    /// What is drawn on the cell of the next input, if that comes from the mouse.
    pointed: Option<PointedPart>,
    /// The record of the session that was logged last.
    played: Option<Record>,
    /// The session that a signal ended before its end, in words.
    interrupted: Option<Interrupted>,
    /// How many times the log is still to be read: at the start, and because it was changed.
    log_reads: usize,
    /// The changes of the log that can be taken back.
    undos: log::LogUndos,
    /// Messages about the sound, to be shown in the next session.
    sound_notes: Vec<String>,
    /// The routines of the session, and their files, as they were when it began.
    entries: Vec<Entry>,
    files: Vec<Source>,
    /// The number of the reading that the routines are from.
    reading: u64,
    memory: Option<Memory>,
}

/// The keys of every screen, by the words for where they are pressed.
pub fn all_keys() -> [(&'static str, Vec<HelpLine>); 10] {
    [
        ("In a session", session::KEYS.help()),
        ("In the library", library::KEYS.help()),
        ("In the steps of a routine", library::STEP_KEYS.help()),
        ("In the summary", summary::KEYS.help()),
        ("In the log", log::KEYS.help()),
        ("On a session of the log", log::PAGE_KEYS.help()),
        ("On a stretch of the log", log::STRETCH_KEYS.help()),
        (
            "While a session of the log is edited",
            log::FORM_KEYS.help(),
        ),
        ("Among the stretches", gallery::KEYS.help()),
        ("On the safety page", safety::KEYS.help()),
    ]
}

impl App {
    /// A program that plays one session and ends with it.
    pub fn playing(plan: Plan, preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::start(plan, &preferences, now);
        Self::showing(session, preferences, now)
    }

    /// A program that resumes a session, and ends with it.
    pub fn resuming(unfinished: (Snapshot, Plan), preferences: Preferences, now: Moment) -> Self {
        let session = SessionScreen::resume(unfinished, &preferences, now);
        Self::showing(session, preferences, now)
    }

    /// A program that shows all stretches, and ends with that.
    pub fn looking(mut gallery: Gallery, preferences: Preferences, now: Moment) -> Self {
        gallery.begin(preferences.has, now);
        Self::showing(gallery, preferences, now)
    }

    /// A program that starts in the library and comes back to it.
    pub fn choosing(mut library: Library, preferences: Preferences, now: Moment) -> Self {
        library.prefer(&preferences, now);
        Self::showing(library, preferences, now)
    }

    fn showing(screen: impl AppScreen, preferences: Preferences, now: Moment) -> Self {
        Self {
            top: Box::new(screen),
            below: Vec::new(),
            help: false,
            preferences,
            window: Window::default(),
            looked: now,
            opened: now,
            last_key: None,
            last_click: None,
            pointed: None,
            played: None,
            interrupted: None,
            log_reads: 0,
            undos: log::LogUndos::default(),
            sound_notes: Vec::new(),
            entries: Vec::new(),
            files: Vec::new(),
            reading: 0,
            memory: None,
        }
    }

    /// The session that is shown, or that the safety page covers.
    fn session(&mut self) -> Option<&mut SessionScreen> {
        match self.below.last_mut() {
            Some(below) if self.top.as_screen::<Safety>().is_some() => below.as_screen_mut(),
            _ => self.top.as_screen_mut(),
        }
    }

    /// Whether the safety page comes before `plan`: it is the very first session, no rehearsal, and somebody can press
    /// a key.
    fn warns_before(&self, plan: &Plan) -> bool {
        let memory = self.memory.as_ref();
        let is_first = |memory: &Memory| !memory.is_warned && !is_rehearsal(memory.wall.speed);
        memory.is_some_and(is_first) && plan.timeline.unrolled.keys == Keys::Come
    }

    /// The safety page, before a session of `plan` if there is one.
    fn safety(&mut self, plan: Option<Plan>) -> Safety {
        if let Some(memory) = &mut self.memory {
            memory.is_warned |= plan.is_some();
        }
        Safety::new(self.window, plan)
    }

    /// Goes back from the safety page to what it covers.
    fn uncover(&mut self) {
        if self.top.as_screen::<Safety>().is_some()
            && let Some(below) = self.below.pop()
        {
            self.top = below;
        }
    }

    /// The library, where the program began in it: it lies below all others.
    fn library(&mut self) -> Option<&mut Library> {
        let bottom = self.below.first_mut().unwrap_or(&mut self.top);
        bottom.as_screen_mut()
    }

    /// The same for a session of `entries`, whose files are followed while it runs.
    #[must_use]
    pub fn following(self, entries: &[Entry]) -> Self {
        let files = entries.iter().flat_map(Entry::sources).collect();
        Self {
            entries: entries.to_vec(),
            files,
            ..self
        }
    }

    /// Takes note of how large the window is.
    pub fn look_through(&mut self, window: Window) {
        self.window = window;
        self.top.resized(window);
    }

    /// No more lines of the screen than these can be scrolled away. Whether there were.
    pub fn end_scroll(&mut self, end: usize) -> bool {
        let Some(scroll) = self.top.scroll().filter(|scroll| **scroll > end) else {
            return false;
        };
        *scroll = end;
        true
    }

    /// Takes note of what the clock on the wall shows.
    pub fn set_wall_clock(&mut self, wall: WallClock) {
        self.preferences.wall = Some(wall);
        if let Some(memory) = &mut self.memory {
            memory.wall = wall;
        }
    }

    /// The first update of the program.
    pub(crate) fn begin(&mut self) -> Update {
        let update = self.session().map(SessionScreen::begin);
        update.unwrap_or_default()
    }

    /// Handles an input, or that time went by.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Update {
        let mut update = self.advance(now);
        if update.end.is_none()
            && let Some(input) = input
        {
            update.extend(self.input(input, now));
        }
        update
    }

    fn input(&mut self, input: &Input, now: Moment) -> Update {
        match input {
            Input::Key(key) => {
                // Two clicks with a key between them are no double click.
                self.last_click = None;
                return self.key(*key, now);
            }
            Input::Paste(text) if !self.help => self.top.paste(text),
            Input::Mouse(mouse) => return self.mouse(*mouse, now),
            Input::Suspend => return self.suspend(now),
            Input::Signal(signal) => return self.leave(*signal, now),
            Input::Stretches(stretches) => self.show_stretches(stretches, now),
            Input::Draft(answer) => {
                let wish = match self.top.as_screen_mut::<SummaryScreen>() {
                    Some(summary) => summary.keeps(answer),
                    None => self
                        .library()
                        .map_or(Wish::Stay, |library| library.answered(answer, now)),
                };
                return self.grant(wish, now);
            }
            Input::Added { id, said } => self.note_added(id.as_deref(), said),
            Input::Paste(_) | Input::Resized | Input::Continued | Input::Answer(_) => {}
            Input::Catalogue(catalogue, trouble) => {
                return self.renew(catalogue, trouble.clone(), now);
            }
            Input::Note(note) => self.note_sound(note, now),
            Input::History(history) => self.read(history.as_ref()),
            Input::Measured(lengths) => {
                if let Some(session) = self.session() {
                    session.set_lengths(&lengths.0, now);
                }
            }
            Input::NoSnapshot(why) => self.note_no_snapshot(why, now),
            Input::NotKept(why) => {
                if self.top.as_screen::<log::LogScreen>().is_some() {
                    self.top.tell(format!("Not saved: {why}"));
                }
                if let Some(library) = self.library() {
                    library.not_kept(why);
                }
            }
            Input::Edited { id, said } => {
                if let Some(library) = self.library() {
                    library.edited(id, said.clone());
                }
            }
        }
        Update::default()
    }

    /// Advances to `now`. When the loop comes back too late, the session is paused from when it was last awake.
    fn advance(&mut self, now: Moment) -> Update {
        let asked = self.next_deadline(self.looked);
        if asked.is_some_and(|asked| asked <= now) {
            // A limit goes on below the safety page.
            self.uncover();
        }
        let gap = asked.is_some_and(|asked| now.since(asked) > GAP);
        let looked = std::mem::replace(&mut self.looked, now);
        let is_stale = |memory: &Memory| memory.is_stale(now);
        if self.memory.as_ref().is_some_and(is_stale) {
            self.show_memory();
        }
        let mut update = Update::default();
        if gap {
            update.extend(self.top.pause(looked));
        }
        let wish = self.top.advance(now);
        update.extend(self.grant(wish, now));
        update
    }

    fn key(&mut self, key: Key, now: Moment) -> Update {
        let is_rash = self.is_rash(key, now);
        let program = program_command(key);
        if program != Some(ProgramCommand::Interrupt) && (is_rash || self.top.debounces(key, now)) {
            return Update::default();
        }
        match program {
            Some(ProgramCommand::Redraw) => {
                Update::from([Effect::Terminal(TerminalEffect::Redraw)])
            }
            Some(ProgramCommand::Suspend) => self.suspend(now),
            Some(ProgramCommand::Interrupt) => self.leave(Signal::Interrupt, now),
            None if self.help && key.as_command() == SAFETY => {
                self.help = false;
                self.grant(Wish::Safety, now)
            }
            None => self.press(now, |top| top.key(key, now)),
        }
    }

    /// Whether `key` comes too early for the screen, or is a repeat of a key that is held down.
    fn is_rash(&mut self, key: Key, now: Moment) -> bool {
        let is_early = now.since(self.opened) < BEGINNING;
        let last = self.last_key.filter(|(last, ..)| *last == key);
        let is_repeat = last.is_some_and(|(_, at, was_early)| {
            now.since(at) < if was_early { BEFORE_REPEAT } else { REPEAT }
        });
        let was_early = is_early || is_repeat && last.is_some_and(|(.., was_early)| was_early);
        self.last_key = Some((key, now, was_early));
        self.top.is_rash() && (is_early || is_repeat)
    }

    /// A key press or a click: it closes the help, or means what it means on the screen.
    fn press(&mut self, now: Moment, press: impl Fn(&mut dyn AppScreen) -> Wish) -> Update {
        let wish = if std::mem::take(&mut self.help) {
            self.top.uncover(now).into()
        } else {
            press(&mut *self.top)
        };
        self.grant(wish, now)
    }

    fn suspend(&mut self, now: Moment) -> Update {
        let mut update = self.top.pause(now);
        update.extend([Effect::Terminal(TerminalEffect::Suspend)]);
        update
    }

    /// Replaces the routines, unless those of a later reading are there: readings may end in another order than they
    /// began. A running session keeps those it began with; one that was waiting for its routine begins.
    fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>, now: Moment) -> Update {
        if catalogue.reading() < self.reading {
            return Update::default();
        }
        self.reading = catalogue.reading();
        let is_another = |entry: &&Entry| {
            self.files
                .iter()
                .any(|file| file.name == entry.source.name && file.text != entry.source.text)
        };
        let others = catalogue.entries().iter().filter(is_another);
        let saved = others.map(Saved::of).max();
        if let Some(session) = self.session() {
            session.set_saved(saved);
        }
        self.renew_gallery(catalogue);
        if let Some(library) = self.library() {
            library.renew(catalogue, trouble);
        }
        self.show_memory();
        let library = self.top.as_screen_mut::<Library>();
        let wish = library.map_or(Wish::Stay, Library::start_awaited);
        self.grant(wish, now)
    }

    /// Shows the stretches that were read, with the routines of the library, if that is on the screen.
    fn show_stretches(&mut self, stretches: &[StretchEntry], now: Moment) {
        let has = self.preferences.has;
        let is_on_top = self.below.is_empty();
        let Some(library) = self.library().filter(|_| is_on_top) else {
            return;
        };
        let adding_to = library.adding_to();
        let entries: Vec<&Entry> = library.entries().collect();
        let gallery = Gallery::among(stretches.to_vec(), entries.into_iter(), None);
        let mut gallery = gallery.above_library().picking_for(adding_to);
        gallery.begin(has, now);
        self.open(Box::new(gallery), now);
    }

    /// The gallery, on the screen or below a session.
    fn gallery(&mut self) -> Option<&mut Gallery> {
        let screens = self.below.iter_mut().chain([&mut self.top]);
        let mut galleries = screens.filter_map(|screen| screen.as_screen_mut());
        galleries.next()
    }

    /// Shows the routines as they are now in the gallery.
    fn renew_gallery(&mut self, catalogue: &Catalogue) {
        if let Some(gallery) = self.gallery() {
            gallery.renew(catalogue);
        }
    }

    /// A stretch was added to the routine `id`, or not: the gallery says so, and the library shows it.
    fn note_added(&mut self, id: Option<&str>, said: &str) {
        if let Some(gallery) = self.gallery() {
            gallery.added(id.is_some(), said);
        }
        if let Some(library) = self.library()
            && let Some(id) = id
        {
            library.edited(id, None);
        }
    }

    /// Takes note that the session, which may be over, can be resumed only as long as the program runs.
    fn note_no_snapshot(&mut self, why: &str, now: Moment) {
        let goes_on = self.goes_on();
        if let Some(summary) = self.top.as_screen_mut::<SummaryScreen>() {
            return summary.set_unsaved(goes_on);
        }
        if let Some(session) = self.session() {
            session.set_unsaved();
        }
        self.note_sound(why, now);
    }

    /// Shows a note on the sound: in a session, or before the person lies down and again in the session.
    fn note_sound(&mut self, note: &str, now: Moment) {
        if let Some(session) = self.session() {
            session.show_notice(note, now);
            return;
        }
        self.sound_notes.push(note.to_owned());
        if let Some(library) = self.library() {
            library.note_sound(note);
        }
    }

    /// The moment at which the program wants to be updated; `None` when only an input can change anything.
    pub fn next_deadline(&self, now: Moment) -> Option<Moment> {
        if self.top.as_screen::<Safety>().is_some() {
            let below = self.below.last().and_then(|below| below.as_screen());
            return below.and_then(|session: &SessionScreen| session.session().next_deadline());
        }
        let changes = self.top.next_deadline(self.window, now);
        // The unfinished session is offered in the library for so long.
        let memory = self.memory.as_ref();
        let offers = memory.filter(|_| self.top.as_screen::<Library>().is_some());
        let remains = offers.and_then(|memory| memory.remains(now));
        let goes = remains.map(|remains| now + remains);
        changes.into_iter().chain(goes).min()
    }

    /// The picture at `now`.
    pub fn frame(&self, now: Moment) -> Frame {
        let help = self.help.then(|| Overlay::Help(self.top.help()));
        Frame {
            view: self.top.view(self.window, now),
            overlay: help.or_else(|| self.top.question()),
        }
    }

    /// What remains of the session that a signal ended, if it has something to say.
    pub const fn interrupted(&self) -> Option<&Interrupted> {
        self.interrupted.as_ref()
    }

    /// The record of the session that was logged last.
    pub const fn played(&self) -> Option<&Record> {
        self.played.as_ref()
    }
}
