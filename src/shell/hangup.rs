//! Notices that the terminal is gone. A window that is closed does not send SIGHUP to every process, and a process
//! that goes on reading from it would spin.

use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::BorrowedFd;
use rustix::io::retry_on_intr;

use super::inbox::Incoming;
use crate::app::input::{Input, Signal};
use crate::error::Error;

/// Begins to watch a terminal. The thread sleeps as long as the terminal lives, and dies with the process.
///
/// # Errors
/// When there is no thread to be had.
pub(super) fn watch(terminal: BorrowedFd<'static>, inbox: Sender<Incoming>) -> Result<(), Error> {
    let gone = move || {
        // No event is asked for, so that only the end itself is reported.
        let mut terminal = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
        let _ = retry_on_intr(|| poll(&mut terminal, None));
        let _ = inbox.send(Incoming::Input(Input::Signal(Signal::HangUp)));
    };
    thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(gone)
        .map_err(Error::Listen)?;
    Ok(())
}
