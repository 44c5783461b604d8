//! The way to the terminal: whole frames, each handed over in one piece.
//!
//! Nothing is left behind in a buffer of the standard library, where a panic in the middle of a frame would leave it
//! to be written over the person's prompt when the process ends.

use std::io::{self, Write};

use rustix::io::{Errno, retry_on_intr};

/// Collects what is written and hands it to the terminal when flushed. What was never flushed is never written.
#[derive(Debug, Default)]
pub struct Wire {
    frame: Vec<u8>,
    gone: bool,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Fails once when the terminal cannot be written to. Afterwards there is no terminal, and nothing more to say:
    /// ratatui's own drop would panic over a second failure.
    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.frame);
        if self.gone || frame.is_empty() {
            return Ok(());
        }
        let sent = send(&frame);
        self.gone = sent.is_err();
        sent
    }
}

/// Writes all of `bytes` to the terminal behind standard output, past every buffer.
///
/// # Errors
/// When the terminal does not take them.
pub fn send(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match retry_on_intr(|| rustix::io::write(rustix::stdio::stdout(), bytes)) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::AGAIN) => wait_for_room()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Somebody else may have made the terminal non-blocking, for us too.
fn wait_for_room() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    let mut room = [PollFd::from_borrowed_fd(
        rustix::stdio::stdout(),
        PollFlags::OUT,
    )];
    retry_on_intr(|| poll(&mut room, None))?;
    Ok(())
}
