//! `supple log add`, `edit` and `delete`: sessions that the program did not see, and corrections of those it did. Each
//! adds a line to the log and changes none.

use std::sync::Arc;
use std::time::Duration;

use super::arguments::{AddOptions, ChangeCommand, EditOptions, Meant, Soreness};
use super::finder::{self, Finder};
use super::{output, remember};
use crate::core::correction::{Correction, HeldAmount, LogChange, correct_held};
use crate::core::day::{Day, past_time};
use crate::core::log::LogEntry;
use crate::core::nonempty::NonEmpty;
use crate::core::record::StretchRecord;
use crate::core::settings::Settings;
use crate::core::text::escaped;
use crate::core::timeline::{Keys, Timeline};
use crate::error::Error;
use crate::format;
use crate::shell;

pub(super) fn run(
    finder: &Finder,
    settings: &Settings,
    change: ChangeCommand,
) -> Result<u8, Error> {
    let said = match change {
        ChangeCommand::Add(options) => add(finder, settings, &options)?,
        ChangeCommand::Edit(options) => edit(finder, options)?,
        ChangeCommand::Delete { session, undo } => delete(finder, &session, undo)?,
    };
    output::result(&said)?;
    Ok(0)
}

/// Adds a session in which everything was done as planned.
fn add(finder: &Finder, settings: &Settings, options: &AddOptions) -> Result<String, Error> {
    let entry = finder.find(&options.routine)?;
    let routines = finder::playable(&NonEmpty::of(entry.clone()))?;
    let now = shell::now();
    let at = options.at.as_ref().map(|words| {
        let (day, time) = past_time(words, now.day())?;
        Some(shell::local(day, time)).filter(|at| *at <= now)
    });
    if at == Some(None) {
        let word = options.at.clone().unwrap_or_default();
        return Err(Error::NoPastTime { word });
    }
    let at = at.flatten();
    // As it was written for that day.
    let unrolled = settings.unrolled(Keys::Come, at.unwrap_or(now).day());
    let timeline = Timeline::of_all(routines.iter().map(Arc::as_ref), unrolled);
    let start = at.unwrap_or_else(|| now.before(timeline.total()));
    let id = format!("{}-{}", now.unix_ms, std::process::id());
    let title = entry.title().unwrap_or_default();
    let mut session = LogEntry::as_planned(id, title, start, Arc::new(timeline));
    session.routines = [entry.written()].into();
    session.feeling = options.soreness.and_then(|Soreness(soreness)| soreness);
    session.note.clone_from(&options.note);
    append(&LogChange::Add(Box::new(session.clone())))?;
    let id = escaped(&session.id);
    Ok(format!(
        "Added: {}. `supple log delete {id}` removes it.\n",
        named(&session, now.day())
    ))
}

fn edit(finder: &Finder, options: EditOptions) -> Result<String, Error> {
    let now = shell::now();
    let session = meant(finder, &options.session, false)?;
    let mut correction = Correction::new(&session.id, now, session.corrected);
    correction.feeling = options.soreness.map(|Soreness(soreness)| soreness);
    correction.note = options
        .note
        .map(|note| Some(note).filter(|note| !note.is_empty()));
    if !options.held.is_empty() {
        let mut lines = session.lines.clone();
        for (name, amount) in &options.held {
            if correct_held(&mut lines, name, *amount) == 0 {
                let known = lines.iter().map(StretchRecord::with_side);
                return Err(Error::NotHeld {
                    word: name.clone(),
                    known: known.collect(),
                });
            }
        }
        correction.lines = Some(lines);
    }
    append(&LogChange::Correct(Box::new(correction)))?;
    Ok(format!("Corrected: {}.\n", named(&session, now.day())))
}

fn delete(finder: &Finder, which: &Meant, undo: bool) -> Result<String, Error> {
    let now = shell::now();
    let session = meant(finder, which, undo)?;
    let correction = Correction {
        deleted: Some(!undo),
        ..Correction::new(&session.id, now, session.corrected)
    };
    append(&LogChange::Correct(Box::new(correction)))?;
    let named = named(&session, now.day());
    Ok(if undo {
        format!("Restored: {named}.\n")
    } else {
        let id = escaped(&session.id);
        format!("Deleted: {named}. `supple log delete --undo {id}` restores it.\n")
    })
}

/// `Knee-to-chest, yesterday 18:20`.
fn named(session: &LogEntry, today: Day) -> String {
    let title = escaped(&session.title);
    format!("{title}, {}", session.start.relative_to(today))
}

/// The one session that is meant, among the deleted or among the others.
fn meant(finder: &Finder, which: &Meant, is_deleted: bool) -> Result<LogEntry, Error> {
    let today = shell::now().day();
    let time = past_time(&which.0, today);
    let is_last = which.0 == "last";
    let is_meant = |session: &LogEntry| {
        let minute = Duration::from_secs(session.start.time_of_day().as_secs() / 60 * 60);
        is_last || session.id == which.0 || time == Some((session.start.day(), minute))
    };
    let mut found: Vec<LogEntry> = Vec::new();
    remember::since(
        finder.messages(),
        is_deleted,
        time.map_or(Day(i32::MIN), |(day, _)| day),
        |session| {
            let is_later = |other: &LogEntry| other.start <= session.start;
            if is_meant(session) && (!is_last || found.iter().all(is_later)) {
                if is_last {
                    found.clear();
                }
                found.push(session.clone());
            }
        },
    )?;
    match found.len() {
        1 => found.pop(),
        _ => None,
    }
    .ok_or_else(|| Error::NoSuchSession {
        word: which.0.clone(),
        ids: found.into_iter().map(|session| session.id).collect(),
    })
}

/// Adds a change to the log of this machine.
fn append(change: &LogChange) -> Result<(), Error> {
    let keeper = remember::keeper().ok_or(Error::Homeless)?;
    keeper.append_line(&format::correction::line(change))
}

/// `Single-knee pull, left=20s`: what was held of it.
pub(super) fn held(text: &str) -> Result<(String, HeldAmount), String> {
    let wrong = || {
        "write the stretch and what was held: `Knee hug, left=20s`, or `Bridge=8` for a count"
            .to_owned()
    };
    let (name, amount) = text.rsplit_once('=').ok_or_else(wrong)?;
    let amount = HeldAmount::parse(amount).ok_or_else(wrong)?;
    Ok((name.trim().to_owned(), amount))
}
