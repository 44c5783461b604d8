//! The messages of the language server protocol, one after the other on a stream.
//!
//! What another program sends may be anything: a broken message is passed over, and none takes more memory than an editor
//! ever needs.

use std::io::{self, BufRead, Read, Write};

use serde::Serialize;

/// The longest message that is taken, in bytes: far more than the largest routine makes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// The longest piece of a line that is looked at.
const LONGEST_LINE: u64 = 4096;

/// What came next on a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum MessageFrame {
    /// The content of a message.
    Content(Vec<u8>),
    /// A message whose head does not say how long it is.
    Headless,
    /// A message of so many bytes, too long to be read.
    TooLong(u64),
}

/// The next message; `None` where the stream has ended, if in the middle of one.
///
/// # Errors
///
/// Those of the stream.
pub(super) fn next(input: &mut impl BufRead) -> io::Result<Option<MessageFrame>> {
    let (mut has_begun, mut length) = (false, None);
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST_LINE);
        if { read }.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_ascii();
        if line.is_empty() && has_begun {
            break;
        }
        has_begun |= !line.is_empty();
        length = length_in(line).or(length);
    }
    let Some(length) = length else {
        return Ok(Some(MessageFrame::Headless));
    };
    if length > LONGEST {
        return Ok(Some(MessageFrame::TooLong(length)));
    }
    let mut content = Vec::new();
    input.take(length).read_to_end(&mut content)?;
    let is_whole = content.len() as u64 == length;
    Ok(is_whole.then_some(MessageFrame::Content(content)))
}

/// The length that a line of a head gives. The end of a broken message may stand before it.
fn length_in(line: &[u8]) -> Option<u64> {
    let line = String::from_utf8_lossy(line).to_ascii_lowercase();
    let (_, length) = line.rsplit_once("content-length:")?;
    length.trim().parse().ok()
}

/// A message of this program.
#[derive(Serialize)]
struct SentMessage<'m, M> {
    jsonrpc: &'static str,
    #[serde(flatten)]
    message: &'m M,
}

/// Writes a message at once.
///
/// # Errors
///
/// Those of the stream.
pub(super) fn write(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let jsonrpc = "2.0";
    let content = serde_json::to_vec(&SentMessage { jsonrpc, message })?;
    write!(out, "Content-Length: {}\r\n\r\n", content.len())?;
    out.write_all(&content)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that comes on a stream.
    fn all(mut stream: &[u8]) -> Vec<MessageFrame> {
        std::iter::from_fn(|| next(&mut stream).unwrap()).collect()
    }

    fn content(text: &str) -> MessageFrame {
        MessageFrame::Content(text.as_bytes().to_vec())
    }

    #[test]
    fn one_message_follows_the_other() {
        let stream =
            b"Content-Length: 2\r\n\r\n{}content-length:4\nContent-Type: x\n\nnull\r\n\r\n";
        assert_eq!(all(stream), [content("{}"), content("null")]);
    }

    #[test]
    fn a_broken_message_is_passed_over() {
        for broken in [
            "Content-Length: many\r\n\r\n{}",
            "Content-Length: -2\r\n\r\n{}",
            "Content-Length: 99999999999999999999999\r\n\r\n",
            "Content-Type: x\r\n\r\n{}",
            "{\"a\": 1}\r\n\r\n",
        ] {
            let stream = format!("{broken}Content-Length: 4\r\n\r\nnull");
            assert_eq!(
                all(stream.as_bytes()),
                [MessageFrame::Headless, content("null")]
            );
        }
        // The rest of one that says too little stands before the head of the next.
        let stream = b"Content-Length: 1\r\n\r\n{}Content-Length: 4\r\n\r\nnull";
        assert_eq!(all(stream), [content("{"), content("null")]);
    }

    #[test]
    fn what_is_too_long_is_never_read() {
        let stream = format!("Content-Length: {}\r\n\r\n", u64::MAX);
        assert_eq!(all(stream.as_bytes()), [MessageFrame::TooLong(u64::MAX)]);
        let endless = vec![b'x'; 3 * LONGEST_LINE as usize];
        assert_eq!(all(&endless), []);
    }

    #[test]
    fn half_a_message_is_none() {
        assert_eq!(all(b"Content-Length: 5\r\n\r\nnull"), []);
        assert_eq!(all(b"Content-Length: 5\r\n"), []);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut stream = Vec::new();
        write(&mut stream, &serde_json::json!({ "id": 1 })).unwrap();
        assert_eq!(all(&stream), [content("{\"jsonrpc\":\"2.0\",\"id\":1}")]);
    }
}
