//! `supple edit`: opens a routine in the user's editor, and reports its problems afterwards.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::choose::Finder;
use super::output::{self, Messages};
use super::{check, environment};
use crate::catalogue::Origin;
use crate::core::text::escaped;
use crate::disk::own;
use crate::disk::places::tilde;
use crate::error::Error;
use crate::shell::Editor;

pub(super) fn run(finder: &Finder, messages: Messages, word: &OsStr) -> Result<u8, Error> {
    if word == "-" {
        return Err(Error::EditedOnStdin);
    }
    let entry = finder.find(word)?;
    // Before anything is written: without an editor there is nothing to copy for.
    let editor = Editor::find()?;
    let path = match &entry.origin {
        Origin::User(path) => path.clone(),
        Origin::Stdin => return Err(Error::EditedOnStdin),
        Origin::Bundled => {
            let path = own::of_bundled(&entry.id)?;
            messages.note(&format!(
                "this is your copy now, `{}`; delete it to have the bundled one back",
                escaped(&tilde(&path).to_string_lossy())
            ));
            path
        }
    };
    let edited = edit(finder, &editor, &path);
    if edited.is_err() && entry.origin == Origin::Bundled {
        own::discard_copy(&path, &entry.id);
    }
    edited
}

/// Opens the file at `path` in the user's editor, if there is one, and tells what is wrong with it afterwards.
pub(super) fn open(finder: &Finder, messages: Messages, path: &Path) -> Result<u8, Error> {
    match Editor::find().and_then(|editor| edit(finder, &editor, path)) {
        // The file is there, and that was what was asked for.
        Err(error @ (Error::NoEditor | Error::Editor { .. })) => {
            messages.warning(&error);
            Ok(0)
        }
        edited => edited,
    }
}

fn edit(finder: &Finder, editor: &Editor, path: &Path) -> Result<u8, Error> {
    own::renew_schema(path);
    editor.edit(path)?;
    let entry = finder.at(path);
    output::result(&check::problems(&[&entry], output::results_have_colour()))?;
    Ok(u8::from(entry.errors() > 0))
}

/// Whether an editor would have a terminal.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !environment::is_dumb()
}
