//! Stopping the process for a while, as Ctrl-Z asks.

use std::io;

use nix::unistd::{getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};

/// Stops the job. The process may still run for an instant when this returns, so whoever needs to know that it goes on
/// waits for SIGCONT.
///
/// The whole job stops, as it does when the terminal turns Ctrl-Z into a signal: whatever started us, or reads what we
/// write, would otherwise keep the shell waiting.
///
/// # Errors
/// When the system refuses.
pub(super) fn stop() -> io::Result<()> {
    let _nothing_starts = crate::sound::nothing_starts();
    // Not SIGTSTP, which would come back to ourselves as an input.
    kill_current_process_group(Signal::STOP)?;
    Ok(())
}

/// Whether no shell watches over this job: it is the session itself (`xterm -e supple`), or its parent is gone. There
/// the system itself lets a Ctrl-Z pass without effect; a window that never answers again would be worse.
///
/// A process, group or session that is led from outside our container has the number 0. rustix takes that for
/// impossible and panics, so it is not asked.
pub(super) fn is_orphaned() -> bool {
    let Ok(session) = getsid(None) else {
        return true;
    };
    let parent = getppid();
    getpgrp() == session || parent.as_raw() == 0 || getsid(Some(parent)) != Ok(session)
}
