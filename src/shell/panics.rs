//! Panics on any thread: they end the session, restore the terminal and print their message after that.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Write as _;
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};

use super::inbox::{Incoming, Post};
use super::terminal;

/// The thread that plays the session, and the inbox for panics of other threads.
static SESSION: Mutex<Option<(ThreadId, Post)>> = Mutex::new(None);

/// Catches panics until it is dropped.
///
/// A panic of the thread that plays the session unwinds it: the terminal is given back first, then it is printed as
/// always. Any other thread only reports its panic. Would it give the terminal back itself, the loop would go on
/// drawing over it.
#[derive(Debug)]
pub(super) struct Panics;

impl Panics {
    pub(super) fn catch(inbox: Post) -> Self {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if let Some(inbox) = elsewhere() {
                    inbox.send(Incoming::Panicked(panic_message(info)));
                } else {
                    terminal::give_back();
                    before(info);
                }
            }));
        });
        *playing_session() = Some((thread::current().id(), inbox));
        Self
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        *playing_session() = None;
    }
}

fn playing_session() -> MutexGuard<'static, Option<(ThreadId, Post)>> {
    SESSION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The inbox of the session, if another thread plays it.
fn elsewhere() -> Option<Post> {
    let session = playing_session();
    let (thread, inbox) = session.as_ref()?;
    (*thread != thread::current().id()).then(|| inbox.clone())
}

/// A panic in the words of the standard library.
fn panic_message(info: &PanicHookInfo<'_>) -> String {
    let thread = thread::current();
    let name = thread.name().unwrap_or("<unnamed>");
    let mut message = format!("thread '{name}' {info}");
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        let _ = write!(message, "\n{backtrace}");
    }
    message
}
