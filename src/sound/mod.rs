//! What is heard: cues become tones and speech, and those a sound file that some program of the machine plays.
//!
//! The loop only ever sends a message: [`Sound::play`]. One thread behind it owns every program that is started. No
//! sound crate and no sound file is part of this: tones are made here, and whoever wants to hear them has a player.

mod awake;
mod examine;
mod mix;
mod player;
mod playing;
mod render;
mod speaking;
mod tones;
mod voice;
mod wake;
mod wav;
mod worker;
mod workshop;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::core::cue::{Cue, Lengths};
use crate::core::player::Start;
use crate::core::settings::{SoundMode, SoundSettings};
use crate::core::timeline::Timeline;
use crate::process::now;
use worker::{Request, Worker};

pub use examine::{Examined, Tried, examine};
pub use player::is_remote;
pub use render::{Rendered, render};
pub use tones::{RATE, length_of, samples, samples_in};
pub use wav::{is_wav, read, written};

/// How long the end of the last sound is waited for.
const LAST_SOUND: Duration = Duration::from_secs(6);
/// How long the worker may take to end.
const ENDS: Duration = Duration::from_millis(500);

/// What is to be known of the sound, from its thread.
#[derive(Clone, Debug)]
pub enum News {
    /// How long the sentences of the session take.
    Measured(Arc<dyn Lengths>),
    /// Something to be said once.
    Note(String),
}

/// Everything that makes something heard. When it goes, it is silent within 20 ms and no program is left behind.
pub struct Sound {
    sender: Sender<Request>,
    mode: SoundMode,
    bell: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl fmt::Debug for Sound {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sound")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// What is left to be done for a cue by whoever draws, because nobody else may write to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Bell {
    /// Ring it.
    Rings,
    /// Nothing.
    Silent,
}

impl Sound {
    /// Begins to look for programs, on a thread of its own; `news` is called on that thread.
    pub fn open(settings: SoundSettings, news: impl Fn(News) + Send + 'static) -> Self {
        let mode = settings.mode;
        let (sender, receiver) = mpsc::channel();
        let (done, ended) = mpsc::channel();
        let bell = Arc::new(AtomicBool::new(mode == SoundMode::Bell));
        let (back, rings) = (sender.clone(), Arc::clone(&bell));
        let thread = std::thread::Builder::new().name("sound".to_owned());
        let started = thread.spawn(move || {
            match Worker::new(settings, back, Arc::clone(&rings), news) {
                Ok(worker) => worker.run(&receiver),
                Err(_) => rings.store(true, Ordering::Relaxed),
            }
            drop(done);
        });
        if started.is_err() {
            bell.store(true, Ordering::Relaxed);
        }
        Self {
            sender,
            mode,
            bell,
            ended,
        }
    }

    /// A session opens: its sentences are made before they are needed.
    pub fn prepare(&self, timeline: Arc<Timeline>, start: Start) {
        let _ = self.sender.send(Request::Prepare(timeline, start));
    }

    /// Lets `cue` be heard, which was due `late` ago.
    pub fn play(&self, mut cue: Cue, late: Duration) -> Bell {
        if self.mode == SoundMode::Off {
            return Bell::Silent;
        }
        if self.bell.load(Ordering::Relaxed) {
            return if cue.rings() && late <= Duration::from_secs(1) {
                Bell::Rings
            } else {
                Bell::Silent
            };
        }
        if self.mode == SoundMode::Tones {
            cue.without_speech();
        }
        let now = now();
        let due = now.checked_sub(late).unwrap_or(now);
        let _ = self.sender.send(Request::Play(cue, due));
        Bell::Silent
    }

    /// Something is to be heard so long from now; `None` when nobody knows. Nothing is heard for it.
    pub fn foretell(&self, next: Option<Duration>) {
        let next = next.map(|next| now() + next);
        let _ = self.sender.send(Request::Foretold(next));
    }

    /// Whether the screen is to stay awake from now on.
    pub fn keep_awake(&self, awake: bool) {
        let _ = self.sender.send(Request::Awake(awake));
    }

    /// Ends when what sounds is over, which is waited for.
    pub fn finish(&self) {
        let _ = self.sender.send(Request::Finish(now() + LAST_SOUND));
        let _ = self.ended.recv_timeout(LAST_SOUND + ENDS);
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        let _ = self.sender.send(Request::Quit);
        let _ = self.ended.recv_timeout(ENDS);
    }
}

/// How much is to be heard: what was asked for; otherwise what is configured, but over a network, where the
/// loudspeakers are somewhere else, the bell.
pub fn mode(asked: Option<SoundMode>, settings: &SoundSettings, remote: bool) -> SoundMode {
    match (asked, settings.mode) {
        (Some(asked), _) => asked,
        (None, SoundMode::Voice | SoundMode::Tones) if remote && settings.player.is_empty() => {
            SoundMode::Bell
        }
        (None, configured) => configured,
    }
}
