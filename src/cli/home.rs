//! Bare `supple`: the library, where there is a screen for it.

use super::arguments::PlayOptions;
use super::choose::Finder;
use super::environment;
use super::failure::Failure;
use super::{play, remember};
use crate::app::library;
use crate::shell::{Begin, Play, on_terminal};

/// Shows the library until it is left.
pub(super) fn run(finder: &Finder, options: &PlayOptions) -> Result<u8, Failure> {
    let messages = finder.messages();
    let settings = remember::settings(messages);
    let lead_in = options.start.unwrap_or(settings.session.start);
    let mut keeper = remember::keeper();
    let unfinished = keeper
        .as_mut()
        .and_then(|keeper| remember::recover(keeper, &settings, messages));
    let rate = settings.sound.rate;
    let unfinished =
        unfinished.and_then(|snapshot| remember::resumable(snapshot, lead_in, options.speed, rate));
    let remembers = keeper.map(|keeper| remember::all(keeper, unfinished, &settings, messages));
    let (all, trouble) = finder.at_a_glance();
    let last = remembers.as_ref().and_then(|remembers| {
        let history = &remembers.history;
        let entries = all.entries().iter();
        let done = entries.filter_map(|entry| Some((history.last_done(&entry.id)?, &entry.id)));
        done.max().map(|(_, id)| id.clone())
    });
    let trouble = trouble.map(|trouble| trouble.to_string());
    let library =
        library::Library::new(&all, last.as_deref(), trouble).noticing(remember::broken());
    let homeless = remembers.is_none();
    let play = Play {
        lead_in,
        figures: finder.figures_to_see(&settings.screen),
        first: settings.session.first,
        speed: options.speed,
        follows: Vec::new(),
        sound: play::sound(options, &settings.sound),
        waiting: &|what| messages.note(what),
        remembers,
    };
    let played = on_terminal(
        Begin::Library(library),
        play,
        &environment::theme(&settings.screen),
    )?;
    if homeless && played.record.is_some() {
        remember::tell_homeless(messages);
    }
    let all = remember::tell(&played.written, messages)?;
    Ok(if all { played.outcome.code() } else { 1 })
}
