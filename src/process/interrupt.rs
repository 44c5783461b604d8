//! Ends a command that runs programs when a signal asks for its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use signal_hook::iterator::Signals;

use super::program::Cancel;
use super::signals::{ENDING, ending_here};

/// How long a command may take to remove its files. Only a reader who takes nothing can hold it up longer.
const PATIENCE: Duration = Duration::from_millis(500);

/// Listens for signals from now on: none of them ends the process at once any more.
#[derive(Debug)]
pub(crate) struct Interrupt {
    cancel: Cancel,
    /// The exit code that a signal asks for, or 0.
    code: Arc<AtomicU8>,
    _ended: Sender<()>,
}

impl Interrupt {
    /// Begins to listen. Where the system refuses that, a signal ends the process at once.
    pub(crate) fn listen() -> Self {
        let (cancel, code) = (Cancel::default(), Arc::<AtomicU8>::default());
        let (ended, end) = mpsc::channel::<()>();
        let (ready, is_ready) = mpsc::channel::<()>();
        let (cancelled, said) = (cancel.clone(), Arc::clone(&code));
        let listener = move || {
            let Ok(mut signals) = Signals::new(ENDING) else {
                return;
            };
            for signal in ending_here() {
                let _ = signals.add_signal(signal);
            }
            drop(ready);
            if let Some(signal) = signals.forever().next() {
                let code = u8::try_from(128 + signal).unwrap_or(1);
                said.store(code, Ordering::Relaxed);
                cancelled.cancel();
                let _ = end.recv_timeout(PATIENCE);
                std::process::exit(code.into());
            }
        };
        let thread = thread::Builder::new().name("signals".to_owned());
        if thread.spawn(listener).is_ok() {
            let _ = is_ready.recv();
        }
        Self {
            cancel,
            code,
            _ended: ended,
        }
    }

    /// The programs that a signal cancels.
    pub(crate) const fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// The exit code, 128 and the number of the signal, after one has come.
    pub(crate) fn code(&self) -> Option<u8> {
        Some(self.code.load(Ordering::Relaxed)).filter(|code| *code > 0)
    }
}
