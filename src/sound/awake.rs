//! Keeps the screen awake with a helper program of the desktop. The helper runs as long as its standard input is open,
//! so it ends with the session, and with this process however that ends.

use std::collections::VecDeque;

use super::workshop::{Task, Workshop};
use crate::environment;
use crate::process::{CommandLine, Launch, StandardInput};

#[derive(Default)]
pub(super) struct Awake {
    /// Helpers that have not been tried.
    helpers: VecDeque<CommandLine>,
}

impl Awake {
    /// Keeps the screen awake from now on.
    pub(super) fn start(&mut self, shop: &mut Workshop) {
        self.helpers = candidates();
        self.try_next(shop);
    }

    /// Lets the screen fall asleep.
    pub(super) fn stop(&mut self, shop: &mut Workshop) {
        self.helpers.clear();
        shop.programs.kill(|task| matches!(task, Task::Awake));
    }

    /// Tries the next helper. Without one the screen may fall asleep.
    pub(super) fn try_next(&mut self, shop: &mut Workshop) {
        while let Some(command) = self.helpers.pop_front() {
            let launch = Launch {
                input: StandardInput::OpenUntilDropped,
                ..command.into()
            };
            if shop.programs.start(launch, Task::Awake, None) {
                return;
            }
        }
    }
}

/// The helpers to try, in order. Each ends with its standard input, and well if it could keep the screen awake.
pub(super) fn candidates() -> VecDeque<CommandLine> {
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
    } else if is_gnome() {
        &[gnome, systemd]
    } else {
        &[systemd]
    };
    commands
        .iter()
        .filter_map(|words| CommandLine::of(*words))
        .collect()
}

/// Whether the desktop is GNOME, which does not listen to systemd here.
fn is_gnome() -> bool {
    environment::text("XDG_CURRENT_DESKTOP")
        .is_some_and(|desktop| desktop.to_ascii_uppercase().contains("GNOME"))
}
