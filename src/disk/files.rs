//! Lists the files of a folder of the user.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, in_words};

/// Every `*.toml` in `folder`, sorted; hidden ones are the locks and copies of editors. No folder is no files.
///
/// # Errors
/// When there is a folder and it cannot be read.
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
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && path.extension() == Some(OsStr::new("toml")) {
            // It was joined of two, with room for more.
            path.shrink_to_fit();
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// What the file at `path` is called, without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
