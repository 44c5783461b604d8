//! The user's own routines as files: a new one, or a copy of a bundled one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::places::Places;
use super::{atomic, bundled, read, stretches};
use crate::error::Error;
use crate::format::{fix, schema};

/// The text of a new routine.
const STARTER: &str = include_str!("starter.toml");

/// The path of the user's own routine called `id`, which need not exist.
///
/// # Errors
/// When the folder of the user's files is unknown.
pub fn path(id: &str) -> Result<PathBuf, Error> {
    let places = Places::find()?;
    Ok(places.routines().join(format!("{id}.toml")))
}

/// A short routine with comments that plays as it is, called after `id`.
pub fn starter(id: &str) -> String {
    fix::with_title(STARTER, &title(id))
}

/// `text` as a routine of one's own called after `id`: with a title of its own, and with its schema.
pub fn copy(text: &str, id: &str) -> String {
    let text = fix::with_title(text, &title(id));
    if text.contains("#:schema") {
        return text;
    }
    match text.strip_prefix('\u{feff}') {
        Some(text) => format!("\u{feff}{}\n{text}", schema::LINE),
        None => format!("{}\n{text}", schema::LINE),
    }
}

/// Writes a new routine, and its schema beside it as far as that is possible.
///
/// # Errors
/// When there is one of that name already, or it cannot be written.
pub fn create(id: &str, text: &str) -> Result<PathBuf, Error> {
    let path = path(id)?;
    match atomic::create(&path, text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Error::Exists { path });
        }
        Err(error) => return Err(unwritable(path, error)),
    }
    // The routine is there, and plays without it.
    let _ = write_schema(&path);
    Ok(path)
}

/// The user's own copy of a bundled routine, which is shown instead of it from then on. One that is there already is
/// left as it is.
///
/// # Errors
/// When it cannot be written.
pub fn of_bundled(id: &str) -> Result<PathBuf, Error> {
    match create(id, bundled::text(id).unwrap_or_default()) {
        Err(Error::Exists { path }) => Ok(path),
        made => made,
    }
}

/// Removes the copy of a bundled routine at `path`, if nothing in it was changed: it would hide the bundled one for
/// nothing.
pub fn discard_copy(path: &Path, id: &str) {
    let (copy, problem) = read::file(path);
    if problem.is_none() && bundled::text(id) == Some(copy.text.as_str()) {
        let _ = fs::remove_file(path);
    }
}

/// Renews the schema beside a routine, where one lies: it may be that of an older program.
pub fn renew_schema(routine: &Path) {
    if routine.with_file_name(schema::FILE).is_file() {
        // An editor that completes less is no reason not to open it.
        let _ = write_schema(routine);
    }
}

/// Puts the schema beside a routine, where its `#:schema` line looks for it. An older one is renewed.
///
/// # Errors
/// When it cannot be written.
pub fn write_schema(routine: &Path) -> Result<(), Error> {
    let path = routine.with_file_name(schema::FILE);
    let text = schema::routine(&stretches::all().0);
    // Whatever lies there is looked at as carefully as a routine: it may be a pipe.
    let (there, problem) = read::file(&path);
    if problem.is_none() && there.text == text {
        return Ok(());
    }
    atomic::write(&path, text.as_bytes()).map_err(|error| unwritable(path, error))
}

const fn unwritable(path: PathBuf, error: io::Error) -> Error {
    Error::Unwritable { path, error }
}

/// `my-back` as a title: `My back`.
fn title(id: &str) -> String {
    crate::core::text::capitalised(&id.replace(['-', '_'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn problems(text: &str) -> Vec<String> {
        let source = Source {
            name: "new.toml".to_owned(),
            text: text.to_owned(),
        };
        let parsed = crate::format::routine::parse_among(&source, &stretches::built_in());
        assert!(parsed.value.is_some());
        parsed
            .problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn what_one_begins_with_plays_and_needs_no_advice() {
        let text = starter("my-\"back\"");
        assert!(text.contains("\ntitle = \"My \\\"back\\\"\"\n"), "{text}");
        assert!(problems(&text).is_empty());
    }

    #[test]
    fn what_the_comments_offer_is_sound_too() {
        let (before, offered) = STARTER.split_once("in front.\n#\n").unwrap();
        let mut text = before.to_owned();
        for line in offered.lines() {
            text.push('\n');
            text.push_str(line.strip_prefix("# ").or(line.strip_prefix('#')).unwrap());
        }
        assert_eq!(problems(&text), [""; 0]);
    }

    #[test]
    fn a_copy_has_a_title_of_its_own_and_everything_else_as_it_was() {
        for (id, text) in bundled::ALL {
            let copied = copy(text, "mine");
            let other = |text: &str| {
                let lines = text.lines().filter(|line| !line.starts_with("title"));
                lines.collect::<Vec<_>>().join("\n")
            };
            assert_eq!(other(&copied), other(text), "{id}");
            assert!(copied.contains("title   = \"Mine\"\n"), "{id}");
        }
        assert!(
            copy("title = \"a\"\n", "b")
                .starts_with("#:schema routine.schema.json\n\ntitle = \"B\"\n")
        );
    }
}
