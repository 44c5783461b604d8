//! Finding in the library: words and filters, and which routines they leave.

use super::filter::Filter;
use super::item::Item;
use super::{Library, UNSAVED};
use crate::app::find::{Find, FindKey, Found};
use crate::app::input::Key;
use crate::app::screen::Wish;

impl Library {
    /// Shows all routines again. The routine under the cursor stays there; where none was found, the one before does.
    pub(super) fn show_all(&mut self) {
        self.choose();
        self.find = Find::default();
        self.search();
    }

    /// Searches again for the routines that have all the words in them. The cursor goes to the best one; without words, to
    /// the one that the person put it on.
    pub(super) fn search(&mut self) {
        let has_words = !self.find.words().text().is_empty();
        self.found = if has_words {
            self.find.search(self.items.iter().map(Item::haystack))
        } else {
            let all = 0..self.items.len();
            all.map(|index| (index, Found::default())).collect()
        };
        self.show_found();
        self.move_to(0);
        if let Some(id) = self.chosen.clone().filter(|_| !has_words) {
            self.put_cursor_on(&id);
        }
    }

    /// Shows what is found, and which of it is not saved.
    pub(super) fn show_found(&mut self) {
        let row = |(index, found): &(usize, Found)| {
            let item = self.items.get(*index)?;
            let mut row = item.row_of(found);
            if self.is_unsaved(&item.entry.id) {
                row.last = Some(UNSAVED.to_owned());
            }
            Some(row)
        };
        self.rows = self.found.iter().filter_map(row).collect();
    }

    /// Shows only routines that the next of these filters lets through.
    pub(super) fn filter(&mut self, filter: Filter) {
        let filters = filter.words(&self.items);
        self.find.cycle(&filters);
        self.search();
    }

    /// A key while the words of find are typed; `None` when it means what it always does.
    pub(super) fn find_key(&mut self, key: Key) -> Option<Wish> {
        match self.find.key(key) {
            FindKey::Changed => self.search(),
            FindKey::GivenUp => self.show_all(),
            FindKey::Passed => return None,
        }
        Some(Wish::Stay)
    }

    /// Whether words are looked for that nothing has.
    pub(super) fn finds_nothing(&self) -> bool {
        self.found.is_empty() && !self.find.words().text().is_empty()
    }
}
