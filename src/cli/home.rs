//! Bare `supple` on a terminal: the library.

use super::arguments::PlayOptions;
use super::finder::Finder;
use super::play::{self, Startup};
use super::remember;
use crate::app::library::Library;
use crate::core::settings::Settings;
use crate::error::Error;
use crate::shell::Begin;

/// Shows the library until it is left.
pub(super) fn run(finder: &Finder, options: &PlayOptions, settings: Settings) -> Result<u8, Error> {
    let mut startup = Startup::new(finder, options, settings);
    let unfinished = startup.resumable();
    let saving = startup.saving(unfinished);
    let (all, trouble) = finder.at_a_glance();
    let ids = all.entries().iter().map(|entry| entry.id.as_str());
    let last = saving
        .as_ref()
        .and_then(|saving| saving.memory.history.latest(ids));
    let trouble = trouble.map(|trouble| trouble.to_string());
    let library = Library::new(&all, last, trouble).noticing(remember::broken());
    let played = startup.play(Begin::Library(Box::new(library)), Vec::new(), saving)?;
    play::code(played, finder.messages())
}
