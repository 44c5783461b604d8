//! A folder for sound files that only we can read, gone when we are.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::wav;

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    files: u64,
}

impl Folder {
    /// A new one, in memory where the system offers that.
    pub(super) fn new() -> io::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let runtime = runtime.filter(|path| path.is_absolute() && path.is_dir());
        let places = runtime.into_iter().chain([std::env::temp_dir()]);
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for place in places {
            for nth in 0..100 {
                let path = place.join(format!("supple-{}-{nth}", std::process::id()));
                // Fails where something of that name is there already, whoever put it there.
                match DirBuilder::new().mode(0o700).create(&path) {
                    Ok(()) => return Ok(Self { path, files: 0 }),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => failed = error,
                    Err(error) => {
                        failed = error;
                        break;
                    }
                }
            }
        }
        Err(failed)
    }

    /// A name that was not in use before.
    pub(super) fn file(&mut self) -> PathBuf {
        self.files += 1;
        self.path.join(format!("{}.wav", self.files))
    }

    /// `samples` as a new file.
    pub(super) fn write(&mut self, samples: &[i16]) -> io::Result<PathBuf> {
        let path = self.file();
        fs::write(&path, wav::written(samples))?;
        Ok(path)
    }

    /// The samples in a file that somebody else has written here, which is then gone.
    pub(super) fn take(path: &Path) -> Option<Vec<i16>> {
        let file = fs::read(path).ok();
        let _ = fs::remove_file(path);
        wav::read(&file?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
