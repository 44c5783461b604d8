//! The signals that end a process. All that can be caught are, so that the terminal is restored and no program or file
//! is left behind. Left out are those that a fault in the program itself raises (SIGSEGV, SIGBUS, SIGILL, SIGFPE,
//! SIGTRAP, SIGSYS): the program cannot continue to the point where it restores anything. Of these, README says so.
//! SIGABRT can be caught: `abort` ends the process after that all the same.

use std::sync::Arc;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU, SIGXFSZ,
};

/// The signals that end a process on every system.
pub(crate) const ENDING: [i32; 11] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    SIGABRT,
];

/// The others that end a process on Linux: SIGSTKFLT, SIGIO, SIGPWR, and those for programs to use as they like. Some
/// are the system's own and cannot be caught.
#[cfg(target_os = "linux")]
pub(crate) fn ending_here() -> impl Iterator<Item = i32> {
    use signal_hook::consts::SIGIO;
    const SIGSTKFLT: i32 = 16;
    const SIGPWR: i32 = 30;
    [SIGSTKFLT, SIGIO, SIGPWR].into_iter().chain(32..=64)
}

/// Elsewhere there are no others; SIGIO is ignored there.
#[cfg(not(target_os = "linux"))]
pub(crate) fn ending_here() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// From now on a file that would grow beyond what `ulimit -f` allows does not end the process: writing fails, and that
/// is reported.
pub(crate) fn outlive_file_limit() {
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}
