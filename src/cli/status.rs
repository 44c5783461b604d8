//! `supple status`: the sessions that are being played, and today, for prompts and the bars of desktops.

use std::fmt::Write as _;

use serde::Serialize;

use super::arguments::Format;
use super::json;
use super::output::{self, Messages};
use super::remember;
use crate::core::day::Stamp;
use crate::core::history::{DayTotal, Scope};
use crate::core::span::{clock, milliseconds};
use crate::core::status::SessionStatus;
use crate::core::text::escaped;
use crate::disk::places::Places;
use crate::disk::status;
use crate::error::Error;
use crate::shell;

pub(super) fn run(messages: Messages, format: Format) -> Result<u8, Error> {
    let now = shell::now();
    let sessions = status::all(&Places::find()?.state());
    let history = remember::history(messages, Scope::of(now.day()))?;
    let today = Today {
        done: history.on(now.day()),
        active_days: history.days_of_week(now.day()),
        words: history.adherence(now.day()),
    };
    let text = match format {
        Format::Human => lines(&sessions, now, &today),
        Format::Json => json::pretty(&ToldStatus {
            version: 1,
            sessions: sessions
                .iter()
                .map(|session| ToldSession::of(session, now))
                .collect(),
            today_ms: milliseconds(today.done.done),
            active_days_of_7: today.active_days,
        })?,
    };
    output::result(&text)?;
    Ok(0)
}

/// What was done today and in the week.
struct Today {
    done: DayTotal,
    active_days: usize,
    words: String,
}

/// A line a session, and one for the day.
fn lines(sessions: &[SessionStatus], now: Stamp, today: &Today) -> String {
    let mut out = String::new();
    for session in sessions {
        let remaining = clock(session.remaining_at(now));
        let _ = writeln!(out, "{} · {remaining} left", escaped(&session.state));
    }
    let _ = writeln!(out, "today {} · {}", today.done.in_words(), today.words);
    out
}

/// The status as JSON shows it.
#[derive(Serialize)]
struct ToldStatus<'a> {
    /// It grows when something that stands here changes its meaning or goes.
    version: u32,
    sessions: Vec<ToldSession<'a>>,
    /// How long was done today.
    today_ms: i64,
    active_days_of_7: usize,
}

/// A session as JSON shows it.
#[derive(Serialize)]
struct ToldSession<'a> {
    title: &'a str,
    state: &'a str,
    /// False while it is paused or waits for a key.
    running: bool,
    remaining_ms: i64,
    /// The same as people read it.
    remaining: String,
}

impl<'a> ToldSession<'a> {
    fn of(session: &'a SessionStatus, now: Stamp) -> Self {
        let remaining = session.remaining_at(now);
        Self {
            title: &session.title,
            state: &session.state,
            running: session.is_running,
            remaining_ms: milliseconds(remaining),
            remaining: clock(remaining),
        }
    }
}
