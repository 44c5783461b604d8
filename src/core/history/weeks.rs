//! What was done of one stretch, week by week.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use super::{DayTotal, History, SideTotal, WEEK, add_to};
use crate::core::day::Day;
use crate::core::log::LogEntry;
use crate::core::record::Ending;
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

/// What was done so far of a routine in a session, and in those that it continues.
#[derive(Clone, Copy, Default)]
struct RoutinePart {
    done: Duration,
    planned: Duration,
    /// How much of it had no planned length.
    open_ended: Duration,
    is_done: bool,
}

impl RoutinePart {
    /// The same with what was done in `session` of the routine with this number there.
    fn with(mut self, session: &LogEntry, number: u32) -> Self {
        let mut is_any = false;
        let mut is_whole = true;
        let lines = session.lines.iter();
        for line in lines.filter(|line| line.routine == number) {
            self.done = self.done.saturating_add(line.done);
            self.planned = self.planned.saturating_add(line.planned);
            let open_ended = session.open_ended_of(line);
            self.open_ended = self.open_ended.saturating_add(open_ended);
            is_any |= line.counts() || session.is_untimed(line);
            is_whole &= line.skipped == 0;
        }
        // What a key ends has no plan: what was not stopped was done. Of a killed session nobody knows what remained.
        let is_now = if self.planned.is_zero() {
            is_any
                && (session.ending == Ending::Done || is_whole && session.ending == Ending::Stopped)
        } else {
            let total = DayTotal {
                done: self.done,
                planned: self.planned,
                open_ended: self.open_ended,
                ..DayTotal::default()
            };
            total.is_mostly_done()
        };
        self.is_done |= is_now;
        self
    }
}

impl History {
    /// The days on which the routine `id` was done, each as often as it was: in the listed sessions. One that was resumed
    /// is one, and was done on the day on which the better part of it was. Of several routines in a session each is done by
    /// itself.
    pub fn days_of(&self, id: &str) -> Vec<Day> {
        let mut so_far: HashMap<(&str, u32), RoutinePart> = HashMap::new();
        let mut days = Vec::new();
        let has_it = |session: &&Arc<LogEntry>| session.routines.iter().any(|it| it.id == id);
        let sessions = self.last.iter().rev().filter(has_it);
        for session in sessions.filter(|session| session.counts()) {
            for number in session.numbers_of(id) {
                let before = session.continues.as_deref();
                let before = before.and_then(|before| so_far.get(&(before, number)));
                let before = before.copied().unwrap_or_default();
                let part = before.with(session, number);
                if part.is_done && !before.is_done {
                    days.push(session.start.day());
                }
                so_far.insert((&session.id, number), part);
            }
        }
        days
    }

    /// The plan of the longest session that was resumed on each day, among the listed ones: it is in the entry of the
    /// session that was begun.
    pub fn resumed_plans(&self) -> HashMap<Day, Duration> {
        let mut so_far: HashMap<&str, Duration> = HashMap::new();
        let mut plans: HashMap<Day, Duration> = HashMap::new();
        for session in self.last.iter().rev().filter(|session| session.counts()) {
            let before = session.continues.as_deref();
            let before = before.and_then(|before| so_far.get(before)).copied();
            let planned = before.unwrap_or_default();
            let planned = planned.saturating_add(session.planned());
            if before.is_some() {
                let plan = plans.entry(session.start.day()).or_default();
                *plan = planned.max(*plan);
            }
            so_far.insert(&session.id, planned);
        }
        plans
    }

    /// The Mondays of the first and the last week there is to show on the day `today`.
    pub fn shown_weeks(&self, today: Day) -> RangeInclusive<Day> {
        let until = self.until(today).monday();
        let earliest = until - (MOST_WEEKS - 1) * WEEK;
        self.scope.first().max(earliest).monday()..=until
    }

    /// What was done of each stretch in each week from the first in which it was, the earliest first: in the listed
    /// sessions, as seen on the day `today`, and counted as in the sums.
    pub fn weeks_of_all(&self, today: Day) -> HashMap<(String, Kind), Vec<StretchWeek>> {
        let shown = self.shown_weeks(today);
        let mut all: HashMap<(String, Kind), BTreeMap<Day, StretchWeek>> = HashMap::new();
        for session in self.last.iter().rev().filter(|session| session.counts()) {
            let monday = session.start.day().monday();
            if !shown.contains(&monday) {
                continue;
            }
            let mut felt = HashSet::new();
            for line in session.lines.iter().filter(|line| line.counts()) {
                let stretch = (line.name_and_load(), line.kind);
                let weeks = all.entry(stretch.clone()).or_default();
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
    use super::*;
    use crate::core::day::Stamp;
    use crate::core::history::Scope;
    use crate::core::log::{PastSession, RoutineText};
    use crate::core::record::StretchRecord;
    use crate::core::routine::Side;
    use crate::core::timeline::{Timeline, Unrolled};

    const TODAY: Day = Day(20_513);

    /// A session that was begun so many days ago, with so many seconds of the minute planned for each side.
    fn session(ago: i32, seconds: [u64; 2]) -> LogEntry {
        let start = Stamp::default().at(TODAY - ago, Duration::from_secs(60));
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
    }

    /// The session that continues `before` so many days ago.
    fn resumed(before: &LogEntry, ago: i32, seconds: [u64; 2]) -> LogEntry {
        let mut resumed = session(ago, seconds);
        resumed.continues = Some(before.id.clone());
        for line in &mut resumed.lines {
            line.planned = Duration::ZERO;
        }
        resumed
    }

    #[test]
    fn a_routine_was_done_on_the_day_on_which_the_better_part_of_it_was() {
        let short = session(3, [6, 0]);
        let half = session(5, [60, 0]);
        let unknown = LogEntry {
            lines: vec![StretchRecord::new("Plank".to_owned(), Kind::Hold, None)],
            ..session(9, [0, 0])
        };
        let third = session(7, [40, 0]);
        let later = resumed(&third, 6, [0, 6]);
        let cases: [(&str, Vec<LogEntry>, &[i32]); 7] = [
            ("all of it", vec![session(1, [60, 60])], &[1]),
            ("a stop after six seconds", vec![short.clone()], &[]),
            (
                "a stop, and the rest on another day",
                vec![short.clone(), resumed(&short, 1, [54, 60])],
                &[1],
            ),
            (
                "half, and the rest on another day",
                vec![half.clone(), resumed(&half, 4, [0, 60])],
                &[5],
            ),
            (
                "a stop, resumed twice",
                vec![third.clone(), later.clone(), resumed(&later, 2, [20, 54])],
                &[2],
            ),
            (
                "as long as one can, nobody knows how long",
                vec![unknown],
                &[9],
            ),
            (
                "twice on a day",
                vec![
                    session(1, [60, 60]),
                    LogEntry {
                        id: "other".to_owned(),
                        ..session(1, [60, 60])
                    },
                ],
                &[1, 1],
            ),
        ];
        for (name, sessions, expected) in cases {
            let mut history = History::new(Scope::of(TODAY));
            for session in sessions.iter().rev() {
                history.add(session);
            }
            let ago = history.days_of("knees").into_iter().map(|day| TODAY - day);
            assert_eq!(ago.collect::<Vec<_>>(), expected, "{name}");
            assert!(history.days_of("hips").is_empty());
        }
    }

    #[test]
    fn each_routine_of_a_session_is_done_by_itself() {
        // 60 s of the knees and 60 s of the hips, of which so many were done.
        let both = |id: &str, seconds: [u64; 2]| {
            let mut both = session(1, seconds);
            both.id = id.to_owned();
            for (number, line) in (1..).zip(&mut both.lines) {
                line.routine = number;
            }
            both
        };
        let named = |ids: [&str; 2], session: LogEntry| LogEntry {
            routines: ids.map(|id| RoutineText::new(id, id, "")).into(),
            ..session
        };
        let of = |sessions: &[LogEntry]| {
            let mut history = History::new(Scope::of(TODAY));
            for session in sessions {
                history.add(session);
            }
            ["knees", "hips"].map(|id| history.days_of(id).len())
        };
        let two = ["knees", "hips"];
        for (seconds, expected) in [
            ([60, 60], [1, 1]),
            ([60, 6], [1, 0]),
            ([6, 60], [0, 1]),
            ([20, 20], [0, 0]),
        ] {
            let session = named(two, both("both", seconds));
            assert_eq!(of(&[session]), expected, "{seconds:?}");
        }
        assert_eq!(of(&[named(["knees"; 2], both("twice", [60, 60]))]), [2, 0]);
        assert_eq!(of(&[named(["knees"; 2], both("once", [60, 6]))]), [1, 0]);
        // The rest of the second on the same day.
        let first = named(two, both("first", [60, 6]));
        let mut second = named(two, both("second", [0, 54]));
        second.start = second.start.after(Duration::from_secs(600));
        second.continues = Some(first.id.clone());
        second.lines.remove(0);
        for line in &mut second.lines {
            line.planned = Duration::ZERO;
        }
        assert_eq!(of(&[first, second]), [1, 1]);
        // In a log from before lines had a number nobody knows.
        assert_eq!(of(&[named(two, session(1, [60, 6]))]), [1, 1]);
    }

    #[test]
    fn what_has_no_plan_was_done_where_it_was_not_stopped() {
        let plank = |seconds, skipped, ending| {
            let mut plank = session(1, [seconds, 0]);
            plank.lines.truncate(1);
            let line = &mut plank.lines[0];
            (line.planned, line.skipped) = (Duration::ZERO, skipped);
            LogEntry { ending, ..plank }
        };
        for (session, times) in [
            (plank(6, 1, Ending::Stopped), 0),
            (plank(6, 0, Ending::Stopped), 1),
            (plank(6, 0, Ending::Killed), 0),
            (plank(6, 1, Ending::Done), 1),
            (plank(6, 0, Ending::Done), 1),
            (plank(0, 0, Ending::Done), 1),
        ] {
            let mut history = History::new(Scope::of(TODAY));
            history.add(&session);
            assert_eq!(history.days_of("knees").len(), times, "{session:?}");
        }
    }

    /// Beside a stretch with a plan of a minute.
    #[test]
    fn what_has_no_planned_length_stands_for_none_of_the_plan() {
        let hold = |planned, done| StretchRecord {
            planned: Duration::from_secs(planned),
            done: Duration::from_secs(done),
            ..StretchRecord::new("Pull".to_owned(), Kind::Hold, None)
        };
        let open_hold = |planned, done| StretchRecord {
            reached: Duration::from_secs(done),
            ..hold(planned, done)
        };
        let raises = |done| StretchRecord {
            planned_count: 20,
            count: 10,
            kind: Kind::Count,
            ..hold(0, done)
        };
        let of = |lines: Vec<StretchRecord>| LogEntry {
            lines,
            ending: Ending::Stopped,
            ..session(1, [0, 0])
        };
        // What was done and planned of each session, and whether the routine was done.
        let shared = |entry: &LogEntry| {
            let DayTotal { done, planned, .. } = DayTotal::of(entry);
            let mut history = History::new(Scope::of(TODAY));
            history.add(entry);
            let days = history.days_of("knees").len();
            (done.as_secs(), planned.as_secs(), days)
        };
        for (lines, expected) in [
            (vec![hold(60, 60), open_hold(0, 300)], (360, 60, 1)),
            (vec![hold(60, 6), open_hold(0, 30)], (36, 60, 0)),
            (vec![hold(60, 6), raises(30)], (36, 60, 0)),
            // However long it was.
            (vec![hold(60, 0), open_hold(0, 900)], (900, 60, 0)),
            // One set of a minute, and one as long as one can.
            (vec![hold(60, 60), open_hold(60, 90)], (150, 120, 1)),
            (
                vec![hold(60, 0), hold(60, 0), open_hold(60, 900)],
                (900, 180, 0),
            ),
            // Without a plan it is all there is.
            (vec![open_hold(0, 90)], (90, 90, 1)),
            // Longer by hand is more than planned.
            (vec![hold(60, 90)], (90, 60, 1)),
        ] {
            assert_eq!(shared(&of(lines.clone())), expected, "{lines:?}");
        }
        // The rest on another day: 6 of 60 s, then nothing more of these, then all.
        let first = of(vec![hold(60, 6), open_hold(0, 30)]);
        let rest = |before: &LogEntry, id: &str, lines| LogEntry {
            id: id.to_owned(),
            start: before.start.after(Duration::from_secs(86_400)),
            continues: Some(before.id.clone()),
            ..of(lines)
        };
        let second = rest(&first, "second", vec![open_hold(0, 14)]);
        assert_eq!(shared(&second), (14, 0, 1), "its plan is not known alone");
        let third = rest(&second, "third", vec![hold(0, 54)]);
        let mut history = History::new(Scope::of(TODAY + 1));
        for entry in [&first, &second, &third] {
            history.add(entry);
        }
        assert_eq!(history.days_of("knees"), [third.start.day()]);
        let resumed = history.resumed_plans();
        let resumed = [&second, &third].map(|entry| resumed[&entry.start.day()].as_secs());
        assert_eq!(resumed, [60, 60]);
    }

    #[test]
    fn a_resumed_day_has_the_plan_of_the_session_that_it_continues() {
        let first = session(3, [6, 0]);
        let second = resumed(&first, 2, [12, 0]);
        let third = LogEntry {
            id: "third".to_owned(),
            ..resumed(&second, 1, [6, 0])
        };
        let alone = LogEntry {
            id: "alone".to_owned(),
            ..session(0, [60, 60])
        };
        let mut history = History::new(Scope::of(TODAY));
        for session in [&third, &alone, &first, &second] {
            history.add(session);
        }
        let whole = Duration::from_secs(120);
        let plans = HashMap::from([(TODAY - 2, whole), (TODAY - 1, whole)]);
        assert_eq!(history.resumed_plans(), plans);
    }

    #[test]
    fn the_weeks_of_a_stretch_count_as_the_sums_do() {
        let rehearsal = LogEntry {
            speed: 60.0,
            ..session(1, [60, 60])
        };
        let mut history = History::new(Scope::of(TODAY));
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
        let weeks = &history.weeks_of_all(TODAY)[&("Pull".to_owned(), Kind::Hold)];
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
