//! Writes a file so that its name stands for the old text or for the new one at every moment, a loss of power
//! included.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Opening neither waits for somebody at the other end of a pipe nor makes a terminal ours.
pub(super) const WITHOUT_WAITING: i32 = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();

/// Puts `bytes` into the file at `path`, making the folders above it where they are missing.
///
/// They are written to a file beside it and flushed to the disk before that takes its name. Only the user may read
/// it: what one does for one's back is nobody else's business.
///
/// # Errors
/// When any of it fails; the old file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let beside = beside(path);
    let written = fill(&beside, bytes);
    named(written, &beside, path)
}

/// Puts `bytes` into a new file at `path`, which other users may read as far as is usual here.
///
/// # Errors
/// When any of it fails; nothing is at `path` then.
pub fn publish(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    named(written, &beside, path)
}

/// Puts `bytes` into the file at `path` with no regard for what was in it, nor for loss of power: it is whole for
/// other programs from when this returns, and on the disk when the file that is returned was flushed. Only the user
/// may read it.
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

/// Puts `bytes` into the file at `path`, which is there already and stays what it is for everybody else: its
/// permissions are kept, and where `path` is a symbolic link it is the file it leads to that is written.
///
/// # Errors
/// When any of it fails, or it is no regular file that we may write; the old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    // Opened only to learn whether it may be written: a rename would ask the folder alone.
    let metadata = OpenOptions::new().write(true).open(&path)?.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let beside = beside(&path);
    let written =
        fill(&beside, bytes).and_then(|()| fs::set_permissions(&beside, metadata.permissions()));
    named(written, &beside, &path)
}

/// Puts `bytes` into a new file at `path`, making the folders above it where they are missing. It is for the user
/// alone.
///
/// # Errors
/// When any of it fails, or something is called `path` already, be it a link that leads nowhere.
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

/// Makes a folder and those above it, for the user alone.
///
/// # Errors
/// When it cannot be made.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

/// Options under which a file that is made is for the user alone, and a pipe that stands in its place is not waited for.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600).custom_flags(WITHOUT_WAITING)
}

/// Makes sure that a name survives a loss of power. Where that cannot be asked for (some file systems) the text is
/// safe all the same.
pub(super) fn flush_folder_of(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Gives the file at `beside` the name `path` if it was `written`; otherwise nothing is left of it.
fn named(written: io::Result<()>, beside: &Path, path: &Path) -> io::Result<()> {
    let written = written.and_then(|()| fs::rename(beside, path));
    if written.is_err() {
        let _ = fs::remove_file(beside);
        return written;
    }
    flush_folder_of(path);
    Ok(())
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    scribble(path, bytes)?.sync_all()
}

/// A name in the same folder that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
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
