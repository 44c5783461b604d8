//! The library: where one starts. A list of routines, a preview of the one under the cursor, and a way to find one.

mod preview;
pub mod view;

use std::sync::Arc;

use super::effect::Edit;
use super::element::{Hint, Overlay};
use super::keymap::{self, LibraryCommand};
use crate::app::input::Key;
use crate::app::memory::Memory;
use crate::catalogue::name::new_id;
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::core::moment::Moment;
use crate::core::routine::Routine;
use crate::core::session::RoutineText;
use crate::core::span;
use crate::core::timeline::Size;
use crate::diagnostic::Source;
use view::{LibraryRow, LibraryView, Preview};

/// The routine that the cursor is on when nothing was ever played.
pub const USUAL: &str = "knee-to-chest";

/// What is said of a routine whose file was only glanced at so far.
const IN_A_MOMENT: &str = "it is being read: in a moment";

/// What the hint bar shows.
const BAR: &[LibraryCommand] = &[
    LibraryCommand::Start,
    LibraryCommand::Edit,
    LibraryCommand::New,
    LibraryCommand::Find,
    LibraryCommand::Log,
    LibraryCommand::Sound,
    LibraryCommand::Help,
    LibraryCommand::Quit,
];

/// The most characters that are looked for, or that a new routine is called.
const LONGEST: usize = 100;

/// What the library asks the program to do.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// Play this routine.
    Play {
        /// What one types to play it.
        id: String,
        /// The routine.
        routine: Arc<Routine>,
        /// How it is written.
        text: RoutineText,
    },
    /// Go on with the unfinished session.
    GoOn,
    /// Forget the unfinished session.
    Forget,
    /// Show what was done so far.
    Log,
    /// Let the bell be heard.
    TrySound,
    /// End the program.
    Quit,
    /// Open the user's editor.
    Edit(Edit),
    /// Suspend the program.
    Suspend,
    /// End the program at once.
    Interrupt,
}

/// The library.
#[derive(Debug)]
pub struct Library {
    /// Everything there is: own files first, each group by title.
    items: Vec<Item>,
    /// The rows that are shown: indices of `items`.
    found: Vec<usize>,
    rows: Arc<[LibraryRow]>,
    /// Where the cursor is in `found`.
    cursor: usize,
    /// The routine that the person put the cursor on. Finding moves the cursor, and not this.
    chosen: Option<String>,
    preview: Arc<Preview>,
    scroll: usize,
    find: Find,
    /// What a new routine is to be called, while that is typed.
    naming: Option<String>,
    help: bool,
    /// Whether nothing was ever played.
    first_run: bool,
    /// One line on what just did not work.
    message: Option<String>,
    /// What is wrong around the routines, one line each; said until the next key.
    notices: Vec<String>,
    /// What there is to say about the sound.
    sound: Option<String>,
    /// How well one keeps at it; empty when nothing is known.
    header: String,
    /// The session that was left unfinished.
    unfinished: Option<String>,
}

/// A routine as the list needs it.
#[derive(Debug)]
struct Item {
    entry: Entry,
    row: LibraryRow,
    /// Everything that find looks in, in lower case.
    haystack: String,
}

#[derive(Debug, Default)]
struct Find {
    words: String,
    /// Whether keys go into the words.
    typing: bool,
}

impl Library {
    /// A library of all in `catalogue`, with the cursor on the routine `last`, which was played last. `trouble` is one
    /// line on what could not be read.
    pub fn new(catalogue: &Catalogue, last: Option<&str>, trouble: Option<String>) -> Self {
        let items = catalogue.entries().iter().cloned().map(Item::new).collect();
        let mut library = Self {
            items,
            found: Vec::new(),
            rows: Arc::new([]),
            cursor: 0,
            chosen: None,
            preview: Arc::default(),
            scroll: 0,
            find: Find::default(),
            naming: None,
            help: false,
            first_run: last.is_none(),
            message: trouble,
            notices: Vec::new(),
            sound: None,
            header: String::new(),
            unfinished: None,
        };
        library.search();
        library.go_to(last.unwrap_or(USUAL));
        library
    }

    /// Whether all files have been read, none only glanced at.
    pub fn is_read(&self) -> bool {
        self.items.iter().all(|item| item.entry.glimpse.is_none())
    }

    /// Puts the cursor on the routine `id`, if it is shown.
    pub(super) fn go_to(&mut self, id: &str) {
        self.show(id);
        self.choose();
    }

    /// Takes the routine under the cursor for the one that is wanted.
    fn choose(&mut self) {
        let selected = self.selected().map(|item| item.entry.id.clone());
        self.chosen = selected.or(self.chosen.take());
    }

    /// Shows the routine `id`, if it is among those that are found.
    fn show(&mut self, id: &str) {
        let at = self.found.iter().position(|index| {
            self.items
                .get(*index)
                .is_some_and(|item| item.entry.id == id)
        });
        self.move_to(at.unwrap_or(self.cursor));
    }

    /// The same library, which begins with `notice`: one line on what is wrong around the routines.
    #[must_use]
    pub fn noticing(mut self, notice: Option<String>) -> Self {
        self.notices.extend(notice);
        self
    }

    /// What there is to say about the sound is said now, and whenever somebody tries it.
    pub(super) fn note_sound(&mut self, note: &str) {
        self.notices.push(note.to_owned());
        self.sound = Some(note.to_owned());
    }

    /// Says that a session is not in the log, before anything else there is to say.
    pub(super) fn not_kept(&mut self, why: &str) {
        self.message = Some(format!(
            "not in the log: {why} · its record is printed when you leave"
        ));
    }

    /// Takes in what there is now. The cursor stays on its routine, or where it was when that is gone.
    pub(super) fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>) {
        let (cursor, scroll) = (self.cursor, self.scroll);
        let selected = self.selected().map(|item| item.entry.id.clone());
        self.items = catalogue.entries().iter().cloned().map(Item::new).collect();
        let message = self.message.take();
        self.message = trouble.or(message.filter(|message| message != IN_A_MOMENT));
        self.search();
        self.move_to(cursor);
        if let Some(id) = selected {
            self.show(&id);
            if self.selected().is_some_and(|item| item.entry.id == id) {
                self.scroll = scroll.min(self.preview.longest());
            }
        }
    }

    /// The editor is done with the routine `id`.
    pub(super) fn edited(&mut self, id: &str, said: Option<String>) {
        if !self.shows(id) {
            // It would be there, but does not have the words that are looked for.
            self.find = Find::default();
            self.search();
        }
        self.go_to(id);
        self.message = said.or(self.message.take());
    }

    fn shows(&self, id: &str) -> bool {
        let mut found = self.found.iter().filter_map(|index| self.items.get(*index));
        found.any(|item| item.entry.id == id)
    }

    /// The file of the routine `id` as it is now, if it has one.
    pub(super) fn files(&self, id: &str) -> Vec<Source> {
        let of_user = |item: &&Item| item.entry.id == id && item.entry.origin != Origin::Bundled;
        let sources = self.items.iter().filter(of_user);
        sources.map(|item| item.entry.source.clone()).collect()
    }

    /// Shows what was done before, and what was left unfinished.
    pub(super) fn remembers(&mut self, memory: &Memory, now: Moment) {
        let today = memory.today(now);
        self.header = memory.header(now);
        let unfinished = memory.unfinished.as_ref();
        self.unfinished = unfinished.map(|(snapshot, _)| snapshot.description());
        self.first_run = self.first_run && memory.history.recent().is_none();
        for item in &mut self.items {
            let last = memory.history.last_done(&item.entry.id);
            item.row.last = last.map(|last| last.day().told(today));
        }
        self.show_found();
    }

    /// Remembers that a routine was played.
    pub(super) fn played(&mut self, id: &str) {
        self.first_run = false;
        self.go_to(id);
    }

    fn selected(&self) -> Option<&Item> {
        self.found
            .get(self.cursor)
            .and_then(|index| self.items.get(*index))
    }

    fn move_to(&mut self, cursor: usize) {
        self.cursor = cursor.min(self.found.len().saturating_sub(1));
        self.scroll = 0;
        self.preview = Arc::new(
            self.selected()
                .map(|item| preview::of(&item.entry))
                .unwrap_or_default(),
        );
    }

    /// The person puts the cursor there.
    fn put_on(&mut self, cursor: usize) {
        self.move_to(cursor);
        self.choose();
    }

    /// Finds anew what has all the words in it.
    fn search(&mut self) {
        let words = self.find.words.to_lowercase();
        let has_all = |item: &Item| {
            words
                .split_whitespace()
                .all(|word| item.haystack.contains(word))
        };
        self.found = (0..)
            .zip(&self.items)
            .filter(|(_, item)| has_all(item))
            .map(|(index, _)| index)
            .collect();
        self.show_found();
        self.move_to(0);
        if let Some(id) = self.chosen.clone() {
            self.show(&id);
        }
    }

    fn show_found(&mut self) {
        self.rows = self
            .found
            .iter()
            .filter_map(|index| self.items.get(*index))
            .map(|item| item.row.clone())
            .collect();
    }

    pub(super) fn key(&mut self, key: Key) -> Wish {
        self.message = None;
        self.notices.clear();
        if self.help && !keymap::passes(key) {
            self.help = false;
            return Wish::Nothing;
        }
        if let Some(name) = self.naming.take_if(|_| !keymap::passes(key)) {
            return self.named(name, key);
        }
        if self.find.typing
            && let Some(wish) = self.typed(key)
        {
            return wish;
        }
        let Some(command) = keymap::command(keymap::LIBRARY, key) else {
            return Wish::Nothing;
        };
        let last = self.found.len().saturating_sub(1);
        match command {
            LibraryCommand::Start => return self.start(),
            LibraryCommand::Up => self.put_on(self.cursor.saturating_sub(1)),
            LibraryCommand::Down => self.put_on(self.cursor + 1),
            LibraryCommand::First => self.put_on(0),
            LibraryCommand::Last => self.put_on(last),
            LibraryCommand::ScrollUp => self.scroll = self.scroll.saturating_sub(LibraryView::PAGE),
            LibraryCommand::ScrollDown => {
                self.scroll = (self.scroll + LibraryView::PAGE).min(self.preview.longest());
            }
            LibraryCommand::Find => self.find.typing = true,
            LibraryCommand::Edit => return self.edit(),
            LibraryCommand::New => {
                // Where nothing was found, what was looked for is what is missing.
                let words = self.finds_nothing().then(|| self.find.words.clone());
                self.naming = Some(words.unwrap_or_default());
            }
            LibraryCommand::All => {
                // What was found is what was wanted; where nothing was, the place is as before.
                self.choose();
                self.find = Find::default();
                self.search();
            }
            LibraryCommand::GoOn if self.unfinished.is_some() => return Wish::GoOn,
            LibraryCommand::Forget if self.unfinished.is_some() => return Wish::Forget,
            LibraryCommand::GoOn | LibraryCommand::Forget => {}
            LibraryCommand::Log => return Wish::Log,
            LibraryCommand::Sound => {
                self.notices.extend(self.sound.clone());
                return Wish::TrySound;
            }
            LibraryCommand::Help => self.help = true,
            LibraryCommand::Quit => return Wish::Quit,
            LibraryCommand::Suspend => return Wish::Suspend,
            LibraryCommand::Interrupt => return Wish::Interrupt,
        }
        Wish::Nothing
    }

    /// A key while the words of find are typed; `None` when it means what it always does.
    fn typed(&mut self, key: Key) -> Option<Wish> {
        match key {
            Key::Char(_) if is_long(&self.find.words) => return Some(Wish::Nothing),
            Key::Char(character) => self.find.words.push(character),
            Key::Backspace if self.find.words.is_empty() => self.find.typing = false,
            Key::Backspace => {
                self.find.words.pop();
            }
            Key::Escape => {
                self.choose();
                self.find = Find::default();
            }
            Key::Enter => {
                self.find.typing = false;
                return None;
            }
            _ => return None,
        }
        self.search();
        Some(Wish::Nothing)
    }

    /// Whether words are looked for that nothing has.
    fn finds_nothing(&self) -> bool {
        self.found.is_empty() && !self.find.words.is_empty()
    }

    /// A key while the name of a new routine is typed.
    fn named(&mut self, mut name: String, key: Key) -> Wish {
        match key {
            Key::Char(character) if !is_long(&name) => name.push(character),
            Key::Backspace if !name.is_empty() => {
                name.pop();
            }
            Key::Backspace | Key::Escape => return Wish::Nothing,
            Key::Enter => match self.new_id(&name) {
                Ok(id) => return Wish::Edit(Edit::New(id)),
                Err(why) => self.message = Some(why),
            },
            _ => {}
        }
        self.naming = Some(name);
        Wish::Nothing
    }

    /// The id of a new routine called `name`, or why it cannot be called so.
    fn new_id(&self, name: &str) -> Result<String, String> {
        let id = new_id(name).map_err(|why| format!("{why}: {}", why.help()))?;
        let is_there = |item: &Item| item.entry.id == id && item.entry.origin != Origin::Bundled;
        if self.items.iter().any(is_there) {
            return Err(format!("{id}.toml is there already"));
        }
        Ok(id)
    }

    fn edit(&self) -> Wish {
        match self.selected().map(|item| &item.entry) {
            None => Wish::Nothing,
            Some(entry) => match &entry.origin {
                Origin::User(path) => Wish::Edit(Edit::File(path.clone())),
                Origin::Bundled => Wish::Edit(Edit::Bundled(entry.id.clone())),
                Origin::Stdin => Wish::Nothing,
            },
        }
    }

    fn start(&mut self) -> Wish {
        let Some(item) = self.selected() else {
            return Wish::Nothing;
        };
        if let Some(routine) = &item.entry.routine {
            return Wish::Play {
                id: item.entry.id.clone(),
                routine: Arc::clone(routine),
                text: RoutineText {
                    id: item.entry.id.clone(),
                    title: routine.title.clone(),
                    text: item.entry.source.text.as_str().into(),
                },
            };
        }
        if item.entry.glimpse.is_some() {
            self.message = Some(IN_A_MOMENT.to_owned());
            return Wish::Nothing;
        }
        let count = item.entry.problems.len();
        let problems = if count == 1 { "problem" } else { "problems" };
        self.message = Some(format!(
            "{count} {problems} in {}: e opens it",
            item.row.title
        ));
        Wish::Nothing
    }

    /// What is to be seen.
    pub(super) fn view(&self) -> LibraryView {
        let words = &self.find.words;
        let nothing = self.finds_nothing().then(|| {
            // While words are typed every letter is one of them.
            let key = if self.find.typing {
                "enter, then n"
            } else {
                "n"
            };
            format!(
                "nothing has `{words}` in it · esc shows all · {key} makes a routine of that name"
            )
        });
        let finding = self.find.typing || !words.is_empty();
        let welcome = self.welcome().filter(|_| !finding);
        LibraryView {
            rows: Arc::clone(&self.rows),
            cursor: self.cursor,
            preview: Arc::clone(&self.preview),
            scroll: self.scroll,
            find: finding.then(|| words.clone()),
            typing: self.find.typing,
            naming: self.naming.clone(),
            notices: self.notices.clone(),
            message: self.message.clone().or(nothing).or(welcome),
            header: self.header.clone(),
            unfinished: self
                .unfinished
                .as_ref()
                .map(|left| format!("unfinished: {left} · c goes on · x forgets")),
            hints: self.hints(),
            overlay: self
                .help
                .then(|| Overlay::Help(keymap::lines(keymap::LIBRARY))),
        }
    }

    /// What is said as long as nothing was ever played, about the routine under the cursor.
    fn welcome(&self) -> Option<String> {
        let entry = &self.selected().filter(|_| self.first_run)?.entry;
        let usual = entry.id == USUAL && entry.origin == Origin::Bundled;
        entry.routine.as_ref().map(|_| {
            if usual {
                "Welcome. enter starts two minutes for the lower back. Lie down: it leads you through."
            } else {
                "Welcome. enter starts what the cursor is on, and it leads you through."
            }
            .to_owned()
        })
    }

    fn hints(&self) -> Vec<Hint> {
        if self.naming.is_some() {
            return vec![
                Hint {
                    key: "enter",
                    does: "make it",
                },
                Hint {
                    key: "esc",
                    does: "back",
                },
            ];
        }
        if self.find.typing {
            return vec![
                Hint {
                    key: "enter",
                    does: if self.finds_nothing() {
                        "done"
                    } else {
                        "start"
                    },
                },
                Hint {
                    key: "↑ ↓",
                    does: "choose",
                },
                Hint {
                    key: "esc",
                    does: "all",
                },
            ];
        }
        keymap::hints(keymap::LIBRARY, BAR)
    }
}

/// Whether no more is taken of what is typed.
fn is_long(words: &str) -> bool {
    words.chars().count() >= LONGEST
}

impl Item {
    fn new(entry: Entry) -> Self {
        let row = match (&entry.routine, &entry.glimpse) {
            (Some(routine), _) => LibraryRow {
                title: routine.title.clone(),
                length: span::clock(Size::of(routine.steps.iter()).length),
                problems: 0,
                own: entry.origin != Origin::Bundled,
                last: None,
            },
            (None, Some(title)) => LibraryRow {
                title: title.clone(),
                length: String::new(),
                problems: 0,
                own: entry.origin != Origin::Bundled,
                last: None,
            },
            (None, None) => LibraryRow {
                title: format!("{}.toml", entry.id),
                length: String::new(),
                problems: entry.problems.len().max(1),
                own: entry.origin != Origin::Bundled,
                last: None,
            },
        };
        let haystack = preview::haystack(&entry);
        Self {
            entry,
            row,
            haystack,
        }
    }
}
