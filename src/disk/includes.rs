//! Finds the routines that a routine includes: beside its file, among the user's, and among the bundled ones.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::ids::Ids;
use super::places::Places;
use super::{bundled, files, read};
use crate::catalogue::{ends_in, is_path};
use crate::diagnostic::{Diagnostic, Source};
use crate::format::routine::{IncludedFile, includes};

/// The most routines that one includes, directly or by way of others.
const MOST: usize = 64;

/// The routines that the one in `source` includes, and those that they include. Those that are nowhere are missing.
pub fn of(source: &Source) -> Vec<IncludedFile> {
    let mut found = Vec::new();
    // The folders are walked once, and only if a name is to be found in them.
    let own = OnceCell::new();
    let mut seen = BTreeSet::from([source.name.clone()]);
    let mut later = vec![(source.name.clone(), includes(&source.text))];
    while let Some((by, words)) = later.pop() {
        for word in words {
            if found.len() == MOST {
                return found;
            }
            let Some((source, unread)) = find(&by, &word, &own) else {
                let ids = ids_of(&word, &own);
                if ids.len() > 1 {
                    found.push(IncludedFile::ambiguous(by.clone(), word, &ids));
                }
                continue;
            };
            if seen.insert(source.name.clone()) {
                later.push((source.name.clone(), includes(&source.text)));
            }
            found.push(IncludedFile::new(by.clone(), word, source, unread));
        }
    }
    found
}

/// The routine that the file called `by` calls `word`, among the user's `own` if it is not beside it; none where the
/// word may mean several.
fn find(
    by: &str,
    word: &str,
    own: &OnceCell<Vec<PathBuf>>,
) -> Option<(Source, Option<Diagnostic>)> {
    let folder = Path::new(by).parent().unwrap_or_else(|| Path::new(""));
    let beside = [word.to_owned(), format!("{word}.toml")].map(|name| straight(&folder.join(name)));
    // A name is one of a routine, never of another file beside it.
    let beside = beside.iter().skip(usize::from(!is_path(word)));
    let mut beside = beside.filter(|_| !Source::is_bundled(by));
    if let Some(path) = beside.find(|path| read::is_there(path)) {
        return Some(read::file(path));
    }
    let id = id_in(word);
    match named(id, all(own)).as_slice() {
        [path] => Some(read::file(path)),
        [] => Some((Source::bundled(id, bundled::text(id)?), None)),
        _ => None,
    }
}

/// The same path without `.` and without detours such as `week/..`, so that a file has one name and a ring is seen. A
/// `..` behind a symbolic link leads elsewhere, and stays.
fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        let is_folder = matches!(
            straight.components().next_back(),
            Some(Component::Normal(_))
        );
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_folder && !straight.is_symlink() => {
                straight.pop();
            }
            _ => straight.push(part),
        }
    }
    straight
}

/// The id of a routine that is called by the name of its file.
fn id_in(word: &str) -> &str {
    word.strip_suffix(".toml").unwrap_or(word)
}

fn all(own: &OnceCell<Vec<PathBuf>>) -> &[PathBuf] {
    own.get_or_init(|| files::own_below(Places::routines).0)
}

/// The files that `word` may mean: those with it as their id, or else all that it is the end of.
fn named<'p>(word: &str, all: &'p [PathBuf]) -> Vec<&'p Path> {
    let ids = Ids::among(all);
    let paths = || all.iter().map(PathBuf::as_path);
    match paths().find(|path| ids.of(path) == word) {
        Some(path) => vec![path],
        None => paths().filter(|path| ends_in(path, word)).collect(),
    }
}

/// The ids of the files that `word` may mean.
fn ids_of(word: &str, own: &OnceCell<Vec<PathBuf>>) -> Vec<String> {
    let ids = Ids::among(all(own));
    let named = named(id_in(word), all(own));
    named.into_iter().map(|path| ids.of(path)).collect()
}
