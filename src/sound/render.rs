//! Renders a whole session as samples, every tone and sentence at its exact time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mix::Mix;
use super::tones::samples_in;
use super::voice::{self, Engine, Measured};
use crate::core::cue::{Cue, Estimated, Lengths, Sentence};
use crate::core::moment::Moment;
use crate::core::player::Start;
use crate::core::session;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;
use crate::process::{Cancel, Completion, Folder, run};

/// A session that can be played without this program.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its samples, the lead-in first.
    pub samples: Vec<i16>,
    /// The cues that are heard in them.
    pub cues: Vec<Cue>,
    /// The program that spoke; none where there are only tones.
    pub voice: Option<String>,
    /// The user's own voice where it should have spoken and did not.
    pub silent: Option<String>,
}

/// Makes every sentence, then puts everything together; `progress` receives the parts that are done and how many there
/// are.
///
/// No key can come: `timeline` is to be unrolled for that.
pub fn render(
    timeline: &Arc<Timeline>,
    start: Start,
    settings: &SoundSettings,
    mut progress: impl FnMut(usize, usize),
) -> Rendered {
    let estimated = Estimated {
        rate: settings.rate,
    };
    let guessed: Arc<dyn Lengths> = Arc::new(estimated);
    let (voice, spoken) = if settings.mode == SoundMode::Voice {
        let sentences = session::sentences(timeline, start, &guessed);
        speak(&sentences, settings, |done| {
            progress(done, sentences.len() + 1);
        })
    } else {
        (None, BTreeMap::new())
    };
    let counts = spoken.iter().map(|(text, samples)| (text, samples.len()));
    let lengths: Arc<dyn Lengths> = Arc::new(Measured::of(counts, estimated));
    let mut cues = session::dry_run(timeline, start, &lengths);
    let mut mix = Mix::default();
    for cue in &mut cues {
        if voice.is_none() {
            cue.without_speech();
        }
        let due = cue.due.since(Moment::ZERO);
        if cue.urgent {
            mix.cut(samples_in(due));
        }
        for line in &cue.lines {
            mix.line(due, line, settings.volume, |sentence| {
                spoken.get(sentence).map(Vec::as_slice)
            });
        }
    }
    progress(1, 1);
    let speaks = matches!(voice, Some(Engine::Own(_))) || settings.mode != SoundMode::Voice;
    let silent = settings.voice.first().filter(|_| !speaks);
    Rendered {
        samples: mix.into_samples(),
        cues,
        silent: silent.cloned(),
        voice: voice.map(|engine| engine.name()),
    }
}

/// Makes all `sentences` with the first engine that does not hang or fail in a row.
fn speak(
    sentences: &[Sentence],
    settings: &SoundSettings,
    mut progress: impl FnMut(usize),
) -> (Option<Engine>, BTreeMap<Sentence, Vec<i16>>) {
    let Ok(mut folder) = Folder::new() else {
        return (None, BTreeMap::new());
    };
    for engine in voice::candidates(&settings.voice) {
        let tried = made(&engine, &voice::trial(), settings, &mut folder);
        if matches!(tried, Made::Samples(_))
            && let Some(spoken) = all_of(sentences, &engine, settings, &mut folder, &mut progress)
        {
            return (Some(engine), spoken);
        }
    }
    (None, BTreeMap::new())
}

/// All `sentences`, without those that `engine` fails to make; nothing when it hangs, or fails too often in a row.
fn all_of(
    sentences: &[Sentence],
    engine: &Engine,
    settings: &SoundSettings,
    folder: &mut Folder,
    progress: &mut impl FnMut(usize),
) -> Option<BTreeMap<Sentence, Vec<i16>>> {
    let mut spoken = BTreeMap::new();
    let mut failed = 0;
    for (nth, sentence) in sentences.iter().enumerate() {
        progress(nth);
        match made(engine, sentence, settings, folder) {
            Made::Samples(samples) => {
                failed = 0;
                spoken.insert(sentence.clone(), samples);
            }
            Made::Nothing => failed += 1,
            Made::Gone => return None,
        }
        if failed >= voice::FAILURES {
            return None;
        }
    }
    Some(spoken)
}

/// What becomes of a sentence that is waited for.
pub(super) enum Made {
    /// It was made.
    Samples(Vec<i16>),
    /// The engine failed, or made no sound.
    Nothing,
    /// There is no such engine, or it hung.
    Gone,
}

/// One sentence, waited for.
pub(super) fn made(
    engine: &Engine,
    sentence: &Sentence,
    settings: &SoundSettings,
    folder: &mut Folder,
) -> Made {
    let file = folder.file();
    let launch = engine.launch(sentence, settings.rate, file.path());
    let Ok(Completion::Exited(status)) = run(launch, voice::LIMIT, &Cancel::default()) else {
        return Made::Gone;
    };
    voice::spoken(&file, status.success(), settings.volume).map_or(Made::Nothing, Made::Samples)
}
