//! `supple edit`: opens a routine in the user's editor, and reports its problems afterwards.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::finder::Finder;
use super::output::{self, Messages};
use super::{check, environment};
use crate::catalogue::Origin;
use crate::core::text::escaped;
use crate::disk::places::tilde;
use crate::disk::{own, read};
use crate::error::Error;
use crate::shell::Editor;

pub(super) fn run(finder: &Finder, messages: Messages, word: &OsStr) -> Result<u8, Error> {
    if word == "-" {
        return Err(Error::NoFile("edit"));
    }
    let entry = finder.find(word)?;
    // Before anything is written: without an editor there is nothing to copy for.
    let editor = Editor::find()?;
    let path = match &entry.origin {
        Origin::User(path) => path.clone(),
        Origin::Stdin => return Err(Error::NoFile("edit")),
        Origin::Bundled => own::of_bundled(&entry.id)?,
    };
    let edited = edit(&editor, &path);
    if entry.origin == Origin::Bundled {
        if edited.is_err() {
            own::discard_copy(&path, &entry.id);
        }
        if read::is_there(&path) {
            messages.note(&format!(
                "`{}` is your copy; delete it to restore the bundled one",
                escaped(&tilde(&path).to_string_lossy())
            ));
        }
    }
    edited.and_then(|()| report(finder, &path))
}

/// Opens the file at `path` in the user's editor, if there is one, and prints its problems afterwards.
pub(super) fn open(finder: &Finder, messages: Messages, path: &Path) -> Result<u8, Error> {
    match Editor::find().and_then(|editor| edit(&editor, path)) {
        // The file is there, and the user asked for no more.
        Err(error @ (Error::NoEditor | Error::Editor { .. })) => {
            messages.warning(&error);
            Ok(0)
        }
        edited => edited.and_then(|()| report(finder, path)),
    }
}

fn edit(editor: &Editor, path: &Path) -> Result<(), Error> {
    own::renew_schema(path);
    editor.edit(path)
}

/// Prints the problems of the file at `path`.
fn report(finder: &Finder, path: &Path) -> Result<u8, Error> {
    let entry = finder.at(path);
    output::result(&check::problems(
        &[(&entry.source, &entry.problems)],
        output::results_have_colour(),
    ))?;
    Ok(u8::from(entry.errors() > 0))
}

/// Whether an editor would have a terminal.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !environment::is_dumb()
}
