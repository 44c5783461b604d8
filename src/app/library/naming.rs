//! The name of a new routine while it is typed.

use super::item::Item;
use super::{LONGEST, Library, editing};
use crate::app::effect::Edit;
use crate::app::field::Field;
use crate::app::input::Key;
use crate::app::screen::Wish;
use crate::catalogue::Origin;
use crate::catalogue::name::new_id;

impl Library {
    /// A key while the name of a new routine is typed.
    pub(super) fn name_key(&mut self, mut name: Field, key: Key) -> Wish {
        match key {
            Key::Escape => return Wish::Stay,
            Key::Enter => match self.new_id(name.text()) {
                Ok(id) => return editing(Edit::New(id)),
                Err(why) => self.message = Some(why),
            },
            _ => {
                name.key(key, LONGEST);
            }
        }
        self.naming = Some(name);
        Wish::Stay
    }

    /// The id of a new routine called `name`, or why it cannot be called so.
    fn new_id(&self, name: &str) -> Result<String, String> {
        let id = new_id(name).map_err(|why| format!("{why}: {}", why.help()))?;
        let is_there = |item: &Item| item.entry.id == id && item.entry.origin != Origin::Bundled;
        if self.items.iter().any(is_there) {
            return Err(format!("{id}.toml already exists"));
        }
        Ok(id)
    }
}
