//! The thread of the sound. It owns every program that the sound starts.
//!
//! It sleeps until a request comes or a deadline is reached, and never polls. The end of a program is a request as
//! well. A program that hangs is killed and not used again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::awake::Awake;
use super::mix::Mix;
use super::playing::Playing;
use super::speaking::Speaking;
use super::tones::{Tones, samples_in};
use super::workshop::{Task, Workshop};
use super::{SoundNews, player};
use crate::core::cue::{Cue, STALE};
use crate::core::player::Start;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;
use crate::process::{CommandLine, now};

/// How long killed programs may take to be gone when all ends.
const FAREWELL: Duration = Duration::from_millis(300);

/// A request to the worker.
pub(super) enum Request {
    /// A session opens.
    Prepare(Arc<Timeline>, Start),
    /// A cue that was due at an instant.
    Play(Cue, Instant),
    /// When something is heard next, if that is known.
    Foretold(Option<Instant>),
    /// Whether the screen is to stay awake.
    Awake(bool),
    /// A program is over.
    Exited(u64),
    /// End when what sounds is over, or at the given instant.
    Finish(Instant),
    /// End now.
    Quit,
}

pub(super) struct Worker {
    settings: SoundSettings,
    tones: Tones,
    shop: Workshop,
    playing: Playing,
    speaking: Speaking,
    awake: Awake,
    /// When all is to end.
    end: Option<Instant>,
}

impl Worker {
    pub(super) fn new(
        settings: SoundSettings,
        sender: Sender<Request>,
        bell: Arc<AtomicBool>,
        news: impl Fn(SoundNews) + 'static,
    ) -> std::io::Result<Self> {
        Ok(Self {
            shop: Workshop::new(sender, news)?,
            playing: Playing::new(&settings.player, bell),
            speaking: Speaking::new(settings.clone()),
            awake: Awake::default(),
            tones: Tones::of(&settings),
            settings,
            end: None,
        })
    }

    pub(super) fn run(mut self, receiver: &Receiver<Request>) {
        if matches!(self.settings.mode, SoundMode::Voice | SoundMode::Tones) {
            self.playing.try_next(&mut self.shop);
            self.speaking.try_next(&mut self.shop);
        }
        loop {
            let deadlines = [
                self.shop.programs.next_deadline(),
                self.playing.next_deadline(),
                self.end,
            ];
            let message = match deadlines.into_iter().flatten().min() {
                Some(until) => receiver.recv_timeout(until.saturating_duration_since(now())),
                None => receiver.recv().map_err(RecvTimeoutError::from),
            };
            match message {
                Ok(Request::Prepare(timeline, start)) => {
                    self.speaking.prepare(&timeline, start);
                    self.make_next();
                }
                Ok(Request::Play(cue, due)) => self.play(cue, due),
                Ok(Request::Foretold(next)) => {
                    self.playing.foretell(next.filter(|_| self.settings.wake));
                }
                // Over a network the screen is another machine's.
                Ok(Request::Awake(true)) if !player::is_remote() => {
                    self.awake.start(&mut self.shop);
                }
                Ok(Request::Awake(_)) => self.awake.stop(&mut self.shop),
                Ok(Request::Exited(id)) => self.exited(id),
                Ok(Request::Finish(until)) => self.end = Some(until),
                Err(RecvTimeoutError::Timeout) => {
                    self.time_is_up();
                    self.playing.wake(&mut self.shop);
                }
                Ok(Request::Quit) | Err(RecvTimeoutError::Disconnected) => break,
            }
            let sounds = || {
                self.shop
                    .programs
                    .any(|task| matches!(task, Task::Play { .. }))
            };
            if self.end.is_some_and(|end| end <= now() || !sounds()) {
                break;
            }
        }
        self.end_programs(receiver);
    }

    /// Kills every program and waits for a moment until it is gone.
    fn end_programs(&mut self, receiver: &Receiver<Request>) {
        let programs = &mut self.shop.programs;
        programs.kill(|_| true);
        let until = now() + FAREWELL;
        while programs.count() > 0 {
            match receiver.recv_timeout(until.saturating_duration_since(now())) {
                Ok(Request::Exited(number)) => {
                    programs.exited(number);
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }

    fn play(&mut self, cue: Cue, due: Instant) {
        if cue.urgent {
            self.speaking.want_none();
            self.playing.stop_all(&mut self.shop);
        }
        if !self.playing.is_ready() {
            self.playing.add_early(cue, due);
            return self.playing.try_again(&mut self.shop);
        }
        let Some(mut cue) = cue.heard(now().saturating_duration_since(due)) else {
            return;
        };
        if self.speaking.is_mute() {
            cue.without_speech();
        }
        let sentences = cue.parts.iter().filter_map(|line| line.say.as_ref());
        let spoken: BTreeMap<_, _> = sentences
            .filter_map(|sentence| Some((sentence, self.speaking.samples(sentence)?)))
            .collect();
        let mut mix = Mix::default();
        for line in &cue.parts {
            let samples = line.say.as_ref().and_then(|sentence| spoken.get(sentence));
            let samples = samples.map(AsRef::as_ref);
            mix.part(Duration::ZERO, line, &self.tones, samples);
            if let Some(sentence) = &line.say {
                self.speaking.want(sentence, due + line.speech_at());
            }
        }
        let speaks = !spoken.is_empty();
        self.playing
            .play(&mix.into_samples(), speaks, &mut self.shop);
        self.make_next();
    }

    /// Makes the next sentence. Without a player nobody would hear it.
    fn make_next(&mut self) {
        if self.playing.is_ready() {
            self.speaking.make_next(&mut self.shop);
        }
    }

    /// Takes in what a program has done.
    fn exited(&mut self, id: u64) {
        let Some((task, worked)) = self.shop.programs.exited(id) else {
            return;
        };
        match task {
            Task::Probe { command, .. } => self.probed(command, worked),
            Task::Play { .. } if !worked => self.playing.fail_over(&mut self.shop),
            Task::Play { .. } | Task::Wake { .. } => {}
            Task::Make {
                engine,
                sentence,
                file,
            } => {
                let shop = &mut self.shop;
                let wanted = self.speaking.made(engine, &sentence, &file, worked, shop);
                if let Some((samples, due)) = wanted
                    && now().saturating_duration_since(due) <= STALE
                {
                    // Silence comes first where its moment has not come.
                    let early = samples_in(due.saturating_duration_since(now()));
                    let samples = [&vec![0; early], &*samples].concat();
                    self.playing.play(&samples, true, &mut self.shop);
                }
                self.make_next();
            }
            Task::Awake => self.awake.try_next(&mut self.shop),
        }
    }

    fn probed(&mut self, command: CommandLine, plays: bool) {
        let early = self.playing.tried(command, plays, &mut self.shop);
        self.make_next();
        for (cue, due) in early {
            self.play(cue, due);
        }
    }

    /// Programs that hang are killed and dropped.
    fn time_is_up(&mut self) {
        for task in self.shop.programs.overdue() {
            match task {
                Task::Probe { command, .. } => self.probed(command, false),
                Task::Play { .. } => self.playing.fail_over(&mut self.shop),
                Task::Make {
                    engine, sentence, ..
                } => self.speaking.fail_over(&engine, sentence, &mut self.shop),
                Task::Awake | Task::Wake { .. } => {}
            }
        }
    }
}
