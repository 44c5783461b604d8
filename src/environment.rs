//! The environment variables. No other module reads one, except that `etcetera` finds the user's folders by `HOME` and
//! the XDG variables.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The value of a variable; none where it is not set or empty.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
pub(crate) fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// The value of a variable that is text.
pub(crate) fn text(name: &str) -> Option<String> {
    variable(name)?.into_string().ok()
}

/// The file of this program.
pub(crate) fn program() -> std::io::Result<PathBuf> {
    env::current_exe()
}

/// The folders of `PATH`.
pub(crate) fn search_path() -> Vec<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    env::split_paths(&path).collect()
}

/// A folder for files that need not outlive this process, in memory where the system offers that; then the usual one.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
pub(crate) fn temporary_folders() -> Vec<PathBuf> {
    let runtime = variable("XDG_RUNTIME_DIR").map(PathBuf::from);
    let runtime = runtime.filter(|path| path.is_absolute());
    runtime.into_iter().chain([env::temp_dir()]).collect()
}
