//! Writes a file so that its name stands for the old text or for the new one at every moment, a loss of power
//! included.
//!
//! The new text is written to a file with a random name that did not exist, beside the old one, so that no other user
//! can put a link in its way, in a shared folder either. It takes the place of the old file only where that keeps its
//! owner, its permissions and all its names.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{OFlags, XattrFlags, fgetxattr, flistxattr, fsetxattr};
use rustix::process::geteuid;
use tempfile::NamedTempFile;

/// The mode of a file that only the user may read.
const PRIVATE: u32 = 0o600;

/// The most bytes that an extended attribute, or the names of all of them, can have on Linux.
const LARGEST_ATTRIBUTE: usize = 1 << 16;

/// Flags with which opening neither waits for the other end of a pipe nor makes a terminal ours.
pub(super) const WITHOUT_WAITING: i32 = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();

/// Writes `bytes` to the file at `path`, and makes the folders above it that are missing. Only the user may read a file
/// that is new, because a record of exercises is private; one that is there is replaced as by [`replace`].
///
/// # Errors
/// When any of it fails; the old file is then unchanged.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fill(path, PRIVATE, |file| file.write_all(bytes))
}

/// Lets `content` write the file at `path`. A new one is made with `mode`, as far as the umask permits; one that is
/// there is replaced as by [`replace`].
///
/// # Errors
/// When any of it fails; the file at `path` is then unchanged.
pub(super) fn fill(
    path: &Path,
    mode: u32,
    content: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(_) => return replace_by(path, content),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut new = beside(path, mode)?;
    content(new.as_file_mut())?;
    new.as_file().sync_all()?;
    new.persist_noclobber(path)?;
    flush_folder_of(path);
    Ok(())
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

/// Replaces the content of the file at `path`. Its owner and permissions stay, and so does a symbolic link: the file that
/// it leads to is replaced.
///
/// # Errors
/// When any of it fails, or there is no regular file that we may write, or its owner or a hard link would be lost; the
/// old file is then unchanged.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_by(path, |file| file.write_all(bytes))
}

fn replace_by(path: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if is_planted(path) {
        return Err(io::Error::other(
            "it is a symbolic link that another user made in a folder to which all may write",
        ));
    }
    let path = fs::canonicalize(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            io::Error::other("it is gone, or a symbolic link that leads nowhere")
        }
        _ => error,
    })?;
    // Opened only to learn whether it may be written: a rename would ask the folder alone.
    let old = OpenOptions::new()
        .write(true)
        .custom_flags(WITHOUT_WAITING | OFlags::NOFOLLOW.bits().cast_signed())
        .open(&path)?;
    let (old, opened) = (old.metadata()?, old);
    if !old.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if old.nlink() > 1 {
        return Err(io::Error::other(
            "it has other hard links, which would keep the old content",
        ));
    }
    let mut new = beside(&path, PRIVATE)?;
    give_to_owner(new.as_file(), &old)?;
    content(new.as_file_mut())?;
    new.as_file().set_permissions(old.permissions())?;
    keep_attributes(&opened, new.as_file())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    flush_folder_of(&path);
    Ok(())
}

/// Whether `path` is a symbolic link that somebody else may have laid in our way in a shared folder such as `/tmp`: it is
/// not followed. The rule is that of Linux, which would not follow it either (`fs.protected_symlinks`), but for a path
/// whose links we read ourselves.
///
/// Source: the manual page `proc_sys_fs(5)`.
fn is_planted(path: &Path) -> bool {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let (Ok(link), Ok(folder)) = (fs::symlink_metadata(path), fs::metadata(folder)) else {
        return false;
    };
    let is_shared = folder.mode() & 0o1002 == 0o1002;
    let is_known = [geteuid().as_raw(), folder.uid()].contains(&link.uid());
    link.is_symlink() && is_shared && !is_known
}

/// Gives the `new` file the owner and the group of the `old` one.
fn give_to_owner(new: &File, old: &Metadata) -> io::Result<()> {
    let own = new.metadata()?;
    if (own.uid(), own.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(new, Some(old.uid()), Some(old.gid())).map_err(|_| {
        io::Error::other("it belongs to another user or group, and replacing it would change that")
    })
}

/// Gives the `new` file the extended attributes of the `old` one, an access control list among them. Those that the
/// system itself sets are its own affair.
fn keep_attributes(old: &File, new: &File) -> io::Result<()> {
    let mut names = vec![0; LARGEST_ATTRIBUTE];
    // A file system without any has none to lose.
    let count = flistxattr(old, names.as_mut_slice()).unwrap_or_default();
    names.truncate(count);
    let of_user =
        |name: &&[u8]| name.starts_with(b"user.") || name.starts_with(b"system.posix_acl");
    for name in names.split(|byte| *byte == 0).filter(of_user) {
        let mut value = vec![0; LARGEST_ATTRIBUTE];
        let kept = fgetxattr(old, name, value.as_mut_slice()).and_then(|count| {
            value.truncate(count);
            fsetxattr(new, name, &value, XattrFlags::empty())
        });
        kept.map_err(|_| {
            let reason =
                "it has extended attributes or an access control list, which would be lost";
            io::Error::other(reason)
        })?;
    }
    Ok(())
}

/// A new file with a random name in the folder of `path`, removed unless it gets another name.
fn beside(path: &Path, mode: u32) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".supple.")
        .suffix(".tmp")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(path.parent().unwrap_or(path))
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
    fn a_link_that_somebody_else_made_in_a_shared_folder_is_not_followed() {
        use std::os::unix::fs::{lchown, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        symlink("file", &link).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o1777)).unwrap();
        replace(&link, b"own").unwrap();
        // Only root may give a link away.
        if lchown(&link, Some(65533), None).is_err() {
            return;
        }
        let said = replace(&link, b"new").unwrap_err().to_string();
        assert!(said.contains("another user"), "{said}");
        assert_eq!(fs::read(&path).unwrap(), b"own");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
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
    fn a_file_that_is_replaced_keeps_its_extended_attributes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        // An access control list of version 2: the owner, the user 1234, the group, a mask and all others.
        let list: Vec<u8> = [
            (1_u16, 6_u16, u32::MAX),
            (2, 4, 1234),
            (4, 4, u32::MAX),
            (16, 4, u32::MAX),
            (32, 0, u32::MAX),
        ]
        .iter()
        .flat_map(|(tag, may, id)| {
            let tags = tag.to_le_bytes().into_iter().chain(may.to_le_bytes());
            tags.chain(id.to_le_bytes()).collect::<Vec<u8>>()
        })
        .collect();
        let list = [2_u32.to_le_bytes().as_slice(), &list].concat();
        let attributes = [
            ("user.comment", b"a note".as_slice()),
            ("system.posix_acl_access", &list),
        ];
        for (name, value) in attributes {
            let old = File::open(&path).unwrap();
            if let Err(error) = fsetxattr(&old, name, value, XattrFlags::empty()) {
                let _ = writeln!(io::stderr(), "skipped: no {name} here: {error}");
                continue;
            }
            replace(&path, b"new").unwrap();
            let new = File::open(&path).unwrap();
            let mut kept = vec![0; 1000];
            let count = fgetxattr(&new, name, kept.as_mut_slice()).unwrap();
            assert_eq!(&kept[..count], value, "{name}");
        }
    }

    #[test]
    fn what_would_lose_a_hard_link_and_a_link_that_leads_nowhere_stay_as_they_are() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "old").unwrap();
        fs::hard_link(at("file"), at("other")).unwrap();
        symlink("nowhere", at("link")).unwrap();
        for name in ["file", "other", "link"] {
            let failed = fill(&at(name), 0o666, |file| file.write_all(b"new"));
            assert!(failed.unwrap_err().to_string().contains("link"), "{name}");
        }
        assert_eq!(fs::read(at("other")).unwrap(), b"old");
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_file_that_comes_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let written = fill(&path, 0o666, |_| fs::write(&path, "theirs"));
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
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
