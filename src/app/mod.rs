//! What the program does: screens as state machines, the key table, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`] alone, so a
//! test can be the outside: keys from a script, time that jumps.

pub mod effect;
pub mod host;
pub mod input;
pub mod keymap;
pub mod library;
pub mod session;
pub mod summary;
pub mod view;

use std::time::Duration;

use crate::catalogue::{Catalogue, Entry};
use crate::core::cue::Tone;
use crate::core::moment::Moment;
use crate::core::nonempty::NonEmpty;
use crate::core::player::Command;
use crate::core::record::Record;
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use effect::{Effect, Outcome};
use input::{Input, Signal};
use library::Library;
use session::{After, Preferences, Session, Setup};
use summary::Summary;
use view::View;

pub use host::{Host, run};

/// How late the loop may come back before the time in between counts as a gap: a closed lid, a stopped process.
const GAP: Duration = Duration::from_secs(2);
/// How long a summary stays: whoever falls asleep on the mat has kept what was done.
const SUMMARY_STAYS: Duration = Duration::from_secs(120);

/// The whole program between two events.
#[derive(Debug)]
pub struct App {
    screen: Screen,
    /// Where one comes from and goes back to; without it the program ends with the session.
    library: Option<Library>,
    preferences: Preferences,
    /// When it was last looked at.
    looked: Moment,
    /// What was played and kept last.
    played: Option<Record>,
    /// The files of what is played, as they were when it began.
    files: Vec<Source>,
}

#[derive(Debug)]
enum Screen {
    Library,
    Session(Box<Session>),
    /// `until`: when it goes away by itself.
    Summary {
        summary: Summary,
        record: Box<Record>,
        outcome: Outcome,
        until: Moment,
    },
}

impl App {
    /// A program that plays one session and ends with it.
    pub fn playing(setup: Setup, preferences: Preferences, now: Moment) -> Self {
        let session = Session::new(setup, preferences.time_of_day, now);
        Self {
            screen: Screen::Session(Box::new(session)),
            library: None,
            preferences,
            looked: now,
            played: None,
            files: Vec::new(),
        }
    }

    /// A program that starts in the library and comes back to it.
    pub const fn choosing(library: Library, preferences: Preferences, now: Moment) -> Self {
        Self {
            screen: Screen::Library,
            library: Some(library),
            preferences,
            looked: now,
            played: None,
            files: Vec::new(),
        }
    }

    /// The same for a session of `entries`, whose files are followed while it runs.
    #[must_use]
    pub fn following(self, entries: &[Entry]) -> Self {
        let files = entries.iter().map(|entry| entry.source.clone()).collect();
        Self { files, ..self }
    }

    /// What there is to do at the start.
    pub(crate) fn begin(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Session(session) => session.begin(),
            Screen::Library | Screen::Summary { .. } => Vec::new(),
        }
    }

    /// Takes in what happened outside, or that time went by, and says what is to be done.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Vec<Effect> {
        let mut effects = self.pass_time(now);
        match input {
            None => {}
            Some(Input::Resized | Input::Continued) => effects.push(Effect::Redraw),
            Some(Input::Signal(signal)) => {
                effects.extend(self.leave(Outcome::Signal(*signal), now));
            }
            Some(Input::Catalogue(catalogue, trouble)) => self.renew(catalogue, trouble.clone()),
            Some(other) => effects.extend(self.screen_input(other, now)),
        }
        effects
    }

    /// Lets happen what is due, after a pause where nobody looked for too long.
    fn pass_time(&mut self, now: Moment) -> Vec<Effect> {
        let asked = self.next_deadline(self.looked);
        let gap = asked.is_some_and(|asked| now.since(asked) > GAP);
        let looked = std::mem::replace(&mut self.looked, now);
        match &mut self.screen {
            Screen::Session(session) => {
                let mut effects = if gap {
                    session.command(Command::Pause, looked)
                } else {
                    Vec::new()
                };
                effects.extend(session.advance(now));
                self.after_session(effects, now)
            }
            Screen::Summary { until, .. } if *until <= now => self.after_summary(true),
            Screen::Library | Screen::Summary { .. } => Vec::new(),
        }
    }

    /// Takes in what there is to play now. A session goes on with what it began with.
    fn renew(&mut self, catalogue: &Catalogue, trouble: Option<String>) {
        if let Screen::Session(session) = &mut self.screen {
            let is_another = |entry: &Entry| {
                self.files
                    .iter()
                    .any(|file| file.name == entry.source.name && file.text != entry.source.text)
            };
            session.saved(catalogue.entries().iter().any(is_another));
        }
        if let Some(library) = &mut self.library {
            library.renew(catalogue, trouble);
        }
    }

    fn screen_input(&mut self, input: &Input, now: Moment) -> Vec<Effect> {
        match (&mut self.screen, input) {
            (Screen::Session(session), Input::Key(key)) => {
                let effects = session.key(*key, now);
                self.after_session(effects, now)
            }
            (Screen::Session(session), Input::Click) => {
                let effects = session.click(now);
                self.after_session(effects, now)
            }
            (Screen::Session(session), Input::Suspend) => session.suspend(now),
            (Screen::Library | Screen::Summary { .. }, Input::Suspend) => vec![Effect::Suspend],
            (Screen::Library, Input::Key(key)) => {
                let Some(library) = &mut self.library else {
                    return Vec::new();
                };
                let wish = library.key(*key);
                self.grant(wish, now)
            }
            (Screen::Summary { summary, .. }, Input::Key(key)) => match summary.key(*key) {
                summary::Wish::Nothing => Vec::new(),
                summary::Wish::Back { keep } => self.after_summary(keep),
                summary::Wish::Suspend => vec![Effect::Suspend],
                summary::Wish::Interrupt => self.leave(Outcome::Signal(Signal::Interrupt), now),
            },
            (Screen::Library, Input::Edited { id, said }) => {
                if let Some(library) = &mut self.library {
                    library.edited(id, said.clone());
                }
                Vec::new()
            }
            (Screen::Summary { .. }, Input::Click) => self.after_summary(true),
            _ => Vec::new(),
        }
    }

    fn grant(&mut self, wish: library::Wish, now: Moment) -> Vec<Effect> {
        match wish {
            library::Wish::Nothing => Vec::new(),
            library::Wish::TrySound => vec![Effect::Sound {
                tone: Tone::Done,
                due: now,
            }],
            library::Wish::Suspend => vec![Effect::Suspend],
            library::Wish::Edit(edit) => vec![Effect::Edit(edit)],
            library::Wish::Quit => vec![Effect::Leave(Outcome::Left)],
            library::Wish::Interrupt => vec![Effect::Leave(Outcome::Signal(Signal::Interrupt))],
            library::Wish::Play { id, routine } => {
                if let Some(library) = &mut self.library {
                    library.played(&id);
                    self.files = library.files(&id);
                }
                let setup = Setup::of(&NonEmpty::of(routine), self.preferences.lead_in, Keys::Come);
                let mut session = Session::new(setup, self.preferences.time_of_day, now);
                let mut effects = vec![Effect::Chosen(id)];
                effects.extend(session.begin());
                self.screen = Screen::Session(Box::new(session));
                effects
            }
        }
    }

    /// A session that is over leads to its summary, or back at once when nothing was done in it.
    fn after_session(&mut self, effects: Vec<Effect>, now: Moment) -> Vec<Effect> {
        let Screen::Session(session) = &self.screen else {
            return effects;
        };
        let over = effects.iter().find_map(|effect| match effect {
            Effect::Leave(outcome @ (Outcome::Finished | Outcome::Stopped)) => Some(*outcome),
            _ => None,
        });
        let Some(outcome) = over else { return effects };
        let record = session.record().clone();
        let mut effects = effects;
        effects.retain(|effect| !matches!(effect, Effect::Leave(_)));
        if record.is_empty() {
            effects.extend(self.go_back(outcome));
        } else if self.preferences.after == After::Nothing {
            self.played = Some(record);
            effects.extend(self.go_back(outcome));
        } else {
            let summary = Summary::new(session.title(), &record, outcome == Outcome::Finished);
            let until = now + SUMMARY_STAYS;
            self.screen = Screen::Summary {
                summary,
                record: Box::new(record),
                outcome,
                until,
            };
        }
        effects
    }

    fn after_summary(&mut self, keep: bool) -> Vec<Effect> {
        let Screen::Summary {
            record, outcome, ..
        } = std::mem::replace(&mut self.screen, Screen::Library)
        else {
            return Vec::new();
        };
        self.played = keep.then_some(*record);
        self.go_back(outcome)
    }

    fn go_back(&mut self, outcome: Outcome) -> Vec<Effect> {
        self.screen = Screen::Library;
        if self.library.is_some() {
            Vec::new()
        } else {
            vec![Effect::Leave(outcome)]
        }
    }

    /// Ends the program. What was done in a session counts.
    fn leave(&mut self, outcome: Outcome, now: Moment) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Session(session) => {
                let effects = session.leave(outcome, now);
                self.played = Some(session.record().clone()).filter(|record| !record.is_empty());
                effects
            }
            Screen::Summary { record, .. } => {
                self.played = Some(record.as_ref().clone());
                vec![Effect::Leave(outcome)]
            }
            Screen::Library => vec![Effect::Leave(outcome)],
        }
    }

    /// When the program wants to be updated next by itself; `None` when only an input can change anything.
    pub fn next_deadline(&self, now: Moment) -> Option<Moment> {
        match &self.screen {
            Screen::Session(session) => session.next_deadline(now),
            Screen::Summary { until, .. } => Some(*until),
            Screen::Library => None,
        }
    }

    /// What is to be seen at `now`.
    pub fn view(&self, now: Moment) -> View {
        match (&self.screen, &self.library) {
            (Screen::Session(session), _) => View::Session(Box::new(session.view(now))),
            (Screen::Summary { summary, .. }, _) => View::Summary(Box::new(summary.view())),
            (Screen::Library, Some(library)) => View::Library(Box::new(library.view())),
            (Screen::Library, None) => View::Nothing,
        }
    }

    /// What was played last and is kept, if anything.
    pub const fn played(&self) -> Option<&Record> {
        self.played.as_ref()
    }
}
