//! `supple new`: makes a routine for the user to edit.

use std::ffi::OsStr;
use std::path::Path;

use super::arguments::NewOptions;
use super::edit;
use super::finder::{self, Finder};
use super::output::{self, Messages};
use crate::catalogue::name::NewName;
use crate::core::nonempty::NonEmpty;
use crate::core::text::escaped;
use crate::disk::places::tilde;
use crate::disk::{bundled, own, read};
use crate::error::Error;
use crate::format::notes::NotedRoutine;

pub(super) fn run(finder: &Finder, messages: Messages, options: &NewOptions) -> Result<u8, Error> {
    let NewName { id, title } = NewName::of(&options.name).map_err(|why| Error::BadName {
        word: options.name.clone(),
        why,
    })?;
    let text = match options.from.as_slice() {
        [] => own::starter(&title),
        [text, file] if text == "text" => from_notes(finder, file, &id, &title)?,
        [_, more, ..] => {
            return Err(Error::OneRoutine {
                more: more.to_string_lossy().into_owned(),
            });
        }
        [word] => {
            let from = finder.find(word);
            let is_found = from.as_ref().is_ok_and(|from| from.id == "text");
            if word == "text" && !is_found {
                return Err(Error::NoNotesFile { id });
            }
            let from = from?;
            finder::playable(&NonEmpty::of(from.clone()))?;
            own::copy(&from.source.text, &title)
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

/// A routine made of the notes in `file`, or of those on standard input.
fn from_notes(finder: &Finder, file: &OsStr, id: &str, title: &str) -> Result<String, Error> {
    let (notes, unread) = if file == "-" {
        read::stdin()
    } else {
        read::file(Path::new(file))
    };
    if let Some(problem) = unread {
        return Err(Error::NoNotes {
            name: notes.name,
            why: problem.message,
        });
    }
    let routine = NotedRoutine::read(&notes.text, Some(id), finder.references());
    if routine.is_empty() {
        return Err(Error::NoNotes {
            name: notes.name,
            why: "no line of it is a step".to_owned(),
        });
    }
    let written = routine.title.clone();
    Ok(routine.file(written.as_deref().unwrap_or(title)))
}
