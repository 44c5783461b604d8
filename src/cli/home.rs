//! Bare `supple` on a terminal: the library.

use super::arguments::PlayOptions;
use super::choose::Finder;
use super::play::{self, Startup};
use super::remember;
use crate::app::library::Library;
use crate::error::Error;
use crate::shell::Begin;

/// Shows the library until it is left.
pub(super) fn run(finder: &Finder, options: &PlayOptions) -> Result<u8, Error> {
    let mut startup = Startup::new(finder, options)?;
    let unfinished = startup.resumable();
    let remembers = startup.remembers(unfinished);
    let (all, trouble) = finder.at_a_glance();
    let last = remembers.as_ref().and_then(|remembers| {
        let history = &remembers.history;
        let entries = all.entries().iter();
        let done = entries.filter_map(|entry| Some((history.last_done(&entry.id)?, &entry.id)));
        done.max().map(|(_, id)| id.clone())
    });
    let trouble = trouble.map(|trouble| trouble.to_string());
    let library = Library::new(&all, last.as_deref(), trouble).noticing(remember::broken());
    let played = startup.play(Begin::Library(library), Vec::new(), remembers)?;
    play::code(&played, finder.messages())
}
