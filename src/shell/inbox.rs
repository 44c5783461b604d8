//! The inbox for everything that comes from outside. Each source sleeps in the kernel on a thread of its own and holds
//! a [`Sender`]; the loop sleeps in [`Inbox::wait`] and nowhere else.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::clock::Clock;
use super::terminal;
use crate::app::input::{Input, Signal};
use crate::core::moment::Moment;
use crate::error::Error;

/// The longest sleep towards a deadline. The standard library's timeout does not count the time in which the machine
/// sleeps, and a deadline may be far away while a pause has a limit; this bounds by how much such a one can be late.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How far two signals that were sent together may lie apart.
const BOTH_SIGNALS: Duration = Duration::from_millis(50);

/// A message in an inbox.
#[derive(Debug)]
pub(super) enum Incoming {
    /// For the program.
    Input(Input),
    /// A thread panicked, with this message.
    Panicked(String),
}

impl Incoming {
    /// Whether the program ends with it.
    const fn ends(&self) -> bool {
        matches!(self, Self::Input(Input::Signal(_)) | Self::Panicked(_))
    }

    const fn is_resized(&self) -> bool {
        matches!(self, Self::Input(Input::Resized))
    }
}

/// Where all threads leave what they have to say.
#[derive(Debug)]
pub(super) struct Inbox {
    receiver: Receiver<Incoming>,
    sender: Sender<Incoming>,
    /// Taken out, but not yet passed on.
    queued: VecDeque<Incoming>,
    /// The same of what ends the program.
    ends: VecDeque<Incoming>,
}

impl Inbox {
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            receiver,
            sender,
            queued: VecDeque::new(),
            ends: VecDeque::new(),
        }
    }

    /// For one more source.
    pub(super) fn sender(&self) -> Sender<Incoming> {
        self.sender.clone()
    }

    /// Leaves an input for later.
    pub(super) fn post(&mut self, input: Input) {
        self.queued.push_back(Incoming::Input(input));
    }

    /// Sleeps until there is an input or `deadline` is reached. `None` means that `clock.now() >= deadline`.
    ///
    /// # Errors
    /// When a thread has panicked: what it did is missing from now on.
    pub(super) fn wait(
        &mut self,
        clock: &mut Clock,
        deadline: Option<Moment>,
    ) -> Result<Option<Input>, Error> {
        clock.begin_wait();
        let message = self.next(clock, deadline);
        clock.end_wait(deadline);
        match message {
            None => Ok(None),
            Some(Incoming::Input(input)) => Ok(Some(input)),
            Some(Incoming::Panicked(message)) => Err(Error::Panicked(message)),
        }
    }

    fn next(&mut self, clock: &Clock, deadline: Option<Moment>) -> Option<Incoming> {
        if let Some(waiting) = self.waiting() {
            return Some(waiting);
        }
        let Some(deadline) = deadline else {
            // It holds a sender itself, so it never hears that all are gone.
            return self.receiver.recv().ok();
        };
        loop {
            let left = clock.until(deadline);
            if left.is_zero() {
                return self.receiver.try_recv().ok();
            }
            if let Ok(message) = self.receiver.recv_timeout(left.min(LONGEST_SLEEP)) {
                return Some(message);
            }
        }
    }

    /// Of what has come already, what is next. The end passes everything else, be it a hundred pasted lines.
    fn waiting(&mut self) -> Option<Incoming> {
        while let Ok(message) = self.receiver.try_recv() {
            self.queue(message);
        }
        self.ends.pop_front().or_else(|| self.queued.pop_front())
    }

    /// Queues a message for later. Of several new sizes of the window in a row only one is.
    fn queue(&mut self, message: Incoming) {
        if message.ends() {
            self.ends.push_back(message);
        } else if !(message.is_resized() && self.queued.back().is_some_and(Incoming::is_resized)) {
            self.queued.push_back(message);
        }
    }

    /// After the process was stopped: sleeps until it goes on. What else came in meanwhile was not meant for a program
    /// that is not there. Returns whether it goes on to end.
    pub(super) fn until_continued(&mut self) -> bool {
        while let Ok(message) = self.receiver.recv() {
            match message {
                Incoming::Input(Input::Continued) => return self.is_ending(),
                message if message.ends() => {
                    self.queue(message);
                    return true;
                }
                // Keys pressed meanwhile are dropped; a new list of routines is not.
                message @ Incoming::Input(Input::Catalogue(..)) => self.queue(message),
                Incoming::Input(_) | Incoming::Panicked(_) => {}
            }
        }
        true
    }

    /// Forgets keys and signals that came while another program had the terminal: they were meant for that program. An
    /// end of the terminal or of the process stays.
    pub(super) fn forget_visit(&mut self) {
        let messages = self.ends.drain(..).chain(self.queued.drain(..));
        let mut messages: Vec<Incoming> = messages.collect();
        // A Ctrl-C that ended it comes at the same time as its end.
        while let Ok(message) = self.receiver.recv_timeout(BOTH_SIGNALS) {
            messages.push(message);
        }
        let stays = |message: &Incoming| match message {
            Incoming::Panicked(_) => true,
            Incoming::Input(input) => matches!(
                input,
                Input::Catalogue(..) | Input::Signal(Signal::Terminate | Signal::HangUp)
            ),
        };
        for message in messages.into_iter().filter(stays) {
            self.queue(message);
        }
    }

    /// Whether the process was let go on only to end: a shell that kills a stopped job continues it, too, and the two
    /// signals come in any order. In front it is simply used on.
    pub(super) fn is_ending(&mut self) -> bool {
        if terminal::is_in_front() {
            return false;
        }
        while let Ok(message) = self.receiver.recv_timeout(BOTH_SIGNALS) {
            let ends = message.ends();
            self.queue(message);
            if ends {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::Key;
    use crate::shell::clock::Speed;

    fn input(input: Input) -> Incoming {
        Incoming::Input(input)
    }

    #[test]
    fn nothing_is_returned_only_at_the_deadline() {
        let mut inbox = Inbox::new();
        for speed in [1.0, 7.3, 1000.0] {
            let mut clock = Clock::start(Speed::new(speed).expect("a speed"));
            for milliseconds in 1..20 {
                let deadline = clock.now() + Duration::from_millis(milliseconds);
                let came = inbox.wait(&mut clock, Some(deadline)).expect("no panic");
                assert_eq!(came, None);
                assert!(clock.now() >= deadline);
            }
        }
    }

    #[test]
    fn the_end_passes_what_waits_and_of_several_sizes_one_is_left() {
        let mut inbox = Inbox::new();
        let mut clock = Clock::start(Speed::REAL);
        let end = Input::Signal(Signal::Terminate);
        let key = Input::Key(Key::Enter);
        let resized = Input::Resized;
        let before = [&key, &resized, &resized, &end, &resized];
        for message in before {
            let message = input(message.clone());
            inbox.sender().send(message).expect("an inbox");
        }
        for next in [&end, &key, &resized] {
            let waited = inbox.wait(&mut clock, None).expect("no panic");
            assert_eq!(waited.as_ref(), Some(next));
        }
        let soon = clock.now() + Duration::from_millis(1);
        assert_eq!(inbox.wait(&mut clock, Some(soon)).expect("no panic"), None);
    }

    #[test]
    fn a_stopped_process_keeps_the_signal_that_ends_it() {
        let mut inbox = Inbox::new();
        let mut clock = Clock::start(Speed::REAL);
        let end = Input::Signal(Signal::HangUp);
        for message in [Input::Key(Key::Enter), end.clone(), Input::Continued] {
            inbox.sender().send(input(message)).expect("an inbox");
        }
        assert!(inbox.until_continued());
        let next = inbox.wait(&mut clock, None).expect("no panic");
        assert_eq!(next, Some(end));
    }

    #[test]
    fn what_was_for_the_editor_is_forgotten() {
        let mut inbox = Inbox::new();
        let mut clock = Clock::start(Speed::REAL);
        let end = Input::Signal(Signal::Terminate);
        let meanwhile = [
            Input::Key(Key::Enter),
            Input::Suspend,
            Input::Signal(Signal::Interrupt),
            Input::Continued,
            end.clone(),
        ];
        for message in meanwhile {
            inbox.sender().send(input(message)).expect("an inbox");
        }
        inbox.forget_visit();
        assert_eq!(inbox.wait(&mut clock, None).expect("no panic"), Some(end));
        let soon = clock.now() + Duration::from_millis(1);
        assert_eq!(inbox.wait(&mut clock, Some(soon)).expect("no panic"), None);
    }

    #[test]
    fn a_panic_elsewhere_ends_the_wait() {
        let mut inbox = Inbox::new();
        let panicked = Incoming::Panicked("over".to_owned());
        inbox.sender().send(panicked).expect("an inbox");
        let waited = inbox.wait(&mut Clock::start(Speed::REAL), None);
        assert!(matches!(waited, Err(Error::Panicked(message)) if message == "over"));
    }
}
