//! Several programs that run at the same time, each for a task of its owner.

use std::time::{Duration, Instant};

use super::now;
use super::program::{Launch, Program};

/// The running programs of one owner.
///
/// When a program is over, `exited` is called with its number on another thread; the owner then calls [`Pool::exited`].
/// At [`Pool::next_deadline`] it calls [`Pool::overdue`].
pub(crate) struct Pool<Task> {
    exited: Box<dyn Fn(u64) -> Box<dyn FnOnce() + Send>>,
    running: Vec<Running<Task>>,
    started: u64,
}

struct Running<Task> {
    number: u64,
    program: Program,
    /// None when it was killed: it is still to be reaped, but its result does not count.
    task: Option<Task>,
    /// When it counts as hanging.
    deadline: Option<Instant>,
}

impl<Task> Running<Task> {
    fn kill(&mut self) -> Option<Task> {
        self.deadline = None;
        self.program.kill();
        self.task.take()
    }
}

impl<Task> Pool<Task> {
    pub(crate) fn new(exited: impl Fn(u64) + Clone + Send + 'static) -> Self {
        Self {
            exited: Box::new(move |number| {
                let exited = exited.clone();
                Box::new(move || exited(number))
            }),
            running: Vec::new(),
            started: 0,
        }
    }

    /// Starts a program for `task`. It counts as hanging when it is not over after `limit`. Whether it was started.
    pub(crate) fn start(&mut self, launch: Launch, task: Task, limit: Option<Duration>) -> bool {
        self.started += 1;
        let Ok(program) = Program::start(launch, (self.exited)(self.started)) else {
            return false;
        };
        self.running.push(Running {
            number: self.started,
            program,
            task: Some(task),
            deadline: limit.map(|limit| now() + limit),
        });
        true
    }

    /// How many programs have not been reaped.
    pub(crate) const fn count(&self) -> usize {
        self.running.len()
    }

    /// Whether a program runs for one of these tasks.
    pub(crate) fn any(&self, which: impl Fn(&Task) -> bool) -> bool {
        self.running
            .iter()
            .any(|running| running.task.as_ref().is_some_and(&which))
    }

    /// Kills the programs of these tasks.
    pub(crate) fn kill(&mut self, which: impl Fn(&Task) -> bool) {
        for running in &mut self.running {
            if running.task.as_ref().is_some_and(&which) {
                running.kill();
            }
        }
    }

    /// When the next program counts as hanging.
    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        self.running
            .iter()
            .filter_map(|running| running.deadline)
            .min()
    }

    /// Kills the programs that hang, and returns their tasks.
    pub(crate) fn overdue(&mut self) -> Vec<Task> {
        let now = now();
        self.running
            .iter_mut()
            .filter(|running| running.deadline.is_some_and(|deadline| deadline <= now))
            .filter_map(Running::kill)
            .collect()
    }

    /// Reaps a program that is over. Its task, and whether it succeeded; nothing when it was killed.
    pub(crate) fn exited(&mut self, number: u64) -> Option<(Task, bool)> {
        let at = self
            .running
            .iter()
            .position(|running| running.number == number)?;
        let running = self.running.swap_remove(at);
        let succeeded = running.program.reap().is_ok_and(|status| status.success());
        Some((running.task?, succeeded))
    }
}
