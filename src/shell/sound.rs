//! Connects the loop with the sound: cues go one way, messages to the user the other.

use std::sync::Arc;
use std::time::Duration;

use super::inbox::{Incoming, Post};
use crate::app::effect::SoundEffect;
use crate::app::input::Input;
use crate::core::cue::SharedLengths;
use crate::core::moment::Moment;
use crate::core::settings::SoundSettings;
use crate::sound::{Bell, Sound, SoundNews};

/// Opens the sound; its news land in an inbox.
pub(super) fn open(settings: SoundSettings, inbox: Post) -> Sound {
    Sound::open(settings, move |news| {
        let input = match news {
            SoundNews::Measured(lengths) => Input::Measured(SharedLengths(lengths)),
            SoundNews::Note(note) => Input::Note(note),
        };
        inbox.send(Incoming::Input(input));
    })
}

/// Carries out a request to the sound. Returns whether the terminal's bell is to ring.
pub(super) fn perform(sound: &Sound, effect: SoundEffect, now: Moment) -> bool {
    match effect {
        SoundEffect::Play(cue) => {
            let late: Duration = now.since(cue.due);
            return sound.play(cue, late) == Bell::Rings;
        }
        SoundEffect::Foretell(next) => sound.foretell(next.map(|next| next.since(now))),
        SoundEffect::Prepare { timeline, start } => sound.prepare(Arc::clone(&timeline), start),
        SoundEffect::KeepAwake(awake) => sound.keep_awake(awake),
    }
    false
}
