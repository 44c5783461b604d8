//! What is heard.

use std::io::{self, Write};
use std::time::Duration;

use crate::core::cue::Tone;

/// A tone that is later than this tells of something that is over.
const STALE: Duration = Duration::from_secs(1);

/// What makes tones audible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sound {
    /// Nothing does.
    #[default]
    Off,
    /// The bell of the terminal, when another phase begins.
    Bell,
}

impl Sound {
    /// Lets a tone be heard that was due `late` ago; a bell is written to `terminal`.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn tone(
        self,
        tone: Tone,
        late: Duration,
        terminal: &mut impl Write,
    ) -> io::Result<()> {
        if self == Self::Off || late > STALE || !tone.is_phase_change() {
            return Ok(());
        }
        terminal.write_all(b"\x07")?;
        terminal.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(sound: Sound, tone: Tone, late: u64) -> Vec<u8> {
        let mut out = Vec::new();
        let late = Duration::from_millis(late);
        sound
            .tone(tone, late, &mut out)
            .expect("a vector takes all");
        out
    }

    #[test]
    fn the_bell_tells_phases_and_nothing_stale() {
        assert_eq!(heard(Sound::Bell, Tone::Start, 1000), b"\x07");
        assert_eq!(heard(Sound::Bell, Tone::Start, 1001), b"");
        assert_eq!(heard(Sound::Bell, Tone::Tick, 0), b"");
        assert_eq!(heard(Sound::Off, Tone::Start, 0), b"");
    }
}
