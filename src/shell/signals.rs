//! The meaning of each signal for a session.

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

use crate::app::input::{Input, Signal};

/// The signals that a session catches beside those that end a process.
pub(super) const OTHERS: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

pub(super) fn meaning(signal: i32) -> Input {
    match signal {
        SIGTSTP => Input::Suspend,
        SIGCONT => Input::Continued,
        SIGWINCH => Input::Resized,
        SIGHUP => Input::Signal(Signal::HangUp),
        SIGINT => Input::Signal(Signal::Interrupt),
        SIGQUIT => Input::Signal(Signal::Quit),
        SIGTERM => Input::Signal(Signal::Terminate),
        other => Input::Signal(Signal::Other(other.unsigned_abs() as u8)),
    }
}
