//! What the session does and how long it still takes, for other programs: the title of the window, and the status.

use super::element::Look;
use super::session::view::SessionView;
use super::view::View;
use crate::core::day::WallClock;
use crate::core::span;
use crate::core::status::SessionStatus;

/// The title of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowTitle {
    /// What is going on: `HOLD RIGHT · Single-knee pull`. It changes with the segment and with a pause.
    pub state: String,
    /// The remaining time of the session, behind a dot: ` · 1:35 left`; empty where none is shown.
    pub remaining: String,
}

impl WindowTitle {
    /// The title for a view.
    pub fn of(view: &View) -> Self {
        match view {
            View::Session(session) => Self::of_session(session),
            _ => Self {
                state: "supple".to_owned(),
                remaining: String::new(),
            },
        }
    }

    fn of_session(session: &SessionView) -> Self {
        let mut state = session.phase.clone();
        if let Some(side) = &session.side {
            state = format!("{state} {side}");
        }
        let (elapsed, total) = session.clock;
        Self {
            state: format!("{state} · {}", session.name),
            remaining: format!(" · {} left", span::clock(total.saturating_sub(elapsed))),
        }
    }
}

impl SessionStatus {
    /// The status of the session in a view that is shown at the moment of `wall`; `None` where it shows none.
    pub fn of(view: &View, wall: WallClock) -> Option<Self> {
        let View::Session(session) = view else {
            return None;
        };
        let (elapsed, total) = session.clock;
        let stands = matches!(session.look, Look::Paused | Look::Hurt);
        Some(Self {
            title: session.title.clone(),
            state: WindowTitle::of(view).state,
            // A segment that a key ends has no progress.
            is_running: !stands && session.progress.is_some(),
            remaining: total.saturating_sub(elapsed),
            at: wall.stamp,
            speed: wall.speed,
        })
    }
}
