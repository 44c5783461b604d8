//! Saves sessions on a thread of its own, because a disk may be slow and the next tone does not wait.
//!
//! A snapshot is noted before the program shows or says that the session went on. So a program that is killed has
//! saved everything that it reported. A disk that does not answer delays the program by [`STALL`] once, and not again
//! before it has caught up.

use std::collections::VecDeque;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use super::clock;
use super::fault;
use super::hook::{self, HookRunner};
use super::inbox::{Inbox, Incoming, Post};
use crate::app::effect::SaveEffect;
use crate::app::input::Input;
use crate::core::correction::LogChange;
use crate::core::history::{History, Scope};
use crate::core::status::SessionStatus;
use crate::core::text::escaped;
use crate::disk::keeper::Keeper;
use crate::disk::log::Log;
use crate::error::{Error, in_words, in_words_unwritten};
use crate::format;
use crate::process::CommandLine;

/// The longest the program waits until a snapshot is noted. It is far below what passes for a closed lid.
const STALL: Duration = Duration::from_millis(500);

/// The longest the end waits for what is still to be written. The terminal was restored by then.
const PATIENCE: Duration = Duration::from_secs(10);

/// The trouble with a session that another program has resumed or discarded.
const TAKEN: &str = "another window has resumed or discarded this session";

/// How long the end waits before it says what for.
const UNSAID: Duration = Duration::from_millis(500);

/// Writes what the program asks to be saved, on a thread of its own if there is one to be had.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Arc<Queue>,
    keeper: Arc<Mutex<Keeper>>,
    /// Receives that a session could not be logged.
    inbox: Post,
    log: PathBuf,
    /// Receives that everything is written.
    done: Receiver<()>,
    hooks: Option<HookRunner>,
}

/// The queue of pending effects, and the condition that says when it changes.
type Queue = (Mutex<Pending>, Condvar);

#[derive(Debug, Default)]
struct Pending {
    /// It has one snapshot at most: what comes later has all of it.
    effects: VecDeque<SaveEffect>,
    /// What is to be told of the session that is played, and whether that has changed.
    status: Option<SessionStatus>,
    is_status_new: bool,
    /// The line that is being added to the log.
    logging: Option<Arc<str>>,
    /// Whether the last snapshot has not been noted yet.
    is_unnoted: bool,
    /// Whether nothing more will come, or no thread waits for it.
    is_closed: bool,
    /// Receives each entry of the log, while something is written.
    records: Option<Sender<Arc<str>>>,
    /// Everything that could not be saved.
    failures: Vec<Error>,
}

impl Pending {
    /// Adds a failure, once: a full disk is full at every segment. The input that says so, if it is new.
    fn fail(&mut self, trouble: Error) -> Option<Input> {
        let said = trouble.to_string();
        if self.failures.iter().any(|known| known.to_string() == said) {
            return None;
        }
        let input = match &trouble {
            Error::NoSnapshot { .. } => Input::NoSnapshot(said),
            _ => Input::Note(said),
        };
        self.failures.push(trouble);
        Some(input)
    }

    /// Adds a line that could not be logged.
    fn lose(&mut self, lost: Error, inbox: &Post) {
        if let Error::Lost { reason, .. } = &lost {
            inbox.send(Incoming::Input(Input::NotKept(reason.clone())));
        }
        self.failures.push(lost);
    }
}

/// The line of the log that an effect adds, if it adds one.
fn line(effect: &SaveEffect) -> Option<String> {
    match effect {
        SaveEffect::Log(session) => Some(format::log::write(&session.entry)),
        SaveEffect::Change(change) => Some(format::correction::line(change)),
        SaveEffect::Snapshot(_)
        | SaveEffect::Draft(_)
        | SaveEffect::SafetyRead
        | SaveEffect::Discard => None,
    }
}

/// The effect, with a session that is added to the log at the time that the clock showed in its place on that day: summer
/// may have ended since.
fn dated(mut effect: SaveEffect) -> SaveEffect {
    if let SaveEffect::Change(LogChange::Add(session)) = &mut effect {
        let took = session.end.since(session.start);
        session.start = clock::local(session.start.day(), session.start.time_of_day());
        session.end = session.start.after(took);
    }
    effect
}

/// Reads the log to which `file` belongs after it was changed, and sends what it amounts to.
fn read_again(file: &Path, queue: &Queue, inbox: &Post) {
    let mut history = History::new(Scope::of(clock::stamp().day()));
    let folder = file.parent().unwrap_or(file);
    let (history, troubles) = match Log::open(folder) {
        Ok(log) => {
            let troubles = log.read_into(&mut history);
            (Some(Arc::new(history)), troubles)
        }
        Err(error) => {
            let trouble = format!("the log cannot be read: {}", in_words(&error));
            inbox.send(Incoming::Input(Input::Note(trouble.clone())));
            (None, vec![trouble])
        }
    };
    inbox.send(Incoming::Input(Input::History(history)));
    let mut pending = lock_queue(queue);
    for trouble in troubles {
        pending.fail(Error::Unsaved(trouble));
    }
}

fn lock_queue(queue: &Queue) -> MutexGuard<'_, Pending> {
    queue.0.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writer {
    /// A writer that writes where `keeper` says, and runs `hook` for each session in the log. That a session could not
    /// be logged lands in `inbox` as well.
    pub(super) fn start(keeper: Keeper, hook: Option<CommandLine>, inbox: Post) -> Self {
        let queue = Arc::new(Queue::default());
        let log = keeper.log().to_owned();
        let (tell, done) = mpsc::channel();
        let mut hooks = None;
        match hook.map(|hook| HookRunner::start(hook, inbox.clone())) {
            Some(Ok((runner, records))) => {
                hooks = Some(runner);
                lock_queue(&queue).records = Some(records);
            }
            Some(Err(trouble)) => {
                lock_queue(&queue).fail(Error::Unsaved(trouble));
            }
            None => {}
        }
        let keeper = Arc::new(Mutex::new(keeper));
        let of_thread = (Arc::clone(&keeper), Arc::clone(&queue), inbox.clone());
        let write = move || {
            let (keeper, queue, inbox) = of_thread;
            write_all(&keeper, &queue, &inbox);
            let _ = tell.send(());
            inbox.wake();
        };
        let thread = Builder::new().name("writer".to_owned()).spawn(write);
        lock_queue(&queue).is_closed = thread.is_err();
        Self {
            queue,
            keeper,
            inbox,
            log,
            done,
            hooks,
        }
    }

    /// Reads a log that is too large to be waited for, and sends what it amounts to. The end says what could not be
    /// read.
    pub(super) fn read(&self, log: Log, history: History, inbox: Post) {
        let queue = Arc::clone(&self.queue);
        let read = move || {
            let mut history = history;
            let warnings = log.read_into(&mut history);
            inbox.send(Incoming::Input(Input::History(Some(Arc::new(history)))));
            let mut pending = lock_queue(&queue);
            for warning in warnings {
                pending.fail(Error::Unsaved(warning));
            }
        };
        if let Err(error) = Builder::new().name("log".to_owned()).spawn(read) {
            let why = in_words(&error);
            let trouble = format!("the log is too large to be read without a thread: {why}");
            lock_queue(&self.queue).fail(Error::Unsaved(trouble));
            self.inbox.send(Incoming::Input(Input::History(None)));
        }
    }

    /// Hands an effect on to be written. A snapshot is noted on return, unless the disk is behind.
    pub(super) fn write(&mut self, effect: SaveEffect) {
        let effect = dated(effect);
        let (_, changed) = &*self.queue;
        let mut pending = lock_queue(&self.queue);
        let is_behind = pending.is_unnoted;
        if matches!(pending.effects.back(), Some(SaveEffect::Snapshot(_))) {
            pending.effects.pop_back();
        }
        pending.is_unnoted = matches!(effect, SaveEffect::Snapshot(_));
        pending.effects.push_back(effect);
        changed.notify_all();
        if pending.is_closed {
            drop(pending);
            write_all(&self.keeper, &self.queue, &self.inbox);
        } else if !is_behind {
            let unnoted = |pending: &mut Pending| pending.is_unnoted;
            drop(changed.wait_timeout_while(pending, STALL, unnoted));
        }
    }

    /// Hands on what other programs are told of the session. It is written when nothing else is pending, and nothing waits
    /// for it.
    pub(super) fn tell(&self, status: Option<SessionStatus>) {
        let mut pending = lock_queue(&self.queue);
        pending.status = status;
        pending.is_status_new = true;
        self.queue.1.notify_all();
        if pending.is_closed {
            drop(pending);
            write_all(&self.keeper, &self.queue, &self.inbox);
        }
    }

    /// Waits until all is written and every hook was run, for a while at most, and returns the failures. When that takes
    /// a moment, it says what it waits for. A signal ends the wait and stays in the `inbox`.
    pub(super) fn finish(self, inbox: &mut Inbox, say: &dyn Fn(&str)) -> Vec<Error> {
        let is_alone = mem::replace(&mut lock_queue(&self.queue).is_closed, true);
        self.queue.1.notify_all();
        // A signal that comes along with the end leaves the disk its moment.
        let limits = (UNSAID, PATIENCE);
        let is_written =
            is_alone || await_end(&self.done, limits, "the disk", inbox, say).is_some();
        let mut failures = self.failures();
        if is_written {
            // The hooks learn that no more sessions come.
            lock_queue(&self.queue).records = None;
        }
        if let Some(hooks) = self.hooks {
            let troubles = all_run(&hooks, is_written, inbox, say);
            failures.extend(troubles.into_iter().map(Error::Unsaved));
        }
        failures
    }

    /// The failures so far, with the sessions that are still to be written.
    fn failures(&self) -> Vec<Error> {
        let mut pending = lock_queue(&self.queue);
        let mut failures = mem::take(&mut pending.failures);
        let effects = mem::take(&mut pending.effects);
        let unlogged = effects.iter().filter_map(line);
        let logging = pending.logging.take();
        let lost = logging.map(|line| line.to_string()).into_iter();
        failures.extend(lost.chain(unlogged).map(|line| Error::Lost {
            line,
            file: self.log.clone(),
            reason: "the disk takes too long".to_owned(),
        }));
        failures
    }
}

/// Waits until all hooks have been run, unless a disk that hangs may still bring some, and ends those that have not.
fn all_run(
    hooks: &HookRunner,
    is_written: bool,
    inbox: &mut Inbox,
    say: &dyn Fn(&str),
) -> Vec<String> {
    let limits = (Duration::ZERO, hook::LIMIT);
    let ran = is_written
        .then(|| await_end(hooks.troubles(), limits, "`on_finish`", inbox, say))
        .flatten();
    ran.unwrap_or_else(|| {
        hooks.cancel();
        // A program that is killed ends at once.
        let troubles = hooks.troubles().recv_timeout(UNSAID);
        troubles.unwrap_or_default()
    })
}

/// Waits for `end`, with which the inbox is woken: for `least` whatever happens, then until a signal comes, and no
/// longer than `limit`. It says so when it takes a moment.
fn await_end<T>(
    end: &Receiver<T>,
    (least, limit): (Duration, Duration),
    what: &str,
    inbox: &mut Inbox,
    say: &dyn Fn(&str),
) -> Option<T> {
    let begin = clock::raw();
    let mut is_said = false;
    loop {
        match end.try_recv() {
            Ok(ended) => return Some(ended),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {}
        }
        let waited = clock::raw().saturating_sub(begin);
        if waited >= UNSAID && !is_said {
            say(&format!("waiting for {what}, up to {} s", limit.as_secs()));
            is_said = true;
        }
        let until = if is_said { limit } else { UNSAID };
        let signal = inbox.signal_within(until.saturating_sub(waited));
        if waited >= limit || waited >= least && signal.is_some() {
            return None;
        }
    }
}

/// Writes until nothing more comes. Of several snapshots that are pending only the last is noted, and it is settled
/// when nothing else is pending.
fn write_all(keeper: &Mutex<Keeper>, queue: &Queue, inbox: &Post) {
    let mut keeper = keeper.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some(next) = next(queue) {
        fault::inject("worker");
        let (effect, line) = match next {
            ToWrite::Effect(effect, line) => (effect, line),
            ToWrite::Status(status) => {
                keeper.tell(status);
                continue;
            }
        };
        let trouble = match effect {
            SaveEffect::Snapshot(snapshot) => {
                let noted = keeper.note(&snapshot);
                if has_more(queue) && !matches!(noted, Ok(false)) {
                    continue;
                }
                settled(&mut keeper, noted)
            }
            SaveEffect::Log(snapshot) => {
                let (logged, saved) = keeper.log_session(&snapshot, &line);
                let mut pending = lock_queue(queue);
                pending.logging = None;
                if let Err(lost) = logged {
                    pending.lose(lost, inbox);
                } else if let Some(records) = &pending.records {
                    let _ = records.send(line);
                }
                drop(pending);
                saved.err().map(|error| no_snapshot(&keeper, &error))
            }
            SaveEffect::Change(_) => {
                let changed = keeper.append_line(&line);
                let mut pending = lock_queue(queue);
                pending.logging = None;
                if let Err(lost) = changed {
                    pending.lose(lost, inbox);
                }
                drop(pending);
                read_again(keeper.log(), queue, inbox);
                None
            }
            SaveEffect::Draft(draft) => keeper.keep_draft(draft.as_deref()).err().map(|error| {
                let state = escaped(&keeper.state().to_string_lossy());
                let why = in_words_unwritten(&error);
                Error::Unsaved(format!(
                    "the changes cannot be saved on the way in `{state}`: {why}"
                ))
            }),
            // A page that comes again is no trouble, and what else cannot be saved there is reported.
            SaveEffect::SafetyRead => {
                let _ = keeper.note_safety();
                None
            }
            SaveEffect::Discard => keeper.discard().err().map(|error| {
                let why = in_words(&error);
                Error::Unsaved(format!("the unfinished session cannot be removed: {why}"))
            }),
        };
        let input = trouble.and_then(|trouble| lock_queue(queue).fail(trouble));
        if let Some(input) = input {
            inbox.send(Incoming::Input(input));
        }
    }
}

/// Settles what was noted; what is to be said of it.
fn settled(keeper: &mut Keeper, noted: io::Result<bool>) -> Option<Error> {
    match noted.and_then(|is_first| keeper.settle().map(|()| is_first)) {
        Ok(is_first) => (!is_first).then(|| Error::Unsaved(TAKEN.to_owned())),
        Err(error) => Some(no_snapshot(keeper, &error)),
    }
}

fn no_snapshot(keeper: &Keeper, error: &io::Error) -> Error {
    Error::NoSnapshot {
        folder: keeper.state().to_owned(),
        reason: in_words_unwritten(error),
    }
}

/// Something for the thread to write.
enum ToWrite {
    /// An effect, with the line that it adds to the log; empty where it adds none.
    Effect(SaveEffect, Arc<str>),
    Status(Option<SessionStatus>),
}

/// Waits for the next thing to write; `None` when nothing more will come.
fn next(queue: &Queue) -> Option<ToWrite> {
    let idle = |pending: &mut Pending| {
        pending.effects.is_empty() && !pending.is_status_new && !pending.is_closed
    };
    let waited = queue.1.wait_while(lock_queue(queue), idle);
    let mut pending = waited.unwrap_or_else(PoisonError::into_inner);
    let Some(next) = pending.effects.pop_front() else {
        let is_new = mem::take(&mut pending.is_status_new);
        return is_new.then(|| ToWrite::Status(pending.status.take()));
    };
    let line = line(&next).map(Arc::from);
    pending.logging.clone_from(&line);
    Some(ToWrite::Effect(next, line.unwrap_or_default()))
}

/// After a snapshot was noted: whether there is something else to write.
fn has_more(queue: &Queue) -> bool {
    let mut pending = lock_queue(queue);
    let has_more = !pending.effects.is_empty();
    pending.is_unnoted &= has_more;
    queue.1.notify_all();
    has_more
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::core::moment::Moment;
    use crate::core::session::Snapshot;

    /// A writer for a disk that never answers.
    fn hung() -> Writer {
        let folder = Path::new("/nowhere");
        Writer {
            queue: Arc::default(),
            keeper: Arc::new(Mutex::new(Keeper::new(folder, "host", folder))),
            inbox: Inbox::new().unwrap().post(),
            log: PathBuf::from("log"),
            done: mpsc::channel().1,
            hooks: None,
        }
    }

    /// A session that was left, begun in a given second.
    fn session(second: u8) -> Box<Snapshot> {
        let text = format!(
            r#"{{"record":{{"v":1,"id":"{second}","start":"2026-03-01T10:00:{second:02}Z","end":"2026-03-01T10:01:00Z",
                "stretches":[{{"name":"A","kind":"hold","held_ms":60000}}]}},
                "logged":false,"position":{{"segment":0,"lengths_ms":[],"left_out":[]}},"took_ms":0,"so_far":[],
                "routines":[],"wait_ms":null,"place":""}}"#
        );
        Box::new(format::snapshot::read(&text).unwrap())
    }

    #[test]
    #[cfg(unix)]
    fn while_a_hook_runs_the_next_session_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let (log, state) = (folder.path().join("log"), folder.path().join("state"));
        // It runs until this is there.
        let gate = folder.path().join("gate");
        let until = format!("until [ -e '{}' ]; do sleep 0.1; done", gate.display());
        let hook = CommandLine::of(["sh", "-c", &until]);
        let mut inbox = Inbox::new().unwrap();
        let keeper = Keeper::new(&log, "host", &state);
        let mut writer = Writer::start(keeper, hook, inbox.post());
        for effect in [
            SaveEffect::Log(session(1)),
            SaveEffect::Snapshot(session(2)),
        ] {
            writer.write(effect);
        }
        let is_saved = || {
            let saved = ["unfinished.json.new", "unfinished.json"].map(|name| {
                let text = std::fs::read_to_string(state.join(name)).ok()?;
                format::snapshot::read(&text)
            });
            saved.into_iter().flatten().any(|it| it.entry.id == "2")
        };
        // A busy machine takes longer to write it.
        let mut looks = 0..6000;
        while !is_saved() {
            assert!(
                looks.next().is_some(),
                "it is not saved while the hook runs"
            );
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
        // Had it been waited for, it would have been ended by now.
        std::fs::write(&gate, "").unwrap();
        let failures = writer.finish(&mut inbox, &|_| {});
        assert!(failures.is_empty(), "{failures:?}");
    }

    #[test]
    fn of_the_snapshots_that_a_disk_is_behind_with_one_is_pending() {
        let mut writer = hung();
        // The first is waited for in vain. With each further one it would take half a second otherwise.
        for second in 0..60 {
            writer.write(SaveEffect::Snapshot(session(second)));
        }
        let pending = |writer: &Writer| lock_queue(&writer.queue).effects.clone();
        assert_eq!(pending(&writer), [SaveEffect::Snapshot(session(59))]);
        // One that was taken out and is noted after all changes nothing about the last.
        assert!(has_more(&writer.queue) && lock_queue(&writer.queue).is_unnoted);
        assert!(next(&writer.queue).is_some() && !has_more(&writer.queue));
        assert!(!lock_queue(&writer.queue).is_unnoted, "it has caught up");
        writer.write(SaveEffect::Log(session(1)));
        writer.write(SaveEffect::Discard);
        assert_eq!(
            pending(&writer).len(),
            2,
            "a session that is over is not passed over"
        );
    }

    #[test]
    fn a_session_that_is_added_is_reported_as_it_would_stand_in_the_log() {
        let mut writer = hung();
        let mut added = session(1).entry;
        // As the clock shows it now; on that day it showed the time of the zone in which the tests run.
        added.start.offset = 5 * 3600 + 60;
        let (day, time) = (added.start.day(), added.start.time_of_day());
        writer.write(SaveEffect::Change(LogChange::Add(Box::new(added))));
        let lost = writer.failures();
        let [Error::Lost { line, .. }] = lost.as_slice() else {
            panic!("{lost:?}")
        };
        let start = format::log::read(line).unwrap().start;
        assert_eq!(start, clock::local(day, time));
    }

    #[test]
    fn a_log_that_cannot_be_read_again_is_no_empty_history() {
        let folder = tempfile::tempdir().unwrap();
        // A file where the folder of the log was.
        let log = folder.path().join("log");
        std::fs::write(&log, "").unwrap();
        let mut inbox = Inbox::new().unwrap();
        let queue = Queue::default();
        read_again(&log.join("host.jsonl"), &queue, &inbox.post());
        let mut inputs = Vec::new();
        let mut clock = clock::Clock::start(clock::Speed::new(1.0).unwrap());
        while let Ok(Some(input)) = inbox.wait(&mut clock, Some(Moment::ZERO)) {
            inputs.push(input);
        }
        let [Input::Note(note), Input::History(None)] = inputs.as_slice() else {
            panic!("{inputs:?}")
        };
        assert!(note.starts_with("the log cannot be read: "), "{note}");
        assert_eq!(lock_queue(&queue).failures.len(), 1);
    }

    #[test]
    fn a_session_that_a_hanging_disk_has_not_logged_is_reported_as_lost() {
        let mut writer = hung();
        for second in 1..=2 {
            writer.write(SaveEffect::Log(session(second)));
        }
        let _ = next(&writer.queue);
        let lost = writer.failures();
        let lines = lost.iter().map(|lost| match lost {
            Error::Lost { line, .. } => format::log::read(line).unwrap().id,
            other => panic!("{other}"),
        });
        assert_eq!(lines.collect::<Vec<_>>(), ["1", "2"]);
    }
}
