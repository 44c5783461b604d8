//! The output of the program in a home folder of its own.

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

pub(crate) use crate::home::Home;
use crate::program;
use crate::wait::{LIMIT, apart_from_slow_disk};

/// A routine of 15 s that is called `title`.
pub(crate) fn routine(title: &str) -> String {
    format!("title = \"{title}\"\n[[step]]\nname = \"Pull\"\nhold = \"15s\"\nready = 0\n")
}

/// What a command said, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self::empty()
    }

    /// Puts a routine where the user's own are.
    pub(crate) fn own(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        self.put(format!(".config/supple/routines/{name}"), text)
    }

    /// Puts a shell script below the home folder that can be run as a program.
    pub(crate) fn program(&self, path: &str, script: &str) -> PathBuf {
        let path = self.put(path, "");
        program::put(&path, &format!("#!/bin/sh\n{script}"));
        path
    }

    /// The program, started in the home folder with nothing else in the environment.
    pub(crate) fn supple(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("TERM", "xterm")
            .current_dir(self.path())
            .timeout(LIMIT);
        command
    }

    pub(crate) fn says(&self, arguments: &[&str]) -> Said {
        said(&mut self.supple(arguments))
    }

    /// The one JSON value that a command prints, however it ends.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.says(arguments);
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}"))
    }
}

pub(crate) fn said(command: &mut Command) -> Said {
    let output = apart_from_slow_disk(command.timeout(LIMIT).output().unwrap());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code().unwrap(),
    }
}

/// A command that fails with nothing on standard output.
pub(crate) fn fails(code: i32, err: &str) -> Said {
    Said {
        out: String::new(),
        err: err.to_owned(),
        code,
    }
}
