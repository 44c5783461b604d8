//! The ids of the user's routines: what one types for a file, which may lie in a folder below that of all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files;
use super::places::Places;
use crate::core::text::first_hazard;

/// The names of files, each with the number of those that have it.
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    pub(super) fn among(paths: &[PathBuf]) -> Self {
        let mut ids = BTreeMap::new();
        for path in paths {
            *ids.entry(files::stem(path)).or_default() += 1;
        }
        Self(ids)
    }

    /// What one types for the file at `path`: its name, behind its folder where several have that name.
    pub(super) fn of(&self, path: &Path) -> String {
        let name = files::stem(path);
        let is_shared = self.0.get(&name).is_some_and(|files| *files > 1);
        match folder_of(path).filter(|_| is_shared) {
            Some(folder) => format!("{folder}/{name}"),
            None => name,
        }
    }
}

/// The folder below that of the user's routines in which the file at `path` lies, with `/` between its parts.
pub fn folder_of(path: &Path) -> Option<String> {
    let all = Places::find().ok()?.routines();
    let path = std::path::absolute(path).ok()?;
    let folder = path.strip_prefix(all).ok()?.parent()?;
    let parts = folder.iter().map(|part| part.to_string_lossy());
    let parts: Vec<_> = parts.collect();
    let tag = parts.join("/");
    let is_shown = !tag.is_empty() && first_hazard(&tag).is_none();
    is_shown.then_some(tag)
}
