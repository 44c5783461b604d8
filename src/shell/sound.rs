//! Connects the loop with the sound: cues go one way, messages to the user the other.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::inbox::Incoming;
use crate::app::effect::SoundEffect;
use crate::app::input::Input;
use crate::core::cue::SharedLengths;
use crate::core::moment::Moment;
use crate::core::settings::SoundSettings;
use crate::sound::{Bell, News, Sound};

/// Opens the sound; its news land in an inbox.
pub(super) fn open(settings: SoundSettings, inbox: Sender<Incoming>) -> Sound {
    Sound::open(settings, move |news| {
        let input = match news {
            News::Measured(lengths) => Input::Measured(SharedLengths(lengths)),
            News::Note(note) => Input::SoundNote(note),
        };
        // The loop has ended, so there is nothing to report to.
        let _ = inbox.send(Incoming::Input(input));
    })
}

/// Carries out what is asked of the sound; a bell is written to `terminal`.
///
/// # Errors
/// When the terminal cannot be written to.
pub(super) fn perform(
    sound: &Sound,
    effect: SoundEffect,
    now: Moment,
    terminal: Option<&mut dyn Write>,
) -> io::Result<()> {
    match effect {
        SoundEffect::Play(cue) => {
            let late: Duration = now.since(cue.due);
            if let (Bell::Rings, Some(terminal)) = (sound.play(cue, late), terminal) {
                terminal.write_all(b"\x07")?;
                terminal.flush()?;
            }
        }
        SoundEffect::Foretell(next) => sound.foretell(next.map(|next| next.since(now))),
        SoundEffect::Prepare { timeline, start } => sound.prepare(Arc::clone(&timeline), start),
        SoundEffect::KeepAwake(awake) => sound.keep_awake(awake),
    }
    Ok(())
}
