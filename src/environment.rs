//! The environment variables, and the options of the command line that stand for some. No other module reads one, except
//! that `etcetera` finds the user's folders by `HOME` and the XDG variables.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The variables whose values the command line has given.
static GIVEN: OnceLock<Vec<(&str, OsString)>> = OnceLock::new();

/// Takes these values in place of those in the environment: an option goes before a variable. Only the first call counts.
pub(crate) fn give(values: Vec<(&'static str, OsString)>) {
    let _ = GIVEN.set(values);
}

/// The value of a variable; none where it is not set or empty.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
pub(crate) fn variable(name: &str) -> Option<OsString> {
    let mut given = GIVEN.get().into_iter().flatten();
    let given = given.find(|(known, _)| *known == name);
    let value = match given {
        Some((_, value)) => Some(value.clone()),
        None => env::var_os(name),
    };
    value.filter(|value| !value.is_empty())
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
