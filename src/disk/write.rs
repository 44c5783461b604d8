//! Files that are written: all of one, or nothing.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Puts `content` into the file at `path`, which is replaced; where that is a symbolic link, into the file it leads to.
/// While it is written, the file beside it with `.part` at its end holds it, so that a full disk leaves no half of one.
/// What is there and is no file, such as a pipe or `/dev/stdout`, gets it as it comes.
///
/// # Errors
/// When it cannot be written.
pub fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let there = fs::metadata(path);
    if there.is_ok_and(|there| !there.is_file()) {
        return OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(content);
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut part = path.clone().into_os_string();
    part.push(".part");
    let part = Path::new(&part);
    let done = fs::write(part, content).and_then(|()| fs::rename(part, &path));
    if done.is_err() {
        let _ = fs::remove_file(part);
    }
    done
}
