//! The version of the program, as a bug report needs it.

use std::env::consts::{ARCH, OS};

use rustix::system::uname;

use crate::disk::{bundled, stretches};

/// The number of the version.
pub(super) const NUMBER: &str = env!("CARGO_PKG_VERSION");

/// The day of the version, for the manual.
pub(super) const DATE: &str = "2026-11-27";

/// The commit that it was built from; who builds it names it in `SUPPLE_COMMIT`.
pub(super) fn commit() -> &'static str {
    option_env!("SUPPLE_COMMIT").unwrap_or("unknown")
}

/// The kind of system that it was built for: `linux x86_64`.
pub(super) fn target() -> String {
    format!("{OS} {ARCH}")
}

/// The system on which it runs: `Linux 6.1.0`.
pub(super) fn system() -> String {
    let system = uname();
    let name = system.sysname().to_string_lossy();
    format!("{name} {}", system.release().to_string_lossy())
}

/// What every program of this version has in it: `24 routines, 80 stretches`.
pub(super) fn built_in() -> String {
    let (routines, stretches) = (bundled::ALL.len(), stretches::BUNDLED.len());
    format!("{routines} routines, {stretches} stretches")
}

/// All of it on one line: `0.1.0 (commit 1a2b3c4, linux x86_64; 24 routines, 80 stretches)`.
pub(super) fn line() -> String {
    format!(
        "{NUMBER} (commit {}, {}; {})",
        commit(),
        target(),
        built_in()
    )
}
