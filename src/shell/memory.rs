//! Saves sessions on a thread of its own, because a disk may be slow and the next tone does not wait.
//!
//! A snapshot is noted before the program shows or says that the session went on. So a program that is killed has
//! saved everything that it reported. A disk that does not answer delays the program by [`STALL`] once, and not again
//! before it has caught up.

use std::process;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::clock::Clock;
use super::hook::{self, HookRunner};
use super::inbox::Incoming;
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

/// Writes what the program asks to be saved, on a thread of its own.
#[derive(Debug)]
pub(super) struct Writer {
    orders: Sender<SaveEffect>,
    /// An answer for each snapshot that was noted.
    noted: Receiver<()>,
    /// How many answers are still to come.
    unanswered: usize,
    done: Receiver<Written>,
    hooks: Option<HookRunner>,
}

impl Writer {
    /// A writer that writes where `remembers` says. That a session could not be logged lands in `inbox` as well.
    pub(super) fn start(remembers: Remembers, inbox: Sender<Incoming>) -> Self {
        let Remembers { keeper, hook, .. } = remembers;
        let (orders, taken) = mpsc::channel();
        let (note, noted) = mpsc::channel();
        let (tell, done) = mpsc::channel();
        let (hooks, records) = hook.map(HookRunner::start).unzip();
        thread::spawn(move || {
            let _ = tell.send(write_all(keeper, &taken, &note, records.as_ref(), &inbox));
        });
        Self {
            orders,
            noted,
            unanswered: 0,
            done,
            hooks,
        }
    }

    /// Hands an effect on to be written. A snapshot is noted on return, unless the disk is behind.
    pub(super) fn write(&mut self, effect: SaveEffect) {
        let is_snapshot = matches!(effect, SaveEffect::Snapshot(_));
        // The thread ends only with us.
        let _ = self.orders.send(effect);
        if is_snapshot {
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
    /// waits for when that takes a moment.
    pub(super) fn finish(self, say: &dyn Fn(&str)) -> Written {
        drop(self.orders);
        let disk = await_end(&self.done, PATIENCE, "the disk", say);
        let is_written = disk.is_some();
        let mut written = disk.unwrap_or_default();
        if !is_written {
            let limit = PATIENCE.as_secs();
            written.trouble(format!(
                "what was done is not yet written after {limit} s: the disk takes too long"
            ));
        }
        if let Some(hooks) = self.hooks {
            for trouble in all_run(&hooks, is_written, say) {
                written.trouble(trouble);
            }
        }
        written
    }
}

/// Waits until all hooks have been run, unless a disk that hangs may still bring some, and ends those that have not.
fn all_run(hooks: &HookRunner, is_written: bool, say: &dyn Fn(&str)) -> Vec<String> {
    let ran = is_written
        .then(|| await_end(hooks.troubles(), hook::LIMIT, "`on_finish`", say))
        .flatten();
    ran.unwrap_or_else(|| {
        hooks.cancel();
        // What is killed ends at once.
        let troubles = hooks.troubles().recv_timeout(UNSAID);
        troubles.unwrap_or_default()
    })
}

/// Waits for `end`, no longer than `limit`, and says so when it takes a moment.
fn await_end<T>(end: &Receiver<T>, limit: Duration, what: &str, say: &dyn Fn(&str)) -> Option<T> {
    match end.recv_timeout(UNSAID) {
        Err(RecvTimeoutError::Timeout) => {
            say(&format!("waiting for {what}, up to {} s", limit.as_secs()));
            end.recv_timeout(limit.saturating_sub(UNSAID)).ok()
        }
        ended => ended.ok(),
    }
}

/// Writes until nobody orders any more. Of several snapshots that are pending only the last is settled. Each snapshot
/// that was noted is answered with a `note`, each entry of the log goes to `records`, and that one could not be logged
/// to the `inbox`.
fn write_all(
    mut keeper: Keeper,
    orders: &Receiver<SaveEffect>,
    note: &Sender<()>,
    records: Option<&Sender<String>>,
    inbox: &Sender<Incoming>,
) -> Written {
    let mut written = Written::default();
    let mut waiting = None;
    while let Some(order) = waiting.take().or_else(|| orders.recv().ok()) {
        match order {
            SaveEffect::Snapshot(snapshot) => {
                let noted = keeper.note(&snapshot);
                // Nobody hears it where the program ends meanwhile.
                let _ = note.send(());
                waiting = orders.try_recv().ok();
                if waiting.is_some() {
                    continue;
                }
                if let Err(error) = noted.and_then(|()| keeper.settle()) {
                    written.trouble(format!(
                        "the session cannot be saved on the way in `{}`: {}",
                        escaped(&keeper.state().to_string_lossy()),
                        in_words_unwritten(&error)
                    ));
                }
            }
            SaveEffect::Log(snapshot) => match keeper.keep(&snapshot) {
                Ok(()) => {
                    if let Some(records) = records {
                        let _ = records.send(format::log::write(&snapshot.entry));
                    }
                }
                Err(lost) => {
                    let why = in_words_unwritten(&lost.error);
                    let _ = inbox.send(Incoming::Input(Input::NotKept(why)));
                    written.lost.push(*lost);
                }
            },
            SaveEffect::Discard => {
                if let Err(error) = keeper.forget() {
                    written.trouble(format!(
                        "the unfinished session cannot be removed: {}",
                        in_words(&error)
                    ));
                }
            }
        }
    }
    written
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
    use super::*;

    fn writer() -> (Writer, Sender<()>) {
        let (note, noted) = mpsc::channel();
        let writer = Writer {
            orders: mpsc::channel().0,
            noted,
            unanswered: 0,
            done: mpsc::channel().1,
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
        let (inbox, _kept) = mpsc::channel();
        let writer = Writer::start(remembers, inbox);
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
        assert_eq!(writer.finish(&|_| {}).troubles, Vec::<String>::new());
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
