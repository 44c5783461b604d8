//! Command lines: a program and its arguments. No shell reads them.

use std::ffi::OsString;
use std::fmt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::environment;

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommandLine {
    program: OsString,
    arguments: Vec<OsString>,
}

impl CommandLine {
    /// `program` with these arguments.
    pub(crate) fn new<Word: Into<OsString>>(
        program: impl Into<OsString>,
        arguments: impl IntoIterator<Item = Word>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
        }
    }

    /// The command of these words; `None` without any.
    pub(crate) fn of<Word: Into<OsString>>(words: impl IntoIterator<Item = Word>) -> Option<Self> {
        let mut words = words.into_iter();
        Some(Self::new(words.next()?, words))
    }

    /// The same with one more argument.
    #[must_use]
    pub(crate) fn with(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The program as it was written: a name or a path.
    pub(crate) fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }

    /// Whether the program exists: at its path, or under its name in a folder of `PATH`.
    pub(crate) fn is_installed(&self) -> bool {
        if self.program.as_encoded_bytes().contains(&b'/') {
            return is_executable(Path::new(&self.program));
        }
        environment::search_path()
            .iter()
            .any(|folder| is_executable(&folder.join(&self.program)))
    }

    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.program.to_string_lossy())?;
        for argument in &self.arguments {
            write!(out, " {}", argument.to_string_lossy())?;
        }
        Ok(())
    }
}

fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}
