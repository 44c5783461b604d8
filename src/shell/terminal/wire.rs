//! The way to the terminal and from it.
//!
//! Nothing stays in a buffer of the standard library: after a panic in the middle of a frame, the rest of it would be
//! written over the prompt when the process ends.
//!
//! A terminal may not take what is written, because its window or its connection hangs. The session then waits for it,
//! but not when the program is about to end.

use std::io;
use std::sync::OnceLock;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{QueueSelector, isatty, tcflush, tcgetpgrp, ttyname};

use super::guard;

/// The bell of the terminal.
pub(crate) const BELL: &[u8] = b"\x07";

/// As much as can be written at once without waiting to whatever has room, be it a pipe.
const PIECE: usize = 512;

/// How often is looked, while the terminal takes nothing, whether the program is about to end.
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};
/// How many looks long the terminal may take nothing when it is given back.
const LOOKS_AT_THE_END: usize = 10;

/// Writes `bytes` to standard output, past every buffer, as long as one `may_wait` for it to take them. Whether all
/// were written.
///
/// # Errors
/// When it does not take them.
pub(crate) fn send(mut bytes: &[u8], mut may_wait: impl FnMut() -> bool) -> io::Result<bool> {
    let (output, is_own) = output();
    // A file description that other programs share may block: it is written to only where it has room.
    let mut has_room = is_own;
    while !bytes.is_empty() {
        if !has_room {
            let mut room = [PollFd::from_borrowed_fd(output, PollFlags::OUT)];
            match poll(&mut room, Some(&LOOK)) {
                Ok(0) | Err(Errno::INTR) if may_wait() => continue,
                Ok(0) | Err(Errno::INTR) => return Ok(false),
                // Where waiting is not possible, writing tells.
                Ok(_) | Err(_) => {}
            }
        }
        let piece = bytes.get(..PIECE).filter(|_| !is_own).unwrap_or(bytes);
        match rustix::io::write(output, piece) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        has_room = false;
    }
    Ok(true)
}

/// Writes `bytes`, with which the terminal is given back. Where it takes nothing for a second, they take the place of
/// what waits there to be shown, which is a picture that nobody needs any more.
///
/// # Errors
/// As for [`send`].
pub(crate) fn send_last(bytes: &[u8]) -> io::Result<()> {
    if !send_for_a_second(bytes)? && guard::is_in_front() {
        tcflush(stdout(), QueueSelector::OFlush)?;
        send(bytes, || false)?;
    }
    Ok(())
}

/// Writes `bytes` to standard output, unless it takes nothing for a second. Whether all were written.
///
/// # Errors
/// As for [`send`].
pub(crate) fn send_for_a_second(bytes: &[u8]) -> io::Result<bool> {
    let mut looks = 0..LOOKS_AT_THE_END;
    send(bytes, || looks.next().is_some())
}

/// Reads what the terminal has sent.
///
/// # Errors
/// When there is nothing, or no terminal any more.
pub(crate) fn read(bytes: &mut [u8]) -> Result<usize, Errno> {
    rustix::io::read(input()?, bytes)
}

/// The terminal that keys come from: the one on standard input, otherwise the one that is drawn on, if it is the one of
/// our session.
///
/// # Errors
/// When there is none.
pub(crate) fn input() -> Result<BorrowedFd<'static>, Errno> {
    static OWN: OnceLock<Option<OwnedFd>> = OnceLock::new();
    let shared = if isatty(stdin()) { stdin() } else { stdout() };
    if !isatty(stdin()) && tcgetpgrp(stdout()).is_err() {
        return Err(Errno::NXIO);
    }
    Ok(own(&OWN, shared, OFlags::RDONLY).unwrap_or(shared))
}

/// The terminal on standard output, as our own, or whatever else is there.
fn output() -> (BorrowedFd<'static>, bool) {
    static OWN: OnceLock<Option<OwnedFd>> = OnceLock::new();
    own(&OWN, stdout(), OFlags::WRONLY).map_or((stdout(), false), |own| (own, true))
}

/// A `shared` terminal, opened once more: that it is not to block can be said of our own alone, while the shared one
/// is the shell's too.
fn own(
    opened: &'static OnceLock<Option<OwnedFd>>,
    shared: BorrowedFd<'static>,
    how: OFlags,
) -> Option<BorrowedFd<'static>> {
    let own = opened.get_or_init(|| {
        let name = ttyname(shared, Vec::new()).ok()?;
        let how = how | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        open(name, how, Mode::empty()).ok()
    });
    own.as_ref().map(AsFd::as_fd)
}
