//! One program: started, killed, waited for and reaped.

use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use rustix::io::retry_on_intr;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::command::CommandLine;
use super::job;

/// How many bytes any pipe takes without a reader.
const PIPE: usize = 4096;

/// A program that was started and has not been reaped.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
}

/// A program to be started.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    pub(crate) line: CommandLine,
    /// A variable that is added to the environment, and its value.
    pub(crate) variable: Option<(&'static str, String)>,
    pub(crate) input: StandardInput,
}

impl From<CommandLine> for Launch {
    fn from(line: CommandLine) -> Self {
        Self {
            line,
            variable: None,
            input: StandardInput::Empty,
        }
    }
}

/// The standard input of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StandardInput {
    /// Nothing.
    Empty,
    Text(String),
    /// Nothing, and its end only when the [`Program`] is dropped or this process ends.
    OpenUntilDropped,
}

impl Program {
    /// Starts a program. What it prints is discarded.
    ///
    /// `exited` is called on another thread when the program is over, so that its owner can [`Program::reap`] it.
    pub(crate) fn start(
        launch: Launch,
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        Self::spawn(launch, Stdio::null, exited)
    }

    /// Starts a program as [`Program::start`] does, with all three standard streams as pipes.
    pub(super) fn start_with_pipes(
        line: CommandLine,
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let launch = Launch {
            input: StandardInput::OpenUntilDropped,
            ..line.into()
        };
        Self::spawn(launch, Stdio::piped, exited)
    }

    fn spawn(
        launch: Launch,
        output: fn() -> Stdio,
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let stdin = match launch.input {
            StandardInput::Empty => Stdio::null(),
            StandardInput::Text(_) | StandardInput::OpenUntilDropped => Stdio::piped(),
        };
        let mut command = launch.line.command();
        command
            .envs(launch.variable)
            .stdin(stdin)
            .stdout(output())
            .stderr(output())
            // The programs that it starts are killed with it, and a Ctrl-C on the terminal does not reach it.
            .process_group(0);
        let starting = job::hold_off_stop();
        let child = command.spawn()?;
        drop(starting);
        let mut program = Self { child };
        if let Err(error) = program.accompany(launch.input, exited) {
            program.kill();
            let _ = program.reap();
            return Err(error);
        }
        Ok(program)
    }

    /// Gives it its input, and starts the thread that waits for its end.
    fn accompany(
        &mut self,
        input: StandardInput,
        exited: impl FnOnce() + Send + 'static,
    ) -> io::Result<()> {
        if let StandardInput::Text(text) = input
            && let Some(mut stdin) = self.child.stdin.take()
        {
            // Whether the program read all of it shows in what it does.
            if text.len() <= PIPE {
                let _ = stdin.write_all(text.as_bytes());
            } else {
                thread::Builder::new().spawn(move || stdin.write_all(text.as_bytes()))?;
            }
        }
        let pid = self.pid();
        let wait = move || {
            // It stays a zombie until its owner reaps it: its number must not be given to another program before.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            let _ = retry_on_intr(|| pid.map_or(Ok(None), |pid| waitid(WaitId::Pid(pid), options)));
            exited();
        };
        let thread = thread::Builder::new().name("program".to_owned());
        thread.spawn(wait).map(drop)
    }

    /// Its standard input, where it was left open: it ends when this is dropped.
    pub(crate) fn take_input(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    /// Its standard input, output and error, where they are pipes.
    pub(super) fn take_pipes(&mut self) -> [Option<OwnedFd>; 3] {
        let child = &mut self.child;
        [
            child.stdin.take().map(OwnedFd::from),
            child.stdout.take().map(OwnedFd::from),
            child.stderr.take().map(OwnedFd::from),
        ]
    }

    fn pid(&self) -> Option<Pid> {
        i32::try_from(self.child.id()).ok().and_then(Pid::from_raw)
    }

    /// Kills it and everything it started.
    pub(crate) fn kill(&mut self) {
        kill_group(self.pid());
        let _ = self.child.kill();
    }

    /// Waits for a program that is over or was killed, and releases its number.
    pub(crate) fn reap(mut self) -> io::Result<ExitStatus> {
        self.child.wait()
    }
}

fn kill_group(pid: Option<Pid>) {
    if let Some(pid) = pid {
        let _ = kill_process_group(pid, Signal::KILL);
    }
}

/// How a program ended that was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Completion {
    /// By itself.
    Exited(ExitStatus),
    /// It took longer than its limit and was killed.
    TimedOut,
    /// It was killed by [`Cancel::cancel`].
    Cancelled,
}

impl Completion {
    /// Whether the program says that it succeeded.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Exited(status) if status.success())
    }
}

/// Runs a program, started as by [`Program::start`], and waits for its end, at most for `limit`.
///
/// # Errors
/// When it cannot be started, also because `cancel` was cancelled before.
pub(crate) fn run(launch: Launch, limit: Duration, cancel: &Cancel) -> io::Result<Completion> {
    let (sender, receiver) = mpsc::channel();
    let mut program = cancel.begin(|| {
        Program::start(launch, move || {
            let _ = sender.send(());
        })
    })?;
    let in_time = receiver.recv_timeout(limit).is_ok();
    if !in_time {
        program.kill();
    }
    let is_cancelled = cancel.end();
    let status = program.reap()?;
    Ok(match (in_time, is_cancelled) {
        (false, _) => Completion::TimedOut,
        (true, true) if !status.success() => Completion::Cancelled,
        (true, _) => Completion::Exited(status),
    })
}

/// Kills, from another thread, the program that is waited for, and lets no other one start.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<Mutex<CancelState>>);

#[derive(Debug, Default)]
struct CancelState {
    is_cancelled: bool,
    running: Option<Pid>,
}

impl Cancel {
    pub(crate) fn cancel(&self) {
        let mut state = self.state();
        state.is_cancelled = true;
        kill_group(state.running);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.state().is_cancelled
    }

    pub(crate) fn begin(&self, start: impl FnOnce() -> io::Result<Program>) -> io::Result<Program> {
        let mut state = self.state();
        if state.is_cancelled {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let program = start()?;
        state.running = program.pid();
        Ok(program)
    }

    /// The program is about to be reaped. Whether it was cancelled.
    pub(crate) fn end(&self) -> bool {
        let mut state = self.state();
        state.running = None;
        state.is_cancelled
    }

    fn state(&self) -> MutexGuard<'_, CancelState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
