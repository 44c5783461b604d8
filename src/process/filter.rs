//! A program that bytes are sent through: it reads what we write, and we get what it prints.
//!
//! One thread serves all three pipes and waits for whichever is ready. So neither side can wait for the other for ever,
//! and a program that prints without end, or does nothing, is killed.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::ExitStatus;
use std::sync::mpsc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

use super::command::CommandLine;
use super::program::{Cancel, Program};

/// How long a program may neither read nor print before it counts as hanging.
const PATIENCE: Timespec = Timespec {
    tv_sec: 10,
    tv_nsec: 0,
};
/// How long a program may take to end once it has closed its pipes.
const FAREWELL: Duration = Duration::from_secs(5);
/// How many bytes more than it reads a program may print.
const GROWTH: u64 = 1 << 20;
/// How many bytes of its messages are kept: the last ones.
const WORDS: usize = 400;
/// How many bytes are read at once.
const PIECE: usize = 1 << 14;

/// Runs the program `line` and gives it what `content` writes. What it prints goes to `out`.
///
/// # Errors
/// When the program cannot be started, fails, hangs, or prints much more than it reads; the error has its own words.
/// When `content` or `out` fails, or `cancel` is cancelled. The program is over in each case.
pub(crate) fn filter(
    line: &CommandLine,
    out: &mut dyn Write,
    cancel: &Cancel,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, over) = mpsc::channel();
    let mut program = cancel.begin(|| {
        Program::start_with_pipes(line.clone(), move || {
            let _ = sender.send(());
        })
    })?;
    let mut words = Vec::new();
    let passed = Pipes::of(&mut program, out, &mut words).and_then(|pipes| pipes.pass(content));
    let is_over = passed.is_ok() && over.recv_timeout(FAREWELL).is_ok();
    if !is_over {
        program.kill();
    }
    let is_cancelled = cancel.end();
    let status = program.reap()?;
    if is_cancelled {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let failed = match passed {
        Ok(Passed::All) if is_over && status.success() => return Ok(()),
        Ok(_) if is_over => with_its_words(status, &words),
        Ok(_) => "hangs".to_owned(),
        Err(Failure::Own(why)) => why.to_owned(),
        Err(Failure::Other(error)) => return Err(error),
    };
    Err(io::Error::other(format!("`{}` {failed}", line.name())))
}

/// The sentence on a program that ended too soon or with an error, with the last words that it printed itself.
fn with_its_words(status: ExitStatus, words: &[u8]) -> String {
    let words = String::from_utf8_lossy(words);
    let words: Vec<&str> = words.split_whitespace().collect();
    if words.is_empty() {
        format!("failed ({status})")
    } else {
        format!("failed: {}", words.join(" "))
    }
}

/// How much of what it was given the program has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passed {
    /// Everything.
    All,
    /// It closed its standard input before that.
    Part,
}

/// Why bytes do not pass.
#[derive(Debug)]
enum Failure {
    /// The work of the program.
    Own(&'static str),
    /// Another reason.
    Other(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Other(error)
    }
}

/// The pipes to and from a program, each until it is closed.
struct Pipes<'to> {
    input: Option<File>,
    output: Option<File>,
    errors: Option<File>,
    /// The output of the program.
    out: &'to mut dyn Write,
    /// Its standard error.
    words: &'to mut Vec<u8>,
    /// How many bytes it may still print.
    room: u64,
    /// Why it must not continue.
    failure: Option<Failure>,
}

impl<'to> Pipes<'to> {
    fn of(
        program: &mut Program,
        out: &'to mut dyn Write,
        words: &'to mut Vec<u8>,
    ) -> Result<Self, Failure> {
        let [input, output, errors] = program.take_pipes().map(|pipe| pipe.map(File::from));
        for pipe in [&input, &output, &errors].into_iter().flatten() {
            let flags = fcntl_getfl(pipe).map_err(io::Error::from)?;
            fcntl_setfl(pipe, flags | OFlags::NONBLOCK).map_err(io::Error::from)?;
        }
        Ok(Self {
            input,
            output,
            errors,
            out,
            words,
            room: GROWTH,
            failure: None,
        })
    }

    /// Passes everything on that `content` writes, and takes in everything that the program prints.
    fn pass(
        mut self,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Passed, Failure> {
        let written = content(&mut self);
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let passed = match written {
            Ok(()) => Passed::All,
            Err(_) if self.input.is_none() => Passed::Part,
            Err(error) => return Err(error.into()),
        };
        self.input = None;
        while self.output.is_some() || self.errors.is_some() {
            self.wait()?;
        }
        Ok(passed)
    }

    /// Waits until the program reads or prints, and takes in what it has printed.
    fn wait(&mut self) -> Result<(), Failure> {
        let outgoing = self.input.iter().map(|pipe| (pipe, PollFlags::OUT));
        let incoming = self.output.iter().chain(&self.errors);
        let incoming = incoming.map(|pipe| (pipe, PollFlags::IN));
        let pipes = outgoing.chain(incoming);
        let mut pipes: Vec<PollFd<'_>> = pipes
            .map(|(pipe, flags)| PollFd::from_borrowed_fd(pipe.as_fd(), flags))
            .collect();
        match poll(&mut pipes, Some(&PATIENCE)) {
            Ok(0) => return Err(Failure::Own("hangs")),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
        }
        let printed = taken(&mut self.output)?;
        self.out.write_all(&printed)?;
        let said = taken(&mut self.errors)?;
        self.words.extend(&said);
        let past = self.words.len().saturating_sub(WORDS);
        self.words.drain(..past);
        let all = printed.len() + said.len();
        let room = self.room.checked_sub(all as u64);
        self.room = room.ok_or(Failure::Own("prints much more than it reads"))?;
        Ok(())
    }
}

/// Everything that comes through `pipe` until it is closed.
fn taken(pipe: &mut Option<File>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; PIECE];
    let count = match pipe.as_mut().map(|pipe| pipe.read(&mut bytes)) {
        None => 0,
        Some(Ok(0)) => {
            *pipe = None;
            0
        }
        Some(Ok(count)) => count,
        Some(Err(error)) if is_later(&error) => 0,
        Some(Err(error)) => return Err(error),
    };
    bytes.truncate(count);
    Ok(bytes)
}

/// Whether a pipe is only not ready yet.
fn is_later(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
    )
}

impl Write for Pipes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        while self.input.is_some() {
            if let Err(failure) = self.wait() {
                self.failure.get_or_insert(failure);
                return Err(io::ErrorKind::Other.into());
            }
            let Some(input) = &mut self.input else {
                break;
            };
            match input.write(bytes) {
                Ok(count) => {
                    self.room = self.room.saturating_add(count as u64);
                    return Ok(count);
                }
                Err(error) if is_later(&error) => {}
                Err(error) => {
                    self.input = None;
                    return Err(error);
                }
            }
        }
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The output of a shell script that gets a million bytes, or the reason why there is none.
    fn sent_through(script: &str) -> Result<Vec<u8>, String> {
        let line = CommandLine::new("/bin/sh", ["-c", script]);
        let mut out = Vec::new();
        let passed = filter(&line, &mut out, &Cancel::default(), |to| {
            (0..100).try_for_each(|_| to.write_all(&[b'x'; 10_000]))
        });
        passed.map(|()| out).map_err(|error| error.to_string())
    }

    #[test]
    fn everything_passes_whichever_side_is_slow() {
        for script in [
            "cat",
            "sleep 0.2; cat",
            "cat | (sleep 0.2; cat)",
            "cat; echo all done >&2",
        ] {
            assert!(
                sent_through(script) == Ok(vec![b'x'; 1_000_000]),
                "{script}"
            );
        }
    }

    #[test]
    fn a_program_that_fails_has_its_own_words_in_the_error() {
        let failed = |words: &str| Err(format!("`/bin/sh` failed: {words}"));
        let cases = [
            ("cat; echo no room >&2; exit 3", "no room"),
            ("echo 'bad  input' >&2", "bad input"),
            ("exec <&-; echo had enough >&2; exit 0", "had enough"),
        ];
        for (script, words) in cases {
            assert_eq!(sent_through(script), failed(words), "{script}");
        }
        let silent = sent_through("exit 7").unwrap_err();
        assert!(silent.contains("failed (exit status: 7)"), "{silent}");
        // Only what a shell has itself: the machine may have no other program.
        let many = "words='word word word word'; i=0; while [ $i -lt 500 ]; do echo $words >&2; i=$((i+1)); done";
        let long = sent_through(&format!("{many}; exit 1")).unwrap_err();
        assert!(long.len() < 500 && long.ends_with("word word"), "{long}");
    }

    #[test]
    fn a_program_that_prints_without_end_is_ended() {
        let block = "y".repeat(4096);
        let endless = format!("while echo {block}; do :; done");
        for script in [
            &format!("cat; {endless}"),
            &endless,
            &format!("{endless} >&2"),
        ] {
            let failed = "`/bin/sh` prints much more than it reads";
            assert_eq!(sent_through(script), Err(failed.to_owned()), "{script}");
        }
    }

    #[test]
    fn what_fails_beside_the_program_ends_it_and_is_the_reason() {
        let line = CommandLine::new("cat", ["-"]);
        let cancel = Cancel::default();
        let broken = |_: &mut dyn Write| Err(io::ErrorKind::StorageFull.into());
        let failed = filter(&line, &mut Vec::new(), &cancel, broken).unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::StorageFull);
        let mut full: &mut [u8] = &mut [0; 10];
        let failed = filter(&line, &mut full, &cancel, |to| {
            to.write_all(&vec![1; 100_000])
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::WriteZero);
        let failed = filter(&line, &mut Vec::new(), &cancel, |to| {
            cancel.cancel();
            to.write_all(&vec![1; 1_000_000])
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::Interrupted);
    }
}
