//! `supple figures`: the figures that steps can name, on the screen or printed.

use std::fmt::Write as _;
use std::time::Duration;

use super::environment;
use super::finder::{self, Finder};
use super::output;
use super::play::Surface;
use super::remember;
use crate::app::gallery::FigureRow;
use crate::app::gallery::{self, Gallery};
use crate::app::session::Preferences;
use crate::core::settings::{ScreenSettings, SoundMode, SoundSettings, ThemeChoice};
use crate::core::text::escaped;
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
    let found = finder.figures();
    if let Some(name) = name
        && found.figures.get(name).is_none()
        && let Some(broken) = found.own.iter().find(|file| file.name == name)
    {
        return Err(finder::broken(broken, found));
    }
    let figures = finder.figures_to_see();
    let own = found.own.iter().filter(|file| file.figure.is_some());
    let own: Vec<String> = own.map(|file| file.name.clone()).collect();
    if let Some(name) = name.filter(|name| figures.get(name).is_none()) {
        let near = suggest::near(name, figures.iter().map(|figure| figure.name.as_str()));
        let near = near.into_iter().map(str::to_owned).collect();
        let word = name.to_owned();
        return Err(Error::UnknownFigure { word, near });
    }
    let settings = remember::settings(finder.messages())?;
    let screen = &settings.screen;
    if Surface::of(plain) == Surface::Plain {
        // Patterns tell the limbs apart in a text, which has no colours.
        let theme = environment::theme(&ScreenSettings {
            theme: ThemeChoice::Mono,
            ..screen.clone()
        });
        let rows = gallery::rows(&figures, &own, finder.all());
        let wanted = |row: &&FigureRow| name.is_none_or(|name| row.figure.name == name);
        let printed = rows.iter().filter(wanted);
        let printed: Vec<String> = printed.map(|row| self::printed(row, theme)).collect();
        output::result(&printed.join("\n"))?;
        return Ok(0);
    }
    let gallery = Gallery::new(&figures, &own, finder.all(), name);
    let play = Play {
        preferences: Preferences::of(&settings, Duration::ZERO, figures),
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
    Ok(played.outcome.code())
}

/// A figure as lines: its name, what it is and where it is used, then the two poses beside each other.
fn printed(row: &FigureRow, theme: Theme) -> String {
    let figure = &row.figure;
    let mut out = String::new();
    let own = if row.own { "  (yours)" } else { "" };
    let _ = writeln!(out, "{}{own}", escaped(&figure.name));
    let _ = writeln!(out, "{}", escaped(&figure.about));
    let _ = writeln!(out, "{}\n", escaped(&row.used()));
    for line in tui::beside_each_other(figure, WIDTH, HEIGHT, &theme) {
        let _ = writeln!(out, "{line}");
    }
    out
}
