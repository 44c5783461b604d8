//! What a routine may refer to by name: the stretches of the catalogue, the user's and the bundled ones.
//!
//! This layer opens no file. The caller passes the texts; a stretch is read when a routine first refers to it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::super::fields::Fields;
use super::super::languages::Languages;
use super::super::plain::key_and_text;
use super::includes::IncludedFile;
use super::photos::LooksAtPhoto;
use super::stretch_file::{self, WrittenStretch};
use super::stretches::{Lender, MOST_NEAR, NoWords};
use crate::core::log::StretchText;
use crate::core::pose::Figure;
use crate::core::routine::Side;
use crate::core::stretch::{Stretch, StretchPose};
use crate::diagnostic::{Diagnostic, Parsed, Source};
use crate::suggest;

/// How much of a file of a stretch is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FilePart {
    All,
    /// Its words, because nobody looks at its pose.
    Words,
}

/// A file of one stretch, read when it is first asked for.
#[derive(Debug)]
pub struct StretchFile {
    /// Its name without `.toml`: what routines write in `use`.
    pub id: String,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// Whether it is the user's.
    pub is_own: bool,
    /// Whether it is a pose without words, as figures were written before stretches had files.
    pub is_figure: bool,
    /// How much of it is read.
    part: FilePart,
    /// Whether it stands in the file of the routine that uses it.
    pub(super) is_here: bool,
    /// Why its text could not be read.
    unread: Option<Diagnostic>,
    /// The stretch, and what is wrong with it but for advice.
    read: OnceLock<Parsed<WrittenStretch>>,
    /// The same with advice, which takes as long as reading: few ask for it.
    problems: OnceLock<Vec<Diagnostic>>,
    /// Its text, shared with all routines that use it.
    shared: OnceLock<Arc<str>>,
}

impl StretchFile {
    /// A stretch of the user's, or what could be read of it.
    pub const fn own(id: String, source: Source, unread: Option<Diagnostic>) -> Self {
        Self {
            id,
            source,
            is_own: true,
            is_figure: false,
            part: FilePart::All,
            is_here: false,
            unread,
            read: OnceLock::new(),
            problems: OnceLock::new(),
            shared: OnceLock::new(),
        }
    }

    /// A bundled stretch.
    pub fn bundled(id: &str, text: &str) -> Self {
        let source = Source::bundled(&format!("stretches/{id}"), text);
        Self {
            is_own: false,
            ..Self::own(id.to_owned(), source, None)
        }
    }

    /// The same file, which has a pose without words.
    #[must_use]
    pub fn as_figure(self) -> Self {
        Self {
            is_figure: true,
            ..self
        }
    }

    /// The same bundled file for those who never look at its pose.
    #[must_use]
    pub fn without_pose(self) -> Self {
        Self {
            part: FilePart::Words,
            ..self
        }
    }

    /// A stretch that a routine has in its own file, which was read with it; `None` where it cannot be used, which has
    /// been reported.
    pub(super) fn here(id: &str, written: Option<WrittenStretch>) -> Self {
        Self {
            is_here: true,
            read: OnceLock::from(Parsed {
                value: written,
                problems: Vec::new(),
            }),
            ..Self::own(id.to_owned(), Source::default(), None)
        }
    }

    fn read(&self) -> &Parsed<WrittenStretch> {
        self.read.get_or_init(|| match &self.unread {
            Some(problem) => Parsed {
                value: None,
                problems: vec![problem.clone()],
            },
            None if self.part == FilePart::Words => {
                stretch_file::parse_words(&self.id, &self.source.text)
            }
            None if self.is_figure => stretch_file::parse_figure(&self.id, &self.source),
            None => stretch_file::parse(&self.id, &self.source),
        })
    }

    pub(super) fn written(&self) -> Option<&WrittenStretch> {
        self.read().value.as_ref()
    }

    /// Its text, for the routine that uses it.
    pub fn as_text(&self) -> StretchText {
        let text = self.shared.get_or_init(|| self.source.text.as_str().into());
        StretchText {
            id: self.id.clone(),
            text: Arc::clone(text),
            is_figure: self.is_figure,
        }
    }

    /// The stretch with this text.
    pub fn of_text(stretch: &StretchText) -> Self {
        let source = Source {
            name: format!("stretches/{}.toml", stretch.id),
            text: stretch.text.as_ref().to_owned(),
        };
        Self {
            is_figure: stretch.is_figure,
            ..Self::own(stretch.id.clone(), source, None)
        }
    }

    /// The stretch; `None` when the file has errors.
    pub fn stretch(&self) -> Option<&Stretch> {
        self.written().map(|written| &written.stretch)
    }

    /// Whether it has errors. Bundled ones have none: a test makes sure of that, and none of them is read for it.
    pub fn is_broken(&self) -> bool {
        self.is_own && self.stretch().is_none()
    }

    /// Everything that is wrong with it by itself. What it refers to is checked by [`References::problems_of`].
    pub fn problems(&self) -> &[Diagnostic] {
        self.problems.get_or_init(|| {
            let Parsed { value, problems } = self.read();
            let advice = value.as_ref().map(|it| it.advice(&self.source.text));
            let mut problems = problems.clone();
            problems.extend(advice.into_iter().flatten());
            problems.sort_by_key(Diagnostic::order);
            problems
        })
    }
}

/// The stretches that routines may refer to, and the languages.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The files of each name, the nearest first.
    files: BTreeMap<String, Vec<Arc<StretchFile>>>,
    /// Whether these are all there are, so that an unknown name can be reported.
    pub(super) are_all: bool,
    /// The languages in which routines may be.
    pub(super) languages: Languages,
    /// The side that is affected where a routine does not say which.
    pub(super) affected: Option<Side>,
    /// What looks at photos, if anything does.
    pub(super) looks: Option<LooksAtPhoto>,
    /// The routines that routines include, by the file that does so and its word for it.
    routines: BTreeMap<(String, String), Arc<IncludedFile>>,
}

impl References {
    /// All stretches there are.
    pub fn new(files: impl IntoIterator<Item = StretchFile>) -> Self {
        let nothing = Self {
            files: BTreeMap::new(),
            are_all: true,
            languages: Languages::default(),
            affected: None,
            looks: None,
            routines: BTreeMap::new(),
        };
        nothing.with(files)
    }

    /// The languages in which routines may be.
    pub const fn languages(&self) -> &Languages {
        &self.languages
    }

    /// These, for routines that may be in any of `languages`.
    #[must_use]
    pub fn speaking(self, languages: &Languages) -> Self {
        Self {
            languages: languages.clone(),
            ..self
        }
    }

    /// These, and routines that others include.
    #[must_use]
    pub fn including(mut self, routines: impl IntoIterator<Item = IncludedFile>) -> Self {
        for file in routines {
            let key = (file.by.clone(), file.word.clone());
            self.routines.insert(key, Arc::new(file));
        }
        self
    }

    /// These without routines that others include.
    #[must_use]
    pub(crate) fn including_none(self) -> Self {
        Self {
            routines: BTreeMap::new(),
            ..self
        }
    }

    /// None of these, for routines in the same languages and the same person.
    #[must_use]
    pub(crate) fn emptied(&self) -> Self {
        Self::new([])
            .speaking(&self.languages)
            .affecting(self.affected.clone())
    }

    /// The routine that the file called `by` calls `word`.
    pub(crate) fn included(&self, by: &str, word: &str) -> Option<&Arc<IncludedFile>> {
        self.routines.get(&(by.to_owned(), word.to_owned()))
    }

    /// The text of the routine that some file calls `word`.
    pub(crate) fn included_as(&self, word: &str) -> Option<&str> {
        let mut files = self.routines.iter();
        let (_, file) = files.find(|((_, called), _)| called == word)?;
        Some(&file.source.text)
    }

    /// The routines that the file called `by` includes.
    pub(super) fn included_by(&self, by: &str) -> impl Iterator<Item = &Arc<IncludedFile>> {
        let from = (by.to_owned(), String::new());
        let files = self.routines.range(from..);
        files
            .take_while(move |((of, _), _)| of == by)
            .map(|(_, file)| file)
    }

    /// These, for a person with an `affected` side.
    #[must_use]
    pub fn affecting(self, affected: Option<Side>) -> Self {
        Self { affected, ..self }
    }

    /// These and `nearer` ones, which come before those of the same name.
    #[must_use]
    pub fn with(mut self, nearer: impl IntoIterator<Item = StretchFile>) -> Self {
        for file in nearer {
            let known = self.files.entry(file.id.clone()).or_default();
            known.insert(0, Arc::new(file));
        }
        self
    }

    /// All names that a routine may refer to, those of broken files too.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().map(String::as_str)
    }

    /// The names that `word` may be a misspelling of, or that have it in them, nearest first.
    pub fn near(&self, word: &str) -> Vec<&str> {
        let mut near = suggest::near(word, self.names());
        let having = suggest::having(word, self.names());
        let having = having.filter(|name| !near.contains(name));
        let having: Vec<&str> = having.collect();
        near.extend(having);
        near.truncate(MOST_NEAR);
        near
    }

    /// All files, by name, the nearest of each name first.
    pub fn files(&self) -> impl Iterator<Item = &StretchFile> {
        self.files.values().flatten().map(AsRef::as_ref)
    }

    /// Whether the nearest stretch called `id` that could be read is the user's.
    pub fn is_own(&self, id: &str) -> bool {
        let mut read = self.of(id).iter().filter(|file| !file.is_broken());
        read.next().is_some_and(|file| file.is_own)
    }

    /// Whether there is a stretch called `id`, broken or not.
    pub fn has(&self, id: &str) -> bool {
        self.files.contains_key(id)
    }

    /// Whether the stretch called `id` has a pose, or would have one without the errors in its file.
    pub(super) fn is_drawn(&self, id: &str) -> bool {
        let may_be =
            |file: &Arc<StretchFile>| file.part == FilePart::Words || file.stretch().is_none();
        self.figure(id).is_some() || self.of(id).iter().any(may_be)
    }

    /// Whether the nearest stretch called `id` has words, and `key` is among them.
    pub(in crate::format) fn writes(&self, id: &str, key: &str) -> bool {
        let words = self.words(id).ok().and_then(WrittenStretch::words);
        words.is_some_and(|words| words.get(key).is_some())
    }

    fn of(&self, id: &str) -> &[Arc<StretchFile>] {
        self.files.get(id).map_or(&[], Vec::as_slice)
    }

    /// The nearest stretch called `id` that has words. One with errors is not passed over: it is what the user means by
    /// that name.
    fn words(&self, id: &str) -> Result<&WrittenStretch, NoWords> {
        let file = self.words_file(id)?;
        file.written().ok_or(NoWords::Unknown)
    }

    /// The file with these words.
    pub(super) fn words_file(&self, id: &str) -> Result<&Arc<StretchFile>, NoWords> {
        let mut found = NoWords::Unknown;
        for file in self.of(id) {
            match file.written() {
                Some(written) if written.stretch.step.is_some() => return Ok(file),
                Some(_) => found = NoWords::PoseAlone,
                None if file.is_figure => {}
                None => return Err(NoWords::Broken(file.source.name.clone())),
            }
        }
        Err(found)
    }

    /// The nearest pose of the stretch called `id`; `None` where it has none that could be read.
    pub fn figure(&self, id: &str) -> Option<Arc<Figure>> {
        match self.pose(id)? {
            StretchPose::Own(figure) => Some(Arc::clone(figure)),
            StretchPose::Of(other) => match self.pose(other)? {
                StretchPose::Own(figure) => Some(Arc::clone(figure)),
                StretchPose::Of(_) => None,
            },
        }
    }

    /// The same with the photo of the stretch in its place, if it has one.
    pub fn shown(&self, id: &str) -> Option<Arc<Figure>> {
        let figure = self.figure(id);
        let file = self.words_file(id).ok();
        let words = file.and_then(|file| Some((file, file.written()?.words()?)));
        match words.and_then(|(file, words)| Some((file, words.text("picture")?))) {
            Some((file, name)) => self.with_photo(figure, &file.source.name, name),
            None => figure,
        }
    }

    fn pose(&self, id: &str) -> Option<&StretchPose> {
        self.pose_file(id).map(|(_, pose)| pose)
    }

    /// The nearest pose of the stretch called `id`, its own or the name of another, and the file with it.
    pub(super) fn pose_file(&self, id: &str) -> Option<(&Arc<StretchFile>, &StretchPose)> {
        let mut files = self.of(id).iter();
        files.find_map(|file| Some((file, file.stretch()?.pose.as_ref()?)))
    }

    /// The nearest stretch called `id` that could be read, with words where one has some.
    pub fn stretch(&self, id: &str) -> Option<&Stretch> {
        let words = self.words(id).ok().map(|written| &written.stretch);
        words.or_else(|| self.of(id).iter().find_map(|file| file.stretch()))
    }

    /// Everything that is wrong with a file, and with what it refers to.
    pub fn problems_of(&self, file: &StretchFile) -> Vec<Diagnostic> {
        let mut problems = file.problems().to_vec();
        let written = file.written();
        problems.extend(written.and_then(|written| written.wrong_pose(self)));
        let words = written.and_then(WrittenStretch::words);
        problems.extend(words.and_then(|words| self.wrong_photo(&file.source.name, words)));
        problems.sort_by_key(Diagnostic::order);
        problems
    }
}

impl Lender for References {
    fn words_of(&self, id: &str) -> Result<&Fields, NoWords> {
        self.words(id)?.words().ok_or(NoWords::PoseAlone)
    }

    fn known(&self) -> Vec<&str> {
        self.names().collect()
    }

    fn called(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let mut files = self.files();
        let file = files.find(|file| {
            let lines = file.source.text.lines().filter_map(key_and_text);
            let mut names = lines.filter(|(key, _)| *key == "name");
            names.any(|(_, text)| text.to_lowercase() == name)
        })?;
        Some(&file.id)
    }
}
