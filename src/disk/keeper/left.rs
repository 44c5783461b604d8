//! What earlier programs left behind, as those see it that only look: nothing is logged, taken or removed.

use super::Keeper;
use crate::core::log::LogEntry;

impl Keeper {
    /// The sessions that were killed and are not in the log yet, because no program has begun since that logs them. What
    /// is being played is not among them, and neither is what cannot be read.
    pub fn unlogged(&self) -> Vec<LogEntry> {
        let places = self.unfinished_places().unwrap_or_default();
        let _alone = (!places.is_empty()).then(|| self.lock_all_places());
        let left = places.into_iter().filter_map(|number| {
            let place = self.lock_place(number).ok().flatten()?;
            place.read().ok().flatten()
        });
        let left = left.filter(|left| !left.logged && !left.entry.is_empty());
        left.map(|left| left.entry).collect()
    }
}
