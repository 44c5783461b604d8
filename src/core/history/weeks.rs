//! What was done of one stretch, week by week.

use std::collections::BTreeMap;

use super::{History, SideTotal, WEEK, add_to};
use crate::core::day::Day;
use crate::core::timeline::Kind;

/// How many weeks are looked at, up to this one.
const MOST_WEEKS: i32 = 53;

/// What was done of a stretch in a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchWeek {
    /// Its Monday.
    pub monday: Day,
    /// How much on each side.
    pub sides: Vec<SideTotal>,
    /// The soreness after each session of the week that had the stretch, the earliest first.
    pub soreness: Vec<u8>,
}

impl StretchWeek {
    const fn of(monday: Day) -> Self {
        Self {
            monday,
            sides: Vec::new(),
            soreness: Vec::new(),
        }
    }
}

impl History {
    /// The days on which the routine `id` was done, each as often as it was: in the listed sessions.
    pub fn days_of(&self, id: &str) -> Vec<Day> {
        let sessions = self.last.iter().filter(|session| {
            let counts = !session.is_rehearsal() && !session.is_empty();
            // One that was resumed is one.
            counts && session.continues.is_none() && session.routines.iter().any(|it| it.id == id)
        });
        sessions.map(|session| session.start.day()).collect()
    }

    /// What was done of the stretch `name` of this kind in each week from the first in which it was, the earliest first:
    /// in the listed sessions, as seen on the day `today`.
    pub fn weeks_of(&self, name: &str, kind: Kind, today: Day) -> Vec<StretchWeek> {
        let last = self.until(today).monday();
        let earliest = last - (MOST_WEEKS - 1) * WEEK;
        let mut weeks: BTreeMap<Day, StretchWeek> = BTreeMap::new();
        let counts = |monday: Day| (earliest..=last).contains(&monday);
        for session in self.last.iter().rev().filter(|it| !it.is_rehearsal()) {
            let monday = session.start.day().monday();
            for (nth, line) in session
                .lines
                .iter()
                .filter(|line| counts(monday) && line.name == name && line.kind == kind)
                .enumerate()
            {
                let week = weeks
                    .entry(monday)
                    .or_insert_with(|| StretchWeek::of(monday));
                week.soreness.extend(session.feeling.filter(|_| nth == 0));
                add_to(&mut week.sides, line);
            }
        }
        let Some(first) = weeks.keys().next().copied() else {
            return Vec::new();
        };
        let mondays = std::iter::successors(Some(first), |monday| Some(*monday + WEEK));
        mondays
            .take_while(|monday| *monday <= last)
            .map(|monday| {
                weeks
                    .remove(&monday)
                    .unwrap_or_else(|| StretchWeek::of(monday))
            })
            .collect()
    }
}
