//! Keeps the screen awake: a helper of the desktop that holds on for as long as its standard input stays open. That
//! ends with the session, and with this process however it ends.

use std::collections::VecDeque;

use super::child::{Program, Reads};
use super::jobs::Task;
use super::workshop::Workshop;

/// What keeps the screen awake.
#[derive(Default)]
pub(super) struct Awake {
    /// Helpers that have not been tried.
    helpers: VecDeque<Vec<String>>,
}

impl Awake {
    /// Keeps it awake from now on.
    pub(super) fn keep(&mut self, shop: &mut Workshop) {
        self.helpers = candidates(is_gnome()).into();
        self.try_next(shop);
    }

    /// Lets it fall asleep.
    pub(super) fn let_go(&mut self, shop: &mut Workshop) {
        self.helpers.clear();
        shop.jobs.kill(|task| matches!(task, Task::Awake));
    }

    /// Tries the next helper; that there is none is no matter.
    pub(super) fn try_next(&mut self, shop: &mut Workshop) {
        while let Some(command) = self.helpers.pop_front() {
            let started = shop.jobs.start(Task::Awake, None, |exited| {
                Program::start(&command, &[], Reads::Us, &[], exited)
            });
            if started {
                return;
            }
        }
    }
}

/// The helpers to try, in order.
fn candidates(is_gnome: bool) -> Vec<Vec<String>> {
    let gnome: &[&str] = &[
        "gnome-session-inhibit",
        "--inhibit",
        "idle",
        "--reason",
        "a stretching session",
        "cat",
    ];
    let systemd: &[&str] = &[
        "systemd-inhibit",
        "--what=idle",
        "--who=supple",
        "--why=a stretching session",
        "cat",
    ];
    let apple: &[&str] = &["caffeinate", "-d", "-i", "cat"];
    let commands: &[&[&str]] = if cfg!(target_vendor = "apple") {
        &[apple]
    } else if is_gnome {
        &[gnome, systemd]
    } else {
        &[systemd]
    };
    let owned = |command: &&[&str]| command.iter().map(|&word| word.to_owned()).collect();
    commands.iter().map(owned).collect()
}

/// Whether the desktop is GNOME, which does not listen to systemd here.
fn is_gnome() -> bool {
    std::env::var("XDG_CURRENT_DESKTOP")
        .is_ok_and(|desktop| desktop.to_ascii_uppercase().contains("GNOME"))
}
