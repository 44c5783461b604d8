//! Saves sessions on a thread of its own, because a disk may be slow and the next tone does not wait.
//!
//! A snapshot is noted before the program shows or says that the session went on. So a program that is killed has
//! saved everything that it reported. A disk that does not answer delays the program by [`STALL`] once, and not again
//! before it has caught up.

use std::process;
use std::sync::mpsc::{self, Receiver, SendError, Sender, TryRecvError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::clock::{self, Clock};
use super::fault;
use super::hook::{self, HookRunner};
use super::inbox::{Inbox, Incoming, Post};
use crate::app::effect::SaveEffect;
use crate::app::input::Input;
use crate::app::memory::Memory;
use crate::core::history::History;
use crate::core::session::{Plan, Snapshot};
use crate::core::text::escaped;
use crate::disk::keeper::{Keeper, Lost};
use crate::error::{in_words, in_words_unwritten};
use crate::format;
use crate::process::CommandLine;

/// The longest the program waits until a snapshot is noted. It is far below what passes for a closed lid.
const STALL: Duration = Duration::from_millis(500);

/// The longest the end waits for what is still to be written. The terminal was restored by then.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long the end waits before it says what for.
const UNSAID: Duration = Duration::from_millis(500);

/// What is remembered, and where.
#[derive(Debug)]
pub(crate) struct Remembers {
    /// Where it is written down.
    pub(crate) keeper: Keeper,
    /// Whether the summary asks how it felt.
    pub(crate) ask: bool,
    /// How long after its end a session can be resumed.
    pub(crate) resume: Duration,
    /// What was done before.
    pub(crate) history: Arc<History>,
    /// The session that was left unfinished, for the library.
    pub(crate) unfinished: Option<(Snapshot, Plan)>,
    /// What is run when a session was kept.
    pub(crate) hook: Option<CommandLine>,
}

/// What became of what was to be written down.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Records that are not in the log.
    pub(crate) lost: Vec<Lost>,
    /// What else went wrong, one sentence each.
    pub(crate) troubles: Vec<String>,
}

impl Remembers {
    /// The part of it that the program keeps.
    pub(super) fn memory(&self, clock: &Clock) -> Memory {
        Memory {
            wall: clock.on_the_wall(),
            process: process::id(),
            ask: self.ask,
            resume: self.resume,
            history: Arc::clone(&self.history),
            unfinished: self.unfinished.clone(),
        }
    }
}

/// Writes what the program asks to be saved, on a thread of its own if there is one to be had.
#[derive(Debug)]
pub(super) struct Writer {
    orders: Sender<SaveEffect>,
    /// An answer for each snapshot that was noted.
    noted: Receiver<()>,
    /// How many answers are still to come.
    unanswered: usize,
    /// An answer when all is written.
    done: Receiver<()>,
    /// Locked by the thread as long as it writes.
    files: Arc<Mutex<Files>>,
    hooks: Option<HookRunner>,
}

/// The files that are written, and what became of that.
#[derive(Debug)]
struct Files {
    keeper: Keeper,
    /// Receives each entry of the log.
    records: Option<Sender<String>>,
    /// Receives that one could not be logged.
    inbox: Post,
    written: Written,
}

impl Writer {
    /// A writer that writes where `remembers` says. That a session could not be logged lands in `inbox` as well.
    pub(super) fn start(remembers: Remembers, inbox: Post) -> Self {
        let Remembers { keeper, hook, .. } = remembers;
        let (orders, taken) = mpsc::channel();
        let (note, noted) = mpsc::channel();
        let (tell, done) = mpsc::channel();
        let mut written = Written::default();
        let (hooks, records) = hook
            .and_then(|hook| {
                let post = inbox.clone();
                let started = HookRunner::start(hook, move || post.wake());
                started.map_err(|trouble| written.trouble(trouble)).ok()
            })
            .unzip();
        let files = Arc::new(Mutex::new(Files {
            keeper,
            records,
            inbox: inbox.clone(),
            written,
        }));
        let of_thread = Arc::clone(&files);
        let thread = thread::Builder::new().name("writer".to_owned());
        // Without a thread nobody takes the orders.
        let _ = thread.spawn(move || {
            locked(&of_thread).write_all(&taken, &note);
            let _ = tell.send(());
            inbox.wake();
        });
        Self {
            orders,
            noted,
            unanswered: 0,
            done,
            files,
            hooks,
        }
    }

    /// Hands an effect on to be written. A snapshot is noted on return, unless the disk is behind.
    pub(super) fn write(&mut self, effect: SaveEffect) {
        let is_snapshot = matches!(effect, SaveEffect::Snapshot(_));
        if let Err(SendError(effect)) = self.orders.send(effect) {
            locked(&self.files).write(effect, || None);
        } else if is_snapshot {
            self.unanswered += 1;
            self.catch_up();
        }
    }

    /// Waits until all is noted, unless it already waited in vain for what came before the last.
    fn catch_up(&mut self) {
        while self.unanswered > 0 {
            let patience = if self.unanswered > 1 {
                Duration::ZERO
            } else {
                STALL
            };
            if self.noted.recv_timeout(patience).is_err() {
                return;
            }
            self.unanswered -= 1;
        }
    }

    /// Waits until all is written and every hook was run, for a while at most, and returns what is not. It says what it
    /// waits for when that takes a moment. A signal ends the waiting at once; it stays in the `inbox`.
    pub(super) fn finish(self, inbox: &mut Inbox, say: &dyn Fn(&str)) -> Written {
        drop(self.orders);
        // A signal that comes along with the end leaves the disk its moment.
        let disk = await_end(&self.done, (UNSAID, PATIENCE), "the disk", inbox, say);
        let mut written = Written::default();
        if let Waited::InVain(waited) = disk {
            written.trouble(format!(
                "what was done is not yet written after {} s: the disk takes too long",
                waited.as_secs()
            ));
        } else {
            let mut files = locked(&self.files);
            files.records = None;
            written = std::mem::take(&mut files.written);
        }
        if let Some(hooks) = self.hooks {
            let is_written = !matches!(disk, Waited::InVain(_));
            for trouble in all_run(&hooks, is_written, inbox, say) {
                written.trouble(trouble);
            }
        }
        written
    }
}

fn locked(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until all hooks have been run, unless a disk that hangs may still bring some, and ends those that have not.
fn all_run(
    hooks: &HookRunner,
    is_written: bool,
    inbox: &mut Inbox,
    say: &dyn Fn(&str),
) -> Vec<String> {
    if is_written {
        let limits = (Duration::ZERO, hook::LIMIT);
        match await_end(hooks.troubles(), limits, "`on_finish`", inbox, say) {
            Waited::For(troubles) => return troubles,
            Waited::ForNobody => return Vec::new(),
            Waited::InVain(_) => {}
        }
    }
    hooks.cancel();
    // What is killed ends at once.
    let troubles = hooks.troubles().recv_timeout(UNSAID);
    troubles.unwrap_or_default()
}

/// What came of waiting.
enum Waited<T> {
    /// The end.
    For(T),
    /// Nobody there is who could end.
    ForNobody,
    /// Nothing in this time.
    InVain(Duration),
}

/// Waits for `end`, of which the inbox is woken: for `least` whatever happens, then until a signal comes, and no longer
/// than `limit`. It says so when it takes a moment.
///
/// # Errors
/// How long it waited in vain.
fn await_end<T>(
    end: &Receiver<T>,
    (least, limit): (Duration, Duration),
    what: &str,
    inbox: &mut Inbox,
    say: &dyn Fn(&str),
) -> Waited<T> {
    let begin = clock::raw();
    let mut is_said = false;
    loop {
        match end.try_recv() {
            Ok(ended) => return Waited::For(ended),
            Err(TryRecvError::Disconnected) => return Waited::ForNobody,
            Err(TryRecvError::Empty) => {}
        }
        let waited = clock::raw().saturating_sub(begin);
        if waited >= UNSAID && !is_said {
            say(&format!("waiting for {what}, up to {} s", limit.as_secs()));
            is_said = true;
        }
        let until = if is_said { limit } else { UNSAID };
        let remaining = until.saturating_sub(waited);
        let signal = inbox.signal_within(remaining);
        if waited >= limit || waited >= least && signal.is_some() {
            return Waited::InVain(waited);
        }
    }
}

impl Files {
    /// Writes until nobody orders any more. Each snapshot that was noted is answered with a `note`.
    fn write_all(&mut self, orders: &Receiver<SaveEffect>, note: &Sender<()>) {
        let mut next = None;
        while let Some(order) = next.take().or_else(|| orders.recv().ok()) {
            fault::inject("worker");
            next = self.write(order, || {
                // Nobody hears it where the program ends meanwhile.
                let _ = note.send(());
                orders.try_recv().ok()
            });
        }
    }

    /// Writes what is ordered. Of several snapshots in a row only the last is settled: when one is noted, `noted`
    /// returns what is ordered next.
    fn write(
        &mut self,
        order: SaveEffect,
        noted: impl FnOnce() -> Option<SaveEffect>,
    ) -> Option<SaveEffect> {
        match order {
            SaveEffect::Snapshot(snapshot) => {
                let result = self.keeper.note(&snapshot);
                let next = noted();
                if next.is_some() {
                    return next;
                }
                if let Err(error) = result.and_then(|()| self.keeper.settle()) {
                    self.written.trouble(format!(
                        "the session cannot be saved on the way in `{}`: {}",
                        escaped(&self.keeper.state().to_string_lossy()),
                        in_words_unwritten(&error)
                    ));
                }
            }
            SaveEffect::Log(snapshot) => match self.keeper.keep(&snapshot) {
                Ok(()) => {
                    if let Some(records) = &self.records {
                        let _ = records.send(format::log::write(&snapshot.entry));
                    }
                }
                Err(lost) => {
                    let why = in_words_unwritten(&lost.error);
                    self.inbox.send(Incoming::Input(Input::NotKept(why)));
                    self.written.lost.push(*lost);
                }
            },
            SaveEffect::Discard => {
                if let Err(error) = self.keeper.forget() {
                    self.written.trouble(format!(
                        "the unfinished session cannot be removed: {}",
                        in_words(&error)
                    ));
                }
            }
        }
        None
    }
}

impl Written {
    /// Each trouble once: a full disk is full at every segment.
    fn trouble(&mut self, trouble: String) {
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn writer() -> (Writer, Sender<()>) {
        let (note, noted) = mpsc::channel();
        let folder = Path::new("/nowhere");
        let files = Files {
            keeper: Keeper::new(folder, "host", folder),
            records: None,
            inbox: Inbox::new().unwrap().post(),
            written: Written::default(),
        };
        let writer = Writer {
            orders: mpsc::channel().0,
            noted,
            unanswered: 0,
            done: mpsc::channel().1,
            files: Arc::new(Mutex::new(files)),
            hooks: None,
        };
        (writer, note)
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
        let remembers = Remembers {
            keeper: Keeper::new(&log, "host", &state),
            ask: false,
            resume: Duration::from_secs(3600),
            history: Arc::new(History::new(crate::core::history::Scope::of(
                crate::core::day::Day(0),
            ))),
            unfinished: None,
            hook: CommandLine::of(["sh", "-c", &until]),
        };
        let mut inbox = Inbox::new().unwrap();
        let writer = Writer::start(remembers, inbox.post());
        for effect in [
            SaveEffect::Log(session(1)),
            SaveEffect::Snapshot(session(2)),
        ] {
            writer.orders.send(effect).unwrap();
        }
        writer.noted.recv().unwrap();
        let saved = ["unfinished.json.new", "unfinished.json"].map(|name| {
            let text = std::fs::read_to_string(state.join(name)).ok()?;
            format::snapshot::read(&text)
        });
        let saved: Vec<String> = saved.into_iter().flatten().map(|it| it.entry.id).collect();
        assert!(saved.contains(&"2".to_owned()), "{saved:?}");
        // Had it been waited for, it would have been ended by now.
        std::fs::write(&gate, "").unwrap();
        assert_eq!(
            writer.finish(&mut inbox, &|_| {}).troubles,
            Vec::<String>::new()
        );
    }

    #[test]
    fn one_waits_for_a_word_a_session() {
        let (mut writer, note) = writer();
        for _ in 0..3 {
            note.send(()).unwrap();
            writer.unanswered += 1;
            writer.catch_up();
            assert_eq!(writer.unanswered, 0);
        }
    }

    #[test]
    fn after_waiting_in_vain_it_waits_no_more_until_the_disk_has_caught_up() {
        let (mut writer, note) = writer();
        // One is not answered yet. With each further one it would take half a second otherwise.
        writer.unanswered = 1;
        for later in 2..100 {
            writer.unanswered += 1;
            writer.catch_up();
            assert_eq!(writer.unanswered, later);
        }
        for _ in 0..99 {
            note.send(()).unwrap();
        }
        writer.catch_up();
        assert_eq!(writer.unanswered, 0);
    }
}
