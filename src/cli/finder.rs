//! Finds the routine that a word on the command line means.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::arguments;
use super::output::Messages;
use crate::catalogue::{self, Catalogue, Entry, Miss, Origin};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::Routine;
use crate::disk::{read, routines, stretches};
use crate::error::{Error, Invalid};
use crate::format::routine::{References, StretchFile};
use crate::suggest;

/// Whether the first word of the command line could have been a command as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FirstWord {
    /// As in `supple WORD`: a typo gets suggestions from both.
    MayBeACommand,
    /// As in `supple play WORD`.
    IsARoutine,
}

/// The routines there are, looked for only when a name has to be found among them.
pub(super) struct Finder {
    found: OnceCell<(Catalogue, Option<Error>)>,
    /// The same as they are listed.
    listed: OnceCell<Catalogue>,
    /// The same by names and titles.
    glanced: OnceCell<Catalogue>,
    /// Set once it was said that some could not be read.
    warned: OnceCell<()>,
    references: OnceCell<(References, Option<Error>)>,
    messages: Messages,
    first: FirstWord,
}

impl Finder {
    pub(super) const fn new(messages: Messages) -> Self {
        Self {
            found: OnceCell::new(),
            listed: OnceCell::new(),
            glanced: OnceCell::new(),
            warned: OnceCell::new(),
            references: OnceCell::new(),
            messages,
            first: FirstWord::IsARoutine,
        }
    }

    /// The same where the first word could have been a command as well.
    pub(super) fn with_commands(self) -> Self {
        Self {
            first: FirstWord::MayBeACommand,
            ..self
        }
    }

    /// The printer of messages.
    pub(super) const fn messages(&self) -> Messages {
        self.messages
    }

    /// All of them. That the user's own could not be read is said, once, and the others are there all the same.
    pub(super) fn all(&self) -> &Catalogue {
        &self.found().0
    }

    /// All of them for a list, without poses: none of them may be played.
    pub(super) fn listed(&self) -> &Catalogue {
        let read = || self.warned(routines::all(&stretches::without_poses())).0;
        self.listed.get_or_init(read)
    }

    /// All of them at once, however many there are: they are only glanced at, but for the one that `first` chooses.
    pub(super) fn at_a_glance(
        &self,
        first: impl FnOnce(&Catalogue) -> Option<&Entry>,
    ) -> (Catalogue, Option<Error>) {
        let (mut glanced, trouble) = self.warned(routines::glanced());
        if let Some(whole) = first(&glanced).map(|first| self.whole(first)) {
            glanced.renew(whole);
        }
        (glanced, trouble)
    }

    fn warned(&self, found: (Catalogue, Option<Error>)) -> (Catalogue, Option<Error>) {
        if let Some(trouble) = &found.1
            && self.warned.set(()).is_ok()
        {
            self.messages.warning(trouble);
        }
        found
    }

    /// Whether the user's own routines could be looked for.
    pub(super) fn is_whole(&self) -> bool {
        self.found().1.is_none()
    }

    fn found(&self) -> &(Catalogue, Option<Error>) {
        self.found.get_or_init(|| {
            let found = routines::all(self.references());
            self.warned(found)
        })
    }

    /// All of them by names and titles.
    pub(super) fn glanced(&self) -> &Catalogue {
        self.glanced
            .get_or_init(|| self.warned(routines::glanced()).0)
    }

    fn whole(&self, glimpse: &Entry) -> Entry {
        routines::whole(glimpse, self.references())
    }

    /// The routine in the file at `path`, which may be broken, and which may refer to stretches beside it.
    pub(super) fn at(&self, path: &Path) -> Entry {
        routines::at(path, &self.references_of(path))
    }

    /// The stretches there are.
    pub(super) fn references(&self) -> &References {
        &self.stretches().0
    }

    /// The stretches that a routine at `path` may refer to.
    pub(super) fn references_of(&self, path: &Path) -> References {
        stretches::beside(self.references(), path)
    }

    /// The stretches that the routine that `word` means may refer to.
    pub(super) fn references_for(&self, word: &OsStr) -> Cow<'_, References> {
        if catalogue::is_path(&word.to_string_lossy()) {
            Cow::Owned(self.references_of(Path::new(word)))
        } else {
            Cow::Borrowed(self.references())
        }
    }

    /// The stretches there are, and why some of the user's may be missing.
    pub(super) fn stretches(&self) -> &(References, Option<Error>) {
        self.references.get_or_init(stretches::all)
    }

    /// Reports each stretch of the user's that has errors. A bundled one of its name is shown instead of it.
    pub(super) fn warn_of_broken_stretches(&self) {
        let (references, trouble) = self.stretches();
        // The routines are in a folder beside: that it cannot be found is said of them.
        let is_told = |trouble: &&Error| !matches!(trouble, Error::Homeless);
        for trouble in trouble.iter().filter(is_told) {
            self.messages.warning(trouble);
        }
        for file in references.files().filter(|file| file.is_broken()) {
            self.messages.warning(&broken(file, references));
        }
    }

    /// The one that `word` means, which may be broken. Advice on it is not asked for.
    pub(super) fn find(&self, word: &OsStr) -> Result<Entry, Error> {
        let text = word.to_string_lossy();
        if text == "-" {
            return Ok(routines::on_stdin(self.references()));
        }
        if !self.is_name(word) {
            let path = Path::new(word);
            return Ok(routines::unjudged(path, &self.references_of(path)));
        }
        let glanced = self.glanced();
        let found = glanced.find(&text).map(|glimpse| self.whole(glimpse));
        found.map_err(|miss| {
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

    /// Whether `word` is for a routine among those that there are, rather than for a file: one with a `/` may be either.
    pub(super) fn is_name(&self, word: &OsStr) -> bool {
        let text = word.to_string_lossy();
        let is_known = || !matches!(self.glanced().find(&text), Err(Miss::Unknown { .. }));
        !catalogue::is_path(&text) || (!read::is_there(Path::new(word)) && is_known())
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

/// The routines of all `entries` if none of them has errors; otherwise the errors of all that have some.
pub(super) fn playable(entries: &NonEmpty<Entry>) -> Result<NonEmpty<Arc<Routine>>, Error> {
    let routines = entries.iter().filter_map(|entry| entry.routine.clone());
    match NonEmpty::from_vec(routines.collect()) {
        Some(routines) if routines.len() == entries.len() => Ok(routines),
        _ => {
            let broken = entries.iter().filter(|entry| entry.routine.is_none());
            let invalid = broken.map(|entry| Invalid {
                source: entry.source.clone(),
                problems: entry.problems.clone(),
            });
            Err(Error::Invalid(invalid.collect()))
        }
    }
}

/// The error for a stretch of the user that cannot be shown, among all there are.
pub(super) fn broken(file: &StretchFile, references: &References) -> Error {
    Error::BrokenStretch {
        path: file.source.name.clone().into(),
        problems: file.problems().len(),
        instead: references.stretch(&file.id).is_some(),
    }
}

/// The id of an entry in JSON: none when it came from standard input.
pub(super) fn id(entry: &Entry) -> Option<&str> {
    (entry.origin != Origin::Stdin).then_some(entry.id.as_str())
}
