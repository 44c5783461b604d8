//! The programs that run: each is started, killed and reaped here, and nowhere else.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use super::child::Program;
use super::voice::Engine;
use super::worker::Message;
use crate::core::cue::Sentence;

/// How long, when all ends, killed programs may take to be gone.
const FAREWELL: Duration = Duration::from_millis(300);

/// What a program is for.
#[derive(Clone, Debug)]
pub(super) enum Task {
    /// Trying whether a player plays a file, which goes away with it.
    Probe { command: Vec<String>, file: PathBuf },
    /// Playing a file, which goes away with it.
    Play { file: PathBuf, speaks: bool },
    /// Playing silence, which wakes what sleeps; the file goes away with it.
    Wake(PathBuf),
    /// Making a sentence; of an engine that is only being tried, the first.
    Make {
        engine: Engine,
        sentence: Sentence,
        file: PathBuf,
    },
    /// Keeping the screen awake.
    Awake,
}

impl Task {
    /// The file that nobody needs when the program is over.
    fn leftover(&self) -> Option<&Path> {
        match self {
            Self::Probe { file, .. } | Self::Play { file, .. } | Self::Wake(file) => Some(file),
            Self::Make { .. } | Self::Awake => None,
        }
    }
}

/// A program that runs.
struct Job {
    id: u64,
    program: Program,
    task: Task,
    /// When it counts as hanging.
    until: Option<Instant>,
    /// Whether it was killed: it is to be reaped, and what it did does not count.
    killed: bool,
}

impl Job {
    fn kill(&mut self) {
        self.killed = true;
        self.until = None;
        self.program.kill();
    }
}

/// All programs that run.
pub(super) struct Jobs {
    /// Is told when one is over.
    sender: Sender<Message>,
    running: Vec<Job>,
    ids: u64,
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long a program has been running is no time of the session"
)]
pub(super) fn now() -> Instant {
    Instant::now()
}

impl Jobs {
    pub(super) const fn new(sender: Sender<Message>) -> Self {
        Self {
            sender,
            running: Vec::new(),
            ids: 0,
        }
    }

    /// Starts a program with `begin`, which hangs when it is not over after `limit`. False when it cannot be started.
    pub(super) fn start(
        &mut self,
        task: Task,
        limit: Option<Duration>,
        begin: impl FnOnce(Box<dyn FnOnce() + Send>) -> std::io::Result<Program>,
    ) -> bool {
        self.ids += 1;
        let id = self.ids;
        let sender = self.sender.clone();
        let exited = Box::new(move || {
            let _ = sender.send(Message::Exited(id));
        });
        let Ok(program) = begin(exited) else {
            return false;
        };
        self.running.push(Job {
            id,
            program,
            task,
            until: limit.map(|limit| now() + limit),
            killed: false,
        });
        true
    }

    /// Whether one of these runs.
    pub(super) fn any(&self, which: impl Fn(&Task) -> bool) -> bool {
        self.running.iter().any(|job| which(&job.task))
    }

    /// Ends all of these.
    pub(super) fn kill(&mut self, which: impl Fn(&Task) -> bool) {
        for job in &mut self.running {
            if which(&job.task) && !job.killed {
                job.kill();
            }
        }
    }

    /// When the next one counts as hanging.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.running.iter().filter_map(|job| job.until).min()
    }

    /// Ends those that hang; what they were for.
    pub(super) fn hanging(&mut self) -> Vec<Task> {
        let now = now();
        let is_up = |job: &&mut Job| job.until.is_some_and(|until| until <= now);
        let hanging = self.running.iter_mut().filter(is_up).map(|job| {
            job.kill();
            job.task.clone()
        });
        hanging.collect()
    }

    /// Reaps a program that is over: what it was for, and whether it worked. Nothing when it was killed.
    pub(super) fn exited(&mut self, id: u64) -> Option<(Task, bool)> {
        let at = self.running.iter().position(|job| job.id == id)?;
        let job = self.running.swap_remove(at);
        let worked = job.program.reap().is_some_and(|status| status.success());
        if let Some(file) = job.task.leftover() {
            let _ = std::fs::remove_file(file);
        }
        (!job.killed).then_some((job.task, worked))
    }

    /// Ends everything that still runs and waits for a moment until it is gone.
    pub(super) fn farewell(&mut self, receiver: &Receiver<Message>) {
        self.kill(|_| true);
        let until = now() + FAREWELL;
        while !self.running.is_empty() {
            match receiver.recv_timeout(until.saturating_duration_since(now())) {
                Ok(Message::Exited(id)) => {
                    self.exited(id);
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }
}
