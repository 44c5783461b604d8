//! The places of routines whose changes are not written yet.

use std::io;

use super::place::{self, remove};
use super::{DRAFT, ENDING, Keeper};
use crate::catalogue::draft::Draft;
use crate::disk::{atomic, draft, read};

impl Keeper {
    /// Saves a routine whose changes are not written yet, in a place of its own, or discards the one that was saved.
    ///
    /// # Errors
    /// When it cannot be written or removed.
    pub fn keep_draft(&mut self, kept: Option<&Draft>) -> io::Result<()> {
        let place = match (self.draft.take(), kept) {
            (None, None) => return Ok(()),
            (Some(place), _) => place,
            (None, Some(_)) => {
                atomic::make_folder(&self.state)?;
                let _alone = self.lock_all_places();
                self.free()?
            }
        };
        let path = self.path(place.number, DRAFT, ENDING);
        let Some(kept) = kept else {
            let removed = remove(&path);
            return place.clear().and(removed);
        };
        self.draft = Some(place);
        atomic::write(&path, draft::write(kept).as_bytes())
    }

    /// The draft that an earlier program left behind, without the routine that it means. Its place is held from now on.
    /// Those of programs that run are not touched, and further ones stay for the next start.
    pub fn recover_draft(&mut self) -> Option<Draft> {
        let places = self.places_of(DRAFT).ok()?;
        let _alone = (!places.is_empty()).then(|| self.lock_all_places());
        places.into_iter().find_map(|number| {
            let place = self.lock_place(number).ok().flatten()?;
            let text = place::text(&self.path(number, DRAFT, ENDING), draft::LONGEST);
            let found = draft::read(&text.ok().flatten()?)?;
            self.draft = Some(place);
            Some(found)
        })
    }

    pub(super) fn has_draft(&self, number: u32) -> bool {
        read::is_there(&self.path(number, DRAFT, ENDING))
    }
}
