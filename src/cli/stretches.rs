//! `supple stretches`: the stretches that routines can use by name, on the screen or printed.

use std::fmt::Write as _;

use serde::Serialize;

use super::arguments::{Format, PlayOptions};
use super::environment;
use super::finder::{self, Finder};
use super::json;
use super::output;
use super::play::{self, Startup, Surface};
use super::remember;
use crate::app::gallery::page::StretchRow;
use crate::app::gallery::{self, Gallery};
use crate::app::sources::Sources;
use crate::catalogue::StretchEntry;
use crate::core::condition::Conditions;
use crate::core::pose::Turn;
use crate::core::routine::Posture;
use crate::core::settings::{ScreenSettings, ThemeChoice};
use crate::core::text::escaped;
use crate::disk::stretches;
use crate::error::Error;
use crate::shell::Begin;
use crate::tui;
use crate::tui::theme::Theme;

/// The poses beside each other, in columns.
const WIDTH: u16 = 38;
/// Rows of a pose.
const HEIGHT: u16 = 9;

/// Shows all stretches, from the one called `name` on, or prints them; of a name, that one alone.
pub(super) fn run(
    finder: &Finder,
    name: Option<&str>,
    plain: bool,
    format: Format,
) -> Result<u8, Error> {
    let references = finder.references();
    if let Some(name) = name {
        known(finder, name)?;
    }
    finder.warn_of_broken_stretches();
    let shelf = stretches::shelf(references);
    let wanted = |shelf| -> Vec<StretchRow> {
        let mut rows = gallery::rows(shelf, finder.all().entries().iter());
        rows.retain(|row| name.is_none_or(|name| row.id() == name));
        rows
    };
    if format == Format::Json {
        let rows = wanted(shelf);
        let shown: Vec<ShownStretch> = rows.iter().map(ShownStretch::of).collect();
        output::result(&json::pretty(&shown)?)?;
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
        let rows = wanted(shelf);
        let printed = rows
            .iter()
            .map(|row| self::printed(row, settings.person.has, theme));
        let printed: Vec<String> = printed.collect();
        output::result(&printed.join("\n"))?;
        return Ok(0);
    }
    let gallery = Gallery::new(shelf, finder.all(), name);
    let mut startup = Startup::browsing(finder, &PlayOptions::USUAL, settings);
    let saving = startup.saving(None);
    let played = startup.play(Begin::Gallery(Box::new(gallery)), Vec::new(), saving)?;
    play::code(played, finder.messages())
}

/// Reports a name that no stretch has, or one whose file has errors.
fn known(finder: &Finder, name: &str) -> Result<(), Error> {
    let references = finder.references();
    if references.stretch(name).is_some() {
        return Ok(());
    }
    let mut files = references.files();
    if let Some(broken) = files.find(|file| file.id == name) {
        return Err(finder::broken(broken, references));
    }
    let near = references.near(name);
    let near = near.into_iter().map(str::to_owned).collect();
    let word = name.to_owned();
    Err(Error::UnknownStretch { word, near })
}

/// Prints the picture of a stretch as SVG.
pub(super) fn print_svg(finder: &Finder, name: &str) -> Result<u8, Error> {
    known(finder, name)?;
    let figure = finder.references().figure(name);
    let figure = figure.ok_or_else(|| Error::NoPose(name.to_owned()))?;
    output::result(&tui::as_svg(&figure))?;
    Ok(0)
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

/// A stretch as lines: its name, everything that is known of it for a person who `has` these conditions, then the two
/// poses beside each other.
fn printed(row: &StretchRow, has: Conditions, theme: Theme) -> String {
    let mut out = String::new();
    let own = if row.entry.is_own { "  (yours)" } else { "" };
    let _ = writeln!(out, "{}{own}", escaped(row.id()));
    let name = Some(row.name()).filter(|name| *name != row.id());
    let facts = row.facts();
    let facts = Some(facts.as_str()).filter(|facts| !facts.is_empty());
    for line in name.into_iter().chain(facts) {
        let _ = writeln!(out, "{}", escaped(line));
    }
    // The poses below are those for this side.
    let side = row.side(Turn::First);
    for line in row.lines(has, side.as_ref(), Sources::Open) {
        let label = match line.label {
            "" => String::new(),
            label => format!("{label}: "),
        };
        let _ = writeln!(out, "{label}{}", escaped(&line.text));
    }
    out.push('\n');
    let figure = row.entry.figure.as_ref();
    if let Some(figure) = figure.filter(|figure| figure.is_drawn()) {
        for line in tui::beside_each_other(figure, WIDTH, HEIGHT, &theme) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
