//! Programs that are started: each in a group of its own, so that whatever it starts ends with it, and none is ever
//! left unreaped.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// How long the start of a program takes, more or less.
const BIRTH: Duration = Duration::from_millis(2);

/// Held while a program is being started.
static STARTING: Mutex<()> = Mutex::new(());

/// No program is being started for as long as this is kept. For whoever stops the whole process group: a program that
/// is stopped between its birth and leaving our group would keep its parent, us, from ever being stopped completely.
pub fn nothing_starts() -> MutexGuard<'static, ()> {
    loop {
        match STARTING.try_lock() {
            Ok(nothing) => return nothing,
            Err(TryLockError::Poisoned(nothing)) => return nothing.into_inner(),
            Err(TryLockError::WouldBlock) => {
                let_newborns_go_on();
                std::thread::park_timeout(BIRTH);
            }
        }
    }
}

/// A Ctrl-Z that comes from the terminal itself stops a program that is being started, too, and with it whoever starts
/// it, for ever: no shell knows of it.
#[cfg(target_os = "linux")]
fn let_newborns_go_on() {
    use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
    let stopped = WaitPidFlag::WSTOPPED | WaitPidFlag::WNOHANG;
    while let Ok(WaitStatus::Stopped(pid, _)) = waitid(Id::All, stopped) {
        if let Some(pid) = Pid::from_raw(pid.as_raw()) {
            let _ = rustix::process::kill_process(pid, Signal::CONT);
        }
    }
}

/// Elsewhere the system starts a program in one piece.
#[cfg(not(target_os = "linux"))]
fn let_newborns_go_on() {}

/// A program that was started and has not been reaped.
#[derive(Debug)]
pub(super) struct Program {
    child: Child,
}

/// How a program ended that was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// It succeeded.
    Well,
    /// It failed.
    Badly,
    /// It was never there, or it hung and was killed.
    Gone,
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
        let starting = nothing_starts();
        let mut child = Command::new(name)
            .args(own)
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(stdin)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        drop(starting);
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

    /// Starts a program with `begin` and waits for its end, for at most `limit`.
    pub(super) fn finished(
        limit: Duration,
        begin: impl FnOnce(Box<dyn FnOnce() + Send>) -> io::Result<Self>,
    ) -> Ended {
        let (sender, receiver) = mpsc::channel();
        let started = begin(Box::new(move || {
            let _ = sender.send(());
        }));
        let Ok(mut program) = started else {
            return Ended::Gone;
        };
        if receiver.recv_timeout(limit).is_err() {
            program.kill();
            program.reap();
            return Ended::Gone;
        }
        if program.reap().is_some_and(|status| status.success()) {
            Ended::Well
        } else {
            Ended::Badly
        }
    }

    /// Takes leave of a program that is over, or will be in a moment because it was killed.
    pub(super) fn reap(mut self) -> Option<ExitStatus> {
        self.child.wait().ok()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_program_that_is_stopped_while_it_starts_is_let_go_on() {
        let (held, holds) = mpsc::channel();
        let starter = thread::spawn(move || {
            let starting = STARTING.lock();
            held.send(()).unwrap();
            let stopped = Command::new("sh").args(["-c", "kill -STOP $$"]).status();
            drop(starting);
            stopped.unwrap().success()
        });
        holds.recv().unwrap();
        drop(nothing_starts());
        assert!(starter.join().unwrap());
    }
}
