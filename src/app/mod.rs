//! What the program does: screens as state machines, the key table, and the loop that drives them.
//!
//! Nothing here draws, opens a file or makes a sound. The loop reaches the outside through one [`Host`] alone, so a
//! test can be the outside: keys from a script, time that jumps.

pub mod effect;
pub mod host;
pub mod input;
pub mod keymap;
pub mod session;
pub mod view;

use crate::core::moment::Moment;
use crate::core::player::Command;
use effect::{Effect, Outcome};
use input::Input;
use session::Session;
use view::View;

pub use host::{Host, run};

/// How late the loop may come back before the time in between counts as a gap: a closed lid, a stopped process.
const GAP: std::time::Duration = std::time::Duration::from_secs(2);

/// The whole program between two events.
#[derive(Debug)]
pub struct App {
    session: Session,
    /// When it was last looked at.
    looked: Moment,
}

impl App {
    /// A program that plays one session and ends with it.
    pub const fn playing(session: Session, now: Moment) -> Self {
        Self {
            session,
            looked: now,
        }
    }

    /// What there is to do at the start.
    pub fn begin(&mut self) -> Vec<Effect> {
        self.session.begin()
    }

    /// Takes in what happened outside, or that time went by, and says what is to be done.
    pub fn update(&mut self, input: Option<&Input>, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        let asked = self.next_deadline(self.looked);
        if asked.is_some_and(|asked| now.since(asked) > GAP) {
            effects.extend(self.session.command(Command::Pause, self.looked));
        }
        self.looked = now;
        effects.extend(self.session.advance(now));
        match input {
            None => {}
            Some(Input::Key(key)) => effects.extend(self.session.key(*key, now)),
            Some(Input::Click) => effects.extend(self.session.click(now)),
            Some(Input::Resized | Input::Continued) => effects.push(Effect::Redraw),
            Some(Input::Suspend) => effects.extend(self.session.suspend(now)),
            Some(Input::Signal(signal)) => {
                effects.extend(self.session.leave(Outcome::Signal(*signal), now));
            }
        }
        effects
    }

    /// When the program wants to be updated next by itself; `None` when only an input can change anything.
    pub fn next_deadline(&self, now: Moment) -> Option<Moment> {
        self.session.next_deadline(now)
    }

    /// What is to be seen at `now`.
    pub fn view(&self, now: Moment) -> View {
        View::Session(Box::new(self.session.view(now)))
    }

    /// The session that is played.
    pub const fn session(&self) -> &Session {
        &self.session
    }
}
