//! The mouse. In a session a click is a key press. In a list it puts the cursor on a row, and a second click on the same
//! cell does what Enter does there. What is drawn at a cell says the layout that also draws it; the host asks it.

use std::time::Duration;

use super::effect::Update;
use super::element::PointedPart;
use super::input::{Mouse, MouseAction};
use super::list::Move;
use super::{App, BEGINNING};
use crate::core::moment::Moment;

/// How soon a second click makes a double click.
const DOUBLE: Duration = Duration::from_millis(500);

/// The click before, and the row or the step on which it has put the cursor.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastClick {
    mouse: Mouse,
    at: Moment,
    on: PointedPart,
}

impl App {
    /// Takes note of what is drawn on the cell of the next input, if that comes from the mouse.
    pub fn points_at(&mut self, part: Option<PointedPart>) {
        self.pointed = part;
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, now: Moment) -> Update {
        let on = self.pointed.take();
        let wheel = match mouse.action {
            MouseAction::WheelUp => Move::Up,
            MouseAction::WheelDown => Move::Down,
            MouseAction::Click => return self.click(mouse, on, now),
        };
        self.last_click = None;
        // What lies over the screen does not scroll.
        if self.is_covered() {
            return Update::default();
        }
        let wish = self.top.wheel(wheel, on, now);
        self.grant(wish, now)
    }

    /// Whether the help or a question lies over the screen.
    fn is_covered(&self) -> bool {
        self.help || self.top.question().is_some()
    }

    fn click(&mut self, mouse: Mouse, on: Option<PointedPart>, now: Moment) -> Update {
        if self.top.is_rash() && now.since(self.opened) < BEGINNING {
            return Update::default();
        }
        let is_first = |last: &LastClick| last.mouse == mouse && now.since(last.at) < DOUBLE;
        let first = self.last_click.take().filter(is_first);
        // The first click may have moved the picture: what is meant is what it was on.
        if let Some(first) = first.filter(|_| !self.is_covered()) {
            return self.press(now, |top| top.double_click(first.on, now));
        }
        let update = self.press(now, |top| top.click(on, now));
        let on = on.filter(|on| *on != PointedPart::List);
        self.last_click = on.map(|on| LastClick { mouse, at: now, on });
        update
    }
}
