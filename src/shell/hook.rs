//! Runs the user's command after a session. It has a thread of its own, because the next session is saved meanwhile;
//! the sessions are handled one after the other.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::inbox::Post;
use crate::core::text::escaped;
use crate::error::in_words;
use crate::process::{Cancel, CommandLine, Completion, Launch, StandardInput, run};

/// How long a hook may take.
pub(super) const LIMIT: Duration = Duration::from_secs(8);

/// A thread that runs a hook for each record it receives.
#[derive(Debug)]
pub(super) struct HookRunner {
    /// The failures, one sentence each, when all has been run.
    troubles: Receiver<Vec<String>>,
    cancel: Cancel,
}

impl HookRunner {
    /// Starts a thread that runs `hook` for each record sent to the returned sender, until that is dropped. Then it
    /// wakes the `inbox`.
    ///
    /// # Errors
    /// When there is no thread to be had; as a sentence.
    pub(super) fn start(
        hook: CommandLine,
        inbox: Post,
    ) -> Result<(Self, Sender<Arc<str>>), String> {
        let (records, received) = mpsc::channel::<Arc<str>>();
        let (sender, troubles) = mpsc::channel();
        let cancel = Cancel::default();
        let cancelled = cancel.clone();
        let name = escaped(&hook.name());
        let thread = thread::Builder::new().name("hook".to_owned());
        let spawned = thread.spawn(move || {
            let runs = received
                .iter()
                .map(|record| run_hook(&hook, &record, LIMIT, &cancelled));
            let mut failures: Vec<String> = runs.filter_map(Result::err).collect();
            failures.dedup();
            let _ = sender.send(failures);
            inbox.wake();
        });
        match spawned {
            Ok(_) => Ok((Self { troubles, cancel }, records)),
            Err(error) => Err(format!(
                "`on_finish` does not run `{name}`: {}",
                in_words(&error)
            )),
        }
    }

    /// Receives the failures, when all has been run.
    pub(super) const fn troubles(&self) -> &Receiver<Vec<String>> {
        &self.troubles
    }

    /// Kills the hook that runs, and starts no other one.
    pub(super) fn cancel(&self) {
        self.cancel.cancel();
    }
}

/// Runs `hook` with `record` and a line break on its standard input.
///
/// # Errors
/// When it cannot be started, fails, or takes longer than `limit`, after which it is killed; as a sentence.
fn run_hook(
    hook: &CommandLine,
    record: &str,
    limit: Duration,
    cancel: &Cancel,
) -> Result<(), String> {
    let name = escaped(&hook.name());
    let launch = Launch {
        input: StandardInput::Text(format!("{record}\n")),
        ..hook.clone().into()
    };
    Err(match run(launch, limit, cancel) {
        Ok(Completion::Exited(status)) if status.success() => return Ok(()),
        Ok(Completion::Exited(status)) => {
            format!("`on_finish` ran `{name}`, which failed: {status}")
        }
        Ok(Completion::TimedOut) => {
            let limit = limit.as_secs();
            format!("`on_finish` ran `{name}`, which was ended after {limit} s")
        }
        Ok(Completion::Cancelled) => {
            format!("`on_finish` ran `{name}`, which was ended with the program")
        }
        Err(_) if cancel.is_cancelled() => format!(
            "`on_finish` did not run `{name}` for every session: the one before took too long"
        ),
        Err(error) => format!("`on_finish` cannot run `{name}`: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::inbox::Inbox;

    fn sh(script: &str) -> CommandLine {
        CommandLine::new("sh", ["-c", script])
    }

    fn alone(hook: &CommandLine, record: &str, limit: Duration) -> Result<(), String> {
        run_hook(hook, record, limit, &Cancel::default())
    }

    #[test]
    fn it_gets_the_record_and_nothing_of_a_shell() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("$(id) ; x");
        let hook = CommandLine::new("tee", [&path]);
        alone(&hook, "{}", LIMIT).unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "{}\n");
    }

    #[test]
    fn a_failure_is_reported() {
        let failed = alone(&sh("exit 3"), "{}", LIMIT).unwrap_err();
        assert_eq!(failed, "`on_finish` ran `sh`, which failed: exit status: 3");
        let missing = CommandLine::of(["/no/such/thing"]).unwrap();
        assert!(
            alone(&missing, "{}", LIMIT)
                .unwrap_err()
                .starts_with("`on_finish` cannot run `/no/such/thing`")
        );
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
        let inbox = Inbox::new().unwrap();
        let (hooks, records) = HookRunner::start(
            sh(&format!("echo >> {}; sleep 600", begun.to_str().unwrap())),
            inbox.post(),
        )
        .unwrap();
        for _ in 0..3 {
            records.send("{}".into()).unwrap();
        }
        drop(records);
        // The file is there before its line is.
        while std::fs::read_to_string(&begun)
            .unwrap_or_default()
            .is_empty()
        {
            thread::yield_now();
        }
        hooks.cancel();
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
