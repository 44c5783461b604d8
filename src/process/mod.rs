//! The programs that supple starts: players, voices, encoders, helpers, hooks and the editor.
//!
//! This is the only place that starts a program. Each runs in a process group of its own, has a time limit or an owner
//! that ends it, and is reaped. Ctrl-Z is handled here too, because our own job must not be stopped while a program is
//! being started.

mod command;
mod filter;
mod folder;
mod foreground;
mod interrupt;
mod job;
mod pool;
mod program;
mod signals;
mod spool;

use std::time::Instant;

pub(crate) use command::CommandLine;
pub(crate) use filter::filter;
pub(crate) use folder::{Folder, HelperFile};
pub(crate) use foreground::Foreground;
pub(crate) use interrupt::Interrupt;
pub(crate) use job::{is_orphaned, stop_job};
pub(crate) use pool::Pool;
pub use program::Cancel;
pub(crate) use program::{Completion, Launch, Program, StandardInput, run};
pub(crate) use signals::{ENDING, ending_here, outlive_file_limit};
pub(crate) use spool::Spool;

/// The present, for time limits of programs. It is no time of a session.
#[allow(
    clippy::disallowed_methods,
    reason = "the time limit of a program does not depend on the session's clock"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}
