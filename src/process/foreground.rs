//! A program that has the terminal to itself: the editor.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::Arc;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use signal_hook::consts::{SIGINT, SIGQUIT};

use super::command::CommandLine;
use super::job;

/// A program that runs in the foreground. It shares our process group, so that the terminal is its own too.
#[derive(Debug)]
pub(crate) struct Foreground {
    pid: Pid,
}

impl Foreground {
    /// Starts `line` on our terminal. From now on Ctrl-C and Ctrl-\ do not end us: they are meant for the program.
    pub(crate) fn start(line: &CommandLine) -> io::Result<Self> {
        for signal in [SIGINT, SIGQUIT] {
            let _ = signal_hook::flag::register(signal, Arc::default());
        }
        let _starting = job::hold_off_stop();
        let child = line.command().spawn()?;
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        Ok(Self { pid })
    }

    /// Waits for its end. When it is stopped (Ctrl-Z), so is our job: the shell would otherwise wait for us, and we
    /// for the program.
    pub(crate) fn wait(self) -> io::Result<ExitStatus> {
        loop {
            let (_, status) = match waitpid(Some(self.pid), WaitOptions::UNTRACED) {
                Ok(Some(status)) => status,
                Ok(None) | Err(rustix::io::Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            };
            if !status.stopped() {
                return Ok(ExitStatus::from_raw(status.as_raw()));
            }
            if job::is_orphaned() {
                // Nobody else could continue it.
                kill_process(self.pid, Signal::CONT)?;
            } else {
                job::stop_job()?;
            }
        }
    }
}
