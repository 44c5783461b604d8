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
            self.message = self.selected().map(Item::trouble);
        }
        Wish::Stay
    }

    /// Starts the bundled routine instead of the user's copy of it.
    pub(super) fn start_bundled(&self) -> Wish {
        let entry = self
            .selected()
            .and_then(|item| item.entry.shadowed.as_ref());
        let routine = entry.and_then(|entry| Some((entry, entry.routine.clone()?)));
        routine.map_or(Wish::Stay, |(entry, routine)| {
            Wish::Play(Box::new(Chosen {
                id: entry.id.clone(),
                routine,
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
