//! The sound: turns cues into tones and speech, and these into a sound file that a program of the machine plays.
//!
//! The loop only sends requests ([`Sound::play`]) to one thread, which owns every program that the sound starts. There
//! is no sound crate and no recorded sound: the tones are made here.

mod awake;
mod encoder;
mod examine;
mod loudness;
mod mix;
mod player;
mod playing;
mod recordings;
mod render;
mod speaking;
mod tones;
mod voice;
mod wake;
mod wav;
mod worker;
mod workshop;

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

pub use crate::process::Cancel;
pub use encoder::{Encoder, Encoding, FORMATS, SoundFormat};
pub use examine::{Examined, Tried, examine};
pub use player::is_remote;
pub use render::{Rendering, SENTENCE_LIMIT};
pub use tones::{LONGEST_OWN, RATE, length_of, samples, samples_in};
pub use wav::{encoded, read};

/// How long the end of the last sound is waited for.
const LAST_SOUND: Duration = Duration::from_secs(6);
/// How long the worker may take to end.
const ENDS: Duration = Duration::from_millis(500);

/// News from the thread of the sound.
#[derive(Clone, Debug)]
pub enum SoundNews {
    /// How long the sentences of the session take.
    Measured(Arc<dyn Lengths>),
    /// A message for the user.
    Note(String),
}

/// The sound of a program. When it is dropped, it is silent within 20 ms and no program is left running.
#[derive(Debug)]
pub struct Sound {
    sender: Sender<Request>,
    mode: SoundMode,
    bell: Arc<AtomicBool>,
    /// Whether the bell rings beside tones.
    rings_too: bool,
    ended: Receiver<()>,
}

/// Whether the host has to ring the terminal's bell for a cue, because nothing else may write to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Bell {
    /// Ring it.
    Rings,
    /// Nothing.
    Silent,
}

impl Sound {
    /// Starts a thread that looks for programs; `news` is called on that thread.
    pub fn open(settings: SoundSettings, news: impl Fn(SoundNews) + Send + Sync + 'static) -> Self {
        let (mode, rings_too) = (settings.mode, settings.bell);
        let (sender, receiver) = mpsc::channel();
        let (done, ended) = mpsc::channel();
        let bell = Arc::new(AtomicBool::new(mode == SoundMode::Bell));
        let (back, rings) = (sender.clone(), Arc::clone(&bell));
        let news = Arc::new(news);
        let of_thread = Arc::clone(&news);
        let thread = std::thread::Builder::new().name("sound".to_owned());
        let started = thread.spawn(move || {
            let news = move |it| of_thread(it);
            match Worker::new(settings, back, Arc::clone(&rings), news) {
                Ok(worker) => worker.run(&receiver),
                Err(_) => rings.store(true, Ordering::Relaxed),
            }
            drop(done);
        });
        if started.is_err() {
            bell.store(true, Ordering::Relaxed);
            if mode != SoundMode::Off && mode != SoundMode::Bell {
                news(SoundNews::Note(
                    "Cannot start the sound: using the terminal bell.".to_owned(),
                ));
            }
        }
        Self {
            sender,
            mode,
            bell,
            rings_too,
            ended,
        }
    }

    /// Makes the sentences of a session before they are needed.
    pub fn prepare(&self, timeline: Arc<Timeline>, start: Start) {
        let _ = self.sender.send(Request::Prepare(timeline, start));
    }

    /// Plays `cue`, which was due `late` ago.
    pub fn play(&self, mut cue: Cue, late: Duration) -> Bell {
        let has_bell = match self.mode {
            SoundMode::Off => return Bell::Silent,
            SoundMode::Bell => true,
            SoundMode::Tones | SoundMode::Voice => self.bell.load(Ordering::Relaxed),
        };
        let rings = cue.clone().heard(late).is_some_and(|cue| cue.rings());
        if self.mode == SoundMode::Tones {
            cue.without_speech();
        }
        // Without a player, all are tried again whenever another phase begins.
        if self.mode != SoundMode::Bell && (rings || !has_bell) {
            let now = now();
            let due = now.checked_sub(late).unwrap_or(now);
            let _ = self.sender.send(Request::Play(cue, due));
        }
        if rings && (has_bell || self.rings_too) {
            Bell::Rings
        } else {
            Bell::Silent
        }
    }

    /// The time until the next cue, if known; silence is played before it where a loudspeaker sleeps.
    pub fn foretell(&self, next: Option<Duration>) {
        let next = next.map(|next| now() + next);
        let _ = self.sender.send(Request::Foretold(next));
    }

    /// Whether the screen is to stay awake from now on.
    pub fn keep_awake(&self, awake: bool) {
        let _ = self.sender.send(Request::Awake(awake));
    }

    /// Waits until what sounds is over, and ends.
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

/// The mode of the sound: the one that was asked for, otherwise the configured one. Over a network, where the
/// loudspeakers are somewhere else, tones and voices become the bell.
pub fn mode(asked: Option<SoundMode>, settings: &SoundSettings, remote: bool) -> SoundMode {
    match (asked, settings.mode) {
        (Some(asked), _) => asked,
        (None, SoundMode::Voice | SoundMode::Tones) if remote && settings.player.is_empty() => {
            SoundMode::Bell
        }
        (None, configured) => configured,
    }
}
