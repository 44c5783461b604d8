//! `supple render`: a session as a sound file, for the phone or the watch.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::arguments::Spoken;
use super::choose::{self, Library};
use super::{output, remember};
use crate::app::session::Setup;
use crate::core::nonempty::NonEmpty;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::span::clock;
use crate::core::text::escaped;
use crate::core::timeline::Keys;
use crate::core::unfinished::Unrolled;
use crate::disk;
use crate::error::Error;
use crate::sound;

/// How long a `wait` takes where no key can come.
const WAIT: Duration = Duration::from_secs(10);
/// How many cells the bar has.
const CELLS: usize = 30;

pub(super) fn run(
    library: &Library,
    word: &OsStr,
    file: &Path,
    lead_in: Option<Duration>,
    spoken: Option<Spoken>,
) -> Result<u8, Error> {
    let entry = library.find(word)?;
    let routines = choose::playable(&NonEmpty::of(entry))?;
    let configured = remember::settings(library.messages());
    let lead_in = lead_in.unwrap_or(configured.session.start);
    let unrolled = Unrolled {
        keys: Keys::Never { wait: WAIT },
        first: configured.session.first,
    };
    let setup = Setup::of(&routines, lead_in, unrolled, configured.sound.rate);
    let settings = SoundSettings {
        mode: match (spoken, configured.sound.mode) {
            (Some(Spoken::Tones), _) | (None, SoundMode::Tones) => SoundMode::Tones,
            _ => SoundMode::Voice,
        },
        ..configured.sound
    };
    let mut bar = Bar::new();
    let rendered = sound::render(&setup.timeline, setup.start, &settings, |done, of| {
        bar.show(done, of);
    });
    bar.clear();
    disk::write::whole(file, &sound::written(&rendered.samples)).map_err(|error| {
        Error::Unwritable {
            path: file.to_owned(),
            error,
        }
    })?;
    let length = clock(sound::length_of(rendered.samples.len()));
    let how = match (&rendered.voice, settings.mode) {
        (Some(voice), _) => format!("tones and speech by {}", escaped(voice)),
        (None, SoundMode::Voice) => {
            "tones only: no voice was found, and `supple doctor` says what to install".to_owned()
        }
        (None, _) => "tones only".to_owned(),
    };
    let name = escaped(&file.to_string_lossy());
    let mut out = String::new();
    let _ = writeln!(out, "{name}: {length}, {how}");
    let open = Arc::clone(&setup.timeline);
    if open
        .iter()
        .any(|segment| segment.kind == crate::core::timeline::Kind::Wait)
    {
        let _ = writeln!(out, "a wait takes {} s in it", WAIT.as_secs());
    }
    output::result(&out)?;
    Ok(0)
}

/// A bar on standard error, where somebody looks at that.
struct Bar {
    visible: bool,
    shown: Option<usize>,
}

impl Bar {
    fn new() -> Self {
        Self {
            visible: io::stderr().is_terminal(),
            shown: None,
        }
    }

    fn show(&mut self, done: usize, of: usize) {
        let percent = done * 100 / of.max(1);
        if !self.visible || self.shown == Some(percent) {
            return;
        }
        self.shown = Some(percent);
        let full = percent * CELLS / 100;
        let (done, left) = ("#".repeat(full), "-".repeat(CELLS.saturating_sub(full)));
        let _ = write!(io::stderr(), "\r[{done}{left}] {percent:>3} %");
    }

    fn clear(&self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:width$}\r", "", width = CELLS + 8);
        }
    }
}
