//! `supple ROUTINE…` and `supple play`: what is to be played, where and how; then the session; then its summary.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::{PlayOptions, Wanted};
use super::choose::{self, Finder};
use super::environment;
use super::failure::Failure;
use super::output::{self, Messages};
use super::remember;
use super::summary::summary;
use crate::app::effect::Outcome;
use crate::catalogue::{Entry, Figures};
use crate::core::nonempty::NonEmpty;
use crate::core::routine::Routine;
use crate::core::session::{Plan, Unrolled};
use crate::core::settings::{Settings, SoundMode, SoundSettings};
use crate::core::timeline::{Keys, Size};
use crate::error::Error;
use crate::shell::{
    Begin, Play, PlayResult, has_room, keys_can_come, on_terminal, plainly, plainly_resuming,
};
use crate::sound;

pub(super) fn run(
    finder: &Finder,
    words: &NonEmpty<OsString>,
    options: &PlayOptions,
) -> Result<u8, Failure> {
    if words.iter().any(|word| word == "-") {
        return Err(Error::PlayedFromStdin.into());
    }
    let first = finder.find(&words.first)?;
    let rest: Result<Vec<Entry>, Error> = words.rest.iter().map(|word| finder.find(word)).collect();
    let entries = NonEmpty { first, rest: rest? };
    let routines = choose::playable(&entries)?;
    let messages = finder.messages();
    let settings = remember::settings(messages);
    let mut keeper = remember::keeper();
    let left = keeper
        .as_mut()
        .and_then(|keeper| remember::recover(keeper, &settings, messages));
    let surface = Surface::of(options.plain);
    let lead_in = options.start.unwrap_or(settings.session.start);
    let mut plan = plan(
        &routines,
        lead_in,
        options.from,
        Unrolled {
            keys: surface.keys(),
            first: settings.session.first,
        },
        settings.sound.rate,
    )?;
    plan = plan.written(remember::texts(&entries));
    if let Some(left) = left {
        let told = format!("Begun afresh. Left unfinished: {}.", left.description());
        plan.notes.push(told);
    }
    if surface == Surface::Screen {
        plan.notes.extend(remember::broken());
    }
    let remembers = keeper.map(|keeper| remember::all(keeper, None, &settings, messages));
    let homeless = remembers.is_none();
    let play = Play {
        lead_in,
        figures: surface.figures(finder, &settings),
        first: settings.session.first,
        speed: options.speed,
        follows: entries.iter().cloned().collect(),
        sound: sound(options, &settings.sound),
        waiting: &|what| messages.note(what),
        remembers,
    };
    let played = match surface {
        Surface::Screen => on_terminal(
            Begin::Session(plan),
            play,
            &environment::theme(&settings.screen),
        )?,
        Surface::Plain => plainly(plan, play)?,
    };
    if homeless && played.record.is_some() {
        remember::tell_homeless(messages);
    }
    over(played, messages)
}

/// Resumes the session that was left unfinished.
pub(super) fn go_on(finder: &Finder, options: &PlayOptions) -> Result<u8, Failure> {
    let messages = finder.messages();
    let settings = remember::settings(messages);
    let mut keeper = remember::keeper().ok_or(Error::Homeless)?;
    let unfinished = remember::recover(&mut keeper, &settings, messages);
    let lead_in = options.start.unwrap_or(settings.session.start);
    let rate = settings.sound.rate;
    let unfinished = unfinished
        .and_then(|snapshot| remember::resumable(snapshot, lead_in, options.speed, rate))
        .map(Box::new)
        .ok_or(Error::NothingLeft)?;
    let surface = Surface::of(options.plain);
    let play = Play {
        figures: surface.figures(finder, &settings),
        lead_in,
        first: settings.session.first,
        speed: options.speed,
        follows: Vec::new(),
        sound: sound(options, &settings.sound),
        waiting: &|what| messages.note(what),
        remembers: Some(remember::all(keeper, None, &settings, messages)),
    };
    over(
        match surface {
            Surface::Screen => on_terminal(
                Begin::Resumed(unfinished),
                play,
                &environment::theme(&settings.screen),
            )?,
            Surface::Plain => plainly_resuming(unfinished, play)?,
        },
        messages,
    )
}

/// What is printed when a session is over, and the exit code.
fn over(played: PlayResult, messages: Messages) -> Result<u8, Failure> {
    let PlayResult {
        outcome,
        record,
        written,
        ..
    } = played;
    // With the terminal gone there is nobody to read it, and perhaps whoever reads the other end of a pipe does not.
    let summary = record.as_ref().and_then(summary);
    if let Some(summary) = summary.filter(|_| outcome != GONE && has_room()) {
        output::result(&format!("\n{summary}"))?;
    }
    if remember::tell(&written, messages)? {
        Ok(outcome.code())
    } else {
        Ok(1)
    }
}

/// The outcome of a session whose window was closed.
const GONE: Outcome = Outcome::Signal(crate::app::input::Signal::HangUp);

/// What a session is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// The screen of a terminal.
    Screen,
    /// One line an event.
    Plain,
}

impl Surface {
    pub(super) fn of(plain: bool) -> Self {
        if plain || !io::stdout().is_terminal() || environment::is_dumb() {
            Self::Plain
        } else {
            Self::Screen
        }
    }

    /// The figures that are seen on it.
    fn figures(self, finder: &Finder, settings: &Settings) -> Figures {
        match self {
            Self::Screen => finder.figures_to_see(&settings.screen),
            Self::Plain => Figures::default(),
        }
    }

    fn keys(self) -> Keys {
        // The screen has its keys from the terminal itself, whatever standard input is.
        if self == Self::Screen || keys_can_come() {
            return Keys::Come;
        }
        Keys::Never {
            wait: Duration::ZERO,
        }
    }
}

/// All `routines` in a row, within the limits of one.
fn plan(
    routines: &NonEmpty<Arc<Routine>>,
    lead_in: Duration,
    from: Option<u32>,
    unrolled: Unrolled,
    rate: u16,
) -> Result<Plan, Error> {
    let size = Size::of(routines.iter().flat_map(|routine| routine.steps.iter()));
    if !size.is_playable() {
        return Err(Error::TooLarge(size));
    }
    let plan = Plan::of(routines, lead_in, unrolled, rate);
    let Some(number) = from else {
        return Ok(plan);
    };
    let steps = plan.timeline.steps;
    plan.from_step(number)
        .ok_or(Error::NoSuchStep { number, steps })
}

/// What is heard, here and now.
pub(super) fn sound(options: &PlayOptions, settings: &SoundSettings) -> SoundSettings {
    let hearing = Hearing {
        remote: sound::is_remote(),
        terminal: io::stdout().is_terminal(),
    };
    SoundSettings {
        mode: mode(options, settings, hearing),
        ..settings.clone()
    }
}

/// Where a session is heard.
#[derive(Clone, Copy, Debug)]
struct Hearing {
    /// Whether the loudspeakers stand elsewhere.
    remote: bool,
    /// Whether a person sees the session on a terminal.
    terminal: bool,
}

/// PlayOptions much is heard: what is asked for. Otherwise a rehearsal, and a session that is written to a file or a pipe, are
/// silent.
fn mode(options: &PlayOptions, settings: &SoundSettings, hearing: Hearing) -> SoundMode {
    let asked = options.sound.map(|wanted| match wanted {
        Wanted::Voice => SoundMode::Voice,
        Wanted::Tones => SoundMode::Tones,
        Wanted::Bell => SoundMode::Bell,
        Wanted::Off => SoundMode::Off,
    });
    if asked.is_none() && !(options.speed.is_real() && hearing.terminal) {
        return SoundMode::Off;
    }
    sound::mode(asked, settings, hearing.remote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::format;
    use crate::shell::Speed;

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

    const USUAL: PlayOptions = PlayOptions {
        from: None,
        start: None,
        sound: None,
        plain: false,
        speed: Speed::REAL,
    };

    #[test]
    fn several_routines_are_one_session() {
        let options = PlayOptions {
            from: Some(3),
            ..USUAL
        };
        let plan = plan(
            &two(),
            Duration::from_secs(15),
            options.from,
            Keys::Come.into(),
            100,
        )
        .unwrap();
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
        let lead_in = |seconds| {
            let plan = Plan::of(&two(), Duration::from_secs(seconds), Keys::Come, 100);
            plan.start.lead_in.as_secs()
        };
        assert_eq!(lead_in(15), 15);
        // 2 and 12 words and the name "A", three full stops: 5.4 + 1.5 + 0.2 s, between a tone and the last 3.2 s.
        assert_eq!(lead_in(5), 11);
        assert_eq!(lead_in(0), 0);
    }

    #[test]
    fn a_step_that_is_not_there_is_an_error_with_the_range() {
        let options = PlayOptions {
            from: Some(4),
            ..USUAL
        };
        let error = plan(
            &two(),
            Duration::from_secs(15),
            options.from,
            Keys::Come.into(),
            100,
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no step 4: `--from` takes 1 to 3"
        );
    }

    #[test]
    fn a_rehearsal_is_silent_unless_sound_is_asked_for() {
        let mode = |speed: f64, sound: Option<Wanted>, terminal| {
            let speed = Speed::new(speed).unwrap();
            let options = PlayOptions {
                sound,
                speed,
                ..USUAL
            };
            let hearing = Hearing {
                remote: false,
                terminal,
            };
            mode(&options, &SoundSettings::default(), hearing)
        };
        assert_eq!(mode(1.0, None, true), SoundMode::Voice);
        assert_eq!(mode(1.0, None, false), SoundMode::Off, "into a pipe");
        assert_eq!(mode(60.0, None, true), SoundMode::Off);
        assert_eq!(mode(60.0, Some(Wanted::Voice), false), SoundMode::Voice);
        assert_eq!(mode(1.0, Some(Wanted::Off), true), SoundMode::Off);
    }
}
