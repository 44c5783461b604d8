//! Bare `supple`: the library, where there is a screen for it.

use super::arguments::How;
use super::choose::Library;
use super::environment;
use super::failure::Failure;
use super::play;
use crate::app::library;
use crate::shell::{Begin, Play, on_terminal};

/// Shows the library until it is left.
pub(super) fn run(routines: &Library, how: &How) -> Result<u8, Failure> {
    let trouble = routines.trouble().map(ToString::to_string);
    let library = library::Library::new(routines.all(), None, trouble);
    let play = Play {
        lead_in: how.start,
        speed: how.speed,
        follows: Vec::new(),
        sound: play::sound(how),
        witness: &mut |_| {},
    };
    let played = on_terminal(Begin::Library(library), play, &environment::theme())?;
    Ok(played.outcome.code())
}
