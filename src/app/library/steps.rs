//! The steps of the preview: the cursor among them, with the figure of the step under it, and the keys for them.

use std::ops::Range;
use std::sync::Arc;

use StepCommand as C;
use TuneCommand as T;

use super::view::{LibraryView, Preview, StepLine};
use super::{IN_A_MOMENT, Library};
use crate::app::element::{FigureView, Hint, Window};
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, bind, help_key};
use crate::app::list::Move;
use crate::app::moving::{INTO, Moving};
use crate::app::screen::Wish;
use crate::app::session::Preferences;
use crate::core::moment::Moment;
use crate::core::pose::{Figure, Turn};
use crate::core::settings::Motion;
use crate::core::tune::StepValue;

/// How many steps one key goes.
const PAGE: usize = 8;

/// A command of the person among the steps of a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum StepCommand {
    /// Begin with the step under the cursor.
    Play,
    Move(Move),
    /// By a page.
    Page(Move),
    Sources,
    Edit,
    Tune(TuneCommand),
    Help,
    Back,
}

/// A command that changes the routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum TuneCommand {
    Longer,
    Shorter,
    /// Type another value.
    Type(StepValue),
    Sides,
    Order,
    Up,
    Down,
    Delete,
    /// Make it optional, because it hurt.
    LeaveOut,
    Copy,
    /// Add a stretch of the catalogue.
    Add,
    Rename,
    Undo,
    Redo,
    Write,
}

pub(in crate::app) static STEP_KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Play, &[Key::Enter])
        .hint("Enter", "play from here")
        .help("play the routine from this step on"),
    bind(C::Move(Move::Up), &[Key::Up, Key::Char('k')])
        .hint("↑", "up")
        .help("previous step"),
    bind(C::Move(Move::Down), &[Key::Down, Key::Char('j')])
        .hint("↓", "down")
        .help("next step"),
    bind(C::Move(Move::First), &[Key::Home, Key::Char('g')])
        .hint("Home", "first")
        .help("first step"),
    bind(C::Move(Move::Last), &[Key::End, Key::Char('G')])
        .hint("End", "last")
        .help("last step"),
    bind(C::Page(Move::Up), &[Key::PageUp])
        .hint("PageUp", "page up")
        .help("eight steps back"),
    bind(C::Page(Move::Down), &[Key::PageDown])
        .hint("PageDown", "page down")
        .help("eight steps on"),
    bind(C::Sources, &[Key::Char('i')])
        .hint("i", "sources")
        .help("show the addresses of the sources, or only their sites"),
    bind(C::Edit, &[Key::Char('e')])
        .hint("e", "edit")
        .help("open the routine in your editor; a bundled one is copied first"),
    bind(C::Tune(T::Longer), &[Key::Char('+'), Key::Char('=')])
        .hint("+", "longer")
        .help("5 s longer, or one movement or breath more"),
    bind(C::Tune(T::Shorter), &[Key::Char('-')])
        .hint("-", "shorter")
        .help("5 s shorter, or one movement or breath less"),
    bind(C::Tune(T::Type(StepValue::Reps)), &[Key::Char('r')])
        .hint("r", "reps")
        .help("type how many reps, or how many rounds of a block"),
    bind(C::Tune(T::Type(StepValue::Sets)), &[Key::Char('S')])
        .hint("S", "sets")
        .help("type how many sets"),
    bind(C::Tune(T::Sides), &[Key::Char('s')])
        .hint("s", "sides")
        .help("each side, or no sides"),
    bind(C::Tune(T::Order), &[Key::Char('o')])
        .hint("o", "order")
        .help("alternate sides, or one side after the other"),
    bind(C::Tune(T::Type(StepValue::Ready)), &[Key::Char('R')])
        .hint("R", "ready")
        .help("type the time to get into position"),
    bind(C::Tune(T::Up), &[Key::Char('K')])
        .hint("K", "move up")
        .help("move the step up"),
    bind(C::Tune(T::Down), &[Key::Char('J')])
        .hint("J", "move down")
        .help("move the step down"),
    bind(C::Tune(T::Delete), &[Key::Char('d')])
        .hint("d", "delete")
        .help("delete the step"),
    bind(C::Tune(T::LeaveOut), &[Key::Char('x')])
        .hint("x", "leave out")
        .help("leave the step out for now: it becomes optional, with the date beside it"),
    bind(C::Tune(T::Copy), &[Key::Char('y')])
        .hint("y", "copy")
        .help("copy the step"),
    bind(C::Tune(T::Add), &[Key::Char('a')])
        .hint("a", "add")
        .help("add a stretch behind this step"),
    bind(C::Tune(T::Rename), &[Key::Char('n')])
        .hint("n", "rename")
        .help("type another title"),
    bind(C::Tune(T::Undo), &[Key::Char('u')])
        .hint("u", "undo")
        .help("undo the last change"),
    bind(C::Tune(T::Redo), &[Key::Ctrl('r')])
        .hint("Ctrl-R", "redo")
        .help("redo what was undone"),
    bind(C::Tune(T::Write), &[Key::Char('w')])
        .hint("w", "save")
        .help("save the changes; a bundled routine becomes your copy"),
    help_key(C::Help),
    bind(C::Back, &[Key::Left, Key::Tab, Key::Escape, Key::Char('q')])
        .hint("←", "back")
        .help("back to the list; asks when changes are not saved"),
]);

const STEP_BAR: &[C] = &[
    C::Play,
    C::Tune(T::Longer),
    C::Tune(T::Shorter),
    C::Tune(T::Type(StepValue::Reps)),
    C::Tune(T::Add),
    C::Tune(T::Delete),
    C::Edit,
    C::Help,
    C::Back,
];

/// The same while the routine is being changed.
const TUNE_BAR: &[C] = &[
    C::Tune(T::Write),
    C::Tune(T::Undo),
    C::Tune(T::Longer),
    C::Tune(T::Shorter),
    C::Tune(T::Type(StepValue::Reps)),
    C::Tune(T::Sides),
    C::Tune(T::Down),
    C::Tune(T::Add),
    C::Tune(T::Copy),
    C::Tune(T::Delete),
    C::Tune(T::Rename),
    C::Help,
    C::Back,
];

/// A figure, and the side for which it is drawn.
pub(super) type Posed = (Arc<Figure>, Turn);

/// The steps of the routine under the cursor of the list.
#[derive(Debug)]
pub(super) struct StepCursor {
    /// The step under the cursor, by its index in the preview.
    cursor: usize,
    /// How many there are.
    count: usize,
    /// The id of the routine whose steps they are.
    id: String,
    /// Whether keys go to the steps, and not to the list.
    is_open: bool,
    /// What each step shows: a rest, a wait and a block show the figure of the step behind them.
    poses: Vec<Option<Posed>>,
    has_figures: bool,
    moving: Moving,
}

impl Default for StepCursor {
    fn default() -> Self {
        Self {
            cursor: 0,
            count: 0,
            id: String::new(),
            is_open: false,
            poses: Vec::new(),
            has_figures: false,
            moving: Moving::new(Motion::Off),
        }
    }
}

impl StepCursor {
    /// Shows figures, and lets them move, as these `preferences` say.
    pub(super) fn prefer(&mut self, preferences: &Preferences) {
        self.has_figures = preferences.figures;
        self.moving = Moving::new(preferences.motion);
    }

    /// Takes the steps of the routine `id`, with their poses. Where they are those of the same routine, read again, the
    /// cursor stays among them. There may be none of a routine that is just being made.
    pub(super) fn show(&mut self, id: &str, poses: Vec<Option<Posed>>, may_be_empty: bool) {
        self.count = poses.len();
        self.poses = poses;
        if self.id != id {
            id.clone_into(&mut self.id);
            self.cursor = 0;
            self.is_open = false;
        }
        self.cursor = self.cursor.min(self.count.saturating_sub(1));
        self.is_open &= self.count > 0 || may_be_empty;
        self.face();
    }

    /// The step under the cursor, by its index in the preview.
    pub(super) const fn at(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor on the step with this index, whose figure keeps still.
    pub(super) fn put_cursor(&mut self, index: usize) {
        self.cursor = index.min(self.count.saturating_sub(1));
        self.face();
    }

    /// Goes back to the step with this index, if the cursor was among the steps.
    pub(super) fn reopen(&mut self, step: Option<usize>) {
        if let Some(step) = step.filter(|_| self.count > 0) {
            self.is_open = true;
            self.put_cursor(step);
        }
    }

    /// From now on keys go to the list.
    pub(super) const fn close(&mut self) {
        self.is_open = false;
    }

    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Goes to the first step, whose figure moves into its stretch.
    pub(super) fn first(&mut self, now: Moment) {
        self.cursor = 0;
        self.show_movement(now);
    }

    fn go(&mut self, to: Move, steps: usize, now: Moment) {
        let mut cursor = self.cursor;
        to.apply(&mut cursor, steps, self.count.saturating_sub(1));
        self.go_to(cursor, now);
    }

    /// The person puts the cursor on the step with this index.
    pub(super) fn go_to(&mut self, index: usize, now: Moment) {
        let before = self.cursor;
        self.put_cursor(index);
        if self.cursor != before {
            self.show_movement(now);
        }
    }

    fn show_movement(&mut self, now: Moment) {
        self.face();
        self.moving.go(INTO, now);
    }

    /// Draws the figure for the side of the step under the cursor.
    fn face(&mut self) {
        if let Some((_, turn)) = self.posed() {
            self.moving.turn = *turn;
        }
    }

    fn posed(&self) -> Option<&Posed> {
        self.poses.get(self.cursor)?.as_ref()
    }

    /// The figure of the step under the cursor, where a `window` has room for it.
    fn shown(&self, window: Window) -> Option<&Arc<Figure>> {
        let has_room = LibraryView::has_figure(window, self.is_open);
        let posed = self.posed().filter(|_| self.has_figures && has_room);
        posed.map(|(figure, _)| figure)
    }

    /// The same as it is at `now`.
    pub(super) fn figure(&self, window: Window, now: Moment) -> Option<FigureView> {
        let figure = self.shown(window)?;
        Some(self.moving.view(figure, now))
    }

    /// The moment at which it moves next; `None` while it keeps still.
    pub(super) fn next_change(&self, window: Window, now: Moment) -> Option<Moment> {
        self.moving.next_change(self.shown(window)?, now)
    }
}

impl Library {
    /// From now on keys go to the steps, if there are any.
    pub(super) fn enter_steps(&mut self, now: Moment) {
        if self.steps.count > 0 || self.has_empty_draft() {
            self.steps.is_open = true;
            self.steps.show_movement(now);
        } else if self
            .selected()
            .is_some_and(|item| item.entry.glimpse.is_some())
        {
            self.message = Some(IN_A_MOMENT.to_owned());
        }
    }

    /// A key among the steps.
    pub(super) fn step_key(&mut self, key: Key, now: Moment) -> Wish {
        if let Some(wish) = self.tune_key(key) {
            return wish;
        }
        match STEP_KEYS.command(key) {
            None => {}
            Some(C::Play) => {
                let from = step_at(&self.preview, self.steps.cursor);
                return self.start(from, false);
            }
            Some(C::Move(to)) => self.steps.go(to, 1, now),
            Some(C::Page(to)) => self.steps.go(to, PAGE, now),
            Some(C::Sources) => self.sources = self.sources.other(),
            Some(C::Edit) => return self.edit(),
            Some(C::Tune(command)) => return self.tune(command),
            Some(C::Help) => return Wish::Help,
            Some(C::Back) => self.leave_steps(),
        }
        Wish::Stay
    }

    pub(super) fn step_hints(&self) -> Vec<Hint> {
        let bar = if self.is_tuning() { TUNE_BAR } else { STEP_BAR };
        let mut bar = bar.to_vec();
        if self.step_hurts() {
            bar.insert(1, C::Tune(T::LeaveOut));
        }
        STEP_KEYS.hints(&bar)
    }

    /// Whether the step under the cursor hurt twice in a week.
    fn step_hurts(&self) -> bool {
        let step = self.tuned_step().and_then(|(_, step)| step.name());
        let hurts = self.selected().map(|item| &item.hurts);
        step.zip(hurts)
            .is_some_and(|(step, hurts)| hurts.iter().any(|name| name == step))
    }
}

/// The places of the step with this index, with all that is inside it, and its name.
fn step_at(preview: &Preview, index: usize) -> Option<(Range<usize>, String)> {
    let (step, behind) = preview.steps.get(index..)?.split_first()?;
    let is_inside = |other: &&StepLine| other.depth > step.depth;
    let inside = behind.iter().take_while(is_inside).count();
    Some((index..index + 1 + inside, step.name.clone()))
}
