//! `supple ROUTINE…` and `supple play`: what is to be played, where and how; then the session; then its summary.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::{How, Sound};
use super::choose::{self, Library};
use super::output;
use super::summary::summary;
use crate::app::effect::Outcome;
use crate::catalogue::Entry;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Start;
use crate::core::record::Record;
use crate::core::routine::Routine;
use crate::core::span::rounded_up;
use crate::core::speech;
use crate::core::timeline::{Keys, LONGEST_PLAN, MOST_SEGMENTS, Size, Timeline};
use crate::error::Error;

pub(super) fn run(library: &Library, words: &NonEmpty<OsString>, how: &How) -> Result<u8, Error> {
    if words.iter().any(|word| word == "-") {
        return Err(Error::PlayedFromStdin);
    }
    let first = library.find(&words.first)?;
    let rest: Result<Vec<Entry>, Error> =
        words.rest.iter().map(|word| library.find(word)).collect();
    let entries = NonEmpty { first, rest: rest? };
    let routines = choose::playable(&entries)?;
    let surface = Surface::of(how.plain);
    let plan = Plan::of(&routines, how, surface.keys())?;
    let (outcome, record) = perform(plan, surface)?;
    // With the terminal gone there is nobody to read it.
    if let Some(summary) = summary(&record).filter(|_| outcome != GONE) {
        output::result(&format!("\n{summary}"))?;
    }
    Ok(outcome.code())
}

/// The outcome of a session whose window was closed.
const GONE: Outcome = Outcome::Signal(crate::app::input::Signal::HangUp);

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

/// Plays a session to its end. Here the shell takes over: its terminal, or its plain host.
fn perform(plan: Plan, surface: Surface) -> Result<(Outcome, Record), Error> {
    let _ = (plan, surface);
    Err(Error::Session(io::Error::from(io::ErrorKind::Unsupported)))
}

/// What is played, and how.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "read as soon as the shell is joined")]
struct Plan {
    timeline: Arc<Timeline>,
    start: Start,
    /// What is shown during the lead-in.
    notes: Vec<String>,
    /// How many times as fast.
    speed: f64,
    sound: Sound,
}

impl Plan {
    /// All `routines` in a row, within the limits of one.
    fn of(routines: &NonEmpty<Arc<Routine>>, how: &How, keys: Keys) -> Result<Self, Error> {
        let size = Size::of(routines.iter().flat_map(|routine| routine.steps.iter()));
        if size.segments > MOST_SEGMENTS || size.length > LONGEST_PLAN {
            return Err(Error::TooLarge(size));
        }
        let rest: Vec<&Routine> = routines.rest.iter().map(AsRef::as_ref).collect();
        let timeline = Timeline::of_all(&routines.first, &rest, keys);
        Ok(Self {
            start: Start {
                lead_in: lead_in(how.start, routines),
                from: from(&timeline, how.from)?,
            },
            timeline: Arc::new(timeline),
            notes: notes(routines),
            speed: how.speed,
            sound: sound(how),
        })
    }
}

/// What is heard: the bell, until there are tones and a voice. A rehearsal is silent unless sound is asked for.
fn sound(how: &How) -> Sound {
    #[allow(
        clippy::float_cmp,
        reason = "only exactly 1 is no rehearsal, and 1 is exact"
    )]
    let rehearsal = how.speed != 1.0;
    match how.sound {
        None if rehearsal => Sound::Off,
        Some(Sound::Off) => Sound::Off,
        None | Some(Sound::Voice | Sound::Tones | Sound::Bell) => Sound::Bell,
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
fn lead_in(asked: Duration, routines: &NonEmpty<Arc<Routine>>) -> Duration {
    if asked.is_zero() {
        return asked;
    }
    let warnings = once_each(routines, |routine| &routine.warn);
    let saying: Duration = warnings.into_iter().map(speech::time).sum();
    asked.max(rounded_up(saying))
}

/// What is shown during the lead-in: what is needed and the warnings.
fn notes(routines: &NonEmpty<Arc<Routine>>) -> Vec<String> {
    // The very first session of all begins with `core::rules::STOP`; that there has been none before will be known
    // from the log.
    let needs = once_each(routines, |routine| &routine.needs);
    let needs = (!needs.is_empty()).then(|| format!("You need: {}", needs.join(", ")));
    let warnings = once_each(routines, |routine| &routine.warn);
    needs
        .into_iter()
        .chain(warnings.into_iter().map(str::to_owned))
        .collect()
}

/// The texts that `of` takes from each routine, each once.
fn once_each(routines: &NonEmpty<Arc<Routine>>, of: fn(&Routine) -> &Vec<String>) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for text in routines.iter().flat_map(|routine| of(routine)) {
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::format;

    fn routine(text: &str) -> Arc<Routine> {
        let source = Source {
            name: "test.toml".to_owned(),
            text: text.to_owned(),
        };
        Arc::new(format::routine::parse(&source).value.unwrap())
    }

    fn two() -> NonEmpty<Arc<Routine>> {
        let one = "title = \"One\"\nneeds = [\"mat\", \"wall\"]\nwarn = [\"Go slowly.\"]\n[[step]]\nname = \"A\"\n\
                   hold = \"15s\"\n[[step]]\nname = \"B\"\nhold = \"15s\"\n";
        let two = "title = \"Two\"\nneeds = [\"mat\"]\nwarn = [\"Go slowly.\", \"One two three four five six seven \
                   eight nine ten eleven twelve.\"]\n[[step]]\nwait = true\n[[step]]\nname = \"C\"\nhold = \"15s\"\n";
        NonEmpty {
            first: routine(one),
            rest: vec![routine(two)],
        }
    }

    const HOW: How = How {
        from: None,
        start: Duration::from_secs(15),
        sound: None,
        plain: false,
        speed: 1.0,
    };

    #[test]
    fn several_routines_are_one_session() {
        let how = How {
            from: Some(3),
            ..HOW
        };
        let plan = Plan::of(&two(), &how, Keys::Come).unwrap();
        assert_eq!(plan.timeline.title, "One + Two");
        assert_eq!(plan.timeline.open(), 1);
        let first = plan.timeline.get(plan.start.from).unwrap();
        assert_eq!(first.step.name.as_deref(), Some("C"));
        assert_eq!(
            plan.notes,
            [
                "You need: mat, wall",
                "Go slowly.",
                "One two three four five six seven eight nine ten eleven twelve."
            ]
        );
    }

    #[test]
    fn a_lead_in_lasts_until_the_warnings_are_said_unless_there_is_to_be_none() {
        let lead_in = |seconds| lead_in(Duration::from_secs(seconds), &two()).as_secs();
        assert_eq!(lead_in(15), 15);
        // 2 words and 12 words, two full stops, twice the onset: 5.04 + 1 + 0.4 s.
        assert_eq!(lead_in(5), 7);
        assert_eq!(lead_in(0), 0);
    }

    #[test]
    fn a_step_that_is_not_there_is_an_error_with_the_range() {
        let how = How {
            from: Some(4),
            ..HOW
        };
        let error = Plan::of(&two(), &how, Keys::Come).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no step 4: `--from` takes 1 to 3"
        );
    }

    #[test]
    fn a_rehearsal_is_silent_unless_sound_is_asked_for() {
        assert_eq!(sound(&HOW), Sound::Bell);
        assert_eq!(sound(&How { speed: 60.0, ..HOW }), Sound::Off);
        let asked = Some(Sound::Voice);
        assert_eq!(
            sound(&How {
                speed: 60.0,
                sound: asked,
                ..HOW
            }),
            Sound::Bell
        );
        assert_eq!(
            sound(&How {
                sound: Some(Sound::Off),
                ..HOW
            }),
            Sound::Off
        );
    }
}
