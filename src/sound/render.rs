//! Renders a whole session as samples, every tone and sentence at its exact time, and never holds more of it than a cue.

use std::io::{self, BufWriter, Read, Write};
use std::sync::Arc;

use super::mix::{self, Mix};
use super::recordings::Recordings;
use super::tones::{Tones, samples_in};
use super::voice::{self, Engine};
use super::wav;
use crate::core::cue::{Cue, Estimated, Lengths, Sentence, Tone};
use crate::core::moment::Moment;
use crate::core::player::Start;
use crate::core::session;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::{Segment, Timeline};
use crate::process::{Cancel, Completion, Folder, run};

/// A session that can be played without this program.
#[derive(Debug)]
pub struct Rendering {
    timeline: Arc<Timeline>,
    start: Start,
    lengths: Arc<dyn Lengths>,
    /// None where there are only tones.
    speech: Option<Recordings>,
    tones: Tones,
    cancel: Cancel,
    /// The program that spoke; none where there are only tones.
    pub voice: Option<String>,
    /// The user's own voice where it should have spoken and did not.
    pub silent: Option<String>,
}

impl Rendering {
    /// Makes every sentence; `progress` receives the parts that are done and how many there are.
    ///
    /// No key can come: `timeline` is to be unrolled for that.
    ///
    /// # Errors
    /// When there is no room for the sentences, or `cancel` was cancelled.
    pub fn prepare(
        timeline: &Arc<Timeline>,
        start: Start,
        settings: &SoundSettings,
        cancel: &Cancel,
        mut progress: impl FnMut(usize, usize),
    ) -> io::Result<Self> {
        let estimated = Estimated {
            rate: settings.rate,
        };
        let mut lengths: Arc<dyn Lengths> = Arc::new(estimated);
        let mut narrator = None;
        if settings.mode == SoundMode::Voice {
            let sentences = session::sentences(timeline, start, &lengths);
            narrator = Narrator::of(&sentences, settings, cancel, |done| {
                progress(done, sentences.len());
            })?;
        }
        must_go_on(cancel)?;
        if let Some(narrator) = &narrator {
            lengths = Arc::new(narrator.speech.lengths(estimated));
        }
        let before = Timeline::clone(timeline);
        let (timeline, start) = session::with_time_to_listen(before, start, lengths.as_ref());
        let timeline = Arc::new(timeline);
        if let Some(narrator) = &mut narrator {
            // Other lengths may lead to other sentences.
            let sentences = session::sentences(&timeline, start, &lengths);
            narrator.make(&sentences, |_| {})?;
        }
        let (voice, speech) = narrator.map(|it| (it.engine, it.speech)).unzip();
        let speaks = matches!(voice, Some(Engine::Own(_))) || settings.mode != SoundMode::Voice;
        let silent = settings.voice.first().filter(|_| !speaks);
        Ok(Self {
            timeline,
            start,
            lengths,
            speech,
            tones: Tones::of(settings),
            cancel: cancel.clone(),
            silent: silent.cloned(),
            voice: voice.map(|engine| engine.name()),
        })
    }

    /// The cues that are heard in it.
    pub fn cues(&self) -> impl Iterator<Item = Cue> + use<> {
        let speaks = self.speech.is_some();
        let cues = session::dry_run(&self.timeline, self.start, &self.lengths);
        cues.map(move |mut cue| {
            if !speaks {
                cue.without_speech();
            }
            cue
        })
    }

    /// A sentence that says when to stop and that no voice has made: of a `wait`, or of the lead-in.
    pub fn unheard(&self) -> Option<String> {
        let asks = |segment: &Segment| {
            segment.kind.is_wait() && segment.step.name.is_some() | segment.step.cue.is_some()
        };
        if self.speech.is_none() && !self.timeline.iter().any(asks) {
            return None;
        }
        let cues = session::dry_run(&self.timeline, self.start, &self.lengths);
        let lines = cues.flat_map(|cue| cue.parts.into_iter().map(move |line| (cue.due, line)));
        let must = lines.filter(|(due, line)| match self.speech {
            Some(_) => *due == Moment::ZERO || line.tone == Some(Tone::Waiting),
            None => line.tone == Some(Tone::Waiting),
        });
        must.filter_map(|(_, line)| line.say)
            .find(|say| {
                self.speech
                    .as_ref()
                    .is_none_or(|speech| speech.count(say).is_none())
            })
            .map(|say| say.text)
    }

    /// How many samples it has, the lead-in first.
    pub fn samples(&self) -> usize {
        let ends = self.cues().flat_map(|cue| {
            let due = cue.due.since(Moment::ZERO);
            let lines = cue.parts.into_iter();
            lines.map(move |line| (due, line))
        });
        let count = |sentence: &Sentence| self.speech.as_ref()?.count(sentence);
        let ends = ends.map(|(due, line)| {
            let spoken = line.say.as_ref().and_then(count);
            mix::end_of(due, &line, &self.tones, spoken)
        });
        ends.max().unwrap_or_default()
    }

    /// Writes it as a sound file.
    ///
    /// # Errors
    /// When that fails, or the rendering was cancelled.
    pub fn write(&mut self, out: impl Write) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let samples = self.samples();
        out.write_all(&wav::header(samples))?;
        let mut mix = Mix::default();
        for cue in self.cues() {
            must_go_on(&self.cancel)?;
            let due = cue.due.since(Moment::ZERO);
            write_until(samples_in(due), &mut mix, &mut out)?;
            if cue.urgent {
                mix.truncate(samples_in(due));
            }
            for line in &cue.parts {
                let spoken = match (&line.say, &mut self.speech) {
                    (Some(sentence), Some(speech)) => speech.samples(sentence)?,
                    _ => None,
                };
                mix.part(due, line, &self.tones, spoken.as_deref());
            }
        }
        write_until(samples, &mut mix, &mut out)?;
        out.flush()
    }
}

/// Writes everything that lies before `at`.
fn write_until(at: usize, mix: &mut Mix, out: &mut impl Write) -> io::Result<()> {
    let (sounds, silence) = mix.take_until(at);
    let sounds: Vec<u8> = wav::bytes(&sounds).collect();
    out.write_all(&sounds)?;
    io::copy(&mut io::repeat(0).take(silence as u64 * 2), out)?;
    Ok(())
}

fn must_go_on(cancel: &Cancel) -> io::Result<()> {
    if cancel.is_cancelled() {
        return Err(io::ErrorKind::Interrupted.into());
    }
    Ok(())
}

/// A voice that makes one sentence after the other, waited for.
pub(super) struct Narrator<'s> {
    engine: Engine,
    settings: &'s SoundSettings,
    cancel: &'s Cancel,
    folder: Folder,
    speech: Recordings,
}

impl<'s> Narrator<'s> {
    pub(super) fn new(
        engine: Engine,
        settings: &'s SoundSettings,
        cancel: &'s Cancel,
    ) -> io::Result<Self> {
        Ok(Self {
            engine,
            settings,
            cancel,
            folder: Folder::new()?,
            speech: Recordings::new(),
        })
    }

    /// The first voice that makes `sentences` without hanging or failing too often in a row.
    fn of(
        sentences: &[Sentence],
        settings: &'s SoundSettings,
        cancel: &'s Cancel,
        mut progress: impl FnMut(usize),
    ) -> io::Result<Option<Self>> {
        for engine in voice::candidates(&settings.voice) {
            let Ok(mut narrator) = Self::new(engine, settings, cancel) else {
                return Ok(None);
            };
            let speaks = matches!(narrator.made(&voice::trial()), Made::Samples(_));
            if speaks && narrator.make(sentences, &mut progress)? {
                return Ok(Some(narrator));
            }
        }
        Ok(None)
    }

    /// Makes those of `sentences` that it has not made, as far as it can; false when it hangs, or fails too often in a
    /// row.
    fn make(
        &mut self,
        sentences: &[Sentence],
        mut progress: impl FnMut(usize),
    ) -> io::Result<bool> {
        let mut failed = 0;
        for (nth, sentence) in sentences.iter().enumerate() {
            progress(nth);
            if self.speech.count(sentence).is_some() {
                continue;
            }
            match self.made(sentence) {
                Made::Samples(samples) => {
                    failed = 0;
                    self.speech.add(sentence.clone(), &samples)?;
                }
                Made::Nothing => failed += 1,
                Made::Gone => return Ok(false),
            }
            if failed >= voice::FAILURES {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// One sentence, waited for.
    pub(super) fn made(&mut self, sentence: &Sentence) -> Made {
        let file = self.folder.file();
        let launch = self.engine.launch(sentence, self.settings, file.path());
        let Ok(Completion::Exited(status)) = run(launch, voice::LIMIT, self.cancel) else {
            return Made::Gone;
        };
        voice::spoken(&file, status.success(), self.settings.speech_level())
            .map_or(Made::Nothing, Made::Samples)
    }
}

/// The outcome of making a sentence.
pub(super) enum Made {
    Samples(Vec<i16>),
    /// The engine failed, or made no sound.
    Nothing,
    /// There is no such engine, or it hung.
    Gone,
}
