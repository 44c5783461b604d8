//! Reads one routine file, whatever it turns out to be. It never waits for the other end of a pipe, never fills the
//! memory and never touches a device.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::core::text::escaped;
use crate::diagnostic::{Code, Diagnostic, Parsed, Source};
use crate::error::in_words;
use crate::format::LARGEST_FILE;

/// The name of standard input in messages.
pub const STDIN: &str = "<stdin>";

/// The text of the file at `path`, and the problem if it is not all of it. A file that cannot be read has an empty text.
pub fn file(path: &Path) -> (Source, Option<Diagnostic>) {
    let bytes = open(path).and_then(bytes);
    source(path.to_string_lossy().into_owned(), bytes)
}

fn source(name: String, bytes: Result<Vec<u8>, Refusal>) -> (Source, Option<Diagnostic>) {
    match bytes {
        Ok(bytes) => text(name, bytes),
        Err(refusal) => {
            let problem = refusal.problem(&escaped(&name));
            let text = String::new();
            (Source { name, text }, Some(problem))
        }
    }
}

/// A source as `parse` reads it; nothing but the problem of one that could not be read.
pub fn parsed<T>(
    source: &Source,
    unread: Option<Diagnostic>,
    parse: impl FnOnce(&Source) -> Parsed<T>,
) -> Parsed<T> {
    match unread {
        None => parse(source),
        Some(problem) => Parsed {
            value: None,
            problems: vec![problem],
        },
    }
}

/// How many bytes the first lines of a file may have.
const BEGINNING: u64 = 1024;

/// The first lines of the file at `path`, as far as they are text; `None` where it cannot be read.
pub(super) fn beginning(path: &Path) -> Option<String> {
    let bytes = first_bytes(path, BEGINNING).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first bytes of the file at `path`, at most this many.
///
/// # Errors
/// The reason in words, where it is no ordinary file that can be read.
pub fn first_bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let read = open(path).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    read.map_err(|refusal| refusal.in_words())
}

/// The bytes of the file at `path`, if it is an ordinary one of ordinary size that can be read.
pub fn small_file(path: &Path) -> Option<Vec<u8>> {
    open(path).and_then(bytes).ok()
}

/// One line from standard input, without its end; `None` where there is none any more.
pub fn line() -> Option<String> {
    let mut line = Vec::new();
    let mut input = io::stdin().lock().take(BEGINNING);
    let count = input.read_until(b'\n', &mut line).ok()?;
    (count > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// The text on standard input, and the problem if it is not all of it.
pub fn stdin() -> (Source, Option<Diagnostic>) {
    source(STDIN.to_owned(), bytes(io::stdin().lock()))
}

/// The same, with the bytes as they came.
pub fn stdin_as_it_is() -> (Vec<u8>, (Source, Option<Diagnostic>)) {
    let mut kept = Vec::new();
    let most = LARGEST_FILE as u64 + 1;
    let read = io::stdin().lock().take(most).read_to_end(&mut kept);
    let read = read.map_err(Refusal::from);
    let bytes = read.and_then(|_| bytes(kept.as_slice()));
    let source = source(STDIN.to_owned(), bytes);
    (kept, source)
}

/// Standard input, for a program that answers while it reads.
pub fn in_pieces() -> BufReader<io::Stdin> {
    BufReader::with_capacity(PIECE, io::stdin())
}

/// How much of standard input is read at once: more than it keeps itself, so that nothing is left there unseen.
const PIECE: usize = 64 * 1024;

/// Whether more of standard input has come than was read.
pub fn has_more(input: &BufReader<io::Stdin>) -> bool {
    let stdin = input.get_ref();
    let mut polled = [PollFd::new(stdin, PollFlags::IN)];
    !input.buffer().is_empty()
        || poll(&mut polled, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// Whether `path` is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether something has this name, even a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Why a file is not read at all.
#[derive(Debug)]
pub(super) enum Refusal {
    NotAFile(&'static str),
    TooLarge,
    Failed(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl Refusal {
    /// The reason, to be put behind the name of a file.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::NotAFile(what) => format!("it is {what}, not a file"),
            Self::TooLarge => "it is too large".to_owned(),
            Self::Failed(error) => reason(error),
        }
    }

    fn problem(&self, name: &str) -> Diagnostic {
        let (message, help) = match self {
            Self::NotAFile("a folder") => (
                format!("`{name}` is a folder"),
                "give the files in it".to_owned(),
            ),
            Self::NotAFile(what) => (
                format!("`{name}` is {what}, not a file"),
                "a routine is a plain text file; `-` reads standard input".to_owned(),
            ),
            Self::TooLarge => (
                format!("`{name}` is larger than {} KiB", LARGEST_FILE / 1024),
                "a routine that large is hardly meant: is it the right file?".to_owned(),
            ),
            Self::Failed(error) => (
                format!("cannot read `{name}`: {}", reason(error)),
                way_out(error).to_owned(),
            ),
        };
        let problem = Code::E15.at(&(0..0), message);
        if help.is_empty() {
            problem
        } else {
            problem.help(help)
        }
    }
}

/// Opens a regular file, directly or through symbolic links, and nothing else.
pub(super) fn open(path: &Path) -> Result<File, Refusal> {
    // Checked before it is opened, because opening alone can wait for ever (a pipe) or do something (a device); and
    // again afterwards, because another file may have taken its place.
    must_be_regular(&std::fs::metadata(path)?)?;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(super::atomic::WITHOUT_WAITING)
        .open(path)?;
    must_be_regular(&file.metadata()?)?;
    Ok(file)
}

fn must_be_regular(metadata: &Metadata) -> Result<(), Refusal> {
    if metadata.is_file() {
        return Ok(());
    }
    Err(Refusal::NotAFile(kind(metadata)))
}

fn kind(metadata: &Metadata) -> &'static str {
    let kind = metadata.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// All bytes, if there are not too many.
fn bytes(from: impl Read) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    Ok(bytes)
}

/// The bytes as text. Bytes that are not UTF-8 are replaced, and the first of them is reported.
fn text(name: String, bytes: Vec<u8>) -> (Source, Option<Diagnostic>) {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return (Source { name, text }, None),
        Err(error) => error,
    };
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = error.as_bytes() {
        let message = format!("`{}` is UTF-16 text, not UTF-8", escaped(&name));
        let problem = Diagnostic::of_file(message, "save the file as UTF-8 in your editor");
        let text = String::new();
        return (Source { name, text }, Some(problem));
    }
    let at = error.utf8_error().valid_up_to();
    let wrong = error.as_bytes().get(at).copied().unwrap_or_default();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
    let problem = Code::E15
        .at(
            &(at..end),
            format!("`{}` is not UTF-8 text", escaped(&name)),
        )
        .label(format!("the byte {wrong:#04x}"))
        .help("save the file as UTF-8 in your editor");
    (Source { name, text }, Some(problem))
}

/// Why a file cannot be read.
fn reason(error: &io::Error) -> String {
    if is_loop(error) {
        "its symbolic links lead in a circle".to_owned()
    } else {
        in_words(error)
    }
}

fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "`supple list` shows the routines there are",
        io::ErrorKind::PermissionDenied => "make it readable for you: `chmod u+r`",
        _ => "",
    }
}

fn is_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_grows_while_it_is_read_has_an_end() {
        assert!(matches!(bytes(io::repeat(b'x')), Err(Refusal::TooLarge)));
        let largest = io::repeat(b'x').take(LARGEST_FILE as u64);
        assert!(bytes(largest).is_ok_and(|bytes| bytes.len() == LARGEST_FILE));
    }
}
