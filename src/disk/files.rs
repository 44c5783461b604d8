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
