//! The safety page: when to get help, and how to stretch. It stands before the very first session, which a key starts.

use SafetyCommand as C;

use super::element::{HelpLine, Hint, PointedPart, Window};
use super::input::Key;
use super::keymap::{KeyTable, bind};
use super::screen::{AppScreen, Wish};
use super::view::View;
use crate::core::moment::Moment;
use crate::core::rules::{Advice, PAGES};
use crate::core::session::Plan;

/// The smallest window in which all of it stands on one page.
const ROOMY: Window = Window {
    columns: 76,
    rows: 24,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SafetyCommand {
    Next,
    Previous,
    Back,
}

pub(super) static KEYS: KeyTable<C> = KeyTable::new(&[
    bind(C::Next, &[Key::Enter, Key::Char(' '), Key::Other])
        .hint("Press any key", "to continue")
        .help("the next page; after the last one, continue"),
    bind(C::Previous, &[Key::Left, Key::PageUp])
        .hint("←", "previous page")
        .help("the previous page"),
    bind(C::Back, &[Key::Char('q'), Key::Escape])
        .hint("q", "back")
        .help("back, without starting the session"),
]);

#[derive(Debug)]
pub(super) struct Safety {
    window: Window,
    page: usize,
    /// The session that follows.
    session: Option<Box<Plan>>,
}

impl Safety {
    /// The page in a window of this size. Behind it starts `session`, if there is one.
    pub(super) fn new(window: Window, session: Option<Plan>) -> Self {
        Self {
            window,
            page: 0,
            session: session.map(Box::new),
        }
    }

    /// The page that is shown and the number of pages, for the present window.
    const fn page(&self) -> (usize, usize) {
        if self.window.columns >= ROOMY.columns && self.window.rows >= ROOMY.rows {
            (0, 1)
        } else {
            (self.page, PAGES.len())
        }
    }
}

impl AppScreen for Safety {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, _: Moment) -> View {
        let (page, pages) = self.page();
        let shown = PAGES.iter().skip(page).take(PAGES.len() + 1 - pages);
        View::Safety(Box::new(SafetyView {
            advice: shown.copied().flatten().copied().collect(),
            page: (page + 1, pages),
            hints: KEYS.hints(&[C::Next, C::Back]),
        }))
    }

    fn resized(&mut self, window: Window) {
        self.window = window;
    }

    fn is_rash(&self) -> bool {
        true
    }

    fn key(&mut self, key: Key, _: Moment) -> Wish {
        let (page, pages) = self.page();
        match KEYS.command(key).unwrap_or(C::Next) {
            C::Back => return Wish::back(),
            C::Previous => self.page = page.saturating_sub(1),
            C::Next if page + 1 < pages => self.page = page + 1,
            C::Next => return self.session.take().map_or_else(Wish::back, Wish::Begin),
        }
        Wish::Stay
    }

    fn click(&mut self, _: Option<PointedPart>, now: Moment) -> Wish {
        self.key(Key::Enter, now)
    }
}

/// The safety page at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyView {
    /// The advice on this page.
    pub advice: Vec<Advice>,
    /// The number of this page, and of how many.
    pub page: (usize, usize),
    /// The keys that matter now.
    pub hints: Vec<Hint>,
}
