//! The gallery: all stretches of the catalogue in groups, and the page of the one under the cursor. Its figure moves as in
//! a session when it is selected, when its side changes or when the person asks for it again. Then it keeps still, and
//! the program sleeps.
//!
//! From here a stretch is played at once, as a routine of its own, or added to a routine.

mod adding;
pub mod page;
pub mod shown;

use std::sync::Arc;
use std::time::Duration;

use GalleryCommand as C;

use super::effect::{Edit, Effect, StretchEffect, Update};
use super::element::{FieldView, FigureView, HelpLine, Hint, Window};
use super::find::{Find, FindKey};
use super::input::Key;
use super::keymap::{KeyTable, bind};
use super::list::Move;
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::catalogue::{Catalogue, Entry, StretchEntry};
use crate::core::condition::Conditions;
use crate::core::moment::Moment;
use crate::core::pose::Turn;
use crate::core::pose::movement::{Movement, Whose};
use crate::core::settings::Motion;
use crate::core::timeline::Kind;
use adding::{Adding, AddingStep, RoutineTarget, targets};
use page::{PageView, Sources, StretchRow};
use shown::{Grouping, ShelfLine};

pub use adding::{AddingView, TargetRow};
pub use page::rows;

/// Into the stretch.
const INTO: (Kind, Duration) = (Kind::Ready, Duration::from_secs(3));
/// Out of it and into it again, after a moment at rest.
const AGAIN: (Kind, Duration) = (Kind::Between, Duration::from_millis(5500));
/// Out of it and into it on the other side.
const OVER: (Kind, Duration) = (Kind::Switch, Duration::from_millis(4500));

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
    bind(C::Help, &[Key::Char('?')])
        .hint("?", "help")
        .help("show this help"),
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
    rows: Vec<StretchRow>,
    targets: Vec<RoutineTarget>,
    /// The conditions of the person, for which stretches are left out.
    has: Conditions,
    grouping: Grouping,
    find: Find,
    /// The stretch that the person put the cursor on, by its id. Finding moves the cursor, and not this.
    chosen: Option<String>,
    lines: Arc<[ShelfLine]>,
    /// The cursor, in `lines`; on a stretch if there is one.
    cursor: usize,
    /// How many lines of the page are scrolled away.
    scroll: usize,
    sources: Sources,
    /// The choice of a routine, while a stretch is added.
    adding: Option<Adding>,
    /// Whether a library is below.
    has_library: bool,
    /// One line on what was done, or could not be.
    message: Option<String>,
    turn: Turn,
    /// For which side it was drawn before.
    before: Turn,
    /// How it moves.
    way: (Kind, Duration),
    /// Since when; none until it was first looked at.
    since: Option<Moment>,
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
            rows: page::rows(stretches, routines),
            has: Conditions::NONE,
            grouping: Grouping::default(),
            find: Find::default(),
            chosen: first.map(str::to_owned),
            lines: Arc::new([]),
            cursor: 0,
            scroll: 0,
            sources: Sources::default(),
            adding: None,
            has_library: false,
            message: None,
            turn: Turn::First,
            before: Turn::First,
            way: INTO,
            since: None,
        };
        gallery.arrange();
        gallery.choose();
        gallery
    }

    /// The same above a library, where an addition can be seen.
    pub(super) fn above_library(self) -> Self {
        Self {
            has_library: true,
            ..self
        }
    }

    /// The screen comes up, for a person who `has` these conditions.
    pub(super) fn begin(&mut self, has: Conditions, now: Moment) {
        self.has = has;
        self.since = Some(now);
        self.arrange();
    }

    /// Takes note of the routines as they are now.
    pub(super) fn renew(&mut self, catalogue: &Catalogue) {
        let entries = catalogue.entries();
        self.targets = targets(entries.iter());
        for row in &mut self.rows {
            row.used_in = page::used_in(&row.entry.stretch.id, entries.iter());
        }
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

    /// Puts the lines that are found in order. The cursor goes to the chosen stretch, or else to the first one.
    fn arrange(&mut self) {
        self.lines = shown::lines(&self.rows, &self.find, self.grouping, self.has).into();
        let chosen = self.chosen.as_deref();
        let is_chosen = |at: &usize| self.row_at(*at).is_some_and(|row| Some(row.id()) == chosen);
        let at = self.stretches().find(is_chosen);
        self.cursor = at.or_else(|| self.stretches().next()).unwrap_or_default();
    }

    /// The places of all stretches in the list.
    fn stretches(&self) -> impl DoubleEndedIterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(at, line)| line.stretch().map(|_| at))
    }

    /// Takes the stretch under the cursor for the one that is wanted.
    fn choose(&mut self) {
        let id = self.row().map(|row| row.id().to_owned());
        self.chosen = id.or(self.chosen.take());
    }

    /// Does what may put another stretch under the cursor: its figure moves into the stretch.
    fn turn_to(&mut self, now: Moment, change: impl FnOnce(&mut Self)) {
        let id = |gallery: &Self| gallery.row().map(|row| row.id().to_owned());
        let before = id(self);
        change(self);
        if id(self) != before {
            self.scroll = 0;
            self.move_along(INTO, now);
        }
    }

    fn go(&mut self, to: Move) {
        let places: Vec<usize> = self.stretches().collect();
        let mut nth = places.iter().position(|at| *at == self.cursor);
        if let Some(nth) = &mut nth {
            to.apply(nth, 1, places.len().saturating_sub(1));
        }
        self.cursor = nth
            .and_then(|nth| places.get(nth).copied())
            .unwrap_or(self.cursor);
        self.choose();
    }

    /// Goes to the first stretch of the next group, and from the last group to the first.
    fn go_to_next_group(&mut self) {
        let lines = (0..).zip(self.lines.iter());
        let mut headings = lines.filter_map(|(at, line)| line.stretch().is_none().then_some(at));
        let next = headings.find(|at| *at > self.cursor).unwrap_or(0);
        let first = self.stretches().find(|at| *at > next);
        self.cursor = first.unwrap_or(self.cursor);
        self.choose();
    }

    fn change_side(&mut self, now: Moment) {
        if self.row().is_some_and(StretchRow::has_sides) {
            self.move_along(OVER, now);
            self.before = self.turn;
            self.turn = self.turn.other();
        }
    }

    fn move_along(&mut self, way: (Kind, Duration), now: Moment) {
        self.way = way;
        self.since = Some(now);
        self.before = self.turn;
    }

    fn row_at(&self, at: usize) -> Option<&StretchRow> {
        self.rows.get(self.lines.get(at)?.stretch()?.index)
    }

    fn row(&self) -> Option<&StretchRow> {
        self.row_at(self.cursor)
    }

    fn movement(&self) -> Option<Movement> {
        let (kind, length) = self.way;
        Some(Movement {
            kind,
            length: Some(length),
            pace: None,
            repeats: self.row()?.entry.figure.as_ref()?.repeats,
            ends_at_rest: false,
            motion: Motion::Loop,
        })
    }

    /// How far the movement is.
    fn reading(&self, now: Moment) -> Duration {
        let gone = self.since.map_or(Duration::ZERO, |since| now.since(since));
        gone.min(self.way.1)
    }

    fn figure(&self, now: Moment) -> Option<FigureView> {
        let stage = self.movement()?.stage(self.reading(now));
        let whose = |whose: Whose| whose.turn(self.turn, self.before);
        Some(FigureView {
            figure: Arc::clone(self.row()?.entry.figure.as_ref()?),
            turn: whose(stage.side),
            thousandths: stage.thousandths,
        })
    }

    /// The page of the stretch under the cursor.
    fn page(&self, figure: Option<FigureView>) -> Option<PageView> {
        let turn = figure.as_ref().map_or(self.turn, |figure| figure.turn);
        Some(self.row()?.page(self.has, turn, self.sources, figure))
    }

    /// Which of how many stretches it is, and how they are grouped.
    fn place(&self) -> String {
        let all = self.stretches().count();
        let nth = self.stretches().filter(|at| *at <= self.cursor).count();
        let grouping = self.grouping.word();
        match all {
            0 => "no stretches".to_owned(),
            _ => format!("{grouping} · {nth}/{all}"),
        }
    }

    fn hints(&self) -> Vec<Hint> {
        let hints: &[(&'static str, &'static str)] = match &self.adding {
            Some(adding) if adding.is_naming() => &[("Enter", "create"), ("Esc", "cancel")],
            Some(_) => &[("Enter", "add"), ("↑ ↓", "select"), ("Esc", "cancel")],
            None if self.find.is_typing() && self.row().is_some() => {
                &[("Enter", "play"), ("↑ ↓", "select"), ("Esc", "clear")]
            }
            None if self.find.is_typing() => &[("Enter", "done"), ("Esc", "clear")],
            None => return KEYS.hints(BAR),
        };
        let hint = |(key, does): &(&'static str, &'static str)| Hint {
            key: (*key).into(),
            does: (*does).into(),
        };
        hints.iter().map(hint).collect()
    }

    fn play(&self) -> Wish {
        let alone = self.row().and_then(|row| row.entry.alone.clone());
        alone.map_or(Wish::Stay, |(routine, text)| Wish::Play {
            id: text.id.clone(),
            routine,
            text,
        })
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
        match self.find.key(key) {
            FindKey::Changed => self.turn_to(now, Self::arrange),
            FindKey::GivenUp => self.show_all(now),
            FindKey::Passed => return self.row().is_none() && key == Key::Enter,
        }
        true
    }

    /// Shows all stretches again. The one under the cursor stays there.
    fn show_all(&mut self, now: Moment) {
        self.turn_to(now, |gallery| {
            gallery.choose();
            gallery.find = Find::default();
            gallery.arrange();
        });
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
        let words = self.find.words().text();
        let is_nothing = self.lines.is_empty() && !words.is_empty();
        let nothing = is_nothing.then(|| format!("No match for `{words}` · Esc clears"));
        let adding = self.adding.as_ref();
        View::Gallery(Box::new(GalleryView {
            lines: Arc::clone(&self.lines),
            cursor: self.cursor,
            place: self.place(),
            page: self.page(self.figure(now)),
            scroll: self.scroll,
            find: self.find.view(),
            typing: self.find.is_typing(),
            adding: adding.map(|adding| adding.view(&self.targets)),
            message: self.message.clone().or(nothing),
            hints: self.hints(),
        }))
    }

    fn paste(&mut self, text: &str) {
        if let Some(adding) = &mut self.adding {
            adding.paste(text);
        } else if self.find.paste(text) {
            self.arrange();
        }
    }

    fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    fn key(&mut self, key: Key, now: Moment) -> Wish {
        self.message = None;
        if let Some(adding) = self.adding.take() {
            return self.adding_key(adding, key);
        }
        if self.find.is_typing() && self.find_key(key, now) {
            return Wish::Stay;
        }
        let Some(command) = KEYS.command(key) else {
            return Wish::Stay;
        };
        match command {
            C::Play => return self.play(),
            C::Move(to) => self.turn_to(now, |gallery| gallery.go(to)),
            C::Group => self.turn_to(now, Self::go_to_next_group),
            C::Scroll(to) => {
                let longest = self.page(None).map_or(0, |page| page.longest());
                to.apply(&mut self.scroll, GalleryView::PAGE, longest);
            }
            C::Side => self.change_side(now),
            C::Again => self.move_along(AGAIN, now),
            C::Find => self.find.begin(),
            C::Regroup => {
                self.grouping = self.grouping.other();
                self.arrange();
            }
            C::Add => self.ask_where(),
            C::Sources => {
                self.sources = match self.sources {
                    Sources::Folded => Sources::Open,
                    Sources::Open => Sources::Folded,
                };
            }
            C::Escape if self.find.is_open() => self.show_all(now),
            C::Help => return Wish::Help,
            C::Back | C::Escape => return Wish::back(),
        }
        Wish::Stay
    }

    /// The moment at which the figure moves; `None` while it keeps still.
    fn next_deadline(&self, _: Window, now: Moment) -> Option<Moment> {
        let reading = self.reading(now);
        let next = self.movement()?.next_change(reading)?;
        Some(now + next.saturating_sub(reading))
    }
}

/// The gallery at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct GalleryView {
    /// All lines that are found.
    pub lines: Arc<[ShelfLine]>,
    /// The line under the cursor, by its index.
    pub cursor: usize,
    /// Which of how many stretches it is: `by area · 5/76`.
    pub place: String,
    /// The page of the stretch under the cursor.
    pub page: Option<PageView>,
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
