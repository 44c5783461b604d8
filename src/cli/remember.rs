//! Reads the history and the configuration, once, when a session or the library begins.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::output::Messages;
use crate::app::memory::Memory;
use crate::core::day::{Day, WallClock, is_rehearsal};
use crate::core::history::{History, Scope};
use crate::core::log::LogEntry;
use crate::core::moment::Moment;
use crate::core::ranges::RangeReached;
use crate::core::routine::Routine;
use crate::core::session::{Plan, Snapshot};
use crate::core::settings::{Settings, SoundSettings};
use crate::core::text::{escaped, quantity};
use crate::core::timeline::{Keys, Unrolled};
use crate::diagnostic::{Code, Diagnostic, Parsed, Source};
use crate::disk::keeper::Keeper;
use crate::disk::languages;
use crate::disk::log::{self, Log};
use crate::disk::places::Places;
use crate::disk::read;
use crate::error::Error;
use crate::format;
use crate::format::routine::References;
use crate::shell::{self, Speed};
use crate::sound;

/// The configuration. If it is broken, its problems are printed and the defaults are used.
///
/// # Errors
/// When the user named a configuration that cannot be read, or a key has no default, which is a defect of the program.
pub(super) fn settings(messages: Messages) -> Result<Settings, Error> {
    let named = configuration().filter(|_| Places::are_settings_named());
    if let Some((_, Some(unread))) = named {
        return Err(Error::NoConfiguration(unread.message));
    }
    let settings = parsed().and_then(|(source, parsed)| {
        if parsed.value.is_none() {
            messages.problems(&source, &parsed.problems);
            messages.note("using the defaults until it is fixed");
        }
        parsed.value
    });
    let settings = settings.or_else(format::config::defaults);
    let mut settings = settings.ok_or(Error::NoDefault)?;
    own_tones(&mut settings.sound, messages);
    own_languages(messages);
    Ok(settings)
}

/// Tells of each of the user's languages that cannot be spoken.
fn own_languages(messages: Messages) {
    // The routines are in a folder beside: that it cannot be read is said of them.
    for file in languages::own().unwrap_or_default() {
        let problems = file.problems.iter().filter(|problem| problem.is_error());
        let problems = quantity(problems.count(), "problem");
        if file.words.is_none() {
            let path = escaped(&file.source.name);
            messages.note(&format!(
                "`{path}` has {problems} and is not used · supple check"
            ));
        }
    }
}

/// Reads the sounds that the user has for some tones.
fn own_tones(settings: &mut SoundSettings, messages: Messages) {
    let Ok(places) = Places::find() else { return };
    let configuration = places.settings();
    for (tone, file) in &settings.files {
        match own_tone(&configuration, file) {
            Ok(samples) => {
                settings.own.insert(*tone, samples.into());
            }
            Err(reason) => messages.note(&format!("{reason}; using the default tone")),
        }
    }
}

/// How many bytes of a sound of the user's own are read: two seconds of any usual rate, and what stands before them.
const SOUND_BEGINNING: u64 = 4 << 20;

/// The samples of the sound `file` beside this `configuration`, as far as they are played.
///
/// # Errors
/// Why there are none, in words.
fn own_tone(configuration: &Path, file: &str) -> Result<Vec<i16>, String> {
    let path = configuration.with_file_name(file);
    let shown = escaped(file);
    let bytes = read::first_bytes(&path, SOUND_BEGINNING)
        .map_err(|reason| format!("cannot read the sound `{shown}`: {reason}"))?;
    let samples = sound::read(&bytes);
    let mut samples = samples
        .filter(|samples| !samples.is_empty())
        .ok_or_else(|| format!("`{shown}` is not a WAV file with samples of 16, 24 or 32 bits"))?;
    samples.truncate(sound::samples_in(sound::LONGEST_OWN));
    Ok(samples)
}

/// Advice on each sound in the configuration `source` that cannot be played.
fn unplayable(source: &Source) -> impl Iterator<Item = Diagnostic> {
    let path = Path::new(&source.name);
    let files = format::config::tone_files(source).into_iter();
    files.filter_map(|file| {
        let reason = own_tone(path, &file.value).err()?;
        let problem = Code::W12.at(&file.place, reason);
        let problem = problem.label("the default tone is used");
        Some(problem.help("name a WAV file in the folder of this file, or give its whole path"))
    })
}

/// Every problem of a configuration, and of the sounds that it names.
pub(super) fn problems(source: &Source) -> Vec<Diagnostic> {
    with_unplayable(source, format::config::parse(source).problems)
}

fn with_unplayable(source: &Source, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.extend(unplayable(source));
    problems.sort_by_key(Diagnostic::order);
    problems
}

/// The text of the configuration, if there is one, and why it cannot be read.
fn configuration() -> Option<(Source, Option<Diagnostic>)> {
    let path = Places::find().ok()?.settings();
    (read::is_there(&path) || Places::are_settings_named()).then(|| read::file(&path))
}

fn parsed() -> Option<(Source, Parsed<Settings>)> {
    let (source, unread) = configuration()?;
    let parsed = read::parsed(&source, unread, format::config::parse);
    Some((source, parsed))
}

/// Every key of the configuration, its value, and whether the file sets it.
pub(super) fn effective() -> Vec<format::config::Effective> {
    let read = configuration().filter(|(_, unread)| unread.is_none());
    format::config::effective(read.map(|(source, _)| source).as_ref())
}

/// The configuration as a file to be checked like every other, if there is one.
pub(super) fn checked() -> Option<(Source, Vec<Diagnostic>)> {
    parsed().map(|(source, parsed)| {
        let problems = with_unplayable(&source, parsed.problems);
        (source, problems)
    })
}

/// One line on a configuration that is broken, for a screen, which hides the messages printed before it.
pub(super) fn broken() -> Option<String> {
    let (_, parsed) = parsed()?;
    let errors = parsed
        .problems
        .iter()
        .filter(|problem| problem.is_error())
        .count();
    (errors > 0).then(|| {
        let problems = quantity(errors, "problem");
        format!("config.toml has {problems}: using the defaults. See `supple check`.")
    })
}

/// The history of all sessions, also of those that were killed and are not in the log yet: to look writes nothing. Prints
/// a note on every line of the log that cannot be read.
pub(super) fn history(messages: Messages, scope: Scope) -> Result<History, Error> {
    let mut history = history_of(messages, false, scope)?;
    for entry in keeper()
        .map(|keeper| keeper.unlogged())
        .into_iter()
        .flatten()
    {
        history.take_unlogged(entry);
    }
    Ok(history)
}

/// The history of the sessions in the log: of the deleted ones, or of the others.
pub(super) fn history_of(
    messages: Messages,
    is_deleted: bool,
    scope: Scope,
) -> Result<History, Error> {
    let mut history = History::new(scope);
    let warnings = sessions(is_deleted)?.read_into(&mut history);
    note_all(&warnings, messages);
    Ok(history)
}

/// Calls `take` for every session in the log, with its line: for the deleted ones, or for the others. Prints a note on
/// every line that cannot be read.
pub(super) fn each(
    messages: Messages,
    is_deleted: bool,
    take: impl FnMut(&LogEntry, &str),
) -> Result<(), Error> {
    note_all(&sessions(is_deleted)?.each(take), messages);
    Ok(())
}

/// The log with the deleted sessions, or with the others.
fn sessions(is_deleted: bool) -> Result<Log, Error> {
    let log = opened()?;
    Ok(if is_deleted { log.of_deleted() } else { log })
}

/// Calls `take` for every session that was begun on the day `first` or later: for the deleted ones, or for the others.
/// Prints a note on every line that cannot be read.
pub(super) fn since(
    messages: Messages,
    is_deleted: bool,
    first: Day,
    take: impl FnMut(&LogEntry),
) -> Result<(), Error> {
    note_all(&sessions(is_deleted)?.since(first, take), messages);
    Ok(())
}

/// Calls `take` for every line in the log as it stands there. Prints a note on every line that cannot be read.
pub(super) fn lines(messages: Messages, take: impl FnMut(&str)) -> Result<(), Error> {
    note_all(&opened()?.lines(take), messages);
    Ok(())
}

fn note_all(warnings: &[String], messages: Messages) {
    for warning in warnings {
        messages.note(warning);
    }
}

fn opened() -> Result<Log, Error> {
    let folder = Places::find()?.log();
    Log::open(&folder).map_err(|error| Error::Folder {
        path: folder,
        reason: crate::error::in_words(&error),
    })
}

/// The files in which sessions are remembered; `None` without a home.
pub(super) fn keeper() -> Option<Keeper> {
    let places = Places::find().ok()?;
    Some(Keeper::new(&places.log(), &log::host(), &places.state()))
}

/// Recovers the sessions that earlier programs left behind: logs them, and returns the latest that can be resumed at this
/// `speed`.
pub(super) fn recover(
    keeper: &mut Keeper,
    settings: &Settings,
    speed: Speed,
    messages: Messages,
) -> Option<Snapshot> {
    // A rehearsal would use up what was to be done for real.
    let is_offered = |entry: &LogEntry| !is_rehearsal(speed.times()) || entry.is_rehearsal();
    let (unfinished, failures) = keeper.recover(shell::now(), settings.session.resume, is_offered);
    for line in unlogged(&failures, messages) {
        super::output::record(line);
    }
    unfinished
}

/// The memory of the sessions so far, with the session that is offered; and the log, where it is so large that it is
/// read after the first frame.
pub(super) fn memory(
    unfinished: Option<(Snapshot, Plan)>,
    settings: &Settings,
    messages: Messages,
) -> (Memory, Option<Log>) {
    let stamp = shell::now();
    let scope = Scope::of(stamp.day());
    let mut history = History::new(scope);
    let mut is_unreadable = false;
    let large = match opened() {
        Ok(log) if log.is_large() => Some(log),
        Ok(log) => {
            note_all(&log.read_into(&mut history), messages);
            None
        }
        Err(error) => {
            messages.warning(&error);
            is_unreadable = true;
            None
        }
    };
    let memory = Memory {
        wall: WallClock {
            at: Moment::ZERO,
            stamp,
            speed: 1.0,
        },
        process: std::process::id(),
        ask: settings.log.ask,
        is_warned: large.is_some() || history.recent.is_some(),
        history: Arc::new(history),
        is_unreadable,
        since: large.as_ref().map(|_| Vec::new()),
        unfinished,
        resume: settings.session.resume,
    };
    (memory, large)
}

/// The message that a rehearsal and a session for real are counted apart.
const APART: &str = "a rehearsal and a real session are counted separately";

/// An unfinished session with its routines read again, which may refer to these stretches, to be played at `speed` with these `keys`, and spoken at `rate`
/// percent of the usual pace; `None` when this program cannot read them. Where only one of both is a rehearsal, it is
/// resumed at the same place as a session of its own.
pub(super) fn resumable(
    snapshot: Snapshot,
    lead_in: Duration,
    (speed, keys): (Speed, Keys),
    rate: u16,
    references: &References,
) -> Option<(Snapshot, Plan)> {
    snapshot.position.as_ref()?;
    let texts = Arc::clone(&snapshot.entry.routines);
    let routines = format::snapshot::routines(&texts, references, snapshot.unrolled.day)?;
    // A key may come now that could not come before, or the other way round. The segments are the same.
    let unrolled = Unrolled {
        keys,
        ..snapshot.unrolled
    };
    let plan = Plan::of(&routines, lead_in, unrolled, rate);
    let mut plan = plan.with_texts(texts);
    if snapshot.entry.is_rehearsal() == is_rehearsal(speed.times()) {
        return Some((snapshot, plan));
    }
    plan.notices.push(APART.to_owned());
    Some((snapshot.detached(), plan))
}

/// What was reached the last time in the ranges of `routine`: in this history, or where there is none in the log.
pub(super) fn reached(
    routine: &Routine,
    history: Option<&History>,
    messages: Messages,
) -> Vec<RangeReached> {
    if !routine.has_ranges() {
        return Vec::new();
    }
    match history {
        Some(history) => history.reached(routine),
        None => self::history(messages, Scope::of(shell::now().day()))
            .map(|history| history.reached(routine))
            .unwrap_or_default(),
    }
}

/// Says that without a home nothing is remembered.
pub(super) fn tell_homeless(messages: Messages) {
    messages.note("this session is not saved: `HOME` is not an absolute path");
}

/// Reports what could not be saved, with each record that is not in the log, so that it can be saved by hand. Whether
/// all of them are.
pub(super) fn report(failures: &[Error], messages: Messages) -> Result<bool, Error> {
    let lines = unlogged(failures, messages);
    for line in &lines {
        // Where standard output takes nothing, the record is not lost all the same.
        super::output::result(&format!("{line}\n")).inspect_err(|_| super::output::record(line))?;
    }
    Ok(lines.is_empty())
}

/// Reports what could not be saved or recovered, and returns the records that are not in the log.
fn unlogged(failures: &[Error], messages: Messages) -> Vec<&str> {
    let mut lines = Vec::new();
    for failure in failures {
        match failure {
            Error::Lost { line, .. } => {
                messages.warning(failure);
                lines.push(line.as_str());
            }
            other => messages.note(&other.to_string()),
        }
    }
    lines
}
