//! Programs that a test makes and runs.
//!
//! The system refuses to run a file that is open for writing anywhere. Tests start programs on many threads, and for a
//! moment each of these has every file that its parent has open. So a program is never written by the test itself: a
//! copying program writes it, and is over before the new one is run.

#![allow(dead_code, reason = "each test uses its part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking"
)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Makes a program of this text at `path`.
pub(crate) fn put(path: &Path, text: &str) {
    let written = path.with_extension("written");
    fs::write(&written, text).unwrap();
    copy(&written, path);
    fs::remove_file(&written).unwrap();
}

/// Makes a copy at `path` of the program that is tested.
pub(crate) fn put_supple(path: &Path) {
    copy(Path::new(env!("CARGO_BIN_EXE_supple")), path);
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg(from).arg(to).status().unwrap();
    assert!(copied.success());
    fs::set_permissions(to, Permissions::from_mode(0o755)).unwrap();
}
