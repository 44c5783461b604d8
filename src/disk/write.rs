//! Files that are written: all of one, or nothing.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `content` into the file at `path`, which is replaced. While it is written, the file beside it with `.part` at
/// its end holds it, so that a full disk leaves no half of one.
///
/// # Errors
/// When it cannot be written.
pub fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let done = fs::write(part, content).and_then(|()| fs::rename(part, path));
    if done.is_err() {
        let _ = fs::remove_file(part);
    }
    done
}
