//! Routines that are changed one key at a time: read again after every change, and written when the person says so.

use std::path::Path;

use super::own::{self, create_at, unwritable};
use super::places::tilde;
use super::{atomic, read, routines, stretches};
use crate::catalogue::draft::{Draft, DraftAnswer, DraftRequest};
use crate::catalogue::name::NewName;
use crate::catalogue::{Entry, Origin};
use crate::core::text::escaped;
use crate::core::tune::{RoutineEdit, TuneReach};
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::format::routine::References;
use crate::format::tune::merge::merged;
use crate::format::tune::{Tuned, edited, has_steps};

/// Does what is asked about a draft. New files are made in `folder`, that of the user's routines.
pub fn answer(request: &DraftRequest, folder: &Path) -> DraftAnswer {
    match request {
        DraftRequest::Begin(name) => DraftAnswer::Begun(Box::new(new(name, folder))),
        DraftRequest::Change { entry, edit, reach } => {
            changed(entry, edit, *reach, &references_of(&entry.origin))
        }
        DraftRequest::Write { draft, over } => match write(draft, folder, *over) {
            Ok(Some(said)) => DraftAnswer::Written {
                id: draft.entry.id.clone(),
                said,
            },
            Ok(None) => DraftAnswer::Clash,
            Err(error) => DraftAnswer::Refused(error.in_one_line()),
        },
    }
}

/// A draft that was saved, with the routine that it means.
pub fn restored(draft: Draft) -> Draft {
    let Draft { entry, before } = draft;
    let references = references_of(&entry.origin);
    let read = routines::with_text(&entry, entry.source.text.clone(), &references);
    let entry = match &entry.glimpse {
        Some(title) if read.routine.is_none() => without_steps(read, title),
        _ => read,
    };
    Draft { entry, before }
}

/// What a routine of this origin may refer to.
fn references_of(origin: &Origin) -> References {
    let (references, _) = stretches::all();
    match origin {
        Origin::User(path) => stretches::beside(&references, path),
        Origin::Bundled | Origin::Stdin => references,
    }
}

/// A routine that has no step and no file yet.
fn new(name: &NewName, folder: &Path) -> Entry {
    let path = folder.join(format!("{}.toml", name.id));
    let source = Source {
        name: path.to_string_lossy().into_owned(),
        text: own::empty(&name.title),
    };
    without_steps(
        Entry::new(name.id.clone(), Origin::User(path), source),
        &name.title,
    )
}

/// A routine without a step means nothing yet, but that is no mistake while it is made.
fn without_steps(entry: Entry, title: &str) -> Entry {
    Entry {
        problems: Vec::new(),
        glimpse: Some(title.to_owned()),
        ..entry
    }
}

fn changed(
    entry: &Entry,
    edit: &RoutineEdit,
    reach: Option<TuneReach>,
    references: &References,
) -> DraftAnswer {
    let routine = entry.routine.as_deref();
    let (text, at) = match edited(&entry.source.text, routine, references, edit, reach) {
        Tuned::Text(text, at) => (text, at),
        Tuned::Asks(origin) => return DraftAnswer::Asks(origin),
        Tuned::Refused(why) => return DraftAnswer::Refused(why),
    };
    let title = match edit {
        RoutineEdit::Title(title) => title.clone(),
        _ => entry.title().unwrap_or_default().to_owned(),
    };
    let changed = routines::with_text(entry, text, references);
    if changed.routine.is_some() {
        return DraftAnswer::Changed(Box::new(changed), at);
    }
    if !has_steps(&changed.source.text) {
        return DraftAnswer::Changed(Box::new(without_steps(changed, &title)), None);
    }
    let problem = changed.problems.iter().find(|problem| problem.is_error());
    let why = problem.map(|problem| problem.message.clone());
    DraftAnswer::Refused(why.unwrap_or_default())
}

/// Writes a draft into its file, which is made where there is none: a bundled routine becomes a copy. Returns a message
/// about it, or nothing where another program has changed the same step and that is not overwritten.
fn write(draft: &Draft, folder: &Path, over: bool) -> Result<Option<String>, Error> {
    let Draft { entry, before } = draft;
    let text = &entry.source.text;
    let path = match &entry.origin {
        Origin::User(path) => path.clone(),
        Origin::Bundled | Origin::Stdin => folder.join(format!("{}.toml", entry.id)),
    };
    let named = || escaped(&tilde(&path).to_string_lossy());
    let Some(before) = before.as_ref().filter(|_| read::is_there(&path)) else {
        create_at(&path, text)?;
        return Ok(Some(match entry.origin {
            Origin::Bundled => format!(
                "Saved as {}, which is your copy; delete it to restore the bundled one.",
                named()
            ),
            _ => format!("Saved as {}.", named()),
        }));
    };
    let (there, problem) = read::file(&path);
    let there = sound(there, problem, &path)?;
    let (text, said) = if there == *before || there == *text || over {
        (text.clone(), "Saved.")
    } else {
        let both = merged(before, text, &there);
        let reads = |both: &String| {
            let references = references_of(&entry.origin);
            routines::with_text(entry, both.clone(), &references)
                .routine
                .is_some()
        };
        match both.filter(reads) {
            Some(both) => (both, "Saved, with what another program changed meanwhile."),
            None => return Ok(None),
        }
    };
    atomic::replace(&path, text.as_bytes()).map_err(|error| unwritable(path.clone(), error))?;
    Ok(Some(said.to_owned()))
}

/// The text of a file that could be read.
fn sound(there: Source, problem: Option<Diagnostic>, path: &Path) -> Result<String, Error> {
    match problem {
        None => Ok(there.text),
        Some(problem) => Err(Error::NotAdded {
            path: path.to_owned(),
            problem: problem.message,
            is_broken: false,
        }),
    }
}
