//! Writes a file so that its name stands for the old text or for the new one at every moment, a loss of power
//! included.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

/// The mode of a file that only the user may read.
const PRIVATE: u32 = 0o600;

/// Flags with which opening neither waits for the other end of a pipe nor makes a terminal ours.
pub(super) const WITHOUT_WAITING: i32 = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();

/// Writes `bytes` to the file at `path`, and makes the folders above it that are missing. Only the user may read the
/// file, because a record of exercises is private.
///
/// # Errors
/// When any of it fails; the old file is then unchanged.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    put(path, bytes, PRIVATE, None)
}

/// Writes `bytes` to a new file at `path`, which other users may read if the umask permits.
///
/// # Errors
/// When any of it fails; nothing is at `path` then.
pub fn publish(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, 0o666, None)
}

/// Overwrites the file at `path` without regard for a loss of power. Other programs read it whole once this returns;
/// it is on the disk once the returned file was flushed. Only the user may read it.
///
/// # Errors
/// When it cannot be written; nothing is at `path` then.
pub(super) fn scribble(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut file = private(&mut options).open(path)?;
    match file.write_all(bytes) {
        Ok(()) => Ok(file),
        Err(error) => {
            let _ = fs::remove_file(path);
            Err(error)
        }
    }
}

/// Replaces the content of the file at `path`. Its permissions stay, and so does a symbolic link: the file that it
/// leads to is replaced.
///
/// # Errors
/// When any of it fails, or there is no regular file that we may write; the old file is then unchanged.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    // Opened only to learn whether it may be written: a rename would ask the folder alone.
    let metadata = OpenOptions::new().write(true).open(&path)?.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    put(&path, bytes, PRIVATE, Some(metadata.permissions()))
}

/// Writes `bytes` to a new file at `path`, and makes the folders above it that are missing. Only the user may read it.
///
/// # Errors
/// When any of it fails, or something has this name already, even a link that leads nowhere.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let mut file = private(&mut options).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
        return written;
    }
    flush_folder_of(path);
    Ok(())
}

/// Makes a folder and those above it, which only the user may read.
///
/// # Errors
/// When it cannot be made.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

/// Options with which only the user may read a file that is made, and a pipe in its place is not waited for.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(PRIVATE).custom_flags(WITHOUT_WAITING)
}

/// Flushes the folder of `path`, so that the name survives a loss of power. A file system that cannot do that keeps
/// the text safe all the same.
pub(super) fn flush_folder_of(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Writes `bytes` to a file beside `path` and flushes it before it takes that name. It is made with `mode`, as far as
/// the umask permits, or gets exactly these `permissions`.
fn put(path: &Path, bytes: &[u8], mode: u32, permissions: Option<Permissions>) -> io::Result<()> {
    let mut new = tempfile::Builder::new()
        .prefix(".supple.")
        .suffix(".tmp")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(path.parent().unwrap_or(path))?;
    let file = new.as_file_mut();
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    new.persist(path)?;
    flush_folder_of(path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_text_takes_the_place_of_the_old_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/file");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions_and_a_link_stays_one() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let link = folder.path().join("link");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        symlink("file", &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o664
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(replace(folder.path(), b"new").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_is_there_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/file");
        create(&path, b"old").unwrap();
        let refused = create(&path, b"new").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn a_failure_leaves_the_old_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folder");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), "old").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(path.join("inside")).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
