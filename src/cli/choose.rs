//! Which routine a word on the command line means.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::path::Path;

use super::arguments;
use super::output::Messages;
use crate::catalogue::{self, Catalogue, Entry, Miss, Origin};
use crate::core::suggest;
use crate::disk::routines;
use crate::error::{Error, Invalid};

/// Whether the first word of the command line could have been a command as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstWord {
    /// As in `supple WORD`: a typo gets suggestions from both.
    MayBeACommand,
    /// As in `supple play WORD`.
    IsARoutine,
}

/// The routines there are, looked for only when a name has to be found among them.
pub(super) struct Library<'a> {
    all: OnceCell<Catalogue>,
    messages: &'a Messages,
    first: FirstWord,
}

impl<'a> Library<'a> {
    pub(super) const fn new(messages: &'a Messages, first: FirstWord) -> Self {
        Self {
            all: OnceCell::new(),
            messages,
            first,
        }
    }

    /// All of them. That the user's own could not be read is said, once, and the others are there all the same.
    pub(super) fn all(&self) -> &Catalogue {
        self.all.get_or_init(|| {
            let (all, trouble) = routines::all();
            if let Some(trouble) = trouble {
                self.messages.warning(&trouble);
            }
            all
        })
    }

    /// The one that `word` means, which may be broken.
    pub(super) fn find(&self, word: &OsStr) -> Result<Entry, Error> {
        let text = word.to_string_lossy();
        if text == "-" {
            return Ok(routines::on_stdin());
        }
        if catalogue::is_path(&text) {
            return Ok(routines::at(Path::new(word)));
        }
        self.all().find(&text).cloned().map_err(|miss| {
            let word = text.clone().into_owned();
            match miss {
                Miss::Ambiguous { ids } => Error::Ambiguous { word, ids },
                Miss::Unknown { near } => Error::Unknown {
                    commands: self.commands_near(&word),
                    ids: near,
                    word,
                },
            }
        })
    }

    fn commands_near(&self, word: &str) -> Vec<String> {
        if self.first == FirstWord::IsARoutine {
            return Vec::new();
        }
        let commands = arguments::commands();
        let near = suggest::near(word, commands.iter().map(String::as_str));
        near.into_iter().map(str::to_owned).collect()
    }
}

/// All of `entries` if none of them has errors; otherwise the errors of all that have some.
pub(super) fn playable(entries: &[Entry]) -> Result<(), Error> {
    let invalid: Vec<Invalid> = entries
        .iter()
        .filter(|entry| entry.routine.is_none())
        .map(|entry| Invalid {
            source: entry.source.clone(),
            problems: entry.problems.clone(),
        })
        .collect();
    if invalid.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(invalid))
    }
}

/// What an entry is called in JSON: nothing when it came from standard input.
pub(super) fn id(entry: &Entry) -> Option<&str> {
    (entry.origin != Origin::Stdin).then_some(entry.id.as_str())
}
