//! Receives signals and passes each on as an input.

use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::inbox::Incoming;
use super::terminal;
use crate::app::input::{Input, Signal};
use crate::error::Error;

/// Listens for signals until it is dropped.
#[derive(Debug)]
pub(super) struct Signals {
    handle: Handle,
}

impl Signals {
    /// Begins to listen. From now on none of these signals ends or stops the process by itself.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn listen(inbox: Sender<Incoming>) -> Result<Self, Error> {
        let wanted = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
        let mut signals = Iterator::new(wanted).map_err(Error::Listen)?;
        let handle = signals.handle();
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let inputs = signals.forever().filter_map(meaning);
                for input in inputs {
                    if matches!(input, Input::Signal(_)) {
                        // The loop may be waiting for a terminal that takes nothing.
                        terminal::stop_waiting();
                    }
                    if inbox.send(Incoming::Input(input)).is_err() {
                        return;
                    }
                }
            })
            .map_err(Error::Listen)?;
        Ok(Self { handle })
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.handle.close();
    }
}

const fn meaning(signal: i32) -> Option<Input> {
    match signal {
        SIGTERM => Some(Input::Signal(Signal::Terminate)),
        SIGHUP => Some(Input::Signal(Signal::HangUp)),
        SIGINT => Some(Input::Signal(Signal::Interrupt)),
        SIGQUIT => Some(Input::Signal(Signal::Quit)),
        SIGTSTP => Some(Input::Suspend),
        SIGCONT => Some(Input::Continued),
        SIGWINCH => Some(Input::Resized),
        _ => None,
    }
}
