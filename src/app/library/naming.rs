//! The name of a new routine while it is typed.

use super::item::Item;
use super::tuning::asking;
use super::{LONGEST, Library};
use crate::app::field::Field;
use crate::app::input::Key;
use crate::app::screen::Wish;
use crate::catalogue::Origin;
use crate::catalogue::draft::DraftRequest;
use crate::catalogue::name::NewName;

impl Library {
    /// A key while the name of a new routine is typed.
    pub(super) fn name_key(&mut self, mut name: Field, key: Key) -> Wish {
        match key {
            Key::Escape => return Wish::Stay,
            Key::Enter => match self.new_name(name.text()) {
                Ok(name) => return asking(DraftRequest::Begin(name)),
                Err(why) => self.message = Some(why),
            },
            _ => {
                name.key(key, LONGEST);
            }
        }
        self.naming = Some(name);
        Wish::Stay
    }

    /// The name of a new routine called `text`, or why it cannot be called so.
    fn new_name(&self, text: &str) -> Result<NewName, String> {
        let name = NewName::of(text).map_err(|why| format!("{why}: {}", why.help()))?;
        let is_own = |item: &Item| item.entry.origin != Origin::Bundled;
        let is_there = |item: &Item| item.entry.id == name.id && is_own(item);
        if self.items.iter().any(is_there) {
            return Err(format!("{}.toml already exists", name.id));
        }
        Ok(name)
    }
}
