//! `supple ROUTINE…` and `supple play`: finds the routines, plays them, and prints the summary.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::PlayOptions;
use super::environment;
use super::finder::{self, Finder};
use super::output::{self, Messages};
use super::remember;
use super::summary::summary;
use crate::app::Interrupted;
use crate::app::effect::Outcome;
use crate::app::input::Signal;
use crate::app::session::Preferences;
use crate::catalogue::Entry;
use crate::catalogue::draft::Draft;
use crate::core::caution;
use crate::core::condition::Conditions;
use crate::core::day::is_rehearsal;
use crate::core::log::RoutineText;
use crate::core::nonempty::NonEmpty;
use crate::core::ranges;
use crate::core::routine::Routine;
use crate::core::session::{Plan, Snapshot};
use crate::core::settings::{ScreenSettings, Settings, SoundMode, SoundSettings};
use crate::core::timeline::{Keys, Size, Unrolled};
use crate::disk::keeper::Keeper;
use crate::disk::tune;
use crate::error::Error;
use crate::format;
use crate::format::LARGEST_FILE;
use crate::process::CommandLine;
use crate::shell::{self, Begin, Play, PlayResult, Saving, keys_can_come, on_terminal, plainly};
use crate::sound;

pub(super) fn run(
    finder: &Finder,
    words: &NonEmpty<OsString>,
    options: &PlayOptions,
    settings: Settings,
) -> Result<u8, Error> {
    if words.iter().any(|word| word == "-") {
        return Err(Error::PlayedFromStdin);
    }
    let first = finder.find(&words.first)?;
    let rest: Result<Vec<Entry>, Error> = words.rest.iter().map(|word| finder.find(word)).collect();
    let entries = NonEmpty { first, rest: rest? };
    let routines = finder::playable(&entries)?;
    let mut startup = Startup::new(finder, options, settings);
    let saving = startup.saving(None);
    // A log that is read behind the first frame is read now, where the session depends on it.
    let known = saving.as_ref().filter(|saving| saving.log.is_none());
    let known = known.map(|saving| &*saving.memory.history);
    let continued = routines.map(|routine| {
        let is_continued = !options.low && saving.is_some();
        let reached = is_continued.then(|| remember::reached(routine, known, finder.messages()));
        let reached = reached.unwrap_or_default();
        (ranges::beginning(routine, &reached), reached)
    });
    let routines = continued.map(|(routine, _)| Arc::clone(routine));
    let texts = entries.iter().zip(continued.iter());
    let texts = texts.map(|(entry, (_, reached))| entry.written().beginning(reached.clone()));
    let texts: Vec<RoutineText> = texts.collect();
    let settings = &startup.settings;
    let unrolled = settings.unrolled(startup.surface.keys(), shell::now().day());
    let (lead_in, rate) = (startup.lead_in, settings.sound.rate);
    if !format::snapshot::are_short(&texts) {
        return Err(Error::TooMuchText {
            kib: LARGEST_FILE / 1024,
        });
    }
    let plan = plan_within_limits(&routines, lead_in, options.from, unrolled, rate)?;
    let mut plan = plan.with_texts(texts);
    if let Some(unfinished) = &startup.unfinished {
        let told = format!(
            "Starting over. Unfinished session: {}.",
            unfinished.description()
        );
        plan.notices.push(told);
    }
    if startup.surface == Surface::Screen {
        plan.notices.extend(remember::broken());
    }
    let follows = entries.iter().cloned().collect();
    let begin = Begin::Session {
        plan,
        resumes: None,
    };
    let played = startup.play(begin, follows, saving)?;
    finish(played, finder.messages())
}

/// Resumes the unfinished session.
pub(super) fn resume(finder: &Finder, options: &PlayOptions) -> Result<u8, Error> {
    let settings = remember::settings(finder.messages())?;
    let mut startup = Startup::new(finder, options, settings);
    if startup.keeper.is_none() {
        return Err(Error::Homeless);
    }
    let (snapshot, plan) = startup.resumable().ok_or_else(|| {
        if is_rehearsal(startup.options.speed.times()) {
            Error::NoRehearsalLeft
        } else {
            Error::NothingLeft
        }
    })?;
    let saving = startup.saving(None);
    let found = plan
        .texts
        .iter()
        .map(|text| finder.find(OsStr::new(&text.id)));
    let follows = found.filter_map(Result::ok).collect();
    let begin = Begin::Session {
        plan,
        resumes: Some(Box::new(snapshot)),
    };
    let played = startup.play(begin, follows, saving)?;
    finish(played, finder.messages())
}

/// Everything that the library or a session is begun with, read once.
pub(super) struct Startup<'a> {
    finder: &'a Finder,
    options: &'a PlayOptions,
    settings: Settings,
    lead_in: Duration,
    surface: Surface,
    keeper: Option<Keeper>,
    unfinished: Option<Snapshot>,
}

impl<'a> Startup<'a> {
    pub(super) fn new(finder: &'a Finder, options: &'a PlayOptions, settings: Settings) -> Self {
        let mut startup = Self::browsing(finder, options, settings);
        let keeper = startup.keeper.as_mut();
        startup.unfinished = keeper.and_then(|keeper| {
            remember::recover(keeper, &startup.settings, options.speed, finder.messages())
        });
        startup
    }

    /// The same where no session is offered to be resumed: what earlier programs left behind stays for the next start.
    pub(super) fn browsing(
        finder: &'a Finder,
        options: &'a PlayOptions,
        settings: Settings,
    ) -> Self {
        Self {
            finder,
            options,
            lead_in: options.start.unwrap_or(settings.session.start),
            surface: Surface::of(options.plain, &settings.screen),
            settings,
            keeper: remember::keeper(),
            unfinished: None,
        }
    }

    /// The unfinished session, ready to be resumed.
    pub(super) fn resumable(&mut self) -> Option<(Snapshot, Plan)> {
        let unfinished = self.unfinished.take()?;
        let rate = self.settings.sound.rate;
        let how = (self.options.speed, self.surface.keys());
        let references = self.finder.references();
        remember::resumable(unfinished, self.lead_in, how, rate, references)
    }

    /// The routine whose changes an earlier program did not write, read again.
    pub(super) fn draft(&mut self) -> Option<Draft> {
        let draft = self.keeper.as_mut()?.recover_draft()?;
        Some(tune::restored(draft))
    }

    /// The memory, with the session that is offered, and the files of sessions; `None` without a home.
    pub(super) fn saving(&mut self, unfinished: Option<(Snapshot, Plan)>) -> Option<Saving> {
        let keeper = self.keeper.take()?;
        let (mut memory, log) =
            remember::memory(unfinished, &self.settings, self.finder.messages());
        memory.is_warned |= keeper.is_safety_read();
        Some(Saving {
            memory,
            keeper,
            hook: self.hook(&self.settings.hooks.on_finish),
            log,
        })
    }

    /// A command of the user's; none in a rehearsal, unless that is asked for.
    fn hook(&self, words: &[String]) -> Option<CommandLine> {
        let is_rehearsal = is_rehearsal(self.options.speed.times());
        let runs = !is_rehearsal || self.settings.hooks.in_rehearsals;
        CommandLine::of(words).filter(|_| runs)
    }

    /// Runs the program to its end.
    pub(super) fn play(
        self,
        begin: Begin,
        follows: Vec<Entry>,
        saving: Option<Saving>,
    ) -> Result<PlayResult, Error> {
        let messages = self.finder.messages();
        let homeless = saving.is_none();
        if self.surface == Surface::Screen && self.settings.screen.figures {
            self.finder.warn_of_broken_stretches();
        }
        let play = Play {
            preferences: Preferences::of(&self.settings, self.lead_in),
            mouse: self.settings.screen.mouse,
            title: self.settings.screen.title && environment::has_title(),
            pictures: environment::pictures(&self.settings.screen).0,
            awake: self.settings.screen.awake,
            speed: self.options.speed,
            follows,
            sound: sound(self.options, &self.settings.sound),
            waiting: &|what| messages.note(what),
            on_change: self.hook(&self.settings.hooks.on_change),
            saving,
        };
        let played = match (self.surface, begin) {
            (Surface::Plain, Begin::Session { plan, resumes }) => plainly(plan, resumes, play)?,
            (_, begin) => on_terminal(begin, play, &environment::theme(&self.settings.screen))?,
        };
        if homeless && played.record.is_some() {
            remember::tell_homeless(messages);
        }
        Ok(played)
    }
}

/// Prints what a session amounted to, and returns the exit code.
fn finish(played: PlayResult, messages: Messages) -> Result<u8, Error> {
    // With the terminal gone nobody reads it, and an error says why there is none.
    let is_read = matches!(&played.outcome, Ok(outcome) if *outcome != GONE);
    let record = played.record.as_ref().filter(|_| is_read);
    if let Some(summary) = record.and_then(summary) {
        output::result(&format!("\n{summary}"))?;
    }
    code(played, messages)
}

/// The exit code of the program; 1 when a session could not be saved. That is reported, also where the host failed.
pub(super) fn code(played: PlayResult, messages: Messages) -> Result<u8, Error> {
    let all = remember::report(&played.failures, messages);
    let is_unsaved = |failure: &Error| matches!(failure, Error::NoSnapshot { .. });
    let can_resume = !played.failures.iter().any(is_unsaved);
    let outcome = played.outcome?;
    let all = all?;
    let interrupted = played.interrupted.as_ref();
    let is_by_key = outcome == Outcome::Signal(Signal::Interrupt);
    let is_worth_saying =
        |session: &&Interrupted| is_by_key || **session != Interrupted::HardlyBegun;
    let interrupted = interrupted.filter(is_worth_saying);
    let interrupted =
        interrupted.filter(|session| can_resume || **session == Interrupted::HardlyBegun);
    if let Some(session) = interrupted.filter(|_| all && outcome != GONE) {
        messages.note(&match session {
            Interrupted::Resumable(session) => {
                format!("your progress is saved ({session}): `supple play --resume` continues")
            }
            Interrupted::HardlyBegun => {
                "nothing to save: the session had only just begun".to_owned()
            }
        });
    }
    Ok(if all { outcome.code() } else { 1 })
}

/// The outcome of a session whose window was closed.
const GONE: Outcome = Outcome::Signal(Signal::HangUp);

/// The output on which a session is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// The screen of a terminal.
    Screen,
    /// One line an event.
    Plain,
}

impl Surface {
    pub(super) fn of(is_asked_for: bool, screen: &ScreenSettings) -> Self {
        let is_plain = is_asked_for || screen.plain || environment::is_accessible();
        if is_plain || !io::stdout().is_terminal() || environment::is_dumb() {
            Self::Plain
        } else {
            Self::Screen
        }
    }

    fn keys(self) -> Keys {
        // The screen has its keys from the terminal itself, whatever standard input is.
        if self == Self::Screen || keys_can_come() {
            return Keys::Come;
        }
        Keys::Never
    }
}

/// That something of `routines` remains to be played for a person who `has` these conditions.
pub(super) fn something_remains(
    routines: &NonEmpty<Arc<Routine>>,
    has: Conditions,
) -> Result<(), Error> {
    let routines = || routines.iter().map(Arc::as_ref);
    if caution::leaves_nothing(routines(), has) {
        return Err(Error::AllLeftOut(caution::left_out(routines(), has)));
    }
    Ok(())
}

/// All `routines` in a row, within the limits of one.
fn plan_within_limits(
    routines: &NonEmpty<Arc<Routine>>,
    lead_in: Duration,
    from: Option<u32>,
    unrolled: Unrolled,
    rate: u16,
) -> Result<Plan, Error> {
    let size = Size::of(
        routines
            .iter()
            .flat_map(|routine| routine.on(unrolled.day).steps.iter()),
    );
    if !size.is_playable() {
        return Err(Error::TooLarge(size));
    }
    something_remains(routines, unrolled.has)?;
    let plan = Plan::of(routines, lead_in, unrolled, rate);
    let Some(number) = from else {
        return Ok(plan);
    };
    let steps = plan.timeline.steps;
    plan.from_step(number)
        .ok_or(Error::NoSuchStep { number, steps })
}

/// The sound of a session, here and now.
fn sound(options: &PlayOptions, settings: &SoundSettings) -> SoundSettings {
    let is_seen = io::stdout().is_terminal();
    SoundSettings {
        mode: mode(options, settings, is_seen, sound::is_remote()),
        ..settings.clone()
    }
}

/// The sound that is asked for. Otherwise a rehearsal, and a session that is written to a file or a pipe, are silent.
/// `is_remote`: the loudspeakers stand elsewhere.
fn mode(
    options: &PlayOptions,
    settings: &SoundSettings,
    is_seen: bool,
    is_remote: bool,
) -> SoundMode {
    if options.sound.is_none() && !(options.speed.is_real() && is_seen) {
        return SoundMode::Off;
    }
    sound::mode(options.sound, settings, is_remote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
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

    const USUAL: PlayOptions = PlayOptions::USUAL;

    #[test]
    fn several_routines_are_one_session() {
        let options = PlayOptions {
            from: Some(3),
            ..USUAL
        };
        let plan = plan_within_limits(
            &two(),
            Duration::from_secs(15),
            options.from,
            Unrolled::default(),
            100,
        )
        .unwrap();
        assert_eq!(plan.timeline.title, "One + Two");
        assert_eq!(plan.timeline.open_segments(), 1);
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
            let plan = Plan::of(
                &two(),
                Duration::from_secs(seconds),
                Unrolled::default(),
                100,
            );
            plan.start.lead_in.as_secs()
        };
        assert_eq!(lead_in(15), 15);
        // 2 and 12 words and the name "A", three full stops: 5.4 + 1.5 + 0.2 s, between the 1.05 s in which a loudspeaker
        // wakes up and a tone sounds, and the last 3.2 s.
        assert_eq!(lead_in(5), 12);
        assert_eq!(lead_in(0), 0);
    }

    #[test]
    fn a_lead_in_lasts_until_the_notes_are_read() {
        let lead_in = |seconds| {
            let needs = "brick, ".repeat(19);
            let text = format!(
                "title = \"A\"\nneeds = [\"{needs}brick\", \"{needs}stone, a mat\"]\n[[step]]\nname = \"A\"\nhold = \"15s\"\n"
            );
            let routines = NonEmpty::of(routine(&text));
            let plan = Plan::of(
                &routines,
                Duration::from_secs(seconds),
                Unrolled::default(),
                100,
            );
            plan.start.lead_in.as_secs()
        };
        // "You need:", 39 bricks, a stone and a mat: 44 words at 160 a minute.
        assert_eq!([0, 1, 15, 20].map(lead_in), [0, 17, 17, 20]);
    }

    #[test]
    fn a_step_that_is_not_there_is_an_error_with_the_range() {
        let options = PlayOptions {
            from: Some(4),
            ..USUAL
        };
        let error = plan_within_limits(
            &two(),
            Duration::from_secs(15),
            options.from,
            Unrolled::default(),
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
        let mode = |speed: f64, sound: Option<SoundMode>, is_seen| {
            let speed = Speed::new(speed).unwrap();
            let options = PlayOptions {
                sound,
                speed,
                ..USUAL
            };
            mode(
                &options,
                &crate::format::config::defaults().unwrap().sound,
                is_seen,
                false,
            )
        };
        assert_eq!(mode(1.0, None, true), SoundMode::Voice);
        assert_eq!(mode(1.0, None, false), SoundMode::Off, "into a pipe");
        assert_eq!(mode(60.0, None, true), SoundMode::Off);
        assert_eq!(mode(60.0, Some(SoundMode::Voice), false), SoundMode::Voice);
        assert_eq!(mode(1.0, Some(SoundMode::Off), true), SoundMode::Off);
    }
}
