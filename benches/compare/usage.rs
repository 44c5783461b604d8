//! What a program has used so far, as the kernel counts it.

use std::fs;

/// What all threads of a program and of its children have used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// Nanoseconds on a processor.
    pub(crate) cpu: u64,
    /// How often a thread went to sleep by itself: as often it was woken.
    pub(crate) wakeups: u64,
    /// Threads.
    pub(crate) threads: u64,
}

impl Usage {
    /// What the process `pid` has used until now.
    pub(crate) fn of(pid: u32) -> Self {
        let mut usage = Self::default();
        for task in tasks(pid) {
            let text = |file: &str| fs::read_to_string(format!("/proc/{pid}/task/{task}/{file}"));
            let schedule = text("schedstat").unwrap_or_default();
            let first = schedule.split_whitespace().next();
            usage.cpu += first.and_then(|time| time.parse().ok()).unwrap_or(0);
            let status = text("status").unwrap_or_default();
            usage.wakeups += number(&status, "voluntary_ctxt_switches:").unwrap_or(0);
            usage.threads += 1;
            let children = text("children").unwrap_or_default();
            for child in children
                .split_whitespace()
                .filter_map(|pid| pid.parse().ok())
            {
                let child = Self::of(child);
                usage.cpu += child.cpu;
                usage.wakeups += child.wakeups;
                usage.threads += child.threads;
            }
        }
        usage
    }
}

/// What a program has in memory, in KiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// The most that was ever resident.
    pub(crate) peak: u64,
    /// What is resident now, pages that are shared with other programs divided among them.
    pub(crate) own: u64,
}

impl Memory {
    /// What the process `pid` has in memory now.
    pub(crate) fn of(pid: u32) -> Self {
        let text =
            |file: &str| fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
        Self {
            peak: number(&text("status"), "VmHWM:").unwrap_or(0),
            own: number(&text("smaps_rollup"), "Pss:").unwrap_or(0),
        }
    }
}

/// The threads of a process.
fn tasks(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten();
    let names = tasks.filter_map(|task| task.ok()?.file_name().into_string().ok());
    names.filter_map(|name| name.parse().ok()).collect()
}

/// The number behind `key` at the beginning of a line.
fn number(text: &str, key: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(key))?;
    rest.split_whitespace().next()?.parse().ok()
}
