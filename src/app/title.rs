//! The title of the window: what the session does, and how long it still takes.

use super::session::view::SessionView;
use super::view::View;
use crate::core::span;

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
