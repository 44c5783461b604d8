//! The mouse in the library: what it points at is under the cursor.

use super::Library;
use crate::app::element::PointedPart;
use crate::app::list::Move;
use crate::app::screen::{AppScreen, Wish, scroll_by_wheel};
use crate::core::moment::Moment;

impl Library {
    /// The person did something: what was said or awaited before is over.
    pub(super) fn was_touched(&mut self) {
        self.message = None;
        self.awaited = None;
        self.untouched = false;
        self.notices.clear();
    }

    /// Puts the cursor on what was clicked at. While a name or a value is typed, it stays where it is.
    pub(super) fn point_at(&mut self, on: Option<PointedPart>, now: Moment) {
        if self.typed().is_some() {
            return;
        }
        self.was_touched();
        match on {
            Some(PointedPart::Row(row)) => {
                if self.steps.is_open() {
                    self.leave_steps();
                }
                // Changes that are not saved are asked about first.
                if !self.steps.is_open() {
                    self.go_to_row(row, now);
                    self.choose();
                }
            }
            Some(PointedPart::Step(step)) => {
                self.enter_steps(now);
                self.steps.go_to(step, now);
            }
            Some(PointedPart::List) | None => {}
        }
    }

    /// The wheel moves the cursor where there is one, and scrolls the preview.
    pub(super) fn turn_wheel(&mut self, to: Move, on: Option<PointedPart>, now: Moment) -> Wish {
        let is_in_list = matches!(on, Some(PointedPart::Row(_) | PointedPart::List));
        if self.typed().is_some() || is_in_list && self.steps.is_open() {
            return Wish::Stay;
        }
        if !is_in_list && !self.steps.is_open() {
            scroll_by_wheel(&mut self.scroll, to);
            return Wish::Stay;
        }
        self.key(to.as_key(), now)
    }
}
