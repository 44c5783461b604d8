//! A command of the user's that is run when something is over.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc;
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

/// How long it may take: less than one waits for it when the program ends.
const LIMIT: Duration = Duration::from_secs(8);

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

/// Runs `hook` with `record` and a line break on its standard input. What it prints goes nowhere: the screen may be
/// in use.
///
/// # Errors
/// When it cannot be started, fails, or takes longer than 8 s, after which it is killed; as a sentence.
pub(super) fn run(hook: &Hook, record: &str) -> Result<(), String> {
    run_within(hook, record, LIMIT)
}

fn run_within(hook: &Hook, record: &str, limit: Duration) -> Result<(), String> {
    let name = crate::core::text::escaped(&hook.program);
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
    let starting = crate::sound::nothing_starts();
    let spawned = command.spawn();
    drop(starting);
    let mut child = spawned.map_err(|error| format!("`on_finish` cannot run `{name}`: {error}"))?;
    let id = child.id();
    // Whoever does not read what it is given must not keep us: that is a thread's worry.
    if let Some(mut stdin) = child.stdin.take() {
        let line = format!("{record}\n");
        thread::spawn(move || stdin.write_all(line.as_bytes()));
    }
    let (tell, ended) = mpsc::channel();
    thread::spawn(move || tell.send(child.wait()));
    match ended.recv_timeout(limit) {
        Ok(Ok(status)) if status.success() => Ok(()),
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

    #[test]
    fn it_gets_the_record_and_nothing_of_a_shell() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("$(id) ; x");
        let hook = Hook::of(&["tee".to_owned(), path.to_str().unwrap().to_owned()]).unwrap();
        run(&hook, "{}").unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "{}\n");
    }

    #[test]
    fn a_failure_is_told() {
        let failed = run(&sh("exit 3"), "{}").unwrap_err();
        assert_eq!(failed, "`on_finish` ran `sh`, which failed: exit status: 3");
        let missing = Hook::of(&["/no/such/thing".to_owned()]).unwrap();
        assert!(
            run(&missing, "{}")
                .unwrap_err()
                .starts_with("`on_finish` cannot run `/no/such/thing`")
        );
        assert_eq!(Hook::of(&[]), None);
    }

    #[test]
    fn one_that_hangs_is_ended_with_all_it_started_and_need_not_read() {
        let limit = Duration::from_millis(50);
        let record = "x".repeat(1 << 20);
        let hung = run_within(&sh("sleep 600 & sleep 600"), &record, limit).unwrap_err();
        assert!(hung.ends_with("which was ended after 0 s"), "{hung}");
    }
}
