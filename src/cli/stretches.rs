//! `supple stretches`: the stretches that routines can use by name, on the screen or printed.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::arguments::Format;
use super::environment;
use super::finder::{self, Finder};
use super::json;
use super::output;
use super::play::Surface;
use super::remember;
use crate::app::gallery::StretchRow;
use crate::app::gallery::{self, Gallery};
use crate::app::session::Preferences;
use crate::catalogue::StretchEntry;
use crate::core::routine::Posture;
use crate::core::settings::{ScreenSettings, SoundMode, SoundSettings, ThemeChoice};
use crate::core::stretch::Stretch;
use crate::core::text::escaped;
use crate::disk::stretches;
use crate::error::Error;
use crate::format::languages;
use crate::shell::{Begin, Play, Speed, on_terminal};
use crate::suggest;
use crate::tui;
use crate::tui::theme::Theme;

/// The poses beside each other, in columns.
const WIDTH: u16 = 38;
/// Rows of a pose.
const HEIGHT: u16 = 9;

/// Shows all figures, from the one called `name` on, or prints them; of a name, that one alone.
pub(super) fn run(
    finder: &Finder,
    name: Option<&str>,
    plain: bool,
    format: Format,
) -> Result<u8, Error> {
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
    let wanted = |row: &&StretchRow| name.is_none_or(|name| row.id() == name);
    if format == Format::Json {
        let rows = gallery::rows(shelf, finder.all());
        let shown = rows.iter().filter(wanted).map(ShownStretch::of);
        output::result(&json::pretty(&shown.collect::<Vec<_>>())?)?;
        return Ok(0);
    }
    let settings = remember::settings(finder.messages())?;
    let screen = &settings.screen;
    if Surface::of(plain, screen) == Surface::Plain {
        // Patterns tell the limbs apart in a text, which has no colours.
        let theme = environment::theme(&ScreenSettings {
            theme: ThemeChoice::Mono,
            ..screen.clone()
        });
        let rows = gallery::rows(shelf, finder.all());
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

/// A stretch as JSON shows it.
#[derive(Serialize)]
struct ShownStretch<'a> {
    /// What routines write in `use`.
    id: &'a str,
    /// Null where it has a pose alone.
    name: Option<&'a str>,
    about: &'a str,
    aim: &'static str,
    areas: Vec<&'static str>,
    position: Option<&'static str>,
    needs: &'a [String],
    feels: Option<&'a str>,
    /// The conditions under which it is left out.
    avoid: Vec<&'static str>,
    sources: &'a [String],
    /// Whether it is the user's.
    own: bool,
    /// The titles of the routines it is in.
    used_in: &'a [String],
}

impl<'a> ShownStretch<'a> {
    fn of(row: &'a StretchRow) -> Self {
        let StretchEntry {
            stretch, is_own, ..
        } = &row.entry;
        let step = stretch.step.as_ref();
        let position = step.and_then(|step| step.position);
        Self {
            id: &stretch.id,
            name: step.map(|step| step.name.as_str()),
            about: &stretch.about,
            aim: stretch.aim.word(),
            areas: stretch.areas.iter().map(|area| area.word()).collect(),
            position: position.map(Posture::word),
            needs: &stretch.needs,
            feels: stretch.feels.as_deref(),
            avoid: stretch
                .avoid
                .iter()
                .map(|condition| condition.word())
                .collect(),
            sources: &stretch.sources,
            own: *is_own,
            used_in: &row.used_in,
        }
    }
}

/// The facts about a stretch, one a line: its areas and position, and the conditions that rule it out.
fn known(stretch: &Stretch) -> String {
    let position = stretch.step.as_ref().and_then(|step| step.position);
    let words = stretch.areas.iter().map(|area| area.word());
    let words: Vec<&str> = words.chain(position.map(Posture::word)).collect();
    let mut out = String::new();
    if !words.is_empty() {
        let _ = writeln!(out, "{}", words.join(" · "));
    }
    let english = languages::english();
    let conditions: Vec<&str> = stretch
        .avoid
        .iter()
        .map(|condition| english.get(condition.word_of_session()))
        .collect();
    if !conditions.is_empty() {
        let _ = writeln!(out, "leave out with: {}", conditions.join(", "));
    }
    for source in &stretch.sources {
        let _ = writeln!(out, "source: {}", escaped(source));
    }
    out
}

/// A stretch as lines: its name, its description, the routines that use it and the facts about it, then the two poses
/// beside each other.
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
    let _ = writeln!(out, "{}", escaped(&row.used()));
    let _ = writeln!(out, "{}", known(stretch));
    if let Some(figure) = figure {
        for line in tui::beside_each_other(figure, WIDTH, HEIGHT, &theme) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
