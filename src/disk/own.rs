//! The user's own routines as files: a new one, or a copy of a bundled one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::places::Places;
use super::{atomic, bundled, read, routines, stretches};
use crate::catalogue::name::NewName;
use crate::diagnostic::{Diagnostic, Parsed, Source};
use crate::error::Error;
use crate::format::routine::References;
use crate::format::{addition, fix, schema};

/// The text of a new routine.
const STARTER: &str = include_str!("starter.toml");

/// The text of a new routine before its first step.
const EMPTY: &str = include_str!("empty.toml");

/// The path of the user's own routine called `id`, which need not exist.
///
/// # Errors
/// When the folder of the user's files is unknown.
pub fn path(id: &str) -> Result<PathBuf, Error> {
    let places = Places::find()?;
    Ok(places.routines().join(format!("{id}.toml")))
}

/// A short routine with comments that plays as it is, with this title.
pub fn starter(title: &str) -> String {
    fix::with_title(STARTER, title)
}

/// A routine without a step yet, with this title, for a person who adds them one by one.
pub fn empty(title: &str) -> String {
    fix::with_title(EMPTY, title)
}

/// `text` as a routine of one's own: with this title, and with its schema.
pub fn copy(text: &str, title: &str) -> String {
    let text = fix::with_title(text, title);
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
    create_at(&path, text)?;
    Ok(path)
}

/// The same at a path.
///
/// # Errors
/// When there is something already, or it cannot be written.
pub(super) fn create_at(path: &Path, text: &str) -> Result<(), Error> {
    match atomic::create(path, text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let path = path.to_owned();
            return Err(Error::Exists { path });
        }
        Err(error) => return Err(unwritable(path.to_owned(), error)),
    }
    // The routine is there, and plays without it.
    let _ = write_schema(path);
    Ok(())
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

/// Adds the stretch called `id` to the routine at `path` as its last step; everything else in the file stays to the
/// byte. Returns the number of that step.
///
/// # Errors
/// When the file has errors, or would have some with the step, or cannot be written; it is unchanged then.
pub fn add_step(path: &Path, id: &str, references: &References) -> Result<u32, Error> {
    let (source, unread) = read::file(path);
    let (text, number) = with_step(source, unread, id, references)?;
    atomic::replace(path, text.as_bytes()).map_err(|error| unwritable(path.to_owned(), error))?;
    Ok(number)
}

/// The same for the user's own copy of the bundled routine `of`, which is made with the step in it. Returns its path too.
///
/// # Errors
/// When there is such a copy already, or it cannot be written.
pub fn copy_with_step(
    of: &str,
    id: &str,
    references: &References,
) -> Result<(PathBuf, u32), Error> {
    let source = Source {
        name: format!("{of}.toml"),
        text: bundled::text(of).unwrap_or_default().to_owned(),
    };
    let (text, number) = with_step(source, None, id, references)?;
    Ok((create(of, &text)?, number))
}

/// A new routine called `name` of the stretch called `id` alone.
///
/// # Errors
/// When there is one of that name already, or it cannot be written.
pub fn create_with_step(name: &NewName, id: &str) -> Result<PathBuf, Error> {
    let text = addition::of_stretch(&name.title, id, None);
    create(&name.id, &format!("{}\n{text}", schema::LINE))
}

/// The text of a routine with the step, and the number of that.
fn with_step(
    source: Source,
    unread: Option<Diagnostic>,
    id: &str,
    references: &References,
) -> Result<(String, u32), Error> {
    let read = |source: &Source, unread: Option<Diagnostic>, is_broken| {
        let parse = |source: &Source| routines::read(source, references);
        let Parsed { value, problems } = read::parsed(source, unread, parse);
        value.ok_or_else(|| Error::NotAdded {
            path: PathBuf::from(&source.name),
            problem: problems
                .iter()
                .find(|problem| problem.is_error())
                .map(|problem| problem.message.clone())
                .unwrap_or_default(),
            is_broken,
        })
    };
    read(&source, unread, true)?;
    let text = addition::with_step(&source.text, id);
    let name = source.name;
    let after = Source { name, text };
    let steps = read(&after, None, false)?;
    let steps = steps.each_step().filter(|step| step.exercise().is_some());
    let number = u32::try_from(steps.count()).unwrap_or(u32::MAX);
    Ok((after.text, number))
}

/// Removes the copy of a bundled routine at `path`, if nothing in it was changed: it would hide the bundled one for
/// nothing. Whether it was.
pub fn discard_copy(path: &Path, id: &str) -> bool {
    let (copy, problem) = read::file(path);
    let is_unchanged = problem.is_none() && bundled::text(id) == Some(copy.text.as_str());
    is_unchanged && fs::remove_file(path).is_ok()
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

pub(super) const fn unwritable(path: PathBuf, error: io::Error) -> Error {
    Error::Unwritable { path, error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::template::Placeholder;

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
        let text = starter("My \"back\"");
        assert!(text.contains("\ntitle = \"My \\\"back\\\"\"\n"), "{text}");
        assert!(problems(&text).is_empty());
    }

    #[test]
    fn every_word_in_braces_stands_in_it() {
        for word in Placeholder::ALL {
            let word = format!("{{{}}}", word.word());
            assert!(STARTER.contains(&word), "{word}");
        }
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
            let copied = copy(text, "Mine");
            let other = |text: &str| {
                let lines = text.lines().filter(|line| !line.starts_with("title"));
                lines.collect::<Vec<_>>().join("\n")
            };
            assert_eq!(other(&copied), other(text), "{id}");
            assert!(copied.contains("title   = \"Mine\"\n"), "{id}");
        }
        assert!(
            copy("title = \"a\"\n", "B")
                .starts_with("#:schema routine.schema.json\n\ntitle = \"B\"\n")
        );
    }

    #[test]
    fn a_step_is_added_and_everything_else_stays_to_the_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        for (before, added, number) in [
            (
                "\u{feff}title='A'\r\n\r\n[[step]] # one\r\nuse = \"bridge\"\r\n\t\r\n",
                "\r\n[[step]]\r\nuse = \"calf-straight\"\r\n",
                2,
            ),
            (
                "title = \"A\"\n[[step]]\nrepeat = 2\n[[step.step]]\nuse = \"bridge\" # é",
                "\n\n[[step]]\nuse = \"calf-straight\"\n",
                2,
            ),
            (
                "title = \"A\"\n[[step]]\ninclude = \"heel-drops\"\n",
                "\n[[step]]\nuse = \"calf-straight\"\n",
                3,
            ),
        ] {
            fs::write(&path, before).unwrap();
            let references = stretches::built_in();
            let added_as = add_step(&path, "calf-straight", &references).unwrap();
            let after = fs::read_to_string(&path).unwrap();
            assert_eq!(after, format!("{before}{added}"));
            assert_eq!(added_as, number);
        }
    }

    #[test]
    fn a_routine_that_has_errors_or_would_have_some_stays_as_it_is_and_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        // Of 9999 pieces, and 10 000 are the most.
        let block = |rounds: u32, reps: u32| {
            format!(
                "[[step]]\nrepeat = {rounds}\nbetween = 0\n[[step.step]]\nname = \"A\"\nhold = \"1s\"\n\
                 ready = 0\nbetween = 0\nreps = {reps}\n"
            )
        };
        let most = format!("title = \"A\"\n{}{}", block(99, 99), block(99, 2));
        let inline = "title = \"A\"\nstep = [{ use = \"bridge\" }]\n";
        for (before, why) in [
            (
                "title = \"A\"\n[[step]]\nhold = \"fifteen seconds\"\n",
                "hold",
            ),
            ("title = \"A\"\n[[step]]\nuse = \"brigde\"\n", "brigde"),
            (
                "title = \"A\"\nstep = [{ use = \"bridge\" }]\n[[step]]\n",
                "step",
            ),
            (&*most, "10003 pieces"),
            ("\u{0}", ""),
        ] {
            fs::write(&path, before).unwrap();
            let error = add_step(&path, "calf-straight", &stretches::built_in()).unwrap_err();
            let said = error.in_one_line();
            assert!(said.contains("mine.toml` is unchanged: "), "{said}");
            assert!(said.contains(why), "{said}");
            let was_broken = ![&most, inline].contains(&before);
            assert_eq!(said.contains("`supple check "), was_broken, "{said}");
            assert_eq!(fs::read_to_string(&path).unwrap(), before);
        }
        let gone = folder.path().join("gone.toml");
        assert!(add_step(&gone, "bridge", &stretches::built_in()).is_err());
        assert!(!gone.exists());
    }
}
