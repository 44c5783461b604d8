//! `supple log add`, `edit` and `delete`: sessions that the program did not see, and corrections of those it did. Each
//! adds a line to the log and changes none.

use std::time::Duration;

use super::arguments::{AddOptions, ChangeCommand, EditOptions, Meant, Soreness};
use super::finder::{self, Finder};
use super::{output, remember};
use crate::core::correction::{Correction, HeldAmount, HeldCorrection, LogChange};
use crate::core::day::{Day, Stamp, past_time};
use crate::core::log::{LogEntry, PastSession, typed_note};
use crate::core::nonempty::NonEmpty;
use crate::core::record::StretchRecord;
use crate::core::settings::Settings;
use crate::core::text::escaped;
use crate::core::timeline::Keys;
use crate::error::Error;
use crate::format;
use crate::shell;

/// The word for the last session.
const LAST: &str = "last";

pub(super) fn run(
    finder: &Finder,
    settings: &Settings,
    change: ChangeCommand,
) -> Result<u8, Error> {
    let said = match change {
        ChangeCommand::Add(options) => add(finder, settings, &options)?,
        ChangeCommand::Edit(options) => edit(finder, &options)?,
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
    let start = options.at.as_deref().map(|words| began(words, now));
    let past = PastSession {
        start: start.transpose()?,
        feeling: options.soreness.and_then(|Soreness(soreness)| soreness),
        note: options.note.as_deref().and_then(typed_note),
    };
    let unrolled = settings.unrolled(Keys::Come, now.day());
    let by = (now, std::process::id());
    let session = entry.past_session(&routines.first, past, by, unrolled);
    let said = format!(
        "Added: {}. `supple log delete {}` removes it.\n",
        named(&session, now.day()),
        escaped(&session.id)
    );
    append(&LogChange::Add(Box::new(session)))?;
    Ok(said)
}

/// The past time that `words` name.
fn began(words: &str, now: Stamp) -> Result<Stamp, Error> {
    let at = past_time(words, now.day()).map(|(day, time)| shell::local(day, time));
    at.filter(|at| *at <= now).ok_or_else(|| Error::NoPastTime {
        word: words.to_owned(),
    })
}

fn edit(finder: &Finder, options: &EditOptions) -> Result<String, Error> {
    let now = shell::now();
    let session = meant(finder, &options.session, false)?;
    let mut correction = Correction::of(&session, now);
    correction.feeling = options.soreness.map(|Soreness(soreness)| soreness);
    correction.note = options.note.as_deref().map(typed_note);
    for (name, amount) in &options.held {
        let held = HeldCorrection::of_named(&session.lines, name, *amount);
        let held = held.map_err(|names| Error::SeveralHeld {
            word: name.clone(),
            names,
        })?;
        if held.is_empty() {
            let known = session.lines.iter().map(StretchRecord::full_name);
            return Err(Error::NotHeld {
                word: name.clone(),
                known: known.collect(),
            });
        }
        let is_meant = |line: &&StretchRecord| held.iter().any(|one| one.stretch == line.key());
        let mut lines = session.lines.iter().filter(is_meant);
        if let Some(most) = lines.find_map(|line| amount.beyond(&session, line)) {
            return Err(Error::TooMuchHeld {
                word: name.clone(),
                amount: *amount,
                most,
            });
        }
        correction.hold(held);
    }
    append(&LogChange::Correct(Box::new(correction)))?;
    Ok(format!("Corrected: {}.\n", named(&session, now.day())))
}

fn delete(finder: &Finder, which: &Meant, undo: bool) -> Result<String, Error> {
    let now = shell::now();
    let session = meant(finder, which, undo)?;
    let correction = Correction::of(&session, now).deleting(!undo);
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
    let mut found = found(finder, which, is_deleted)?;
    match found.len() {
        1 => found.pop(),
        _ => None,
    }
    .ok_or_else(|| none_meant(finder, which, is_deleted, &found))
}

/// Why no session is meant, or several are.
fn none_meant(finder: &Finder, which: &Meant, is_deleted: bool, found: &[LogEntry]) -> Error {
    let is_named = found.is_empty() && which.0 != LAST;
    let others = is_named.then(|| self::found(finder, which, !is_deleted));
    Error::NoSuchSession {
        word: which.0.clone(),
        is_deleted,
        is_other: others.is_some_and(|others| others.is_ok_and(|it| !it.is_empty())),
        ids: found.iter().map(|session| session.id.clone()).collect(),
    }
}

/// All sessions that may be meant, among the deleted or among the others.
fn found(finder: &Finder, which: &Meant, is_deleted: bool) -> Result<Vec<LogEntry>, Error> {
    let today = shell::now().day();
    let time = past_time(&which.0, today);
    let is_last = which.0 == LAST;
    let is_meant = |session: &LogEntry| {
        let minute = Duration::from_secs(session.start.time_of_day().as_secs() / 60 * 60);
        // A rehearsal counts nowhere, so nobody corrects it without a name. One that was deleted was named.
        is_last && (is_deleted || !session.is_rehearsal())
            || session.id == which.0
            || time == Some((session.start.day(), minute))
    };
    // Of the deleted ones the last is the one that was deleted last.
    let key = |session: &LogEntry| {
        let deleted = session.corrected.filter(|_| is_deleted);
        (deleted.map(|last| last.at), session.start)
    };
    let mut found: Vec<LogEntry> = Vec::new();
    remember::since(
        finder.messages(),
        is_deleted,
        time.map_or(Day(i32::MIN), |(day, _)| day),
        |session| {
            let is_later = |other: &LogEntry| key(other) <= key(session);
            if is_meant(session) && (!is_last || found.iter().all(is_later)) {
                if is_last {
                    found.clear();
                }
                found.push(session.clone());
            }
        },
    )?;
    Ok(found)
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
