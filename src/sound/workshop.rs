//! What everybody who starts programs for the sound needs: the programs that run, a folder for their files, and how to
//! say something once.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::News;
use super::child::{Program, Reads};
use super::folder::Folder;
use super::jobs::{Jobs, Task};
use super::worker::Message;

pub(super) struct Workshop {
    pub(super) jobs: Jobs,
    pub(super) folder: Folder,
    news: Box<dyn Fn(News)>,
    said: BTreeSet<String>,
}

impl Workshop {
    pub(super) fn new(sender: Sender<Message>, news: impl Fn(News) + 'static) -> io::Result<Self> {
        Ok(Self {
            jobs: Jobs::new(sender),
            folder: Folder::new()?,
            news: Box::new(news),
            said: BTreeSet::new(),
        })
    }

    /// Starts `command`, which plays `file`.
    pub(super) fn play(
        &mut self,
        command: &[String],
        file: &Path,
        task: Task,
        limit: Duration,
    ) -> bool {
        self.jobs.start(task, Some(limit), |exited| {
            Program::start(command, &[file.as_os_str()], Reads::Nothing, &[], exited)
        })
    }

    pub(super) fn tell(&self, news: News) {
        (self.news)(news);
    }

    /// Says something once.
    pub(super) fn say(&mut self, text: String) {
        if self.said.insert(text.clone()) {
            self.tell(News::Note(text));
        }
    }
}
