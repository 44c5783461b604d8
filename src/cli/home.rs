//! Bare `supple` on a terminal: the library.

use super::arguments::PlayOptions;
use super::finder::Finder;
use super::play::{self, Startup};
use super::remember;
use crate::app::library::Library;
use crate::catalogue::{Catalogue, DEFAULT_ROUTINE};
use crate::core::settings::Settings;
use crate::error::Error;
use crate::shell::Begin;

/// Shows the library until it is left.
pub(super) fn run(finder: &Finder, options: &PlayOptions, settings: Settings) -> Result<u8, Error> {
    let mut startup = Startup::new(finder, options, settings);
    let unfinished = startup.resumable();
    let draft = startup.draft();
    let saving = startup.saving(unfinished);
    let history = saving.as_ref().map(|saving| &saving.memory.history);
    let last_of = |all: &Catalogue| {
        let ids = all.entries().iter().map(|entry| entry.id.as_str());
        history
            .and_then(|history| history.latest(ids))
            .map(str::to_owned)
    };
    // The others are read behind the first frame.
    let (all, trouble) = finder.at_a_glance(|all| {
        let last = last_of(all);
        let first = last.as_deref().unwrap_or(DEFAULT_ROUTINE);
        all.entries().iter().find(|entry| entry.id == first)
    });
    let last = last_of(&all);
    let last = last.as_deref();
    let trouble = trouble.map(|trouble| trouble.to_string());
    let library = Library::new(&all, last, trouble)
        .noticing(remember::broken())
        .restoring(draft);
    let played = startup.play(Begin::Library(Box::new(library)), Vec::new(), saving)?;
    play::code(played, finder.messages())
}
