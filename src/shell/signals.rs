//! The meaning of each signal for a session. Every signal that can be caught and would end the process by itself is
//! caught, so that the terminal is restored. Left out are those that a fault in the program itself raises (SIGSEGV,
//! SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS): the program cannot continue to the point where it restores anything. Of
//! these, README says so. SIGABRT can be caught: `abort` ends the process after that all the same.

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};

use crate::app::input::{Input, Signal};

/// The signals that are caught on every system.
const EVERYWHERE: [i32; 15] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    SIGXFSZ, SIGABRT, SIGTSTP, SIGCONT, SIGWINCH,
];

/// The others that end a process on Linux: SIGSTKFLT, SIGIO, SIGPWR, and those for programs to use as they like.
#[cfg(target_os = "linux")]
fn here() -> impl Iterator<Item = i32> {
    use signal_hook::consts::SIGIO;
    const SIGSTKFLT: i32 = 16;
    const SIGPWR: i32 = 30;
    [SIGSTKFLT, SIGIO, SIGPWR].into_iter().chain(32..=64)
}

/// Elsewhere there are no others; SIGIO is ignored there.
#[cfg(not(target_os = "linux"))]
fn here() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// The signals that must be caught, and those that are caught where the system allows it.
pub(super) fn caught() -> (impl Iterator<Item = i32>, impl Iterator<Item = i32>) {
    (EVERYWHERE.into_iter(), here())
}

/// The meaning of a caught signal; nothing where it is only to be survived.
pub(super) fn meaning(signal: i32) -> Option<Input> {
    Some(match signal {
        SIGTSTP => Input::Suspend,
        SIGCONT => Input::Continued,
        SIGWINCH => Input::Resized,
        // A file has grown beyond what `ulimit -f` allows. Writing fails, and that is reported.
        SIGXFSZ => return None,
        SIGHUP => Input::Signal(Signal::HangUp),
        SIGINT => Input::Signal(Signal::Interrupt),
        SIGQUIT => Input::Signal(Signal::Quit),
        SIGTERM => Input::Signal(Signal::Terminate),
        other => Input::Signal(Signal::Other(other.unsigned_abs() as u8)),
    })
}

/// The signals that end a process on every system.
pub(super) fn ending() -> impl Iterator<Item = i32> {
    let ends = |signal: &i32| matches!(meaning(*signal), Some(Input::Signal(_)));
    EVERYWHERE.into_iter().filter(ends)
}
