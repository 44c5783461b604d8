//! Finds and runs the user's editor.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;

use super::terminal::LineModes;
use crate::environment;
use crate::error::{Error, in_words};
use crate::process::{CommandLine, Foreground};

/// The variables that name an editor, in the order in which they are looked for.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// The editors that are looked for where neither variable is set: what the system calls its editor, then the one that
/// shows its own keys, then the one that is everywhere.
const USUAL: [&str; 4] = ["sensible-editor", "editor", "nano", "vi"];

/// An editor: a command that edits the file whose path is added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editor {
    pub(crate) line: CommandLine,
    /// The variable that names it; none for one that was found in `PATH`.
    pub(crate) variable: Option<&'static str>,
}

impl Editor {
    /// The editor that the variables name; otherwise the first usual one that is installed.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn find() -> Result<Self, Error> {
        Self::choose(environment::variable, CommandLine::is_installed).ok_or(Error::NoEditor)
    }

    fn choose(
        value_of: impl Fn(&'static str) -> Option<OsString>,
        is_installed: impl Fn(&CommandLine) -> bool,
    ) -> Option<Self> {
        let named = VARIABLES.into_iter().find_map(|variable| {
            Some(Self {
                line: command_line(&value_of(variable)?)?,
                variable: Some(variable),
            })
        });
        let usual = || {
            let lines = USUAL.into_iter().filter_map(|name| CommandLine::of([name]));
            let line = lines.into_iter().find(is_installed)?;
            Some(Self {
                line,
                variable: None,
            })
        };
        named.or_else(usual)
    }

    /// Edits the file at `path`, and returns when the editor is done. When the editor is suspended, so are we.
    ///
    /// # Errors
    /// When it cannot be started, or says that it failed.
    pub(crate) fn edit(&self, path: &Path) -> Result<(), Error> {
        // A path that begins with `-` would be an option.
        let path = if path.is_relative() {
            Path::new(".").join(path)
        } else {
            path.to_owned()
        };
        let failed = |what: &str, error: io::Error| {
            Err(self.failed(format!("{what}: {}", in_words(&error))))
        };
        let modes = LineModes::now();
        let editor = match Foreground::start(&self.line.clone().with(path)) {
            Ok(editor) => editor,
            Err(error) => return failed("cannot be started", error),
        };
        let ended = editor.wait();
        modes.restore();
        match ended {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.failed(match (status.code(), status.signal()) {
                (None, Some(signal)) => format!("was ended by signal {signal}"),
                (code, _) => format!("ended with code {}", code.unwrap_or_default()),
            })),
            Err(error) => failed("was lost", error),
        }
    }

    fn failed(&self, reason: String) -> Error {
        Error::Editor {
            command: self.line.name(),
            reason,
        }
    }
}

/// The command that a variable names: words as a shell would split them, or the whole path of a program, which may
/// have spaces in it without quotes.
fn command_line(value: &OsStr) -> Option<CommandLine> {
    let whole = CommandLine::of([value])?;
    if Path::new(value).is_absolute() && whole.is_installed() {
        return Some(whole);
    }
    let text = value.to_string_lossy();
    // Without its closing quote it is taken as it stands, so that the error names it.
    CommandLine::of(shell_words::split(&text).unwrap_or_else(|_| vec![text.into_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_without_a_shell_that_runs_it() {
        let split = |text: &str| Some(command_line(OsStr::new(text))?.to_string());
        for (text, line) in [
            ("  code  --wait ", Some("code --wait")),
            ("'/My Editors/sub l' -w", Some("/My Editors/sub l -w")),
            ("a\\ b $HOME;rm", Some("a b $HOME;rm")),
            ("'half open", Some("'half open")),
            ("  ", None),
        ] {
            assert_eq!(split(text).as_deref(), line, "{text}");
        }
    }

    #[test]
    fn editors_are_looked_for_in_this_order() {
        let mut variables = vec![("VISUAL", "a -w"), ("EDITOR", "b")];
        let mut installed = vec!["sensible-editor", "editor", "nano", "vi"];
        let found = |variables: &[(&str, &str)], installed: &[&str]| {
            let value_of = |name| {
                let variable = variables.iter().find(|(variable, _)| *variable == name);
                variable.map(|(_, value)| OsString::from(value))
            };
            let is_installed = |line: &CommandLine| installed.contains(&line.name().as_str());
            let editor = Editor::choose(value_of, is_installed)?;
            Some((editor.line.to_string(), editor.variable))
        };
        let named = |line: &str, variable| Some((line.to_owned(), variable));
        assert_eq!(found(&variables, &installed), named("a -w", Some("VISUAL")));
        variables[0].1 = " ";
        assert_eq!(found(&variables, &installed), named("b", Some("EDITOR")));
        variables.clear();
        while !installed.is_empty() {
            assert_eq!(found(&variables, &installed), named(installed[0], None));
            installed.remove(0);
        }
        assert_eq!(found(&variables, &installed), None);
    }
}
