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
        if own::discard_copy(&path, &entry.id) {
            edited?;
            let id = &entry.id;
            messages.note(&format!("nothing was changed: the bundled `{id}` stays"));
            return Ok(0);
        }
        if read::is_there(&path) {
            messages.note(&format!(
                "`{}` is your copy; delete it to restore the bundled one",
                escaped(&tilde(&path).to_string_lossy())
            ));
        }
    }
    edited.and_then(|()| report(finder, &editor, &path))
}

/// Opens the file at `path` in the user's editor, if there is one, and prints its problems afterwards.
pub(super) fn open(finder: &Finder, messages: Messages, path: &Path) -> Result<u8, Error> {
    let edited = Editor::find().and_then(|editor| {
        edit(&editor, path)?;
        report(finder, &editor, path)
    });
    match edited {
        // The file is there, and the user asked for no more.
        Err(error @ (Error::NoEditor | Error::Editor { .. })) => {
            messages.warning(&error);
            Ok(0)
        }
        edited => edited,
    }
}

fn edit(editor: &Editor, path: &Path) -> Result<(), Error> {
    own::renew_schema(path);
    editor.edit(path)
}

/// Prints the problems of the file at `path`. While it has errors, it may be opened again.
fn report(finder: &Finder, editor: &Editor, path: &Path) -> Result<u8, Error> {
    loop {
        let entry = finder.at(path);
        output::result(&check::problems(
            &[(&entry.source, &entry.problems)],
            output::results_have_colour(),
        ))?;
        if entry.errors() == 0 {
            return Ok(0);
        }
        if !has_terminal() {
            return Ok(1);
        }
        output::result("Edit it again? Enter opens it, q leaves it as it is.\n")?;
        match read::line() {
            Some(answer) if !answer.trim().eq_ignore_ascii_case("q") => edit(editor, path)?,
            _ => return Ok(1),
        }
    }
}

/// Whether an editor would have a terminal.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !environment::is_dumb()
}
