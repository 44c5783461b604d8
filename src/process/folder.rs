//! A folder for sound files that only we can read, gone when we are. Whoever is killed leaves it behind, perhaps in
//! memory; the next one who makes a folder clears it.
//!
//! Who made a folder holds a lock on it, which goes with the process, however that ends. So what is not locked is
//! left behind, or was made this instant: whoever finds the own folder cleared before it was locked makes another.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FlockOperation, Mode, OFlags, flock, unlinkat};
use rustix::io::Errno;

use super::wav;

/// What the names of all such folders begin with; the number of the process and one more follow.
const NAME: &str = "supple-sound-";

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    files: u64,
    _lock: File,
}

impl Folder {
    /// A new one, in memory where the system offers that.
    pub(super) fn new() -> io::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let runtime = runtime.filter(|path| path.is_absolute() && path.is_dir());
        let places = runtime.into_iter().chain([std::env::temp_dir()]);
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for place in places {
            clear(&place);
            match Self::within(&place) {
                Ok(folder) => return Ok(folder),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    fn within(place: &Path) -> io::Result<Self> {
        for nth in 0..100 {
            let path = place.join(format!("{NAME}{}-{nth}", std::process::id()));
            // Fails where something of that name is there already, whoever put it there.
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            if let Some(lock) = hold(&path)? {
                return Ok(Self {
                    path,
                    files: 0,
                    _lock: lock,
                });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
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

/// Locks the folder at `path`, which we have just made; `None` when somebody has cleared it before.
fn hold(path: &Path) -> io::Result<Option<File>> {
    let folder = match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        folder => folder?,
    };
    // Where a file system knows no locks, nobody clears.
    if flock(&folder, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK) {
        return Ok(None);
    }
    Ok(is_called(&folder, path)?.then_some(folder))
}

/// Whether `path` leads to `folder`, and not to another one that was made there meanwhile.
fn is_called(folder: &File, path: &Path) -> io::Result<bool> {
    let held = folder.metadata()?;
    let there = fs::symlink_metadata(path);
    Ok(there.is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())))
}

/// Opens a folder, and nothing that only leads to one.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Removes what processes that are gone have left in `place`. What cannot be removed stays.
fn clear(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten();
    for entry in entries.filter_map(Result::ok) {
        if is_name(&entry.file_name()) {
            let _ = clear_one(&entry.path());
        }
    }
}

/// Whether a folder of ours is called so.
fn is_name(name: &OsStr) -> bool {
    let numbers = name.to_str().and_then(|name| name.strip_prefix(NAME));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, nth)| is_number(process) && is_number(nth))
}

/// Removes the folder at `path` if it is ours and nobody holds it. It goes by the folder that is open and not by its
/// name, and takes files alone: whatever is put in its way meanwhile, nothing else is lost.
fn clear_one(path: &Path) -> io::Result<()> {
    let folder = open(path)?;
    if folder.metadata()?.uid() != rustix::process::geteuid().as_raw() {
        return Ok(());
    }
    flock(&folder, FlockOperation::NonBlockingLockExclusive)?;
    if !is_called(&folder, path)? {
        return Ok(());
    }
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !matches!(name.to_bytes(), b"." | b"..") {
            unlinkat(&folder, name, AtFlags::empty())?;
        }
    }
    fs::remove_dir(path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn left_behind(place: &Path, name: &str) -> PathBuf {
        let path = place.join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("1.wav"), "sound").unwrap();
        path
    }

    #[test]
    fn what_the_dead_left_is_cleared_and_the_living_keep_theirs() {
        let place = tempfile::tempdir().unwrap();
        let left = left_behind(place.path(), "supple-sound-1-0");
        let mut living = Folder::within(place.path()).unwrap();
        let file = living.write(&[1, 2]).unwrap();
        clear(place.path());
        assert!(!left.exists() && file.exists());
        let path = living.path.clone();
        drop(living);
        assert!(!path.exists());
    }

    #[test]
    fn what_is_not_ours_stays() {
        let place = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let others = [
            "supple-1-0",
            "supple-sound-1",
            "supple-sound-1-0.bak",
            "supple-sound--1",
        ];
        let mut stays = others.map(|name| left_behind(place.path(), name)).to_vec();
        let target = left_behind(elsewhere.path(), "target");
        symlink(&target, place.path().join("supple-sound-2-0")).unwrap();
        stays.extend([place.path().join("supple-sound-2-0"), target.join("1.wav")]);
        // A folder in it is nothing of ours, and a file is no folder.
        let strange = left_behind(place.path(), "supple-sound-3-0").join("folder");
        fs::create_dir(&strange).unwrap();
        let file = place.path().join("supple-sound-4-0");
        fs::write(&file, "").unwrap();
        stays.extend([strange, file]);
        clear(place.path());
        for path in stays {
            assert!(fs::symlink_metadata(&path).is_ok(), "{}", path.display());
        }
    }

    #[test]
    fn whoever_just_starts_is_not_robbed() {
        let place = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        clear(place.path());
                        let mut folder = Folder::within(place.path()).unwrap();
                        let file = folder.write(&[1]).unwrap();
                        assert_eq!(Folder::take(&file), Some(vec![1]));
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
