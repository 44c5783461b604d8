//! The steps of a session with what was changed by hand, which a key shows over the session and over its summary.

use std::sync::Arc;

use super::element::{ListedStep, Overlay};
use super::input::Key;
use super::list::Move;
use crate::core::learned::{LearnedLength, lengths};
use crate::core::player::Player;
use crate::core::text::with_load;

/// The steps of a session at one moment, and the one under the cursor.
#[derive(Clone, Debug)]
pub(super) struct StepList {
    steps: Arc<[ListedStep]>,
    cursor: usize,
}

impl StepList {
    /// The steps that have a number, with the cursor on the present one; after the last one on the first.
    pub(super) fn of(player: &Player) -> Self {
        let lengths = lengths(player);
        let mut steps: Vec<ListedStep> = Vec::new();
        let mut places = Vec::new();
        let mut cursor = 0;
        let (mut routine, mut heading) = (0, None);
        for (index, segment) in player.timeline().iter().enumerate() {
            let own = &segment.step.routine;
            if heading.is_some_and(|heading| !Arc::ptr_eq(heading, own)) {
                routine += 1;
            }
            heading = Some(own);
            let Some(number) = segment.step.number else {
                continue;
            };
            let place = (routine, segment.step.place);
            let known = places.iter().position(|known| *known == place);
            let at = known.unwrap_or(places.len());
            if known.is_none() {
                let name = segment.step.name.as_deref().unwrap_or_default();
                let mut same = lengths.iter();
                let length = same.find(|length| (length.routine, length.place) == place);
                places.push(place);
                steps.push(ListedStep {
                    number,
                    name: with_load(name, segment.step.load.as_deref()),
                    length: length.map_or_else(String::new, LearnedLength::in_words),
                    is_changed: length.is_some_and(LearnedLength::is_changed),
                });
            }
            if player.index() == Some(index) {
                cursor = at;
            }
        }
        Self {
            steps: steps.into(),
            cursor,
        }
    }

    /// Handles a key; `None` where that closes the list.
    pub(super) fn key(mut self, key: Key) -> Option<Self> {
        let to = match key.as_command() {
            Key::Up | Key::Char('k') => Move::Up,
            Key::Down | Key::Char('j') => Move::Down,
            _ => return None,
        };
        let last = self.steps.len().saturating_sub(1);
        to.apply(&mut self.cursor, 1, last);
        Some(self)
    }

    pub(super) fn overlay(&self) -> Overlay {
        Overlay::Steps {
            steps: Arc::clone(&self.steps),
            cursor: self.cursor,
        }
    }
}
