//! What was done of one stretch, week by week.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;

use super::{History, SideTotal, WEEK, add_to};
use crate::core::day::Day;
use crate::core::timeline::Kind;

/// The most weeks there are to show: a year and the week it began in.
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
            // One that was resumed is one.
            let counts = session.counts() && session.continues.is_none();
            counts && session.routines.iter().any(|it| it.id == id)
        });
        sessions.map(|session| session.start.day()).collect()
    }

    /// The Mondays of the first and the last week there is to show on the day `today`.
    pub fn shown_weeks(&self, today: Day) -> RangeInclusive<Day> {
        let until = self.until(today).monday();
        let earliest = until - (MOST_WEEKS - 1) * WEEK;
        self.scope.first().max(earliest).monday()..=until
    }

    /// What was done of each stretch in each week from the first in which it was, the earliest first: in the listed
    /// sessions, as seen on the day `today`, and counted as in the sums.
    pub fn weeks_of_all(&self, today: Day) -> HashMap<(&str, Kind), Vec<StretchWeek>> {
        let shown = self.shown_weeks(today);
        let mut all: HashMap<(&str, Kind), BTreeMap<Day, StretchWeek>> = HashMap::new();
        for session in self.last.iter().rev().filter(|session| session.counts()) {
            let monday = session.start.day().monday();
            if !shown.contains(&monday) {
                continue;
            }
            let mut felt = HashSet::new();
            for line in session.lines.iter().filter(|line| line.counts()) {
                let stretch = (line.name.as_str(), line.kind);
                let weeks = all.entry(stretch).or_default();
                let week = weeks
                    .entry(monday)
                    .or_insert_with(|| StretchWeek::of(monday));
                if felt.insert(stretch) {
                    week.soreness.extend(session.feeling);
                }
                add_to(&mut week.sides, line);
            }
        }
        let whole = |weeks| whole_weeks(weeks, *shown.end());
        all.into_iter()
            .map(|(stretch, weeks)| (stretch, whole(weeks)))
            .collect()
    }
}

/// Each Monday from the first to the last one.
pub fn mondays(weeks: RangeInclusive<Day>) -> impl Iterator<Item = Day> {
    let (first, last) = weeks.into_inner();
    std::iter::successors(Some(first), |monday| Some(*monday + WEEK))
        .take_while(move |monday| *monday <= last)
}

/// The weeks from the first to the one that begins on `last`, also those in which nothing was done.
fn whole_weeks(mut weeks: BTreeMap<Day, StretchWeek>, last: Day) -> Vec<StretchWeek> {
    let Some(first) = weeks.keys().next().copied() else {
        return Vec::new();
    };
    let week = |monday| {
        let done = weeks.remove(&monday);
        done.unwrap_or_else(|| StretchWeek::of(monday))
    };
    mondays(first..=last).map(week).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::core::day::Stamp;
    use crate::core::history::Scope;
    use crate::core::log::{LogEntry, PastSession, RoutineText};
    use crate::core::record::StretchRecord;
    use crate::core::routine::Side;
    use crate::core::timeline::{Timeline, Unrolled};

    #[test]
    fn the_weeks_of_a_stretch_count_as_the_sums_do() {
        let today = Day(20_513);
        let session = |ago: i32, seconds: [u64; 2]| {
            let start = Stamp::default().at(today - ago, Duration::from_secs(60));
            let past = PastSession {
                start: Some(start),
                feeling: Some(4),
                note: None,
            };
            let routine = RoutineText::new("knees", "Knees", "");
            let nothing = Arc::new(Timeline::of_all(None, Unrolled::default()));
            let empty = past.of(routine, nothing, (start, 1));
            let line = |(side, seconds)| StretchRecord {
                planned: Duration::from_secs(60),
                done: Duration::from_secs(seconds),
                ..StretchRecord::new("Pull".to_owned(), Kind::Hold, Some(side))
            };
            let sides = [Side::Right, Side::Left].into_iter().zip(seconds);
            LogEntry {
                lines: sides.map(line).collect(),
                ..empty
            }
        };
        let rehearsal = LogEntry {
            speed: 60.0,
            ..session(1, [60, 60])
        };
        let mut history = History::new(Scope::of(today));
        // A try, a rehearsal and a side of which nothing was done count nowhere.
        for session in [
            session(0, [1, 1]),
            rehearsal,
            session(9, [60, 0]),
            session(16, [0, 60]),
        ] {
            history.add(&session);
        }
        let [total] = history.totals()[..] else {
            panic!("{:?}", history.totals())
        };
        let weeks = &history.weeks_of_all(today)[&("Pull", Kind::Hold)];
        let mut sides = Vec::new();
        for side in weeks.iter().flat_map(|week| &week.sides) {
            let summed = |known: &&mut SideTotal| known.side == side.side;
            match sides.iter_mut().find(summed) {
                Some(sum) => sum.done += side.done,
                None => sides.push(side.clone()),
            }
        }
        sides.sort_by_key(|side| total.sides.iter().position(|it| it.side == side.side));
        assert_eq!(sides, total.sides);
        assert_eq!(
            weeks.iter().map(|week| week.soreness.len()).sum::<usize>(),
            2
        );
    }
}
