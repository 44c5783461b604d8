//! The way to the terminal: whole frames, each handed over in one piece.
//!
//! Nothing is left behind in a buffer of the standard library, where a panic in the middle of a frame would leave it
//! to be written over the person's prompt when the process ends. And nothing is written once the terminal was given
//! back, whoever believes to have it still.

use std::io::{self, Write};

use rustix::io::{Errno, retry_on_intr};

use super::guard;

/// Collects what is written and hands it to the terminal when flushed, as long as that is ours. What was never flushed
/// is never written.
#[derive(Debug, Default)]
pub struct Wire {
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
