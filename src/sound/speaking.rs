//! Prepares sentences with the program that speaks: one at a time, the most urgent first.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use super::SoundNews;
use super::voice::{self, Engine, Measured};
use super::workshop::{Task, Workshop};
use crate::core::cue::{Estimated, Lengths, Sentence};
use crate::core::player::Start;
use crate::core::session;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;
use crate::process::HelperFile;

pub(super) struct Speaking {
    settings: SoundSettings,
    /// Engines that have not been tried.
    engines: VecDeque<Engine>,
    /// The engine that speaks; none while one is being tried, and when none is left.
    engine: Option<Engine>,
    /// How many sentences in a row it has failed to make.
    failed: u32,
    /// Sentences to be made, the most urgent first.
    queue: VecDeque<Sentence>,
    /// Sentences that were made; nothing where that failed.
    made: BTreeMap<Sentence, Option<Arc<[i16]>>>,
    /// Whether no engine speaks.
    is_mute: bool,
    /// A sentence that was due before it was made, and when.
    wanted: Option<(Sentence, Instant)>,
}

impl Speaking {
    pub(super) fn new(settings: SoundSettings) -> Self {
        Self {
            engines: voice::candidates(&settings.voice).into(),
            settings,
            engine: None,
            failed: 0,
            queue: VecDeque::new(),
            made: BTreeMap::new(),
            is_mute: false,
            wanted: None,
        }
    }

    /// Whether there is to be speech at all.
    fn is_asked_for(&self) -> bool {
        self.settings.mode == SoundMode::Voice
    }

    /// Whether no engine speaks, so that there are only tones.
    pub(super) const fn is_mute(&self) -> bool {
        self.is_mute
    }

    const fn estimated(&self) -> Estimated {
        Estimated {
            rate: self.settings.rate,
        }
    }

    /// Tries the next engine.
    pub(super) fn try_next(&mut self, shop: &mut Workshop) {
        if !self.is_asked_for() {
            return;
        }
        self.engine = None;
        self.failed = 0;
        while let Some(engine) = self.engines.pop_front() {
            if self.make(&engine, &voice::trial(), shop) {
                return;
            }
            does_not_speak(&engine, shop);
        }
        self.queue.clear();
        self.is_mute = true;
        shop.say("No voice found: tones only. See `supple doctor`.".to_owned());
    }

    fn make(&self, engine: &Engine, sentence: &Sentence, shop: &mut Workshop) -> bool {
        let file = shop.folder.file();
        let launch = engine.launch(sentence, &self.settings, file.path());
        let task = Task::Make {
            engine: engine.clone(),
            sentence: sentence.clone(),
            file,
        };
        shop.programs.start(launch, task, Some(voice::LIMIT))
    }

    /// A session opens: its sentences are to be made.
    pub(super) fn prepare(&mut self, timeline: &Arc<Timeline>, start: Start) {
        if !self.is_asked_for() {
            return;
        }
        let lengths: Arc<dyn Lengths> = Arc::new(self.estimated());
        for sentence in session::sentences(timeline, start, &lengths) {
            if !self.made.contains_key(&sentence) {
                self.queue.push_back(sentence);
            }
        }
    }

    /// Makes the next sentence, one at a time.
    pub(super) fn make_next(&mut self, shop: &mut Workshop) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        if shop.programs.any(|task| matches!(task, Task::Make { .. })) {
            return;
        }
        while let Some(sentence) = self.queue.pop_front() {
            if self.made.contains_key(&sentence) {
                continue;
            }
            if !self.make(&engine, &sentence, shop) {
                self.fail_over(&engine, sentence, shop);
            }
            return;
        }
        let made = self.made.iter();
        let counts = made.filter_map(|(text, samples)| Some((text, samples.as_ref()?.len())));
        let measured = Measured::of(counts, self.estimated());
        shop.send(SoundNews::Measured(Arc::new(measured)));
    }

    /// A sentence that was made.
    pub(super) fn samples(&self, sentence: &Sentence) -> Option<Arc<[i16]>> {
        self.made.get(sentence).cloned().flatten()
    }

    /// A sentence that is due, and not made yet, is made before all others.
    pub(super) fn want(&mut self, sentence: &Sentence, due: Instant) {
        if self.is_asked_for() && !self.made.contains_key(sentence) {
            self.wanted = Some((sentence.clone(), due));
            self.queue.push_front(sentence.clone());
        }
    }

    /// No sentence is wanted any more that was due.
    pub(super) fn want_none(&mut self) {
        self.wanted = None;
    }

    /// A sentence was made, or that failed. It is returned when it was wanted, with when it was due.
    pub(super) fn made(
        &mut self,
        engine: Engine,
        sentence: &Sentence,
        file: &HelperFile,
        worked: bool,
        shop: &mut Workshop,
    ) -> Option<(Arc<[i16]>, Instant)> {
        let samples = voice::spoken(file, worked, self.settings.speech_level());
        self.failed = if samples.is_some() {
            0
        } else {
            self.failed + 1
        };
        if samples.is_none() && (self.engine.is_none() || self.failed >= voice::FAILURES) {
            self.fail_over(&engine, sentence.clone(), shop);
            return None;
        }
        self.engine = Some(engine);
        let samples: Option<Arc<[i16]>> = samples.map(Into::into);
        self.made.insert(sentence.clone(), samples.clone());
        let wanted = self.wanted.take_if(|(wanted, _)| wanted == sentence);
        samples.zip(wanted.map(|(_, due)| due))
    }

    /// An engine hangs, fails, or is gone, at `sentence`: the next one is tried.
    pub(super) fn fail_over(&mut self, engine: &Engine, sentence: Sentence, shop: &mut Workshop) {
        match self.engine.take() {
            None => does_not_speak(engine, shop),
            Some(engine) => {
                // The next engine makes the sentences that this one failed to make.
                let failed = self.made.iter().filter(|(_, samples)| samples.is_none());
                let failed: Vec<Sentence> = failed.map(|(sentence, _)| sentence.clone()).collect();
                self.made.retain(|_, samples| samples.is_some());
                for sentence in failed.into_iter().chain([sentence]) {
                    self.queue.push_front(sentence);
                }
                shop.say(format!(
                    "`{}` stopped speaking. See `supple doctor`.",
                    engine.name()
                ));
            }
        }
        self.try_next(shop);
    }
}

/// Of the user's own voice one wants to know that it fails from the first.
fn does_not_speak(engine: &Engine, shop: &mut Workshop) {
    if matches!(engine, Engine::Own(_)) {
        shop.say(format!(
            "`{}` does not speak. See `supple doctor`.",
            engine.name()
        ));
    }
}
