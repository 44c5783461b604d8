//! `supple render`: a session as a sound file, for the phone or the watch.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use super::arguments::RenderOptions;
use super::finder::{self, Finder};
use super::output::{self, Messages};
use super::{play, remember};
use crate::core::nonempty::NonEmpty;
use crate::core::session::Plan;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::span::clock;
use crate::core::text::escaped;
use crate::core::timeline::{Keys, Segment, Timeline};
use crate::disk;
use crate::error::Error;
use crate::process::{Cancel, Interrupt};
use crate::shell;
use crate::sound::{self, Encoder, Encoding, FORMATS, Rendering, SENTENCE_LIMIT, SoundFormat};

/// How many cells the bar has.
const CELLS: usize = 30;

pub(super) fn run(finder: &Finder, options: &RenderOptions) -> Result<u8, Error> {
    let interrupt = Interrupt::listen();
    let rendered = render(finder, options, interrupt.cancel());
    interrupt.code().map_or(rendered, Ok)
}

fn render(finder: &Finder, options: &RenderOptions, cancel: &Cancel) -> Result<u8, Error> {
    let to = To::of(&options.output, cancel)?;
    let entry = finder.find(&options.routine)?;
    let routines = finder::playable(&NonEmpty::of(entry))?;
    let messages = finder.messages();
    let configured = remember::settings(messages)?;
    let lead_in = options.start.unwrap_or(configured.session.start);
    let unrolled = configured.unrolled(Keys::Never, shell::now().day());
    play::something_remains(&routines, unrolled.has)?;
    // A lead-in of no length would have no room for the warnings.
    let lead_in = lead_in.max(Duration::from_secs(1));
    let plan = Plan::of(&routines, lead_in, unrolled, configured.sound.rate);
    let settings = SoundSettings {
        mode: match options.sound.unwrap_or(configured.sound.mode) {
            SoundMode::Tones => SoundMode::Tones,
            SoundMode::Voice | SoundMode::Bell | SoundMode::Off => SoundMode::Voice,
        },
        ..configured.sound
    };
    let mut bar = ProgressBar::new();
    let (timeline, start, limit) = (&plan.timeline, plan.start, SENTENCE_LIMIT);
    let progress = |done, of| bar.show(done, of);
    let rendered = Rendering::prepare(timeline, start, &settings, limit, cancel, progress);
    bar.clear();
    let mut rendered = rendered.map_err(|error| unwritable(&options.output, error))?;
    report_voices(&rendered, messages);
    if let Some(sentence) = rendered.unheard() {
        return Err(Error::Unspoken {
            sentence,
            is_slow: rendered.slow.is_some(),
        });
    }
    match &to {
        To::File(path, encoder) => disk::write::whole(path, |file| match encoder {
            Some(encoder) => encoder.encode(file, cancel, |to| rendered.write(to)),
            None => rendered.write(file),
        })
        .map_err(|error| unwritable(path, error))?,
        To::Out => output::written_by(|out| rendered.write(out))?,
    }
    let told = description(&rendered, settings.mode, &plan.timeline);
    match to {
        To::Out => told.iter().for_each(|told| messages.note(told)),
        To::File(file, _) => {
            let name = escaped(&file.to_string_lossy());
            output::result(&format!("{name}: {}\n", told.join("\n")))?;
        }
    }
    Ok(0)
}

/// Reports the voices that should have spoken and did not.
fn report_voices(rendered: &Rendering, messages: Messages) {
    if let Some(silent) = &rendered.silent {
        messages.note(&format!(
            "`{silent}` does not speak: `supple doctor` tries every voice"
        ));
    }
    if let Some(slow) = &rendered.slow {
        let (voice, limit) = (escaped(slow), SENTENCE_LIMIT.as_secs());
        messages.note(&format!(
            "`{voice}` was stopped: it took more than {limit} s for one sentence"
        ));
    }
}

/// A rendering in words, a sentence a line.
fn description(rendered: &Rendering, mode: SoundMode, timeline: &Timeline) -> Vec<String> {
    let length = clock(sound::length_of(rendered.samples()));
    let how = match (&rendered.voice, mode) {
        (Some(voice), _) => format!("tones and speech by {}", escaped(voice)),
        (None, SoundMode::Voice) if rendered.slow.is_some() => {
            "tones only: the voice took too long".to_owned()
        }
        (None, SoundMode::Voice) => "tones only: no voice found, see `supple doctor`".to_owned(),
        (None, _) => "tones only".to_owned(),
    };
    let mut told = vec![format!("{length}, {how}")];
    let waits = |segment: &Segment| segment.kind.is_wait();
    if timeline.iter().any(waits) {
        told.push("each wait lasts as long as its text plus 10 s".to_owned());
    }
    match rendered.voice {
        None if rendered.warns() => {
            told.push("its warnings and the rule of when to stop are not spoken".to_owned());
        }
        None => told.push("the rule of when to stop is not spoken".to_owned()),
        Some(_) => {}
    }
    told
}

/// The destination of the sound.
#[derive(Debug)]
enum To<'a> {
    /// Into this file, through a program where its format needs one.
    File(&'a Path, Option<Encoder>),
    /// To standard output, where another program reads it.
    Out,
}

impl<'a> To<'a> {
    /// The destination called `path`. What stands in the way is reported before any sound is made.
    fn of(path: &'a Path, cancel: &Cancel) -> Result<Self, Error> {
        if path == Path::new("-") || disk::write::is_standard_output(path) {
            return if io::stdout().is_terminal() {
                Err(Error::SoundOnTerminal)
            } else {
                Ok(Self::Out)
            };
        }
        let format = SoundFormat::of(path).ok_or_else(|| Error::NoFormat {
            path: path.to_owned(),
            endings: FORMATS.iter().map(|format| format.ending).collect(),
        })?;
        match disk::write::is_free(path, format.begins) {
            Ok(true) => {}
            Ok(false) => {
                return Err(Error::NoSoundFile {
                    path: path.to_owned(),
                    ending: format.ending,
                });
            }
            Err(error) => return Err(unwritable(path, error)),
        }
        match format.encoding(cancel) {
            Encoding::Own => Ok(Self::File(path, None)),
            Encoding::By(encoder) => Ok(Self::File(path, Some(encoder))),
            Encoding::None(failed) => Err(Error::NoEncoder {
                path: path.to_owned(),
                failed,
                programs: format.names(),
            }),
        }
    }
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::Unwritable {
        path: path.to_owned(),
        error,
    }
}

/// A bar on standard error, where somebody looks at that.
struct ProgressBar {
    visible: bool,
    shown: Option<usize>,
}

impl ProgressBar {
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
        output::progress(&format!("\r[{done}{left}] {percent:>3} %"));
    }

    fn clear(&self) {
        if self.shown.is_some() {
            output::progress(&format!("\r{:width$}\r", "", width = CELLS + 8));
        }
    }
}
