//! The way to the terminal and from it.
//!
//! Nothing stays in a buffer of the standard library: after a panic in the middle of a frame, the rest of it would be
//! written over the prompt when the process ends.
//!
//! A terminal may not take what is written, because its window or its connection hangs. The session then waits for it,
//! but not when the program is about to end.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::stdio::{stderr, stdin, stdout};
use rustix::termios::{QueueSelector, isatty, tcflush, tcgetpgrp, ttyname};

use super::guard;

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

/// Whether nothing that is printed may wait for long.
static IS_HURRIED: AtomicBool = AtomicBool::new(false);

/// A standard stream that is written to.
pub(crate) struct Stream {
    shared: fn() -> BorrowedFd<'static>,
    /// The terminal on it, as our own.
    own: OnceLock<Option<OwnedFd>>,
    /// Whether it took nothing for a second while we were in a hurry.
    is_stuck: AtomicBool,
}

/// Standard output.
pub(crate) static OUTPUT: Stream = Stream::new(stdout);
/// Standard error.
pub(crate) static ERRORS: Stream = Stream::new(stderr);

impl Stream {
    const fn new(shared: fn() -> BorrowedFd<'static>) -> Self {
        Self {
            shared,
            own: OnceLock::new(),
            is_stuck: AtomicBool::new(false),
        }
    }

    /// The terminal on it, as our own, or whatever else is there.
    fn opened(&'static self) -> (BorrowedFd<'static>, bool) {
        let shared = (self.shared)();
        own(&self.own, shared, OFlags::WRONLY).map_or((shared, false), |own| (own, true))
    }

    /// Writes `bytes` if nothing may wait for long. If nobody takes them for a second, they and all that follows are lost.
    /// Returns false, and writes nothing, if there is time.
    pub(crate) fn is_hurried_through(&'static self, bytes: &[u8]) -> bool {
        let is_hurried = IS_HURRIED.load(Ordering::Relaxed);
        if is_hurried && !self.is_stuck.load(Ordering::Relaxed) {
            let all = send_within_a_second(self, bytes);
            self.is_stuck
                .store(matches!(all, Ok(false)), Ordering::Relaxed);
        }
        is_hurried
    }
}

/// From now on what is printed may wait for a second, or again for as long as it takes. It may not while signals are
/// caught that nobody looks at meanwhile, nor after one has asked for the end.
pub(crate) fn hurry(is_hurried: bool) {
    IS_HURRIED.store(is_hurried, Ordering::Relaxed);
}

/// Writes `bytes` to standard output, past every buffer, as long as one `may_wait` for it to take them. Whether all
/// were written.
///
/// # Errors
/// When it does not take them.
pub(crate) fn send(bytes: &[u8], may_wait: impl FnMut() -> bool) -> io::Result<bool> {
    send_to(&OUTPUT, bytes, may_wait)
}

fn send_to(
    stream: &'static Stream,
    mut bytes: &[u8],
    mut may_wait: impl FnMut() -> bool,
) -> io::Result<bool> {
    let (output, is_own) = stream.opened();
    // A file description that other programs share may block: it is written to only where it has room.
    let mut has_room = is_own;
    while !bytes.is_empty() {
        if !has_room {
            let mut room = [PollFd::from_borrowed_fd(output, PollFlags::OUT)];
            match poll(&mut room, Some(&LOOK)) {
                Ok(0) | Err(Errno::INTR) if may_wait() => continue,
                Ok(0) | Err(Errno::INTR) => return Ok(false),
                // If waiting is not possible, writing shows whether it works.
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
    send_within_a_second(&OUTPUT, bytes)
}

/// The same for any stream. Each piece that is taken is a sign that somebody reads.
fn send_within_a_second(stream: &'static Stream, bytes: &[u8]) -> io::Result<bool> {
    for piece in bytes.chunks(PIECE) {
        let mut looks = 0..LOOKS_AT_THE_END;
        if !send_to(stream, piece, || looks.next().is_some())? {
            return Ok(false);
        }
    }
    Ok(true)
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
