//! The thread behind everything that is heard. It owns every program that was started, and reaps every one.
//!
//! It sleeps until a message comes or the time of a program is up: never to look whether something has happened. A
//! program that is over says so through its own waiting thread; one that hangs is killed, dropped and never asked again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::child::{Program, Reads};
use super::folder::Folder;
use super::mix::Mix;
use super::tones::{length_of, samples_in};
use super::voice::Engine;
use super::{News, awake, player, voice, wake};
use crate::core::cue::{self, Cue, Estimated, Lengths, Sentence};
use crate::core::player::Start;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;

/// What is later than this tells of something that is over.
const STALE: Duration = Duration::from_secs(1);
/// How long, when all ends, killed programs may take to be gone.
const FAREWELL: Duration = Duration::from_millis(300);

/// What the worker is told.
pub(super) enum Message {
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

/// A program that runs.
struct Job {
    id: u64,
    program: Program,
    task: Task,
    /// When it counts as hanging.
    until: Option<Instant>,
    /// Whether it was killed: it is to be reaped, and what it did does not count.
    killed: bool,
}

enum Task {
    /// Trying whether a player plays.
    Probe(Vec<String>),
    /// Playing a file, which goes away with it.
    Play { file: PathBuf, speaks: bool },
    /// Playing silence, which wakes what sleeps; the file goes away with it.
    Wake(PathBuf),
    /// Making a sentence; of an engine that is only being tried, the first.
    Make {
        engine: Engine,
        sentence: Sentence,
        file: PathBuf,
    },
    /// Keeping the screen awake.
    Awake,
}

pub(super) struct Worker<N> {
    settings: SoundSettings,
    sender: Sender<Message>,
    news: N,
    /// Told to the loop's side: whether only the bell is left.
    bell: Arc<AtomicBool>,
    folder: Folder,
    jobs: Vec<Job>,
    ids: u64,
    players: VecDeque<Vec<String>>,
    player: Option<Vec<String>>,
    engines: VecDeque<Engine>,
    engine: Option<Engine>,
    /// Sentences to be made, the most urgent first.
    queue: VecDeque<Sentence>,
    /// Sentences that were made; nothing where that failed.
    made: BTreeMap<Sentence, Option<Arc<[i16]>>>,
    /// What came before there was a player.
    early: Vec<(Cue, Instant)>,
    /// A sentence that was due before it was made, and when.
    wanted: Option<(Sentence, Instant)>,
    inhibitors: VecDeque<Vec<String>>,
    /// When something is heard next, until silence is played for it.
    next: Option<Instant>,
    /// Since when, or from when on, nothing is heard.
    quiet: Option<Instant>,
    said: BTreeSet<String>,
    /// When all is to end.
    end: Option<Instant>,
}

/// How long sentences take that were made; the others by the formula.
#[derive(Debug)]
struct Measured(BTreeMap<Sentence, Duration>);

impl Lengths for Measured {
    fn of(&self, sentence: &Sentence) -> Duration {
        match self.0.get(sentence) {
            Some(length) => *length,
            None => Estimated::default().of(sentence),
        }
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long a program has been running is no time of the session"
)]
fn now() -> Instant {
    Instant::now()
}

impl<N: Fn(News)> Worker<N> {
    pub(super) fn new(
        settings: SoundSettings,
        sender: Sender<Message>,
        bell: Arc<AtomicBool>,
        news: N,
    ) -> std::io::Result<Self> {
        let mode = settings.mode;
        let (players, engines) = match mode {
            SoundMode::Off | SoundMode::Bell => (Vec::new(), Vec::new()),
            SoundMode::Tones => (player::candidates(&settings.player), Vec::new()),
            SoundMode::Voice => (
                player::candidates(&settings.player),
                voice::candidates(&settings.voice),
            ),
        };
        Ok(Self {
            settings,
            sender,
            news,
            bell,
            folder: Folder::new()?,
            jobs: Vec::new(),
            ids: 0,
            players: players.into(),
            player: None,
            engines: engines.into(),
            engine: None,
            queue: VecDeque::new(),
            made: BTreeMap::new(),
            early: Vec::new(),
            wanted: None,
            inhibitors: VecDeque::new(),
            next: None,
            quiet: None,
            said: BTreeSet::new(),
            end: None,
        })
    }

    pub(super) fn run(mut self, receiver: &Receiver<Message>) {
        if matches!(self.settings.mode, SoundMode::Voice | SoundMode::Tones) {
            self.next_player();
            self.next_engine();
        }
        loop {
            let next = self
                .jobs
                .iter()
                .filter_map(|job| job.until)
                .chain(self.end)
                .chain(self.silence(now()).map(|silence| silence.start))
                .min();
            let message = match next {
                Some(until) => receiver.recv_timeout(until.saturating_duration_since(now())),
                None => receiver.recv().map_err(RecvTimeoutError::from),
            };
            match message {
                Ok(Message::Prepare(timeline, start)) => self.prepare(&timeline, start),
                Ok(Message::Play(cue, due)) => self.play(cue, due),
                Ok(Message::Foretold(next)) => self.next = next.filter(|_| self.settings.wake),
                // Over a network the screen is another machine's.
                Ok(Message::Awake(true)) if !player::is_remote() => {
                    self.inhibitors = awake::candidates(awake::is_gnome()).into();
                    self.next_inhibitor();
                }
                Ok(Message::Awake(_)) => {
                    self.inhibitors.clear();
                    self.kill(|task| matches!(task, Task::Awake));
                }
                Ok(Message::Exited(id)) => self.exited(id),
                Ok(Message::Finish(until)) => self.end = Some(until),
                Err(RecvTimeoutError::Timeout) => {
                    self.time_is_up();
                    self.wake();
                }
                Ok(Message::Quit) | Err(RecvTimeoutError::Disconnected) => break,
            }
            let sounds = |job: &Job| matches!(job.task, Task::Play { .. });
            let over = self
                .end
                .is_some_and(|end| end <= now() || !self.jobs.iter().any(sounds));
            if over {
                break;
            }
        }
        self.farewell(receiver);
    }

    /// Kills everything that still runs and waits for a moment until it is gone.
    fn farewell(&mut self, receiver: &Receiver<Message>) {
        self.kill(|_| true);
        let until = now() + FAREWELL;
        while !self.jobs.is_empty() {
            match receiver.recv_timeout(until.saturating_duration_since(now())) {
                Ok(Message::Exited(id)) => {
                    if let Some(at) = self.jobs.iter().position(|job| job.id == id) {
                        self.jobs.swap_remove(at).program.reap();
                    }
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }

    /// Starts a program that belongs to `task`.
    fn start(
        &mut self,
        limit: Option<Duration>,
        begin: impl FnOnce(Box<dyn FnOnce() + Send>) -> std::io::Result<Program>,
        task: Task,
    ) -> bool {
        self.ids += 1;
        let id = self.ids;
        let sender = self.sender.clone();
        let exited = Box::new(move || {
            let _ = sender.send(Message::Exited(id));
        });
        let Ok(program) = begin(exited) else {
            return false;
        };
        self.jobs.push(Job {
            id,
            program,
            task,
            until: limit.map(|limit| now() + limit),
            killed: false,
        });
        true
    }

    fn kill(&mut self, which: impl Fn(&Task) -> bool) {
        for job in &mut self.jobs {
            if which(&job.task) && !job.killed {
                job.killed = true;
                job.until = None;
                job.program.kill();
            }
        }
    }

    /// Says something once.
    fn say(&mut self, text: String) {
        if self.said.insert(text.clone()) {
            (self.news)(News::Note(text));
        }
    }

    // Players

    fn next_player(&mut self) {
        self.player = None;
        while let Some(command) = self.players.pop_front() {
            let Ok(file) = self.folder.write(&player::probe()) else {
                break;
            };
            let begin = |exited: Box<dyn FnOnce() + Send>| {
                Program::start(&command, &[file.as_os_str()], Reads::Nothing, &[], exited)
            };
            let limit = Some(player::PROBE_LIMIT);
            if self.start(limit, begin, Task::Probe(command.clone())) {
                return;
            }
            self.player_fails(&command);
        }
        self.bell.store(true, Ordering::Relaxed);
        self.early.clear();
        self.say("no sound player works: only the bell · supple doctor".to_owned());
    }

    /// Of the user's own player one wants to know.
    fn player_fails(&mut self, command: &[String]) {
        if *command == *self.settings.player
            && let Some(name) = command.first()
        {
            self.say(format!("`{name}` does not play · supple doctor"));
        }
    }

    fn probed(&mut self, command: Vec<String>, plays: bool) {
        if !plays {
            self.player_fails(&command);
            return self.next_player();
        }
        self.player = Some(command);
        self.next_sentence();
        for (cue, due) in std::mem::take(&mut self.early) {
            self.play(cue, due);
        }
    }

    fn play(&mut self, mut cue: Cue, due: Instant) {
        if cue.urgent {
            self.wanted = None;
            self.early.clear();
            self.kill(|task| matches!(task, Task::Play { .. }));
            self.quiet = self.quiet.map(|quiet| quiet.min(now()));
        }
        if cue.lines.is_empty() || now().saturating_duration_since(due) > STALE {
            return;
        }
        if self.player.is_none() {
            // With no player to come there is only the bell.
            if !self.bell.load(Ordering::Relaxed) {
                self.early.push((cue, due));
            }
            return;
        }
        let mut mix = Mix::default();
        let mut speaks = false;
        cue.catch_up(now().saturating_duration_since(due));
        for line in &cue.lines {
            let spoken = line
                .say
                .as_ref()
                .and_then(|sentence| self.made.get(sentence));
            let spoken = spoken.cloned().flatten();
            speaks |= spoken.is_some();
            mix.line(Duration::ZERO, line, self.settings.volume, |_| {
                spoken.as_deref()
            });
            if let Some(sentence) = &line.say {
                self.want(sentence, due + line.speech_at());
            }
        }
        if speaks {
            self.kill(|task| matches!(task, Task::Play { speaks: true, .. }));
        }
        self.sound(&mix.into_samples(), speaks);
    }

    fn sound(&mut self, samples: &[i16], speaks: bool) {
        let Some(command) = self.player.clone().filter(|_| !samples.is_empty()) else {
            return;
        };
        let Ok(file) = self.folder.write(samples) else {
            return self.say("no room for sound files".to_owned());
        };
        // A device may take one program at a time.
        self.kill(|task| matches!(task, Task::Wake(_)));
        let until = now() + length_of(samples.len());
        self.quiet = Some(self.quiet.map_or(until, |quiet| quiet.max(until)));
        let limit = Some(length_of(samples.len()) + player::PLAY_LIMIT);
        let path = file.clone();
        let begin = |exited: Box<dyn FnOnce() + Send>| {
            Program::start(&command, &[path.as_os_str()], Reads::Nothing, &[], exited)
        };
        if !self.start(limit, begin, Task::Play { file, speaks }) {
            self.player_stopped();
        }
    }

    /// The silence to be played before what is heard next.
    fn silence(&self, now: Instant) -> Option<Range<Instant>> {
        self.player.as_ref()?;
        wake::silence(self.quiet, self.next?, now)
    }

    /// Plays silence if it is time for it, so that the next tone finds its loudspeaker awake.
    fn wake(&mut self) {
        let now = now();
        let (Some(command), Some(silence)) = (self.player.clone(), self.silence(now)) else {
            return;
        };
        if silence.start > now {
            return;
        }
        self.next = None;
        let length = silence.end.saturating_duration_since(now);
        let Ok(file) = self.folder.write(&vec![0; samples_in(length)]) else {
            return;
        };
        let path = file.clone();
        let begin = |exited: Box<dyn FnOnce() + Send>| {
            Program::start(&command, &[path.as_os_str()], Reads::Nothing, &[], exited)
        };
        self.start(Some(length + player::PLAY_LIMIT), begin, Task::Wake(file));
    }

    /// The player that was good is no more.
    fn player_stopped(&mut self) {
        if let Some(name) = self.player.as_ref().and_then(|command| command.first()) {
            self.say(format!("`{name}` stopped playing · supple doctor"));
            self.next_player();
        }
    }

    // Voices

    fn next_engine(&mut self) {
        self.engine = None;
        while let Some(engine) = self.engines.pop_front() {
            if self.make(engine, voice::trial()) {
                return;
            }
        }
        self.queue.clear();
        if self.settings.mode == SoundMode::Voice {
            self.say("no voice found: tones only · supple doctor".to_owned());
        }
    }

    fn make(&mut self, engine: Engine, sentence: Sentence) -> bool {
        let file = self.folder.file();
        let rate = self.settings.rate;
        let path = file.clone();
        let (speaker, said) = (engine.clone(), sentence.clone());
        let begin = |exited: Box<dyn FnOnce() + Send>| speaker.start(&said, rate, &path, exited);
        let task = Task::Make {
            engine,
            sentence,
            file,
        };
        self.start(Some(voice::LIMIT), begin, task)
    }

    fn prepare(&mut self, timeline: &Arc<Timeline>, start: Start) {
        if self.settings.mode != SoundMode::Voice {
            return;
        }
        let lengths: Arc<dyn Lengths> = Arc::new(Estimated {
            rate: self.settings.rate,
        });
        for sentence in cue::sentences(timeline, start, &lengths) {
            if !self.made.contains_key(&sentence) {
                self.queue.push_back(sentence);
            }
        }
        self.next_sentence();
    }

    /// Makes the next sentence, one at a time.
    fn next_sentence(&mut self) {
        // Without a player nobody would hear it.
        let Some(engine) = self.engine.clone().filter(|_| self.player.is_some()) else {
            return;
        };
        if self
            .jobs
            .iter()
            .any(|job| matches!(job.task, Task::Make { .. }))
        {
            return;
        }
        while let Some(sentence) = self.queue.pop_front() {
            if self.made.contains_key(&sentence) {
                continue;
            }
            if !self.make(engine.clone(), sentence) {
                return self.engine_stopped();
            }
            return;
        }
        let lengths = self.made.iter().filter_map(|(sentence, samples)| {
            Some((sentence.clone(), length_of(samples.as_ref()?.len())))
        });
        (self.news)(News::Measured(Arc::new(Measured(lengths.collect()))));
    }

    /// A sentence that is due, and not made yet, is made before all others.
    fn want(&mut self, sentence: &Sentence, due: Instant) {
        if self.settings.mode == SoundMode::Voice && !self.made.contains_key(sentence) {
            self.wanted = Some((sentence.clone(), due));
            self.queue.push_front(sentence.clone());
            self.next_sentence();
        }
    }

    fn made(&mut self, engine: Engine, sentence: &Sentence, samples: Option<Vec<i16>>) {
        if samples.is_none() && self.engine.is_none() {
            return self.next_engine();
        }
        self.engine = Some(engine);
        let samples: Option<Arc<[i16]>> =
            samples.map(|samples| voice::at_volume(samples, self.settings.volume).into());
        self.made.insert(sentence.clone(), samples.clone());
        let wanted = self.wanted.take_if(|(wanted, _)| wanted == sentence);
        if let Some((_, due)) = wanted
            && let Some(samples) = samples
            && now().saturating_duration_since(due) <= STALE
        {
            self.kill(|task| matches!(task, Task::Play { speaks: true, .. }));
            self.sound(&samples, true);
        }
        self.next_sentence();
    }

    /// The engine that was good hangs or is gone.
    fn engine_stopped(&mut self) {
        if let Some(engine) = self.engine.take() {
            self.say(format!(
                "`{}` stopped speaking · supple doctor",
                engine.name()
            ));
        }
        self.next_engine();
    }

    // The screen

    fn next_inhibitor(&mut self) {
        while let Some(command) = self.inhibitors.pop_front() {
            let begin = |exited: Box<dyn FnOnce() + Send>| {
                Program::start(&command, &[], Reads::Us, &[], exited)
            };
            if self.start(None, begin, Task::Awake) {
                return;
            }
        }
    }

    // Ends of programs

    fn exited(&mut self, id: u64) {
        let Some(at) = self.jobs.iter().position(|job| job.id == id) else {
            return;
        };
        let job = self.jobs.swap_remove(at);
        let worked = job.program.reap().is_some_and(|status| status.success());
        if let Task::Play { file, .. } | Task::Wake(file) = &job.task {
            let _ = std::fs::remove_file(file);
        }
        match job.task {
            _ if job.killed => {}
            Task::Probe(command) => self.probed(command, worked),
            Task::Play { .. } if worked => {}
            // That a tone cannot be played will be told by the tone.
            Task::Wake(_) => {}
            Task::Play { .. } => self.player_stopped(),
            Task::Make {
                engine,
                sentence,
                file,
            } => {
                let samples = Folder::take(&file).filter(|samples| worked && !samples.is_empty());
                self.made(engine, &sentence, samples);
            }
            Task::Awake => self.next_inhibitor(),
        }
    }

    /// Programs that hang are killed and dropped.
    fn time_is_up(&mut self) {
        let now = now();
        let is_up = |job: &Job| job.until.is_some_and(|until| until <= now);
        let hanging = self.jobs.iter_mut().filter(|job| is_up(job));
        let mut failed: Vec<Failure> = Vec::new();
        for job in hanging {
            job.killed = true;
            job.until = None;
            job.program.kill();
            failed.extend(match &job.task {
                Task::Probe(command) => Some(Failure::Probe(command.clone())),
                Task::Play { .. } => Some(Failure::Player),
                Task::Make { .. } => Some(Failure::Engine),
                Task::Awake | Task::Wake(_) => None,
            });
        }
        for failure in failed {
            match failure {
                Failure::Probe(command) => self.probed(command, false),
                Failure::Player => self.player_stopped(),
                Failure::Engine => self.engine_stopped(),
            }
        }
    }
}

/// What hung.
enum Failure {
    Probe(Vec<String>),
    Player,
    Engine,
}
