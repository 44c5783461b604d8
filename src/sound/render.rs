//! Renders a whole session as samples, every tone and sentence at its exact time, and never holds more of it than a cue.

use std::io::{self, BufWriter, Read, Write};
use std::sync::Arc;
use std::time::Duration;

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

/// How long a voice should be given for one sentence of a file, which nobody waits for on a mat.
pub const SENTENCE_LIMIT: Duration = Duration::from_secs(60);

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
    /// A voice that was stopped because it took longer than its limit for a sentence.
    pub slow: Option<String>,
    /// Whether a voice should speak: otherwise the user wants tones alone.
    wants_voice: bool,
}

impl Rendering {
    /// Makes every sentence; `progress` receives the parts that are done and how many there are.
    ///
    /// No key can come: `timeline` is to be unrolled for that. A voice may take `limit` for each sentence.
    ///
    /// # Errors
    /// When there is no room for the sentences, or `cancel` was cancelled.
    pub fn prepare(
        timeline: &Arc<Timeline>,
        start: Start,
        settings: &SoundSettings,
        limit: Duration,
        cancel: &Cancel,
        mut progress: impl FnMut(usize, usize),
    ) -> io::Result<Self> {
        let estimated = Estimated {
            rate: settings.rate,
        };
        let mut lengths: Arc<dyn Lengths> = Arc::new(estimated);
        let (mut narrator, mut slow) = (None, None);
        if settings.mode == SoundMode::Voice {
            let sentences = session::sentences(timeline, start, &lengths);
            (narrator, slow) = Narrator::of(&sentences, settings, limit, cancel, |done| {
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
            slow = slow.or_else(|| narrator.slow());
        }
        let (voice, speech) = narrator.map(|it| (it.engine, it.speech)).unzip();
        let speaks = matches!(voice, Some(Engine::Own(_))) || settings.mode != SoundMode::Voice;
        let silent = settings.voice.first().filter(|_| !speaks);
        let silent = silent.filter(|silent| slow.as_ref() != Some(silent));
        Ok(Self {
            timeline,
            start,
            lengths,
            speech,
            tones: Tones::of(settings),
            cancel: cancel.clone(),
            silent: silent.cloned(),
            slow,
            wants_voice: settings.mode == SoundMode::Voice,
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

    /// Whether the routine has warnings, its own or those of its stretches.
    pub fn warns(&self) -> bool {
        let mut segments = self.timeline.iter();
        segments.any(|segment| !segment.step.routine.warn.is_empty())
    }

    /// A sentence that says when to stop and that no voice has made: of a `wait`, or of the lead-in. Where only tones
    /// are wanted, the lead-in needs no voice.
    pub fn unheard(&self) -> Option<String> {
        let asks = |segment: &Segment| {
            segment.kind.is_wait() && segment.step.name.is_some() | segment.step.cue.is_some()
        };
        let must_ask = self.speech.is_some() || self.timeline.iter().any(asks);
        let must_warn = self.speech.is_some() || self.wants_voice && self.warns();
        let cues = session::dry_run(&self.timeline, self.start, &self.lengths);
        let lines = cues.flat_map(|cue| cue.parts.into_iter().map(move |line| (cue.due, line)));
        let must = lines.filter(|(due, line)| {
            must_warn && *due == Moment::ZERO || must_ask && line.tone == Some(Tone::Waiting)
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
    /// How long it may take for one sentence.
    limit: Duration,
    cancel: &'s Cancel,
    folder: Folder,
    speech: Recordings,
    timed_out: bool,
}

impl<'s> Narrator<'s> {
    pub(super) fn new(
        engine: Engine,
        settings: &'s SoundSettings,
        limit: Duration,
        cancel: &'s Cancel,
    ) -> io::Result<Self> {
        Ok(Self {
            engine,
            settings,
            limit,
            cancel,
            folder: Folder::new()?,
            speech: Recordings::new(),
            timed_out: false,
        })
    }

    /// The first voice that makes `sentences` without hanging or failing too often in a row, and the first one that took
    /// longer than `limit` for a sentence.
    fn of(
        sentences: &[Sentence],
        settings: &'s SoundSettings,
        limit: Duration,
        cancel: &'s Cancel,
        mut progress: impl FnMut(usize),
    ) -> io::Result<(Option<Self>, Option<String>)> {
        let mut slow = None;
        for engine in voice::candidates(&settings.voice) {
            let Ok(mut narrator) = Self::new(engine, settings, limit, cancel) else {
                break;
            };
            let speaks = matches!(narrator.made(&voice::trial()), Made::Samples(_));
            if speaks && narrator.make(sentences, &mut progress)? {
                return Ok((Some(narrator), slow));
            }
            slow = slow.or_else(|| narrator.slow());
        }
        Ok((None, slow))
    }

    /// The name of the voice, if it took longer than its limit for a sentence.
    fn slow(&self) -> Option<String> {
        self.timed_out.then(|| self.engine.name())
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
        let completion = run(launch, self.limit, self.cancel);
        self.timed_out |= matches!(completion, Ok(Completion::TimedOut));
        let Ok(Completion::Exited(status)) = completion else {
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
