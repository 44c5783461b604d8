//! `supple stretches`: the stretches that routines can use by name, on the screen or printed.

use std::fmt::Write as _;
use std::time::Duration;

use super::environment;
use super::finder::{self, Finder};
use super::output;
use super::play::Surface;
use super::remember;
use crate::app::gallery::StretchRow;
use crate::app::gallery::{self, Gallery};
use crate::app::session::Preferences;
use crate::catalogue::StretchEntry;
use crate::core::settings::{ScreenSettings, SoundMode, SoundSettings, ThemeChoice};
use crate::core::text::escaped;
use crate::disk::stretches;
use crate::error::Error;
use crate::shell::{Begin, Play, Speed, on_terminal};
use crate::suggest;
use crate::tui;
use crate::tui::theme::Theme;

/// The poses beside each other, in columns.
const WIDTH: u16 = 38;
/// Rows of a pose.
const HEIGHT: u16 = 9;

/// Shows all figures, from the one called `name` on, or prints them; of a name, that one alone.
pub(super) fn run(finder: &Finder, name: Option<&str>, plain: bool) -> Result<u8, Error> {
    let references = finder.references();
    if let Some(name) = name.filter(|name| references.stretch(name).is_none()) {
        let mut files = references.files();
        if let Some(broken) = files.find(|file| file.id == name) {
            return Err(finder::broken(broken, references));
        }
        let near = suggest::near(name, references.names());
        let near = near.into_iter().map(str::to_owned).collect();
        let word = name.to_owned();
        return Err(Error::UnknownStretch { word, near });
    }
    finder.warn_of_broken_stretches();
    let shelf = stretches::shelf(references);
    let settings = remember::settings(finder.messages())?;
    let screen = &settings.screen;
    if Surface::of(plain, screen) == Surface::Plain {
        // Patterns tell the limbs apart in a text, which has no colours.
        let theme = environment::theme(&ScreenSettings {
            theme: ThemeChoice::Mono,
            ..screen.clone()
        });
        let rows = gallery::rows(shelf, finder.all());
        let wanted = |row: &&StretchRow| name.is_none_or(|name| row.id() == name);
        let printed = rows.iter().filter(wanted);
        let printed: Vec<String> = printed.map(|row| self::printed(row, theme)).collect();
        output::result(&printed.join("\n"))?;
        return Ok(0);
    }
    let gallery = Gallery::new(shelf, finder.all(), name);
    let play = Play {
        preferences: Preferences::of(&settings, Duration::ZERO),
        mouse: screen.mouse,
        speed: Speed::REAL,
        follows: Vec::new(),
        sound: SoundSettings {
            mode: SoundMode::Off,
            ..settings.sound.clone()
        },
        waiting: &|what| finder.messages().note(what),
        saving: None,
    };
    let played = on_terminal(Begin::Gallery(gallery), play, &environment::theme(screen))?;
    Ok(played.outcome?.code())
}

/// A stretch as lines: its name, what it is and where it is used, then the two poses beside each other.
fn printed(row: &StretchRow, theme: Theme) -> String {
    let StretchEntry {
        stretch,
        figure,
        is_own,
    } = &row.entry;
    let mut out = String::new();
    let own = if *is_own { "  (yours)" } else { "" };
    let _ = writeln!(out, "{}{own}", escaped(&stretch.id));
    let _ = writeln!(out, "{}", escaped(&stretch.about));
    let _ = writeln!(out, "{}\n", escaped(&row.used()));
    if let Some(figure) = figure {
        for line in tui::beside_each_other(figure, WIDTH, HEIGHT, &theme) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
