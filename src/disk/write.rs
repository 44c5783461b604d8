//! Writes the output of a command to a file that the user names.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::atomic;

/// How many bytes tell of which kind a file is.
const BEGINNING: u64 = 64;

/// Whether something may be written to `path` without loss: there is nothing yet, or an empty file, or one whose
/// beginning `is_such`, or no file at all but a pipe or a device.
///
/// # Errors
/// When that cannot be found out.
pub fn is_free(path: &Path, is_such: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    }
    let mut beginning = Vec::new();
    File::open(path)?
        .take(BEGINNING)
        .read_to_end(&mut beginning)?;
    Ok(beginning.is_empty() || is_such(&beginning))
}

/// Whether `path` leads to our standard output, as `/dev/stdout` does.
pub fn is_standard_output(path: &Path) -> bool {
    let out = rustix::stdio::stdout().try_clone_to_owned();
    let (Ok(out), Ok(there)) = (
        out.and_then(|out| File::from(out).metadata()),
        fs::metadata(path),
    ) else {
        return false;
    };
    (there.dev(), there.ino()) == (out.dev(), out.ino())
}

/// Lets `content` write the file at `path`, all of it or nothing. One that is there is replaced and keeps its owner and
/// its permissions; where that is a symbolic link, it is the file it leads to. What is there and is no file, such as a
/// pipe, gets it as it comes.
///
/// # Errors
/// When it cannot be written.
pub fn whole(path: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => {
            let mut file = OpenOptions::new().write(true).open(path)?;
            if file.metadata()?.is_file() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            content(&mut file)
        }
        _ => atomic::fill(path, 0o666, content),
    }
}
