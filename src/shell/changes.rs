//! Tells the user's command of each change of phase, one JSON object a line. The command is started with the first session
//! and stays open until the program ends. One that does not keep up misses changes: nothing waits for it.

use std::collections::VecDeque;
use std::io::Write as _;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::inbox::{Incoming, Post};
use crate::app::input::Input;
use crate::core::player::Event;
use crate::core::text::escaped;
use crate::core::timeline::Timeline;
use crate::error::in_words;
use crate::format::change;
use crate::process::{Cancel, CommandLine, Launch, Program, StandardInput};

/// How many changes may wait for the command, beside those in the pipe. Of more the earliest are skipped.
const PENDING: usize = 64;
/// How long the command may take to end once no more changes come.
const FAREWELL: Duration = Duration::from_millis(500);

/// The user's command, and the session that it is told of.
#[derive(Debug)]
pub(super) struct ChangeTeller {
    queue: Arc<ChangeQueue>,
    /// Receives why the command does not run any more, when it is over.
    ended: Receiver<Option<String>>,
    cancel: Cancel,
    timeline: Option<Arc<Timeline>>,
}

/// The changes that wait for the command, and the condition that says when they change.
type ChangeQueue = (Mutex<PendingChanges>, Condvar);

#[derive(Debug, Default)]
struct PendingChanges {
    lines: VecDeque<String>,
    /// Whether no more will come.
    is_closed: bool,
    /// Whether the command has ended.
    is_over: bool,
}

impl ChangeTeller {
    /// Waits for the first change, and starts `command` then. That it cannot be started or ends early lands in `inbox`.
    ///
    /// # Errors
    /// When there is no thread to be had; as a sentence.
    pub(super) fn start(command: CommandLine, inbox: Post) -> Result<Self, String> {
        let (tell, ended) = mpsc::channel();
        let (queue, cancel) = (Arc::<ChangeQueue>::default(), Cancel::default());
        let (of_thread, cancelled) = (Arc::clone(&queue), cancel.clone());
        let name = escaped(&command.name());
        let thread = thread::Builder::new().name("changes".to_owned());
        let spawned = thread.spawn(move || {
            let trouble = tell_all(command, &of_thread, &cancelled).err();
            if let Some(trouble) = &trouble {
                inbox.send(Incoming::Input(Input::Note(trouble.clone())));
            }
            let _ = tell.send(trouble);
        });
        match spawned {
            Ok(_) => Ok(Self {
                queue,
                ended,
                cancel,
                timeline: None,
            }),
            Err(error) => Err(format!(
                "`on_change` does not run `{name}`: {}",
                in_words(&error)
            )),
        }
    }

    /// From now on events are those of this timeline.
    pub(super) fn begin(&mut self, timeline: &Arc<Timeline>) {
        self.timeline = Some(Arc::clone(timeline));
    }

    /// Tells of an event, if the phase changes with it.
    pub(super) fn tell(&self, event: &Event) {
        let timeline = self.timeline.as_deref();
        let line = timeline.and_then(|timeline| change::write(timeline, event));
        let Some(line) = line else {
            return;
        };
        let mut pending = lock(&self.queue);
        pending.lines.push_back(line + "\n");
        if pending.lines.len() > PENDING {
            pending.lines.pop_front();
        }
        self.queue.1.notify_all();
    }

    /// Says that no more changes come.
    pub(super) fn close(&self) {
        lock(&self.queue).is_closed = true;
        self.queue.1.notify_all();
    }

    /// Ends the command, which has a moment for what it was told, and returns why it did not run until then.
    pub(super) fn finish(self) -> Option<String> {
        self.close();
        // One that ends late is killed by its thread; one that reads nothing keeps its thread from that.
        let ended = self.ended.recv_timeout(FAREWELL * 2);
        let ended = ended.or_else(|_| {
            self.cancel.cancel();
            self.ended.recv_timeout(FAREWELL)
        });
        ended.ok().flatten()
    }
}

fn lock(queue: &ChangeQueue) -> MutexGuard<'_, PendingChanges> {
    queue.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the next line; `None` when no more come, or the command has ended.
fn next(queue: &ChangeQueue) -> Option<String> {
    let idle = |pending: &mut PendingChanges| {
        pending.lines.is_empty() && !pending.is_closed && !pending.is_over
    };
    let waited = queue.1.wait_while(lock(queue), idle);
    let mut pending = waited.unwrap_or_else(PoisonError::into_inner);
    pending.lines.pop_front().filter(|_| !pending.is_over)
}

/// Starts the command with the first line and gives it each, until no more come or it has ended.
///
/// # Errors
/// When it cannot be started, fails, or ends before the last line; as a sentence.
fn tell_all(command: CommandLine, queue: &Arc<ChangeQueue>, cancel: &Cancel) -> Result<(), String> {
    let name = escaped(&command.name());
    let Some(first) = next(queue) else {
        return Ok(());
    };
    let of_command = Arc::clone(queue);
    let launch = Launch {
        input: StandardInput::OpenUntilDropped,
        ..command.into()
    };
    let started = cancel.begin(|| {
        Program::start(launch, move || {
            lock(&of_command).is_over = true;
            of_command.1.notify_all();
        })
    });
    let mut program = started
        .map_err(|error| format!("`on_change` cannot run `{name}`: {}", in_words(&error)))?;
    let mut input = program.take_input();
    let mut line = Some(first);
    while let Some(text) = line {
        // One that has closed its input may still run.
        input = input
            .take()
            .filter(|mut input| input.write_all(text.as_bytes()).is_ok());
        line = next(queue);
    }
    drop(input);
    let is_early = !lock(queue).is_closed;
    let runs = |pending: &mut PendingChanges| !pending.is_over;
    let waited = queue.1.wait_timeout_while(lock(queue), FAREWELL, runs);
    let runs_still = waited.is_ok_and(|(pending, _)| !pending.is_over);
    if runs_still {
        program.kill();
    }
    let is_killed = cancel.end() || runs_still;
    match program.reap() {
        Ok(status) if !is_killed && !status.success() => {
            Err(format!("`on_change` ran `{name}`, which failed: {status}"))
        }
        Ok(_) if is_early => Err(format!(
            "`on_change` ran `{name}`, which ended before the program"
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::moment::Moment;
    use crate::core::player::What;
    use crate::core::timeline::Unrolled;
    use crate::shell::clock::{Clock, Speed};
    use crate::shell::inbox::Inbox;

    fn teller(command: &[&str], inbox: &Inbox) -> ChangeTeller {
        let command = CommandLine::of(command.iter().copied()).unwrap();
        let mut teller = ChangeTeller::start(command, inbox.post()).unwrap();
        teller.begin(&Arc::new(Timeline::of_all(None, Unrolled::default())));
        teller
    }

    fn stopped() -> Event {
        Event {
            at: Moment::ZERO,
            clock: Duration::from_secs(90),
            what: What::Stopped,
        }
    }

    /// What lands in the inbox next.
    fn noted(inbox: &mut Inbox) -> String {
        let mut clock = Clock::start(Speed::REAL);
        match inbox.wait(&mut clock, None) {
            Ok(Some(Input::Note(note))) => note,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_that_ends_early_or_cannot_be_run_is_said_and_holds_up_nothing() {
        for (command, said) in [
            (
                &["/bin/sh", "-c", "exit"][..],
                "`on_change` ran `/bin/sh`, which ended before the program",
            ),
            (
                &["/bin/sh", "-c", "exit 1"],
                "`on_change` ran `/bin/sh`, which failed: exit status: 1",
            ),
            (
                &["/no/such/thing"],
                "`on_change` cannot run `/no/such/thing`: ",
            ),
        ] {
            let mut inbox = Inbox::new().unwrap();
            let teller = teller(command, &inbox);
            teller.tell(&stopped());
            let note = noted(&mut inbox);
            assert!(note.starts_with(said), "{note}");
            for _ in 0..3 * PENDING {
                teller.tell(&stopped());
            }
            assert_eq!(teller.finish(), Some(note));
        }
    }

    #[test]
    fn one_that_reads_nothing_misses_the_earliest_and_is_killed_at_the_end() {
        let inbox = Inbox::new().unwrap();
        let teller = teller(&["sleep", "600"], &inbox);
        // More than any pipe takes.
        for _ in 0..1 << 16 {
            teller.tell(&stopped());
        }
        let pending = lock(&teller.queue).lines.len();
        assert!(pending <= PENDING, "{pending}");
        assert_eq!(teller.finish(), None);
    }

    #[test]
    fn one_that_is_told_nothing_is_not_started() {
        let inbox = Inbox::new().unwrap();
        assert_eq!(teller(&["/no/such/thing"], &inbox).finish(), None);
    }
}
