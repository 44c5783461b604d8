//! `supple ROUTINE…` and `supple play`: what is to be played, where and how; then the session; then its summary.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::{How, Sound};
use super::choose::{self, Library};
use super::output::{self, Messages};
use super::summary::summary;
use crate::app::effect::Outcome;
use crate::app::session::Setup;
use crate::core::player::Start;
use crate::core::record::Record;
use crate::core::routine::{End, Routine, Work};
use crate::core::span::rounded_up;
use crate::core::speech;
use crate::core::timeline::{Keys, LONGEST_PLAN, MOST_SEGMENTS, Size, Timeline};
use crate::error::Error;

pub(super) fn run(
    library: &Library,
    words: &[OsString],
    how: &How,
    messages: &Messages,
) -> Result<u8, Error> {
    if words.iter().any(|word| word == "-") {
        return Err(Error::PlayedFromStdin);
    }
    let mut entries = Vec::new();
    for word in words {
        entries.push(library.find(word)?);
    }
    choose::playable(&entries)?;
    let routines: Vec<&Routine> = entries
        .iter()
        .filter_map(|entry| entry.routine.as_deref())
        .collect();
    let surface = Surface::of(how.plain);
    let timeline = timeline(&routines, surface.keys())?;
    let start = Start {
        lead_in: lead_in(how.start, &routines),
        from: from(&timeline, how.from)?,
    };
    let setup = Setup {
        timeline: Arc::new(timeline),
        start,
        notes: notes(&routines),
        texts: Arc::new([]),
    };
    if surface == Surface::Plain(Hands::None) && needs_a_hand(&routines) {
        messages.note(NO_KEY);
    }
    let (outcome, record) = perform(setup, surface, how)?;
    // With the terminal gone there is nobody to read it.
    if let Some(summary) = summary(&record).filter(|_| outcome != GONE) {
        output::result(&format!("\n{summary}"))?;
    }
    Ok(outcome.code())
}

/// The outcome of a session whose window was closed.
const GONE: Outcome = Outcome::Signal(crate::app::input::Signal::HangUp);

/// What is said when something waits for a key that cannot come.
const NO_KEY: &str =
    "no key can come here: what waits for one goes on at once, and a count takes 4 s a repetition";

/// What a session is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    /// The screen of a terminal.
    Screen,
    /// One line an event.
    Plain(Hands),
}

/// Whether somebody at a plain session can press a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hands {
    /// Standard input is a terminal.
    Keys,
    /// It is not.
    None,
}

impl Surface {
    fn of(plain: bool) -> Self {
        if !plain && io::stdout().is_terminal() && !output::is_dumb() {
            return Self::Screen;
        }
        Self::Plain(if io::stdin().is_terminal() {
            Hands::Keys
        } else {
            Hands::None
        })
    }

    const fn keys(self) -> Keys {
        match self {
            Self::Screen | Self::Plain(Hands::Keys) => Keys::Come,
            Self::Plain(Hands::None) => Keys::Never {
                wait: Duration::ZERO,
            },
        }
    }
}

/// Plays a session to its end.
fn perform(setup: Setup, surface: Surface, how: &How) -> Result<(Outcome, Record), Error> {
    // The shell takes over here: its terminal for `Surface::Screen`, otherwise its plain host.
    let _ = (setup, surface, how.speed, bell(how));
    Err(Error::Session(io::Error::from(io::ErrorKind::Unsupported)))
}

/// Whether the bell is heard. A rehearsal is silent unless sound is asked for.
fn bell(how: &How) -> bool {
    match how.sound {
        Some(Sound::Off) => false,
        Some(Sound::Voice | Sound::Tones | Sound::Bell) => true,
        #[allow(
            clippy::float_cmp,
            reason = "1 is exact, and only exactly 1 is no rehearsal"
        )]
        None => how.speed == 1.0,
    }
}

/// All routines in a row, within the limits of one.
fn timeline(routines: &[&Routine], keys: Keys) -> Result<Timeline, Error> {
    let size = Size::of(routines.iter().flat_map(|routine| routine.steps.iter()));
    if size.segments > MOST_SEGMENTS || size.length > LONGEST_PLAN {
        return Err(Error::TooLarge(size));
    }
    match routines {
        [first, rest @ ..] => Ok(Timeline::of_all(first, rest, keys)),
        // The parser of arguments asks for at least one.
        [] => Err(Error::PlayedFromStdin),
    }
}

/// The segment that a session begins with.
fn from(timeline: &Timeline, step: Option<u32>) -> Result<usize, Error> {
    let Some(number) = step else { return Ok(0) };
    let steps = timeline.steps;
    timeline
        .start_of_step(number)
        .ok_or(Error::NoSuchStep { number, steps })
}

/// The time before the first segment: as asked for, or longer when the warnings take longer to say. None is none.
fn lead_in(asked: Duration, routines: &[&Routine]) -> Duration {
    if asked.is_zero() {
        return asked;
    }
    let warnings = routines.iter().flat_map(|routine| &routine.warn);
    let saying: Duration = warnings.map(|warning| speech::time(warning)).sum();
    asked.max(rounded_up(saying))
}

/// What is shown during the lead-in: what is needed and the warnings, each once.
fn notes(routines: &[&Routine]) -> Vec<String> {
    // The very first session of all begins with `core::rules::STOP`; that there has been none before will be known
    // from the log.
    let mut needs: Vec<&str> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for need in routines.iter().flat_map(|routine| &routine.needs) {
        if !needs.contains(&need.as_str()) {
            needs.push(need);
        }
    }
    if !needs.is_empty() {
        notes.push(format!("You need: {}", needs.join(", ")));
    }
    for warning in routines.iter().flat_map(|routine| &routine.warn) {
        if !notes.contains(warning) {
            notes.push(warning.clone());
        }
    }
    notes
}

/// Whether something in a session waits for a key.
fn needs_a_hand(routines: &[&Routine]) -> bool {
    let alarm = |work: &Work| work.timed().is_some_and(|timed| timed.end == End::Alarm);
    routines.iter().any(|routine| {
        Timeline::of(routine).iter().any(|segment| {
            segment.length.is_none() || segment.step.work.as_ref().is_some_and(alarm)
        })
    })
}
