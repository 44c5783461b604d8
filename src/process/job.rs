//! Stops our own job, as Ctrl-Z asks.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use nix::unistd::{getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};

/// How long the start of a program takes, more or less.
const START: Duration = Duration::from_millis(2);

/// Locked while a program is being started, and while our job is being stopped.
///
/// A program that is stopped between its birth and leaving our process group would keep us from ever being stopped
/// completely.
static STARTING: Mutex<()> = Mutex::new(());

/// Locks out [`stop_job`] while a program is being started.
pub(super) fn hold_off_stop() -> MutexGuard<'static, ()> {
    STARTING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stops the job. The process may still run for an instant when this returns; wait for SIGCONT to know that it was
/// continued.
///
/// The whole job stops, as it does when the terminal turns Ctrl-Z into a signal: what started us, or reads what we
/// write, would otherwise keep the shell waiting.
///
/// # Errors
/// When the system refuses.
pub(crate) fn stop_job() -> io::Result<()> {
    let _nothing_starts = lock_and_continue_newborns();
    // SIGTSTP would come back to us as an input.
    kill_current_process_group(Signal::STOP)?;
    Ok(())
}

/// Whether no shell watches over this job: it is the session itself (`xterm -e supple`), or its parent is gone. There
/// the system itself ignores Ctrl-Z; otherwise the window would never answer again.
///
/// A process, group or session that is led from outside our container has the number 0, for which rustix panics. So
/// nix is asked.
pub(crate) fn is_orphaned() -> bool {
    let Ok(session) = getsid(None) else {
        return true;
    };
    let parent = getppid();
    getpgrp() == session || parent.as_raw() == 0 || getsid(Some(parent)) != Ok(session)
}

fn lock_and_continue_newborns() -> MutexGuard<'static, ()> {
    loop {
        match STARTING.try_lock() {
            Ok(lock) => return lock,
            Err(TryLockError::Poisoned(lock)) => return lock.into_inner(),
            Err(TryLockError::WouldBlock) => {
                continue_newborns();
                std::thread::park_timeout(START);
            }
        }
    }
}

/// A Ctrl-Z that comes from the terminal itself also stops a program that is being started, and with it the thread
/// that starts it, for ever: no shell knows of that program.
#[cfg(target_os = "linux")]
fn continue_newborns() {
    use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
    use rustix::process::{Pid, kill_process};
    let stopped = WaitPidFlag::WSTOPPED | WaitPidFlag::WNOHANG;
    while let Ok(WaitStatus::Stopped(pid, _)) = waitid(Id::All, stopped) {
        if let Some(pid) = Pid::from_raw(pid.as_raw()) {
            let _ = kill_process(pid, Signal::CONT);
        }
    }
}

/// Elsewhere the system starts a program in one piece.
#[cfg(not(target_os = "linux"))]
fn continue_newborns() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn a_program_that_is_stopped_while_it_starts_is_continued() {
        let (held, holds) = mpsc::channel();
        let starter = thread::spawn(move || {
            let starting = hold_off_stop();
            held.send(()).unwrap();
            let stopped = Command::new("sh").args(["-c", "kill -STOP $$"]).status();
            drop(starting);
            stopped.unwrap().success()
        });
        holds.recv().unwrap();
        drop(lock_and_continue_newborns());
        assert!(starter.join().unwrap());
    }
}
