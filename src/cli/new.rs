//! `supple new`: makes a routine for the user to edit.

use super::arguments::NewOptions;
use super::edit;
use super::finder::{self, Finder};
use super::output::{self, Messages};
use crate::catalogue::name::new_id;
use crate::core::nonempty::NonEmpty;
use crate::core::text::escaped;
use crate::disk::places::tilde;
use crate::disk::{bundled, own};
use crate::error::Error;

pub(super) fn run(finder: &Finder, messages: Messages, options: &NewOptions) -> Result<u8, Error> {
    let id = new_id(&options.name).map_err(|why| Error::BadName {
        word: options.name.clone(),
        why,
    })?;
    let text = match &options.from {
        None => own::starter(&id),
        Some(word) => {
            let from = finder.find(word)?;
            finder::playable(&NonEmpty::of(from.clone()))?;
            own::copy(&from.source.text, &id)
        }
    };
    if options.stdout {
        output::result(&text)?;
        return Ok(0);
    }
    let path = own::create(&id, &text)?;
    if let Err(error) = own::write_schema(&path) {
        messages.warning(&error);
    }
    if bundled::text(&id).is_some() {
        messages.note(&format!(
            "this replaces the bundled `{id}`; delete it to restore the bundled one"
        ));
    }
    output::result(&format!("{}\n", escaped(&tilde(&path).to_string_lossy())))?;
    if edit::has_terminal() {
        return edit::open(finder, messages, &path);
    }
    messages.note(&format!(
        "`supple {id}` plays it, `supple edit {id}` opens it"
    ));
    Ok(0)
}
