//! The inbox for everything that comes from outside. The loop sleeps in [`Inbox::wait`] and nowhere else: in the
//! kernel, until the terminal has something, a signal comes, a thread posts something or the deadline is reached.

use std::collections::VecDeque;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::clock::{self, Clock};
use super::keys::Keyboard;
use super::signals;
use super::terminal;
use crate::app::input::{Input, Key, Signal, TerminalAnswer};
use crate::core::moment::Moment;
use crate::error::Error;
use crate::process;

/// The longest sleep towards a deadline. The system's timeout does not count the time in which the machine sleeps, and
/// a deadline may be far away while a pause has a limit; this bounds by how much such a one can be late.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How far two signals that were sent together may lie apart.
const BOTH_SIGNALS: Duration = Duration::from_millis(50);

/// How many inputs may be queued before no more keys are read: a paste without marks waits in the terminal.
const MANY: usize = 4096;

#[derive(Debug)]
pub(super) enum Incoming {
    /// For the program.
    Input(Input),
    /// A thread panicked, with this message.
    Panicked(String),
}

impl Incoming {
    const fn ends(&self) -> bool {
        matches!(self, Self::Input(Input::Signal(_)) | Self::Panicked(_))
    }

    /// Whether it is meant for the program that has the terminal when it comes.
    const fn is_for_who_has_the_terminal(&self) -> bool {
        use Input::{Continued, Key, Mouse, Resized, Suspend};
        matches!(
            self,
            Self::Input(Key(_) | Mouse(_) | Resized | Suspend | Continued)
        )
    }

    const fn interrupts(&self) -> bool {
        matches!(self, Self::Input(Input::Key(Key::Ctrl('c'))))
    }

    const fn is_resized(&self) -> bool {
        matches!(self, Self::Input(Input::Resized))
    }
}

/// Posts what a thread has to say, and wakes the loop.
#[derive(Clone, Debug)]
pub(super) struct Post {
    sender: Sender<Incoming>,
    bell: Arc<UnixStream>,
}

impl Post {
    /// Posts `incoming`, if the session is still played.
    pub(super) fn send(&self, incoming: Incoming) {
        let _ = self.sender.send(incoming);
        self.wake();
    }

    /// Wakes the loop, which looks again at what it waits for.
    pub(super) fn wake(&self) {
        // A full pipe wakes it too.
        let _ = (&*self.bell).write(&[0]);
    }
}

/// The queue of everything that the loop waits for.
pub(super) struct Inbox {
    receiver: Receiver<Incoming>,
    post: Post,
    /// The pipe that wakes the loop, for signals and for the messages of threads.
    signals: SignalDelivery<UnixStream, SignalOnly>,
    /// The source of keys, if any can come.
    keyboard: Option<Keyboard>,
    /// Taken out, but not yet passed on.
    queued: VecDeque<Incoming>,
    /// The same of what ends the program.
    ends: VecDeque<Incoming>,
    /// Whether what ends the program was passed on.
    is_ending: bool,
    /// Whether the terminal is gone, and that was queued.
    is_gone: bool,
    /// Whether signals have their usual effect again.
    is_over: Arc<AtomicBool>,
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
    }
}

impl Inbox {
    /// An inbox into which threads alone can post.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn new() -> Result<Self, Error> {
        let (sender, receiver) = mpsc::channel();
        let (woken, bell) = UnixStream::pair().map_err(Error::Listen)?;
        bell.set_nonblocking(true).map_err(Error::Listen)?;
        let by_signals = bell.try_clone().map_err(Error::Listen)?;
        let none: [i32; 0] = [];
        let signals = SignalDelivery::with_pipe(woken, by_signals, SignalOnly, none);
        Ok(Self {
            receiver,
            post: Post {
                sender,
                bell: Arc::new(bell),
            },
            signals: signals.map_err(Error::Listen)?,
            keyboard: None,
            queued: VecDeque::new(),
            ends: VecDeque::new(),
            is_ending: false,
            is_gone: false,
            is_over: Arc::default(),
        })
    }

    /// Begins to listen for signals. Until the inbox is dropped none of them ends or stops the process by itself.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn catch_signals(&self) -> Result<(), Error> {
        let handle = self.signals.handle();
        for signal in process::ENDING.into_iter().chain(signals::OTHERS) {
            handle.add_signal(signal).map_err(Error::Listen)?;
        }
        for signal in process::ending_here() {
            // Some are the system's own.
            let _ = handle.add_signal(signal);
        }
        for signal in process::ENDING {
            register_conditional_default(signal, Arc::clone(&self.is_over))
                .map_err(Error::Listen)?;
        }
        Ok(())
    }

    /// Reads keys from now on, or reads none any more.
    pub(super) fn listen_to(&mut self, keyboard: Option<Keyboard>) {
        self.keyboard = keyboard;
    }

    /// Whether a key can come.
    pub(super) const fn has_keyboard(&self) -> bool {
        self.keyboard.is_some()
    }

    /// For one more source.
    pub(super) fn post(&self) -> Post {
        self.post.clone()
    }

    /// Leaves an input for later.
    pub(super) fn leave(&mut self, input: Input) {
        self.queued.push_back(Incoming::Input(input));
    }

    /// Puts back the input that was taken out last.
    pub(super) fn put_back(&mut self, input: Input) {
        self.queued.push_front(Incoming::Input(input));
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

    /// The end passes everything else, be it a hundred pasted lines.
    fn next(&mut self, clock: &Clock, deadline: Option<Moment>) -> Option<Incoming> {
        let mut remaining = Some(Duration::ZERO);
        loop {
            self.look(remaining);
            if let Some(waiting) = self.ends.pop_front().or_else(|| self.queued.pop_front()) {
                self.is_ending |= waiting.ends() || waiting.interrupts();
                return Some(waiting);
            }
            remaining = deadline.map(|deadline| clock.until(deadline).min(LONGEST_SLEEP));
            if remaining == Some(Duration::ZERO) {
                return None;
            }
        }
    }

    /// Sleeps until something comes, for `limit` at most, and takes in what has come. It may return early.
    fn look(&mut self, limit: Option<Duration>) {
        let are_wanted = self.queued.len() < MANY;
        let keyboard = self.keyboard.as_ref();
        let patience = keyboard.filter(|_| are_wanted).and_then(Keyboard::patience);
        let limit = limit.into_iter().chain(patience).min();
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let terminals = keyboard.into_iter().flat_map(|it| it.waits_for(are_wanted));
        let mut sources: Vec<PollFd> = terminals
            .map(|(terminal, flags)| PollFd::from_borrowed_fd(terminal, flags))
            .collect();
        sources.push(PollFd::new(self.signals.get_read(), PollFlags::IN));
        let polled = poll(&mut sources, limit.as_ref());
        let mut happened: Vec<PollFlags> = sources.iter().map(PollFd::revents).collect();
        let is_woken = happened.pop().is_some_and(|flags| !flags.is_empty());
        if is_woken || polled.is_err() {
            let signals: Vec<i32> = self.signals.pending().collect();
            for input in signals.into_iter().map(signals::meaning) {
                self.queue(Incoming::Input(input));
            }
        }
        while let Ok(message) = self.receiver.try_recv() {
            self.queue(message);
        }
        if let (Ok(_), Some(keyboard)) = (polled, &mut self.keyboard) {
            for input in keyboard.inputs(&happened, are_wanted) {
                self.queue(Incoming::Input(input));
            }
        }
    }

    /// Queues a message for later. Of several new sizes of the window in a row only one is.
    fn queue(&mut self, message: Incoming) {
        if matches!(message, Incoming::Input(Input::Signal(Signal::HangUp))) {
            // The terminal is gone, and SIGHUP says so too.
            if std::mem::replace(&mut self.is_gone, true) {
                return;
            }
        }
        if message.ends() {
            self.ends.push_back(message);
        } else if !(message.is_resized() && self.queued.back().is_some_and(Incoming::is_resized)) {
            self.queued.push_back(message);
        }
    }

    /// Whether it is worth waiting for a terminal that takes nothing: not for a program that is about to end.
    pub(super) fn may_wait(&mut self) -> bool {
        self.look(Some(Duration::ZERO));
        !self.is_ending && self.ends.is_empty() && !self.queued.iter().any(Incoming::interrupts)
    }

    /// Waits for the answer that is the last of the terminal, for `limit` at most and only where it can come to us.
    pub(super) fn await_answer(
        &mut self,
        is_last: impl Fn(TerminalAnswer) -> bool,
        limit: Duration,
    ) {
        let until = clock::raw() + limit;
        let is_answer = |message: &Incoming| match message {
            Incoming::Input(Input::Answer(answer)) => is_last(*answer),
            _ => false,
        };
        while !self.is_gone && terminal::is_in_front() && !self.queued.iter().any(is_answer) {
            let remaining = until.saturating_sub(clock::raw());
            if remaining.is_zero() {
                return;
            }
            self.look(Some(remaining));
        }
    }

    /// The signal that has come to end the program, if any, after sleeping for `limit` at most until something comes.
    pub(super) fn signal_within(&mut self, limit: Duration) -> Option<Signal> {
        self.look(Some(limit));
        self.ends.iter().find_map(|message| match message {
            Incoming::Input(Input::Signal(signal)) => Some(*signal),
            _ => None,
        })
    }

    /// After the process was stopped: sleeps until it goes on. What else came in meanwhile was not meant for a program
    /// that is not there. Returns whether it goes on to end.
    pub(super) fn until_continued(&mut self) -> bool {
        // Keys are the shell's as long as it has the terminal.
        let keyboard = self.keyboard.take();
        let is_ending = loop {
            if !self.ends.is_empty() {
                break true;
            }
            let mut is_continued = false;
            // Keys pressed meanwhile are dropped; what a thread has read or written is not.
            self.queued.retain(|message| {
                is_continued |= matches!(message, Incoming::Input(Input::Continued));
                !message.is_for_who_has_the_terminal()
            });
            if is_continued {
                break self.is_let_go_to_end();
            }
            self.look(None);
        };
        self.keyboard = keyboard;
        is_ending
    }

    /// Forgets keys and signals that came while another program had the terminal: they were meant for that program. An
    /// end of the terminal or of the process stays.
    pub(super) fn forget_visit(&mut self) {
        // A Ctrl-C that ended it comes at the same time as its end.
        self.settle();
        let stays = |message: &Incoming| match message {
            Incoming::Input(Input::Signal(signal)) => {
                !matches!(signal, Signal::Interrupt | Signal::Quit)
            }
            message => !message.is_for_who_has_the_terminal(),
        };
        self.ends.retain(stays);
        self.queued.retain(stays);
    }

    /// Whether the process was let go on only to end: a shell that kills a stopped job continues it, too, and the two
    /// signals come in any order. In front it is simply used on.
    pub(super) fn is_let_go_to_end(&mut self) -> bool {
        if terminal::is_in_front() {
            return false;
        }
        self.settle();
        !self.ends.is_empty()
    }

    /// Takes in what comes until nothing has come for a moment.
    fn settle(&mut self) {
        loop {
            let before = (self.queued.len(), self.ends.len());
            self.look(Some(BOTH_SIGNALS));
            if before == (self.queued.len(), self.ends.len()) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::Key;
    use crate::shell::clock::Speed;

    fn inbox() -> Inbox {
        Inbox::new().expect("an inbox")
    }

    fn input(input: Input) -> Incoming {
        Incoming::Input(input)
    }

    #[test]
    fn nothing_is_returned_only_at_the_deadline() {
        let mut inbox = inbox();
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
        let mut inbox = inbox();
        let mut clock = Clock::start(Speed::REAL);
        let end = Input::Signal(Signal::Terminate);
        let key = Input::Key(Key::Enter);
        let resized = Input::Resized;
        let before = [&key, &resized, &resized, &end, &resized];
        for message in before {
            let message = input(message.clone());
            inbox.post().send(message);
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
        let mut inbox = inbox();
        let mut clock = Clock::start(Speed::REAL);
        let end = Input::Signal(Signal::HangUp);
        for message in [Input::Key(Key::Enter), end.clone(), Input::Continued] {
            inbox.post().send(input(message));
        }
        assert!(inbox.until_continued());
        let next = inbox.wait(&mut clock, None).expect("no panic");
        assert_eq!(next, Some(end));
    }

    #[test]
    fn what_was_for_the_editor_is_forgotten() {
        let mut inbox = inbox();
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
            inbox.post().send(input(message));
        }
        inbox.forget_visit();
        assert_eq!(inbox.wait(&mut clock, None).expect("no panic"), Some(end));
        let soon = clock.now() + Duration::from_millis(1);
        assert_eq!(inbox.wait(&mut clock, Some(soon)).expect("no panic"), None);
    }

    #[test]
    fn a_panic_elsewhere_ends_the_wait() {
        let mut inbox = inbox();
        let panicked = Incoming::Panicked("over".to_owned());
        inbox.post().send(panicked);
        let waited = inbox.wait(&mut Clock::start(Speed::REAL), None);
        assert!(matches!(waited, Err(Error::Panicked(message)) if message == "over"));
    }
}
