//! What is played from the library: the routine under the cursor, from its beginning or from a step on.

use std::ops::Range;
use std::sync::Arc;

use super::item::Item;
use super::{IN_A_MOMENT, Library};
use crate::app::screen::{Chosen, Wish};

impl Library {
    /// Starts the selected routine, from the steps at these places on, which are called so, or from its beginning; its
    /// ranges at their low ends, if that is wanted.
    pub(super) fn start(&mut self, from: Option<(Range<usize>, String)>, low: bool) -> Wish {
        let Some(Item { entry, .. }) = self.selected() else {
            return Wish::Stay;
        };
        if let Some(routine) = &entry.routine {
            return Wish::Play(Box::new(Chosen {
                id: entry.id.clone(),
                routine: Arc::clone(routine),
                text: entry.written(),
                from,
                low,
            }));
        }
        if entry.glimpse.is_some() {
            self.awaited = Some(entry.id.clone());
            self.message = Some(IN_A_MOMENT.to_owned());
        } else {
            let is_in_steps = self.steps.is_open();
            self.message = self.selected().map(|item| item.trouble(is_in_steps));
        }
        Wish::Stay
    }

    /// Starts the bundled routine instead of the user's copy of it.
    pub(super) fn start_bundled(&self) -> Wish {
        let bundled = self.selected().and_then(Item::bundled);
        bundled.map_or(Wish::Stay, |(entry, routine)| {
            Wish::Play(Box::new(Chosen {
                id: entry.id.clone(),
                routine: Arc::clone(routine),
                text: entry.written(),
                from: None,
                low: false,
            }))
        })
    }

    /// Plays the routine that was to be played before it was read.
    pub(in crate::app) fn start_awaited(&mut self) -> Wish {
        let awaited = self.awaited.take();
        let selected = self.selected().map(|item| &item.entry.id);
        if awaited.is_some() && awaited.as_ref() == selected {
            self.start(None, false)
        } else {
            Wish::Stay
        }
    }
}
