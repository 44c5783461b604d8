//! The notices of a session: messages of the program that have nothing to do with the stretches, one after the other.

use std::time::Duration;

use super::view::NoticeView;
use crate::core::moment::Moment;

/// The least time of a notice on the screen.
const SHORTEST: Duration = Duration::from_secs(12);

/// The time of each part of a text that is shown by turns, because there is no room for all of it.
pub(super) const TURN: Duration = Duration::from_secs(4);

/// The characters that a part has at least, in the narrowest window in which nothing is cut.
const PART: usize = 24;

/// The notices, each with the moment at which it came.
#[derive(Debug, Default)]
pub(super) struct Notices(Vec<(String, Moment)>);

impl Notices {
    /// Shows a notice, after the notices before it.
    pub(super) fn push(&mut self, text: &str, now: Moment) {
        self.0.push((text.to_owned(), now));
    }

    /// The notice at `now`, where none is shown before `earliest`.
    pub(super) fn at(&self, earliest: Moment, now: Moment) -> Option<NoticeView> {
        let mut shown = self.shown(earliest);
        let (text, from, _) = shown.find(|(_, from, until)| *from <= now && now < *until)?;
        Some(NoticeView {
            text: text.to_owned(),
            turn: turn(now.since(from)),
        })
    }

    /// The moment after `now` at which another one is shown, or another part of it.
    pub(super) fn next_change(&self, earliest: Moment, now: Moment) -> Option<Moment> {
        let (_, from, until) = self.shown(earliest).find(|(_, _, until)| now < *until)?;
        Some(if now < from {
            from
        } else {
            next_turn(from, now).min(until)
        })
    }

    /// Each notice, from when and until when.
    fn shown(&self, earliest: Moment) -> impl Iterator<Item = (&str, Moment, Moment)> {
        self.0.iter().scan(earliest, |free, (text, came)| {
            let from = (*free).max(*came);
            *free = from + length(text);
            Some((text.as_str(), from, *free))
        })
    }
}

/// The time of a notice: each of its parts has its turn.
fn length(text: &str) -> Duration {
    let parts = text.chars().count().div_ceil(PART);
    SHORTEST.max(TURN * u32::try_from(parts).unwrap_or(u32::MAX))
}

/// The number of the turn that is reached after so long.
pub(super) const fn turn(elapsed: Duration) -> usize {
    (elapsed.as_secs() / TURN.as_secs()) as usize
}

/// The turns that are over within a lead-in of this length; where a key ends it, any number.
pub(super) fn turns_within(lead_in: Option<Duration>) -> usize {
    lead_in.map_or(usize::MAX, turn).max(1)
}

/// The moment at which the turn changes next, counted from `begin`.
pub(super) fn next_turn(begin: Moment, now: Moment) -> Moment {
    let turns = turn(now.since(begin)) as u64 + 1;
    begin + Duration::from_secs(turns * TURN.as_secs())
}
