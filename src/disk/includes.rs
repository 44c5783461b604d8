//! Finds the routines that a routine includes: beside its file, among the user's, and among the bundled ones.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::places::Places;
use super::{bundled, files, read};
use crate::catalogue::is_path;
use crate::diagnostic::{Diagnostic, Source};
use crate::format::routine::{IncludedFile, includes};

/// The most routines that one includes, directly or by way of others.
const MOST: usize = 64;

/// The routines that the one in `source` includes, and those that they include. Those that are nowhere are missing.
pub(super) fn of(source: &Source) -> Vec<IncludedFile> {
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

/// The routine that the file called `by` calls `word`, among the user's `own` if it is not beside it.
fn find(
    by: &str,
    word: &str,
    own: &OnceCell<Vec<PathBuf>>,
) -> Option<(Source, Option<Diagnostic>)> {
    let folder = Path::new(by).parent().unwrap_or_else(|| Path::new(""));
    let is_bundled = Source::is_bundled(by);
    if is_path(word) {
        let path = folder.join(word);
        return (!is_bundled && read::is_there(&path)).then(|| read::file(&path));
    }
    let beside = folder.join(format!("{word}.toml"));
    if !is_bundled && read::is_there(&beside) {
        return Some(read::file(&beside));
    }
    let own = own.get_or_init(|| files::own_below(Places::routines).0);
    if let Some(path) = own.iter().find(|path| files::stem(path) == word) {
        return Some(read::file(path));
    }
    Some((Source::bundled(word, bundled::text(word)?), None))
}
