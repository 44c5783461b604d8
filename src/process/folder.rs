//! A private folder for files shared with helper programs. It is removed when it is dropped.
//!
//! A process that is killed leaves its folder behind; the next process that makes one removes it. Each process locks
//! its folder, and the system releases that lock however the process ends. So a folder without a lock is either
//! abandoned or just being made: a process whose new folder is removed before it is locked makes another.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, FlockOperation, Mode, OFlags, flock, unlinkat};
use rustix::io::Errno;
use tempfile::TempDir;

use crate::environment;

/// The beginning of the name of each such folder; the number of the process and some random characters follow.
const NAME: &str = "supple-sound-";

/// How large a file may be that a helper program wrote, in bytes: more than a minute of speech at 48 kHz.
const LARGEST_FILE: u64 = 8 << 20;

/// A private folder.
#[derive(Debug)]
pub(crate) struct Folder {
    place: TempDir,
    files: u64,
    _lock: File,
}

/// A file in a [`Folder`], removed when it is dropped.
#[derive(Debug)]
pub(crate) struct HelperFile(PathBuf);

impl HelperFile {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Its bytes, as a helper program wrote them; `None` where it made no regular file, or one over [`LARGEST_FILE`].
    /// A link is not followed, and a pipe not waited for.
    pub(crate) fn read(&self) -> Option<Vec<u8>> {
        let file = open(&self.0, OFlags::NONBLOCK | OFlags::NOCTTY).ok()?;
        let metadata = file.metadata().ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST_FILE {
            return None;
        }
        let mut bytes = Vec::new();
        // It may still grow.
        file.take(LARGEST_FILE).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Drop for HelperFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Folder {
    /// A new one, in memory where the system offers that.
    pub(crate) fn new() -> io::Result<Self> {
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for place in environment::temporary_folders() {
            clear(&place);
            match Self::within(&place) {
                Ok(folder) => return Ok(folder),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    fn within(place: &Path) -> io::Result<Self> {
        loop {
            let place = tempfile::Builder::new()
                .prefix(&format!("{NAME}{}-", std::process::id()))
                .permissions(Permissions::from_mode(0o700))
                .tempdir_in(place)?;
            if let Some(lock) = hold(place.path())? {
                return Ok(Self {
                    place,
                    files: 0,
                    _lock: lock,
                });
            }
        }
    }

    /// A new file that does not exist yet.
    pub(crate) fn file(&mut self) -> HelperFile {
        self.files += 1;
        let path = self.place.path().join(format!("{}.wav", self.files));
        HelperFile(path)
    }

    /// A new file with these bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<HelperFile> {
        let file = self.file();
        // A helper may have put something under this name.
        File::create_new(&file.0)?.write_all(bytes)?;
        Ok(file)
    }
}

/// Locks the folder at `path`, which we have just made; `None` when another process has removed it before.
fn hold(path: &Path) -> io::Result<Option<File>> {
    let folder = match open(path, OFlags::DIRECTORY) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        folder => folder?,
    };
    // On a file system without locks no process removes it.
    if flock(&folder, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK) {
        return Ok(None);
    }
    Ok(is_at(&folder, path)?.then_some(folder))
}

/// Whether `path` still leads to `folder`, and not to another one that was made there meanwhile.
fn is_at(folder: &File, path: &Path) -> io::Result<bool> {
    let held = folder.metadata()?;
    let there = fs::symlink_metadata(path);
    Ok(there.is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())))
}

/// Opens the file at `path` for reading, but no link.
fn open(path: &Path, flags: OFlags) -> io::Result<File> {
    let flags = flags | OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Removes the folders that processes left behind in `place`, as far as that is possible.
fn clear(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten();
    for entry in entries.filter_map(Result::ok) {
        if is_our_name(&entry.file_name()) {
            let _ = clear_one(&entry.path());
        }
    }
}

/// Whether the name is that of such a folder.
fn is_our_name(name: &OsStr) -> bool {
    let numbers = name.to_str().and_then(|name| name.strip_prefix(NAME));
    numbers
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, random)| {
            process.parse::<u32>().is_ok()
                && !random.is_empty()
                && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Removes the folder at `path` if it belongs to our user and no process has locked it. Only files inside the open
/// folder are removed, whatever is put at `path` meanwhile: nothing else can be lost.
fn clear_one(path: &Path) -> io::Result<()> {
    let folder = open(path, OFlags::DIRECTORY)?;
    if folder.metadata()?.uid() != rustix::process::geteuid().as_raw() {
        return Ok(());
    }
    flock(&folder, FlockOperation::NonBlockingLockExclusive)?;
    if !is_at(&folder, path)? {
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
    fn folders_of_dead_processes_are_removed_and_of_living_ones_stay() {
        let place = tempfile::tempdir().unwrap();
        let left = left_behind(place.path(), "supple-sound-1-0");
        let mut living = Folder::within(place.path()).unwrap();
        let file = living.write(b"sound").unwrap();
        clear(place.path());
        assert!(!left.exists() && file.path().exists());
        let path = living.place.path().to_owned();
        drop(living);
        assert!(!path.exists());
    }

    #[test]
    fn what_a_helper_makes_is_read_only_where_it_is_a_file_of_some_size() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::within(place.path()).unwrap();
        let precious = place.path().join("precious");
        fs::write(&precious, "precious").unwrap();
        for target in ["/dev/zero", precious.to_str().unwrap()] {
            let file = folder.file();
            symlink(target, file.path()).unwrap();
            assert_eq!(file.read(), None, "{target}");
        }
        let pipe = folder.file();
        let mut mkfifo = std::process::Command::new("mkfifo");
        assert!(mkfifo.arg(pipe.path()).status().unwrap().success());
        assert_eq!(pipe.read(), None);
        let large = folder.file();
        let sized = |size| File::create(large.path()).unwrap().set_len(size).unwrap();
        sized(LARGEST_FILE + 1);
        assert_eq!(large.read(), None);
        sized(LARGEST_FILE);
        assert_eq!(large.read().unwrap().len() as u64, LARGEST_FILE);
        // A link under the next name is not written through.
        symlink(&precious, folder.place.path().join("5.wav")).unwrap();
        assert!(folder.write(b"sound").is_err());
        assert_eq!(fs::read(precious).unwrap(), b"precious");
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
    fn a_process_that_just_starts_keeps_its_folder() {
        let place = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        clear(place.path());
                        let mut folder = Folder::within(place.path()).unwrap();
                        let file = folder.write(b"sound").unwrap();
                        assert_eq!(file.read().as_deref(), Some(&b"sound"[..]));
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
