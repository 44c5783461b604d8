//! The programs that can play a sound file, in the order in which they are tried.

use std::time::Duration;

use super::tones::samples_in;
use crate::environment;
use crate::process::CommandLine;

/// How long a player may take for twenty milliseconds of silence before it counts as hanging.
pub(super) const PROBE_LIMIT: Duration = Duration::from_secs(2);
/// How much longer than its sound a player may run before it counts as hanging.
pub(super) const PLAY_LIMIT: Duration = Duration::from_secs(3);

/// How many sounds are played at once. A session needs three at most; one at a thousand times its speed wants hundreds.
pub(super) const MOST_AT_ONCE: usize = 8;

/// The name in the mixer.
const PIPEWIRE: &str =
    r#"{"application.name":"supple","node.name":"supple","media.name":"supple"}"#;

/// The programs that usually play a file given as their last argument. A role lets the sound server lower music
/// meanwhile, and a name stands in the mixer instead of that of a temporary file.
const USUAL: &[&[&str]] = if cfg!(target_vendor = "apple") {
    &[&["afplay"]]
} else {
    &[
        &["pw-play", "--media-role=Notification", "-P", PIPEWIRE],
        // One that is too old for properties.
        &["pw-play", "--media-role=Notification"],
        &[
            "paplay",
            "--client-name=supple",
            "--stream-name=supple",
            "--property=media.role=event",
        ],
        &["aplay", "-q"],
        &["play", "-q"],
        &["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"],
    ]
};

/// All players to try, the user's own first.
pub(super) fn candidates(own: &[String]) -> Vec<CommandLine> {
    let usual = USUAL.iter().filter_map(|words| CommandLine::of(*words));
    CommandLine::of(own).into_iter().chain(usual).collect()
}

/// Twenty milliseconds of silence: that a player is installed says nothing; that it plays this does.
pub(super) fn probe() -> Vec<i16> {
    vec![0; samples_in(Duration::from_millis(20))]
}

/// Whether the person sits at another machine than the one with the loudspeakers.
pub fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY"]
        .into_iter()
        .any(|name| environment::variable(name).is_some())
}
