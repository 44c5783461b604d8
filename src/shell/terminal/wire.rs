//! Sends frames to the terminal, each in one piece.
//!
//! Nothing stays in a buffer of the standard library: after a panic in the middle of a frame, the rest of it would be
//! written over the prompt when the process ends. Nothing is written once the terminal was given back.
//!
//! A terminal may not take what is written, because its window or its connection hangs. The session then waits for it,
//! but not when the program is about to end.

use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::stdio::stdout;
use rustix::termios::{QueueSelector, tcflush, ttyname};

use super::guard;

/// How often is looked, while the terminal takes nothing, whether the program is about to end.
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};
/// How many looks long the terminal may take nothing when it is given back.
const LOOKS_AT_THE_END: usize = 5;

/// Whether the program is about to end, so that frames are no longer needed.
static ENDING: AtomicBool = AtomicBool::new(false);

/// The program is about to end: from now on nobody waits for a terminal that takes nothing.
pub(crate) fn stop_waiting() {
    ENDING.store(true, Ordering::SeqCst);
}

/// The program goes on after all, because what would have ended it was meant for another one.
pub(crate) fn wait_again() {
    ENDING.store(false, Ordering::SeqCst);
}

/// Collects what is written and hands it to the terminal when flushed, as long as that is ours. What was never flushed
/// is never written.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    frame: Vec<u8>,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.frame);
        if guard::is_screen_taken() {
            send(&frame)
        } else {
            Ok(())
        }
    }
}

/// Writes all of `bytes` to the terminal behind standard output, past every buffer. Of a program that is about to end
/// it takes only what there is room for.
///
/// # Errors
/// When the terminal does not take them.
pub(crate) fn send(bytes: &[u8]) -> io::Result<()> {
    send_while(bytes, || !ENDING.load(Ordering::SeqCst)).map(|_| ())
}

/// Writes `bytes`, with which the terminal is given back. Where it takes nothing for a second, they take the place of
/// what waits there to be shown, which is a picture that nobody needs any more.
///
/// # Errors
/// As for [`send`].
pub(crate) fn send_last(bytes: &[u8]) -> io::Result<()> {
    let mut looks = 0..LOOKS_AT_THE_END;
    if !send_while(bytes, || looks.next().is_some())? && guard::is_in_front() {
        tcflush(stdout(), QueueSelector::OFlush)?;
        send_while(bytes, || false)?;
    }
    Ok(())
}

/// Waits until standard output takes something; false when the program is about to end before that.
pub(crate) fn has_room() -> bool {
    has_room_while(stdout(), || !ENDING.load(Ordering::SeqCst))
}

/// Writes `bytes` as long as one `may_wait`; whether all were written.
fn send_while(mut bytes: &[u8], mut may_wait: impl FnMut() -> bool) -> io::Result<bool> {
    while !bytes.is_empty() {
        match rustix::io::write(output(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::AGAIN) => {
                if !has_room_while(output(), &mut may_wait) {
                    return Ok(false);
                }
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// Waits for room as long as one `may_wait`. What cannot be waited for is found out by writing.
fn has_room_while(output: BorrowedFd, mut may_wait: impl FnMut() -> bool) -> bool {
    loop {
        let mut room = [PollFd::from_borrowed_fd(output, PollFlags::OUT)];
        match poll(&mut room, Some(&LOOK)) {
            Ok(0) | Err(Errno::INTR) if may_wait() => {}
            Ok(0) | Err(Errno::INTR) => return false,
            Ok(_) | Err(_) => return true,
        }
    }
}

/// The terminal behind standard output, opened once more: that it is not to block can be said of this one alone, while
/// standard output is shared with the shell. Where it cannot be opened, standard output itself, blocking as it may be.
fn output() -> BorrowedFd<'static> {
    static OWN: OnceLock<Option<OwnedFd>> = OnceLock::new();
    let own = OWN.get_or_init(|| {
        let name = ttyname(stdout(), Vec::new()).ok()?;
        let how = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        open(name, how, Mode::empty()).ok()
    });
    own.as_ref().map_or_else(stdout, AsFd::as_fd)
}
