//! Programs that are started: each in a group of its own, so that whatever it starts ends with it, and none is ever
//! left unreaped.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// A program that was started and has not been reaped.
#[derive(Debug)]
pub(super) struct Program {
    child: Child,
}

/// What a program gets to read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reads<'a> {
    /// Nothing.
    Nothing,
    /// This text; it must fit into a pipe, which takes 4096 bytes everywhere.
    Text(&'a str),
    /// Nothing either, but the end of it only when the [`Program`] goes, or this very process does.
    Us,
}

impl Program {
    /// Starts `command`, its name first, with `arguments` behind its own. It sees neither our terminal nor our standard
    /// output. `exited` is called on another thread when it is over, for whoever is to [`Program::reap`] it.
    pub(super) fn start(
        command: &[String],
        arguments: &[&OsStr],
        reads: Reads,
        environment: &[(&str, &str)],
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let (name, own) = command
            .split_first()
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let stdin = match reads {
            Reads::Nothing => Stdio::null(),
            Reads::Text(_) | Reads::Us => Stdio::piped(),
        };
        let mut child = Command::new(name)
            .args(own)
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(stdin)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        if let Reads::Text(text) = reads {
            // A program that reads nothing is no failure yet; what it makes will tell.
            let _ = child
                .stdin
                .take()
                .map(|mut stdin: ChildStdin| stdin.write_all(text.as_bytes()));
        }
        let program = Self { child };
        let pid = program.pid();
        std::thread::Builder::new()
            .name("sound child".to_owned())
            .spawn(move || {
                // It stays a zombie until its owner reaps it, so that its number cannot become somebody else's before
                // its owner has stopped using it.
                while let Err(rustix::io::Errno::INTR) = pid.map_or(Ok(None), |pid| {
                    waitid(
                        WaitId::Pid(pid),
                        WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
                    )
                }) {}
                exited();
            })?;
        Ok(program)
    }

    fn pid(&self) -> Option<Pid> {
        i32::try_from(self.child.id()).ok().and_then(Pid::from_raw)
    }

    /// Ends it and all it has started, at once.
    pub(super) fn kill(&mut self) {
        if let Some(pid) = self.pid() {
            let _ = kill_process_group(pid, Signal::KILL);
        }
        let _ = self.child.kill();
    }

    /// Starts a program with `begin` and waits for its end, for at most `limit`; whether it succeeded.
    pub(super) fn finished(
        limit: Duration,
        begin: impl FnOnce(Box<dyn FnOnce() + Send>) -> io::Result<Self>,
    ) -> bool {
        let (sender, receiver) = mpsc::channel();
        let started = begin(Box::new(move || {
            let _ = sender.send(());
        }));
        let Ok(mut program) = started else {
            return false;
        };
        let in_time = receiver.recv_timeout(limit).is_ok();
        if !in_time {
            program.kill();
        }
        program.reap().is_some_and(|status| status.success()) && in_time
    }

    /// Takes leave of a program that is over, or will be in a moment because it was killed.
    pub(super) fn reap(mut self) -> Option<ExitStatus> {
        self.child.wait().ok()
    }
}
