//! The tools of every part that starts programs for the sound: the running programs, a folder for their files, and
//! messages to the user, each shown once.

use std::collections::BTreeSet;
use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::voice::Engine;
use super::worker::Request;
use super::{SoundNews, wav};
use crate::core::cue::Sentence;
use crate::process::{CommandLine, Folder, HelperFile, Launch, Pool};

/// The task of a program. Its file is removed with it.
pub(super) enum Task {
    /// Whether a player plays a file.
    Probe {
        command: CommandLine,
        _file: HelperFile,
    },
    /// Playing a file.
    Play { speaks: bool, _file: HelperFile },
    /// Playing silence, which wakes a loudspeaker.
    Wake { _file: HelperFile },
    /// Making a sentence; with an engine that is only being tried, the first one.
    Make {
        engine: Engine,
        sentence: Sentence,
        file: HelperFile,
    },
    /// Keeping the screen awake.
    Awake,
}

pub(super) struct Workshop {
    pub(super) programs: Pool<Task>,
    pub(super) folder: Folder,
    news: Box<dyn Fn(SoundNews)>,
    said: BTreeSet<String>,
}

impl Workshop {
    pub(super) fn new(
        requests: Sender<Request>,
        news: impl Fn(SoundNews) + 'static,
    ) -> io::Result<Self> {
        let exited = move |number| {
            let _ = requests.send(Request::Exited(number));
        };
        Ok(Self {
            programs: Pool::new(exited),
            folder: Folder::new()?,
            news: Box::new(news),
            said: BTreeSet::new(),
        })
    }

    /// `samples` as a sound file.
    pub(super) fn write(&mut self, samples: &[i16]) -> io::Result<HelperFile> {
        self.folder.write(&wav::encoded(samples))
    }

    /// Starts `command`, which plays `file`.
    pub(super) fn play(
        &mut self,
        command: &CommandLine,
        file: HelperFile,
        task: impl FnOnce(HelperFile) -> Task,
        limit: Duration,
    ) -> bool {
        let launch = Launch::from(command.clone().with(file.path()));
        self.programs.start(launch, task(file), Some(limit))
    }

    pub(super) fn send(&self, news: SoundNews) {
        (self.news)(news);
    }

    /// Tells the user something, once.
    pub(super) fn say(&mut self, text: String) {
        if self.said.insert(text.clone()) {
            self.send(SoundNews::Note(text));
        }
    }
}
