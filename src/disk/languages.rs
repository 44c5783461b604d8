//! Finds the languages of sessions: those of the program, the user's files, and the one that is usual here.

use std::sync::OnceLock;

use super::places::Places;
use super::{files, read, settings};
use crate::core::language::Words;
use crate::diagnostic::{Diagnostic, Source};
use crate::environment;
use crate::error::Error;
use crate::format;
use crate::format::languages::Languages;

/// A language file of the user's own.
#[derive(Clone, Debug)]
pub struct LanguageFile {
    /// The tag of the language: its name without `.toml`.
    pub lang: String,
    /// Its text, as far as it could be read.
    pub source: Source,
    /// The words; `None` when the file has errors.
    pub words: Option<Words>,
    /// Everything that is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// The languages of this user, as they were when they were first asked for.
pub fn all() -> &'static Languages {
    static ALL: OnceLock<Languages> = OnceLock::new();
    ALL.get_or_init(|| {
        let own = own().unwrap_or_default().into_iter();
        let lang = settings::own().map(|settings| settings.sound.lang.as_str());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(environment::text);
        Languages::new(own.filter_map(|file| file.words), lang, locale.as_deref())
    })
}

/// The language files of the user.
///
/// # Errors
/// When the folder cannot be found or read.
pub fn own() -> Result<Vec<LanguageFile>, Error> {
    let places = Places::find()?;
    let paths = files::in_folder(&places.languages())?;
    let file = |path: &std::path::PathBuf| {
        let (source, unread) = read::file(path);
        of(source, unread)
    };
    Ok(paths.iter().map(file).collect())
}

/// The language file of a text that was read already.
pub fn of(source: Source, unread: Option<Diagnostic>) -> LanguageFile {
    let lang = files::stem(source.name.as_ref());
    let parse = |source: &Source| format::languages::parse(&lang, source);
    let parsed = read::parsed(&source, unread, parse);
    LanguageFile {
        lang,
        source,
        words: parsed.value,
        problems: parsed.problems,
    }
}
