//! The gallery: all stretches of the catalogue in groups, and the page of the one under the cursor. Its figure moves as in
//! a session when it is selected, when its side changes or when the person asks for it again. Then it keeps still, and
//! the program sleeps.
//!
//! From here a stretch is played at once, as a routine of its own, or added to a routine.

mod adding;
pub mod page;
mod shelf;
pub mod shown;

use std::sync::Arc;

use GalleryCommand as C;

use super::effect::{Edit, Effect, StretchEffect, Update};
use super::element::{FieldView, FigureView, HelpLine, Hint, PointedPart, Window};
use super::find::FindKey;
use super::input::Key;
use super::keymap::{KeyTable, bind, help_key};
use super::list::Move;
use super::moving::{AGAIN, INTO, Moving};
use super::screen::{AppScreen, Chosen, Wish, scroll_by_wheel};
use super::sources::Sources;
use super::view::View;
use crate::catalogue::{Catalogue, Entry, StretchEntry};
use crate::core::condition::Conditions;
use crate::core::moment::Moment;
use crate::core::pose::{Figure, Turn};
use crate::core::settings::Motion;
use adding::{Adding, AddingStep, RoutineTarget, targets};
use page::{PageView, StretchRow};
use shelf::Shelf;
use shown::ShelfLine;

pub use adding::{AddingView, TargetRow};
pub use page::rows;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GalleryCommand {
    Play,
    Move(Move),
    /// To the next group.
    Group,
    Scroll(Move),
    Side,
    Again,
    Find,
    Regroup,
    Add,
    Sources,
    Help,
    Back,
    /// Show all stretches again, or go back.
    Escape,
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Play, &[Key::Enter])
        .hint("Enter", "play")
        .help("play this stretch, with its sides and reps"),
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("previous stretch"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "next")
        .help("next stretch"),
    bind(C::Group, &[Key::Tab])
        .hint("Tab", "next group")
        .help("first stretch of the next group"),
    bind(C::Move(Move::First), &[Key::Home])
        .hint("Home", "first")
        .help("first stretch"),
    bind(C::Move(Move::Last), &[Key::End])
        .hint("End", "last")
        .help("last stretch"),
    bind(C::Scroll(Move::Up), &[Key::PageUp])
        .hint("PageUp", "text up")
        .help("scroll the text up"),
    bind(C::Scroll(Move::Down), &[Key::PageDown])
        .hint("PageDown", "text down")
        .help("scroll the text down"),
    bind(C::Again, &[Key::Char(' ')])
        .hint("Space", "again")
        .help("show the movement again"),
    bind(C::Side, &[Key::Left, Key::Right])
        .hint("← →", "other side")
        .help("switch sides, as in a session"),
    bind(C::Find, &[Key::Char('/')])
        .hint("/", "find")
        .help("search names, areas, positions, aims and needs"),
    bind(C::Regroup, &[Key::Char('g')])
        .hint("g", "group")
        .help("group by area, or by position"),
    bind(C::Add, &[Key::Char('a')])
        .hint("a", "add")
        .help("add this stretch to a routine"),
    bind(C::Sources, &[Key::Char('s')])
        .hint("s", "sources")
        .help("show the addresses of the sources, or only their sites"),
    bind(C::Escape, &[Key::Escape])
        .hint("Esc", "show all")
        .help("clear the search and show all; without a search, back"),
    help_key(C::Help),
    bind(C::Back, &[Key::Char('q')])
        .hint("q", "back")
        .help("back to the library, or quit"),
]);

const BAR: &[C] = &[
    C::Play,
    C::Add,
    C::Find,
    C::Regroup,
    C::Again,
    C::Side,
    C::Help,
    C::Back,
];

/// The gallery.
#[derive(Debug)]
pub struct Gallery {
    shelf: Shelf,
    targets: Vec<RoutineTarget>,
    /// The page of the stretch under the cursor for each side, written when something in it changes, not for a frame.
    pages: Option<[Arc<PageView>; 2]>,
    /// How many lines of the page are scrolled away.
    scroll: usize,
    sources: Sources,
    /// The choice of a routine, while a stretch is added.
    adding: Option<Adding>,
    /// Whether a library is below.
    has_library: bool,
    /// The title of the routine for which a stretch is chosen.
    picks_for: Option<String>,
    /// One line on what was done, or could not be.
    message: Option<String>,
    moving: Moving,
}

impl Gallery {
    /// A gallery of `stretches`, with the cursor on the one called `first`.
    pub fn new(stretches: Vec<StretchEntry>, routines: &Catalogue, first: Option<&str>) -> Self {
        Self::among(stretches, routines.entries().iter(), first)
    }

    /// The same with the `routines` that there are.
    pub(super) fn among<'a>(
        stretches: Vec<StretchEntry>,
        routines: impl Iterator<Item = &'a Entry> + Clone,
        first: Option<&str>,
    ) -> Self {
        let mut gallery = Self {
            targets: targets(routines.clone()),
            shelf: Shelf::new(page::rows(stretches, routines), first),
            pages: None,
            scroll: 0,
            sources: Sources::default(),
            adding: None,
            has_library: false,
            picks_for: None,
            message: None,
            // One looks at stretches here to see them move.
            moving: Moving::new(Motion::Loop),
        };
        gallery.write_pages();
        gallery
    }

    /// The same above a library, where an addition can be seen.
    pub(super) fn above_library(self) -> Self {
        Self {
            has_library: true,
            ..self
        }
    }

    /// The same to choose a stretch for the routine of this title, if there is one.
    pub(super) fn picking_for(self, title: Option<String>) -> Self {
        Self {
            picks_for: title,
            ..self
        }
    }

    /// The screen comes up, for a person who `has` these conditions.
    pub(super) fn begin(&mut self, has: Conditions, now: Moment) {
        self.shelf.has = has;
        self.shelf.arrange();
        self.moving.begin(now);
        self.write_pages();
    }

    /// Takes note of the routines as they are now.
    pub(super) fn renew(&mut self, catalogue: &Catalogue) {
        let entries = catalogue.entries();
        self.targets = targets(entries.iter());
        for row in &mut self.shelf.rows {
            row.used_in = page::used_in(&row.entry.stretch.id, entries.iter());
        }
        self.write_pages();
    }

    /// A stretch was added to a routine, or not.
    pub(super) fn added(&mut self, was_written: bool, said: &str) {
        let see = match (was_written, self.has_library) {
            (true, true) => " q shows it.",
            (true, false) => " `supple` plays it.",
            (false, _) => "",
        };
        self.message = Some(format!("{said}{see}"));
    }

    /// Does what may put another stretch under the cursor: its figure moves into the stretch.
    fn turn_to(&mut self, now: Moment, change: impl FnOnce(&mut Shelf)) {
        let id = |gallery: &Self| gallery.row().map(|row| row.id().to_owned());
        let before = id(self);
        change(&mut self.shelf);
        if id(self) != before {
            self.scroll = 0;
            self.moving.go(INTO, now);
        }
    }

    fn row(&self) -> Option<&StretchRow> {
        self.shelf.row()
    }

    fn figure(&self) -> Option<&Arc<Figure>> {
        self.row()?.entry.figure.as_ref()
    }

    /// Writes the pages of the stretch under the cursor anew.
    fn write_pages(&mut self) {
        let written = |row: &StretchRow| {
            let page = |turn| Arc::new(row.page(self.shelf.has, turn, self.sources));
            [page(Turn::First), page(Turn::Other)]
        };
        self.pages = self.row().map(written);
    }

    /// The page with the words for a side.
    fn page(&self, turn: Turn) -> Option<&Arc<PageView>> {
        let [first, other] = self.pages.as_ref()?;
        Some(match turn {
            Turn::First => first,
            Turn::Other => other,
        })
    }

    fn hints(&self) -> Vec<Hint> {
        let hints: &[(&'static str, &'static str)] = match &self.adding {
            Some(adding) if adding.is_naming() => &[("Enter", "create"), ("Esc", "cancel")],
            Some(_) => &[("Enter", "add"), ("↑ ↓", "select"), ("Esc", "cancel")],
            None if self.picks_for.is_some() => &[
                ("Enter", "add it"),
                ("/", "find"),
                ("g", "group"),
                ("Esc", "back"),
            ],
            None if self.shelf.find.is_typing() && self.row().is_some() => {
                &[("Enter", "play"), ("↑ ↓", "select"), ("Esc", "clear")]
            }
            None if self.shelf.find.is_typing() => &[("Enter", "done"), ("Esc", "clear")],
            None => return KEYS.hints(BAR),
        };
        let hint = |(key, does): &(&'static str, &'static str)| Hint {
            key: (*key).into(),
            does: (*does).into(),
        };
        hints.iter().map(hint).collect()
    }

    fn play(&self) -> Wish {
        if self.picks_for.is_some() {
            return self.pick();
        }
        let alone = self.row().and_then(|row| row.entry.alone.clone());
        alone.map_or(Wish::Stay, |(routine, text)| {
            Wish::Play(Box::new(Chosen {
                id: text.id.clone(),
                routine,
                text,
                from: None,
                low: false,
            }))
        })
    }

    /// Chooses the stretch under the cursor.
    fn pick(&self) -> Wish {
        let row = self.row().filter(|row| row.entry.alone.is_some());
        row.map_or(Wish::Stay, |row| Wish::Pick(row.id().to_owned()))
    }

    /// Asks for the routine to which the stretch is added.
    fn ask_where(&mut self) {
        let Some(row) = self.row() else { return };
        if row.entry.alone.is_some() {
            self.adding = Some(Adding::of((row.id().to_owned(), row.name().to_owned())));
        } else {
            let id = row.id();
            self.message = Some(format!("{id} is a pose alone: a routine cannot use it"));
        }
    }

    /// A key while a routine is chosen.
    fn adding_key(&mut self, mut adding: Adding, key: Key) -> Wish {
        let choice = if adding.is_naming() {
            adding.name_key(key)
        } else {
            match KEYS.command(key) {
                Some(C::Move(to)) => {
                    adding.go(to, &self.targets);
                    AddingStep::Open(None)
                }
                Some(C::Play) => adding.take(&self.targets),
                Some(C::Back | C::Escape) => AddingStep::GivenUp,
                _ => AddingStep::Open(None),
            }
        };
        match choice {
            AddingStep::GivenUp => {}
            AddingStep::Open(message) => {
                self.message = message;
                self.adding = Some(adding);
            }
            AddingStep::Made(stretch, to) => return added_to(stretch, to),
        }
        Wish::Stay
    }

    /// A key while the words of find are typed; false when it means what it always does.
    fn find_key(&mut self, key: Key, now: Moment) -> bool {
        match self.shelf.find.key(key) {
            FindKey::Changed => self.turn_to(now, Shelf::arrange),
            FindKey::GivenUp => self.turn_to(now, Shelf::show_all),
            FindKey::Passed => return self.row().is_none() && key == Key::Enter,
        }
        true
    }

    fn command(&mut self, command: C, now: Moment) -> Wish {
        match command {
            C::Play => return self.play(),
            C::Move(to) => self.turn_to(now, |shelf| shelf.go(to)),
            C::Group => self.turn_to(now, Shelf::go_to_next_group),
            C::Scroll(to) => to.apply(&mut self.scroll, GalleryView::PAGE, usize::MAX),
            C::Side if self.row().is_some_and(StretchRow::has_sides) => {
                self.moving.change_side(now);
            }
            C::Side => {}
            C::Again => self.moving.go(AGAIN, now),
            C::Find => self.shelf.find.begin(),
            C::Regroup => self.shelf.regroup(),
            C::Add if self.picks_for.is_some() => return self.pick(),
            C::Add => self.ask_where(),
            C::Sources => self.sources = self.sources.other(),
            C::Escape if self.shelf.find.is_open() => self.turn_to(now, Shelf::show_all),
            C::Help => return Wish::Help,
            C::Back | C::Escape => return Wish::back(),
        }
        Wish::Stay
    }
}

/// The wish that a stretch be added to a routine.
fn added_to(stretch: String, to: Edit) -> Wish {
    Update::from([Effect::Stretches(StretchEffect::Add { stretch, to })]).into()
}

impl AppScreen for Gallery {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, now: Moment) -> View {
        let find = &self.shelf.find;
        let words = find.words().text();
        let is_nothing = self.shelf.is_empty() && !words.is_empty();
        let nothing = is_nothing.then(|| format!("No match for `{words}` · Esc clears"));
        let picks = self.picks_for.as_ref();
        let picks = picks.map(|title| format!("Enter adds a stretch to {title}."));
        let adding = self.adding.as_ref();
        let figure = self.figure().map(|figure| self.moving.view(figure, now));
        let turn = figure.as_ref().map_or(self.moving.turn, |it| it.turn);
        let (lines, cursor) = self.shelf.lines();
        View::Gallery(Box::new(GalleryView {
            lines,
            cursor,
            place: self.shelf.place(),
            page: self.page(turn).cloned(),
            figure,
            scroll: self.scroll,
            find: find.view(),
            typing: find.is_typing(),
            adding: adding.map(|adding| adding.view(&self.targets)),
            message: self.message.clone().or(nothing).or(picks),
            hints: self.hints(),
        }))
    }

    fn paste(&mut self, text: &str) {
        if let Some(adding) = &mut self.adding {
            adding.paste(text);
        } else if self.shelf.find.paste(text) {
            self.shelf.arrange();
            self.write_pages();
        }
    }

    fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    fn click(&mut self, on: Option<PointedPart>, now: Moment) -> Wish {
        let Some(PointedPart::Row(row)) = on else {
            return Wish::Stay;
        };
        self.message = None;
        match &mut self.adding {
            Some(adding) => adding.go_to(row),
            None => self.turn_to(now, |shelf| shelf.go_to(row)),
        }
        self.write_pages();
        Wish::Stay
    }

    fn double_click(&mut self, _: PointedPart, now: Moment) -> Wish {
        match &self.adding {
            // Enter would take the name as it is.
            Some(adding) if adding.is_naming() => Wish::Stay,
            _ => self.key(Key::Enter, now),
        }
    }

    fn wheel(&mut self, to: Move, on: Option<PointedPart>, now: Moment) -> Wish {
        if on.is_some() {
            return self.key(to.as_key(), now);
        }
        scroll_by_wheel(&mut self.scroll, to);
        Wish::Stay
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        self.message = None;
        if let Some(adding) = self.adding.take() {
            return self.adding_key(adding, key);
        }
        let is_typed = self.shelf.find.is_typing() && self.find_key(key, now);
        let command = KEYS.command(key).filter(|_| !is_typed);
        let wish = command.map_or(Wish::Stay, |command| self.command(command, now));
        self.write_pages();
        wish
    }

    fn scroll(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }

    /// The moment at which the figure moves; `None` while it keeps still.
    fn next_deadline(&self, _: Window, now: Moment) -> Option<Moment> {
        self.moving.next_change(self.figure()?, now)
    }
}

/// The gallery at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct GalleryView {
    /// All lines that are found.
    pub lines: Arc<[ShelfLine]>,
    /// The line under the cursor, by its index.
    pub cursor: usize,
    /// Which of how many stretches it is: `by area · 5/80`.
    pub place: String,
    /// The page of the stretch under the cursor.
    pub page: Option<Arc<PageView>>,
    /// Its figure, if it has one.
    pub figure: Option<FigureView>,
    /// How many lines of the page are scrolled away; the picture never scrolls past its end.
    pub scroll: usize,
    /// The words that are looked for.
    pub find: Option<FieldView>,
    /// Whether the next key goes into those words.
    pub typing: bool,
    /// The choice of a routine, while a stretch is added.
    pub adding: Option<AddingView>,
    /// The message of the moment.
    pub message: Option<String>,
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}

impl GalleryView {
    /// How many lines one key scrolls: as many as are seen below a figure in a small window.
    pub const PAGE: usize = 3;
}
