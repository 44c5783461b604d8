//! Stopping the process for a while, as Ctrl-Z asks.

use std::io;

use rustix::process::{Signal, getpgrp, getppid, getsid, kill_current_process_group};

/// Stops the job. The process may still run for an instant when this returns, so whoever needs to know that it goes on
/// waits for SIGCONT.
///
/// The whole job stops, as it does when the terminal turns Ctrl-Z into a signal: whatever started us, or reads what we
/// write, would otherwise keep the shell waiting.
///
/// # Errors
/// When the system refuses.
pub(super) fn stop() -> io::Result<()> {
    // Not SIGTSTP, which would come back to ourselves as an input.
    kill_current_process_group(Signal::STOP)?;
    Ok(())
}

/// Whether no shell watches over this job: it is the session itself (`xterm -e supple`), or its parent is gone. There
/// the system itself lets a Ctrl-Z pass without effect; a window that never answers again would be worse.
pub(super) fn is_orphaned() -> bool {
    let Ok(session) = getsid(None) else {
        return true;
    };
    let parent = getppid().and_then(|parent| getsid(Some(parent)).ok());
    getpgrp() == session || parent != Some(session)
}
