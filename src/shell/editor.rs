//! The user's editor: which one it is, and a stay in it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use signal_hook::consts::{SIGINT, SIGQUIT};

use super::suspend;
use crate::error::{Error, in_words};

/// What is looked for where neither `VISUAL` nor `EDITOR` says anything: what the system calls its editor, then the
/// one that shows its own keys, then the one that is everywhere.
const USUAL: [&str; 4] = ["sensible-editor", "editor", "nano", "vi"];

/// A command that edits the file whose path stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Editor {
    /// The one that the user wants: `VISUAL`, else `EDITOR`, else what there is.
    ///
    /// # Errors
    /// When there is none.
    pub fn find() -> Result<Self, Error> {
        let wanted = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(env::var_os)
            .find_map(|value| Self::of(&value));
        let usual = || {
            USUAL
                .into_iter()
                .find(|name| in_path(name).is_some())
                .and_then(|name| Self::of(OsStr::new(name)))
        };
        wanted.or_else(usual).ok_or(Error::NoEditor)
    }

    /// The one that a variable names: a program and its arguments, split as a shell would, but without one. A program
    /// whose path has spaces in it needs no quotes.
    fn of(value: &OsStr) -> Option<Self> {
        if Path::new(value).is_absolute() && Path::new(value).is_file() {
            return Some(Self {
                program: value.to_owned(),
                arguments: Vec::new(),
            });
        }
        let mut words = split(&value.to_string_lossy())
            .into_iter()
            .map(OsString::from);
        Some(Self {
            program: words.next()?,
            arguments: words.collect(),
        })
    }

    /// Edits the file at `path`, and returns when the editor is done. Where it is suspended, so are we.
    ///
    /// # Errors
    /// When it cannot be started, or says that it failed.
    pub fn edit(&self, path: &Path) -> Result<(), Error> {
        let failed = |reason: String| Error::Editor {
            command: self.program.to_string_lossy().into_owned(),
            reason,
        };
        let mut command = Command::new(&self.program);
        // A path that begins with `-` would be an option.
        let path = if path.is_relative() {
            Path::new(".").join(path)
        } else {
            path.to_owned()
        };
        command.args(&self.arguments).arg(path);
        // Ctrl-C in an editor is the editor's.
        for signal in [SIGINT, SIGQUIT] {
            let _ = signal_hook::flag::register(signal, Arc::default());
        }
        let child = command
            .spawn()
            .map_err(|error| failed(format!("cannot be started: {}", in_words(&error))))?;
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| failed("has no number".to_owned()))?;
        match ended(pid) {
            Ok(Ended::Well) => Ok(()),
            Ok(Ended::Code(code)) => Err(failed(format!("ended with code {code}"))),
            Ok(Ended::Signal(signal)) => Err(failed(format!("was ended by signal {signal}"))),
            Err(error) => Err(failed(format!("was lost: {}", in_words(&error)))),
        }
    }
}

enum Ended {
    Well,
    Code(i32),
    Signal(i32),
}

/// Waits for the editor. When it is stopped (Ctrl-Z), the job is: the shell would otherwise wait for us, and we for it.
fn ended(pid: Pid) -> io::Result<Ended> {
    loop {
        let (_, status) = match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some(ended)) => ended,
            Ok(None) | Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        };
        if status.stopped() {
            if suspend::is_orphaned() {
                // Nobody could let it go on again.
                kill_process(pid, Signal::CONT)?;
            } else {
                suspend::stop()?;
            }
        } else if let Some(code) = status.exit_status() {
            return Ok(if code == 0 {
                Ended::Well
            } else {
                Ended::Code(code)
            });
        } else if let Some(signal) = status.terminating_signal() {
            return Ok(Ended::Signal(signal));
        }
    }
}

/// The program called `name` in one of the folders of `PATH`.
fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| is_program(program))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// The words of a command line, with quotes and backslashes as a shell has them and nothing else of it.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some(open), _) if letter == open => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_split_without_a_shell() {
        for (line, words) in [
            ("nano", vec!["nano"]),
            ("  code  --wait ", vec!["code", "--wait"]),
            (
                "'/My Editors/sub l' -w \"\"",
                vec!["/My Editors/sub l", "-w", ""],
            ),
            (
                "emacs -nw --eval \"(a \\\"b\\\")\"",
                vec!["emacs", "-nw", "--eval", "(a \"b\")"],
            ),
            ("a\\ b $HOME;rm", vec!["a b", "$HOME;rm"]),
            ("", vec![]),
        ] {
            assert_eq!(split(line), words, "{line}");
        }
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert_eq!(Editor::of(OsStr::new(" ")), None);
    }
}
