//! Finds routines: the bundled ones and the files of the user, each with what is wrong with it.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bundled;
use super::places::{Homeless, Places};
use super::read;
use crate::catalogue::{Catalogue, Entry, Origin};
use crate::diagnostic::{Diagnostic, Source};
use crate::error::{Error, in_words};
use crate::format;

/// What stands before the id of a bundled routine in the name of its source.
const BUNDLED: &str = "<bundled>/";

/// Everything there is to play, and why some of it may be missing.
pub fn all() -> (Catalogue, Option<Error>) {
    let bundled = bundled::ALL
        .iter()
        .map(|(id, text)| {
            let name = format!("{BUNDLED}{id}.toml");
            let source = Source {
                name,
                text: (*text).to_owned(),
            };
            entry((*id).to_owned(), Origin::Bundled, source, None)
        })
        .collect();
    let (own, trouble) = match own() {
        Ok(own) => (own, None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    (Catalogue::new(own, bundled), trouble)
}

/// The user's own routines, by file name. No folder is no routines.
fn own() -> Result<Vec<Entry>, Error> {
    let folder = Places::find()
        .map_err(|Homeless| Error::Homeless)?
        .routines();
    let names = match names(&folder) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            let reason = in_words(&error);
            return Err(Error::Folder {
                path: folder,
                reason,
            });
        }
    };
    Ok(names.into_iter().map(|path| at(&path)).collect())
}

/// Every routine in `folder`, as [`all`] has the user's own.
///
/// # Errors
/// When the folder cannot be read.
pub fn in_folder(folder: &Path) -> Result<Vec<Entry>, Error> {
    let names = names(folder).map_err(|error| Error::Folder {
        path: folder.to_owned(),
        reason: in_words(&error),
    })?;
    Ok(names.into_iter().map(|path| at(&path)).collect())
}

/// Every `*.toml` in `folder`, sorted; hidden ones are the locks and copies of editors.
fn names(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && path.extension() == Some(OsStr::new("toml")) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The routine in the file at `path`, or what is wrong with it.
pub fn at(path: &Path) -> Entry {
    let (source, problem) = read::file(path);
    let id = path
        .file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    entry(id, Origin::User(path.to_owned()), source, problem)
}

/// The routine on standard input, or what is wrong with it.
pub fn on_stdin() -> Entry {
    let (source, problem) = read::stdin();
    entry(read::STDIN.to_owned(), Origin::Stdin, source, problem)
}

fn entry(id: String, origin: Origin, source: Source, unread: Option<Diagnostic>) -> Entry {
    let (routine, problems) = if let Some(problem) = unread {
        (None, vec![problem])
    } else {
        let parsed = format::routine::parse(&source);
        (parsed.value.map(Arc::new), parsed.problems)
    };
    Entry {
        id,
        origin,
        source,
        routine,
        problems,
        shadows: false,
    }
}
