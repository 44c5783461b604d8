//! Waiting for what must come, with one deadline: what never comes fails its test and does not stop all of them.

#![allow(dead_code, reason = "each test uses its part of it")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and programs take the time they take"
)]

use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long something is waited for. Generous: only a test that fails takes so long, and a machine that does other work
/// beside takes several times as long as a quiet one.
pub(crate) const LIMIT: Duration = Duration::from_secs(240);
/// How long until something is looked at again that gives no notice.
const LOOK: Duration = Duration::from_millis(10);

/// Waits until something is so.
#[track_caller]
pub(crate) fn until(what: &str, so: impl FnMut() -> bool) {
    assert!(is_within(LIMIT, so), "waited in vain for: {what}");
}

/// Whether something becomes so within `limit`.
pub(crate) fn is_within(limit: Duration, mut so: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + limit;
    loop {
        if so() {
            return true;
        }
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(LOOK);
    }
}

/// The result of `work`, which blocks.
#[track_caller]
pub(crate) fn in_time<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    finished(work).unwrap_or_else(|| panic!("waited in vain for: {what}"))
}

/// How many of the real program are started side by side: more are late even where nothing is wrong.
const SIDE_BY_SIDE: usize = 2;

/// Does the same with each, some side by side: most of it is waiting.
pub(crate) fn with_each<T: Send>(
    all: impl IntoIterator<Item = T, IntoIter: Send>,
    work: impl Fn(T) + Sync,
) {
    let all = Mutex::new(all.into_iter());
    let next = || all.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while let Some(one) = next() {
                    work(one);
                }
            });
        }
    });
}

/// A program that must come to an end by itself.
pub(crate) trait Outcome {
    /// All it writes and its exit code, when it reads nothing.
    #[track_caller]
    fn outcome(&mut self) -> Output;

    /// Whether it can be had and succeeds.
    #[track_caller]
    fn works(&mut self) -> bool;
}

impl Outcome for Command {
    #[track_caller]
    fn outcome(&mut self) -> Output {
        ended(piped(self).spawn().unwrap())
    }

    #[track_caller]
    fn works(&mut self) -> bool {
        let child = piped(self).spawn();
        child.is_ok_and(|child| ended(child).status.success())
    }
}

fn piped(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
}

/// What a program writes to its pipes until it ends, and its exit code.
#[track_caller]
pub(crate) fn ended(child: Child) -> Output {
    let id = child.id().to_string();
    let output = finished(|| child.wait_with_output().unwrap());
    apart_from_slow_disk(output.unwrap_or_else(|| {
        let _ = Command::new("kill").args(["-9", &id]).spawn();
        panic!("waited in vain for the end of the program")
    }))
}

/// What a program wrote, without what supple adds where the disk of a busy machine takes longer than half a second: that
/// is not of the test's making.
pub(crate) fn apart_from_slow_disk(mut output: Output) -> Output {
    if let Ok(errors) = str::from_utf8(&output.stderr) {
        let errors = errors.replace("note: waiting for the disk, up to 10 s\n", "");
        output.stderr = errors.into_bytes();
    }
    output
}

/// What `work` returns within the limit. It panics as `work` does.
fn finished<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        let _ = sender.send(work());
    });
    match receiver.recv_timeout(LIMIT) {
        Ok(result) => Some(result),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => None,
        },
    }
}
