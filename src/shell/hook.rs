//! Commands of the user's that are run when something is over: on a thread of their own, one after the other, because
//! the next session is saved meanwhile.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// A command and its arguments. No shell reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
}

/// How long one may take.
pub(super) const LIMIT: Duration = Duration::from_secs(8);

impl Hook {
    /// The command that `words` are; `None` for no words.
    pub fn of(words: &[String]) -> Option<Self> {
        let (program, arguments) = words.split_first()?;
        Some(Self {
            program: program.clone(),
            arguments: arguments.to_vec(),
        })
    }
}

/// A thread that runs a hook for each record it is given. What it prints goes nowhere: the screen may be in use.
#[derive(Debug)]
pub(super) struct Hooks {
    /// What went wrong, one sentence each, when all has been run.
    troubles: Receiver<Vec<String>>,
    present: Arc<Mutex<Present>>,
}

/// What is run now.
#[derive(Debug, Default)]
struct Present {
    /// The process that runs, by its number.
    child: Option<u32>,
    /// Whether nobody waits any more: nothing else is begun.
    is_given_up: bool,
}

impl Hooks {
    /// Begins a thread that runs `hook`, and says where records go. It ends when that is dropped.
    pub(super) fn begin(hook: Hook) -> (Self, Sender<String>) {
        let (records, taken) = mpsc::channel::<String>();
        let (tell, troubles) = mpsc::channel();
        let present = Arc::new(Mutex::new(Present::default()));
        let shared = Arc::clone(&present);
        thread::spawn(move || {
            let runs = taken
                .iter()
                .map(|record| run(&hook, &record, LIMIT, &shared));
            let mut failures: Vec<String> = runs.filter_map(Result::err).collect();
            failures.dedup();
            let _ = tell.send(failures);
        });
        (Self { troubles, present }, records)
    }

    /// Says what went wrong, when all has been run.
    pub(super) const fn troubles(&self) -> &Receiver<Vec<String>> {
        &self.troubles
    }

    /// Ends what still runs, and begins nothing else.
    pub(super) fn give_up(&self) {
        let mut present = locked(&self.present);
        present.is_given_up = true;
        if let Some(child) = present.child {
            kill(child);
        }
    }
}

fn locked(present: &Mutex<Present>) -> MutexGuard<'_, Present> {
    present.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `hook` with `record` and a line break on its standard input.
///
/// # Errors
/// When it cannot be started, fails, or takes longer than `limit`, after which it is killed; as a sentence.
fn run(hook: &Hook, record: &str, limit: Duration, present: &Mutex<Present>) -> Result<(), String> {
    let name = crate::core::text::escaped(&hook.program);
    let mut child = {
        let mut present = locked(present);
        if present.is_given_up {
            return Err(format!(
                "`on_finish` did not run `{name}` for every session: the one before took too long"
            ));
        }
        let child =
            start(hook).map_err(|error| format!("`on_finish` cannot run `{name}`: {error}"))?;
        present.child = Some(child.id());
        child
    };
    let id = child.id();
    // Whoever does not read what it is given must not keep us: that is a thread's worry.
    if let Some(mut stdin) = child.stdin.take() {
        let line = format!("{record}\n");
        thread::spawn(move || stdin.write_all(line.as_bytes()));
    }
    let (tell, ended) = mpsc::channel();
    thread::spawn(move || tell.send(child.wait()));
    let end = ended.recv_timeout(limit);
    let is_given_up = {
        let mut present = locked(present);
        present.child = None;
        present.is_given_up
    };
    match end {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(_) if is_given_up => Err(format!(
            "`on_finish` ran `{name}`, which was ended with the program"
        )),
        Ok(Ok(status)) => Err(format!("`on_finish` ran `{name}`, which failed: {status}")),
        Ok(Err(error)) => Err(format!("`on_finish` ran `{name}`: {error}")),
        Err(_) => {
            kill(id);
            let limit = limit.as_secs();
            Err(format!(
                "`on_finish` ran `{name}`, which was ended after {limit} s"
            ))
        }
    }
}

fn start(hook: &Hook) -> std::io::Result<Child> {
    let mut command = Command::new(&hook.program);
    command
        .args(&hook.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A Ctrl-C is meant for us, and what it starts goes with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    // It runs beside the loop, which may stop our whole group for Ctrl-Z: not while the child is still in it.
    let _starting = crate::sound::nothing_starts();
    command.spawn()
}

/// Ends the process `id` and what it started.
#[cfg(unix)]
fn kill(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(id) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(id, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn kill(_: u32) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Hook {
        Hook::of(&["sh", "-c", script].map(str::to_owned)).unwrap()
    }

    fn alone(hook: &Hook, record: &str, limit: Duration) -> Result<(), String> {
        run(hook, record, limit, &Mutex::default())
    }

    #[test]
    fn it_gets_the_record_and_nothing_of_a_shell() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("$(id) ; x");
        let hook = Hook::of(&["tee".to_owned(), path.to_str().unwrap().to_owned()]).unwrap();
        alone(&hook, "{}", LIMIT).unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "{}\n");
    }

    #[test]
    fn a_failure_is_told() {
        let failed = alone(&sh("exit 3"), "{}", LIMIT).unwrap_err();
        assert_eq!(failed, "`on_finish` ran `sh`, which failed: exit status: 3");
        let missing = Hook::of(&["/no/such/thing".to_owned()]).unwrap();
        assert!(
            alone(&missing, "{}", LIMIT)
                .unwrap_err()
                .starts_with("`on_finish` cannot run `/no/such/thing`")
        );
        assert_eq!(Hook::of(&[]), None);
    }

    #[test]
    fn one_that_hangs_is_ended_with_all_it_started_and_need_not_read() {
        let limit = Duration::from_millis(50);
        let record = "x".repeat(1 << 20);
        let hung = alone(&sh("sleep 600 & sleep 600"), &record, limit).unwrap_err();
        assert!(hung.ends_with("which was ended after 0 s"), "{hung}");
    }

    #[test]
    fn when_nobody_waits_any_more_what_runs_is_ended_and_nothing_else_is_begun() {
        let folder = tempfile::tempdir().unwrap();
        let begun = folder.path().join("begun");
        let (hooks, records) = Hooks::begin(sh(&format!(
            "echo >> {}; sleep 600",
            begun.to_str().unwrap()
        )));
        for _ in 0..3 {
            records.send("{}".to_owned()).unwrap();
        }
        drop(records);
        // The file is there before its line is.
        while std::fs::read_to_string(&begun)
            .unwrap_or_default()
            .is_empty()
        {
            thread::yield_now();
        }
        hooks.give_up();
        assert_eq!(
            hooks.troubles().recv().unwrap(),
            [
                "`on_finish` ran `sh`, which was ended with the program",
                "`on_finish` did not run `sh` for every session: the one before took too long",
            ]
        );
        assert_eq!(std::fs::read_to_string(begun).unwrap(), "\n");
    }
}
