//! Lists the files of a folder of the user.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::places::Places;
use crate::error::{Error, in_words};

/// The files in one of the user's folders, by name, and why there may be more.
pub(super) fn own(folder: impl FnOnce(&Places) -> PathBuf) -> (Vec<PathBuf>, Option<Error>) {
    match Places::find().and_then(|places| in_folder(&folder(&places))) {
        Ok(paths) => (paths, None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    }
}

/// How deep folders below one of the user's are looked into.
const DEEPEST: usize = 4;

/// The same with those in folders below it: first those of the folder itself.
pub(super) fn own_below(folder: impl FnOnce(&Places) -> PathBuf) -> (Vec<PathBuf>, Option<Error>) {
    let mut trouble = None;
    let mut paths = Vec::new();
    let found = Places::find().map(|places| folder(&places));
    let folders = found.map(|folder| {
        let below = folders_below(&folder);
        std::iter::once(folder).chain(below).collect::<Vec<_>>()
    });
    match folders {
        Err(homeless) => trouble = Some(homeless),
        Ok(folders) => {
            for folder in folders {
                match in_folder(&folder) {
                    Ok(found) => paths.extend(found),
                    Err(error) => trouble = trouble.or(Some(error)),
                }
            }
        }
    }
    (paths, trouble)
}

/// The folders below `folder`, each before those in it, by name. Hidden ones and links to folders are skipped.
pub(super) fn folders_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut later = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = later.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
        let folders = entries.filter(|entry| {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            is_folder && !is_hidden(&entry.file_name())
        });
        let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
        folders.sort();
        if depth > 0 {
            found.push(folder);
        }
        if depth < DEEPEST {
            later.extend(folders.into_iter().rev().map(|folder| (folder, depth + 1)));
        }
    }
    found
}

/// Every `*.toml` in `folder`, sorted; none when there is no such folder.
///
/// # Errors
/// When the folder exists and cannot be read.
pub fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    match paths(folder) {
        Ok(paths) => Ok(paths),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::Folder {
            path: folder.to_owned(),
            reason: in_words(&error),
        }),
    }
}

fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let mut path = entry?.path();
        if is_toml(&path) {
            // It was joined from two, with spare capacity.
            path.shrink_to_fit();
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether the file has the ending `.toml` and is not hidden, as the locks and copies of editors are.
pub(super) fn is_toml(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !name.as_encoded_bytes().starts_with(b".") && path.extension() == Some(OsStr::new("toml"))
}

/// The name of the file at `path` without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
