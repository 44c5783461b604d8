//! Bytes that may be too many for the memory.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use crate::environment;

/// How many bytes lie in memory; more lie in a file without a name, which is gone with this process.
const IN_MEMORY: usize = 1 << 20;

/// A growing row of bytes.
#[derive(Debug)]
pub(crate) struct Spool(SpooledTempFile);

impl Spool {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let places = environment::temporary_folders();
        let place = places.last().map_or(Path::new("/tmp"), PathBuf::as_path);
        Self(SpooledTempFile::new_in(IN_MEMORY, place))
    }

    /// Adds `bytes`, and returns where they begin.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let full = |error: io::Error| {
            let reason = format!("no room in the folder for temporary files: {error}");
            io::Error::new(error.kind(), reason)
        };
        let at = self.0.seek(SeekFrom::End(0))?;
        self.0.write_all(bytes).map_err(full)?;
        Ok(at)
    }

    /// The `count` bytes that begin at `at`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) fn read(&mut self, at: u64, count: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.0.seek(SeekFrom::Start(at))?;
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
