//! A whole session as samples, every tone and sentence at its exact time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::child::Program;
use super::folder::Folder;
use super::mix::Mix;
use super::tones::{length_of, samples_in};
use super::voice::{self, Engine};
use crate::core::cue::{self, Cue, Estimated, Lengths, Sentence};
use crate::core::moment::Moment;
use crate::core::player::Start;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;

/// A session that can be played without this program.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its samples, the lead-in first.
    pub samples: Vec<i16>,
    /// What is heard in it.
    pub cues: Vec<Cue>,
    /// The program that spoke; none where there are only tones.
    pub voice: Option<String>,
}

/// Makes every sentence, then puts everything together; `progress` is told the parts that are done and how many there
/// are.
///
/// No key can come: `timeline` is to be unrolled for that.
pub fn render(
    timeline: &Arc<Timeline>,
    start: Start,
    settings: &SoundSettings,
    mut progress: impl FnMut(usize, usize),
) -> Rendered {
    let estimated: Arc<dyn Lengths> = Arc::new(Estimated {
        rate: settings.rate,
    });
    let (voice, spoken) = if settings.mode == SoundMode::Voice {
        let sentences = cue::sentences(timeline, start, &estimated);
        speak(&sentences, settings, |done| {
            progress(done, sentences.len() + 1);
        })
    } else {
        (None, Spoken::default())
    };
    let spoken = Arc::new(spoken);
    let lengths: Arc<dyn Lengths> = Arc::clone(&spoken) as Arc<dyn Lengths>;
    let mut cues = cue::whole(timeline, start, &lengths);
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
                spoken.0.get(sentence).map(Vec::as_slice)
            });
        }
    }
    progress(1, 1);
    Rendered {
        samples: mix.into_samples(),
        cues,
        voice: voice.map(|engine| engine.name().to_owned()),
    }
}

/// Sentences as samples.
#[derive(Debug, Default)]
struct Spoken(BTreeMap<Sentence, Vec<i16>>);

impl Lengths for Spoken {
    fn of(&self, sentence: &Sentence) -> Duration {
        match self.0.get(sentence) {
            Some(samples) => length_of(samples.len()),
            None => Estimated::default().of(sentence),
        }
    }
}

/// Makes all `sentences` with the first engine that makes one.
fn speak(
    sentences: &[Sentence],
    settings: &SoundSettings,
    mut progress: impl FnMut(usize),
) -> (Option<Engine>, Spoken) {
    let mut spoken = Spoken::default();
    let Ok(mut folder) = Folder::new() else {
        return (None, spoken);
    };
    let mut engines = voice::candidates(&settings.voice).into_iter();
    let speaks = |engine: &Engine| made(engine, &voice::trial(), settings, &mut folder).is_some();
    let Some(engine) = engines.find(speaks) else {
        return (None, spoken);
    };
    for (nth, sentence) in sentences.iter().enumerate() {
        progress(nth);
        if let Some(samples) = made(&engine, sentence, settings, &mut folder) {
            spoken.0.insert(sentence.clone(), samples);
        }
    }
    (Some(engine), spoken)
}

/// One sentence, waited for.
pub(super) fn made(
    engine: &Engine,
    sentence: &Sentence,
    settings: &SoundSettings,
    folder: &mut Folder,
) -> Option<Vec<i16>> {
    let file = folder.file();
    let worked = Program::finished(voice::LIMIT, |exited| {
        engine.start(sentence, settings.rate, &file, exited)
    });
    let samples = Folder::take(&file).filter(|samples| worked && !samples.is_empty())?;
    Some(voice::at_volume(samples, settings.volume))
}
