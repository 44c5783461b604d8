//! A home folder of a test's own.

#![allow(dead_code, reason = "each test uses its part of it")]

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A home folder, which goes away with the test.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn empty() -> Self {
        Self::in_folder(TempDir::new().unwrap())
    }

    pub(crate) fn in_folder(folder: TempDir) -> Self {
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a file below the home folder.
    pub(crate) fn put(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}
